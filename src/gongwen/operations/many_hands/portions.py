"""How many things are worked on at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongwen.operations.many_hands.parallel import Crew

#: So many documents are in memory, and go through one office program, at a time: its memory only grows.
LARGEST_BATCH = 50


def batch_size(count: int, crew: Crew | None) -> int:
    """Things a batch: none too many, and as many for each worker."""
    workers = crew.width if crew is not None else 1
    rounds = -(-count // (LARGEST_BATCH * workers))
    return max(-(-count // max(rounds * workers, 1)), 1)
