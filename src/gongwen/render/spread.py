"""A text spread to a width: letter by letter, because LibreOffice knows neither `w:fitText` nor distributed lines."""

from __future__ import annotations

from gongwen.render.widths import width_in_characters
from gongwen.render.wordml import text_run


def spread_runs(text: str, width: float, character: int, properties: str = "", *, spacing: int = 0) -> str:
    """Runs as wide as `width` characters of `character` twips each; nothing is added after the last letter.

    `spacing` is what the style adds to every letter already; `properties` stand after the spacing in `w:rPr`.
    """
    missing = (width - width_in_characters(text)) * character
    if len(text) < 2 or missing <= 0:
        return text_run(text, f"<w:rPr>{properties}</w:rPr>" if properties else "")
    extra = round(missing / (len(text) - 1)) + spacing
    wide = f'<w:rPr><w:spacing w:val="{extra}"/>{properties}</w:rPr>'
    return text_run(text[:-1], wide) + text_run(text[-1], f"<w:rPr>{properties}</w:rPr>" if properties else "")
