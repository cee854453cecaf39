"""Orders (10.2), minutes (10.3) and signatures with pictures (7.3.5.1, 7.3.5.3) that keep every rule."""

from __future__ import annotations

from msgspec.structs import replace

from gongwen.printview import (
    Attendance,
    AuthorityMark,
    Masthead,
    Paragraph,
    Part,
    Picture,
    PrintView,
    Signature,
    Signer,
)
from tests.check.pages import (
    BIAO,
    CELL,
    DATE,
    EM,
    HEI,
    LEFT,
    MM_PER_PT,
    PITCH,
    RED,
    RIGHT,
    Draft,
    Image,
    Row,
    Stroke,
    below,
    centred,
    ending,
    paragraph,
    words,
)
from tests.check.specimen import AUTHORITY, MARK_SIZE, page_number, specimen, title_rows

ORDER_TEXT = words(26 + 28 * 3 + 5, 31) + "。"
MINUTES_TEXT = words(26 + 9, 32) + "。"
TITLE = "云山市人民政府市长"
STAMP = 40.0, 15.0
PRESENT = words(23 + 23 + 9, 33)
#: The mark names it too.
ISSUER = "云山市政府"


def order() -> Draft:
    """One page, signed with a stamp."""
    mark, number = _head("云山市人民政府令", 57, "第12号")
    top = number.y + 3 * PITCH
    text = [replace(row, y=top + at * PITCH) for at, row in enumerate(paragraph("text", 1, 1, ORDER_TEXT))]
    # Two blank lines under the last line's slot, and one between the stamp and the slot of the date.
    stamp_top = text[-1].y + 0.2 * PITCH + 2 * PITCH
    stamp = Image("stamp", 1, RIGHT - 4 * CELL - STAMP[0] / 2, stamp_top + STAMP[1] / 2, *STAMP)
    title = Row("title", 1, TITLE, 0, stamp.y + (0.85 - 0.08) / 2 * EM)
    title = ending(title, stamp.x - STAMP[0] / 2 - 2 * CELL)
    date = ending(Row("date", 1, DATE, 0, stamp.y + STAMP[1] / 2 + 1.8 * PITCH), RIGHT - 4 * CELL)
    picture = Picture(data=b"", width=STAMP[0], height=STAMP[1])
    signature = Signature(signers=(Signer(title=TITLE, stamp=picture),), date=DATE, blank_lines=2)
    part = Part(blocks=_paragraphs(ORDER_TEXT), signature=signature)
    view = _view("命令", mark, number, part)
    return Draft((mark, number, *text, title, date, page_number(1)), images=(stamp,), view=view)


def minutes() -> Draft:
    """One page with the lists of those who were there."""
    mark, number = _head("云山市政府会议纪要", 72, "第3期")
    line = number.y + PITCH
    issuer = Row("issuer", 1, ISSUER, LEFT + CELL, line)
    issued = ending(Row("issue-date", 1, DATE, 0, line), RIGHT - CELL)
    rule = Stroke("red-rule", 1, line + 0.08 * EM + 4.25, thickness=0.5, colour=RED)
    titles = title_rows(rule)[:1]
    top = below(16, titles[-1].y, lines=1, upper=22)
    text = [replace(row, y=top + at * PITCH) for at, row in enumerate(paragraph("text", 1, 1, MINUTES_TEXT))]
    lists, y = [], text[-1].y + 2 * PITCH
    for word, names in (("出席", PRESENT), ("请假", "李四"), ("列席", "王五")):
        first = f"{word}：{names[:23]}"
        lists.append(Row(f"{word}", 1, first, LEFT + 2 * CELL, y, head=2, head_font=HEI))
        for at in range(23, len(names), 23):
            y += PITCH
            lists.append(Row(f"{word}+", 1, names[at : at + 23], LEFT + 5 * CELL, y))
        y += PITCH
    attendance = tuple(
        Attendance(word=word, names=names) for word, names in (("出席", PRESENT), ("请假", "李四"), ("列席", "王五"))
    )
    part = Part(title=tuple(row.text for row in titles), blocks=_paragraphs(MINUTES_TEXT), attendance=attendance)
    view = _view("纪要", mark, number, part, issuer=ISSUER, issue_date=DATE)
    rows = (mark, number, issuer, issued, *titles, *text, *lists, page_number(1))
    return Draft(rows, (rule,), view=view)


def sealed() -> Draft:
    """The specimen of clause 7 with the picture of a seal."""
    draft = specimen()
    name, date = draft.row("authority"), draft.row("date")
    seal = Image("seal", name.page, date.x + date.width / 2, (name.y + date.y) / 2 - 0.385 * EM - 2)
    return replace(draft, images=(seal,))


def jointly_sealed() -> Draft:
    """Two organs' names in one row, a seal on each."""
    draft = specimen()
    host = replace(draft.row("authority"), tag="host", text="云山市财政局")
    other = draft.row("authority")
    host = replace(host, x=LEFT + 4 * CELL)
    seals = (
        Image("seal-host", host.page, host.x + host.width / 2, host.y - 0.385 * EM),
        Image("seal-last", host.page, other.x + other.width / 2, host.y - 0.385 * EM + PITCH / 2),
    )
    assert draft.view is not None
    main = draft.view.parts[0]
    assert main.signature is not None
    signature = replace(main.signature, authorities=(host.text, AUTHORITY))
    parts = (replace(main, signature=signature), *draft.view.parts[1:])
    return replace(draft, rows=(*draft.rows, host), images=seals, view=replace(draft.view, parts=parts))


def _head(text: str, top: float, number: str) -> tuple[Row, Row]:
    mark = centred(Row("mark", 1, text, 0, top + 0.85 * MARK_SIZE * MM_PER_PT, MARK_SIZE, BIAO, RED))
    return mark, centred(Row("number", 1, number, 0, below(16, mark.y, lines=2, upper=MARK_SIZE)))


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(text=text),)


def _view(format: str, mark: Row, number: Row, part: Part, **head: str) -> PrintView:
    masthead = Masthead(mark=AuthorityMark(text=mark.text), number=number.text, **head)  # type: ignore[arg-type]
    return PrintView(format=format, masthead=masthead, parts=(part,))
