"""Clause 10.1: the red double rules of a letter (信函)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from gongwen.check.colours import is_red
from gongwen.check.distances import PLACE, shown
from gongwen.check.document import Laid
from gongwen.check.elements import Kind
from gongwen.check.found import Found, Span, Spot, Wording, in_mm
from gongwen.check.judging import colour_name
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.tolerance import of_ink, of_place
from gongwen.check.verdict import LETTER, Check
from gongwen.lengths import Length, mm
from gongwen.measure import Box, Rule
from gongwen.standard import formats as standard
from gongwen.standard.page import PAGE_HEIGHT, PAGE_WIDTH

#: The two lines of a double rule are nearer to one another than this; the standard names no gap.

_PAIR = mm(3)
#: The lower double rule is looked for from here downwards: no rule stands between it and the text area.
_FOOT = mm(45)


class _Double(Struct, frozen=True):
    """The lines of one double rule, from top to bottom; one that is single has one."""

    name: str
    lines: tuple[Rule, ...]
    is_thick_first: bool

    @property
    def top(self) -> Length:
        return self.lines[0].position - self.lines[0].thickness * 0.5

    @property
    def bottom(self) -> Length:
        return self.lines[-1].position + self.lines[-1].thickness * 0.5

    @property
    def spot(self) -> Spot:
        start, end = min(line.start for line in self.lines), max(line.end for line in self.lines)
        return Spot(1, Box(start, self.top, end, self.bottom))

    @property
    def is_right(self) -> bool:
        """Two lines, the thick one where it ought to be."""
        if len(self.lines) != 2:
            return False
        upper, lower = self.lines
        return upper.thickness > lower.thickness if self.is_thick_first else lower.thickness > upper.thickness


def _upper(laid: Laid) -> _Double | None:
    """The first long rule under the mark and above the text, with the one next to it."""
    mark = laid.need(Kind.MARK)[-1].last
    under = [strip.baseline for strip in laid.sheets[0].flow if strip.baseline > mark.bottom]
    floor = min(under, default=laid.area.bottom)
    rules = [rule for rule in laid.sheets[0].separating if mark.baseline < rule.position < floor]
    return _Double("上", _together(rules), is_thick_first=True) if rules else None


def lower_rule(laid: Laid) -> _Double | None:
    """The last long rule of the page, with the one next to it."""
    rules = [rule for rule in laid.sheets[0].separating if rule.position > PAGE_HEIGHT.nominal - _FOOT]
    return _Double("下", _together(rules[::-1])[::-1], is_thick_first=False) if rules else None


def _together(rules: list[Rule]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if abs((rule.position - rules[0].position).mm) < _PAIR.mm)


def _doubles(laid: Laid) -> tuple[_Double, ...]:
    doubles = tuple(double for double in (_upper(laid), lower_rule(laid)) if double is not None)
    if not doubles:
        raise NotChecked("页面上没有找到红色双线")
    return doubles


def need_upper(laid: Laid) -> _Double:
    upper = _upper(laid)
    if upper is None:
        raise NotChecked("页面上没有找到发文机关标志下的红色双线")
    return upper


def _rules(laid: Laid) -> Iterator[Found]:
    for double, name, look in (
        (_upper(laid), "发文机关标志下", "上粗下细"),
        (lower_rule(laid), "距下页边 20 mm 处", "上细下粗"),
    ):
        if double is None:
            spot = laid.need(Kind.MARK)[-1].spot if look == "上粗下细" else Spot(1, laid.sheets[0].page.box)
            message = f"第 1 页{name}没有红色双线，应印一条红色双线（{look}）。"
            yield Found(spot, message, value=Wording("没有", f"双线，{look}"))
        elif not double.is_right:
            lines = "、".join(f"{line.thickness.mm:.2f} mm" for line in double.lines)
            message = f"第 1 页{name}的线自上而下粗 {lines}，应为双线，{look}。"
            yield Found(double.spot, message, value=Wording(lines, f"双线，{look}"))


def _rule_colour(laid: Laid) -> Iterator[Found]:
    for double in _doubles(laid):
        wrong = [line for line in double.lines if not is_red(line.colour)]
        if wrong:
            colour = colour_name(wrong[0].colour)
            message = f"第 1 页{double.name}双线的颜色为 {colour}，应为红色。"
            yield Found(Spot(1, wrong[0].box), message, value=Wording(colour, "红色"))


def _rule_drop(laid: Laid) -> Iterator[Found]:
    ink = laid.need(Kind.MARK)[-1].last.ink
    if ink is None:
        raise NotChecked("发文机关标志没有可量的笔画")
    upper, asked = need_upper(laid), standard.LETTER_RULE_DROP
    drop = upper.top - ink.bottom
    span = Span.down(laid.area.middle, ink.bottom, upper.top, ink.bottom + asked.nominal)
    value = in_mm(drop, asked.nominal, of_ink(asked.tolerance), span)
    if value.is_off:
        yield Found(
            upper.spot,
            f"第 1 页红色双线距发文机关标志 {shown(drop)}，应为 {asked.nominal.mm:g} mm±{asked.tolerance.mm:g} mm。",
            "请改样式“信函上双线”的行高。",
            value,
        )


def _foot_rule(laid: Laid) -> Iterator[Found]:
    lower = lower_rule(laid)
    if lower is None:
        raise NotChecked("页面上没有找到下边的红色双线")
    edge, asked = laid.sheets[0].page.height, standard.LETTER_FOOT_RULE
    middle = (lower.lines[0].position + lower.lines[-1].position) * 0.5
    span = Span.down(laid.area.middle, edge, middle, edge - asked.nominal)
    value = in_mm(edge - middle, asked.nominal, of_place(asked.tolerance), span)
    if value.is_off:
        yield Found(
            lower.spot,
            f"第 1 页下边的红色双线距下页边 {shown(edge - middle)}，应为 {asked.nominal.mm:g} mm"
            f"±{asked.tolerance.mm:g} mm。",
            value=value,
        )


def _rule_length(laid: Laid) -> Iterator[Found]:
    asked = standard.LETTER_RULE_LENGTH
    for double in _doubles(laid):
        for line in double.lines:
            y, middle, centre = line.position, (line.start + line.end) * 0.5, PAGE_WIDTH.nominal * 0.5
            end = line.start + asked.nominal
            length = in_mm(
                line.length, asked.nominal, of_place(asked.tolerance), Span.across(y, line.start, line.end, end)
            )
            off = in_mm(middle - centre, Length(0), PLACE, Span.across(y, centre, middle, centre))
            if length.is_off or off.is_off:
                yield Found(
                    Spot(1, line.box),
                    f"第 1 页{double.name}双线从 {shown(line.start)} 到 {shown(line.end)}，长 {shown(line.length)}，"
                    f"应长 {asked.nominal.mm:g} mm 并居中（±{asked.tolerance.mm:g} mm）。",
                    value=length if length.is_off else off,
                )
                break


def _foot_gap(laid: Laid) -> Iterator[Found]:
    lower = lower_rule(laid)
    if lower is None:
        raise NotChecked("页面上没有找到下边的红色双线")
    above = [strip.ink for strip in laid.sheets[0].flow if strip.ink is not None and strip.ink.bottom < lower.bottom]
    last = max(above, key=lambda ink: ink.bottom.mm, default=None)
    if last is None or lower.top - last.bottom > laid.area.pitch:
        raise NotApplicable("下边的红色双线的上一行没有文字")
    asked = standard.LETTER_FOOT_GAP
    span = Span.down(laid.area.middle, lower.top, last.bottom, lower.top - asked.nominal)
    gap = in_mm(lower.top - last.bottom, asked.nominal, of_ink(asked.tolerance), span)
    if gap.is_off:
        yield Found(
            Spot(1, last),
            f"第 1 页末行距下边的红色双线 {gap.measured:.1f} mm，应为三号字高的 7/8（{shown(asked.nominal)}"
            f"±{asked.tolerance.mm:g} mm）。",
            value=gap,
        )


CHECKS = (
    Check(
        "layout/letter-rules",
        "L02",
        standard.LETTER_RULES,
        _rules,
        "信函首页没有两条双线，或粗细的上下不对",
        formats=LETTER,
    ),
    Check(
        "layout/letter-rule-colour", "L02", standard.LETTER_RULES, _rule_colour, "信函的双线不是红色", formats=LETTER
    ),
    Check(
        "layout/letter-rule-drop",
        "L02",
        standard.LETTER_RULE_DROP,
        _rule_drop,
        "信函的上双线与发文机关标志的距离不对",
        formats=LETTER,
    ),
    Check(
        "layout/letter-foot-rule",
        "L03",
        standard.LETTER_FOOT_RULE,
        _foot_rule,
        "信函的下双线不在距下页边 20 mm 处",
        formats=LETTER,
    ),
    Check(
        "layout/letter-rule-length",
        "L04",
        standard.LETTER_RULE_LENGTH,
        _rule_length,
        "信函的双线不长 170 mm 或没有居中",
        formats=LETTER,
    ),
    Check(
        "layout/letter-foot-gap",
        "L09",
        standard.LETTER_FOOT_GAP,
        _foot_gap,
        "信函首页末行与下双线的距离不对",
        formats=LETTER,
    ),
)
