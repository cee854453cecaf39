"""What a writer writes comes out as written: in every position, in every size, or it is refused; never changed."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from gongwen.load.characters import ILLEGAL
from tests.acceptance.office import NOTICE, Run, build, lay_out, paragraphs

#: Marks of XML, of templates, of fields and formulas, and characters that naive programs lose.
TEXTS = {
    "ampersand": "研发&推广",
    "less and greater": "水位<3米且>1米",
    "end of CDATA": "甲]]>乙",
    "element": "甲<w:t>乙</w:t></w:r>丙",
    "comment": "甲<!-- 乙 -->丙",
    "entity": "甲&amp;乙&#60;丙&lt;丁",
    "processing instruction": "甲<?xml version?>乙<?mso?>",
    "straight quotes": "他说\"好\"又说'行'",
    "backslashes": r"路径C:\公文\n不换行\t",
    "dollars and percents": "共$1元%d占100%%s与$(id)",
    "hash and at": "C#与a@b.cn、#号",
    "emoji": "圆满完成😀👍",
    "emoji family": "全家👨\u200d👩\u200d👧\u200d👦参加",
    "flag": "升国旗🇨🇳仪式",
    "rare surname": "𠮷㛃喆三位同志",
    "extension B to I": "𠀀𪜀𫝀𫠠𬺰𮯰𰀀𱍐",
    "variation selectors": "葛\U000e0100城与辻\U000e0101村",
    "standard variation": "神\ufe00社",
    "full-width digits": "第１２３号",
    "circled and Roman": "①②⑩Ⅲⅷ㈠㊣",
    "combining": "e\u0301a\u0308",
    "not normalised": "ｶﾞ가\u1100\u1161ﬁ",
    "units": "㎡℃‰㎞³",
    "right to left": "عربي与עברית",
    "no-break space": "甲\u00a0乙",
    "zero width space": "甲\u200b乙",
    "soft hyphen": "甲\u00ad乙",
    "private use": "甲\ue000乙",
    "replacement character": "甲\ufffd乙",
    "number with zeros": "0755123与007",
    "looks like YAML": "no、null、~、1:30、0x1F、.inf、2024-01-19",
    "markdown": "**粗**与_斜_及`码`",
    "blanks inside": "甲  乙   丙",
    "full-width blanks inside": "甲　　乙",
}
#: With `{{` for a brace: what is written, what is printed.
BRACES = {
    "literal brace": ("集合{{甲}}", "集合{甲}"),
    "template output": ("{{{{ 7*7 }}}}元", "{{ 7*7 }}元"),
    "template statement": ("{{% if 甲 %}}乙{{% endif %}}", "{% if 甲 %}乙{% endif %}"),
    "docxtpl's own escape": ("{{_{{ x }}_}}", "{_{ x }_}"),
    "one brace": ("缺半边{{", "缺半边{"),
    "full-width braces": ("｛｛甲｝｝", "｛甲｝"),
}
WRITTEN = {name: (text, text) for name, text in TEXTS.items()} | BRACES


def quoted(text: str) -> str:
    """`text` as a YAML value that stays on one line."""
    return "'" + text.replace("'", "''") + "'"


def whole_office(text: str) -> dict[str, str]:
    """One package of documents that says `text`, with a mark of its own, in every position a writer has."""

    def said(mark: str) -> str:
        return quoted(f"{mark}{text}{mark}")

    notice = f"""\
文种: 通知
文号: 云自然资字〔2024〕15号
标题: {said("题")}
副标题: {said("副")}
主送: {said("送")}
签发人: {said("签")}
正文: |
  段{text}段
  一、章{text}章
  （一）节{text}节。
  （1）款{text}款
  {{表.甲}}
  {{专班.名单}}
附件:
  - 名单: 名单.yaml
  - 名称: {said("名")}
    内容: {said("容")}
  - 配档表: 配档表.yaml
  - 摘要.yaml
机构:
  专班: 名单.yaml
表:
  甲:
    列: [{said("头")}, 二]
    行:
      - [{said("格")}, 二]
    填表说明: {said("填")}
落款: {said("署")}
日期: 2024年4月19日
附注: {said("注")}
公开: {said("公")}
抄送: {said("抄")}
印发机关: {said("印")}
发文机关标志: {said("标")}
忽略检查: []
"""
    roster = f"""\
文种: 名单
标题: {said("册")}
简称: {said("简")}
组长:
  - 姓名: {quoted(text)}
    职务: {said("职")}
    单位: {said("位")}
成员:
  - 文字: {said("员")}
职责: {said("责")}
办公室:
  设在: {said("设")}
  主任: 赵立
  职责: {said("办")}
工作组:
  {said("组")}:
    组长: 高松
变动: {said("变")}
"""
    schedule = """\
文种: 配档表
标题: 配档表
列: 序号、阶段、时间、工作措施、责任单位、备注
取自: 方案.yaml
"""
    plan = f"""\
文种: 方案
标题: 方案
正文: |
  开头
  一、步骤
  {{阶段}}
阶段:
  - 名称: {said("阶")}
    时间: 4月
    内容: {said("措")}
    责任单位: {said("任")}
    备注: {said("备")}
"""
    digest = f"""\
文种: 发言摘要
标题: 摘要
编者按: {said("按")}
发言:
  - 标题: {said("言")}
    发言人: {said("者")}
    正文: {said("讲")}
"""
    files = {"通知": notice, "名单": roster, "配档表": schedule, "方案": plan, "摘要": digest}
    return {f"{name}.yaml": content for name, content in files.items()}


MARKS = "题副送段章节款格头填署注公抄印标名容册职位员责设办组变阶措任备按言者讲签"


def strict_texts(path: Path) -> str:
    """All the text of all parts, as a strict reader of XML sees it."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                document = etree.fromstring(archive.read(name))
                found += [node.text or "" for node in document.iter() if str(node.tag).endswith("}t")]
                found.append("\0")
    return "".join(found)


@pytest.mark.parametrize(("written", "printed"), WRITTEN.values(), ids=WRITTEN)
def test_a_text_comes_out_as_written_in_every_position(tmp_path: Path, written: str, printed: str) -> None:
    root = lay_out(tmp_path, whole_office(written))
    done = build(root, "content/通知.yaml", "content/方案.yaml")
    assert [(item.code, item.line, item.message) for item in done.errors] == []
    assert done.code == 0
    text = strict_texts(root / "output" / "通知.docx") + strict_texts(root / "output" / "方案.docx")
    missing = [mark for mark in MARKS if f"{mark}{printed}{mark}" not in text]
    assert missing == []
    for name in ("通知", "方案"):
        docx.Document(str(root / "output" / f"{name}.docx"))


def test_a_person_with_any_name_is_printed_with_that_name(tmp_path: Path) -> None:
    names = ["𠮷㛃喆", "辻\U000e0101本", "阿依古丽·买买提", "欧阳娜娜", "张&李", "O'Neil"]
    people = "".join(f'  - 姓名: "{name}"\n    职务: 局长{index}\n' for index, name in enumerate(names))
    root = lay_out(tmp_path, {"名单.yaml": f"文种: 名单\n标题: 名单\n组长:\n{people}"})
    assert build(root).code == 0
    lines = [line for line in paragraphs(root / "output" / "名单.docx") if "局长" in line]
    # A name of two letters is padded to the width of three (K05); nothing else is changed.
    wanted = [name.replace("辻\U000e0101本", "辻\U000e0101　本") for name in names]
    assert [re.sub(r"\s局长\d$", "", line.split("\t", 1)[1]) for line in lines] == wanted


def test_a_roster_in_lines_keeps_rare_characters_and_posts(tmp_path: Path) -> None:
    text = "文种: 名单\n标题: 名单\n组长: 𠮷㛃 市局A&B处<一级>调研员\n成员: 喆𠮷㛃、李𬺰、葛\U000e0100明\n"
    root = lay_out(tmp_path, {"名单.yaml": text})
    assert build(root).code == 0
    squeezed = re.sub(r"\s", "", "".join(paragraphs(root / "output" / "名单.docx")))
    assert "组长：𠮷㛃市局A&B处<一级>调研员" in squeezed
    assert "成员：喆𠮷㛃、李𬺰、葛\U000e0100明" in squeezed


# --- sizes ---


def test_a_paragraph_of_one_megabyte_comes_out_whole(tmp_path: Path) -> None:
    sentence = "为做好汛期地质灾害防治工作&<𠮷>，"
    text = sentence * (1_000_000 // len(sentence.encode()) + 1) + "完。"
    assert len(text.encode()) > 1_000_000
    body = f"文种: 总结\n标题: 长段\n正文: |\n  首段。\n  {text}\n  末段。\n"
    root = lay_out(tmp_path, {"总结.yaml": body})
    assert build(root).code == 0
    lines = [line for line in paragraphs(root / "output" / "总结.docx") if line]
    assert lines == ["长段", "首段。", text, "末段。"]


PEOPLE = 20_000


def test_a_roster_of_twenty_thousand_rows_comes_out_whole_and_in_order(tmp_path: Path) -> None:
    rows = "".join(f"  王第{index:05} 科员&{index}号\n" for index in range(PEOPLE))
    people = "".join(f"  - 姓名: 王{index:05}\n    职务: 科员{index}&\n" for index in range(100))
    root = lay_out(tmp_path, {"名单.yaml": f"文种: 名单\n标题: 名单\n组长:\n{people}成员: |\n{rows}"})
    done = build(root)
    assert done.code == 0
    text = "\n".join(paragraphs(root / "output" / "名单.docx"))
    assert re.findall(r"第(\d{5})", text) == [f"{index:05}" for index in range(PEOPLE)]
    assert re.findall(r"科员&(\d+)号", text) == [str(index) for index in range(PEOPLE)]
    assert re.findall(r"科员(\d+)&", text) == [str(index) for index in range(100)]


def test_a_table_of_twenty_thousand_rows_comes_out_whole_and_in_order(tmp_path: Path) -> None:
    rows = "".join(f"  {index:05} | 甲<{index}> | 𠮷\n" for index in range(PEOPLE))
    root = lay_out(tmp_path, {"表.yaml": f"文种: 表格\n标题: 表\n列: 序号、编号、名称、备注\n行: |\n{rows}"})
    assert build(root).code == 0
    cells = paragraphs(root / "output" / "表.docx")
    at = cells.index("备注") + 1
    wanted = [text for index in range(PEOPLE) for text in (str(index + 1), f"{index:05}", f"甲<{index}>", "𠮷")]
    assert cells[at : at + len(wanted)] == wanted


# --- any text at all ---

#: What a keyboard or a paste can bring, the marks of the formats on the way given more than their share.
_MARKS = "&<>'\"{}%#|\\:-[]!*@`~　\u00a0\u200b\u202e\ufeff\x00\x07\x1f\x7f\x85\u2028\ufffe"
_HOSTILE = st.sampled_from([*_MARKS, "]]>", "{{", "}}", "{%", "&#", "</w:t>"])
_LINE = st.lists(st.one_of(_HOSTILE, st.characters(exclude_characters="\r\n")), min_size=1, max_size=30).map("".join)
#: What the grammar of a body takes for itself: numbers and # that make headings, lines that go on in the next.
_OWN = re.compile(r"#|[（(]?[一二三四五六七八九十百零〇\d]+[）)、．.]|.*[，、,]$")


def one_paragraph(text: str, root: Path) -> tuple[Run, list[str]]:
    """A build of a summary whose body is an opening, `text` and a close; the lines of its document."""
    try:
        body = f"文种: 总结\n标题: 标题甲\n正文: |\n  开头乙。\n  {text}\n  结尾丙。\n".encode()
    except UnicodeEncodeError:
        body = f"文种: 总结\n标题: 标题甲\n正文: |\n  开头乙。\n  {text}\n  结尾丙。\n".encode("utf-8", "surrogatepass")
    lay_out(root, {})
    (root / "content" / "总结.yaml").write_bytes(body)
    done = build(root)
    path = root / "output" / "总结.docx"
    return done, [line for line in paragraphs(path) if line] if path.exists() else []


@settings(max_examples=150, deadline=None, derandomize=True)
@given(text=_LINE)
@example(text="]]>&<{{}}")
@example(text="𠮷\U000e0100👨\u200d👩")
@example(text="\ud800")
@example(text="甲\x01乙&丙")
@example(text="--- 甲")
@example(text="。\ufeff")
def test_any_text_in_a_paragraph_comes_out_equal_or_is_refused(text: str) -> None:
    with tempfile.TemporaryDirectory(prefix="accept-") as folder:
        done, lines = one_paragraph(text, Path(folder))
    if done.code:
        assert done.code == 3
        assert done.errors
        assert all(f"{item.message}" for item in done.errors)
        refusable = ILLEGAL.search(text) or set("{}｛｝") & set(text) or "附件" in text or text[:1].isspace()
        assert refusable or text.startswith(("#", "---", "...")), [item.message for item in done.errors]
        return
    if _OWN.match(text.strip()):
        assert re.sub(r"[#\s]", "", text.replace("{{", "{").replace("}}", "}")) in re.sub(r"[#\s]", "", "".join(lines))
        return
    printed = re.sub(r"\{\{|\}\}|｛｛|｝｝", lambda match: match[0][0], text).strip()
    assert lines == ["标题甲", "开头乙。", *([printed] if printed else []), "结尾丙。"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    text=st.text(
        st.characters(
            min_codepoint=0x20,
            exclude_categories=("Cs", "Cc", "Zl", "Zp"),
            exclude_characters="{}｛｝\ufeff\ufffe\uffff'",
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_quoted_title_comes_out_equal(text: str) -> None:
    with tempfile.TemporaryDirectory(prefix="accept-") as folder:
        root = lay_out(Path(folder), {"总结.yaml": f"文种: 总结\n标题: '甲{text}甲'\n正文: 正文乙。\n"})
        done = build(root)
        assert [item.message for item in done.errors] == []
        lines = [line for line in paragraphs(root / "output" / "总结.docx") if line]
    assert lines == [f"甲{text}甲", "正文乙。"]


@pytest.mark.parametrize("code", [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0x85, 0x2028, 0xFFFE, 0xFFFF])
def test_a_character_that_documents_cannot_hold_is_refused_by_its_number(tmp_path: Path, code: int) -> None:
    done, lines = one_paragraph(f"甲{chr(code)}乙&丙", tmp_path)
    assert (done.code, lines) == (3, [])
    if code:
        assert [(item.code, item.line, item.column) for item in done.errors] == [("content/control-character", 5, 4)]
        assert f"U+{code:04X}" in done.errors[0].message
    else:
        assert [item.code for item in done.errors] == ["content/binary"]


def test_every_other_character_of_the_basic_plane_comes_out(tmp_path: Path) -> None:
    """In paragraphs of 64, each character between two marks, so that none may hide another's loss."""
    characters = [
        chr(code) for code in range(0x20, 0x10000) if not ILLEGAL.match(chr(code)) and chr(code) not in "{}｛｝"
    ]
    lines = ["甲" + "乙".join(characters[at : at + 64]) + "丙" for at in range(0, len(characters), 64)]
    root = lay_out(
        tmp_path, {"总结.yaml": "文种: 总结\n标题: 标题\n正文: |\n" + "".join(f"  {item}\n" for item in lines)}
    )
    done = build(root)
    assert [(item.line, item.message) for item in done.errors] == []
    found = [line for line in paragraphs(root / "output" / "总结.docx") if line.startswith("甲")]
    different = [(wanted, line) for wanted, line in zip(lines, found, strict=True) if wanted != line]
    assert different == []


def test_marks_of_xml_in_the_file_are_escaped_once(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"总结.yaml": "文种: 总结\n标题: 甲\n正文: 研发&推广<甲>与&amp;。\n"})
    assert build(root).code == 0
    with zipfile.ZipFile(root / "output" / "总结.docx") as archive:
        assert escape("研发&推广<甲>与&amp;。") in archive.read("word/document.xml").decode()


# --- names in the text: filled in wherever they are accepted ---

POSITIONS = {
    "recipients": "主送",
    "remark": "附注",
    "copies": "抄送",
    "signature": "落款",
    "signatory": "签发人",
    "authority's mark": "发文机关标志",
    "printing authority": "印发机关",
    "subtitle": "副标题",
    "openness": "公开",
}


@pytest.mark.parametrize("key", POSITIONS.values(), ids=POSITIONS)
def test_a_name_is_filled_in_or_refused_and_never_printed_as_it_stands(tmp_path: Path, key: str) -> None:
    notice = re.sub(rf"^{key}: .*\n", "", NOTICE, flags=re.MULTILINE)
    root = lay_out(tmp_path, {"通知.yaml": f"{notice}{key}: '给{{日期}}'\n"})
    done = build(root)
    if done.code:
        assert done.errors
        assert all(item.line == NOTICE.count("\n") + (key not in ("主送", "附注")) for item in done.errors)
        return
    text = strict_texts(root / "output" / "通知.docx")
    assert "{日期}" not in text
    assert "给2024年4月19日" in text


def test_the_words_of_the_imprint_stand_once(tmp_path: Path) -> None:
    imprint = "抄送: 市委办公室，市政府办公室\n印发机关: 市局办公室\n印发日期: 2024年4月19日\n"
    root = lay_out(tmp_path, {"通知.yaml": NOTICE + imprint})
    assert build(root).code == 0
    text = strict_texts(root / "output" / "通知.docx")
    assert text.count("抄送") == 1
    assert "抄送：市委办公室，市政府办公室。" in text
    assert text.count("印发") == 1
    assert "2024年4月19日印发" in text
