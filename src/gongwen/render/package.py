"""A DOCX as parts and relationships, reduced to what a finished document may carry.

Parts are reached by following relationships from the root. Kinds that belong to a document are kept, kinds that are
private or only of use while editing are left behind, kinds that run, embed or fetch something are refused.
"""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from gongwen.diagnostics import Diagnostic, TemplateError
from gongwen.render.archive import read_archive
from gongwen.render.template import Template, problem, refusal
from gongwen.render.wordml import DOCUMENT_TYPE
from gongwen.render.xml import parse_part, refuse_bad_xml

#: Relationship types by their last word, which Microsoft and ISO share.
_KEPT = (
    "styles", "settings", "webSettings", "fontTable", "theme", "numbering", "footnotes", "endnotes", "header",
    "footer", "image", "hyperlink",
)  # fmt: skip
_REFUSED = {
    "oleObject": "嵌入的 OLE 对象", "package": "嵌入的文件", "control": "ActiveX 控件",
    "activeXControlBinary": "ActiveX 控件",
    "vbaProject": "宏", "wordVbaData": "宏", "aFChunk": "外部内容块（altChunk）", "font": "嵌入的字体",
    "subDocument": "子文档", "frame": "框架网页", "mailMergeSource": "邮件合并数据源",
}  # fmt: skip
_HYPERLINK_SCHEMES = ("http://", "https://", "mailto:")
_STRICT = "purl.oclc.org/ooxml"

_SAVE_AS = "请在 Word 或 WPS 中另存为“Word 文档（*.docx）”后再用。"
#: Words in the main part's content type -> what the file really is.
_OTHER_KINDS = (
    ("document.macroEnabled", "启用宏的 Word 文档（*.docm）"),
    ("template.macroEnabled", "启用宏的 Word 模板（*.dotm）"),
    ("wordprocessingml.template", "Word 模板（*.dotx）"),
    ("spreadsheetml", "电子表格（*.xlsx）"),
    ("ms-excel", "电子表格（*.xlsm）"),
    ("presentationml", "演示文稿（*.pptx）"),
    ("ms-powerpoint", "演示文稿（*.pptm）"),
)


class Relationship(Struct, frozen=True):
    """An arrow from one part to another (`target` is its name), or to an address outside."""

    identifier: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """The last word of the type."""
        return self.type.rpartition("/")[2]


class Part(Struct, frozen=True):
    """One part with its outgoing arrows."""

    name: str
    content_type: str
    data: bytes
    relationships: tuple[Relationship, ...] = ()

    def first(self, kind: str) -> str | None:
        """Name of the part that the first relationship of `kind` points to."""
        return next((item.target for item in self.relationships if item.kind == kind), None)


class Package(Struct, frozen=True):
    """The parts that are kept, by name; `document` is the main one."""

    document: str
    parts: dict[str, Part]

    @property
    def main(self) -> Part:
        """The main part."""
        return self.parts[self.document]


def open_package(template: Template) -> Package:
    """The kept parts of `template`, or TemplateError with everything that may not be in it."""
    members = read_archive(template)
    types = _ContentTypes(template, members)
    document = _main_part(template, members, types)
    _refuse_other_documents(template, types.of(document))
    for name, data in members.items():
        if name.endswith((".xml", ".rels")) or types.of(name).endswith("xml"):
            refuse_bad_xml(template, name, data)
    found: list[Diagnostic] = []
    parts: dict[str, Part] = {}
    waiting = [document]
    while waiting:
        name = waiting.pop(0)
        if name in parts:
            continue
        kept = tuple(_kept_relationships(template, members, name, found))
        parts[name] = Part(name, types.of(name), members[name], kept)
        waiting += [item.target for item in kept if not item.is_external]
    if found:
        raise TemplateError(*found)
    return Package(document, parts)


class _ContentTypes:
    def __init__(self, template: Template, members: dict[str, bytes]) -> None:
        listing = members.get("[Content_Types].xml")
        if listing is None:
            kind = "OpenDocument 文件（*.odt 等）" if "mimetype" in members else "普通压缩文件或别的文件"
            raise refusal(template, "not-docx", f"这不是 DOCX 文件，而是{kind}。", _SAVE_AS)
        root = parse_part(template, "[Content_Types].xml", listing)
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        for item in root.iter(etree.Element):
            kind = item.get("ContentType", "")
            if etree.QName(item).localname == "Default":
                self._defaults[item.get("Extension", "").lower()] = kind
            elif etree.QName(item).localname == "Override":
                self._overrides[item.get("PartName", "").lstrip("/")] = kind

    def of(self, name: str) -> str:
        return self._overrides.get(name) or self._defaults.get(name.rpartition(".")[2].lower(), "")


def _main_part(template: Template, members: dict[str, bytes], types: _ContentTypes) -> str:
    for item in _relationships(template, members, ""):
        if _STRICT in item.type:
            raise refusal(template, "strict-format", "这是“Strict Open XML”格式的文档。", _SAVE_AS)
        if item.kind == "officeDocument" and not item.is_external and item.target in members:
            return item.target
    raise refusal(template, "no-document", "模板里没有文档正文部件。", f"文件可能被改动过；{_SAVE_AS}")


def _refuse_other_documents(template: Template, content_type: str) -> None:
    if content_type == DOCUMENT_TYPE:
        return
    kind = next((name for word, name in _OTHER_KINDS if word in content_type), "别的办公文件")
    raise refusal(template, "not-docx", f"这不是 DOCX 文件，而是{kind}。", _SAVE_AS)


def _relationships(template: Template, members: dict[str, bytes], source: str) -> list[Relationship]:
    folder, _, name = source.rpartition("/")
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in members:
        return []
    made = []
    for item in parse_part(template, listing, members[listing]).iter(etree.Element):
        if etree.QName(item).localname != "Relationship":
            continue
        is_external = item.get("TargetMode", "").lower() == "external"
        target = item.get("Target", "")
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        made.append(Relationship(item.get("Id", ""), item.get("Type", ""), target, is_external))
    return made


def _kept_relationships(
    template: Template, members: dict[str, bytes], source: str, found: list[Diagnostic]
) -> list[Relationship]:
    kept = []
    for item in _relationships(template, members, source):
        if item.kind in _REFUSED:
            message = f"模板里有{_REFUSED[item.kind]}。"
            found.append(problem(template, "active-content", message, "请在 Word 中删除它后另存。", f"部件 {source}"))
        elif item.is_external:
            if item.kind == "hyperlink" and item.target.lower().startswith(_HYPERLINK_SCHEMES):
                kept.append(item)
            elif item.kind != "attachedTemplate":
                message = f"模板引用了文件以外的内容：{item.target[:60]}。"
                hint = "链接的图片请改为插入；链接的文件请删除。"
                found.append(problem(template, "external-link", message, hint, f"部件 {source}"))
        elif item.kind in _KEPT and item.target in members:
            kept.append(item)
        elif f'"{item.identifier}"'.encode() in members[source] and item.kind not in ("comments", "customXml"):
            message = f"模板里有不支持的内容（{item.kind}）。"
            found.append(problem(template, "unknown-content", message, "请在 Word 中删除它后另存。", f"部件 {source}"))
    return kept
