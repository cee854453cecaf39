"""`ledger`: the ledger of suggestions and proposals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click
from msgspec import to_builtins

from gongwen.cli.telling import diagnostic_as_json
from gongwen.cli.words import FORMAT, HELP, command, group, show, talk
from gongwen.diagnostics import ExitCode

LEDGER = click.argument("path", metavar="台账", type=click.Path(path_type=Path))


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value is not None else None


#: As a day is written on a keyboard, in a ledger, in a document.
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
ON = click.option(
    "--on", "on", metavar="日期", type=click.DateTime(_DAYS), callback=_day, help="截至哪一天，如 2024-11-30。"
)


@group("ledger")
@HELP
def ledger() -> None:
    """建议提案台账：检查、统计、到期提醒、空表、比较。"""


@command("check")
@LEDGER
@ON
@FORMAT
@HELP
def ledger_check(path: Path, on: date | None, form: str) -> int:
    """逐行检查台账：读出多少行、哪些行没有读、哪些数对不上。"""
    from gongwen.operations.ledgers.asking import check_one_ledger

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
        data = {
            "sheets": sheets,
            "unchecked": [
                {"sheet": item.gap.sheet, "column": item.gap.key, "rules": item.rules} for item in found.unchecked
            ],
            "diagnostics": [diagnostic_as_json(item) for item in found.diagnostics],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for sheet in found.sheets:
            name = f"表“{sheet.name}”：" if sheet.name else ""
            click.echo(
                f"{name}共 {sheet.rows} 行，读出 {sheet.read} 件，有错 {sheet.refused} 行"
                + (
                    f"；另有 {sheet.passed_over} 行不是建议提案（如表头、合计），照例不读："
                    if sheet.passed_over
                    else "。"
                )
            )
            for reason, lines in sheet.lines_by_reason().items():
                click.echo(f"  第 {_runs(lines)} 行：{reason}" if lines else f"  {reason}")
            left_out = [item for item in found.unchecked if item.gap.sheet == sheet.name]
            if left_out:
                told = "、".join(f"{item.gap.key}（{'、'.join(item.rules)}）" for item in left_out)
                click.echo(f"  没有这些{'列' if left_out[0].gap.titles else '项'}，没有核对：{told}")
    show(found.diagnostics)
    talk("没有错误。" if not found.has_errors else "有错误，请改正后再用这个台账。")
    return ExitCode.CONTENT if found.has_errors else ExitCode.DONE


@command("figures")
@LEDGER
@click.argument("names", metavar="[名称]…", nargs=-1)
@click.option("--last", "last", metavar="文件", type=click.Path(path_type=Path), help="去年的台账，算同比用。")
@click.option("--rows", "with_rows", is_flag=True, help="还列出每个数是哪几件。")
@ON
@FORMAT
@HELP
def ledger_figures(
    path: Path, names: tuple[str, ...], last: Path | None, with_rows: bool, on: date | None, form: str
) -> int:
    """列出台账的各项数字和定义。

    名称同正文里的引用，如 建议.主办、满意率、总数.同比；不写时列出常用的各数。
    """
    from gongwen.operations.ledgers.asking import ledger_figures as reckon

    found = reckon(path, names, last=last, on=on)
    if form == "json":
        data = [
            {
                "name": item.name,
                "value": item.words,
                "count": len(item.figure.rows),
                "definition": item.figure.definition,
                "rows": [str(row.number) for row in item.figure.rows] if with_rows else None,
            }
            if item.figure is not None
            else {"name": item.name, "value": None, "reason": item.why}
            for item in found
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return ExitCode.DONE
    for item in found:
        if item.figure is None:
            click.echo(f"{item.name}\t—\t{item.why}")
            continue
        click.echo(f"{item.name}\t{item.words}\t{item.figure.definition}")
        if with_rows:
            click.echo(f"  {'、'.join(row.number for row in item.figure.rows)}")
    return ExitCode.DONE


@command("due")
@LEDGER
@click.option(
    "--days", metavar="天数", type=click.IntRange(0, 3650), default=10, help="几天之内到期的也列出，默认 10。"
)
@click.option(
    "--out", metavar="文件", type=click.Path(path_type=Path, dir_okay=False), help="写成 .xlsx 表格或 .ics 日历。"
)
@ON
@HELP
def ledger_due(path: Path, days: int, out: Path | None, on: date | None) -> int:
    """列出超期的和快到期的，按科室排列。"""
    from gongwen.operations.ledgers.due import due_items, write_due

    # A reminder without a day given is one for today.
    day = on or date.today()  # noqa: DTZ011, TID251
    found = due_items(path, on=day, within=days)
    section = None
    for item in found.items:
        if item.row.section != section:
            section = item.row.section
            click.echo(f"{section or '没有写科室的'}：")
        click.echo("  " + "  ".join(cell for cell in item.cells[1:] if cell))
    if out is not None:
        write_due(found, out, on=day)
        click.echo(str(out))
    late = sum(item.days < 0 for item in found.items)
    talk(f"截至 {day.isoformat()}，超期 {late} 件，{days} 天内到期 {len(found.items) - late} 件。")
    if found.lacking:
        talk(f"{found.lacking}，各件都按没有答复算。")
    if found.undated:
        numbers = "、".join(row.number for row in found.undated[:10])
        talk(f"另有 {len(found.undated)} 件没有答复，也没有写办结时限：{numbers}。")
    return ExitCode.DONE


@command("template")
@click.argument("path", metavar="文件", type=click.Path(path_type=Path))
@click.option("--from", "source", metavar="台账", type=click.Path(path_type=Path), help="把已有的台账整理成这个样子。")
@HELP
def ledger_template(path: Path, source: Path | None) -> int:
    """写出一个空台账（XLSX），带下拉列表和填写说明。"""
    from gongwen.operations.ledgers.asking import write_template

    found = write_template(path, source)
    click.echo(str(path))
    show(found)
    return ExitCode.DONE


@command("diff")
@click.argument("old", metavar="原台账", type=click.Path(path_type=Path))
@click.argument("new", metavar="新台账", type=click.Path(path_type=Path))
@FORMAT
@HELP
def ledger_diff(old: Path, new: Path, form: str) -> int:
    """比较台账的两个版本：新增、删去的各件，改过的各项。"""
    from gongwen.operations.ledgers.asking import ledger_differences

    found = ledger_differences(old, new)
    if form == "json":
        data = to_builtins(found)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return ExitCode.DONE
    for item in found:
        if item.key in ("新增", "删去"):
            click.echo(f"{item.key}  {item.number}  {item.title}")
        else:
            click.echo(f"改动  {item.number}  {item.key}：{item.before or '（空）'} → {item.after or '（空）'}")
    talk(f"共 {len(found)} 处不同。" if found else "没有不同。")
    return ExitCode.DONE


def _runs(lines: Sequence[int]) -> str:
    """3、7—9."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] == line - 1:
            runs[-1][1:] = [line]
        else:
            runs.append([line])
    return "、".join("—".join(map(str, run)) for run in runs)


for _command in (ledger_check, ledger_figures, ledger_due, ledger_template, ledger_diff):
    ledger.add_command(_command)
