"""docs/standard.md: each rule of the layout standard, how it is looked at, and the test that proves it.

The rules come from standard.clauses, the checks from the check room, the proofs from the tests: nothing is typed here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from gongwen.check import CHECKS, Check, Outcome, check_layout
from gongwen.standard.clauses import CHAPTERS, CLAUSES, Clause, Way
from gongwen.standard.formats import Format
from scripts.pages.markdown import code, page, table
from tests.check.special_cases import ALL_CASES
from tests.layout.defects import DEFECTS

PATH = "standard.md"
TESTS = Path(__file__).parents[2] / "tests"

_MEANINGS = {
    Way.AUTOMATIC: "排出页面，用毫米量，不符就报出来。",
    Way.STRUCTURE: "由内容文件的写法、模板的次序保证，或只比较内容；别处来的文件不查。",
    Way.PERSON: "程序看不出来，或还没有检查项，要人对照国标看。",
    Way.OUTSIDE: "纸张、印刷和装订，文件里没有。",
}


def make() -> str:
    """The page."""
    counts = Counter(clause.way for clause in CLAUSES.values())
    chapters = [block for chapter in CHAPTERS for block in (f"## {chapter.name}", table(_HEAD, _rows(chapter.clauses)))]
    return page(
        "国标各条怎样检查",
        "GB/T 9704—2012 的每一条在这里占一行：`gongwen check --layout` 量哪些、不量哪些、凭什么这样说。"
        "要求是摘要，不是原文；条文以国标为准。规则的编号和检查的代码固定不变。",
        table(
            ("怎样检查", "条数", "意思"), [(way.value, str(counts[way]), meaning) for way, meaning in _MEANINGS.items()]
        ),
        "力度照条文的用语：必须的不符合报错误，一般、推荐的报警告，可以、惯例的报提示；一条里几种力度都有时，括号里是各项的。"
        "惯例不是国标的规定。“未检查”不是“通过”：报告里单列，并说明原因。",
        "“证明”一栏：临界，在允许偏差内外各一点的样例（`tests/check/`），内不报，外只报这一项；"
        "排版，把生成的 DOCX 改坏一处，用 LibreOffice 排出来，只报这一项"
        "（`tests/layout/defects.py`，括号里是样例的名称）。"
        "“格式”一栏：哪些格式有这一条，其余的格式报“不适用”。"
        "“别处”一栏：不是本工具生成的文件，靠位置、字号和颜色认要素，空格为能查，否则写明未检查的原因。",
        *chapters,
    )


_HEAD = ("规则", "条款", "要求", "力度", "怎样检查", "检查", "格式", "证明", "别处", "说明")


def _rows(clauses: Sequence[Clause]) -> Iterator[Sequence[str]]:
    for clause in clauses:
        checks = [check for check in CHECKS if check.rule == clause.rule]
        yield (
            clause.rule,
            clause.source,
            clause.words,
            clause.force.value,
            clause.way.value,
            "\n".join(
                [
                    *(_named(check, clause) for check in checks),
                    *map(code, clause.codes),
                    *(f"见 {rule}" for rule in clause.within),
                ]
            ),
            "\n".join(dict.fromkeys(map(_formats, checks))),
            "\n".join([*(_proofs(check.code) for check in checks), *map(proving_files, clause.codes)]),
            "\n".join(dict.fromkeys(filter(None, map(unchecked_elsewhere, checks)))),
            clause.rest,
        )


def _named(check: Check, clause: Clause) -> str:
    return code(check.code) + (f"（{check.force.value}）" if check.force is not clause.force else "")


def _formats(check: Check) -> str:
    """The formats that a check holds in; where it does not hold, the report says 不适用."""
    return (
        "各种" if check.formats == frozenset(Format) else "、".join(one.value for one in Format if one in check.formats)
    )


def _proofs(name: str) -> str:
    cases, defects = proofs(name)
    return "；".join([*(["临界"] if cases else []), *([f"排版（{'、'.join(defects)}）"] if defects else [])])


def proofs(name: str) -> tuple[list[str], list[str]]:
    """The cases and the seeded defects that prove a check, by their names."""
    cases = [case.code for case in ALL_CASES if f"layout/{case.code}" == name]
    return cases, [defect.name for defect in DEFECTS if defect.code == name]


def proving_files(name: str) -> str:
    """The tests that name a finding about the content, in full or as the tests of its room do."""
    short = name.split("/")[1]
    named = re.compile(rf'"{name}"|"{short}"|⟦{short}⟧')
    found = [path for path in sorted(TESTS.rglob("*.py")) if named.search(path.read_text("utf-8"))]
    # The layout has codes of the same short names.
    own = [path.relative_to(TESTS.parent).as_posix() for path in found if path.parent.name not in ("check", "layout")]
    return "、".join(map(code, own))


def unchecked_elsewhere(check: Check) -> str:
    """Why the check cannot be made on a page that it would pass, if the page is not ours; empty if it can."""
    for case in ALL_CASES:
        if f"layout/{case.code}" != check.code:
            continue
        verdicts = check_layout(case.draft().measured(), None).verdicts
        verdict = next(verdict for verdict in verdicts if verdict.check is check)
        return "" if verdict.outcome is Outcome.PASSED else verdict.reason
    raise AssertionError(f"{check.code}: no case")
