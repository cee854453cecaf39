"""The finished file: proof that nothing was lost, the same bytes everywhere, nothing private, nothing Word rejects."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from gongwen.diagnostics import TemplateError
from gongwen.printview import Imprint, Paragraph, Part, PrintView, TableBlock
from gongwen.render import Template, fill, find_template, handles, render_docx
from gongwen.render.images import without_metadata
from gongwen.render.pack import pack_member, write_zip
from gongwen.render.pipeline import DocxFile
from gongwen.render.prove import printed_texts
from tests.render import packages
from tests.render.packages import (
    DOCUMENT,
    PLAIN,
    RED_HEAD,
    W,
    at_the_end,
    changed,
    codes,
    line,
    lines,
    output,
    packed,
    parts,
    root,
    template_of,
    texts_of,
    with_body,
    with_more,
)
from tests.render.reference import filled_by_docxtpl
from tests.render.views import chart, masthead, paragraphs, plain, rich, schedule, signature

TITLE = "{% for 行 in 部分.标题 %}{{ 行 }}{% endfor %}"


def refusal(view: PrintView, template: Template) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        render_docx(view, template)
    return caught.value


# --- nothing is lost ---


def minimal(*more: str) -> Template:
    return with_body(lines("{%p for 部分 in 各部分 %}", TITLE, *more, "{%p endfor %}"))


def test_a_template_that_prints_no_body_is_refused_with_the_tag_to_write() -> None:
    (found,) = refusal(plain(Paragraph(text="这一段有二十多个字，模板里却没有印出它的标签。")), minimal()).diagnostics
    assert found.code == "template/text-lost"
    assert "“这一段有二十多个字，模板里却没有印出它的…”" in found.message
    assert "各部分.正文〈段落〉.文字" in found.message
    assert found.hint is not None
    assert "{{ 块.文字 }}" in found.hint


@pytest.mark.parametrize(
    ("view", "tag"),
    [
        (plain(signature=signature("甲局")), "{{p 部分.落款 }}"),
        (plain(TableBlock(table=schedule())), "{{p 块.表格 }}"),
        (plain(chart()), "{{p 块.图 }}"),
        (plain(remarks=("（公开）",)), "{% for 项 in 部分.附注 %}{{ 项 }}{% endfor %}"),
        (replace(plain(), masthead=masthead()), "{{p 版头.标志 }}"),
        (replace(plain(), masthead=masthead()), "{{ 版头.发文字号 }}"),
        (replace(plain(), imprint=Imprint(copies="市政府。")), "{{ 版记.抄送 }}"),
    ],
)
def test_a_lost_text_names_the_tag_that_prints_it(view: PrintView, tag: str) -> None:
    hints = [item.hint for item in refusal(view, minimal()).diagnostics]
    assert any(tag in (hint or "") for hint in hints)


def test_a_template_without_imprint_serves_documents_without_imprint() -> None:
    assert render_docx(plain(), minimal()).data
    assert codes(refusal(replace(plain(), imprint=Imprint(copies="市政府。")), minimal())) == ["text-lost"]


def test_a_text_that_stands_twice_in_the_view_must_stand_twice_in_the_output() -> None:
    body = minimal("{%p for 块 in 部分.正文 %}", "{% if loop.first %}{{ 块.文字 }}{% endif %}", "{%p endfor %}")
    assert render_docx(plain(*paragraphs(1)), body).data
    assert codes(refusal(plain(*paragraphs(2)), body)) == ["text-lost"]


def test_texts_may_stand_in_another_order_and_in_headers() -> None:
    def footer(text: str) -> str:
        return text.replace("</w:ftr>", line("{% for 部分 in 各部分 %}{{ 部分.副标题 }}{% endfor %}") + "</w:ftr>")

    body = lines("{%p for 部分 in 各部分 %}", "{{ 部分.主送 }}", TITLE, "{%p endfor %}")
    template = changed({"word/footer1.xml": footer, DOCUMENT: lambda _: parts(with_body(body).data)[DOCUMENT].decode()})
    view = PrintView(parts=(Part(title=("通知",), subtitle="（试行）", recipient="各区县："),))
    members = output(view, template)
    assert texts_of(members[DOCUMENT]) == ["各区县：", "通知"]
    assert "（试行）" in texts_of(members["word/footer1.xml"])


def test_the_view_is_read_in_the_order_of_its_fields_with_handles_in_one_piece() -> None:
    texts = [text for text, _, _ in printed_texts(rich()) if text]
    assert texts[:6] == [
        "000001",
        "机密★1年",
        "特急",
        "淄博市自然资源局文件",
        "淄自然资字〔2020〕15号",
        "淄博市自然资源局关于印发",
    ]
    assert "淄博市自然资源局2020年1月19日" in texts
    assert any(text.startswith("阶段工作内容完成时限第1阶段1.开展自查。") for text in texts)


# --- nothing that Word rejects ---

GRID = '<w:tblPr><w:tblW w:w="100" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'


def table(*cells: str) -> str:
    rows = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr>{cell}</w:tc></w:tr>' for cell in cells
    )
    return f"<w:tbl>{GRID}{rows}</w:tbl>{line('')}"


def test_a_cell_that_loses_its_only_paragraph_is_refused() -> None:
    body = table(lines("{%p if 版头 %}", "甲", "{%p endif %}"))
    assert codes(refusal(plain(), with_more(body))) == ["empty-cell"]


def test_a_cell_that_keeps_a_paragraph_is_fine() -> None:
    assert render_docx(plain(), with_more(table(lines("{%p if 版头 %}", "甲", "{%p endif %}") + "<w:p/>"))).data


def test_a_table_that_loses_its_last_row_is_refused() -> None:
    body = table(line("{%tr if 版头 %}"), line("甲"), line("{%tr endif %}"))
    assert codes(refusal(plain(), with_more(body))) == ["empty-table"]


def test_rows_are_repeated_by_tags_in_rows_of_their_own() -> None:
    body = table(line("{%tr for 部分 in 各部分 %}"), line(TITLE), line("{%tr endfor %}"))
    assert texts_of(output(plain(), with_body(body))[DOCUMENT]) == ["工作方案"]


def test_an_output_that_is_not_whole_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were texts not escaped; a comment makes the template one whose outputs are all parsed."""
    monkeypatch.setattr(fill, "encoded", lambda texts, **_: [text.encode() for text in texts])
    view = plain(Paragraph(text="<甲"))
    commented = with_more("<!-- 注释 -->")
    assert codes(refusal(view, commented)) == ["broken-output"]
    # What builds need not parse, tests do all the same (conftest.py).
    with pytest.raises(etree.XMLSyntaxError):
        render_docx(view, find_template(PLAIN))


def test_a_handle_that_loses_a_text_is_a_bug_and_not_a_template_s_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handles, "signature_xml", lambda *_: "<w:p/>")
    with pytest.raises(ValueError, match="lost a text"):
        render_docx(plain(signature=signature("甲")), find_template(PLAIN))


def test_an_output_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongwen.render import pipeline

    size = len(output(plain(), find_template(PLAIN))[DOCUMENT])
    monkeypatch.setattr(pipeline, "OUTPUT_LIMIT", size)
    assert render_docx(plain(), find_template(PLAIN)).data
    monkeypatch.setattr(pipeline, "OUTPUT_LIMIT", size - 1)
    assert codes(refusal(plain(), find_template(PLAIN))) == ["output-too-large"]


def test_pictures_that_a_loop_repeats_get_numbers_of_their_own() -> None:
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    drawing = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{namespace}"><wp:extent cx="1" cy="1"/>'
        '<wp:docPr name="C:\\Users\\zhang\\印章.png" id="1" descr="机密"/></wp:inline></w:drawing></w:r></w:p>'
    )
    body = line("{%p for 部分 in 各部分 %}") + line(TITLE) + drawing + line("{%p endfor %}")
    view = PrintView(parts=(Part(title=("甲",)), Part(title=("乙",))))
    document = output(view, with_body(body))[DOCUMENT]
    found = [dict(item.attrib) for item in root(document).iter(f"{{{namespace}}}docPr")]
    assert found == [{"name": "图片", "id": "1001"}, {"name": "图片", "id": "1002"}]


# --- the same bytes ---

PROGRAM = """
import hashlib
from gongwen.render import find_template, render_docx, wordml
from tests.render.reference import filled_by_docxtpl
from tests.render.views import rich
print(hashlib.sha256(render_docx(rich(), find_template("文件")).data).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    here = hashlib.sha256(render_docx(rich(), find_template(RED_HEAD)).data).hexdigest()
    tree = Path(__file__).parents[2]
    seen = {here}
    for seed, zone, locale in (("0", "Asia/Shanghai", "C.UTF-8"), ("4711", "America/Lima", "C")):
        run = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", PROGRAM],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}",
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "LC_ALL": locale,
            },
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(run.stdout.strip())
    assert seen == {here}


def test_the_archive_has_fixed_stamps_no_extras_and_is_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(rich(), find_template(RED_HEAD)).data)) as archive:
        assert archive.testzip() is None
        entries = archive.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.extra, entry.comment, entry.create_system, entry.external_attr) for entry in entries} == {
        (b"", b"", 0, 0)
    }


def test_names_outside_ascii_are_marked_as_utf_8() -> None:
    data = write_zip([pack_member("word/图.xml", b"<x/>"), pack_member("a.xml", b"")])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["word/图.xml", "a.xml"]
        assert archive.read("word/图.xml") == b"<x/>"


def test_a_docx_file_does_not_print_its_bytes() -> None:
    assert repr(DocxFile(b"x" * 100)) == "DocxFile(100 bytes)"


# --- nothing private ---

SECRETS = {
    "docProps/core.xml": '<x xmlns:dc="d"><dc:creator>秘密一</dc:creator></x>',
    "docProps/app.xml": "<x><Company>秘密二</Company></x>",
    "docProps/custom.xml": "<x>秘密三</x>",
    "docProps/thumbnail.xml": "<x>秘密四</x>",
    "customXml/item1.xml": "<x>秘密五</x>",
    "word/people.xml": "<x>秘密六</x>",
}


def secretive() -> Template:
    def settings(text: str) -> str:
        more = (
            '<w:attachedTemplate xmlns:r="r" r:id="rId1"/><w:rsids><w:rsidRoot w:val="00ABCDEF"/></w:rsids>'
            '<w:docVars><w:docVar w:name="秘密七" w:val="秘密八"/></w:docVars>'
        )
        return text.replace("<w:defaultTabStop", more + "<w:defaultTabStop")

    def document(text: str) -> str:
        marked = '<w:p w:rsidR="00ABCDEF" w14:paraId="12345678" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        more = '<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:proofErr w:type="spellStart"/><w:bookmarkEnd w:id="7"/>'
        return at_the_end(f"{marked}{more}</w:p>")(text).replace("<w:sectPr>", '<w:sectPr w:rsidR="00ABCDEF">')

    def styles(text: str) -> str:
        return text.replace("<w:qFormat/>", '<w:qFormat/><w:rsid w:val="00ABCDEF"/>', 1)

    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    kinds = [f"{package}/core-properties", f"{office}/extended-properties", f"{office}/custom-properties"]
    kinds += [f"{package}/thumbnail", f"{office}/customXml"]
    kinds.append("http://schemas.microsoft.com/office/2011/relationships/people")
    rows = "".join(
        f'<Relationship Id="s{number}" Type="{kind}" Target="{name}"/>'
        for number, (name, kind) in enumerate(zip(SECRETS, kinds, strict=True))
    )
    return changed(
        {
            **SECRETS,
            "_rels/.rels": lambda text: text.replace("</Relationships>", f"{rows}</Relationships>"),
            "word/settings.xml": settings,
            DOCUMENT: document,
            "word/styles.xml": styles,
        }
    )


def test_no_trace_of_people_machines_and_sessions_is_left() -> None:
    whole = b"".join(output(plain(*paragraphs(1)), secretive()).values()).decode()
    for trace in ("秘密", "00ABCDEF", "rsid", "paraId", "_GoBack", "proofErr", "attachedTemplate", "docVar", "creator"):
        assert trace not in whole


def test_the_properties_are_fixed_and_neutral() -> None:
    first = output(plain(*paragraphs(1)), secretive())
    second = output(rich(), find_template(RED_HEAD))
    for name in ("docProps/core.xml", "docProps/app.xml"):
        assert first[name] == second[name]
    assert b"1980-01-01T00:00:00Z" in first["docProps/core.xml"]


def test_a_stripped_template_prints_what_the_plain_one_prints() -> None:
    view = plain(*paragraphs(3))
    stripped, whole = (output(view, template)[DOCUMENT] for template in (secretive(), find_template(PLAIN)))
    assert texts_of(stripped) == texts_of(whole)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_pictures_lose_what_cameras_and_editors_wrote_into_them() -> None:
    head, body, end = chunk(b"IHDR", b"h" * 13), chunk(b"IDAT", b"picture"), chunk(b"IEND", b"")
    png = b"\x89PNG\r\n\x1a\n" + head + chunk(b"tEXt", b"Author\0zhang") + chunk(b"eXIf", b"gps") + body + end
    assert without_metadata(png) == b"\x89PNG\r\n\x1a\n" + head + body + end
    frame, scan = b"\xff\xc0\x00\x04ab", b"\xff\xda\x00\x04abpicture\xff\xd9"
    jpeg = b"\xff\xd8" + b"\xff\xe1\x00\x08Exif\0g" + b"\xff\xfe\x00\x07zhang" + frame + scan
    assert without_metadata(jpeg) == b"\xff\xd8" + frame + scan


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0", b"\xff\xd8\xff\xe1\0"])
def test_a_picture_of_another_kind_or_a_damaged_one_stays_as_it_is(data: bytes) -> None:
    assert without_metadata(data) == data


def test_a_picture_in_a_template_is_kept_without_its_metadata() -> None:
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"h" * 13) + chunk(b"tEXt", b"zhang") + chunk(b"IEND", b"")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    row = f'<Relationship Id="rId9" Type="{kind}" Target="media/image1.png"/>'
    types = '<Default Extension="png" ContentType="image/png"/>'
    members: dict[str, bytes | str] = dict(
        parts(
            changed(
                {
                    "word/_rels/document.xml.rels": lambda text: text.replace("</Rel", f"{row}</Rel", 1),
                    "[Content_Types].xml": lambda text: text.replace("<Override", f"{types}<Override", 1),
                }
            ).data
        )
    )
    made = output(plain(*paragraphs(1)), template_of(packed({**members, "word/media/image1.png": png})))
    assert made["word/media/image1.png"] == without_metadata(png) != png
    assert b'PartName="/word/media/image1.png" ContentType="image/png"' in made["[Content_Types].xml"]


# --- the same document as docxtpl's ---


@pytest.mark.parametrize("name", [RED_HEAD, PLAIN])
def test_the_main_part_is_the_one_that_docxtpl_makes(name: str) -> None:
    from gongwen.render.sections import take_turned

    # docxtpl takes {_{ for its own, so that none stands in this view.
    view = rich() if name == RED_HEAD else replace(rich(), masthead=None)
    view = replace(
        view,
        parts=(*view.parts, Part(title=("A&B<c>", "“引”'号'\""), blocks=paragraphs(2, "]]> 𠮷 👨‍👩‍👧 葛\U000e0100"))),
    )
    template = find_template(name)
    theirs, ours = parts(filled_by_docxtpl(view, template)), output(view, template)
    for part in (DOCUMENT, "word/footer1.xml", "word/footer2.xml"):
        wanted = root(theirs[part])
        take_turned(wanted)
        assert etree.tostring(root(ours[part]), method="c14n") == etree.tostring(wanted, method="c14n")


def test_the_helpers_of_these_tests_see_a_difference() -> None:
    """The comparisons above rest on `texts_of`; it must not be blind."""
    document = output(plain(*paragraphs(1)), find_template(PLAIN))[DOCUMENT]
    assert texts_of(document) != texts_of(document.replace("，".encode(), b"", 1))
    assert packages.W == W
