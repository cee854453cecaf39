"""docs/reference/codes.md: every diagnostic code, found in the source by its syntax tree.

A code is a literal `area/what`, a name that a module gives to such a literal, or a literal short name given to one of
the functions in `_FORWARDERS`. A code put together in any other way cannot be read here, and is reported: so no code
escapes the page.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from gongwen.check.checks import CHECKS
from gongwen.check.checks import CODES as LAYOUT_CODES
from gongwen.load.codes import CODES as LOAD_CODES
from gongwen.paginate import CODES as PAGINATE_CODES
from gongwen.proof.figures import CODES as FIGURE_CODES
from gongwen.proof.numbering import CODES as NUMBERING_CODES
from gongwen.proof.padded_names import CODES as PADDING_CODES
from gongwen.proof.roster import CODES as ROSTER_CODES
from gongwen.proof.roster_order import CODES as ORDER_CODES
from gongwen.proof.routing import CODES as ROUTING_CODES
from gongwen.proof.staffing import CODES as STAFFING_CODES
from gongwen.proof.table_sums import CODES as SUM_CODES
from gongwen.proof.task_table import CODES as TASK_CODES
from gongwen.proof.titles import CODES as TITLE_CODES
from gongwen.reckon.identities import IDENTITIES
from gongwen.resolve.item_checks import CODES as ITEM_CODES
from scripts.pages.markdown import code, page, table
from scripts.pages.meanings import MEANINGS

PATH = "reference/codes.md"
SOURCE = Path(__file__).parents[2] / "src" / "gongwen"

AREAS = {
    "content": ("内容", "写的内容有误，请改内容文件。"),
    "template": ("模板", "模板有误或与标准不符，请改模板，或换回自带的模板。"),
    "file": ("文件", "文件读不出、写不进，或不该读写。"),
    "tool": ("外部程序", "LibreOffice 缺少或出错。"),
    "layout": ("版面", "生成的页面与标准不符；decided 开头的是看过页面后作的调整。"),
}
_CODE = re.compile(rf"(?:{'|'.join(AREAS)})/[a-z][a-z0-9-]*")
_DYNAMIC = re.compile(rf"(?:{'|'.join(AREAS)})/[a-z0-9-]*")
_FROM_GRAVEST = _ERROR, _WARNING, _HINT = "错误", "警告", "提示"


class _Forwarder(Struct, frozen=True):
    """A function that is given a code without its area, as argument number `position`."""

    position: int
    area: str
    severity: str = _ERROR


#: Rooms whose findings all weigh alike.
_SEVERITIES = {"proof": _WARNING, "paginate": _HINT}
#: By room or module, as one name may mean different things in two of them.
_FORWARDERS: dict[str, dict[str, _Forwarder]] = {
    "model": {"fault": _Forwarder(0, "content"), "PlaceholderError": _Forwarder(0, "content")},
    "render": {
        "problem": _Forwarder(1, "template"),
        "refusal": _Forwarder(1, "template"),
        "Slip": _Forwarder(0, "template"),
    },
    "render/grammar.py": {"_report": _Forwarder(1, "template")},
    "render/guard.py": {"_found": _Forwarder(3, "template")},
    "render/drift.py": {
        "_warning": _Forwarder(1, "template", _WARNING),
        "_compare": _Forwarder(1, "template", _WARNING),
    },
}
#: Functions whose calls make a finding less than an error.
_MILDER = {"warning": (_WARNING,), "remark": (_HINT,)}
#: Places (room/file, function) that hand on a code they were given, or put the area before one that is listed.
_HANDED_ON = {
    ("render/template.py", "problem"), ("render/template.py", "refusal"), ("render/guard.py", "_found"),
    ("render/grammar.py", "_slip"), ("render/grammar.py", "_report"), ("render/drift.py", "_compare"),
    ("render/drift.py", "_warning"), ("load/objections.py", "_say_custom"), ("resolve/checks.py", "check_texts"),
}  # fmt: skip
#: Codes that stand in a table of their module, and where they are used.
_IN_TABLES = {("render/drift.py", "_page"): ("template/page-size", _WARNING)}


class Scan(Struct, frozen=True):
    """The codes of the source with their severities, and the places where a code cannot be read."""

    codes: dict[str, str]
    unreadable: tuple[str, ...]


def scan(source: Path = SOURCE) -> Scan:
    """Read every module under `source`."""
    codes: dict[str, str] = {}
    told: dict[str, set[str]] = {}
    unreadable: list[str] = []
    # The rules of the standard name codes; none is given there.
    paths = [path for path in sorted(source.rglob("*.py")) if not path.is_relative_to(source / "standard")]
    trees = {path.relative_to(source).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}
    named = {file: dict(_named(tree)) for file, tree in trees.items()}
    for file, tree in trees.items():
        reader = _Reader(file, named[file] | dict(_imported(tree, named)))
        reader.visit(tree)
        for name, severities in reader.told:
            told.setdefault(name, set()).update(severities)
        for name, severity in reader.mentioned:
            # A mention in a table says no more than what the findings of its room usually weigh.
            codes[name] = max(codes.get(name, _ERROR), severity, key=_FROM_GRAVEST.index)
        unreadable += reader.unreadable
    codes |= {name: "或".join(sorted(severities, key=_FROM_GRAVEST.index)) for name, severities in told.items()}
    # A check of the layout weighs as its clause binds; its source has no word for that.
    codes |= {check.code: check.severity.value for check in CHECKS if check.code in codes}
    return Scan(dict(sorted(codes.items())), tuple(unreadable))


def meanings() -> dict[str, str]:
    """Code → meaning, from the rooms that list their own and from meanings.py."""
    proof = (
        FIGURE_CODES,
        NUMBERING_CODES,
        ORDER_CODES,
        ROSTER_CODES,
        ROUTING_CODES,
        PADDING_CODES,
        STAFFING_CODES,
        SUM_CODES,
        TASK_CODES,
        TITLE_CODES,
    )
    rooms = (LOAD_CODES, *proof, ITEM_CODES, LAYOUT_CODES, PAGINATE_CODES)
    return {code: meaning for listed in rooms for code, meaning in listed.items()} | MEANINGS


def problems(found: Scan, known: dict[str, str]) -> list[str]:
    """What keeps the page from being complete: codes used and not described, described and not used, not readable."""
    return [
        *(f"{name}: used, but without a meaning" for name in found.codes if name not in known),
        *(f"{name}: has a meaning, but is not used" for name in known if name not in found.codes),
        *(f"{place}: a code that cannot be read" for place in found.unreadable),
    ]


def make() -> str:
    """The page."""
    found, known = scan(), meanings()
    blocks = []
    for area, (title, text) in AREAS.items():
        rows: list[Sequence[str]] = [
            (code(name), severity, known[name]) for name, severity in found.codes.items() if name.startswith(f"{area}/")
        ]
        if rows:
            blocks += [f"## {title}", text, table(("代码", "轻重", "意思"), rows)]
    blocks += [
        "## 台账的恒等关系",
        "`content/ledger-identity`、`content/numbers-identity` 的括号里是编号；"
        "台账没有那一列的不核对，`gongwen ledger check` 列出。",
        table(("编号", "应当"), list(IDENTITIES.items())),
    ]
    return page(
        "检查的代码",
        "每条消息的方括号里是它的代码，如 `错误[content/unknown-key]`。代码固定不变，消息的文字可能改进。",
        "错误：这份公文不生成。警告：照样生成，请核对。提示：供参考。"
        "内容的警告和提示可以写明理由后不再显示，见[忽略检查](../how-to.md#不再显示某条警告)。",
        *blocks,
    )


class _Reader(ast.NodeVisitor):
    def __init__(self, file: str, named: Mapping[str, str]) -> None:
        self.file = file
        self.named = named
        self.forwarders = _FORWARDERS.get(file.split("/")[0], {}) | _FORWARDERS.get(file, {})
        self.told: list[tuple[str, tuple[str, ...]]] = []
        self.mentioned: list[tuple[str, str]] = []
        self.unreadable: list[str] = []
        self._function = ""
        #: What is said of severity around the place that is read; nothing where it is empty.
        self._said: tuple[str, ...] = ()
        self._usual = _SEVERITIES.get(file.split("/")[0], _ERROR)
        self._milder: dict[str, tuple[str, ...]] = {**_MILDER}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self._function = self._function, node.name
        if entry := _IN_TABLES.get((self.file, node.name)):
            self.mentioned.append(entry)
        self.generic_visit(node)
        self._function = outer

    def visit_Call(self, node: ast.Call) -> None:
        name = _name_of(node.func)
        outer = self._said
        self._said = self._milder.get(name) or tuple(_severities(node)) or outer
        if (forwarder := self.forwarders.get(name)) is not None and len(node.args) > forwarder.position:
            self._forwarded(node.args[forwarder.position], forwarder)
        self.generic_visit(node)
        self._said = outer

    def visit_Assign(self, node: ast.Assign) -> None:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.IfExp(body=ast.Name(id=one), orelse=ast.Name(id=two))
            ):
                if one in _MILDER and two in _MILDER:
                    self._milder[name] = (*_MILDER[one], *_MILDER[two])
        self.generic_visit(node)

    def _forwarded(self, argument: ast.expr, forwarder: _Forwarder) -> None:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            self._note(f"{forwarder.area}/{argument.value}", forwarder.severity)
        elif not self._may_hand_on():
            self._unreadable(argument)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and _CODE.fullmatch(node.value):
            self._note(node.value, self._usual)

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in self.named and isinstance(node.ctx, ast.Load):
            self._note(self.named[node.id], self._usual)

    def _note(self, code: str, usual: str) -> None:
        """What is said around a code goes before what is usual there."""
        if self._said:
            self.told.append((code, self._said))
        else:
            self.mentioned.append((code, usual))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        first = node.values[0] if node.values else None
        if isinstance(first, ast.Constant) and _DYNAMIC.fullmatch(str(first.value)) and not self._may_hand_on():
            self._unreadable(node)
        self.generic_visit(node)

    def _may_hand_on(self) -> bool:
        return (self.file, self._function) in _HANDED_ON or (self.file, self._function) in _IN_TABLES

    def _unreadable(self, node: ast.expr) -> None:
        self.unreadable.append(f"{self.file}:{node.lineno}")


def _named(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that a module gives to codes."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(value))):
                if _CODE.fullmatch(value):
                    yield name, value


def _imported(tree: ast.Module, named: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The names of codes that a module has from others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            known = named.get(f"{node.module.removeprefix('gongwen.').replace('.', '/')}.py", {})
            yield from ((item.asname or item.name, known[item.name]) for item in node.names if item.name in known)


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _severities(call: ast.Call) -> Iterator[str]:
    """The severity named among the arguments of a call itself."""
    words = {"WARNING": _WARNING, "HINT": _HINT, "ERROR": _ERROR}
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        for one in (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,):
            if isinstance(one, ast.Attribute) and _name_of(one.value) == "Severity":
                yield words[one.attr]
