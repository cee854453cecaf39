"""What stands at the ends of lines (GB/T 15834—2011 5.1), and which fonts drew the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Kind
from gongwen.check.faces import face_of, is_counted, is_fallback
from gongwen.check.found import Found, Spot, Wording
from gongwen.check.judging import quoted, some_of
from gongwen.check.strips import Strip
from gongwen.check.verdict import Check
from gongwen.standard import punctuation
from gongwen.standard.page import BODY_FACE
from gongwen.standard.requirement import Force, Form

_NUMBER_END, _NUMBER_REST = re.compile(r"[\d.,]*\d$"), re.compile(r"[.,]?\d+[\d.,]*[%％‰]?|[%％‰]")
#: Elements whose lines are broken by the program, not by the writer.
_WRAPPED = (*BODY, Kind.RECIPIENT, Kind.ROSTER, Kind.ATTACHMENT_NOTE, Kind.REMARK, Kind.COPIES)


def _breaks(laid: Laid) -> Iterator[tuple[Strip, Strip]]:
    for element in laid.need(*_WRAPPED):
        yield from pairwise(element.strips)


def _line_start(laid: Laid) -> Iterator[Found]:
    for _, lower in _breaks(laid):
        if lower.text[0] in punctuation.NEVER_FIRST:
            yield Found(
                lower.spot,
                f"第 {lower.page} 页{quoted(lower.text)}一行以“{lower.text[0]}”开头，这个标点不应在行首。",
                "请检查段落的“按中文习惯控制首尾字符”。",
                Wording(lower.text[0], "不在行首"),
            )


def _line_end(laid: Laid) -> Iterator[Found]:
    for upper, _ in _breaks(laid):
        if upper.text[-1] in punctuation.NEVER_LAST:
            yield Found(
                upper.spot,
                f"第 {upper.page} 页{quoted(upper.text)}一行以“{upper.text[-1]}”结尾，这个标点不应在行末。",
                "请检查段落的“按中文习惯控制首尾字符”。",
                Wording(upper.text[-1], "不在行末"),
            )


def _split_mark(laid: Laid) -> Iterator[Found]:
    for upper, lower in _breaks(laid):
        for mark in punctuation.NEVER_SPLIT:
            if upper.text.endswith(mark[0]) and not upper.text.endswith(mark) and lower.text.startswith(mark[0]):
                yield Found(
                    lower.spot,
                    f"第 {lower.page} 页“{mark}”被拆在两行，破折号和省略号不应从中间断开。",
                    value=Wording("拆在两行", "在一行里"),
                )


def _split_number(laid: Laid) -> Iterator[Found]:
    for upper, lower in _breaks(laid):
        head, tail = _NUMBER_END.search(upper.text), _NUMBER_REST.match(lower.text)
        if head and tail:
            yield Found(
                lower.spot,
                f"第 {lower.page} 页“{head[0]}{tail[0]}”被拆在两行，惯例一个数不从中间断开。",
                "LibreOffice 会断开语言设为中文的数字；请把样式里西文的语言设为英语。",
                Wording("拆在两行", "在一行里"),
            )


def _fallback_face(laid: Laid) -> Iterator[Found]:
    drawn: dict[str, dict[str, Strip]] = {}
    for sheet in laid.sheets:
        for strip in (*sheet.flow, *sheet.table):
            for glyph in strip.glyphs:
                if is_counted(glyph) and is_fallback(glyph, strip.glyphs):
                    drawn.setdefault(glyph.font, {}).setdefault(glyph.text, Strip(strip.page, (glyph,)))
    for font, characters in drawn.items():
        yield Found(
            next(iter(characters.values())).spot,
            f"“{'、'.join(characters)}”这 {len(characters)} 个字由替代字体 {font} 画出，惯例是全篇字体一致。",
            "本机的字体里没有这些字；在装有正式字库的电脑上打开 DOCX 时可能正常。",
            Wording(font, "与周围的字相同的字体"),
        )


def _unknown_face(laid: Laid) -> Iterator[Found]:
    fonts: dict[str, Strip] = {}
    for sheet in laid.sheets:
        for strip in (*sheet.flow, *sheet.table):
            for glyph in strip.glyphs:
                if is_counted(glyph) and face_of(glyph.font) is None and not is_fallback(glyph, strip.glyphs):
                    fonts.setdefault(glyph.font, strip)
    for font, strip in fonts.items():
        yield Found(
            strip.spot,
            f"第 {strip.page} 页{quoted(strip.text)}用 {font}，一般只用仿宋、小标宋、黑体、楷体、宋体五种。",
            "请改这一样式的字体；如本机缺字体，可用 gongwen doctor 查看。",
            Wording(font, "仿宋、小标宋、黑体、楷体或宋体"),
        )


def _not_embedded(laid: Laid) -> Iterator[Found]:
    for font in laid.measurement.fonts:
        if not font.is_embedded:
            yield Found(
                _drawn_in(laid, font.name),
                f"字体 {font.name} 没有嵌入 PDF，换一台电脑看会变样；惯例是嵌入全部字体。",
                "请在导出 PDF 时选择嵌入字体。",
                Wording("没有嵌入", "嵌入"),
            )


def _drawn_in(laid: Laid, font: str) -> Spot:
    """The first line with a character of this font; the first page for a font that draws none."""
    lines = (strip for sheet in laid.sheets for strip in (*sheet.flow, *sheet.table))
    drawn = some_of(lines, lambda glyph, _: glyph.font == font)
    return next((strip.spot for strip in drawn), laid.sheets[0].spot)


CHECKS = (
    Check(
        "layout/line-start", "P39", punctuation.LINE_START, _line_start, "行首有不该在行首的标点", punctuation.STANDARD
    ),
    Check("layout/line-end", "P39", punctuation.LINE_END, _line_end, "行末有不该在行末的标点", punctuation.STANDARD),
    Check(
        "layout/split-mark", "P40", punctuation.SPLIT_MARK, _split_mark, "破折号或省略号拆在两行", punctuation.STANDARD
    ),
    Check(
        "layout/split-number",
        "T04",
        Form("", "数不断开", Force.PRACTICE),
        _split_number,
        "一个数拆在两行",
        standard="",
    ),
    Check("layout/unknown-face", "F007", BODY_FACE, _unknown_face, "用了五种字体以外的字体"),
    Check(
        "layout/fallback-face",
        "T02",
        Form("5.2.2", "替代字体", Force.PRACTICE),
        _fallback_face,
        "个别字由替代字体画出",
    ),
    Check(
        "layout/font-not-embedded", "T03", Form("5.2.2", "嵌入字体", Force.PRACTICE), _not_embedded, "字体没有嵌入 PDF"
    ),
)
