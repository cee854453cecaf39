"""`roster`: what changed in a roster, and the notice that says so."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongwen.cli.words import HELP, command, group, short, start_of, talk
from gongwen.diagnostics import ExitCode

if TYPE_CHECKING:
    from gongwen.operations.people.rosters import Move


@group("roster")
@HELP
def roster() -> None:
    """名单：两份名单有什么不同，人员变动后怎样调整。"""


@command("diff")
@click.argument("first", metavar="名单", type=click.Path(path_type=Path))
@click.argument("second", metavar="[另一名单]", required=False, type=click.Path(path_type=Path))
@click.option("--from", "before", metavar="日期", help="第一份名单按哪天的任职；默认为它自己的日期。")
@click.option("--to", "after", metavar="日期", help="第二份名单（或同一份）按哪天的任职。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "yaml", "json"]),
    default="table",
    help="结果的样式：表（table）、YAML 或 JSON。",
)
@HELP
def roster_diff(first: Path, second: Path | None, before: str | None, after: str | None, form: str) -> int:
    """比较两份名单，或一份名单在两天的人员：调入、调出、接替、改任。"""
    from gongwen.operations.people.rosters import roster_changes
    from gongwen.operations.workspace import open_workspace

    if second is None and before is None and after is None:
        raise click.UsageError("要两份名单，或写 --from、--to。")
    moves = roster_changes(open_workspace(start_of([first])), first, second, _day(before), _day(after))
    rows = [_row(move) for move in moves]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "yaml":
        for row in rows:
            pairs = [f"{name}: '{value}'" for name, value in row.items() if value]
            click.echo("- " + "\n  ".join(pairs))
    else:
        for row in rows:
            click.echo("　".join((row["名单职务"], row["变动"], row["原任"] or "——", row["现任"] or "——")))
    talk(f"共 {len(rows)} 处变动。")
    return ExitCode.DONE


@command("adjust")
@click.argument("source", metavar="名单", type=click.Path(path_type=Path))
@click.option("--on", "day", metavar="日期", required=True, help="按哪天的任职调整，也是通知的日期。")
@click.option("--out", "target", metavar="文件", type=click.Path(path_type=Path), help="草稿；默认为调整通知.yaml。")
@HELP
def roster_adjust(source: Path, day: str, target: Path | None) -> int:
    """按人员库起草调整通知；名单写名单文件，或当初印发它的文件。"""
    from gongwen.operations.people.rosters import draft_adjustment
    from gongwen.operations.workspace import open_workspace

    on = _day(day)
    assert on is not None
    made = draft_adjustment(open_workspace(start_of([source])), source, target or source.parent / "调整通知.yaml", on)
    click.echo(short(made))
    talk(f"请核对草稿，再运行“gongwen build {short(made)}”。")
    return ExitCode.DONE


for _command in (roster_diff, roster_adjust):
    roster.add_command(_command)


def _row(move: Move) -> dict[str, str]:
    people = [
        "" if person is None else f"{person.name}{f'（{person.post}）' if person.post else ''}"
        for person in (move.before, move.after)
    ]
    return {"名单职务": move.spot, "变动": move.word, "原任": people[0], "现任": people[1], "原因": move.reason}


def _day(written: str | None) -> date | None:
    from gongwen.operations.people.moves import parsed_day

    return parsed_day(written) if written is not None else None
