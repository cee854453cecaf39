"""依据: what an output follows from."""

from __future__ import annotations

import hashlib

from msgspec import Struct


class Basis(Struct, frozen=True):
    """What an output follows from, as digests: the composed texts, the template, the program."""

    words: str
    template: str
    program: str

    def __str__(self) -> str:
        return f"文字 {self.words}；模板 {self.template}；程序 {self.program}"

    @classmethod
    def parse(cls, text: str) -> Basis | None:
        """The basis that was written so; None for anything else."""
        parts = dict(part.strip().partition(" ")[::2] for part in text.split("；"))
        return cls(parts["文字"], parts["模板"], parts["程序"]) if {"文字", "模板", "程序"} <= parts.keys() else None


def short_digest(data: bytes) -> str:
    """Enough of a SHA-256 to tell two versions of one thing apart."""
    return hashlib.sha256(data).hexdigest()[:16]
