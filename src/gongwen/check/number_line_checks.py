"""Clauses 7.2.5 to 7.2.7: 发文字号, 签发人 and the red rule under them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gongwen.check.colours import is_red
from gongwen.check.distances import FLUSH, PLACE, rule_width, shown, spans_area
from gongwen.check.document import Laid
from gongwen.check.elements import Kind
from gongwen.check.found import Found, Span, Spot, Value, Wording, in_mm
from gongwen.check.judging import (
    among,
    colour_name,
    has_face,
    has_type,
    named,
    off_centre,
    quoted,
    wrong_gap,
    wrong_indent,
)
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.strips import spot_of
from gongwen.check.tolerance import of_ink, of_thickness
from gongwen.check.verdict import LETTER, ORDINARY, Check
from gongwen.measure import Box
from gongwen.standard import elements as standard
from gongwen.standard.regulation import ANNOUNCEMENT_NUMBER


def _upward(laid: Laid) -> bool:
    return bool(laid.elements.of(Kind.SIGNATORY)) or laid.is_expected(Kind.SIGNATORY)


def _number_gap(laid: Laid) -> Iterator[Found]:
    mark = max(laid.need(Kind.MARK), key=lambda element: element.last.baseline.mm)
    under = laid.elements.of(Kind.NUMBER, Kind.SIGNATORY_WORD, Kind.SIGNATORY)
    if not under:
        laid.need(Kind.NUMBER)
    first = min(under, key=lambda element: element.first.baseline.mm)
    yield from wrong_gap(laid, mark, first, standard.NUMBER_GAP)


def _number_centred(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    if _upward(laid):
        raise NotApplicable("上行文的发文字号居左")
    yield from off_centre(laid, number)


def _number_indent(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    if not _upward(laid):
        raise NotApplicable("不是上行文")
    yield from wrong_indent(laid, number, number.first, standard.SIGNATORY_INDENT)


def _number_form(laid: Laid) -> Iterator[Found]:
    (number, *_) = laid.need(Kind.NUMBER)
    if re.fullmatch(ANNOUNCEMENT_NUMBER, number.text):
        raise NotApplicable("公告、通告自己编号，不用发文字号")
    if not re.fullmatch(standard.DOCUMENT_NUMBER, number.text):
        yield Found(
            number.spot,
            f"第 {number.page} 页发文字号为{quoted(number.text, 24)}，应由机关代字、六角括号〔〕括入的四位年份、"
            "不编虚位（不写 001）也不加“第”字的顺序号和“号”组成。",
            "例如：国发〔2024〕15号。",
            Wording(number.text, "机关代字〔年份〕顺序号号"),
        )


def _signatory_indent(laid: Laid) -> Iterator[Found]:
    """Names in several rows stand in columns, and the last row may be short: what ends farthest to the right counts."""
    names = laid.need(Kind.SIGNATORY)
    farthest = max(names, key=lambda name: name.first.x1.mm)
    yield from wrong_indent(laid, farthest, farthest.first, standard.SIGNATORY_INDENT, right=True)


def _signatory_face(laid: Laid) -> Iterator[Found]:
    yield from has_face(standard.KAITI, among(Kind.SIGNATORY))(laid)  # type: ignore[misc]
    yield from has_face(standard.FANGSONG, among(Kind.SIGNATORY_WORD))(laid)  # type: ignore[misc]


def _signatory_line(laid: Laid) -> Iterator[Found]:
    last = max(laid.need(Kind.SIGNATORY), key=lambda element: element.first.baseline.mm)
    (number, *_) = laid.need(Kind.NUMBER)
    line, asked = number.first.baseline, last.first.baseline
    value = in_mm(line - asked, FLUSH, PLACE, Span.down(number.first.x0, asked, line, asked))
    if value.is_off:
        yield Found(
            number.spot,
            f"第 {number.page} 页发文字号与最后一位签发人不在同一行（相差 {value.measured:.1f} mm），应处在同一行。",
            value=value,
        )


def _signatories_per_line(laid: Laid) -> Iterator[Found]:
    names = laid.need(Kind.SIGNATORY)
    if laid.elements.expected is None:
        raise NotChecked("分不清一行里有几位签发人")
    rows = Counter(round(name.first.baseline.mm) for name in names)
    expected = standard.SIGNATORIES_PER_LINE.nominal
    counts = [count for _, count in sorted(rows.items())]
    if any(count != expected for count in counts[:-1]) or counts[-1] > expected:
        yield Found(
            spot_of(name.first for name in names),
            f"第 {names[0].page} 页 {len(names)} 位签发人排成 {len(counts)} 行"
            f"（每行 {'、'.join(map(str, counts))} 位），一般应每行排 {expected} 位。",
            value=Value(max(counts, key=lambda count: abs(count - expected)), expected, "位"),
        )


def _rule_missing(laid: Laid) -> Iterator[Found]:
    lowest = max(laid.need(Kind.NUMBER, Kind.SIGNATORY, Kind.MARK), key=lambda element: element.last.baseline.mm).last
    if laid.find_red_rule() is None:
        asked = lowest.bottom + standard.RED_RULE_DROP.nominal
        yield Found(
            Spot(lowest.page, Box(laid.area.left, lowest.bottom, laid.area.right, asked)),
            "第 1 页发文字号下面没有红色分隔线，应有一条与版心等宽的红色分隔线。",
            "请检查样式“发文字号”的下边框。",
            Wording("没有", "一条红色分隔线"),
        )


def _rule_width(laid: Laid) -> Iterator[Found]:
    rule = laid.red_rule()
    if not spans_area(laid, rule):
        yield Found(
            Spot(1, rule.box),
            f"第 1 页红色分隔线从 {shown(rule.start)} 到 {shown(rule.end)}，长 {shown(rule.length)}，应与版心等宽"
            f"（{shown(laid.area.left)} 到 {shown(laid.area.right)}）。",
            "请检查样式“发文字号”的缩进。",
            rule_width(laid, rule),
        )


def _rule_drop(laid: Laid) -> Iterator[Found]:
    rule = laid.red_rule()
    above = laid.need(Kind.NUMBER, Kind.SIGNATORY)
    lowest = max(above, key=lambda element: element.last.baseline.mm)
    ink = lowest.last.ink
    if ink is None:
        raise NotChecked("发文字号没有可量的笔画")
    asked, edge = standard.RED_RULE_DROP, rule.box.top
    span = Span.down(laid.area.middle, ink.bottom, edge, ink.bottom + asked.nominal)
    value = in_mm(edge - ink.bottom, asked.nominal, of_ink(asked.tolerance), span)
    if value.is_off:
        yield Found(
            Spot(1, rule.box),
            f"第 1 页红色分隔线距{named(lowest)} {value.measured:.1f} mm，应为 {asked.nominal.mm:g} mm"
            f"±{asked.tolerance.mm:g} mm。",
            "请改样式“发文字号”下边框与文字的距离。",
            value,
        )


def _rule_colour(laid: Laid) -> Iterator[Found]:
    rule = laid.red_rule()
    if not is_red(rule.colour):
        colour = colour_name(rule.colour)
        yield Found(
            Spot(1, rule.box),
            f"第 1 页版头分隔线的颜色为 {colour}，应为红色。",
            "请改样式“发文字号”下边框的颜色。",
            Wording(colour, "红色"),
        )


def _rule_thickness(laid: Laid) -> Iterator[Found]:
    rule, asked = laid.red_rule(), laid.geometry.rule_widths
    value = in_mm(rule.thickness, asked.nominal, of_thickness(asked.tolerance))
    if value.is_off:
        least, most = asked.nominal - asked.tolerance, asked.nominal + asked.tolerance
        wanted = f"惯例为 {least.mm:.2f} 至 {most.mm:.2f}" if least < most else f"应为 {least.mm:.2f}"
        yield Found(Spot(1, rule.box), f"第 1 页红色分隔线粗 {rule.thickness.mm:.2f} mm，{wanted} mm。", value=value)


CHECKS = (
    Check(
        "layout/number-gap",
        "F028",
        standard.NUMBER_GAP,
        _number_gap,
        "发文机关标志与发文字号之间不是空二行",
        formats=ORDINARY,
    ),
    Check(
        "layout/number-centred", "F028", standard.NUMBER_CENTRED, _number_centred, "发文字号没有居中", formats=ORDINARY
    ),
    Check(
        "layout/number-indent",
        "F029",
        standard.SIGNATORY_INDENT,
        _number_indent,
        "上行文的发文字号没有左空一字",
        formats=ORDINARY,
    ),
    Check(
        "layout/number-form",
        "F028",
        standard.NUMBER_FORM,
        _number_form,
        "发文字号的写法不对",
        formats=ORDINARY | LETTER,
    ),
    Check(
        "layout/number-type",
        "F007",
        standard.NUMBER_TYPE,
        has_type(standard.FANGSONG, Kind.NUMBER),
        "发文字号不是三号仿宋体",
    ),
    Check(
        "layout/signatory-indent",
        "F031",
        standard.SIGNATORY_INDENT,
        _signatory_indent,
        "签发人没有右空一字",
        formats=ORDINARY,
    ),
    Check(
        "layout/signatory-face",
        "F031",
        standard.SIGNATORY_FACE,
        _signatory_face,
        "“签发人”不是仿宋体或姓名不是楷体",
        formats=ORDINARY,
    ),
    Check(
        "layout/signatory-line",
        "F032",
        standard.SIGNATORY_PLACE,
        _signatory_line,
        "最后一位签发人与发文字号不在同一行",
        formats=ORDINARY,
    ),
    Check(
        "layout/signatories-per-line",
        "F032",
        standard.SIGNATORIES_PER_LINE,
        _signatories_per_line,
        "多位签发人不是每行两位",
        formats=ORDINARY,
    ),
    Check("layout/red-rule-missing", "F034", standard.RED_RULE_FORM, _rule_missing, "没有红色分隔线", formats=ORDINARY),
    Check(
        "layout/red-rule-width", "F034", standard.RED_RULE_FORM, _rule_width, "红色分隔线与版心不等宽", formats=ORDINARY
    ),
    Check(
        "layout/red-rule-drop",
        "F034",
        standard.RED_RULE_DROP,
        _rule_drop,
        "红色分隔线与发文字号的距离不对",
        formats=ORDINARY,
    ),
    Check(
        "layout/red-rule-colour", "F034", standard.RED_RULE_FORM, _rule_colour, "版头分隔线不是红色", formats=ORDINARY
    ),
    Check(
        "layout/red-rule-thickness",
        "F035",
        standard.RED_RULE_WIDTHS,
        _rule_thickness,
        "红色分隔线太细或太粗",
        formats=ORDINARY,
    ),
)
