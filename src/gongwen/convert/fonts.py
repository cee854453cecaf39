"""Which face the machine puts in the place of one that a document names. Asks fontconfig; knows no document."""

from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path

from msgspec import Struct

#: Seconds; fontconfig answers at once, but may have to read all fonts the first time.
_TIMEOUT = 60.0


class FaceMatch(Struct, frozen=True):
    """What a program gets when it asks for the face `name`: the families of that font, and its file."""

    name: str
    families: tuple[str, ...]
    style: str
    file: Path

    @property
    def is_itself(self) -> bool:
        """Whether the font bears the name that was asked for."""
        return self.name in self.families


class FontFile(Struct, frozen=True):
    """A font in a file; `index` tells which of a collection."""

    file: Path
    index: int


#: Where systems without fontconfig keep fonts with Chinese letters.
_KNOWN = tuple(
    Path(name)
    for name in (
        "C:/Windows/Fonts/simfang.ttf",
        "C:/Windows/Fonts/simsun.ttc",
        "C:/Windows/Fonts/simhei.ttf",
        "C:/Windows/Fonts/msyh.ttc",
        "/System/Library/Fonts/STHeiti Light.ttc",
        "/System/Library/Fonts/PingFang.ttc",
    )
)


@functools.cache
def chinese_font(name: str) -> FontFile | None:
    """The font that stands here for the face `name`, or another one with Chinese letters; None if there is none."""
    answer = _ask(f"{name}:lang=zh-cn", "%{file}\n%{index}\n%{lang}\n")
    if len(answer) > 2 and "zh-cn" in answer[2].split("|"):
        return FontFile(Path(answer[0]), int(answer[1] or 0))
    return next((FontFile(file, 0) for file in _KNOWN if file.is_file()), None)


def match_face(name: str) -> FaceMatch | None:
    """The font that stands for `name` here; None where fontconfig is missing or does not answer.

    On Windows and macOS office programs do not go by fontconfig, and nothing is known.
    """
    lines = _ask(name, "%{family}\n%{style}\n%{file}\n")
    if len(lines) < 3:
        return None
    families = tuple(family.strip() for family in lines[0].split(","))
    return FaceMatch(name, families, lines[1].split(",")[0], Path(lines[2]))


def _ask(pattern: str, form: str) -> list[str]:
    """The lines that fontconfig answers; none where it is missing or does not answer."""
    if shutil.which("fc-match") is None:
        return []
    command = ["fc-match", "-f", form, pattern]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return []
    return answer.stdout.decode("utf-8", "replace").split("\n")
