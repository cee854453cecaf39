"""Documents made, looked at, and made again until their pages are as they should be.

All documents that have something to decide go through the office program together, and only those that a decision has
changed go again. A document that the office program cannot show stays as the first guess made it, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from gongwen.compose.decided import follow
from gongwen.compose.fit import first_guess, has_something_to_decide
from gongwen.convert.program import find_office, is_office_declined
from gongwen.decisions import Decisions
from gongwen.diagnostics import Diagnostic, GongwenError, Place, Severity
from gongwen.files import LARGEST_OUTPUT, read_bytes
from gongwen.printview import PrintView
from gongwen.render.pipeline import render_docx
from gongwen.render.template import Template

if TYPE_CHECKING:
    from gongwen.measure import Outlines

#: So many looks at a document at most: at the first guess, at what was decided, at what follows from that.
_ROUNDS = 5
_RESTLESS = f"版面经 {_ROUNDS} 次调整仍未定下来，按最后一次生成。"

_NO_OFFICE = Diagnostic(
    Severity.HINT,
    "layout/undecided",
    "没有找到 LibreOffice。",
    hint="落款是否独占一页、版记放不放得下，请打开文件看；装上 LibreOffice 后会自动看过再定。",
)


class Draft(Struct, frozen=True):
    """A document as it is made now, from the texts of `plain` and what was decided about them.

    `pdf` are its pages, once they have been seen and nothing more is to change.
    """

    source: str
    template: Template
    plain: PrintView
    decisions: Decisions
    view: PrintView
    data: bytes
    pdf: bytes | None = None
    remarks: tuple[Diagnostic, ...] = ()


def make_draft(source: str, template: Template, plain: PrintView) -> Draft:
    """The document by the first guess; `plain` is composed without any decision. Raises TemplateError."""
    return _make(source, template, plain, first_guess(plain, template.geometry))


def _make(source: str, template: Template, plain: PrintView, decisions: Decisions) -> Draft:
    view = follow(plain, decisions)
    data = render_docx(view, template, decisions).data
    return Draft(source, template, plain, decisions, view, data)


def settle(drafts: Sequence[Draft], *, imprint_on_even_page: bool = False, wants_pages: bool = False) -> list[Draft]:
    """Each document as its pages want it, and what is to be told of it.

    `wants_pages`: those with nothing to decide are looked at too, for their pages are to go out.
    """
    settled = list(drafts)
    pending = [index for index, draft in enumerate(settled) if has_something_to_decide(draft.view)]
    if is_office_declined():
        return settled
    if find_office() is None:
        if pending:
            settled[pending[0]] = _unseen(settled[pending[0]], (_NO_OFFICE,), file="")
        return settled
    if wants_pages:
        pending = list(range(len(settled)))
    if not pending:
        return settled
    try:
        for turn in range(1, _ROUNDS + 1):
            pending = _turn(settled, pending, on_even_page=imprint_on_even_page, is_last=turn == _ROUNDS)
            if not pending:
                break
    except (GongwenError, OSError) as error:
        # Nothing is to be seen by this program, or on this disk; said once for all.
        why = error.diagnostics if isinstance(error, GongwenError) else (_hint("写不了临时文件。", ""),)
        settled[pending[0]] = _unseen(settled[pending[0]], why, file="")
    return settled


def _turn(settled: list[Draft], pending: list[int], *, on_even_page: bool, is_last: bool) -> list[int]:
    """One look at those that are pending, put back into `settled`; which of them to look at again."""
    # Only where pages are looked at: these rooms take as long to load as half a build of one document.
    import tempfile

    from gongwen.measure import Outlines
    from gongwen.operations.making.pages import convert_documents

    with tempfile.TemporaryDirectory(prefix="gongwen-", ignore_cleanup_errors=True) as folder:
        paths = {index: Path(folder) / f"{index}.docx" for index in pending}
        for index, path in paths.items():
            path.write_bytes(settled[index].data)
        pages = convert_documents(paths.values(), Path(folder))
        if pages.failure is not None:
            raise pages.failure
        known = Outlines()
        for index, path in paths.items():
            settled[index] = (
                _look(settled[index], pages.pdfs[path], known, on_even_page=on_even_page, is_last=is_last)
                if path in pages.pdfs
                else _unseen(settled[index], pages.faults[path])
            )
    return [index for index in pending if settled[index].pdf is None and not settled[index].remarks]


def _look(draft: Draft, pdf: Path, known: Outlines, *, on_even_page: bool, is_last: bool) -> Draft:
    """The draft with its pages when they may stay as they are, else made anew, without."""
    from gongwen.measure import measure_pdf
    from gongwen.paginate import decide, remarks

    try:
        measurement = measure_pdf(pdf, known)
        decided = decide(
            measurement,
            draft.view,
            draft.decisions,
            geometry=draft.template.geometry,
            imprint_on_even_page=on_even_page,
        )
        if decided.decisions == draft.decisions or is_last:
            told = tuple(remarks(decided, draft.source))
            if decided.decisions != draft.decisions:
                told = (*told, _hint(_RESTLESS, draft.source))
            return replace(draft, pdf=read_bytes(pdf, limit=LARGEST_OUTPUT), remarks=told)
        return _make(draft.source, draft.template, draft.plain, decided.decisions)
    except GongwenError as error:
        return _unseen(draft, error.diagnostics)


def _unseen(draft: Draft, why: tuple[Diagnostic, ...], file: str | None = None) -> Draft:
    """The draft, with the remark that its pages were not looked at, and why."""
    facts = "".join(item.message for item in why)
    hint = next((item.hint for item in why if item.hint), None)
    place = draft.source if file is None else file
    return replace(draft, remarks=(*draft.remarks, _hint(f"版面未检查，按估计排版：{facts}", place, hint)))


def _hint(message: str, file: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic(Severity.HINT, "layout/undecided", message, Place(file=file), hint=hint)
