"""编号: the writer's own numbers, or numbers counted anew (自动), or running on across chapters (连续)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from gongwen.model.document import Numbering
from gongwen.model.outline import OutlineLine, number_for
from gongwen.standard.elements import HEADING_LEVELS

#: The levels that run on across chapters under 连续: headings do, items inside a paragraph's list do not.
_RUNNING_ON = (2, 3)


def numbered(lines: Iterable[OutlineLine], mode: Numbering) -> Iterator[OutlineLine]:
    """The lines with the numbers they are printed with."""
    counts = [0] * (HEADING_LEVELS + 1)
    for line in lines:
        if mode == "检查" or not line.level or (line.is_marked and not line.number):
            yield line
            continue
        counts[line.level] += 1
        for deeper in range(line.level + 1, HEADING_LEVELS + 1):
            if mode == "自动" or deeper not in _RUNNING_ON:
                counts[deeper] = 0
        yield replace(line, number=number_for(line.level, counts[line.level]))
