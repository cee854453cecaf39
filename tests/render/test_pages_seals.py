"""Seals on paper (7.3.5.1): one, several, and the room for them."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from gongwen.measure import Box, Measurement, Page
from gongwen.printview import PrintView, Signature
from gongwen.standard import elements
from gongwen.standard.page import CHARACTER, LINE_PITCH
from tests.render.measuring import ink_bottom, ink_top, line_with, near, rendered
from tests.render.packages import PLAIN
from tests.render.views import paragraphs, picture, plain, signature

pytestmark = pytest.mark.office

_DATE = "2024年1月19日"
_SHORT = ("甲市水利局", "乙市水利局", "丙市水利局", "丁市水利局", "戊市水利局")
_LONG = ("甲市自然资源和规划局", "乙市发展和改革委员会", "丙市住房和城乡建设局")


def _sealed(*names: str, size: float = 42, blank_lines: int = 2, has_pictures: bool = True) -> PrintView:
    made: Signature = replace(signature(*names, date=_DATE), blank_lines=blank_lines)
    seals = tuple(picture(size, size) for _ in names) if has_pictures else ()
    return plain(*paragraphs(2), signature=replace(made, seals=seals))


VIEWS = {
    **{f"one-{size}": (PLAIN, _sealed(_LONG[0], size=size)) for size in (35, 42, 45, 50)},
    "one-narrow": (PLAIN, _sealed(_LONG[0], blank_lines=1)),
    "one-wide": (PLAIN, _sealed("甲" * 20)),
    **{f"joint-{count}": (PLAIN, _sealed(*_SHORT[:count])) for count in (2, 3, 4, 5)},
    "joint-45": (PLAIN, _sealed(*_SHORT[:3], size=45)),
    "joint-50": (PLAIN, _sealed(*_SHORT[:3], size=50)),
    "joint-long": (PLAIN, _sealed(*_LONG)),
    "joint-widest": (PLAIN, _sealed("甲" * 16, "乙" * 12)),
    "one-room": (PLAIN, _sealed(_LONG[0], has_pictures=False)),
    "joint-room": (PLAIN, _sealed(*_SHORT, has_pictures=False)),
}
_WITH_PICTURES = [view for view in VIEWS if not view.endswith("room")]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    return rendered(VIEWS, tmp_path_factory.mktemp("seals"))


def seals_of(page: Page) -> list[Box]:
    return sorted((item.box for item in page.pictures), key=lambda box: (round(box.top.mm), box.left.mm))


#: A longer name moves the date, which is centred below it.
_LEAVES_THE_DATE = 14


def names_of(view: str) -> tuple[str, ...]:
    made = VIEWS[view][1].parts[0].signature
    assert made is not None
    return made.authorities


def place_of(page: Page, text: str) -> tuple[float, float, float]:
    """Left and right end and the middle of the ink from the top, in mm; names of one row share a line."""
    for line in page.lines:
        glyphs = [glyph for glyph in line.glyphs if glyph.text.strip()]
        start = "".join(glyph.text for glyph in glyphs).find(text)
        if start >= 0:
            own = glyphs[start : start + len(text)]
            height = (ink_top(line) + ink_bottom(line)) * 0.5
            return own[0].x.mm, (own[-1].x + own[-1].advance).mm, height.mm
    raise AssertionError(text)


@pytest.mark.parametrize("view", _WITH_PICTURES)
def test_every_name_has_a_seal_with_its_middle_on_the_name(pages: dict[str, Measurement], view: str) -> None:
    (page,) = pages[view].pages
    seals = seals_of(page)
    assert len(seals) == len(names_of(view))
    for name, seal in zip(names_of(view), seals, strict=True):
        left, right, height = place_of(page, name)
        assert (left + right) / 2 == pytest.approx((seal.left.mm + seal.right.mm) / 2, abs=0.6)
        assert seal.top.mm < height < seal.bottom.mm
    left, right, height = place_of(page, _DATE)
    last = seals[-1]
    assert (left + right) / 2 == pytest.approx((last.left.mm + last.right.mm) / 2, abs=0.6)
    assert last.top.mm < height < last.bottom.mm


@pytest.mark.parametrize("view", _WITH_PICTURES)
def test_the_first_row_begins_within_a_line_of_the_text_and_below_it(pages: dict[str, Measurement], view: str) -> None:
    (page,) = pages[view].pages
    text = max((line for line in page.lines if "落实" in line.text), key=lambda line: line.baseline)
    distance = min(seal.top for seal in seals_of(page)) - ink_bottom(text)
    assert 0 < distance.mm <= elements.SEAL_TOP.tolerance.mm


@pytest.mark.parametrize("view", ["one-42", "one-45", "one-50", "one-35"])
def test_name_and_date_sit_slightly_below_the_middle_of_the_seal(pages: dict[str, Measurement], view: str) -> None:
    (page,) = pages[view].pages
    (seal,) = seals_of(page)
    middle = (place_of(page, _LONG[0])[2] + place_of(page, _DATE)[2]) / 2
    # A small seal stands higher than it might: its top has to be within a line of the text.
    assert 0 < middle - (seal.top.mm + seal.bottom.mm) / 2 < (5 if seal.width.mm > 40 else 7)
    assert seal.width.mm == pytest.approx(float(view[4:]), abs=0.2)


@pytest.mark.parametrize("view", [view for view in _WITH_PICTURES if view.startswith("joint")])
def test_seals_do_not_touch_stand_in_line_and_stay_inside_the_text_area(
    pages: dict[str, Measurement], view: str
) -> None:
    (page,) = pages[view].pages
    seals = seals_of(page)
    for one, other in itertools.combinations(seals, 2):
        middles = [((box.left + box.right).mm / 2, (box.top + box.bottom).mm / 2) for box in (one, other)]
        apart = sum((a - b) ** 2 for a, b in zip(*middles, strict=True)) ** 0.5
        assert apart > one.width.mm + 1
    assert min(seal.left.mm for seal in seals) >= 28
    assert max(seal.right.mm for seal in seals) <= 184
    rows = [list(row) for _, row in itertools.groupby(seals, key=lambda box: round(box.top.mm))]
    assert all(len(row) <= 3 for row in rows)
    assert len({round(row[-1].left.mm, 1) for row in rows}) == 1


@pytest.mark.parametrize("view", [view for view in VIEWS if max(map(len, names_of(view))) <= _LEAVES_THE_DATE])
def test_the_date_ends_four_characters_from_the_right_where_the_name_lets_it(
    pages: dict[str, Measurement], view: str
) -> None:
    (page,) = pages[view].pages
    assert place_of(page, _DATE)[1] == pytest.approx(184 - 4 * CHARACTER.mm, abs=1)


def test_room_for_seals_is_the_same_with_pictures_and_without(pages: dict[str, Measurement]) -> None:
    for view, room in (("one-42", "one-room"), ("joint-5", "joint-room")):
        with_seal, without = pages[view].pages[0], pages[room].pages[0]
        assert place_of(with_seal, _DATE) == pytest.approx(place_of(without, _DATE), abs=0.05)
        assert not without.pictures


def test_rows_of_names_are_whole_lines_apart(pages: dict[str, Measurement]) -> None:
    (page,) = pages["joint-5"].pages
    first, last = line_with(page, _SHORT[0]), line_with(page, _SHORT[4])
    lines = (last.baseline - first.baseline).over(LINE_PITCH)
    assert near(LINE_PITCH * (lines - round(lines)), 0, 0.3)
