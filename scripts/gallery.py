"""A gallery of synthetic documents: every format and element, from one page to forty, made, rendered and judged.

`make gallery` writes it to build/gallery and prints what the layout checks find there. tests/layout/test_gallery.py
demands that they find nothing. All names are invented.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image, ImageDraw

from gongwen.diagnostics import Severity
from gongwen.model.kinds import DOCUMENTS
from gongwen.operations.layout import look_at_documents
from gongwen.operations.making.build import build_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.start import new_document
from gongwen.operations.workspace import CONTENT_FOLDER, SETTINGS_FILE, open_workspace
from scripts import page_ends
from scripts.synthetic import CITY, DATE, DAY, HOST, IMPRINT, NUMERALS, SENTENCES, Specimen, body, notice

FOLDER, _ENDS = Path("build/gallery"), Path("build/page-ends")
#: Matters of titles, by rising length.
_MATTERS = (
    "防汛",
    "加强值班工作",
    "做好汛期地质灾害防治工作",
    "进一步加强自然资源领域安全生产工作",
    "开展全市永久基本农田划定成果核实处置工作",
    "进一步规范建设项目用地预审与规划选址管理有关事项",
    "建立健全历史遗留矿山生态修复项目监管和资金绩效评价制度",
    "贯彻落实《云山市国土空间总体规划（2021—2035年）》切实做好乡镇级规划编制审批工作",
    "印发《云山市重大建设项目用地用林用海要素保障工作专班运行规则》和《云山市重点项目用地报批服务指南（2026年版）》",
    "公布云山市自然资源局2026年度第一批行政规范性文件清理结果暨继续有效、修改、废止和宣布失效行政规范性文件目录以及有关工作要求",
)
#: Names of authorities, from 4 to 30 characters.
_AUTHORITIES = (
    "云山市委",
    "云山市政府",
    "云山市水利局",
    "云山市人民政府",
    "云山市自然资源局",
    "云山市人民政府办公室",
    "中共云山市委机构编制委员会",
    "云山市住房和城乡建设委员会办公室",
    "云山市人民代表大会常务委员会预算工作委员会",
    "云山市国家森林城市创建工作领导小组联席会议办公室",
    "云山经济技术开发区重大项目建设和营商环境优化工作专班办公室",
)
_JOINT = (
    HOST,
    "云山市水利局",
    "云山市财政局",
    "云山市住房和城乡建设局",
    "云山市农业农村局",
    "云山市生态环境局",
)
_SIGNATORIES = ("孙明远", "赵立", "欧阳晓波", "周成", "高松")


#: A document with its name in a group.
_Named = tuple[str, Mapping[str, Any] | str]


def specimens() -> Iterator[Specimen]:
    """Every document of the gallery."""
    yield from _one("篇幅", _by_length())
    yield from _one("附件", _by_attachments())
    yield from _one("标题", _by_title())
    yield from _one("机关", _by_authority())
    yield from _one("联合", _joint())
    yield from _one("要素", _elements())
    yield from _one("信函", _letters())
    yield from _one("文种", _kinds())
    yield from _one("用印", _sealed())
    yield from _one("表格", _tables())
    yield from _one("名单", _rosters())
    yield from _one("表尾", _below_tables())
    for specimen in _one("单面", (one for one in _below_tables() if "横" in one[0])):
        yield replace(specimen, settings={"版面": {"印刷": "单面"}})
    yield from page_ends.some()
    for policy, keys in (("偶数页", {"版面": {"版记": "偶数页"}}), ("电子公文", {"版面": {"标准": "GB/T 33476.2"}})):
        for specimen in _one(policy, _by_policy()):
            yield replace(specimen, settings=keys)


def _one(group: str, documents: Iterable[_Named]) -> Iterator[Specimen]:
    for name, content in documents:
        yield Specimen(f"{group}/{name}", content)


def _by_length() -> Iterator[_Named]:
    """From one page to forty, with and without seal and imprint, so that the end falls on every height of a page."""
    for count in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 26, 60, 120, 230, 340):
        sealed, imprint = ("是", "否")[count % 2], IMPRINT if count % 3 else {}
        yield f"{count}段", notice(正文=body(count), 用印=sealed, 公开="主动公开", **imprint)


def _by_attachments() -> Iterator[_Named]:
    for count in (1, 2, 3, 9, 10, 12):
        attachments = [
            {"名称": f"{CITY}{_MATTERS[number % 8]}情况统计说明", "内容": body(1 + number % 3, headings=False)}
            for number in range(count)
        ]
        cited = "、".join(f"附件{number}" for number in range(1, count + 1)) if count > 1 else "附件"
        yield f"{count}个", notice(正文=f"{body(4)}\n有关情况见{cited}。", 附件=attachments, **IMPRINT)


def _by_title() -> Iterator[_Named]:
    for matter in _MATTERS:
        for end in ("通知", "紧急通知"):
            title = f"{HOST}关于{matter}的{end}"
            yield f"{len(title)}字", notice(title)
    yield "8字", notice("云山市防汛通知", 发文机关="云山市")


def _by_authority() -> Iterator[_Named]:
    for name in _AUTHORITIES:
        title = f"{name}关于做好有关工作的通知"
        yield f"{len(name)}字", notice(title, 发文机关=name, 用印="是") | IMPRINT | {"印发机关": name}
        yield f"{len(name)}字不用印", notice(title, 发文机关=name, 用印="否")


def _joint() -> Iterator[_Named]:
    for count in range(2, len(_JOINT) + 1):
        title = f"{HOST}等{count}部门关于联合开展地质灾害防治工作的通知"
        keys = {"发文机关": list(_JOINT[:count]), "正文": body(3, headings=False)}
        yield f"{count}家", notice(title, **keys, **IMPRINT)
        yield f"{count}家不用印", notice(title, **keys, 用印="否")
        yield (
            f"{count}家上行",
            notice(
                title.replace("通知", "报告"),
                **keys | {"正文": body(3, headings=False).replace("通知如下", "报告如下")},
                文种="报告",
                主送="云山市人民政府",
                签发人=list(_SIGNATORIES[: min(count, len(_SIGNATORIES))]),
            ),
        )


def _elements() -> Iterator[_Named]:
    marks = {"份号": "12", "密级": "机密★1年", "紧急程度": "特急"}
    yield "份号密级紧急", notice(**marks, **IMPRINT)
    yield "密级", notice(份号="000001", 密级="秘密")
    yield "紧急", notice(紧急程度="加急")
    yield "附注", notice(公开="主动公开", 附注=["联系人：王一丁，电话：0533—1234567"])
    for count in range(1, len(_SIGNATORIES) + 1):
        yield (
            f"签发人{count}位",
            notice(f"{HOST}关于防汛工作的报告", 文种="报告", 主送="市人民政府", 签发人=list(_SIGNATORIES[:count])),
        )
    yield "长主送", notice(主送="、".join(f"{CITY}{name}局" for name in ("水利", "财政", "公安", "民政", "司法") * 6))
    yield "普通格式", notice(格式="普通", 文号=None)


def _letters() -> Iterator[_Named]:
    for count in (1, 3, 6, 14):
        title = f"{HOST}关于商请提供有关资料的函"
        yield f"{count}段", notice(title, 文种="函", 格式="信函", 正文=body(count), 主送="市水利局", 抄送="市财政局")
    marks = {"份号": "7", "密级": "秘密★6个月", "紧急程度": "加急"}
    text = f"{body(3)}\n有关情况见附件。"
    yield "要素", notice(格式="信函", **marks, 正文=text, 附件=[{"名称": "说明", "内容": "略。"}])
    for count in (2, 4):
        yield f"{count}家", notice(文种="函", 格式="信函", 发文机关=list(_JOINT[:count]), 标题=title)


def _kinds() -> Iterator[_Named]:
    """Every 文种 as `gongwen new` begins it."""
    for kind in DOCUMENTS:
        yield kind, _skeleton(kind)
    order = {"文种": "命令", "发文机关": f"{CITY}人民政府", "令号": "第8号", "日期": DATE, "正文": "现公布施行。"}
    yield "联合命令", order | {"签署人": ["市长 孙明远", "市水利局局长 赵立"]}
    yield "长命令", order | {"签署人": "市长 孙明远", "正文": body(30)}
    minutes = {"文种": "纪要", "标题": "专题会议纪要", "期号": "第12期", "日期": DATE, "正文": body(20)}
    names = "、".join(f"{name}（{office}）" for name in _SIGNATORIES for office in ("办公室", "调查监测科"))
    yield "长纪要", minutes | {"出席": names, "请假": "高松", "列席": names} | IMPRINT


def _skeleton(kind: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return new_document(kind, Path(folder) / "新.yaml", today=DAY).read_text("utf-8")


def _sealed() -> Iterator[_Named]:
    """With pictures of seals and stamps."""
    for count in range(1, 5):
        organs = list(_JOINT[:count])
        keys = {"发文机关": organs, "印章": [f"{number}.png" for number in range(1, count + 1)]}
        yield f"{count}枚", notice(f"{HOST}关于开展地质灾害防治工作的通知", **keys, 正文=body(3, headings=False))
    order = {"文种": "命令", "发文机关": f"{CITY}人民政府", "令号": "第9号", "日期": DATE, "正文": "现公布施行。"}
    yield "签名章", order | {"签署人": "市长 孙明远", "签名章": "签名.png"}


def _tables() -> Iterator[_Named]:
    """Upright and turned tables, short and over many pages, with cells that run down over pages."""
    columns = "序号、阶段、工作任务、具体措施、牵头单位、责任单位、完成时限、备注"
    for rows in (5, 40, 120):
        for names, paper in ((columns, "横向"), ("序号、阶段、工作任务、责任单位、完成时限", "纵向")):
            width = names.count("、") - 1
            lines = [
                " | ".join([f"第{NUMERALS[row * 4 // rows]}阶段", *(_cell(row, at) for at in range(width))])
                for row in range(rows)
            ]
            table = {"标题": f"{CITY}工作配档表", "列": names, "合并": "阶段", "行": "\n".join(lines), "纸张": paper}
            yield f"{paper}{rows}行", {"文种": "配档表"} | table
    table = {"列": columns, "行": "\n".join(" | ".join(_cell(row, at) for at in range(7)) for row in range(30))}
    attached = [{"名称": "任务分解表", "表格": table}, {"名称": "说明", "内容": body(2, headings=False)}]
    yield "附件横表", notice(正文=f"{body(4)}\n见附件1、附件2。", 附件=attached, **IMPRINT)


def _cell(row: int, column: int) -> str:
    sentence = SENTENCES[(row + column) % len(SENTENCES)]
    return sentence[: 4 + (row * 7 + column * 5) % 18].rstrip("，、。“《（")


def _rosters() -> Iterator[_Named]:
    names = ("高松", "欧阳晓波", "买买提·艾力", "王一丁（女，回族）", "李起", "周成", "诸葛明", "阿不都热依木·吐尔逊")
    posts = ("市局党组书记、局长", "市局党组成员、副局长", "市自然资源和规划局国土空间生态修复科科长、一级主任科员")
    members = [f"{names[n % len(names)]} {posts[n % len(posts)]}" for n in range(60)]
    roster = {"文种": "名单", "标题": f"{CITY}地质灾害防治工作专班", "组长": "孙明远 市局党组书记、局长"}
    yield "60人", roster | {"副组长": members[:3], "成员": members[3:], "忽略检查": _TWICE}


_TWICE = [{"检查": "content/person-twice", "理由": "假想的人名循环使用"}]


def _below_tables() -> Iterator[_Named]:
    """What stands below a table: signature, 附件说明, imprint; on either side of a page's end, and on turned paper."""
    attached: list[dict[str, Any]] = [
        {"名称": "隐患点排查情况", "内容": "共三处。"},
        {"名称": "值班安排", "内容": "略。"},
    ]
    text = body(2, headings=False)
    for rows in (15, 19, 21, 24):
        below = notice(正文=f"{text}\n{{表.分工}}", 表=_phases(rows), 公开="主动公开", **IMPRINT)
        yield f"落款{rows}行", below
        yield f"落款{rows}行不用印", below | {"用印": "否"}
    for rows in (8, 14, 19):
        cited = f"{text}\n有关情况见附件1、附件2。\n{{表.分工}}"
        yield f"附件说明{rows}行", notice(正文=cited, 表=_phases(rows), 附件=attached, **IMPRINT)
    turned = notice(正文=f"{text}\n{{表.分工}}", 表=_phases(10, "横向"), **IMPRINT)
    yield "横表落款", turned
    yield "横表落款不用印", turned | {"用印": "否", "公开": "主动公开"}
    wide = {"名称": "任务分解表", "表格": _phases(6, "横向")["分工"]}
    for name, apart in (("末附件横表", "否"), ("另装横表", "是")):
        attachments = [attached[0], wide | {"另装": apart}]
        yield name, notice(正文=f"{text}\n见附件1、附件2。", 附件=attachments, **IMPRINT)


def _phases(rows: int, paper: str = "纵向") -> dict[str, Any]:
    """A table of two phases, whose cells are merged."""
    lines = (f"第{NUMERALS[row * 2 // rows]}阶段 | {_cell(row, 0)} | 办公室" for row in range(rows))
    columns = "序号、阶段、工作任务、责任单位"
    return {"分工": {"列": columns, "行": "\n".join(lines), "合并": "阶段", "纸张": paper}}


def _by_policy() -> Iterator[_Named]:
    for count in (1, 3, 5, 8, 12, 40):
        yield f"{count}段", notice(正文=body(count), 公开="主动公开", **IMPRINT)
    for count in (2, 12):
        yield f"{count}段无版记", notice(正文=body(count), 用印="否")


def seal(words: str) -> bytes:
    """A red ring with a star-like cross in it: nobody's seal."""
    side, red = 496, (220, 30, 30, 255)
    picture = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((6, 6, side - 6, side - 6), outline=red, width=12)
    arm = 60 + 10 * (len(words) % 4)
    draw.line((side / 2 - arm, side / 2, side / 2 + arm, side / 2), fill=red, width=20)
    draw.line((side / 2, side / 2 - arm, side / 2, side / 2 + arm), fill=red, width=20)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def stamp() -> bytes:
    """A red stroke in the shape of a stamp."""
    picture = Image.new("RGBA", (400, 150))
    ImageDraw.Draw(picture).line((20, 120, 120, 30, 220, 120, 380, 40), fill=(220, 30, 30, 255), width=14)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


class Shown(Struct, frozen=True, dict=True):
    """What became of one specimen."""

    name: str
    outcome: Outcome


def make(folder: Path, chosen: Iterable[Specimen]) -> list[Shown]:
    """Specimens in `folder`: one workspace for each set of settings, all documents of one built together."""
    shutil.rmtree(folder, ignore_errors=True)
    offices: dict[str, list[Specimen]] = {}
    for specimen in chosen:
        settings = {"发文机关": HOST} | dict(specimen.settings)
        offices.setdefault(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), []).append(specimen)
    shown = []
    for number, (settings_text, members) in enumerate(offices.items(), 1):
        root = folder / f"设置{number}"
        for specimen in members:
            path = root / CONTENT_FOLDER / f"{specimen.name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_written(specimen.content), "utf-8")
        (root / SETTINGS_FILE).write_text(settings_text, "utf-8")
        sealed = root / CONTENT_FOLDER / "用印"
        if sealed.is_dir():
            (sealed / "签名.png").write_bytes(stamp())
            for count in range(1, 5):
                (sealed / f"{count}.png").write_bytes(seal("印" * count))
        outcomes = look_at_documents(list(build_documents(open_workspace(root), with_pdf=True)))
        shown += [
            Shown(outcome.source.removeprefix(f"{CONTENT_FOLDER}/").removesuffix(".yaml"), outcome)
            for outcome in outcomes
        ]
    return shown


def _written(content: Mapping[str, Any] | str) -> str:
    if isinstance(content, str):
        return content
    return yaml.dump(dict(content), Dumper=_Readable, allow_unicode=True, sort_keys=False)


class _Readable(yaml.SafeDumper):
    """Long texts as blocks, the way a writer has them."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Readable.add_representer(str, _text)


def binding(outcome: Outcome) -> list[str]:
    """What is worse than a hint, as words; what the office has chosen against the standard is no fault of the page."""
    return [
        f"{item.code} {item.place.spot}：{item.message}"
        for item in outcome.diagnostics
        if item.severity is not Severity.HINT and not item.code.startswith("layout/own-")
    ]


def main(arguments: Sequence[str]) -> int:
    """Makes the gallery, or with `ends` all page ends; prints every document with its findings, and the count."""
    folder, chosen = (_ENDS, page_ends.every()) if "ends" in arguments else (FOLDER, specimens())
    shown = make(folder, chosen)
    faulty = 0
    for one in shown:
        found = binding(one.outcome)
        faulty += bool(found) or one.outcome.output is None
        sys.stdout.write(f"{'不符' if found else '通过'}  {one.name}\n" + "".join(f"      {line}\n" for line in found))
    sys.stdout.write(f"共 {len(shown)} 份，{faulty} 份有问题，在 {folder}。\n")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
