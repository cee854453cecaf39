"""docxtpl's four words about the cell they stand in: merged down (vm) or across (hm) a loop, width (colspan), ground
(cellbg).

docxtpl makes markup of them before Jinja reads the part, so they are checked here and compiled like all the rest.
"""

from __future__ import annotations

import re

from jinja2 import nodes
from lxml import etree

from gongwen.render.paths import Scope, Slip, shape_of
from gongwen.render.wordml import w

_DOWN, _ACROSS, _SPAN, _GROUND = "vm", "hm", "colspan", "cellbg"
CELL_WORDS = (_DOWN, _ACROSS, _SPAN, _GROUND)
_COLOUR = re.compile("[0-9A-Fa-f]{6}|auto")


def check_cell_word(word: str, paragraph: etree._Element, tree: nodes.Template | None, scope: Scope) -> None:
    """Raises Slip for a word that cannot be meant; `tree` is what stands behind it, parsed as a tag that prints."""
    cell = next(paragraph.iterancestors(w("tc")), None)
    # Without any property docxtpl finds no place for its markup.
    if cell is None or cell.find(f"{w('tcPr')}/*") is None:
        raise Slip("wrong-use", f"{word} 说的是表格的一格，这里不是。", "请写在表格里有文字的一格。")
    if word in (_DOWN, _ACROSS):
        if tree is not None:
            raise Slip("wrong-use", f"{word} 后面不写别的。", f"请写作 {{% {word} %}}。")
        if not scope.innermost:
            unit = "tr" if word == _DOWN else "tc"
            raise Slip(
                "wrong-use", f"{word} 不在循环里。", f"请写在 {{%{unit} for … %}} 和 {{%{unit} endfor %}} 之间。"
            )
        return
    shown = tree.body[0] if tree is not None and tree.body else None
    if not isinstance(shown, nodes.Output) or len(shown.nodes) != 1:
        raise Slip("syntax", f"{word} 后面没有写多少。", '如 {% colspan 2 %}、{% cellbg "FFFF00" %}。')
    for value in _outcomes(shown.nodes[0]):
        if not (_is_count(value) if word == _SPAN else _is_colour(value)):
            wanted = "整数、loop.length 或列表的 length" if word == _SPAN else '引号里的六位颜色，如 "FFFF00"'
            raise Slip("wrong-use", f"{word} 后面只能写{wanted}。", "要分情况的，写作：… if 条件 else …。")
    shape_of(shown.nodes[0], scope)


def _outcomes(value: nodes.Expr | None) -> list[nodes.Expr | None]:
    """Everything that may come of a choice; None for nothing at all."""
    if isinstance(value, nodes.CondExpr):
        return [*_outcomes(value.expr1), *_outcomes(value.expr2)]
    return [value]


def _is_count(value: nodes.Expr | None) -> bool:
    match value:
        case nodes.Const(value=int(count)):
            return 0 < count < 64
        case nodes.Filter(name="length") | nodes.Getattr(node=nodes.Name(name="loop"), attr="length"):
            return True
    return False


def _is_colour(value: nodes.Expr | None) -> bool:
    match value:
        case nodes.Const(value=str(colour)):
            return _COLOUR.fullmatch(colour) is not None
    return False
