"""`table`: a table kept in a file of its own, printed."""

from __future__ import annotations

from pathlib import Path

import click

from gongwen.cli.words import HELP, command, short, start_of, talk
from gongwen.diagnostics import ExitCode


@command("table")
@click.argument("path", metavar="表格文件", type=click.Path(path_type=Path))
@click.option("--title", metavar="标题", default="", help="印在表上面的标题；不写时用文件名。")
@click.option("--sheet", metavar="表名", default="", help="XLSX 里的哪一张表；不写时用第一张没有隐藏的。")
@HELP
def table(path: Path, title: str, sheet: str) -> int:
    """把表格文件（XLSX、CSV）印成 DOCX：第一行是列名，每页重复。几万行、几十万行的大表也可以。"""
    from gongwen.operations.tables import print_table
    from gongwen.operations.workspace import open_workspace

    made = print_table(open_workspace(start_of((path,))), path, title=title, sheet=sheet)
    click.echo(short(made.output))
    talk(f"共 {made.rows} 行。")
    return ExitCode.DONE
