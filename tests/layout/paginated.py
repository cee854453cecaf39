"""Notices of every length, settled together, and what must hold on the pages of each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from gongwen.check import check_layout
from gongwen.check.document import lay_out
from gongwen.check.elements import BODY, Kind
from gongwen.check.elements import IMPRINT as IMPRINT_KINDS
from gongwen.diagnostics import Severity
from gongwen.measure import measure_pdf
from gongwen.operations.making.settle import Draft, make_draft, settle
from gongwen.render import find_template
from gongwen.standard.geometry import NATIONAL, Geometry
from tests.support import compose

_TAIL = (Kind.ATTACHMENT_NOTE, Kind.AUTHORITY, Kind.DATE, Kind.REMARK)
_SENTENCE = "各级各部门要认真贯彻执行本通知精神，加强组织领导，明确工作责任，细化任务措施，确保各项工作落到实处"
_TITLES = {
    1: "关于做好防汛工作的通知",
    2: "云山市自然资源局关于进一步做好汛期地质灾害防治有关工作的通知",
    3: "云山市自然资源局云山市应急管理局关于进一步做好二〇二六年汛期地质灾害防治和应急避险有关工作的通知",
    4: "云山市自然资源局云山市应急管理局云山市水利局关于进一步做好"
    "二〇二六年汛期地质灾害防治和应急避险以及值班值守有关工作的通知",
}
IMPRINT = {
    "抄送": "市人大常委会办公室，市政协办公室，市应急管理局",
    "印发机关": "云山市自然资源局办公室",
    "印发日期": "2026年11月23日",
}
NOTES = {"附件": [{"名称": "隐患点排查情况", "内容": "共三处。"}, {"名称": "值班安排", "内容": "二十四小时值班。"}]}
REMARK = {"附注": ["联系人：王一丁，电话：033-2180001"]}
CONTACT = {"联系人": "高松 0533-1234567"}


class Case(Struct, frozen=True):
    """A notice of so many lines of body, in paragraphs of `each` lines whose last has `over` characters.

    Below them stands a table of so many `rows`.
    """

    lines: int
    each: int = 4
    over: int = 12
    title: int = 2
    more: tuple[tuple[str, Any], ...] = ()
    rows: int = 0

    @property
    def keys(self) -> dict[str, Any]:
        keys = {
            "文种": "通知",
            "标题": _TITLES[self.title],
            "文号": "云自然资字〔2026〕15号",
            "主送": "各区县局、分局，局属各单位",
            "日期": "2026年11月22日",
            "正文": "\n".join(self._paragraphs()),
            **(self._table() if self.rows else {}),
            **dict(self.more),
        }
        return {key: value for key, value in keys.items() if value is not None}

    def _table(self) -> dict[str, Any]:
        lines = [f"排查隐患点 | 调查监测科 | 11月{row % 28 + 1}日" for row in range(self.rows)]
        table = {"列": "序号、工作任务、责任单位、完成时限", "行": "\n".join(lines)}
        return {"正文": "\n".join((*self._paragraphs(), "{表.分工}")), "表": {"分工": table}}

    def _paragraphs(self) -> Iterator[str]:
        left = self.lines
        while left > 0:
            count = min(self.each, left)
            left -= count
            length = (count - 1) * 28 + self.over - (2 if count > 1 else 0)
            text = (_SENTENCE * (length // len(_SENTENCE) + 1))[: length - 1]
            yield f"{text.rstrip('，')}{'实' * (len(text) - len(text.rstrip('，')))}。"


def settled(cases: Sequence[Case], *, geometry: Geometry = NATIONAL, imprint_on_even_page: bool = False) -> list[Draft]:
    """All of them, settled in one go as build does it."""
    drafts = []
    for number, case in enumerate(cases):
        view = compose(case.keys, geometry=geometry)
        drafts.append(make_draft(str(number), find_template(view.format, geometry=geometry), view))
    return settle(drafts, imprint_on_even_page=imprint_on_even_page)


def faults(draft: Draft, *, imprint_on_even_page: bool = False) -> Iterator[str]:
    """What is wrong with the pages of a settled document."""
    assert draft.pdf is not None, draft.remarks
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "1.pdf"
        path.write_bytes(draft.pdf)
        measurement = measure_pdf(path)
    geometry = draft.template.geometry
    laid = lay_out(measurement, draft.view, geometry)
    found = check_layout(measurement, draft.view, geometry=geometry).diagnostics
    yield from (str(item) for item in found if item.severity is not Severity.HINT or item.code == "layout/roster-stray")
    yield from (f"lost: {kind} {text[:12]}" for kind, text in laid.elements.missing)
    texts = (item for item in laid.elements.in_part(0, *BODY, Kind.ROSTER) if not item.text.startswith("（联系人"))
    body = {strip.page for element in texts for strip in element.strips}
    body |= {sheet.page.number for sheet in laid.sheets if sheet.table}
    tail = {strip.page for element in laid.elements.in_part(0, *_TAIL) for strip in element.strips}
    if 1 not in body:
        yield "page 1 without text"
    if tail - body:
        yield f"alone on page {min(tail - body)}"
    if draft.view.imprint is not None:
        item = laid.need(*IMPRINT_KINDS)[0]
        pages = len(laid.sheets)
        rules = laid.imprint_rules()
        if abs(rules[-1].position.mm - NATIONAL.bottom.mm) > 0.5:
            yield f"last rule at {rules[-1].position.mm:.2f}"
        if item.page != pages:
            yield f"imprint on page {item.page} of {pages}"
        text = max(
            sheet.page.number
            for sheet in laid.sheets
            if any(sheet.page.number != item.page or strip.baseline < rules[0].position for strip in sheet.flow)
        )
        if imprint_on_even_page and item.page % 2:
            yield f"imprint on page {item.page}"
        if item.page - text > (2 if imprint_on_even_page else 1):
            yield f"imprint on page {item.page}, text to {text}"
        below = [strip for strip in laid.sheet(item.page).flow if strip.baseline < rules[0].position]
        if any(strip.bottom > rules[0].position for strip in below):
            yield "text touches the imprint"
        is_blank = item.page - text == 2
        for sheet in laid.sheets:
            is_numbered = sheet.number is not None
            if is_numbered is (is_blank and sheet.page.number > text):
                yield f"number on page {sheet.page.number}: {is_numbered}"
