"""What an order (10.2) and minutes (10.3) have of their own: the styles of their heads."""

from __future__ import annotations

from gongwen.render import style_names as names
from gongwen.render.blank.look import Look, style
from gongwen.render.blank.styles import MARK_INK_DROP, RED_RULE_SPACE
from gongwen.render.grid import Grid
from gongwen.standard import elements, formats


def order_styles(grid: Grid) -> dict[str, str]:
    """By name. No line stands above the mark of an order."""
    spacer = (formats.ORDER_MARK_TOP.nominal + grid.geometry.outset - MARK_INK_DROP).twips
    return {
        names.MASTHEAD_SPACER: style(names.MASTHEAD_SPACER, Look(line=spacer)),
        names.ORDER_NUMBER: style(names.ORDER_NUMBER, Look(align="center")),
    }


def minutes_styles(grid: Grid) -> dict[str, str]:
    """By name. The rule spans the text area, so the indents of its line are tabs, which do not shorten it."""
    indent = grid.characters(formats.MINUTES_LINE_INDENT.nominal)
    tabs = (("left", indent), ("right", grid.text_width - indent))
    rule = (round(grid.geometry.red_rule.pt * 8), RED_RULE_SPACE, elements.RED)
    return {
        names.MINUTES_NUMBER: style(names.MINUTES_NUMBER, Look(align="center")),
        names.MINUTES_LINE: style(names.MINUTES_LINE, Look(align="left", tabs=tabs, rule_below=rule)),
    }
