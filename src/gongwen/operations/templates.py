"""Templates as a user meets them: which there are, a copy to edit, a look at one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongwen.diagnostics import Diagnostic, FileError, GongwenError, Place, Severity, joined
from gongwen.files import replace_file
from gongwen.operations.outcome import as_shown
from gongwen.operations.workspace import TEMPLATES_FOLDER, Workspace
from gongwen.render.find import available_templates, find_template, read_template
from gongwen.render.once import inspect_template
from gongwen.render.unprinted import unprinted


class TemplateEntry(Struct, frozen=True):
    """A format, the template that serves it here, and whether that is the office's own."""

    format: str
    path: Path
    is_own: bool


def list_templates(workspace: Workspace) -> Iterator[TemplateEntry]:
    """The formats and the templates that serve them; the workspace's own go before the packaged ones."""
    own = workspace.root / TEMPLATES_FOLDER
    for name, path in sorted(available_templates(own).items()):
        yield TemplateEntry(name, path, path.is_relative_to(own))


def copy_template(workspace: Workspace, format_name: str) -> Path:
    """A copy of the default template of a format in the workspace, to be edited in Word or WPS."""
    target = workspace.root / TEMPLATES_FOLDER / f"{format_name}.docx"
    if target.exists():
        raise FileError(
            Diagnostic(
                Severity.ERROR,
                "file/exists",
                "模板已经在这里，没有改动它。",
                Place(file=workspace.shown(target)),
                hint="要从头再改，请先把它移走。",
            )
        )
    replace_file(target, find_template(format_name, geometry=workspace.geometry).data)
    return target


def inspect_templates(paths: tuple[Path, ...], workspace: Workspace) -> tuple[Diagnostic, ...]:
    """What is wrong in these templates, or in the workspace's own, or not as the office's page; errors are raised."""
    own = sorted((workspace.root / TEMPLATES_FOLDER).glob("*.docx"))
    found: list[Diagnostic] = []
    refused: list[GongwenError] = []
    for path in paths or own:
        try:
            template = replace(read_template(path.resolve()), geometry=workspace.geometry)
            found += inspect_template(template)
            found += unprinted(template, workspace.office.authorities)
        except GongwenError as error:
            refused.append(error)
    if refused:
        whole = joined(refused, found)
        raise type(whole)(*as_shown(workspace, whole.diagnostics))
    return as_shown(workspace, found)
