"""The report is one safe file: everything in it, nothing fetched, every text escaped, the same bytes each time."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from msgspec.structs import replace

from gongwen.check import check_layout
from gongwen.report import Looked, write_html
from tests.check.cases import all_raised, both, rows, shift
from tests.check.specimen import specimen
from tests.report.pages import blank_pdf, looked

GOLDEN = Path(__file__).parent / "golden.html"
SPOILED = both(all_raised(1.8), shift("title", dx=2), rows("mark", font="FandolHei-Regular"))


class Elements(HTMLParser):
    """Tags with their attributes, and the text outside the style sheet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def without_pictures(text: str) -> str:
    """The encoder of a picture is another program's."""
    return re.sub(r"(data:image/png;base64,)[A-Za-z0-9+/=]+", r"\1…", text)


def small() -> Looked:
    """A document of a few checks, so that a new check does not change the file."""
    one = looked(SPOILED(specimen()))
    codes = ("page-size", "top-margin", "title-centred", "mark-face", "signatory-face")
    kept = tuple(verdict for verdict in one.report.verdicts if verdict.check.code.removeprefix("layout/") in codes)
    return replace(one, report=replace(one.report, verdicts=kept))


def test_the_report_is_as_it_was(*, update_golden: bool) -> None:
    made = without_pictures(write_html([small()]))
    if update_golden:
        GOLDEN.write_text(made, "utf-8")
    assert made == GOLDEN.read_text("utf-8")


def test_the_same_documents_give_the_same_bytes() -> None:
    first, second = (write_html([looked(SPOILED(specimen()))]) for _ in range(2))
    assert first == second


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = Elements(write_html([looked(SPOILED(specimen()))]))
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "iframe", "object", "embed", "form"})
    addresses = [value or "" for _, attributes in page.tags for name, value in attributes.items() if name == "href"]
    assert len(addresses) > 10
    assert all(address.startswith(("#", "data:image/png;base64,")) for address in addresses)


def test_every_link_leads_somewhere() -> None:
    page = Elements(write_html([looked(SPOILED(specimen())), looked(specimen())]))
    names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(names)) == len(names)
    links = {str(one["href"])[1:] for one in page.all("a")}
    assert links <= set(names)


def test_words_of_a_document_are_never_markup() -> None:
    evil = '<script>alert("印")</script>&amp;'
    draft = specimen()
    title = draft.row("title")
    measurement = draft.with_rows("title", text=evil, x=title.x + 5).measured()
    report = check_layout(measurement, None, file=f"{evil}.pdf")
    assert any("<script>" in item.message for item in report.diagnostics)
    text = write_html([Looked(f"{evil}.pdf", report, blank_pdf(len(measurement.pages)))])
    assert "<script" not in text
    page = Elements(text)
    assert f"{evil}.pdf" in "".join(page.words)


def test_every_finding_is_drawn_on_its_page_and_told_beside_it() -> None:
    one = looked(SPOILED(specimen()))
    text = write_html([one])
    page = Elements(text)
    frames = [rect for rect in page.all("rect") if "frame" in str(rect["class"])]
    assert len(frames) == len(one.report.findings) >= 3
    for finding in one.report.findings:
        assert finding.diagnostic.message in "".join(page.words)


def test_a_distance_is_marked_with_its_measured_value() -> None:
    page = Elements(write_html([looked(all_raised(1.8)(specimen()))]))
    (top,) = [line for line in page.all("line") if line["y1"] == "0" and line["y2"] == "35.2"]
    assert "mark" in str(top["class"])
    assert "35.2 mm" in page.words


def test_every_check_is_listed_with_its_verdict_and_the_reason() -> None:
    one = looked(specimen().without("recipient"))
    words = Elements(write_html([one])).words
    for verdict in one.report.verdicts:
        assert verdict.check.code in words
    assert "页面上没有找到主送机关" in words


def test_several_documents_stand_in_one_report_with_a_list_of_them() -> None:
    page = Elements(write_html([looked(specimen(), "甲.docx"), looked(specimen(upward=True), "乙.docx")]))
    assert page.words.count("甲.docx") == page.words.count("乙.docx") == 2
