"""Telling the writer what was decided. Findings of this room are 提示: a decision is a practice, not a demand."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.decisions import (
    ImprintApart,
    LinePitch,
    NarrowSealGap,
    NothingHangs,
    PageBreak,
    RecipientInImprint,
    TableBreaks,
    TightParagraph,
)
from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.paginate.decide import Decided

_CODES: dict[type, str] = {
    NarrowSealGap: "layout/decided-seal-gap",
    TightParagraph: "layout/decided-spacing",
    NothingHangs: "layout/decided-hanging",
    LinePitch: "layout/decided-pitch",
    PageBreak: "layout/decided-page-break",
    RecipientInImprint: "layout/decided-recipient",
    ImprintApart: "layout/decided-imprint",
    TableBreaks: "layout/decided-table",
}
_LEFT = "layout/unmended"

#: Code → what it means, for the reference page.
CODES: dict[str, str] = {
    _CODES[NarrowSealGap]: "落款或附注会独占一页，已把用印处的空行减为 1 行",
    _CODES[TightParagraph]: "落款或附注会独占一页，已略紧一段的字距，省出一行",
    _CODES[NothingHangs]: "LibreOffice 漏印了悬在行末的标点，已让这一段的标点不悬出",
    _CODES[LinePitch]: "落款或附注会独占一页，或首页末行低于版心，已略减正文行距",
    _CODES[PageBreak]: "落款或附注会独占一页，首页没有正文，或名单的末页只有一行，已移动几行",
    _CODES[RecipientInImprint]: "主送机关过多，首页没有正文，已把主送机关移到版记",
    _CODES[ImprintApart]: "版记在最后一页放不下，按设置要排在偶数页，或最后的附件另装，已另起一页",
    _CODES[TableBreaks]: "表格里合并的格跨页，已在下一页重写格里的文字并注“（续）”",
    _LEFT: "版面有一处不合要求，没有不改文字的办法",
}


def remarks(decided: Decided, file: str) -> Iterator[Diagnostic]:
    """What was decided about the document of `file`, in the order of deciding, and what was left."""
    place = Place(file=file)
    for decision in decided.decisions.all:
        if decision.told:
            yield Diagnostic(Severity.HINT, _CODES[type(decision)], decision.told, place)
    for sentence in decided.left:
        yield Diagnostic(Severity.HINT, _LEFT, sentence, place)
