"""Heads of joint issue and of upward documents with many signatories on paper (7.2.4, 7.2.6)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.measure import Glyph, Measurement, Page
from gongwen.printview import AuthorityMark, PrintView
from gongwen.standard.page import CHARACTER, LINE_PITCH
from tests.render.measuring import horizontal, ink_bottom, line_with, near, rendered
from tests.render.packages import PLAIN, RED_HEAD
from tests.render.views import masthead, paragraphs, plain, signature
from tests.support import compose

pytestmark = pytest.mark.office

_AUTHORITIES = (
    "甲市自然资源局", "甲市发展和改革委员会", "甲市公安局", "甲市住房和城乡建设局", "甲市农业农村局", "甲市财政局",
)  # fmt: skip
#: number of names and length of the longest
_JOINT = {
    **{f"{count}": _AUTHORITIES[:count] for count in range(2, 7)},
    "short": ("甲县农业", "乙县财政"),
    "long": ("甲" * 30, "乙市局"),
}
_SIGNATORIES = ("高　松", "李四光", "王　五", "赵六一", "孙七二")


def _joint(*authorities: str) -> PrintView:
    mark = AuthorityMark(authorities=authorities, text="文件")
    return replace(plain(*paragraphs(1)), masthead=masthead(mark=mark))


def _upward(count: int, *longer: str) -> PrintView:
    names = "\n".join((*_SIGNATORIES[:count], *longer)).replace("\u3000", "")
    keys = {
        "文种": "报告",
        "标题": "关于某事的报告",
        "文号": "甲自然资字〔2020〕15号",
        "正文": "正文。",
        "签发人": names,
    }
    return compose(keys)


VIEWS = {
    **{f"joint-{name}": (RED_HEAD, _joint(*authorities)) for name, authorities in _JOINT.items()},
    **{f"upward-{count}": (RED_HEAD, _upward(count)) for count in (3, 4, 5)},
    "upward-wide": (RED_HEAD, _upward(3, "欧阳小明")),
    "upward-long": (RED_HEAD, _upward(2, "买买提·艾力")),
    "unsealed": (
        PLAIN,
        plain(*paragraphs(1), signature=signature(*_AUTHORITIES[:3], date="2026年7月24日", is_sealed=False)),
    ),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    return rendered(VIEWS, tmp_path_factory.mktemp("heads"))


def red(page: Page) -> list[Glyph]:
    return [
        glyph
        for line in page.lines
        for glyph in line.glyphs
        if glyph.text.strip() and glyph.colour is not None and glyph.colour.red > 200 and glyph.colour.green < 60
    ]


def rows_of(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline, from the top."""
    baselines = sorted({round(glyph.y.mm, 1) for glyph in glyphs})
    return [[glyph for glyph in glyphs if round(glyph.y.mm, 1) == baseline] for baseline in baselines]


def place_of(page: Page, text: str) -> tuple[float, float]:
    """Left edge and baseline of `text`, in mm."""
    for line in page.lines:
        glyphs = [glyph for glyph in line.glyphs if glyph.text.strip()]
        start = "".join(glyph.text for glyph in glyphs).find(text.replace("\u3000", ""))
        if start >= 0:
            return glyphs[start].x.mm, line.baseline.mm
    raise AssertionError(text)


@pytest.mark.parametrize("name", _JOINT)
def test_a_joint_mark_begins_72_mm_from_the_top_and_stands_in_the_middle(
    pages: dict[str, Measurement], name: str
) -> None:
    glyphs = red(pages[f"joint-{name}"].pages[0])
    inks = [glyph.ink for glyph in glyphs if glyph.ink is not None]
    named = [glyph.ink for glyph in glyphs if glyph.ink is not None and glyph.text not in "文件"]
    assert min(ink.top.mm for ink in named) == pytest.approx(72, abs=1)
    left, right = min(ink.left.mm for ink in inks), max(ink.right.mm for ink in inks)
    assert (left + right) / 2 == pytest.approx(106, abs=1)
    assert right - left <= 156


@pytest.mark.parametrize("name", _JOINT)
def test_the_names_have_one_width_and_the_word_stands_in_the_middle_of_their_height(
    pages: dict[str, Measurement], name: str
) -> None:
    glyphs = red(pages[f"joint-{name}"].pages[0])
    word = [glyph for glyph in glyphs if glyph.text in "文件"]
    rows = rows_of([glyph for glyph in glyphs if glyph.text not in "文件"])
    assert ["".join(glyph.text for glyph in row) for row in rows] == list(_JOINT[name])
    assert len({round(row[0].x.mm) for row in rows}) == 1
    ends = [row[-1].x.mm for row in rows]
    assert max(ends) - min(ends) < 0.5
    assert min(glyph.x.mm for glyph in word) > max(ends)
    middle = (rows[0][0].y.mm + rows[-1][0].y.mm) / 2
    assert word[0].y.mm == pytest.approx(middle, abs=1)


@pytest.mark.parametrize("name", _JOINT)
def test_the_number_stands_two_blank_lines_below_the_whole_and_the_page_has_text(
    pages: dict[str, Measurement], name: str
) -> None:
    page = pages[f"joint-{name}"].pages[0]
    bottom = max(glyph.ink.bottom.mm for glyph in red(page) if glyph.ink is not None)
    number = line_with(page, "淄自然资字")
    assert number.ink is not None
    assert number.ink.top.mm - bottom == pytest.approx(2 * LINE_PITCH.mm, abs=LINE_PITCH.mm * 0.45)
    assert any("为深入" in line.text for line in page.lines)


@pytest.mark.parametrize("count", [3, 4, 5])
def test_signatories_stand_two_to_a_line_with_the_last_beside_the_number(
    pages: dict[str, Measurement], count: int
) -> None:
    page = pages[f"upward-{count}"].pages[0]
    places = [place_of(page, name) for name in _SIGNATORIES[:count]]
    first, second = 28 + 20 * CHARACTER.mm, 28 + 24 * CHARACTER.mm
    for index, (x, baseline) in enumerate(places):
        assert x == pytest.approx(second if index % 2 else first, abs=0.6)
        assert baseline == pytest.approx(places[0][1] + index // 2 * LINE_PITCH.mm, abs=0.2)
    x, baseline = place_of(page, "甲自然资字")
    assert x == pytest.approx(28 + CHARACTER.mm, abs=0.5)
    assert baseline == pytest.approx(places[-1][1], abs=0.2)
    assert place_of(page, "签发人：")[0] == pytest.approx(28 + 16 * CHARACTER.mm, abs=0.5)
    rule = next(rule for rule in horizontal(page) if rule.colour is not None and rule.colour.red > 200)
    assert near(rule.position - rule.thickness * 0.5 - ink_bottom(line_with(page, "甲自然资字")), 4)


def test_names_of_four_characters_widen_both_columns(pages: dict[str, Measurement]) -> None:
    page = pages["upward-wide"].pages[0]
    assert place_of(page, "李四光")[0] == pytest.approx(28 + 23 * CHARACTER.mm, abs=0.6)
    assert place_of(page, "欧阳小明")[0] == pytest.approx(28 + 23 * CHARACTER.mm, abs=0.6)
    assert place_of(page, "欧阳小明")[1] == pytest.approx(place_of(page, "甲自然资字")[1], abs=0.2)


def test_longer_names_stand_one_below_the_other(pages: dict[str, Measurement]) -> None:
    page = pages["upward-long"].pages[0]
    assert place_of(page, "买买提·艾力")[1] == pytest.approx(place_of(page, "甲自然资字")[1], abs=0.2)
    assert len({round(place_of(page, name)[1]) for name in ("高　松", "李四光", "买买提·艾力")}) == 3


def test_unsealed_names_of_joint_issue_begin_and_end_together(pages: dict[str, Measurement]) -> None:
    page = pages["unsealed"].pages[0]
    lines = [line_with(page, name) for name in _AUTHORITIES[:3]]
    assert max(line.x0.mm for line in lines) - min(line.x0.mm for line in lines) < 0.5
    assert max(line.x1.mm for line in lines) - min(line.x1.mm for line in lines) < 0.5
