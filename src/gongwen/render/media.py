"""Pictures of a document in its package: a file for each, an arrow to it, an entry in the listing of types.

A template knows nothing of them, so what it has compiled is amended here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from gongwen.printview import Picture
from gongwen.render.drawings import picture_id
from gongwen.render.images import without_metadata
from gongwen.render.manifest import IMAGE, RELATIONSHIPS_END, TYPES_END, no_relationships
from gongwen.render.pack import Member, pack_member, unpacked
from gongwen.render.wordml import attribute

_TYPES = "[Content_Types].xml"


def with_pictures(
    members: Iterable[Member], pictures: Iterable[Picture], outputs: Mapping[str, bytes]
) -> Iterable[Member]:
    """The members with the pictures that the filled parts (`outputs` by name) show, in the order of the view."""
    made = {member.name.decode(): member for member in members}
    for picture in pictures:
        identifier = picture_id(picture)
        target = f"word/media/{identifier}.png"
        for part, output in outputs.items():
            if f'r:embed="{identifier}"'.encode() in output:
                folder, _, file = part.rpartition("/")
                listing = posixpath.join(folder, "_rels", f"{file}.rels")
                arrow = (
                    f"<Relationship Id={attribute(identifier)} Type={attribute(IMAGE)}"
                    f" Target={attribute(posixpath.relpath(target, folder))}/>"
                )
                known = made.get(listing) or pack_member(listing, no_relationships())
                made[listing] = _with(known, arrow, RELATIONSHIPS_END)
        entry = f'<Override PartName={attribute("/" + target)} ContentType="image/png"/>'
        made[_TYPES] = _with(made[_TYPES], entry, TYPES_END)
        made[target] = pack_member(target, without_metadata(picture.data))
    return made.values()


def _with(member: Member, row: str, end: str) -> Member:
    """The listing with one row more."""
    written = unpacked(member).decode()
    return pack_member(member.name.decode(), f"{written.removesuffix(end)}{row}{end}".encode())
