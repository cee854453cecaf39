"""行文规则 (条例 14–17) and the elements a kind calls for (条例 9), as far as a machine can judge them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongwen.diagnostics import Diagnostic, Place
from gongwen.model.dates import parse_date
from gongwen.model.document import Official
from gongwen.model.outline import last_sentence
from gongwen.model.text import Text, clip
from gongwen.model.unread import each_as_far_as_read
from gongwen.model.which import is_adopted, is_answer, is_signed_by_head
from gongwen.resolve.checks import head_of
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.places import place_of, remark, warning
from gongwen.resolve.rules import addressees
from gongwen.standard.elements import SECRECY_STAR
from gongwen.standard.regulation import ASKING, REPLY, SECRECY_YEARS, Direction, Need, article, kinds_closed_by

CODES = {
    "content/number-missing": "有红头的文件没有文号",
    "content/recipient-missing": "应写主送机关的文种没有写",
    "content/recipient-unwanted": "一般不写主送机关的文种写了",
    "content/several-superiors": "上行文主送了几个机关",
    "content/copies-below": "上行文抄送了下级机关",
    "content/addressed-to-person": "上行文主送给了领导个人",
    "content/orders-government": "部门向下级党委、政府发指令性公文",
    "content/unequal-authorities": "联合行文的机关不是同一级",
    "content/internal-division": "内设机构对外正式行文",
    "content/copy-word": "抄送机关前写了“抄报”等字样",
    "content/contact-missing": "请示没有联系人",
    "content/signatory-unwanted": "不是上行文而写了签发人",
    "content/signer-missing": "命令、议案没有签署人",
    "content/adoption-missing": "决议没有写在什么会议上通过",
    "content/adoption-date": "成文日期与会议通过的日期不同",
    "content/answer-uncited": "批复、复函没有提到来文",
    "content/secrecy-period": "保密期限超过一般的上限",
    "content/asks-in-report": "报告里有请示的用语",
    "content/closing-kind": "结尾用语是别的文种的",
}
_BELOW = r"^(?:各|所属|下属|局属|本系统)|(?:各?(?:科室|股室|分局|乡镇|街道))$"
_PERSON = r"(?:书记|[市县区省镇乡局厅部处科院校]长|主任|主席|同志)$"
_GOVERNMENTS = r"人民政府$|(?:党委|党工委)$|[县市区镇乡]委$"
_DEPARTMENT = re.compile(r"(?:局|(?<!办公)厅|部|中心|支队|大队)$")
_AUTHORISED = r"同意|授权|批准"
_DIVISION = r"(?:科|股|(?<!办事)(?<!管理)(?<!监督)处|(?<!办公)(?<!研究)室)$"
_COPY_WORD = r"(?:抄报|抄送|报送|发送|主送|报|送|发)(?=：|:)"
_PERIOD = r"(?P<count>\d{1,3})(?P<unit>年|个月|天)"
_QUOTED = r"《[^《》]*》|“[^“”]*”|（[^（）]*）"
#: An administrative division at the head of an organ's name: province, city, county.
_LEVELS = re.compile(
    r"(?:(?P<province>[^省市县区旗]{2,6}(?:省|自治区)))?(?:(?P<city>[^省市县区旗]{2,4}市(?!场)))?"
    r"(?:(?P<county>[^省市县区旗]{2,4}(?:县|区|旗)))?"
)


def check_routing(resolved: ResolvedDocument) -> Iterator[Diagnostic]:
    """A document on an office's head: whom it goes to, and what its kind asks of it."""
    document = resolved.document
    assert isinstance(document, Official)
    yield from each_as_far_as_read(
        lambda: _check_number(document),
        lambda: _check_recipients(document, resolved.authorities),
        lambda: _check_copies(document),
        lambda: _check_authorities(document, resolved.authorities),
        lambda: _check_signing(document),
        lambda: _check_adoption(document),
        lambda: _check_secrecy(document),
        lambda: _check_text(document),
    )


def _check_number(document: Official) -> Iterator[Diagnostic]:
    if document.number is None and document.statutory.number is Need.MUST:
        field = type(document).model_fields["number"]
        yield warning(
            "content/number-missing",
            f"没有写{field.alias}，版头上会空着。",
            place_of(head_of(document), key=str(field.alias)),
            f"定稿时请写：{field.alias}: ……（{field.description}）",
            article("第九条（五）"),
        )


def _check_recipients(document: Official, authorities: Sequence[str]) -> Iterator[Diagnostic]:
    kind, names = document.statutory, addressees(document)
    if not names:
        is_public = document.openness is not None and document.openness.startswith("公开发布")
        if kind.recipients is Need.MUST and not is_public:
            yield warning(
                "content/recipient-missing",
                f"{kind.name}没有写主送机关。",
                place_of(head_of(document), key="主送"),
                "请加一行，如：主送: 各区县局，局属各单位",
                article("第九条（八）"),
            )
        return
    if kind.recipients is Need.NONE:
        yield remark(
            "content/recipient-unwanted",
            f"{kind.name}面向社会或者全体，按惯例不写主送机关。",
            place_of(names[0], key="主送"),
            "请删去“主送”；要送的机关写在“抄送”里。",
        )
    if document.direction is Direction.UP:
        yield from _check_superiors(document, names)
    elif _is_instruction(document) and all(map(_DEPARTMENT.search, authorities)) and authorities:
        governments = [name for name in names if re.search(_GOVERNMENTS, name)]
        if governments and not re.search(_AUTHORISED, document.body or ""):
            yield warning(
                "content/orders-government",
                f"部门不得向下级党委、政府发指令性公文，主送里有“{clip(governments[0], 16)}”。",
                place_of(governments[0], key="主送"),
                "请改为主送对口部门；经本级党委、政府同意的，要在正文里写明。",
                article("第十六条（二）"),
            )


def _is_instruction(document: Official) -> bool:
    return document.direction is Direction.DOWN and document.statutory is not REPLY


def _check_superiors(document: Official, names: Sequence[Text]) -> Iterator[Diagnostic]:
    if len(names) > 1 and document.kind != "请示":
        yield warning(
            "content/several-superiors",
            f"上行文原则上主送一个上级机关，这里写了 {len(names)} 个。",
            place_of(names[1], key="主送"),
            "请只留一个主送机关，其余的写在“抄送”里。",
            article("第十五条（一）"),
        )
    for name in names:
        if re.search(_PERSON, name):
            yield warning(
                "content/addressed-to-person",
                f"“{name[-8:]}”像是领导个人，不得以本机关名义向上级机关负责人报送公文。",
                place_of(name, key="主送"),
                "请改为主送机关；确系领导直接交办的，可写入“忽略检查”。",
                article("第十五条（五）"),
            )


def _check_copies(document: Official) -> Iterator[Diagnostic]:
    for line in document.copies:
        if word := re.match(_COPY_WORD, line):
            yield warning(
                "content/copy-word",
                f"版记里会印出“抄送：”，不必再写“{word.group()}”；不分上级下级，都用抄送。",
                place_of(line, key="抄送"),
                f"请写成：抄送: {clip(line[word.end() + 1 :], 30)}",
                article("第九条（十六）"),
            )
    if document.direction is not Direction.UP:
        return
    for line in document.copies:
        below = next(
            (name for name in line.parts(re.compile("[、，；]")) if re.search(_BELOW, name.rstrip("。"))), None
        )
        if below is not None:
            yield warning(
                "content/copies-below",
                f"上行文不得同时抄送下级机关，抄送里有“{clip(below, 16)}”。",
                place_of(below, key="抄送"),
                "请删去下级机关；需要他们知道的，另外行文。",
                article("第十五条（一）"),
            )


def _check_authorities(document: Official, authorities: Sequence[str]) -> Iterator[Diagnostic]:
    levels = {name: _level(name) for name in authorities}
    known = {level for level in levels.values() if level is not None}
    if len(known) > 1:
        first, *others = (name for name, level in levels.items() if level is not None)
        other = next(name for name in others if levels[name] != levels[first])
        yield warning(
            "content/unequal-authorities",
            f"联合行文的“{clip(first, 16)}”和“{clip(other, 16)}”不像同一级机关。",
            _place_of_organ(other, document),
            "同级机关才联合行文；请核对发文机关。",
            article("第十七条"),
        )
    for name in dict.fromkeys((*authorities, *document.signatures)):
        if re.search(_DIVISION, name):
            yield warning(
                "content/internal-division",
                f"“{clip(name, 16)}”像是内设机构；除办公厅（室）外，内设机构不得对外正式行文。",
                _place_of_organ(name, document),
                "请以本机关的名义行文，或改为“格式: 普通”。",
                article("第十七条"),
            )


def _place_of_organ(name: str, document: Official) -> Place:
    """In the document itself, where 忽略检查 can reach it, though the name may stand in gongwen.yaml."""
    own = (*document.authorities, *document.signatures)
    return place_of(name if name in own else head_of(document), key="发文机关")


def _level(name: str) -> str | None:
    match = _LEVELS.match(name)
    return match.lastgroup if match is not None else None


def _check_signing(document: Official) -> Iterator[Diagnostic]:
    # Y03: a reply to a deputy often names who has approved it.
    is_usual = document.direction is Direction.UP or document.kind == "答复"
    if document.signatories and not is_usual:
        yield remark(
            "content/signatory-unwanted",
            f"签发人印在上行文上；{document.statutory.name}一般不印。",
            place_of(document.signatories[0], key="签发人"),
            "请删去“签发人”；上行的意见写“行文方向: 上行”。",
        )
    if is_signed_by_head(document) and not document.signers:
        yield warning(
            "content/signer-missing",
            f"{document.statutory.name}由领导人签署，没有写签署人。",
            place_of(head_of(document), key="签署人"),
            "请加一行，如：签署人: 市长 孙明远",
            "GB/T 9704—2012 7.3.5.3",
        )
    said = "".join((document.body or "", *document.remarks))
    if document.kind == "请示" and not document.contacts and "联系" not in said:
        yield remark(
            "content/contact-missing",
            "请示没有写联系人，按惯例要在附注里写明。",
            place_of(head_of(document), key="联系人"),
            "请加一行，如：联系人: 李明 0533-1234567",
        )


def _check_adoption(document: Official) -> Iterator[Diagnostic]:
    if not is_adopted(document):
        return
    adoption = document.adoption
    if adoption is None and document.kind == "决议":
        yield remark(
            "content/adoption-missing",
            "没有写决议在什么会议上通过。",
            place_of(head_of(document), key="通过"),
            "请加一行，如：通过: 2024年1月19日云山市第五届人民代表大会第四次会议",
        )
    if adoption is not None and document.date is not None and parse_date(adoption.day) != parse_date(document.date):
        yield warning(
            "content/adoption-date",
            f"成文日期“{document.date}”与会议通过的日期“{adoption.day}”不同。",
            place_of(document.date, key="日期"),
            "会议通过的文件，成文日期是通过的日期；请核对，或删去“日期”。",
            article("第九条（十二）"),
        )


def _check_secrecy(document: Official) -> Iterator[Diagnostic]:
    if document.secrecy is None:
        return
    grade, _, period = document.secrecy.partition(SECRECY_STAR)
    match = re.fullmatch(_PERIOD, period)
    if match is None:
        return
    years = int(match["count"]) / {"年": 1, "个月": 12, "天": 365}[match["unit"]]
    most = SECRECY_YEARS[grade]
    if years > most:
        yield warning(
            "content/secrecy-period",
            f"{grade}的期限“{period}”超过 {most} 年。",
            place_of(document.secrecy, key="密级"),
            f"{grade}一般不超过 {most} 年；另有规定的，可写入“忽略检查”。",
            "《保守国家秘密法》",
        )


def _check_text(document: Official) -> Iterator[Diagnostic]:
    body = document.body
    if body is None:
        return
    closing = document.closing or Text(last_sentence(body), body.at(len(body.rstrip()) - len(last_sentence(body))))
    owners = kinds_closed_by(closing)
    if owners and document.statutory not in owners:
        yield remark(
            "content/closing-kind",
            f"结尾“{clip(closing.strip(), 16)}”是{'、'.join(kind.name for kind in owners)}的用语，"
            f"本文件是{document.statutory.name}。",
            place_of(closing, key="结语" if document.closing else "正文"),
            f"请核对文种，或改为：{document.usual_closing or document.statutory.closings[0] + '。'}"
            if document.usual_closing or document.statutory.closings
            else "请核对文种，或删去这一句。",
        )
    if document.kind == "报告":
        masked = re.sub(_QUOTED, lambda match: "　" * len(match.group()), body[: len(body) - len(last_sentence(body))])
        if match := re.search(ASKING, masked):
            yield warning(
                "content/asks-in-report",
                f"报告里写了“{match.group()}”，报告中不得夹带请示事项。",
                place_of(body, match.start(), key="正文"),
                "需要上级批准的事项请另写一份请示。",
                article("第十五条（四）"),
            )
    if is_answer(document) and document.incoming is None and "收悉" not in body and "《" not in body:
        yield remark(
            "content/answer-uncited",
            f"{document.kind}没有提到来文的标题和文号。",
            place_of(body, key="来文"),
            "请写“来文”的单位、标题和文号，开头会自动写上。",
        )
