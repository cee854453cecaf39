"""The honesty matrix: every rule is measured and proven, or says why not; no check stands outside it."""

from __future__ import annotations

import pytest

from gongwen.check import CHECKS, Check
from gongwen.check.verdict import SEVERITIES
from gongwen.standard.clauses import CHAPTERS, CLAUSES, Clause, Way
from scripts.pages import codes
from scripts.pages.standard import proofs, proving_files


def checks_of(clause: Clause) -> list[Check]:
    return [check for check in CHECKS if check.rule in (clause.rule, *clause.within)]


def test_a_rule_has_one_number() -> None:
    rules = [clause.rule for chapter in CHAPTERS for clause in chapter.clauses]
    assert len(rules) >= 100
    assert len(set(rules)) == len(rules)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_is_of_a_rule_that_is_called_automatic(check: Check) -> None:
    clause = CLAUSES[check.rule]
    assert clause.way is Way.AUTOMATIC
    assert SEVERITIES[clause.force].rank <= check.severity.rank, "a check weighs no more than its rule"


@pytest.mark.parametrize("clause", CLAUSES.values(), ids=lambda clause: clause.rule)
def test_a_rule_is_measured_and_proven_or_says_why_not(clause: Clause) -> None:
    assert set(clause.within) <= set(CLAUSES)
    if clause.way is Way.AUTOMATIC:
        assert checks_of(clause), "called automatic, but nothing checks it"
        for check in checks_of(clause):
            cases, _ = proofs(check.code)
            assert cases, f"{check.code} is proven by no test"
    else:
        assert clause.rest, "not measured: the reason is missing"


@pytest.mark.parametrize("clause", [one for one in CLAUSES.values() if one.codes], ids=lambda clause: clause.rule)
def test_the_findings_about_content_that_keep_a_rule_exist_and_are_tested(clause: Clause) -> None:
    known = codes.scan().codes
    for code in clause.codes:
        assert code in known
        assert proving_files(code), f"{code} is named by no test"
