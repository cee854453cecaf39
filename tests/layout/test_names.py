"""Names of every length below the text and in the head, rendered and judged: 署名 (7.3.5) and 签发人 (7.2.6)."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from gongwen.check import check_layout
from gongwen.check.outcome import Outcome
from gongwen.diagnostics import Severity
from gongwen.measure import Measurement
from gongwen.printview import PrintView
from tests.render.measuring import rendered
from tests.render.packages import RED_HEAD
from tests.support import compose

_LONG = "云山经济技术开发区重大项目建设和营商环境优化服务保障工作专班办公室"
_SHORT = ("云山市水利局", "云山市住房和城乡建设局", "云山市委", "云山市生态环境局", "云山市农业农村局")
#: At and around what a line holds.
_LENGTHS = (4, 12, 19, 20, 24, 25, 26, 27, 28, 29, 30)
_NAMES = ("高松", "李四光", "欧阳文博", "赵明", "孙文", "周成达")


def _name(length: int) -> str:
    return _LONG[: length - 2] + "小组"


def _notice(**keys: Any) -> PrintView:
    given = {
        "文种": "通知",
        "标题": "关于做好有关工作的通知",
        "文号": "云自然资字〔2026〕15号",
        "主送": "各区县局",
        "正文": "为认真做好有关工作，现将有关事项通知如下：\n请各单位认真贯彻执行，结合实际抓好落实。",
        "日期": "2026年11月22日",
    }
    return compose(given | keys)


def _views() -> dict[str, PrintView]:
    views: dict[str, PrintView] = {}
    for length, sealed in itertools.product(_LENGTHS, ("是", "否")):
        views[f"one-{length}-{sealed}"] = _notice(发文机关=_name(length), 发文机关标志="云山市文件", 用印=sealed)
    for count, length, sealed in itertools.product((2, 4, 6), (27, 28, 30), ("是", "否")):
        organs = [_name(length), *_SHORT[: count - 1]]
        views[f"joint-{count}-{length}-{sealed}"] = _notice(发文机关=organs, 发文机关标志="云山市文件", 用印=sealed)
    organs = [*_SHORT[:2], _name(30)]
    views["joint-last-是"] = _notice(发文机关=organs, 发文机关标志="云山市文件", 用印="是")
    report = {"文种": "报告", "标题": "关于防汛工作的报告"}
    for count in (3, 4, 5, 6):
        for start in range(len(_NAMES)):
            names = list(itertools.islice(itertools.cycle(_NAMES), start, start + count))
            views[f"signers-{count}-{start}"] = _notice(签发人=names, **report)
    return views


VIEWS = _views()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measurement]:
    return rendered({name: (RED_HEAD, view) for name, view in VIEWS.items()}, tmp_path_factory.mktemp("names"))


@pytest.mark.office
@pytest.mark.parametrize("view", VIEWS)
def test_names_of_every_length_stand_as_the_standard_asks(pages: dict[str, Measurement], view: str) -> None:
    report = check_layout(pages[view], VIEWS[view])
    assert [item.message for item in report.diagnostics if item.severity is not Severity.HINT] == []
    judged = {verdict.check.code: verdict.outcome for verdict in report.verdicts}
    if view.startswith("signers"):
        assert judged["layout/signatory-indent"] is Outcome.PASSED
    else:
        assert judged["layout/signature-centred" if view.endswith("是") else "layout/unsealed-shift"] is Outcome.PASSED
