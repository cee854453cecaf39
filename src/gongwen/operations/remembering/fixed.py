"""Documents that went out stay as they are: what a build may still do to them, and why not more."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity
from gongwen.files import LARGEST_OUTPUT, read_bytes
from gongwen.model.basis import Basis
from gongwen.model.issued import IssuedEntry, IssuedRegister
from gongwen.operations.workspace import Workspace
from gongwen.registry.find import ISSUED_FILE
from gongwen.registry.issued import read_issued
from gongwen.render.plain_text import paragraphs

#: So much of a changed paragraph is shown.
_QUOTED = 30


class Fixed(Struct, frozen=True):
    """The issued documents of a workspace."""

    workspace: Workspace
    register: IssuedRegister

    def keeps(self, source: str, output: Path, data: bytes, basis: Basis) -> bool:
        """Is this document out, and its output to be left alone?

        Raises FileError with the cause if a build would make something else of it.
        """
        entry = self.register.of(source)
        if entry is None or entry.state != "已印发" or entry.digest is None:
            return False
        if hashlib.sha256(data).hexdigest() == entry.digest:
            return False
        present = _present(output)
        is_whole = present is not None and hashlib.sha256(present).hexdigest() == entry.digest
        if is_whole and entry.basis == str(basis):
            # The same words in the same template; only the office program that decided the pages is another.
            return True
        raise FileError(_refusal(source, entry, basis, present if is_whole else None, data))


def fixed_documents(workspace: Workspace) -> Fixed:
    """Refuses (ContentError, FileError) a register that cannot be read: nothing may then be overwritten."""
    return Fixed(workspace, read_issued(workspace.root)[0])


def changed_outputs(workspace: Workspace, register: IssuedRegister) -> tuple[Diagnostic, ...]:
    """The issued documents whose output is gone or no longer what went out."""
    found = []
    for entry in register.entries:
        if entry.state != "已印发" or entry.digest is None:
            continue
        output = workspace.output_of(workspace.root / entry.source)
        present = _present(output)
        if present is not None and hashlib.sha256(present).hexdigest() == entry.digest:
            continue
        message = (
            f"{entry.number}的成品不在 {workspace.shown(output)}。"
            if present is None
            else f"{workspace.shown(output)} 与{entry.number}印发时不同。"
        )
        origin = entry.number.origin
        place = Place(ISSUED_FILE, origin.line, origin.column) if origin is not None else Place(ISSUED_FILE)
        hint = "内容没有改动时，运行“gongwen build”可以重新生成；否则请从存档恢复。"
        found.append(Diagnostic(Severity.WARNING, "file/issued-changed", message, place, hint=hint))
    return tuple(found)


def _present(output: Path) -> bytes | None:
    try:
        return read_bytes(output, limit=LARGEST_OUTPUT)
    except FileError:
        return None


def _refusal(source: str, entry: IssuedEntry, basis: Basis, issued: bytes | None, data: bytes) -> Diagnostic:
    causes = list(_causes(entry, basis, issued, data)) or ["版面由另一种办公软件决定，或压缩改了"]
    return Diagnostic(
        Severity.ERROR,
        "file/issued",
        f"这份公文已经以{entry.number}印发（{entry.entered}登记），现在生成的与印发的不同：{'；'.join(causes)}。"
        "成品没有改动。",
        Place(file=source),
        hint="请恢复原来的内容；要改动已印发的公文，请另发一份（如更正、调整的通知）。",
    )


def _causes(entry: IssuedEntry, basis: Basis, issued: bytes | None, data: bytes) -> list[str]:
    before = Basis.parse(entry.basis or "")
    if before is None:
        return []
    causes = []
    if before.words != basis.words:
        causes.append("文字变了" + (_first_change(paragraphs(issued), paragraphs(data)) if issued is not None else ""))
    if before.template != basis.template:
        causes.append("模板变了")
    if before.program != basis.program:
        causes.append(f"gongwen 由 {before.program} 版变为 {basis.program} 版")
    return causes


def _first_change(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    import difflib

    for tag, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            old, new = "".join(before[start:end]), "".join(after[new_start:new_end])
            return f"，如原为“{_clipped(old, new)}”，现为“{_clipped(new, old)}”"
    return ""


def _clipped(text: str, other: str) -> str:
    """The part of a text around where it begins to differ from the other."""
    same = next((at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), 0)
    start = max(same - _QUOTED // 3, 0)
    piece = text[start : start + _QUOTED]
    return f"{'…' if start else ''}{piece}{'…' if start + _QUOTED < len(text) else ''}"
