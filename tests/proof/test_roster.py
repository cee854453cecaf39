"""A clerk's slips in a roster are told; what is meant so stays as it is."""

from __future__ import annotations

import pytest

from gongwen.proof.roster import check_roster
from tests.support import document

ROSTER = {"文种": "名单", "标题": "名单", "组长": "孙明远 市局局长", "副组长": "赵立、周成", "成员": "各区县局"}


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ({}, []),
        ({"副组长": "周成市局党组成员、副局长"}, ["content/no-name"]),
        ({"成员": "高松，王一丁"}, ["content/names-separator"]),
        ({"成员": "高松 王一丁 李起"}, []),
        ({"成员": "方圆 建设管理科、石磊 建设管理科"}, ["content/people-on-a-line"]),
        ({"成员": "高松 市局党组书记、局长"}, []),
        ({"成员": "高松 市局党组成员、副局长 兼 总工程师"}, []),
        ({"成员": "周成"}, ["content/person-twice"]),
        ({"成员": "周成（测绘院）"}, []),
        ({"办公室": {"主任": "周城"}}, ["content/head-unlisted"]),
        ({"办公室": {"主任": "赵立"}}, []),
        ({"工作组": {"综合组": {"组长": "赵立", "成员": "赵立、周成"}}}, []),
        ({"工作组": {"综合组": {"组长": "综合科科长"}}}, ["content/no-name"]),
    ],
)
def test_a_slip_is_told_once(keys: dict[str, object], codes: list[str]) -> None:
    assert [item.code for item in check_roster(document(ROSTER | keys))] == codes
