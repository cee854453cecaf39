"""`ledger`: the ledger of suggestions and proposals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from gongwen.cli.telling import diagnostic_as_json
from gongwen.cli.words import FORMAT, HELP, command, group, show, talk
from gongwen.diagnostics import ExitCode

LEDGER = click.argument("path", metavar="台账", type=click.Path(path_type=Path))


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value is not None else None


ON = click.option(
    "--on", "on", metavar="日期", type=click.DateTime(["%Y-%m-%d"]), callback=_day, help="截至哪一天，如 2024-11-30。"
)


@group("ledger")
@HELP
def ledger() -> None:
    """建议提案台账：检查。"""


@command("check")
@LEDGER
@ON
@FORMAT
@HELP
def ledger_check(path: Path, on: date | None, form: str) -> int:
    """逐行检查台账：读出多少行、哪些行没有读、哪些数对不上。"""
    from gongwen.operations.ledgers import check_one_ledger

    found = check_one_ledger(path, on=on)
    if form == "json":
        sheets = [
            {
                "name": sheet.name,
                "rows": sheet.rows,
                "read": sheet.read,
                "refused": sheet.refused,
                "passed": [{"line": row.line, "reason": row.reason, "rows": row.rows} for row in sheet.passed],
            }
            for sheet in found.sheets
        ]
        diagnostics = [diagnostic_as_json(item) for item in found.diagnostics]
        click.echo(json.dumps({"sheets": sheets, "diagnostics": diagnostics}, ensure_ascii=False, indent=2))
    else:
        for sheet in found.sheets:
            name = f"表“{sheet.name}”：" if sheet.name else ""
            click.echo(
                f"{name}共 {sheet.rows} 行，读出 {sheet.read} 件，有错 {sheet.refused} 行，"
                f"不是建议提案的 {sheet.passed_over} 行。"
            )
            for reason, lines in sheet.lines_by_reason().items():
                click.echo(f"  {reason}：第 {_runs(lines)} 行" if lines else f"  {reason}")
    show(found.diagnostics)
    talk("没有错误。" if not found.has_errors else "有错误，请改正后再用这个台账。")
    return ExitCode.CONTENT if found.has_errors else ExitCode.DONE


def _runs(lines: Sequence[int]) -> str:
    """3、7—9."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] == line - 1:
            runs[-1][1:] = [line]
        else:
            runs.append([line])
    return "、".join("—".join(map(str, run)) for run in runs)


ledger.add_command(ledger_check)
