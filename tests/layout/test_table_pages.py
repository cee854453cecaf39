"""Tables over many pages, rendered: every page names its phase, no row is lost or doubled, the header is repeated.

The pages are read by columns alone, not by the rules that gongwen reads them by.
"""

from __future__ import annotations

import random
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from gongwen.decisions import TableBreaks
from gongwen.measure import Measurement, Page, measure_pdf
from gongwen.operations.making.settle import Draft, make_draft, settle
from gongwen.printview import Cell, Table, TableBlock
from gongwen.render import find_template
from tests.support import compose

pytestmark = pytest.mark.office

_SENTENCE = "各级各部门要认真贯彻执行本通知精神加强组织领导明确工作责任细化任务措施确保各项工作落到实处"
_SEEDS = range(18)
_TALL = range(100, 103)


def _keys(seed: int) -> dict[str, Any]:
    """A notice with a schedule in its first attachment; the seed chooses how long, how tall, how merged, how turned."""
    chosen = random.Random(seed)
    longest = 700 if seed in _TALL else chosen.choice([8, 30, 60, 160])
    count = chosen.choice([24, 40, 60]) if longest > 8 else 140
    lines: list[str] = []
    while len(lines) < count:
        phase = f"第{len(lines) + 1}{'准备动员部署和任务分解落实'[: chosen.randint(0, 13)]}阶段"
        end = min(len(lines) + chosen.randint(1, 30), count)
        while len(lines) < end:
            time = f"{chosen.randint(1, 12)}月{chosen.randint(1, 28)}日前"
            for _ in range(min(chosen.randint(1, 6), end - len(lines))):
                lines.append(f"{phase} | {time} | {(_SENTENCE * 16)[: chosen.randint(4, longest)]} | 办公室")
    columns = "序号、阶段、完成时限、工作任务、责任单位"
    table = {
        "列": f"{columns}、备注、电话" if seed % 3 == 0 else columns,
        "行": "\n".join(lines),
        "合并": "阶段、完成时限" if seed % 2 else "阶段",
        "纸张": "横向" if seed % 3 == 0 else "纵向",
    }
    return {
        "文种": "通知",
        "标题": "关于做好防汛工作的通知",
        "文号": "云自然资字〔2026〕15号",
        "主送": "各区县局",
        "日期": "2026年11月22日",
        "正文": "现将有关事项通知如下。",
        "附件": [{"名称": "防汛工作配档表", "表格": table}, {"名称": "说明", "内容": "共三处。"}],
    }


class Made(Struct, frozen=True, dict=True):
    draft: Draft
    pages: tuple[Page, ...]
    table: Table

    @property
    def names(self) -> list[list[str]]:
        """What each row shows in each column, were nothing merged."""
        shown: list[list[str]] = []
        for row in self.table.rows:
            above = shown[-1] if shown else []
            shown.append([above[at] if cell.covered else _bare(cell) for at, cell in enumerate(row)])
        return shown


def _bare(cell: Cell) -> str:
    return cell.text.removesuffix("（续）").replace("\n", "")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Made]:
    template = find_template("文件")
    seeds = (*_SEEDS, *_TALL)
    drafts = settle([make_draft(str(seed), template, compose(_keys(seed))) for seed in seeds])
    folder = tmp_path_factory.mktemp("tables")
    return {seed: _measured(draft, folder / f"{seed}.pdf") for seed, draft in zip(seeds, drafts, strict=True)}


def _measured(draft: Draft, path: Path) -> Made:
    assert draft.pdf is not None, draft.remarks
    path.write_bytes(draft.pdf)
    measurement: Measurement = measure_pdf(path)
    block = draft.plain.parts[1].blocks[0]
    assert isinstance(block, TableBlock)
    return Made(draft, tuple(page for page in measurement.pages if _header(page, block.table)), block.table)


def _header(page: Page, table: Table) -> bool:
    titles = "".join(column.title for column in table.columns)
    return any(line.text.replace(" ", "") == titles for line in page.lines)


def _columns(page: Page, table: Table) -> list[list[str]]:
    """Column → the texts of its lines below the header, from top to bottom."""
    titles = "".join(column.title for column in table.columns)
    header = next(line for line in page.lines if line.text.replace(" ", "") == titles)
    left, right = (35, 260) if page.width > page.height else (28, 184)
    edges = [left + share * (right - left) for share in accumulate((one.share for one in table.columns), initial=0.0)]
    bottom = max(rule.end.mm for rule in page.rules if not rule.is_horizontal)
    columns: list[list[str]] = [[] for _ in table.columns]
    for line in page.lines:
        if line.angle or not header.baseline < line.baseline or line.baseline.mm > bottom:
            continue
        for column, (start, end) in enumerate(pairwise(edges)):
            text = "".join(glyph.text for glyph in line.glyphs if start <= glyph.x.mm < end).replace(" ", "").strip()
            if text:
                columns[column].append(text)
    return columns


@pytest.mark.parametrize("seed", [*_SEEDS, *_TALL])
def test_no_row_is_lost_or_doubled(made: dict[int, Made], seed: int) -> None:
    one = made[seed]
    read = [_columns(page, one.table) for page in one.pages]
    assert [serial for columns in read for serial in columns[0]] == [str(n + 1) for n in range(len(one.table.rows))]
    wanted = "".join(row[3] for row in one.names)
    got = "".join(text for columns in read for text in columns[3])
    assert len(wanted) - len(got) <= len(wanted) * 0.001


@pytest.mark.parametrize("seed", _SEEDS)
def test_every_page_names_its_phases_and_times(made: dict[int, Made], seed: int) -> None:
    one = made[seed]
    names = one.names
    for page in one.pages:
        columns = _columns(page, one.table)
        serials = [int(serial) for serial in columns[0]]
        first, last = serials[0] - 1, serials[-1]
        for column, is_merged in ((1, True), (2, bool(seed % 2))):
            cells = [names[row][column] for row in range(first, last)]
            if is_merged:
                starts = [row for row in range(first, last) if row == first or not one.table.rows[row][column].covered]
                cells = [names[row][column] for row in starts]
            if column == 1 and one.table.rows[first][1].covered:
                cells[0] += "（续）"
            assert "".join(columns[column]) == "".join(cells), (page.number, column)


@pytest.mark.parametrize("seed", _SEEDS)
def test_they_come_to_rest_and_say_what_was_repeated(made: dict[int, Made], seed: int) -> None:
    draft = made[seed].draft
    breaks = draft.decisions.of(TableBreaks)
    told = [item.told for item in breaks if item.rows]
    assert [remark.message for remark in draft.remarks] == told
    assert len(made[seed].pages) > 1


def test_some_tables_needed_it(made: dict[int, Made]) -> None:
    breaks = [item for one in made.values() for item in one.draft.decisions.of(TableBreaks)]
    assert any(item.rows for item in breaks)
    assert any(item.held for item in breaks)


def test_rows_that_are_broken_are_told(made: dict[int, Made]) -> None:
    told = [remark.message for seed in _TALL for remark in made[seed].draft.remarks]
    assert any("太高，已在行内换页" in message for message in told)
