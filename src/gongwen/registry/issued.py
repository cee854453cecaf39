"""发文登记.csv: the register of issued documents, a plain file that Excel opens."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from gongwen.diagnostics import ContentError, Diagnostic
from gongwen.model.issued import IssuedEntry, IssuedRegister
from gongwen.registry.find import ISSUED_FILE
from gongwen.registry.guarded import as_comma_cell

if TYPE_CHECKING:
    from gongwen.load.findings import Findings

COLUMNS = tuple(field.alias or "" for field in IssuedEntry.model_fields.values())


def read_issued(folder: Path) -> tuple[IssuedRegister, tuple[Diagnostic, ...]]:
    """The register of the workspace in `folder`, empty if there is none yet.

    Refuses (ContentError, FileError) with all findings: lines that cannot be read, numbers taken twice or left out.
    """
    path = folder / ISSUED_FILE
    if not path.exists():
        return IssuedRegister(), ()
    # What reads tables is loaded where there is one.
    from gongwen.load.findings import Findings
    from gongwen.registry.headings import headed
    from gongwen.registry.records import bound, mapping, tree
    from gongwen.registry.sheets import read_file, read_sheets

    findings = Findings(ISSUED_FILE)
    (sheet,) = read_sheets(read_file(path, shown_as=ISSUED_FILE), path.suffix, findings)
    table = headed(sheet, dict.fromkeys(COLUMNS, ()), COLUMNS[:1])
    if table is None:
        findings.add(
            "content/no-headings",
            f"表里找不到“{COLUMNS[0]}”这一列。",
            1,
            1,
            hint=f"请恢复备份；第一行应为：{'、'.join(COLUMNS)}。",
        )
        raise ContentError(*findings.all())
    rows = [mapping(record) for record in table.records()]
    register, _ = bound(tree(findings, {"发文": list(rows)}), IssuedRegister, findings)
    _check(register, findings)
    if findings.has_errors():
        raise ContentError(*findings.all())
    return register, findings.all()


def issued_bytes(register: IssuedRegister) -> bytes:
    """The register as CSV in UTF-8, with the signature (BOM) by which Excel knows it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in register.entries:
        values = entry.model_dump().values()
        writer.writerow([as_comma_cell(value or "") for value in values])
    return codecs.BOM_UTF8 + stream.getvalue().encode()


def _check(register: IssuedRegister, findings: Findings) -> None:
    """Within a series every number is there once: none twice, none left out."""
    for series, entries in register.by_series():
        seen: dict[int, IssuedEntry] = {}
        for entry in entries:
            origin = entry.number.origin
            assert origin is not None
            if entry.serial in seen:
                first = seen[entry.serial]
                assert first.number.origin is not None
                findings.add_at(
                    origin,
                    "content/number-taken",
                    f"“{entry.number}”登记了两次，第 {first.number.origin.line} 行已经有了。",
                    hint="请核对哪一份用的是这个号，改正另一行。",
                )
            seen.setdefault(entry.serial, entry)
        missing = [serial for serial in range(min(seen), max(seen)) if serial not in seen]
        if missing:
            origin = seen[min(serial for serial in seen if serial > missing[0])].number.origin
            assert origin is not None
            findings.add_at(
                origin,
                "content/number-gap",
                f"“{series.number(missing[0])}”没有登记，号码断了（缺 {len(missing)} 个）。",
                hint="请补上这一行；这个号不用了的，“状态”写“作废”。",
            )
