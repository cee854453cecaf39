"""Blocks of text (`|`): where each ends, and lines of it that were not indented as they should be.

Words in a block are never touched; only the blanks before a line are put right, so that the line stays in its block.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from gongwen.load.findings import Findings
from gongwen.load.heads import BLANKS, find_key, read_head, suspected_key
from gongwen.load.source import Source
from gongwen.model.text import clip


class BlockReader:
    """Follows one open block after another through `source`."""

    def __init__(self, source: Source, findings: Findings, is_key: Callable[[str], bool]) -> None:
        self.is_open = False
        self._source = source
        self._findings = findings
        self._is_key = is_key
        self._parent = 0
        self._indent: int | None = None
        self._is_run_reported = False

    def open(self, parent: int, indent: int) -> None:
        """A block begins below its mark; its lines stand further right than `parent`, by `indent` if that is not 0."""
        self.is_open = True
        self._parent = parent
        self._indent = parent + indent if indent else None
        self._is_run_reported = False

    def takes(self, number: int, list_columns: Collection[int]) -> bool:
        """Whether line `number` belongs to the block, once its indentation is mended; if not, the block is closed.

        `list_columns` are the columns at which a `- ` would go on with a list.
        """
        line = self._source.lines[number - 1]
        spaces = len(line) - len(line.lstrip(" "))
        if not line.strip(BLANKS):
            self._blank_line(number, line, spaces)
            return True
        lead = len(line) - len(line.lstrip(BLANKS))
        if self._indent is None and spaces > self._parent and line[spaces] != "\t":
            self._indent = spaces
            return True
        if self._indent is not None and spaces >= self._indent:
            self._is_run_reported = False
            return True
        if self._ends_before(line, lead, spaces, list_columns):
            self.is_open = False
            return False
        self._mend(number, line, lead)
        return True

    def _blank_line(self, number: int, line: str, spaces: int) -> None:
        """Blanks on an empty line are nothing to a writer, but before the first line they set YAML's indentation."""
        if line and (self._indent is None or spaces < self._indent):
            self._source.blank(number)

    def _ends_before(self, line: str, lead: int, spaces: int, list_columns: Collection[int]) -> bool:
        """Whether `line`, which stands too far left for the text, is the next key or item rather than text."""
        rest = line[lead:]
        start = read_head(rest).start
        key, suspect = find_key(rest, start, self._is_key), suspected_key(rest, start)
        is_known = any(found is not None and self._is_key(found.word) for found in (key, suspect))
        if lead > spaces or spaces > self._parent:
            # Its column does not say that it is no text: only a key that is known tells.
            return is_known
        if rest.startswith("#"):
            return True
        if spaces == 0 and rest.rstrip() in ("---", "..."):
            return True
        head = read_head(line)
        if head.marks and head.column in list_columns:
            return True
        return key is not None or is_known

    def _mend(self, number: int, line: str, lead: int) -> None:
        indent = self._indent if self._indent is not None else self._parent + 2
        self._indent = indent
        bad = next((index for index, character in enumerate(line[:lead]) if character != " "), None)
        text = line[lead:]
        shown = f"{' ' * indent}{clip(text)}"
        if bad is not None:
            code, name = (
                ("content/tab", "制表符（Tab 键）") if line[bad] == "\t" else ("content/full-width-indent", "全角空格")
            )
            message = f"缩进里有{name}，只能用半角空格。"
            hint = f"请删去行首的空白，改用 {indent} 个半角空格：{shown}"
            self._findings.add(code, message, number, self._source.column(number, bad), hint=hint)
        elif not self._is_run_reported:
            self._findings.add(
                "content/block-indent",
                f"“|”下面的文字缩进不够：这一行应缩进 {indent} 格，实为 {lead} 格；下面缩进不够的各行也是这样。",
                number,
                self._source.column(number, lead),
                hint=f"请在行首加空格：{shown}",
            )
            self._is_run_reported = True
        self._source.replace(number, 0, lead, " " * indent)
