"""Print views for the tests: one with everything in it, and the smallest ones."""

from __future__ import annotations

import struct
import zlib

from gongwen.printview import (
    ArticleTitle,
    AttachmentNote,
    Attendance,
    AuthorityMark,
    Block,
    Byline,
    Cell,
    ChartBlock,
    Column,
    Heading,
    Illustration,
    Imprint,
    Masthead,
    Paragraph,
    Part,
    Picture,
    PrintView,
    RosterLine,
    RosterText,
    RunInHeading,
    Signature,
    Table,
    TableBlock,
)

LONG = "为深入贯彻落实上级决策部署，进一步规范自然资源领域行政执法行为，结合我市实际，制定本方案，请认真抓好贯彻落实。"


def paragraphs(count: int, text: str = LONG) -> tuple[Block, ...]:
    """`count` body paragraphs."""
    return tuple(Paragraph(text=text) for _ in range(count))


def plain(*blocks: Block, **part: object) -> PrintView:
    """A document of one part without a red head."""
    return PrintView(parts=(Part(title=("工作方案",), blocks=blocks, **part),))  # type: ignore[arg-type]


def masthead(**fields: object) -> Masthead:
    """A red head of an ordinary bureau."""
    given = {"mark": AuthorityMark(text="淄博市自然资源局文件"), "number": "淄自然资字〔2020〕15号", **fields}
    return Masthead(**given)  # type: ignore[arg-type]


def signature(*authorities: str, date: str = "2020年1月19日", is_sealed: bool = True) -> Signature:
    """A signature with the room above it that a seal takes."""
    return Signature(authorities=authorities, date=date, is_sealed=is_sealed, blank_lines=2 if is_sealed else 1)


def picture(width: float = 42, height: float = 42) -> Picture:
    """A red PNG of one dot to the millimetre, shown in the given size."""
    return Picture(data=png(round(width), round(height)), width=width, height=height)


def chart(caption: str = "图1　办理结果") -> ChartBlock:
    """A picture in the text with its caption."""
    drawn = Illustration(picture=picture(140, 80), caption=caption, description='A类3件，B类"2"件。')
    return ChartBlock(illustration=drawn)


def png(width: int, height: int, colour: tuple[int, int, int] = (224, 0, 0)) -> bytes:
    """An even PNG of so many dots."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


def schedule(rows: int = 6) -> Table:
    """A table with merged phases, a cell of several lines and a centred column."""
    columns = (
        Column(title="阶段", share=0.2, is_centred=True),
        Column(title="工作内容", share=0.55),
        Column(title="完成时限", share=0.25, is_centred=True),
    )
    body = []
    for index in range(rows):
        first = Cell(text=f"第{index // 3 + 1}阶段", rows=3) if index % 3 == 0 else Cell(covered=True)
        body.append((first, Cell(text=f"{index + 1}.开展自查。\n逐项登记。"), Cell(text=f"{index + 1}月底前")))
    return Table(columns=columns, rows=tuple(body))


def rich() -> PrintView:
    """Every class and every field of the print view, none of them empty."""
    notes = ("行动方案", "工作专班名单", "工作配档表")
    main = Part(
        title=("淄博市自然资源局关于印发", "《违法用地专项整治行动方案》的通知"),
        subtitle="（试行）",
        recipient="各区县自然资源局，局机关各科室，局属各单位：",
        blocks=(
            Paragraph(text=LONG),
            Heading(level=1, text="一、总体要求"),
            RunInHeading(level=2, heading="（一）指导思想。", text=LONG),
            RunInHeading(level=3, heading="1.工作目标。", text="全面完成任务。"),
            RunInHeading(level=4, heading="（1）具体任务。", text=""),
            RunInHeading(level=1, heading="二、严格要求。", text="逐项落实。"),
            Heading(level=2, text="（二）基本原则"),
            Heading(level=3, text="2.坚持依法行政"),
            Heading(level=4, text="（2）分级负责"),
            Paragraph(text="现将方案印发给你们，请遵照执行。"),
        ),
        attachment_notes=tuple(
            AttachmentNote(lead="附件：" if index == 1 else "", serial=f"{index}.", name=name)
            for index, name in enumerate(notes, 1)
        ),
        attendance=(Attendance(word="出席", names="高松、欧阳明日"), Attendance(word="列席", names="孙建国")),
        signature=signature("淄博市自然资源局"),
        remarks=("（此件公开发布）",),
    )
    issued = Part(starts_page=True, title=("违法用地专项整治行动方案",), blocks=paragraphs(2))
    digest = Part(
        starts_page=True,
        attachment_mark="附件1",
        title=("行动方案",),
        blocks=(ArticleTitle(lines=("在动员会上的发言",)), Byline(text="副局长　李四"), *paragraphs(1)),
    )
    roster = Part(
        starts_page=True,
        attachment_mark="附件2",
        title=("工作专班名单",),
        blocks=(
            RosterLine(
                label="组　长：",
                name="高　松",
                post="市自然资源和规划局党组书记、局长，市林业局局长，市不动产登记中心主任",
            ),
            RosterLine(label="副组长：", name="欧阳明日", post="市自然资源和规划局副局长"),
            RosterLine(name="孙建国", post="市自然资源和规划局党组成员"),
            RosterText(
                label="成　员：",
                text="各区县自然资源局主要负责同志，局机关各科室、局属各单位主要负责同志，高新区分局。",
            ),
        ),
    )
    plan = Part(
        starts_page=True,
        attachment_mark="附件3",
        title=("工作配档表",),
        blocks=(TableBlock(table=schedule()), Paragraph(text="注：以上时限不得后延。"), chart()),
    )
    return PrintView(
        masthead=masthead(copy_number="000001", secrecy="机密★1年", urgency="特急"),
        parts=(main, issued, digest, roster, plan),
        imprint=Imprint(
            recipients="各区县人民政府，市政府各部门。",
            copies="市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市中级人民法院，市人民检察院，市军分区。",
            printing_authority="淄博市自然资源局办公室",
            printing_date="2020年1月19日印发",
        ),
    )
