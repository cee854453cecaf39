"""Titles break between words, never inside a name, into a trapezoid or a diamond (7.3.1)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.compose import lexicon
from gongwen.compose.lexicon import word_edges
from gongwen.compose.title import broken, broken_at_blanks, halved
from gongwen.standard.geometry import NATIONAL
from gongwen.standard.sizes import SIZE_16, SIZE_22
from gongwen.standard.widths import width
from tests.support import compose

ROOM = NATIONAL.room(SIZE_22)


@pytest.mark.parametrize(
    ("title", "names", "lines"),
    [
        ("关于做好防汛工作的通知", (), ("关于做好防汛工作的通知",)),
        (
            "云山市自然资源局关于进一步加强汛期地质灾害防治和应急值守工作的通知",
            ("云山市自然资源局",),
            ("云山市自然资源局", "关于进一步加强汛期地质灾害", "防治和应急值守工作的通知"),
        ),
        (
            "关于表彰2023年度全市自然资源系统先进集体和先进个人的决定",
            (),
            ("关于表彰2023年度全市自然资源", "系统先进集体和先进个人的决定"),
        ),
        (
            "云山市自然资源局关于转发《省自然资源厅关于开展违法用地专项整治的通知》的通知",
            ("云山市自然资源局",),
            ("云山市自然资源局关于转发《省自然资源厅", "关于开展违法用地专项整治的通知》的通知"),
        ),
        (
            "云山市自然资源局关于成立森林防火专项行动工作领导小组的通知",
            ("云山市自然资源局",),
            ("云山市自然资源局", "关于成立森林防火专项行动", "工作领导小组的通知"),
        ),
    ],
)
def test_a_long_title_breaks_between_its_words(title: str, names: tuple[str, ...], lines: tuple[str, ...]) -> None:
    assert broken((title,), (), ROOM, names) == lines


def test_the_writers_own_breaks_win() -> None:
    lines = ("云山市自然资源局关于做好", "防汛", "工作的通知")
    assert broken(lines, (4,), ROOM) == lines


@pytest.mark.parametrize(
    ("lines", "made"),
    [
        # As wide as the page, and a character wider.
        (("关于", "做好" * 10), ("关于", "做好" * 10)),
        (("关于", "做好" * 10 + "的"), ("关于", "做好" * 5, "做好" * 5 + "的")),
        (
            ("云山市自然资源局", "关于进一步加强汛期地质灾害防治和应急值守工作的通知"),
            ("云山市自然资源局", "关于进一步加强汛期地质灾害", "防治和应急值守工作的通知"),
        ),
        (
            ("关于进一步加强云山市自然资源局汛期地质灾害防治工作", "的通知"),
            ("关于进一步加强云山市自然资源局", "汛期地质灾害防治工作", "的通知"),
        ),
    ],
)
def test_a_line_of_the_writers_that_is_wider_than_the_page_is_broken_between_words(
    lines: tuple[str, ...], made: tuple[str, ...]
) -> None:
    assert broken(lines, (), ROOM, ("云山市自然资源局",)) == made


def test_where_parts_meet_is_better_than_between_words() -> None:
    assert broken(
        ("云山市局关于印发《云山市局汛期地质灾害防治工作实施方案》的通知",), (4, 13), ROOM, ("云山市局",)
    ) == (
        "云山市局关于印发《云山市局",
        "汛期地质灾害防治工作实施方案》的通知",
    )


def test_a_title_that_cannot_be_broken_stays_on_one_line() -> None:
    assert broken(("A" * 60,), (), ROOM) == ("A" * 60,)


def test_a_title_of_ninety_characters_takes_the_lines_it_needs() -> None:
    title = (
        "云山市自然资源局关于公布云山市自然资源局2026年度第一批行政规范性文件清理结果暨继续有效、修改、废止和"
        "宣布失效行政规范性文件目录以及有关工作要求并做好贯彻落实的紧急通知"
    )
    lines = broken((title,), (), ROOM, ("云山市自然资源局",))
    assert "".join(lines) == title
    assert len(lines) == 5


def test_the_place_in_an_authoritys_name_stays_whole() -> None:
    title = "云山市自然资源局关于贯彻落实《云山市国土空间总体规划（2021—2035年）》切实做好乡镇级规划编制审批工作的通知"
    assert not any(line.endswith("云山") for line in broken((title,), (), ROOM, ("云山市自然资源局",)))


WORDS = st.sampled_from(
    [
        "云山市",
        "自然资源局",
        "关于",
        "进一步",
        "加强",
        "地质灾害",
        "防治",
        "和",
        "应急",
        "的",
        "《实施方案》",
        "2024年度",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=8, max_size=24).map("".join))
def test_no_word_is_lost_or_torn_and_no_line_begins_or_ends_badly(title: str) -> None:
    lines = broken((title,), (), ROOM)
    assert "".join(lines) == title
    edges = set(word_edges(title)) | {index for index in range(len(title)) if title.startswith("关于", index)}
    offset = 0
    for line, following in pairwise(lines):
        offset += len(line)
        assert offset in edges
        assert following[0] not in "，。、；：！？）》”的和"
        assert not line.endswith(("关于", "《", "“"))


def test_an_articles_title_breaks_at_the_blank_nearest_its_middle() -> None:
    title = "砥砺奋进 守护平安 全面推动公安工作高质量发展再上新台阶新高度"
    assert broken_at_blanks(title, NATIONAL.room(SIZE_16)) == (
        "砥砺奋进 守护平安",
        "全面推动公安工作高质量发展再上新台阶新高度",
    )
    assert broken_at_blanks("短题 不断", NATIONAL.room(SIZE_16)) == ("短题 不断",)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("（2024年1月19日云山市第五届人大常委会第四次会议通过）", 1),
        # 27.5 characters wide, and 28.75 with the gaps beside its numbers.
        ("（2024年1月19日云山市第五届人民代表大会第四次会议通过）", 2),
        ("（2024年1月19日云山市第五届人民代表大会第十四次会议通过）", 2),
        ("（根据云山市自然资源局关于修改部分行政规范性文件的决定修正）", 2),
    ],
)
def test_the_line_under_a_title_leaves_no_few_characters_alone(text: str, lines: int) -> None:
    first, rest = halved(text, 28)
    assert first + rest == text
    assert 1 + bool(rest) == lines
    if rest:
        assert abs(width(first) - width(rest)) <= 6
        assert first.endswith(("届", "修改", "市", "日", "局"))


def test_of_a_text_too_long_for_two_lines_the_first_is_filled_with_whole_words() -> None:
    assert halved("自然资源局有关单位" * 8, 28) == ("自然资源局有关单位" * 3, "自然资源局有关单位" * 5)


@pytest.mark.parametrize(("length", "is_broken"), [(18, False), (19, True), (33, True)])
def test_a_long_printing_authority_leaves_the_date_its_room(length: int, is_broken: bool) -> None:
    name = "云山市经济技术开发区重大项目建设和营商环境优化工作专班综合协调办公室"[-length:]
    keys = {"文种": "通知", "标题": "关于防汛的通知", "主送": "各局", "正文": "请办。", "日期": "2026年11月22日"}
    imprint = compose(keys | {"印发机关": name, "印发日期": "2026年11月23日"}).imprint
    assert imprint is not None
    assert imprint.printing_authority + imprint.printing_authority_rest == name
    assert bool(imprint.printing_authority_rest) is is_broken
    assert width(max(imprint.printing_authority, imprint.printing_authority_rest, key=width)) <= 18


def test_the_frequencies_of_the_dictionary_add_up_to_what_is_reckoned_with() -> None:
    assert sum(int(line.split(" ")[1]) for line in lexicon._dictionary().splitlines()) == lexicon.TOTAL


def test_a_dictionary_sorted_by_letters_gives_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = [
        "关于加快推进城市更新和地下管网改造有关工作的通知",
        "云山市自然资源局关于开展矿山安全生产专项整治行动的实施方案",
        "AB，2025年度[总结]",
        "高　松",
        "",
    ]
    edges = []
    for few in (len(titles), 0):
        monkeypatch.setattr(lexicon, "_FEW", few)
        word_edges.cache_clear()
        edges.append([word_edges(title) for title in titles])
    assert edges[0] == edges[1]
    assert len(edges[0][0]) > 5
