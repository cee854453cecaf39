"""Where the registers of a document are: named by it, by the office, or found by name beside it or above."""

from __future__ import annotations

from pathlib import Path

from gongwen.diagnostics import ContentError, Diagnostic, Place, Severity

PEOPLE_STEM = "人员"
UNITS_STEM = "单位"
ISSUED_FILE = "发文登记.csv"
REGISTER_SUFFIXES = (".yaml", ".yml", ".xlsx", ".xlsm", ".csv")


def find_register(folder: Path, top: Path, stem: str = PEOPLE_STEM) -> Path | None:
    """The register named `stem` in `folder` or the nearest folder above it, up to `top`.

    Refuses (ContentError) two of them in one folder: which one holds cannot be guessed.
    """
    for here in (folder, *folder.parents):
        found = [path for suffix in REGISTER_SUFFIXES if (path := here / f"{stem}{suffix}").is_file()]
        if len(found) > 1:
            names = "、".join(path.name for path in found)
            raise ContentError(
                Diagnostic(
                    Severity.ERROR,
                    "content/two-registers",
                    f"同一文件夹里有几个{stem}文件：{names}，不知道用哪一个。",
                    Place(file=str(here)),
                    hint="请只留一个，或在 gongwen.yaml 里写“人员库: 文件名”。",
                )
            )
        if found:
            return found[0]
        if here == top:
            return None
    return None
