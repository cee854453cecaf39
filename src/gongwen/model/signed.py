"""The kinds of article 8 that a head signs: 命令 and 议案."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from gongwen.model.document import KIND, Body, Format, Official, Title, Unsealed
from gongwen.model.record import Lines, Record, items_may_be_text, one_is_a_list
from gongwen.model.text import Line, Text, Written, clip, fault
from gongwen.standard import regulation
from gongwen.standard.regulation import Kind

_POST = re.compile(r".*(?:长|书记|主任|主席|理|专员|司令|主官)")


class Signer(Record):
    """A head who signs. Short form: `市长 孙明远`, or as in a roster, `孙明远 市长`."""

    post: Line = Field(alias="职务", description="职务，如：市长")
    name: Line = Field(alias="姓名", description="姓名")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        words = list(Text(value).parts(re.compile(r"\s+")))
        if len(words) != 2:
            raise fault("signer-form", "签署人应写职务和姓名，中间空一格，如：市长 孙明远。")
        post, name = words
        if _POST.fullmatch(name) and not _POST.fullmatch(post):
            post, name = name, post
        return {"职务": post, "姓名": name}


class SignedByHead(Official):
    """A document that a head signs with a stamp of his name (7.3.5.3) in place of a seal."""

    signers: Annotated[tuple[Signer, ...], BeforeValidator(one_is_a_list)] = Field(
        default=(),
        alias="签署人",
        description="签署的领导，如：市长 孙明远；联合发文的写成列表",
        json_schema_extra=items_may_be_text,
    )
    stamps: Lines = Field(
        default=(),
        alias="签名章",
        description="是：用 gongwen.yaml 里的图片；PNG 图片的文件名，每人一个；姓名：印出姓名；不写时留出位置",
    )
    is_sealed: Unsealed = "否"

    #: What 签名章 says when the names are to be printed in the place of stamps.
    PRINTED_NAMES: ClassVar[str] = "姓名"


def _order_number(text: Text) -> Text:
    if re.fullmatch(regulation.ORDER_NUMBER, text):
        return text
    raise fault("order-number-form", f"令号“{clip(text)}”应写成“第×号”，不编虚位，如：第3号。")


OrderNumber = Annotated[Line, AfterValidator(_order_number), Written("第×号")]


class Order(SignedByHead):
    """命令（令）: the mark says what it is, so it needs no title (10.2)."""

    default_format: ClassVar[Format] = "命令"
    statutory: ClassVar[Kind] = regulation.ORDER
    kind: Annotated[Literal["命令"], KIND]
    body: Body
    number: OrderNumber | None = Field(default=None, alias="令号", description="令号，如：第3号")


class Bill(SignedByHead):
    """议案"""

    statutory: ClassVar[Kind] = regulation.BILL
    kind: Annotated[Literal["议案"], KIND]
    title: Title
    body: Body
