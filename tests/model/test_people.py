"""A line of a roster is a person with a post, a row of names, or words; gongwen tells them apart as a reader would."""

from __future__ import annotations

import pytest

from gongwen.model.people import Person, Words, parse_line
from gongwen.model.text import Text


def told(line: str) -> list[tuple[str, ...]]:
    return [
        ("person", entry.name, entry.post or "", entry.unit or "")
        if isinstance(entry, Person)
        else ("words", entry.words)
        for entry in parse_line(Text(line))
    ]


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("孙中华 市局党组书记、局长", [("person", "孙中华", "市局党组书记、局长", "")]),
        ("孙中华　市局党组书记、局长", [("person", "孙中华", "市局党组书记、局长", "")]),
        ("国  强  市局党组成员、副局长", [("person", "国强", "市局党组成员、副局长", "")]),
        ("欧阳晓波 局信息中心主任", [("person", "欧阳晓波", "局信息中心主任", "")]),
        ("买买提·艾力 副局长", [("person", "买买提·艾力", "副局长", "")]),
        ("高松、张乃杰、刘磊", [("person", "高松", "", ""), ("person", "张乃杰", "", ""), ("person", "刘磊", "", "")]),
        ("高  松、张乃杰", [("person", "高松", "", ""), ("person", "张乃杰", "", "")]),
        ("王一丁、林敏（调查监测科）", [("person", "王一丁", "", ""), ("person", "林敏", "", "调查监测科")]),
        ("𠮷喆", [("person", "𠮷喆", "", "")]),
        ("局长办公会其他出席领导", [("words", "局长办公会其他出席领导")]),
        ("各区县局、分局", [("words", "各区县局、分局")]),
        ("办公室、人事科", [("words", "办公室、人事科")]),
        ("市委宣传部、市发展改革委分管负责同志", [("words", "市委宣传部、市发展改革委分管负责同志")]),
        ("机关各科室 主要负责人", [("words", "机关各科室 主要负责人")]),
    ],
)
def test_an_entry_is_read_as_a_reader_would(line: str, entries: list[tuple[str, ...]]) -> None:
    assert told(line) == entries


def test_a_person_whose_name_looks_like_a_unit_can_be_written_out() -> None:
    assert Person.model_validate({"姓名": "王会"}).name == "王会"
    assert isinstance(parse_line(Text("王会"))[0], Words)
