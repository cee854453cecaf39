"""Whether what an engine made is the notice: a figure counts only if it is."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from bench.notice import Notice, words_of
from bench.reading import said

#: What a footer says with its field not reckoned.
_FOOTER = ["— 1 —"]


def fault_of(document: bytes, given: Notice) -> str:
    """The first thing that is wrong with it, or nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            if spoiled := archive.testzip():
                return f"部件 {spoiled} 坏了"
            parts = [name for name in archive.namelist() if name.startswith("word/footer")]
        footers = [said(document, name) for name in parts]
        found = said(document)
    except (zipfile.BadZipFile, zlib.error, KeyError) as error:
        return f"不是完好的 DOCX：{error}"
    except etree.XMLSyntaxError as error:
        return f"XML 不合语法：{error}"
    if footers.count(_FOOTER) != 2:
        return f"页脚应有两个“{_FOOTER[0]}”：{footers}"
    wanted = words_of(given)
    for number, (text, due) in enumerate(zip(found, wanted, strict=False), 1):
        if text != due:
            return f"第 {number} 段应是“{due}”，印成了“{text}”"
    return "" if len(found) == len(wanted) else f"应有 {len(wanted)} 段，印了 {len(found)} 段"
