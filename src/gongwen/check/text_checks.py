"""Clauses 5.2.2 to 5.2.4: lines and characters, body type, colour; and that all words are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from gongwen.check.area import is_body_size
from gongwen.check.colours import is_black, is_red
from gongwen.check.distances import shown
from gongwen.check.document import Laid, decided_blocks
from gongwen.check.elements import BODY, Kind
from gongwen.check.found import Found, Span, Unchecked, Value, Wording, in_mm, in_points
from gongwen.check.judging import among, colour_name, has_face, has_size, quoted
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.strips import Strip, spot_of
from gongwen.check.tolerance import RENDERER_PLACE, of_place
from gongwen.check.verdict import Check
from gongwen.lengths import mm
from gongwen.standard import page
from gongwen.standard.elements import FANGSONG
from gongwen.standard.punctuation import HANGING
from gongwen.standard.requirement import Force, Form

#: Fewer full lines than this say nothing of what is usual in the document.
_FEW_LINES = 3


#: Steps of one paragraph after another differ by the renderer's rounding twice over.
_STEP = RENDERER_PLACE * 2


def _lines_per_page(laid: Laid) -> Iterator[Found]:
    body = {strip for element in laid.elements.of(*BODY) for strip in element.strips}
    full = [
        (sheet.page.number, sheet.flow)
        for sheet in laid.flowing_pages()
        if body.issuperset(sheet.flow)
        and all(is_body_size(strip, laid.geometry) for strip in sheet.flow)
        and not sheet.zones
    ]
    if not full:
        raise NotChecked("没有全为正文并排满的一面")
    expected = laid.geometry.lines.nominal
    for number, flow in full:
        if len(flow) != expected:
            yield Found(
                spot_of(flow),
                f"第 {number} 页排了 {len(flow)} 行，一般应排 {expected} 行。",
                "请检查行距和上下边距。",
                Value(len(flow), expected, "行"),
            )
            return


def _characters_per_line(laid: Laid) -> Iterator[Found]:
    tight = decided_blocks(laid.view, lambda part: part.tight)
    full = {
        strip: count
        for element in laid.elements.of(*BODY)
        if element.place not in tight
        for strip in element.strips[:-1]
        if (count := _full_width_count(laid, strip)) is not None
    }
    counts = Counter(full.values())
    if counts.total() < _FEW_LINES:
        raise NotChecked("全为汉字的满行太少")
    usual = max(counts, key=lambda count: counts[count])
    expected = laid.geometry.characters.nominal
    if usual != expected:
        yield Found(
            next(strip.spot for strip, count in full.items() if count == usual),
            f"全为汉字的 {counts.total()} 个满行中，多数每行 {usual} 字，一般应为 {expected} 字。",
            f"请检查字距和左右边距：三号字须略微紧缩，一行才排得下 {expected} 字。",
            Value(usual, expected, "字"),
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
    geometry = laid.geometry
    # 7.3.5.5: where a signature would not fit, the lines of a part may stand closer than those of the others.
    lines, asked = geometry.lines.nominal, max(laid.least_pitch, min(pitch, geometry.line_pitch))
    height, whole = pitch * lines, asked * lines
    if laid.area.outset != geometry.outset:
        # Not 22 equal slots but 21 steps and a last character (3.2): either reading fills the area.
        height = pitch * (lines - 1) + geometry.body_size.nominal
    value = in_mm(height, whole, of_place(geometry.height.tolerance))
    if value.is_off:
        longest = max(laid.elements.of(*BODY), key=lambda element: len(element.strips))
        yield Found(
            longest.spot,
            f"正文行距为 {pitch.pt:.2f} 磅，{lines} 行共高 {shown(height)}，一般应为 {shown(whole)}"
            f"（行距 {asked.pt:.2f} 磅）。",
            f"请把正文行距设为固定值，略小于 {asked.pt:.2f} 磅。",
            value,
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
            value = in_points(step, pitch, _STEP)
            if value.is_off:
                span = Span.down(lower.x0, upper.baseline, lower.baseline, upper.baseline + pitch)
                yield Found(
                    lower.spot,
                    f"第 {sheet.page.number} 页{quoted(lower.text)}一行距上一行 {step.pt:.1f} 磅，"
                    f"别处行距 {pitch.pt:.1f} 磅；一般每面 {laid.geometry.lines.nominal} 行，行距应一致。",
                    "请去掉段前段后距，各样式用同一个固定行距。",
                    replace(value, span=span),
                )
                return


def _text_colour(laid: Laid) -> Iterator[Found]:
    marks = {
        id(glyph)
        for element in laid.elements.of(Kind.MARK, Kind.MARK_WORD)
        for strip in element.strips
        for glyph in strip.glyphs
    }
    for measured in laid.measurement.pages:
        wrong = tuple(
            glyph
            for glyph in measured.glyphs
            if glyph.is_painted
            and not glyph.text.isspace()
            and not is_black(glyph.colour)
            and id(glyph) not in marks
            # A head that was not recognised is red all the same.
            and not (laid.elements.expected is None and measured.number == 1 and is_red(glyph.colour))
        )
        if wrong:
            strip = Strip(measured.number, wrong)
            colour = colour_name(wrong[0].colour)
            yield Found(
                strip.spot,
                f"第 {strip.page} 页{quoted(strip.text)}等 {len(wrong)} 个字的颜色为 {colour}，应为黑色。",
                "请把字体颜色设为黑色或自动。",
                Wording(colour, "黑色"),
            )


def _lost_text(laid: Laid) -> Iterator[Found | Unchecked]:
    if laid.view is None:
        raise NotApplicable("不是本工具生成的文件，没有原文可对")
    for kind, text in laid.elements.missing:
        yield Found(
            laid.sheets[0].spot,
            f"{kind.value}{quoted(text)}在页面上没有完整印出来。",
            "请对照 DOCX 核对，并报告这一问题。",
            Wording("", text),
        )
    for element in laid.elements.all:
        if element.lost:
            yield Found(
                element.spot,
                f"第 {element.page} 页{_paragraph(element.text)}里少印了“{element.lost}”，原文的字应全部印出。",
                "DOCX 里没有少，是 LibreOffice 丢了行末悬出的标点；请略改字距后重新生成，或用 Word、WPS 导出 PDF。",
                Wording("", element.lost),
            )
    if any(sheet.table for sheet in laid.sheets):
        yield Unchecked("表格里的文字未逐字核对")


def _paragraph(text: str) -> str:
    """The paragraph that begins so."""
    return f"{quoted(text)}一段"


CHECKS = (
    Check("layout/lines-per-page", "F008", page.LINES_PER_PAGE, _lines_per_page, "每面行数不是 22 行"),
    Check("layout/characters-per-line", "F008", page.CHARACTERS_PER_LINE, _characters_per_line, "每行字数不是 28 字"),
    Check("layout/line-pitch", "F008", page.LINES_FILL_AREA, _line_pitch, "行距太大或太小，22 行撑不满版心"),
    Check("layout/uneven-pitch", "F049", page.LINES_FILL_AREA, _uneven_pitch, "正文行距不一致"),
    Check(
        "layout/body-size",
        "F007",
        page.BODY_SIZE,
        has_size(page.BODY_SIZE, among(*BODY, Kind.ROSTER)),
        "正文不是三号字",
    ),
    Check(
        "layout/body-face",
        "F007",
        page.BODY_FACE,
        has_face(FANGSONG, among(Kind.PARAGRAPH)),
        "正文不是仿宋体",
    ),
    Check("layout/text-colour", "F009", page.TEXT_COLOUR, _text_colour, "文字不是黑色"),
    Check(
        "layout/lost-text",
        "T01",
        Form("", "文字齐全", Force.MUST),
        _lost_text,
        "原文的字没有全部印出来",
        standard="",
    ),
)
