"""Making letters: batches dealt out, what was made put on record."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence

from gongwen.convert.program import find_office
from gongwen.diagnostics import ToolError
from gongwen.model.ledger import Ledger
from gongwen.operations.letters import sources
from gongwen.operations.letters.batch import Bench, make_batch
from gongwen.operations.letters.letter import Letter, failed, with_suffix
from gongwen.operations.letters.plan import Job, Plan
from gongwen.operations.letters.record import Known, recording
from gongwen.operations.letters.rows import unpacked
from gongwen.operations.letters.split import kind_of
from gongwen.operations.many_hands.parallel import Crew, spread
from gongwen.operations.many_hands.portions import batch_size
from gongwen.operations.outcome import worker_died
from gongwen.resolve.places import place_of


def make_letters(plan: Plan, crew: Crew | None = None) -> Iterator[Letter]:
    """Every letter of the plan as it is done, in the order of the ledger; each is on disk before it is told."""
    folder = plan.order.folder
    folder.mkdir(parents=True, exist_ok=True)
    can_see = find_office() is not None
    bench = Bench(plan.order, plan.workspace, plan.settings, plan.ledger, can_see=can_see)
    batches = _batches(plan.jobs(), batch_size(plan.count, crew))
    with recording(folder) as record:
        for batch, letters in _results(bench, batches, crew):
            done = letters if letters is not None else [_deadly(job, plan.ledger) for job in batch]
            record.put(_known(done))
            yield from done


def _results(
    bench: Bench, batches: Iterator[Sequence[Job]], crew: Crew | None
) -> Iterator[tuple[Sequence[Job], list[Letter] | None]]:
    """Every batch with what came of it: done in this process, in others beside it, or on other machines."""
    if crew is None or not crew.is_far:
        yield from spread(functools.partial(make_batch, bench), batches, crew)
        return
    # Loaded only for letters made on several machines.
    from gongwen.operations.letters.far import bundle_of, loaded, make_batch_far, received

    bundle = bundle_of(bench)
    loads = ([loaded(bundle, job) for job in batch] for batch in batches)
    for sent, returned in spread(functools.partial(make_batch_far, bundle), loads, crew):
        yield [load.job for load in sent], None if returned is None else received(bench, returned)


def _batches(jobs: Iterator[Job], size: int) -> Iterator[Sequence[Job]]:
    while batch := list(itertools.islice(jobs, size)):
        yield batch


def _deadly(job: Job, ledger: Ledger) -> Letter:
    row = unpacked(job.row, ledger)
    return failed(row, kind_of(row), ToolError(worker_died(place_of(row.number))))


def _known(letters: Sequence[Letter]) -> Iterator[tuple[str, Known]]:
    """What is to be remembered of files."""
    for letter in letters:
        if letter.known is not None:
            yield letter.output, letter.known
        if letter.source is not None:
            yield with_suffix(letter.output, sources.SUFFIX), letter.source
