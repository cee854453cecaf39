"""Checking a template before it runs: every tag by itself, then the blocks they form, then the names they use.

Each tag is parsed alone, so that all slips of a template come out at once, each with its place. The same allow-list is
applied again to the tree that is really compiled (compiled.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import jinja2
from jinja2 import nodes
from msgspec import Struct, field

from gongwen.diagnostics import Diagnostic
from gongwen.render.cell_words import CELL_WORDS, check_cell_word
from gongwen.render.language import FILTERS, SLOW_FILTERS, parsed, refused_node, slow_node
from gongwen.render.paths import Scope, Shown, Slip, check_condition, check_loop, check_output, shown_variables
from gongwen.render.tags import COLUMN, PARAGRAPH, ROW, Tag
from gongwen.render.template import Template, problem
from gongwen.render.texts import NEVER

_OPENERS = {"if": "endif", "for": "endfor"}
_PATTERN = {"if": "{{% if {0} %}}{{% endif %}}", "for": "{{% for {0} %}}{{% endfor %}}"}
#: What docxtpl's templates are full of where it does not escape by itself.
_ESCAPING = ("e", "escape", "forceescape", "safe")
_WORDS = f"if、elif、else、endif、for、endfor，表格里还有 {'、'.join(CELL_WORDS)}"


class _Block(Struct):
    tag: Tag
    scope: Scope
    is_closed_to_branches: bool = False


class GrammarCheck(Struct):
    """Walks the tags of one story; what it finds is in `found`.

    The handles that are printed are in `handles`, the variables that are in `shown`, the tags that Jinja must fill in
    `slow`.
    """

    template: Template
    found: list[Diagnostic] = field(default_factory=list)
    handles: dict[type, Tag] = field(default_factory=dict)
    shown: set[Shown] = field(default_factory=set)
    slow: list[Tag] = field(default_factory=list)
    _blocks: list[_Block] = field(default_factory=list)
    _scope: Scope = field(default_factory=lambda: Scope({}))

    def run(self, tags: Iterable[Tag]) -> None:
        """Check all tags of one story in order."""
        self._blocks, self._scope = [], Scope({})
        for tag in tags:
            if tag.mark == "{":
                self._output(tag)
            elif tag.mark == "%":
                self._block(tag)
        for block in self._blocks:
            end = _OPENERS[block.tag.word]
            self._report(block.tag, "unclosed", f"标签 {block.tag.written} 没有结束。", f"请在后面写上 {end} 标签。")

    def _output(self, tag: Tag) -> None:
        if tag.level in (ROW, COLUMN):
            hint = f"{tag.level} 只能用在 {{%{tag.level} if … %}} 和 {{%{tag.level} for … %}}。"
            self._report(tag, "unsupported-tag", f"不支持 {tag.written}。", hint)
            return
        tree = self._parse(tag, f"{{{{ {tag.inside} }}}}")
        if tree is None:
            return
        output = tree.body[0] if tree.body else None
        if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
            self._report(tag, "syntax", f"标签 {tag.written} 是空的。", "请写上变量名，如 {{ 块.文字 }}。")
            return
        try:
            handle = check_output(output.nodes[0], self._scope, is_whole_paragraph=tag.level == PARAGRAPH)
        except Slip as slip:
            self._slip(tag, slip)
        else:
            self.shown.update(shown_variables(output.nodes[0], self._scope))
            if handle:
                self.handles.setdefault(handle, tag)

    def _block(self, tag: Tag) -> None:
        word = tag.word
        rest = tag.inside[len(word) :].strip()
        if word in _OPENERS:
            self._open(tag, word, rest)
        elif word in ("elif", "else"):
            block = self._innermost(tag)
            if block is None:
                return
            if block.is_closed_to_branches or (word == "elif" and block.tag.word == "for"):
                self._report(tag, "unpaired", f"标签 {tag.written} 不能写在这里。", "else 之后只能写结束标签。")
            block.is_closed_to_branches = word == "else"
            if block.tag.word == "for":
                self._scope = block.scope
            if word == "elif":
                self._condition(tag, rest)
        elif word in _OPENERS.values():
            block = self._innermost(tag)
            if block is None:
                return
            if _OPENERS[block.tag.word] != word:
                self._report(
                    tag, "unpaired", f"标签 {tag.written} 与前面的 {block.tag.written} 不配对。",
                    f"请先写 {_OPENERS[block.tag.word]} 标签。",
                )  # fmt: skip
            self._blocks.pop()
            self._scope = block.scope
        elif word in CELL_WORDS:
            self._cell(tag, word, rest)
        else:
            self._report(tag, "forbidden", f"不支持标签“{word}”。", f"模板里只能用 {_WORDS}。")

    def _cell(self, tag: Tag, word: str, rest: str) -> None:
        tree = self._parse(tag, f"{{{{ {rest} }}}}") if rest else None
        if rest and tree is None:
            return
        try:
            check_cell_word(word, tag.container, tree, self._scope)
        except Slip as slip:
            self._slip(tag, slip)

    def _open(self, tag: Tag, word: str, rest: str) -> None:
        outer = self._scope
        if word == "if":
            self._condition(tag, rest)
        else:
            tree = self._parse(tag, _PATTERN["for"].format(rest))
            loop = tree.body[0] if tree is not None and tree.body else None
            if isinstance(loop, nodes.For):
                try:
                    self._scope = check_loop(loop, outer, is_nested=any(b.tag.word == "for" for b in self._blocks))
                except Slip as slip:
                    self._slip(tag, slip)
                    self._scope = outer.blind(loop.target.name if isinstance(loop.target, nodes.Name) else "")
            else:
                self._scope = outer.blind("")
        self._blocks.append(_Block(tag, outer))

    def _condition(self, tag: Tag, rest: str) -> None:
        tree = self._parse(tag, _PATTERN["if"].format(rest))
        choice = tree.body[0] if tree is not None and tree.body else None
        if isinstance(choice, nodes.If):
            try:
                check_condition(choice.test, self._scope)
            except Slip as slip:
                self._slip(tag, slip)

    def _innermost(self, tag: Tag) -> _Block | None:
        if not self._blocks:
            self._report(
                tag, "unpaired", f"标签 {tag.written} 前面没有对应的 if 或 for。", "请补上开头的标签或删除它。"
            )
            return None
        block = self._blocks[-1]
        if (block.tag.level, block.tag.container) != (tag.level, tag.container):
            self._report(
                tag,
                "unpaired",
                f"标签 {tag.written} 与前面的 {block.tag.written} 不在同一层（同一段、同一格或同一张表）。",
                "两头都独占一段时都写 {%p … %}，独占一行写 {%tr … %}，独占一格写 {%tc … %}，在文字中间时写在同一段里。",
            )
        return block

    def _parse(self, tag: Tag, source: str) -> nodes.Template | None:
        try:
            tree = parsed(source)
        except jinja2.TemplateSyntaxError:
            self._report(tag, "syntax", f"标签 {tag.written} 写法有误，无法理解。", "请核对括号、引号、点号和变量名。")
            return None
        except RecursionError:
            self._report(tag, "syntax", "标签嵌套过深。", "请简化标签里的条件。")
            return None
        if (node := refused_node(tree)) is not None:
            self._refuse(tag, node)
            return None
        if any(isinstance(node.value, str) and re.search(NEVER, node.value) for node in tree.find_all(nodes.Const)):
            self._report(
                tag, "unsupported-tag", f"标签 {tag.written} 里写了换行、制表等看不见的符号。",
                "请把换行符、制表符、分页符直接放在模板里标签之间；逐个印出、各占一行的，用 {% for … %}。",
            )  # fmt: skip
            return None
        if slow_node(tree) is not None:
            self.slow.append(tag)
        return tree

    def _refuse(self, tag: Tag, node: nodes.Node) -> None:
        message, hint = "用了不允许的写法（函数、运算、赋值等）", "模板只能显示变量、循环和判断"
        match node:
            case nodes.Filter(name=name) if name in _ESCAPING:
                message, hint = f"用了不支持的过滤器 {name}", "文字总是照原样印出，不用转义：请去掉它"
            case nodes.Filter(name=name) if name not in (*FILTERS, *SLOW_FILTERS):
                message, hint = f"用了不支持的过滤器 {name}", f"过滤器只有 {'、'.join((*FILTERS, *SLOW_FILTERS))}"
        self._report(tag, "forbidden", f"标签 {tag.written} {message}。", f"{hint}；可用的写法见“模板里的变量”。")

    def _slip(self, tag: Tag, slip: Slip) -> None:
        self._report(tag, slip.code, f"标签 {tag.written}：{slip.message}", slip.hint)

    def _report(self, tag: Tag, code: str, message: str, hint: str) -> None:
        self.found.append(problem(self.template, code, message, hint, tag.spot))
