"""The default templates are fresh, valid, and carry the numbers of the standard in styles."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from gongwen.printview import AttachmentNote, AuthorityMark, Imprint, Masthead, Paragraph, Part, PrintView
from gongwen.render import find_template, inspect_template, render_docx
from gongwen.render.blank.package import default_templates
from gongwen.render.find import packaged_templates
from gongwen.render.grid import LOWEST_LINE, PAGE_HEIGHT, Grid
from gongwen.standard.geometry import NATIONAL
from tests.render.packages import DOCUMENT, PLAIN, RED_HEAD, W, output, paragraphs_of, parts, root
from tests.render.views import masthead, paragraphs, plain, rich, signature

FACES = {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"}


@pytest.fixture(params=[RED_HEAD, PLAIN, "信函", "命令", "纪要"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def view_for(name: str) -> PrintView:
    if name == PLAIN:
        return replace(rich(), masthead=None)
    if name == "信函":
        # A letter has no printing authority (10.1).
        return replace(rich(), imprint=Imprint(recipients="市政府。", copies="市政府办公室。"))
    if name == "命令":
        return replace(rich(), masthead=Masthead(mark=AuthorityMark(text="淄博市人民政府令"), number="第1号"))
    if name == "纪要":
        return replace(rich(), masthead=masthead(number="第3期", issuer="市政府办公室", issue_date="2020年1月19日"))
    return rich()


def test_the_checked_in_templates_are_what_the_code_makes() -> None:
    made = default_templates()
    kept = {path.name: path.read_bytes() for path in packaged_templates().glob("*.docx")}
    assert kept == made, "run: python -m gongwen.render.blank templates"


def test_the_command_writes_them_into_a_folder(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "gongwen.render.blank", str(tmp_path)], check=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == default_templates()


def test_the_command_without_a_folder_says_how_it_is_used() -> None:
    run = subprocess.run([sys.executable, "-m", "gongwen.render.blank"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "文件夹" in run.stderr


@pytest.mark.parametrize("is_output", [False, True])
def test_templates_and_outputs_are_valid_open_xml(name: str, is_output: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    template = find_template(name)
    path.write_bytes(render_docx(view_for(name), template).data if is_output else template.data)
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("is_output", [False, True])
def test_python_docx_opens_both(name: str, is_output: bool) -> None:
    template = find_template(name)
    data = render_docx(view_for(name), template).data if is_output else template.data
    assert docx.Document(io.BytesIO(data)).paragraphs


def test_no_face_but_the_five_of_the_standard_is_named_anywhere(name: str) -> None:
    for part, data in output(view_for(name), find_template(name)).items():
        if part.endswith(".png"):
            continue
        text = data.decode()
        assert "Theme=" not in text, part
        named = re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"|typeface="([^"]+)"|<w:font w:name="([^"]+)"', text)
        assert {face for row in named for face in row if face} <= FACES | {"zh-CN"}, part


def test_every_face_is_set_for_all_four_scripts() -> None:
    styles = root(parts(find_template(PLAIN).data)["word/styles.xml"])
    for fonts in styles.iter(f"{W}rFonts"):
        values = {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(values) == 1
        assert None not in values


def test_the_default_templates_have_not_drifted(name: str) -> None:
    assert inspect_template(find_template(name)) == ()


def test_texts_of_the_body_carry_no_formatting_of_their_own(name: str) -> None:
    document = root(parts(find_template(name).data)[DOCUMENT])
    for properties in document.iter(f"{W}pPr", f"{W}rPr"):
        assert [child.tag for child in properties if child.tag != f"{W}sectPr"] in ([f"{W}pStyle"], [f"{W}rStyle"])


def test_every_style_that_is_used_exists(name: str) -> None:
    members = output(view_for(name), find_template(name))
    known = {style.get(f"{W}styleId") for style in root(members["word/styles.xml"]).iter(f"{W}style")}
    stories = [data for part, data in members.items() if part == DOCUMENT or "footer" in part or "header" in part]
    used = {
        item.get(f"{W}val") for data in stories for item in root(data).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    assert used <= known


def test_each_element_stands_in_the_style_that_is_named_after_it() -> None:
    members = output(rich(), find_template(RED_HEAD))
    by_text = {text: style for style, text in paragraphs_of(members[DOCUMENT]) if text}
    assert by_text["000001"] == "份号"
    assert by_text["机密★1年"] == "密级和保密期限"
    assert by_text["特急"] == "紧急程度"
    assert by_text["淄博市自然资源局文件"] == "发文机关标志"
    assert by_text["淄自然资字〔2020〕15号"] == "发文字号"
    assert by_text["淄博市自然资源局关于印发\n《违法用地专项整治行动方案》的通知"] == "Title"
    assert by_text["（试行）"] == "Subtitle"
    assert by_text["各区县自然资源局，局机关各科室，局属各单位："] == "主送机关"
    assert by_text["一、总体要求"] == "Heading1"
    assert by_text["（二）基本原则"] == "Heading2"
    assert by_text["2.坚持依法行政"] == "Heading3"
    assert by_text["（2）分级负责"] == "Heading4"
    assert by_text["1.工作目标。全面完成任务。"] == "公文正文"
    assert by_text["附件：\t1.\t行动方案"] == "附件说明"
    assert by_text["\t3.\t工作配档表"] == "附件说明"
    assert by_text["淄博市自然资源局"] == by_text["2020年1月19日"] == "署名"
    assert by_text["（此件公开发布）"] == "附注"
    assert by_text["违法用地专项整治行动方案"] == "另页标题"
    assert by_text["附件2"] == "附件标记"
    assert by_text["工作专班名单"] == "附件标题"
    assert by_text["组　长：\t高　松\t市自然资源和规划局党组书记、局长，市林业局局长，市不动产登记中心主任"] == "名单行"
    assert by_text["\t孙建国\t市自然资源和规划局党组成员"] == "名单行"
    assert by_text["阶段"] == "表头文字"
    assert by_text["1月底前"] == "表格文字"
    assert by_text["淄博市自然资源局办公室\t2020年1月19日印发"] == "印发"


def test_run_in_headings_have_the_character_style_of_their_level() -> None:
    document = root(output(rich(), find_template(RED_HEAD))[DOCUMENT])
    styled = {
        run.findtext(f"{W}t"): style.get(f"{W}val")
        for run in document.iter(f"{W}r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None
    }
    assert styled["（一）指导思想。"] == "二级题文"
    assert styled["1.工作目标。"] == "三级题文"
    assert styled["（1）具体任务。"] == "四级题文"
    assert styled["二、严格要求。"] == "一级题文"


def test_the_three_lines_above_the_mark_stand_even_when_empty() -> None:
    view = replace(plain(*paragraphs(1)), masthead=masthead())
    rows = list(paragraphs_of(output(view, find_template(RED_HEAD))[DOCUMENT]))
    assert rows[:5] == [
        ("份号", ""),
        ("密级和保密期限", ""),
        ("紧急程度", ""),
        ("版头间隔", ""),
        ("发文机关标志", "淄博市自然资源局文件"),
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("高　松",), [("上行文发文字号", "\t淄自然资字〔2020〕15号\t签发人：高　松")]),
        (("高　松", "李四光"), [("上行文发文字号", "\t淄自然资字〔2020〕15号\t签发人：高　松　李四光")]),
        (
            ("高　松", "李四光", "欧阳明"),
            [
                (
                    "上行文多位签发人",
                    "\t\t签发人：高　松\t李四光\n\t淄自然资字〔2020〕15号\t\t欧阳明",
                )
            ],
        ),
    ],
)
def test_the_last_signatory_stands_on_the_line_of_the_number(
    names: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    view = replace(plain(*paragraphs(1)), masthead=masthead(signatories=names, last_row=3))
    rows = list(paragraphs_of(output(view, find_template(RED_HEAD))[DOCUMENT]))
    assert [row for row in rows if row[0] in ("上行文发文字号", "上行文多位签发人", "签发人")] == expected


def test_names_that_no_column_holds_stand_one_below_the_other() -> None:
    names = ("高　松", "买买提·艾力", "欧阳明")
    view = replace(plain(*paragraphs(1)), masthead=masthead(signatories=names, last_row=3, signatory_width=6))
    rows = list(paragraphs_of(output(view, find_template(RED_HEAD))[DOCUMENT]))
    assert [row for row in rows if row[0] in ("上行文发文字号", "签发人")] == [
        ("签发人", "\t签发人：高　松"),
        ("签发人", "\t买买提·艾力"),
        ("上行文发文字号", "\t淄自然资字〔2020〕15号\t欧阳明"),
    ]


def test_ten_attachments_get_the_wider_column_for_their_serials() -> None:
    notes = tuple(AttachmentNote(serial=f"{number}.", name=f"表{number}") for number in range(1, 11))
    rows = list(paragraphs_of(output(plain(*paragraphs(1), attachment_notes=notes), find_template(PLAIN))[DOCUMENT]))
    assert {style for style, text in rows if "表" in text} == {"附件说明多项"}


def test_a_single_attachment_has_no_column_for_a_serial() -> None:
    view = plain(*paragraphs(1), attachment_notes=(AttachmentNote(lead="附件：", name="名单"),))
    rows = list(paragraphs_of(output(view, find_template(PLAIN))[DOCUMENT]))
    assert ("附件说明单项", "附件：\t名单") in rows


@pytest.mark.parametrize(
    ("imprint", "styles"),
    [
        (Imprint(copies="市政府办公室。"), ["抄送"]),
        (Imprint(printing_authority="办公室", printing_date="2020年1月19日印发"), ["印发"]),
        (Imprint(copies="市政府办公室。", printing_date="2020年1月19日印发"), ["抄送", "印发"]),
        (Imprint(), []),
        (None, []),
    ],
)
def test_the_imprint_has_only_the_rows_that_have_text(imprint: Imprint | None, styles: list[str]) -> None:
    document = output(replace(plain(*paragraphs(1)), imprint=imprint), find_template(PLAIN))[DOCUMENT]
    assert [style for style, _ in paragraphs_of(document) if style in ("抄送", "印发")] == styles
    assert len(list(root(document).iter(f"{W}tbl"))) == bool(styles)


def test_the_last_paragraph_clings_to_a_signature_and_only_to_one() -> None:
    signed = output(plain(*paragraphs(2), signature=signature("淄博市自然资源局")), find_template(PLAIN))[DOCUMENT]
    unsigned = output(plain(*paragraphs(2)), find_template(PLAIN))[DOCUMENT]
    assert [style for style, text in paragraphs_of(signed) if "为深入" in text] == ["公文正文", "公文末段"]
    assert [style for style, text in paragraphs_of(unsigned) if "为深入" in text] == ["公文正文"] * 2


def test_a_part_that_starts_a_page_does_so_even_without_a_title() -> None:
    view = PrintView(
        parts=(
            Part(title=("通知",), blocks=paragraphs(1)),
            Part(starts_page=True, title=(), blocks=(Paragraph(text="正文"),)),
        )
    )
    assert ("另页", "") in list(paragraphs_of(output(view, find_template(PLAIN))[DOCUMENT]))


def test_a_full_page_has_room_for_the_paragraph_that_nobody_sees() -> None:
    grid = Grid(NATIONAL)
    height = PAGE_HEIGHT - grid.top - grid.bottom
    assert 0 < LOWEST_LINE <= height - 22 * grid.line
    assert height < 22 * (grid.line + 1)
    assert 28 * grid.character <= grid.text_width < 28 * (grid.character + 1)
