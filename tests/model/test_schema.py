"""The schemas that editors read accept what gongwen accepts, and mark what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from gongwen.model.kinds import DOCUMENTS
from gongwen.model.schema import document_schema, office_schema, people_schema, units_schema
from tests.people.office import PEOPLE

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "content").rglob("*.yaml")), *sorted((ROOT / "src/gongwen/skeletons").glob("*.yaml"))]
VALIDATOR = jsonschema.Draft202012Validator(document_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_content_file_fits_the_schema(path: Path) -> None:
    VALIDATOR.validate(yaml.safe_load(path.read_text("utf-8")))


def test_the_files_were_seen() -> None:
    assert len(FILES) >= 8 + len(DOCUMENTS)


@pytest.mark.parametrize(
    "keys",
    [
        {"文种": "通知", "标题": "通知", "正文": "正文", "题目": "多余"},
        {"文种": "通知", "标题": "通知"},
        {"文种": "通稿", "标题": "通知", "正文": "正文"},
        {"文种": "通知", "标题": ["通知"], "正文": "正文"},
        {"文种": "通知", "标题": "通知", "正文": "正文", "紧急程度": "急"},
        {"标题": "通知", "正文": "正文"},
    ],
)
def test_a_slip_is_marked(keys: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(keys)


def test_short_forms_and_values_that_look_like_numbers_fit() -> None:
    VALIDATOR.validate(
        {
            "文种": "方案",
            "标题": 2024,
            "正文": "正文",
            "附件": ["名单.yaml", {"名单": "名单.yaml"}],
            "机构": "名单.yaml",
            "表": {"分工": {"列": "甲、乙", "行": "1 | 2"}},
        }
    )


def described(schema: dict[str, Any]) -> list[str]:
    """The keys of all models that have no description."""
    models = schema.get("$defs", {"": schema})
    return [
        f"{model}.{key}"
        for model, definition in models.items()
        for key, field in definition.get("properties", {}).items()
        if not field.get("description")
    ]


def test_every_key_is_described() -> None:
    assert described(document_schema()) == []
    assert described(office_schema()) == []
    assert described(people_schema()) == []
    assert described(units_schema()) == []


UNITS = "单位:\n- 市财政局\n- {全称: 沂源县自然资源局, 简称: 沂源县局, 合称: 各区县局}\n"


def test_registers_as_offices_write_them_fit() -> None:
    jsonschema.validate(yaml.safe_load(PEOPLE), people_schema())
    jsonschema.validate(yaml.safe_load(UNITS), units_schema())


@pytest.mark.parametrize(
    ("schema", "register"),
    [
        (people_schema, {"人员": [{"名字": "高松"}]}),
        (people_schema, {"人员": [{"姓名": "高松", "职务": [{"起": "2019年"}]}]}),
        (people_schema, {}),
        (units_schema, {"单位": [{"简称": "市局"}]}),
    ],
)
def test_a_slip_in_a_register_is_marked(schema: Callable[[], dict[str, Any]], register: dict[str, Any]) -> None:
    assert not jsonschema.Draft202012Validator(schema()).is_valid(register)
