"""Names padded with a blank in running text, where the blank would be printed (K10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Prose
from gongwen.model.text import Text
from gongwen.resolve.document import ResolvedDocument
from gongwen.resolve.places import place_of, warning

CODES = {
    "content/padded-name": "正文里的姓名中间有空格",
}
#: Looked for first, in a whole text at once.
_SPACED = re.compile(r"\w[ 　]+\w")
_HAN = r"[一-鿿]"
#: 、由张　三任组长: a name of two characters with a blank in it, among the words that stand around names. Compiled when
#: there is something to look into: classes of so many characters take a hundredth of a build of one document.
_PADDED = rf"(?:^|(?<=[、，；：由]))({_HAN}[ 　]+{_HAN})(?=同志|[、，；。（]|等|[兼担]?任|$)"


def check_padded_names(resolved: ResolvedDocument) -> Iterator[Diagnostic]:
    """Of a document and of all that goes out with it."""
    for paper in resolved.papers():
        if isinstance(paper.document, Prose) and paper.document.body is not None:
            yield from _check(paper.document.body)


def _check(text: Text) -> Iterator[Diagnostic]:
    for line in text.nonblank_lines() if _SPACED.search(text) else ():
        for match in re.finditer(_PADDED, line):
            name = "".join(match[1].split())
            yield warning(
                "content/padded-name",
                f"正文里的“{name}”中间有空格，会照样印出。",
                place_of(line, match.start(1)),
                f"只有名单里的姓名才对齐，由程序补空；这里请写：{name}。",
            )
