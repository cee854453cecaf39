"""What became of a letter, and how its files are called."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct, field

from gongwen.diagnostics import Diagnostic, ExitCode, GongwenError, Place, Severity
from gongwen.model.suggestion import Suggestion
from gongwen.operations.letters.record import Known
from gongwen.resolve.places import place_of

What = Literal["制成", "没有变化", "单独编辑", "这次不做", "不用答复", "没有做成"]
SUFFIX = ".docx"
_LONGEST_NAME = 60
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class Letter(Struct, frozen=True):
    """What became of one row. `known` is what is to be remembered of a file, `source` of the content file beside it;
    `pdf` stands beside the DOCX."""

    number: str
    title: str
    what: What
    kind: str = ""
    output: str = ""
    pdf: str = ""
    reason: str = ""
    place: Place = field(default_factory=Place)
    diagnostics: tuple[Diagnostic, ...] = ()
    known: Known | None = None
    source: Known | None = None
    exit_code: ExitCode = ExitCode.DONE


def failed(row: Suggestion, kind: str, refusal: GongwenError) -> Letter:
    """A row that costs only its own letter."""
    return not_made(Letter(row.number, row.title, "没有做成", kind, place=place_of(row.number)), refusal)


def not_made(letter: Letter, refusal: GongwenError) -> Letter:
    """The letter, which came to nothing after all."""
    first = next((item for item in refusal.diagnostics if item.severity is Severity.ERROR), refusal.diagnostics[0])
    return Letter(
        letter.number,
        letter.title,
        "没有做成",
        letter.kind,
        reason=first.message,
        place=first.place if first.place.line else letter.place,
        diagnostics=refusal.diagnostics,
        exit_code=refusal.exit_code,
    )


def file_name(name: str) -> str:
    """A name that every system takes for a file."""
    return _UNSAFE.sub("_", name)[:_LONGEST_NAME].rstrip(" .")


def output_of(name: str, told: str) -> str:
    """The file of a letter of the row called `name`; `told` tells it from the row's others."""
    return f"{name} {file_name(told)}{SUFFIX}" if told else f"{name}{SUFFIX}"


def with_suffix(output: str, suffix: str) -> str:
    """The name of a file beside a letter."""
    return output.removesuffix(SUFFIX) + suffix
