"""人员 and 单位 files into a `Directory`: YAML by its keys, XLSX and CSV by their column titles."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from gongwen.diagnostics import ContentError, Diagnostic, Severity
from gongwen.load.findings import Findings
from gongwen.load.record import bind_tree, key_test, read_tree
from gongwen.load.tree import Node
from gongwen.model.directory import Directory, PostCircle
from gongwen.model.record import Record
from gongwen.model.register import PeopleFile, UnitsFile, parse_term
from gongwen.model.text import Text, clip
from gongwen.registry.headings import Headed, headed
from gongwen.registry.records import bound, mapping, tree
from gongwen.registry.sheets import TABLE_SUFFIXES, Sheet, read_file, read_sheets

#: Column title of the register → other titles that offices write for it.
PEOPLE_TITLES: Mapping[str, Sequence[str]] = {
    "编号": ("人员编号", "工号", "序列号", "人员代码"),
    "姓名": ("名字", "人员", "人员姓名"),
    "单位": ("所在单位", "工作单位", "部门", "所在部门", "科室", "处室", "所属单位"),
    "任职单位": ("职务单位",),
    "职务": ("职务名称", "现任职务", "职位", "岗位", "行政职务", "任职"),
    "称谓": ("名单称谓", "名单职务", "职务全称"),
    "起": ("任职时间", "任职日期", "起始", "起始日期", "开始日期", "任职起", "到任时间", "任现职时间"),
    "止": ("离任时间", "离任日期", "终止", "终止日期", "结束日期", "任职止", "免职时间", "免职日期"),
    "备注": ("说明", "任职备注"),
    "排序": ("排位", "顺序", "次序", "排名", "序号"),
    "电话": ("联系电话", "手机", "手机号", "手机号码", "办公电话", "联系方式"),
    "性别": (),
    "民族": (),
    "由": ("由谁担任", "随任", "兼任来源"),
}
UNIT_TITLES: Mapping[str, Sequence[str]] = {
    "全称": ("单位", "单位名称", "单位全称", "名称"),
    "简称": ("单位简称", "规范简称"),
    "类别": ("单位类别", "分类", "性质"),
    "上级": ("上级单位", "主管单位", "主管部门"),
    "排序": ("排位", "顺序", "序号"),
    "合称": ("统称", "所属合称"),
}
#: What a row says of the post; the rest is of the person.
POST_COLUMNS = ("职务", "称谓", "起", "止", "备注")

R = TypeVar("R", bound=Record)


def read_people(path: Path, *, shown_as: str) -> tuple[PeopleFile, tuple[Diagnostic, ...]]:
    """The people of the file at `path`, and what deserves a look.

    Refuses (ContentError, FileError) with all findings of the file.
    """
    if path.suffix.lower() not in TABLE_SUFFIXES:
        return _from_yaml(path, shown_as, PeopleFile)
    findings = Findings(shown_as)
    table = _table(path, findings, PEOPLE_TITLES, ("姓名",), "人员")
    people, duties = _people_of(table, findings)
    root = tree(findings, {"人员": people} | ({"随任": duties} if duties else {}))
    return bound(root, PeopleFile, findings)


def read_units(path: Path, *, shown_as: str) -> tuple[UnitsFile, tuple[Diagnostic, ...]]:
    """The units of the file at `path`, likewise."""
    if path.suffix.lower() not in TABLE_SUFFIXES:
        return _from_yaml(path, shown_as, UnitsFile)
    findings = Findings(shown_as)
    table = _table(path, findings, UNIT_TITLES, ("全称",), "单位")
    units: list[Node] = [mapping(record) for record in table.records()]
    return bound(tree(findings, {"单位": units}), UnitsFile, findings)


def _from_yaml(path: Path, shown_as: str, model: type[R]) -> tuple[R, tuple[Diagnostic, ...]]:
    written = read_tree(path, shown_as=shown_as, is_key=key_test(lambda: (model,)))
    record = bind_tree(written, model)
    return record, written.diagnostics


def _table(
    path: Path, findings: Findings, titles: Mapping[str, Sequence[str]], needed: Sequence[str], called: str
) -> Headed:
    """The table of the file, with a remark for each column that is not read."""
    found = _first(read_sheets(read_file(path, shown_as=findings.file), path.suffix, findings), titles, needed, called)
    if found is not None:
        for title in found[1].unread:
            _tell_unread(title, findings)
        return found[1]
    known = "、".join(titles)
    findings.add(
        "content/no-headings", f"表里找不到“{needed[0]}”这一列。", 1, 1, hint=f"第一行请写列名；可用的列：{known}。"
    )
    raise ContentError(*findings.all())


def find_table(sheets: Sequence[Sheet]) -> tuple[Sheet, Headed] | None:
    """The sheet that holds the people, and its columns."""
    return _first(sheets, PEOPLE_TITLES, ("姓名",), "人员")


def _first(
    sheets: Sequence[Sheet], titles: Mapping[str, Sequence[str]], needed: Sequence[str], called: str
) -> tuple[Sheet, Headed] | None:
    """The first sheet with the needed columns, one of the right name before others."""
    for sheet in sorted(sheets, key=lambda item: called not in item.name):
        if (table := headed(sheet, titles, needed)) is not None:
            return sheet, table
    return None


def _tell_unread(title: Text, findings: Findings) -> None:
    assert title.origin is not None
    findings.add_at(
        title.origin,
        "content/column-unread",
        f"不认识“{clip(title)}”这一列，没有读取。",
        hint="不需要时可以不管；是已有的列时，请改成规定的列名。",
        severity=Severity.HINT,
    )


def _people_of(table: Headed, findings: Findings) -> tuple[list[Node], list[Node]]:
    """One row for each post: rows of one person are gathered, by 编号, else by name and unit.

    A row without a name goes on with the person above, as in sheets whose name cells are merged.
    """
    gathered: dict[tuple[str, str], list[dict[str, Text]]] = {}
    duties: list[Node] = []
    last: tuple[str, str] | None = None
    for record in table.records():
        if "由" in record and "姓名" not in record:
            duties.append(mapping({key: record[key] for key in ("职务", "由", "起", "止") if key in record}))
            continue
        if "姓名" in record:
            name = "".join(record["姓名"].split())
            unit = record.get("单位", record.get("任职单位", Text("")))
            last = ("#", record["编号"]) if "编号" in record else (name, unit)
            gathered.setdefault(last, []).append(record)
        elif last is not None:
            gathered[last].append(record)
        else:
            origin = next(iter(record.values())).origin
            assert origin is not None
            findings.add_at(origin, "content/row-without-name", "这一行没有姓名，上面也没有人。", hint="请补上姓名。")
    return [_person(rows) for rows in gathered.values()], duties


def _person(rows: list[dict[str, Text]]) -> Node:
    own: dict[str, Text | list[Node]] = {}
    for row in rows:
        for key, value in row.items():
            if key not in (*POST_COLUMNS, "任职单位", "由"):
                own.setdefault(key, value)
    posts: list[Node] = [mapping(_post(row)) for row in rows if any(key in row for key in POST_COLUMNS)]
    return mapping(own | ({"职务": posts} if posts else {}))


def _post(row: dict[str, Text]) -> dict[str, Text | list[Node]]:
    """The post of a row; 单位 is its unit unless 任职单位 says otherwise."""
    post: dict[str, Text | list[Node]] = {key: row[key] for key in POST_COLUMNS if key in row}
    unit = row.get("任职单位", row.get("单位"))
    return post | ({"单位": unit} if unit is not None else {})


def check_directory(directory: Directory) -> Iterator[Diagnostic]:
    """What only the whole register shows: two persons with one key, posts in a circle, a name in two units."""
    findings = Findings(directory.file)
    _check_keys(directory, findings)
    _check_units(directory, findings)
    _check_circles(directory, findings)
    yield from findings.all()


def _check_keys(directory: Directory, findings: Findings) -> None:
    seen: dict[str, Text] = {}
    units: dict[str, Text] = {}
    for person in directory.register.people:
        origin = person.name.origin
        if origin is None:
            continue
        if person.key in seen:
            findings.add_at(
                origin,
                "content/person-key-twice",
                f"人员库里有两个“{clip(person.name)}”，无法区分。",
                hint="是同一人的，请合成一条；重名的，请各写不同的“编号”或“单位”。",
            )
        elif person.name in units and person.number is None:
            findings.add_at(
                origin,
                "content/same-name",
                f"“{clip(person.name)}”在不同的单位出现，按不同的人处理。",
                hint="是同一人在几个单位任职的，请写相同的“编号”，或把各项职务写在同一人下面。",
                severity=Severity.HINT,
            )
        seen.setdefault(person.key, person.name)
        units.setdefault(person.name, person.name)


def _check_units(directory: Directory, findings: Findings) -> None:
    """A unit that is nearly one of the file of units; others need not be listed there."""
    known = {name for unit in directory.units for name in unit.names}
    people = directory.register.people
    written = dict.fromkeys(unit for person in people for unit in (person.unit, *(post.unit for post in person.posts)))
    for unit in written:
        if unit is None or unit in known or unit.origin is None:
            continue
        close = difflib.get_close_matches(unit, known, n=1, cutoff=0.75)
        if close:
            findings.add_at(
                unit.origin,
                "content/unknown-unit",
                f"单位表里没有“{clip(unit)}”。",
                hint=f"是否指“{close[0]}”？",
                severity=Severity.WARNING,
            )


def _check_circles(directory: Directory, findings: Findings) -> None:
    """Ask for every duty on each day on which one begins: a circle that ever holds, holds on one of them."""
    days = {parse_term(duty.start) for duty in directory.register.duties if duty.start} | {date.min}
    told = set()
    for duty in directory.register.duties:
        for day in sorted(days):
            try:
                directory.holders(duty.title, day)
            except PostCircle as circle:
                members = frozenset(item.title for item in circle.duties)
                origin = circle.duties[0].holder.origin
                if members not in told and origin is not None:
                    way = " → ".join([*(item.title for item in circle.duties), circle.duties[0].title])
                    findings.add_at(
                        origin,
                        "content/post-circle",
                        f"职务互相随任，绕成了一圈：{way}。",
                        hint="请删去或改正其中一处的“由”。",
                    )
                told.add(members)
