"""Wide tables on turned paper (clause 8): which way the sheets lie, and where their numbers stand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.compose.paper import on_paper
from gongwen.measure import Line, Measurement, Page
from gongwen.printview import Block, Cell, Column, Imprint, Part, PrintView, Table, TableBlock
from tests.render.measuring import near, rendered
from tests.render.views import masthead, paragraphs, plain, signature

pytestmark = pytest.mark.office


def _wide(rows: int = 3) -> TableBlock:
    columns = tuple(Column(title=title, share=0.25) for title in ("序号", "任务", "单位", "备注"))
    cells = tuple(tuple(Cell(text=f"{title}{row}") for title in "甲乙丙丁") for row in range(rows))
    return TableBlock(table=Table(columns=columns, rows=cells, is_turned=True))


def _attachment(number: int, *blocks: Block) -> Part:
    return Part(starts_page=True, attachment_mark=f"附件{number}", title=("一览表",), blocks=blocks)


def _document(*others: Part, main: tuple[Block, ...] = paragraphs(1), imprint: bool = True) -> PrintView:
    view = plain(*main, recipient="乙市自然资源局：", signature=signature("甲市自然资源和规划局"))
    ending = Imprint(copies="丙市自然资源局。") if imprint else None
    return on_paper(replace(view, masthead=masthead(), parts=(*view.parts, *others), imprint=ending))


_BOTH = (_attachment(1, _wide()), _attachment(2, *paragraphs(1)))
VIEWS = {
    "document": ("文件", _document(*_BOTH)),
    "letter": ("信函", _document(*_BOTH)),
    "plain": ("普通", replace(_document(*_BOTH), masthead=None)),
    "last": ("文件", _document(_attachment(1, _wide()))),
    "last-without-imprint": ("文件", _document(_attachment(1, _wide()), imprint=False)),
    "two-in-a-row": ("文件", _document(_attachment(1, _wide()), _attachment(2, _wide()), imprint=False)),
    "alone": ("普通", on_paper(PrintView(parts=(Part(title=("一览表",), blocks=(_wide(),)),)))),
    "long": ("文件", _document(_attachment(1, _wide(40)), imprint=False)),
    "among-text": ("文件", _document(main=(*paragraphs(1), _wide(), *paragraphs(1)), imprint=False)),
    "full": ("文件", _document(_attachment(1, *paragraphs(30)), _attachment(2, _wide()), imprint=False)),
}
#: T for a turned page, u for an upright one.
LIE = {
    "document": "uTu",
    "letter": "uTu",
    "plain": "uTu",
    "last": "uTu",
    "last-without-imprint": "uT",
    "two-in-a-row": "uTT",
    "alone": "T",
    "long": "uTTT",
    "among-text": "uTu",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    return rendered(VIEWS, tmp_path_factory.mktemp("turned"))


def is_turned(page: Page) -> bool:
    return page.width > page.height


def number_of(page: Page) -> Line:
    (line,) = [line for line in page.lines if line.text.replace(" ", "") == f"—{page.number}—"]
    return line


@pytest.mark.parametrize("view", LIE)
def test_only_wide_tables_are_turned_and_no_page_is_added(pages: dict[str, Measurement], view: str) -> None:
    assert "".join("T" if is_turned(page) else "u" for page in pages[view].pages) == LIE[view]
    assert all(len(page.lines) > 1 or "抄送" in page.lines[0].text for page in pages[view].pages)


@pytest.mark.parametrize("view", VIEWS)
def test_every_number_stands_at_one_place_of_the_bound_sheet(pages: dict[str, Measurement], view: str) -> None:
    """A line's places are on the sheet turned so that it reads level: for a turned page that is the bound sheet."""
    has_first_page = view == "letter"
    for page in pages[view].pages[has_first_page:]:
        line = number_of(page)
        assert line.angle == (270 if is_turned(page) else 0)
        dash = line.glyphs[0].ink
        assert dash is not None
        middle = 297 - (dash.left + dash.right).mm / 2 if is_turned(page) else (dash.top + dash.bottom).mm / 2
        assert abs(middle - 269) < 0.3
        if page.number % 2:
            assert near(line.x1, 184 - 4.94)
        else:
            assert near(line.x0, 28 + 4.94)


@pytest.mark.parametrize("view", VIEWS)
def test_a_turned_table_fills_the_text_area(pages: dict[str, Measurement], view: str) -> None:
    for page in filter(is_turned, pages[view].pages):
        rules = [rule for rule in page.rules if rule.is_horizontal]
        assert near(min(rule.start for rule in rules), 35)
        assert near(max(rule.end for rule in rules), 260)
        assert all(28 < line.baseline.mm < 184 for line in page.lines if not line.angle)


def test_a_letter_shows_its_first_page_once(pages: dict[str, Measurement]) -> None:
    first, *others = pages["letter"].pages
    assert any(area.colour is not None and area.colour.red > 200 for area in first.areas) or first.rules
    for page in others:
        assert not any("自然资源和规划局" in line.text and line.size.pt > 20 for line in page.lines)
        assert not any(rule.colour is not None and rule.colour.red > 200 for rule in page.rules)


def test_the_table_head_is_repeated_on_every_turned_page(pages: dict[str, Measurement]) -> None:
    for page in filter(is_turned, pages["long"].pages):
        assert any(line.text.replace(" ", "").startswith("序号任务") for line in page.lines)


def test_a_full_upright_page_before_a_turned_one_adds_none(pages: dict[str, Measurement]) -> None:
    assert all(len(page.lines) > 2 for page in pages["full"].pages)
