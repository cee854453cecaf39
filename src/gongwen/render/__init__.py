"""From print view to DOCX: find a template, inspect it, compile it once, fill it, prove it, pack it."""

from gongwen.render.find import available_templates, find_template, read_template
from gongwen.render.once import inspect_template
from gongwen.render.pipeline import DocxFile, render_docx
from gongwen.render.template import Template

__all__ = [
    "DocxFile",
    "Template",
    "available_templates",
    "find_template",
    "inspect_template",
    "read_template",
    "render_docx",
]
