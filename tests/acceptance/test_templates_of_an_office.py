"""An office's own templates: they replace the packaged ones, and a broken one is told by file, paragraph and tag."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document

from gongwen.render.find import packaged_templates
from tests.acceptance.office import (
    NOTICE,
    REPORT,
    SUMMARY,
    TABLE,
    Run,
    assert_chinese,
    build,
    lay_out,
    paragraphs,
    put,
    run,
    snapshot,
)

FORMAT = "普通"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """After a good build: a summary (普通) and a notice (文件)."""
    root = lay_out(tmp_path, {"总结.yaml": SUMMARY, "通知.yaml": NOTICE})
    assert build(root).code == 0
    return root


def template(root: Path) -> Path:
    """The office's copy of the packaged template."""
    path = root / "templates" / f"{FORMAT}.docx"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        shutil.copyfile(packaged_templates() / path.name, path)
    return path


def edited(root: Path, edit: Callable[[Document], object]) -> Path:
    path = template(root)
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))
    return path


def with_parts(root: Path, edit: Callable[[dict[str, bytes]], None]) -> Path:
    """The template with its parts changed as `edit` does."""
    path = template(root)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    edit(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def replaced(part: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def edit(parts: dict[str, bytes]) -> None:
        text = parts[part].decode()
        assert old in text
        parts[part] = text.replace(old, new, 1).encode()

    return edit


def assert_refused(root: Path, done: Run, before: dict[str, bytes], code: str, *words: str) -> None:
    """Exit code 4 with `code` and all `words`, the output as it was, the notice with its other format built again."""
    assert done.code == 4, done.stderr
    assert code in {item.code for item in done.errors}
    for item in done.errors:
        assert item.file.endswith(f"templates/{FORMAT}.docx")
        assert_chinese(item.message)
    said = "\n".join(f"{item.spot}\n{item.message}\n{item.hint}" for item in done.errors)
    for word in words:
        assert word in said
    assert "Traceback" not in done.stderr
    assert done.made == ["content/通知.yaml"]
    assert snapshot(root / "output") == before


# --- replacing ---


def test_a_template_of_the_workspace_replaces_the_packaged_one_of_its_name(office: Path) -> None:
    before = snapshot(office / "output")
    edited(office, lambda document: document.add_paragraph("云山市自然资源局专用"))
    assert build(office).code == 0
    after = snapshot(office / "output")
    assert after["通知.docx"] == before["通知.docx"], "the other format is the packaged one"
    assert paragraphs(office / "output" / "总结.docx")[-1] == "云山市自然资源局专用"


def test_without_the_workspaces_own_template_the_packaged_one_is_back(office: Path) -> None:
    before = snapshot(office / "output")
    path = edited(office, lambda document: document.add_paragraph("专用"))
    assert build(office).code == 0
    assert snapshot(office / "output") != before
    path.unlink()
    assert build(office).code == 0
    assert snapshot(office / "output") == before


def test_a_copy_of_the_packaged_template_makes_the_same_document(office: Path) -> None:
    before = snapshot(office / "output")
    template(office)
    assert build(office).code == 0
    assert snapshot(office / "output") == before


def test_the_lock_file_of_an_open_template_is_no_template(office: Path) -> None:
    before = snapshot(office / "output")
    (office / "templates").mkdir()
    (office / "templates" / f"~${FORMAT}.docx").write_bytes(b"lock")
    assert build(office).code == 0
    assert snapshot(office / "output") == before


def test_a_style_that_was_edited_shows_and_what_drifted_is_a_warning(office: Path) -> None:
    def wider(document: Document) -> None:
        document.sections[0].left_margin = docx.shared.Mm(20)

    path = edited(office, wider)
    done = build(office)
    assert done.code == 0
    warnings = [item for item in done.findings if item.file == str(path) or item.file.endswith(path.name)]
    assert {item.code for item in warnings} == {"template/margins"}
    assert {item.severity for item in warnings} == {"警告"}
    document = docx.Document(str(office / "output" / "总结.docx"))
    assert round(document.sections[0].left_margin.mm) == 20  # type: ignore[union-attr]


def test_a_slow_template_is_told_once_a_run_as_is_one_that_has_drifted(office: Path) -> None:
    def slower(document: Document) -> None:
        document.sections[0].left_margin = docx.shared.Mm(20)
        tag = next(item for item in document.paragraphs if "{{ 部分.主送 }}" in item.text)
        tag.text = "{{ 部分.主送|default('无') }}"

    edited(office, slower)
    put(office, "又一份.yaml", SUMMARY)
    for done in (run("build", cwd=office), run("check", cwd=office)):
        assert done.code == 0, done.stderr
        (told,) = [said for said in done.stderr.splitlines() if "提示[template/slow-path]" in said]
        assert told.startswith(f"templates/{FORMAT}.docx[正文 第")
        assert "{{ 部分.主送|default('无') }}" in told
        of_template = [said for said in done.stderr.splitlines() if said.startswith("templates/")]
        assert len(of_template) == len(set(of_template)) > 1


def test_inspect_names_a_template_as_build_does_and_looks_at_all(office: Path) -> None:
    shutil.copyfile(packaged_templates() / "文件.docx", template(office).with_name("文件.docx"))
    edited(office, lambda document: document.add_paragraph("{{ 落款人 }}"))
    put(office, "/templates/信函.docx", b"")
    path = office / "templates" / "文件.docx"
    document = docx.Document(str(path))
    document.sections[0].left_margin = docx.shared.Mm(20)
    document.save(str(path))
    said = ["templates/信函.docx", f"templates/{FORMAT}.docx", "templates/文件.docx"]
    done = run("template", "inspect", cwd=office)
    assert done.code == 4
    assert sorted({line.partition("docx")[0] + "docx" for line in done.stderr.splitlines()}) == sorted(said)
    done = run("template", "inspect", "文件.docx", cwd=office / "templates")
    assert (done.code, done.stderr.partition("docx")[0]) == (0, "templates/文件.")


# --- tags ---

TAGS = {
    "name nobody knows": ("{{ 落款人 }}", "template/unknown-variable", ("{{ 落款人 }}",)),
    "misspelt name": ("{{ 各部份 }}", "template/unknown-variable", ("{{ 各部份 }}", "各部分")),
    "English name": ("{{ title }}", "template/unknown-variable", ("{{ title }}",)),
    "syntax": ("标题：{{ 各部分. }}", "template/syntax", ("标题：{{ 各部分. }}",)),
    "two names": ("{{ 版头 版记 }}", "template/syntax", ("{{ 版头 版记 }}",)),
    "unfinished tag": ("抄送 {{ 版记.抄送", "template/broken-tag", ("抄送 {{ 版记.抄送",)),
    "full-width braces": ("｛｛ 版记.抄送 ｝｝", "template/full-width-tag", ("｛｛ 版记.抄送 ｝｝",)),
    "if without its end": ("{%p if 版头 %}", "template/unclosed", ("{%p if 版头 %}", "endif")),
    "end without its beginning": ("{%p endfor %}", "template/unpaired", ("{%p endfor %}",)),
    "unknown statement": ("{% set 甲 = 1 %}", "template/forbidden", ("{% set 甲 = 1 %}",)),
    "include of another file": ("{% include '/etc/passwd' %}", "template/forbidden", ("include",)),
    "way to the system": (
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "template/forbidden",
        ("__subclasses__",),
    ),
    "attribute of an object": ("{{ 各部分.__class__ }}", "template/forbidden", ("__class__",)),
    "call": ("{{ range(9) }}", "template/forbidden", ("range(9)",)),
    "power": ("{{ 9**9**9 }}", "template/forbidden", ("9**9**9",)),
    "filter that is not offered": ("{{ 各部分|map }}", "template/forbidden", ("|map",)),
}


@pytest.mark.parametrize(("tag", "code", "words"), TAGS.values(), ids=TAGS)
def test_a_broken_tag_is_told_with_its_file_paragraph_and_tag(
    office: Path, tag: str, code: str, words: tuple[str, ...]
) -> None:
    before = snapshot(office / "output")
    edited(office, lambda document: document.add_paragraph(tag))
    done = build(office)
    assert_refused(office, done, before, code, *words)
    (item,) = [item for item in done.errors if item.code == code]
    assert "正文 第" in item.spot
    assert tag[:20] in item.spot


def test_a_broken_tag_in_the_footer_is_told_with_its_place(office: Path) -> None:
    before = snapshot(office / "output")
    edited(office, lambda document: document.sections[0].footer.add_paragraph("第{{ 页 }}页"))
    done = build(office)
    assert_refused(office, done, before, "template/unknown-variable", "第{{ 页 }}页", "{{ 页 }}")
    assert any("页脚" in item.spot for item in done.errors)


def test_all_broken_tags_come_out_at_once(office: Path) -> None:
    before = snapshot(office / "output")

    def break_thrice(document: Document) -> None:
        for tag in ("{{ 甲 }}", "{{ 乙. }}", "{%p if 丙 %}"):
            document.add_paragraph(tag)

    edited(office, break_thrice)
    done = build(office)
    assert_refused(office, done, before, "template/syntax", "{{ 甲 }}", "{{ 乙. }}", "{%p if 丙 %}")
    assert len(done.errors) >= 3


def test_a_template_that_would_lose_text_is_refused_with_the_tag_that_is_missing(office: Path) -> None:
    before = snapshot(office / "output")

    def without_signature(document: Document) -> None:
        for paragraph in document.paragraphs:
            if "{{p 部分.落款" in paragraph.text:
                parent = paragraph._p.getparent()
                assert parent is not None
                parent.remove(paragraph._p)

    edited(office, without_signature)
    done = build(office)
    assert_refused(office, done, before, "template/text-lost", "云山市自然资源局", "落款")


def test_a_text_with_a_tag_stays_a_text(office: Path) -> None:
    put(office, "总结.yaml", SUMMARY.replace("逐点排查", "{{{{ 各部分 }}}}逐点{{% if 甲 %}}排查"))
    assert build(office).code == 0
    assert "{{ 各部分 }}逐点{% if 甲 %}排查，建立台账。" in paragraphs(office / "output" / "总结.docx")


# --- what is not a template, or holds what it must not ---


def write(data: bytes) -> Callable[[Path], object]:
    return lambda root: put(root, f"/templates/{FORMAT}.docx", data)


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def parts(edit: Callable[[dict[str, bytes]], None]) -> Callable[[Path], object]:
    return lambda root: with_parts(root, edit)


def relationship(kind: str, target: str) -> Callable[[Path], object]:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mark = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return parts(replaced("word/_rels/document.xml.rels", "</Relationships>", mark))


def cut(root: Path) -> None:
    path = template(root)
    path.write_bytes(path.read_bytes()[:5000])


def encrypted_members(root: Path) -> None:
    """The flag that says a member has a password, set in every entry of the listing."""
    path = template(root)
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            (flags,) = struct.unpack_from("<H", data, at + offset)
            struct.pack_into("<H", data, at + offset, flags | 1)
            at = data.find(mark, at + 4)
    path.write_bytes(bytes(data))


_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
_DOCTYPE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document '
_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
#: The paragraph that ends the section of upright pages.
_END = '<w:p><w:pPr><w:pStyle w:val="分节"/><w:sectPr>'
_FIELD = '<w:p><w:fldSimple w:instr=" {0} "><w:r><w:t>甲</w:t></w:r></w:fldSimple></w:p>' + _END
_DELETED = '<w:p><w:del w:id="1" w:author="张三"><w:r><w:delText>甲</w:delText></w:r></w:del></w:p>' + _END
_HIDDEN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗中的字</w:t></w:r></w:p>" + _END


def field(instruction: str) -> Callable[[Path], object]:
    return parts(replaced("word/document.xml", _END, _FIELD.format(instruction)))


FILES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "empty file": (write(b""), "template/empty", "空文件"),
    "a text file": (write("模板".encode()), "template/not-docx", "不是 DOCX"),
    "a PDF": (write(b"%PDF-1.7\n"), "template/not-docx", "PDF"),
    "a picture": (write(b"\x89PNG\r\n\x1a\n" + bytes(50)), "template/not-docx", "图片"),
    "an old Word file": (write(_CFB), "template/old-word", "*.doc"),
    "a file with a password": (write(_CFB + "EncryptedPackage".encode("utf-16-le")), "template/encrypted", "密码"),
    "members with a password": (encrypted_members, "template/encrypted", "密码"),
    "any ZIP": (write(zipped({"甲.txt": b"1"})), "template/not-docx", "压缩文件"),
    "a file that was cut": (cut, "template/broken-zip", "损坏"),
    "a document with macros": (
        parts(replaced("[Content_Types].xml", _MAIN, _MACRO)),
        "template/not-docx",
        "宏",
    ),
    "a zip bomb": (
        parts(lambda members: members.update({"word/media/a.bin": bytes(150_000_000)})),
        "template/ratio",
        "压缩比",
    ),
    "many small bombs": (
        write(zipped({f"word/media/{index}.bin": bytes(999_000) for index in range(310)})),
        "template/unpacked-too-large",
        "300 MB",
    ),
    "three thousand members": (
        write(zipped({f"word/{index}.xml": b"" for index in range(3000)})),
        "template/too-many-parts",
        "2000",
    ),
    "a name that climbs out": (write(zipped({"../../tmp/x": b"1"})), "template/bad-name", "不合规"),
    "broken XML": (
        parts(replaced("word/document.xml", "</w:body>", "")),
        "template/broken-xml",
        "word/document.xml",
    ),
    "a DOCTYPE with an entity": (
        parts(replaced("word/document.xml", "<w:document ", _DOCTYPE)),
        "template/doctype",
        "DOCTYPE",
    ),
    "a picture from the network": (
        relationship("image", "http://example.com/a.png"),
        "template/external-link",
        "http://example.com/a.png",
    ),
    "a picture from a folder": (
        relationship("image", "file:///C:/a.png"),
        "template/external-link",
        "file:///C:/a.png",
    ),
    "a link to a script": (relationship("hyperlink", "javascript:alert(1)"), "template/external-link", "javascript"),
    "an object from elsewhere": (relationship("oleObject", "file:///C:/a.xls"), "template/active-content", "OLE"),
    "a field that runs a program": (field("DDEAUTO cmd"), "template/field", "DDEAUTO"),
    "a field that takes in a file": (field("INCLUDETEXT /etc/passwd"), "template/field", "INCLUDETEXT"),
    "a change that was tracked": (
        parts(replaced("word/document.xml", _END, _DELETED)),
        "template/tracked-change",
        "修订",
    ),
    "hidden text": (parts(replaced("word/document.xml", _END, _HIDDEN)), "template/hidden-text", "暗中的字"),
}


@pytest.mark.parametrize(("spoil", "code", "words"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_a_template_is_named_for_what_it_is(
    office: Path, spoil: Callable[[Path], object], code: str, words: str
) -> None:
    before = snapshot(office / "output")
    spoil(office)
    assert_refused(office, build(office), before, code, words)


def test_a_folder_in_place_of_the_template_is_told(office: Path) -> None:
    before = snapshot(office / "output")
    (office / "templates" / f"{FORMAT}.docx").mkdir(parents=True)
    done = build(office)
    assert done.code in (4, 6)
    assert {item.code for item in done.errors} == {"file/is-folder"}
    assert snapshot(office / "output") == before


def test_mistakes_in_content_and_in_a_template_come_out_in_one_run(office: Path) -> None:
    edited(office, lambda document: document.add_paragraph("{{ 甲 }}"))
    put(office, "通知.yaml", NOTICE.replace("主送:", "主送机关:"))
    put(office, "报告.yaml", REPORT)
    put(office, "值班表.yaml", TABLE)
    done = build(office)
    assert done.code == 4
    assert {item.code for item in done.errors} == {"template/unknown-variable", "content/unknown-key"}
    assert done.made == ["content/报告.yaml"]


def test_check_reports_a_broken_template_too(office: Path) -> None:
    edited(office, lambda document: document.add_paragraph("{{ 甲 }}"))
    before = snapshot(office)
    done = run("check", "--format", "json", cwd=office)
    assert (done.code, {item.code for item in done.errors}) == (4, {"template/unknown-variable"})
    assert snapshot(office) == before


def test_a_secret_of_the_template_does_not_reach_the_document(office: Path) -> None:
    def planted(document: Document) -> None:
        properties = document.core_properties
        for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category", "title"):
            setattr(properties, name, f"机密{name}")

    edited(office, planted)
    assert build(office).code == 0
    with zipfile.ZipFile(office / "output" / "总结.docx") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert "机密" not in everything
