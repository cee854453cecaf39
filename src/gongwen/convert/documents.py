"""Many documents to PDF: names, batches, and which document was to blame when something went wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from gongwen.convert.process import DOCX_FILTER, TEXT_FILTER, Ending, is_whole_pdf, run_office
from gongwen.convert.program import find_office
from gongwen.convert.stable import without_time_of_making
from gongwen.diagnostics import Diagnostic, Place, Severity, ToolError
from gongwen.files import LARGEST_OUTPUT, read_bytes, replace_file

#: Seconds one document may take. The slowest honest one met (a picture of 900 megapixels) took 59 s.
DEFAULT_TIMEOUT = 60.0

#: A process is restarted after so many documents: LibreOffice's memory only grows.
_BATCH = 50
_DOCX_LIMIT = 100_000_000

_INSTALL_HINT = "请安装 LibreOffice（Debian、Ubuntu 可运行 scripts/install-office.sh），并确保 soffice 在 PATH 中。"


class ConversionError(ToolError):
    """Some documents gave no PDF. `made` has those that did: document to PDF, already in place."""

    def __init__(self, *diagnostics: Diagnostic, made: Mapping[Path, Path]) -> None:
        super().__init__(*diagnostics)
        self.made = dict(made)


def convert_to_pdf(docx_files: Sequence[Path], folder: Path, *, timeout: float = DEFAULT_TIMEOUT) -> tuple[Path, ...]:
    """Convert `docx_files` into `folder`; the PDFs in the order of the documents, each whole and new.

    A PDF is named after its document; of several with one name (上报/通知.docx, 下发/通知.docx) the later ones get a
    number (通知-2.pdf). `timeout` is in seconds and for one document. Raises FileError for a document that cannot be
    read, before anything is converted; ToolError when the office program is missing or itself broken; ConversionError,
    after everything else has been converted, naming each document that failed. An older PDF of a failed document stays
    as it was.
    """
    documents = tuple(docx_files)
    if not documents:
        return ()
    program = demand_office()
    targets = _targets(documents, folder)
    # A name may stand twice in the list; it is converted once.
    pending = dict(zip(documents, targets, strict=True))
    with tempfile.TemporaryDirectory(prefix="gongwen-office-", ignore_cleanup_errors=True) as name:
        batch = _Batch(program, Path(name).resolve(), pending, timeout)
        batch.copy_documents()
        for start in range(0, len(documents), _BATCH):
            batch.convert(tuple(batch.copies)[start : start + _BATCH])
    if batch.failures:
        raise ConversionError(*batch.failures, made=batch.made)
    return tuple(pending[document] for document in documents)


def demand_office() -> Path:
    """The office program; ToolError if there is none."""
    program = find_office()
    if program is None:
        raise ToolError(
            Diagnostic(
                Severity.ERROR, "tool/office-missing", "没有找到 LibreOffice，不能生成 PDF。", hint=_INSTALL_HINT
            )
        )
    return program


def _targets(documents: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    """A PDF for each document: no two alike, not even on a system that folds case."""
    taken: set[str] = set()
    own = {document.stem.casefold() for document in documents}
    places: dict[Path, Path] = {}
    for document in documents:
        if document in places:
            continue
        stem, number = document.stem, 1
        while stem.casefold() in taken or (number > 1 and stem.casefold() in own):
            number += 1
            stem = f"{document.stem}-{number}"
        taken.add(stem.casefold())
        places[document] = folder / f"{stem}.pdf"
    return tuple(places[document] for document in documents)


class _Batch(Struct, dict=True):
    """The documents of one call on their way: copies by plain numbers in, PDFs to their places out."""

    program: Path
    workspace: Path
    targets: Mapping[Path, Path]
    timeout: float
    copies: dict[Path, Path] = field(default_factory=dict)
    made: dict[Path, Path] = field(default_factory=dict)
    failures: list[Diagnostic] = field(default_factory=list)
    is_known_to_work: bool = False

    def copy_documents(self) -> None:
        """Copy each document to a name of digits: no blanks, no equal stems, no relative link that leads anywhere."""
        inbox = self.workspace / "in"
        inbox.mkdir()
        for number, document in enumerate(self.targets, start=1):
            copy = inbox / f"{number:06d}.docx"
            copy.write_bytes(read_bytes(document, limit=_DOCX_LIMIT))
            self.copies[copy] = document

    def convert(self, copies: Sequence[Path]) -> None:
        """Convert `copies`, running the office again without the culprit as often as one brings it down.

        LibreOffice works in the order given, so at a crash or time-out the first one without a PDF is the suspect: it
        is tried once more alone, the innocent ones behind it together. Each round has fewer documents than the last.
        """
        ending, missing = self._run(copies)
        if missing and not self.made:
            self._demand_working_office()
        if ending is Ending.DONE or len(copies) == 1:
            # At a quiet end LibreOffice has tried each of these, found it unreadable, and gone on to the next.
            self.failures += [self._failure(copy, ending) for copy in missing]
            return
        if missing:
            self.convert(missing[:1])
        if len(missing) > 1:
            self.convert(missing[1:])

    def _run(self, copies: Sequence[Path]) -> tuple[Ending, tuple[Path, ...]]:
        """One run; PDFs that came are put in place. Returns how it ended and what is missing."""
        with self._folder() as name:
            folder = Path(name)
            ending = self._office(copies, folder, DOCX_FILTER, self.timeout)
            missing = []
            for copy in copies:
                pdf = folder / "out" / f"{copy.stem}.pdf"
                if is_whole_pdf(pdf):
                    document = self.copies[copy]
                    replace_file(self.targets[document], without_time_of_making(read_bytes(pdf, limit=LARGEST_OUTPUT)))
                    self.made[document] = self.targets[document]
                else:
                    missing.append(copy)
        return ending, tuple(missing)

    def _demand_working_office(self) -> None:
        """Convert one line of text, once a call: an office that fails at this is to blame, not the documents."""
        if self.is_known_to_work:
            return
        with self._folder() as name:
            folder = Path(name)
            text = folder / "text.txt"
            text.write_text("公文", encoding="utf-8")
            # Its own limit: a short one for documents would call an office broken that only starts slowly.
            self._office((text,), folder, TEXT_FILTER, max(self.timeout, DEFAULT_TIMEOUT))
            if not is_whole_pdf(folder / "out" / "text.pdf"):
                raise ToolError(
                    Diagnostic(
                        Severity.ERROR,
                        "tool/office-broken",
                        "LibreOffice 不能正常工作：连一行文字也没有转换成 PDF。",
                        Place(file=str(self.program)),
                        hint=f"可能安装不完整（缺少 Writer）。{_INSTALL_HINT}",
                    )
                )
        self.is_known_to_work = True

    def _folder(self) -> tempfile.TemporaryDirectory[str]:
        return tempfile.TemporaryDirectory(dir=self.workspace, ignore_cleanup_errors=True)

    def _office(self, files: Sequence[Path], folder: Path, input_filter: str, timeout: float) -> Ending:
        out = folder / "out"
        out.mkdir()
        try:
            return run_office(self.program, files, out, folder, timeout=timeout, input_filter=input_filter)
        except OSError as error:
            raise ToolError(
                Diagnostic(
                    Severity.ERROR,
                    "tool/office-unstartable",
                    f"LibreOffice 无法启动：系统错误 {error.errno or error.__class__.__name__}。",
                    Place(file=str(self.program)),
                    hint=_INSTALL_HINT,
                )
            ) from error

    def _failure(self, copy: Path, ending: Ending) -> Diagnostic:
        document = self.copies[copy]
        code, message, hint = {
            Ending.TIMEOUT: (
                "tool/office-timeout",
                f"转换 PDF 超过 {self.timeout:g} 秒，已终止。",
                "请检查文件中是否有特大图片，或放宽时限后重试",
            ),
            Ending.CRASH: (
                "tool/office-crashed",
                "转换 PDF 时 LibreOffice 异常退出。",
                "请用 LibreOffice 打开这个文件，看能否正常显示",
            ),
            Ending.DONE: (
                "tool/office-no-result",
                "LibreOffice 没有生成 PDF，多半是读不懂这个文件。",
                "请确认文件是完整的 DOCX",
            ),
        }[ending]
        return Diagnostic(Severity.ERROR, code, message, Place(file=str(document)), hint=f"{hint}；原有 PDF 未改动。")
