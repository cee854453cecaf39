"""What differs from office to office in letters about suggestions and proposals."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from gongwen.model.record import Record, may_be_text
from gongwen.model.text import Key, Line, Written


def one_for_all(value: object) -> object:
    """A text where a map may stand holds for all of its keys."""
    return {"": value} if isinstance(value, str) else value


Places = Annotated[dict[Key, Line], BeforeValidator(one_for_all), Written("地区名；或“层级: 地区名”各项")]


class ReplyHabits(Record):
    """What differs from place to place in letters about suggestions and proposals."""

    places: Places = Field(
        default_factory=dict,
        alias="地区",
        description="届次前面的地区，如：云山市；或“市级: 云山市”各项；默认取自发文机关",
        json_schema_extra=may_be_text,
    )
    preposition: Literal["关于", "对"] = Field(default="关于", alias="标题用语", description="标题以关于或对开头")
    ending: Literal["的答复", "的答复函", "答复的函"] = Field(
        default="的答复", alias="标题结尾", description="答复的标题怎样结尾"
    )
    mark_form: Literal["〔A〕", "A类", "A"] = Field(
        default="〔A〕", alias="类别样式", description="首页右上角的办理类别怎样印"
    )
    joint: Literal["合写", "领衔", "逐人"] = Field(
        default="合写",
        alias="联名",
        description="几个人联名的：合写一份（张明等3名代表），只答复领衔人，或成批做答复时逐人一份",
    )
    work: Line | None = Field(
        default=None, alias="工作", description="“感谢您对……工作的关心和支持”里的工作，如：自然资源；默认如：我局"
    )
