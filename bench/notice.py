"""The notice every engine of the benchmark makes: as plain data, as a print view, and as what must be read in it.

A red head, 30 paragraphs, a roster of so many rows × 6, a schedule of 20 × 4, an imprint; `&` and `<` in every text of
body and tables. Page numbers stand in two footers.
"""

from __future__ import annotations

from typing import Any

from gongwen.printview import (
    AuthorityMark,
    Cell,
    Column,
    Imprint,
    Masthead,
    Paragraph,
    Part,
    PrintView,
    Signature,
    Table,
    TableBlock,
)  # fmt: skip

SENTENCE = "各级各部门要认真贯彻执行本通知精神，加强组织领导 & 明确工作责任，细化 <任务> 措施，确保各项工作落到实处。"

#: Names of single texts → text; names of loops → rows of named texts. What JSON can hold, and no name twice.
Notice = dict[str, Any]

FIELDS = {
    "mark": "云山市自然资源局文件",
    "number": "云自然资字〔2026〕15号",
    "title1": "云山市自然资源局",
    "title2": "关于防汛工作的通知",
    "recipient": "各区县局：",
    "authority": "云山市自然资源局",
    "date": "2026年1月2日",
    "copies": "市政府。",
    "printer": "云山市自然资源局办公室",
    "printed": "2026年1月2日印发",
}
#: Loop → the names in one row of it.
LOOPS = {
    "body": ("b0",),
    "roster": tuple(f"r{column}" for column in range(6)),
    "schedule": tuple(f"s{column}" for column in range(4)),
}


def notice(rows: int) -> Notice:
    """The notice with a roster of so many rows."""

    def table(loop: str, count: int) -> list[dict[str, str]]:
        return [{name: f"R&D<{row}>格{name}" for name in LOOPS[loop]} for row in range(count)]

    body = [{"b0": f"第{number}段。{SENTENCE * 2}"} for number in range(30)]
    return {**FIELDS, "body": body, "roster": table("roster", rows), "schedule": table("schedule", 20)}


def heads(loop: str) -> tuple[str, ...]:
    """What the columns of a table are called."""
    return tuple(f"列{number}" for number in range(len(LOOPS[loop])))


def view_of(given: Notice) -> PrintView:
    """The notice for gongwen."""

    def table(loop: str) -> TableBlock:
        columns = tuple(Column(title=head, share=1 / len(LOOPS[loop])) for head in heads(loop))
        rows = tuple(tuple(Cell(text=text) for text in row.values()) for row in given[loop])
        return TableBlock(table=Table(columns=columns, rows=rows))

    parts = (
        Part(
            title=(given["title1"], given["title2"]),
            recipient=given["recipient"],
            blocks=tuple(Paragraph(text=row["b0"]) for row in given["body"]),
            signature=Signature(authorities=(given["authority"],), date=given["date"], blank_lines=2),
        ),
        Part(starts_page=True, attachment_mark="附件1", title=("名单",), blocks=(table("roster"),)),
        Part(starts_page=True, attachment_mark="附件2", title=("配档表",), blocks=(table("schedule"),)),
    )
    imprint = Imprint(copies=given["copies"], printing_authority=given["printer"], printing_date=given["printed"])
    masthead = Masthead(mark=AuthorityMark(text=given["mark"]), number=given["number"])
    return PrintView(masthead=masthead, parts=parts, imprint=imprint)


def words_of(given: Notice) -> list[str]:
    """What it must say, reckoned without any engine: the text of every paragraph that has one."""

    def table(loop: str) -> list[str]:
        return [*heads(loop), *(text for row in given[loop] for text in row.values())]

    head = [given["mark"], given["number"], given["title1"] + given["title2"], given["recipient"]]
    body = [row["b0"] for row in given["body"]]
    tables = ["附件1", "名单", *table("roster"), "附件2", "配档表", *table("schedule")]
    imprint = [f"抄送：{given['copies']}", given["printer"] + given["printed"]]
    return [*head, *body, given["authority"], given["date"], *tables, *imprint]
