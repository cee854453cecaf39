"""The frame of a document: what every kind has, what running text adds, what a red head and an imprint add."""

import re
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from gongwen.model.dates import DayText
from gongwen.model.phase import Phase
from gongwen.model.record import Inner, Items, Lines, Record, YesNo, items_may_be_text, may_be_text, one_is_a_list
from gongwen.model.table import LedgerTable
from gongwen.model.text import Key, Line, Text, Written, clip, fault
from gongwen.standard.elements import COPY_NUMBER_DIGITS, DOCUMENT_NUMBER, SECRECY_GRADES, SECRECY_STAR
from gongwen.standard.regulation import Direction, Kind

#: 文件: with a red head. 普通: without, for a plan, a summary or a roster that stands alone. 信函: 10.1. 命令: 10.2.
#: 纪要: 10.3.
Format = Literal["文件", "普通", "信函", "命令", "纪要"]
Numbering = Literal["检查", "自动", "连续"]

CONTENT_SUFFIXES = (".yaml", ".yml")


# --- field types of this file ---


_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def _document_number(text: Text) -> Text:
    if re.fullmatch(DOCUMENT_NUMBER, text):
        return text
    mended = text.translate(_HALF_WIDTH)
    mended = re.sub(r"[\[［【(（〔](\d{4})[\]］】)）〕]第?0*", r"〔\1〕", mended)
    mended += "号" if mended[-1:].isdigit() else ""
    hint = (
        f"；可写成：{mended}"
        if mended != text and re.fullmatch(DOCUMENT_NUMBER, mended)
        else "，如：云自然资字〔2024〕15号"
    )
    raise fault("number-form", f"发文字号“{clip(text)}”应由代字、〔四位年份〕、不编虚位的序号和“号”组成{hint}。")


def _secrecy(text: Text) -> Text:
    grades = "|".join(SECRECY_GRADES)
    if re.fullmatch(rf"(?:{grades})(?:{SECRECY_STAR}[0-9]{{1,3}}(?:年|个月|天))?", text):
        return text
    raise fault("secrecy-form", f"密级“{clip(text)}”应为{'、'.join(SECRECY_GRADES)}之一，可加期限，如：机密★1年。")


_COPY_NUMBERS = rf"([0-9]{{1,{COPY_NUMBER_DIGITS}}})(?:\s*[-—－–~～至]+\s*([0-9]{{1,{COPY_NUMBER_DIGITS}}}))?"
#: So many copies are made at once.
_MOST_COPIES = 500


def _copy_number(text: Text) -> Text:
    """One number, or the first and the last of a series, each with all its digits."""
    match = re.fullmatch(_COPY_NUMBERS, text)
    if match is None:
        raise fault(
            "copy-number-form",
            f"份号“{clip(text)}”应为至多 {COPY_NUMBER_DIGITS} 位的半角数字，或起止两个数，如：1-50。",
        )
    first, last = match.groups()
    if last is None:
        return Text(first.zfill(COPY_NUMBER_DIGITS), text.origin)
    if not 0 < int(last) - int(first) < _MOST_COPIES:
        raise fault("copy-number-series", f"份号“{clip(text)}”应从小到大，一次至多 {_MOST_COPIES} 份。")
    return Text(f"{first.zfill(COPY_NUMBER_DIGITS)}-{last.zfill(COPY_NUMBER_DIGITS)}", text.origin)


def has_suffix(text: Text) -> Text:
    """The name of a content file; a fault for any other text."""
    if text.endswith(CONTENT_SUFFIXES):
        return text
    raise fault("not-content-file", f"“{clip(text)}”不是内容文件名；应以 .yaml 结尾，或在这里直接写各项。")


DocumentNumber = Annotated[Line, AfterValidator(_document_number), Written("发文字号")]
Secrecy = Annotated[Line, AfterValidator(_secrecy), Written("密级")]
CopyNumber = Annotated[Line, AfterValidator(_copy_number), Written("数字；或起止两个数，如：1-50")]


class Suppression(Record):
    """A finding the writer has looked at and wants no more."""

    code: Line = Field(alias="检查", description="检查的代码，如 content/numbering-gap")
    reason: Line = Field(alias="理由", description="为什么不必改")


def _any_label(schema: dict[str, Any]) -> None:
    """`名单: 名单.yaml` may have any key."""
    schema["additionalProperties"] = {"type": "string"}


class Attachment(Record):
    """One attachment: another content file, or text or a table written here.

    Short forms: `名单.yaml`, and `名单: 名单.yaml`, where 名单 is what the text calls it by (`{附件.名单}`).
    """

    model_config = ConfigDict(json_schema_extra=_any_label)

    label: Line | None = Field(default=None, alias="代称", description="正文里引用它的名字：{附件.代称}")
    name: Line | None = Field(default=None, alias="名称", description="附件名称；默认取文件的标题")
    file: Line | None = Field(default=None, alias="文件", description="另一个内容文件，相对于本文件所在文件夹")
    content: Text | None = Field(default=None, alias="内容", description="直接写在这里的附件文字")
    table: Inner[LedgerTable] | None = Field(default=None, alias="表格", description="直接写在这里的附件表格")

    is_detached: YesNo = Field(
        default="否", alias="另装", description="是：不能与正文一起装订，首行印发文字号、“附件”和序号"
    )

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: object) -> object:
        if isinstance(value, str):
            return {"文件": value}
        if isinstance(value, dict) and len(value) == 1:
            ((label, file),) = value.items()
            if label not in {field.alias for field in cls.model_fields.values()} and isinstance(file, str):
                return {"代称": Text(label) if isinstance(label, str) else label, "文件": file}
        return value

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        sources = [item for item in (self.file, self.content, self.table) if item is not None]
        if len(sources) != 1:
            raise fault("attachment-source", "附件应在“文件”“内容”“表格”中写一样，也只写一样。")
        if self.file is None and self.name is None:
            raise fault("attachment-name", "直接写在这里的附件要有“名称”。")
        return self


def _organ_map(value: object) -> object:
    """`机构: 名单.yaml`, a list of files, or a map name → file; without a name the roster's 简称 serves."""
    if isinstance(value, str):
        return {"": value}
    if isinstance(value, list | tuple):
        return {f"#{index}": item for index, item in enumerate(value)}
    return value


#: Name in the text → roster file; a key that is empty or begins with # has no name of its own.
Organs = Annotated[dict[Key, Line], BeforeValidator(_organ_map), Written("文件名；或“简称: 文件名”各项")]


Title = Annotated[Text, Field(alias="标题", description="标题；分行写在 | 后面时照样分行")]
Body = Annotated[Text, Field(alias="正文", description="正文，每段一行；一、（一）1.（1）开头的是标题")]
KIND = Field(alias="文种", description="文种")
Unsealed = Annotated[YesNo, Field(alias="用印", description="是否加盖印章（这个文种一般不加盖）")]


# --- the frame ---


class Document(Record):
    """What every document has."""

    default_format: ClassVar[Format] = "普通"

    kind: Any
    title: Text | None = Field(default=None, alias="标题", description="标题；分行写在 | 后面时照样分行")
    subtitle: Line | None = Field(default=None, alias="副标题", description="标题下面的副标题")
    format: Format | None = Field(
        default=None, alias="格式", description="文件（有红头）、普通（没有红头）、信函、命令或纪要"
    )
    authorities: Lines = Field(default=(), alias="发文机关", description="发文机关，联合行文时每行一个")
    date: DayText | None = Field(default=None, alias="日期", description="成文日期，如：2024年1月19日")
    signatures: Lines = Field(default=(), alias="落款", description="署名；默认与发文机关相同")
    is_sealed: YesNo = Field(default="是", alias="用印", description="是否加盖印章（影响落款的位置）")
    openness: Line | None = Field(default=None, alias="公开", description="如：主动公开；印成（此件主动公开）")
    remarks: Lines = Field(default=(), alias="附注", description="附注，每行一条，括号可省")
    attachments: Annotated[tuple[Inner[Attachment], ...], BeforeValidator(one_is_a_list)] = Field(
        default=(), alias="附件", description="附件，一个或一列", json_schema_extra=items_may_be_text
    )
    suppressions: tuple[Inner[Suppression], ...] = Field(
        default=(), alias="忽略检查", description="不再提示的检查和理由"
    )

    @property
    def title_lines(self) -> tuple[Text, ...]:
        """The title as the writer broke it; empty if it is to be composed."""
        return tuple(self.title.nonblank_lines()) if self.title else ()

    @property
    def layout_format(self) -> Format:
        """The format asked for, or the kind's own."""
        return self.format or self.default_format

    def cited(self) -> tuple[Text, ...]:
        """Those of `references` that are only looked at: they go out on their own."""
        return ()

    def ledger_tables(self) -> tuple[LedgerTable, ...]:
        """The tables written here that may be drawn from a ledger."""
        return tuple(item.table for item in self.attachments if item.table is not None)

    def references(self) -> tuple[Text, ...]:
        """The content files this document takes in, as written."""
        return tuple(item.file for item in self.attachments if item.file is not None)


class Prose(Document):
    """A document with running text."""

    body: Text | None = Field(default=None, alias="正文", description="正文，每段一行；一、（一）1.（1）开头的是标题")
    numbering: Numbering = Field(
        default="检查",
        alias="编号",
        description="检查：保留自己写的序号，有错就提示；自动：重新编号；连续：第二、三级跨章连续编号",
    )
    organs: Organs = Field(
        default_factory=dict, alias="机构", description="正文引用的名单：简称: 名单文件", json_schema_extra=may_be_text
    )
    phases: tuple[Inner[Phase], ...] = Field(default=(), alias="阶段", description="各阶段；正文里用 {阶段} 展开")
    tables: dict[Key, Inner[LedgerTable]] = Field(
        default_factory=dict, alias="表", description="正文里的表；用 {表.名称} 插入"
    )

    def ledger_tables(self) -> tuple[LedgerTable, ...]:
        return (*self.tables.values(), *super().ledger_tables())

    def references(self) -> tuple[Text, ...]:
        return super().references() + tuple(self.organs.values())


class Contact(Record):
    """Whom to ask. Short form: `李明 0533-1234567`."""

    name: Line = Field(alias="姓名", description="姓名")
    phones: Items = Field(default=(), alias="电话", description="联系电话")
    fax: Line | None = Field(default=None, alias="传真", description="传真")
    mail: Line | None = Field(default=None, alias="邮箱", description="电子邮箱")
    unit: Line | None = Field(default=None, alias="单位", description="单位或科室")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        name, *phones = Text(value).parts(re.compile(r"[\s、，]+"))
        return {"姓名": name, "电话": phones}


class Official(Prose):
    """A document of a kind of the regulation, with the elements of a head and an imprint (7.2, 7.4)."""

    default_format: ClassVar[Format] = "文件"
    #: What the regulation says of this kind.
    statutory: ClassVar[Kind]

    number: DocumentNumber | None = Field(
        default=None, alias="文号", description="发文字号，如：云自然资字〔2024〕15号"
    )
    mark: Line | None = Field(default=None, alias="发文机关标志", description="默认为发文机关加“文件”")
    preprinted: YesNo | None = Field(
        default=None, alias="套打", description="是：纸上已印好红头，标志和红线不印；默认照 gongwen.yaml"
    )
    recipients: Lines = Field(default=(), alias="主送", description="主送机关，如：各区县局，局属各单位")
    recipients_place: Literal["自动", "版记"] = Field(
        default="自动", alias="主送位置", description="版记：移到版记；自动：首页排不下正文时才移"
    )
    copies: Lines = Field(default=(), alias="抄送", description="抄送机关")
    printing_authority: Line | None = Field(default=None, alias="印发机关", description="印发机关")
    printing_date: DayText | None = Field(default=None, alias="印发日期", description="印发日期")
    signatories: Lines = Field(default=(), alias="签发人", description="上行文的签发人，每行一个")
    secrecy: Secrecy | None = Field(default=None, alias="密级", description="密级和保密期限，如：机密★1年")
    urgency: Literal["特急", "加急"] | None = Field(default=None, alias="紧急程度", description="特急或加急")
    copy_number: CopyNumber | None = Field(
        default=None, alias="份号", description="六位以内的数字；写起止时每份另生成一个文件"
    )
    seals: Lines = Field(
        default=(),
        alias="印章",
        description="是：用 gongwen.yaml 里的印章图片；PNG 图片的文件名，每个署名一个；不写时留出位置",
    )
    closing: Line | None = Field(
        default=None, alias="结语", description="结尾用语，独占一段；不要文种的习惯用语时写“无”"
    )
    contacts: Annotated[tuple[Inner[Contact], ...], BeforeValidator(one_is_a_list)] = Field(
        default=(),
        alias="联系人",
        description="联系人和电话，如：李明 0533-1234567。印在正文末尾，另起一段加括号；上行文、答复、会办意见印作附注",
        json_schema_extra=items_may_be_text,
    )

    #: What 结语 says when a text is to close without a formula.
    NO_CLOSING: ClassVar[str] = "无"

    @property
    def copy_numbers(self) -> tuple[str, ...]:
        """Every 份号, the first one first."""
        if self.copy_number is None:
            return ()
        first, _, last = self.copy_number.partition("-")
        return tuple(f"{number:0{COPY_NUMBER_DIGITS}}" for number in range(int(first), int(last or first) + 1))

    @property
    def direction(self) -> Direction:
        """Which way this document goes."""
        return self.statutory.directions[0]

    @property
    def usual_closing(self) -> str:
        """The formula for a text that does not close itself; empty if the kind has none."""
        return self.statutory.closing

    @property
    def addressees(self) -> tuple[Text, ...]:
        """The main recipients, written or known from elsewhere in the document."""
        return self.recipients

    @property
    def issued_on(self) -> Text | None:
        """条例 9(12): the day of signature, or of adoption by a meeting."""
        return self.date
