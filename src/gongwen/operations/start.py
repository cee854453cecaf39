"""Beginning: a new workspace, a new document, the schemas that editors read."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import get_args

from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity
from gongwen.files import replace_file
from gongwen.model.dates import in_words
from gongwen.model.document import CONTENT_SUFFIXES, Format
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.schema import document_schema, office_schema, people_schema, units_schema
from gongwen.model.text import clip
from gongwen.operations.workspace import CONTENT_FOLDER, OUTPUT_FOLDER, SETTINGS_FILE, STATE_FOLDER, TEMPLATES_FOLDER
from gongwen.registry.find import PEOPLE_STEM, UNITS_STEM

_EDITOR_FOLDER = ".vscode"
_DOCUMENT_SCHEMA = "gongwen.document.schema.json"
_OFFICE_SCHEMA = "gongwen.office.schema.json"
_PEOPLE_SCHEMA = "gongwen.people.schema.json"
_UNITS_SCHEMA = "gongwen.units.schema.json"
#: Where a skeleton carries the day on which it is begun, and its year in a number.
_TODAY, _THIS_YEAR = ": 今天", "〔今年〕"

_SETTINGS = """\
# 本单位的设置：写在这里的，各文件里就不必再写。
发文机关: 云山市自然资源局
"""
_TEMPLATE_NAMES = "、".join(f"{name}.docx" for name in get_args(Format))
_TEMPLATES_NOTE = f"""\
把要改的模板放在这个文件夹里，就会代替自带的模板；文件名不变（{_TEMPLATE_NAMES}）。
模板只用本单位自己的：模板决定印出什么。
"""


def start_workspace(folder: Path) -> Iterator[Path]:
    """Lay out a workspace in `folder`; what is there already stays as it is. Yields each file made."""
    editor = {
        "yaml.schemas": {
            # The language server takes the first schema that fits, and registers are no documents.
            f"./{_EDITOR_FOLDER}/{_PEOPLE_SCHEMA}": _everywhere(PEOPLE_STEM),
            f"./{_EDITOR_FOLDER}/{_UNITS_SCHEMA}": _everywhere(UNITS_STEM),
            f"./{_EDITOR_FOLDER}/{_DOCUMENT_SCHEMA}": [
                *_everywhere("*"),
                *(f"!{name}" for stem in (PEOPLE_STEM, UNITS_STEM) for name in _everywhere(stem)),
            ],
            f"./{_EDITOR_FOLDER}/{_OFFICE_SCHEMA}": SETTINGS_FILE,
        },
        "yaml.format.enable": False,
        "editor.wordWrap": "on",
        "files.encoding": "utf8",
    }
    texts = {
        SETTINGS_FILE: _SETTINGS,
        f"{CONTENT_FOLDER}/.gitkeep": "",
        f"{TEMPLATES_FOLDER}/说明.txt": _TEMPLATES_NOTE,
        ".gitignore": f"/{OUTPUT_FOLDER}/\n/{STATE_FOLDER}/\n",
        f"{_EDITOR_FOLDER}/settings.json": _json(editor),
        f"{_EDITOR_FOLDER}/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
    }
    for name, text in texts.items():
        path = folder / name
        if not path.exists():
            replace_file(path, text.encode())
            yield path
    yield from write_schemas(folder / _EDITOR_FOLDER)


def write_schemas(folder: Path) -> Iterator[Path]:
    """The JSON Schemas of content files, of gongwen.yaml and of the registers, replaced if they were there."""
    schemas = {
        _DOCUMENT_SCHEMA: document_schema,
        _OFFICE_SCHEMA: office_schema,
        _PEOPLE_SCHEMA: people_schema,
        _UNITS_SCHEMA: units_schema,
    }
    for name, schema in schemas.items():
        replace_file(folder / name, _json(schema()).encode())
        yield folder / name


def _everywhere(stem: str) -> list[str]:
    """Where files named `stem` lie in a workspace, as an editor matches them."""
    return [f"{CONTENT_FOLDER}/**/{stem}{end}" for end in CONTENT_SUFFIXES]


def kind_names() -> tuple[str, ...]:
    """The kinds a new document may be of, in the order in which they are offered."""
    return tuple(DOCUMENTS)


def new_document(kind: str, path: Path, *, today: date) -> Path:
    """Write the skeleton of a document of `kind`, dated `today`, that builds as it stands."""
    if kind not in DOCUMENTS:
        nearest = difflib.get_close_matches(kind, DOCUMENTS, n=1, cutoff=0.3)
        raise ContentError(
            Diagnostic(
                Severity.ERROR,
                "content/unknown-kind",
                f"没有“{clip(kind)}”这个文种。",
                hint=(f"是否指“{nearest[0]}”？" if nearest else "") + f"可用的文种：{'、'.join(DOCUMENTS)}。",
            )
        )
    if path.suffix not in CONTENT_SUFFIXES:
        raise _refused(
            path, "file/not-yaml", f"内容文件的名字应以 {CONTENT_SUFFIXES[0]} 结尾。", f"可写成：{path}.yaml"
        )
    if path.exists():
        raise _refused(path, "file/exists", "文件已经存在，没有改动它。", "请换一个文件名。")
    skeleton = files("gongwen").joinpath("skeletons", f"{kind}.yaml").read_text("utf-8")
    dated = skeleton.replace(_TODAY, f": {in_words(today)}").replace(_THIS_YEAR, f"〔{today.year}〕")
    replace_file(path, dated.encode())
    return path


def _refused(path: Path, code: str, message: str, hint: str) -> FileError:
    return FileError(Diagnostic(Severity.ERROR, code, message, Place(file=str(path)), hint=hint))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
