"""What is no UTF-8 text is refused by its name; what is one loses not a character."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

import pytest

from gongwen.diagnostics import ContentError, FileError, Severity
from gongwen.load.characters import ILLEGAL
from gongwen.load.record import LARGEST_FILE, load_record, read_tree
from tests.load.reading import FILE, Memo, load, places, refusals, write

TEXT = "标题: 关于做好汛期地质灾害防治工作的通知\n正文: |\n  各单位要高度重视，认真落实。\n"

ENCODINGS = {
    "GBK": (TEXT.encode("gbk"), "GBK"),
    "GBK with much ASCII": (("# " + "a" * 500 + "\n" + TEXT).encode("gbk"), "GBK"),
    "GB 18030": (("备注: 𠮷\n" + TEXT).encode("gb18030"), "GBK"),
    "UTF-16 with a mark": (TEXT.encode("utf-16"), "UTF-16"),
    "UTF-16, big endian, with a mark": (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), "UTF-16"),
    "UTF-16, big endian, without a mark": (TEXT.encode("utf-16-be"), "UTF-16"),
    "UTF-32 with a mark": (TEXT.encode("utf-32"), "UTF-32"),
    "UTF-32 without a mark": (TEXT.encode("utf-32-le"), "UTF-32"),
    "UTF-32, big endian, without a mark": (TEXT.encode("utf-32-be"), "UTF-32"),
}


@pytest.mark.parametrize(("data", "name"), ENCODINGS.values(), ids=ENCODINGS)
def test_another_encoding_is_called_by_its_name(tmp_path: Path, data: bytes, name: str) -> None:
    (found,) = refusals(tmp_path, data)
    assert found.code == "content/encoding"
    assert name in found.message
    assert found.hint is not None
    assert "UTF-8" in found.hint


def test_the_first_gbk_character_is_the_place(tmp_path: Path) -> None:
    (found,) = refusals(tmp_path, b"# a\na: " + "通知要求各单位认真落实".encode("gbk"))
    assert (found.place.line, found.place.column) == (2, 4)


@pytest.mark.parametrize("bad", [b"\xff", b"\xe6\xa0", b"\xc0\x80", b"\xed\xa0\x80", b"\xf8"])
def test_a_stray_byte_is_named_with_line_and_column(tmp_path: Path, bad: bytes) -> None:
    data = TEXT.encode().replace("重视，".encode(), "重视".encode() + bad)
    assert places(refusals(tmp_path, data)) == [("content/encoding", 3, 11)]


def test_every_stray_byte_is_named(tmp_path: Path) -> None:
    data = TEXT.encode().replace("关于".encode(), b"\xff").replace("各".encode(), b"\xfe")
    assert places(refusals(tmp_path, data)) == [("content/encoding", 1, 5), ("content/encoding", 3, 3)]


def test_a_file_cut_inside_a_character_is_named(tmp_path: Path) -> None:
    assert places(refusals(tmp_path, TEXT.encode()[:-3])) == [("content/encoding", 3, 16)]


def _zip(name: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, "x")
    return data.getvalue()


BINARIES = {
    "docx": (_zip("word/document.xml"), "Word"),
    "xlsx": (_zip("xl/workbook.xml"), "Excel"),
    "zip": (_zip("a.txt"), "ZIP"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "旧版"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
    "NUL bytes": (b"\x00\x01\x02\x03", "二进制"),
    "one NUL byte": ("标题: 甲\0乙\n".encode(), "二进制"),
}


@pytest.mark.parametrize(("data", "name"), BINARIES.values(), ids=BINARIES)
def test_a_file_that_is_no_text_is_called_by_its_kind(tmp_path: Path, data: bytes, name: str) -> None:
    (found,) = refusals(tmp_path, data)
    assert found.code == "content/binary"
    assert name in found.message
    assert found.hint


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"  \n", b"# a\n  # b\n", b"---\n", codecs.BOM_UTF8, "　\n".encode()], ids=repr
)
def test_a_file_without_content_says_so(tmp_path: Path, data: bytes) -> None:
    (found,) = refusals(tmp_path, data)
    assert (found.code, found.place.line) == ("content/empty", 0)
    assert found.hint


def test_a_byte_order_mark_is_accepted_with_a_word_and_shifts_no_column(tmp_path: Path) -> None:
    tree = read_tree(write(tmp_path, codecs.BOM_UTF8 + b"a: b\n"), shown_as=FILE)
    (hint,) = tree.diagnostics
    assert (hint.severity, hint.code) == (Severity.HINT, "content/bom")
    origin = tree.root.entries["a"].value.origin
    assert (origin.line, origin.column) == (1, 4)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_leave_no_trace_and_count_right(tmp_path: Path, ending: str) -> None:
    memo = load(tmp_path, TEXT.replace("\n", ending))
    assert memo.body == "各单位要高度重视，认真落实。\n"
    bad = (TEXT + "用印: 有\n").replace("\n", ending)
    assert places(refusals(tmp_path, bad)) == [("content/choice", 4, 5)]


ILLEGAL_ONES = [chr(code) for code in range(1, 0x20) if chr(code) not in "\t\n\r"] + [
    "\x7f", "\x80", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff",
]  # fmt: skip


@pytest.mark.parametrize("character", ILLEGAL_ONES, ids=lambda character: f"U+{ord(character):04X}")
def test_an_illegal_character_is_named_with_its_place_wherever_it_stands(tmp_path: Path, character: str) -> None:
    text = f"标题: 甲{character}乙\n正文: |\n  丙丁{character}\n备注: '{character}'\n"
    found = refusals(tmp_path, text)
    assert places(found) == [("content/control-character", *place) for place in ((1, 6), (3, 5), (4, 6))]
    assert all(f"U+{ord(character):04X}" in item.message for item in found)


@pytest.mark.parametrize(
    ("escape", "code", "name"),
    [
        (r"\x01", "control-character", "U+0001"),
        (r"\0", "control-character", "U+0000"),
        (r"\a", "control-character", "U+0007"),
        (r"\r", "control-character", "U+000D"),
        (r"\u2028", "control-character", "U+2028"),
        (r"\L", "control-character", "U+2028"),
        (r"\uffff", "control-character", "U+FFFF"),
        (r"\ud800", "surrogate", "U+D800"),
        (r"\udfff", "surrogate", "U+DFFF"),
        (r"\U0000d800", "surrogate", "U+D800"),
        (r"\U00110000", "escape", ""),
        (r"\u12", "escape", ""),
        (r"\q", "escape", ""),
    ],
)
def test_an_escape_that_writes_an_illegal_character_is_named_with_its_place(
    tmp_path: Path, escape: str, code: str, name: str
) -> None:
    found = refusals(tmp_path, f'标题: "甲乙{escape}丙"\n用印: 有\n')
    assert places(found) == [("content/choice", 2, 5), (f"content/{code}", 1, 8)]
    assert any(name in item.message for item in found)


def test_an_illegal_escape_in_a_list_is_refused_too(tmp_path: Path) -> None:
    assert {item.code for item in refusals(tmp_path, '标题: 甲\n附件: ["乙\\x01"]\n')} == {"content/control-character"}


def test_every_other_character_passes_unchanged(tmp_path: Path) -> None:
    legal = [chr(code) for code in range(0x20, 0x11000) if not 0xD800 <= code <= 0xDFFF]
    legal += [chr(code) for code in range(0x11000, 0x110000, 257)]
    text = "".join(character for character in legal if not ILLEGAL.match(character))
    lines = [f"·{text[start : start + 500].replace('坏', '')}\n" for start in range(0, len(text), 500)]
    assert load(tmp_path, "标题: 甲\n正文: |\n" + "".join(f"  {line}" for line in lines)).body == "".join(lines)


@pytest.mark.parametrize(("make", "code"), [("missing", "file/missing"), ("folder", "file/is-folder")])
def test_what_cannot_be_opened_is_refused_under_the_name_the_writer_knows(tmp_path: Path, make: str, code: str) -> None:
    path = tmp_path / "通知.yaml"
    if make == "folder":
        path.mkdir()
    with pytest.raises(FileError) as caught:
        load_record(path, Memo, shown_as=FILE)
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.file) == (code, FILE)


def test_ten_megabytes_are_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    start = b"a: b\n#"
    path = write(tmp_path, start + b" " * (LARGEST_FILE - len(start)))
    assert read_tree(path, shown_as=FILE).diagnostics == ()
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(FileError) as caught:
        read_tree(path, shown_as=FILE)
    assert [item.code for item in caught.value.diagnostics] == ["file/too-large"]


def test_a_refusal_of_the_whole_file_carries_its_name(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=FILE):
        load(tmp_path, b"")
