"""An office for tests: the repository's first seed with its roster kept as references to a register."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = "content/迎评方案2020"

PEOPLE = """\
# 局领导
人员:
  - 姓名: 孙中华
    单位: 市局
    职务:
      - {职务: 党组书记, 单位: 市局, 起: 2019年1月}
      - {职务: 局长, 单位: 市局, 起: 2019年1月}
  - 姓名: 孙长顺
    职务: 市局党组成员、副局长
    起: 2017年5月1日
  - 姓名: 国强   # 分管评议
    单位: 市局
    职务: 党组成员、副局长
    起: 2017年5月1日
  # 机关
  - 高松
  - 张乃杰
  - 刘磊
  - 王一丁
  - 李起
  - 孙陟宇
  - 郭斯法
  - 薄胜全
  - 史可
  - 蔡冬梅
  - 熊国华
  - 谭晓
  - 袁鹏
  - 张涛
"""
ROSTER = """\
文种: 名单
标题: |
  淄博市自然资源局
  迎接市人大专项工作评议工作专班名单
简称: 工作专班

组长: 市局局长
副组长: 孙长顺、国强
成员: 局长办公会其他出席领导，各区县局、分局，各规划办，局属各单位，两总师，机关各科室主要负责人。

办公室:
  主任: 国强

工作组:
  综合组:
    版式: 仅姓名
    组长: 高松、张乃杰、刘磊
    成员: 王一丁、李起、孙陟宇
  督导组:
    版式: 仅姓名
    组长: 郭斯法、薄胜全
    成员: 史可、蔡冬梅、熊国华
  宣传组:
    版式: 仅姓名
    组长: 谭晓、高松
    成员: 袁鹏、张涛
"""


def seed_office(root: Path, *, with_register: bool) -> Path:
    """A workspace with the first seed in `root`; with a register, its roster refers to it."""
    shutil.copytree(ROOT / FOLDER, root / FOLDER)
    shutil.copy(ROOT / "gongwen.yaml", root)
    if with_register:
        (root / "content" / "人员.yaml").write_text(PEOPLE, "utf-8")
        (root / FOLDER / "名单.yaml").write_text(ROSTER, "utf-8")
    return root
