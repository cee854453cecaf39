"""Builders of measured pages: a document that keeps every rule, made of rows that a test moves one by one.

All places in mm on the sheet. A glyph's ink is a box within its em: 0.85 of the size above the baseline, 0.08 below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongwen.lengths import mm, pt
from gongwen.measure import Box, Colour, Font, Glyph, Line, Measurement, Page, Picture, Rule
from gongwen.printview import PrintView

FANG, KAI, HEI, SONG, BIAO = (
    "FandolFang-Regular",
    "FandolKai-Regular",
    "FandolHei-Regular",
    "FandolSong-Regular",
    "FandolSong-Bold",
)
BLACK, RED = Colour(0, 0, 0), Colour(255, 0, 0)
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
#: 5.2.3: 22 lines and 28 characters fill the text area.
PITCH = 225 / 22
CELL = 156 / 28
EM = pt(16).mm
MM_PER_PT = pt(1).mm


class Row(Struct, frozen=True, dict=True):
    """One line of text. `cell` is the step of a full-width character; `head` characters are set in `head_font`."""

    tag: str
    page: int
    text: str
    x: float
    y: float
    size: float = 16
    font: str = FANG
    colour: Colour = BLACK
    cell: float = 0
    head: int = 0
    head_font: str = ""
    #: 270: on the sheet that is read turned; x and y are then places on the bound sheet. 90: turned the wrong way.
    angle: float = 0.0

    @property
    def em(self) -> float:
        return self.size * MM_PER_PT

    def step(self, character: str) -> float:
        cell = self.cell or (CELL if self.size == 16 else self.em)
        return cell / 2 if character.isascii() else cell

    @property
    def width(self) -> float:
        last = self.em / 2 if self.text[-1].isascii() else self.em
        return sum(map(self.step, self.text[:-1])) + last

    def on_sheet(self, x: float, y: float) -> tuple[float, float]:
        """A place of the bound sheet on the sheet as it is read."""
        return {0.0: (x, y), 270.0: (297 - y, x), 90.0: (y, 210 - x)}[self.angle]

    def glyphs(self) -> list[Glyph]:
        glyphs, x = [], self.x
        for index, character in enumerate(self.text):
            advance = self.em / 2 if character.isascii() else self.em
            # A dash is thin and stands at the height of the digits' middle.
            up, down = (0.3, -0.25) if character == "—" else (0.85, 0.08)
            (x0, y0), (x1, y1) = (
                self.on_sheet(x + 0.04 * advance, self.y - up * self.em),
                self.on_sheet(x + 0.96 * advance, self.y + down * self.em),
            )
            ink = Box(mm(min(x0, x1)), mm(min(y0, y1)), mm(max(x0, x1)), mm(max(y0, y1)))
            place_x, place_y = self.on_sheet(x, self.y)
            glyphs.append(
                Glyph(
                    text=character,
                    x=mm(place_x),
                    y=mm(place_y),
                    advance=mm(advance),
                    size=pt(self.size),
                    angle=self.angle,
                    font=self.head_font if index < self.head else self.font,
                    colour=self.colour,
                    ink=ink,
                    has_outline=True,
                    is_painted=True,
                )
            )
            x += self.step(character)
        return glyphs


def line_of(rows: Iterable[Row]) -> Line:
    """Rows on one baseline are one line, as on a measured page."""
    rows = sorted(rows, key=lambda row: row.x)
    glyphs = [glyph for row in rows for glyph in row.glyphs()]
    return Line(
        text="".join(glyph.text for glyph in glyphs),
        angle=rows[0].angle,
        x0=mm(rows[0].x),
        x1=mm(rows[-1].x + rows[-1].width),
        baseline=mm(rows[0].y),
        size=max(glyph.size for glyph in glyphs),
        fonts=tuple(dict.fromkeys(glyph.font for glyph in glyphs)),
        colours=tuple(dict.fromkeys(glyph.colour for glyph in glyphs)),
        ink=Box.around(glyph.ink for glyph in glyphs if glyph.ink is not None),
        glyphs=tuple(glyphs),
    )


class Stroke(Struct, frozen=True, dict=True):
    """A horizontal rule, or a vertical one: then `position` is its x."""

    tag: str
    page: int
    position: float
    start: float = LEFT
    end: float = RIGHT
    thickness: float = 0.353
    colour: Colour = BLACK
    is_horizontal: bool = True

    def rule(self) -> Rule:
        return Rule(
            self.is_horizontal, mm(self.position), mm(self.start), mm(self.end), mm(self.thickness), self.colour
        )


class Image(Struct, frozen=True, dict=True):
    """A picture on a page, by its middle."""

    tag: str
    page: int
    x: float
    y: float
    width: float = 42
    height: float = 42

    def picture(self) -> Picture:
        across, down = self.width / 2, self.height / 2
        return Picture(Box(mm(self.x - across), mm(self.y - down), mm(self.x + across), mm(self.y + down)))


class Draft(Struct, frozen=True, dict=True):
    """Pages in the making, with the view they print."""

    rows: tuple[Row, ...]
    strokes: tuple[Stroke, ...] = ()
    images: tuple[Image, ...] = ()
    view: PrintView | None = None
    width: float = 210.0
    height: float = 297.0
    turned: frozenset[int] = frozenset()
    fonts: tuple[Font, ...] = tuple(Font(name, True) for name in (FANG, KAI, HEI, SONG, BIAO))

    @property
    def tags(self) -> list[str]:
        made = [row.tag for row in self.rows] + [stroke.tag for stroke in self.strokes]
        return made + [image.tag for image in self.images]

    def row(self, tag: str) -> Row:
        return next(row for row in self.rows if row.tag == tag)

    def with_rows(self, tag: str, **changes: object) -> Draft:
        """Every row of this tag changed."""
        assert any(row.tag == tag for row in self.rows), tag
        rows = tuple(replace(row, **changes) if row.tag == tag else row for row in self.rows)
        return replace(self, rows=rows)

    def shifted(self, tag: str, *, dx: float = 0, dy: float = 0) -> Draft:
        """Rows, strokes and pictures whose tag begins so, moved by mm."""
        assert any(name.startswith(tag) for name in self.tags), tag
        return replace(
            self,
            rows=tuple(
                replace(row, x=row.x + dx, y=row.y + dy) if row.tag.startswith(tag) else row for row in self.rows
            ),
            strokes=tuple(
                replace(
                    stroke,
                    position=stroke.position + (dy if stroke.is_horizontal else dx),
                    start=stroke.start + dx,
                    end=stroke.end + dx,
                )
                if stroke.tag.startswith(tag)
                else stroke
                for stroke in self.strokes
            ),
            images=tuple(
                replace(image, x=image.x + dx, y=image.y + dy) if image.tag.startswith(tag) else image
                for image in self.images
            ),
        )

    def moved_under(self, page: int, y: float, dy: float) -> Draft:
        """All rows of the text of a page below `y`, moved by `dy`."""
        rows = tuple(
            replace(row, y=row.y + dy) if row.page == page and y < row.y < BOTTOM else row for row in self.rows
        )
        return replace(self, rows=rows)

    def with_strokes(self, tag: str, **changes: object) -> Draft:
        assert any(stroke.tag == tag for stroke in self.strokes), tag
        strokes = tuple(replace(stroke, **changes) if stroke.tag == tag else stroke for stroke in self.strokes)
        return replace(self, strokes=strokes)

    def without(self, tag: str) -> Draft:
        return replace(
            self,
            rows=tuple(row for row in self.rows if row.tag != tag),
            strokes=tuple(stroke for stroke in self.strokes if stroke.tag != tag),
            images=tuple(image for image in self.images if image.tag != tag),
        )

    def seen_as(self, change: Callable[[PrintView], PrintView]) -> Draft:
        assert self.view is not None
        return replace(self, view=change(self.view))

    def measured(self) -> Measurement:
        pages = []
        for number in range(1, max(row.page for row in self.rows) + 1):
            rows = sorted((row for row in self.rows if row.page == number), key=lambda row: row.y)
            lines = [line_of(group) for _, group in groupby(rows, key=lambda row: round(row.y, 2))]
            pages.append(
                Page(
                    number=number,
                    width=mm(self.height if number in self.turned else self.width),
                    height=mm(self.width if number in self.turned else self.height),
                    rotation=0,
                    glyphs=tuple(glyph for line in lines for glyph in line.glyphs),
                    lines=tuple(lines),
                    rules=tuple(stroke.rule() for stroke in self.strokes if stroke.page == number),
                    areas=(),
                    pictures=tuple(image.picture() for image in self.images if image.page == number),
                )
            )
        return Measurement(Path("公文.pdf"), tuple(pages), self.fonts)


def slot(number: float) -> float:
    """The baseline of a line of the text area, from 1."""
    return TOP + (number - 1 + 0.8) * PITCH


def words(count: int, seed: int = 0) -> str:
    """So many characters without marks, other ones for every seed."""
    pool = "各级机关要认真贯彻执行本通知精神加强组织领导明确工作责任细化任务措施严肃纪律做好督促检查及时报告进展情况"
    return "".join(pool[(seed * 7 + index * (1 + seed % 3)) % len(pool)] for index in range(count))


def below(size: float, baseline: float, *, lines: float, upper: float = 16) -> float:
    """The baseline of a line of `size` so many blank lines below one of size `upper` at `baseline`."""
    bottom = baseline + 0.12 * upper * MM_PER_PT
    return bottom + (PITCH - EM) + lines * PITCH + 0.88 * size * MM_PER_PT


def centred(row: Row) -> Row:
    return replace(row, x=(LEFT + RIGHT - row.width) / 2)


def ending(row: Row, right: float) -> Row:
    return replace(row, x=right - row.width)


def paragraph(tag: str, page: int, first_slot: int, text: str, **looks: object) -> list[Row]:
    """A body paragraph of full-width characters, broken at 28, going on to the next page after line 22."""
    rows = []
    at, line, left = 0, first_slot, 2
    while at < len(text):
        count = 28 - left
        if line > 22:
            page, line = page + 1, 1
        look = dict(looks)
        if at:
            look.pop("head", None)
        x = LEFT + left * CELL
        rows.append(Row(tag if not at else f"{tag}+", page, text[at : at + count], x, slot(line), **look))  # type: ignore[arg-type]
        at, line, left = at + count, line + 1, 0
    return rows


NUMBER = "国发〔2024〕15号"
DATE = "2024年1月9日"
