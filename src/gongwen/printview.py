"""What a template may print: the contract with the people who edit templates.

Every class is a bundle of finished texts; nothing here computes. A field's `name` is the variable a template
writes (`{{ 版头.发文字号 }}`), its `help` the line in docs/reference/templates.md, which is made from this module.
Fields that are printed hold every word that must stand in the output: the render room refuses a template that loses
one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


def printed(name: str, help: str, **default: Any) -> Any:
    """A field whose text, texts or parts a template must print."""
    return field(metadata={"name": name, "help": help, "printed": True}, **default)


def choice(name: str, help: str, **default: Any) -> Any:
    """A field that a template may ask (`{% if … %}`) but need not print."""
    return field(metadata={"name": name, "help": help, "printed": False}, **default)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityMark:
    """发文机关标志 (7.2.4). Printed whole by `{{p 版头.标志 }}`: its size follows from its length.

    Jointly issued, the names stand one above the other to the left of the text, which is then 文件 alone.
    """

    authorities: tuple[str, ...] = printed(
        "各机关", "联合行文的各发文机关，主办机关在前；不是联合行文时为空表", default=()
    )
    text: str = printed("文字", "发文机关名称加“文件”；联合行文时只有“文件”", default="")
    is_preprinted: bool = choice("套打", "纸上已经印好红头：标志和红线不印，留出同样的位置", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """版头 (7.2)."""

    copy_number: str = printed("份号", "六位数字；没有时为空", default="")
    secrecy: str = printed("密级", "密级和保密期限；没有时为空", default="")
    urgency: str = printed("紧急程度", "特急或加急；没有时为空", default="")
    class_mark: str = printed("办理类别", "建议提案答复的办理类别，印在首页右上角，如：〔A〕；没有时为空", default="")
    mark: AuthorityMark = printed("标志", "发文机关标志；整段插入，写作 {{p 版头.标志 }}")
    number: str = printed("发文字号", "如：淄自然资字〔2020〕15号；命令为令号，纪要为编号；没有时为空", default="")
    signatories: tuple[str, ...] = printed("签发人", "上行文签发人姓名的列表；没有时为空表", default=())
    signatory_width: int = choice("签发人宽", "最长的签发人姓名的字数", default=3)
    right_signatory_width: int = choice("签发人右栏宽", "右边一栏最长的签发人姓名的字数", default=3)
    last_row: int = choice("末行", "与发文字号同一行的第一位签发人是第几位；一、两位时为 1", default=1)
    issuer: str = printed("编发机关", "纪要红线上面左边的编发机关；其他版式为空", default="")
    issue_date: str = printed("编发日期", "纪要红线上面右边的日期；其他版式为空", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that stands alone (7.3.3), levels 1 to 4."""

    kind: ClassVar[str] = "标题"
    level: int = choice("级别", "1 至 4")
    text: str = printed("文字", "序号和题文")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInHeading:
    """A heading with its paragraph running on after it (7.3.3)."""

    kind: ClassVar[str] = "接排标题"
    level: int = choice("级别", "1 至 4")
    heading: str = printed("题文", "序号和题文，到第一个句号为止")
    text: str = printed("文字", "接在题文后面的文字；可以为空", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body (7.3.3)."""

    kind: ClassVar[str] = "段落"
    text: str = printed("文字", "整段文字")


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """One person of a roster: label, name, post in three columns."""

    kind: ClassVar[str] = "名单行"
    label: str = printed("角色", "如“组　长：”；与上一行相同时为空", default="")
    name: str = printed("姓名", "两字姓名中间已空一字")
    post: str = printed("职务", "职务；没有时为空", default="")
    label_width: int = choice("角色宽", "整个名单角色栏的字数，4 至 8", default=4)
    name_width: int = choice("姓名宽", "整个名单姓名栏的字数：4；有四字姓名时为 5", default=4)
    is_run_on: bool = choice("接排", "姓名比姓名栏长，职务空一字接排", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterText:
    """A roster entry in words, or names without posts, hanging after its label."""

    kind: ClassVar[str] = "名单文字"
    label: str = printed("角色", "如“成　员：”；与上一行相同时为空", default="")
    text: str = printed("文字", "单位、姓名等文字")
    label_width: int = choice("角色宽", "整个名单角色栏的字数，4 至 8", default=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTitle:
    """The title of one piece among several, centred: a speech in a digest, the editor's note."""

    kind: ClassVar[str] = "文章标题"
    lines: tuple[str, ...] = printed("各行", "题目各行的列表")


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The line under an article's title: post and name of the speaker."""

    kind: ClassVar[str] = "作者"
    text: str = printed("文字", "职务和姓名")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table. Merged downwards: the first cell has `rows` > 1, those below it are `covered`."""

    text: str = printed("文字", "格中文字；可以有多行", default="")
    rows: int = choice("跨行", "向下合并的行数", default=1)
    covered: bool = choice("被合并", "属于上面一格", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `share` is its part of the table's width, all shares of a table summing to 1."""

    title: str = printed("列名", "表头文字；长的分成几行")
    share: float = choice("宽", "占表宽的比例")
    is_centred: bool = choice("居中", "内容是否居中", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a header row that repeats on every page. Printed whole by `{{p 块.表格 }}`."""

    columns: tuple[Column, ...] = printed("列", "各列")
    rows: tuple[tuple[Cell, ...], ...] = printed("行", "各行的格")
    is_turned: bool = choice("横排", "按横放的纸的宽度排；模板没有横排的节时仍按竖放的排", default=False)
    long_rows: tuple[int, ...] = choice("长行", "太高、可以在行内换页的各行，从 0 数起", default=())
    kept_rows: int = choice("随尾行数", "最后几行与后面的落款排在同一页；后面不是落款时为 0", default=0)
    least_heights: tuple[tuple[int, float], ...] = choice("行高", "至少要这样高的各行：行号和毫米数", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table in the body."""

    kind: ClassVar[str] = "表格"
    table: Table = printed("表格", "整个表；整段插入，写作 {{p 块.表格 }}")
    note_count: int = choice("说明段数", "紧接在表后的填表说明有几段", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: a seal, a signature stamp, a chart."""

    data: bytes = choice("数据", "PNG 图片")
    width: float = choice("宽", "毫米")
    height: float = choice("高", "毫米")


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A picture in the text with its caption below. Printed whole by `{{p 块.图 }}`."""

    picture: Picture = choice("图片", "图片")
    caption: str = printed("题注", "图号和标题，如：图1　办理结果")
    description: str = choice("替代文字", "图里的各数，给看不见图的人")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBlock:
    """A chart in the body."""

    kind: ClassVar[str] = "图"
    illustration: Illustration = printed("图", "图和题注；整段插入，写作 {{p 块.图 }}")


Block = Heading | RunInHeading | Paragraph | RosterLine | RosterText | ArticleTitle | Byline | TableBlock | ChartBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentNote:
    """One line of the 附件说明 (7.3.4)."""

    lead: str = printed("引语", "第一行为“附件：”，其余为空", default="")
    serial: str = printed("序号", "如“1.”；只有一个附件时为空", default="")
    name: str = printed("名称", "附件名称")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One list of those who were there, or were not (10.3)."""

    word: str = printed("引语", "出席、请假或列席")
    names: str = printed("名单", "单位和姓名")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A leader who signs by a stamp (7.3.5.3). Without a picture, and without the name, room is left for the stamp."""

    title: str = printed("职务", "签发人职务全称")
    name: str = printed("姓名", "印出姓名代替签名章时的姓名；平常为空", default="")
    stamp: Picture | None = choice("签名章", "签名章图片；没有时留出位置", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """署名 and 成文日期 (7.3.5). Printed whole by `{{p 部分.落款 }}`: its indents follow from the lengths of both."""

    authorities: tuple[str, ...] = printed("署名", "发文机关署名，每行一个", default=())
    signers: tuple[Signer, ...] = printed("签署人", "加盖签名章的签发人，每行一个；没有时为空表", default=())
    date: str = printed("日期", "成文日期；没有时为空", default="")
    is_sealed: bool = choice("用印", "是否加盖印章", default=True)
    blank_lines: int = choice("空行", "署名上面空几行")
    breaks: tuple[int, ...] = choice("断行", "各个署名在第几个字后换行，排得下的为 0；都排得下时为空表", default=())
    seals: tuple[Picture, ...] = choice("印章", "印章图片，与署名一一对应；没有时留出位置", default=())
    is_turned: bool = choice("横排", "在横放的纸上", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTurn:
    """The end of a section, because what follows stands otherwise on its sheet (clause 8). Printed whole."""

    is_turned: bool = choice("横排", "结束的一节是横排的", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The main text, the issued document, or one attachment (7.3)."""

    starts_page: bool = choice("另页", "是否另起一页", default=False)
    is_turned: bool = choice("横排", "整个部分排在横放的纸上（国标第 8 章）", default=False)
    parted: tuple[int, ...] = choice(
        "分页块", "调整版面时从中另起一页的块，是正文里的第几块，从 0 数起；平常为空表", default=()
    )
    tight: tuple[int, ...] = choice(
        "紧排块", "调整版面时字距略紧的块，是正文里的第几块，从 0 数起；平常为空表", default=()
    )
    pitch_mm: float = choice("行距", "调整版面时这一部分的行距，单位毫米；平常为 0", default=0)
    turn: PaperTurn | None = choice("换纸", "纸的方向与前一部分不同时，整段插入，写作 {{p 部分.换纸 }}", default=None)
    attachment_mark: str = printed("附件标记", "如“附件1”；不是附件时为空", default="")
    title: tuple[str, ...] = printed("标题", "标题各行的列表；命令没有标题，为空表", default=())
    subtitle: str = printed("副标题", "副标题；没有时为空", default="")
    subtitle_rest: str = printed("副标题次行", "副标题排不进一行时的第二行；平常为空", default="")
    recipient: str = printed("主送", "主送机关，带冒号；没有时为空", default="")
    blocks: tuple[Block, ...] = printed("正文", "正文各块的列表；块.类型 说明是哪一种", default=())
    attachment_notes: tuple[AttachmentNote, ...] = printed("附件说明", "附件说明各行；没有时为空表", default=())
    attendance: tuple[Attendance, ...] = printed("出席", "纪要的出席、请假、列席人员；没有时为空表", default=())
    signature: Signature | None = printed("落款", "署名和日期；整段插入，写作 {{p 部分.落款 }}", default=None)
    remarks: tuple[str, ...] = printed("附注", "附注各行，带括号；没有时为空表", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """版记 (7.4)."""

    recipients: str = printed("主送", "移到版记里的主送机关，带句号；平常为空", default="")
    copies: str = printed("抄送", "抄送机关，带句号；没有时为空", default="")
    printing_authority: str = printed("印发机关", "印发机关；没有时为空", default="")
    printing_authority_rest: str = printed(
        "印发机关次行", "印发机关与印发日期排不进一行时的第二行；平常为空", default=""
    )
    printing_date: str = printed("印发日期", "如：2020年1月19日印发；没有时为空", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintView:
    """One finished document: everything a template may print."""

    format: str = choice("格式", "文件、普通、信函等，即所用模板的名称", default="普通")
    masthead: Masthead | None = printed("版头", "版头；没有红头的版式不用", default=None)
    parts: tuple[Part, ...] = printed("各部分", "正文、印发的文件和各附件，依次排列")
    turn_back: PaperTurn | None = choice(
        "末尾换纸", "最后一部分是横排的，版记要回到竖放的纸上；整段插入，写作 {{p 末尾换纸 }}", default=None
    )
    imprint: Imprint | None = printed("版记", "版记；没有时为空", default=None)
