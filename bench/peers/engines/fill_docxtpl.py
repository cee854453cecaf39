"""docxtpl, and what goes by its import name: rust-docxtpl, docxtpl-ng."""

import io
from typing import Any

from docxtpl import DocxTemplate
from serve import Fill, serve


def prepare(template: bytes, data: dict[str, Any]) -> Fill:
    def fill() -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(data, autoescape=True)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return fill


serve(prepare)
