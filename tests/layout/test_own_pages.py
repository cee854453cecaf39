"""Pages as offices set them: made, shown by LibreOffice, measured; no finding but how the setting differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from gongwen.check.document import Laid, lay_out
from gongwen.check.elements import BODY
from gongwen.diagnostics import ExitCode, Severity
from gongwen.measure import measure_pdf
from gongwen.operations.making.build import check_documents
from gongwen.operations.outcome import Outcome
from gongwen.operations.workspace import Workspace, open_workspace
from tests.layout.documents import OWN

pytestmark = pytest.mark.office

#: Of a place on the page, in mm; LibreOffice centres the grid of lines in what they leave of the text area.
PLACE = 0.6


class Setting(Struct, frozen=True, dict=True):
    """What is written under 版面, what is told of it, and the page it makes. Places in mm from the sheet's top left."""

    name: str
    written: str = ""
    told: frozenset[str] = frozenset()
    lines: int = 22
    characters: int = 28
    pitch: float = 28.95
    left: float = 28
    right: float = 184
    top: float = 37
    bottom: float = 262
    #: where the numbers of an odd and of an even page stand: their right end, their left end, or their middle
    numbers: tuple[str, str] = ("right", "left")
    size: float = 14
    exit_code: ExitCode = ExitCode.DONE


def own(*codes: str) -> frozenset[str]:
    return frozenset(f"layout/own-{code}" for code in codes)


BROKEN = ExitCode.NOT_CONFORMING
SETTINGS = (
    Setting("国标"),
    Setting("国标33476", "标准: GB/T 33476.2", pitch=29.45),
    Setting(
        "页边",
        "天头: 35毫米\n地脚: 33毫米\n订口: 27毫米\n切口: 27毫米",
        own("top", "height"),
        pitch=29.45,
        left=27,
        right=183,
        top=35,
        bottom=264,
        exit_code=BROKEN,
    ),
    Setting("行距28", "行距: 28磅", own("pitch"), pitch=28),
    Setting("行距30", "行距: 30磅", own("lines", "pitch"), lines=21, pitch=30),
    Setting("二十行", "每面行数: 20", own("lines"), lines=20, pitch=31.85),
    Setting(
        "页码居中",
        "页码位置: 居中\n页码字号: 五号",
        own("number-place", "number-size"),
        numbers=("middle", "middle"),
        size=10.5,
        exit_code=BROKEN,
    ),
    Setting("单面", "印刷: 单面", numbers=("right", "right")),
    Setting("加粗", "二级标题加粗: 是\n三级标题加粗: 是\n正文字体: 仿宋", own("heading-bold")),
    Setting("西文", "西文字体: FandolSong"),
    Setting("字体", "正文字体: 宋体\n标题字体: 黑体", own("body-face", "title-face")),
    Setting("大标志", "标题字号: 小二\n机关标志字号: 30磅\n红线粗细: 3磅", own("title-size")),
)


class Shown(Struct, frozen=True, dict=True):
    """A document as it came out, and its pages."""

    outcome: Outcome
    laid: Laid


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory, fandol_folder: Path) -> dict[str, Shown]:
    """By the name of the setting."""
    assert fandol_folder
    found = {}
    for setting in SETTINGS:
        root = tmp_path_factory.mktemp(setting.name)
        workspace = _workspace(root, setting.written)
        (outcome,) = check_documents(workspace, looks=True)
        assert outcome.made is not None, outcome
        assert outcome.made.pdf is not None, outcome
        pdf = root / "页面.pdf"
        pdf.write_bytes(outcome.made.pdf)
        found[setting.name] = Shown(outcome, lay_out(measure_pdf(pdf), outcome.made.view, workspace.geometry))
    return found


def _workspace(root: Path, written: str) -> Workspace:
    settings = "发文机关: 云山市自然资源局\n"
    if written:
        settings += "版面:\n" + "".join(f"  {line}\n" for line in written.split("\n"))
    (root / "gongwen.yaml").write_text(settings, "utf-8")
    (root / "content").mkdir()
    (root / "content" / "通知.yaml").write_text(OWN["下行"], "utf-8")
    return open_workspace(root)


each = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)


@each
def test_what_is_told_is_how_the_setting_differs_and_no_more(setting: Setting, shown: dict[str, Shown]) -> None:
    outcome = shown[setting.name].outcome
    told = [
        item
        for item in outcome.diagnostics
        if item.code.startswith("layout/") and item.severity in (Severity.ERROR, Severity.WARNING)
    ]
    assert {item.code for item in told} == setting.told, "\n".join(map(str, told))
    assert outcome.exit_code is setting.exit_code
    assert all("本单位设置" in item.message for item in told)


@each
def test_the_lines_fill_the_page_as_they_are_to(setting: Setting, shown: dict[str, Shown]) -> None:
    laid = shown[setting.name].laid
    full = next(page for page in laid.flowing_pages() if page.page.number > 1)
    assert len(full.flow) == setting.lines
    assert laid.area.pitch.pt == pytest.approx(setting.pitch, abs=0.06)
    lines = [strip for element in laid.elements.of(*BODY) for strip in element.strips[1:-1]]
    usual = sorted(len(strip.glyphs) for strip in lines)[len(lines) // 2]
    assert usual in (setting.characters, setting.characters + 1), "a mark may hang"


@each
def test_the_edges_are_where_they_are_to_be(setting: Setting, shown: dict[str, Shown]) -> None:
    area = shown[setting.name].laid.area
    assert area.left.mm == pytest.approx(setting.left, abs=PLACE)
    assert area.right.mm == pytest.approx(setting.right, abs=PLACE)
    assert area.top.mm == pytest.approx(setting.top, abs=PLACE)


@each
def test_the_mark_the_imprint_and_the_page_numbers_keep_their_places(setting: Setting, shown: dict[str, Shown]) -> None:
    laid = shown[setting.name].laid
    (mark,) = (element for element in laid.elements.all if element.kind.name == "MARK")
    assert mark.first.ink is not None
    assert mark.first.ink.top.mm == pytest.approx(setting.top + 35, abs=1)
    assert laid.imprint_rules()[-1].position.mm == pytest.approx(setting.bottom, abs=0.5)
    middle = (setting.left + setting.right) / 2
    for number, place in zip((1, 2), setting.numbers, strict=True):
        strip = laid.sheet(number).number
        assert strip is not None
        assert strip.size.pt == pytest.approx(setting.size, abs=0.1)
        size = strip.size.mm
        at = {
            "right": (strip.x1.mm, setting.right - size),
            "left": (strip.x0.mm, setting.left + size),
            "middle": (strip.middle.mm, middle),
        }[place]
        assert at[0] == pytest.approx(at[1], abs=PLACE)
        dash = next(glyph.ink for glyph in strip.glyphs if glyph.text == "—")
        assert dash is not None
        assert dash.middle_y.mm == pytest.approx(setting.bottom + 7, abs=PLACE)
