"""docs/reference/rosters.md: what is made of each convention for rosters (K) and adjusting notices (J).

No national standard says any of it. The codes are looked up in the source, the tests in the tests: a row that names
something that is not there stops the page.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from scripts.pages import codes
from scripts.pages.markdown import code, page, table
from scripts.pages.standard import TESTS, proving_files

PATH = "reference/rosters.md"


class Convention(Struct, frozen=True):
    """One rule. `done` is what the program does of itself, `codes` are what it finds fault with, `tests` (file under
    tests/, name) prove what is done, `rest` is what is left to a person, with the reason.
    """

    rule: str
    words: str
    done: str = ""
    codes: tuple[str, ...] = ()
    tests: tuple[tuple[str, str], ...] = ()
    rest: str = ""


_COMPOSE, _ROSTERS = "compose/test_compose.py", "compose/test_rosters.py"
_PEOPLE, _ADJUST = "resolve/test_people.py", "people/test_adjusting.py"
_PADDED = (_COMPOSE, "test_a_roster_prints_labels_padded_names_posts_office_and_groups")
_OPENING = (_ADJUST, "test_title_opening_full_roster_and_clause_follow_from_the_old_roster")

ROSTERS = (
    Convention(
        "K01",
        "职级依次为组长（第一组长、组长、常务副组长）、副组长、成员；指挥部用总指挥，委员会用主任、委员，专班用组长或召集人",
        codes=("content/rank-order", "content/rank-family"),
        rest="顾问、名誉职务等自定的职级排在哪里由人定",
    ),
    Convention(
        "K02",
        "同一职级里按排位；次序由写的人定，程序不重排",
        "照所写的次序印；写职务引用几个人的，照人员库的排序",
        ("content/deputy-first", "content/register-order"),
        (
            (_PEOPLE, "test_a_post_that_two_hold_lists_both_by_rank_and_says_so"),
            (_PEOPLE, "test_an_order_other_than_that_of_the_numbers_in_the_register_is_told_once_a_rank"),
        ),
        "人员库写了“排序”的才比较，没写的只看同一单位的副职是否列在正职前；党委、人大、政府、政协之间和部门之间的先后由人看",
    ),
    Convention(
        "K03",
        "评选、专家等名单按姓氏笔画为序，并在标题下注明",
        "写了“排序”的由程序排，并注明",
        ("content/not-by-strokes",),
        (
            (_ROSTERS, "test_a_roster_by_strokes_is_put_in_order_and_says_so_under_its_title"),
            ("standard/test_strokes.py", "test_names_in_order"),
        ),
        "笔画、笔形全同的不同姓氏，照字的编码定先后；要不要按笔画排由人定",
    ),
    Convention("K04", "职级名称补成四字宽，后面用冒号", "由程序补空", tests=(_PADDED,)),
    Convention("K05", "两个字的姓名中间空一字，三个字以上照写", "由程序补空，姓名不拆到两行", tests=(_PADDED,)),
    Convention(
        "K06",
        "补空用全角空格；查找姓名时不计空格",
        "内容文件里的姓名不带空格，写了的也去掉；补空只在印出时加",
        tests=((_PEOPLE, "test_a_reference_prints_as_the_person_written_out_that_day"), _PADDED),
        rest="DOCX 里两个字的姓名中间有全角空格，在 Word 里要连空格一起查找；元数据里不写姓名",
    ),
    Convention(
        "K07",
        "少数民族和外国人的姓名用间隔号，写全；太长的占到职务一栏，与职务空一字",
        "照写，宽的接着排",
        tests=((_COMPOSE, "test_every_line_of_a_roster_knows_the_widths_of_its_columns"),),
    ),
    Convention(
        "K08",
        "姓名与职务之间空一至两字，职务回行与职务的首字对齐",
        "按最长的称谓和姓名排成栏",
        tests=((_COMPOSE, "test_every_line_of_a_roster_knows_the_widths_of_its_columns"),),
    ),
    Convention(
        "K09",
        "每人一行，或连排，或只列姓名",
        "用“版式”选：姓名在前、姓名（单位）、仅姓名、表格",
        tests=((_PEOPLE, "test_the_forms_of_print"),),
    ),
    Convention(
        "K10",
        "正文里的姓名不补空",
        "正文引用的姓名（{专班.组长}）不补空",
        ("content/padded-name",),
        ((_COMPOSE, "test_prose_draws_on_the_roster_without_padding"),),
    ),
    Convention(
        "K11",
        "工作机构的名单不注性别、民族；代表、候选人等名单注（女）（回族）",
        "默认不注；写了“标注”的才注",
        tests=((_ROSTERS, "test_sex_and_ethnicity_are_printed_only_where_the_roster_asks_for_them"),),
        rest="党派照写在职务或姓名后；是不是该注的名单由人定",
    ),
    Convention(
        "K12",
        "职务写单位规范简称加职务，几项用顿号，较高的在前；名单里不写“同志”，句子里写",
        "人员库里的职务前加单位简称；办公室主任的句子里加“同志”",
        ("content/comrade-in-list", "content/post-order", "content/post-without-unit"),
        ((_PEOPLE, "test_a_reference_prints_as_the_person_written_out_that_day"), _OPENING),
        "哪个简称规范、不同单位的职务哪个较高，由人看",
    ),
    Convention(
        "K13",
        "办公室设在某单位，由名单里的人兼任主任",
        "句子由程序写，在名单里的写“兼任”",
        ("content/head-unlisted", "content/office-head-organ"),
        (_PADDED,),
    ),
    Convention("K14", "一个人只列一次，明写兼任的除外", codes=("content/person-twice",)),
    Convention(
        "K15",
        "按职务列的成员（……分管负责同志）不写姓名，人员变动不受影响",
        "不是姓名的文字照印；写“现任”的才取人",
        ("content/unit-twice",),
        ((_PEOPLE, "test_a_reference_prints_as_the_person_written_out_that_day"),),
    ),
    Convention(
        "K16",
        "工作组有牵头单位、成员单位、职责，组长在上面的名单里",
        "照写的各项印",
        ("content/group-head-unlisted", "content/lead-unit-unlisted"),
        ((_ROSTERS, "test_a_working_group_has_its_lead_unit_members_and_duties"),),
        "名单里有“各区县局”等不是姓名的，看不出组长在不在",
    ),
    Convention(
        "K17",
        "联络员表有单位、职务、电话，公开的文本里去掉",
        "版式写“表格”",
        ("content/phones-published",),
        ((_PEOPLE, "test_the_contact_table_has_units_posts_and_phones"),),
    ),
    Convention(
        "K18",
        "称谓用黑体或仿宋，姓名用仿宋或楷体；作附件时照附件的规定",
        "是模板里的样式，可以在 Word 里改",
        tests=(("render/test_pages_rosters.py", ""),),
        rest="用哪种字体由单位定",
    ),
)
NOTICES = (
    Convention(
        "J01",
        "开头写缘由、批准、决定调整，“现将调整后的名单通知如下：”",
        "由“缘由”“批准”写出",
        tests=(_OPENING,),
    ),
    Convention(
        "J02",
        "公布调整后的全部名单；职责也变的，同时废止原通知",
        "默认全名单；“废止”写在末尾",
        tests=(_OPENING, (_ADJUST, "test_the_table_of_changes_shows_former_and_present_holders")),
        rest="要不要废止原通知由人定",
    ),
    Convention(
        "J03",
        "只写变动的：×××同志任副组长，×××同志不再担任副组长；先任后免，谁接替谁写在一行",
        "“发布: 变动句”或变动表",
        tests=(
            (_ADJUST, "test_in_sentences_who_replaces_whom_stands_on_one_line_and_who_leaves_stands_last"),
            (_ADJUST, "test_the_table_of_changes_shows_former_and_present_holders"),
        ),
    ),
    Convention(
        "J04",
        "写明今后人员变动怎样递补",
        "“变动”里的话印在末尾，不写时用原名单的",
        tests=(_OPENING,),
        rest="自然递补还是报批，由人定",
    ),
    Convention(
        "J05",
        "临时机构写明任务完成后自行撤销、不刻制印章、不正式行文",
        "写在“变动”里",
        tests=(_OPENING,),
        rest="是不是临时机构看不出来，不查",
    ),
    Convention(
        "J06",
        "免去的人原来在名单里；接替的人与原任同一单位；办公室所在单位是成员单位；文中写的人数与名单相同",
        codes=(
            "content/not-in-old-roster", "content/joined-already", "content/reassigned-from",
            "content/successor-organ", "content/host-not-member", "content/member-count",
        ),
        rest="名单里有不是姓名的文字时，人数无法核对",
    ),
    Convention(
        "J07",
        "用函或办公室的字号；主送成员单位，抄送有关人员的单位",
        "gongwen roster adjust 起草时照抄原通知的主送；没有的，把成员单位列在草稿的说明里",
        tests=((_ADJUST, "test_the_draft_builds_at_once_and_the_old_notice_still_goes_out_unchanged"),),
        rest="用哪个字号、抄送谁由人定",
    ),
)  # fmt: skip


def make() -> str:
    """The page."""
    return page(
        "名单和调整通知的惯例怎样办",
        "名单没有国家标准，这里是各地通行的惯例；不合惯例的是警告或提示，不叫国标，与原名单对不上的调整（J06）才是错误。"
        "“程序办的”由程序照做，“检查”是找得出的毛病（意思见[检查的代码](codes.md)），“由人看”写明程序为什么看不出。"
        "“证明”是证明它的测试。",
        "## 名单",
        table(_HEAD, [_row(item) for item in ROSTERS]),
        "## 调整通知",
        table(_HEAD, [_row(item) for item in NOTICES]),
    )


_HEAD = ("规则", "惯例", "程序办的", "检查", "由人看", "证明")


def _row(item: Convention) -> Sequence[str]:
    unknown = set(item.codes) - set(_codes())
    if unknown or not (item.done or item.codes or item.rest):
        raise AssertionError(f"{item.rule}: {unknown or 'nothing is said of it'}")
    proofs = [*map(proving_files, item.codes), *(code(f"tests/{_found(path, name)}") for path, name in item.tests)]
    if not all(proofs) or not (proofs or item.rest):
        raise AssertionError(f"{item.rule}: without a test")
    return (
        item.rule,
        item.words,
        item.done,
        "\n".join(map(code, item.codes)),
        item.rest,
        "\n".join(dict.fromkeys("、".join(proofs).split("、"))),
    )


@cache
def _codes() -> dict[str, str]:
    return codes.scan().codes


def _found(path: str, name: str) -> str:
    """The path of a test, once it has been seen there."""
    tests = [node.name for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef)]
    if not tests or (name and name not in tests):
        raise AssertionError(f"{path}: no {name}")
    return f"{path}::{name}" if name else path


@cache
def _tree(path: str) -> ast.Module:
    return ast.parse((TESTS / path).read_text("utf-8"))
