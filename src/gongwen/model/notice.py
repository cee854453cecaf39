"""通知 of article 8, alone: most documents are notices, and need not wait for the classes of other kinds."""

from typing import Annotated, ClassVar, Literal

from gongwen.model.document import KIND, Body, Official, Title
from gongwen.standard import regulation
from gongwen.standard.regulation import Kind


class Notice(Official):
    """通知"""

    statutory: ClassVar[Kind] = regulation.NOTICE
    kind: Annotated[Literal["通知"], KIND]
    title: Title
    body: Body
