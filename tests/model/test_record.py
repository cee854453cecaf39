"""Records inside records."""

from pydantic import Field, TypeAdapter, ValidationError

from gongwen.model.record import Inner, Record
from gongwen.model.text import Line, Text


class Leaf(Record):
    """What few have."""

    name: Line = Field(alias="名称")


class Tree(Record):
    """What has leaves."""

    leaf: Inner[Leaf] | None = Field(default=None, alias="一")
    leaves: tuple[Inner[Leaf], ...] = Field(default=(), alias="各")
    named: dict[str, Inner[Leaf]] = Field(default_factory=dict, alias="名")


def test_a_record_inside_another_is_built_where_one_is_met() -> None:
    adapter = TypeAdapter(Tree)
    assert adapter.validate_python({}) == Tree()
    assert not Leaf.__pydantic_complete__
    made = adapter.validate_python(
        {"一": {"名称": Text("甲")}, "各": [{"名称": Text("乙")}], "名": {"丙": {"名称": "丁"}}}
    )
    assert Leaf.__pydantic_complete__
    assert (made.leaf, *made.leaves, *made.named.values()) == tuple(Leaf(名称=Text(name)) for name in "甲乙丁")


def test_its_errors_are_told_with_all_others_at_their_places() -> None:
    try:
        TypeAdapter(Tree).validate_python(
            {"各": [{"名称": Text("甲")}, {}], "名": {"丙": {"名称": "一\n二"}}, "别": ""}
        )
    except ValidationError as error:
        places = {(found["loc"], found["type"]) for found in error.errors(include_input=False)}
    assert places == {
        (("各", 1, "名称"), "missing"),
        (("名", "丙", "名称"), "one-line"),
        (("别",), "extra_forbidden"),
    }


def test_it_is_described_once_however_often_it_is_met() -> None:
    schema = Tree.model_json_schema(by_alias=True)
    assert schema["$defs"]["Leaf"]["properties"]["名称"]
    assert schema["properties"]["各"]["items"] == {"$ref": "#/$defs/Leaf"}
    assert schema["properties"]["名"]["additionalProperties"] == {"$ref": "#/$defs/Leaf"}
    assert {"$ref": "#/$defs/Leaf"} in schema["properties"]["一"]["anyOf"]
