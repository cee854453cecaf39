"""Changing a register kept in YAML: pieces are put into the writer's text, everything else stays byte for byte.

The places come from the parser's marks, so comments, order, quotes and line ends of the writer need not be made anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import yaml

from gongwen.load.nodes import LOADER
from gongwen.model.register import Post, RegisteredPerson

_PLAIN = re.compile(r"[\w㐀-鿿\U00020000-\U000323af（）〔〕·、．\-—]+(?: [\w㐀-鿿（）·、]+)*")
#: Keys of the only post that stand beside the name.
_BESIDE_NAME = ("职务", "称谓", "起", "止", "备注")
_STEP = 2


def scalar(text: str) -> str:
    """`text` as YAML reads it back, in quotes where it needs them."""
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def post_keys(post: Post) -> dict[str, str]:
    """What is written of a post, by key."""
    fields = {"职务": post.title, "单位": post.unit, "称谓": post.printed, "起": post.start, "止": post.end}
    return {key: str(value) for key, value in (fields | {"备注": post.note}).items() if value}


def person_keys(person: RegisteredPerson) -> dict[str, str]:
    """What is written of a person himself, by key."""
    fields = {
        "编号": person.number, "姓名": person.name, "性别": person.sex, "民族": person.ethnicity,
        "单位": person.unit, "排序": person.order, "电话": person.phone,
    }  # fmt: skip
    return {key: str(value) for key, value in fields.items() if value}


def flow(keys: Mapping[str, str]) -> str:
    """A mapping on one line."""
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in keys.items()) + "}"


def person_lines(person: RegisteredPerson, indent: int) -> list[str]:
    """A person as an item of a list whose dash stands after `indent` blanks."""
    lines = [f"{key}: {scalar(value)}" for key, value in person_keys(person).items()]
    if person.posts:
        lines.append("职务:")
        lines += [f"{' ' * _STEP}- {flow(post_keys(post))}" for post in person.posts]
    margin = " " * indent
    return [f"{margin}{'- ' if not number else '  '}{line}" for number, line in enumerate(lines)]


class PeopleText:
    """The text of a 人员.yaml, and the edits that a change makes in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._break = "\r\n" if "\r\n" in text else "\n"

    def end_post(self, person: int, post: int, end: str, note: str | None) -> None:
        """Write 止, and 备注 if there is none, into one post."""
        keys = {"止": end} | ({"备注": note} if note else {})
        node = self._person(person)
        if isinstance(node, yaml.ScalarNode):
            node = self._spread(node)
        posts = _value(node, "职务")
        if isinstance(posts, yaml.ScalarNode):
            self._put_keys(node, keys)
            return
        assert isinstance(posts, yaml.SequenceNode)
        item = posts.value[post]
        if isinstance(item, yaml.ScalarNode):
            unit = _value(node, "单位")
            own = {"单位": unit.value} if isinstance(unit, yaml.ScalarNode) else {}
            self._replace(item, flow({"职务": item.value} | own | keys))
        else:
            self._put_keys(item, keys)

    def add_post(self, person: int, post: Post) -> None:
        """Write a further post under those of a person."""
        node = self._person(person)
        if isinstance(node, yaml.ScalarNode):
            node = self._spread(node)
        posts = _value(node, "职务")
        if posts is None:
            self._insert_after(node, [f"{' ' * node.start_mark.column}职务:", *self._item(node, post)])
            return
        if isinstance(posts, yaml.ScalarNode):
            self._gather(node)
            posts = _value(self._person(person), "职务")
        assert isinstance(posts, yaml.SequenceNode)
        if posts.flow_style:
            at = posts.end_mark.index - 1
            self._splice(at, at, f"{', ' if posts.value else ''}{flow(post_keys(post))}")
            return
        self._insert_after(posts.value[-1], [f"{' ' * posts.start_mark.column}- {flow(post_keys(post))}"])

    def add_person(self, person: RegisteredPerson) -> None:
        """Write somebody new under the last of the list."""
        people = self._people()
        self._insert_after(people.value[-1], person_lines(person, people.start_mark.column))

    # --- nodes ---

    def _people(self) -> yaml.SequenceNode:
        root = yaml.compose(self.text, Loader=LOADER)
        found = _value(root, "人员")
        assert isinstance(found, yaml.SequenceNode)
        return found

    def _person(self, number: int) -> yaml.Node:
        node: yaml.Node = self._people().value[number]
        if isinstance(node, yaml.MappingNode) and node.flow_style:
            return self._unfold(node)
        return node

    def _unfold(self, node: yaml.MappingNode) -> yaml.Node:
        """A person on one line in braces, as lines of his own: posts need room."""
        pairs = [(key.value, self.text[value.start_mark.index : value.end_mark.index]) for key, value in node.value]
        margin = self._break + " " * node.start_mark.column
        start = node.start_mark.index
        self._replace(node, margin.join(f"{key}: {value}" for key, value in pairs))
        return self._at(start)

    def _spread(self, node: yaml.ScalarNode) -> yaml.Node:
        """`- 姓名 职务` as a mapping of two keys."""
        name, _, title = " ".join(node.value.split()).partition(" ")
        start = node.start_mark.index
        margin = self._break + " " * node.start_mark.column
        self._replace(node, f"姓名: {scalar(name)}" + (f"{margin}职务: {scalar(title)}" if title else ""))
        return self._at(start)

    def _at(self, index: int) -> yaml.Node:
        """The person whose text begins at `index`."""
        found: yaml.Node = next(node for node in self._people().value if node.start_mark.index == index)
        return found

    # --- keys ---

    def _put_keys(self, node: yaml.Node, keys: Mapping[str, str]) -> None:
        """Write keys into a mapping: 止 anew if it is there, 备注 only if it is not."""
        assert isinstance(node, yaml.MappingNode)
        new = {}
        known = _value(node, "止")
        for key, value in keys.items():
            if _value(node, key) is None:
                new[key] = value
        start = node.start_mark.index
        if node.flow_style:
            at = node.end_mark.index - 1
            written = "".join(f", {key}: {scalar(value)}" for key, value in new.items())
            self._splice(at, at, written)
        elif new:
            own = [value for key, value in node.value if key.value in _BESIDE_NAME]
            last = max(own, key=lambda value: value.end_mark.line)
            margin = " " * node.start_mark.column
            self._insert_after(last, [f"{margin}{key}: {scalar(value)}" for key, value in new.items()])
        if known is not None and "止" in keys and known.start_mark.index >= start:
            # It stands before what was put in, so its place still holds.
            self._replace(known, scalar(keys["止"]))

    def _gather(self, node: yaml.Node) -> None:
        """The lines of the only post, 职务 and its term, as the first item of a list of posts, comments and all."""
        assert isinstance(node, yaml.MappingNode)
        lines = self.text.split("\n")
        mine = [key for key, _ in node.value if key.value in _BESIDE_NAME]
        margin = " " * node.start_mark.column
        first, *others = sorted(mine, key=lambda key: (key.value != "职务", key.start_mark.line))
        unit = _value(node, "单位")
        moved = [lines[key.start_mark.line][key.start_mark.column :] for key in (first, *others)]
        if isinstance(unit, yaml.ScalarNode):
            moved.insert(1, f"单位: {scalar(unit.value)}" + ("\r" if self._break == "\r\n" else ""))
        item = [f"{margin}  {'- ' if not number else '  '}{line}" for number, line in enumerate(moved)]
        head = "职务:" + ("\r" if self._break == "\r\n" else "")
        at = first.start_mark.line
        # The key may stand on the line of the dash.
        lines[at] = "\n".join([lines[at][: first.start_mark.column] + head, *item])
        gone = {key.start_mark.line for key in others}
        self.text = "\n".join(line for number, line in enumerate(lines) if number not in gone)

    def _item(self, node: yaml.Node, post: Post) -> list[str]:
        return [f"{' ' * (node.start_mark.column + _STEP)}- {flow(post_keys(post))}"]

    # --- text ---

    def _replace(self, node: yaml.Node, text: str) -> None:
        self._splice(node.start_mark.index, node.end_mark.index, text)

    def _splice(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + text + self.text[end:]

    def _insert_after(self, node: yaml.Node, lines: Iterable[str]) -> None:
        """New lines below the last line on which `node` says something."""
        stop = self.text.find("\n", _end_of(node))
        if stop < 0:
            self.text = self.text + "".join(f"{self._break}{line}" for line in lines)
        else:
            self._splice(stop + 1, stop + 1, "".join(f"{line}{self._break}" for line in lines))


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """What stands behind `key`."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _end_of(node: yaml.Node) -> int:
    """Where the last word of a node ends; blank lines and comments below it are no part of it."""
    if isinstance(node, yaml.ScalarNode) or getattr(node, "flow_style", False):
        return node.end_mark.index
    if isinstance(node, yaml.MappingNode):
        return max((_end_of(part) for pair in node.value for part in pair), default=node.start_mark.index)
    return max((_end_of(item) for item in node.value), default=node.start_mark.index)
