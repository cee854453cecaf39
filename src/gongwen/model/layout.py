"""gongwen.yaml, 版面: how the pages of an office look where that is its own choice."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gongwen.model.record import Record


class LayoutSettings(Record):
    """What an office says of its pages; every key may be left out, and is then as the standard has it."""

    imprint_page: Literal["末页", "偶数页"] = Field(
        default="末页", alias="版记", description="版记印在最后一页，还是最后一个偶数页（双面印刷时的最后一面）"
    )
