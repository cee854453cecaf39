"""No page bears only 联系人, 附件说明, 落款 or 附注 (7.3.5.5), none ends early for them: by the mildest way there is.

First the room for the seal, then the spacing of the characters, then that of the lines; if nothing of these makes
enough room, the last lines of the text go over to the next page with the tail.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.elements import Kind
from gongwen.check.tolerance import BASELINE_SHARE
from gongwen.decisions import Decision, Decisions, LinePitch, NarrowSealGap, PageBreak, TightParagraph
from gongwen.lengths import Length, mm
from gongwen.paginate.flow import Flow, TextLine, end_of, narrowed
from gongwen.standard.elements import NARROW_SEAL_GAP, SEAL_GAP

#: PRACTICE: so many lines of text at least keep the signature company.
_COMPANY = 2
#: More characters than this are not drawn in by the lines before them.
_MOST_DRAWN_IN = 4
_WORDS = {
    Kind.PARAGRAPH: "联系人",
    Kind.ATTACHMENT_NOTE: "附件说明",
    Kind.AUTHORITY: "落款",
    Kind.DATE: "落款",
    Kind.REMARK: "附注",
}


def keep_company(flow: Flow, decisions: Decisions, left: list[str]) -> Decisions:
    """What gives the tail of a part text on its page. What was tried before and did not help is taken back."""
    page = flow.stranded
    assert page is not None
    what = "、".join(
        dict.fromkeys(
            _WORDS[element.kind] for element in flow.tail if any(strip.page == page for strip in element.strips)
        )
    )
    fact = f"第 {page} 页只有{what}，没有正文"
    tried = decisions.for_company(flow.part)
    if not any(isinstance(item, PageBreak) for item in tried):
        # A guess is no remedy that has failed: it may still help together with others.
        has_failed = any(not isinstance(item, NarrowSealGap) for item in tried)
        lacking = flow.tail_lines - flow.room(flow.end)
        for way in (*(() if has_failed else _mild(flow, decisions, lacking, fact)), *_push(flow, fact)):
            return decisions.put(*way, without=tried)
    left.append(f"{fact}；没有不改文字的办法。请增减几个字，或缩短标题。")
    return decisions


def fill_page(flow: Flow, decisions: Decisions) -> Decisions:
    """What fills the page before the last one, which ends early because the last paragraph went over whole."""
    first = flow.held
    assert first is not None
    room, count = flow.room_after(first), len(flow.lines) - first
    page = flow.lines[first - 1].page
    fact = f"第 {page} 页末尾空着 {room} 行，最后 {count} 行正文随落款排到了第 {page + 1} 页"
    tried = decisions.for_company(flow.part)
    has_failed = any(not isinstance(item, NarrowSealGap) for item in tried)
    lacking = count + flow.tail_lines - room
    for way in (*(() if has_failed else _mild(flow, decisions, lacking, fact)), *_draw_back(flow, first, room, fact)):
        return decisions.put(*way, without=tried)
    return decisions


def _draw_back(flow: Flow, first: int, room: int, fact: str) -> Iterator[tuple[Decision, ...]]:
    """As many of the lines on the page before as it has room for; enough of them stay with the tail."""
    for index in range(min(first + room, len(flow.lines) - _COMPANY), first, -1):
        line = flow.lines[index]
        if line.may_begin_page and not flow.lines[index - 1].leads and line.element.block is not None:
            told = f"{fact}；已把其中 {index - first} 行排回第 {line.page - 1} 页。"
            yield (PageBreak(flow.part, line.element.block, line.at, told=told),)


def widen(flow: Flow, decisions: Decisions) -> Decisions:
    """Without the narrow room for a seal that was guessed, where the page turned out to have room for the usual one."""
    guessed = decisions.of(NarrowSealGap, flow.part)
    if not guessed or decisions.for_company(flow.part) != guessed or not flow.tail:
        return decisions
    sheet = flow.laid.sheet(flow.last_page)
    last = flow.tail[-1].last
    if last.page != flow.last_page or any(strip.baseline > last.baseline for strip in sheet.flow):
        return decisions
    spare = flow.bottom - end_of(sheet, flow.pitch, sheet.flow)
    return decisions.put(without=guessed) if spare > flow.pitch + mm(1) else decisions


def _mild(flow: Flow, decisions: Decisions, lacking: int, fact: str) -> Iterator[tuple[Decision, ...]]:
    """Each way to make room for so many lines as are lacking, from the mildest on."""
    assert flow.laid.view is not None
    signature = flow.laid.view.parts[flow.part].signature
    gap: tuple[Decision, ...] = decisions.of(NarrowSealGap, flow.part)
    gain = 0
    if not gap and signature is not None and signature.is_sealed:
        gain = SEAL_GAP.nominal - NARROW_SEAL_GAP.nominal
        told = f"{fact}；已把用印处的空行由 {SEAL_GAP.nominal} 行减为 {NARROW_SEAL_GAP.nominal} 行。"
        gap = (NarrowSealGap(flow.part, told=told),)
    tight = [_tight(flow, line, fact) for line in _short_ends(flow)]
    if 0 < lacking <= gain:
        yield gap
    if 0 < lacking <= len(tight):
        yield (*(() if gain else gap), *tight[:lacking])
    if gain < lacking <= len(tight) + gain:
        yield (*gap, *tight[: lacking - gain])
    for extra, with_gap in ((lacking, () if gain else gap), (lacking - gain, gap)):
        pitch = _pitch_for(flow, extra)
        if pitch is not None:
            told = f"{fact}；已把正文行距由 {flow.pitch.pt:.2f} 磅减为 {pitch.pt:.2f} 磅。"
            yield (*with_gap, LinePitch(flow.part, pitch, told=told))


def _short_ends(flow: Flow) -> list[TextLine]:
    """The last lines that the lines before them can take in with one character more each; the easiest first."""
    found = []
    for line in flow.lines:
        before = len(line.element.strips) - 1
        few = len(line.strip.text)
        is_last = line.strip is line.element.last and line.element.kind in (Kind.PARAGRAPH, Kind.RUN_IN)
        if is_last and few <= min(before, _MOST_DRAWN_IN):
            found.append((few / before, -line.page, line))
    return [line for *_, line in sorted(found, key=lambda item: item[:2])]


def _tight(flow: Flow, line: TextLine, fact: str) -> TightParagraph:
    assert line.element.block is not None
    opening = line.element.text[:8]
    told = f"{fact}；已略紧“{opening}……”一段的字距，把末行 {len(line.strip.text)} 个字收进前面各行。"
    return TightParagraph(flow.part, line.element.block, told=told)


def _pitch_for(flow: Flow, extra: int) -> Length | None:
    """The pitch by which the first page takes `extra` lines more, if it is not too narrow.

    Only the first page has a remainder below its last line; full pages take a line more at a far narrower pitch.
    """
    first = flow.head[-1].first if flow.head and flow.head[-1].kind is Kind.RECIPIENT else None
    strip = first or (flow.lines[0].strip if flow.lines else None)
    if flow.part or extra < 1 or strip is None or strip.page > 1:
        return None
    top = strip.baseline - flow.pitch * BASELINE_SHARE
    lines = flow.room(top) + extra
    return narrowed(flow, (flow.bottom - flow.idle - mm(0.1) - top) * (1 / lines))


def _push(flow: Flow, fact: str) -> Iterator[tuple[Decision, ...]]:
    """The last lines on the next page, with the headings that lead to them; text stays on the page they leave."""
    if flow.tail_lines + _COMPANY > flow.geometry.lines.nominal:
        return
    for count in (_COMPANY, _COMPANY + 1, _COMPANY + 2, _COMPANY - 1):
        index = len(flow.lines) - count
        if index < 1 or flow.lines[index - 1].leads or not flow.lines[index].may_begin_page:
            continue
        if flow.lines[index - 1].page != flow.last_page:
            # Nothing of the text would stay there.
            continue
        line = flow.lines[index]
        assert line.element.block is not None
        told = f"{fact}；已把正文最后 {count} 行移到第 {line.page + 1} 页。"
        yield (PageBreak(flow.part, line.element.block, line.at, told=told),)
