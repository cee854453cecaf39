"""What a model refuses comes back in Chinese, at the writer's own place, all at once and without anybody's data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter

from gongwen.load.codes import CODES
from gongwen.model.text import Text
from tests.load.reading import Person, Strict, load, places, refusals, unmarked

#: Name: (text with marks, words that must stand in message or hint, key).
OBJECTIONS = {
    "missing key": ("⟦missing-key⟧备注: 甲\n", "标题: ……", "标题"),
    "missing key inside": ("标题: 甲\n阶段:\n  - ⟦missing-key⟧时间: 1月\n", "名称: ……", "阶段[1].名称"),
    "key without content": ("⟦empty-value⟧标题:\n备注: 甲\n", "没有内容", "标题"),
    "key without content inside": ("标题: 甲\n阶段:\n  - ⟦empty-value⟧名称:\n", "没有内容", "阶段[1].名称"),
    "misspelt key": ("标题: 甲\n⟦unknown-key⟧备主: 乙\n", "“备注”", "备主"),
    "key with a blank inside": ("标题: 甲\n⟦unknown-key⟧备 注: 乙\n", "“备注”", "备 注"),
    "synonym": ("标题: 甲\n⟦unknown-key⟧主送机关: 乙\n", "主送: 乙", "主送机关"),
    "synonym of a missing key is one finding": ("⟦unknown-key⟧题目: 甲\n", "标题: 甲", "题目"),
    "synonym with a value that needs quotes": (
        "标题: 甲\n⟦unknown-key⟧主送机关: '乙: 丙'\n",
        "主送: ……",
        "主送机关",
    ),
    "another synonym": ("标题: 甲\n⟦unknown-key⟧成文日期: 今\n", "日期: 今", "成文日期"),
    "number of the document": ("标题: 甲\n⟦unknown-key⟧发文字号: 乙\n", "文号: 乙", "发文字号"),
    "key like no other": ("标题: 甲\n⟦unknown-key⟧xyz: 乙\n", "可用的键有：标题、", "xyz"),
    "key of another level": ("标题: 甲\n阶段:\n  - 名称: 一\n    ⟦unknown-key⟧用印: 否\n", "最外层", "阶段[1].用印"),
    "misspelt key inside": ("标题: 甲\n阶段:\n  - 名称: 一\n    ⟦unknown-key⟧时闲: 1月\n", "“时间”", "阶段[1].时闲"),
    "list for a text": ("标题: ⟦wrong-shape⟧[甲]\n", "文字", "标题"),
    "list below a text's key": ("⟦wrong-shape⟧标题:\n  - 甲\n", "文字", "标题"),
    "mapping for a text": ("标题: ⟦wrong-shape⟧{甲: 乙}\n", "文字", "标题"),
    "mapping below a text's key": ("⟦wrong-shape⟧标题:\n  甲: 乙\n", "文字", "标题"),
    "text for a list": ("标题: 甲\n附件: ⟦wrong-shape⟧乙\n", "- ", "附件"),
    "mapping for a list": ("标题: 甲\n⟦wrong-shape⟧附件:\n  甲: 乙\n", "- ", "附件"),
    "text for a mapping": ("标题: 甲\n要点: ⟦wrong-shape⟧乙\n", "键: 值", "要点"),
    "list for a mapping": ("标题: 甲\n要点: ⟦wrong-shape⟧[乙]\n", "键: 值", "要点"),
    "text for an item that is a mapping": ("标题: 甲\n阶段:\n  - ⟦wrong-shape⟧乙\n", "键: 值", "阶段[1]"),
    "list inside a list of texts": ("标题: 甲\n附件:\n  - ⟦wrong-shape⟧[乙]\n", "文字", "附件[1]"),
    "list as the value of a mapping": ("标题: 甲\n要点:\n  一: ⟦wrong-shape⟧[乙]\n", "文字", "要点.一"),
    "choice": ("标题: 甲\n用印: ⟦choice⟧是的\n", "“是”", "用印"),
    "choice like no other": ("标题: 甲\n用印: ⟦choice⟧xyz\n", "是、否", "用印"),
    "no number": ("标题: 甲\n份数: ⟦not-a-number⟧两份\n", "阿拉伯数字", "份数"),
    "number too small": ("标题: 甲\n份数: ⟦out-of-range⟧0\n", "不小于 1", "份数"),
    "number too large": ("标题: 甲\n份数: ⟦out-of-range⟧101\n", "不大于 100", "份数"),
    "model's own objection": ("标题: 甲\n正文: 这里⟦bad-word⟧坏了\n", "请换一个字。", "正文"),
    "model's own objection in a block": ("标题: 甲\n正文: |\n  好\n  这里⟦bad-word⟧坏了\n", "请换一个字。", "正文"),
    "model's own objection in quotes": ("标题: 甲\n正文: '这里⟦bad-word⟧坏了'\n", "请换一个字。", "正文"),
    "objection of the whole, at its origin": ("备注: 乙\n标题: ⟦no-title⟧无\n", "标题不能写", ""),
    "union: the text branch": ("标题: 甲\n人员: ⟦invalid⟧张三\n", "姓名和职务之间要有空格。", "人员"),
    "union: the list branch": ("标题: 甲\n人员:\n  - ⟦missing-key⟧职务: 局长\n", "姓名", "人员[1].姓名"),
    "union: unknown key of the list branch": (
        "标题: 甲\n人员:\n  - 姓名: 张三\n    ⟦unknown-key⟧职称: 局长\n",
        "“职务”",
        "人员[1].职称",
    ),
    "union: no branch": ("标题: 甲\n⟦wrong-shape⟧人员:\n  姓名: 张三\n", "文字或列表", "人员"),
}


@pytest.mark.parametrize(("marked", "words", "key"), OBJECTIONS.values(), ids=OBJECTIONS)
def test_an_objection_names_its_place_its_key_and_the_way_out(
    tmp_path: Path, marked: str, words: str, key: str
) -> None:
    text, expected = unmarked(marked)
    found = refusals(tmp_path, text)
    assert places(found) == expected
    (item,) = found
    assert words in f"{item.message}{item.hint}"
    assert item.place.key == key
    assert not re.search(r"[A-Za-z]{4,}", item.message), "no English, no names of classes"


def test_all_objections_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    marked = (
        "⟦unknown-key⟧题目: 甲\n正文: ⟦bad-word⟧坏\n附件: ⟦wrong-shape⟧乙\n阶段:\n  - 名称: 一\n"
        "    ⟦unknown-key⟧日: 1\n  - ⟦wrong-shape⟧二\n用印: ⟦choice⟧有\n份数: ⟦not-a-number⟧多\n"
    )
    text, expected = unmarked(marked)
    found = refusals(tmp_path, text)
    assert [(item.code, item.place.line, item.place.column) for item in found] == expected


def test_a_union_may_be_written_either_way(tmp_path: Path) -> None:
    assert load(tmp_path, "标题: 甲\n人员: 张三 局长\n").people == "张三 局长"
    (person,) = load(tmp_path, "标题: 甲\n人员:\n  - 姓名: 张三\n").people
    assert isinstance(person, Person)


def _names(value: object) -> object:
    return tuple(Text(value).parts("、")) if isinstance(value, str) else value


def _known(text: Text) -> Text:
    if text == "李四":
        raise ValueError("没有这个人。")
    return text


class Group(Strict):
    """A model that takes its mapping apart before looking at it, as rosters do."""

    ranks: dict[str, Annotated[tuple[Annotated[Text, AfterValidator(_known)], ...], BeforeValidator(_names)]] = Field(
        alias="职级"
    )

    @classmethod
    def gathered(cls, value: object) -> object:
        return {"职级": value} if isinstance(value, dict) else value


def test_pieces_of_a_text_and_groups_that_only_the_model_knows_keep_their_places(tmp_path: Path) -> None:
    adapter = TypeAdapter(Annotated[Group, BeforeValidator(Group.gathered)])
    assert places(refusals(tmp_path, "组长: 张三\n成员: 王五、李四、赵六\n", adapter)) == [("content/invalid", 2, 8)]


class Numbered(Strict):
    value: Annotated[Text, AfterValidator(lambda text: int(text))] = Field(alias="数")


def test_english_words_of_python_are_not_shown(tmp_path: Path) -> None:
    (found,) = refusals(tmp_path, "数: 13812345678x\n", Numbered)
    assert found.code == "content/invalid"
    assert "invalid literal" not in str(found)
    assert "138" not in str(found)


def test_a_long_value_is_never_shown_whole(tmp_path: Path) -> None:
    value = "云山市自然资源局办公室主任张三电话零三三二一八〇〇〇一"
    text = f"标题: 甲\n用印: {value}\n份数: {value}\n{value}: 乙\n附件: {value}\n阶段:\n  - {value}\n"
    found = refusals(tmp_path, text)
    assert len(found) == 5
    assert not any(value[:21] in str(item) for item in found)


def test_at_most_a_hundred_findings_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    found = refusals(tmp_path, "标题: 甲\n" + "".join(f"键{number}: 乙\n" for number in range(250)))
    assert len(found) == 100


def test_every_code_has_a_meaning_in_the_table() -> None:
    source = "".join(path.read_text("utf-8") for path in Path("src/gongwen/load").glob("*.py"))
    used = set(re.findall(r'"(content/[a-z-]+)"', source))
    assert len(used) > 50
    assert used == CODES.keys()
    assert all(meaning and not meaning.endswith("。") for meaning in CODES.values())
