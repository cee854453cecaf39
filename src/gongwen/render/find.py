"""Where templates lie: the workspace's own first, then the ones that came with the program.

Those that came with the program have the page of the standard. For an office with another page they are made anew.
"""

from __future__ import annotations

import functools
from pathlib import Path

from msgspec.structs import replace

from gongwen.diagnostics import Diagnostic, FileError, Place, Severity, TemplateError
from gongwen.files import read_bytes
from gongwen.render.deflate import ZLIB, Deflater
from gongwen.render.template import PACKED_LIMIT, Template, refusal
from gongwen.standard.geometry import NATIONAL, Geometry

SUFFIX = ".docx"
#: How office programs mark a file that is open.
_LOCK = "~$"


def find_template(
    format_name: str,
    workspace_templates: Path | None = None,
    geometry: Geometry = NATIONAL,
    deflater: Deflater = ZLIB,
) -> Template:
    """The template called `format_name`: the workspace's own, or the default one for the page of `geometry`.

    Raises TemplateError when there is none, FileError when it cannot be read.
    """
    name = f"{format_name}{SUFFIX}"
    folders = (workspace_templates, packaged_templates()) if _is_a_template(Path(name)) else ()
    path = next((folder / name for folder in folders if folder is not None and (folder / name).exists()), None)
    if path is None:
        known = available_templates(workspace_templates)
        raise TemplateError(
            Diagnostic(
                Severity.ERROR,
                "template/missing",
                f"没有名为“{format_name}”的模板。",
                Place(file=str(workspace_templates or "")),
                hint=f"现有模板：{'、'.join(known) or '无'}；可把“{name}”放进 templates 文件夹。",
            )
        )
    if path.parent == packaged_templates() and geometry != NATIONAL:
        made = _made(geometry).get(path.name)
        if made is not None:
            return Template(path.stem, Path(path.name), made, geometry, deflater)
    return replace(read_template(path), geometry=geometry, deflater=deflater)


@functools.lru_cache(maxsize=8)
def _made(geometry: Geometry) -> dict[str, bytes]:
    from gongwen.render.blank.package import default_templates

    return default_templates(geometry)


def read_template(path: Path) -> Template:
    """The template in a given file."""
    try:
        return Template(path.stem, path, read_bytes(path, limit=PACKED_LIMIT))
    except FileError as error:
        if error.diagnostics[0].code == "file/too-large":
            raise refusal(
                Template(path.stem, path, b""),
                "too-large",
                f"模板文件超过上限 {PACKED_LIMIT // 1_000_000} MB。",
                "请压缩模板里的图片，或核对是否选错了文件。",
            ) from error
        raise


def available_templates(workspace_templates: Path | None = None) -> dict[str, Path]:
    """Every template by name; a workspace's own hides the packaged one of the same name."""
    found: dict[str, Path] = {}
    for folder in (packaged_templates(), workspace_templates):
        if folder is not None and folder.is_dir():
            for path in sorted(folder.glob(f"*{SUFFIX}")):
                if _is_a_template(Path(path.name)):
                    found[path.stem] = path
    return dict(sorted(found.items()))


def _is_a_template(file: Path) -> bool:
    """Whether a file of a folder of templates is one, by its name; a path out of the folder is none."""
    return file.name == str(file) and not file.name.startswith((_LOCK, "."))


@functools.cache
def packaged_templates() -> Path:
    """The folder in the installed package, or the one of the source tree it is run from."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"
