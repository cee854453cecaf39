"""docs/reference/names.md: what `{…}` can name, read from the scope of a specimen that uses everything.

Each name is resolved and worded by the program itself; a name or a leaf type without a description here stops the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from msgspec import Struct

from gongwen.compose.words import words
from gongwen.model.document import Document
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.ledger import Ledger
from gongwen.model.office import Office
from gongwen.model.register import Unit
from gongwen.model.suggestion import Suggestion
from gongwen.model.text import Text
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.resolve import resolve_document
from gongwen.resolve.scope import Expanding, Leaf, Scope
from scripts.pages.markdown import code, page, table

PATH = "reference/names.md"

_FILES: dict[str, dict[str, object]] = {
    "通知.yaml": {
        "文种": "印发通知",
        "文号": "云自然资字〔2025〕3号",
        "主送": "{单位.各区县局}",
        "印发": "方案.yaml",
        "日期": "2025年1月17日",
    },
    "总结.yaml": {
        "文种": "总结",
        "标题": "办理工作总结",
        "年度": "2024",
        "截至": "2024年11月30日",
        "台账": "台账.xlsx",
        "去年台账": "去年.xlsx",
        "往年台账": {"2022": "前年.xlsx"},
        "数字": {"走访": "12", "走访.企业": "5"},
        "指标": {"列": "指标、2023年、2024年", "行": "受理 | 1037 | 2252\n满意率 | 79.28% | 82.24%"},
        "亮点": {"082": "解决了用地指标。"},
        "图": {"结果": {"标题": "办理结果", "各类": "结果"}},
        "正文": "{总数}件。",
    },
    "批复.yaml": {
        "文种": "批复",
        "标题": "关于文山区防治方案的批复",
        "来文": {
            "单位": "文山区自然资源局",
            "标题": "关于批准防治方案的请示",
            "文号": "文自然资〔2025〕6号",
            "日期": "2025年1月6日",
        },
        "正文": "同意。",
        "日期": "2025年1月17日",
    },
    "答复.yaml": {
        "文种": "答复",
        "建议": {
            "编号": "082",
            "类别": "代表建议",
            "层级": "市级",
            "会议": "五届五次",
            "标题": "关于加强山区地质灾害防治的建议",
            "提出人": "张明",
            "办理方式": "主办",
            "主办单位": "云山市自然资源局",
            "会办单位": "云山市财政局",
        },
        "正文": "已采纳。",
        "日期": "2025年4月17日",
    },
    "方案.yaml": {
        "文种": "方案",
        "标题": "迎评实施方案",
        "正文": "{阶段}\n（见{附件.名单}、{附件.配档表}、{附件.3}）",
        "机构": {"工作专班": "名单.yaml"},
        "阶段": [
            {"名称": "准备阶段", "时间": "1月", "内容": "制定方案。"},
            {"名称": "评议阶段", "时间": "10月", "内容": "接受测评。"},
        ],
        "表": {"分工": {"列": "事项、单位", "行": "宣传 | 办公室"}},
        "附件": [
            {"名单": "名单.yaml"},
            "配档表.yaml",
            {"名称": "测评表", "内容": "满意　基本满意　不满意"},
        ],
    },
    "名单.yaml": {
        "文种": "名单",
        "标题": "迎评工作专班名单",
        "简称": "工作专班",
        "组长": "孙明远 市局局长",
        "副组长": "赵立、周成",
        "成员": "王一丁、李起",
        "办公室": {"主任": "赵立"},
        "工作组": {"综合组": {"组长": "高松"}, "宣传组": {"组长": "谭晓"}},
    },
    "配档表.yaml": {"文种": "配档表", "标题": "迎评配档表", "取自": "方案.阶段", "列": "阶段、工作措施、时间"},
}

_ROW = {
    "会议": "五届五次",
    "层级": "市级",
    "主题": "规划",
    "科室": "办公室",
    "主办单位": "市局",
    "办结时限": "2024-6-30",
    "答复日期": "2024-6-3",
    "结果": "A",
    "满意度": "满意",
    "沟通方式": "面商",
    "公开": "主动公开",
    "重点": "是",
}
_LEDGERS: dict[str, list[dict[str, str]]] = {
    "台账.xlsx": [
        _ROW | {"编号": "082", "类别": "代表建议", "标题": "关于用地的建议", "提出人": "李敏", "办理方式": "主办"},
        _ROW | {"编号": "031", "类别": "政协提案", "标题": "关于规划的提案", "提出人": "周平", "办理方式": "分办"},
    ],
    "去年.xlsx": [_ROW | {"编号": "007", "类别": "代表建议", "标题": "关于公交的建议", "办理方式": "主办"}],
    "前年.xlsx": [_ROW | {"编号": "003", "类别": "代表建议", "标题": "关于道路的建议", "办理方式": "主办"}],
}


class _Section(Struct, frozen=True):
    """A section of the page: what must be written for its names to be there, the file whose names are shown, and the
    paths that belong here with what they mean. A path is a pattern; the first that fits counts."""

    title: str
    condition: str
    file: str
    meanings: dict[str, str]
    #: Of names that mean alike, only the first is shown.
    is_sampled: bool = False


_SECTIONS = (
    _Section(
        "文件自己",
        "各文种都可以用；没有写的项不能引用。",
        "通知.yaml",
        {
            "标题": "本文件的标题，连成一行",
            "发文机关": "发文机关；有几个时用“、”连接",
            "日期": "成文日期，照所写的样子",
            "文号": "发文字号",
        },
    ),
    _Section(
        "单位的合称",
        "单位表（content/单位.yaml、.xlsx 或 .csv）里写了 `合称`。",
        "通知.yaml",
        {r"单位\.[^.]+": "这个合称包括的各单位，用简称，照单位表的先后"},
    ),
    _Section("印发的文件", "印发通知。", "通知.yaml", {r"印发\.标题": "所印发文件的标题，连成一行"}),
    _Section(
        "来文",
        "批复和复函，写了 `来文`。",
        "批复.yaml",
        {
            "来文": "来文的标题和文号；正文第一段引用了它，就不再自动写“收悉”",
            r"来文\.单位": "来文单位",
            r"来文\.标题": "来文的标题，照所写的样子",
            r"来文\.文号": "来文的发文字号",
            r"来文\.日期": "来文的日期，照所写的样子",
        },
    ),
    _Section(
        "建议提案",
        "答复和会办意见；台账里没有的一项不能引用。",
        "答复.yaml",
        {
            "称呼代词": "一位代表、委员为“您”，联名和集体提案为“你们”",
            r"建议\.编号": "编号",
            r"建议\.标题": "建议或提案的标题，不带书名号",
            r"建议\.会议": "届次的全称",
            r"建议\.提出人": "提出人，带“代表”或“委员”",
            r"建议\.主办单位": "主办单位",
            r"建议\.会办单位": "会办单位",
        },
    ),
    _Section(
        "附件",
        "写了 `附件`。中间一段可以是代称、附件的文种、附件名称或序号；同一个附件怎样写都行，代称优先。",
        "方案.yaml",
        {
            r"附件\.[^.]+": "附件的叫法；只有一个附件时为“附件”",
            r"附件\.[^.]+\.名称": "附件名称；默认为那个文件的标题",
        },
    ),
    _Section(
        "阶段",
        "写了 `阶段`。",
        "方案.yaml",
        {
            "阶段": "各阶段的小标题和内容，比上面的标题低一级",
            r"阶段\.个数": "阶段的个数，用汉字",
            r"阶段\.名称": "各阶段的名称",
            r"阶段\.简称": "各阶段的简称；默认是名称去掉“阶段”二字",
        },
    ),
    _Section("表", "写了 `表`。", "方案.yaml", {r"表\.[^.]+": "表格"}),
    _Section(
        "名单",
        "名单在 `机构` 里，或是本文件的附件而又写了简称。以名单的简称开头；"
        "`机构` 里写了“简称: 文件名”的，以那里的简称开头。",
        "方案.yaml",
        {
            r"工作专班\..+\.带职务": "同上，姓名前加上职务",
            "工作专班": "名单的简称",
            r"工作专班\.名称": "名单的标题，连成一行",
            r"工作专班\.组成": "组长、副组长等（成员除外）连成的一句",
            r"工作专班\.名单": "整个名单",
            r"工作专班\.工作组": "各工作组的名称",
            r"工作专班\.[^.]+": "这一称谓的人员姓名",
            r"工作专班\.办公室\.[^.]+": "办公室里这一称谓的人员姓名",
            r"工作专班\.工作组\.[^.]+\.[^.]+": "某个工作组里这一称谓的人员姓名",
        },
    ),
    _Section(
        "台账的数字",
        "总结和报告，写了 `台账`。词可以一个接一个，如 `{建议.主办.A类}`、`{主题.规划.占比}`、`{建议.主办.满意率}`；"
        "最后的同比、占比等也可以用竖线隔开。数字不带“件”字，率带 `%`。样例台账只有两件。",
        "总结.yaml",
        {
            "总数": "件数",
            "建议|提案|议案|集体提案|集体建议": "这一类的件数",
            "全国|省级|市级|县级|五届五次|规划|办公室|市局": "层级、会议、主题、科室、主办单位的件数；"
            "与别的词相同时写成 `{主题.规划}`",
            "会议期间|闭会期间|主办|分办|协办|会办|独办|单办|参阅": "这样提出或办理的件数；会办就是协办，主办包括独办",
            "[A-D]类?": "结果是这一类的件数；分类见 gongwen.yaml 的“口径”",
            "满意|基本满意|不满意|理解|未反馈": "主办、分办件里这样反馈的件数",
            "重点|二次办理|首次办理|联名": "重点的、再次办理的、不是再次办理的、几人联名的件数",
            "办结|未办结|答复|按时": "已答复（含会办意见）、没有答复、主办分办已答复、按时答复的件数",
            r"\w+率": "率；怎样算见“口径”，`gongwen ledger figures` 列出定义",
            "同比": "与去年相比：增加几件；率的同比是提高几个百分点",
            "增幅": "与去年相比：增长百分之几",
            "占比": "占前一个词所指件数的百分比，单独写没有用处",
            "名单": "各件的提出人、编号和标题",
            "标题": "本文件的标题；接在别的词后面是各件的标题",
            r"(层级|会议|主题|科室|主办单位)\.\w+": "台账里写的这个词的件数",
            "台账.*": "同不写“台账”",
            r"往年\.\d+\..+": "“往年台账”里那一年的数",
            "年度|截至": "照所写的样子",
            r"件\.[^.]+": "一件建议提案：提出人、编号、标题；编号在建议、提案里都有时写 `{件.提案082}`",
            r"件\.[^.]+\.\w+": "这一件的提出人等",
            "亮点": "各亮点，一件一段",
            r"图\.[^.]+": "图和图题",
            r"图\.[^.]+\.序号": "图号",
        },
        is_sampled=True,
    ),
    _Section(
        "直接写的数",
        "总结和报告，写了 `数字` 或 `指标`。",
        "总结.yaml",
        {
            r"走访\..+\.占比": "占上一级的百分比；写了“去年.走访”的还有同比、增幅，写了满意、主办等件数的还有各种率",
            r"走访(\..+)?": "“数字”里的数",
            r"指标\.[^.]+": "最近一期的数",
            r"指标\.[^.]+\.\d+年": "那一期的数",
            r"指标\.[^.]+\.同比": "最近一期与前一期相比",
            r"指标\.[^.]+\.增幅": "最近一期比前一期增长百分之几",
            r"指标\.[^.]+\.合计": "各期之和",
        },
    ),
)


class _Specimens(Struct, frozen=True):
    documents: dict[str, Document]

    def target(self, reference: Text) -> Document:
        return self.documents[reference]

    def ledger(self, reference: Text) -> Ledger:
        return Ledger(tuple(Suggestion.model_validate(row) for row in _LEDGERS[reference]), reference)

    def units(self) -> tuple[Unit, ...]:
        return tuple(Unit(全称=name, 合称="各区县局") for name in ("张庄分局", "李庄分局"))


def make() -> str:
    """The page."""
    blocks = [
        block
        for section in _SECTIONS
        for block in (f"## {section.title}", section.condition, table(("写法", "印出", "意思"), _rows(section)))
    ]
    return page(
        "正文里的引用",
        "大括号里写名称，层次用圆点隔开，如 `{附件.名单}`；全角的 `｛｝` 也行。标题、副标题、主送、正文、要求、阶段、"
        "表格、名单里的职务和文字、公开、附注里都可以用。标为“（展开成几段）”的要独占一行。要印出大括号本身，写两个：`{{`、`}}`。",
        "每个文件只能引用自己的内容：自己的各项、所印发的文件、自己的附件和机构。"
        "名称要照写，不能计算；写错时会提示最接近的名称。"
        "下面各表由程序从一组样例算出：一份印发通知，所印发的方案带两个阶段、一个表和三个附件，名单的简称是“工作专班”。",
        *blocks,
    )


def scopes() -> dict[str, ResolvedDocument]:
    """The specimen, resolved, by file name."""
    documents = {name: DOCUMENTS[str(keys["文种"])].model_validate(keys) for name, keys in _FILES.items()}
    notice, _ = resolve_document(documents["通知.yaml"], _Specimens(documents), Office(发文机关="云山市自然资源局"))
    assert notice.issued is not None
    reply, _ = resolve_document(documents["批复.yaml"], _Specimens(documents), Office(发文机关="云山市自然资源局"))
    summary, _ = resolve_document(documents["总结.yaml"], _Specimens(documents), Office(发文机关="云山市自然资源局"))
    letter, _ = resolve_document(documents["答复.yaml"], _Specimens(documents), Office(发文机关="云山市自然资源局"))
    return {
        "总结.yaml": summary,
        "通知.yaml": notice,
        "方案.yaml": notice.issued,
        "批复.yaml": reply,
        "答复.yaml": letter,
    }


def undescribed() -> list[str]:
    """Names the specimen offers that no section describes, and leaf types that it does not offer."""
    missing = []
    seen: set[type] = set()
    for file, resolved in scopes().items():
        patterns = [pattern for section in _SECTIONS if section.file == file for pattern in section.meanings]
        patterns += list(_SECTIONS[0].meanings)
        for path, scope in resolved.scope.walk():
            if scope.leaf is None:
                continue
            seen.add(type(scope.leaf))
            name = ".".join(path)
            if not any(re.fullmatch(pattern, name) for pattern in patterns):
                missing.append(name)
    return missing + [leaf.__name__ for leaf in get_args(Leaf) if leaf not in seen]


def _rows(section: _Section) -> Iterator[Sequence[str]]:
    scope = scopes()[section.file].scope
    shown: set[str] = set()
    for path, target in scope.walk():
        name = ".".join(path)
        pattern = next((item for item in section.meanings if re.fullmatch(item, name)), None)
        if target.leaf is None or pattern is None or (section.is_sampled and pattern in shown):
            continue
        shown.add(pattern)
        yield code(f"{{{name}}}"), _printed(name, target, scope), section.meanings[pattern]


def _printed(name: str, target: Scope, scope: Scope) -> str:
    return "（展开成几段）" if isinstance(target.leaf, Expanding) else words(Text(f"{{{name}}}"), scope)
