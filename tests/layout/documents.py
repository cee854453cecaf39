"""Documents for the rendered tests: a workspace of the five contents, every skeleton, and some with everything."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from msgspec import Struct

from gongwen.model.kinds import DOCUMENTS
from gongwen.operations.making.build import build_documents
from gongwen.operations.start import new_document
from gongwen.operations.workspace import open_workspace
from gongwen.printview import PrintView

ROOT = Path(__file__).parents[2]

SENTENCE = (
    "各级各部门要认真贯彻执行本通知精神，加强组织领导，明确工作责任，细化任务措施，严肃工作纪律，"
    "做好督促检查，及时报告进展情况，确保各项工作落到实处并取得成效。"
)
BODY = f"""\
  为做好汛期地质灾害防治工作，现将有关事项通知如下：
  一、落实责任
  （一）逐级负责。{SENTENCE * 2}
  （二）及时报告。{SENTENCE * 2}
  二、加强值守
{chr(10).join(f"  {SENTENCE * 3}" for _ in range(6))}
  请结合各自实际，抓好贯彻落实。
"""
ATTACHMENTS = """\
附件:
  - 名称: 云山市汛期地质灾害防治重点隐患点位排查情况统计说明
    内容: 隐患点共三处，均已落实监测人员。
  - 名称: 值班安排说明
    内容: 汛期实行二十四小时值班。
"""
WIDE = """\
附件:
  - 名称: 值班安排说明
    内容: 汛期实行二十四小时值班。
  - 名称: 汛期地质灾害防治工作配档表
    表格:
      列: 序号、阶段、工作任务、具体措施、牵头单位、责任单位、完成时限、备注
      行: |
        准备阶段 | 制定防治方案并印发各单位 | 明确分工，召开部署会议 | 办公室 | 各科室、局属各单位 | 5月底前 | 每月报送
        防治阶段 | 开展隐患排查 | 逐点落实监测人员，建立台账 | 综合组 | 各区县局、分局 | 6—9月 | 每月26日前报送
  - 名称: 报送要求
    内容: 每月26日前报送进展情况。
    另装: 是
"""
IMPRINT = """\
抄送: 市人大常委会办公室，市政协办公室，市应急管理局、市水利局、市气象局，各区县人民政府、高新区管委会、经开区管委会
印发机关: 云山市自然资源局办公室
印发日期: 2026年11月23日
"""
HEAD = """\
发文机关: 云山市自然资源局
标题: |
  云山市自然资源局
  关于汛期地质灾害防治工作的通知
日期: 2026年11月22日
公开: 主动公开
"""
#: A line ends inside of 2026 where it may be broken.
NUMBERS = "  云山市汛期地质灾害防治重点隐患点位排查情况进一步加2026年度统计说明另行印发。\n"
#: Over three pages, with rows of one to three lines.
LONG = """\
附件:
  - 名称: 汛期地质灾害防治任务分解表
    表格:
      纸张: 纵向
      列: 序号、工作任务、责任单位、完成时限
      行: |
""" + "".join(
    f"        {SENTENCE[: 8 + row * 23 % 70].rstrip('，')} | 调查监测科 | {row % 12 + 1}月底前\n" for row in range(36)
)
#: Name → content. 下行 and 信函 have everything; 正文 nothing that stands by itself on the page; 上行 is unsealed.
OWN = {
    "下行": f"文种: 通知\n{HEAD}文号: 云自然资字〔2026〕15号\n份号: 12\n密级: 机密★1年\n紧急程度: 特急\n"
    f"主送: 各区县局、分局，局属各单位，机关各科室\n正文: |\n{BODY}{ATTACHMENTS}{IMPRINT}",
    "正文": f"文种: 通知\n{HEAD}文号: 云自然资字〔2026〕15号\n主送: 各区县局、分局，局属各单位\n正文: |\n{BODY}",
    "信函": f"文种: 通知\n格式: 信函\n{HEAD}文号: 云自然资函〔2026〕15号\n份号: 12\n密级: 机密★1年\n紧急程度: 特急\n"
    f"主送: 各区县局、分局，局属各单位\n正文: |\n{BODY}{IMPRINT.splitlines()[0]}\n",
    "横排": f"文种: 通知\n{HEAD}文号: 云自然资字〔2026〕15号\n主送: 各区县局、分局，局属各单位\n"
    f"正文: |\n{BODY}{WIDE}{IMPRINT}",
    "长表": f"文种: 通知\n{HEAD}文号: 云自然资字〔2026〕15号\n主送: 各区县局、分局\n正文: |\n{BODY}{NUMBERS}{LONG}",
    "名单": "文种: 名单\n标题: 地质灾害防治工作专班\n组长: 孙明远 市局党组书记、局长\n"
    "成员: 高松、欧阳晓波、王一丁、李起、周成、诸葛明、赵立、孙文、史可、熊国华、谭晓、周成达\n",
    "上行": f"文种: 报告\n{HEAD.replace('通知', '报告')}文号: 云自然资〔2026〕15号\n签发人: 孙明远\n用印: 否\n"
    f"主送: 市人民政府\n正文: |\n{BODY}{IMPRINT}",
}


class Made(Struct, frozen=True, dict=True):
    """A document that was made, and what it prints."""

    name: str
    path: Path
    view: PrintView


def make_all(root: Path) -> list[Made]:
    """Every document of the repository, of the skeletons and of this module, made in a workspace of its own."""
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "gongwen.yaml", root)
    for kind in DOCUMENTS:
        new_document(kind, root / "content" / "骨架" / f"{kind}.yaml", today=date(2026, 11, 22))
    own = root / "content" / "自拟"
    own.mkdir()
    for name, text in OWN.items():
        (own / f"{name}.yaml").write_text(text, "utf-8")
    made = []
    for outcome in build_documents(open_workspace(root)):
        assert outcome.output is not None, outcome
        assert outcome.made is not None
        name = outcome.source.removeprefix("content/").removesuffix(".yaml")
        made.append(Made(name, outcome.output, outcome.made.view))
    return made
