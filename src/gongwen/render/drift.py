"""Does a template still have the geometry of the standard, or of the office's settings? What has drifted is a warning.

Only what the standard asks is told with a clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongwen.diagnostics import Diagnostic, Place, Severity, in_order
from gongwen.lengths import Length, twips
from gongwen.render import style_names as names
from gongwen.render.grid import Grid
from gongwen.render.template import Template
from gongwen.render.wordml import w
from gongwen.standard import page
from gongwen.standard.geometry import ELECTRONIC, NATIONAL
from gongwen.standard.requirement import Requirement

_STANDARD = "GB/T 9704—2012"
#: Word keeps whole twips; less than this is rounding.
_ROUNDING = twips(10)

#: The pitches of the two readings of the standard.
_READINGS = (NATIONAL.line_pitch, ELECTRONIC.line_pitch)
_SIZE = (("w", page.PAGE_WIDTH, "page-size"), ("h", page.PAGE_HEIGHT, "page-size"))


def drifted(template: Template, document: etree._Element, styles: etree._Element | None) -> tuple[Diagnostic, ...]:
    """Warnings about a usable template, from its main part as it is and its styles."""
    found = list(_page(template, document))
    if styles is not None:
        found += _body(template, styles)
    return in_order(found)


def _page(template: Template, document: etree._Element) -> Iterator[Diagnostic]:
    for number, section in enumerate(document.iter(w("sectPr")), 1):
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        if size is None or margins is None or size.get(w("orient")) == "landscape":
            continue
        spot = f"第{number}节"
        for key, wanted, code in _SIZE:
            yield from _compare(template, code, wanted, _length(size, key), spot)
        geometry = template.geometry
        top, bottom = _length(margins, "top"), _length(margins, "bottom")
        yield from _compare(template, "margins", geometry.top, _sum(top, -geometry.outset), spot)
        yield from _compare(template, "margins", geometry.binding, _length(margins, "left"), spot)
        width = _sum(_length(size, "w"), _length(margins, "left"), _length(margins, "right"))
        height = _sum(_length(size, "h"), top, bottom, geometry.outset * 2)
        yield from _compare(template, "margins", geometry.width, width, spot)
        yield from _compare(template, "margins", geometry.height, height, spot)


def _body(template: Template, styles: etree._Element) -> Iterator[Diagnostic]:
    """Type size and line pitch of the body's style, followed through the styles it is based on."""
    chain = _chain(styles, names.BODY)
    if not chain:
        return
    spot = f"样式“{names.BODY}”"
    sizes = [item for style in chain for item in style.iterfind(f"{w('rPr')}/{w('sz')}")]
    if sizes:
        size = twips(_number(sizes[0], "val") * 10)
        yield from _compare(template, "body-size", template.geometry.body_size, size, spot)
    spacings = [item for style in chain for item in style.iterfind(f"{w('pPr')}/{w('spacing')}") if item.get(w("line"))]
    if spacings:
        line = _number(spacings[0], "line")
        wanted = Grid(template.geometry).line
        if line != wanted or spacings[0].get(w("lineRule")) != "exact":
            yield _warning(
                template,
                "line-pitch",
                f"正文行距不是固定值 {wanted / 20:g} 磅，每面排不满 {template.geometry.lines.nominal} 行。",
                page.LINES_PER_PAGE.clause if template.geometry.line_pitch in _READINGS else None,
                spot,
            )


def _chain(styles: etree._Element, name: str) -> list[etree._Element]:
    """The style, those it is based on, and the defaults of the document."""
    by_name: dict[str, etree._Element] = {}
    by_identifier: dict[str, etree._Element] = {}
    for style in styles.iter(w("style")):
        by_identifier[style.get(w("styleId"), "")] = style
        title = style.find(w("name"))
        if title is not None:
            by_name[title.get(w("val"), "")] = style
    chain: list[etree._Element] = []
    current = by_name.get(name)
    while current is not None and current not in chain:
        chain.append(current)
        base = current.find(w("basedOn"))
        current = by_identifier.get(base.get(w("val"), "")) if base is not None else None
    if chain:
        chain += [item for path in ("rPrDefault", "pPrDefault") for item in styles.iter(w(path))]
    return chain


def _compare(
    template: Template, code: str, wanted: Requirement, actual: Length | None, spot: str
) -> Iterator[Diagnostic]:
    if actual is None or abs((actual - wanted.nominal).mm) <= max(wanted.tolerance.mm, _ROUNDING.mm):
        return
    if wanted.clause == page.BODY_SIZE.clause:
        fact = f"{wanted.name}为 {actual.pt:.1f} 磅，应为 {wanted.nominal.pt:g} 磅。"
    else:
        fact = f"{wanted.name}为 {actual.mm:.1f} mm，应为 {wanted.nominal.mm:g} mm±{wanted.tolerance.mm:g} mm。"
    yield _warning(template, code, fact, None if template.geometry.is_own(wanted) else wanted.clause, spot)


def _warning(template: Template, code: str, message: str, clause: str | None, spot: str) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        f"template/{code}",
        message,
        Place(file=str(template.path), spot=spot),
        clause=f"{_STANDARD} {clause}" if clause else None,
        hint="如非有意，请从默认模板复制这项设置。" if clause else "请改模板，或改 gongwen.yaml 的“版面”。",
    )


def _length(element: etree._Element, key: str) -> Length | None:
    return twips(_number(element, key)) if element.get(w(key)) else None


def _number(element: etree._Element, key: str) -> float:
    try:
        return float(element.get(w(key), ""))
    except ValueError:
        return 0.0


def _sum(whole: Length | None, *parts: Length | None) -> Length | None:
    if whole is None:
        return None
    for part in parts:
        whole = whole if part is None else whole - part
    return whole
