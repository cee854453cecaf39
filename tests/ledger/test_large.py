"""A ledger of 100,000 rows: figures equal those of SQL, calls grow no faster than the rows, memory stays small."""

from __future__ import annotations

import cProfile
import csv
import pstats
import random
import sqlite3
import tracemalloc
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from gongwen.model.counting import Counting
from gongwen.model.ledger import Ledger
from gongwen.reckon.figures import Figures, Percent
from gongwen.reckon.rounding import percent
from gongwen.reckon.selection import Selection
from gongwen.registry.ledger import load_ledger
from tests.ledger.large_books import write_large_book

_SORTED = ("编号", "类别", "层级", "标题", "办理方式", "科室")
COLUMNS = (*_SORTED, "办结时限", "答复日期", "结果", "满意度", "沟通方式", "主题")


def write(path: Path, count: int) -> list[dict[str, str]]:
    """So many rows of every kind, the same every time."""
    chance = random.Random(5)
    rows = []
    for number in range(1, count + 1):
        way = chance.choice(("主办", "主办", "分办", "会办"))
        replied = chance.random() < 0.97
        is_main = way != "会办" and replied
        day = date(2024, 3, 1) + timedelta(days=chance.randrange(150))
        rows.append(
            {
                "编号": f"{number:06}",
                "类别": chance.choice(("代表建议", "政协提案")),
                "层级": chance.choice(("省级", "市级", "县级")),
                "标题": f"关于第{number}项工作的建议",
                "办理方式": way,
                "科室": f"科室{chance.randrange(20)}",
                "办结时限": "2024-06-30",
                "答复日期": day.isoformat() if replied else "",
                "结果": chance.choice("ABCD") if is_main else "",
                "满意度": chance.choice(("满意", "满意", "基本满意", "不满意", "")) if is_main else "",
                "沟通方式": chance.choice(("面商", "电话")) if is_main else "",
                "主题": f"主题{chance.randrange(9)}",
            }
        )
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return rows


def written(path: Path, count: int) -> list[dict[str, str]]:
    """The rows, in a file of that kind."""
    rows = write(path.with_suffix(".csv"), count)
    if path.suffix == ".xlsx":
        write_large_book(path, rows)
    return rows


@pytest.fixture(scope="module", params=["台账.csv", "台账.xlsx"])
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Ledger, sqlite3.Connection]:
    path = tmp_path_factory.mktemp("large") / request.param
    rows = written(path, 100_000)
    base = sqlite3.connect(":memory:")
    base.execute(f"create table t ({','.join(COLUMNS)})")
    base.executemany(f"insert into t values ({','.join('?' * len(COLUMNS))})", [tuple(row.values()) for row in rows])
    return load_ledger(path, shown_as=path.name)[0], base


DONE = "答复日期<>'' and 答复日期<='2024-06-15'"
MAIN = "办理方式 in ('主办','分办')"
COUNTS = {
    "总数": "1",
    "建议": "类别='代表建议'",
    "提案.主办.A类": "类别='政协提案' and 办理方式='主办' and 结果='A'",
    "市级.会办": "层级='市级' and 办理方式='会办'",
    "科室.科室7": "科室='科室7'",
    "主题.主题3.分办.不满意": f"主题='主题3' and 办理方式='分办' and 满意度='不满意' and {MAIN}",
    "未反馈": f"满意度='' and {MAIN}",
    "未办结": "答复日期='' or 答复日期>'2024-06-15'",
    "按时": DONE,
}
RATES = {
    "办结率": (DONE, "1"),
    "满意率": (f"满意度='满意' and {MAIN}", f"满意度<>'' and {MAIN}"),
    "面商率": (f"沟通方式='面商' and {MAIN}", MAIN),
    "解决率": (f"结果='A' and {DONE} and {MAIN}", f"{DONE} and {MAIN}"),
}


def figures(ledger: Ledger) -> Figures:
    return Figures(Selection(ledger.rows, Counting(), date(2024, 6, 15)))


def test_counts_equal_those_of_sql(large: tuple[Ledger, sqlite3.Connection]) -> None:
    ledger, base = large
    reckoned = figures(ledger)
    for name, condition in COUNTS.items():
        (wanted,) = base.execute(f"select count(*) from t where {condition}").fetchone()
        assert wanted > 100
        figure = reckoned.figure(tuple(name.split(".")))
        assert (name, figure.value, len(figure.rows)) == (name, wanted, wanted)


def test_rates_equal_those_of_sql(large: tuple[Ledger, sqlite3.Connection]) -> None:
    ledger, base = large
    reckoned = figures(ledger)
    for name, conditions in RATES.items():
        above, below = (base.execute(f"select count(*) from t where {item}").fetchone()[0] for item in conditions)
        value = reckoned.figure((name,)).value
        assert isinstance(value, Percent)
        assert value.value == percent(Fraction(above, below), 2, "四舍五入")
        assert Decimal(0) < value.value < 100


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_twice_the_rows_take_twice_the_calls_and_little_memory(kind: str, tmp_path: Path) -> None:
    calls, memory = [], []
    for count in (1_000, 2_000):
        path = tmp_path / f"{count}{kind}"
        written(path, count)
        profile = cProfile.Profile()
        ledger, _ = profile.runcall(load_ledger, path, shown_as=path.name)
        calls.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
        tracemalloc.start()
        kept = load_ledger(path, shown_as=path.name)[0]
        memory.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert len(kept.rows) == len(ledger.rows) == count
    assert calls[1] < 2.2 * calls[0]
    assert (memory[1] - memory[0]) / 1_000 < 3_000, "bytes a row"
