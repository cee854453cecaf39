"""The record of what was made from what."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.files import FileState
from gongwen.operations.remembering.records import MadeRecord, Records


def state(path: Path) -> FileState:
    found = FileState.of(path)
    assert found is not None
    return found


@pytest.fixture
def record(tmp_path: Path) -> MadeRecord:
    for name in ("a.yaml", "人员.csv", "a.docx"):
        (tmp_path / name).write_text(name, "utf-8")
    inputs = {name: state(tmp_path / name) for name in ("a.yaml", "人员.csv")}
    place = Place("a.yaml", 3, 4, box=(1.0, 2.0, 3.0, 4.0))
    said = (Diagnostic(Severity.WARNING, "content/x", "某处", place, "某条", "改"),)
    return MadeRecord(
        "a.yaml",
        ("b.yaml",),
        inputs,
        ("人员.csv",),
        "0.1.0",
        "文字 1",
        "",
        {"a.docx": state(tmp_path / "a.docx")},
        said,
    )


def test_what_is_put_is_there(tmp_path: Path, record: MadeRecord) -> None:
    records = Records(tmp_path / ".state")
    assert records.get("a.yaml") is None
    records.put([record])
    assert Records(tmp_path / ".state").get("a.yaml") == record
    assert records.get("a.yaml") == record
    assert records.get("b.yaml") is None


def test_the_last_record_of_a_file_counts(tmp_path: Path, record: MadeRecord) -> None:
    records = Records(tmp_path)
    records.put([record])
    later = MadeRecord("a.yaml", (), {}, ("人员.csv",), "0.1.0", "文字 2", "", record.outputs)
    records.put([later])
    assert records.get("a.yaml") == later


def test_only_what_changed_is_named(tmp_path: Path, record: MadeRecord) -> None:
    assert record.changes(tmp_path) == ()
    (tmp_path / "人员.csv").write_text("人员.csW", "utf-8")
    os.utime(tmp_path / "人员.csv", ns=(1, 1))
    assert record.changes(tmp_path) == ("人员.csv",)
    (tmp_path / "a.yaml").unlink()
    assert record.changes(tmp_path) == ("a.yaml", "人员.csv")


def test_an_output_that_was_edited_or_deleted_is_named(tmp_path: Path, record: MadeRecord) -> None:
    assert record.lost(tmp_path) == ()
    (tmp_path / "a.docx").write_text("edited", "utf-8")
    assert record.lost(tmp_path) == ("a.docx",)
    (tmp_path / "a.docx").unlink()
    assert record.lost(tmp_path) == ("a.docx",)


def test_a_file_that_was_only_touched_has_not_changed(tmp_path: Path, record: MadeRecord) -> None:
    os.utime(tmp_path / "a.yaml", ns=(1, 1))
    assert record.changes(tmp_path) == ()


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 84])
def test_a_damaged_record_counts_as_none_and_is_made_anew(tmp_path: Path, record: MadeRecord, damage: bytes) -> None:
    (tmp_path / "build.sqlite3").write_bytes(damage)
    records = Records(tmp_path)
    assert records.get("a.yaml") is None
    records.put([record])
    assert records.get("a.yaml") == record


def test_a_record_of_another_form_is_passed_over(tmp_path: Path, record: MadeRecord) -> None:
    records = Records(tmp_path)
    records.put([record])
    base = sqlite3.connect(tmp_path / "build.sqlite3")
    with base:
        base.execute("INSERT INTO made_2 VALUES ('b.yaml', '{\"source\": 1}')")
        base.execute("INSERT INTO made_2 VALUES ('c.yaml', 'no json')")
    base.close()
    assert records.get("a.yaml") == record


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, record: MadeRecord) -> None:
    (tmp_path / ".state").write_text("a file where the folder should be", "utf-8")
    records = Records(tmp_path / ".state")
    records.put([record])
    assert records.get("a.yaml") is None
