"""A workspace with ledgers and a summary of them, and what came out of it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import docx
from msgspec import Struct

from gongwen.operations.making.build import build_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.workspace import open_workspace

COLUMNS = ("编号", "类别", "层级", "标题", "提出人", "办理方式", "科室", "答复日期", "结果", "满意度")


def rows(count: int, start: int = 0) -> list[dict[str, str]]:
    """So many items of every kind, all answered."""
    made = []
    for at in range(start, start + count):
        way = ("主办", "会办", "主办", "分办", "主办")[at % 5]
        is_main = way != "会办"
        made.append(
            {
                "编号": f"{at + 1:03}",
                "类别": ("代表建议", "政协提案", "代表建议")[at % 3],
                "层级": ("市级", "省级")[at % 2],
                "标题": f"关于第{at + 1}项工作的{('建议', '提案', '建议')[at % 3]}",
                "提出人": ("李敏", "陈军、王芳")[at % 2],
                "办理方式": way,
                "科室": ("规划科", "办公室", "规划科", "执法科")[at % 4],
                "答复日期": "2024-06-03",
                "结果": "ABBA"[at % 4] if is_main else "",
                "满意度": ("满意", "满意", "基本满意")[at % 3] if is_main else "",
            }
        )
    return made


def write_ledger(path: Path, items: Iterable[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(items)


class Office(Struct, frozen=True, dict=True):
    """Its content folder is where documents and ledgers are written."""

    root: Path

    @classmethod
    def at(cls, folder: Path) -> Office:
        (folder / "content").mkdir()
        (folder / "gongwen.yaml").write_text("发文机关: 云山市自然资源局\n", "utf-8")
        return cls(folder)

    def ledger(self, name: str, items: Iterable[Mapping[str, str]]) -> None:
        write_ledger(self.root / "content" / name, items)

    def write(self, name: str, text: str) -> Path:
        path = self.root / "content" / name
        path.write_text(text, "utf-8")
        return path

    def build(self, text: str) -> Outcome:
        (outcome,) = build_documents(open_workspace(self.root), [self.write("总结.yaml", text)])
        return outcome


def tables(outcome: Outcome) -> list[list[list[str]]]:
    """The tables of the output, row by row."""
    assert outcome.output is not None, [str(item) for item in outcome.diagnostics]
    found = docx.Document(str(outcome.output)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def told(outcome: Outcome) -> list[str]:
    """Line and code of every finding."""
    return [f"{item.place.line} {item.code}" for item in outcome.diagnostics]
