"""Notices whose text ends at every height of a page, with all that can stand below it.

The gallery has some; `make page-ends` makes them all (1,440 documents, a quarter of an hour).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.synthetic import DATE, HOST, IMPRINT, Specimen, notice

#: Lines of text: from a page with room for everything to the third page.
LINES = range(1, 61)
_LINE = 28
_WORDS = "各级各部门要认真贯彻执行本通知精神加强组织领导明确工作责任细化任务措施确保各项工作落到实处"
_COPIES = "市人大常委会办公室，市政协办公室，市应急管理局"
#: By how many lines the imprint has.
_IMPRINTS: Mapping[str, Mapping[str, str]] = {
    "无版记": {},
    "版记二行": IMPRINT | {"抄送": "市应急管理局"},
    "版记四行": IMPRINT | {"抄送": "，".join([_COPIES] * 3)},
}
_SEALS = {"用印": "是", "不用印": "否"}
_ATTACHED: Mapping[str, Mapping[str, Any]] = {
    "无附件": {},
    "有附件": {"附件": [{"名称": "隐患点排查情况", "内容": "共三处。"}]},
}
_PROFILES: Mapping[str, Mapping[str, Any]] = {"国标": {}, "电子公文": {"版面": {"标准": "GB/T 33476.2"}}}


def every() -> Iterator[Specimen]:
    """Every number of lines with everything below it, on both kinds of page."""
    for lines, *ways in itertools.product(LINES, _PROFILES, _SEALS, _IMPRINTS, _ATTACHED):
        yield _specimen(lines, *ways)


def some() -> Iterator[Specimen]:
    """Every number of lines once, each with the next way to go on."""
    ways = itertools.cycle(itertools.product(_PROFILES, _SEALS, _IMPRINTS, _ATTACHED))
    for lines, way in zip(LINES, ways, strict=False):
        yield _specimen(lines, *way)


def _specimen(lines: int, profile: str, seal: str, imprint: str, attached: str) -> Specimen:
    more = {"用印": _SEALS[seal]} | dict(_IMPRINTS[imprint]) | dict(_ATTACHED[attached])
    keys = notice(f"{HOST}\n关于加强值班工作的通知", 正文=_text(lines, cites=attached == "有附件"), 日期=DATE, **more)
    return Specimen(f"页末/{lines}行{profile}{seal}{imprint}{attached}", keys, _PROFILES[profile])


def _text(lines: int, *, cites: bool) -> str:
    """So many lines, in paragraphs of one to five of them that end at another place each."""
    paragraphs = []
    left, number = lines, 0
    while left:
        count = min(1 + (lines + number * 2) % 5, left)
        last = 5 + (number * 7 + lines * 3) % (_LINE - 8)
        length = (count - 1) * _LINE + last - 2 * (count > 1)
        end = "见附件。" if cites and left == count else "。"
        start = (number * 11) % len(_WORDS)
        text = (_WORDS * (length // len(_WORDS) + 2))[start : start + max(length - len(end), 2)]
        paragraphs.append(text + end)
        left, number = left - count, number + 1
    return "\n".join(paragraphs)
