"""Compiled templates kept from one run to the next, in the user's own cache folder. It may be deleted at any time.

What is kept is data (JSON) and is used as such: whatever stands in it, no more can be made of its steps than a function
that prints fields of a print view. A file is named for the bytes of its template, the page, and the programs that took
part in making it, so that it is never out of date; one that is damaged counts as missing.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any

from msgspec import convert, to_builtins
from msgspec.structs import asdict, replace

from gongwen import printview
from gongwen.diagnostics import Diagnostic, GongwenError, Place, Severity
from gongwen.files import replace_file
from gongwen.render.compiled import CompiledTemplate, FilledPart
from gongwen.render.grid import Grid
from gongwen.render.pack import Member
from gongwen.render.stylebook import Section, Stylebook
from gongwen.render.template import Template

#: Another folder; empty for keeping nothing.
VARIABLE = "GONGWEN_CACHE"
#: Those whose hand is in a compiled template.
_PROGRAMS = ("docxtpl", "jinja2", "lxml")
_LARGEST = 50_000_000


def take(template: Template) -> CompiledTemplate | None:
    """What was kept of a template; None if there is nothing that can be used."""
    path = _path(template)
    try:
        if path is None or path.stat().st_size > _LARGEST:
            return None
        return _read(json.loads(path.read_bytes()), template)
    except (OSError, ValueError, TypeError, LookupError):
        return None


def keep(compiled: CompiledTemplate) -> None:
    """For the next run. A folder that cannot be written to costs nothing but time."""
    path = _path(compiled.template)
    # What stands on the shelf is never handed to Jinja.
    if path is None or any(part.source for part in compiled.filled):
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path, json.dumps(_written(compiled), ensure_ascii=False).encode())
    except (OSError, GongwenError):
        return


def _path(template: Template) -> Path | None:
    folder = _folder()
    if folder is None:
        return None
    made_of = (hashlib.sha256(template.data).hexdigest(), repr(template.geometry), _programs())
    return folder / "templates" / f"{hashlib.sha256(repr(made_of).encode()).hexdigest()}.json"


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "gongwen"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "gongwen"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "gongwen"


def _programs() -> list[str]:
    """The versions of the packages by the names of their folders, which is quick, and the state of this room."""
    specs = [spec for name in _PROGRAMS if (spec := importlib.util.find_spec(name)) is not None]
    prefixes = tuple(f"{name}-" for name in _PROGRAMS)
    found: list[str] = []
    for folder in {Path(spec.origin).parent.parent for spec in specs if spec.origin is not None}:
        with os.scandir(folder) as beside:
            found += (entry.name for entry in beside if entry.name.startswith(prefixes))
    with os.scandir(Path(__file__).parent) as room:
        states = sorted((file.name, file.stat()) for file in room if file.name.endswith(".py"))
    states.append((printview.__name__, Path(printview.__file__).stat()))
    return [*sorted(found), repr([(name, state.st_size, state.st_mtime_ns) for name, state in states])]


def _written(compiled: CompiledTemplate) -> dict[str, Any]:
    book = compiled.book
    return {
        "styles": [[*key, value] for key, value in book.identifiers.items()],
        "upright": [book.upright.markup, book.upright.text_width],
        "turned": book.turned and [book.turned.markup, book.turned.text_width],
        "filled": to_builtins(compiled.filled),
        "members": [
            item if isinstance(item, int) else [base64.b64encode(piece).decode() for piece in _pieces(item)]
            for item in compiled.members
        ],
        "remarks": [
            {**asdict(item), "severity": item.severity.name, "place": item.place.spot} for item in compiled.remarks
        ],
    }


def _pieces(member: Member) -> tuple[bytes, bytes, bytes]:
    return member.name, member.head, member.packed


def _read(kept: dict[str, Any], template: Template) -> CompiledTemplate:
    """Raises ValueError, TypeError or LookupError for what was not written here."""
    book = Stylebook(
        {(kind, name): identifier for kind, name, identifier in kept["styles"]},
        Grid(template.geometry),
        Section(*kept["upright"]),
        kept["turned"] and Section(*kept["turned"]),
    )
    filled = convert(kept["filled"], tuple[FilledPart, ...])
    for part in filled:
        # What are no steps is found out here, in time to compile the template anew.
        _ = part.write
    members = [item if isinstance(item, int) else Member(*map(base64.b64decode, item)) for item in kept["members"]]
    place = Place(file=str(template.path))
    remarks = [
        Diagnostic(**{**item, "severity": Severity[item["severity"]], "place": replace(place, spot=item["place"])})
        for item in kept["remarks"]
    ]
    return CompiledTemplate(template, book, filled, tuple(members), tuple(remarks))
