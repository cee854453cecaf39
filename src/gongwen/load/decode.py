"""Bytes to text: UTF-8 or nothing, and if nothing, the name of what it is and the way to UTF-8.

Line breaks leave here as line feeds only, so that lines are counted as every editor counts them.
"""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

from gongwen.diagnostics import ContentError, Severity
from gongwen.load.findings import Findings

_AS_UTF8 = "请用记事本或 WPS 打开这个文件，选“另存为”，编码选“UTF-8”，保存后再运行。"
#: More stray bytes than this are one fault, not many.
_MOST_STRAY_BYTES = 20
#: Enough to tell what a file is; guessing over megabytes would only cost time.
_SAMPLE = 100_000

#: How files that are no text begin; the longer beginnings first.
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "旧版 Word、Excel 或 WPS 文件（.doc、.xls、.wps）"),
    (b"%PDF", " PDF 文件"),
    (b"\x89PNG", " PNG 图片"),
    (b"\xff\xd8\xff", " JPEG 图片"),
    (b"GIF8", " GIF 图片"),
    (b"Rar!", " RAR 压缩文件"),
    (b"7z\xbc\xaf", " 7z 压缩文件"),
    (b"\x1f\x8b", " gzip 压缩文件"),
    (b"{\\rtf", " RTF 文件"),
)
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", " Word 文档（.docx）"),
    (b"xl/", " Excel 工作簿（.xlsx）"),
    (b"ppt/", "演示文稿（.pptx）"),
    (b"mimetypeapplication/vnd.oasis", " OpenDocument 文件（.odt、.ods）"),
    (b"OFD.xml", " OFD 版式文件"),
)
_CHARACTER = (
    rb"[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
#: Patterns are compiled where a file is damaged or in another encoding.
#: Characters of UTF-8, as the standard lays down their bytes, and the stretch behind them that is none.
_STRAY = rb"(?:%b)*+((?:(?!%b).)++)" % (_CHARACTER, _CHARACTER)
#: Chinese in UTF-8 takes three or four bytes; in GBK such a run is an accident.
_CHINESE_IN_UTF8 = rb"[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_USUAL = r"[\t\n\r\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u2027]"


def decode(data: bytes, findings: Findings) -> str:
    """The text of `data`. Refuses (ContentError) every file that is not UTF-8 text with something in it."""
    body = data.removeprefix(codecs.BOM_UTF8)
    if len(body) < len(data):
        findings.add(
            "content/bom",
            "文件开头有 UTF-8 签名（BOM），已略过。",
            1,
            1,
            hint="不必处理；若要去掉，另存时编码选“UTF-8”而不是“带有 BOM 的 UTF-8”。",
            severity=Severity.HINT,
        )
    if kind := _binary_kind(body):
        _refuse(
            findings,
            "content/binary",
            f"这是{kind}，不是 YAML 文本文件。",
            _TEXT_WANTED,
        )
    if encoding := _wide_encoding(body):
        _refuse(findings, "content/encoding", f"文件的编码是 {encoding}，应为 UTF-8。", _AS_UTF8)
    if b"\0" in body:
        _refuse(findings, "content/binary", "这是二进制文件，不是 YAML 文本文件。", _TEXT_WANTED)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_other_encoding(body, error.start, findings)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not any(_holds_content(line) for line in text.split("\n")):
        _refuse(
            findings,
            "content/empty",
            "文件里没有内容（空文件，或只有空行和注释）。",
            "请至少写一行，如：文种: 通知；也可用 gongwen new 通知 得到一份样稿。",
        )
    return text


_TEXT_WANTED = "请核对文件名；内容文件是用记事本或 WPS 纯文本方式编写的 .yaml 文件。"


def _holds_content(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#") and stripped not in ("---", "...")


def _refuse(findings: Findings, code: str, message: str, hint: str, line: int = 0, column: int = 0) -> NoReturn:
    findings.add(code, message, line, column, hint=hint)
    raise ContentError(*findings.all())


def _binary_kind(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return next((name for mark, name in _IN_ZIP if mark in data), " ZIP 压缩文件")
    return next((name for start, name in _KINDS if data.startswith(start)), None)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, by its mark or, without one, by making good sense when read so."""
    for mark, name in (
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF32_BE, "UTF-32"),
        (codecs.BOM_UTF16_LE, "UTF-16（记事本里叫 Unicode）"),
        (codecs.BOM_UTF16_BE, "UTF-16（记事本里叫 Unicode big endian）"),
    ):
        if data.startswith(mark):
            return name
    # Without a NUL it may be UTF-16 only if it has no line break, blank or ASCII colon at all: no YAML has that.
    if b"\0" not in data:
        return None
    for encoding, name, unit in (
        ("utf-32-le", "UTF-32", 4),
        ("utf-32-be", "UTF-32", 4),
        ("utf-16-le", "UTF-16", 2),
        ("utf-16-be", "UTF-16", 2),
    ):
        if len(data) % unit == 0:
            try:
                text = data[: _SAMPLE // 4 * 4].decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _CONTROLS.search(text) and len(re.findall(_USUAL, text)) >= 0.9 * len(text):
                return name
    return None


def _refuse_other_encoding(data: bytes, first_bad: int, findings: Findings) -> NoReturn:
    """GBK if it reads as everyday Chinese in GBK; UTF-8 with stray bytes if most of it is UTF-8; else unknown."""
    line, column = _position(data, first_bad)
    sample = data[:_SAMPLE]
    stray = _stray_bytes(data)
    good = len(re.findall(_CHINESE_IN_UTF8, sample))
    looks_like_utf8 = good >= 3 * sum(1 for place in stray if place < _SAMPLE)
    if not looks_like_utf8 and _reads_as_gbk(sample):
        # The first character beyond ASCII: in UTF-8 its bytes may make sense by accident.
        beyond = re.search(rb"[\x80-\xff]", data)
        line, column = _position(data, beyond.start() if beyond else first_bad)
        message = f"文件的编码是 GBK（GB 18030），应为 UTF-8；第一个这样的字在第 {line} 行第 {column} 列。"
        _refuse(findings, "content/encoding", message, _AS_UTF8, line, column)
    if not looks_like_utf8 and len(stray) > _MOST_STRAY_BYTES:
        message = f"文件的编码不是 UTF-8，也认不出是哪一种；从第 {line} 行第 {column} 列起不能读。"
        _refuse(findings, "content/encoding", message, _AS_UTF8, line, column)
    for place in stray[:_MOST_STRAY_BYTES]:
        line, column = _position(data, place)
        findings.add(
            "content/encoding",
            f"这里有一个字节（十六进制 {data[place]:02X}）不是 UTF-8 文字，文件可能损坏或由两种编码拼成。",
            line,
            column,
            hint="请把这个位置的字删去重新输入，再以 UTF-8 保存。",
        )
    raise ContentError(*findings.all())


def _reads_as_gbk(sample: bytes) -> bool:
    """Whether most characters beyond ASCII are everyday Chinese (level 1 of GB 2312) or its marks, in GBK."""
    try:
        text = codecs.getincrementaldecoder("gb18030")().decode(sample)
    except UnicodeDecodeError:
        return False
    beyond = [character for character in text if character > "\x7f"]
    everyday = 0
    for character in beyond:
        code = character.encode("gb18030")
        everyday += len(code) == 2 and code[1] >= 0xA1 and (0xA1 <= code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7)
    return everyday >= max(1, 0.7 * len(beyond))


def _stray_bytes(data: bytes) -> list[int]:
    """Where UTF-8 breaks, one place per damaged stretch; one more than are reported."""
    places: list[int] = []
    end = 0
    stray = re.compile(_STRAY, re.DOTALL)
    while len(places) <= _MOST_STRAY_BYTES:
        match = stray.match(data, end)
        if match is None:
            break
        places.append(match.start(1))
        end = match.end()
    return places


def _position(data: bytes, index: int) -> tuple[int, int]:
    """Line and column, from 1, of the byte at `index`; what stands before it on the line is counted in characters."""
    before = data[:index].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode("utf-8", "replace")) + 1
