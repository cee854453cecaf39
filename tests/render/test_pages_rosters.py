"""Rosters on paper: labels of any width, names and posts each at one place (K04, K05, K07, K08)."""

from __future__ import annotations

import pytest

from gongwen.measure import Line, Measurement, Page
from gongwen.standard.page import CHARACTER
from tests.render.measuring import body, near, rendered
from tests.render.packages import PLAIN
from tests.support import compose

pytestmark = pytest.mark.office

_POST = "甲市自然资源和规划局党组书记、局长，甲市林业局局长，甲市不动产登记中心主任，甲市测绘院院长"
_MEMBERS = "、".join(("钱一多", "孙伟", "李国强", "周明", "吴晓东") * 5)
#: widest label -> the ranks of a roster
_RANKS = {
    4: {"组长": f"赵大中 {_POST}", "副组长": "钱多 甲局副局长"},
    5: {"总指挥": f"赵大中 {_POST}", "副总指挥": "钱多 甲局副局长"},
    6: {"组长": f"赵大中 {_POST}", "常务副组长": "钱多 甲局副局长", "副组长": "孙三元 甲局副局长"},
    7: {"总指挥": f"赵大中 {_POST}", "常务副总指挥": "钱多 甲局副局长", "副总指挥": f"孙三元 {_POST}"},
}
_WIDE = {"组长": f"欧阳小明 {_POST}", "副组长": "钱多 甲局副局长"}
_LONG = {"组长": f"买买提·艾力江 {_POST}", "副组长": "钱多 甲局副局长"}


def _roster(ranks: dict[str, str]) -> dict[str, object]:
    return {"文种": "名单", "标题": "工作专班名单", "职级": {**ranks, "成员": _MEMBERS}}


VIEWS = {
    **{f"label-{width}": (PLAIN, compose(_roster(ranks))) for width, ranks in _RANKS.items()},
    "wide": (PLAIN, compose(_roster(_WIDE))),
    "long": (PLAIN, compose(_roster(_LONG))),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    return rendered(VIEWS, tmp_path_factory.mktemp("rosters"))


def place_of(page: Page, text: str) -> float:
    """Where `text` begins, in mm."""
    for line in page.lines:
        glyphs = [glyph for glyph in line.glyphs if glyph.text.strip()]
        start = "".join(glyph.text for glyph in glyphs).find(text)
        if start >= 0:
            return glyphs[start].x.mm
    raise AssertionError(text)


def wrapped(page: Page) -> list[Line]:
    """The second lines of long posts."""
    return [line for line in body(page) if line.text.strip().endswith("测绘院院长")]


@pytest.mark.parametrize("width", _RANKS)
def test_names_and_posts_begin_at_one_place_whatever_the_label(pages: dict[str, Measurement], width: int) -> None:
    page = pages[f"label-{width}"].pages[0]
    name_at = 28 + width * CHARACTER.mm
    assert place_of(page, "赵大中") == pytest.approx(name_at, abs=0.6)
    assert place_of(page, "钱多") == pytest.approx(name_at, abs=0.6)
    assert place_of(page, "钱一多、") == pytest.approx(name_at, abs=0.6)
    for post in ("甲市自然资源", "甲局副局长"):
        assert place_of(page, post) == pytest.approx(name_at + 4 * CHARACTER.mm, abs=0.6)
    assert wrapped(page)
    assert all(near(line.x0, name_at + 4 * CHARACTER.mm, 0.6) for line in wrapped(page))


def test_a_name_of_four_characters_widens_the_column_for_all(pages: dict[str, Measurement]) -> None:
    page = pages["wide"].pages[0]
    post_at = 28 + 9 * CHARACTER.mm
    assert place_of(page, "甲局副局长") == pytest.approx(post_at, abs=0.6)
    assert place_of(page, "甲市自然资源") == pytest.approx(post_at, abs=0.6)
    assert all(near(line.x0, post_at, 0.6) for line in wrapped(page))


def test_a_longer_name_runs_on_with_one_blank_and_leaves_the_column_to_the_others(
    pages: dict[str, Measurement],
) -> None:
    page = pages["long"].pages[0]
    assert place_of(page, "甲局副局长") == pytest.approx(28 + 8 * CHARACTER.mm, abs=0.6)
    assert place_of(page, "甲市自然资源") == pytest.approx(28 + (4 + 7 + 1) * CHARACTER.mm, abs=0.8)
    assert all(near(line.x0, 28 + 8 * CHARACTER.mm, 0.6) for line in wrapped(page))


@pytest.mark.parametrize("view", VIEWS)
def test_no_name_is_split_between_two_lines(pages: dict[str, Measurement], view: str) -> None:
    rows = [line.text for line in body(pages[view].pages[0])]
    start = next(number for number, row in enumerate(rows) if "钱一多、" in row)
    lines = [row.split("：")[-1] for row in rows[start:]]
    names = "".join(lines).replace("\u3000", "").replace(" ", "")
    assert names == _MEMBERS
    assert all(line.strip().endswith("、") for line in lines[:-1])
    assert len(lines) > 2
