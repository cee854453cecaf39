"""The grid of a table whose columns a template loops over or merges, as docxtpl makes it fit.

A template has a grid for the cells that its author sees; how many there are in the end, only the filled table tells.
"""

from __future__ import annotations

from lxml import etree

from gongwen.render.wordml import DECLARATION, w
from gongwen.render.xml import parser


def with_fitting_grids(data: bytes) -> bytes:
    """The part, whose tables each have as many columns as their longest row takes, on the same width."""
    root = etree.fromstring(data, parser())
    for table in root.iter(w("tbl")):
        grid = table.find(w("tblGrid"))
        if grid is not None:
            _fit(grid, table.findall(w("tr")))
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _fit(grid: etree._Element, rows: list[etree._Element]) -> None:
    """A grid that is too short is filled up and all of it shrinks; of one too long the end is shared out."""
    columns = grid.findall(w("gridCol"))
    cells = max((len(row.findall(w("tc"))) for row in rows), default=0)
    if columns and cells > len(columns):
        share = sum(map(_width, columns)) / cells
        for column in columns:
            _set_width(column, _width(column) * len(columns) / cells)
        for _ in range(cells - len(columns)):
            _set_width(etree.SubElement(grid, w("gridCol")), share)
        columns = grid.findall(w("gridCol"))
    taken = max((sum(map(_span, row.findall(w("tc")))) for row in rows), default=0)
    if not 0 < taken < len(columns):
        return
    extra = int(sum(map(_width, columns[taken:])) / taken)
    for column in columns[taken:]:
        grid.remove(column)
    for column in columns[:taken]:
        _set_width(column, _width(column) + extra)


def _width(column: etree._Element) -> float:
    return float(column.get(w("w"), "0"))


def _set_width(column: etree._Element, width: float) -> None:
    column.set(w("w"), str(int(width)))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return 1 if span is None else int(span.get(w("val"), "1"))
