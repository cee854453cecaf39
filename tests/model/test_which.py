"""What a document is told by its 文种 is what its class says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gongwen.model import which
from gongwen.model.adjustment import AdjustmentNotice
from gongwen.model.adopted import Adopted
from gongwen.model.answers import Answer
from gongwen.model.figures import WithFigures
from gongwen.model.kinds import DOCUMENTS
from gongwen.model.minutes import Minutes
from gongwen.model.notices import ForwardNotice, IssueNotice, MeetingNotice
from gongwen.model.papers import Digest, Roster, Schedule, TableDocument
from gongwen.model.replies import AboutItem
from gongwen.model.signed import SignedByHead

CLASSES: dict[Callable[[Any], bool], type] = {
    which.is_about_item: AboutItem,
    which.is_adjustment: AdjustmentNotice,
    which.is_adopted: Adopted,
    which.is_answer: Answer,
    which.is_digest: Digest,
    which.is_forwarding: ForwardNotice,
    which.is_issuing: IssueNotice,
    which.is_meeting: MeetingNotice,
    which.is_minutes: Minutes,
    which.is_roster: Roster,
    which.is_schedule: Schedule,
    which.is_signed_by_head: SignedByHead,
    which.is_table: TableDocument,
    which.is_with_figures: WithFigures,
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_kind_is_asked_for_as_its_class_is(kind: str) -> None:
    model = DOCUMENTS[kind]
    document = model.model_construct(kind=kind)
    for asks, expected in CLASSES.items():
        assert asks(document) is issubclass(model, expected), (asks, kind)


def test_every_question_is_asked() -> None:
    asked = {name for name in vars(which) if name.startswith("is_")}
    assert {getattr(which, name) for name in asked} == set(CLASSES)
