"""Sending a document out: it takes the next number of its series, and from then on it stays as it is.

The order of the steps makes every crash harmless: the number is taken in the register before anything carries it, and a
document whose number is taken goes on where it was left.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import ContentError, Diagnostic, Place, Severity
from gongwen.files import LARGEST_OUTPUT, read_bytes, replace_file
from gongwen.load.insert import with_key
from gongwen.load.package import load_package
from gongwen.load.record import LARGEST_FILE
from gongwen.model.dates import in_words, parse_date
from gongwen.model.document import Official
from gongwen.model.issued import IssuedEntry, IssuedRegister, Series, series_of
from gongwen.operations.locks import locked
from gongwen.operations.making.build import build_documents, check_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.remembering.fixed import changed_outputs
from gongwen.operations.workspace import Workspace
from gongwen.registry.find import ISSUED_FILE
from gongwen.registry.issued import issued_bytes, read_issued

_KIND_KEY = "文种"
#: These count by themselves, without a code (10.2, 10.3).
_OWN_SERIES = {"命令": Series("第", kind="命令"), "纪要": Series("第", "期", "纪要")}


class Issued(Struct, frozen=True):
    """A document that went out: its line in the register, and how it was made."""

    entry: IssuedEntry
    outcome: Outcome


def issue_document(
    workspace: Workspace, path: Path, *, today: date, code: str | None = None, with_pdf: bool = False
) -> Issued:
    """Give the document its number, make it, and enter it. `code` is the 机关代字 if the office has several.

    What goes out is the DOCX: it is out even if the PDF that is wanted `with_pdf` cannot be made.

    Refuses (GongwenError) what cannot be made, has no date, is out already, or would leave a gap in its series; nothing
    is then changed. After a crash the same call goes on with the number that was taken.
    """
    source = path.resolve()
    shown = workspace.shown(source)
    with locked(workspace, "发文登记", ISSUED_FILE):
        register, _ = read_issued(workspace.root)
        official = _official(workspace, source, shown)
        entry = register.of(shown)
        if entry is None:
            title = _makable_title(workspace, source) or official.kind
            entry = _reserved(workspace, official, shown, title, register, today, code)
            register = register.with_entry(entry)
            _write(workspace, register)
        elif entry.state == "已印发":
            raise ContentError(
                _error(
                    "content/issued-already",
                    f"这份公文已经以{entry.number}印发（{entry.entered}登记）。",
                    shown,
                    "要发新的公文，请另建一个内容文件；只要 PDF 的，运行“gongwen build 内容文件 --pdf”。",
                )
            )
        if official.number is None:
            _number_file(source, shown, _number_key(official), entry.number)
        (outcome,) = build_documents(workspace, [source], with_pdf=with_pdf)
        if outcome.output is None:
            raise ContentError(*outcome.diagnostics)
        digest = hashlib.sha256(read_bytes(outcome.output, limit=LARGEST_OUTPUT)).hexdigest()
        final = {"状态": "已印发", "SHA-256": digest, "依据": outcome.basis}
        entry = IssuedEntry.model_validate(entry.model_dump(by_alias=True) | final)
        _write(workspace, register.with_entry(entry))
        return Issued(entry, outcome)


def _official(workspace: Workspace, source: Path, shown: str) -> Official:
    document = load_package(source, workspace=workspace.root).document
    if not isinstance(document, Official):
        raise ContentError(
            _error(
                "content/not-issuable",
                f"{document.kind}不单独发文，没有发文字号。",
                shown,
                "请用通知印发它，再给那份通知编号。",
            )
        )
    return document


def _reserved(
    workspace: Workspace,
    document: Official,
    shown: str,
    title: str,
    register: IssuedRegister,
    today: date,
    code: str | None,
) -> IssuedEntry:
    """The line that takes the number."""
    if document.date is None:
        raise ContentError(
            _error(
                "content/issue-undated", "没有成文日期，不能编号。", shown, f"请写上日期，如：日期: {in_words(today)}"
            )
        )
    year = parse_date(document.date).year
    if document.number is not None:
        series, serial = series_of(document.number, document.kind)
        _refuse_wrong_serial(document, series, serial, register)
    else:
        series = _OWN_SERIES.get(document.kind) or Series.of_year(code or _code(workspace, document, shown), year)
        serial = register.next_serial(series) or 1
    return IssuedEntry.model_validate(
        {
            "发文字号": series.number(serial),
            "标题": title,
            "文种": document.kind,
            "成文日期": in_words(parse_date(document.date)),
            "登记日期": in_words(today),
            "内容文件": shown,
            "状态": "预留",
        }
    )


def _refuse_wrong_serial(document: Official, series: Series, serial: int, register: IssuedRegister) -> None:
    """A number written by hand must be the next one; the first of a series may be any: a register may begin late."""
    expected = register.next_serial(series)
    if expected is None or serial == expected:
        return
    assert document.number is not None
    origin = document.number.origin
    place = Place(origin.file, origin.line, origin.column) if origin is not None else Place()
    taken = next((item for item in register.entries if (item.number, item.series) == (document.number, series)), None)
    message = (
        f"“{document.number}”已经给了“{taken.title}”（{taken.source}）。"
        if taken is not None
        else f"“{document.number}”不是下一个号，中间会断号。"
    )
    code = "content/number-taken" if taken is not None else "content/number-gap"
    hint = f"下一个号是{series.number(expected)}；也可以删去“{_number_key(document)}”这一行，让 gongwen 编号。"
    raise ContentError(Diagnostic(Severity.ERROR, code, message, place, hint=hint))


def _code(workspace: Workspace, document: Official, shown: str) -> str:
    """The 机关代字 of this kind of document."""
    found = workspace.office.code_of(document.kind)
    if found is not None:
        return found
    raise ContentError(
        _error(
            "content/no-code",
            f"不知道{document.kind}的机关代字，不能编号。",
            shown,
            "请在 gongwen.yaml 里写“机关代字: 云自然资字”，或用 --code 给出。",
        )
    )


def _makable_title(workspace: Workspace, source: Path) -> str:
    """The title of a document that can be made: no number is spent on one with errors."""
    (outcome,) = check_documents(workspace, [source])
    if outcome.made is None:
        raise ContentError(*outcome.diagnostics)
    return outcome.made.title


def _number_key(document: Official) -> str:
    """What a writer of this 文种 calls its number: 文号, 令号, 编号."""
    return type(document).model_fields["number"].alias or ""


def _number_file(source: Path, shown: str, key: str, number: str) -> None:
    """Write the number into the content file, below 文种."""
    data = with_key(read_bytes(source, limit=LARGEST_FILE), key, number, after=_KIND_KEY)
    if data is None:
        raise ContentError(
            _error(
                "content/number-not-written",
                f"这个文件写成了一行，不能替您写上文号；{number}已经预留给它。",
                shown,
                f"请自己加上：{key}: {number}，再运行一次。",
            )
        )
    replace_file(source, data)


def _write(workspace: Workspace, register: IssuedRegister) -> None:
    replace_file(workspace.root / ISSUED_FILE, issued_bytes(register))


def _error(code: str, message: str, file: str, hint: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, Place(file=file), hint=hint)


def check_register(workspace: Workspace) -> tuple[tuple[IssuedEntry, ...], tuple[Diagnostic, ...]]:
    """The lines of the register, and the issued documents that are no longer what went out."""
    register, found = read_issued(workspace.root)
    return register.entries, (*found, *changed_outputs(workspace, register))
