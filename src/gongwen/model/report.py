"""报告 of article 8, whose figures may come from a ledger."""

from typing import Annotated, ClassVar, Literal

from gongwen.model.document import KIND, Body, Official, Title
from gongwen.model.figures import WithFigures
from gongwen.standard import regulation
from gongwen.standard.regulation import Kind


class Report(WithFigures, Official):
    """报告"""

    statutory: ClassVar[Kind] = regulation.REPORT
    kind: Annotated[Literal["报告"], KIND]
    title: Title
    body: Body
