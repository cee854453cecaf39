"""gongwen as it is used: its own template, and everything of safety on. An argument names another 压缩."""

import sys
from typing import Any

from msgspec.structs import replace
from serve import Fill, serve

from bench.notice import view_of
from gongwen.render import find_template, render_docx
from gongwen.render.deflate import deflater_named


def prepare(_template: bytes, data: dict[str, Any]) -> Fill:
    chosen = deflater_named(sys.argv[3] if len(sys.argv) > 3 else "zlib")
    view, template = view_of(data), replace(find_template("文件"), deflater=chosen)
    return lambda: render_docx(view, template).data


serve(prepare)
