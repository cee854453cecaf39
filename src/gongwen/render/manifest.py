"""[Content_Types].xml and the relationship parts of an output, written anew from what was kept."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gongwen.render.wordml import DECLARATION, attribute

if TYPE_CHECKING:
    from gongwen.render.package import Package, Part

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
IMAGE = f"{_OFFICE}/image"
#: How the two listings end, for rows to be put before it.
TYPES_END, RELATIONSHIPS_END = "</Types>", "</Relationships>"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def content_types_xml(package: Package) -> bytes:
    """Every part with its own entry."""
    kinds = {name: part.content_type for name, part in package.parts.items()}
    kinds["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    kinds["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    rows = "".join(
        f"<Override PartName={attribute('/' + name)} ContentType={attribute(kind)}/>"
        for name, kind in sorted(kinds.items())
    )
    return (
        f'{DECLARATION}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}{TYPES_END}'
    ).encode()


def root_relationships_xml(package: Package) -> bytes:
    """The document and its two fixed property parts."""
    return _listing(
        [
            ("rId1", f"{_OFFICE}/officeDocument", package.document, False),
            ("rId2", _CORE, "docProps/core.xml", False),
            ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml", False),
        ]
    )


def relationships_xml(part: Part) -> bytes:
    """The arrows of one part, inner targets relative to its folder as office programs write them."""
    folder = posixpath.dirname(part.name) or "."
    return _listing(
        [
            (
                item.identifier,
                item.type,
                item.target if item.is_external else posixpath.relpath(item.target, folder),
                item.is_external,
            )
            for item in part.relationships
        ]
    )


def no_relationships() -> bytes:
    """The listing of a part without arrows."""
    return _listing([])


def _listing(rows: list[tuple[str, str, str, bool]]) -> bytes:
    written = "".join(
        f"<Relationship Id={attribute(identifier)} Type={attribute(kind)} Target={attribute(target)}"
        f"{' TargetMode=' + attribute('External') if is_external else ''}/>"
        for identifier, kind, target, is_external in rows
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{written}{RELATIONSHIPS_END}'.encode()
