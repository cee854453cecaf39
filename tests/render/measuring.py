"""Print views on paper: rendered by LibreOffice, measured by the measuring room, asked by the tests of pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongwen.convert.documents import convert_to_pdf
from gongwen.lengths import Length
from gongwen.measure import Line, Measurement, Page, Rule, measure_pdf
from gongwen.printview import PrintView
from gongwen.render import find_template, render_docx


def rendered(views: Mapping[str, tuple[str, PrintView]], folder: Path) -> dict[str, Measurement]:
    """Every view with its template, rendered in one run of LibreOffice."""
    files: list[Path] = []
    for number, (template, view) in enumerate(views.values()):
        files.append(folder / f"{number:03}.docx")
        files[-1].write_bytes(render_docx(view, find_template(template)).data)
    return dict(zip(views, map(measure_pdf, convert_to_pdf(files, folder)), strict=True))


def near(length: Length, millimetres: float, tolerance: float = 0.5) -> bool:
    return abs(length.mm - millimetres) <= tolerance


def line_with(page: Page, text: str) -> Line:
    return next(line for line in page.lines if text in line.text.replace(" ", ""))


def body(page: Page) -> list[Line]:
    """The lines of a page without its number."""
    return [line for line in page.lines if "—" not in line.text]


def horizontal(page: Page) -> list[Rule]:
    return sorted((rule for rule in page.rules if rule.is_horizontal), key=lambda rule: rule.position)


def ink_top(line: Line) -> Length:
    assert line.ink is not None
    return line.ink.top


def ink_bottom(line: Line) -> Length:
    assert line.ink is not None
    return line.ink.bottom
