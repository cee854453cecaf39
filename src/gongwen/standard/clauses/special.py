"""Clause 10, the special formats; and what other papers ask of a page."""

from __future__ import annotations

from gongwen.standard.clauses.clause import MAY, MUST, PRACTICE, Chapter, measured, seen

CHAPTERS = (
    Chapter(
        "信函格式",
        (
            measured("L01", "10.1", "发文机关标志居中，上边缘距纸上边 30 mm，推荐红色小标宋体", MUST),
            measured("L02", "10.1", "标志下 4 mm 处一条红色双线，上粗下细", MUST),
            measured("L03", "10.1", "首页距纸下边 20 mm 处一条红色双线，上细下粗", MUST),
            measured("L04", "10.1", "两条双线各长 170 mm，居中", MUST),
            seen("L05", "10.1", "双线的粗细和间隔", PRACTICE, "国标没有规定"),
            measured("L06", "10.1", "份号、密级、紧急程度顶格排在第一条双线下，距线三号字高度的八分之七", MUST),
            measured(
                "L07", "10.1", "发文字号顶格居右排在第一条双线下，距线三号字高度的八分之七", MUST, within=("L06",)
            ),
            measured("L08", "10.1", "标题居中，与上面最后一个要素相距二行", MUST),
            measured("L09", "10.1", "第二条双线上一行如有文字，距线三号字高度的八分之七", MUST),
            measured("L10", "10.1", "首页不显示页码", MUST),
            measured("L11", "10.1", "版记没有印发机关、印发日期和分隔线，在末面最下方", MUST),
        ),
    ),
    Chapter(
        "命令（令）格式",
        (
            measured(
                "O01",
                "10.2",
                "标志由机关全称加“命令”或“令”组成，居中，上边缘距版心上边缘 20 mm，推荐红色小标宋体",
                MUST,
            ),
            measured("O02", "10.2", "标志下空二行居中编排令号", MUST),
            measured("O03", "10.2", "令号下空二行编排正文", MUST),
            measured("O04", "10.2", "签发人职务、签名章和成文日期的排法", MUST, within=("F058",)),
            seen("O05", "10.2", "有没有红色分隔线", PRACTICE, "国标没有提到"),
        ),
    ),
    Chapter(
        "纪要格式",
        (
            measured("M01", "10.3", "标志由“×××××纪要”组成，居中，上边缘距版心上边缘 35 mm，推荐红色小标宋体", MUST),
            measured(
                "M02",
                "10.3",
                "正文或附件说明下空一行，左空二字，“出席”用三号黑体，后面用三号仿宋体，回行与冒号后首字对齐",
                MUST,
            ),
            measured("M03", "10.3", "请假、列席另起一行，排法同出席", MUST),
            seen("M04", "10.3", "可以按实际制定纪要格式", MAY, "本单位怎样定由人看"),
            measured(
                "M05",
                "10.3",
                "编号、编发单位和日期在红色分隔线之上，没有主送机关、署名和印章",
                PRACTICE,
                "只查空行和左右空字；国标没有规定",
            ),
        ),
    ),
    Chapter(
        "标点和字体（国标第 7 章之外）",
        (
            measured("P39", "GB/T 15834—2011 5.1", "点号、后半个引号括号不在行首，前半个不在行末", MUST),
            measured("P40", "GB/T 15834—2011 5.1", "破折号、省略号不拆在两行", MUST),
            measured("T01", "", "原文的字全部印出来", MUST, "表格里的文字不逐字核对；别处来的文件没有原文可对"),
            measured("T02", "", "全篇的字由所要的字体画出，没有个别字用替代字体", PRACTICE),
            measured("T03", "", "PDF 嵌入字体", PRACTICE),
            measured("T04", "", "一个数不拆在两行", PRACTICE, "表格里的不看"),
        ),
    ),
)
