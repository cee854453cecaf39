"""Lengths and type sizes as offices write them: `35毫米`, `28磅`, `三号`; kept in the writer's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from gongwen.lengths import Length, mm, pt
from gongwen.model.text import Line, Text, Written, clip, fault
from gongwen.standard.elements import SEAL_DIAMETERS
from gongwen.standard.sizes import NAMES

_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*(毫米|mm|厘米|cm|磅|pt)?", re.IGNORECASE)
_UNITS: dict[str, Callable[[float], Length]] = {
    "毫米": mm,
    "mm": mm,
    "厘米": lambda value: mm(value * 10),
    "cm": lambda value: mm(value * 10),
    "磅": pt,
    "pt": pt,
}
_SIZES = {name: size for size, name in NAMES.items()}


def parse_length(text: str, unit: str) -> Length:
    """A length with its unit, or in `unit` where none is written; a fault for anything else."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise fault(
            "length-form", f"“{clip(text)}”不是长度，应写成数和单位，如：{'35毫米' if unit == '毫米' else '28磅'}。"
        )
    number, written = match.groups()
    return _UNITS[(written or unit).lower()](float(number))


def parse_size(text: str) -> Length:
    """A type size by its name or in points; a fault for anything else."""
    if text in _SIZES:
        return _SIZES[text]
    if _LENGTH.fullmatch(text) is None:
        raise fault("length-form", f"“{clip(text)}”不是字号，应写字号或磅数，如：三号、16磅。")
    return parse_length(text, "磅")


def _within(least: float, most: float, unit: str, parse: Callable[[str], Length]) -> AfterValidator:
    """A validator: from `least` to `most`, both in `unit` (毫米 or 磅)."""

    def check(text: Text, info: ValidationInfo) -> Text:
        length = parse(text)
        value = length.mm if unit == "毫米" else length.pt
        if not least <= round(value, 3) <= most:
            raise fault(
                "length-range",
                f"“{clip(text)}”不合用：这一项应在 {least:g} {unit}到 {most:g} {unit}之间，写的是 {value:g} {unit}。",
            )
        return text

    return AfterValidator(check)


def _millimetres(text: str) -> Length:
    return parse_length(text, "毫米")


def _points(text: str) -> Length:
    return parse_length(text, "磅")


#: The four margins leave a text area on the sheet whatever is written, and room for the page number below it.
Margin = Annotated[Line, _within(13, 80, "毫米", _millimetres), Written("毫米，如：35毫米")]
SideMargin = Annotated[Line, _within(10, 60, "毫米", _millimetres), Written("毫米，如：27毫米")]
Pitch = Annotated[Line, _within(12, 50, "磅", _points), Written("磅，如：28磅")]
RuleWidth = Annotated[Line, _within(0.25, 6, "磅", _points), Written("磅或毫米，如：2磅")]
TextSize = Annotated[Line, _within(10.5, 22, "磅", parse_size), Written("字号或磅，如：三号")]
TitleSize = Annotated[Line, _within(14, 42, "磅", parse_size), Written("字号或磅，如：二号")]
NumberSize = Annotated[Line, _within(9, 16, "磅", parse_size), Written("字号或磅，如：四号")]
MarkSize = Annotated[Line, _within(22, 80, "磅", parse_size), Written("字号或磅，如：58磅")]
SealDiameter = Annotated[
    Line,
    _within(SEAL_DIAMETERS[0].mm, SEAL_DIAMETERS[1].mm, "毫米", _millimetres),
    Written("毫米，如：42毫米"),
]
StampHeight = Annotated[Line, _within(8, 30, "毫米", _millimetres), Written("毫米，如：15毫米")]
