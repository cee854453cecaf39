"""发文机关标志, 落款 and tables: what is computed from their texts."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import pytest
from lxml import etree

from gongwen.printview import AuthorityMark, Cell, Column, Signature, Table, TableBlock
from gongwen.render import find_template, render_docx
from gongwen.render.grid import Grid
from gongwen.render.marks import authority_mark_xml
from gongwen.render.signature import signature_xml
from gongwen.render.stylebook import PARAGRAPH, TABLE, Section, Stylebook
from gongwen.render.tables import table_markup
from gongwen.render.widths import width_in_characters
from gongwen.standard.geometry import NATIONAL
from tests.render.packages import PLAIN, W, root
from tests.render.views import plain, schedule, signature

GRID = Grid(NATIONAL)
TEXT_WIDTH, CHARACTER, CHARACTER_SPACING = GRID.text_width, GRID.character, GRID.character_spacing
_STYLES = ((PARAGRAPH, "发文机关标志"), (PARAGRAPH, "署名"), (PARAGRAPH, "公文空行"), (TABLE, "公文表格"))
BOOK = Stylebook(
    {key: f"id-{key[1]}" for key in (*_STYLES, (PARAGRAPH, "表头文字"), (PARAGRAPH, "表格文字"))},
    GRID,
    Section("", TEXT_WIDTH),
)


def tree(xml: str) -> etree._Element:
    return root(f'<w:body xmlns:w="{W[1:-1]}">{xml}</w:body>'.encode())


def markup(table: Table, book: Stylebook) -> str:
    return b"".join(table_markup(table, book)).decode()


def text_of(element: etree._Element) -> str:
    return "".join(item.text or "" for item in element.iter(f"{W}t"))


def places(signature: Signature) -> list[tuple[str, str, int]]:
    """Text, alignment and left indent of each line with text."""
    made = []
    for paragraph in tree(signature_xml(signature, BOOK)):
        text = text_of(paragraph)
        align, indent = paragraph.find(f"{W}pPr/{W}jc"), paragraph.find(f"{W}pPr/{W}ind")
        if text and align is not None and indent is not None:
            made.append((text, align.get(f"{W}val", ""), int(indent.get(f"{W}left", ""))))
    return made


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("淄博市", 3),
        ("2026", 2),
        ("2026年7月24日", 6.5 + 5 * 0.2),
        ("2026年12月31日", 7 + 5 * 0.2),
        ("（公章）", 4),
        ("A科", 1.7),
        ("葛\U000e0100城", 2),
        ("𠮷", 1),
    ],
)
def test_widths_count_han_digits_and_the_gap_between_them(text: str, width: float) -> None:
    assert width_in_characters(text) == pytest.approx(width)


@pytest.mark.parametrize("length", range(4, 31))
def test_a_mark_of_any_length_stays_inside_the_text_area(length: int) -> None:
    xml = authority_mark_xml(AuthorityMark(text="淄" * length), BOOK)
    size = int(re.findall(r'<w:sz w:val="(\d+)"', xml)[0])
    assert size <= 84
    assert length * size * 10 <= TEXT_WIDTH * 0.95
    # As large as fits, to the half-point.
    assert size == 84 or length * (size + 1) * 10 > TEXT_WIDTH * 0.95


def test_the_line_of_a_mark_is_as_high_as_its_type() -> None:
    xml = authority_mark_xml(AuthorityMark(text="淄" * 20), BOOK)
    size = int(re.findall(r'<w:sz w:val="(\d+)"', xml)[0])
    assert f'w:line="{size * 10}" w:lineRule="exact"' in xml
    assert '<w:pStyle w:val="id-发文机关标志"/>' in xml


def test_a_sealed_date_ends_four_characters_from_the_right_with_the_name_above_its_middle() -> None:
    rows = places(signature("淄博市自然资源局", date="2026年7月24日"))
    assert [row[:2] for row in rows] == [("淄博市自然资源局", "center"), ("2026年7月24日", "center")]
    assert rows[0][2] == rows[1][2]
    middle = (rows[0][2] + TEXT_WIDTH) / 2
    assert middle + 7.5 / 2 * CHARACTER == pytest.approx(TEXT_WIDTH - 4 * CHARACTER, abs=2)


def test_a_very_long_sealed_name_ends_at_the_margin_with_the_date_under_its_middle() -> None:
    name = "淄博市人民政府办公室关于某某工作领导小组"
    rows = places(signature(name, date="2026年7月24日"))
    assert rows[0][1] == "right"
    assert rows[1][1:] == ("center", TEXT_WIDTH - 20 * CHARACTER)


def test_an_unsealed_date_begins_two_characters_after_the_name() -> None:
    (_, align, name), (_, _, date) = places(signature("淄博市自然资源局", date="2026年7月24日", is_sealed=False))
    assert align == "left"
    assert date - name == 2 * CHARACTER
    # Begun there, the date reaches farther right than the name: it is the one that ends two characters from the edge.
    assert date == pytest.approx(TEXT_WIDTH - (7.5 + 2) * CHARACTER, abs=1)


def test_an_unsealed_name_longer_than_the_date_ends_two_characters_from_the_right() -> None:
    (_, _, name), (_, _, date) = places(signature("淄" * 12, date="2026年7月24日", is_sealed=False))
    assert name == TEXT_WIDTH - (12 + 2) * CHARACTER
    assert date - name == 2 * CHARACTER


def rows_of(*authorities: str) -> list[tuple[str, list[int]]]:
    """Each paragraph of a sealed signature: its text and the middles of its columns."""
    xml = tree(signature_xml(signature(*authorities, date="2026年7月24日"), BOOK))
    return [
        (text_of(paragraph), [int(tab.get(f"{W}pos", "")) for tab in paragraph.iterfind(f"{W}pPr/{W}tabs/{W}tab")])
        for paragraph in xml
    ]


@pytest.mark.parametrize(("count", "rows"), [(2, (2,)), (3, (3,)), (4, (2, 2)), (5, (3, 2)), (7, (3, 3, 1))])
def test_seals_of_joint_issue_stand_in_rows_of_at_most_three(count: int, rows: tuple[int, ...]) -> None:
    made = rows_of(*("甲市水利局",) * count)
    lines = [(text, middles) for text, middles in made if text]
    assert [text.count("甲") for text, _ in lines] == [*rows, 0]
    for (_, middles), (number, wanted) in zip(lines, enumerate([*rows, 1]), strict=True):
        assert len(middles) == wanted, number
        # Two seals of 42 mm side by side do not touch.
        assert all(right - left > 2381 for left, right in itertools.pairwise(middles))
        assert middles[0] >= 2381 / 2
    assert {middles[-1] for _, middles in lines} == {lines[0][1][-1]}
    # The rows are as far apart as seals are high.
    filled = [index for index, (text, _) in enumerate(made) if text]
    for upper, lower in itertools.pairwise(filled[:-1]):
        assert (lower - upper) * GRID.line > 2381 - GRID.line


@pytest.mark.parametrize(("name", "per_row"), [("甲市水利局", 3), ("甲市自然资源和规划局", 2), ("甲" * 16, 1)])
def test_longer_names_leave_fewer_seals_in_a_row(name: str, per_row: int) -> None:
    assert max(text.count(name) for text, _ in rows_of(*(name,) * 3)) == min(per_row, 3)


def test_unsealed_authorities_are_spread_to_one_width() -> None:
    xml = signature_xml(signature("甲局", "乙丙委员会", date="", is_sealed=False), BOOK)
    # Three missing characters go between the two letters of 甲局, on top of the style's own spacing.
    assert re.findall(r'<w:spacing w:val="(-?\d+)"', xml) == [str(3 * CHARACTER + CHARACTER_SPACING)]
    assert signature_xml(signature("甲局", "乙丙委员会", date=""), BOOK).count("<w:spacing") == 0


@pytest.mark.parametrize("count", range(2, 7))
def test_names_of_a_joint_mark_are_stacked_beside_the_word_in_one_size(count: int) -> None:
    given = tuple("甲" * (4 + 2 * number) for number in range(count))
    table = tree(authority_mark_xml(AuthorityMark(authorities=given, text="文件"), BOOK))[0]
    left, right = table.iter(f"{W}tc")
    assert [text_of(item) for item in left.iter(f"{W}p")] == list(given)
    assert [text_of(item) for item in right.iter(f"{W}p")] == ["文件"]
    assert len({item.get(f"{W}val") for item in table.iter(f"{W}sz")}) == 1
    assert sum(int(item.get(f"{W}w", "")) for item in table.iter(f"{W}gridCol")) <= TEXT_WIDTH * 0.95 + 1


@pytest.mark.parametrize(("is_sealed", "blanks"), [(True, 2), (False, 1)])
def test_a_seal_gets_room_above_the_name(is_sealed: bool, blanks: int) -> None:
    xml = signature_xml(signature("甲局", date="2026年7月24日", is_sealed=is_sealed), BOOK)
    assert xml.count("id-公文空行") == blanks


@pytest.mark.parametrize("is_sealed", [True, False])
@pytest.mark.parametrize(("authorities", "date"), [(("甲局",), ""), ((), "2026年7月24日"), ((), "")])
def test_a_signature_may_lack_name_or_date(authorities: tuple[str, ...], date: str, is_sealed: bool) -> None:
    rows = places(signature(*authorities, date=date, is_sealed=is_sealed))
    assert [row[0] for row in rows] == [*authorities, *([date] if date else [])]
    assert all(0 < row[2] < TEXT_WIDTH for row in rows)


def test_the_last_line_of_a_signature_lets_go_of_what_follows() -> None:
    paragraphs = list(tree(signature_xml(signature("甲局", date="2026年7月24日"), BOOK)))
    kept = [paragraph.find(f"{W}pPr/{W}keepNext") is None for paragraph in paragraphs]
    assert kept == [True, True, True, False]


def test_a_table_has_a_repeating_header_and_rows_that_do_not_break() -> None:
    table = tree(markup(schedule(), BOOK))[0]
    rows = table.findall(f"{W}tr")
    assert len(rows) == 7
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 6


def test_the_columns_of_a_table_fill_the_text_area_to_the_twip() -> None:
    columns = tuple(Column(title=str(number), share=1 / 7) for number in range(7))
    table = tree(markup(Table(columns=columns, rows=()), BOOK))[0]
    grid = [int(item.get(f"{W}w", "")) for item in table.iter(f"{W}gridCol")]
    assert sum(grid) == TEXT_WIDTH
    assert max(grid) - min(grid) <= 7


def test_cells_merge_downwards_as_the_view_says() -> None:
    table = tree(markup(schedule(), BOOK))[0]
    first = [row[1].find(f"{W}tcPr/{W}vMerge") for row in table.findall(f"{W}tr")[1:]]
    assert [item.get(f"{W}val") for item in first if item is not None] == ["restart", "continue", "continue"] * 2


def test_each_line_of_a_cell_is_a_paragraph_and_an_empty_cell_has_one() -> None:
    table = Table(columns=(Column(title="内容", share=1.0),), rows=((Cell(text="甲\n\n乙"),), (Cell(),)))
    rows = tree(markup(table, BOOK))[0].findall(f"{W}tr")[1:]
    assert [[text_of(p) for p in row.iter(f"{W}p")] for row in rows] == [["甲", "", "乙"], [""]]


def test_each_line_of_a_title_is_a_paragraph() -> None:
    table = Table(columns=(Column(title="投资额\n（万元）", share=1.0),), rows=())
    (row,) = tree(markup(table, BOOK))[0].findall(f"{W}tr")
    assert [text_of(p) for p in row.iter(f"{W}p")] == ["投资额", "（万元）"]


def test_a_table_is_followed_by_a_paragraph_so_that_two_do_not_become_one() -> None:
    assert [etree.QName(item).localname for item in tree(markup(schedule(), BOOK))] == ["tbl", "p"]


def test_a_row_with_too_few_cells_is_a_bug_and_not_a_crooked_table() -> None:
    columns = (Column(title="甲", share=0.5), Column(title="乙", share=0.5))
    with pytest.raises(ValueError, match="not 2 cells in a row"):
        markup(Table(columns=columns, rows=((Cell(text="一"),),)), BOOK)


def test_twenty_thousand_rows_are_all_there() -> None:
    made = render_docx(plain(TableBlock(table=schedule(20_000))), find_template(PLAIN))
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        assert package.read("word/document.xml").count(b"<w:tr>") >= 20_000
