"""What a usable template lacks without which its documents do not pass the layout checks.

The geometry is drift's. Nothing here stops a document.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongwen.diagnostics import Diagnostic, Place, Severity
from gongwen.render.package import Package
from gongwen.render.template import NO_TURNED_SECTION, Template
from gongwen.render.wordml import w
from gongwen.render.xml import parse_part
from gongwen.standard import page
from gongwen.standard.geometry import NumberPlace

_CLAUSE = f"GB/T 9704—2012 {page.PAGE_NUMBER_SIZE.clause}"
_COPY = "请从默认模板复制（gongwen template copy）。"


def lacking(
    template: Template, package: Package, styles: etree._Element | None, *, turns: bool, prints_tables: bool
) -> Iterator[Diagnostic]:
    """Warnings by what the standard demands, hints by what is practice. `turns`: has it a section on its side?"""

    def told(severity: Severity, code: str, message: str, hint: str, clause: str | None = None) -> Diagnostic:
        return Diagnostic(severity, code, message, Place(file=str(template.path)), clause, hint)

    if not any(_bears_numbers(package, name) for name in package.parts):
        message = "模板的页眉、页脚里没有页码域，各页没有页码。"
        yield told(Severity.WARNING, "template/no-page-number", message, _COPY, _CLAUSE)
    elif template.geometry.number_place is NumberPlace.OUTER and not _tells_even_pages(template, package):
        message = "模板没有设“奇偶页不同”，双页的页码不在左边。"
        hint = f"请在页脚设置里选“奇偶页不同”，双页的页码居左；或在 gongwen.yaml 写明“印刷: 单面”。{_COPY}"
        yield told(Severity.WARNING, "template/even-pages", message, hint, _CLAUSE)
    if prints_tables and not turns:
        message = "模板末尾没有横向的一节，宽表只能竖放，列会太窄（惯例是横放）。"
        hint = f"请在文末加一个空白的横向节，页眉里用竖排文字框放页码。{_COPY}"
        yield told(Severity.HINT, NO_TURNED_SECTION, message, hint)
    if styles is not None and _are_numbers_chinese(styles):
        message = "模板里西文的语言是中文，LibreOffice 会把行末的数断成两截。"
        hint = "请选定全部样式的默认字体，把西文的校对语言设为英语。"
        yield told(Severity.HINT, "template/number-language", message, hint)


def _bears_numbers(package: Package, name: str) -> bool:
    part = package.parts[name]
    return part.content_type.endswith(("footer+xml", "header+xml")) and b"PAGE" in part.data


def _tells_even_pages(template: Template, package: Package) -> bool:
    name = package.main.first("settings")
    if name is None:
        return False
    setting = parse_part(template, name, package.parts[name].data).find(w("evenAndOddHeaders"))
    return setting is not None and setting.get(w("val")) not in ("0", "false", "off")


def _are_numbers_chinese(styles: etree._Element) -> bool:
    language = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
    return language is not None and language.get(w("val"), "").startswith("zh")
