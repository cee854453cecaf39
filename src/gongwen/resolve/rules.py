"""What the regulation demands without a hedge and a machine can see: a document that breaks it is not made.

Only of a document on an office's head; drafts and papers (格式: 普通) are nobody's concern here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.diagnostics import Diagnostic
from gongwen.model.document import Official
from gongwen.model.outline import last_sentence
from gongwen.model.text import Text, clip
from gongwen.resolve.checks import head_of
from gongwen.resolve.places import error, place_of
from gongwen.standard.regulation import ASKING, REPORT, REQUEST, Direction, article, kinds_closed_by

_SEPARATORS = re.compile(r"[、，,；;]|\s+")
_TWO_KINDS = re.compile(r"请示报告$")


def check_rules(document: Official) -> Iterator[Diagnostic]:
    """条例 9 and 15, as far as they leave no choice."""
    yield from _check_copy_number(document)
    yield from _check_signatory(document)
    if document.kind == "请示" and len(addressees(document)) > 1:
        second = addressees(document)[1]
        yield error(
            "content/request-recipients",
            f"请示主送了 {len(addressees(document))} 个机关，只能主送一个上级机关。",
            place_of(second, key="主送"),
            "请只留一个主送机关，其余的写在“抄送”里。",
            article("第十五条（一）"),
        )
    title = "".join(document.title_lines)
    if _TWO_KINDS.search(title):
        yield error(
            "content/title-two-kinds",
            "标题写作“请示报告”，没有这个文种。",
            place_of(document.title_lines[-1], key="标题"),
            "请求指示、批准的写“请示”，汇报工作的写“报告”。",
            article("第八条（十）、（十一）"),
        )
    if document.kind == "报告" and document.body is not None:
        closing = document.closing or last_sentence(document.body)
        kinds = kinds_closed_by(closing)
        if re.search(ASKING, closing) and REQUEST in kinds and REPORT not in kinds:
            yield error(
                "content/report-asks",
                f"报告以“{clip(closing.strip(), 16)}”结尾，报告中不得夹带请示事项。",
                place_of(document.closing or document.body, 0 if document.closing else document.body.rindex(closing)),
                "请另写一份请示（文种: 请示），或改用“特此报告。”结尾。",
                article("第十五条（四）"),
            )


def addressees(document: Official) -> tuple[Text, ...]:
    """The main recipients one by one, without the colon at their end."""
    names = (_bare(name) for line in document.addressees for name in line.parts(_SEPARATORS))
    return tuple(name for name in names if name)


def _bare(name: Text) -> Text:
    return name.part(0, len(name.rstrip("：:。")))


def _check_copy_number(document: Official) -> Iterator[Diagnostic]:
    if document.secrecy is not None and document.copy_number is None:
        yield error(
            "content/copy-number-missing",
            "涉密公文应当标注份号。",
            place_of(document.secrecy, key="密级"),
            "请加一行，如：份号: 1",
            article("第九条（一）"),
        )


def _check_signatory(document: Official) -> Iterator[Diagnostic]:
    if document.direction is not Direction.UP or document.signatories:
        return
    is_letter = document.layout_format == "信函"
    yield error(
        "content/signatory-missing",
        f"上行的{document.statutory.name}应当标注签发人姓名。",
        place_of(head_of(document), key="签发人"),
        "信函格式印不出签发人，请改为“格式: 文件”，再写“签发人: 姓名”。"
        if is_letter
        else "请加一行，如：签发人: 孙明远",
        article("第九条（六）"),
    )
