"""JSON Schemas with Chinese descriptions, so that an editor completes keys and marks slips while one types."""

from __future__ import annotations

from typing import Annotated, Any, Union

from pydantic import Field, TypeAdapter

from gongwen.model.kinds import DOCUMENTS
from gongwen.model.office import Office
from gongwen.model.register import PeopleFile, UnitsFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def document_schema() -> dict[str, Any]:
    """The schema of a content file of any 文种."""
    any_document: Any = Union[tuple(DOCUMENTS.values())]  # noqa: UP007
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[any_document, Field(discriminator="kind")])
    # A plan inside a notice may leave out its 文种; a file may not.
    return {"$schema": _DIALECT, "title": "gongwen 内容文件", "required": ["文种"]} | adapter.json_schema(by_alias=True)


def office_schema() -> dict[str, Any]:
    """The schema of gongwen.yaml."""
    return {"$schema": _DIALECT, "title": "gongwen.yaml"} | Office.model_json_schema(by_alias=True)


def people_schema() -> dict[str, Any]:
    """The schema of 人员.yaml."""
    return {"$schema": _DIALECT, "title": "gongwen 人员库"} | PeopleFile.model_json_schema(by_alias=True)


def units_schema() -> dict[str, Any]:
    """The schema of 单位.yaml."""
    return {"$schema": _DIALECT, "title": "gongwen 单位表"} | UnitsFile.model_json_schema(by_alias=True)
