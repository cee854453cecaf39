"""`people`: the office's register of people, asked and changed."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongwen.cli.words import FORMAT, HELP, command, group, short, show, talk
from gongwen.diagnostics import ExitCode

if TYPE_CHECKING:
    from gongwen.operations.people.affected import Affected
    from gongwen.operations.people.asking import Opened
    from gongwen.operations.people.moves import Change, Move
    from gongwen.operations.workspace import Workspace

_NAME = click.argument("name", metavar="姓名")


@group("people")
@HELP
def people() -> None:
    """人员库：谁在哪天任什么职务，人员变动牵动哪些文件。"""


@command("list")
@FORMAT
@HELP
def people_list(form: str) -> int:
    """列出人员库里的人和现任职务。"""
    from gongwen.operations.people.asking import person_as_json

    opened = _opened()
    show(opened.diagnostics)
    if form == "json":
        _print_json([person_as_json(opened.directory, person) for person in opened.directory.people])
    else:
        for person in opened.directory.people:
            click.echo(f"{person.key}　{opened.directory.title_on(person, date.max) or '（无现任职务）'}")
    return ExitCode.DONE


@command("show")
@_NAME
@FORMAT
@HELP
def people_show(name: str, form: str) -> int:
    """显示一个人的全部任职。重名的写“姓名（单位）”。"""
    from gongwen.operations.people.asking import people_named, person_as_json

    directory = _opened().directory
    found = people_named(directory, name)
    if form == "json":
        _print_json([person_as_json(directory, person) for person in found])
        return ExitCode.DONE
    for person in found:
        about = "，".join(filter(None, (person.sex, person.ethnicity, person.phone)))
        click.echo(f"{person.key}{f'　{about}' if about else ''}")
        for post in person.posts:
            note = f"（{post.note}）" if post.note else ""
            click.echo(f"  {post.start or '……'} 至 {post.end or '今'}　{directory.printed(post)}{note}")
    return ExitCode.DONE


@command("where")
@_NAME
@FORMAT
@HELP
def people_where(name: str, form: str) -> int:
    """列出一个人在哪些文件里、任名单里的什么，写在哪一行。"""
    from gongwen.operations.people.asking import where_named

    opened = _opened()
    found = list(where_named(opened.workspace, opened.directory, name))
    if form == "json":
        _print_json(
            [
                {"source": item.source, "date": _day(item.on), "role": item.role, "file": item.file, "line": item.line}
                for item in found
            ]
        )
    else:
        for item in found:
            click.echo(f"{item.source}　{_day_in_words(item.on)}　{item.role}　{item.file}:{item.line}:{item.column}")
        talk(f"共 {len(found)} 处。")
    return ExitCode.DONE


@command("on")
@click.argument("day", metavar="日期")
@FORMAT
@HELP
def people_on(day: str, form: str) -> int:
    """列出某一天谁任什么职务。"""
    from gongwen.operations.people.asking import holders_on

    on = _parsed(day)
    rows = holders_on(_opened().directory, on)
    if form == "json":
        _print_json([{"person": row.person.key, "title": row.title} for row in rows])
    else:
        for row in rows:
            click.echo(f"{row.person.key}　{row.title}")
    return ExitCode.DONE


@command("import")
@click.argument("source", metavar="文件", type=click.Path(path_type=Path))
@HELP
def people_import(source: Path) -> int:
    """由现有的 Excel、CSV 名册建立人员库 content/人员.yaml。"""
    from gongwen.operations.people.asking import import_people

    made, found = import_people(_workspace(), source)
    show(found)
    click.echo(short(made))
    return ExitCode.DONE


@command("export")
@click.argument("target", metavar="文件", type=click.Path(path_type=Path))
@HELP
def people_export(target: Path) -> int:
    """把人员库导出成 Excel 表（.xlsx）或 YAML。"""
    from gongwen.operations.people.asking import export_people

    click.echo(short(export_people(_workspace(), target)))
    return ExitCode.DONE


@command("change")
@click.argument("source", metavar="[变动文件]", required=False, type=click.Path(path_type=Path))
@click.option("--on", "day", metavar="日期", help="变动的日期，如：2020年6月1日。")
@click.option("--out", "leaving", metavar="姓名", multiple=True, help="离任的人；姓名后空一格写职务的，只离任这一项。")
@click.option("--in", "taking", metavar="'姓名 职务'", multiple=True, help="任职的人和职务，原有职务不变。")
@click.option("--move", "moving", metavar="'姓名 职务'", multiple=True, help="改任的人和新职务，离任原有的全部职务。")
@click.option("--reason", metavar="原因", help="离任的原因，如：调离、退休。")
@click.option("--yes", "is_agreed", is_flag=True, help="不再询问，直接写入。")
@HELP
def people_change(
    source: Path | None,
    day: str | None,
    leaving: tuple[str, ...],
    taking: tuple[str, ...],
    moving: tuple[str, ...],
    reason: str | None,
    is_agreed: bool,
) -> int:
    """登记人员变动：先列出牵动的文件，确认后写入人员库。

    变动写在命令里，或写在一个 YAML 文件里（日期、离任、任职、改任、原因）。不在终端里运行又没有 --yes
    的，无从确认，列出以后不写入，退出码为 2。
    """
    from gongwen.operations.people.moves import carry_out, prepare_move

    workspace = _workspace()
    move = prepare_move(workspace, _change(workspace, source, day, leaving, taking, moving, reason))
    show(move.diagnostics)
    _tell_move(move)
    if not is_agreed:
        if not sys.stdin.isatty():
            talk("没有写入。核对无误后，加 --yes 再运行一次。")
            return ExitCode.USAGE
        if click.prompt("写入人员库？输入 是 或 否", default="否", err=True).strip() not in ("是", "y", "yes"):
            talk("没有写入。")
            return ExitCode.DONE
    carry_out(workspace, move)
    click.echo(short(move.register))
    talk("已写入。要撤销，运行“gongwen people undo”；重新生成文件，运行“gongwen build”。")
    return ExitCode.DONE


@command("undo")
@HELP
def people_undo() -> int:
    """撤销最近一次人员变动，人员文件恢复原样，一字不差。"""
    from gongwen.operations.people.moves import undo_move

    undone = undo_move(_workspace())
    for line in undone.words:
        talk(f"已撤销：{line}")
    click.echo(short(undone.register))
    return ExitCode.DONE


for _command in (
    people_list, people_show, people_where, people_on, people_import, people_export, people_change, people_undo,
):  # fmt: skip
    people.add_command(_command)


def _workspace() -> Workspace:
    from gongwen.operations.workspace import open_workspace

    return open_workspace(Path.cwd())


def _opened() -> Opened:
    from gongwen.operations.people.asking import open_directory

    return open_directory(_workspace())


def _change(
    workspace: Workspace,
    source: Path | None,
    day: str | None,
    leaving: Sequence[str],
    taking: Sequence[str],
    moving: Sequence[str],
    reason: str | None,
) -> Change:
    from gongwen.operations.people.moves import load_change, worded_change

    words = {"离任": leaving, "任职": taking, "改任": moving}
    if source is not None:
        if day or reason or any(words.values()):
            raise click.UsageError("变动写在文件里的，命令里不再写。")
        return load_change(source, workspace)
    return worded_change(day, {key: list(value) for key, value in words.items() if value}, reason)


def _tell_move(move: Move) -> None:
    for line in move.words:
        talk(line)
    follows = [item for item in move.affected if item.changes and not item.is_issued]
    groups = {
        "会随之改变的文件": [item for item in follows if not item.stops],
        "改了以后生成不了、要先动手改的文件": [item for item in follows if item.stops],
        "已经印发、成品不会改动，但按这次变动会印得不同的文件（请核对日期）": [
            item for item in move.affected if item.changes and item.is_issued
        ],
        "名单里有上述人员、已定日期而不变的文件": [item for item in move.affected if not item.changes],
    }
    for title, items in groups.items():
        if items:
            talk(f"{title}：")
        for item in items:
            talk(f"  {_affected_line(item)}")
            for found in (*item.stops, *item.doubled):
                talk(f"    {found}")
    if not move.affected:
        talk("没有文件涉及这些人员。")
    if any(not item.changes for item in move.affected):
        talk("已发出的名单要调整的，运行“gongwen roster adjust 名单文件 --on 日期”起草调整通知。")


def _affected_line(item: Affected) -> str:
    number = f"{item.number}，" if item.number else ""
    roles = dict.fromkeys(f"{'·'.join((*mention.group, mention.rank))}{mention.name}" for mention in item.mentions)
    where = f"（{item.roster}）" if item.roster != item.source else ""
    issued = "已印发，" if item.is_issued else ""
    return f"{item.source}{where}　{number}{issued}{_day_in_words(item.on)}　{'、'.join(roles)}"


def _day(on: date) -> str | None:
    return None if on == date.max else on.isoformat()


def _day_in_words(on: date) -> str:
    return "未定日期" if on == date.max else f"{on.year}年{on.month}月{on.day}日"


def _parsed(day: str) -> date:
    from gongwen.operations.people.moves import parsed_day

    return parsed_day(day)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
