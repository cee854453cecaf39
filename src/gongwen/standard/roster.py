"""Columns of a roster in 字. GB/T 9704 says nothing of rosters: all of this is PRACTICE (K04, K05, K07, K08)."""

from __future__ import annotations

from functools import cache

from gongwen.standard.requirement import Force, Form
from gongwen.standard.strokes import ORDERED

#: K04: 副组长： takes four; the widest that still leaves room for a post is 常务副总指挥： and one more.
LABEL_WIDTHS = (4, 5, 6, 7, 8)
#: K05, K08: names of three and one blank; names of four and one blank. Longer names run on (K07).
NAME_WIDTHS = (4, 5)
#: K07, K08: between a name and the post
NAME_GAP = 1
#: What is looked at on the page.
LABEL = Form("", "名单的角色", Force.PRACTICE)
NAMES = Form("", "名单的姓名三字宽", Force.PRACTICE)
COLUMNS = Form("", "名单的姓名、职务", Force.PRACTICE)
WHOLE_NAMES = Form("", "名单的姓名不拆行", Force.PRACTICE)
COMPANY = Form("", "名单一面至少两行", Force.PRACTICE)
#: K18: of the roles, of the names; posts are in the face of the body.
FACES = Form("", "名单的字体", Force.PRACTICE)

#: K01: what the heads of a body are called, by the word that ends its name.
HEADS_OF = {
    "指挥部": ("总指挥", "指挥长"),
    "委员会": ("主任",),
    "领导小组": ("组长",),
    "工作组": ("组长",),
    "专班": ("组长", "召集人"),
    "联席会议": ("召集人",),
}
HEADS = tuple(dict.fromkeys(head for heads in HEADS_OF.values() for head in heads))
#: K01: the same head of several degrees, in order: 第一组长, 组长, 第一副组长, 常务副组长, 副组长.
_DEGREES = ("第一", "", "第一副", "常务副", "副")
_AFTER_HEADS = ("秘书长", "副秘书长", "成员", "组员", "委员", "联络员")


def head_in(rank: str) -> str | None:
    """The head that a rank is a degree of: 组长 of 常务副组长; None for 成员 and for ranks of the writer's own."""
    return next((head for head in HEADS if rank.removesuffix(head) in _DEGREES and rank.endswith(head)), None)


def rank_place(rank: str) -> int | None:
    """K01: the place of a rank among the ranks of one body, from 0; None for a rank of the writer's own."""
    if rank in _AFTER_HEADS:
        return len(_DEGREES) + _AFTER_HEADS.index(rank)
    head = head_in(rank)
    return _DEGREES.index(rank.removesuffix(head)) if head is not None else None


#: K11: what is not said after a name.
UNMARKED = frozenset({"男", "汉", "汉族"})
#: K03: orders that a list may be said to stand in; PRACTICE of election, award and expert lists. In the first a given
#: name of one character counts as a blank and that character, so that it comes before longer ones; in the second it is
#: compared like any other.
BY_SURNAME, BY_NAME = "姓氏笔画", "姓名笔画"
#: Surnames of two characters: in a name of three the third is then a given name of one.
_PAIRS = (
    "欧阳司马上官诸葛夏侯尉迟皇甫东方公孙令狐慕容司徒轩辕端木独孤南宫司空西门百里呼延钟离宇文长孙万俟"
    "闻人澹台淳于单于太史申屠仲孙公冶濮阳赫连鲜于闾丘亓官拓跋夹谷宰父谷梁漆雕乐正壤驷公良"
)
COMPOUND_SURNAMES = frozenset(_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2))
_BLANK = -1


def order_note(order: str) -> str:
    """K03: what stands after a heading, or under the title."""
    return f"（按{order}为序）"


@cache
def _places() -> dict[str, int]:
    return {character: at for at, character in enumerate("".join(ORDERED[count] for count in sorted(ORDERED)))}


def without_strokes(name: str) -> tuple[str, ...]:
    """The characters of a name whose strokes are not known."""
    return tuple(character for character in _letters(name) if character not in _places())


def stroke_key(name: str, order: str) -> tuple[int, ...]:
    """What names are compared by; of names all of whose characters are known."""
    key = [_places()[character] for character in _letters(name)]
    surname = 2 if len(key) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    if order == BY_SURNAME and len(key) == surname + 1:
        key.insert(surname, _BLANK)
    return tuple(key)


def _letters(name: str) -> list[str]:
    """Without interpuncts, which join the parts of a name, and variation selectors."""
    return [character for character in name if character.isalpha()]
