"""A body of natural text as blocks: headings that stand or run in, paragraphs, and what `{…}` expands into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gongwen.compose.numbering import numbered
from gongwen.compose.roster import roster_blocks
from gongwen.compose.table import table_blocks
from gongwen.compose.words import expansion, words
from gongwen.model.document import Numbering
from gongwen.model.outline import OutlineLine, number_for, outline
from gongwen.model.phase import Phase
from gongwen.model.text import Text
from gongwen.printview import Block, Heading, Paragraph, RunInHeading
from gongwen.resolve.scope import PhaseText, RosterText, Scope, TableText
from gongwen.standard.elements import HEADING_LEVELS

#: A first sentence up to this many characters is a heading with its text running on; a longer one is a sentence.
#: Levels 3 and 4 are set in the body's own face, so there a heading is told from a listed sentence by being short.
_RUN_IN_LIMITS = {1: 50, 2: 50, 3: 24, 4: 24}
_STANDING_LIMIT = 60
_SENTENCE_END = re.compile(r"[。！？]")
_INNER_STOP = re.compile(r"[。！？；;]")
_COLON_LIMIT = 20
_END_MARKS = ("。", "；", "！", "？", "，", "、", ";", ".", "：", ":", "…")


def body_blocks(text: Text, scope: Scope, mode: Numbering) -> tuple[Block, ...]:
    """The blocks of a body text."""
    lines = list(numbered(_expanded(text, scope), mode))
    blocks: list[Block] = []
    for item, is_run_in in _with_run_ins(lines):
        blocks.extend(_blocks(item, is_run_in, scope, mode))
    return tuple(blocks)


def _expanded(text: Text, scope: Scope) -> Iterator[OutlineLine]:
    """The outline of a text with its phases written out, one level under the heading they stand below."""
    level = 0
    for line in outline(text):
        phases = expansion(line.text, scope) if not line.level else None
        if isinstance(phases, PhaseText):
            yield from _phase_lines(phases.phases, min(level + 1, HEADING_LEVELS), scope)
            continue
        level = line.level or level
        yield replace(line, text=line.text if phases else words(line.text, scope))


def _phase_lines(phases: Iterable[Phase], level: int, scope: Scope) -> Iterator[OutlineLine]:
    for count, phase in enumerate(phases, start=1):
        if phase.heading is not None:
            (line,) = outline(words(phase.heading, scope))
            yield replace(line, level=level, is_marked=True)
        else:
            time = f"（{phase.time}）" if phase.time else ""
            heading = Text(f"{phase.name}{time}", phase.name.origin)
            yield OutlineLine(level, number_for(level, count), words(heading, scope), is_marked=True)
        for line in outline(phase.content):
            yield replace(line, text=words(line.text, scope))


def _with_run_ins(lines: list[OutlineLine]) -> Iterator[tuple[OutlineLine, bool]]:
    """Each line, and whether its first sentence is set as a heading.

    Items of one list are set alike: where one of them opens with a sentence too long for a heading, none runs in.
    """
    for index, line in enumerate(lines):
        yield line, bool(line.level) and all(_may_run_in(other) for other in _siblings(lines, index))


def _siblings(lines: list[OutlineLine], index: int) -> Iterator[OutlineLine]:
    level = lines[index].level
    for step in (-1, 1):
        at = index
        while 0 <= at < len(lines) and not 0 < lines[at].level < level:
            if lines[at].level == level:
                yield lines[at]
            at += step


def _may_run_in(line: OutlineLine) -> bool:
    return _is_standing(line) or _first_sentence(line) is not None


def _is_standing(line: OutlineLine) -> bool:
    if line.is_marked:
        return True
    text = line.text
    return len(text) <= _STANDING_LIMIT and not text.endswith(_END_MARKS) and not _INNER_STOP.search(text)


def _first_sentence(line: OutlineLine) -> int | None:
    """Where the heading that runs in ends, or None if the line does not open with one."""
    match = _SENTENCE_END.search(line.text)
    colon = line.text.find("：")
    if 0 <= colon < _COLON_LIMIT and line.level <= 2 and (match is None or colon < match.start()):
        return colon + 1
    if match is None or len(line.number) + match.end() > _RUN_IN_LIMITS[line.level]:
        return None
    is_whole = match.end() == len(line.text)
    return None if is_whole and line.level > 2 else match.end()


def _blocks(line: OutlineLine, is_run_in: bool, scope: Scope, mode: Numbering) -> Iterator[Block]:
    if not line.level:
        match expansion(line.text, scope):
            case RosterText(roster, own):
                yield from roster_blocks(roster, own)
            case TableText(table):
                yield from table_blocks(table, scope)
            case _:
                yield Paragraph(text=line.text)
        return
    whole = f"{line.number}{line.text}"
    end = _first_sentence(line)
    if _is_standing(line):
        yield Heading(level=line.level, text=whole)
    elif is_run_in and end is not None:
        yield RunInHeading(level=line.level, heading=f"{line.number}{line.text[:end]}", text=line.text[end:].lstrip())
    else:
        yield Paragraph(text=whole)
