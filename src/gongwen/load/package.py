"""A document with every document it refers to, however far: all files read, all findings of all files at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from gongwen.diagnostics import ContentError, Diagnostic, FileError, GongwenError, Place, Severity, in_order, joined
from gongwen.load.documents import Kinds, read_document, shown_path
from gongwen.load.expected import nearest
from gongwen.model.document import CONTENT_SUFFIXES, Document
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.text import Text, clip
from gongwen.model.unread import as_far_as_read

_DRIVE = re.compile(r"[A-Za-z]:")
_SEPARATOR = re.compile(r"[/\\]")
#: So many files of a folder are compared with a name that leads nowhere.
_MOST_NAMES = 1000


class Package(Struct, frozen=True):
    """The document at `root` and all that it takes in, by resolved path.

    With a `refusal` it cannot be made: documents that could not be read are not there, others lack the parts that
    could not be read.
    """

    root: Path
    documents: dict[Path, Document]
    diagnostics: tuple[Diagnostic, ...]
    refusal: GongwenError | None = None
    #: Of the files that are refused: their lines, as they were mended, to the writer's own columns.
    columns: Map[str, Callable[[int, int], int]] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """The document that was asked for."""
        return self.documents[self.root]

    def included(self) -> set[Path]:
        """The files that go out with the document: all but itself and what is only looked at."""
        found: set[Path] = set()
        waiting = [self.root]
        while waiting:
            path = waiting.pop()
            own = [self.path_of(path, item) for item in self._taken_in(path)]
            waiting += [item for item in own if item not in found]
            found.update(own)
        return found

    def _taken_in(self, path: Path) -> Iterator[Text]:
        """What goes out with one document, as far as it could be read."""
        document = self.documents.get(path)
        if document is not None:
            cited = tuple(as_far_as_read(document.cited))
            yield from (item for item in as_far_as_read(document.references) if item not in cited)

    def path_of(self, document_path: Path, reference: str) -> Path:
        """The resolved path that `reference` means, written in the document at `document_path`."""
        return _target(document_path, reference)

    def as_written(self, found: Diagnostic) -> Diagnostic:
        """`found` at the place where the writer put what is read there, if its file had to be mended to be read."""
        place, column_of = found.place, self.columns.get(found.place.file)
        if column_of is None or not place.line or place.spot:
            return found
        return replace(found, place=replace(place, column=column_of(place.line, place.column - 1)))


def load_package(path: Path, *, workspace: Path, kinds: Kinds = DOCUMENTS) -> Package:
    """Read the document at `path` and what it refers to, within `workspace`.

    Refuses a reference that leads nowhere, out of the workspace or back to a document that includes it (ContentError),
    together with everything that is wrong inside the files.
    """
    package = read_package(path, workspace=workspace, kinds=kinds)
    if package.refusal is not None:
        raise package.refusal
    return package


def read_package(path: Path, *, workspace: Path, kinds: Kinds = DOCUMENTS) -> Package:
    """The same as far as it can be read, with what `load_package` refuses as its `refusal`."""
    return _Reader(workspace.resolve(), kinds).read(path)


class _Reader:
    """Walks the references, depth first; each file is read once."""

    def __init__(self, workspace: Path, kinds: Kinds) -> None:
        self._workspace = workspace
        self._kinds = kinds
        self._documents: dict[Path, Document] = {}
        self._diagnostics: list[Diagnostic] = []
        self._refused: list[GongwenError] = []
        self._columns: dict[str, Callable[[int, int], int]] = {}

    def read(self, path: Path) -> Package:
        root = _resolved(path)
        #: The chain of documents from the root to the one at hand, each with its references still to follow.
        chain: list[tuple[Path, Iterator[Text]]] = []
        seen = {root}
        chain.append((root, self._load(root)))
        while chain:
            here, references = chain[-1]
            reference = next(references, None)
            if reference is None:
                chain.pop()
                continue
            target = self._follow(here, reference)
            if target is None:
                continue
            open_files = [file for file, _ in chain]
            if target in open_files:
                self._refuse_circle(reference, [*open_files[open_files.index(target) :], target])
            elif target not in seen:
                seen.add(target)
                chain.append((target, self._load(target)))
        refusal = joined(self._refused, self._diagnostics) if self._refused else None
        return Package(root, self._documents, in_order(self._diagnostics), refusal, self._columns)

    def _load(self, path: Path) -> Iterator[Text]:
        """Read one document; its references, as far as it could be read."""
        try:
            loaded = read_document(path, workspace=self._workspace, kinds=self._kinds)
        except (ContentError, FileError) as error:
            self._refused.append(error)
            return iter(())
        if loaded.is_refused:
            self._refused.append(ContentError(*loaded.diagnostics))
            self._columns[shown_path(path, self._workspace)] = loaded.column_of
        else:
            self._diagnostics.extend(loaded.diagnostics)
        if loaded.document is None:
            return iter(())
        self._documents[path] = loaded.document
        return as_far_as_read(loaded.document.references)

    def _follow(self, here: Path, reference: Text) -> Path | None:
        """The file that `reference` names; None, with a finding, if it must not or cannot be read."""
        name = reference.strip()
        if name.startswith(("/", "\\")) or _DRIVE.match(name):
            self._refuse(
                reference,
                "content/reference-outside",
                f"文件名“{clip(name)}”从盘符或根目录写起；应从本文件所在的文件夹写起。",
                f"请把文件放进工作文件夹，只写文件名，如：{clip(_SEPARATOR.split(name)[-1])}",
            )
            return None
        target = _target(here, name)
        if not target.is_relative_to(self._workspace):
            self._refuse(
                reference,
                "content/reference-outside",
                f"“{clip(name)}”在工作文件夹之外，不能引用。",
                "请把这个文件复制到工作文件夹里再引用。",
            )
            return None
        if not _is_file(target):
            self._refuse(
                reference,
                "content/reference-missing",
                f"找不到文件“{clip(name)}”。",
                self._way_to_missing(here, target, name),
            )
            return None
        return target

    def _way_to_missing(self, here: Path, target: Path, name: str) -> str:
        if match := re.match(r"(\w+)\s*[：:]\s*(\S.*)", name):
            return f"冒号应为半角，后面空一格：{clip(match[1])}: {clip(match[2])}"
        folder = target.parent
        try:
            files = sorted(item for item in folder.iterdir() if item != here and item.suffix in CONTENT_SUFFIXES)
        except (OSError, ValueError):
            return f"请核对文件名和所在文件夹“{clip(shown_path(folder, self._workspace))}”。"
        # Without their endings: those are all alike and would make every name seem near.
        names = {item.stem: item.name for item in files[:_MOST_NAMES]}
        near = names.get(nearest(target.stem, names) or "")
        return f"同一文件夹里有“{near}”，是否指它？" if near else "请核对文件名，或先把这个文件建好。"

    def _refuse_circle(self, reference: Text, circle: list[Path]) -> None:
        names = " → ".join(shown_path(path, self._workspace) for path in circle)
        self._refuse(
            reference,
            "content/reference-circle",
            f"文件互相引用，绕成了一圈：{names}。",
            "请删去其中一处引用。",
        )

    def _refuse(self, reference: Text, code: str, message: str, hint: str) -> None:
        origin = reference.origin
        place = Place(origin.file, origin.line, origin.column) if origin is not None else Place()
        self._refused.append(ContentError(Diagnostic(Severity.ERROR, code, message, place, hint=hint)))


def _target(document_path: Path, reference: str) -> Path:
    """Written on Windows, a name may have backslashes; it means the same file everywhere."""
    return _resolved(document_path.parent / reference.strip().replace("\\", "/"))


def _resolved(path: Path) -> Path:
    """`path` with links followed; a chain of links without end is left as it is and will not be found."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
