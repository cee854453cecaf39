"""GB/T 15834—2011 5.1: which marks may not begin or end a line, and which may not be split between two."""

from __future__ import annotations

from gongwen.standard.requirement import Force, Form

STANDARD = "GB/T 15834—2011"

#: 5.1: points, the closing half of paired marks, the interpunct: never first on a line.
NEVER_FIRST = frozenset("。，、；：？！”’）〕】》〉」』］·．,.;:?!)]")
#: 5.1: the opening half of paired marks: never last on a line.
NEVER_LAST = frozenset("“‘（〔【《〈「『［([")
#: 5.1: dash and ellipsis take the room of two characters and stay on one line.
NEVER_SPLIT = ("——", "……")
#: Points that office programs let hang out of the text area at the end of a line; the standards are silent on it.
HANGING = frozenset("。，、；：？！,.;:?!")

LINE_START = Form("5.1", "行首标点", Force.MUST)
LINE_END = Form("5.1", "行末标点", Force.MUST)
SPLIT_MARK = Form("5.1", "破折号和省略号不拆开", Force.MUST)
