"""A layout check as lines of a terminal: columns that line up although a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from gongwen.check import Finding, Outcome
from gongwen.report.looked import Looked, by_chapter, source_of


def layout_lines(looked: Looked) -> Iterator[str]:
    """The counts by chapter, the findings by page, and what was not checked with the reasons."""
    yield looked.name
    yield from _aligned(_rows(looked))
    page = 0
    for finding in looked.report.findings:
        if finding.found.page != page:
            page = finding.found.page
            yield f"第 {page} 页"
        yield _told(finding)
    if looked.report.of(Outcome.NOT_CHECKED):
        # A writer reads what was left out and why; the codes stand in the report for programs and in the HTML.
        yield f"{Outcome.NOT_CHECKED.value}（不是通过）"
        reasons: dict[str, Counter[str]] = {}
        for chapter in by_chapter(looked.report):
            for verdict in chapter.verdicts:
                if verdict.outcome is Outcome.NOT_CHECKED:
                    reasons.setdefault(verdict.reason, Counter())[chapter.name] += 1
        for reason, chapters in reasons.items():
            yield f"  {reason}：{'、'.join(f'{name} {count} 项' for name, count in chapters.items())}"


def _rows(looked: Looked) -> Iterator[Sequence[str]]:
    yield ("", *(outcome.value for outcome in Outcome))
    totals = dict.fromkeys(Outcome, 0)
    for chapter in by_chapter(looked.report):
        for outcome, count in chapter.counts.items():
            totals[outcome] += count
        yield (chapter.name, *map(str, chapter.counts.values()))
    yield ("合计", *map(str, totals.values()))


def _told(finding: Finding) -> str:
    said = finding.diagnostic
    text = f"  {said.severity.value}[{said.code}] {said.message}（{source_of(said, finding.check.force)}）"
    return f"{text} 提示：{said.hint}" if said.hint else text


def _aligned(rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, the others to the right."""
    held = list(rows)
    widths = [max(map(_columns, column)) for column in zip(*held, strict=True)]
    for first, *rest in held:
        cells = [" " * (width - _columns(cell)) + cell for cell, width in zip(rest, widths[1:], strict=True)]
        yield "  ".join(["  " + first + " " * (widths[0] - _columns(first)), *cells])


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
