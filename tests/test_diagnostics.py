"""Findings travel whole, also from one process to another."""

from __future__ import annotations

import pickle

from gongwen.diagnostics import ContentError, Diagnostic, FileError, Place, Severity


def test_an_error_comes_out_of_another_process_with_all_its_findings() -> None:
    found = (
        Diagnostic(
            Severity.ERROR, "content/unknown-person", "人员库里没有“国墙”。", Place("名单.yaml", 5, 6), hint="请核对。"
        ),
        Diagnostic(Severity.WARNING, "content/title-differs", "职务不同。", Place("名单.yaml", 7, 2)),
    )
    for error in (ContentError(*reversed(found)), FileError(found[0])):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert again.diagnostics == error.diagnostics
        assert (str(again), again.exit_code) == (str(error), error.exit_code)
