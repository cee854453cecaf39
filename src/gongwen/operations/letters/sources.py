"""The content file beside a letter: what the letter was made from, for a writer to go on with (`gongwen build`)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import yaml

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity
from gongwen.model.record import Record
from gongwen.model.suggestion import Suggestion

SUFFIX = ".yaml"
_HEAD = "# 由 gongwen ledger replies 写出。改动以后，这一份不再成批生成，请用 gongwen build 生成。\n"


class _Dumper(yaml.SafeDumper):
    """Chinese as it is, texts of several lines as blocks."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent)


def source_bytes(
    kind: str, item: Suggestion, ledger: str, keys: Mapping[str, object], *, is_one_of_many: bool
) -> bytes:
    """A content file of these keys about an item of `ledger`, a path from the file's own folder.

    `is_one_of_many`: others in the ledger have the same number, so that the file must say more of its own.
    """
    parts: dict[str, object] = {"文种": kind, "台账": ledger, "建议": item.number}
    if is_one_of_many:
        parts |= {"会议": item.session, "层级": item.level, "类别": item.category}
    body = {"正文": f"{keys['正文']}".rstrip("\n") + "\n"}
    plain = {key: _plain(value) for key, value in (parts | dict(keys) | body).items() if value}
    text = yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return (_HEAD + text).encode()


def path_between(folder: Path, ledger: Path, workspace: Path) -> str:
    """The ledger as a content file in `folder` names it; refuses (FileError) what is not in the workspace."""
    inside, target = folder.resolve(), ledger.resolve()
    for path in (inside, target):
        if not path.is_relative_to(workspace):
            raise FileError(
                Diagnostic(
                    Severity.ERROR,
                    "file/letters-outside",
                    "在工作文件夹之外，写出的内容文件不能用 gongwen build 生成。",
                    Place(file=str(path)),
                    hint="请把台账和 --out 都放在工作文件夹里，或不加 --yaml。",
                )
            )
    return Path(os.path.relpath(target, inside)).as_posix()


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return _plain(value.model_dump(by_alias=True, exclude_defaults=True))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return str(value)
