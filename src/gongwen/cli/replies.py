"""`ledger replies`: a letter for every item that the office answers."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongwen.cli.ledger import LEDGER
from gongwen.cli.telling import diagnostic_as_json
from gongwen.cli.words import FORMAT, HELP, command, show, talk
from gongwen.diagnostics import Diagnostic, ExitCode, Severity

if TYPE_CHECKING:
    from gongwen.operations.replies import Letter

#: So many findings of one code are shown; the rest are counted.
_MOST_SHOWN = 3


@command("replies")
@LEDGER
@click.option("--out", "folder", metavar="文件夹", required=True, type=click.Path(path_type=Path), help="放在哪里。")
@click.option("--bodies", metavar="文件夹", type=click.Path(path_type=Path), help="各件的正文：082.txt、.md 或 .yaml。")
@click.option(
    "--settings", metavar="文件", type=click.Path(path_type=Path), help="各件共用的发文机关、抄送、联系人等。"
)
@click.option(
    "--kind", "kind", type=click.Choice(["答复", "会办意见", "全部"]), default="答复", help="做哪一种，默认答复。"
)
@click.option("--jobs", metavar="个数", type=click.IntRange(1, 64), default=1, help="同时用几个进程。")
@click.option("--overwrite", is_flag=True, help="改过的文件也重新生成。")
@FORMAT
@HELP
def ledger_replies(
    path: Path,
    folder: Path,
    bodies: Path | None,
    settings: Path | None,
    kind: str,
    jobs: int,
    overwrite: bool,
    form: str,
) -> int:
    """每件建议提案做一份答复（会办意见），没有变化的不重做，中断后再运行接着做。"""
    from gongwen.operations.replies import Order, make_letters, plan_letters

    kinds = ("答复", "会办意见") if kind == "全部" else (kind,)
    plan = plan_letters(Order(path, folder, bodies, settings, kinds, overwrite))  # type: ignore[arg-type]
    made = list(_progress(make_letters(plan, processes=jobs), len(plan.jobs)))
    letters = [*made, *plan.settled]
    found = [*plan.diagnostics, *(item for letter in letters for item in letter.diagnostics)]
    if form == "json":
        click.echo(json.dumps(_as_json(letters, plan.diagnostics), ensure_ascii=False, indent=2))
    else:
        _table(letters)
    _show_some(found)
    refused = any(item.severity is Severity.ERROR for item in plan.diagnostics)
    return max([ExitCode.CONTENT if refused else ExitCode.DONE, *(letter.exit_code for letter in letters)])


def _progress(letters: Iterable[Letter], total: int) -> Iterator[Letter]:
    """Rate and time left, on a terminal only."""
    begun, is_seen = time.monotonic(), sys.stderr.isatty()
    for done, letter in enumerate(letters, start=1):
        if is_seen:
            rate = done / max(time.monotonic() - begun, 0.001)
            end = "\n" if done == total else ""
            left = round((total - done) / rate)
            click.echo(f"\r已完成 {done}/{total}，每秒 {rate:.0f} 份，还要 {left} 秒　　{end}", err=True, nl=False)
        yield letter


def _table(letters: Sequence[Letter]) -> None:
    counts = Counter[str](letter.what for letter in letters)
    order = ("制成", "没有变化", "不用答复", "没有做成")
    click.echo("；".join(f"{what} {counts[what]} 件" for what in order) + "。")
    for letter in letters:
        if letter.what == "没有做成":
            spot = letter.place.spot or (f"第 {letter.place.line} 行" if letter.place.line else "")
            click.echo(f"  没有做成：{letter.number} {letter.title[:30]}（{spot}）：{letter.reason}")


def _show_some(found: Sequence[Diagnostic]) -> None:
    """Errors all; of every other code a few, and how many more."""
    shown: Counter[str] = Counter()
    for item in dict.fromkeys(found):
        shown[item.code] += 1
        if item.severity is Severity.ERROR or shown[item.code] <= _MOST_SHOWN:
            show((item,))
    errors = {item.code for item in found if item.severity is Severity.ERROR}
    for code, count in shown.items():
        if count > _MOST_SHOWN and code not in errors:
            talk(f"{code} 另有 {count - _MOST_SHOWN} 处，--format json 全部列出。")


def _as_json(letters: Sequence[Letter], found: Sequence[Diagnostic]) -> dict[str, object]:
    return {
        "letters": [
            {
                "number": letter.number,
                "title": letter.title,
                "kind": letter.kind,
                "what": letter.what,
                "output": letter.output or None,
                "reason": letter.reason,
                "spot": letter.place.spot,
                "exit_code": int(letter.exit_code),
                "diagnostics": [diagnostic_as_json(item) for item in letter.diagnostics],
            }
            for letter in letters
        ],
        "diagnostics": [diagnostic_as_json(item) for item in found],
    }
