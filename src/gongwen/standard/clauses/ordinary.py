"""Clauses 3 to 9: what holds for every document, whatever its format."""

from __future__ import annotations

from gongwen.lengths import Length
from gongwen.standard import elements, page
from gongwen.standard.clauses.clause import MAY, MUST, PRACTICE, USUAL, Chapter, kept, measured, outside, seen
from gongwen.standard.requirement import Requirement

_SEAL = "印章在打印以后加盖，页面上没有"


def _mm(length: Length) -> str:
    return f"{length.mm:g} mm"


def _range(asked: Requirement) -> str:
    return f"{_mm(asked.nominal)}±{_mm(asked.tolerance)}"


CHAPTERS = (
    Chapter(
        "纸张、版心和文字",
        (
            measured(
                "F001",
                "3.1",
                "“字”是横向的单位，一个汉字的宽度",
                MUST,
                "是定义，用它量左空、右空几字",
                within=("F031", "F046", "F052"),
            ),
            measured(
                "F002",
                "3.2",
                "“行”是纵向的单位，一个汉字的高度加三号字高度的八分之七",
                MUST,
                "是定义，用它量空几行",
                within=("F008", "F028", "F040"),
            ),
            outside("F003", "4", "纸张的克重、白度、耐折度、不透明度和酸碱度", USUAL, "是纸的性质"),
            measured("F004", "5.1", f"A4 幅面，{_mm(page.PAGE_WIDTH.nominal)} × {_mm(page.PAGE_HEIGHT.nominal)}", MUST),
            measured(
                "F005",
                "5.2.1",
                f"天头 {_range(page.TOP_MARGIN)}，订口 {_range(page.BINDING_MARGIN)}，"
                f"版心 {_mm(page.TEXT_WIDTH.nominal)} × {_mm(page.TEXT_HEIGHT.nominal)}",
                MUST,
            ),
            seen("F006", "5.2.1", "双面印刷时双页的订口在右", PRACTICE, "国标没有规定左右页边对调，默认不对调"),
            measured("F007", "5.2.2", "没有另外规定的文字用三号仿宋体", USUAL, "特定情况可以调整，是否特定由人定"),
            measured(
                "F008",
                "5.2.3",
                f"一面 {page.LINES_PER_PAGE.nominal} 行，一行 {page.CHARACTERS_PER_LINE.nominal} 字，撑满版心",
                USUAL,
                "只看全为正文的满面和全为汉字的满行",
            ),
            measured("F009", "5.2.4", "没有另外规定的文字用黑色", MUST),
            outside(
                "F010",
                "6.1",
                f"版面干净无底灰，字迹清楚，尺寸误差不超过 {_mm(page.PLATE_ERROR.tolerance)}",
                MUST,
                "是制版的质量；误差已计入各项的允许偏差",
            ),
            outside("F011", "6.2", "双面印刷，页码套正，黑色、红色的油墨浓度", MUST, "是印刷的质量"),
            outside("F012", "6.3", "左侧装订，订位、裁切的误差", MUST, "是装订的质量"),
            kept(
                "F013",
                "7.1",
                "公文分版头、主体、版记三部分，页码在版心之外",
                MUST,
                "由模板的次序保证，各要素的位置分项检查",
            ),
            measured("F014", "8", "横排表格的页码位置，表头朝向订口或切口", MUST),
            seen("F015", "9", "计量单位、标点、数字的用法", MUST, "行首行末的标点见 P39、P40；其余的用法要读懂文意"),
        ),
    ),
    Chapter(
        "版头",
        (
            measured(
                "F020",
                "7.2.1",
                "份号用六位三号数字，顶格排在版心左上角第一行",
                USUAL,
                codes=("content/copy-number-form",),
            ),
            kept(
                "F021",
                "条例 9（一）",
                "涉密公文标注份号",
                MUST,
                "标了密级才查，是否涉密由人定",
                "content/copy-number-missing",
            ),
            measured(
                "F022",
                "7.2.2",
                "密级和保密期限用三号黑体，顶格排在第二行，期限用数字",
                USUAL,
                codes=("content/secrecy-form",),
            ),
            kept(
                "F023",
                "保密法",
                "绝密、机密、秘密的期限一般不超过三十年、二十年、十年",
                MUST,
                "定密要由定密责任人定",
                "content/secrecy-period",
            ),
            measured("F024", "7.2.3", "紧急程度用三号黑体顶格，排在份号、密级之下", USUAL, "紧急的等级由人定"),
            seen("F025", "7.2.2", "没有份号时密级排在哪一行", PRACTICE, "国标没有说，按第二行排"),
            measured(
                "F026",
                "7.2.4",
                f"发文机关标志居中，上边缘距版心上边缘 {_mm(elements.AUTHORITY_MARK_TOP.nominal)}，红色，推荐小标宋体",
                MUST,
                "名称是否规范由人看",
            ),
            measured("F027", "7.2.4", "联合行文标志主办机关在前，“文件”在名称右侧上下居中", MUST),
            measured(
                "F028",
                "7.2.5",
                "发文字号在标志下空二行居中，年份用六角括号，不加“第”，不编虚位",
                MUST,
                codes=("content/number-form",),
            ),
            measured("F029", "7.2.5", "上行文的发文字号居左空一字，与最后一个签发人同一行", MUST),
            kept("F030", "条例 9（五）", "联合行文只用主办机关的发文字号", MUST, "内容文件只能写一个发文字号"),
            measured("F031", "7.2.6", "签发人居右空一字；“签发人”用三号仿宋体，姓名用三号楷体", MUST),
            measured(
                "F032",
                "7.2.6",
                "几个签发人从左到右、从上到下排，一般一行两个，最后一个与发文字号同一行",
                MUST,
                "姓名的次序由人看",
            ),
            kept(
                "F033",
                "条例 9（六）",
                "上行文标注签发人",
                MUST,
                "请示、报告必查，其他文种是否上行由人定",
                "content/signatory-missing",
            ),
            measured(
                "F034",
                "7.2.7",
                f"发文字号下 {_mm(elements.RED_RULE_DROP.nominal)} 处有一条与版心等宽的红色分隔线，居中",
                MUST,
            ),
            measured("F035", "7.2.7", "红色分隔线的粗细", PRACTICE, "国标没有规定，太细太粗时提示"),
        ),
    ),
    Chapter(
        "标题、主送机关和正文",
        (
            measured("F040", "7.3.1", "标题用二号小标宋体，在红色分隔线下空二行，居中", MUST),
            measured("F041", "7.3.1", "多行标题排成梯形或菱形，回行词意完整", MUST, "形状自动量；词意是否完整要人看"),
            kept(
                "F042",
                "条例 9（七）",
                "标题由发文机关名称、事由和文种组成",
                MUST,
                "事由写得当否要读懂文意",
                "content/title-organ-missing",
                "content/title-no-kind",
                "content/title-kind",
            ),
            measured(
                "F043",
                "7.3.1、7.3.2",
                "主送机关在标题下空一行，顶格，回行顶格，末尾用全角冒号",
                MUST,
                "名称是否规范由人看",
            ),
            seen(
                "F044", "7.3.2", "主送机关太多使首页没有正文时，移到版记", MUST, "首页没有正文时报 F045，移不移由人定"
            ),
            measured("F045", "7.3.2、7.3.3", "首页须有正文", MUST),
            measured("F046", "7.3.3", "正文在主送机关下一行，每段左空二字，回行顶格", MUST),
            kept(
                "F047",
                "7.3.3",
                "层次序数依次用“一、”“（一）”“1.”“（1）”",
                MAY,
                "看序号的写法和连续，不看分层当否",
                "content/numbering-mark",
                "content/numbering-gap",
            ),
            measured("F048", "7.3.3", "层次题文依次用黑体、楷体、仿宋体、仿宋体", USUAL),
            measured("F049", "5.2.3", "段落之间不另加间距", USUAL, "由每面 22 行推出"),
        ),
    ),
    Chapter(
        "附件说明、署名、日期和附注",
        (
            measured(
                "F050",
                "7.3.4",
                "附件说明在正文下空一行，左空二字，全角冒号，名称后无标点，回行与名称首字对齐",
                MUST,
                codes=(
                    "content/attachment-missing",
                    "content/attachment-uncited",
                ),
            ),
            measured("F051", "7.3.4", "几个附件的名称上下对齐", PRACTICE),
            measured("F052", "7.3.5.1", "加盖印章时成文日期右空四字，不得出现空白印章", MUST),
            measured("F053", "7.3.5.1", "加盖印章时署名以成文日期为准居中", USUAL),
            measured("F054", "7.3.5.1", "印章端正居中下压署名和日期，顶端距正文一行之内", MUST, _SEAL),
            measured("F055", "7.3.5.1", "联合行文时各机关的印章整齐排列，互不相交", MUST, _SEAL),
            measured("F056", "7.3.5.2", "不加盖印章时署名在正文下空一行，右空二字，日期首字右移二字", MUST),
            seen(
                "F057",
                "7.3.5.2",
                "不加盖印章的联合行文先排主办机关署名，其余依次下排",
                MUST,
                "哪一个是主办机关由人定，次序照内容文件印出",
            ),
            measured(
                "F058",
                "7.3.5.3",
                "签发人签名章右空四字，职务在其左空二字，日期在其下空一行",
                MUST,
                "签名章在打印以后加盖的，只查日期",
            ),
            measured(
                "F059",
                "7.3.5.4",
                "成文日期用阿拉伯数字标全年月日，不编虚位",
                MUST,
                codes=(
                    "content/date-form",
                    "content/date-padded",
                    "content/date-unreal",
                ),
            ),
            seen("F060", "条例 9（十二）", "成文日期是会议通过或签发的日期", MUST, "页面上看不出哪一天签发"),
            seen(
                "F061",
                "条例 9（十三）",
                "有署名的公文加盖印章，有特定标志的普发性公文和电报可以不加",
                MUST,
                "盖不盖由人定，内容文件里写明",
            ),
            measured("F062", "7.3.5.5", "落款排不下时调整行距、字距，不使署名和日期独占一面", MAY),
            measured("F063", "7.3.5.5", "不写“此页无正文”", PRACTICE, "是旧标准的写法，现行国标没有提到"),
            measured("F064", "7.3.6", "附注在成文日期下一行，左空二字，加全角圆括号", MUST),
        ),
    ),
    Chapter(
        "附件",
        (
            measured("F070", "7.3.7", "附件另面编排，在版记之前", MUST),
            measured("F071", "7.3.7", "“附件”和序号用三号黑体，顶格排在第一行", MUST),
            measured("F072", "7.3.7", "附件标题居中排在第三行", MUST),
            measured("F073", "7.3.7", "附件的序号和标题与附件说明一致", MUST),
            measured(
                "F074", "7.3.7", "附件的格式同正文", MUST, "表格里的文字不量", within=("F007", "F046", "F048", "F090")
            ),
            measured(
                "F075",
                "7.3.7",
                "附件不能与正文一起装订时，第一行标发文字号和附件序号",
                MUST,
                "别处来的文件，标了发文字号的才知道是另装的附件",
            ),
        ),
    ),
    Chapter(
        "版记",
        (
            measured(
                "F080",
                "7.4.1",
                "版记分隔线与版心等宽，末条与末面的版心下边缘重合；"
                f"推荐首末 {_mm(elements.IMPRINT_THICK_RULE.nominal)}、中间 {_mm(elements.IMPRINT_THIN_RULE.nominal)}",
                MUST,
            ),
            seen(
                "F081", "GB/T 33476.2 7.3.1", "版记排在偶数页", MUST, "在 gongwen.yaml 里选末页或偶数页，页面上不作检查"
            ),
            measured("F082", "7.4.2", "抄送机关用四号仿宋体，左右各空一字，回行与冒号后首字对齐，末尾用句号", USUAL),
            measured("F083", "7.4.2", "移入版记的主送机关排在抄送机关之上，中间没有分隔线", MUST),
            measured("F084", "7.4.3", "印发机关左空一字，印发日期右空一字加“印发”，四号仿宋体", USUAL),
            measured("F085", "7.4.3", "版记的其他要素与印发机关之间用细分隔线隔开", MUST, within=("F080",)),
            kept(
                "F086",
                "条例 9（十七）",
                "印发日期是送印的日期，不早于成文日期",
                MUST,
                "只比较两个日期",
                "content/printed-before-date",
            ),
        ),
    ),
    Chapter(
        "页码",
        (
            measured(
                "F087",
                "7.5",
                "页码用四号半角宋体数字，左右各一条一字线，"
                f"距版心下边缘 {_mm(page.PAGE_NUMBER_DROP.nominal)}，单页居右、双页居左空一字",
                MUST,
            ),
            seen("F088", "7.5", "数字与一字线之间空多宽", PRACTICE, "国标没有规定，不作检查"),
            seen(
                "F089",
                "7.5",
                "版记页前有空白页时，空白页和版记页不编页码",
                MUST,
                "有没有页码看得出，空白页是不是有意留的由人定",
            ),
            measured("F090", "7.5", "附件与正文一起装订时页码连续", MUST),
            measured(
                "F091",
                "7.2 至 7.3",
                "各要素之间空几行",
                MUST,
                "归在各要素的条目里",
                within=("F028", "F040", "F043", "F046", "F050", "F056", "F064", "F072"),
            ),
        ),
    ),
)
