"""`build --explain`: beside each document, where every computed word of it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongwen.compose.words import words
from gongwen.files import replace_file
from gongwen.load.package import load_package
from gongwen.model.ledger import Ledger
from gongwen.model.placeholders import Placeholder, has_braces, pieces
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Text
from gongwen.operations.attempt import PackageLibrary
from gongwen.operations.outcome import Outcome
from gongwen.operations.registers import Registers, with_people
from gongwen.operations.workspace import Workspace
from gongwen.report.explain import Explained, Source, explain_html
from gongwen.resolve.checks import texts_of
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.ledger import spot
from gongwen.resolve.places import place_of
from gongwen.resolve.resolve import resolve_document
from gongwen.resolve.scope import Expanding, Reckoned

SUFFIX = ".解释.html"
#: So many characters on either side of a computed word are shown.
_ROUND = 24


def explain_documents(workspace: Workspace, outcomes: Iterable[Outcome]) -> Iterator[Path]:
    """Write the explanation of every document that was made; yields the files."""
    registers = Registers(workspace)
    for outcome in outcomes:
        if outcome.output is None:
            continue
        package = load_package(workspace.root / outcome.source, workspace=workspace.root)
        package, _ = with_people(package, registers)
        library = PackageLibrary(workspace, package, registers)
        resolved, _ = resolve_document(package.document, library, workspace.office)
        path = outcome.output.with_name(f"{outcome.output.stem}{SUFFIX}")
        replace_file(path, explain_html(resolved.name, tuple(explained(resolved))).encode())
        yield path


def explained(resolved: ResolvedDocument) -> Iterator[Explained]:
    """Every computed place of a document, then of those that go out with it."""
    ledger = resolved.accounts.ledger if resolved.accounts is not None else None
    for text in texts_of(resolved.document):
        if has_braces(text):
            for line in text.nonblank_lines():
                yield from _of_line(line, resolved, ledger)
    for part in (resolved.issued, *(item.content for item in resolved.attachments)):
        if isinstance(part, ResolvedDocument):
            yield from explained(part)


def _of_line(line: Text, resolved: ResolvedDocument, ledger: Ledger | None) -> Iterator[Explained]:
    found = pieces(line)
    printed = [piece if isinstance(piece, str) else _printed(piece, resolved) for piece in found]
    for at, piece in enumerate(found):
        if not isinstance(piece, Placeholder):
            continue
        target = resolved.scope.find(piece.path)
        leaf = target.leaf if target is not None else None
        definition = "取自同名的内容"
        sources: tuple[Source, ...] = ()
        left_out: tuple[Source, ...] = ()
        if isinstance(leaf, Reckoned) and ledger is not None:
            figure = leaf.figures.figure(leaf.path)
            counted = set(map(id, figure.rows))
            definition = figure.definition
            sources = tuple(_source(row, ledger) for row in figure.rows)
            left_out = tuple(_source(row, ledger) for row in figure.base if id(row) not in counted)
        before, after = "".join(printed[:at]), "".join(printed[at + 1 :])
        yield Explained(
            str(place_of(line, piece.offset)),
            before[-_ROUND:],
            printed[at],
            after[:_ROUND],
            piece.source,
            definition,
            sources,
            left_out,
        )


def _printed(piece: Placeholder, resolved: ResolvedDocument) -> str:
    target = resolved.scope.find(piece.path)
    if target is None or isinstance(target.leaf, Expanding):
        return "（展开成几段）"
    return words(Text(piece.source), resolved.scope)


def _source(row: Suggestion, ledger: Ledger) -> Source:
    """Of a row of last year's ledger the place is told by its own 编号 as well."""
    return Source(str(row.number), str(row.title), spot(ledger.origin(row)))
