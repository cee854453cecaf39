"""Making documents, and checking them without making them."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongwen.diagnostics import Diagnostic
from gongwen.operations.making.attempt import Done, Task, explain, kept
from gongwen.operations.making.batch import Order, make_batch, make_batch_elsewhere
from gongwen.operations.making.sources import Source, find_sources
from gongwen.operations.many_hands.portions import batch_size
from gongwen.operations.outcome import Outcome, fatal
from gongwen.operations.people.registers import Registers
from gongwen.operations.remembering.memory import Memory
from gongwen.operations.workspace import Workspace
from gongwen.registry.find import ISSUED_FILE

if TYPE_CHECKING:
    from gongwen.operations.many_hands.parallel import Crew
    from gongwen.operations.remembering.fixed import Fixed


class Site(Struct, frozen=True):
    """How a build goes about it: with whom (nobody: all in this process), and whom it tells how many there are."""

    crew: Crew | None = None
    tells: Callable[[int], None] = lambda count: None


HERE = Site()


def build_documents(
    workspace: Workspace, paths: Iterable[Path] = (), *, with_pdf: bool = False, site: Site = HERE
) -> Iterator[Outcome]:
    """Make the documents of `paths` (files or folders), or of the whole content folder.

    A document that another one includes is made as part of that one. One that fails costs only itself. What is as it
    was made last is left alone, unless it lacks the PDF that is wanted `with_pdf`.
    """
    # Refused here, and not document by document.
    _ = workspace.deflater
    memory = Memory(workspace, wants_pdf=with_pdf)
    try:
        order = Order(workspace, _fixed(workspace), writes=True, circumstances=memory.circumstances, adds_pdf=with_pdf)
        yield from _run(order, find_sources(workspace, paths, memory.unchanged), memory, site)
    finally:
        memory.close()


def check_documents(
    workspace: Workspace, paths: Iterable[Path] = (), *, looks: bool = False, site: Site = HERE
) -> Iterator[Outcome]:
    """Everything `build_documents` does, up to the writing, of every document; with a look at its pages if asked."""
    order = Order(workspace, _fixed(workspace), looks=looks)
    yield from _run(order, find_sources(workspace, paths, lambda _: None), None, site)


def explain_rebuild(workspace: Workspace, paths: Iterable[Path] = (), *, with_pdf: bool = False) -> Iterator[Outcome]:
    """What a build would do to each document, and why; nothing is made."""
    memory = Memory(workspace, wants_pdf=with_pdf)
    try:
        registers = Registers(workspace)
        for source in find_sources(workspace, paths, memory.unchanged):
            known = memory.of(source.path)
            if source.is_kept and known is not None:
                yield kept(workspace, known)
            else:
                yield explain(Task(source.path, known), registers, memory.circumstances)
    finally:
        memory.close()


def _fixed(workspace: Workspace) -> Fixed | None:
    """The documents that went out, if any did: only then is what compares with them loaded."""
    if not (workspace.root / ISSUED_FILE).exists():
        return None
    from gongwen.operations.remembering.fixed import fixed_documents

    return fixed_documents(workspace)


def _run(order: Order, sources: Sequence[Source], memory: Memory | None, site: Site) -> Iterator[Outcome]:
    """A batch at a time is made and remembered; what is said of no document in particular is said once."""
    site.tells(len(sources))
    made = _made(order, [source.path for source in sources if not source.is_kept], memory, site)
    said: set[Diagnostic] = set()
    for source in sources:
        outcome = _kept(order, source, memory, site) if source.is_kept else next(made)
        new = tuple(item for item in outcome.diagnostics if item not in said)
        said.update(item for item in new if not item.place.file)
        yield replace(outcome, diagnostics=new) if len(new) < len(outcome.diagnostics) else outcome


def _kept(order: Order, source: Source, memory: Memory | None, site: Site) -> Outcome:
    known = memory.of(source.path) if memory is not None else None
    # The memory may be deleted at any time, even now.
    return kept(order.workspace, known) if known is not None else next(_made(order, [source.path], memory, site))


def _made(order: Order, paths: Sequence[Path], memory: Memory | None, site: Site) -> Iterator[Outcome]:
    """What became of these, in their order."""
    size = batch_size(len(paths), site.crew)
    batches = (
        [Task(path, memory.of(path) if memory is not None else None) for path in paths[start : start + size]]
        for start in range(0, len(paths), size)
    )
    for batch, done in _results(order, batches, site.crew):
        if done is None:
            yield from (fatal(order.workspace.shown(task.path)) for task in batch)
            continue
        if memory is not None:
            memory.keep(item.record for item in done)
        yield from (item.outcome for item in done)


def _results(
    order: Order, batches: Iterator[list[Task]], crew: Crew | None
) -> Iterator[tuple[Sequence[Task], list[Done] | None]]:
    """Every batch with what came of it: done in this process, in others beside it, or on other machines."""
    build = os.urandom(16).hex()
    registers = Registers(order.workspace)
    if crew is None:
        yield from ((batch, make_batch(order, registers, batch)) for batch in batches)
        return
    # Loaded only for more hands than one.
    from gongwen.operations.many_hands.parallel import spread

    if not crew.is_far:
        yield from spread(functools.partial(make_batch_elsewhere, order, build), batches, crew)
    else:
        # Loaded only for builds on several machines.
        from gongwen.operations.many_hands.far import bundle_of, consigned, make_batch_far, received

        loads = ([consigned(order, registers, task) for task in batch] for batch in batches)
        for sent, returned in spread(functools.partial(make_batch_far, bundle_of(order, build)), loads, crew):
            yield [item.task for item in sent], None if returned is None else received(order, sent, returned)
