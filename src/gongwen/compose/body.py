"""A body of natural text as blocks: headings that stand or run in, paragraphs, and what `{…}` expands into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from gongwen.compose.numbering import numbered
from gongwen.compose.words import expansion, words
from gongwen.model.document import Numbering
from gongwen.model.outline import OutlineLine, number_for, outline
from gongwen.model.phase import Phase
from gongwen.model.text import Text
from gongwen.printview import Block, Heading, Paragraph, RunInHeading
from gongwen.resolve.document import Drawn
from gongwen.resolve.scope import ChartText, Highlights, PhaseText, RosterText, Scope, TableText
from gongwen.standard.elements import HEADING_LEVELS
from gongwen.standard.geometry import Geometry

#: A first sentence up to this many characters is a heading with its text running on; a longer one is a sentence.
#: Levels 3 and 4 are set in the body's own face, so there a heading is told from a listed sentence by being short.
_RUN_IN_LIMITS = {1: 50, 2: 50, 3: 24, 4: 24}
_STANDING_LIMIT = 60
_SENTENCE_END = r"[。！？]"
_INNER_STOP = r"[。！？；;]"
_COLON_LIMIT = 20
_END_MARKS = ("。", "；", "！", "？", "，", "、", ";", ".", "：", ":", "…")


def body_blocks(
    text: Text, scope: Scope, mode: Numbering, geometry: Geometry, charts: Mapping[str, Drawn] | None = None
) -> tuple[Block, ...]:
    """The blocks of a body text; `charts` are those of its document, drawn."""
    items = list(_expanded(text, scope))
    lines = iter(list(numbered((item for item in items if isinstance(item, OutlineLine)), mode)))
    items = [next(lines) if isinstance(item, OutlineLine) else item for item in items]
    blocks: list[Block] = []
    for item, runs_in in zip(items, _run_ins(items), strict=True):
        # What makes blocks of rosters, tables and charts is loaded for texts that name some.
        match item:
            case RosterText(roster, own):
                from gongwen.compose.roster import roster_in_text

                blocks.extend(roster_in_text(roster, own, geometry))
            case TableText(table, accounts):
                from gongwen.compose.table import table_blocks

                blocks.extend(table_blocks(table, scope, geometry, accounts=accounts, has_own_page=False))
            case ChartText(name):
                from gongwen.compose.chart import chart_block

                blocks.append(chart_block(item, (charts or {})[name], scope))
            case OutlineLine():
                blocks.append(_block(item, runs_in=runs_in))
    return tuple(blocks)


_Item = OutlineLine | RosterText | TableText | ChartText


def _expanded(text: Text, scope: Scope) -> Iterator[_Item]:
    """The outline of a text, filled in, with its phases written out one level under the heading they stand below."""
    level = 0
    for line in outline(text):
        wide = expansion(line.text, scope) if not line.level else None
        if isinstance(wide, PhaseText):
            yield from _phase_lines(wide.phases, min(level + 1, HEADING_LEVELS), scope)
        elif isinstance(wide, Highlights):
            from gongwen.compose.figures import item_words

            for row, text in wide.items:
                yield OutlineLine(0, "", Text(f"针对{item_words(row)}，{words(text, scope)}", text.origin))
        elif wide is not None:
            yield wide
        else:
            level = line.level or level
            said = words(line.text, scope)
            yield line if said is line.text else replace(line, text=said)


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


def _run_ins(items: list[_Item]) -> list[bool]:
    """For each item, whether its first sentence is set as a heading.

    Items of one list are set alike: where one of them opens with a sentence too long for a heading, none runs in.
    A list is the items of one level between two headings of a higher one. A level that is nothing but sentences has no
    headings at all.
    """
    listed = {level for level in range(1, HEADING_LEVELS + 1) if _is_of_sentences(items, level)}
    lists: list[tuple[int, int]] = []
    allowed: dict[tuple[int, int], bool] = {}
    began = [0] * (HEADING_LEVELS + 2)
    for index, item in enumerate(items):
        level = item.level if isinstance(item, OutlineLine) else 0
        if level:
            began[level + 1 :] = [index] * (HEADING_LEVELS + 1 - level)
        key = (level, began[level])
        lists.append(key)
        if isinstance(item, OutlineLine) and level:
            allowed[key] = allowed.get(key, level not in listed) and _may_run_in(item)
    return [allowed.get(key, False) for key in lists]


def _is_of_sentences(items: list[_Item], level: int) -> bool:
    """Is each item of a level one whole sentence with nothing under it, as 一、同意……。 in a reply?

    What follows the last item of all is taken for the end of the text, not for what stands under it.
    """
    places = [index for index, item in enumerate(items) if isinstance(item, OutlineLine) and item.level == level]
    for index in places:
        item, after = items[index], items[index + 1] if index + 1 < len(items) else None
        below = after.level if isinstance(after, OutlineLine) else 0
        is_under = below > level or (after is not None and not below and index != places[-1])
        match = re.search(_SENTENCE_END, item.text) if isinstance(item, OutlineLine) and not item.is_marked else None
        if is_under or match is None or match.end() < len(match.string):
            return False
    return len(places) > 1


def _may_run_in(line: OutlineLine) -> bool:
    return _is_standing(line) or _first_sentence(line) is not None


def _is_standing(line: OutlineLine) -> bool:
    if line.is_marked:
        return True
    text = line.text
    return len(text) <= _STANDING_LIMIT and not text.endswith(_END_MARKS) and not re.search(_INNER_STOP, text)


def _first_sentence(line: OutlineLine) -> int | None:
    """Where the heading that runs in ends, or None if the line does not open with one."""
    match = re.search(_SENTENCE_END, line.text)
    colon = line.text.find("：")
    if 0 <= colon < _COLON_LIMIT and line.level <= 2 and (match is None or colon < match.start()):
        return colon + 1
    if match is None or len(line.number) + match.end() > _RUN_IN_LIMITS[line.level]:
        return None
    is_whole = match.end() == len(line.text)
    return None if is_whole and line.level > 2 else match.end()


def _block(line: OutlineLine, *, runs_in: bool) -> Block:
    whole = f"{line.number}{line.text}"
    if not line.level:
        return Paragraph(text=whole)
    if _is_standing(line):
        return Heading(level=line.level, text=whole)
    end = _first_sentence(line) if runs_in else None
    if end is None:
        return Paragraph(text=whole)
    return RunInHeading(level=line.level, heading=f"{line.number}{line.text[:end]}", text=line.text[end:])
