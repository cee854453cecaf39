"""The page that an office has chosen against the standard's: each difference is told once, not on every page.

Everywhere else a page is judged by the office's own numbers; here alone these are held against the standard's.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.check.document import Laid
from gongwen.check.faces import face_of
from gongwen.check.found import Found, Value, Wording, in_mm, in_points
from gongwen.check.judging import class_name, size_name
from gongwen.check.verdict import Check, Judge
from gongwen.standard import elements, page
from gongwen.standard.geometry import NumberPlace
from gongwen.standard.requirement import Count, Face, Force, Form, Requirement

#: 7.3.3 tells the levels by their faces alone.
_HEADING_WEIGHT = Form("7.3.3", "层次标题的粗细", Force.USUAL)
_LATIN_FACE = Form("5.2.2", "字母和数字的字体", Force.PRACTICE)
_LEVELS = "一二三四"


def _told(laid: Laid, fact: str, asked: str, value: Value | Wording) -> Found:
    hint = "这是 gongwen.yaml“版面”里的设置，各页已按它核对；要与国标一致，请删去这一项。"
    return Found(laid.sheets[0].spot, f"本单位设置：{fact}，{asked}。", hint, value)


def _length(demand: Requirement) -> Judge:
    def judge(laid: Laid) -> Iterator[Found]:
        own = laid.geometry.asked(demand).nominal
        value = in_mm(own, demand.nominal, demand.tolerance)
        if value.is_off:
            asked = f"国标为 {demand.nominal.mm:g} mm±{demand.tolerance.mm:g} mm"
            yield _told(laid, f"{demand.name} {own.mm:g} mm", asked, value)

    return judge


def _count(demand: Count, unit: str) -> Judge:
    def judge(laid: Laid) -> Iterator[Found]:
        own = laid.geometry.asked(demand).nominal
        if own != demand.nominal:
            value = Value(own, demand.nominal, unit)
            yield _told(laid, f"{demand.name} {own}", f"国标一般为 {demand.nominal}", value)

    return judge


def _size(demand: Requirement) -> Judge:
    def judge(laid: Laid) -> Iterator[Found]:
        own = laid.geometry.asked(demand).nominal
        if own != demand.nominal:
            value = in_points(own, demand.nominal, demand.tolerance)
            yield _told(laid, f"{demand.name}为{size_name(own)}", f"国标一般为{size_name(demand.nominal)}", value)

    return judge


def _face(**asked: Face) -> Judge:
    """By the name of what is set in the face."""

    def judge(laid: Laid) -> Iterator[Found]:
        for name, one in asked.items():
            product = laid.geometry.faces.of(one).product
            if face_of(product) is not one:
                value = Wording(product, class_name(one))
                yield _told(laid, f"{name}用{product}", f"国标一般用{class_name(one)}", value)

    return judge


def _pitch(laid: Laid) -> Iterator[Found]:
    own, filling = laid.geometry.line_pitch, laid.geometry.filling_pitch
    lines = laid.geometry.lines.nominal
    if in_mm(own * lines, filling * lines, laid.geometry.height.tolerance).is_off:
        asked = f"国标一般要各行撑满版心（{lines} 行时约 {filling.pt:.2f} 磅）"
        yield _told(laid, f"行距 {own.pt:g} 磅", asked, Wording(f"{own.pt:g} 磅", f"{filling.pt:.2f} 磅"))


def _number_place(laid: Laid) -> Iterator[Found]:
    """A one-sided print has no even sides, so that all numbers on the right are no difference."""
    if laid.geometry.number_place is NumberPlace.CENTRE:
        own, asked = "都居中", "单页码居右、双页码居左，各空一字"
        yield _told(laid, f"页码{own}", f"国标为{asked}", Wording(own, asked))


def _bold(laid: Laid) -> Iterator[Found]:
    for level in sorted(laid.geometry.bold):
        fact = f"{_LEVELS[level - 1]}级标题加粗"
        yield _told(laid, fact, "国标一般只用字体区分层次", Wording("加粗", "不加粗"))


def _latin(laid: Laid) -> Iterator[Found]:
    own = laid.geometry.faces.latin
    if own:
        yield _told(laid, f"字母和数字用 {own}", "国标没有另作规定，惯例是与文字同一种字体", Wording(own, "与文字相同"))


def _rule(laid: Laid) -> Iterator[Found]:
    usual, own = elements.RED_RULE_WIDTHS, laid.geometry.red_rule
    value = in_mm(own, usual.nominal, usual.tolerance)
    if value.is_off:
        least, most = usual.nominal - usual.tolerance, usual.nominal + usual.tolerance
        yield _told(laid, f"红色分隔线粗 {own.mm:.2f} mm", f"惯例为 {least.mm:.2f} 至 {most.mm:.2f} mm", value)


OWN_CHECKS = (
    Check("layout/own-top", "F005", page.TOP_MARGIN, _length(page.TOP_MARGIN), "本单位设置的天头与国标不同"),
    Check(
        "layout/own-binding", "F005", page.BINDING_MARGIN, _length(page.BINDING_MARGIN), "本单位设置的订口与国标不同"
    ),
    Check("layout/own-width", "F005", page.TEXT_WIDTH, _length(page.TEXT_WIDTH), "本单位设置的版心宽与国标不同"),
    Check("layout/own-height", "F005", page.TEXT_HEIGHT, _length(page.TEXT_HEIGHT), "本单位设置的版心高与国标不同"),
    Check(
        "layout/own-lines",
        "F008",
        page.LINES_PER_PAGE,
        _count(page.LINES_PER_PAGE, "行"),
        "本单位设置的每面行数与国标不同",
    ),
    Check(
        "layout/own-characters",
        "F008",
        page.CHARACTERS_PER_LINE,
        _count(page.CHARACTERS_PER_LINE, "字"),
        "本单位设置的每行字数与国标不同",
    ),
    Check("layout/own-pitch", "F008", page.LINES_FILL_AREA, _pitch, "本单位设置的行距撑不满版心"),
    Check("layout/own-body-size", "F007", page.BODY_SIZE, _size(page.BODY_SIZE), "本单位设置的正文字号与国标不同"),
    Check(
        "layout/own-title-size",
        "F040",
        elements.TITLE_SIZE,
        _size(elements.TITLE_SIZE),
        "本单位设置的标题字号与国标不同",
    ),
    Check(
        "layout/own-number-size",
        "F087",
        page.PAGE_NUMBER_SIZE,
        _size(page.PAGE_NUMBER_SIZE),
        "本单位设置的页码字号与国标不同",
    ),
    Check("layout/own-number-place", "F087", page.PAGE_NUMBER_INDENT, _number_place, "本单位设置的页码位置与国标不同"),
    Check(
        "layout/own-body-face", "F007", page.BODY_FACE, _face(正文=elements.FANGSONG), "本单位设置的正文字体不是仿宋体"
    ),
    Check(
        "layout/own-title-face",
        "F040",
        elements.TITLE_FACE,
        _face(标题=elements.XIAOBIAOSONG),
        "本单位设置的标题字体不是小标宋体",
    ),
    Check(
        "layout/own-heading-face",
        "F047",
        elements.HEADING_FACES,
        _face(一级标题=elements.HEITI, 二级标题=elements.KAITI),
        "本单位设置的层次标题字体不是黑体、楷体",
    ),
    Check("layout/own-heading-bold", "F047", _HEADING_WEIGHT, _bold, "本单位设置的层次标题加粗"),
    Check(
        "layout/own-number-face",
        "F087",
        page.PAGE_NUMBER_FACE,
        _face(页码=elements.SONGTI),
        "本单位设置的页码字体不是宋体",
    ),
    Check(
        "layout/own-latin-face",
        "F007",
        _LATIN_FACE,
        _latin,
        "本单位设置的字母和数字用另一种字体",
    ),
    Check("layout/own-red-rule", "F035", elements.RED_RULE_WIDTHS, _rule, "本单位设置的红色分隔线太细或太粗"),
)
