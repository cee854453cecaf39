"""Pages that a reader can follow step by step, followed here: files are written, commands run, outputs compared.

A page speaks to this module in its own words:

- a line `` `content/通知.yaml`： `` above a yaml block: write the block to that file. After the name may stand
  （第 4 行）: put the block in place of the lines from there on; （末尾加上）: add it at the end; （存成 GBK）.
- a console block: `$ cd …`, `$ gongwen …` and `$ echo $?` are run, what follows them is their output.
- a line `` `output/通知.docx` 里有： `` above a text block: its lines stand in that document, in this order.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import docx
from docx.table import Table
from msgspec import Struct, field

from gongwen.cli import main
from gongwen.convert.program import OFFICE_VARIABLE
from gongwen.operations.start import start_workspace

_FENCE = re.compile(r"```(\w*)")
_FILE = re.compile(r"`([^`]+)`(?:（([^）]+)）)?(?: 里有)?：")
_LINE = re.compile(r"第 (\d+) 行")
_PROMPT = "$ "
#: What stands for the place of the reader's own folders.
_SOMEWHERE = "…"


class Walk(Struct, dict=True):
    """One reader in one folder. `page` is what was read, with the outputs that were really seen."""

    folder: Path
    here: Path = Path()
    code: int = 0
    page: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    #: How many blocks were followed: a guard that sees none is blind.
    steps: int = 0

    def __post_init__(self) -> None:
        self.here = self.folder

    def follow(self, text: str) -> None:
        """Read on through `text`."""
        lines = text.split("\n")
        at = 0
        label = ""
        while at < len(lines):
            line = lines[at]
            fence = _FENCE.fullmatch(line)
            if fence is None:
                label = line or label
                self.page.append(line)
                at += 1
                continue
            end = lines.index("```", at + 1)
            block = lines[at + 1 : end]
            self.page += [line, *self._block(fence[1], label, block), "```"]
            label = ""
            at = end + 1

    def _block(self, language: str, label: str, block: list[str]) -> list[str]:
        named = _FILE.fullmatch(label)
        if language == "console":
            self.steps += 1
            return list(self._console(block))
        if named is not None and language == "yaml":
            self.steps += 1
            self._write(self.here / named[1], named[2] or "", block)
        elif named is not None and language == "text":
            self.steps += 1
            self._compare(named[1], block)
        elif language in ("yaml", "text"):
            self.problems.append(f"a {language} block without a file name: {block[0]}")
        return block

    def _write(self, path: Path, how: str, block: list[str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        encoding = "gbk" if "GBK" in how else "utf-8"
        if replaced := _LINE.fullmatch(how):
            lines = path.read_text(encoding).split("\n")
            start = int(replaced[1]) - 1
            lines[start : start + len(block)] = block
        elif how == "末尾加上":
            lines = [*path.read_text(encoding).rstrip("\n").split("\n"), *block, ""]
        else:
            lines = [*block, ""]
        path.write_text("\n".join(lines), encoding)

    def _console(self, block: list[str]) -> Iterator[str]:
        for command in (line for line in block if line.startswith(_PROMPT)):
            yield command
            yield from self._run(shlex.split(command.removeprefix(_PROMPT)))

    def _run(self, words: list[str]) -> Iterator[str]:
        match words:
            case ["cd", folder]:
                self.here = (self.here / folder).resolve()
            case ["echo", "$?"]:
                yield str(self.code)
            case ["gongwen", *arguments]:
                yield from self._gongwen(arguments)
            case _:
                self.problems.append(f"a command that is not followed: {shlex.join(words)}")

    def _gongwen(self, arguments: list[str]) -> Iterator[str]:
        said = io.StringIO()
        before = sys.argv
        sys.argv = ["gongwen", *arguments]
        try:
            # What a page shows must not depend on the office program of the machine that makes the page.
            with (
                patch.dict(os.environ, {OFFICE_VARIABLE: ""}),
                contextlib.chdir(self.here),
                contextlib.redirect_stdout(said),
                contextlib.redirect_stderr(said),
            ):
                main()
        except SystemExit as leaving:
            self.code = int(leaving.code or 0)
        finally:
            sys.argv = before
        yield from said.getvalue().replace(str(self.folder), _SOMEWHERE).splitlines()

    def _compare(self, name: str, wanted: list[str]) -> None:
        text = text_of(self.here / name)
        at = 0
        for line in filter(None, map(squeezed, wanted)):
            found = text.find(line, at)
            if found < 0:
                self.problems.append(f"{name}: not there, or not in this order: {line}")
                return
            at = found + len(line)


def text_of(path: Path) -> str:
    """The words of a document in order, without blanks."""
    pieces = []
    for item in docx.Document(str(path)).iter_inner_content():
        if isinstance(item, Table):
            pieces += [cell.text for row in item.rows for cell in row.cells]
        else:
            pieces.append(item.text)
    return squeezed("".join(pieces))


def squeezed(text: str) -> str:
    """Without blanks: they are layout."""
    return re.sub(r"\s", "", text)


def walk_page(text: str, folder: Path) -> Walk:
    """Follow a page from its beginning to its end in one folder."""
    walk = Walk(folder.resolve())
    walk.follow(text)
    return walk


def walk_recipes(text: str, folder: Path) -> Walk:
    """Follow a page of recipes: each section begins in a new workspace."""
    whole = Walk(folder.resolve())
    for number, section in enumerate(re.split(r"(?m)^(?=## )", text)):
        root = folder.resolve() / str(number)
        walk = Walk(root)
        walk.here = root / "我的科室"
        list(start_workspace(walk.here))
        walk.follow(section)
        # A section ends with the line break before the next; split and join agree on that.
        whole.page.append("\n".join(walk.page))
        whole.problems += walk.problems
        whole.steps += walk.steps
    whole.page = ["".join(whole.page)]
    return whole
