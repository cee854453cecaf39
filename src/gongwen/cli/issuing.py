"""`issue` and `register`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gongwen.cli.telling import tell_outcomes
from gongwen.cli.words import FORMAT, HELP, command, show, start_of, talk
from gongwen.diagnostics import ExitCode


@command("issue")
@click.argument("path", metavar="文件", type=click.Path(path_type=Path))
@click.option("--code", metavar="代字", help="发文字号的代字；不写时用 gongwen.yaml 里的“机关代字”。")
@click.option("--pdf", "wants_pdf", is_flag=True, help="同时生成 PDF（要有 LibreOffice）。")
@HELP
def issue(path: Path, code: str | None, wants_pdf: bool) -> int:
    """给公文编下一个发文字号，生成并记入发文登记；从此这份公文不再改动。"""
    from datetime import date

    from gongwen.operations.issuing import issue_document
    from gongwen.operations.workspace import open_workspace

    # The register says on which day a document was entered: a door knows the day.
    today = date.today()  # noqa: DTZ011, TID251
    issued = issue_document(open_workspace(start_of((path,))), path, today=today, code=code, with_pdf=wants_pdf)
    talk(f"{issued.entry.number}，已记入发文登记。")
    return tell_outcomes(lambda: [issued.outcome], "text")


@command("register")
@FORMAT
@HELP
def register(form: str) -> int:
    """列出发文登记，并核对：号码不断不重，登记过的成品没有改动。"""
    from gongwen.operations.issuing import check_register
    from gongwen.operations.workspace import open_workspace

    entries, found = check_register(open_workspace(Path.cwd()))
    if form == "json":
        rows = [entry.model_dump(by_alias=True) for entry in entries]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for entry in entries:
            click.echo(f"{entry.number}  {entry.state}  {entry.date}  {entry.title}  {entry.source}")
    show(found)
    talk(f"共 {len(entries)} 份。")
    return ExitCode.FILE if found else ExitCode.DONE
