"""Which parts stand on turned paper (clause 8): a part that is a wide table, and wide tables among text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from gongwen.printview import Block, PaperTurn, Paragraph, Part, PrintView, TableBlock

#: B16: the line that names a table and those between it and the table go with it; so far above, it names another.
_CAPTION = re.compile(r"表\s*\d")
_CAPTION_REACH = 2


def on_paper(view: PrintView) -> PrintView:
    """The view with its parts cut where the paper turns, and told to turn it."""
    parts: list[Part] = []
    for number, part in enumerate(view.parts):
        keeps_head = bool(part.recipient) or (number == 0 and view.masthead is not None)
        for piece in _pieces(part, keeps_head=keeps_head):
            turns = bool(parts) and parts[-1].is_turned != piece.is_turned
            parts.append(replace(piece, turn=PaperTurn(is_turned=parts[-1].is_turned) if turns else None))
    return replace(view, parts=tuple(parts), turn_back=PaperTurn(is_turned=True) if parts[-1].is_turned else None)


def _pieces(part: Part, *, keeps_head: bool) -> Iterator[Part]:
    """The part cut before and after each turned table; a title with nothing under it goes with the table."""
    runs = [run for run in _runs(part.blocks) if run]
    if not any(map(_is_turned, runs)):
        yield part
        return
    if keeps_head and _is_turned(runs[0]):
        runs.insert(0, [])
    for number, run in enumerate(runs):
        piece = replace(part if number == 0 else Part(title=()), is_turned=_is_turned(run), blocks=tuple(run))
        is_last = number == len(runs) - 1
        yield _ended(piece, part) if is_last else replace(piece, attachment_notes=(), signature=None, remarks=())


def _ended(piece: Part, whole: Part) -> Part:
    signature = whole.signature and replace(whole.signature, is_turned=piece.is_turned)
    return replace(piece, attachment_notes=whole.attachment_notes, signature=signature, remarks=whole.remarks)


def _runs(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Text and tables in turn; a turned table has its caption before it and its instructions after it."""
    run: list[Block] = []
    notes = 0
    for block in blocks:
        if isinstance(block, TableBlock) and block.table.is_turned:
            start = _caption(run)
            yield run[:start]
            run, notes = [*run[start:], block], block.note_count
            if not notes:
                yield run
                run = []
            continue
        run.append(block)
        if notes:
            notes -= 1
            if not notes:
                yield run
                run = []
    yield run


def _caption(run: list[Block]) -> int:
    """Where the caption of the table after `run` begins; the end of the run when there is none."""
    for index in range(len(run) - 1, max(len(run) - 1 - _CAPTION_REACH, -1), -1):
        block = run[index]
        if not isinstance(block, Paragraph):
            break
        if _CAPTION.match(block.text):
            return index
    return len(run)


def _is_turned(run: list[Block]) -> bool:
    return any(isinstance(block, TableBlock) and block.table.is_turned for block in run)
