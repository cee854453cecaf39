"""Seeds 002 and 004 with ledgers made to their figures: the words stay, change a row and the text follows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from gongwen.operations.making.build import build_documents
from gongwen.operations.making.explain import explain_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.workspace import open_workspace
from gongwen.proof.figures import CODES as FIGURE_CODES

ROOT = Path(__file__).parents[2]
HEAD = ("编号", "类别", "会议", "标题", "提出人", "办理方式", "结果", "满意度", "答复日期", "二次办理", "主题")
Row = dict[str, Any]

#: The items that seed 002 speaks of.
NAMED_2023 = {
    "183050": ("关于合理设置公交站点的建议", "杨国哲"),
    "183175": ("关于加强黄河流域生态保护与修复的建议", "曹孟"),
    "183075": ("关于进一步保障粮食安全的建议", "陈少军"),
}


def ledger_of_2023() -> list[Row]:
    """13 = 3 + 2 + 8, all answered, all satisfied."""
    rows: list[Row] = []
    ways = ["主办"] * 3 + ["分办"] * 2 + ["协办"] * 8
    for at, way in enumerate(ways):
        number, (title, by) = (
            list(NAMED_2023.items())[at] if at < 3 else (f"1832{at:02}", (f"关于第{at}项工作的建议", "李敏"))
        )
        rows.append(
            {"编号": number, "类别": "代表建议", "会议": "十八届二次", "标题": title, "提出人": by, "办理方式": way,
             "满意度": "满意" if way != "协办" else None, "答复日期": "2023-08-01"}
        )  # fmt: skip
    return rows


def ledger_of_2020() -> list[Row]:
    """30 = 11 + 17 + 2 handled again, of the session before."""
    rows: list[Row] = []
    for at in range(30):
        again = at >= 28
        way = "主办" if at < 11 or again else "协办"
        rows.append(
            {"编号": f"{at + 100:03}", "类别": "代表建议", "会议": "五届四次" if again else "五届五次",
             "标题": f"关于第{at}项工作的建议", "提出人": "陈军", "办理方式": way,
             "结果": ("A" if again else "B") if way == "主办" else None, "满意度": "满意" if way == "主办" else None,
             "答复日期": "2020-08-01", "二次办理": "是" if again else None}
        )  # fmt: skip
    rows[0] |= {"编号": "082", "标题": "关于协调港口用地指标落实项目用地保障的建议"}
    rows[1] |= {
        "编号": "068",
        "标题": "建议市里协调江西省自然资源厅支持会昌洞头风电场项目办理生态红线调整工作",
    }
    return rows


def save(path: Path, rows: Iterable[Row]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("建议办理台账",))
    sheet.append(HEAD)
    for row in rows:
        sheet.append([row.get(key) for key in HEAD])
    book.save(path)


REFERRED = {
    "建议办理2023/报告": {
        "人大建议13件(主办3件、分办2件、协办8件)": "人大建议{总数}件(主办{主办}件、分办{分办}件、协办{会办}件)",
        "办结率、满意率100%": "办结率、满意率{满意率}",
        "杨国哲代表提出的": "{件.183050.提出人}提出的",
        "《关于合理设置公交站点的建议》": "《{件.183050.标题}》",
        "曹孟代表提出的183175号": "{件.183175.提出人}提出的183175号",
    },
    "建议办理2020/总结": {
        "30件，其中主办11件，协办17件，": "{总数}件，其中主办{首次办理.主办}件，协办{首次办理.协办}件，",
        "二次办理建议2件": "二次办理建议{二次办理}件",
        "办结率100%、代表满意率100%": "办结率{办结率}、代表满意率{主办.满意率}",
        "我局主办的 11 件": "我局主办的 {五届五次.主办} 件",
        "第 082 号《关于协调港口用地指标落实项目用地保障的建议》": "第 {件.082.编号} 号《{件.082.标题}》",
    },
}
LEDGERS = {"建议办理2023/报告": ledger_of_2023, "建议办理2020/总结": ledger_of_2020}


class Office:
    """The repository's own documents in a workspace where they may be changed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "content", root / "content")
        shutil.copy(ROOT / "gongwen.yaml", root)

    def path(self, name: str) -> Path:
        return self.root / "content" / f"{name}.yaml"

    def change(self, name: str, words: dict[str, str]) -> None:
        text = self.path(name).read_text("utf-8")
        for old, new in words.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        self.path(name).write_text(text, "utf-8")

    def give(self, name: str, rows: Iterable[Row]) -> None:
        """A ledger, and the key that names it."""
        save(self.path(name).with_name("台账.xlsx"), rows)
        if "台账:" not in self.path(name).read_text("utf-8"):
            self.change(name, {"\n正文: |": "\n台账: 台账.xlsx\n正文: |"})

    def build(self, name: str) -> tuple[list[str], list[str]]:
        """The printed words and what is told of figures."""
        (outcome,) = build_documents(open_workspace(self.root), [self.path(name)])
        return words_of(outcome), [
            f"{item.place.line}:{item.place.column} {item.message} {item.hint}"
            for item in outcome.diagnostics
            if item.code in FIGURE_CODES or item.code == "content/ledger-identity"
        ]


def words_of(outcome: Outcome) -> list[str]:
    assert outcome.output is not None, [str(item) for item in outcome.diagnostics]
    return [paragraph.text for paragraph in docx.Document(str(outcome.output)).paragraphs]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.mark.parametrize("name", REFERRED)
def test_the_figures_of_a_seed_come_from_its_ledger_word_for_word(name: str, office: Office) -> None:
    as_written, _ = office.build(name)
    office.give(name, LEDGERS[name]())
    office.change(name, REFERRED[name])
    from_ledger, told = office.build(name)
    assert from_ledger == as_written
    assert told == []


@pytest.mark.parametrize("name", REFERRED)
def test_a_seed_as_written_raises_no_false_alarm(name: str, office: Office) -> None:
    office.give(name, LEDGERS[name]())
    assert office.build(name)[1] == []


def test_change_one_row_and_the_text_follows(office: Office) -> None:
    name = "建议办理2023/报告"
    office.change(name, REFERRED[name])
    rows = ledger_of_2023()
    rows[7] |= {"办理方式": "主办", "满意度": "基本满意"}
    office.give(name, rows)
    (sentence,) = [line for line in office.build(name)[0] if "人大建议13件" in line]
    assert "主办4件、分办2件、协办7件" in sentence
    assert "满意率83.33%" in sentence


def test_a_wrong_typed_number_is_told_with_its_place_and_its_rows(office: Office) -> None:
    name = "建议办理2023/报告"
    rows = ledger_of_2023()
    rows.append(rows[0] | {"编号": "183999", "答复日期": None, "满意度": None, "标题": "关于新增事项的建议"})
    office.give(name, rows)
    told = office.build(name)[1]
    text = office.path(name).read_text("utf-8").split("\n")
    line = next(at for at, words in enumerate(text, 1) if "13件" in words)

    def at(words: str) -> str:
        return f"{line}:{text[line - 1].index(words) + 1}"

    assert [item.split("。")[0] for item in told] == [
        f"{at('13件')} 文中写 13 件，台账为 14 件（建议）",
        f"{at('3件、分办')} 文中写 3 件，台账为 4 件（主办）",
        f"{at('均答复完毕')} 文中写“均答复”，台账里还有 1 件没有答复",
        f"{at('100%')} 文中写办结率 100%，台账为 92.86%（已答复（含已出会办意见）的件数，基数为全部件数）",
    ]
    assert "183999（表“Sheet”A16）" in told[2]


def test_who_proposed_what_is_compared_with_the_ledger(office: Office) -> None:
    name = "建议办理2023/报告"
    rows = ledger_of_2023()
    rows[0] |= {"提出人": "杨国喆"}
    rows[1] |= {"类别": "政协提案"}
    rows[2] |= {"标题": "关于进一步保障粮食生产的建议"}
    office.give(name, rows)
    told = [item.split(" ", 1)[1].split("。")[0] for item in office.build(name)[1] if "号" in item.split("。")[0]]
    assert told == [
        "183050号的提出人文中写“杨国哲”，台账为“杨国喆”",
        "183175号是提案，提出人应称“委员”，文中写“代表”",
        "183075号的标题文中写“关于进一步保障粮食安全的建议”，台账为“关于进一步保障粮食生产的建议”",
    ]


def test_every_computed_word_is_explained_beside_the_document(office: Office) -> None:
    name = "建议办理2023/报告"
    rows = ledger_of_2023()
    rows[3] |= {"满意度": "不满意", "标题": "关于<b>公交</b>的建议"}
    office.give(name, rows)
    office.change(name, REFERRED[name])
    workspace = open_workspace(office.root)
    (path,) = explain_documents(workspace, list(build_documents(workspace, [office.path(name)])))
    assert path == office.root / "output" / f"{name}.解释.html"
    text = path.read_text("utf-8")
    assert text.count("<section") == 8
    assert "<mark>80%</mark>" in text
    assert "满意的件数，基数为收回的征询意见表份数，不含基本满意" in text
    left_out = text.split("不在其内的 1 件")[1].split("</details>")[0]
    assert "关于&lt;b&gt;公交&lt;/b&gt;的建议" in left_out
    assert "表“Sheet”A6" in left_out
    assert not re.search(r"<script|https?:|src=", text)
