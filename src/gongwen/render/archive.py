"""Opening a ZIP that came from outside: its kind, its size on paper and in fact, the names of its members.

Knows nothing of what the members say. Every limit is checked against the declared size first and against what is
really unpacked afterwards, because an archive may lie about itself.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from gongwen.render.template import PACKED_LIMIT, Template, refusal

UNPACKED_LIMIT = 300_000_000
RATIO_LIMIT = 100
#: Small members may be packed as tightly as they like.
RATIO_FLOOR = 1_000_000
MEMBER_LIMIT = 2_000

_SAVE_AS = "请在 Word 或 WPS 中另存为“Word 文档（*.docx）”后再用。"
_CHUNK = 1 << 16
_ENCRYPTED = 1

#: How files begin that are not what their name says.
_KINDS = (
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"Rar!", "RAR 压缩文件"),
    (b"7z\xbc\xaf", "7z 压缩文件"),
    (b"<?xml", "XML 文件"),
    (b"<", "网页或 XML 文件"),
)
#: Everything `zipfile` is known to raise for files that are cut, bent or packed in ways it does not know.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    OverflowError,
    RuntimeError,
    lzma.LZMAError,
)
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
#: Name of a stream, as compound files spell it, in which an encrypted OOXML file keeps itself.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def read_archive(template: Template) -> dict[str, bytes]:
    """Every member by name, in the order of the archive."""
    _refuse_other_kinds(template)
    try:
        with zipfile.ZipFile(io.BytesIO(template.data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_bad_listing(template, entries)
            left = UNPACKED_LIMIT
            members: dict[str, bytes] = {}
            for entry in entries:
                members[entry.filename] = _unpack(template, archive, entry, left)
                left -= len(members[entry.filename])
            return members
    except _UNREADABLE as error:
        raise refusal(
            template, "broken-zip", "模板文件不完整或已损坏，无法打开。", f"请换回完整的文件；{_SAVE_AS}"
        ) from error


def _refuse_other_kinds(template: Template) -> None:
    data = template.data
    if not data:
        raise refusal(template, "empty", "模板是空文件（0 字节）。", "请重新复制模板文件。")
    if len(data) > PACKED_LIMIT:
        raise refusal(
            template,
            "too-large",
            f"模板文件超过上限 {PACKED_LIMIT // 1_000_000} MB。",
            "请压缩模板里的图片，或核对是否选错了文件。",
        )
    if data.startswith(_CFB):
        if _ENCRYPTED_PACKAGE in data:
            raise refusal(template, "encrypted", "模板设了打开密码，无法读取。", "请取消密码后另存。")
        raise refusal(template, "old-word", "这是旧版 Word（*.doc）文件，不是 DOCX。", _SAVE_AS)
    if not data.startswith(_ZIP):
        kind = next((name for magic, name in _KINDS if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(magic)), "其他文件")
        raise refusal(template, "not-docx", f"这不是 DOCX 文件，而是{kind}。", _SAVE_AS)


def _refuse_bad_listing(template: Template, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MEMBER_LIMIT:
        raise refusal(
            template, "too-many-parts", f"模板内的部件超过 {MEMBER_LIMIT} 个。", "这不像正常的模板，请换一个文件。"
        )
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        # Office programs take part names without regard to case.
        if name.lower() in seen or ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
            raise refusal(
                template, "bad-name", f"模板内的部件名重复或不合规：{name[:40]!r}。", f"文件可能被改动过；{_SAVE_AS}"
            )
        seen.add(name.lower())
        if entry.flag_bits & _ENCRYPTED:
            raise refusal(template, "encrypted", "模板内的部件加了密码，无法读取。", "请取消密码后另存。")
        _refuse_ratio(template, entry, entry.file_size)
    if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
        raise _too_much(template)


def _unpack(template: Template, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise _too_much(template)
            _refuse_ratio(template, entry, size)
            pieces.append(chunk)
    return b"".join(pieces)


def _refuse_ratio(template: Template, entry: zipfile.ZipInfo, size: int) -> None:
    if size > RATIO_FLOOR and size > RATIO_LIMIT * max(entry.compress_size, 1):
        raise refusal(
            template,
            "ratio",
            f"模板内的部件“{entry.filename[:40]}”压缩比超过 {RATIO_LIMIT} 倍。",
            "这不像正常的模板，请换一个文件。",
        )


def _too_much(template: Template) -> Exception:
    return refusal(
        template,
        "unpacked-too-large",
        f"模板解压后超过上限 {UNPACKED_LIMIT // 1_000_000} MB。",
        "这不像正常的模板，请换一个文件。",
    )
