"""A picture in the text: a paragraph with the picture in the middle, and its caption on a line below."""

from __future__ import annotations

from gongwen.printview import Illustration
from gongwen.render import style_names as names
from gongwen.render.drawings import inline_run
from gongwen.render.stylebook import PARAGRAPH, Stylebook
from gongwen.render.wordml import attribute, text_run


def illustration_xml(figure: Illustration, book: Stylebook) -> str:
    """Both paragraphs are set as texts of tables are (小四); they stay on one page."""
    style = attribute(book.identifier(PARAGRAPH, names.TABLE_TEXT))
    number = figure.caption.split("　")[0]
    drawn = inline_run(figure.picture, named=number, description=figure.description)
    # An exact line height would cut the picture off; the mark of the paragraph must not add to it.
    return (
        f"<w:p><w:pPr><w:pStyle w:val={style}/><w:keepNext/>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'
        f'<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr>{drawn}</w:p>'
        f"<w:p><w:pPr><w:pStyle w:val={style}/>"
        f'<w:spacing w:before="0" w:after="0" w:line="{book.grid.line}" w:lineRule="exact"/><w:jc w:val="center"/>'
        f"</w:pPr>{text_run(figure.caption)}</w:p>"
    )
