"""人员库: who held which post on which day, asked by name or by post. Answers only; what is wrong is said elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct

from gongwen.model.register import (
    ACTING,
    CONCURRENT,
    OfficialDuty,
    PeopleFile,
    Post,
    RegisteredPerson,
    Unit,
    parse_term,
)
from gongwen.model.text import Text


class Holding(Struct, frozen=True):
    """A person and one post of his."""

    person: RegisteredPerson
    post: Post


class PostCircle(Exception):
    """Posts that go with one another in a circle; `duties` are those on it."""

    def __init__(self, duties: tuple[OfficialDuty, ...]) -> None:
        self.duties = duties
        super().__init__(" → ".join(duty.title for duty in duties))


class Directory(Struct, frozen=True, dict=True):
    """The people of `file` and the units beside it."""

    register: PeopleFile
    units: tuple[Unit, ...] = ()
    file: str = ""
    #: The file of the units, if there is one.
    units_file: str = ""

    @property
    def people(self) -> tuple[RegisteredPerson, ...]:
        """Everybody, in the order of rank: by 排序 where it is written, else as in the file."""
        return tuple(person for _, person in self._ranked)

    @cached_property
    def _ranked(self) -> list[tuple[int, RegisteredPerson]]:
        def key(item: tuple[int, RegisteredPerson]) -> tuple[int, int]:
            at, person = item
            return (1_000_000 if person.rank is None else person.rank, at)

        return sorted(enumerate(self.register.people), key=key)

    @cached_property
    def _rank_of(self) -> Mapping[str, int]:
        return {person.key: at for at, (_, person) in enumerate(self._ranked)}

    @cached_property
    def _by_key(self) -> Mapping[str, RegisteredPerson]:
        return {person.key: person for person in reversed(self.register.people)}

    @cached_property
    def _by_name(self) -> Mapping[str, list[RegisteredPerson]]:
        found: dict[str, list[RegisteredPerson]] = {}
        for person in self.people:
            found.setdefault(person.name, []).append(person)
        return found

    @cached_property
    def _by_post(self) -> Mapping[str, list[Holding]]:
        found: dict[str, list[Holding]] = {}
        for person in self.people:
            for post in person.posts:
                for name in self.names_of(post):
                    found.setdefault(name, []).append(Holding(person, post))
        return found

    @cached_property
    def _duties(self) -> Mapping[str, list[OfficialDuty]]:
        found: dict[str, list[OfficialDuty]] = {}
        for duty in self.register.duties:
            found.setdefault(duty.title, []).append(duty)
        return found

    @cached_property
    def _unit_by_name(self) -> Mapping[str, Unit]:
        return {name: unit for unit in reversed(self.units) for name in unit.names}

    @cached_property
    def begins(self) -> date | None:
        """The first day on which any term begins; None if none is dated."""
        days = [parse_term(post.start) for person in self.people for post in person.posts if post.start]
        return min(days, default=None)

    # --- units ---

    def unit(self, name: str) -> Unit | None:
        """The unit that bears `name`, in full or short."""
        return self._unit_by_name.get(name)

    def collective(self, name: str) -> tuple[Unit, ...]:
        """The units that `name` (各区县局) takes in, in their order."""
        return tuple(unit for unit in self.units if name in unit.collectives)

    def posts_of_collective(self, name: str) -> tuple[str, ...]:
        """`各区县局局长` as 张庄分局局长, 李庄分局局长; empty if it begins with no collective name."""
        every = {str(collective) for unit in self.units for collective in unit.collectives}
        begun = [collective for collective in every if name.startswith(collective) and len(collective) < len(name)]
        if not begun:
            return ()
        collective = max(begun, key=len)
        return tuple(f"{unit.names[0]}{name[len(collective) :]}" for unit in self.collective(collective))

    def unit_names(self, name: str) -> tuple[str, ...]:
        """All names of the unit that bears `name`, the one rosters print first; `name` itself if no file lists it."""
        unit = self.unit(name)
        return unit.names if unit is not None else (name,)

    # --- people ---

    def named(self, name: str, unit: str | None = None) -> tuple[RegisteredPerson, ...]:
        """Those who bear `name`; with `unit`, those who belong or belonged to it."""
        found = self._by_name.get(name, [])
        if unit is None:
            return tuple(found)
        wanted = set(self.unit_names(unit))
        return tuple(person for person in found if wanted & set(self._units_of(person)))

    def _units_of(self, person: RegisteredPerson) -> Iterator[str]:
        for unit in (person.unit, person.number, *(post.unit for post in person.posts)):
            if unit:
                yield from self.unit_names(unit)

    def of_key(self, key: str) -> RegisteredPerson | None:
        """The person whose key it is."""
        return self._by_key.get(key)

    def names(self) -> Iterable[str]:
        """Every name in the register."""
        return self._by_name.keys()

    # --- posts ---

    def printed(self, post: Post) -> Text:
        """The post as a roster prints it: the unit's short name before it, unless it begins with one (K12)."""
        if post.printed is not None:
            return post.printed
        if post.unit is None or post.title.startswith(tuple(self.unit_names(post.unit))):
            return post.title
        return Text(f"{self.unit_names(post.unit)[0]}{post.title}", post.title.origin)

    def names_of(self, post: Post) -> tuple[str, ...]:
        """Every way to call `post`: as printed, as written, and each of several posts written together."""
        whole = self.printed(post)
        found = dict.fromkeys((str(whole), str(post.title)))
        units = self.unit_names(post.unit) if post.unit else self._unit_in(post.title)
        title = next((post.title[len(unit) :] for unit in units if post.title.startswith(unit)), str(post.title))
        pieces = dict.fromkeys((title, *title.split("、")))
        found |= dict.fromkeys(f"{unit}{piece}" for unit in units for piece in pieces)
        if not units and len(pieces) > 1:
            found |= dict.fromkeys(title.split("、"))
        return tuple(found)

    def _unit_in(self, title: str) -> tuple[str, ...]:
        """The names of the unit with which `title` begins; empty if it begins with none that is known."""
        found = [name for name in self._every_unit if title.startswith(name) and len(name) < len(title)]
        return self.unit_names(max(found, key=len)) if found else ()

    @cached_property
    def _every_unit(self) -> frozenset[str]:
        """The names of all units, of the units' file and of the register."""
        listed = {str(name) for unit in self.units for name in unit.names}
        written = {str(post.unit) for person in self.register.people for post in person.posts if post.unit}
        return frozenset(listed | written)

    def unit_with_posts(self, words: str) -> str | None:
        """The unit with which `words` begin, if the register has a post in it; None else."""
        units = [name for name in self._unit_in(words) if words.startswith(name)]
        names = {name for unit in units for name in self.unit_names(unit)}
        return units[0] if any(post.startswith(tuple(names)) for post in self._by_post) and names else None

    def knows_post(self, name: str) -> bool:
        """Whether anybody is recorded as having held `name` at any time, or it goes with another post."""
        return name in self._by_post or name in self._duties

    def post_names(self) -> Iterable[str]:
        """Every way to call a post of the register."""
        return (*self._by_post, *self._duties)

    def holdings(self, name: str) -> tuple[Holding, ...]:
        """All who ever held `name` themselves."""
        return tuple(self._by_post.get(name, ()))

    def holders(self, name: str, on: date) -> tuple[RegisteredPerson, ...]:
        """Who holds `name` on the day `on`, himself or because it goes with his post; by rank, each once.

        Raises PostCircle if posts go with one another in a circle on that day.
        """
        return self._holders(name, on, ())

    def _holders(self, name: str, on: date, way: tuple[OfficialDuty, ...]) -> tuple[RegisteredPerson, ...]:
        found = {item.person.key: item.person for item in self._by_post.get(name, ()) if item.post.is_held(on)}
        for duty in self._duties.get(name, ()):
            if duty.is_held(on):
                if duty in way:
                    raise PostCircle(way[way.index(duty) :])
                found |= {person.key: person for person in self._holders(duty.holder, on, (*way, duty))}
        return tuple(sorted(found.values(), key=lambda person: self._rank_of[person.key]))

    def posts_on(self, person: RegisteredPerson, on: date) -> tuple[Post, ...]:
        """The posts `person` holds on the day `on`, as the register orders them."""
        return tuple(post for post in person.posts if post.is_held(on))

    def title_on(self, person: RegisteredPerson, on: date) -> Text | None:
        """All posts of `person` on the day `on` in one text, as a roster prints it; None if there is none.

        Posts of one unit share its name; 兼 joins a post to the one before, 主持工作 stands after its post.
        """
        title = ""
        origin = None
        unit: str | None = None
        for post in self.posts_on(person, on):
            said = self.printed(post)
            note = post.note or ""
            if not title:
                title, origin = said, said.origin
            else:
                names = self.unit_names(post.unit) if post.unit and post.unit == unit else ()
                short = next((said[len(name) :] for name in names if said.startswith(name)), said)
                title += f"{CONCURRENT if note == CONCURRENT else '、'}{short}"
            if ACTING in note:
                title += f"（{ACTING}）"
            unit = post.unit
        return Text(title, origin) if title else None

    def left_on(self, person: RegisteredPerson) -> date | None:
        """The day on which `person` left his last post; None if he holds one or never had one."""
        ends = [parse_term(post.end) if post.end else None for post in person.posts]
        known = [end for end in ends if end is not None]
        return max(known) if ends and len(known) == len(ends) else None
