"""`watch`: what was saved is made again; what is wrong stays on the screen until it is mended."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from gongwen.cli.progress import Progress
from gongwen.cli.words import HELP, PATHS, command, short, show, start_of, talk
from gongwen.diagnostics import Diagnostic, ExitCode, GongwenError

if TYPE_CHECKING:
    from gongwen.operations.outcome import Outcome

#: So many stay in sight beside what was made.
_MOST_REMINDERS = 10
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


@command("watch")
@PATHS
@click.option("--pdf", "wants_pdf", is_flag=True, help="同时生成 PDF（要有 LibreOffice）。")
@HELP
def watch(paths: tuple[Path, ...], wants_pdf: bool) -> int:
    """守着工作文件夹：保存了内容文件、人员库、台账、模板或设置，随即重新生成有变化的。

    有错的留在屏幕上，写明文件和行，改好保存即消失。按 Ctrl-C 结束。
    """
    from gongwen.operations.making.build import Site, build_documents
    from gongwen.operations.remembering.left_over import left_over
    from gongwen.operations.watch import saved
    from gongwen.operations.workspace import open_workspace

    workspace = open_workspace(start_of(paths))
    try:
        for _ in saved(workspace.root):
            if sys.stderr.isatty():
                talk(f"{_CLEAR}正在生成有变化的……")
            try:
                # The settings may be what was saved.
                workspace = open_workspace(workspace.root)
                progress = Progress()
                here = Site(tells=progress.expect)
                wrong = _tell(build_documents(workspace, paths, with_pdf=wants_pdf, site=here), progress)
                if not paths:
                    show(left_over(workspace))
                _wait(wrong)
            except GongwenError as error:
                show(error.diagnostics)
                _wait(1)
    except KeyboardInterrupt:
        talk("已停止。")
    return ExitCode.DONE


def _tell(outcomes: Iterable[Outcome], progress: Progress) -> int:
    """What was made, what is to be said of it, what is wrong anywhere, and what was said before and still holds.

    Gives how many are wrong.
    """
    wrong = 0
    standing: dict[Diagnostic, None] = {}
    for outcome in outcomes:
        if outcome.is_kept:
            standing |= dict.fromkeys(outcome.diagnostics)
            progress.step()
            continue
        progress.clear()
        for made in (outcome.output, outcome.pdf):
            if made is not None:
                click.echo(short(made))
        show(outcome.diagnostics)
        wrong += outcome.exit_code is not ExitCode.DONE
        progress.step()
    progress.clear()
    sys.stdout.flush()
    _remind(list(standing))
    return wrong


def _remind(standing: list[Diagnostic]) -> None:
    """A line for each, without the way out, which has been told."""
    if standing:
        talk(f"没有改动的公文里，仍有 {len(standing)} 条提醒：")
    for item in standing[:_MOST_REMINDERS]:
        talk(f"  {replace(item, hint=None)}")
    if len(standing) > _MOST_REMINDERS:
        talk(f"  另有 {len(standing) - _MOST_REMINDERS} 条，用“gongwen check”列出全部。")


def _wait(wrong: int) -> None:
    talk(f"{wrong} 份有错，改好保存后自动重新生成。" if wrong else "没有错误，保存后自动重新生成；按 Ctrl-C 结束。")
