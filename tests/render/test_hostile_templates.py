"""Files that are no templates, or do more than show text: each is refused by its own code, with its place."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.diagnostics import TemplateError
from gongwen.render import Template, archive, find_template, inspect_template, render_docx
from tests.render.packages import (
    DOCUMENT,
    PLAIN,
    at_the_end,
    changed,
    codes,
    line,
    output,
    packed,
    parts,
    template_of,
    texts_of,
    with_more,
    with_relationship,
)
from tests.render.views import paragraphs, plain

_TYPES = "[Content_Types].xml"
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "wordprocessingml.document.main+xml"


def refused(template: Template) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        inspect_template(template)
    for item in caught.value.diagnostics:
        assert item.place.file == str(template.path)
        assert item.hint
        assert re.search(r"[\u4e00-\u9fff]", item.message)
        assert "Error" not in item.message
    return caught.value


def good() -> bytes:
    return find_template(PLAIN).data


def typed(kind: str) -> bytes:
    """A default template that says it is something else."""
    return changed({_TYPES: lambda text: text.replace(f"officedocument.{_MAIN}", kind)}).data


def with_member(name: str) -> bytes:
    stream = io.BytesIO(good())
    with zipfile.ZipFile(stream, "a") as archive_:
        archive_.writestr(name, "x")
    return stream.getvalue()


def encrypted_member() -> bytes:
    """The flag of encryption set on the first member, in both of its headers."""
    data = bytearray(good())
    data[6] |= 1
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


NO_TEMPLATES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "empty", "空文件"),
    "text": (lambda: "你好".encode(), "not-docx", "DOCX"),
    "pdf": (lambda: b"%PDF-1.7", "not-docx", "PDF"),
    "rtf": (lambda: b"{\\rtf1}", "not-docx", "RTF"),
    "html": (lambda: b"<html></html>", "not-docx", "网页"),
    "picture": (lambda: b"\x89PNG\r\n", "not-docx", "图片"),
    "old word": (lambda: _CFB + b"\0" * 600, "old-word", "*.doc"),
    "password": (lambda: _CFB + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted", "密码"),
    "plain zip": (lambda: packed({"a.txt": "x"}), "not-docx", "压缩文件"),
    "odt": (lambda: packed({"mimetype": "x", "content.xml": "<a/>"}), "not-docx", "OpenDocument"),
    "docm": (lambda: typed("application/vnd.ms-word.document.macroEnabled.main+xml"), "not-docx", "docm"),
    "dotx": (lambda: typed("openxmlformats-officedocument.wordprocessingml.template.main+xml"), "not-docx", "dotx"),
    "dotm": (lambda: typed("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), "not-docx", "dotm"),
    "xlsx": (lambda: typed("openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "not-docx", "xlsx"),
    "pptx": (lambda: typed("openxmlformats-officedocument.presentationml.slides.main+xml"), "not-docx", "pptx"),
    "cut": (lambda: good()[:-200], "broken-zip", "不完整"),
    "cut short": (lambda: good()[:50], "broken-zip", "不完整"),
    "bent": (lambda: good()[:900] + b"\0" * 40 + good()[940:], "broken-zip", "不完整"),
    "no document": (lambda: changed({DOCUMENT: None}).data, "no-document", "正文部件"),
    "no root relationships": (lambda: changed({"_rels/.rels": None}).data, "no-document", "正文部件"),
    "dots in a name": (lambda: with_member("word/../../x"), "bad-name", "不合规"),
    "absolute name": (lambda: with_member("/etc/x"), "bad-name", "不合规"),
    "drive in a name": (lambda: with_member("C:x"), "bad-name", "不合规"),
    "same name in capitals": (lambda: with_member("WORD/DOCUMENT.XML"), "bad-name", "重复"),
    "encrypted member": (encrypted_member, "encrypted", "密码"),
    "strict": (
        lambda: changed(
            {"_rels/.rels": lambda text: text.replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")}  # noqa: E501
        ).data,
        "strict-format",
        "Strict",
    ),
    "doctype": (
        lambda: changed({"word/styles.xml": lambda text: text.replace("<w:styles", "<!DOCTYPE x><w:styles")}).data,
        "doctype",
        "DOCTYPE",
    ),
    "entity bomb": (
        lambda: changed(
            {DOCUMENT: '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'}
        ).data,
        "doctype",
        "DOCTYPE",
    ),
    "ill-formed": (lambda: changed({DOCUMENT: lambda text: text.replace("</w:body>", "")}).data, "broken-xml", "格式"),
    "undeclared prefix": (lambda: with_more("<q:p/>").data, "broken-xml", "格式"),
    "unknown encoding": (
        lambda: changed({DOCUMENT: '<?xml version="1.0" encoding="klingon"?><x/>'}).data,
        "broken-xml",
        "document.xml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_TEMPLATES)
def test_what_is_no_template_is_called_by_its_real_kind(case: str) -> None:
    make, code, word = NO_TEMPLATES[case]
    error = refused(template_of(make()))
    assert codes(error) == [code]
    assert word in error.diagnostics[0].message


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_in_the_archive_is_refused() -> None:
    assert codes(refused(template_of(with_member(DOCUMENT)))) == ["bad-name"]


def run(xml: str) -> str:
    return f"<w:p><w:r><w:t>请看：</w:t></w:r>{xml}</w:p>"


def field(*pieces: str) -> str:
    """A complex field whose instruction is spread over runs."""
    inner = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return run(begin + inner + end)


IN_TEXT = {
    "insertion": (run("<w:ins w:id='1' w:author='a'><w:r><w:t>甲</w:t></w:r></w:ins>"), "tracked-change"),
    "deletion": (run("<w:del w:id='1' w:author='a'><w:r><w:delText>甲</w:delText></w:r></w:del>"), "tracked-change"),
    "moved": (run("<w:moveFrom w:id='1' w:author='a'/>"), "tracked-change"),
    "changed looks": (
        "<w:p><w:pPr><w:pPrChange w:id='1' w:author='a'><w:pPr/></w:pPrChange></w:pPr></w:p>",
        "tracked-change",
    ),
    "hidden": (run("<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"), "hidden-text"),
    "comment": (run('<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>'), "comment"),
    "ole": (run("<w:r><w:object/></w:r>"), "active-content"),
    "activex": (run("<w:r><w:object><w:control/></w:object></w:r>"), "active-content"),
    "altChunk": ("<w:altChunk/>", "active-content"),
    "dde in pieces": (field(" D", "DE", "AUTO c:\\\\x"), "field"),
    "dde simple": ('<w:p><w:fldSimple w:instr=" dde x"/></w:p>', "field"),
    "include text": (field(" INCLUDETEXT x"), "field"),
    "include picture": (field(' INCLUDEPICTURE "http://x/y.png"'), "field"),
    "link": (field(" LINK Excel.Sheet"), "field"),
    "macro button": (field(" MACROBUTTON x y"), "field"),
    "nested field": (
        run(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LINK x</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "field",
    ),
    "field that never ends": (
        run('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LINK x</w:instrText></w:r>'),
        "field",
    ),
    "tag in a field": (field(" PAGE {{ 版头.份号 }}"), "misplaced-tag"),
    "tag in an attribute": ('<w:p><w:bookmarkStart w:id="1" w:name="{{ 版头 }}"/></w:p>', "misplaced-tag"),
}


@pytest.mark.parametrize("case", IN_TEXT)
def test_what_runs_fetches_or_hides_is_refused_with_its_place(case: str) -> None:
    xml, code = IN_TEXT[case]
    error = refused(with_more(xml))
    assert set(codes(error)) == {code}
    if "altChunk" not in xml and "never ends" not in case:
        assert re.match(r"正文 第\d+段", error.diagnostics[0].place.spot)


def test_a_style_that_hides_counts_only_where_it_is_used() -> None:
    hidden = '<w:style w:type="character" w:styleId="密"><w:name w:val="密"/><w:rPr><w:vanish/></w:rPr></w:style>'
    styles = {"word/styles.xml": lambda text: text.replace("</w:styles>", f"{hidden}</w:styles>")}
    assert inspect_template(changed(styles)) == ()
    use = run('<w:r><w:rPr><w:rStyle w:val="密"/></w:rPr><w:t>密</w:t></w:r>')
    used = {**styles, DOCUMENT: at_the_end(use)}
    assert codes(refused(changed(used))) == ["hidden-text"]


def test_hiding_that_is_switched_off_is_harmless() -> None:
    visible = run('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>')
    assert inspect_template(with_more(visible)) == ()


RELATIONSHIPS = {
    "macro": (("vbaProject", "added.bin"), "active-content"),
    "embedded font": (("font", "added.bin"), "active-content"),
    "embedded file": (("package", "added.bin"), "active-content"),
    "alt chunk": (("aFChunk", "added.bin"), "active-content"),
    "ole": (("oleObject", "added.bin"), "active-content"),
    "sub-document": (("subDocument", "x.docx", "External"), "active-content"),
    "linked picture": (("image", "http://example.com/x.png", "External"), "external-link"),
    "linked file": (("image", "file:///etc/passwd", "External"), "external-link"),
    "script link": (("hyperlink", "javascript:alert(1)", "External"), "external-link"),
    "file link": (("hyperlink", "file:///c:/x.exe", "External"), "external-link"),
    "unknown": (("zauberei", "added.bin"), "unknown-content"),
}


@pytest.mark.parametrize("case", RELATIONSHIPS)
def test_what_a_part_may_not_point_to_is_refused(case: str) -> None:
    (kind, target, *mode), code = RELATIONSHIPS[case]
    uses = '<w:p><w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId99"/></w:p>'  # noqa: E501
    assert codes(refused(with_relationship(kind, target, mode="".join(mode), uses=uses))) == [code]


@pytest.mark.parametrize("target", ["http://www.gov.cn/", "HTTPS://www.gov.cn/", "mailto:a@b.cn"])
def test_links_to_web_pages_and_mail_are_kept(target: str) -> None:
    members = output(plain(*paragraphs(1)), with_relationship("hyperlink", target, mode="External"))
    assert target in members["word/_rels/document.xml.rels"].decode()


def test_the_name_of_the_template_behind_the_template_is_left_behind() -> None:
    template = with_relationship("attachedTemplate", "file:///C:/Users/zhang/Normal.dotm", mode="External")
    assert not any(b"zhang" in data for data in output(plain(*paragraphs(1)), template).values())


def test_parts_that_nothing_points_to_are_left_behind() -> None:
    template = changed({"word/secret.xml": "<x>秘密</x>", "customXml/item1.xml": "<x>秘密</x>"})
    members = output(plain(*paragraphs(1)), template)
    assert not {"word/secret.xml", "customXml/item1.xml"} & set(members)


# --- limits ---


def sized(monkeypatch: pytest.MonkeyPatch, **limits: int) -> None:
    for name, value in limits.items():
        monkeypatch.setattr(archive, name, value)


@pytest.mark.parametrize(("slack", "is_refused"), [(-1, True), (0, False), (1, False)])
@pytest.mark.parametrize(
    ("limit", "code"),
    [("PACKED_LIMIT", "too-large"), ("UNPACKED_LIMIT", "unpacked-too-large"), ("MEMBER_LIMIT", "too-many-parts")],
)
def test_each_limit_holds_at_its_edge(
    limit: str, code: str, slack: int, is_refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = with_more(line("甲"))
    members = parts(template.data)
    edge = {
        "PACKED_LIMIT": len(template.data),
        "UNPACKED_LIMIT": sum(map(len, members.values())),
        "MEMBER_LIMIT": len(members),
    }[limit]
    sized(monkeypatch, **{limit: edge + slack})
    if is_refused:
        assert codes(refused(template)) == [code]
    else:
        assert archive.read_archive(template) == members


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = changed({"word/media.bin": "0" * 3_000_000})
    assert codes(refused(bomb)) == ["ratio"]


@pytest.mark.parametrize(("limit", "code"), [("UNPACKED_LIMIT", "unpacked-too-large"), ("RATIO_FLOOR", "ratio")])
def test_an_archive_whose_listing_says_nothing_of_it_is_caught_while_unpacking(
    limit: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_refuse_bad_listing", lambda *_: None)
    sized(monkeypatch, **{limit: 100_000})
    assert codes(refused(changed({"word/media.bin": "0" * 200_000}))) == [code]


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(changed({"word/media.bin": "0" * 200_000}).data)
    place = data.rindex(b"PK\x01\x02")
    assert b"word/media.bin" in data[place:]
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert codes(refused(template_of(bytes(data)))) == ["broken-zip"]


def test_small_members_may_be_packed_tightly() -> None:
    assert inspect_template(changed({"word/media.bin": "0" * 900_000})) == ()


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_bent_file_is_refused_or_works_and_never_crashes(data: st.DataObject) -> None:
    whole = bytearray(good())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    template = template_of(bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))]))
    try:
        rendered = output(plain(*paragraphs(1)), template)
    except TemplateError:
        return
    assert texts_of(rendered[DOCUMENT])


def test_all_findings_of_a_template_come_at_once() -> None:
    error = refused(with_more("".join(IN_TEXT[case][0] for case in ("insertion", "hidden", "comment", "link"))))
    assert set(codes(error)) == {"tracked-change", "hidden-text", "comment", "field"}


def test_a_refused_template_makes_no_document() -> None:
    with pytest.raises(TemplateError):
        render_docx(plain(*paragraphs(1)), with_more(IN_TEXT["hidden"][0]))
