"""The table of bad input: what clerks write, the place and name of each mistake, and the mend that the hint proposes.

In a text, `⟦code⟧` stands where gongwen must point (`content/` left out); the mark itself is not part of the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

from tests.acceptance.office import (
    DIGEST,
    ISSUE,
    NOTICE,
    PLAN,
    REPORT,
    ROSTER,
    SCHEDULE,
    SUMMARY,
    TABLE,
    changed,
)

#: The file that goes wrong; a good build of it stands in output/ already.
FILE = "发文/文稿.yaml"
_MARK = re.compile(r"⟦([a-z/-]+)⟧")
Place = tuple[str, str, int, int]


class Case(Struct, frozen=True):
    """One mistake (or several) in one file, beside others that are in order."""

    name: str
    content: str | bytes
    #: Errors beyond those that are marked in `content`: code, line, column.
    at: tuple[tuple[str, int, int], ...] = ()
    code: int = 3
    #: Old and new text; the new one must stand in a hint (or `hinted` must).
    mend: tuple[str, str] | None = None
    hinted: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str | bytes:
        """The content without marks."""
        return _MARK.sub("", self.content) if isinstance(self.content, str) else self.content

    @property
    def expected(self) -> list[Place]:
        """Code, file, line and column of every error, sorted by place."""
        found = [(_code(code), f"content/{FILE}", line, column) for code, line, column in self.at]
        if isinstance(self.content, str):
            found += marked(self.content, f"content/{FILE}")
        for name, text in self.others.items():
            found += marked(text, f"content/发文/{name}")
        return sorted(found, key=lambda item: (item[1], item[2], item[3], item[0]))


def marked(text: str, file: str) -> list[Place]:
    """The marked places of a text."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        cut = 0
        for match in _MARK.finditer(line):
            found.append((_code(match[1]), file, number, match.start() - cut + 1))
            cut += len(match[0])
    return found


def unmarked(text: str) -> str:
    """`text` without marks."""
    return _MARK.sub("", text)


def _code(code: str) -> str:
    return code if "/" in code else f"content/{code}"


def _case(
    name: str,
    base: str,
    *replacements: tuple[str, str],
    mend: tuple[str, str] | None = None,
    hinted: str = "",
    others: Mapping[str, str] | None = None,
) -> Case:
    return Case(name, changed(base, *replacements), mend=mend, hinted=hinted, others=others or {})


_BODY = "  各单位主要负责同志是第一责任人。\n"

SYNTAX = [
    _case(
        "double quote never closed",
        NOTICE,
        ("标题: 关于做好汛期地质灾害防治工作的通知", '标题: ⟦open-quote⟧"关于做好防汛工作的通知'),
        mend=('"关于做好防汛工作的通知', '"关于做好防汛工作的通知"'),
    ),
    _case(
        "single quote never closed",
        SUMMARY,
        ("落款: 云", "落款: ⟦open-quote⟧'云"),
        mend=("'云山市自然资源局", "'云山市自然资源局'"),
    ),
    _case(
        "text behind a closing quote",
        REPORT,
        ("标题: 关于汛期地质灾害防治工作情况的报告", '标题: "汛期"⟦text-after-quote⟧防治工作情况的报告'),
        mend=('"汛期"防治工作情况的报告', "'\"汛期\"防治工作情况的报告'"),
    ),
    _case(
        "bracket never closed",
        NOTICE,
        ("主送: 各区县局、分局", "主送: ⟦open-bracket⟧[各区县局"),
        mend=("[各区县局，局属各单位", "'[各区县局，局属各单位'"),
    ),
    _case(
        "text that begins with a bracket",
        SUMMARY,
        ("标题: 汛期", "标题: ⟦bracket⟧[试行]汛期"),
        mend=("[试行]汛期地质灾害防治工作总结", "'[试行]汛期地质灾害防治工作总结'"),
    ),
    _case(
        "colon and blank inside a title",
        PLAN,
        ("标题: 汛期", "标题: 行动⟦colon-in-text⟧: 汛期"),
        mend=("行动: 汛期地质灾害防治工作方案", "'行动: 汛期地质灾害防治工作方案'"),
    ),
    _case(
        "colon and blank in a person's post",
        ROSTER,
        ("组长: 孙明远 市局", "组长: 孙明远 兼⟦colon-in-text⟧: 市局"),
        mend=("孙明远 兼: 市局党组书记、局长", "'孙明远 兼: 市局党组书记、局长'"),
    ),
    _case(
        "title that begins with a reserved @",
        NOTICE,
        ("标题: 关于", "标题: ⟦reserved-start⟧@关于"),
        mend=("@关于做好汛期地质灾害防治工作的通知", "'@关于做好汛期地质灾害防治工作的通知'"),
    ),
    _case(
        "per cent at the start of a speech's title",
        DIGEST,
        ("标题: 压实责任", "标题: ⟦reserved-start⟧%压实责任"),
        mend=("%压实责任 守牢底线", "'%压实责任 守牢底线'"),
    ),
    _case(
        "back quote at the start of instructions",
        TABLE,
        ("填表说明: 请", "填表说明: ⟦reserved-start⟧`请"),
        mend=("`请于每月25日前报办公室。", "'`请于每月25日前报办公室。'"),
    ),
    _case(
        "text cut off by a number sign",
        NOTICE,
        ("主送: 各区县局、", "主送: 各区县局 ⟦hash-cuts-text⟧#1楼、"),
        mend=("各区县局 #1楼、分局，局属各单位", "'各区县局 #1楼、分局，局属各单位'"),
    ),
    _case(
        "value that is nothing but a number sign's text",
        DIGEST,
        ("编者按: 现", "编者按: ⟦hash-cuts-text⟧#现"),
        mend=("#现摘登部分单位负责同志的发言。", "'#现摘登部分单位负责同志的发言。'"),
    ),
    _case(
        "line without a key",
        NOTICE,
        ("主送: 各", "⟦no-key⟧请各单位认真落实。\n主送: 各"),
        mend=("请各单位认真落实。\n", ""),
        hinted="键: 值",
    ),
    _case(
        "key that stands too far right",
        NOTICE,
        ("日期: 2024", " ⟦indent⟧日期: 2024"),
        mend=(" 日期", "日期"),
        hinted="日期: 2024年4月19日",
    ),
    _case(
        "phase key out of line", PLAN, ("    时间: 4月", "   ⟦indent⟧时间: 4月"), mend=("   时间: 4月", "    时间: 4月")
    ),
    _case(
        "body that is not indented",
        REPORT,
        ("  逐点排查", "⟦block-indent⟧逐点排查"),
        mend=("\n逐点排查，建立台账。", "\n  逐点排查，建立台账。"),
        hinted="  逐点排查，建立台账。",
    ),
    _case(
        "list on the line of its key",
        NOTICE,
        ("日期:", "附件: ⟦list-on-key-line⟧- 名单.yaml\n日期:"),
        mend=("附件: - 名单", "附件:\n  - 名单"),
        hinted="下一行",
        others={"名单.yaml": ROSTER},
    ),
    _case(
        "list mark without its blank",
        NOTICE,
        ("日期:", "附件:\n  ⟦dash-blank⟧-名单.yaml\n日期:"),
        mend=("-名单.yaml", "- 名单.yaml"),
        others={"名单.yaml": ROSTER},
    ),
    _case(
        "full-width list mark",
        NOTICE,
        ("日期:", "附件:\n  ⟦list-mark⟧－ 名单.yaml\n日期:"),
        mend=("－ 名单.yaml", "- 名单.yaml"),
        others={"名单.yaml": ROSTER},
    ),
    _case(
        "bullet as list mark",
        NOTICE,
        ("日期:", "附件:\n  ⟦list-mark⟧• 名单.yaml\n日期:"),
        mend=("• 名单.yaml", "- 名单.yaml"),
        others={"名单.yaml": ROSTER},
    ),
    _case("full-width bar", NOTICE, ("正文: |", "正文: ⟦full-width-bar⟧｜"), mend=("正文: ｜", "正文: |")),
    _case(
        "words behind the bar",
        NOTICE,
        ("正文: |", "正文: ⟦block-header⟧| 各单位："),
        mend=("| 各单位：\n", "|\n  各单位：\n"),
        hinted="下一行",
    ),
    _case("folded text", SUMMARY, ("正文: |", "正文: ⟦folded⟧>"), mend=("正文: >", "正文: |")),
    _case(
        "plain text on two lines",
        NOTICE,
        ("局属各单位\n", "\n  局属各单位\n"),
        ("主送: ", "主送: ⟦multi-line⟧"),
        mend=("主送: 各", "主送: |\n  各"),
        hinted="主送: |",
    ),
    _case(
        "quoted text on two lines",
        TABLE,
        ("填表说明: 请于每月25日前报办公室。", '填表说明: ⟦multi-line⟧"请于每月25日前\n  报办公室。"'),
        mend=('"请于每月25日前\n  报办公室。"', "|\n  请于每月25日前\n  报办公室。"),
        hinted="填表说明: |",
    ),
    _case(
        "reference without quotes",
        NOTICE,
        ("主送: 各区县局、分局，局属各单位", "主送: ⟦placeholder⟧{发文机关}"),
        mend=("{发文机关}", "'{发文机关}'"),
    ),
    _case(
        "unknown escape",
        REPORT,
        ("主送: 市人民政府", '主送: "市人民政府⟦escape⟧\\q"'),
        mend=('"市人民政府\\q"', "'市人民政府\\q'"),
        hinted="单引号",
    ),
    _case(
        "colon without its blank",
        NOTICE,
        ("主送: 各", "主送⟦colon-blank⟧:各"),
        mend=("主送:各区县局、分局，局属各单位", "主送: 各区县局、分局，局属各单位"),
    ),
    _case(
        "phase's colon without its blank", PLAN, ("时间: 4月", "时间⟦colon-blank⟧:4月"), mend=("时间:4月", "时间: 4月")
    ),
    _case(
        "colon with nothing before it",
        REPORT,
        ("签发人: ", "⟦empty-key⟧: "),
        mend=(": 孙明远", "签发人: 孙明远"),
        hinted="写上键",
    ),
    Case("file that is a list", "⟦not-mapping⟧- 文种: 通知\n- 标题: 关于防汛的通知\n"),
    Case("file that is a sentence", "⟦not-mapping⟧关于做好汛期地质灾害防治工作的通知\n"),
]

LAYOUT = [
    _case(
        "tab before a phase's key",
        PLAN,
        ("    时间: 4月", "⟦tab⟧\t时间: 4月"),
        mend=("\t时间: 4月", "    时间: 4月"),
        hinted="时间: 4月",
    ),
    _case(
        "tab before a paragraph",
        NOTICE,
        (_BODY, "⟦tab⟧\t各单位主要负责同志是第一责任人。\n"),
        mend=("\t各", "  各"),
        hinted="  各单位主要负责同志",
    ),
    _case(
        "tab inside a roster",
        ROSTER,
        ("    组长: 高松", "  ⟦tab⟧\t组长: 高松"),
        mend=("  \t组长: 高松", "    组长: 高松"),
        hinted="组长: 高松",
    ),
    _case(
        "tabs in two places",
        REPORT,
        ("  一、主要", "⟦tab⟧\t一、主要"),
        ("  逐点", "⟦tab⟧\t逐点"),
        mend=("\t一、主要做法\n\t", "  一、主要做法\n  "),
        hinted="  一、主要做法",
    ),
    _case(
        "full-width blanks before a paragraph",
        NOTICE,
        (_BODY, "⟦full-width-indent⟧　　各单位主要负责同志是第一责任人。\n"),
        mend=("　　各", "  各"),
        hinted="  各单位主要负责同志",
    ),
    _case(
        "full-width blanks before a key",
        PLAN,
        ("    时间: 4月", "⟦full-width-indent⟧　　时间: 4月"),
        mend=("　　时间: 4月", "    时间: 4月"),
    ),
    _case(
        "full-width blank before a list item",
        DIGEST,
        ("  - 标题: 快速", "⟦full-width-indent⟧　- 标题: 快速"),
        mend=("　- 标题", "  - 标题"),
        hinted="- 标题: 快速反应",
    ),
    _case(
        "no-break space before a group",
        ROSTER,
        ("  综合组:", "⟦full-width-indent⟧\u00a0\u00a0综合组:"),
        mend=("\u00a0\u00a0综合组:", "  综合组:"),
    ),
    _case(
        "full-width colon behind a key",
        NOTICE,
        ("标题: 关于", "标题⟦full-width-colon⟧：关于"),
        mend=("标题：关于做好汛期地质灾害防治工作的通知", "标题: 关于做好汛期地质灾害防治工作的通知"),
    ),
    _case(
        "full-width colon before a block",
        SUMMARY,
        ("正文: |", "正文⟦full-width-colon⟧：|"),
        mend=("正文：|", "正文: |"),
    ),
    _case(
        "full-width colon inside a phase",
        PLAN,
        ("  - 名称: 防范", "  - 名称⟦full-width-colon⟧：防范"),
        mend=("名称：防范阶段", "名称: 防范阶段"),
    ),
    _case(
        "full-width colon in a roster's group",
        ROSTER,
        ("    成员: 王一丁", "    成员⟦full-width-colon⟧：王一丁"),
        mend=("成员：王一丁、李起", "成员: 王一丁、李起"),
    ),
    _case(
        "full-width colon behind the first key",
        TABLE,
        ("文种: 表格", "文种⟦full-width-colon⟧：表格"),
        mend=("文种：表格", "文种: 表格"),
    ),
]

KEYS = [
    _case(
        "title written twice",
        NOTICE,
        ("主送:", "⟦duplicate-key⟧标题: 关于防汛的通知\n主送:"),
        mend=("标题: 关于防汛的通知\n", ""),
        hinted="删去其中一处",
    ),
    _case(
        "time of a phase written twice",
        PLAN,
        ("    时间: 4月\n", "    时间: 4月\n    ⟦duplicate-key⟧时间: 5月\n"),
        mend=("    时间: 5月\n", ""),
        hinted="删去其中一处",
    ),
    _case(
        "rank written twice",
        ROSTER,
        ("成员: 局属", "⟦duplicate-key⟧组长: 李启明\n成员: 局属"),
        mend=("组长: 李启明\n", ""),
        hinted="删去其中一处",
    ),
    _case(
        "working group written twice",
        ROSTER,
        ("    成员: 王一丁、李起\n", "    成员: 王一丁、李起\n  ⟦duplicate-key⟧综合组:\n    组长: 谭晓\n"),
        mend=("  综合组:\n    组长: 谭晓\n", ""),
        hinted="删去其中一处",
    ),
    _case("recipient by its long name", NOTICE, ("主送:", "⟦unknown-key⟧主送机关:"), mend=("主送机关:", "主送:")),
    _case("misspelt title", REPORT, ("标题:", "⟦unknown-key⟧标提:"), mend=("标提:", "标题:")),
    _case(
        "key nobody knows",
        TABLE,
        ("空白行数", "⟦unknown-key⟧颜色: 红\n空白行数"),
        mend=("颜色: 红\n", ""),
        hinted="这里可用的键有",
    ),
    _case(
        "unknown key inside a phase",
        PLAN,
        ("    时间: 4月", "    ⟦unknown-key⟧起止时间: 4月"),
        mend=("起止时间:", "时间:"),
    ),
    _case(
        "unknown key in the office", ROSTER, ("  设在:", "  ⟦unknown-key⟧地点:"), mend=("地点:", "设在:"), hinted="设在"
    ),
    _case(
        "unknown key of a speech",
        DIGEST,
        ("    发言人: 云山市自然", "    ⟦unknown-key⟧发言者: 云山市自然"),
        mend=("发言者:", "发言人:"),
    ),
    _case(
        "top-level key inside a phase",
        PLAN,
        ("      2.开展应急演练。\n", "      2.开展应急演练。\n    ⟦unknown-key⟧落款: 市局\n"),
        mend=("    落款: 市局", "落款: 市局"),
        hinted="移到行首",
    ),
    _case("misspelt kind", NOTICE, ("文种: 通知", "文种: ⟦unknown-kind⟧通之"), mend=("文种: 通之", "文种: 通知")),
    _case(
        "kind that gongwen does not make",
        REPORT,
        ("文种: 报告", "文种: ⟦unknown-kind⟧简报"),
        mend=("文种: 简报", "文种: 报告"),
        hinted="报告",
    ),
    _case("kind left empty", PLAN, ("文种: 方案", "文种:⟦unknown-kind⟧"), mend=("文种:", "文种: 方案"), hinted="方案"),
    _case(
        "kind given as a list",
        PLAN,
        ("文种: 方案", "文种: ⟦unknown-kind⟧[方案]"),
        mend=("[方案]", "方案"),
        hinted="方案",
    ),
    _case(
        "no kind at all",
        NOTICE,
        ("文种: 通知\n文号", "⟦missing-kind⟧文号"),
        mend=("文号", "文种: 通知\n文号"),
        hinted="文种: 通知",
    ),
    _case(
        "kind under another name", NOTICE, ("文种:", "⟦missing-kind⟧类型:"), mend=("类型:", "文种:"), hinted="“文种”"
    ),
    _case(
        "notice without a title",
        NOTICE,
        ("文种: 通知", "⟦missing-key⟧文种: 通知"),
        ("标题: 关于做好汛期地质灾害防治工作的通知\n", ""),
        mend=("主送:", "标题: 关于防汛的通知\n主送:"),
        hinted="标题: ……",
    ),
    _case(
        "report without a body",
        "⟦missing-key⟧文种: 报告\n签发人: 孙明远\n标题: 关于防汛的报告\n",
        mend=("签发人", "正文: 特此报告。\n签发人"),
        hinted="正文: ……",
    ),
    _case(
        "speech without its speaker",
        DIGEST,
        ("  - 标题: 快速", "  - ⟦missing-key⟧标题: 快速"),
        ("    发言人: 云山市应急管理局局长 李启明\n", ""),
        mend=("快速反应 科学处置\n", "快速反应 科学处置\n    发言人: 李启明\n"),
        hinted="发言人: ……",
    ),
    _case(
        "phase without its name",
        PLAN,
        ("  - 名称: 防范阶段\n    时间", "  - ⟦missing-key⟧时间"),
        mend=("  - 时间: 5", "  - 名称: 防范阶段\n    时间: 5"),
        hinted="名称: ……",
    ),
    _case(
        "table without columns",
        TABLE,
        ("文种: 表", "⟦missing-key⟧文种: 表"),
        ("列: 序号、日期、带班领导、电话\n", ""),
        mend=("行: |", "列: 日期、领导、电话\n行: |"),
        hinted="列: ……",
    ),
    _case(
        "two keys missing at once",
        "⟦missing-key⟧⟦missing-key⟧文种: 总结\n日期: 2024年1月5日\n",
        mend=("日期", "标题: 工作总结\n正文: 总结如下。\n日期"),
        hinted="标题: ……",
    ),
    _case(
        "title left empty",
        PLAN,
        ("标题: 汛期地质灾害防治工作方案", "⟦empty-value⟧标题:"),
        mend=("标题:", "标题: 防治工作方案"),
        hinted="标题: ……",
    ),
    _case(
        "attachment list with an empty item",
        NOTICE,
        ("日期:", "附件:\n  - 名单.yaml\n  -⟦empty-item⟧\n日期:"),
        mend=("  -\n", ""),
        hinted="删去这一行",
        others={"名单.yaml": ROSTER},
    ),
]

VALUES = [
    _case(
        "title as a list",
        NOTICE,
        ("标题: 关于做好汛期地质灾害防治工作的通知", "⟦wrong-shape⟧标题:\n  - 关于做好汛期\n  - 防治工作的通知"),
        mend=("标题:\n  - 关于做好汛期\n  - 防", "标题: |\n  关于做好汛期\n  防"),
        hinted="标题: |",
    ),
    _case(
        "body as a mapping",
        REPORT,
        (
            "正文: |\n  现将有关情况报告如下：\n  一、主要做法\n  逐点排查，建立台账。\n",
            "⟦wrong-shape⟧正文:\n  第一段: 逐点排查\n",
        ),
        mend=("正文:\n  第一段: ", "正文: |\n  "),
        hinted="正文: |",
    ),
    Case(
        "speeches as one text",
        "文种: 发言摘要\n标题: 摘要\n发言: ⟦wrong-shape⟧压实责任\n",
        mend=("压实责任", "\n  - 标题: 压实责任\n    发言人: 孙明远\n    正文: 抓落实。"),
        hinted="- ",
    ),
    _case(
        "phases as a text",
        "文种: 方案\n标题: 工作方案\n正文: 分步实施。\n阶段: ⟦wrong-shape⟧排查、防范\n",
        mend=("阶段: 排查、防范", "阶段:\n  - 名称: 排查\n    内容: 排查。"),
        hinted="- ",
    ),
    _case(
        "office of a roster as a text",
        ROSTER,
        ("办公室:\n  设在: 市局办公室\n  主任: 赵立\n", "办公室: ⟦wrong-shape⟧市局办公室\n"),
        mend=("办公室: 市局", "办公室:\n  设在: 市局"),
        hinted="办公室:",
    ),
    _case("number in words", TABLE, ("空白行数: 5", "空白行数: ⟦not-a-number⟧五行"), mend=("五行", "3"), hinted="3"),
    _case(
        "number out of range",
        TABLE,
        ("空白行数: 5", "空白行数: ⟦out-of-range⟧5000"),
        mend=("5000", "1000"),
        hinted="1000",
    ),
    _case(
        "format that does not exist",
        NOTICE,
        ("主送:", "格式: ⟦choice⟧电报\n主送:"),
        mend=("电报", "文件"),
        hinted="照样写",
    ),
    _case(
        "numbering that does not exist",
        PLAN,
        ("正文: |", "编号: ⟦choice⟧重排\n正文: |"),
        mend=("重排", "自动"),
        hinted="照样写",
    ),
    _case("seal by another word", NOTICE, ("日期:", "用印: ⟦choice⟧不盖\n日期:"), mend=("不盖", "否"), hinted="照样写"),
    _case(
        "urgency that does not exist",
        NOTICE,
        ("主送:", "紧急程度: ⟦choice⟧十分紧急\n主送:"),
        mend=("十分紧急", "特急"),
        hinted="照样写",
    ),
    _case(
        "secrecy that does not exist",
        NOTICE,
        ("主送:", "密级: ⟦secrecy-form⟧内部\n份号: 1\n主送:"),
        mend=("内部", "秘密★1年"),
        hinted="★",
    ),
    _case(
        "copy number with letters",
        NOTICE,
        ("主送:", "份号: ⟦copy-number-form⟧A001\n主送:"),
        mend=("A001", "001"),
        hinted="数字",
    ),
    _case(
        "day that does not exist",
        NOTICE,
        ("日期: 2024年4月19日", "日期: ⟦date-unreal⟧2024年4月31日"),
        mend=("4月31日", "4月30日"),
        hinted="核对",
    ),
    _case(
        "29 February of an ordinary year",
        SUMMARY,
        ("日期: 2024年10月8日", "日期: ⟦date-unreal⟧2023-02-29"),
        mend=("2023-02-29", "2023-02-28"),
        hinted="核对",
    ),
    _case(
        "thirteenth month",
        REPORT,
        ("日期: 2024年10月8日", "日期: ⟦date-unreal⟧2024/13/1"),
        mend=("2024/13/1", "2024/12/1"),
        hinted="核对",
    ),
    _case(
        "printing date that does not exist",
        NOTICE,
        ("日期: 2024", "印发机关: 市局办公室\n印发日期: ⟦date-unreal⟧2024年6月31日\n日期: 2024"),
        mend=("6月31日", "6月30日"),
        hinted="核对",
    ),
    _case(
        "date without its century",
        NOTICE,
        ("日期: 2024年4月19日", "日期: ⟦date-form⟧24年4月19日"),
        mend=("24年4月19日", "2024年4月19日"),
        hinted="2020年1月19日",
    ),
    _case(
        "date with padded month",
        ISSUE,
        ("日期: 2024年4月20日", "日期: ⟦date-padded⟧2024年04月20日"),
        mend=("04月", "4月"),
        hinted="01",
        others={"方案.yaml": PLAN},
    ),
    _case(
        "number of another year than the date",
        NOTICE,
        ("〔2024〕15号", "〔⟦number-year⟧2023〕15号"),
        mend=("云自然资字〔2023〕15号", "云自然资字〔2024〕15号"),
    ),
    _case(
        "issue notice with last year's number",
        ISSUE,
        ("日期: 2024年4月20日", "日期: 2025年1月6日"),
        ("〔2024〕16", "〔⟦number-year⟧2024〕16"),
        mend=("云自然资字〔2024〕16号", "云自然资字〔2025〕16号"),
        others={"方案.yaml": PLAN},
    ),
    _case(
        "number with square brackets",
        NOTICE,
        ("文号: 云自然资字〔2024〕15号", "文号: ⟦number-form⟧云自然资字[2024]15号"),
        mend=("云自然资字[2024]15号", "云自然资字〔2024〕15号"),
    ),
    _case(
        "number without its measure word",
        NOTICE,
        ("文号: 云自然资字〔2024〕15号", "文号: ⟦number-form⟧云自然资字[2024]15"),
        mend=("云自然资字[2024]15", "云自然资字〔2024〕15号"),
    ),
    _case(
        "number with a padded serial",
        NOTICE,
        ("文号: 云自然资字〔2024〕15号", "文号: ⟦number-form⟧云自然资字〔2024〕015号"),
        mend=("云自然资字〔2024〕015号", "云自然资字〔2024〕15号"),
    ),
    _case(
        "row with too many cells",
        TABLE,
        ("  6月2日 | 赵立 | 2180001", "  ⟦too-many-cells⟧6月2日 | 赵立 | 2180001 | 多出一格"),
        mend=(" | 多出一格", ""),
        hinted="3 列",
    ),
    _case(
        "merged column that is not there",
        SCHEDULE,
        ("合并: 阶段", "合并: ⟦unknown-column⟧时限"),
        mend=("合并: 时限", "合并: 阶段"),
        hinted="列有",
    ),
    _case(
        "attachment without a source",
        NOTICE,
        ("日期:", "附件:\n  - ⟦attachment-source⟧名称: 联络员名单\n日期:"),
        mend=("联络员名单", "联络员名单\n    内容: 王一丁"),
        hinted="内容",
    ),
    _case(
        "roster without people",
        "⟦empty-roster⟧文种: 名单\n标题: 工作专班名单\n",
        mend=("标题", "组长: 孙明远\n标题"),
        hinted="组长",
    ),
    _case(
        "schedule without rows",
        SCHEDULE,
        ("文种: 配", "⟦schedule-rows⟧文种: 配"),
        ("行: |\n  排查阶段 | 逐一排查 | 地质勘查科\n  防范阶段 | 应急演练 | 各分局\n", ""),
        mend=("合并: 阶段", "行: 排查阶段 | 逐一排查 | 各科"),
        hinted="行",
    ),
    _case(
        "digest without speeches",
        "文种: 发言摘要\n标题: 摘要\n发言: ⟦length⟧[]\n",
        mend=("[]", "\n  - 标题: 压实责任\n    发言人: 孙明远\n    正文: 抓落实。"),
        hinted="1 项",
    ),
]

YAML = [
    Case(
        "two documents in one file",
        f"{NOTICE}⟦several-documents⟧---\n{SUMMARY}",
        mend=(f"---\n{SUMMARY}", ""),
        hinted="另一个文件",
    ),
    Case(
        "a second document after dots",
        f"{SUMMARY}...\n⟦several-documents⟧---\n{NOTICE}",
        mend=(f"...\n---\n{NOTICE}", ""),
        hinted="另一个文件",
    ),
    _case(
        "anchor before a value",
        NOTICE,
        ("主送: 各", "主送: ⟦alias⟧&all 各"),
        mend=("&all 各", "各"),
        hinted="直接写出来",
    ),
    _case(
        "anchor with a Chinese name",
        NOTICE,
        ("主送: 各", "主送: ⟦reserved-start⟧&全部 各"),
        mend=("&全部 各区县局、分局，局属各单位", "'&全部 各区县局、分局，局属各单位'"),
    ),
    _case(
        "alias for a value",
        NOTICE,
        ("附注: 联系人：王一丁，电话：033-2180001", "附注: ⟦alias⟧*lxr"),
        mend=("*lxr", "'*lxr'"),
    ),
    _case(
        "merge key in a phase",
        PLAN,
        ("    时间: 4月\n", "    ⟦merge-key⟧<<: {时间: 4月}\n"),
        mend=("<<: {时间: 4月}", "时间: 4月"),
        hinted="直接写出来",
    ),
    Case(
        "value tagged as python code",
        changed(NOTICE, ("主送: 各", "主送: ⟦tag⟧!!python/object/apply:os.system 各")),
        mend=("!!python/object/apply:os.system ", ""),
        hinted="删去 !",
    ),
    _case(
        "value tagged as binary",
        REPORT,
        ("主送: 市", "主送: ⟦tag⟧!!binary 市"),
        mend=("!!binary ", ""),
        hinted="删去 !",
    ),
    _case("tag of one's own", ROSTER, ("组长: 孙", "组长: ⟦tag⟧!person 孙"), mend=("!person ", ""), hinted="删去 !"),
    _case(
        "tag of one's own in Chinese",
        ROSTER,
        ("组长: 孙", "组长: ⟦reserved-start⟧!姓名 孙"),
        mend=("!姓名 孙明远 市局党组书记、局长", "'!姓名 孙明远 市局党组书记、局长'"),
    ),
    _case("tag before a block", SUMMARY, ("正文: |", "正文: ⟦tag⟧!!str |"), mend=("!!str |", "|"), hinted="删去 !"),
    Case(
        "forty-one brackets",
        changed(
            NOTICE,
            ("主送: 各区县局、分局，局属各单位", "主送: " + "[" * 39 + "⟦too-deep⟧[" + "[" * 5 + "各单位" + "]" * 45),
        ),
        mend=("[" * 45 + "各单位" + "]" * 45, "各单位"),
        hinted="减少嵌套",
    ),
    Case(
        "a hundred thousand brackets",
        changed(
            NOTICE,
            ("主送: 各区县局、分局，局属各单位", "主送: " + "[" * 39 + "⟦too-deep⟧[" + "[" * 99_960 + "]" * 100_000),
        ),
    ),
    Case(
        "lists in lists on one line",
        changed(
            NOTICE,
            ("主送: 各区县局、分局，局属各单位", "主送:\n  " + "- " * 39 + "⟦too-deep⟧- " + "- " * 20 + "各单位"),
        ),
    ),
]

CHARACTERS = [
    _case(
        "control character in the body",
        NOTICE,
        ("责任人。", "责任⟦control-character⟧\x01人。"),
        mend=("\x01", ""),
        hinted="删去它",
    ),
    _case(
        "bell in a title", PLAN, ("标题: 汛期", "标题: 汛⟦control-character⟧\x07期"), mend=("\x07", ""), hinted="删去它"
    ),
    _case(
        "form feed between paragraphs",
        REPORT,
        ("  逐点", "  ⟦control-character⟧\x0c逐点"),
        mend=("\x0c", ""),
        hinted="删去它",
    ),
    _case(
        "escape character in a cell",
        TABLE,
        ("| 赵立 |", "| 赵⟦control-character⟧\x1b立 |"),
        mend=("\x1b", ""),
        hinted="删去它",
    ),
    _case(
        "line separator in a roster",
        ROSTER,
        ("书记、局长", "书记、⟦control-character⟧\u2028局长"),
        mend=("\u2028", ""),
        hinted="删去它",
    ),
    _case(
        "delete and no-character in one line",
        SUMMARY,
        ("认真做好", "认⟦control-character⟧\x7f真⟦control-character⟧\ufffe做好"),
        mend=("\x7f真\ufffe", "真"),
        hinted="删去它",
    ),
    _case(
        "byte order mark in the middle",
        DIGEST,
        ("守牢底线", "守牢⟦control-character⟧\ufeff底线"),
        mend=("\ufeff", ""),
        hinted="删去它",
    ),
    _case(
        "control character by an escape",
        NOTICE,
        ("主送: 各区县局、分局，局属各单位", '主送: "各区县局⟦control-character⟧\\x07"'),
        mend=("\\x07", ""),
        hinted="删去这个转义",
    ),
    _case(
        "carriage return by an escape",
        REPORT,
        ("主送: 市人民政府", '主送: "市⟦control-character⟧\\r政府"'),
        mend=("\\r", ""),
        hinted="删去这个转义",
    ),
    _case(
        "lone surrogate by an escape",
        NOTICE,
        ("标题: 关于做好汛期地质灾害防治工作的通知", '标题: "关于⟦surrogate⟧\\ud800的通知"'),
        mend=("\\ud800", ""),
        hinted="不用转义",
    ),
    _case(
        "lone low surrogate in a name",
        ROSTER,
        ("组长: 高松", '组长: "高⟦surrogate⟧\\uDFB7"'),
        mend=('"高\\uDFB7"', "高松"),
        hinted="直接输入这个字",
    ),
    Case(
        "surrogate written as three bytes",
        changed(NOTICE, ("责任人。", "责任人�。")).encode().replace("�".encode(), b"\xed\xa0\x80"),
        at=(("encoding", 8, 18),),
    ),
]

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"

FILES = [
    Case("GBK", NOTICE.encode("gbk"), at=(("encoding", 1, 1),), hinted="UTF-8"),
    Case(
        "GB 18030 with a rare character",
        changed(ROSTER, ("孙明远", "孙𠮷远")).encode("gb18030"),
        at=(("encoding", 1, 1),),
        hinted="UTF-8",
    ),
    Case(
        "GBK after English keys' comment",
        b"# draft\n" + SUMMARY.encode("gbk"),
        at=(("encoding", 2, 1),),
        hinted="UTF-8",
    ),
    Case("UTF-16 as Notepad saves it", NOTICE.encode("utf-16"), at=(("encoding", 0, 0),), hinted="UTF-8"),
    Case("UTF-16 big endian", REPORT.encode("utf-16-be"), at=(("encoding", 0, 0),), hinted="UTF-8"),
    Case("UTF-16 without its mark", TABLE.encode("utf-16-le"), at=(("encoding", 0, 0),), hinted="UTF-8"),
    Case("UTF-32", PLAN.encode("utf-32"), at=(("encoding", 0, 0),), hinted="UTF-8"),
    Case(
        "one stray byte",
        NOTICE.encode().replace("联系人".encode(), "联系".encode() + b"\xff" + "人".encode()),
        at=(("encoding", 12, 7),),
        hinted="重新输入",
    ),
    Case("file cut inside a character", SUMMARY.encode()[:-3], at=(("encoding", 8, 14),), hinted="重新输入"),
    Case("picture", _PNG, at=(("binary", 0, 0),), hinted="核对文件名"),
    Case(
        "Word document",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00word/document.xml" + bytes(100),
        at=(("binary", 0, 0),),
        hinted="核对文件名",
    ),
    Case(
        "old Word document",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        at=(("binary", 0, 0),),
        hinted="核对文件名",
    ),
    Case("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", at=(("binary", 0, 0),), hinted="核对文件名"),
    Case("NUL bytes inside the text", NOTICE.encode() + bytes(3), at=(("binary", 0, 0),), hinted="核对文件名"),
    Case("empty file", b"", at=(("empty", 0, 0),), hinted="文种: 通知"),
    Case("nothing but blank lines", "\n  \n\n", at=(("empty", 0, 0),), hinted="文种: 通知"),
    Case("nothing but comments", "# 通知\n# 文种: 通知\n", at=(("empty", 0, 0),), hinted="文种: 通知"),
    Case("nothing but a mark", "---\n", at=(("empty", 0, 0),), hinted="文种: 通知"),
    Case("nothing but a byte order mark", b"\xef\xbb\xbf", at=(("empty", 0, 0),), hinted="文种: 通知"),
    Case(
        "ten megabytes and one byte",
        NOTICE.encode() + b"#" * (10_000_001 - len(NOTICE.encode())),
        at=(("file/too-large", 0, 0),),
        code=6,
        hinted="拆成几个文件",
    ),
    Case(
        "value over two megabytes",
        changed(NOTICE, ("  各单位主要负责同志是第一责任人。", "  " + "字" * 2_000_001)).replace(
            "正文: |", "正文: ⟦value-too-long⟧|"
        ),
        hinted="拆成几个文件",
    ),
]

_ATTACHED = changed(NOTICE, ("责任人。", "责任人（见附件）。"), ("日期:", "附件:\n  - 名单: 名单.yaml\n日期:"))
_THREE = {
    "方案.yaml": PLAN + "附件:\n  - 配档表.yaml\n",
    "配档表.yaml": SCHEDULE + "附件:\n  - ⟦reference-circle⟧文稿.yaml\n",
}

REFERENCES = [
    _case(
        "attachment that is not there",
        _ATTACHED,
        ("名单.yaml", "⟦reference-missing⟧名册.yaml"),
        mend=("名册.yaml", "名单.yaml"),
        hinted="名单.yaml",
        others={"名单.yaml": ROSTER},
    ),
    _case(
        "issued plan that is not there",
        ISSUE,
        ("方案.yaml", "⟦reference-missing⟧总方案.yaml"),
        mend=("总方案.yaml", "方案.yaml"),
        hinted="方案.yaml",
        others={"方案.yaml": PLAN},
    ),
    _case(
        "organ whose roster is not there",
        NOTICE,
        ("日期:", "机构:\n  专班: ⟦reference-missing⟧专班.yaml\n日期:"),
        hinted="建好",
    ),
    _case(
        "schedule of a plan that is not there",
        "文种: 配档表\n标题: 配档表\n列: 序号、阶段、工作措施\n取自: ⟦reference-missing⟧计划.yaml\n",
        hinted="建好",
    ),
    _case("folder instead of a file", _ATTACHED, ("名单.yaml", "⟦reference-missing⟧../发文")),
    _case(
        "file above the workspace",
        _ATTACHED,
        ("名单.yaml", "⟦reference-outside⟧../../../秘密.yaml"),
        hinted="复制到工作文件夹",
    ),
    _case("absolute path", _ATTACHED, ("名单.yaml", "⟦reference-outside⟧/etc/passwd"), hinted="只写文件名"),
    _case(
        "path on a Windows drive",
        ISSUE,
        ("方案.yaml", "⟦reference-outside⟧D:\\公文\\方案.yaml"),
        mend=("D:\\公文\\方案.yaml", "方案.yaml"),
        others={"方案.yaml": PLAN},
    ),
    _case(
        "path on a Windows share",
        _ATTACHED,
        ("名单.yaml", "⟦reference-outside⟧\\\\server\\公文\\名单.yaml"),
        mend=("\\\\server\\公文\\名单.yaml", "名单.yaml"),
        others={"名单.yaml": ROSTER},
    ),
    _case(
        "document that attaches itself", _ATTACHED, ("名单.yaml", "⟦reference-circle⟧文稿.yaml"), hinted="删去其中一处"
    ),
    Case(
        "two documents in a circle",
        ISSUE,
        others={"方案.yaml": PLAN + "附件:\n  - ⟦reference-circle⟧文稿.yaml\n"},
        hinted="删去其中一处",
    ),
    Case("three documents in a circle", ISSUE, others=_THREE, hinted="删去其中一处"),
    _case(
        "name that nobody has said", NOTICE, ("责任人。", "由⟦unknown-name⟧{专班.组长}负责。"), hinted="这里可以引用"
    ),
    _case(
        "name misspelt",
        _ATTACHED,
        ("见附件", "见⟦unknown-name⟧{附件.名册}"),
        mend=("{附件.名册}", "{附件.名单}"),
        others={"名单.yaml": ROSTER},
    ),
    _case(
        "misspelt rank of a roster",
        NOTICE,
        ("责任人。", "由⟦unknown-name⟧{工作专班.副组}负责。"),
        ("日期:", "机构: 名单.yaml\n日期:"),
        mend=("{工作专班.副组}", "{工作专班.副组长}"),
        others={"名单.yaml": ROSTER},
    ),
    _case(
        "unknown name in the recipients",
        NOTICE,
        ("主送: 各区县局", "主送: 各区县局⟦unknown-name⟧{机关}"),
        mend=("{机关}", "{发文机关}"),
        hinted="发文机关",
    ),
    _case(
        "unknown name in a phase",
        PLAN,
        ("2.建立隐患台账", "2.建立⟦unknown-name⟧{台账.名称}"),
        mend=("{台账.名称}", "台账"),
    ),
    _case(
        "unknown name in a cell",
        TABLE,
        ("| 赵立 |", "| ⟦unknown-name⟧{值班.领导} |"),
        mend=("{值班.领导}", "赵立"),
        hinted="这里可以引用",
    ),
    _case("unknown name in a speech", DIGEST, ("建立台账。", "建立⟦unknown-name⟧{台账}。"), mend=("{台账}", "台账")),
    _case(
        "name that needs another",
        _ATTACHED,
        ("见附件", "见⟦incomplete-name⟧{附件}"),
        mend=("{附件}", "{附件.名单}"),
        others={"名单.yaml": ROSTER},
    ),
    _case(
        "phases in the middle of a line",
        PLAN,
        ("  {阶段}\n", "  {阶段}\n  包括⟦not-alone⟧{阶段}等。\n"),
        mend=("包括{阶段}等。", "{阶段}"),
        hinted="单独写成一行",
    ),
    _case("double underscore of an object", NOTICE, ("责任人。", "由⟦unknown-name⟧{标题.__class__}负责。")),
    _case(
        "way to a class through subclasses",
        NOTICE,
        ("责任人。", "由⟦expression⟧{标题.__class__.__mro__[1].__subclasses__()}负责。"),
    ),
    _case(
        "call of a method",
        REPORT,
        ("逐点", "⟦expression⟧{标题.upper()}逐点"),
        mend=("{标题.upper()}", "{标题}"),
        hinted="名称和圆点",
    ),
    _case(
        "filter",
        SUMMARY,
        ("逐点", "⟦unknown-name⟧{标题|length}逐点"),
        mend=("{标题|length}", "{标题}"),
        hinted="标题",
    ),
    _case("sum", NOTICE, ("责任人。", "⟦expression⟧{7*7}人。"), mend=("{7*7}", "49"), hinted="名称和圆点"),
    _case("item by its key", NOTICE, ("责任人。", "⟦expression⟧{附件['名单']}"), mend=("{附件['名单']}", "名单")),
    _case(
        "environment of a template",
        NOTICE,
        ("责任人。", "⟦expression⟧{cycler.__init__.__globals__.os.popen('id').read()}"),
    ),
    _case("loop", PLAN, ("1.对隐患点", "⟦expression⟧{% for 甲 in 阶段 %}对隐患点")),
    _case("brace never closed", NOTICE, ("责任人。", "⟦brace⟧{标题责任人。"), mend=("{标题", "{{标题"), hinted="{{"),
    _case("closing brace alone", REPORT, ("逐点排查", "逐点⟦brace⟧}排查"), mend=("}排", "}}排"), hinted="}}"),
    _case("empty braces", SUMMARY, ("逐点排查", "逐点⟦brace⟧{}排查"), mend=("{}", "{{}}"), hinted="{{"),
    _case(
        "attachment cited, none attached",
        NOTICE,
        ("责任人。", "责任人（⟦attachment-missing⟧见附件）。"),
        mend=("（见附件）", ""),
        hinted="改正文",
    ),
    _case(
        "second attachment cited, one attached",
        _ATTACHED,
        ("（见附件）", "（见附件1、⟦attachment-missing⟧附件2）"),
        mend=("、附件2", ""),
        hinted="改正文中的序号",
        others={"名单.yaml": ROSTER},
    ),
    _case(
        "attachment cited in a phase",
        PLAN,
        ("2.建立隐患台账。", "2.建立台账（⟦attachment-missing⟧附件3）。"),
        mend=("（附件3）", ""),
        hinted="改正文",
    ),
    _case(
        "phases out of order",
        PLAN,
        ("时间: 5月—9月", "时间: ⟦phase-order⟧3月"),
        mend=("时间: 3月", "时间: 5月"),
        hinted="核对时间",
    ),
    _case(
        "phase that ends before it begins",
        PLAN,
        ("时间: 5月—9月", "时间: ⟦phase-backwards⟧9月—5月"),
        mend=("9月—5月", "5月—9月"),
        hinted="核对起止",
    ),
    _case(
        "phases that go back by days",
        PLAN,
        ("时间: 4月\n", "时间: 2024年4月20日\n"),
        ("时间: 5月—9月", "时间: ⟦phase-order⟧2024年4月10日"),
        mend=("4月10日", "4月21日"),
        hinted="核对时间",
    ),
    _case(
        "number that is not the office's to issue",
        ISSUE,
        ("方案.yaml", "⟦issued-kind⟧方案.yaml"),
        hinted="没有红头",
        others={"方案.yaml": SUMMARY.replace("文种: 总结", "文种: 通知")},
    ),
    _case(
        "roster for an organ is no roster",
        NOTICE,
        ("日期:", "机构: ⟦organ-kind⟧方案.yaml\n日期:"),
        others={"方案.yaml": PLAN},
    ),
]

SEVERAL = [
    Case(
        "five mistakes in one notice",
        "文种⟦full-width-colon⟧：通知\n"
        "文号: ⟦number-form⟧云自然资字[2024]15号\n"
        "标题: 关于防汛的通知\n"
        "⟦unknown-key⟧主送机关: 各区县局\n"
        "正文: |\n  现通知如下：\n⟦tab⟧\t一、落实责任\n"
        "日期: ⟦date-unreal⟧2024年2月30日\n",
        mend=(
            "文种：通知\n文号: 云自然资字[2024]15号\n标题: 关于防汛的通知\n主送机关: 各区县局\n"
            "正文: |\n  现通知如下：\n\t一、落实责任\n日期: 2024年2月30日",
            "文种: 通知\n文号: 云自然资字〔2024〕15号\n标题: 关于防汛的通知\n主送: 各区县局\n"
            "正文: |\n  现通知如下：\n  一、落实责任\n日期: 2024年2月29日",
        ),
        hinted="云自然资字〔2024〕15号",
    ),
    _case(
        "mistakes of a roster in each of its parts",
        ROSTER,
        ("组长: 孙", "组长⟦full-width-colon⟧：孙"),
        ("  设在:", "  ⟦unknown-key⟧设于:"),
        ("    成员: 王一丁、李起", "    ⟦duplicate-key⟧组长: 王一丁、李起"),
    ),
    _case(
        "unknown names, a citation and a year at once",
        NOTICE,
        ("〔2024〕", "〔⟦number-year⟧2023〕"),
        ("责任人。", "⟦unknown-name⟧{组长}和⟦unknown-name⟧{副组长}（⟦attachment-missing⟧附件1）。"),
        ("落实责任", "⟦expression⟧{1+1}落实责任"),
    ),
]

CASES = [*SYNTAX, *LAYOUT, *KEYS, *VALUES, *YAML, *CHARACTERS, *FILES, *REFERENCES, *SEVERAL]
