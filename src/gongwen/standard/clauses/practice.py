"""Rosters and tables: what offices do, and no standard asks."""

from __future__ import annotations

from gongwen.standard.clauses.clause import PRACTICE, Chapter, kept, measured, seen

_OURS = "只查本工具生成的文件"
CHAPTERS = (
    Chapter(
        "名单（惯例，国标没有规定）",
        (
            measured("K04", "", "“组　长”“成　员”中间空一字，与“副组长”同宽，后面用冒号", PRACTICE, _OURS),
            measured("K05", "", "两字姓名中间空一字，与三字姓名同宽；四字以上不补不挤", PRACTICE, _OURS),
            measured("K07", "", "间隔号相连的姓名写全，前后不空", PRACTICE, within=("K05",)),
            measured(
                "K08",
                "",
                "姓名、职务上下对齐，职务回行与首字对齐，姓名不拆行，一面不只排一行",
                PRACTICE,
                _OURS,
            ),
            seen("K09", "", "每人一行，或一行几个姓名、“姓名（单位）”、表格", PRACTICE, "内容文件的“版式”选定"),
            measured("K18", "", "角色用黑体或仿宋体，姓名用仿宋体或楷体", PRACTICE, _OURS),
        ),
    ),
    Chapter(
        "配档表和任务分解表（惯例，国标没有规定）",
        (
            seen("B01", "", "各类表有哪些列", PRACTICE, "内容文件里自己定；B02、B03 同"),
            kept(
                "B04",
                "",
                "先写牵头单位，再写责任、配合单位，各区县写在最后",
                PRACTICE,
                "别的单位之间的次序由人看",
                "content/table-lead-repeated",
                "content/table-unit-twice",
                "content/table-districts-last",
                "content/table-unit-blank",
            ),
            kept(
                "B05",
                "",
                "完成时限写法一致，在阶段之内，按阶段和先后排列",
                PRACTICE,
                "读不出日期的（持续推进、另行通知）不比较",
                "content/table-deadline-blank",
                "content/table-deadline-form",
                "content/table-deadline-outside",
                "content/table-deadline-past",
                "content/table-deadline-order",
                "content/table-phase-split",
                "content/table-phase-order",
                "content/table-phase-overlap",
                "content/table-phase-missing",
                "content/table-phase-unknown",
            ),
            kept("B06", "", "序号全表连续", PRACTICE, "由程序编；自己写的才查", "content/table-serial"),
            measured(
                "B08",
                "",
                "表头黑体，内容仿宋体，数和日期居中，文字靠左",
                PRACTICE,
                "只量字体；居中、靠左由模板的样式保证",
            ),
            measured(
                "B09",
                "",
                "表与版心同宽；竖放排不下的横放",
                PRACTICE,
                "横放由程序定，正文里的表要写“纸张: 横向”；没有竖线的表认不出来",
            ),
            measured(
                "B11",
                "",
                "表头每面重排，行不断开，合并的格跨页重写并注“（续）”",
                PRACTICE,
                "“（续）”由程序写；高过半面的行可以断开",
            ),
            seen("B15", "", "计量单位写在表的右上方，说明写在表下", PRACTICE, "说明写在“填表说明”里；单位可以写进列名"),
            kept(
                "B17",
                "",
                "数字列没有数的写“—”或“无”；合计、小计和写明的项数与各行一致",
                PRACTICE,
                "带单位、有“其中”的不加",
                "content/table-number-blank",
                "content/table-total",
                "content/table-count",
            ),
            kept(
                "B18",
                "",
                "责任人在一起印发的名单里，责任单位在单位名录里",
                PRACTICE,
                "单位名称是否规范由人看",
                "content/table-person-unlisted",
            ),
        ),
    ),
)
