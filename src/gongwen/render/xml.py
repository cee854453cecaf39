"""Reading XML that came from outside: strictly, without document types, entities or the network."""

from __future__ import annotations

from xml.parsers import expat

from lxml import etree

from gongwen.diagnostics import TemplateError
from gongwen.render.template import Template, refusal


class _HasDoctype(Exception):
    pass


def parse_part(template: Template, name: str, data: bytes) -> etree._Element:
    """The root of one part; refuses (TemplateError) a DOCTYPE and anything ill-formed."""
    refuse_bad_xml(template, name, data)
    try:
        return etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        raise _broken(template, name, error.lineno or 1) from error


def parser() -> etree.XMLParser:
    """A parser that never recovers, resolves or fetches anything."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False, huge_tree=True)


def refuse_bad_xml(template: Template, name: str, data: bytes) -> None:
    """Expat sees the DOCTYPE before anything in it can take effect, whatever the encoding."""
    reader = expat.ParserCreate()

    def refuse_doctype(*_: object) -> None:
        raise _HasDoctype

    reader.StartDoctypeDeclHandler = refuse_doctype
    try:
        reader.Parse(data, True)
    except _HasDoctype:
        raise refusal(
            template, "doctype", f"模板部件“{name}”带有 DOCTYPE 声明。", "正常的 Word 文件没有这种声明，请换一个文件。"
        ) from None
    except expat.ExpatError as error:
        raise _broken(template, name, error.lineno) from error
    except (LookupError, ValueError) as error:
        raise refusal(
            template, "broken-xml", f"模板部件“{name}”的编码无法识别。", "请在 Word 或 WPS 中打开并另存。"
        ) from error


def _broken(template: Template, name: str, line: int) -> TemplateError:
    return refusal(
        template,
        "broken-xml",
        f"模板部件“{name}”第 {line} 行格式错误，无法读取。",
        "文件可能被改动过，请在 Word 或 WPS 中打开并另存。",
    )
