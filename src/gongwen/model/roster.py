"""机构名单: a task force with its ranks, its office and its working groups."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from gongwen.model.people import Entries, Entry
from gongwen.model.record import Record, items_may_be_text
from gongwen.model.text import Key, Line, Text, Written

#: Ranks that may be written as keys of their own; any other goes under 职级.
RANKS = (
    "总指挥", "第一组长", "组长", "召集人", "主任", "第一副组长", "常务副组长", "常务副主任", "副总指挥", "副组长",
    "副召集人", "副主任", "秘书长", "副秘书长", "成员", "组员", "委员", "联络员",
)  # fmt: skip
#: Ranks whose holders do not lead.
MEMBER_RANKS = frozenset({"成员", "组员", "委员", "联络员"})


def _rank_keys(schema: dict[str, Any]) -> None:
    """Offer the known ranks as keys in the editor, though the model keeps them in one ordered map."""
    for rank in RANKS:
        schema["properties"][rank] = {
            "description": f"{rank}：每行一人（姓名 职务），或用、连接的姓名",
            "anyOf": [{"type": "string"}, {"type": "array"}],
        }


class Group(Record):
    """People by rank, in the order in which the writer put the ranks."""

    model_config = ConfigDict(json_schema_extra=_rank_keys)

    ranks: dict[Key, Entries] = Field(
        default_factory=dict, alias="职级", description="其他称谓的职级：称谓: 人员；组长、成员等直接写"
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


class Office(Group):
    """办公室: where it sits, who heads it; `表述` replaces the computed sentence."""

    seat: Line | None = Field(default=None, alias="设在", description="办公室设在哪个单位")
    wording: Text | None = Field(default=None, alias="表述", description="不用自动写出的句子时，整句写在这里")


def _named_groups(value: object) -> object:
    """A mapping name → group; a group given as words is its members."""
    if isinstance(value, dict):
        return {key: {"成员": item} if isinstance(item, str) else item for key, item in value.items()}
    return value


class RosterBody(Group):
    """The part of a roster that is not the frame of its document."""

    short_name: Line | None = Field(default=None, alias="简称", description="正文里怎样称呼，如：工作专班")
    office: Office | None = Field(default=None, alias="办公室", description="下设的办公室")
    groups: Annotated[dict[Key, Group], BeforeValidator(_named_groups), Written("“名称: [工作组](#工作组)”各项")] = (
        Field(
            default_factory=dict,
            alias="工作组",
            description="工作组名称: 组长、成员……",
            json_schema_extra=items_may_be_text,
        )
    )
    changes: Text | None = Field(default=None, alias="变动", description="人员变动时怎样替补的一句话，印在名单末尾")
