"""Which face the machine puts in the place of one that a document names. Asks fontconfig; knows no document."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

#: Seconds; fontconfig answers at once, but may have to read all fonts the first time.
_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class FaceMatch:
    """What a program gets when it asks for the face `name`: the families of that font, and its file."""

    name: str
    families: tuple[str, ...]
    style: str
    file: Path

    @property
    def is_itself(self) -> bool:
        """Whether the font bears the name that was asked for."""
        return self.name in self.families


def match_face(name: str) -> FaceMatch | None:
    """The font that stands for `name` here; None where fontconfig is missing or does not answer.

    On Windows and macOS office programs do not go by fontconfig, and nothing is known.
    """
    if shutil.which("fc-match") is None:
        return None
    command = ["fc-match", "-f", "%{family}\n%{style}\n%{file}\n", name]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return None
    lines = answer.stdout.decode("utf-8", "replace").split("\n")
    if len(lines) < 3:
        return None
    families = tuple(family.strip() for family in lines[0].split(","))
    return FaceMatch(name, families, lines[1].split(",")[0], Path(lines[2]))
