"""The texts of letters in files of their own, found by the numbers of the items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity
from gongwen.files import read_bytes
from gongwen.load.decode import decode
from gongwen.load.findings import Findings
from gongwen.load.record import LARGEST_FILE
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Origin, Text
from gongwen.resolve.places import error

#: These say more of a letter than its text.
KEYED = (".yaml", ".yml")
_SUFFIXES = (*KEYED, ".md", ".txt")


def body_files(folder: Path | None) -> dict[str, Path]:
    """The texts by the names of their files, without leading zeros."""
    if folder is None:
        return {}
    if not folder.is_dir():
        place = Place(file=str(folder))
        raise FileError(Diagnostic(Severity.ERROR, "file/missing", "没有这个文件夹。", place, hint="请核对 --bodies。"))
    files = (path for path in sorted(folder.iterdir()) if path.suffix in _SUFFIXES and path.is_file())
    found: dict[str, Path] = {}
    for path in files:
        other = found.setdefault(_bare(path.stem), path)
        if other is not path:
            raise ContentError(
                error(
                    "content/reply-two-bodies",
                    f"“{other.name}”和“{path.name}”是同一件的正文，不知道用哪一个。",
                    Place(file=str(path)),
                    "请只留一个。",
                )
            )
    return found


def body_file(item: Suggestion, files: Mapping[str, Path]) -> Path | None:
    """The item's own file among `files`."""
    if not files:
        return None
    number = _bare(item.number)
    stems = (f"{item.tier}{item.kind}{number}", f"{item.kind}{number}", number)
    return next((files[stem] for stem in stems if stem in files), None)


def read_body(path: Path) -> Text:
    """A file that holds nothing but a text."""
    findings = Findings(str(path))
    text = decode(read_bytes(path, limit=LARGEST_FILE), findings)
    if findings.has_errors():
        raise ContentError(*findings.all())
    return Text(text.replace("\r\n", "\n").replace("\r", "\n"), Origin(str(path), 1, 1))


def _bare(stem: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"\s|第|号", "", stem))
