"""Pictures that stand in a signature: PNG files inside the workspace, looked at before they go into a document."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from msgspec import Struct

from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity
from gongwen.files import read_bytes
from gongwen.model.text import Text, clip

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: A seal scanned at 1200 dots to the inch is a tenth of this.
_LARGEST = 5_000_000
_MOST_DOTS = 6000


class Png(Struct, frozen=True):
    """A PNG as it stands in its file, with its size in dots."""

    data: bytes
    width: int
    height: int


def read_png(reference: Text, *, workspace: Path) -> Png:
    """The picture that `reference` names, from the folder of the file it is written in. Raises ContentError."""
    assert reference.origin is not None
    path = (workspace / reference.origin.file).parent / reference.replace("\\", "/")
    if not path.resolve().is_relative_to(workspace.resolve()):
        raise _refused(reference, "在工作文件夹之外，不能使用", "请把图片复制到工作文件夹里，只写文件名。")
    try:
        data = read_bytes(path, limit=_LARGEST)
    except FileError as error:
        reason = error.diagnostics[0].message.removeprefix("读取失败：").rstrip("。")
        raise _refused(reference, f"读不出来：{reason}", "请核对文件名；图片从本文件所在的文件夹找起。") from error
    size = _size(data)
    if size is None:
        raise _refused(reference, "不是完好的 PNG 图片", "请用图片软件另存为 PNG，印章以外的地方留成透明。")
    if max(size) > _MOST_DOTS:
        raise _refused(reference, f"太大（{size[0]}×{size[1]} 点）", f"请缩小到每边至多 {_MOST_DOTS} 点。")
    return Png(data, *size)


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height in dots; None for what is no PNG, or a damaged one: every piece has its length and its sum."""
    if not data.startswith(_SIGNATURE):
        return None
    place, size, name = len(_SIGNATURE), None, b""
    while place + 12 <= len(data) and name != b"IEND":
        (length,) = struct.unpack_from(">I", data, place)
        name, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data) or zlib.crc32(data[place + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            return None
        if size is None:
            if name != b"IHDR" or length != 13:
                return None
            size = struct.unpack_from(">II", data, place + 8)
        place = end
    return size if size and min(size) > 0 and name == b"IEND" else None


def _refused(reference: Text, fact: str, hint: str) -> ContentError:
    origin = reference.origin
    assert origin is not None
    return ContentError(
        Diagnostic(
            Severity.ERROR,
            "content/picture",
            f"图片“{clip(reference)}”{fact}。",
            Place(origin.file, origin.line, origin.column),
            hint=hint,
        )
    )
