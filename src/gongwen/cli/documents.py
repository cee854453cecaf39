"""`build` and `check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from gongwen.cli.progress import Progress
from gongwen.cli.telling import tell_outcomes, tell_plans
from gongwen.cli.words import CLUSTER, FORMAT, HELP, JOBS, PATHS, command, short, show, start_of, talk

if TYPE_CHECKING:
    from gongwen.operations.making.build import Site
    from gongwen.operations.outcome import Outcome
    from gongwen.operations.workspace import Workspace


@command("build")
@PATHS
@click.option("--pdf", "wants_pdf", is_flag=True, help="同时生成 PDF（要有 LibreOffice）。")
@click.option("--explain", "wants_figures", is_flag=True, help="在 DOCX 旁边写一个 HTML，说明每个数的来处。")
@click.option("--explain-rebuild", "wants_reasons", is_flag=True, help="只说明哪些要重新生成、为什么，不生成。")
@JOBS
@CLUSTER
@FORMAT
@HELP
def build(
    paths: tuple[Path, ...],
    wants_pdf: bool,
    wants_figures: bool,
    wants_reasons: bool,
    jobs: int,
    cluster: str | None,
    form: str,
) -> int:
    """生成 DOCX，放在 output/ 里相应的位置。不写路径时，生成 content/ 里所有不被别的文件收入的文件。"""
    progress = Progress()

    def reasons() -> Iterator[Outcome]:
        from gongwen.operations.making.build import explain_rebuild
        from gongwen.operations.workspace import open_workspace

        yield from explain_rebuild(open_workspace(start_of(paths)), paths, with_pdf=wants_pdf)

    def outcomes() -> Iterator[Outcome]:
        from gongwen.operations.making.build import build_documents
        from gongwen.operations.workspace import open_workspace

        workspace = open_workspace(start_of(paths))
        with site(jobs, cluster, progress) as here:
            found = build_documents(workspace, paths, with_pdf=wants_pdf, site=here)
            yield from explained(workspace, found) if wants_figures else found
        if not paths:
            from gongwen.operations.remembering.left_over import left_over

            progress.clear()
            show(left_over(workspace))

    return tell_plans(reasons, form) if wants_reasons else tell_outcomes(outcomes, form, progress)


@contextmanager
def site(jobs: int, address: str | None, progress: Progress) -> Iterator[Site]:
    """Where the work is done; what many hands need is loaded only for more than one."""
    from gongwen.operations.making.build import Site

    if address is not None:
        from gongwen.operations.many_hands.cluster import cluster

        with cluster(address) as crew:
            yield Site(crew, progress.expect)
    elif jobs > 1:
        from gongwen.operations.many_hands.parallel import processes

        with processes(jobs) as here:
            yield Site(here, progress.expect)
    else:
        yield Site(tells=progress.expect)


def explained(workspace: Workspace, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The same, each with an explanation of its figures written beside it."""
    from gongwen.operations.making.explain import explain_documents

    # What is written need not be kept in memory.
    made = [replace(outcome, made=None) for outcome in outcomes]
    for path in explain_documents(workspace, made):
        talk(short(path))
    yield from made


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
@JOBS
@CLUSTER
@FORMAT
@HELP
def check(
    paths: tuple[Path, ...], wants_layout: bool, report: Path | None, jobs: int, cluster: str | None, form: str
) -> int:
    """只检查，不生成文件。

    加 --layout 时，也可以检查别处来的 DOCX 和 PDF 文件。
    """
    progress = Progress()
    looks = wants_layout or report is not None

    def found() -> Iterator[Outcome]:
        from gongwen.operations.making.build import check_documents
        from gongwen.operations.workspace import open_workspace

        files: list[Path] = []
        with site(jobs, cluster, progress) as here:
            if looks:
                from gongwen.operations.layout import PAGE_SUFFIXES, look_at_files

                files = [path for path in paths if path.suffix.lower() in PAGE_SUFFIXES]
                # Files from elsewhere stay on this machine.
                yield from look_at_files(files, None if cluster else here.crew) if files else ()
            contents = tuple(path for path in paths if path not in files)
            if contents or not files:
                yield from check_documents(open_workspace(start_of(contents)), contents, looks=looks, site=here)

    def reported(report: Path) -> Iterator[Outcome]:
        from gongwen.operations.layout import write_report

        outcomes = list(found())
        write_report(outcomes, report)
        yield from outcomes

    return tell_outcomes(found if report is None else lambda: reported(report), form, progress)
