"""Judgements that many checks share: is it centred, has it the face, has it the size, is it so many lines below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gongwen.check.distances import aside, between_middles, from_edge, in_lines, shown
from gongwen.check.document import Laid
from gongwen.check.elements import Element, Kind
from gongwen.check.faces import face_of, is_counted, is_fallback
from gongwen.check.found import Found, Wording, in_points
from gongwen.check.outcome import NotChecked
from gongwen.check.strips import Strip, spot_of
from gongwen.check.tolerance import is_off, of_size
from gongwen.check.verdict import Judge
from gongwen.lengths import Length
from gongwen.measure import Colour, Glyph
from gongwen.standard.page import BODY_SIZE, PLATE_ERROR
from gongwen.standard.requirement import Count, Face, Force, Requirement
from gongwen.standard.sizes import NAMES


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


def colour_name(colour: Colour | None) -> str:
    """#FF0000; a pattern has no one colour."""
    return str(colour or "图案")


#: Which elements a judgement is of; ends the check when there are none.
Pick = Callable[[Laid], Iterable[Element]]


def among(*kinds: Kind) -> Pick:
    """All elements of these kinds."""
    return lambda laid: laid.need(*kinds)


def has_face(face: Face, pick: Pick) -> Judge:
    """Judges the Chinese characters of these elements. Single ones drawn by a fallback face are another check's."""

    def judge(laid: Laid) -> Iterator[Found]:
        for element in pick(laid):
            yield from wrong_face(laid, element, element.strips, face)

    return judge


def wrong_face(laid: Laid, element: Element, strips: Iterable[Strip], asked: Face) -> Iterator[Found]:
    """One finding for an element with characters of another face than the one that stands for `asked`."""
    return odd_face(laid, f"{named(element)}{quoted(element.text)}", strips, "应为", asked)


def odd_face(laid: Laid, what: str, strips: Iterable[Strip], verb: str, *asked: Face) -> Iterator[Found]:
    """The same for any lines, which a message calls `what`, and any of several faces; `verb` is how it asks."""
    products = [laid.geometry.faces.of(one).product for one in asked]
    allowed = {product: face_of(product) for product in products}
    for product, face in allowed.items():
        if face is None:
            raise NotChecked(f"不知道“{product}”属于哪一类字体")
    wrong = list(
        some_of(
            strips,
            lambda glyph, strip: (
                is_counted(glyph)
                and face_of(glyph.font) not in allowed.values()
                and not is_fallback(glyph, strip.glyphs)
            ),
        )
    )
    if wrong:
        first = wrong[0].glyphs[0]
        other = face_of(first.font)
        which = f"{class_name(other)}（{first.font}）" if other is not None else first.font
        names = "或".join(dict.fromkeys(class_name(face) for face in allowed.values() if face is not None))
        yield Found(
            spot_of(wrong),
            f"第 {wrong[0].page} 页{what}有 {_count(wrong)} 个字用{which}，{verb}{names}。",
            f"请把这一样式的字体设为{'或'.join(allowed)}。",
            Wording(which, names),
        )


def some_of(strips: Iterable[Strip], choose: Callable[[Glyph, Strip], bool]) -> Iterator[Strip]:
    """Of each line the glyphs that `choose` picks; lines without any are left out."""
    for strip in strips:
        chosen = tuple(glyph for glyph in strip.glyphs if choose(glyph, strip))
        if chosen:
            yield Strip(strip.page, chosen)


def _count(strips: Iterable[Strip]) -> int:
    return sum(len(strip.glyphs) for strip in strips)


def has_size(requirement: Requirement, pick: Pick) -> Judge:
    """Judges the type size of these elements."""

    def judge(laid: Laid) -> Iterator[Found]:
        for element in pick(laid):
            yield from wrong_size(laid, element, requirement)

    return judge


def wrong_size(laid: Laid, element: Element, demand: Requirement) -> Iterator[Found]:
    """One finding for an element with characters of another size."""
    requirement = laid.geometry.asked(demand)
    tolerance = of_size(requirement.tolerance)
    wrong = list(
        some_of(
            element.strips,
            lambda glyph, strip: (
                is_off(glyph.size, requirement.nominal, tolerance) and not is_fallback(glyph, strip.glyphs)
            ),
        )
    )
    if wrong:
        size = wrong[0].glyphs[0].size
        yield Found(
            spot_of(wrong),
            f"第 {wrong[0].page} 页{named(element)}{quoted(element.text)}的字号为 {size_name(size)}，"
            f"应为 {size_name(requirement.nominal)}。",
            "请改这一样式的字号。",
            in_points(size, requirement.nominal, tolerance),
        )


def is_centred(pick: Pick) -> Judge:
    """Judges every line of these elements against the middle of the text area."""

    def judge(laid: Laid) -> Iterator[Found]:
        for element in pick(laid):
            yield from off_centre(laid, element)

    return judge


def off_centre(laid: Laid, element: Element) -> Iterator[Found]:
    """The first line of an element whose middle is not that of the text area."""
    for strip in element.strips:
        value = between_middles(strip, laid.area_on(strip.page).middle, strip.middle)
        if value.is_off:
            yield Found(
                strip.spot,
                f"第 {strip.page} 页{named(element)}{quoted(strip.text)}的中线偏{aside(value)}，"
                f"应在版心居中（±{PLATE_ERROR.tolerance.mm:g} mm）。",
                "请检查这一样式的对齐方式和缩进。",
                value,
            )
            return


def asked_of(expected: Count) -> str:
    """How a message asks: what is only practice is never called the standard's."""
    return "惯例" if expected.force is Force.PRACTICE else "应"


def wrong_indent(
    laid: Laid, element: Element, strip: Strip, expected: Count, *, character: Length | None = None, right: bool = False
) -> Iterator[Found]:
    """A line that does not stand so many 字 from the left or the right edge of the text area; a 字 is one of the
    body unless `character` is given."""
    character = character or laid.geometry.character
    value = from_edge(laid, strip, character * expected.nominal, right=right)
    if value.is_off:
        measured = Length(value.measured)
        side = "右" if right else "左"
        yield Found(
            strip.spot,
            f"第 {strip.page} 页{named(element)}{quoted(strip.text)}{side}空 {measured.over(character):.1f} 字"
            f"（{shown(measured)}），{asked_of(expected)}{side}空 {expected.nominal} 字"
            f"（{shown(character * expected.nominal)}）。",
            "请检查这一样式的缩进。",
            value,
        )


def wrong_gap(laid: Laid, upper: Element, lower: Element, expected: Count) -> Iterator[Found]:
    """Two elements of one page, or a table between them and the second, that do not stand so many blank lines apart."""
    table = laid.table_between(upper.last, lower.first)
    if table is None and upper.last.page != lower.first.page:
        return
    above = named(upper) if table is None else "表格"
    lines = laid.blank_lines(upper.last, lower.first) if table is None else laid.blank_lines_under(table, lower.first)
    value = in_lines(laid, lower.first, lines, expected)
    if value.is_off:
        yield Found(
            lower.first.spot,
            f"第 {lower.first.page} 页{above}与{named(lower)}之间空 {lines:.1f} 行，"
            f"{asked_of(expected)}空 {expected.nominal} 行。"
            if expected.nominal
            else f"第 {lower.first.page} 页{above}与{named(lower)}之间空了 {lines:.1f} 行，不应空行。",
            "请检查两者之间的空行和行距。",
            value,
        )


def has_type(face: Face, kind: Kind) -> Judge:
    """Face and size 三号 together, as the clause gives them."""

    def judge(laid: Laid) -> Iterator[Found]:
        for element in laid.need(kind):
            yield from wrong_face(laid, element, element.strips, face)
            yield from wrong_size(laid, element, BODY_SIZE)

    return judge
