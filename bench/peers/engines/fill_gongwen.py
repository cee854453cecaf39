"""gongwen as it is used: its own template, and everything of safety on."""

from typing import Any

from serve import Fill, serve

from bench.notice import view_of
from gongwen.render import find_template, render_docx


def prepare(_template: bytes, data: dict[str, Any]) -> Fill:
    view, template = view_of(data), find_template("文件")
    return lambda: render_docx(view, template).data


serve(prepare)
