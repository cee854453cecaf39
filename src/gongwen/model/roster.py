"""机构名单: a task force with its ranks, its office and its working groups."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from gongwen.model.people import Entries, Entry
from gongwen.model.record import Items, Record, either_text_or, items_may_be_text
from gongwen.model.text import Key, Line, Text, Written

#: Ranks that may be written as keys of their own; any other goes under 职级.
RANKS = (
    "总指挥", "第一组长", "组长", "召集人", "主任", "第一副组长", "常务副组长", "常务副主任", "副总指挥", "副组长",
    "副召集人", "副主任", "秘书长", "副秘书长", "成员", "组员", "委员", "联络员",
)  # fmt: skip
#: Ranks whose holders do not lead.
MEMBER_RANKS = frozenset({"成员", "组员", "委员", "联络员"})
#: K03: other lists stand in the order in which they are written.
StrokeOrder = Literal["姓氏笔画", "姓名笔画"]
#: K11: what may stand after a name: （女）（回族）.
Mark = Literal["性别", "民族"]


def _items(value: object) -> object:
    return list(Text(value).parts("、")) if isinstance(value, str) else value


Marks = Annotated[
    tuple[Mark, ...],
    BeforeValidator(_items),
    either_text_or({"type": "array", "items": {"enum": ["性别", "民族"]}}),
    Written("性别、民族中的一样或两样，用“、”连接"),
]
#: How people are printed: name and post in columns; name with the unit behind it; names alone; a table with phones.
RosterLayout = Literal["姓名在前", "姓名（单位）", "仅姓名", "表格"]
NAME_FIRST: RosterLayout = "姓名在前"


def _rank_keys(schema: dict[str, Any]) -> None:
    """Offer the known ranks as keys in the editor, though the model keeps them in one ordered map."""
    for rank in RANKS:
        schema["properties"][rank] = {
            "description": f"{rank}：每行一人（姓名 职务），或用、连接的姓名",
            "anyOf": [{"type": "string"}, {"type": "array"}],
        }


class Category(Record):
    """Members under a heading of their own: 部门委员, 专家委员."""

    entries: Entries = Field(alias="人员", description="这一类的人员")
    order: StrokeOrder | None = Field(
        default=None,
        alias="排序",
        description="姓氏笔画（同姓的单名在前）或姓名笔画；由程序排，标题后注明“按姓氏笔画为序”",
    )

    @model_validator(mode="before")
    @classmethod
    def _people_alone(cls, value: object) -> object:
        is_people = isinstance(value, str | list | tuple)
        return {"人员": value} if is_people else value


def _named_groups(value: object) -> object:
    """A mapping name → group; a group given as words is its members."""
    if isinstance(value, dict):
        return {key: {"成员": item} if isinstance(item, str) else item for key, item in value.items()}
    return value


class Group(Record):
    """People by rank, in the order in which the writer put the ranks."""

    model_config = ConfigDict(json_schema_extra=_rank_keys)
    gathers: ClassVar[str] = "ranks"

    ranks: dict[Key, Entries] = Field(
        default_factory=dict, alias="职级", description="其他称谓的职级：称谓: 人员；组长、成员等直接写"
    )
    categories: dict[Key, Category] = Field(
        default_factory=dict,
        alias="分类",
        description="分小标题列的成员，如 部门委员: ……、专家委员: ……",
        json_schema_extra=items_may_be_text,
    )
    lead_units: Items = Field(default=(), alias="牵头单位", description="牵头单位，用、连接")
    member_units: Items = Field(default=(), alias="成员单位", description="成员单位，用、连接")
    groups: Annotated[dict[Key, "Group"], BeforeValidator(_named_groups), Written("“名称: [工作组](#工作组)”各项")] = (
        Field(
            default_factory=dict,
            alias="工作组",
            description="工作组名称: 组长、成员……",
            json_schema_extra=items_may_be_text,
        )
    )
    layout: RosterLayout | None = Field(
        default=None, alias="版式", description="姓名在前（默认，后面是职务）、姓名（单位）、仅姓名或表格"
    )
    marks: Marks | None = Field(
        default=None, alias="标注", description="姓名后注明的：性别（女）、民族（回族）；默认不注，男和汉族不注"
    )
    duties: Text | None = Field(default=None, alias="职责", description="职责，自然段文字")

    @model_validator(mode="before")
    @classmethod
    def _gather_ranks(cls, value: object) -> object:
        """`组长: …` beside the other keys is the short form of `职级: {组长: …}`; the written order is kept."""
        if not isinstance(value, dict):
            return value
        gathered: dict[object, object] = {}
        rest: dict[object, object] = {}
        for key, item in value.items():
            if key in RANKS:
                gathered[key] = item
            elif key == "职级" and isinstance(item, dict):
                gathered.update(item)
            else:
                rest[key] = item
        return rest | {"职级": gathered} if gathered else value

    def holders(self, rank: str) -> tuple[Entry, ...]:
        """The entries of `rank`; empty if the group has none."""
        return self.ranks.get(rank, ())

    def sections(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Everybody of this very group: each rank and each category with its entries."""
        yield from self.ranks.items()
        yield from ((name, category.entries) for name, category in self.categories.items())


class Office(Group):
    """办公室: where it sits, who heads it; `表述` replaces the computed sentence."""

    seat: Line | None = Field(default=None, alias="设在", description="办公室设在哪个单位")
    wording: Text | None = Field(default=None, alias="表述", description="不用自动写出的句子时，整句写在这里")


class RosterBody(Group):
    """The part of a roster that is not the frame of its document."""

    short_name: Line | None = Field(default=None, alias="简称", description="正文里怎样称呼，如：工作专班")
    office: Office | None = Field(default=None, alias="办公室", description="下设的办公室")
    order: StrokeOrder | None = Field(
        default=None,
        alias="排序",
        description="姓氏笔画或姓名笔画：各职级的人由程序排，标题下面注明；评选、专家等名单用，工作机构照职务排列",
    )
    changes: Text | None = Field(default=None, alias="变动", description="人员变动时怎样替补的一句话，印在名单末尾")
    people_file: Line | None = Field(
        default=None, alias="人员库", description="人员文件；默认找同一文件夹或上面各级的“人员”文件；不用时写“无”"
    )

    #: What 人员库 says when the roster shall not look for one.
    NO_PEOPLE_FILE: ClassVar[str] = "无"

    def every_group(self) -> Iterator[tuple[tuple[str, ...], Group]]:
        """The roster itself, its office and all working groups however deep, each with the way to it in names."""
        waiting: list[tuple[tuple[str, ...], Group]] = [((), self)]
        while waiting:
            way, group = waiting.pop(0)
            yield way, group
            if isinstance(group, RosterBody) and group.office is not None:
                waiting.append((("办公室",), group.office))
            waiting += [((*way, name), inner) for name, inner in group.groups.items()]
