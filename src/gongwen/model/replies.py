"""答复 and 会办意见: letters that follow from one item of a ledger, and what is said once for many of them."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from gongwen.model.document import KIND, Body, Contact, Format, Official
from gongwen.model.record import Inner, Lines, Record, YesNo, items_may_be_text, one_is_a_list
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Key, Line, Text
from gongwen.standard import regulation
from gongwen.standard.regulation import Kind


class AboutItem(Official):
    """A letter about one suggestion or proposal; what it does not say itself is taken from the item."""

    default_format: ClassVar[Format] = "信函"
    statutory: ClassVar[Kind] = regulation.ITEM_LETTER

    item: Line | Suggestion = Field(
        alias="建议", description="台账里的编号，如：082；或直接写编号、会议、标题、提出人、类别各项"
    )
    ledger: Line | None = Field(default=None, alias="台账", description="台账文件，从本文件所在文件夹写起")
    session: Line | None = Field(default=None, alias="会议", description="台账里有同号的，用届次区分")
    level: Line | None = Field(default=None, alias="层级", description="台账里有同号的，用层级区分")
    category: Line | None = Field(default=None, alias="类别", description="台账里有同号的，用类别区分，如：政协提案")
    body: Body


class SuggestionReply(AboutItem):
    """答复"""

    kind: Annotated[Literal["答复"], KIND]
    result: Line | None = Field(default=None, alias="结果", description="办理类别，如：A；默认照台账")


class JointOpinion(AboutItem):
    """会办意见"""

    kind: Annotated[Literal["会办意见"], KIND]


class LetterParts(Record):
    """What letters made from a ledger have in common, or what the file of one item says besides its text."""

    title: Text | None = Field(default=None, alias="标题", description="标题；默认由会议和编号得出")
    authorities: Lines = Field(default=(), alias="发文机关", description="发文机关；默认照 gongwen.yaml")
    format: Format | None = Field(default=None, alias="格式", description="信函或文件；默认信函")
    mark: Line | None = Field(default=None, alias="发文机关标志", description="发文机关标志")
    number: Line | None = Field(default=None, alias="文号", description="发文字号；默认照台账的答复文号")
    recipients: Lines = Field(default=(), alias="主送", description="主送；默认为提出人，会办意见为主办单位")
    body: Text | None = Field(default=None, alias="正文", description="正文，每段一行")
    result: Line | None = Field(default=None, alias="结果", description="办理类别；默认照台账")
    closing: Line | None = Field(default=None, alias="结语", description="结尾用语；不要时写“无”")
    openness: Line | None = Field(default=None, alias="公开", description="公开属性；默认照台账")
    date: Line | None = Field(default=None, alias="日期", description="成文日期；默认照台账的答复日期")
    signatures: Lines = Field(default=(), alias="落款", description="署名；默认与发文机关相同")
    is_sealed: YesNo | None = Field(default=None, alias="用印", description="是否加盖印章")
    copies: Lines = Field(default=(), alias="抄送", description="抄送机关")
    contacts: Annotated[tuple[Inner[Contact], ...], BeforeValidator(one_is_a_list)] = Field(
        default=(), alias="联系人", description="联系人和电话", json_schema_extra=items_may_be_text
    )
    remarks: Lines = Field(default=(), alias="附注", description="附注")

    def said(self) -> dict[str, object]:
        """The keys that were written, each with its value, as a document takes them."""
        return {
            field.alias or "": getattr(self, name)
            for name, field in LetterParts.model_fields.items()
            if name in self.model_fields_set
        }


class ItemParts(LetterParts):
    """The file of one item."""

    shares: dict[Key, Text] = Field(
        default_factory=dict, alias="分办", description="分办的件由几个单位各自答复的：“单位: 正文”各项，每个单位一份"
    )


class CommonParts(LetterParts):
    """What is said once for many letters."""

    first_number: Line | None = Field(
        default=None, alias="文号从", description="台账里没有答复文号的，从这个号起依次编，如：云自然资建议〔2025〕1号"
    )

    def said(self) -> dict[str, object]:
        return LetterParts.said(self) | ({"文号从": self.first_number} if self.first_number else {})


class LetterSettings(CommonParts):
    """The common parts of all letters of a ledger; those under a word hold for letters about such items alone."""

    suggestions: CommonParts = Field(default=CommonParts(), alias="建议", description="只用于人大代表建议、议案的各项")
    proposals: CommonParts = Field(default=CommonParts(), alias="提案", description="只用于政协提案的各项")
    opinions: CommonParts = Field(default=CommonParts(), alias="会办意见", description="只用于会办意见的各项")

    def of(self, item: Suggestion, kind: str) -> dict[str, object]:
        """What holds for a letter of that 文种 about `item`."""
        return dict(self.combined[item.kind == "提案", kind == "会办意见"])

    @cached_property
    def combined(self) -> Mapping[tuple[bool, bool], Mapping[str, object]]:
        """What holds for letters about suggestions or proposals (first), and for 答复 or 会办意见 (second)."""
        return {
            (is_proposal, is_opinion): self.said()
            | (self.proposals if is_proposal else self.suggestions).said()
            | (self.opinions.said() if is_opinion else {})
            for is_proposal in (False, True)
            for is_opinion in (False, True)
        }
