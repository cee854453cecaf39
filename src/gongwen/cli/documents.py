"""`build` and `check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongwen.cli.telling import tell_outcomes
from gongwen.cli.words import FORMAT, HELP, PATHS, command, short, start_of, talk

if TYPE_CHECKING:
    from gongwen.operations.build import Outcome


@command("build")
@PATHS
@click.option("--pdf", "wants_pdf", is_flag=True, help="同时生成 PDF（要有 LibreOffice）。")
@click.option("--explain", "wants_reasons", is_flag=True, help="在 DOCX 旁边写一个 HTML，说明每个数的来处。")
@FORMAT
@HELP
def build(paths: tuple[Path, ...], wants_pdf: bool, wants_reasons: bool, form: str) -> int:
    """生成 DOCX，放在 output/ 里相应的位置。不写路径时，生成 content/ 里所有不被别的文件收入的文件。"""

    def outcomes() -> list[Outcome]:
        from gongwen.operations.build import build_documents
        from gongwen.operations.workspace import open_workspace

        workspace = open_workspace(start_of(paths))
        found = build_documents(workspace, paths, with_pdf=wants_pdf)
        # What is written need not be kept in memory.
        made = list(found) if wants_pdf else [replace(outcome, made=None) for outcome in found]
        if wants_reasons:
            from gongwen.operations.explain import explain_documents

            for path in explain_documents(workspace, made):
                talk(short(path))
        if not wants_pdf:
            return made
        from gongwen.operations.pdf import add_pdfs

        return add_pdfs(made)

    return tell_outcomes(outcomes, form)


@command("check")
@PATHS
@click.option("--layout", "wants_layout", is_flag=True, help="还要排出版面，逐项对照国标（要有 LibreOffice）。")
@click.option(
    "--html",
    "report",
    metavar="文件",
    type=click.Path(path_type=Path, dir_okay=False),
    help="把版面检查写成一个 HTML 文件，在页面图上标出问题和量得的尺寸（同时检查版面）。",
)
@FORMAT
@HELP
def check(paths: tuple[Path, ...], wants_layout: bool, report: Path | None, form: str) -> int:
    """只检查，不生成文件。

    加 --layout 时，也可以检查别处来的 DOCX 和 PDF 文件。
    """

    def outcomes() -> list[Outcome]:
        from gongwen.operations.build import check_documents
        from gongwen.operations.workspace import open_workspace

        if not wants_layout and report is None:
            return list(check_documents(open_workspace(start_of(paths)), paths))
        from gongwen.operations.layout import PAGE_SUFFIXES, look_at_documents, look_at_files, write_report

        files = [path for path in paths if path.suffix.lower() in PAGE_SUFFIXES]
        contents = tuple(path for path in paths if path not in files)
        found = look_at_files(files) if files else []
        if contents or not files:
            found += look_at_documents(check_documents(open_workspace(start_of(contents)), contents))
        if report is not None:
            write_report(found, report)
        return found

    return tell_outcomes(outcomes, form)
