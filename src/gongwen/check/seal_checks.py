"""Clause 7.3.5.1: the pictures of seals over names and date. A seal put on after printing is not there to judge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from gongwen.check.distances import PLACE
from gongwen.check.document import Laid
from gongwen.check.elements import BODY, Element, Kind
from gongwen.check.found import Found, Span, Spot, Value, Wording, in_mm
from gongwen.check.judging import named, quoted
from gongwen.check.outcome import NotApplicable, NotChecked
from gongwen.check.strips import Strip
from gongwen.check.tolerance import of_ink
from gongwen.check.verdict import Check
from gongwen.lengths import Length, mm
from gongwen.measure import Box
from gongwen.standard import elements as standard

#: A picture as large as a seal and as high as wide is taken for one. A frame of a picture may have empty edges.
_LEAST, _MOST, _SKEW = standard.SEAL_DIAMETERS[0] - mm(5), standard.SEAL_DIAMETERS[1] + mm(5), 1.2


def _seals(laid: Laid) -> list[tuple[Spot, Element]]:
    """Each seal on the pages of a signature, with the date of that signature."""
    found = []
    for date in laid.need(Kind.DATE):
        pages = {date.page, *(name.page for name in laid.elements.in_part(date.part, Kind.AUTHORITY))}
        for page in sorted(pages):
            for picture in laid.sheet(page).page.pictures:
                if _is_seal(picture.box):
                    found.append((Spot(page, picture.box), date))
    if not found:
        raise NotChecked("页面上没有印章的图片，可能在打印以后加盖")
    return found


def _is_seal(box: Box) -> bool:
    sides = sorted((box.width, box.height))
    return sides[0] >= _LEAST and sides[1] <= min(_MOST, sides[0] * _SKEW)


def _lines(laid: Laid, date: Element) -> Iterator[Strip]:
    """Names and date of a signature."""
    for name in (*laid.elements.in_part(date.part, Kind.AUTHORITY), date):
        yield from name.strips


def _holds(spot: Spot, line: Strip) -> bool:
    box = line.box
    return (
        line.page == spot.page
        and spot.box.left < line.middle < spot.box.right
        and (spot.box.top < box.middle_y < spot.box.bottom)
    )


def _blank(laid: Laid) -> Iterator[Found]:
    for spot, date in _seals(laid):
        if not any(_holds(spot, line) for line in _lines(laid, date)):
            yield Found(
                spot,
                f"第 {spot.page} 页有一枚印章没有压在署名和成文日期上，不应出现空白印章。",
                value=Wording("下面没有文字", "压在署名和成文日期上"),
            )


def _centred(laid: Laid) -> Iterator[Found]:
    for spot, date in _seals(laid):
        under = [line for line in _lines(laid, date) if _holds(spot, line)]
        if not under:
            continue
        middle, seal = under[-1].middle, (spot.box.left + spot.box.right) * 0.5
        value = in_mm(seal - middle, Length(0), PLACE, Span.across(spot.box.middle_y, middle, seal, middle))
        if value.is_off:
            yield Found(
                spot,
                f"第 {spot.page} 页印章的中线偏{'右' if value.measured > 0 else '左'} {abs(value.measured):.1f} mm，"
                f"应居中压{quoted(under[-1].text)}。",
                value=value,
            )


def _low(laid: Laid) -> Iterator[Found]:
    """Name and date sit slightly below the middle of the seal."""
    for spot, date in _seals(laid):
        under = [line for line in _lines(laid, date) if _holds(spot, line)]
        if not under:
            continue
        text = Box.around(line.box for line in under)
        assert text is not None
        rise = text.middle_y - spot.box.middle_y
        limit = spot.box.height * 0.25
        value = in_mm(rise, Length(0), limit, Span.down(spot.box.left, spot.box.middle_y, text.middle_y, limit))
        if value.is_off:
            yield Found(
                spot,
                f"第 {spot.page} 页{quoted(under[0].text)}在印章中心{'下' if rise.mm > 0 else '上'} "
                f"{abs(rise.mm):.1f} mm，应在印章中心偏下位置。",
                value=value,
            )


def _top(laid: Laid) -> Iterator[Found]:
    """Of the first row: within a line of the text above."""
    seals = _seals(laid)
    for date in dict.fromkeys(date for _, date in seals):
        first = min((spot for spot, of in seals if of is date), key=lambda spot: (spot.page, spot.box.top.mm))
        above = laid.before(date, *BODY, Kind.ROSTER, Kind.ATTACHMENT_NOTE)
        ink = above.last.ink if above is not None and above.last.page == first.page else None
        if above is None or ink is None:
            raise NotChecked("印章与正文不在同一面")
        room = first.box.top - ink.bottom
        limit = standard.SEAL_TOP.tolerance if room.mm > 0 else Length(0)
        span = Span.down(first.box.left, ink.bottom, first.box.top, ink.bottom + limit)
        value = in_mm(room, Length(0), of_ink(limit), span)
        if value.is_off:
            yield Found(
                first,
                f"第 {first.page} 页印章顶端距{named(above)}末行 {room.mm:.1f} mm，应在一行（{limit.mm:.1f} mm）之内，"
                "不压正文。",
                "请调整署名上面的空行。",
                value,
            )


def _apart(laid: Laid) -> Iterator[Found]:
    seals = [spot for spot, _ in _seals(laid)]
    if len(seals) < 2:
        raise NotApplicable("只有一枚印章")
    for one, other in combinations(seals, 2):
        across = max(one.box.left, other.box.left) - min(one.box.right, other.box.right)
        down = max(one.box.top, other.box.top) - min(one.box.bottom, other.box.bottom)
        apart = max(across, down)
        if one.page == other.page and apart.mm <= 0:
            yield Found(
                other,
                f"第 {other.page} 页两枚印章相交或相切（相距 {apart.mm:.1f} mm），应互不相交、互不相切。",
                value=Value(apart.mm, standard.SEALS_APART.mm, "mm"),
            )


def _each(laid: Laid) -> Iterator[Found]:
    seals = _seals(laid)
    for date in dict.fromkeys(date for _, date in seals):
        names = laid.elements.in_part(date.part, Kind.AUTHORITY)
        if len(names) < 2:
            raise NotApplicable("不是联合行文")
        for name in names:
            if not any(_holds(spot, name.first) for spot, _ in seals):
                yield Found(
                    name.spot,
                    f"第 {name.page} 页{named(name)}{quoted(name.text)}上没有印章，联合行文时应一一对应、端正盖章。",
                    value=Wording("没有印章", "一枚印章"),
                )


CHECKS = (
    Check("layout/seal-blank", "F052", standard.SEAL_PLACE, _blank, "印章下面没有文字"),
    Check("layout/seal-centred", "F054", standard.SEAL_PLACE, _centred, "印章没有居中压署名和成文日期"),
    Check("layout/seal-middle", "F054", standard.SEAL_PLACE, _low, "署名和成文日期不在印章中心偏下位置"),
    Check("layout/seal-top", "F054", standard.SEAL_TOP, _top, "印章顶端距正文超过一行，或压住正文"),
    Check("layout/seals-apart", "F055", standard.SEALS_JOINT, _apart, "联合行文的印章相交或相切"),
    Check("layout/seals-each", "F055", standard.SEALS_JOINT, _each, "联合行文有机关署名没有印章"),
)
