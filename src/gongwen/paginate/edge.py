"""No line hangs out of the text area (5.2.1), where the lines reach beyond it.

In the reading of GB/T 33476.2 half of a line's leading stands below the text area. A page that begins with a title has
its lines off the grid of the others: the last of them may end so low that its words do.
"""

from __future__ import annotations

from gongwen.check.tolerance import BASELINE_SHARE
from gongwen.decisions import Decisions, LinePitch
from gongwen.lengths import Length, mm
from gongwen.paginate.flow import Flow, narrowed
from gongwen.standard.geometry import NONE

#: So much of it is within what 6.1 allows, with some to spare.
_ALLOWED = mm(0.8)


def draw_in(flow: Flow, decisions: Decisions) -> Decisions:
    """A pitch by which the last line of the first page of a part stays inside."""
    if flow.geometry.outset == NONE or not flow.lines or decisions.of(LinePitch, flow.part):
        return decisions
    first = flow.lines[0].strip
    tail = [strip for element in flow.tail for strip in element.strips]
    strips = [strip for strip in (*(line.strip for line in flow.lines), *tail) if strip.page == first.page]
    last = max(strips, key=lambda strip: strip.baseline.mm)
    over = last.box.bottom - flow.geometry.bottom
    steps = round((last.baseline - first.baseline).over(flow.pitch)) + bool(flow.head)
    if over <= _ALLOWED or steps < 1:
        return decisions
    lowest = flow.bottom - flow.idle - mm(0.1)
    drop = last.baseline + flow.pitch * (1 - BASELINE_SHARE) - lowest
    pitch = narrowed(flow, flow.pitch - max(drop, over - _ALLOWED, Length(0)) * (1 / steps))
    if pitch is None:
        return decisions
    told = (
        f"第 {first.page} 页末行低于版心下边缘 {over.mm:.1f} mm；"
        f"已把正文行距由 {flow.pitch.pt:.2f} 磅减为 {pitch.pt:.2f} 磅。"
    )
    return decisions.put(LinePitch(flow.part, pitch, told=told))
