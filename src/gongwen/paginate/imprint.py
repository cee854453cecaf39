"""The page of the imprint (7.4.1, 7.5): the last one that bears text if it has room, else one of its own."""

from __future__ import annotations

import re

from gongwen.check.document import Laid
from gongwen.check.elements import IMPRINT
from gongwen.check.strips import Strip, plain
from gongwen.decisions import Decisions, ImprintApart
from gongwen.paginate.flow import Flow, end_of
from gongwen.standard.elements import APART_MARK
from gongwen.standard.geometry import Geometry


def place_imprint(laid: Laid, decisions: Decisions, geometry: Geometry, *, on_even_page: bool) -> Decisions:
    """On the page where the text ends, or apart from it; `on_even_page`, always on one of even number."""
    items = laid.elements.of(*IMPRINT)
    rules = laid.imprint_rules() if items else ()
    if not rules:
        return decisions
    top, bottom = rules[0].position, rules[-1].position
    home = items[0].page

    def text_on(number: int) -> tuple[Strip, ...]:
        return tuple(strip for strip in laid.sheet(number).flow if number != home or strip.baseline < top)

    page = max((sheet.page.number for sheet in laid.sheets if sheet.table or text_on(sheet.page.number)), default=0)
    if not page or not laid.sheet(page).is_upright:
        # After a turned page the paper turns back, and the imprint has a page of its own anyhow.
        return decisions
    now = decisions.of(ImprintApart)
    # Where the imprint was free to stand, the page has shown whether it has room; where not, half a line to spare.
    end = end_of(laid.sheet(page), laid.area.pitch, text_on(page)) + laid.area.pitch * 0.5
    fits = end <= geometry.bottom - (bottom - top) if now else home == page
    wanted = _wanted(page, fits=fits, on_even_page=on_even_page)
    mark = _bound_apart(laid)
    if mark and not wanted:
        # It would fit, so where only even pages will do this is one; a blank page makes the next.
        number = page + 1 + on_even_page
        told = f"{mark}不与正文一起装订，版记已另起第 {number} 页，请排在正文和一起装订的附件后面。"
        wanted = (ImprintApart(after_blank=on_even_page, told=told),)
    return decisions if now == wanted else decisions.put(*wanted, without=now)


def _bound_apart(laid: Laid) -> str:
    """The mark of the last attachment if it is not bound with the text, which the imprint belongs to (7.3.7)."""
    last = laid.view.parts[-1].attachment_mark if laid.view is not None else ""
    found = re.fullmatch(APART_MARK, plain(last))
    return found["mark"] if found is not None else ""


def release(flow: Flow, decisions: Decisions) -> Decisions:
    """The imprint apart, where the tail of a text went over with it though the page before has room for the tail."""
    items = flow.laid.elements.of(*IMPRINT)
    is_with_tail = bool(items) and items[0].page == flow.stranded == flow.last_page + 1
    if not is_with_tail or decisions.of(ImprintApart) or flow.tail_lines > flow.room(flow.end):
        return decisions
    return decisions.put(ImprintApart(told=_no_room(flow.last_page)))


def _no_room(page: int) -> str:
    return f"第 {page} 页余下的地方放不下版记，版记已另起第 {page + 1} 页。"


def _wanted(page: int, *, fits: bool, on_even_page: bool) -> tuple[ImprintApart, ...]:
    if on_even_page and page % 2:
        return (ImprintApart(told=f"正文到第 {page} 页为止，版记按设置排在偶数页，已另起第 {page + 1} 页。"),)
    if fits:
        return ()
    if on_even_page:
        told = (
            f"第 {page} 页放不下版记，版记按设置排在偶数页，已排在第 {page + 2} 页；"
            f"第 {page + 1} 页空白，这两页都不编页码（7.5）。"
        )
        return (ImprintApart(after_blank=True, told=told),)
    return (ImprintApart(told=_no_room(page)),)
