"""A schedule of two pages that keeps every custom, and what breaks each (B08, B09, B11)."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from gongwen.printview import Cell, Column, Part, PrintView, Table, TableBlock
from tests.check.cases import Case, Change, both, rows, strokes
from tests.check.pages import BIAO, FANG, HEI, RIGHT, TOP, Draft, Row, Stroke, centred, slot, words
from tests.check.specimen import page_number

#: The column of remarks is as narrow as one may be.
EDGES = (28.0, 40.0, 110.0, 135.0, RIGHT)
_TITLES = ("序号", "工作任务", "备注", "完成时限")
#: Heights in mm: of the head and of the other rows.
_HEAD, _ROW, _STEP = 9.0, 36.0, 6.5
_ON_FIRST = 5
_COUNT = 9


def _cells(number: int) -> tuple[list[str], ...]:
    """The lines of each cell of a row."""
    remark = [words(5, 70 + line + number) for line in range(5)] if number == 1 else [words(4, number)]
    return [str(number + 1)], [words(15, 30 + number), words(9, 50 + number)], remark, [f"{number + 1}月底前"]


def schedule() -> Draft:
    """The title and five rows on page 1, four rows on page 2."""
    made = [centred(Row("title", 1, "防汛工作配档表", 0, slot(1), 22, BIAO)), page_number(1), page_number(2)]
    drawn: list[Stroke] = []
    for page, top, numbers in ((1, 60.0, range(_ON_FIRST)), (2, TOP + 1, range(_ON_FIRST, _COUNT))):
        levels = [top, top + _HEAD, *(top + _HEAD + (index + 1) * _ROW for index in range(len(numbers)))]
        for index, (title, left) in enumerate(zip(_TITLES, EDGES, strict=False)):
            made.append(Row("head" if page == 1 else "again", page, title, left + 1 + index / 10, top + 6, 12, HEI))
        for number, level in zip(numbers, levels[1:], strict=False):
            for column, lines in enumerate(_cells(number)):
                for at, line in enumerate(lines):
                    tag = f"cell-{number}-{column}{'+' * at}"
                    made.append(Row(tag, page, line, EDGES[column] + 1, level + 6 + at * _STEP, 12))
        drawn += [Stroke(f"level-{page}-{at}", page, level, thickness=0.18) for at, level in enumerate(levels)]
        drawn += [
            Stroke(f"edge-{at}", page, x, start=levels[0], end=levels[-1], thickness=0.18, is_horizontal=False)
            for at, x in enumerate(EDGES)
        ]
    width = EDGES[-1] - EDGES[0]
    table = Table(
        columns=tuple(
            Column(title=title, share=(right - left) / width)
            for title, (left, right) in zip(_TITLES, pairwise(EDGES), strict=True)
        ),
        rows=tuple(tuple(Cell(text="".join(lines)) for lines in _cells(number)) for number in range(_COUNT)),
    )
    view = PrintView(format="普通", parts=(Part(title=("防汛工作配档表",), blocks=(TableBlock(table=table),)),))
    return Draft(tuple(made), tuple(drawn), view=view)


def edge_to(at: int, dx: float) -> Change:
    """An upright rule moved, on both pages; of the outermost, the level rules go with it."""

    def change(draft: Draft) -> Draft:
        draft = draft.shifted(f"edge-{at}", dx=dx)
        ends = {0: {"start": EDGES[0] + dx}, len(EDGES) - 1: {"end": RIGHT + dx}}.get(at, {})
        levels = [stroke.tag for stroke in draft.strokes if stroke.tag.startswith("level")]
        return both(*(strokes(tag, **ends) for tag in levels))(draft)

    return change


def without_head(draft: Draft) -> Draft:
    """On page 2 the rows go on where the head should be."""
    draft = draft.without("again").without("level-2-1")
    return replace(
        draft,
        rows=tuple(
            replace(row, y=row.y - _HEAD) if row.page == 2 and row.tag.startswith("cell-5") else row
            for row in draft.rows
        ),
    )


def broken_row(draft: Draft) -> Draft:
    """The second line of the last task of page 1 stands under the head of page 2."""
    down = 12.0
    rest = Row("rest", 2, draft.row("cell-4-1+").text, EDGES[1] + 1, TOP + 1 + _HEAD + 6, 12)
    moved = tuple(
        replace(row, y=row.y + down) if row.page == 2 and row.tag.startswith("cell") else row
        for row in draft.without("cell-4-1+").rows
    )
    drawn = []
    for stroke in draft.strokes:
        if stroke.page == 2 and stroke.is_horizontal and stroke.tag not in ("level-2-0", "level-2-1"):
            stroke = replace(stroke, position=stroke.position + down)
        elif stroke.page == 2 and not stroke.is_horizontal:
            stroke = replace(stroke, end=stroke.end + down)
        drawn.append(stroke)
    drawn.append(Stroke("level-rest", 2, TOP + 1 + _HEAD + down, thickness=0.18))
    # As the rules of a measured page: from top to bottom.
    return replace(draft, rows=(*moved, rest), strokes=tuple(sorted(drawn, key=lambda stroke: stroke.position)))


def from_schedule(_: Draft) -> Draft:
    return schedule()


table_case = partial(Case, start=from_schedule)

TABLE_CASES = (
    table_case("table-face", rows("again", font=FANG)),
    table_case("table-face", rows("cell-3-1", font=HEI)),
    table_case("table-width", edge_to(4, 1.3), edge_to(4, 1.1)),
    table_case("table-width", edge_to(0, -1.3), edge_to(0, -1.1)),
    table_case("table-narrow", edge_to(3, -0.3), edge_to(3, -0.15)),
    table_case("table-narrow", edge_to(3, -3), both(edge_to(3, -3), lambda draft: draft.without("cell-1-2++++"))),
    table_case("table-head", without_head),
    table_case("table-row-broken", broken_row),
)
