"""Finished text: headings, names, phases, attachments, signatures, in the words a reader sees."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.compose.decided import follow
from gongwen.compose.fit import first_guess
from gongwen.compose.names import padded
from gongwen.printview import AttachmentNote, AuthorityMark, RosterLine, Signature, TableBlock
from tests.support import compose, shape

PLAN: dict[str, Any] = {"文种": "方案", "标题": "工作方案", "正文": "正文。"}
ROSTER = {
    "文种": "名单",
    "标题": "工作专班名单",
    "简称": "工作专班",
    "组长": "孙明远 市局局长",
    "副组长": "国强 市局副局长\n欧阳晓波 市局总工程师",
    "成员": "高松、买买提·艾力、李起（测绘院）\n各区县局主要负责人",
    "办公室": {"主任": "国强"},
    "工作组": {"综合组": {"组长": "高松"}},
    "变动": "成员如有变动，由接任者自然替补。",
}


def body(text: str, **more: Any) -> list[tuple[str, ...]]:
    return [shape(block) for block in compose(PLAN | {"正文": text} | more).parts[0].blocks]


def test_headings_stand_alone_or_run_in() -> None:
    assert body("一、总体要求\n（一）加强领导。各单位要落实责任。\n1.报送材料。按时报送。\n2.其他") == [
        ("Heading", "一、总体要求"),
        ("RunInHeading", "（一）加强领导。", "各单位要落实责任。"),
        ("RunInHeading", "1.报送材料。", "按时报送。"),
        ("Heading", "2.其他"),
    ]


def test_a_list_of_sentences_is_no_list_of_headings() -> None:
    assert body("1、制定实施方案，召开会议，提出要求。\n2、形成报告，上报领导小组。") == [
        ("Paragraph", "1、制定实施方案，召开会议，提出要求。"),
        ("Paragraph", "2、形成报告，上报领导小组。"),
    ]


def test_a_level_of_nothing_but_sentences_has_no_headings() -> None:
    """What a reply grants is listed, not headed; one heading with its text below, and the level has headings."""
    granted = "一、同意调整用地规模。\n二、同意占用林地。"
    assert [kind for kind, *_ in body(f"{granted}\n此复。")] == ["Paragraph"] * 3
    assert [kind for kind, *_ in body(f"{granted}请抓紧办理。")] == ["RunInHeading"] * 2
    assert [kind for kind, *_ in body("一、加强领导。\n各单位要落实责任。\n二、强化督查。\n定期通报。")] == [
        "RunInHeading", "Paragraph", "RunInHeading", "Paragraph"
    ]  # fmt: skip


def test_items_of_one_list_are_set_alike() -> None:
    long = "履行职责，" * 12
    kinds = [
        kind
        for kind, *_ in body(f"（一）勤政为民。是否勤政。\n（二）{long}情况。\n一、要求\n（一）加强领导。落实责任。")
    ]
    assert kinds == ["Paragraph", "Paragraph", "Heading", "RunInHeading"]


def test_a_heading_that_ends_with_a_colon_runs_in() -> None:
    assert body("（一）用地保障方面：我市一直重视。") == [("RunInHeading", "（一）用地保障方面：", "我市一直重视。")]


def test_the_writers_blank_after_a_number_stays() -> None:
    assert body("(一) 用地保障方面：我市一直重视。")[0][1] == "(一) 用地保障方面："


def test_hash_marks_make_headings() -> None:
    assert body("# 总则\n## 适用范围。") == [("Heading", "总则"), ("Heading", "适用范围。")]


@pytest.mark.parametrize(
    ("mode", "numbers"),
    [
        ("检查", ["一、甲", "（一）乙", "（四)丙", "三、丁", "（一）戊"]),
        ("自动", ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]),
        ("连续", ["一、甲", "（一）乙", "（二）丙", "二、丁", "（三）戊"]),
    ],
)
def test_numbers_are_kept_counted_or_run_on(mode: str, numbers: list[str]) -> None:
    assert [text for _, text in body("一、甲\n（一）乙\n（四)丙\n三、丁\n（一）戊", 编号=mode)] == numbers


def test_phases_stand_one_level_below_their_heading() -> None:
    phases = [
        {"名称": "准备阶段", "时间": "1月", "内容": "1.动员。\n2.部署。"},
        {"名称": "专题询问", "小标题": "（二)专题询问(10月)", "简称": "评议", "内容": "形成报告。"},
    ]
    assert body("五、步骤\n分为{阶段.简称}{阶段.个数}个阶段。\n{阶段}\n六、要求", 阶段=phases) == [
        ("Heading", "五、步骤"),
        ("Paragraph", "分为准备、评议两个阶段。"),
        ("Heading", "（一）准备阶段（1月）"),
        ("Paragraph", "1.动员。"),
        ("Paragraph", "2.部署。"),
        ("Heading", "（二)专题询问(10月)"),
        ("Paragraph", "形成报告。"),
        ("Heading", "六、要求"),
    ]


def test_a_literal_name_in_double_braces_does_not_expand() -> None:
    assert body("{{阶段}}", 阶段=[{"名称": "准备阶段", "内容": "动员。"}]) == [("Paragraph", "{阶段}")]


def test_a_roster_prints_labels_padded_names_posts_office_and_groups() -> None:
    assert [shape(block) for block in compose(ROSTER).parts[0].blocks] == [
        ("RosterLine", "组　长：", "孙明远", "市局局长"),
        ("RosterLine", "副组长：", "国　强", "市局副局长"),
        ("RosterLine", "", "欧阳晓波", "市局总工程师"),
        ("RosterText", "成　员：", "高　松、买买提·艾力、李　起（测绘院）"),
        ("RosterText", "", "各区县局主要负责人"),
        ("Paragraph", "工作专班下设办公室，国强同志兼任办公室主任，设综合组。"),
        ("Heading", "一、综合组"),
        ("RosterText", "组　长：", "高　松"),
        ("Paragraph", "成员如有变动，由接任者自然替补。"),
    ]


def test_every_line_of_a_roster_knows_the_widths_of_its_columns() -> None:
    keys = {"文种": "名单", "标题": "名单", "常务副组长": "国强 局长", "副组长": "欧阳晓波 局长\n买买提·艾力 局长"}
    lines = [block for block in compose(keys).parts[0].blocks if isinstance(block, RosterLine)]
    assert {(line.label_width, line.name_width) for line in lines} == {(6, 5)}
    assert [line.is_run_on for line in lines] == [False, False, True]


def test_a_label_that_no_column_holds_stands_on_its_own_line() -> None:
    keys = {"文种": "名单", "标题": "名单", "职级": {"第一常务执行副总指挥": "国强 局长", "成员": "高松 局长"}}
    assert [shape(block) for block in compose(keys).parts[0].blocks] == [
        ("RosterText", "第一常务执行副总指挥：", ""),
        ("RosterLine", "", "国　强", "局长"),
        ("RosterLine", "成　员：", "高　松", "局长"),
    ]


def test_names_without_posts_are_broken_between_names() -> None:
    keys = {"文种": "名单", "标题": "名单", "成员": "、".join(["买买提·艾力", "李明"] * 4)}
    first, second = compose(keys).parts[0].blocks
    assert shape(first) == ("RosterText", "成　员：", "买买提·艾力、李　明、买买提·艾力、李　明、")
    assert shape(second) == ("RosterText", "", "买买提·艾力、李　明、买买提·艾力、李　明")


def test_prose_draws_on_the_roster_without_padding() -> None:
    keys = PLAN | {"正文": "{工作专班}{工作专班.组成}。", "机构": "名单.yaml"}
    blocks = compose(keys, others={"名单.yaml": ROSTER}).parts[0].blocks
    assert shape(blocks[0]) == ("Paragraph", "工作专班由孙明远任组长，国强、欧阳晓波任副组长。")


def test_a_roster_stands_inside_the_text() -> None:
    keys = PLAN | {"正文": "组成人员如下：\n{工作专班.名单}\n特此通知。", "机构": "名单.yaml"}
    kinds = [shape(block)[0] for block in compose(keys, others={"名单.yaml": ROSTER}).parts[0].blocks]
    assert kinds[:2] == ["Paragraph", "RosterLine"]
    assert kinds[-1] == "Paragraph"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("国强", "国　强"),
        ("孙中华", "孙中华"),
        ("欧阳晓波", "欧阳晓波"),
        ("𠮷喆", "𠮷　喆"),
        ("葛\U000e0100明", "葛\U000e0100　明"),
        ("李", "李"),
    ],
)
def test_only_names_of_two_characters_are_padded(name: str, printed: str) -> None:
    assert padded(name) == printed


def test_title_first_sentence_and_heading_come_from_one_title() -> None:
    view = compose(
        {
            "文种": "印发通知",
            "印发": PLAN | {"标题": "云山市自然资源局\n汛期地质灾害防治工作方案"},
            "要求": "请认真贯彻执行。",
            "日期": "2024-01-19",
        }
    )
    notice, plan = view.parts
    assert notice.title == ("云山市自然资源局", "关于印发《云山市自然资源局", "汛期地质灾害防治工作方案》的通知")
    assert shape(notice.blocks[0])[1] == "现将《云山市自然资源局汛期地质灾害防治工作方案》印发给你们，请认真贯彻执行。"
    assert plan.title == ("云山市自然资源局", "汛期地质灾害防治工作方案")
    assert plan.starts_page
    assert notice.signature == Signature(authorities=("云山市自然资源局",), date="2024年1月19日", blank_lines=2)


def test_attachments_of_the_plan_follow_the_plan_with_their_marks() -> None:
    plan = PLAN | {
        "正文": "见{附件.名单}、{附件.说明}。",
        "附件": [{"名单": "名单.yaml"}, {"名称": "说明", "内容": "一、内容"}],
    }
    view = compose({"文种": "印发通知", "印发": "方案.yaml"}, others={"方案.yaml": plan, "名单.yaml": ROSTER})
    assert [(part.attachment_mark, part.title) for part in view.parts[2:]] == [
        ("附件1", ("工作专班名单",)),
        ("附件2", ("说明",)),
    ]
    assert view.parts[1].attachment_notes == (
        AttachmentNote(lead="附件：", serial="1.", name="工作专班名单"),
        AttachmentNote(lead="", serial="2.", name="说明"),
    )
    assert shape(view.parts[1].blocks[0])[1] == "见附件1、附件2。"


def test_a_single_attachment_has_no_serial() -> None:
    keys = PLAN | {"正文": "见{附件.说明}。", "附件": [{"名称": "说明", "内容": "内容。"}]}
    view = compose(keys)
    assert view.parts[0].attachment_notes == (AttachmentNote(lead="附件：", serial="", name="说明"),)
    assert view.parts[1].attachment_mark == "附件"


def test_columns_merge_only_inside_the_columns_to_their_left() -> None:
    view = compose(
        {
            "文种": "表格",
            "标题": "表",
            "列": "序号、阶段、时间=完成时限、任务",
            "合并": "阶段、时间",
            "行": "准备 | 1月 | 甲 |\n准备 | 1月 | 乙\n准备 | 2月 | 丙\n实施 | 2月 | 丁",
            "空白行数": "1",
        }
    )
    block = view.parts[0].blocks[0]
    assert isinstance(block, TableBlock)
    table = block.table
    assert [column.title for column in table.columns] == ["序号", "阶段", "完成时限", "任务"]
    assert sum(column.share for column in table.columns) == pytest.approx(1)
    assert [[(cell.text, cell.rows) for cell in row if not cell.covered] for row in table.rows] == [
        [("1", 1), ("准备", 3), ("1月", 2), ("甲", 1)],
        [("2", 1), ("乙", 1)],
        [("3", 1), ("2月", 1), ("丙", 1)],
        [("4", 1), ("实施", 1), ("2月", 1), ("丁", 1)],
        [("", 1), ("", 1), ("", 1), ("", 1)],
    ]


def test_a_recipient_that_ends_with_a_colon_of_its_own_keeps_it() -> None:
    notice = {"文种": "通知", "标题": "通知", "正文": "正文。"}
    assert compose(notice | {"主送": "各单位:"}).parts[0].recipient == "各单位:"
    assert compose(notice | {"主送": "各单位\n各科室"}).parts[0].recipient == "各单位，各科室："


def test_remarks_and_copies_get_their_marks_once() -> None:
    view = compose(
        {
            "文种": "通知", "标题": "通知", "正文": "正文。", "公开": "主动公开",
            "附注": "（本文有删减）\n联系人：高松",
            "抄送": "市政府办公室。", "印发机关": "市局办公室", "印发日期": "2024年1月20日", "份号": "33",
        }
    )  # fmt: skip
    assert view.parts[0].remarks == ("（此件主动公开）", "（本文有删减）", "（联系人：高松）")
    assert view.imprint is not None
    assert (view.imprint.copies, view.imprint.printing_date) == ("市政府办公室。", "2024年1月20日印发")
    assert view.masthead is not None
    assert (view.masthead.copy_number, view.masthead.mark.text) == ("000033", "云山市自然资源局文件")


def test_a_plan_is_signed_only_if_asked() -> None:
    assert compose(PLAN).parts[0].signature is None
    assert compose(PLAN | {"落款": "云山市自然资源局"}).parts[0].signature is not None


@pytest.mark.parametrize(("sentences", "blank_lines"), [(1, 2), (4, 2), (5, 1), (6, 2)])
def test_a_short_notice_is_guessed_to_end_on_its_first_page_if_fewer_lines_above_the_seal_allow_it(
    sentences: int, blank_lines: int
) -> None:
    view = compose(
        {
            "文种": "通知",
            "标题": "关于某事的通知",
            "主送": "各单位",
            "正文": "\n".join(["每段一行的正文。"] * sentences),
            "日期": "2024年1月19日",
        }
    )
    signature = follow(view, first_guess(view)).parts[0].signature
    assert signature is not None
    assert signature.blank_lines == blank_lines


OFFICIAL: dict[str, Any] = {"文种": "通知", "标题": "关于某事的通知", "正文": "正文。", "日期": "2024年1月19日"}


def test_joint_issue_shows_all_authorities_unless_the_writer_gives_a_mark() -> None:
    keys = OFFICIAL | {"发文机关": "甲局\n乙局"}
    masthead = compose(keys).masthead
    assert masthead is not None
    assert masthead.mark == AuthorityMark(authorities=("甲局", "乙局"), text="文件")
    masthead = compose(keys | {"发文机关标志": "甲局文件"}).masthead
    assert masthead is not None
    assert masthead.mark == AuthorityMark(text="甲局文件")


@pytest.mark.parametrize(("count", "last"), [(1, 1), (2, 1), (3, 3), (4, 3), (5, 5)])
def test_signatories_are_padded_and_the_last_row_is_known(count: int, last: int) -> None:
    masthead = compose(OFFICIAL | {"签发人": "\n".join(["高松", "李四光", "王五", "赵六一", "孙七"][:count])}).masthead
    assert masthead is not None
    assert masthead.signatories == ("高　松", "李四光", "王　五", "赵六一", "孙　七")[:count]
    assert (masthead.last_row, masthead.signatory_width) == (last, 3)


def test_a_letter_bears_the_name_of_its_host_alone() -> None:
    masthead = compose(OFFICIAL | {"发文机关": "甲局\n乙局", "格式": "信函"}).masthead
    assert masthead is not None
    assert masthead.mark == AuthorityMark(text="甲局")


def test_every_column_has_room_for_its_title() -> None:
    view = compose(
        {
            "文种": "表格",
            "标题": "表",
            "列": "序号、阶段、工作措施、责任单位、时间",
            "行": f"排查阶段 | {'逐一排查，' * 20} | 地质勘查科、各区县局、分局 | 4月20日—5月31日",
        }
    )
    block = view.parts[0].blocks[0]
    assert isinstance(block, TableBlock)
    characters = 156 / (12 * 25.4 / 72)
    for column in block.table.columns:
        assert column.share * characters > len(column.title) + 1
