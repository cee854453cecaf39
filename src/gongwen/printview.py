"""What a template may print: the contract with the people who edit templates.

Every class is a bundle of finished texts; nothing here computes. A field's `name` is the variable a template
writes (`{{ 版头.发文字号 }}`), its `help` the line in docs/reference/templates.md, which is made from this module.
Fields that are printed hold every word that must stand in the output: the render room refuses a template that loses
one.
"""

# Annotations are read as they stand here (`fields_of`): this module does without `from __future__ import annotations`.
import functools
from typing import Annotated, Any, ClassVar

from msgspec import Struct


class Variable(Struct, frozen=True):
    """What a field is in a template: its name, its line in the reference, and whether it must be printed."""

    name: str
    help: str
    is_printed: bool


def printed(name: str, help: str) -> Variable:
    """A field whose text, texts or parts a template must print."""
    return Variable(name, help, is_printed=True)


def choice(name: str, help: str) -> Variable:
    """A field that a template may ask (`{% if … %}`) but need not print."""
    return Variable(name, help, is_printed=False)


class Field(Struct, frozen=True):
    """A field of a class of this module, and the type of what it holds."""

    attribute: str
    type: Any
    variable: Variable


@functools.cache
def fields_of(owner: type) -> tuple[Field, ...]:
    """The fields of a class of this module that are variables of templates, in their order."""
    annotations = ((name, owner.__annotations__[name]) for name in getattr(owner, "__struct_fields__", ()))
    return tuple(
        Field(name, held.__origin__, held.__metadata__[0])
        for name, held in annotations
        if hasattr(held, "__metadata__")
    )


class AuthorityMark(Struct, frozen=True, kw_only=True):
    """发文机关标志 (7.2.4). Printed whole by `{{p 版头.标志 }}`: its size follows from its length.

    Jointly issued, the names stand one above the other to the left of the text, which is then 文件 alone.
    """

    authorities: Annotated[
        tuple[str, ...], printed("各机关", "联合行文的各发文机关，主办机关在前；不是联合行文时为空表")
    ] = ()
    text: Annotated[str, printed("文字", "发文机关名称加“文件”；联合行文时只有“文件”")] = ""
    is_preprinted: Annotated[bool, choice("套打", "纸上已经印好红头：标志和红线不印，留出同样的位置")] = False


class Masthead(Struct, frozen=True, kw_only=True):
    """版头 (7.2)."""

    copy_number: Annotated[str, printed("份号", "六位数字；没有时为空")] = ""
    secrecy: Annotated[str, printed("密级", "密级和保密期限；没有时为空")] = ""
    urgency: Annotated[str, printed("紧急程度", "特急或加急；没有时为空")] = ""
    class_mark: Annotated[str, printed("办理类别", "建议提案答复的办理类别，印在首页右上角，如：〔A〕；没有时为空")] = (
        ""
    )
    mark: Annotated[AuthorityMark, printed("标志", "发文机关标志；整段插入，写作 {{p 版头.标志 }}")]
    number: Annotated[str, printed("发文字号", "如：淄自然资字〔2020〕15号；命令为令号，纪要为编号；没有时为空")] = ""
    signatories: Annotated[tuple[str, ...], printed("签发人", "上行文签发人姓名的列表；没有时为空表")] = ()
    signatory_width: Annotated[int, choice("签发人宽", "最长的签发人姓名的字数")] = 3
    right_signatory_width: Annotated[int, choice("签发人右栏宽", "右边一栏最长的签发人姓名的字数")] = 3
    last_row: Annotated[int, choice("末行", "与发文字号同一行的第一位签发人是第几位；一、两位时为 1")] = 1
    issuer: Annotated[str, printed("编发机关", "纪要红线上面左边的编发机关；其他版式为空")] = ""
    issue_date: Annotated[str, printed("编发日期", "纪要红线上面右边的日期；其他版式为空")] = ""


class Heading(Struct, frozen=True, kw_only=True):
    """A heading that stands alone (7.3.3), levels 1 to 4."""

    kind: ClassVar[str] = "标题"
    level: Annotated[int, choice("级别", "1 至 4")]
    text: Annotated[str, printed("文字", "序号和题文")]


class RunInHeading(Struct, frozen=True, kw_only=True):
    """A heading with its paragraph running on after it (7.3.3)."""

    kind: ClassVar[str] = "接排标题"
    level: Annotated[int, choice("级别", "1 至 4")]
    heading: Annotated[str, printed("题文", "序号和题文，到第一个句号为止")]
    text: Annotated[str, printed("文字", "接在题文后面的文字；可以为空")] = ""


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph of the body (7.3.3)."""

    kind: ClassVar[str] = "段落"
    text: Annotated[str, printed("文字", "整段文字")]


class RosterLine(Struct, frozen=True, kw_only=True):
    """One person of a roster: label, name, post in three columns."""

    kind: ClassVar[str] = "名单行"
    label: Annotated[str, printed("角色", "如“组　长：”；与上一行相同时为空")] = ""
    name: Annotated[str, printed("姓名", "两字姓名中间已空一字")]
    post: Annotated[str, printed("职务", "职务；没有时为空")] = ""
    label_width: Annotated[int, choice("角色宽", "整个名单角色栏的字数，4 至 8")] = 4
    name_width: Annotated[int, choice("姓名宽", "整个名单姓名栏的字数：4；有四字姓名时为 5")] = 4
    is_run_on: Annotated[bool, choice("接排", "姓名比姓名栏长，职务空一字接排")] = False


class RosterText(Struct, frozen=True, kw_only=True):
    """A roster entry in words, or names without posts, hanging after its label."""

    kind: ClassVar[str] = "名单文字"
    label: Annotated[str, printed("角色", "如“成　员：”；与上一行相同时为空")] = ""
    text: Annotated[str, printed("文字", "单位、姓名等文字")]
    label_width: Annotated[int, choice("角色宽", "整个名单角色栏的字数，4 至 8")] = 4


class ArticleTitle(Struct, frozen=True, kw_only=True):
    """The title of one piece among several, centred: a speech in a digest, the editor's note."""

    kind: ClassVar[str] = "文章标题"
    lines: Annotated[tuple[str, ...], printed("各行", "题目各行的列表")]


class Byline(Struct, frozen=True, kw_only=True):
    """The line under an article's title: post and name of the speaker."""

    kind: ClassVar[str] = "作者"
    text: Annotated[str, printed("文字", "职务和姓名")]


class Cell(Struct, frozen=True, kw_only=True):
    """A cell of a table. Merged downwards: the first cell has `rows` > 1, those below it are `covered`."""

    text: Annotated[str, printed("文字", "格中文字；可以有多行")] = ""
    rows: Annotated[int, choice("跨行", "向下合并的行数")] = 1
    covered: Annotated[bool, choice("被合并", "属于上面一格")] = False


class Column(Struct, frozen=True, kw_only=True):
    """A column of a table; `share` is its part of the table's width, all shares of a table summing to 1."""

    title: Annotated[str, printed("列名", "表头文字；长的分成几行")]
    share: Annotated[float, choice("宽", "占表宽的比例")]
    is_centred: Annotated[bool, choice("居中", "内容是否居中")] = False


class Table(Struct, frozen=True, kw_only=True):
    """A table with a header row that repeats on every page. Printed whole by `{{p 块.表格 }}`."""

    columns: Annotated[tuple[Column, ...], printed("列", "各列")]
    rows: Annotated[tuple[tuple[Cell, ...], ...], printed("行", "各行的格")]
    is_turned: Annotated[bool, choice("横排", "按横放的纸的宽度排；模板没有横排的节时仍按竖放的排")] = False
    long_rows: Annotated[tuple[int, ...], choice("长行", "太高、可以在行内换页的各行，从 0 数起")] = ()
    kept_rows: Annotated[int, choice("随尾行数", "最后几行与后面的落款排在同一页；后面不是落款时为 0")] = 0
    least_heights: Annotated[tuple[tuple[int, float], ...], choice("行高", "至少要这样高的各行：行号和毫米数")] = ()


class TableBlock(Struct, frozen=True, kw_only=True):
    """A table in the body."""

    kind: ClassVar[str] = "表格"
    table: Annotated[Table, printed("表格", "整个表；整段插入，写作 {{p 块.表格 }}")]
    note_count: Annotated[int, choice("说明段数", "紧接在表后的填表说明有几段")] = 0


class Picture(Struct, frozen=True, kw_only=True):
    """A picture: a seal, a signature stamp, a chart."""

    data: Annotated[bytes, choice("数据", "PNG 图片")]
    width: Annotated[float, choice("宽", "毫米")]
    height: Annotated[float, choice("高", "毫米")]


class Illustration(Struct, frozen=True, kw_only=True):
    """A picture in the text with its caption below. Printed whole by `{{p 块.图 }}`."""

    picture: Annotated[Picture, choice("图片", "图片")]
    caption: Annotated[str, printed("题注", "图号和标题，如：图1　办理结果")]
    description: Annotated[str, choice("替代文字", "图里的各数，给看不见图的人")]


class ChartBlock(Struct, frozen=True, kw_only=True):
    """A chart in the body."""

    kind: ClassVar[str] = "图"
    illustration: Annotated[Illustration, printed("图", "图和题注；整段插入，写作 {{p 块.图 }}")]


Block = Heading | RunInHeading | Paragraph | RosterLine | RosterText | ArticleTitle | Byline | TableBlock | ChartBlock


class AttachmentNote(Struct, frozen=True, kw_only=True):
    """One line of the 附件说明 (7.3.4)."""

    lead: Annotated[str, printed("引语", "第一行为“附件：”，其余为空")] = ""
    serial: Annotated[str, printed("序号", "如“1.”；只有一个附件时为空")] = ""
    name: Annotated[str, printed("名称", "附件名称")]


class Attendance(Struct, frozen=True, kw_only=True):
    """One list of those who were there, or were not (10.3)."""

    word: Annotated[str, printed("引语", "出席、请假或列席")]
    names: Annotated[str, printed("名单", "单位和姓名")]


class Signer(Struct, frozen=True, kw_only=True):
    """A leader who signs by a stamp (7.3.5.3). Without a picture, and without the name, room is left for the stamp."""

    title: Annotated[str, printed("职务", "签发人职务全称")]
    name: Annotated[str, printed("姓名", "印出姓名代替签名章时的姓名；平常为空")] = ""
    stamp: Annotated[Picture | None, choice("签名章", "签名章图片；没有时留出位置")] = None


class Signature(Struct, frozen=True, kw_only=True):
    """署名 and 成文日期 (7.3.5). Printed whole by `{{p 部分.落款 }}`: its indents follow from the lengths of both."""

    authorities: Annotated[tuple[str, ...], printed("署名", "发文机关署名，每行一个")] = ()
    signers: Annotated[tuple[Signer, ...], printed("签署人", "加盖签名章的签发人，每行一个；没有时为空表")] = ()
    date: Annotated[str, printed("日期", "成文日期；没有时为空")] = ""
    is_sealed: Annotated[bool, choice("用印", "是否加盖印章")] = True
    blank_lines: Annotated[int, choice("空行", "署名上面空几行")]
    breaks: Annotated[tuple[int, ...], choice("断行", "各个署名在第几个字后换行，排得下的为 0；都排得下时为空表")] = ()
    seals: Annotated[tuple[Picture, ...], choice("印章", "印章图片，与署名一一对应；没有时留出位置")] = ()
    is_turned: Annotated[bool, choice("横排", "在横放的纸上")] = False


class PaperTurn(Struct, frozen=True, kw_only=True):
    """The end of a section, because what follows stands otherwise on its sheet (clause 8). Printed whole."""

    is_turned: Annotated[bool, choice("横排", "结束的一节是横排的")] = False


class Part(Struct, frozen=True, kw_only=True):
    """The main text, the issued document, or one attachment (7.3)."""

    starts_page: Annotated[bool, choice("另页", "是否另起一页")] = False
    is_turned: Annotated[bool, choice("横排", "整个部分排在横放的纸上（国标第 8 章）")] = False
    parted: Annotated[
        tuple[int, ...], choice("分页块", "调整版面时从中另起一页的块，是正文里的第几块，从 0 数起；平常为空表")
    ] = ()
    tight: Annotated[
        tuple[int, ...], choice("紧排块", "调整版面时字距略紧的块，是正文里的第几块，从 0 数起；平常为空表")
    ] = ()
    pitch_mm: Annotated[float, choice("行距", "调整版面时这一部分的行距，单位毫米；平常为 0")] = 0
    turn: Annotated[PaperTurn | None, choice("换纸", "纸的方向与前一部分不同时，整段插入，写作 {{p 部分.换纸 }}")] = (
        None
    )
    attachment_mark: Annotated[str, printed("附件标记", "如“附件1”；不是附件时为空")] = ""
    title: Annotated[tuple[str, ...], printed("标题", "标题各行的列表；命令没有标题，为空表")] = ()
    subtitle: Annotated[str, printed("副标题", "副标题；没有时为空")] = ""
    subtitle_rest: Annotated[str, printed("副标题次行", "副标题排不进一行时的第二行；平常为空")] = ""
    recipient: Annotated[str, printed("主送", "主送机关，带冒号；没有时为空")] = ""
    blocks: Annotated[tuple[Block, ...], printed("正文", "正文各块的列表；块.类型 说明是哪一种")] = ()
    attachment_notes: Annotated[tuple[AttachmentNote, ...], printed("附件说明", "附件说明各行；没有时为空表")] = ()
    attendance: Annotated[tuple[Attendance, ...], printed("出席", "纪要的出席、请假、列席人员；没有时为空表")] = ()
    signature: Annotated[Signature | None, printed("落款", "署名和日期；整段插入，写作 {{p 部分.落款 }}")] = None
    remarks: Annotated[tuple[str, ...], printed("附注", "附注各行，带括号；没有时为空表")] = ()


class Imprint(Struct, frozen=True, kw_only=True):
    """版记 (7.4)."""

    recipients: Annotated[str, printed("主送", "移到版记里的主送机关，带句号；平常为空")] = ""
    copies: Annotated[str, printed("抄送", "抄送机关，带句号；没有时为空")] = ""
    printing_authority: Annotated[str, printed("印发机关", "印发机关；没有时为空")] = ""
    printing_authority_rest: Annotated[
        str, printed("印发机关次行", "印发机关与印发日期排不进一行时的第二行；平常为空")
    ] = ""
    printing_date: Annotated[str, printed("印发日期", "如：2020年1月19日印发；没有时为空")] = ""


class PrintView(Struct, frozen=True, kw_only=True):
    """One finished document: everything a template may print."""

    format: Annotated[str, choice("格式", "文件、普通、信函等，即所用模板的名称")] = "普通"
    masthead: Annotated[Masthead | None, printed("版头", "版头；没有红头的版式不用")] = None
    parts: Annotated[tuple[Part, ...], printed("各部分", "正文、印发的文件和各附件，依次排列")]
    turn_back: Annotated[
        PaperTurn | None, choice("末尾换纸", "最后一部分是横排的，版记要回到竖放的纸上；整段插入，写作 {{p 末尾换纸 }}")
    ] = None
    imprint: Annotated[Imprint | None, printed("版记", "版记；没有时为空")] = None
