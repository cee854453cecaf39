"""What to decide next: the tables, each part for itself, then the imprint behind them all."""

from __future__ import annotations

from msgspec import Struct

from gongwen.check.document import lay_out
from gongwen.decisions import Decisions, PageBreak
from gongwen.measure import Measurement
from gongwen.paginate.edge import draw_in
from gongwen.paginate.first_page import show_text
from gongwen.paginate.flow import flow_of
from gongwen.paginate.imprint import place_imprint, release
from gongwen.paginate.marks import keep_marks
from gongwen.paginate.stray import give_company
from gongwen.paginate.tables import part_merged_cells
from gongwen.paginate.tail import fill_page, keep_company, widen
from gongwen.printview import PrintView
from gongwen.standard.geometry import NATIONAL, Geometry


class Decided(Struct, frozen=True):
    """The decisions to make the document by; `left` tells in sentences what no decision could mend."""

    decisions: Decisions
    left: tuple[str, ...] = ()


def decide(
    measurement: Measurement,
    view: PrintView,
    decisions: Decisions,
    *,
    geometry: Geometry = NATIONAL,
    imprint_on_even_page: bool = False,
) -> Decided:
    """The decisions after a look at the pages that were made by `decisions`."""
    laid = lay_out(measurement, view, geometry)
    left: list[str] = []
    wanted = part_merged_cells(laid, keep_marks(laid, decisions, left), left)
    for part in range(len(view.parts)):
        flow = flow_of(laid, geometry, part)
        if flow is None:
            continue
        if part == 0 and min(flow.pages) > 1:
            wanted = show_text(flow, wanted, left)
        elif flow.stranded is not None:
            released = release(flow, wanted)
            wanted = keep_company(flow, wanted, left) if released == wanted else released
        elif flow.held is not None and not wanted.of(PageBreak, part):
            wanted = fill_page(flow, wanted)
        else:
            wanted = draw_in(flow, give_company(flow, widen(flow, wanted)))
    if wanted == decisions:
        # Only now does the text stand where it will stay.
        wanted = place_imprint(laid, wanted, geometry, on_even_page=imprint_on_even_page and view.format == "文件")
    return Decided(wanted, tuple(left))
