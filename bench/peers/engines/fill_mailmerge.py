"""docx-mailmerge2: rows are merged by a field that stands in them."""

import io
from typing import Any

from mailmerge import MailMerge
from serve import Fill, serve


def prepare(template: bytes, data: dict[str, Any]) -> Fill:
    fields = {name: value for name, value in data.items() if isinstance(value, str)}
    tables = {next(iter(rows[0])): rows for rows in data.values() if isinstance(rows, list)}

    def fill() -> bytes:
        with MailMerge(io.BytesIO(template)) as document:
            for anchor, rows in tables.items():
                document.merge_rows(anchor, rows)
            document.merge(**fields)
            stream = io.BytesIO()
            document.write(stream)
        return stream.getvalue()

    return fill


serve(prepare)
