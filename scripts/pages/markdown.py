"""Markdown as the made pages write it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- 本页由 make docs 生成，请勿手改。 -->"


def page(title: str, *blocks: str) -> str:
    """A whole made page."""
    return "\n\n".join((f"# {title}", MADE, *blocks)) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line breaks inside cells are made harmless."""
    lines = [_row(head), _row(["---"] * len(head)), *(_row([_cell(text) for text in row]) for row in rows)]
    return "\n".join(lines)


def code(text: str) -> str:
    """Text in a typewriter face; inside a table a bar needs its backslash, which `table` adds."""
    return f"`{text}`"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", "<br>")
