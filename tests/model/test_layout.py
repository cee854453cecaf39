"""版面 of gongwen.yaml: what may be written, what follows from it, and where what cannot be is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gongwen.diagnostics import ContentError
from gongwen.lengths import mm, pt
from gongwen.load.record import load_record
from gongwen.model.layout import LayoutSettings
from gongwen.model.office import Office
from gongwen.standard.geometry import ELECTRONIC, NATIONAL, Geometry, NumberPlace


def page(**keys: str) -> Geometry:
    return LayoutSettings.model_validate(keys).geometry


def refused(tmp_path: Path, *lines: str) -> list[tuple[str, int, int]]:
    """Codes, lines and columns of what is told of these lines of 版面."""
    path = tmp_path / "gongwen.yaml"
    path.write_text("版面:\n" + "".join(f"  {line}\n" for line in lines), "utf-8")
    with pytest.raises(ContentError) as told:
        load_record(path, Office, shown_as="gongwen.yaml")
    return [(item.code, item.place.line, item.place.column) for item in told.value.diagnostics]


def test_without_a_word_the_page_is_the_standards() -> None:
    assert page() == NATIONAL
    assert page(标准="GB/T 33476.2") == ELECTRONIC


def test_the_standards_own_numbers_are_no_difference() -> None:
    said = page(
        天头="37毫米",
        地脚="35毫米",
        订口="2.8厘米",
        切口="26",
        正文字号="三号",
        每面行数="22",
        每行字数="28",
        标题字号="22磅",
    )
    assert said == NATIONAL


@pytest.mark.parametrize(
    ("keys", "lines", "characters", "pitch"),
    [
        ({"行距": "28磅"}, 22, 28, pt(28)),
        ({"行距": "30磅"}, 21, 28, pt(30)),
        ({"行距": "26磅"}, 24, 28, pt(26)),
        ({"每面行数": "20"}, 20, 28, mm(225 / 20)),
        ({"每面行数": "22", "行距": "28磅"}, 22, 28, pt(28)),
        ({"天头": "35毫米", "地脚": "33毫米"}, 22, 28, mm(229 / 22)),
        ({"订口": "28毫米", "切口": "28毫米"}, 22, 27, mm(225 / 22)),
        ({"订口": "20毫米", "切口": "20毫米"}, 22, 28, mm(225 / 22)),
        ({"正文字号": "四号"}, 22, 32, mm(225 / 22)),
        ({"标准": "GB/T 33476.2", "行距": "29.6磅"}, 22, 28, pt(29.6)),
        ({"标准": "GB/T 33476.2", "每面行数": "20"}, 20, 28, mm(10.39 * 22 / 20)),
    ],
    ids=lambda value: "" if not isinstance(value, dict) else "、".join(value.values()),
)
def test_what_is_not_said_follows(keys: dict[str, str], lines: int, characters: int, pitch: object) -> None:
    own = page(**keys)
    assert (own.lines.nominal, own.characters.nominal) == (lines, characters)
    assert own.line_pitch.mm == pytest.approx(pitch.mm)  # type: ignore[attr-defined]


def test_a_page_number_of_one_sided_printing_stands_at_the_right_unless_it_is_centred() -> None:
    assert page(印刷="单面").number_place is NumberPlace.RIGHT
    assert page(印刷="单面", 页码位置="居中").number_place is NumberPlace.CENTRE


def test_faces_and_sizes_are_those_that_are_named() -> None:
    own = page(
        正文字体="方正仿宋_GBK", 西文字体="Times New Roman", 机关标志字号="58磅", 红线粗细="0.7毫米", 三级标题加粗="是"
    )
    assert own.faces.of(NATIONAL.faces.fangsong).product == "方正仿宋_GBK"
    assert own.faces.of(NATIONAL.faces.fangsong).latin == "Times New Roman"
    assert own.faces.of(NATIONAL.faces.songti) == NATIONAL.faces.songti, "page numbers are in 宋体 (7.5)"
    assert (own.mark_size.nominal, own.red_rule, own.bold) == (pt(58), mm(0.7), frozenset({3}))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("天头: 三十七毫米", "content/length-form"),
        ("天头: 37英寸", "content/length-form"),
        ("天头: 12毫米", "content/length-range"),
        ("天头: 81毫米", "content/length-range"),
        ("订口: 9毫米", "content/length-range"),
        ("订口: 200毫米", "content/length-range"),
        ("行距: 三号", "content/length-form"),
        ("行距: 15磅", "content/layout-fit"),
        ("行距: 60磅", "content/length-range"),
        ("正文字号: 特号", "content/length-form"),
        ("正文字号: 一号", "content/length-range"),
        ("每面行数: 45", "content/layout-fit"),
        ("每面行数: 9", "content/out-of-range"),
        ("每面行数: 二十二", "content/not-a-number"),
        ("每行字数: 31", "content/layout-fit"),
        ("每行字数: 18", "content/layout-fit"),
        ("正文字体: 仿宋，宋体", "content/face-name"),
        ("页码位置: 居左", "content/choice"),
        ("三级标题加粗: 加粗", "content/choice"),
        ("标准: GB/T 9705", "content/choice"),
        ("行间距: 28磅", "content/unknown-key"),
    ],
)
def test_what_cannot_be_is_told_at_its_place(tmp_path: Path, line: str, code: str) -> None:
    key = line.split(":")[0]
    column = 3 if code == "content/unknown-key" else 3 + len(key) + 2
    assert refused(tmp_path, line) == [(code, 2, column)]


@pytest.mark.parametrize(
    "line", ["天头: 13毫米", "天头: 80毫米", "行距: 16磅", "每面行数: 39", "每行字数: 30", "每行字数: 19"]
)
def test_what_just_can_be_is_taken(line: str) -> None:
    key, value = line.split(": ")
    assert page(**{key: value}) != NATIONAL


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = refused(tmp_path, "天头: 5毫米", "行距: 10磅", "每行字数: 40")
    assert found == [
        ("content/length-range", 2, 7),
        ("content/length-range", 3, 7),
        ("content/layout-fit", 4, 9),
    ]


def test_a_pitch_and_a_count_that_do_not_agree_are_told_at_the_count(tmp_path: Path) -> None:
    assert refused(tmp_path, "行距: 28磅", "每面行数: 20") == [("content/layout-fit", 3, 9)]


margins = st.integers(min_value=13, max_value=60).map(lambda value: f"{value}毫米")


@given(margins, margins, margins, margins, st.integers(min_value=16, max_value=40))
def test_whatever_may_be_written_gives_a_page_whose_lines_fit(
    top: str, foot: str, left: str, right: str, pitch: int
) -> None:
    try:
        own = page(天头=top, 地脚=foot, 订口=left, 切口=right, 行距=f"{pitch}磅")
    except ValidationError:
        pytest.fail("every margin and pitch of these is possible")
    assert own.width.nominal.mm >= 90
    assert own.lines.nominal >= 10
    assert own.line_pitch * own.lines.nominal <= own.box_height + mm(0.01)
    assert own.character.over(own.body_size.nominal) >= 0.98
