"""Making a template ready: it is inspected, stripped, its filled parts put as steps, all other parts deflated.

Nothing of this is imported where a compiled template is at hand: docxtpl, Jinja and lxml take longer to load than a
document takes to make.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import jinja2
from docxtpl import DocxTemplate
from lxml import etree

from gongwen.diagnostics import Diagnostic, Place, Severity, TemplateError, refuse_if_errors
from gongwen.printview import PaperTurn, Table
from gongwen.render import handles, privacy, sections
from gongwen.render.cell_words import CELL_WORDS
from gongwen.render.compiled import CompiledTemplate, FilledPart
from gongwen.render.drift import drifted
from gongwen.render.grammar import GrammarCheck
from gongwen.render.grid import Grid
from gongwen.render.guard import forbidden, hidden_styles
from gongwen.render.images import without_metadata
from gongwen.render.lacking import lacking
from gongwen.render.language import parsed, refused_node, slow_node
from gongwen.render.manifest import content_types_xml, relationships_xml, root_relationships_xml
from gongwen.render.pack import Member, pack_member
from gongwen.render.package import Package, Part, open_package
from gongwen.render.paths import Slip
from gongwen.render.steps import NotSteps, steps_of
from gongwen.render.story import Story, read_stories
from gongwen.render.stylebook import MissingStyle, Stylebook, read_stylebook
from gongwen.render.tags import COLUMN, TAG, Tag, find_tags, normal
from gongwen.render.template import SLOW_PATH, Template, problem, refusal
from gongwen.render.wholeness import wholeness_of
from gongwen.render.wordml import DECLARATION
from gongwen.render.writer import writer_of
from gongwen.render.xml import parse_part

_WORD = "wordprocessingml"
#: So many tags are named in one message.
_MOST_NAMED = 5


def compile_anew(template: Template) -> CompiledTemplate:
    """Compile, or TemplateError with everything that is wrong."""
    package = open_package(template)
    stories = read_stories(template, package)
    turned = sections.take_turned(stories[0].root)
    styles = _styles_root(template, package)
    found = [item for story in stories for item in forbidden(template, story, _hidden(styles))]
    check = GrammarCheck(template, found)
    tags = {}
    for story in stories:
        tags[story.name] = find_tags(template, story, found)
        check.run(tags[story.name])
    book = read_stylebook(styles, stories[0].root, turned, Grid(template.geometry))
    found.extend(_missing_styles(template, book, check))
    refuse_if_errors(TemplateError, found)
    remarks = (
        *drifted(template, parse_part(template, package.document, package.main.data), styles),
        *lacking(
            template,
            package,
            styles,
            turns=turned is not None and PaperTurn in check.handles,
            prints_tables=Table in check.handles,
        ),
        *_slow(template, check.slow),
    )
    for story in stories:
        privacy.strip_private(story.root)
    filled = [_fill(template, story, tags[story.name]) for story in stories if tags[story.name]]
    return CompiledTemplate(template, book, tuple(filled), tuple(_members(template, package, filled)), remarks)


def _slow(template: Template, tags: list[Tag]) -> Iterator[Diagnostic]:
    """One for all tags that Jinja must fill, at the place of the first: it is told of every document's template."""
    if not tags:
        return
    different = list(dict.fromkeys(tag.written for tag in tags))
    named = "、".join(different[:_MOST_NAMED]) + ("等" if len(different) > _MOST_NAMED else "")
    count = f"（共 {len(tags)} 处）" if len(tags) > 1 else ""
    message = f"标签 {named}{count} 不能编译，这份模板走慢路径，每份公文都由 Jinja 填写：结果和检查不变，只是慢一些。"
    hint = "份数多的，请只用“模板里的变量”开头那张表里的写法。"
    yield Diagnostic(Severity.HINT, SLOW_PATH, message, Place(file=str(template.path), spot=tags[0].spot), hint=hint)


def _styles_root(template: Template, package: Package) -> etree._Element | None:
    name = package.main.first("styles")
    return None if name is None else parse_part(template, name, package.parts[name].data)


def _hidden(styles: etree._Element | None) -> frozenset[str]:
    return frozenset() if styles is None else hidden_styles(styles)


def _missing_styles(template: Template, book: Stylebook, check: GrammarCheck) -> Iterable[Diagnostic]:
    for owner, tag in check.handles.items():
        for kind, name in handles.STYLES[owner]:
            try:
                book.identifier(kind, name)
            except MissingStyle as missing:
                message = f"模板没有{missing.kind_name}“{missing.name}”，标签 {tag.written} 要用它。"
                hint = f"请在样式窗格里新建名为“{missing.name}”的{missing.kind_name}，或从默认模板复制。"
                yield problem(template, "missing-style", message, hint, tag.spot)


def _fill(template: Template, story: Story, tags: list[Tag]) -> FilledPart:
    """The part as docxtpl would give it to Jinja, with a line break inside every tag: so that lines number tags."""
    patched = DocxTemplate("").patch_xml(etree.tostring(story.root, encoding="unicode"))
    starts: list[int] = []
    line = 1
    pieces: list[str] = []
    place = 0
    insides: list[str] = []
    for match in TAG.finditer(patched):
        before, written = patched[place : match.start()], match.group()
        line += before.count("\n") + 1
        starts.append(line)
        line += written.count("\n")
        pieces += [before, written[:2], "\n", written[2:]]
        place = match.end()
        insides.append(normal(written.strip("{}%#-+")))
    source = "".join((*pieces, patched[place:]))
    try:
        tree = parsed(source)
        if refused_node(tree) is not None:
            raise NotSteps
        is_slow = slow_node(tree) is not None
        steps = [] if is_slow else steps_of(tree)
        writer_of(steps)
    except (jinja2.TemplateError, NotSteps, Slip, RecursionError, SyntaxError) as error:
        raise _not_understood(template, story) from error
    return FilledPart(
        story.name,
        steps,
        tuple(starts),
        tuple((tag.written, tag.spot) for tag in _authors_tags(tags, insides)),
        wholeness_of(tree, source),
        has_drawings=":docPr " in source,
        has_changing_columns=any(tag.level == COLUMN or tag.word in CELL_WORDS for tag in tags),
        source=source if is_slow else "",
    )


def _authors_tags(tags: list[Tag], insides: list[str]) -> Iterator[Tag]:
    """The author's tag behind each that docxtpl has made: the same, or for those of its own the one before."""
    matcher = SequenceMatcher(None, [tag.inside for tag in tags], insides, autojunk=False)
    same = {match.b + at: match.a + at for match in matcher.get_matching_blocks() for at in range(match.size)}
    last = 0
    for index in range(len(insides)):
        last = same.get(index, last)
        yield tags[last]


def _not_understood(template: Template, story: Story) -> TemplateError:
    """Every tag is right by itself, but the part as a whole is not what the tags say."""
    return refusal(
        template, "syntax", "模板里的标签合在一起无法理解。", "请核对各标签的括号；标签里不要再写括号。", story.title
    )


def _members(template: Template, package: Package, filled: list[FilledPart]) -> Iterable[Member | int]:
    numbers = {part.name: index for index, part in enumerate(filled)}
    yield pack_member("[Content_Types].xml", content_types_xml(package))
    yield pack_member("_rels/.rels", root_relationships_xml(package))
    yield pack_member("docProps/core.xml", privacy.CORE_PROPERTIES)
    yield pack_member("docProps/app.xml", privacy.EXTENDED_PROPERTIES)
    for name in sorted(package.parts):
        part = package.parts[name]
        if part.relationships:
            folder, _, file = name.rpartition("/")
            yield pack_member(posixpath.join(folder, "_rels", f"{file}.rels"), relationships_xml(part))
        if name in numbers:
            yield numbers[name]
        else:
            yield pack_member(name, _clean(template, part))


def _clean(template: Template, part: Part) -> bytes:
    if part.content_type.startswith("image/"):
        return without_metadata(part.data)
    if _WORD not in part.content_type:
        return part.data
    root = parse_part(template, part.name, part.data)
    privacy.strip_private(root)
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()
