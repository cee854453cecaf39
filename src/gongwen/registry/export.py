"""A register written whole: as a workbook for the people who keep it in Excel, or as YAML."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from gongwen.model.register import OfficialDuty, PeopleFile
from gongwen.registry.guarded import put_text
from gongwen.registry.people import PEOPLE_TITLES
from gongwen.registry.yaml_edit import flow, person_keys, person_lines, post_keys

#: Columns in the order in which a sheet is read; those that nobody fills are left out, but for these.
_COLUMNS = (
    "编号", "姓名", "性别", "民族", "单位", "任职单位", "职务", "称谓", "起", "止", "备注", "排序", "电话", "由",
)  # fmt: skip
_ALWAYS = frozenset({"姓名", "单位", "职务", "起", "止", "备注"})
assert set(_COLUMNS) == set(PEOPLE_TITLES)
_WIDTHS = {"职务": 30, "单位": 18, "任职单位": 18, "称谓": 30, "起": 15, "止": 15, "备注": 15, "电话": 16}


def register_rows(register: PeopleFile) -> list[dict[str, str]]:
    """One row for each post, by column; further posts of a person leave his name blank, as merged cells do."""
    rows: list[dict[str, str]] = []
    for person in register.people:
        own = person_keys(person)
        for number, post in enumerate(person.posts or (None,)):
            keys = post_keys(post) if post is not None else {}
            unit = keys.pop("单位", None)
            if unit is not None and unit != own.get("单位"):
                keys["任职单位"] = unit
            elif number and "单位" in own:
                keys["单位"] = own["单位"]
            rows.append((own if not number else {}) | keys)
    return rows + [_duty_keys(duty) for duty in register.duties]


def _duty_keys(duty: OfficialDuty) -> dict[str, str]:
    fields = {"职务": duty.title, "由": duty.holder, "起": duty.start, "止": duty.end}
    return {key: str(value) for key, value in fields.items() if value}


def as_workbook(register: PeopleFile) -> bytes:
    """The register as an XLSX file, every cell a text: nothing in it is ever computed."""
    rows = register_rows(register)
    columns = [name for name in _COLUMNS if name in _ALWAYS or any(name in row for row in rows)]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "人员"
    for column, name in enumerate(columns, start=1):
        cell = sheet.cell(1, column, name)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 10)
    for number, row in enumerate(rows, start=2):
        for column, name in enumerate(columns, start=1):
            if name in row:
                filled = sheet.cell(number, column)
                put_text(filled, row[name])
                # As text: Excel would turn 2020-01 into a day and a phone number into 1.38E+10.
                filled.number_format = "@"
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_yaml(register: PeopleFile) -> bytes:
    """The register as a YAML file."""
    lines = ["# 人员库：谁在哪天任什么职务。起的当天已任职，止的当天不再任职。", "人员:"]
    for person in register.people:
        lines += person_lines(person, 2)
    if register.duties:
        lines.append("随任:")
        lines += [f"  - {flow(_duty_keys(duty))}" for duty in register.duties]
    return ("\n".join(lines) + "\n").encode()
