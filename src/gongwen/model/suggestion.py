"""建议提案: one item of a ledger (台账), as an office enters it. The domain's word; a checker's advice is a hint."""

import re
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from gongwen.model.dates import DayText, parse_date
from gongwen.model.record import Items, Record
from gongwen.model.text import Line, Text

#: What an item is, by the words that offices use for it; the first that occurs decides.
CATEGORIES = {
    "议案": "议案",
    "提案": "提案",
    "政协": "提案",
    "委员": "提案",
    "建议": "建议",
    "人大": "建议",
    "代表": "建议",
}
#: How an item is handled → the name it is counted under. 协办 and 会办 are one thing, 独办 and 单办 a 主办 alone.
HANDLING = {
    "主办": "主办",
    "独办": "主办",
    "单办": "主办",
    "单独": "主办",
    "牵头": "主办",
    "分办": "分办",
    "协办": "协办",
    "会办": "协办",
    "配合": "协办",
    "参阅": "参阅",
    "供参考": "参阅",
}
#: The levels, by the words that offices write for them; another word is a level of its own.
LEVELS = {
    "全国": "全国", "国家": "全国", "国家级": "全国", "省": "省级", "自治区": "省级", "市": "市级", "州": "市级",
    "县": "县级", "区": "县级", "区级": "县级", "县区级": "县级", "区县级": "县级",
}  # fmt: skip
#: Handled so, an item is answered to its proposer; the others only help or read.
ANSWERING = ("主办", "分办")
#: The keys that hold days.
DATES = frozenset({"交办日期", "办结时限", "答复日期"})
SATISFACTION = ("满意", "基本满意", "不满意", "理解", "未反馈")
#: A proposal made between two sessions.
BETWEEN_SESSIONS = "闭会"
_BETWEEN = re.compile("闭会")
_NO = ("否", "不是", "无", "没有", "×", "0", "", "n", "N", "no", "—", "-", "/")
_NOT_KEY = frozenset((*_NO, "非", "非重点", "非重点件", "一般", "一般件", "普通", "普通件"))
_FIRST = frozenset((*_NO, "首次", "首次办理", "初次", "初次办理", "第一次", "一次", "一次办理"))
_MORE = re.compile(r"等(\d{1,4})?(?:名|位|人)?(?:代表|委员|人)?$")
#: The sectors (界别) of a conference whose names are no longer than those of persons, with 界 or the bodies themselves.
_SECTORS = (
    "共青团|工会|总工会|妇联|青联|科协|台联|侨联|工商联|"
    "(?:文化|艺术|文艺|科技|社科|经济|工商|农业|农林|教育|体育|新闻|出版|医药|医卫|卫生|友好|福利|社保|民族|宗教|特邀|环资|资源|"
    "法律|法制|企业|金融|科协|妇联|青联|侨联|台联|工会)界"
)
#: A name that only a body bears: a party, a sector, or longer than a person's name with the ending of a body.
_BODY = re.compile(
    r"民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|无党派(?:人士|界)?"
    rf"|{_SECTORS}"
    r"|[省市县].+(?:委|联|会|社|协)"
    r"|.{3,}委|.{2,}(?:委会|支部|总支|小组|界别)|.+(?:工商联|联合会|委员会|代表团)"
    r"|.{4,}(?:会|社|界|联|协)"
)


def _names(value: object) -> object:
    """陈军、王芳 or 陈军，王芳 or 陈军 王芳."""
    if isinstance(value, str):
        return tuple(Text(value).parts(re.compile(r"[、，,;；\n]")))
    return value


def class_letter(result: str | None) -> str:
    """A of A, A类, （A）, 〔A〕; empty for nothing."""
    return re.sub(r"[\s（）()〔〕\[\]]|类", "", result or "").upper()


Proposers = Annotated[Items, BeforeValidator(_names)]


class Suggestion(Record):
    """One row of a ledger. Only its number and its title must be there; what a figure needs and lacks is told."""

    number: Line = Field(alias="编号", description="建议或提案的编号，如：082")
    title: Line = Field(alias="标题", description="建议或提案的标题")
    category: Line | None = Field(default=None, alias="类别", description="代表建议、政协提案、议案、集体提案等")
    level: Line | None = Field(default=None, alias="层级", description="全国、省、市、县")
    session: Line | None = Field(default=None, alias="会议", description="届次，如：五届五次；闭会期间提出的写闭会")
    proposers: Proposers = Field(default=(), alias="提出人", description="姓名，用顿号分开；可写“等5人”")
    proposing_unit: Line | None = Field(default=None, alias="提出单位", description="集体提案的提出单位")
    handling: Line | None = Field(default=None, alias="办理方式", description="主办、分办、协办（会办）、独办、参阅")
    lead_unit: Line | None = Field(default=None, alias="主办单位", description="主办单位")
    joint_units: Items = Field(default=(), alias="会办单位", description="会办（协办）单位，用顿号分开")
    section: Line | None = Field(default=None, alias="科室", description="承办科室")
    handler: Line | None = Field(default=None, alias="承办人", description="承办人")
    leader: Line | None = Field(default=None, alias="分管领导", description="分管领导")
    assigned: DayText | None = Field(default=None, alias="交办日期", description="交办日期")
    due: DayText | None = Field(default=None, alias="办结时限", description="应当答复的最后一天")
    replied: DayText | None = Field(
        default=None, alias="答复日期", description="答复（会办意见）的日期；没有答复时空着"
    )
    reply_number: Line | None = Field(default=None, alias="答复文号", description="答复的发文字号")
    result: Line | None = Field(default=None, alias="结果", description="办理结果的类别，如：A")
    satisfaction: Line | None = Field(default=None, alias="满意度", description="满意、基本满意、不满意、理解、未反馈")
    attitude: Line | None = Field(default=None, alias="态度满意度", description="对办理态度的满意度")
    contact: Line | None = Field(default=None, alias="沟通方式", description="面商、走访、座谈、电话等")
    openness: Line | None = Field(default=None, alias="公开", description="主动公开、依申请公开、不予公开")
    key: Line | None = Field(default=None, alias="重点", description="是否重点建议提案：是、否")
    key_leader: Line | None = Field(default=None, alias="领办领导", description="领办的领导")
    again: Line | None = Field(default=None, alias="二次办理", description="再次办理的，写原来的会议或“是”")
    topic: Line | None = Field(default=None, alias="主题", description="内容分类，如：用地保障")
    progress: Text | None = Field(default=None, alias="办理情况", description="办理情况")
    reply: Text | None = Field(default=None, alias="答复内容", description="答复（会办意见）的正文，换一行就是一段")
    highlight: Text | None = Field(default=None, alias="亮点", description="值得写进总结的做法")

    @cached_property
    def kind(self) -> str:
        """建议, 提案 or 议案; empty if the row does not say."""
        written = self.category or ""
        return next((kind for word, kind in CATEGORIES.items() if word in written), "")

    @cached_property
    def way(self) -> str:
        """主办, 分办, 协办 or 参阅; empty if the row does not say."""
        written = self.handling or ""
        return next((way for word, way in HANDLING.items() if word in written), "")

    @cached_property
    def tier(self) -> str:
        """全国, 省级, 市级, 县级, or the level in the ledger's own words."""
        return LEVELS.get(self.level, str(self.level)) if self.level else ""

    @cached_property
    def class_letter(self) -> str:
        """The letter of the result."""
        return class_letter(self.result)

    @cached_property
    def opinion(self) -> str:
        """One of SATISFACTION; 未反馈 when the form is not back, empty when the words are none of them."""
        written = re.sub(r"\s", "", self.satisfaction or "")
        if not written:
            return "未反馈"
        return next((word for word in SATISFACTION if word == written), "")

    @property
    def is_answering(self) -> bool:
        """Does this office answer the proposer?"""
        return self.way in ANSWERING

    @property
    def awaits_answer(self) -> bool:
        """Is anything due of this office? What is sent for information (参阅) is to be read (standard 6.1)."""
        return self.way != "参阅"

    @property
    def is_between_sessions(self) -> bool:
        return self.session is not None and _BETWEEN.search(self.session) is not None

    @property
    def is_key(self) -> bool:
        return self.key is not None and self.key not in _NOT_KEY

    @property
    def is_again(self) -> bool:
        return self.again is not None and self.again not in _FIRST

    @cached_property
    def proposer_count(self) -> int:
        """How many have signed; 等5人 gives the whole number."""
        if not self.proposers:
            return 0
        more = _MORE.search(self.proposers[-1])
        return int(more[1]) if more and more[1] else len(self.proposers)

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The proposers if every one is a body that stands where persons are named: 九三学社云山市委."""
        names = tuple(str(name) for name in self.proposers)
        return names if all(_BODY.fullmatch(name) for name in names) else ()

    @property
    def is_collective(self) -> bool:
        """By a party, a group or another body."""
        return (
            self.proposing_unit is not None
            or bool(self.bodies)
            or any(word in (self.category or "") for word in ("集体", "党派", "界别"))
        )

    def replied_by(self, day: date | None) -> bool:
        """Is the reply given, and not after `day`?"""
        return self.replied is not None and (day is None or parse_date(self.replied) <= day)

    @property
    def is_in_time(self) -> bool:
        """Given on the last day or earlier; only of use where both days are known."""
        return self.replied is not None and self.due is not None and parse_date(self.replied) <= parse_date(self.due)
