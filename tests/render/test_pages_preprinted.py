"""套打: paper that bears its red head. Nothing red is printed, and every text stands where it stands on plain paper."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.check import check_layout
from gongwen.measure import Measurement, Page
from gongwen.printview import AuthorityMark, Imprint, Masthead, PrintView
from tests.render.measuring import rendered
from tests.render.packages import RED_HEAD
from tests.render.views import masthead, paragraphs, plain, signature

pytestmark = pytest.mark.office


def _view(**head: object) -> PrintView:
    made = plain(*paragraphs(2), recipient="乙市局：", signature=signature("甲市自然资源局"))
    return replace(made, masthead=masthead(**head), imprint=Imprint(copies="丙市局。"))


_NAMES = ("甲市自然资源局", "甲市发展和改革委员会", "甲市公安局")
_PLAIN: dict[str, tuple[str, PrintView]] = {
    "文件": (RED_HEAD, _view()),
    "上行": (RED_HEAD, _view(signatories=("高　松",))),
    "多位": (RED_HEAD, _view(signatories=("高　松", "李四光", "王　五"), last_row=3)),
    "联合": (RED_HEAD, _view(mark=AuthorityMark(authorities=_NAMES, text="文件"))),
    "信函": ("信函", _view(mark=AuthorityMark(text="丁市规划局"))),
    "命令": ("命令", _view(mark=AuthorityMark(text="甲市人民政府令"), number="第1号")),
    "纪要": ("纪要", _view(mark=AuthorityMark(text="会议纪要"), issuer="甲市局", issue_date="2024年1月9日")),
}


def _preprinted(view: PrintView) -> PrintView:
    head: Masthead | None = view.masthead
    assert head is not None
    return replace(view, masthead=replace(head, mark=replace(head.mark, is_preprinted=True)))


VIEWS = {
    **_PLAIN,
    **{f"{name}套打": (template, _preprinted(view)) for name, (template, view) in _PLAIN.items()},
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    return rendered(VIEWS, tmp_path_factory.mktemp("preprinted"))


def is_red(colour: object) -> bool:
    return colour is not None and getattr(colour, "red", 0) > 160 and getattr(colour, "green", 255) < 100


def red_things(page: Page) -> int:
    glyphs = sum(is_red(glyph.colour) for line in page.lines for glyph in line.glyphs)
    return glyphs + sum(is_red(item.colour) for item in page.rules) + sum(is_red(item.colour) for item in page.areas)


def black_glyphs(page: Page) -> list[tuple[str, float, float]]:
    return sorted(
        (glyph.text, glyph.x.mm, glyph.y.mm)
        for line in page.lines
        for glyph in line.glyphs
        if glyph.text.strip() and not is_red(glyph.colour)
    )


@pytest.mark.parametrize("name", _PLAIN)
def test_nothing_red_is_printed(pages: dict[str, Measurement], name: str) -> None:
    assert red_things(pages[name].pages[0]) > 0
    assert all(red_things(page) == 0 for page in pages[f"{name}套打"].pages)


@pytest.mark.parametrize("name", _PLAIN)
def test_every_text_keeps_its_place(pages: dict[str, Measurement], name: str) -> None:
    plain_pages, printed = pages[name].pages, pages[f"{name}套打"].pages
    assert len(plain_pages) == len(printed)
    for one, other in zip(plain_pages, printed, strict=True):
        wanted, made = black_glyphs(one), black_glyphs(other)
        assert [item[0] for item in made] == [item[0] for item in wanted]
        for (_, x, y), (_, made_x, made_y) in zip(wanted, made, strict=True):
            assert made_x == pytest.approx(x, abs=0.2)
            assert made_y == pytest.approx(y, abs=0.2)


def test_the_words_of_the_mark_are_not_in_the_file(pages: dict[str, Measurement]) -> None:
    for name in _PLAIN:
        text = "".join(line.text for page in pages[f"{name}套打"].pages for line in page.lines)
        head = VIEWS[name][1].masthead
        assert head is not None
        assert f"{''.join(head.mark.authorities)}{head.mark.text}" not in text.replace(" ", "")


@pytest.mark.parametrize("name", _PLAIN)
def test_what_the_paper_bears_already_is_not_missed(pages: dict[str, Measurement], name: str) -> None:
    """Compared with plain paper, where these few lines of text break some other rules."""

    def found(view: str) -> set[str]:
        return {item.code for item in check_layout(pages[view], VIEWS[view][1]).diagnostics}

    assert found(f"{name}套打") <= found(name)
