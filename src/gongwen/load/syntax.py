"""What is still wrong with the YAML when all known slips are mended, said in Chinese at the writer's own place.

The parser's wording serves only to tell its complaints apart; it is never shown.
"""

from __future__ import annotations

import yaml

from gongwen.load.findings import Findings
from gongwen.load.source import Source

#: (words of the parser's problem or context, is the fault where the thing began?, message, hint), tried in order.
_PROBLEMS: tuple[tuple[str, bool, str, str], ...] = (
    (
        "quoted scalar",
        True,
        "引号里的文字有误：引号没有成对，或用了不认识的转义。",
        "请补上右引号；文字里有 \\ 的请改用单引号：'…'。",
    ),
    ("flow sequence", True, "方括号 [ ] 的列表没有写完整。", "请补上 ]；若是文字，请给这一项加上单引号：'[…'"),
    ("flow mapping", True, "花括号 { } 没有写完整。", "请补上 }；若是引用，请给这一项加上单引号：'{…}…'"),
    (
        "mapping values are not allowed",
        False,
        "这一行里多了一个“: ”，或缩进与上一行不合。",
        "文字里有冒号加空格时，请给这一项加上单引号：标题: '甲: 乙'",
    ),
    ("simple key", True, "这一行没有“键: 值”。", "请写成“键: 值”；若是上一项的文字，请把那一项写成“键: |”并缩进。"),
    (
        "block sequence entries are not allowed",
        False,
        "列表不能从这里开始。",
        "请把“- ”移到下一行，与键对齐或再缩进两格。",
    ),
    ("did not find expected '-'", False, "这一行与上面的列表对不齐。", "同一列表的各项请以“- ”开头，左边对齐。"),
    ("block collection", False, "这一行与上面的列表对不齐。", "同一列表的各项请以“- ”开头，左边对齐。"),
    ("block scalar", False, "“|”后面的写法有误。", "“|”后面请直接换行，下面各行用空格缩进两格。"),
    ("expected key", False, "这一行与上面各行对不齐，或不是“键: 值”。", "同一层的键请左边对齐，写成“键: 值”。"),
    ("block mapping", False, "这一行与上面各行对不齐，或不是“键: 值”。", "同一层的键请左边对齐，写成“键: 值”。"),
    ("cannot start any token", False, "值不能以这个符号开头。", "请给这一项加上单引号：'…'"),
    ("directive", False, "行首的 % 在这里不能用。", "若是文字，请给这一项加上单引号；否则请删去这一行。"),
    ("document start", False, "这里的内容不属于上面任何一项。", "请写成“键: 值”，与上面各行对齐。"),
    ("anchor", False, "不能用 & 和 * 作标记和引用。", "若是文字，请给这一项加上单引号：'…'"),
    ("alias", False, "不能用 & 和 * 作标记和引用。", "若是文字，请给这一项加上单引号：'…'"),
    ("tag", False, "不能用 ! 规定类型。", "若是文字，请给这一项加上单引号：'…'"),
)
_OTHER = ("这里的写法不合 YAML 的规则。", "请对照样稿检查这一行和上一行的冒号、空格、引号和缩进。")


def report_syntax_error(error: yaml.YAMLError, source: Source, findings: Findings) -> None:
    """Add `error` to `findings`, unless it is only the echo of a slip that has been reported already."""
    words = f"{getattr(error, 'problem', None) or ''} {getattr(error, 'context', None) or ''}"
    place = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    message, hint = _OTHER
    for mark, is_at_start, said, way_out in _PROBLEMS:
        if mark in words:
            message, hint = said, way_out
            if is_at_start:
                place = getattr(error, "context_mark", None) or place
            break
    line, index = (place.line + 1, place.column) if place is not None else (len(source.lines), 0)
    # A fault at the end of the file is shown on its last line that holds something.
    while line > 1 and (line > len(source.lines) or not source.lines[line - 1].strip()):
        line, index = line - 1, 0
    if not findings.has_error_near(line):
        findings.add("content/syntax", message, line, source.column(line, index), hint=hint)
