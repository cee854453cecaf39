"""What the commands share: their options, and saying things to the user."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from gongwen.cli.chinese import GroupInChinese, InChinese
from gongwen.diagnostics import Diagnostic, Severity

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="结果的样式：文字，或给程序读的 JSON。",
)
JOBS = click.option("--jobs", metavar="个数", type=click.IntRange(1, 64), default=1, help="同时用几个进程。")
CLUSTER = click.option(
    "--cluster", metavar="地址", help="由几台机器同时做：Dask 调度程序的地址，如 tcp://10.0.0.5:8786。"
)
PATHS = click.argument("paths", nargs=-1, metavar="[路径]…", type=click.Path(path_type=Path))
HELP = click.help_option("-h", "--help", help="显示帮助。")


def command(name: str, cls: type[InChinese] = InChinese) -> Callable[[Callable[..., int]], click.Command]:
    return click.command(name, cls=cls, options_metavar="[选项]", add_help_option=False)


def group(name: str) -> Callable[[Callable[[], None]], click.Group]:
    return click.group(
        name,
        cls=GroupInChinese,
        options_metavar="[选项]",
        subcommand_metavar="命令 [参数]…",
        add_help_option=False,
    )


def start_of(paths: Sequence[Path]) -> Path:
    """Where to look for the workspace: at the first file named, else where the user stands."""
    if not paths:
        return Path.cwd()
    return paths[0] if paths[0].is_dir() else paths[0].parent


def short(path: Path) -> str:
    """A path as the user would type it from where they stand."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


def show(found: Iterable[Diagnostic]) -> None:
    for item in dict.fromkeys(found):
        mark = f"{item.severity.value}[{item.code}]"
        click.echo(str(item).replace(mark, click.style(mark, fg=_COLOURS[item.severity]), 1), err=True)


def talk(text: str) -> None:
    click.echo(text, err=True)
