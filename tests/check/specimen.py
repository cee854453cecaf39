"""A document of five pages that keeps every rule: what the tests of the checks spoil in one place each."""

from __future__ import annotations

from msgspec.structs import replace

from gongwen.printview import (
    AttachmentNote,
    AuthorityMark,
    Heading,
    Imprint,
    Masthead,
    Paragraph,
    Part,
    PrintView,
    RunInHeading,
    Signature,
)
from tests.check.pages import (
    BIAO,
    BOTTOM,
    CELL,
    DATE,
    EM,
    HEI,
    KAI,
    LEFT,
    MM_PER_PT,
    NUMBER,
    PITCH,
    RED,
    RIGHT,
    SONG,
    Draft,
    Row,
    Stroke,
    below,
    centred,
    ending,
    paragraph,
    slot,
    words,
)

TITLE = (words(8, 21), words(12, 22), words(16, 23))
OPENING = words(26 + 28 + 12, 11) + "。"
BODY = words(26 + 28 * 12 + 10, 1) + "。"
HEADING = "一、" + words(6, 2)
RUN_IN = "（一）" + words(8, 3) + "。"
RUN_IN_TEXT = words(30, 4) + "。"
LAST = words(26 + 28 * 7 + 9, 5) + "。"
NAMES = (words(20, 6) + words(4, 7), words(10, 8))
AUTHORITY = "云山市自然资源局"
COPIES = "抄送：" + "，".join((words(9, 9), words(10, 10), words(11, 11))) + "。"
PRINTED = "2024年1月10日印发"
MARK_SIZE = 42


def specimen(*, upward: bool = False, sealed: bool = True) -> Draft:
    """The document: downward and sealed unless told otherwise."""
    rows, strokes = head(upward=upward)
    titles = title_rows(strokes[0])
    rows += titles
    recipient = Row("recipient", 1, "各市人民政府：", LEFT, below(16, titles[-1].y, lines=1, upper=22))
    rows.append(recipient)
    # The body of page 1 stands on the lines under the recipients, not on the grid of the others.
    opening = paragraph("opening", 1, 1, OPENING)
    rows += [replace(row, y=recipient.y + index * PITCH) for index, row in enumerate(opening, 1)]
    body = paragraph("body", 2, 1, BODY)
    rows += body
    line = len(body) + 1
    rows += paragraph("heading", 2, line, HEADING, font=HEI)
    rows += paragraph("run-in", 2, line + 1, RUN_IN + RUN_IN_TEXT, head=len(RUN_IN), head_font=KAI)
    rows += paragraph("last", 2, line + 3, LAST)
    rows += closing(rows[-1].page, rows[-1].y, sealed=sealed)
    rows += attachment("one", 4, "附件1", NAMES[0], words(60, 12) + "。")
    rows += attachment("two", 5, "附件2", NAMES[1], words(40, 13) + "。")
    printed, lines = imprint(5)
    rows += printed
    strokes += lines
    rows += [page_number(number) for number in range(1, 6)]
    return Draft(tuple(rows), tuple(strokes), view=view(upward=upward, sealed=sealed))


def head(*, upward: bool) -> tuple[list[Row], list[Stroke]]:
    mark = centred(Row("mark", 1, "云山市自然资源局文件", 0, 72 + 0.85 * MARK_SIZE * MM_PER_PT, MARK_SIZE, BIAO, RED))
    line = below(16, mark.y, lines=2, upper=MARK_SIZE)
    number = Row("number", 1, NUMBER, LEFT + CELL, line)
    rows = [
        Row("copy-number", 1, "000012", LEFT, slot(1)),
        Row("secrecy", 1, "机密★1年", LEFT, slot(2), font=HEI),
        Row("urgency", 1, "特急", LEFT, slot(3), font=HEI),
        mark,
        number if upward else centred(number),
    ]
    if upward:
        name = ending(Row("signatory", 1, "孙明远", 0, line, font=KAI), RIGHT - CELL)
        rows += [Row("signatory-word", 1, "签发人：", name.x - 4 * CELL, line), name]
    edge = line + 0.08 * EM + 4
    return rows, [Stroke("red-rule", 1, edge + 0.25, thickness=0.5, colour=RED)]


def title_rows(rule: Stroke) -> list[Row]:
    top = rule.position + rule.thickness / 2 + (0.8 * PITCH - 0.88 * EM) + 2 * PITCH
    first = top + 0.88 * 22 * MM_PER_PT
    return [centred(Row("title", 1, text, 0, first + index * 12.6, 22, BIAO)) for index, text in enumerate(TITLE)]


def closing(page: int, y: float, *, sealed: bool) -> list[Row]:
    lead = Row("note", page, f"附件：1.{NAMES[0][:20]}", LEFT + 2 * CELL, y + 2 * PITCH)
    name_x = lead.x + 3 * CELL + CELL
    rows = [
        lead,
        Row("note+", page, NAMES[0][20:], name_x, y + 3 * PITCH),
        Row("note-two", page, f"2.{NAMES[1]}", name_x - CELL, y + 4 * PITCH),
    ]
    if sealed:
        date = ending(Row("date", page, DATE, 0, y + 8 * PITCH), RIGHT - 4 * CELL)
        middle = date.x + date.width / 2
        name = Row("authority", page, AUTHORITY, 0, y + 7 * PITCH)
        rows += [replace(name, x=middle - name.width / 2), date]
    else:
        # The date with its shift of 2 字 ends before the name does.
        name = ending(Row("authority", page, AUTHORITY, 0, y + 6 * PITCH), RIGHT - 2 * CELL)
        rows += [name, Row("date", page, DATE, name.x + 2 * CELL, y + 7 * PITCH)]
    return [*rows, Row("remark", page, "（此件公开发布）", LEFT + 2 * CELL, rows[-1].y + PITCH)]


def attachment(tag: str, page: int, mark: str, title: str, text: str) -> list[Row]:
    marked = Row(f"{tag}-mark", page, mark, LEFT, slot(1), font=HEI)
    named = []
    y = below(22, marked.y, lines=1)
    for index in range(0, len(title), 16):
        named.append(centred(Row(f"{tag}-title", page, title[index : index + 16], 0, y, 22, BIAO)))
        y += 12.6
    start = below(16, named[-1].y, lines=1, upper=22)
    body = paragraph(f"{tag}-body", page, 1, text)
    return [marked, *named, *(replace(row, y=start + index * PITCH) for index, row in enumerate(body))]


def imprint(page: int) -> tuple[list[Row], list[Stroke]]:
    em = 14 * MM_PER_PT
    indent = LEFT + em
    copies = [
        Row("copies", page, COPIES[:27], indent, 238, 14),
        Row("copies+", page, COPIES[27:], indent + 3 * em, 247, 14),
    ]
    printing = [
        Row("printing", page, "云山市自然资源局办公室", indent, 258, 14),
        ending(Row("printing-date", page, PRINTED, 0, 258, 14), RIGHT - em),
    ]
    rules = [
        Stroke("imprint-first", page, 231.0, thickness=0.353),
        Stroke("imprint-inner", page, 250.5, thickness=0.265),
        Stroke("imprint-last", page, BOTTOM, thickness=0.353),
    ]
    return [*copies, *printing], rules


def page_number(page: int) -> Row:
    """The dash is drawn 0.275 em above the baseline."""
    em = 14 * MM_PER_PT
    row = Row(f"page-number-{page}", page, f"—{page}—", LEFT + em, BOTTOM + 7 + 0.275 * em, 14, SONG)
    return ending(row, RIGHT - em) if page % 2 else row


def view(*, upward: bool, sealed: bool) -> PrintView:
    masthead = Masthead(
        copy_number="000012",
        secrecy="机密★1年",
        urgency="特急",
        mark=AuthorityMark(text="云山市自然资源局文件"),
        number=NUMBER,
        signatories=("孙明远",) if upward else (),
    )
    main = Part(
        title=TITLE,
        recipient="各市人民政府：",
        blocks=(
            Paragraph(text=OPENING),
            Paragraph(text=BODY),
            Heading(level=1, text=HEADING),
            RunInHeading(level=2, heading=RUN_IN, text=RUN_IN_TEXT),
            Paragraph(text=LAST),
        ),
        attachment_notes=(
            AttachmentNote(lead="附件：", serial="1.", name=NAMES[0]),
            AttachmentNote(serial="2.", name=NAMES[1]),
        ),
        signature=Signature(authorities=(AUTHORITY,), date=DATE, is_sealed=sealed, blank_lines=2 if sealed else 1),
        remarks=("（此件公开发布）",),
    )
    one = Part(
        starts_page=True,
        attachment_mark="附件1",
        title=(NAMES[0],),
        blocks=(Paragraph(text=words(60, 12) + "。"),),
    )
    two = Part(
        starts_page=True,
        attachment_mark="附件2",
        title=(NAMES[1],),
        blocks=(Paragraph(text=words(40, 13) + "。"),),
    )
    return PrintView(
        format="文件",
        masthead=masthead,
        parts=(main, one, two),
        imprint=Imprint(copies=COPIES, printing_authority="云山市自然资源局办公室", printing_date=PRINTED),
    )
