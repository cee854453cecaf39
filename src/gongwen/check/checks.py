"""Every check there is, in the order of the standard: listed, not discovered."""

from __future__ import annotations

from gongwen.check import (
    attachment_checks,
    body_checks,
    head_checks,
    imprint_checks,
    letter_checks,
    letter_rule_checks,
    line_checks,
    minutes_checks,
    note_checks,
    number_checks,
    number_line_checks,
    order_checks,
    own_checks,
    page_checks,
    roster_checks,
    seal_checks,
    signature_checks,
    stamp_checks,
    table_checks,
    text_checks,
    turned_checks,
)
from gongwen.check.verdict import Check

CHECKS: tuple[Check, ...] = (
    *page_checks.CHECKS,
    *text_checks.CHECKS,
    *head_checks.CHECKS,
    *number_line_checks.CHECKS,
    *body_checks.CHECKS,
    *note_checks.CHECKS,
    *signature_checks.CHECKS,
    *seal_checks.CHECKS,
    *stamp_checks.CHECKS,
    *attachment_checks.CHECKS,
    *imprint_checks.CHECKS,
    *number_checks.CHECKS,
    *turned_checks.CHECKS,
    *letter_checks.CHECKS,
    *letter_rule_checks.CHECKS,
    *order_checks.CHECKS,
    *minutes_checks.CHECKS,
    *line_checks.CHECKS,
    *roster_checks.CHECKS,
    *table_checks.CHECKS,
)

#: What an office has chosen, against the standard.
OWN_CHECKS: tuple[Check, ...] = own_checks.OWN_CHECKS

#: Code → meaning, for the docs.
CODES = {check.code: check.meaning for check in (*CHECKS, *OWN_CHECKS)}
