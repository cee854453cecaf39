"""The default templates on paper: rendered by LibreOffice, measured by the measuring room."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from gongwen.measure import Measurement
from gongwen.printview import AttachmentNote, AuthorityMark, Imprint, Paragraph, Part, PrintView, TableBlock
from tests.render.measuring import body, horizontal, ink_bottom, ink_top, line_with, near, rendered
from tests.render.packages import PLAIN, RED_HEAD
from tests.render.views import masthead, paragraphs, plain, rich, schedule, signature

pytestmark = pytest.mark.office

_IMPRINT = Imprint(
    copies="市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市中级人民法院，市人民检察院。",
    printing_authority="淄博市自然资源局办公室",
    printing_date="2020年1月19日印发",
)
_LONG_NAME = "关于进一步规范自然资源领域行政执法行为若干问题的意见和建议清单"
_DATE = "2026年7月24日"


def _marked(text: str) -> PrintView:
    return replace(plain(*paragraphs(1)), masthead=masthead(mark=AuthorityMark(text=text)))


def _signed(*authorities: str, is_sealed: bool) -> PrintView:
    return plain(*paragraphs(1), signature=signature(*authorities, date=_DATE, is_sealed=is_sealed))


def _filled(count: int, imprint: Imprint | None = None) -> PrintView:
    """So many lines of body and nothing else."""
    lines = tuple(Paragraph(text="国" * 20) for _ in range(count))
    return PrintView(parts=(Part(title=(), blocks=lines),), imprint=imprint)


def _notes(count: int) -> PrintView:
    notes = tuple(
        AttachmentNote(
            lead="附件：" if number == 1 else "",
            serial=f"{number}." if count > 1 else "",
            name=_LONG_NAME if number in (1, 2, count) else "清单",
        )
        for number in range(1, count + 1)
    )
    return plain(*paragraphs(1), attachment_notes=notes)


_NAMES = ("淄博市", "淄博市自然资源局", "淄博市人民政府办公室关于某某工作领导小组")
_MARKS = ("国务院令", "淄博市自然资源局文件", "淄" * 14 + "文件", "淄" * 28 + "文件")

VIEWS: Mapping[str, tuple[str, PrintView]] = {
    "rich": (RED_HEAD, rich()),
    "upward": (RED_HEAD, replace(plain(*paragraphs(1)), masthead=masthead(signatories=("高　松",)))),
    "full": (PLAIN, PrintView(parts=(Part(title=(), blocks=(Paragraph(text="国" * (28 * 44 - 2)),)),))),
    "table": (PLAIN, plain(TableBlock(table=schedule(90)))),
    "tables": (PLAIN, plain(TableBlock(table=schedule(3)), TableBlock(table=schedule(3)))),
    **{f"lines-{count}": (PLAIN, _filled(count, _IMPRINT)) for count in range(16, 23)},
    **{f"notes-{count}": (PLAIN, _notes(count)) for count in (1, 3, 11)},
    **{f"mark-{mark}": (RED_HEAD, _marked(mark)) for mark in _MARKS},
    **{f"sealed-{name}": (PLAIN, _signed(name, is_sealed=True)) for name in _NAMES},
    **{f"unsealed-{name}": (PLAIN, _signed(name, is_sealed=False)) for name in _NAMES},
    **{
        f"kept-{count}": (
            PLAIN,
            replace(_filled(count), parts=(replace(_filled(count).parts[0], signature=signature("甲局", date=_DATE)),)),
        )
        for count in range(17, 23)
    },
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    """Every view, rendered in one run of LibreOffice."""
    return rendered(VIEWS, tmp_path_factory.mktemp("pages"))


@pytest.mark.parametrize("mark", _MARKS)
def test_the_ink_of_a_mark_of_any_length_begins_72_mm_from_the_top(pages: dict[str, Measurement], mark: str) -> None:
    line = line_with(pages[f"mark-{mark}"].pages[0], mark)
    assert near(ink_top(line), 72, 1)
    assert line.text.strip() == mark
    assert near((line.x0 + line.x1) * 0.5, 106, 1)
    assert (line.x1 - line.x0).mm <= 156 * 0.95 + 0.1


@pytest.mark.parametrize("view", ["rich", "upward", *(f"mark-{mark}" for mark in _MARKS)])
def test_the_red_rule_is_as_wide_as_the_text_and_4_mm_below_the_number(
    pages: dict[str, Measurement], view: str
) -> None:
    page = pages[view].pages[0]
    rule = next(rule for rule in horizontal(page) if rule.colour is not None and rule.colour.red > 200)
    assert near(rule.start, 28)
    assert near(rule.end, 184)
    number = line_with(page, "淄自然资字")
    assert near(rule.position - rule.thickness * 0.5 - ink_bottom(number), 4)


def test_the_number_of_an_upward_document_begins_and_the_name_ends_one_character_from_the_edge(
    pages: dict[str, Measurement],
) -> None:
    line = line_with(pages["upward"].pages[0], "签发人：")
    assert near(line.x0, 28 + 5.57)
    assert near(line.x1, 184 - 5.57, 1)


def test_a_full_page_has_22_lines_of_28_characters(pages: dict[str, Measurement]) -> None:
    assert len(pages["full"].pages) == 2, "a full last page must not be followed by an empty one"
    for page in pages["full"].pages:
        lines = body(page)
        assert len(lines) == 22
        assert {len(line.text.strip()) for line in lines[1:]} == {28}
        assert all(near(line.x0, 28) for line in lines[1:])
        # The last line of the paragraph is not justified.
        assert all(near(line.x1, 184) for line in lines[:-1])
        assert near(ink_bottom(lines[-1]), 262, 2)


def test_the_first_line_of_a_paragraph_begins_two_characters_in(pages: dict[str, Measurement]) -> None:
    assert near(body(pages["full"].pages[0])[0].x0, 28 + 2 * 5.57)


def test_the_page_number_stands_7_mm_below_the_text_odd_right_even_left(pages: dict[str, Measurement]) -> None:
    for number, page in enumerate(pages["rich"].pages, 1):
        line = next(line for line in page.lines if "—" in line.text)
        assert line.text.replace(" ", "") == f"—{number}—"
        dash = next(glyph for glyph in line.glyphs if glyph.text == "—").ink
        assert dash is not None
        assert near((dash.top + dash.bottom) * 0.5, 269, 1)
        assert near(line.x1, 184 - 4.94) if number % 2 else near(line.x0, 28 + 4.94)


@pytest.mark.parametrize("count", range(16, 23))
def test_the_imprint_ends_with_the_text_area_and_covers_nothing(pages: dict[str, Measurement], count: int) -> None:
    *before, last = pages[f"lines-{count}"].pages
    rules = horizontal(last)
    assert len(rules) == 3
    assert near(rules[-1].position, 262)
    assert all(near(rule.start, 28) and near(rule.end, 184) for rule in rules)
    thick, thin, bottom = (rule.thickness for rule in rules)
    assert near(thick, 0.35, 0.05)
    assert near(thin, 0.25, 0.05)
    assert near(bottom, 0.35, 0.05)
    text = [line for page in (*before, last) for line in page.lines if "国" in line.text]
    assert len(text) == count
    assert all(ink_bottom(line) < rules[0].position for line in last.lines if "国" in line.text)
    assert len(before) <= 1


def test_the_date_of_printing_ends_one_character_from_the_edge(pages: dict[str, Measurement]) -> None:
    line = line_with(pages["lines-16"].pages[0], "日印发")
    assert near(line.x0, 28 + 4.94)
    assert near(line.x1, 184 - 4.94)


@pytest.mark.parametrize("name", _NAMES)
def test_a_sealed_date_ends_four_characters_from_the_edge_under_the_middle_of_the_name(
    pages: dict[str, Measurement], name: str
) -> None:
    page = pages[f"sealed-{name}"].pages[0]
    above, below = line_with(page, name), line_with(page, _DATE)
    assert near((above.x0 + above.x1) * 0.5, ((below.x0 + below.x1) * 0.5).mm, 1)
    if len(name) > 16:
        assert near(above.x1, 184)
    else:
        assert near(below.x1, 184 - 4 * 5.57, 1)


@pytest.mark.parametrize("name", _NAMES)
def test_an_unsealed_date_begins_two_characters_after_the_name(pages: dict[str, Measurement], name: str) -> None:
    page = pages[f"unsealed-{name}"].pages[0]
    above, below = line_with(page, name), line_with(page, _DATE)
    assert near(below.x0 - above.x0, 2 * 5.57, 0.3 * 5.57)
    assert near(max(above.x1, below.x1), 184 - 2 * 5.57, 1)


@pytest.mark.parametrize("count", [1, 3, 11])
def test_the_names_of_attachments_and_their_further_lines_begin_at_one_place(
    pages: dict[str, Measurement], count: int
) -> None:
    lines = [line for line in body(pages[f"notes-{count}"].pages[0]) if "清单" in line.text or "关于" in line.text]
    places = []
    for line in lines:
        first = next(glyph for glyph in line.glyphs if glyph.text in "关清的意题和建议问")
        places.append(first.x.mm)
    assert max(places) - min(places) <= 0.5


def test_an_attachment_has_its_mark_on_the_first_and_its_title_on_the_third_line(
    pages: dict[str, Measurement],
) -> None:
    first, title, *_ = body(pages["rich"].pages[3])
    assert first.text.replace(" ", "") == "附件1"
    assert near(first.x0, 28)
    # Baselines of exact lines lie at 80 % of their height; a title's line is 36 pt high.
    assert near(title.baseline - first.baseline, 2 * 10.21, 2.2)


def test_the_head_of_a_table_repeats_and_no_row_is_torn(pages: dict[str, Measurement]) -> None:
    measured = pages["table"].pages
    assert len(measured) > 2
    for page in measured:
        assert "阶段" in next(line.text for line in body(page) if "工作方案" not in line.text)
        top = [line for line in page.lines if "开展自查" in line.text]
        bottom = [line for line in page.lines if "逐项登记" in line.text]
        assert len(top) == len(bottom)
        assert near(max(rule.end for rule in horizontal(page)), 184)


def test_two_tables_in_a_row_stay_two(pages: dict[str, Measurement]) -> None:
    (page,) = pages["tables"].pages
    assert sum("工作内容" in line.text for line in page.lines) == 2


@pytest.mark.parametrize("count", range(17, 23))
def test_a_signature_is_never_alone_on_its_page(pages: dict[str, Measurement], count: int) -> None:
    last = pages[f"kept-{count}"].pages[-1]
    assert any("甲局" in line.text for line in last.lines)
    assert any("国" in line.text for line in last.lines)
