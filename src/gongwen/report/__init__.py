"""How a layout check is told: as data for programs, as a table for a terminal, as a page with pictures for a writer.

Receives what the check room found, returns text; refuses nothing. What was not checked is told as that, everywhere.
"""

from gongwen.report.data import layout_data
from gongwen.report.html import write_html
from gongwen.report.looked import Looked
from gongwen.report.table import layout_lines

__all__ = ["Looked", "layout_data", "layout_lines", "write_html"]
