"""Documents by 文种, and packages: a document with all that it refers to."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.diagnostics import ContentError, FileError, GongwenError
from gongwen.load.documents import load_document
from gongwen.load.package import Package, load_package
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.notice import Notice
from gongwen.model.papers import Plan
from tests.load.reading import unmarked

NOTICE = "文种: 通知\n标题: 关于防汛的通知\n正文: 请照办。\n"
PLAN = "文种: 方案\n标题: 防汛方案\n正文: 照办。\n"


def lay_out(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def refusal(folder: Path, name: str, *, package: bool = False) -> GongwenError:
    with pytest.raises(GongwenError) as caught:
        (load_package if package else load_document)(folder / name, workspace=folder)
    return caught.value


def found_in(error: GongwenError) -> list[tuple[str, str, int, int]]:
    return [(item.code, item.place.file, item.place.line, item.place.column) for item in error.diagnostics]


def test_the_kind_chooses_the_class(tmp_path: Path) -> None:
    lay_out(tmp_path, {"甲/通知.yaml": NOTICE, "方案.yaml": PLAN})
    loaded = load_document(tmp_path / "甲" / "通知.yaml", workspace=tmp_path)
    assert isinstance(loaded.document, Notice)
    assert loaded.document.title.origin is not None
    assert loaded.document.title.origin.file == "甲/通知.yaml"
    assert loaded.diagnostics == ()
    assert isinstance(load_document(tmp_path / "方案.yaml", workspace=tmp_path).document, Plan)


KINDS = {
    "unknown": ("文种: ⟦unknown-kind⟧通之\n标题: 甲\n", "文种: 通知"),
    "like no other": ("文种: ⟦unknown-kind⟧xyz\n", "、".join(DOCUMENTS)),
    "empty": ("文种⟦unknown-kind⟧:\n".replace("⟦unknown-kind⟧:", ":⟦unknown-kind⟧"), "、".join(DOCUMENTS)),
    "a list": ("文种: ⟦unknown-kind⟧[通知]\n", "、".join(DOCUMENTS)),
    "missing": ("⟦missing-kind⟧标题: 甲\n", "文种: 通知"),
    "under another name": ("标题: 甲\n⟦missing-kind⟧类型: 通知\n", "“文种”"),
}


@pytest.mark.parametrize(("marked", "words"), KINDS.values(), ids=KINDS)
def test_a_kind_that_does_not_exist_names_the_nearest_and_all(tmp_path: Path, marked: str, words: str) -> None:
    text, expected = unmarked(marked)
    error = refusal(lay_out(tmp_path, {"甲.yaml": text}), "甲.yaml")
    assert isinstance(error, ContentError)
    assert found_in(error) == [(code, "甲.yaml", line, column) for code, line, column in expected]
    (item,) = error.diagnostics
    assert item.hint is not None
    assert words in item.hint
    assert "配档表" in item.hint


def test_a_file_that_is_no_document_is_told_where_to_go(tmp_path: Path) -> None:
    shared = "联系人: 李晓明 0533-2345678\n建议:\n  抄送: 市政府办公室\n"
    (item,) = refusal(lay_out(tmp_path, {"content/共用.yaml": shared}), "content/共用.yaml").diagnostics
    assert item.code == "content/missing-kind"
    assert "请移到 content 外面" in (item.hint or "")
    (item,) = refusal(lay_out(tmp_path, {"甲.yaml": "标题: 甲\n类型: 通知\n"}), "甲.yaml").diagnostics
    assert "content" not in (item.hint or "")


def test_slips_are_found_even_if_the_kind_is_unknown(tmp_path: Path) -> None:
    error = refusal(lay_out(tmp_path, {"甲.yaml": "文种：通之\n标题：甲\n"}), "甲.yaml")
    assert [code for code, *_ in found_in(error)] == [
        "content/full-width-colon", "content/unknown-kind", "content/full-width-colon",
    ]  # fmt: skip


# --- packages ---


def test_a_package_holds_all_that_is_referred_to_each_once(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        {
            "通知.yaml": NOTICE + "附件:\n  - 子/方案.yaml\n  - 表.yaml\n",
            "子/方案.yaml": PLAN + "附件:\n  - ../表.yaml\n  - 单\\名单.yaml\n",
            "子/单/名单.yaml": "文种: 名单\n标题: 名单\n组长: 孙明远 局长\n",
            "表.yaml": b"\xef\xbb\xbf" + "文种: 表格\n标题: 表\n列: 甲、乙\n行: 一 | 二\n".encode(),
        },
    )
    package = load_package(tmp_path / "通知.yaml", workspace=tmp_path)
    root = tmp_path.resolve()
    assert package.root == root / "通知.yaml"
    assert set(package.documents) == {
        root / name for name in ("通知.yaml", "子/方案.yaml", "子/单/名单.yaml", "表.yaml")
    }
    assert package.document is package.documents[package.root]
    assert package.path_of(root / "子" / "方案.yaml", "单\\名单.yaml") == root / "子" / "单" / "名单.yaml"
    assert [(item.code, item.place.file) for item in package.diagnostics] == [("content/bom", "表.yaml")]


def test_two_readings_of_a_package_are_equal(tmp_path: Path) -> None:
    lay_out(tmp_path, {"通知.yaml": NOTICE + "附件:\n  - 方案.yaml\n", "方案.yaml": PLAN})
    first, second = (load_package(tmp_path / "通知.yaml", workspace=tmp_path) for _ in range(2))
    assert isinstance(first, Package)
    assert first == second


REFERENCES = {
    "missing": ("没有.yaml", "reference-missing", "建好"),
    "misspelt": ("防汛方安.yaml", "reference-missing", "“防汛方案.yaml”"),
    "without its ending": ("防汛方案", "reference-missing", "“防汛方案.yaml”"),
    "in a folder that is not there": ("子/方案.yaml", "reference-missing", "核对文件名"),
    "a folder": ("空", "reference-missing", ""),
    "label with a full-width colon": ("方案：防汛方案.yaml", "reference-missing", "方案: 防汛方案.yaml"),
    "above the workspace": ("../秘密.yaml", "reference-outside", "复制到工作文件夹"),
    "through the workspace's own name": ("空/../../秘密.yaml", "reference-outside", "复制到工作文件夹"),
    "absolute": ("/etc/passwd", "reference-outside", "passwd"),
    "drive": ("C:\\公文\\方案.yaml", "reference-outside", "方案.yaml"),
    "share": ("\\\\server\\方案.yaml", "reference-outside", "方案.yaml"),
    "by a link": ("链接.yaml", "reference-outside", "复制到工作文件夹"),
    "by a link to nothing": ("断.yaml", "reference-missing", ""),
    "itself": ("通知.yaml", "reference-circle", "删去其中一处"),
    "very long": ("长" * 300 + ".yaml", "reference-missing", ""),
}


@pytest.mark.parametrize(("name", "code", "words"), REFERENCES.values(), ids=REFERENCES)
def test_a_reference_that_cannot_be_followed_is_named_where_it_is_written(
    tmp_path: Path, name: str, code: str, words: str
) -> None:
    (tmp_path / "秘密.yaml").write_text(PLAN, "utf-8")
    workspace = lay_out(
        tmp_path / "单位", {"通知.yaml": NOTICE + f"附件:\n  - '{name}'\n  - 防汛方案.yaml\n", "防汛方案.yaml": PLAN}
    )
    (workspace / "空").mkdir()
    (workspace / "链接.yaml").symlink_to(tmp_path / "秘密.yaml")
    (workspace / "断.yaml").symlink_to(workspace / "哪里.yaml")
    error = refusal(workspace, "通知.yaml", package=True)
    assert isinstance(error, ContentError)
    assert found_in(error) == [(f"content/{code}", "通知.yaml", 5, 6)]
    (item,) = error.diagnostics
    assert words in f"{item.message}{item.hint}"


def test_a_circle_of_three_is_named_where_it_closes(tmp_path: Path) -> None:
    files = {"甲.yaml": "乙.yaml", "乙.yaml": "丙.yaml", "丙.yaml": "甲.yaml"}
    lay_out(tmp_path, {name: NOTICE + f"附件:\n  - {other}\n" for name, other in files.items()})
    error = refusal(tmp_path, "甲.yaml", package=True)
    assert found_in(error) == [("content/reference-circle", "丙.yaml", 5, 5)]
    assert "甲.yaml → 乙.yaml → 丙.yaml → 甲.yaml" in error.diagnostics[0].message


def test_two_ways_to_one_document_are_no_circle(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        {
            "甲.yaml": NOTICE + "附件:\n  - 乙.yaml\n  - 丙.yaml\n",
            "乙.yaml": PLAN + "附件:\n  - 丙.yaml\n",
            "丙.yaml": PLAN,
        },
    )
    assert len(load_package(tmp_path / "甲.yaml", workspace=tmp_path).documents) == 3


def test_the_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        {
            "甲.yaml": NOTICE + "附件:\n  - 没有.yaml\n  - 乙.yaml\n  - 丙.yaml\n  - 丁.yaml\n",
            "乙.yaml": PLAN.replace("标题:", "标题："),
            "丙.yaml": PLAN.encode("gbk"),
            "丁.yaml": PLAN.replace("标题", "题目"),
        },
    )
    assert found_in(refusal(tmp_path, "甲.yaml", package=True)) == [
        ("content/unknown-key", "丁.yaml", 2, 1),
        ("content/encoding", "丙.yaml", 1, 1),
        ("content/full-width-colon", "乙.yaml", 2, 3),
        ("content/reference-missing", "甲.yaml", 5, 5),
    ]


def test_a_root_that_is_not_there_is_a_matter_of_files(tmp_path: Path) -> None:
    error = refusal(tmp_path, "没有.yaml", package=True)
    assert isinstance(error, FileError)
    assert found_in(error) == [("file/missing", "没有.yaml", 0, 0)]
