"""A letter as a document: what a writer would have written in a content file about the item."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from gongwen.diagnostics import ContentError
from gongwen.model.document import Document
from gongwen.model.ledger import Ledger
from gongwen.model.register import Unit
from gongwen.model.replies import JointOpinion, SuggestionReply
from gongwen.model.text import Text
from gongwen.operations.letters.bodies import read_body
from gongwen.operations.letters.split import Asked
from gongwen.resolve.places import error, place_of


def keys_of(asked: Asked, number: str) -> dict[str, object]:
    """Its keys, with the text and the number that was given to it."""
    keys = {key: value for key, value in asked.keys.items() if value is not None}
    if number and not asked.is_numbered:
        keys["文号"] = Text(number)
    if asked.kind == "会办意见":
        keys.pop("结果", None)
    if asked.body is not None:
        keys["正文"] = read_body(asked.body)
    return keys


def document_of(asked: Asked, keys: Mapping[str, object]) -> SuggestionReply | JointOpinion:
    """Refuses (ContentError) keys that no such document has."""
    model = SuggestionReply if asked.kind == "答复" else JointOpinion
    try:
        return model.model_validate({"文种": asked.kind, "建议": asked.item, **keys})
    except ValidationError as refusal:
        places = ((".".join(str(step) for step in item["loc"]), item["msg"]) for item in refusal.errors())
        raise ContentError(
            *(
                error("content/reply-keys", f"“{key}”不能用：{said}", place_of(asked.item.number, key=key))
                for key, said in places
            )
        ) from None


class NoLibrary:
    """A letter made from a row refers to nothing else."""

    def target(self, reference: Text) -> Document:
        raise AssertionError(reference)

    def ledger(self, reference: Text) -> Ledger:
        raise AssertionError(reference)

    def units(self) -> tuple[Unit, ...]:
        return ()
