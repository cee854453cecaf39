"""姓氏笔画: the order in which lists of experts and deputies are published (K03)."""

from __future__ import annotations

import pytest

from gongwen.standard.roster import BY_NAME, BY_SURNAME, stroke_key, without_strokes
from gongwen.standard.strokes import ORDERED

COUNT = {character: count for count, characters in ORDERED.items() for character in characters}


def in_order(names: str, order: str = BY_SURNAME) -> str:
    return " ".join(sorted(names.split(), key=lambda name: stroke_key(name, order)))


def test_every_character_stands_once_under_its_number_of_strokes() -> None:
    assert sum(map(len, ORDERED.values())) == len(COUNT) > 6900
    known = dict(zip("一丁万王凹刘李周赵高曹鼎魏瞿", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 17, 18), strict=True))
    assert {character: COUNT[character] for character in known} == known


@pytest.mark.parametrize(
    "expected",
    [
        # by the number of strokes
        "丁一 王一 刘一 李一 周一 赵一 高一",
        # then by the shapes 一 丨 丿 丶 乛: 王 1121, 毛 3115, 方 4153; 林 12341234 before 欧 13453534
        "王一 毛一 方一 孔一",
        "林一 欧一 金一 郑一 孟一",
        # of one surname: a given name of one character first, then by its characters
        "王刚 王一明 王小平 王建国",
        "高富 高大富",
        # compound and long surnames by their first character
        "司马光 林晓 欧阳修 欧阳少东 周成",
        "买买提·艾力 李明",
    ],
)
def test_names_in_order(expected: str) -> None:
    assert in_order(" ".join(reversed(expected.split()))) == expected


def test_by_name_a_short_given_name_is_compared_like_any_other() -> None:
    assert in_order("田富 田大利", BY_SURNAME) == "田富 田大利"
    assert in_order("田富 田大利", BY_NAME) == "田大利 田富"


def test_rare_characters_are_named() -> None:
    assert without_strokes("𫖯㛃") == ("𫖯", "㛃")
    assert without_strokes("欧阳晓波") == ()
    assert without_strokes("买买提·艾力") == ()
