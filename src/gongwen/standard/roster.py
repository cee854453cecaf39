"""Columns of a roster in 字. GB/T 9704 says nothing of rosters: all of this is PRACTICE (K04, K05, K07, K08)."""

from __future__ import annotations

#: K04: 副组长： takes four; the widest that still leaves room for a post is 常务副总指挥： and one more.
LABEL_WIDTHS = (4, 5, 6, 7, 8)
#: K05, K08: names of three and one blank; names of four and one blank. Longer names run on (K07).
NAME_WIDTHS = (4, 5)
#: K07, K08: between a name and the post
NAME_GAP = 1
#: K03: stands after the heading of a list in this order; PRACTICE of election, award and expert lists.
BY_STROKES = "（按姓氏笔画为序）"
