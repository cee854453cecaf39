"""Judgements that many checks share: is it centred, has it the face, has it the size, is it so many lines below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gongwen.check.document import Laid
from gongwen.check.elements import Element, Kind
from gongwen.check.faces import face_of, is_counted, is_fallback
from gongwen.check.strips import Strip
from gongwen.check.tolerance import BLANK_LINES, is_off, of_place, of_size
from gongwen.check.verdict import Found, Judge
from gongwen.lengths import Length
from gongwen.standard.page import BODY_SIZE, CHARACTER, PLATE_ERROR
from gongwen.standard.requirement import Count, Face, Requirement
from gongwen.standard.sizes import NAMES

#: What 6.1 allows of any place that a clause gives without a tolerance.
PLACE = of_place(PLATE_ERROR.tolerance)


def shown(length: Length) -> str:
    """A length for a message."""
    return f"{length.mm:.1f} mm"


def size_name(size: Length) -> str:
    """三号（16 磅）."""
    name = next((name for known, name in NAMES.items() if not is_off(known, size, of_size(Length(0)))), "")
    points = f"{size.pt:.1f}".removesuffix(".0") + " 磅"
    return f"{name}（{points}）" if name else points


def class_name(face: Face) -> str:
    """仿宋体, 楷体."""
    return face.name.removesuffix("体") + "体"


def named(element: Element) -> str:
    """An element in a message, with how it was recognised when that is not certain."""
    doubt = f"（{element.confidence.value}）" if element.confidence.value else ""
    return f"{element.kind.value}{doubt}"


def quoted(text: str, length: int = 10) -> str:
    """The beginning of a text in quotes."""
    return f"“{text[:length]}{'……' if len(text) > length else ''}”"


#: Which elements a judgement is of; ends the check when there are none.
Pick = Callable[[Laid], Iterable[Element]]


def among(*kinds: Kind) -> Pick:
    """All elements of these kinds."""
    return lambda laid: laid.need(*kinds)


def has_face(face: Face, pick: Pick) -> Judge:
    """Judges the Chinese characters of these elements. Single ones drawn by a fallback face are another check's."""

    def judge(laid: Laid) -> Iterator[Found]:
        for element in pick(laid):
            yield from wrong_face(element, element.strips, face)

    return judge


def wrong_face(element: Element, strips: Iterable[Strip], face: Face) -> Iterator[Found]:
    """One finding for an element with characters of another face."""
    wrong = [
        (strip.page, glyph)
        for strip in strips
        for glyph in strip.glyphs
        if is_counted(glyph) and face_of(glyph.font) is not face and not is_fallback(glyph, strip.glyphs)
    ]
    if wrong:
        page, first = wrong[0]
        other = face_of(first.font)
        which = f"{class_name(other)}（{first.font}）" if other is not None else first.font
        yield Found(
            page,
            f"第 {page} 页{named(element)}{quoted(element.text)}有 {len(wrong)} 个字用{which}，"
            f"应为{class_name(face)}。",
            f"请在模板里把这一样式的字体设为{face.product}。",
        )


def has_size(requirement: Requirement, pick: Pick) -> Judge:
    """Judges the type size of these elements."""

    def judge(laid: Laid) -> Iterator[Found]:
        tolerance = of_size(requirement.tolerance)
        for element in pick(laid):
            wrong = [
                (strip.page, glyph)
                for strip in element.strips
                for glyph in strip.glyphs
                if is_off(glyph.size, requirement.nominal, tolerance) and not is_fallback(glyph, strip.glyphs)
            ]
            if wrong:
                page, glyph = wrong[0]
                yield Found(
                    page,
                    f"第 {page} 页{named(element)}{quoted(element.text)}的字号为 {size_name(glyph.size)}，"
                    f"应为 {size_name(requirement.nominal)}。",
                    "请在模板里改这一样式的字号。",
                )

    return judge


def is_centred(pick: Pick) -> Judge:
    """Judges every line of these elements against the middle of the text area."""

    def judge(laid: Laid) -> Iterator[Found]:
        for element in pick(laid):
            yield from off_centre(laid, element)

    return judge


def off_centre(laid: Laid, element: Element) -> Iterator[Found]:
    """The first line of an element whose middle is not that of the text area."""
    for strip in element.strips:
        off = strip.middle - laid.area.middle
        if is_off(off, Length(0), PLACE):
            side = "右" if off.mm > 0 else "左"
            yield Found(
                strip.page,
                f"第 {strip.page} 页{named(element)}{quoted(strip.text)}的中线偏{side} {shown(Length(abs(off.mm)))}，"
                f"应在版心居中（±{PLATE_ERROR.tolerance.mm:g} mm）。",
                "请检查这一样式的对齐方式和缩进。",
            )
            return


def wrong_indent(
    laid: Laid, element: Element, strip: Strip, expected: Count, *, character: Length = CHARACTER, right: bool = False
) -> Iterator[Found]:
    """A line that does not stand so many 字 from the left or the right edge of the text area."""
    measured = laid.area.right - strip.x1 if right else strip.x0 - laid.area.left
    if is_off(measured, character * expected.nominal, PLACE):
        side = "右" if right else "左"
        yield Found(
            strip.page,
            f"第 {strip.page} 页{named(element)}{quoted(strip.text)}{side}空 {measured.over(character):.1f} 字"
            f"（{shown(measured)}），应{side}空 {expected.nominal} 字（{shown(character * expected.nominal)}）。",
            "请检查这一样式的缩进。",
        )


def wrong_gap(
    laid: Laid, upper: Element, lower: Element, expected: Count, *, lines: Callable[[], float] | None = None
) -> Iterator[Found]:
    """Two elements of one page that do not stand so many blank lines apart; `lines` measures in another way."""
    if upper.last.page != lower.first.page:
        return
    measured = lines() if lines is not None else laid.blank_lines(upper.last, lower.first)
    if abs(measured - expected.nominal) > BLANK_LINES:
        yield Found(
            lower.first.page,
            f"第 {lower.first.page} 页{named(upper)}与{named(lower)}之间空 {measured:.1f} 行，"
            f"应空 {expected.nominal} 行。"
            if expected.nominal
            else f"第 {lower.first.page} 页{named(upper)}与{named(lower)}之间空了 {measured:.1f} 行，不应空行。",
            "请检查两者之间的空行和行距。",
        )


def has_type(face: Face, kind: Kind) -> Judge:
    """Face and size 三号 together, as the clause gives them."""

    def judge(laid: Laid) -> Iterator[Found]:
        for element in laid.need(kind):
            yield from wrong_face(element, element.strips, face)
            if is_off(element.first.size, BODY_SIZE.nominal, of_size(BODY_SIZE.tolerance)):
                yield Found(
                    element.page,
                    f"第 {element.page} 页{named(element)}的字号为 {size_name(element.first.size)}，"
                    f"应为 {size_name(BODY_SIZE.nominal)}。",
                    "请在模板里改这一样式的字号。",
                )

    return judge
