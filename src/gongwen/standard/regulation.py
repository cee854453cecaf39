"""党政机关公文处理工作条例 (中办发〔2012〕14号): the kinds of article 8, how each is addressed, numbered and closed.

Article 8 says what a kind is for; that a kind has no addressee or no number, and the words it closes with, are
PRACTICE. What the regulation itself demands stands here with its article.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

REGULATION = "《党政机关公文处理工作条例》"


def article(number: str) -> str:
    """How a message cites an article: 《党政机关公文处理工作条例》第十五条."""
    return f"{REGULATION}{number}"


class Direction(Enum):
    """Which way a document goes between organs; the value is the word a user reads."""

    DOWN = "下行"
    UP = "上行"
    LEVEL = "平行"
    PUBLIC = "公布"


class Need(Enum):
    """Whether a document of a kind has an element."""

    NONE = "不写"
    MAY = "可写"
    MUST = "要写"


class Kind(Struct, frozen=True):
    """A kind of article 8.

    `directions` begin with the usual one. `words` are those a title may end with. `closing` is composed under a text
    that does not close itself; `closings` are the formulas that belong to this kind (PRACTICE, the last part of a
    sentence).
    """

    name: str
    item: str
    directions: tuple[Direction, ...]
    recipients: Need
    number: Need = Need.MUST
    closing: str = ""
    closings: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words for this kind at the end of a title."""
        return (self.name, *self.other_words)

    @property
    def clause(self) -> str:
        """The item of article 8."""
        return article(f"第八条（{self.item}）")


_D = Direction
RESOLUTION = Kind("决议", "一", (_D.DOWN, _D.PUBLIC), Need.NONE, Need.MAY)
DECISION = Kind("决定", "二", (_D.DOWN,), Need.MAY, closings=("特此决定",))
ORDER = Kind("命令", "三", (_D.DOWN, _D.PUBLIC), Need.NONE, other_words=("令",))
COMMUNIQUE = Kind("公报", "四", (_D.PUBLIC,), Need.NONE, Need.MAY)
ANNOUNCEMENT = Kind(
    "公告",
    "五",
    (_D.PUBLIC,),
    Need.NONE,
    Need.MAY,
    closing="特此公告。",
    closings=("特此公告", "现予公告"),
)
CIRCULAR = Kind("通告", "六", (_D.PUBLIC,), Need.NONE, Need.MAY, closing="特此通告。", closings=("特此通告",))
OPINION = Kind("意见", "七", (_D.DOWN, _D.UP, _D.LEVEL), Need.MUST)
NOTICE = Kind("通知", "八", (_D.DOWN, _D.LEVEL), Need.MUST, closings=("特此通知", "专此通知"))
BULLETIN = Kind("通报", "九", (_D.DOWN,), Need.MUST, closings=("特此通报",))
REPORT = Kind("报告", "十", (_D.UP,), Need.MUST, closings=("特此报告", "专此报告", "请审阅", "请审示"))
REQUEST = Kind(
    "请示",
    "十一",
    (_D.UP,),
    Need.MUST,
    closing="妥否，请批示。",
    closings=("请批示", "请批复", "请予批准", "请审批", "请予审批", "请指示", "请予批复", "请予批示", "特此请示"),
)
REPLY = Kind("批复", "十二", (_D.DOWN,), Need.MUST, closing="此复。", closings=("此复", "特此批复"))
BILL = Kind(
    "议案",
    "十三",
    (_D.LEVEL, _D.UP),
    Need.MUST,
    closing="请予审议。",
    closings=("请予审议", "请审议", "提请审议"),
)
LETTER = Kind(
    "函",
    "十四",
    (_D.LEVEL,),
    Need.MUST,
    closings=(
        "特此函告", "特此函达", "专此函告", "专此函达", "特此函复", "专此函复", "特此复函", "此复", "盼复", "请函复",
        "请复函", "函复为盼", "复函为盼", "为盼", "为荷", "特此致函", "请予批准", "请审批", "请予支持", "请予协助",
    ),
)  # fmt: skip
#: Letters about the suggestions of deputies and the proposals of a conference: 函 by another name (PRACTICE).
ITEM_LETTER = replace(LETTER, other_words=("答复", "答复函", "会办意见"))
MINUTES = Kind("纪要", "十五", (_D.DOWN, _D.LEVEL, _D.PUBLIC), Need.NONE, Need.MAY)

#: In the order of article 8.
KINDS = (
    RESOLUTION, DECISION, ORDER, COMMUNIQUE, ANNOUNCEMENT, CIRCULAR, OPINION, NOTICE, BULLETIN, REPORT, REQUEST, REPLY,
    BILL, LETTER, MINUTES,
)  # fmt: skip


def kinds_closed_by(sentence: str) -> tuple[Kind, ...]:
    """The kinds to which the closing formula in `sentence` belongs; none if it holds no formula."""
    return tuple(kind for kind in KINDS if any(formula in sentence for formula in kind.closings))


#: 条例 15(4): words that ask for a decision, which only a 请示 may (of letters, those that ask for approval).
ASKING = r"(?:妥否|当否|可否)，?请|请(?:予)?(?:批示|批复|批准|审批|核准)"

#: 保密法, unless otherwise provided: the longest period of each grade, in years.
SECRECY_YEARS = {"绝密": 30, "机密": 20, "秘密": 10}

#: PRACTICE: the closing of a letter that answers another.
LETTER_REPLY_CLOSING = "特此函复。"

# --- numbers that are not a 发文字号 (PRACTICE, but for the order: GB/T 9704 10.2) ---
ORDER_NUMBER = r"第[1-9]\d{0,7}号"
ANNOUNCEMENT_NUMBER = r"(?:(?:19|20)\d{2}年)?第[1-9]\d{0,7}号"
MINUTES_NUMBER = r"(?:(?:(?:19|20)\d{2}年)?总?第[1-9]\d{0,7}[期号次]|〔(?:19|20)\d{2}〕[1-9]\d{0,7}[号期])"
