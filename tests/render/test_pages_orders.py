"""Orders (10.2) and minutes (10.3) on paper."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.measure import Measurement
from gongwen.printview import Attendance, AuthorityMark, Masthead, Part, PrintView, Signature, Signer
from gongwen.standard import formats
from gongwen.standard.page import CHARACTER, LINE_PITCH
from tests.render.measuring import horizontal, ink_bottom, ink_top, line_with, near, rendered
from tests.render.views import masthead, paragraphs, picture, plain

pytestmark = pytest.mark.office

_MARKS = ("甲市人民政府令", "甲市自然资源和规划局命令", "甲" * 22 + "令")
_TITLE = "甲市人民政府市长"


def _signed(*signers: Signer, count: int = 2) -> Part:
    signature = Signature(signers=signers, date="2024年1月19日", blank_lines=2)
    return Part(blocks=paragraphs(count), signature=signature)


def _order(mark: str = _MARKS[0], part: Part | None = None) -> PrintView:
    head = Masthead(mark=AuthorityMark(text=mark), number="第12号")
    return PrintView(masthead=head, parts=(part or _signed(Signer(title=_TITLE)),))


def _minutes(number: str = "第3期") -> PrintView:
    present = (
        "甲市自然资源局高松、欧阳明日，乙市自然资源局孙建国、李四光，丙市自然资源局王五、赵六一，丁县自然资源局孙七"
    )
    lists = (Attendance(word="出席", names=present), Attendance(word="请假", names="李四"))
    view = plain(*paragraphs(2), attendance=(*lists, Attendance(word="列席", names="王五、赵六")))
    head = masthead(
        mark=AuthorityMark(text="甲市自然资源局会议纪要"),
        number=number,
        issuer="甲市局办公室",
        issue_date="2024年1月19日",
    )
    return replace(view, masthead=head)


VIEWS = {
    **{f"order-{mark}": ("命令", _order(mark)) for mark in _MARKS},
    "stamped": ("命令", _order(part=_signed(Signer(title=_TITLE, stamp=picture(44, 18))))),
    "flat": ("命令", _order(part=_signed(Signer(title=_TITLE, stamp=picture(30, 9))))),
    "joint": (
        "命令",
        _order(
            part=_signed(Signer(title=_TITLE, stamp=picture(44, 18)), Signer(title="乙市长", stamp=picture(44, 18)))
        ),
    ),
    "named": ("命令", _order(part=_signed(Signer(title=_TITLE, name="高　松"), Signer(title="乙市长", name="李四光")))),
    "minutes": ("纪要", _minutes()),
    "minutes-bare": ("纪要", _minutes("")),
}

_ORDERS = [view for view in VIEWS if not view.startswith("minutes")]
_MINUTES = [view for view in VIEWS if view.startswith("minutes")]
#: Right margin to the end of stamp and date.
_STAMP_END = 184 - 4 * CHARACTER.mm


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    return rendered(VIEWS, tmp_path_factory.mktemp("orders"))


@pytest.mark.parametrize("view", VIEWS)
def test_the_mark_stands_20_mm_below_the_top_of_the_text_area_and_that_of_minutes_35(
    pages: dict[str, Measurement], view: str
) -> None:
    mark = min(pages[view].pages[0].lines, key=lambda line: line.baseline)
    wanted = formats.MINUTES_MARK_TOP if view in _MINUTES else formats.ORDER_MARK_TOP
    assert near(ink_top(mark), 37 + wanted.nominal.mm, wanted.tolerance.mm)
    assert near((mark.x0 + mark.x1) * 0.5, 106, 1)


@pytest.mark.parametrize("view", _ORDERS)
def test_the_number_of_an_order_stands_two_lines_below_the_mark_and_two_above_the_text(
    pages: dict[str, Measurement], view: str
) -> None:
    page = pages[view].pages[0]
    mark, number, text, *_ = sorted(page.lines, key=lambda line: line.baseline)
    assert number.text.replace(" ", "") == "第12号"
    assert near((number.x0 + number.x1) * 0.5, 106, 0.5)
    # The mark's line is as high as its type and has its baseline at four fifths of that.
    below = mark.baseline + mark.size * 0.2
    assert near(number.baseline - below, (2 + 0.8) * LINE_PITCH.mm, 0.4)
    assert near(text.baseline - number.baseline, 3 * LINE_PITCH.mm, 0.2)
    assert not horizontal(page)


@pytest.mark.parametrize(("view", "height"), [("stamped", 18), ("flat", 9), ("joint", 18)])
def test_stamps_begin_two_lines_below_the_text_and_end_four_characters_from_the_right(
    pages: dict[str, Measurement], view: str, height: float
) -> None:
    page = pages[view].pages[0]
    stamps = sorted((item.box for item in page.pictures), key=lambda box: box.top)
    last = max((line for line in page.lines if "落实" in line.text), key=lambda line: line.baseline)
    end_of_text = last.baseline + LINE_PITCH * 0.2
    assert near(stamps[0].top - end_of_text, 2 * LINE_PITCH.mm, 2.2 if height < LINE_PITCH.mm else 0.5)
    for box in stamps:
        assert near(box.right, _STAMP_END, 0.5)
        assert near(box.height, height, 0.2)


@pytest.mark.parametrize("view", ["stamped", "flat", "joint"])
def test_each_title_ends_two_characters_before_its_stamp_and_in_the_middle_of_its_height(
    pages: dict[str, Measurement], view: str
) -> None:
    page = pages[view].pages[0]
    stamps = sorted((item.box for item in page.pictures), key=lambda box: box.top)
    titles = sorted((line for line in page.lines if line.text.endswith("市长")), key=lambda line: line.baseline)
    assert len(titles) == len(stamps) == (2 if view == "joint" else 1)
    for title, box in zip(titles, stamps, strict=True):
        assert near(box.left - title.x1, 2 * CHARACTER.mm, 0.5)
        assert near((ink_top(title) + ink_bottom(title)) * 0.5 - (box.top + box.bottom) * 0.5, 0, 0.5)
    if len(stamps) > 1:
        assert stamps[1].top > stamps[0].bottom


@pytest.mark.parametrize("view", _ORDERS)
def test_the_date_stands_a_line_below_the_stamp_and_ends_where_it_does(
    pages: dict[str, Measurement], view: str
) -> None:
    page = pages[view].pages[0]
    date = line_with(page, "2024年1月19日")
    assert near(date.x1, _STAMP_END, 0.5)
    above = max((box.bottom for item in page.pictures if (box := item.box)), default=None)
    if above is not None:
        # From the end of the stamp a blank line, then the date on the next.
        assert near(date.baseline - above, 1.8 * LINE_PITCH.mm, 3.2 if view == "flat" else 0.5)


def test_without_a_picture_the_room_of_a_stamp_is_left(pages: dict[str, Measurement]) -> None:
    page = pages[f"order-{_MARKS[0]}"].pages[0]
    title = line_with(page, _TITLE)
    assert near(title.x1, _STAMP_END - 40 - 2 * CHARACTER.mm, 0.5)
    assert not page.pictures


def test_names_in_the_place_of_stamps_end_where_the_date_does(pages: dict[str, Measurement]) -> None:
    page = pages["named"].pages[0]
    first, second = line_with(page, "高　松"), line_with(page, "李四光")
    assert near(first.x1, _STAMP_END, 0.5)
    assert near(second.x1, _STAMP_END, 0.5)
    assert near(second.baseline - first.baseline, LINE_PITCH.mm, 0.2)


@pytest.mark.parametrize("view", _MINUTES)
def test_office_and_date_of_minutes_stand_above_a_red_rule(pages: dict[str, Measurement], view: str) -> None:
    page = pages[view].pages[0]
    line = line_with(page, "甲市局办公室")
    (rule,) = horizontal(page)
    assert near(rule.start, 28)
    assert near(rule.end, 184)
    assert near(rule.position - rule.thickness * 0.5 - ink_bottom(line), 4)
    assert near(line.x0, 28 + CHARACTER.mm)
    assert near(line.x1, 184 - CHARACTER.mm)


@pytest.mark.parametrize("view", _MINUTES)
def test_those_present_are_named_a_line_below_the_text_hanging_after_the_word(
    pages: dict[str, Measurement], view: str
) -> None:
    first, second = pages[view].pages
    lines = sorted((line for page in (first, second) for line in page.lines), key=lambda line: line.baseline)
    word = next(line for line in lines if line.text.startswith("出席"))
    wrapped = next(line for line in lines if "建国" in line.text)
    text = max((line for line in first.lines if "落实" in line.text), key=lambda line: line.baseline)
    assert near(word.baseline - text.baseline, 2 * LINE_PITCH.mm, 0.2)
    assert near(word.x0, 28 + 2 * CHARACTER.mm)
    assert near(wrapped.x0, 28 + 5 * CHARACTER.mm)
    black = [glyph.text for glyph in word.glyphs if "Hei" in glyph.font]
    assert "".join(black) == "出席"
    for start in ("请假", "列席"):
        (line,) = (item for page in (first, second) for item in page.lines if item.text.startswith(start))
        assert near(line.x0, 28 + 2 * CHARACTER.mm)
