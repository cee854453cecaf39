"""The numbers of headings as a writer wrote them (7.3.3; GB/T 15834 B.3): order, gaps, marks.

A slip that a writer makes throughout is one finding with a count, at its first place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.model.document import Document, Prose
from gongwen.model.outline import OutlineLine, count_of, number_for, outline, to_chinese
from gongwen.model.text import Origin, Text
from gongwen.model.which import is_digest

CODES = {
    "content/numbering-mark": "序号的标点、括号或数字写得不合规范",
    "content/numbering-gap": "同一级序号断号、重号或颠倒",
}
_RULE = "GB/T 15834—2011 附录 B.3"
_LEVELS = "GB/T 9704—2012 7.3.3"


class _Slip(Struct, frozen=True):
    code: str
    level: int
    number: str
    right: str
    clause: str
    start: Origin | None

    @property
    def message(self) -> str:
        level = f"第{to_chinese(self.level)}级序号"
        if self.code == "content/numbering-gap":
            return f"{level}“{self.number}”断号、重号或颠倒，按顺序应为“{self.right}”"
        return f"{level}的写法不规范，如“{self.number}”应为“{self.right}”"

    @property
    def place(self) -> Place:
        return Place() if self.start is None else Place(self.start.file, self.start.line, self.start.column)


def check_numbering(document: Document) -> Iterator[Diagnostic]:
    """The slips in the headings of a document that keeps its own numbers (编号: 检查)."""
    if getattr(document, "numbering", None) != "检查":
        return
    slips = [slip for text in _bodies(document) for slip in _slips(outline(text))]
    groups: dict[tuple[str, int | str], list[_Slip]] = {}
    for slip in slips:
        is_everywhere = slip.code == "content/numbering-mark"
        groups.setdefault((slip.code, slip.level if is_everywhere else str(slip.place)), []).append(slip)
    for (code, _), same in groups.items():
        times = f"（共 {len(same)} 处）" if len(same) > 1 else ""
        yield Diagnostic(Severity.WARNING, code, f"{same[0].message}{times}。", same[0].place, same[0].clause)


def _bodies(document: Document) -> Iterator[Text]:
    if is_digest(document):
        yield from (speech.body for speech in document.speeches)
    elif isinstance(document, Prose):
        if document.body is not None:
            yield document.body
        yield from (phase.content for phase in document.phases)


def _slips(lines: Iterable[OutlineLine]) -> Iterator[_Slip]:
    counts: dict[int, int] = {}
    for line in lines:
        if not line.level or not line.number:
            continue
        count = count_of(line.number, line.level)
        if count is None:
            continue
        right = number_for(line.level, count)
        if line.number.rstrip() != right:
            yield _Slip("content/numbering-mark", line.level, line.number.rstrip(), right, _RULE, line.start)
        expected = counts.get(line.level, 0) + 1
        if count != expected:
            wanted = number_for(line.level, expected)
            yield _Slip("content/numbering-gap", line.level, line.number.rstrip(), wanted, _LEVELS, line.start)
        counts = {level: value for level, value in counts.items() if level <= line.level} | {line.level: count}
