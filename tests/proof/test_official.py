"""A document on an office's head is judged by the regulation: what is right passes, what is wrong has its code."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.diagnostics import ContentError, Diagnostic, Severity
from gongwen.model.document import Official
from gongwen.model.kinds import DOCUMENTS
from gongwen.proof import routing, titles
from gongwen.proof.official import check_official
from gongwen.resolve.resolve import resolve_document
from gongwen.standard.geometry import NATIONAL
from gongwen.standard.regulation import ITEM_LETTER, KINDS
from tests.support import OFFICE, Shelf, document

NOTICE: dict[str, Any] = {
    "文种": "通知",
    "文号": "云自然资字〔2024〕15号",
    "标题": "云山市自然资源局关于做好防汛工作的通知",
    "主送": "各区县局",
    "正文": "各单位要落实责任。",
    "日期": "2024年4月19日",
}
REQUEST = NOTICE | {
    "文种": "请示",
    "标题": "云山市自然资源局关于划定易发区的请示",
    "主送": "市人民政府",
    "正文": "拟划定易发区。",
    "签发人": "孙明远",
    "联系人": "李明 0533-1234567",
}
REPORT = REQUEST | {"文种": "报告", "标题": "云山市自然资源局关于防汛工作的报告", "正文": "已经完成。\n特此报告。"}
OPINION = NOTICE | {"文种": "意见", "标题": "云山市自然资源局关于防汛工作的意见"}
RESOLUTION = {
    "文种": "决议",
    "发文机关": "云山市人民代表大会",
    "标题": "云山市人民代表大会关于批准规划的决议",
    "正文": "会议决定批准这个规划。",
    "通过": "2024年1月19日云山市第五届人民代表大会第四次会议",
}
BILL = NOTICE | {
    "文种": "议案",
    "发文机关": "云山市人民政府",
    "标题": "云山市人民政府关于提请审议条例草案的议案",
    "主送": "云山市人民代表大会常务委员会",
    "正文": "市人民政府拟订了条例草案。",
    "签署人": "市长 孙明远",
}
REPLY = NOTICE | {"文种": "批复", "标题": "云山市自然资源局关于防治方案的批复", "主送": "文山区自然资源局"}
JOINT = NOTICE | {"标题": "云山市自然资源局　云山市水利局关于防汛的通知", "发文机关": "云山市自然资源局\n云山市水利局"}


def found(keys: dict[str, Any]) -> list[Diagnostic]:
    try:
        resolved, remarks = resolve_document(document(keys), Shelf(), OFFICE)
    except ContentError as refusal:
        return list(refusal.diagnostics)
    return [*remarks, *check_official(resolved), *titles.check_lines(resolved, NATIONAL)]


def codes(keys: dict[str, Any]) -> list[str]:
    return [item.code.removeprefix("content/") for item in found(keys)]


def without(keys: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in keys.items() if name not in names}


GOOD = {
    "a notice": NOTICE,
    "a request": REQUEST,
    "a report": REPORT,
    "an opinion": OPINION,
    "a resolution": RESOLUTION,
    "a bill": BILL,
    "a reply": REPLY | {"来文": {"单位": "文山区自然资源局", "标题": "关于批准防治方案的请示"}},
    "two authorities of one level": JOINT,
    "a short name of the authority": NOTICE | {"标题": "市自然资源局关于做好防汛工作的通知"},
    "an authority and others": JOINT | {"标题": "云山市自然资源局等2部门关于防汛的通知"},
    "a line of a title as wide as the page": NOTICE
    | {"标题": "云山市自然资源局\n关于进一步做好全市有关地质防汛值守的通知"},
    "a letter without its organ": NOTICE
    | {"文种": "函", "格式": "信函", "标题": "关于商请提供资料的函", "主送": "市气象局"},
    "a notice to the public": without(NOTICE, "主送") | {"公开": "公开发布"},
    "a title on trial": NOTICE | {"文种": "意见", "标题": "云山市自然资源局关于防汛工作的意见（试行）"},
    "a title with a law": NOTICE | {"标题": "云山市自然资源局关于印发《防汛管理办法，三则》的通知"},
    "a passed-on notice": NOTICE | {"标题": "云山市自然资源局转发省自然资源厅关于防汛的通知"},
    "a recipient that is an office": REQUEST | {"主送": "市委办公室"},
    "copies to an equal": REQUEST | {"抄送": "市财政局，市水利局"},
    "governments, by consent": NOTICE | {"主送": "各区县人民政府", "正文": "经市政府同意，现通知如下。"},
    "an office's head": NOTICE | {"发文机关": "云山市人民政府办公室", "标题": "云山市人民政府办公室关于防汛的通知"},
    "a street office": NOTICE | {"发文机关": "东山街道办事处", "标题": "东山街道办事处关于防汛的通知"},
    "thirty years of the highest grade": NOTICE | {"密级": "绝密★30年", "份号": "1"},
    "ten years in months": NOTICE | {"密级": "秘密★120个月", "份号": "1"},
    "a quoted request": REPORT | {"正文": "已报送《关于请批准易发区的请示》。\n特此报告。"},
    "a report with a request's word": REPORT | {"正文": "批复后立即实施。\n以上报告，请审阅。"},
    "a closing of its own": NOTICE | {"结语": "特此通知。"},
    "a draft that is no official page": without(REPORT, "签发人", "文号", "主送") | {"格式": "普通"},
    "an upward opinion": OPINION | {"行文方向": "上行", "签发人": "孙明远", "主送": "市人民政府"},
    "adopted on the day of its date": RESOLUTION | {"日期": "2024年1月19日"},
}


@pytest.mark.parametrize("keys", GOOD.values(), ids=GOOD)
def test_what_an_office_does_rightly_is_passed_over(keys: dict[str, Any]) -> None:
    assert codes(keys) == []


BAD: dict[str, list[tuple[dict[str, Any], Severity]]] = {
    "request-recipients": [
        (REQUEST | {"主送": "市人民政府、省自然资源厅"}, Severity.ERROR),
        (REQUEST | {"主送": "市人民政府\n省自然资源厅"}, Severity.ERROR),
    ],
    "signatory-missing": [
        (without(REQUEST, "签发人"), Severity.ERROR),
        (without(REPORT, "签发人"), Severity.ERROR),
        (OPINION | {"行文方向": "上行", "主送": "市人民政府"}, Severity.ERROR),
        (without(REPORT, "签发人") | {"格式": "信函"}, Severity.ERROR),
    ],
    "copy-number-missing": [(NOTICE | {"密级": "机密★1年"}, Severity.ERROR)],
    "report-asks": [
        (REPORT | {"正文": "已经完成。\n妥否，请批示。"}, Severity.ERROR),
        (REPORT | {"结语": "请予批准。"}, Severity.ERROR),
    ],
    "title-two-kinds": [(REPORT | {"标题": "云山市自然资源局关于防汛工作的请示报告"}, Severity.ERROR)],
    "number-missing": [(without(NOTICE, "文号"), Severity.WARNING)],
    "recipient-missing": [(without(NOTICE, "主送"), Severity.WARNING)],
    "recipient-unwanted": [(RESOLUTION | {"主送": "各区县"}, Severity.HINT)],
    "several-superiors": [(REPORT | {"主送": "市人民政府，省自然资源厅"}, Severity.WARNING)],
    "copies-below": [
        (REQUEST | {"抄送": "市财政局，各区县局"}, Severity.WARNING),
        (REPORT | {"抄送": "局属各单位、机关各科室"}, Severity.WARNING),
    ],
    "addressed-to-person": [
        (REQUEST | {"主送": "李启明市长"}, Severity.WARNING),
        (REPORT | {"主送": "王平同志"}, Severity.WARNING),
    ],
    "orders-government": [(NOTICE | {"主送": "各区县人民政府"}, Severity.WARNING)],
    "unequal-authorities": [
        (
            JOINT
            | {"标题": "云山市自然资源局、文山区水利局关于防汛的通知", "发文机关": "云山市自然资源局\n文山区水利局"},
            Severity.WARNING,
        )
    ],
    "internal-division": [
        (
            NOTICE | {"发文机关": "云山市自然资源局矿产科", "标题": "云山市自然资源局矿产科关于防汛的通知"},
            Severity.WARNING,
        )
    ],
    "copy-word": [(NOTICE | {"抄送": "抄报：市人民政府"}, Severity.WARNING)],
    "contact-missing": [(without(REQUEST, "联系人"), Severity.HINT)],
    "signatory-unwanted": [(NOTICE | {"签发人": "孙明远"}, Severity.HINT)],
    "signer-missing": [(without(BILL, "签署人"), Severity.WARNING)],
    "adoption-missing": [(without(RESOLUTION, "通过") | {"日期": "2024年1月19日"}, Severity.HINT)],
    "adoption-date": [(RESOLUTION | {"日期": "2024年1月20日"}, Severity.WARNING)],
    "answer-uncited": [(REPLY, Severity.HINT)],
    "secrecy-period": [
        (NOTICE | {"密级": "绝密★31年", "份号": "1"}, Severity.WARNING),
        (NOTICE | {"密级": "机密★21年", "份号": "1"}, Severity.WARNING),
        (NOTICE | {"密级": "秘密★121个月", "份号": "1"}, Severity.WARNING),
    ],
    "asks-in-report": [(REPORT | {"正文": "一、请批准易发区。\n特此报告。"}, Severity.WARNING)],
    "closing-kind": [
        (NOTICE | {"正文": "各单位要落实责任。\n特此报告。"}, Severity.HINT),
        (REQUEST | {"结语": "特此通知。"}, Severity.HINT),
    ],
    "title-no-kind": [(NOTICE | {"标题": "云山市自然资源局关于防汛工作的方案"}, Severity.WARNING)],
    "title-kind": [(NOTICE | {"标题": "云山市自然资源局关于防汛工作的通报"}, Severity.WARNING)],
    "title-organ-missing": [(NOTICE | {"标题": "关于做好防汛工作的通知"}, Severity.WARNING)],
    "organ-differs": [
        (NOTICE | {"标题": "云山市水利局关于做好防汛工作的通知"}, Severity.WARNING),
        (NOTICE | {"发文机关标志": "云山市水利局文件"}, Severity.WARNING),
        (NOTICE | {"落款": "云山市水利局"}, Severity.WARNING),
    ],
    "title-punctuation": [
        (NOTICE | {"标题": "云山市自然资源局关于防汛，抗旱的通知"}, Severity.HINT),
    ],
    "title-rules-unquoted": [(NOTICE | {"标题": "云山市自然资源局关于印发防汛管理办法的通知"}, Severity.HINT)],
    "title-stacked": [(NOTICE | {"标题": "云山市自然资源局关于转发《省厅关于防汛的通知》的通知"}, Severity.HINT)],
    "title-line-wide": [
        # 20 characters, and the room between 局 and 2026, 2026 and 年.
        (NOTICE | {"标题": "云山市自然资源局\n关于做好2026年度全市有关防汛值守等的通知"}, Severity.HINT),
    ],
    "subtitle-long": [(NOTICE | {"副标题": f"（{'第五届人民代表大会' * 6}）1"}, Severity.HINT)],
    "title-doubled": [(NOTICE | {"标题": "云山市自然资源局关于关于防汛的通知"}, Severity.WARNING)],
}
CASES = [(code, keys, severity) for code, cases in BAD.items() for keys, severity in cases]


@pytest.mark.parametrize(("code", "keys", "severity"), CASES, ids=[code for code, *_ in CASES])
def test_what_is_wrong_has_its_code_and_a_way_out(code: str, keys: dict[str, Any], severity: Severity) -> None:
    items = found(keys)
    if code == "adoption-missing":  # such a document bears a date and a signature, which is all that is left to say
        items = [item for item in items if item.code == f"content/{code}"]
    ours = [item for item in items if item.code == f"content/{code}"]
    assert [item.code for item in items] == [f"content/{code}"] * len(items)
    assert ours
    assert {item.severity for item in ours} == {severity}
    for item in ours:
        assert item.hint
        assert (item.clause is None) == (severity is Severity.HINT), "practice is never called a rule"


def test_every_code_of_the_room_has_a_case() -> None:
    assert {code.removeprefix("content/") for code in routing.CODES | titles.CODES} <= set(BAD)


def test_a_stacked_title_is_mended() -> None:
    (item,) = found(NOTICE | {"标题": "云山市自然资源局关于转发《省厅关于防汛的通知》的通知"})
    assert item.hint == "可写成：云山市自然资源局转发省厅关于防汛的通知"


def test_every_kind_of_the_regulation_has_a_class_and_every_class_a_kind() -> None:
    official = [model for model in DOCUMENTS.values() if issubclass(model, Official)]
    # Replies to suggestions are letters (函) that their titles call otherwise.
    assert {model.statutory.name for model in official} == {kind.name for kind in KINDS}
    assert {model.statutory for model in official} - set(KINDS) == {ITEM_LETTER}
    assert len(KINDS) == 15
