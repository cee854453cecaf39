"""Clause 5: paper, text area, lines and characters, body type, colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from gongwen.check.area import is_body_size
from gongwen.check.colours import is_black, is_red
from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Kind
from gongwen.check.judging import has_face, has_size, quoted, shown
from gongwen.check.strips import Strip
from gongwen.check.tolerance import RENDERER_PLACE, is_off, of_ink, of_place
from gongwen.check.verdict import Check, Found, NotApplicable, NotChecked, Unchecked
from gongwen.lengths import Length, mm
from gongwen.standard import page
from gongwen.standard.elements import FANGSONG
from gongwen.standard.punctuation import HANGING
from gongwen.standard.requirement import Force, Form

_EDGE = of_ink(page.PLATE_ERROR.tolerance)
#: Fewer full lines than this say nothing of what is usual in the document.
_FEW_LINES = 3
#: Steps of one paragraph after another differ by the renderer's rounding twice over.
_STEP = RENDERER_PLACE * 2


def _page_size(laid: Laid) -> Iterator[Found]:
    tolerance = of_place(page.PAGE_WIDTH.tolerance)
    for measured in laid.measurement.pages:
        short, long = sorted((measured.width, measured.height))
        if is_off(short, page.PAGE_WIDTH.nominal, tolerance) or is_off(long, page.PAGE_HEIGHT.nominal, tolerance):
            yield Found(
                measured.number,
                f"第 {measured.number} 页幅面为 {short.mm:.1f} mm × {long.mm:.1f} mm，应为 A4"
                f"（{page.PAGE_WIDTH.nominal.mm:g} mm × {page.PAGE_HEIGHT.nominal.mm:g} mm）。",
                "请在页面设置里选 A4 纸。",
            )


def _left_margin(laid: Laid) -> Iterator[Found]:
    measured = laid.area.measured_left
    if measured is None:
        raise NotChecked("没有顶格的文字，看不出版心左边")
    if is_off(measured, page.BINDING_MARGIN.nominal, of_place(page.BINDING_MARGIN.tolerance)):
        yield Found(
            1,
            f"顶格文字距纸左边 {shown(measured)}，订口应为 {page.BINDING_MARGIN.nominal.mm:g} mm"
            f"±{page.BINDING_MARGIN.tolerance.mm:g} mm。",
            "请改页面设置的左边距。",
        )


def _right_margin(laid: Laid) -> Iterator[Found]:
    measured = laid.area.measured_right
    if measured is None:
        raise NotChecked("没有排满的行，看不出版心右边")
    right = page.BINDING_MARGIN.nominal + page.TEXT_WIDTH.nominal
    if is_off(measured, right, of_place(page.TEXT_WIDTH.tolerance)):
        yield Found(
            1,
            f"满行右端距纸左边 {shown(measured)}，版心宽 {page.TEXT_WIDTH.nominal.mm:g} mm，右端应在 {shown(right)}"
            f"±{page.TEXT_WIDTH.tolerance.mm:g} mm。",
            "请改页面设置的右边距，正文设为两端对齐。",
        )


def _top_margin(laid: Laid) -> Iterator[Found]:
    tops = laid.area.tops
    if not tops:
        raise NotChecked("各页首行都不是三号字，看不出版心上边")
    for number, top in tops:
        if is_off(top, page.TOP_MARGIN.nominal, of_place(page.TOP_MARGIN.tolerance)):
            yield Found(
                number,
                f"第 {number} 页天头为 {shown(top)}，应为 {page.TOP_MARGIN.nominal.mm:g} mm"
                f"±{page.TOP_MARGIN.tolerance.mm:g} mm。",
                "请改页面设置的上边距。",
            )
            return


def _flowing_pages(laid: Laid) -> Iterator[tuple[int, tuple[Strip, ...]]]:
    """Pages that the text fills: a paragraph of the body runs on to the next one."""
    for element in laid.elements.of(*BODY):
        for upper, lower in pairwise(element.strips):
            if lower.page == upper.page + 1:
                yield upper.page, laid.sheet(upper.page).flow


def _bottom_margin(laid: Laid) -> Iterator[Found]:
    pages = tuple(_flowing_pages(laid))
    if not pages:
        raise NotChecked("没有排满的一面，看不出版心下边")
    for number, flow in pages:
        end = flow[-1].baseline + laid.area.pitch * 0.2 - laid.area.outset
        room = laid.area.bottom - end
        if room > laid.area.pitch + of_place(page.TEXT_HEIGHT.tolerance):
            yield Found(
                number,
                f"第 {number} 页正文排到 {shown(end)} 处就转页，版心下边缘应在 {shown(laid.area.bottom)}"
                f"±{page.TEXT_HEIGHT.tolerance.mm:g} mm。",
                "请改页面设置的下边距。",
            )
            return


def _lines_per_page(laid: Laid) -> Iterator[Found]:
    full = [
        (number, flow)
        for number, flow in _flowing_pages(laid)
        if all(is_body_size(strip) for strip in flow) and not laid.sheet(number).zones and not laid.sheet(number).table
        if {strip for element in laid.elements.of(*BODY) for strip in element.strips} >= set(flow)
    ]
    if not full:
        raise NotChecked("没有全为正文并排满的一面")
    expected = page.LINES_PER_PAGE.nominal
    for number, flow in full:
        if len(flow) != expected:
            yield Found(number, f"第 {number} 页排了 {len(flow)} 行，一般应排 {expected} 行。", "请检查行距和上下边距。")
            return


def _characters_per_line(laid: Laid) -> Iterator[Found]:
    counts = Counter(
        count
        for element in laid.elements.of(*BODY)
        for strip in element.strips[:-1]
        if (count := _full_width_count(laid, strip)) is not None
    )
    if counts.total() < _FEW_LINES:
        raise NotChecked("全为汉字的满行太少")
    usual = max(counts, key=lambda count: counts[count])
    expected = page.CHARACTERS_PER_LINE.nominal
    if usual != expected:
        yield Found(
            1,
            f"全为汉字的 {counts.total()} 个满行中，多数每行 {usual} 字，一般应为 {expected} 字。",
            "请检查字距和左右边距：三号字须略微紧缩，一行才排得下 28 字。",
        )


def _full_width_count(laid: Laid, strip: Strip) -> int | None:
    """Characters of a line that has only full-width ones, blanks of its indent counted, a hanging mark not."""
    glyphs = strip.glyphs[:-1] if strip.text[-1] in HANGING and strip.x1 > laid.area.right + mm(1) else strip.glyphs
    if not glyphs or any(glyph.advance < glyph.size * 0.9 for glyph in glyphs):
        return None
    return len(glyphs) + round(laid.indent(strip))


def _line_pitch(laid: Laid) -> Iterator[Found]:
    pitch = laid.area.measured_pitch
    if pitch is None:
        raise NotChecked("相邻的正文行太少，量不出行距")
    lines = page.LINES_PER_PAGE.nominal
    # By 22 equal slots, or by 21 steps and a last character (3.2): either reading fills the area.
    heights = [pitch * lines] if not laid.area.outset.mm else [pitch * (lines - 1) + page.BODY_SIZE.nominal]
    for height in heights:
        if is_off(height, page.TEXT_HEIGHT.nominal, of_place(page.TEXT_HEIGHT.tolerance)):
            yield Found(
                1,
                f"正文行距为 {pitch.pt:.2f} 磅，{lines} 行共高 {shown(height)}，一般应撑满版心"
                f"（{page.TEXT_HEIGHT.nominal.mm:g} mm，行距 {page.LINE_PITCH.pt:.2f} 磅）。",
                "请把正文行距设为固定值 28.95 磅。",
            )


def _uneven_pitch(laid: Laid) -> Iterator[Found]:
    pitch = laid.area.measured_pitch
    if pitch is None:
        raise NotChecked("相邻的正文行太少，量不出行距")
    kinds = {strip: element.kind for element in laid.elements.all for strip in element.strips}
    for sheet in laid.upright():
        for upper, lower in pairwise(sheet.flow):
            if kinds.get(upper) not in BODY or kinds.get(lower) not in BODY:
                continue
            if any(upper.baseline < top < lower.baseline for top, _ in sheet.zones):
                continue
            step = lower.baseline - upper.baseline
            if is_off(step, pitch, _STEP):
                yield Found(
                    sheet.page.number,
                    f"第 {sheet.page.number} 页{quoted(lower.text)}一行距上一行 {step.pt:.1f} 磅，"
                    f"别处行距 {pitch.pt:.1f} 磅；一般每面 {page.LINES_PER_PAGE.nominal} 行，行距应一致。",
                    "请去掉段前段后距，各样式用同一个固定行距。",
                )
                return


def _text_colour(laid: Laid) -> Iterator[Found]:
    marks = {id(glyph) for element in laid.elements.of(Kind.MARK) for strip in element.strips for glyph in strip.glyphs}
    for measured in laid.measurement.pages:
        wrong = [
            glyph
            for glyph in measured.glyphs
            if glyph.is_painted
            and not glyph.text.isspace()
            and not is_black(glyph.colour)
            and id(glyph) not in marks
            # A head that was not recognised is red all the same.
            and not (laid.elements.expected is None and measured.number == 1 and is_red(glyph.colour))
        ]
        if wrong:
            text = "".join(glyph.text for glyph in wrong)
            colour = wrong[0].colour
            yield Found(
                measured.number,
                f"第 {measured.number} 页{quoted(text)}等 {len(wrong)} 个字的颜色为 {colour or '图案'}，应为黑色。",
                "请把字体颜色设为黑色或自动。",
            )


def _text_outside(laid: Laid) -> Iterator[Found]:
    area = laid.area
    right = max(area.right, page.BINDING_MARGIN.nominal + page.TEXT_WIDTH.nominal) + _EDGE
    left = min(area.left, page.BINDING_MARGIN.nominal) - _EDGE
    for sheet in laid.upright():
        for strip in (*sheet.flow, *sheet.table):
            ink = strip.ink
            # A mark that hangs is practice, judged apart.
            body = strip.part(0, len(strip.text) - 1) if strip.text[-1] in HANGING else strip
            inner = body.ink if body is not None else None
            if ink is None:
                continue
            where = ""
            if inner is not None and inner.right > right:
                where = f"右端到 {shown(inner.right)} 处，版心右边缘在 {shown(area.right)}"
            elif ink.left < left:
                where = f"左端在 {shown(ink.left)} 处，版心左边缘在 {shown(area.left)}"
            elif ink.bottom > area.bottom + _EDGE:
                where = f"下端到 {shown(ink.bottom)} 处，版心下边缘在 {shown(area.bottom)}"
            elif ink.top < min(area.top, page.TOP_MARGIN.nominal) - _EDGE:
                where = f"上端在 {shown(ink.top)} 处，版心上边缘在 {shown(area.top)}"
            if where:
                number = sheet.page.number
                yield Found(
                    number,
                    f"第 {number} 页{quoted(strip.text)}超出版心：{where}，文字应在版心以内。",
                    "请检查缩进和表宽。",
                )
                break


def _hanging_mark(laid: Laid) -> Iterator[Found]:
    for sheet in laid.upright():
        hanging = [
            strip.ink.right - laid.area.right
            for strip in sheet.flow
            if strip.text[-1] in HANGING and strip.ink is not None and strip.ink.right > laid.area.right + _EDGE
        ]
        if hanging:
            yield Found(
                sheet.page.number,
                f"第 {sheet.page.number} 页有 {len(hanging)} 行的行末标点悬出版心，最多 {shown(max(hanging))}；"
                "惯例是不出版心。",
                "可在段落的中文版式里去掉“允许标点溢出边界”。",
            )


def _any_text(laid: Laid) -> Iterator[Found | Unchecked]:
    if laid.view is None:
        raise NotApplicable("不是本工具生成的文件，没有原文可对")
    for kind, text in laid.elements.missing:
        yield Found(1, f"{kind.value}{quoted(text)}在页面上没有完整印出来。", "请对照 DOCX 核对，并报告这一问题。")
    for element in laid.elements.all:
        if element.lost:
            number = element.first.page
            yield Found(
                number,
                f"第 {number} 页{named_line(element.text)}里少印了“{element.lost}”，原文的字应全部印出。",
                "这是转换程序丢字：行末标点悬出版心时会发生，请去掉“允许标点溢出边界”。",
            )
    if any(sheet.table for sheet in laid.sheets):
        yield Unchecked("表格里的文字未逐字核对")


def named_line(text: str) -> str:
    """The paragraph that begins so."""
    return f"{quoted(text)}一段"


CHECKS = (
    Check("layout/page-size", "F004", page.PAGE_WIDTH, _page_size, "幅面不是 A4"),
    Check("layout/left-margin", "F005", page.BINDING_MARGIN, _left_margin, "订口（左边距）不对"),
    Check("layout/right-margin", "F005", page.TEXT_WIDTH, _right_margin, "版心右边不在规定的位置"),
    Check("layout/top-margin", "F005", page.TOP_MARGIN, _top_margin, "天头（上边距）不对"),
    Check("layout/bottom-margin", "F005", page.TEXT_HEIGHT, _bottom_margin, "版心下边不在规定的位置"),
    Check("layout/text-outside", "F005", page.INSIDE_TEXT_AREA, _text_outside, "文字超出版心"),
    Check(
        "layout/hanging-mark",
        "F008",
        Form("5.2.1", "行末标点", Force.PRACTICE),
        _hanging_mark,
        "行末标点悬出版心",
    ),
    Check("layout/lines-per-page", "F008", page.LINES_PER_PAGE, _lines_per_page, "每面行数不是 22 行"),
    Check("layout/characters-per-line", "F008", page.CHARACTERS_PER_LINE, _characters_per_line, "每行字数不是 28 字"),
    Check("layout/line-pitch", "F008", page.LINES_FILL_AREA, _line_pitch, "行距太大或太小，22 行撑不满版心"),
    Check("layout/uneven-pitch", "F049", page.LINES_FILL_AREA, _uneven_pitch, "正文行距不一致"),
    Check("layout/body-size", "F007", page.BODY_SIZE, has_size(page.BODY_SIZE, *BODY, Kind.ROSTER), "正文不是三号字"),
    Check(
        "layout/body-face", "F007", page.BODY_FACE, has_face(FANGSONG, Kind.PARAGRAPH, Kind.ROSTER), "正文不是仿宋体"
    ),
    Check("layout/text-colour", "F009", page.TEXT_COLOUR, _text_colour, "文字不是黑色"),
    Check(
        "layout/lost-text",
        "—",
        Form("", "文字齐全", Force.MUST),
        _any_text,
        "原文的字没有全部印出来",
        standard="",
    ),
)
