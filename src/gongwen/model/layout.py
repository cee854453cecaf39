"""gongwen.yaml, 版面: how the pages of an office look where that is its own choice."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec.structs import replace
from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from gongwen.model.lengths import (
    Margin,
    MarkSize,
    NumberSize,
    Pitch,
    RuleWidth,
    SideMargin,
    TextSize,
    TitleSize,
    parse_length,
    parse_size,
)
from gongwen.model.record import Record, YesNo
from gongwen.model.text import Line, Text, Written, clip, fault
from gongwen.standard.geometry import ELECTRONIC, NATIONAL, Faces, Geometry, NumberPlace, fitted
from gongwen.standard.requirement import Face, Requirement

_PROFILES = {"GB/T 9704": NATIONAL, "GB/T 33476.2": ELECTRONIC}
#: The room of a character in parts of its size: closer they touch, wider apart they are no words.
_TIGHTEST, _LOOSEST = 0.9, 1.5


def _face_name(text: Text) -> Text:
    if len(text) > 40 or any(letter in text for letter in ',，;；、"<>'):
        raise fault("face-name", f"“{clip(text)}”不是一种字体的名称；一项只写一种，如：方正仿宋_GBK。")
    return text


FaceName = Annotated[Line, AfterValidator(_face_name), Written("字体名称")]


class LayoutSettings(Record):
    """What an office says of its pages; every key may be left out, and is then as the standard has it.

    The order of the fields is that in which they are checked against one another.
    """

    standard: Literal["GB/T 9704", "GB/T 33476.2"] = Field(
        default="GB/T 9704",
        alias="标准",
        description="GB/T 9704：各行平分版心；GB/T 33476.2：行距 10.39 毫米，文字上下撑满版心",
    )
    top: Margin | None = Field(default=None, alias="天头", description="版心上边到纸边，国标 37毫米")
    foot: Margin | None = Field(default=None, alias="地脚", description="版心下边到纸边，国标 35毫米")
    binding: SideMargin | None = Field(default=None, alias="订口", description="版心左边到纸边，国标 28毫米")
    cut: SideMargin | None = Field(default=None, alias="切口", description="版心右边到纸边，国标 26毫米")
    body_size: TextSize | None = Field(default=None, alias="正文字号", description="国标三号")
    line_pitch: Pitch | None = Field(
        default=None, alias="行距", description="固定值；不写时各行撑满版心，国标约 28.95磅"
    )
    lines: Annotated[int, Field(ge=10, le=45)] | None = Field(
        default=None, alias="每面行数", description="国标 22；写了行距的不用写"
    )
    characters: Annotated[int, Field(ge=15, le=45)] | None = Field(
        default=None, alias="每行字数", description="国标 28；版心宽或字号不同时按字号排满"
    )
    title_size: TitleSize | None = Field(default=None, alias="标题字号", description="国标二号")
    mark_size: MarkSize | None = Field(
        default=None, alias="机关标志字号", description="发文机关标志最大用多大的字（放不下时缩小），默认初号"
    )
    red_rule: RuleWidth | None = Field(default=None, alias="红线粗细", description="版头的红色分隔线，默认 1.5磅")
    body_face: FaceName | None = Field(
        default=None, alias="正文字体", description="正文和没有另说的文字，默认仿宋_GB2312"
    )
    title_face: FaceName | None = Field(
        default=None, alias="标题字体", description="标题和发文机关标志，默认方正小标宋简体"
    )
    first_face: FaceName | None = Field(
        default=None, alias="一级标题字体", description="一级标题和密级、附件标记、表头，默认黑体"
    )
    second_face: FaceName | None = Field(
        default=None, alias="二级标题字体", description="二级标题和副标题、签发人姓名，默认楷体_GB2312"
    )
    latin_face: FaceName | None = Field(
        default=None, alias="西文字体", description="字母和数字，如：Times New Roman；默认与文字相同"
    )
    second_bold: YesNo = Field(default="否", alias="二级标题加粗", description="二级标题是否加粗")
    third_bold: YesNo = Field(default="否", alias="三级标题加粗", description="三级标题是否加粗")
    number_place: Literal["单右双左", "居中"] = Field(
        default="单右双左", alias="页码位置", description="单页码居右、双页码居左；或都居中"
    )
    number_size: NumberSize | None = Field(default=None, alias="页码字号", description="国标四号")
    number_face: FaceName | None = Field(default=None, alias="页码字体", description="默认宋体")
    sides: Literal["双面", "单面"] = Field(
        default="双面",
        alias="印刷",
        description="单面印刷时，单右双左的页码都居右；国标 6.2 要求双面印刷，页面上看不出来，不检查",
    )
    imprint_page: Literal["末页", "偶数页"] = Field(
        default="末页", alias="版记", description="版记印在最后一页，还是最后一个偶数页（双面印刷时的最后一面）"
    )

    @field_validator("line_pitch")
    @classmethod
    def _pitch_holds_type(cls, value: Text | None, info: ValidationInfo) -> Text | None:
        size = _area(info.data).body_size.nominal
        if value is not None and parse_length(value, "磅") < size:
            raise fault("layout-fit", f"行距“{value}”小于正文的字号（{size.pt:g} 磅），上下两行会叠在一起。")
        return value

    @field_validator("lines")
    @classmethod
    def _lines_fit(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is None:
            return value
        area, pitch = _area(info.data), info.data.get("line_pitch")
        if pitch is not None:
            holds = area.lines_at(parse_length(pitch, "磅"))
            if value != holds:
                raise fault("layout-fit", f"行距“{pitch}”时版心排得下 {holds} 行，不是 {value} 行；两项请只写一项。")
        elif area.box_height < area.body_size.nominal * value:
            raise fault("layout-fit", f"版心里排不下 {value} 行正文，上下两行会叠在一起。")
        return value

    @field_validator("characters")
    @classmethod
    def _characters_fit(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is None:
            return value
        area = _area(info.data)
        width, size = area.width.nominal, area.body_size.nominal
        if width < size * (_TIGHTEST * value):
            most = int(width.over(size * _TIGHTEST))
            raise fault("layout-fit", f"版心宽 {width.mm:g} 毫米，一行排不下 {value} 个字，最多 {most} 个。")
        if width > size * (_LOOSEST * value):
            raise fault("layout-fit", f"版心宽 {width.mm:g} 毫米，一行只排 {value} 个字，字与字之间空得太开。")
        return value

    @property
    def imprint_on_even_page(self) -> bool:
        """Is the imprint to stand on the last even page?"""
        return self.imprint_page == "偶数页"

    @property
    def geometry(self) -> Geometry:
        """The page that these settings ask for."""
        area = _area(dict(self))
        return replace(
            area,
            title_size=_sized(area.title_size, self.title_size),
            mark_size=_sized(area.mark_size, self.mark_size),
            number_size=_sized(area.number_size, self.number_size),
            number_place=self._number_place(),
            red_rule=parse_length(self.red_rule, "磅") if self.red_rule else area.red_rule,
            bold=frozenset(level for level, asked in ((2, self.second_bold), (3, self.third_bold)) if asked == "是"),
            faces=self._faces(area.faces),
        )

    def _number_place(self) -> NumberPlace:
        if self.number_place == "居中":
            return NumberPlace.CENTRE
        return NumberPlace.RIGHT if self.sides == "单面" else NumberPlace.OUTER

    def _faces(self, faces: Faces) -> Faces:
        return Faces(
            fangsong=_named(faces.fangsong, self.body_face),
            kaiti=_named(faces.kaiti, self.second_face),
            heiti=_named(faces.heiti, self.first_face),
            songti=_named(faces.songti, self.number_face),
            xiaobiaosong=_named(faces.xiaobiaosong, self.title_face),
            latin=self.latin_face or "",
        )


def _area(data: Mapping[str, Any]) -> Geometry:
    """What follows from the fields that are read by now."""
    margins = {key: parse_length(data[key], "毫米") for key in ("top", "foot", "binding", "cut") if data.get(key)}
    size, pitch = data.get("body_size"), data.get("line_pitch")
    return fitted(
        _PROFILES[data.get("standard", "GB/T 9704")],
        **margins,
        body_size=parse_size(size) if size else None,
        line_pitch=parse_length(pitch, "磅") if pitch else None,
        lines=data.get("lines"),
        characters=data.get("characters"),
    )


def _sized(demand: Requirement, written: Text | None) -> Requirement:
    return replace(demand, nominal=parse_size(written)) if written else demand


def _named(face: Face, written: Text | None) -> Face:
    return replace(face, product=str(written)) if written else face
