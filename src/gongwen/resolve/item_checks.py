"""Y01–Y15: what a letter says against what its item says. Nothing is put right silently; blanks are filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct

from gongwen.diagnostics import Diagnostic
from gongwen.model.counting import Counting
from gongwen.model.dates import parse_date
from gongwen.model.replies import AboutItem, JointOpinion, SuggestionReply
from gongwen.model.suggestion import class_letter
from gongwen.model.text import Text, cited, clip, unquoted
from gongwen.resolve.items import ItemLetter, session_key
from gongwen.resolve.places import error, place_of, remark, warning

#: Y03
OPENNESS = ("主动公开", "依申请公开", "不予公开")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_CITED = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》\s*（(?P<before>[^（）]*?)第?(?P<number>\d+)号(?P<kind>建议|提案|议案)?）"
)
_NUMBERED = re.compile(r"第(?P<number>\d+)号(?P<kind>建议|提案|议案)?")
_BLANKS = re.compile(r"[\s　：:]")
#: A text of nothing but these says that an item was handled and no more: 已提出会办意见。 “无意见” is an opinion.
_HANDLING = re.compile(
    r"我[局委单位们]+|本单位|[该此本]件|该?(?:建议|提案|议案)|代表|委员|提出人|主办单位|会办单位|承办单位|贵[局委单位]+"
    r"|已经?|现|均|于|按时|按期|及时|正式|书面|当面|电话|提出|出具|提交|报送|报|送|反馈|回复|答复|复函|办理|办结|办复|面复|会办|协办"
    r"|意见|完毕|完成|沟通|联系|了|将|给|至|与|向|对|并|[\s，。、；]"
)
_LONGEST_REMARK = 40

Letter = TypeVar("Letter", bound=AboutItem)


#: What a letter may leave to its item, by the names of its fields.
ITEM_BLANKS = ("recipients", "number", "date", "openness")


def filled(document: Letter, letter: ItemLetter) -> Letter:
    """The document with what it leaves to its item: addressee, number, day, 公开."""
    item = letter.item
    is_reply = isinstance(document, SuggestionReply)
    recipient = Text(letter.salutation, (item.proposers[0] if item.proposers else item.number).origin)
    known = (
        (recipient,) if recipient else (),
        item.reply_number if is_reply else None,
        item.replied,
        item.openness if is_reply and item.openness in OPENNESS else None,
    )
    written = document.__dict__
    # A field that could not be read is no blank.
    update = {
        name: value
        for name, value in zip(ITEM_BLANKS, known, strict=True)
        if value and name in written and not written[name]
    }
    return document.model_copy(update=update)


def check_item(document: AboutItem, letter: ItemLetter, counting: Counting) -> Iterator[Diagnostic]:
    """Every finding about the document as its writer wrote it (before `filled`)."""
    work = _Checking(document, letter)
    yield from work.addressee()
    yield from work.handling()
    yield from work.title()
    yield from work.pronoun()
    yield from work.citations()
    yield from work.substance()
    yield from work.dates()
    if isinstance(document, SuggestionReply):
        yield from work.result(document, counting)
        yield from work.number()
        yield from work.openness()
    yield from work.practice()


class _Checking(Struct, frozen=True):
    document: AboutItem
    letter: ItemLetter

    def addressee(self) -> Iterator[Diagnostic]:
        document, letter = self.document, self.letter
        is_opinion = isinstance(document, JointOpinion)
        if not document.recipients and not letter.salutation:
            what, key = ("主办单位", "主办单位") if is_opinion else ("提出人", "提出人")
            yield error(
                "content/reply-unaddressed",
                f"{letter.number}号没有写{what}，不知道主送谁。",
                place_of(letter.item.number, key=key),
                f"请在台账里补上“{key}”，或在文件里写“主送”。",
            )
        written = _BLANKS.sub("", "".join(document.recipients))
        if written and letter.salutation and not self._addresses(written):
            yield warning(
                "content/reply-addressee",
                f"主送写“{clip(written)}”，{letter.number}号的{'主办单位' if is_opinion else '提出人'}"
                f"是“{letter.salutation}”。",
                place_of(document.recipients[0], key="主送"),
                "请核对是否答复错了件；删去“主送”时照台账写。",
            )

    def _addresses(self, written: str) -> bool:
        """A letter may go to all of the proposers, or to each of them."""
        if written in (_BLANKS.sub("", self.letter.salutation), _BLANKS.sub("", self.letter.proposers)):
            return True
        return isinstance(self.document, SuggestionReply) and any(
            re.sub(r"等.*|(?<=..)(?:代表|委员)$", "", written) == name for name in self.letter.item.proposers
        )

    def handling(self) -> Iterator[Diagnostic]:
        item, document = self.letter.item, self.document
        is_reply = isinstance(document, SuggestionReply)
        if item.way and item.is_answering != is_reply:
            yield warning(
                "content/reply-handling",
                f"{self.letter.number}号的办理方式是“{item.handling}”，"
                + ("由主办单位答复，本单位只出会办意见。" if is_reply else "应由本单位答复，不出会办意见。"),
                place_of(item.handling or item.number, key="办理方式"),
                f"请改用“文种: {'会办意见' if is_reply else '答复'}”，或核对台账。",
            )

    def title(self) -> Iterator[Diagnostic]:
        document, letter = self.document, self.letter
        if document.title is None:
            if not letter.session:
                yield warning(
                    "content/reply-session-missing",
                    f"{letter.number}号没有写会议，标题里写不出届次。",
                    place_of(letter.item.number, key="会议"),
                    "请在台账里补上“会议”，如：五届五次。",
                )
            return
        written = document.title
        yield from self._number_in(written, "标题")
        own, asked = session_key(written), session_key(letter.session)
        if own is not None and asked is not None and own != asked:
            yield warning(
                "content/reply-session",
                f"标题写的是{own[0]}届{own[1]}次会议，{letter.number}号是{asked[0]}届{asked[1]}次会议的。",
                place_of(document.title, key="标题"),
                "请核对届次；删去“标题”时照台账写。",
            )

    def _number_in(self, text: Text, key: str) -> Iterator[Diagnostic]:
        for match in _NUMBERED.finditer(text):
            if match["number"].lstrip("0") == self.letter.number.lstrip("0"):
                if match["kind"] and match["kind"] != self.letter.word:
                    yield self._wrong_word(match["kind"], text, match.start("kind"), key)
                return
        if other := _NUMBERED.search(text):
            yield self._wrong_number(other["number"], text, other.start("number"), key)

    def _wrong_number(self, number: str, text: Text, offset: int, key: str) -> Diagnostic:
        return warning(
            "content/reply-number",
            f"{key}写“第{number}号”，台账里是{self.letter.number}号。",
            place_of(text, offset, key=key),
            "请核对编号；写作 {建议.编号} 时照台账印出。",
        )

    def _wrong_word(self, word: str, text: Text, offset: int, key: str) -> Diagnostic:
        return warning(
            "content/reply-word",
            f"{key}把{self.letter.number}号写成“{word}”，台账里是{self.letter.word}。",
            place_of(text, offset, key=key),
            f"请改成“{self.letter.word}”，或核对台账的“类别”。",
        )

    def pronoun(self) -> Iterator[Diagnostic]:
        if isinstance(self.document, JointOpinion):
            return
        body, pronoun = self.document.body, self.letter.pronoun
        bare = _QUOTED.sub(lambda match: "　" * len(match.group()), body)
        wrong = re.search("您们|你们" if pronoun == "您" else "您们?", bare)
        if wrong is not None:
            yield warning(
                "content/reply-pronoun",
                f"正文称“{wrong.group()}”，{self.letter.salutation or '提出人'}应称“{pronoun}”。",
                place_of(body, wrong.start(), key="正文"),
                f"请改成“{pronoun}”；写作 {{称呼代词}} 时自动印出。",
            )

    def citations(self) -> Iterator[Diagnostic]:
        body, letter = self.document.body, self.letter
        for match in _CITED.finditer(body):
            if match["number"].lstrip("0") != letter.number.lstrip("0"):
                if unquoted(match["title"]) == letter.cited:
                    yield self._wrong_number(match["number"], body, match.start("number"), "正文")
                continue
            if cited(match["title"]) != cited(letter.cited):
                yield warning(
                    "content/reply-title",
                    f"正文引的标题“{clip(match['title'], 24)}”与台账的“{clip(letter.cited, 24)}”不同。",
                    place_of(body, match.start("title"), key="正文"),
                    "请照台账改正；写作 {建议.标题} 时照台账印出。",
                )
            if match["kind"] and match["kind"] != letter.word:
                yield self._wrong_word(match["kind"], body, match.start("kind"), "正文")

    def substance(self) -> Iterator[Diagnostic]:
        document, number = self.document, self.letter.number
        said = "".join(document.body.split())
        bare = said.replace(self.letter.item.lead_unit or "主办单位", "")
        if said and len(said) <= _LONGEST_REMARK and not _HANDLING.sub("", bare):
            yield warning(
                "content/reply-no-substance",
                f"{number}号的{document.kind}只写了“{said}”，没有说办了什么、有什么意见。",
                place_of(document.body, key="正文"),
                f"请写出内容；成批做的写在台账的“答复内容”里，或在 --bodies 的文件夹里放“{number}.txt”。",
            )

    def dates(self) -> Iterator[Diagnostic]:
        item, day = self.letter.item, self.document.date or self.letter.item.replied
        if day is None:
            return
        if item.due is not None and parse_date(day) > parse_date(item.due):
            yield warning(
                "content/reply-late",
                f"{self.letter.number}号应在{item.due}前办结，成文日期是{day}。",
                place_of(day, key="日期"),
                "请核对日期；确需延期的，应先征得交办机构同意。",
            )
        if item.assigned is not None and parse_date(day) < parse_date(item.assigned):
            yield warning(
                "content/reply-early",
                f"{self.letter.number}号的成文日期{day}早于交办日期（{item.assigned}）。",
                place_of(day, key="日期"),
                "请核对日期。",
            )
        if self.document.date and item.replied and parse_date(self.document.date) != parse_date(item.replied):
            yield warning(
                "content/reply-date",
                f"{self.letter.number}号的成文日期{self.document.date}与台账的答复日期（{item.replied}）不同。",
                place_of(self.document.date, key="日期"),
                "请改正其中一处。",
            )

    def result(self, document: SuggestionReply, counting: Counting) -> Iterator[Diagnostic]:
        item = self.letter.item
        written = document.result or item.result
        place = place_of(written or item.number, key="结果")
        letter = class_letter(written)
        if not letter:
            if item.is_answering:
                yield warning(
                    "content/reply-class-missing",
                    f"{self.letter.number}号没有写办理类别，首页右上角会空着。",
                    place,
                    f"请写“结果”：{'、'.join(counting.classes)}。",
                )
            return
        if letter not in counting.classes:
            yield error(
                "content/reply-class",
                f"没有“{clip(letter, 6)}”这个办理类别，应为{'、'.join(counting.classes)}。",
                place,
                "请改正；本单位另有分类时，写在 gongwen.yaml 的“口径”的“结果分类”里。",
            )
        if document.result and item.result and class_letter(item.result) != letter:
            yield warning(
                "content/reply-class-differs",
                f"{self.letter.number}号的办理类别写“{letter}”，台账的结果是“{class_letter(item.result)}”。",
                place,
                "请改正其中一处；删去“结果”时照台账印出。",
            )

    def number(self) -> Iterator[Diagnostic]:
        own, row = self.document.number, self.letter.item.reply_number
        if own is not None and row is not None and own != row:
            yield warning(
                "content/reply-document-number",
                f"{self.letter.number}号的文号“{own}”与台账的答复文号“{row}”不同。",
                place_of(own, key="文号"),
                "请改正其中一处。",
            )

    def openness(self) -> Iterator[Diagnostic]:
        own, row = self.document.openness, self.letter.item.openness
        written = own or row
        if self.document.secrecy is not None and written in OPENNESS[:2]:
            yield warning(
                "content/reply-secret",
                f"标了密级“{clip(self.document.secrecy, 8)}”，公开属性却是“{written}”。",
                place_of(self.document.secrecy, key="密级"),
                "涉密的答复不予公开，请改正“公开”或“密级”。",
            )
        if written is None:
            yield remark(
                "content/reply-openness-missing",
                f"{self.letter.number}号没有写公开属性。",
                place_of(self.letter.item.number, key="公开"),
                f"请写“公开”：{'、'.join(OPENNESS)}。",
            )
        elif written not in OPENNESS:
            yield remark(
                "content/reply-openness",
                f"公开属性写“{clip(written, 10)}”，一般为{'、'.join(OPENNESS)}之一"
                + ("。" if own else "；没有印在文件上。"),
                place_of(written, key="公开"),
                "请改正。",
            )
        elif own is not None and row is not None and own != row:
            yield warning(
                "content/reply-openness-differs",
                f"{self.letter.number}号的公开属性写“{own}”，台账里是“{clip(row, 10)}”。",
                place_of(own, key="公开"),
                "请改正其中一处。",
            )

    def practice(self) -> Iterator[Diagnostic]:
        document = self.document
        head = document.item if isinstance(document.item, Text) else self.letter.item.number
        if not document.contacts:
            yield remark(
                "content/reply-contact-missing",
                f"{document.kind}没有写联系人。",
                place_of(head, key="联系人"),
                "按惯例写上，如：联系人: 李明 0533-1234567",
            )
        if isinstance(document, SuggestionReply) and not document.copies:
            office = "政协提案委员会" if self.letter.word == "提案" else "人大常委会代表工作机构"
            yield remark(
                "content/reply-copies-missing",
                "答复没有写抄送。",
                place_of(head, key="抄送"),
                f"按惯例抄送同级{office}和政府督查机构。",
            )


CODES = {
    "content/reply-addressee": "答复的主送不是提出人，或会办意见的主送不是主办单位",
    "content/reply-class": "办理类别不在结果分类里",
    "content/reply-class-differs": "办理类别与台账的结果不同",
    "content/reply-class-missing": "答复没有办理类别",
    "content/reply-contact-missing": "答复、会办意见没有联系人",
    "content/reply-copies-missing": "答复没有抄送",
    "content/reply-date": "成文日期与台账的答复日期不同",
    "content/reply-document-number": "文号与台账的答复文号不同",
    "content/reply-early": "成文日期早于交办日期",
    "content/reply-handling": "文种与台账的办理方式不合：主办、分办的答复，协办的出会办意见",
    "content/reply-item-missing": "台账里没有这个编号",
    "content/reply-item-several": "台账里有几件同号，没有写明是哪一件",
    "content/reply-kind": "看不出是建议还是提案",
    "content/reply-late": "成文日期超过办结时限",
    "content/reply-no-ledger": "“建议”只写了编号，没有写“台账”",
    "content/reply-no-substance": "正文只说已经办理（如“已提出会办意见”），没有说办了什么、有什么意见",
    "content/reply-number": "标题、正文里的编号与台账不同",
    "content/reply-openness": "公开属性不是主动公开、依申请公开、不予公开",
    "content/reply-openness-differs": "公开属性与台账不同",
    "content/reply-openness-missing": "没有公开属性",
    "content/reply-pronoun": "“您”“你们”与提出人的人数不合",
    "content/reply-secret": "标了密级的答复写着公开",
    "content/reply-session": "标题里的届次与台账不同",
    "content/reply-session-missing": "没有写会议，标题里没有届次",
    "content/reply-title": "正文引的建议、提案标题与台账不同",
    "content/reply-unaddressed": "没有提出人（主办单位），也没有写主送",
    "content/reply-word": "把建议写成提案，或把提案写成建议",
}
