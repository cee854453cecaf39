"""Slips of a Chinese keyboard: each is named at its place, with the mended line, and hides none that come after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.diagnostics import ContentError, Severity
from gongwen.load.codes import CODES
from gongwen.load.record import read_tree
from tests.load.reading import FILE, Memo, load, places, refusals, unmarked, write

#: Name: (text with marks, words that must stand in a hint).
SLIPS = {
    "tab before a list item": ("标题: 甲\n附件:\n⟦tab⟧\t- 乙.yaml\n", "  - 乙.yaml"),
    "tab after spaces": ("标题: 甲\n附件:\n ⟦tab⟧\t- 乙.yaml\n", "- 乙.yaml"),
    "tab before a key": ("标题: 甲\n阶段:\n  - 名称: 一\n⟦tab⟧\t时间: 1月\n", "时间: 1月"),
    "tab before text of a block": ("标题: 甲\n正文: |\n  一段\n⟦tab⟧\t二段\n日期: 今\n", "  二段"),
    "tab before the first line of a block": ("标题: 甲\n正文: |\n⟦tab⟧\t一段\n", "  一段"),
    "full-width blank before a list item": ("标题: 甲\n附件:\n⟦full-width-indent⟧　- 乙\n", "  - 乙"),
    "full-width blank before a paragraph": (
        "标题: 甲\n正文: |\n⟦full-width-indent⟧　　一段\n⟦full-width-indent⟧　　二段\n",
        "  一段",
    ),
    "full-width blank before a key at the edge": (
        "标题: 甲\n⟦full-width-indent⟧　正文: 乙\n",
        "请删去行首的空白：正文: 乙",
    ),
    "full-width blank before the first key": (
        "⟦full-width-indent⟧　标题: 甲\n正文: 乙\n",
        "请删去行首的空白：标题: 甲",
    ),
    "no-break space before a key": ("标题: 甲\n要点:\n⟦full-width-indent⟧\u00a0\u00a0一: 乙\n", "  一: 乙"),
    "full-width colon": ("标题⟦full-width-colon⟧：甲\n", "标题: 甲"),
    "full-width colon and blank": ("标题⟦full-width-colon⟧： 甲\n", "标题: 甲"),
    "full-width colon, last in its line": ("标题: 甲\n附件⟦full-width-colon⟧：\n  - 乙\n", "附件:"),
    "full-width colon before a block": ("标题: 甲\n正文⟦full-width-colon⟧：|\n  一段\n", "正文: |"),
    "full-width colon of an unknown key": ("标题: 甲\n⟦unknown-key⟧备注二⟦full-width-colon⟧：乙\n", "备注二: 乙"),
    "full-width colon below a key": (
        "标题: 甲\n要点:\n  一⟦full-width-colon⟧：乙\n  二⟦full-width-colon⟧：丙\n",
        "一: 乙",
    ),
    "full-width colon in a list of mappings": (
        "标题: 甲\n阶段:\n  - 名称⟦full-width-colon⟧：一\n    时间⟦full-width-colon⟧：1月\n",
        "名称: 一",
    ),
    "half-width colon without its blank": ("标题⟦colon-blank⟧:甲\n", "标题: 甲"),
    "half-width colon and full-width blank": ("标题⟦colon-blank⟧:　甲\n", "标题: 甲"),
    "item without its blank": ("标题: 甲\n附件:\n  ⟦dash-blank⟧-乙.yaml\n", "- 乙.yaml"),
    "item with a full-width blank": ("标题: 甲\n附件:\n  ⟦dash-blank⟧-　乙.yaml\n", "- 乙.yaml"),
    "full-width item mark": ("标题: 甲\n附件:\n  ⟦list-mark⟧－ 乙.yaml\n", "- 乙.yaml"),
    "dash as item mark": ("标题: 甲\n附件:\n  ⟦list-mark⟧— 乙.yaml\n", "- 乙.yaml"),
    "short dash as item mark": ("标题: 甲\n附件:\n  ⟦list-mark⟧– 乙.yaml\n", "- 乙.yaml"),
    "bullet as item mark": ("标题: 甲\n附件:\n  ⟦list-mark⟧•乙.yaml\n", "- 乙.yaml"),
    "star as item mark": ("标题: 甲\n附件:\n  ⟦list-mark⟧* 乙.yaml\n", "- 乙.yaml"),
    "full-width bar": ("标题: 甲\n正文: ⟦full-width-bar⟧｜\n  一段\n", "正文: |"),
    "words behind the bar": ("标题: 甲\n正文: ⟦block-header⟧| 一段\n  二段\n", "正文: |"),
    "bar that is text": ("标题: ⟦block-header⟧| 甲\n", "标题: '| 甲'"),
    "folded text": ("标题: 甲\n正文: ⟦folded⟧>\n  一段\n  二段\n", "正文: |"),
    "colon and blank in a text": ("标题: 关于⟦colon-in-text⟧: 实施\n", "标题: '关于: 实施'"),
    "colon at the end of a text": ("标题: 甲\n主送: 各单位⟦colon-in-text⟧:\n", "主送: '各单位:'"),
    "colon in an item": ("标题: 甲\n附件:\n  - ⟦wrong-shape⟧关于 实施 的: 通知\n", "'关于 实施 的: 通知'"),
    "number sign in a text": ("标题: 关于 ⟦hash-cuts-text⟧#1 楼\n", "标题: '关于 #1 楼'"),
    "number sign first": ("标题: ⟦hash-cuts-text⟧#1楼\n", "标题: '#1楼'"),
    "number sign first in an item": ("标题: 甲\n附件:\n  - ⟦hash-cuts-text⟧#1楼\n", "- '#1楼'"),
    "open double quote": ('标题: ⟦open-quote⟧"甲\n日期: 今\n', '标题: "甲"'),
    "open single quote": ("标题: ⟦open-quote⟧'甲\n日期: 今\n", "标题: '甲'"),
    "open quote at the end of the file": ('标题: 甲\n备注: ⟦open-quote⟧"乙', '备注: "乙"'),
    "text behind a quote": ('标题: "甲"⟦text-after-quote⟧的通知\n', "标题: '\"甲\"的通知'"),
    "quote on two lines": ('标题: ⟦multi-line⟧"甲\n  乙"\n日期: 今\n', "标题: |"),
    "text on two lines": ("标题: ⟦multi-line⟧关于\n  实施的\n  通知\n日期: 今\n", "标题: |"),
    "text on two lines below its key": ("标题:\n  ⟦multi-line⟧关于\n  实施\n日期: 今\n", "键: |"),
    "item on two lines": ("标题: 甲\n附件:\n  - ⟦multi-line⟧乙\n    丙\n", "|"),
    "unknown escape": ('标题: "⟦escape⟧\\文件"\n', "单引号"),
    "reference first": ("标题: ⟦placeholder⟧{专班.名称}方案\n", "标题: '{专班.名称}方案'"),
    "reference alone": ("标题: ⟦placeholder⟧{专班.名称}\n", "标题: '{专班.名称}'"),
    "reference in a list": ("标题: 甲\n附件: [⟦placeholder⟧{专班.名称}, 乙]\n", "'{专班.名称}'"),
    "bracket first": ("标题: ⟦bracket⟧[2024]15号\n", "标题: '[2024]15号'"),
    "open bracket": ("标题: ⟦open-bracket⟧[2024\n日期: 今\n", "标题: '[2024'"),
    "open brace": ("标题: ⟦open-bracket⟧{专班\n日期: 今\n", "标题: '{专班'"),
    "open list, with lines inside": ("标题: 甲\n附件: ⟦open-bracket⟧[乙,\n  丙\n日期: 今\n", "]"),
    "list on its key's line": ("标题: 甲\n附件: ⟦list-on-key-line⟧- 乙\n", "下一行"),
    "list below a value": ("标题: 甲\n备注: 乙\n  ⟦list-misplaced⟧- 丙\n  - 丁\n日期: 今\n", "键:"),
    "line without a key": ("标题: 甲\n⟦no-key⟧各单位请认真落实。\n日期: 今\n", "键: 值"),
    "line without a key at the start": ("⟦no-key⟧关于某事的通知\n标题: 甲\n", "键: 值"),
    "colon without a key": ("标题: 甲\n⟦empty-key⟧: 乙\n", "标题: "),
    "full-width colon without a key": ("标题: 甲\n⟦empty-key⟧：乙\n", "标题: "),
    "key too far right": ("标题: 甲\n  ⟦indent⟧日期: 今\n", "日期: 今"),
    "key one blank off in a list": ("标题: 甲\n阶段:\n  - 名称: 一\n     ⟦indent⟧时间: 1月\n", "    时间: 1月"),
    "item one blank off": ("标题: 甲\n附件:\n  - 乙\n ⟦indent⟧- 丙\n", "  - 丙"),
    "block not indented": ("标题: 甲\n正文: |\n⟦block-indent⟧一段\n二段\n日期: 今\n", "  一段"),
    "block line not indented enough": ("标题: 甲\n正文: |\n    一段\n  ⟦block-indent⟧二段\n日期: 今\n", "    二段"),
    "block of a list item not indented enough": (
        "标题: 甲\n阶段:\n  - 名称: 一\n    内容: |\n    ⟦block-indent⟧一段\n",
        "      一段",
    ),
    "alias": ("标题: ⟦alias⟧*all\n", "'*all'"),
    "star before Chinese": ("标题: ⟦reserved-start⟧*甲\n", "标题: '*甲'"),
    "anchor": ("标题: ⟦alias⟧&all 甲\n", "标题: 甲"),
    "anchor before a block": ("标题: 甲\n正文: ⟦alias⟧&b |\n  一段\n", "正文: |"),
    "anchor before a list": ("标题: 甲\n附件: ⟦alias⟧&b\n  - 乙\n", "&"),
    "ampersand before Chinese": ("标题: ⟦reserved-start⟧&甲\n", "标题: '&甲'"),
    "tag": ("标题: ⟦tag⟧!!binary 甲\n", "标题: 甲"),
    "own tag": ("标题: ⟦tag⟧!x 甲\n", "标题: 甲"),
    "bare tag": ("标题: ⟦tag⟧! 甲\n", "标题: 甲"),
    "exclamation mark": ("标题: ⟦reserved-start⟧!甲\n", "标题: '!甲'"),
    "at sign": ("标题: ⟦reserved-start⟧@甲\n", "标题: '@甲'"),
    "back quote": ("标题: ⟦reserved-start⟧`甲\n", "标题: '`甲'"),
    "per cent": ("标题: ⟦reserved-start⟧%甲\n", "标题: '%甲'"),
    "comma": ("标题: ⟦reserved-start⟧,甲\n", "标题: ',甲'"),
    "closing bracket": ("标题: ⟦reserved-start⟧]甲\n", "标题: ']甲'"),
    "lone dash": ("标题: 甲\n备注: ⟦reserved-start⟧-\n", "备注: '-'"),
    "greater than": ("标题: ⟦reserved-start⟧> 5 万元\n", "标题: '> 5 万元'"),
}


@pytest.mark.parametrize(("marked", "hinted"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_at_its_place_with_the_mended_line(tmp_path: Path, marked: str, hinted: str) -> None:
    text, expected = unmarked(marked)
    found = refusals(tmp_path, text)
    assert places(found) == sorted(expected)
    assert any(hinted in (item.hint or "") for item in found), [item.hint for item in found]
    assert {item.code for item in found} <= CODES.keys()


@pytest.mark.parametrize("marked", [marked for marked, _ in SLIPS.values()], ids=SLIPS)
def test_a_slip_hides_nothing_that_comes_after_it(tmp_path: Path, marked: str) -> None:
    text, expected = unmarked(marked.rstrip("\n") + "\n文号: ⟦placeholder⟧{甲}乙\n⟦unknown-key⟧收文: 丙\n")
    assert places(refusals(tmp_path, text)) == sorted(expected)


#: What is in order and must stay so, word for word: (text, key, value).
IN_ORDER = {
    "full-width colon in a value": ("标题: 关于：实施\n", "title", "关于：实施"),
    "colon without a blank in a value": ("标题: 比分9:30\n", "title", "比分9:30"),
    "address": ("标题: 见http://example.cn/a#b\n", "title", "见http://example.cn/a#b"),
    "number sign without a blank": ("标题: 甲#1楼\n", "title", "甲#1楼"),
    "comment": ("标题: 甲 # 说明\n", "title", "甲"),
    "comment of several signs": ("标题: 甲 ## 说明\n", "title", "甲"),
    "comment line with a tab": ("\t# 说明\n标题: 甲\n", "title", "甲"),
    "dash in a value": ("标题: 甲 - 乙\n", "title", "甲 - 乙"),
    "quotes in a value": ("标题: 关于“甲”和\"乙\"的'丙'\n", "title", "关于“甲”和\"乙\"的'丙'"),
    "reference later in a value": ("标题: 关于{专班.名称}的通知\n", "title", "关于{专班.名称}的通知"),
    "full-width reference": ("标题: ｛专班.名称｝方案\n", "title", "｛专班.名称｝方案"),
    "bar in a value": ("标题: 甲 | 乙\n", "title", "甲 | 乙"),
    "full-width bar with text": ("标题: ｜甲\n", "title", "｜甲"),
    "dashes first": ("标题: ——甲\n", "title", "——甲"),
    "negative number": ("标题: -5\n", "title", "-5"),
    "blank before the colon": ("标题 : 甲\n", "title", "甲"),
    "quoted key": ('"标题": 甲\n', "title", "甲"),
    "value below its key": ("标题:\n  甲\n", "title", "甲"),
    "tab behind the colon": ("标题:\t甲\n", "title", "甲"),
    "document mark first": ("---\n标题: 甲\n", "title", "甲"),
    "document mark last": ("标题: 甲\n...\n", "title", "甲"),
    "slips inside a block": (
        "标题: 甲\n正文: |\n  标题：乙\n  －丙 #1 {丁} *戊\n  己: 庚\n  　　\"辛\n  - 壬\n",
        "body",
        "标题：乙\n－丙 #1 {丁} *戊\n己: 庚\n　　\"辛\n- 壬\n",
    ),
    "blank lines with odd blanks": (
        "标题: 甲\n　\n\t\n正文: |\n      \n  一\n\t\n　\n  二\n",
        "body",
        "\n一\n\n\n二\n",
    ),
    "key with nothing": ("标题: 甲\n备注:\n日期: 今\n", "remark", None),
    "quoted nothing": ("标题: 甲\n备注: ''\n", "remark", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "field", "value"), IN_ORDER.values(), ids=IN_ORDER)
def test_what_is_in_order_is_left_as_it_is(tmp_path: Path, text: str, field: str, value: str | None) -> None:
    assert getattr(load(tmp_path, text), field) == value


LISTS = {
    "indented": "标题: 甲\n附件:\n  - 乙\n  - 丙\n",
    "not indented": "标题: 甲\n附件:\n- 乙\n- 丙\n日期: 今\n",
    "flow": "标题: 甲\n附件: [乙, 丙]\n",
    "flow on two lines": "标题: 甲\n附件: [乙,\n  丙]\n日期: 今\n",
    "flow with its bracket at the left": "标题: 甲\n附件: [\n  乙,\n  丙\n]\n日期: 今\n",
    "comments between": "标题: 甲\n附件:\n  # 第一\n  - 乙 # 其一\n# 第二\n  - 丙\n",
    "tab behind the dash": "标题: 甲\n附件:\n  -\t乙\n  - 丙\n",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_lists_may_be_written_in_several_ways(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text).files == ("乙", "丙")


def test_an_item_with_a_full_width_colon_is_text_unless_it_goes_on_as_a_mapping(tmp_path: Path) -> None:
    memo = load(tmp_path, "标题: 甲\n附件:\n  - 日期：5月\n  - 备注:见后\n")
    assert memo.files == ("日期：5月", "备注:见后")


def test_full_width_commas_in_a_flow_list_are_pointed_out(tmp_path: Path) -> None:
    tree = read_tree(write(tmp_path, "标题: 甲\n附件: [乙，丙]\n"), shown_as=FILE)
    (warning,) = tree.diagnostics
    assert (warning.severity, warning.code) == (Severity.WARNING, "content/full-width-comma")
    assert (warning.place.line, warning.place.column) == (2, 7)
    assert warning.hint is not None
    assert "[乙, 丙]" in warning.hint


def test_all_slips_of_a_file_come_out_in_one_run_with_the_columns_of_the_writer(tmp_path: Path) -> None:
    text, expected = unmarked(
        "标题⟦full-width-colon⟧：关于⟦colon-in-text⟧: 实施 ⟦hash-cuts-text⟧#1 的通知\n"
        "⟦unknown-key⟧成文日期⟦colon-blank⟧:今\n"
        "阶段⟦full-width-colon⟧：\n"
        "⟦full-width-indent⟧　⟦list-mark⟧－名称⟦full-width-colon⟧：一\n"
        "⟦full-width-indent⟧　　⟦unknown-key⟧期限⟦full-width-colon⟧：⟦reserved-start⟧@甲\n"
        "正文⟦full-width-colon⟧：⟦full-width-bar⟧｜\n"
        "  这里有⟦bad-word⟧坏字\n"
        "用印: ⟦choice⟧有\n"
    )
    assert places(refusals(tmp_path, text, Memo)) == sorted(expected)


def test_a_hint_never_shows_a_long_value(tmp_path: Path) -> None:
    value = "一二三四五六七八九十" * 5
    for text in (f"标题：{value}\n", f"标题: @{value}\n", f"标题: '{value}\n", f"标题: 甲\n\t{value}: {value}\n"):
        with pytest.raises(ContentError) as caught:
            load(tmp_path, text)
        assert value[:21] not in str(caught.value)
