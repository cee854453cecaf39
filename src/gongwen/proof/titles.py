"""The title of a document on an office's head (条例 9(7)): organ, matter, kind; the organ the same throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Official
from gongwen.model.text import clip
from gongwen.model.unread import each_as_far_as_read
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.places import place_of, remark, warning
from gongwen.standard.elements import AUTHORITY_MARK_SUFFIX
from gongwen.standard.geometry import Geometry
from gongwen.standard.regulation import KINDS, article
from gongwen.standard.widths import drawn_width

CODES = {
    "content/title-no-kind": "标题末尾没有文种",
    "content/title-kind": "标题的文种与“文种”不同",
    "content/title-organ-missing": "标题里没有发文机关",
    "content/organ-differs": "标题、落款和发文机关标志的机关不一致",
    "content/title-punctuation": "标题里有标点",
    "content/title-rules-unquoted": "标题里的法规、规章没有加书名号",
    "content/title-stacked": "标题里叠用了“的通知的通知”",
    "content/title-doubled": "标题里有重复的字词",
    "content/title-line-wide": "标题自己分的一行排不下，已在词与词之间再分开",
    "content/subtitle-long": "副标题两行排不下",
}
_CLAUSE = article("第九条（七）")
#: Where the organ ends and the matter begins.
_MATTER = re.compile(r"关于|转发|批转|印发")
_TRIAL = re.compile(r"[（(][^（）()]*[）)]$")
_ENCLOSED = re.compile(r"《.*》|“[^”]*”|（[^）]*）|\([^)]*\)|〔[^〕]*〕")
_POINTS = re.compile(r"[，。；！？,;!?]|\.$")
_RULES = re.compile(
    r"关于(?:印发|发布|公布|颁布|修订)(?P<name>[^《》]*?(?:条例|规定|办法|细则|规则)(?:（[^（）]*）)?)"
    r"的(?:通知|公告|决定|命令|令)$"
)
_STACKED = ("通知的通知", "通知》的通知", "通知）的通知")
_FORWARD = r"(?P<organ>.*?)(?:关于)?(?P<how>转发|批转)《?(?P<paper>.*通知)》?的通知$"
_DOUBLED = re.compile(r"关于关于|的的|通知通知|请示请示|报告报告")
_OTHERS = re.compile(r"等.*$|[\s　、]")


def check_title(resolved: ResolvedDocument) -> Iterator[Diagnostic]:
    """TT1–TT5, of a title that the writer wrote; those that gongwen composes need no look."""
    document = resolved.document
    assert isinstance(document, Official)
    yield from each_as_far_as_read(
        lambda: _check_kind(document, resolved.name) if document.title_lines else (),
        lambda: _check_wording(document, resolved.name) if document.title_lines else (),
        lambda: _check_organ(document, resolved.name, resolved.authorities) if document.title_lines else (),
        lambda: _check_mark(document, resolved.authorities),
    )


def check_lines(resolved: ResolvedDocument, geometry: Geometry) -> Iterator[Diagnostic]:
    """7.3.1: the lines of titles that the writer broke, and subtitles, against the width of the page."""
    room = geometry.room(geometry.title_size.nominal)
    characters = geometry.characters.nominal
    for paper in resolved.papers():
        lines = paper.document.title_lines
        for number, line in enumerate(lines, 1):
            if len(lines) > 1 and "{" not in line and drawn_width(line) > room:
                yield remark(
                    "content/title-line-wide",
                    f"标题第 {number} 行宽 {drawn_width(line):g} 字，一行只排得下 {room} 字，已在词与词之间再分开。",
                    place_of(line, key="标题"),
                    "要自己定在哪里断开，请在“标题”里再分一行。",
                )
        below = paper.document.subtitle
        if below and "{" not in below and drawn_width(below) > characters * 2:
            yield remark(
                "content/subtitle-long",
                f"副标题宽 {drawn_width(below):g} 字，两行（每行 {characters} 字）排不下，从第二行起可能在词中间断开。",
                place_of(below, key="副标题"),
                "请缩短。",
            )


def _check_kind(document: Official, title: str) -> Iterator[Diagnostic]:
    place = place_of(document.title_lines[-1], key="标题")
    bare = _TRIAL.sub("", title)
    if bare.endswith(document.statutory.words):
        return
    other = next((kind for kind in KINDS if bare.endswith(kind.words)), None)
    if other is None:
        yield warning(
            "content/title-no-kind",
            f"标题末尾没有文种，应以“{document.statutory.name}”结尾。",
            place,
            "方案、总结等不是公文文种，可用通知印发（文种: 印发通知）；不用红头的写“格式: 普通”。",
            _CLAUSE,
        )
    else:
        yield warning(
            "content/title-kind",
            f"标题的文种是“{other.name}”，本文件的文种是“{document.kind}”。",
            place,
            f"请改标题，或改为“文种: {other.name}”。",
            _CLAUSE,
        )


def _check_wording(document: Official, title: str) -> Iterator[Diagnostic]:
    place = place_of(document.title or "", key="标题")
    if match := _DOUBLED.search(title):
        yield warning("content/title-doubled", f"标题里的“{match.group()}”重复了。", place, "请删去一处。", _CLAUSE)
    if title.endswith(_STACKED):
        forward = re.match(_FORWARD, title)
        mended = f"{forward['organ']}{forward['how']}{forward['paper'].strip('《》')}" if forward else ""
        yield remark(
            "content/title-stacked",
            "标题里叠用了“的通知的通知”，按惯例只留一个“关于”和一个“通知”。",
            place,
            f"可写成：{mended}" if mended else "请只留一个“通知”。",
        )
    if match := _POINTS.search(_ENCLOSED.sub("", title)):
        yield remark(
            "content/title-punctuation",
            f"标题里有“{match.group()}”；标题除书名号、引号、括号和并列的顿号外，按惯例不用标点。",
            place,
            "请删去或改写。",
        )
    if match := _RULES.search(title):
        yield remark(
            "content/title-rules-unquoted",
            "标题里的法规、规章名称按惯例加书名号。",
            place,
            f"可写成：《{clip(match['name'], 30)}》",
        )


def _check_organ(document: Official, title: str, authorities: tuple[str, ...]) -> Iterator[Diagnostic]:
    matter = _MATTER.search(title)
    if matter is None or not authorities:
        return
    organ = _OTHERS.sub("", title[: matter.start()])
    place = place_of(document.title or "", key="标题")
    if not organ:
        # TT5: a letter may leave the organ to its mark.
        if document.layout_format == "文件":
            yield warning(
                "content/title-organ-missing",
                "标题里没有发文机关；标题由发文机关名称、事由和文种组成。",
                place,
                f"可写成：{clip(authorities[0])}{clip(title, 30)}",
                _CLAUSE,
            )
        return
    signed = tuple(document.signatures) or authorities
    if not _is_one_organ(organ, "".join(signed)):
        yield warning(
            "content/organ-differs",
            f"标题里的机关是“{clip(organ)}”，落款的机关是“{clip(signed[0])}”，两者应一致。",
            place,
            "请核对标题、“发文机关”和“落款”。",
            article("第九条（四）、（七）、（十一）"),
        )


def _check_mark(document: Official, authorities: tuple[str, ...]) -> Iterator[Diagnostic]:
    if document.mark is None or not authorities or document.layout_format not in ("文件", "信函"):
        return
    organ = _OTHERS.sub("", document.mark.removesuffix(AUTHORITY_MARK_SUFFIX))
    signed = tuple(document.signatures) or authorities
    if organ and not _is_one_organ(organ, "".join(signed)):
        yield warning(
            "content/organ-differs",
            f"发文机关标志的机关是“{clip(organ)}”，落款的机关是“{clip(signed[0])}”，两者应一致。",
            place_of(document.mark, key="发文机关标志"),
            "请核对“发文机关标志”、“发文机关”和“落款”。",
            article("第九条（四）、（七）、（十一）"),
        )


def _is_one_organ(one: str, other: str) -> bool:
    """Whether one may be the short name of the other (市委 of 市委员会): its characters occur there in that order."""
    short, full = sorted((one, other), key=len)
    letters = iter(full)
    return all(letter in letters for letter in short)
