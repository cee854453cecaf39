"""A mark that the office program loses at the end of a line is brought back on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.check import Outcome
from gongwen.decisions import NothingHangs
from gongwen.operations.making.build import check_documents
from gongwen.operations.start import start_workspace
from gongwen.operations.workspace import open_workspace

pytestmark = pytest.mark.office

#: LibreOffice 7.4 hangs the comma after 31日 out of its line and does not draw it.
_TEXT = """\
文种: 总结
标题: 2025年办理工作总结
正文: |
  2025年，我局共承办建议提案12件（见附表一），其中人大代表建议7件、政协委员提案5件；主办8件、分办1件、会办3件。\
比上年增加7件，增长140%。截至2025年10月31日，办结率100%，按时办结率91.67%，满意率77.78%。
"""


def test_a_lost_mark_is_brought_back(tmp_path: Path) -> None:
    list(start_workspace(tmp_path))
    (tmp_path / "content" / "总结.yaml").write_text(_TEXT, "utf-8")
    (outcome,) = check_documents(open_workspace(tmp_path), looks=True)
    assert outcome.made is not None
    assert outcome.layout is not None
    assert [(item.part, item.block) for item in outcome.made.decisions.of(NothingHangs)] == [(0, 0)]
    assert "layout/decided-hanging" in {item.code for item in outcome.diagnostics}
    (verdict,) = [item for item in outcome.layout.report.verdicts if item.check.code == "layout/lost-text"]
    assert verdict.outcome is Outcome.PASSED
