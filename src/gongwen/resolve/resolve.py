"""Following the references of one document, downwards."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from gongwen.diagnostics import ContentError, Diagnostic, refuse_if_errors
from gongwen.model.adjustment import AdjustmentNotice
from gongwen.model.document import Attachment, Document, Official, Prose
from gongwen.model.figures import WithFigures
from gongwen.model.ledger import Ledger
from gongwen.model.notices import Forwarded, ForwardNotice, IssueNotice, MeetingNotice
from gongwen.model.office import Office
from gongwen.model.papers import Plan, Roster, Schedule
from gongwen.model.phase import Phase
from gongwen.model.placeholders import has_braces
from gongwen.model.register import Unit
from gongwen.model.replies import AboutItem
from gongwen.model.statutory import Answer
from gongwen.model.suggestion import Suggestion
from gongwen.model.table import TableBody
from gongwen.model.text import Text
from gongwen.resolve.accounts import Accounts, accounts_of
from gongwen.resolve.adjust import Adjusted, adjusted
from gongwen.resolve.charts import CHARTS, chart_names, check_charts
from gongwen.resolve.checks import (
    check_citations,
    check_columns,
    check_dates,
    check_head,
    check_number_year,
    check_phases,
    check_texts,
    texts_of,
)
from gongwen.resolve.document import Forwarding, ResolvedAttachment, ResolvedDocument
from gongwen.resolve.figures import FigureNames, figure_names
from gongwen.resolve.item_checks import check_item, filled
from gongwen.resolve.items import ItemLetter, find_item, item_letter, item_title
from gongwen.resolve.ledger_tables import check_ledger_tables
from gongwen.resolve.names import UNIT_NAMES, attachment_names, incoming_names, roster_names, unit_names
from gongwen.resolve.pictures import picture_files
from gongwen.resolve.places import error, place_of
from gongwen.resolve.rules import check_rules
from gongwen.resolve.scope import HowMany, PhaseNames, PhaseText, Scope, TableText, said
from gongwen.resolve.titles import adjustment_title, body_name, forward_title, forwarding, issue_title, meeting_title
from gongwen.standard.elements import ATTACHMENT_WORD


class Library(Protocol):
    """Where the documents are that a document refers to."""

    def target(self, reference: Text) -> Document:
        """The document that `reference` names; its origin tells the file it is written in."""
        ...

    def ledger(self, reference: Text) -> Ledger:
        """The ledger that `reference` names, likewise."""
        ...

    def units(self) -> tuple[Unit, ...]:
        """The units of the office; empty if no file lists them."""
        ...


def resolve_document(
    document: Document, library: Library, office: Office
) -> tuple[ResolvedDocument, tuple[Diagnostic, ...]]:
    """The document with its references found, and the warnings on the way.

    Raises ContentError with every finding if one of them is an error.
    """
    work = _Resolving(library, office)
    resolved = work.resolve(document, enclosing=None)
    refuse_if_errors(ContentError, work.found)
    return resolved, tuple(work.found)


@dataclass
class _Resolving:
    library: Library
    office: Office
    found: list[Diagnostic] = field(default_factory=list)

    def resolve(
        self, document: Document, enclosing: Document | None, accounts: Accounts | None = None
    ) -> ResolvedDocument:
        """`accounts` are those of the document that takes this one in, for tables drawn from its ledger."""
        authorities: tuple[str, ...] = document.authorities or self.office.authorities
        letter = self._letter(document, authorities) if isinstance(document, AboutItem) else None
        if letter is not None and isinstance(document, AboutItem):
            document = filled(document, letter)
        year = self._year(document, enclosing)
        carried = self._carried(document)
        issued = self.resolve(carried, enclosing=document) if carried is not None else None
        passed_on = forwarding(document, issued) if isinstance(document, ForwardNotice) else None
        if isinstance(document, WithFigures):
            accounts = accounts_of(document, self.library, self.office.counting, self.found)
        attachments = self._attachments(document, accounts)
        phases = self._phases(document, enclosing)
        changed = self._adjusted(document) if isinstance(document, AdjustmentNotice) else None
        title, breaks = self._title(document, authorities, issued, passed_on)
        if changed is not None and document.title is None:
            title, breaks = adjustment_title(authorities, changed.name)
        if letter is not None and isinstance(document, AboutItem) and document.title is None:
            title, breaks = item_title(document, letter, self.office.replies)
        referring = [text for text in texts_of(document) if has_braces(text)]
        names: Mapping[str, Scope] = self._names(
            document, referring, authorities, title, issued, attachments, letter, accounts
        )
        if isinstance(document, WithFigures):
            names = {**figure_names(document, accounts, self.office.counting, self.found), **names}
            self.found += check_charts(document, accounts)
            if document.charts:
                names = {**names, CHARTS: Scope(None, chart_names(document, accounts))}
            names = ChainMap(names, FigureNames(accounts.figures)) if accounts is not None else names
        scope = Scope(None, names)
        self.found += check_texts(referring, scope)
        self.found += check_citations(document, attachments, scope)
        self.found += check_number_year(document)
        if isinstance(document, Prose):
            self.found += check_phases(document.phases, year)
        self.found += check_head(document, authorities)
        self.found += check_dates(document)
        self.found += check_columns(document)
        self.found += check_ledger_tables(document, accounts)
        if enclosing is None and isinstance(document, Official) and document.layout_format != "普通":
            self.found += check_rules(document)
        is_preprinted = isinstance(document, Official) and (document.preprinted or self.office.preprinted) == "是"
        return ResolvedDocument(
            document,
            authorities,
            title,
            scope,
            breaks,
            issued,
            passed_on,
            attachments,
            phases,
            changed,
            picture_files(document, authorities, self.office, self.found),
            is_preprinted=is_preprinted,
            accounts=accounts,
            letter=letter,
        )

    def _year(self, document: Document, enclosing: Document | None) -> int | None:
        for item in (document, enclosing):
            if item is not None and item.date is not None:
                return int(item.date[:4])
        return None

    def _carried(self, document: Document) -> Document | None:
        """The paper that a notice carries, if it is there to be printed."""
        match document:
            case IssueNotice(issued=Plan() as plan):
                return plan
            case IssueNotice(issued=Text() as reference):
                return self._issued(reference)
            case ForwardNotice(forwarded=Forwarded() as paper):
                return paper.as_notice()
            case ForwardNotice(file=Text() as reference):
                return self.library.target(reference)
            case _:
                return None

    def _letter(self, document: AboutItem, authorities: Sequence[str]) -> ItemLetter | None:
        """What follows from the item that a letter is about; None, with a finding, if it cannot be told."""
        found: Suggestion | ItemLetter | Diagnostic
        if isinstance(document.item, Suggestion):
            found = document.item
        elif document.ledger is not None:
            found = find_item(document, self.library.ledger(document.ledger))
        else:
            found = error(
                "content/reply-no-ledger",
                "“建议”只写了编号，没有写“台账”。",
                place_of(document.item, key="建议"),
                "请加一行，如：台账: 台账2024.xlsx；或在“建议”下面直接写编号、标题、提出人、类别、会议。",
            )
        if isinstance(found, Suggestion):
            found = item_letter(document, found, self.office.replies, authorities)
        if isinstance(found, Diagnostic):
            self.found.append(found)
            return None
        self.found += check_item(document, found, self.office.counting)
        return found

    def _adjusted(self, notice: AdjustmentNotice) -> Adjusted | None:
        """The roster that a notice adjusts, and what becomes of it."""
        rosters = [notice.previous] if isinstance(notice.previous, Roster) else list(self._rosters(notice.previous, []))
        if len(rosters) != 1 and isinstance(notice.previous, Text):
            names = "、".join("".join(roster.title_lines)[:20] for roster in rosters)
            self.found.append(
                error(
                    "content/which-roster",
                    f"“{notice.previous[:20]}”里有 {len(rosters)} 份名单，不知道调整哪一份。"
                    if rosters
                    else f"“{notice.previous[:20]}”不是名单，也没有收入名单。",
                    place_of(notice.previous),
                    f"请直接写名单的文件名；它收入的有：{names}。" if rosters else "请写名单的文件名，或印发它的文件。",
                )
            )
            return None
        (roster,) = rosters
        changed, remarks = adjusted(notice, roster, body_name("".join(roster.title_lines)))
        self.found += remarks
        return changed

    def _rosters(self, reference: Text, seen: list[Document]) -> Iterator[Roster]:
        """The roster that `reference` names, or those that the document it names takes in, each once."""
        target = self.library.target(reference)
        if any(target is item for item in seen):
            return
        seen.append(target)
        if isinstance(target, Roster):
            yield target
            return
        for inner in target.references():
            if inner not in target.cited():
                yield from self._rosters(inner, seen)

    def _issued(self, reference: Text) -> Document | None:
        target = self.library.target(reference)
        if isinstance(target, Official):
            self.found.append(
                error(
                    "content/issued-kind",
                    f"“{reference[:20]}”的文种是{target.kind}，不能由另一份通知印发。",
                    place_of(reference),
                    "印发的应是方案、总结、名单、表等没有红头的文件。",
                )
            )
            return None
        return target

    def _attachments(self, document: Document, accounts: Accounts | None) -> tuple[ResolvedAttachment, ...]:
        found = []
        several = len(document.attachments) > 1
        for index, item in enumerate(document.attachments, start=1):
            content = self._attached(document, item, accounts)
            name = item.name or (content.name if isinstance(content, ResolvedDocument) else "")
            serial = str(index) if several else ""
            number = self._number_before(document, item)
            found.append(ResolvedAttachment(f"{ATTACHMENT_WORD}{serial}", serial, name, content, number))
        return tuple(found)

    def _number_before(self, document: Document, item: Attachment) -> str:
        """7.3.7: an attachment that is not bound with its document bears the document's number."""
        if item.is_detached == "否":
            return ""
        number = document.number if isinstance(document, Official) else None
        if number is None:
            self.found.append(
                error(
                    "content/detached-number",
                    "附件写了“另装”，首行要印公文的发文字号，公文却没有“文号”。",
                    place_of(item.file or item.content or item.name or document.kind, key="附件"),
                    "请写“文号”，或删去“另装”。",
                )
            )
        return number or ""

    def _attached(
        self, document: Document, item: Attachment, accounts: Accounts | None
    ) -> ResolvedDocument | Text | TableBody:
        if item.file is not None:
            return self.resolve(self.library.target(item.file), enclosing=document, accounts=accounts)
        content = item.content if item.content is not None else item.table
        assert content is not None
        return content

    def _phases(self, document: Document, enclosing: Document | None) -> tuple[Phase, ...]:
        if isinstance(document, Prose):
            return document.phases
        if not isinstance(document, Schedule) or document.source is None:
            return ()
        is_enclosing = document.source == Schedule.ENCLOSING_PLAN
        source = enclosing if is_enclosing else self.library.target(document.source)
        if isinstance(source, Prose) and source.phases:
            return source.phases
        self.found.append(
            error(
                "content/phases-missing",
                "配档表取不到阶段：收入它的文件（或所写的文件）里没有“阶段”。",
                place_of(document.source),
                "请在方案里写“阶段”，或改用“行”直接写配档表。",
            )
        )
        return ()

    def _title(
        self,
        document: Document,
        authorities: tuple[str, ...],
        issued: ResolvedDocument | None,
        passed_on: Forwarding | None,
    ) -> tuple[tuple[str, ...], tuple[int, ...]]:
        if document.title is not None:
            return document.title_lines, ()
        if passed_on is not None:
            return forward_title(authorities, passed_on)
        if isinstance(document, MeetingNotice):
            return meeting_title(authorities, document.meeting)
        if issued is not None:
            return issue_title(authorities, issued.title)
        return (), ()  # the formats of clause 10 do without, and so does a notice whose issued document was refused

    def _names(
        self,
        document: Document,
        referring: Sequence[Text],
        authorities: tuple[str, ...],
        title: tuple[str, ...],
        issued: ResolvedDocument | None,
        attachments: tuple[ResolvedAttachment, ...],
        letter: ItemLetter | None,
        accounts: Accounts | None,
    ) -> dict[str, Scope]:
        names = {"标题": said("".join(title))}
        if any(UNIT_NAMES in text for text in referring):
            # The file of units is read for those only who ask for it.
            names[UNIT_NAMES] = unit_names(self.library.units())
        if authorities:
            names["发文机关"] = said("、".join(authorities))
        if document.date:
            names["日期"] = said(document.date)
        if isinstance(document, Official) and document.number:
            names["文号"] = said(document.number)
        if isinstance(document, IssueNotice) and issued is not None:
            names["印发"] = Scope(None, {"标题": said(issued.name)})
        if isinstance(document, Answer) and document.incoming is not None:
            names["来文"] = incoming_names(document.incoming)
        if letter is not None:
            names |= letter.names()
        if attachments:
            names["附件"] = Scope(None, attachment_names(document, attachments))
        if isinstance(document, Prose):
            names |= self._prose_names(document, accounts)
        for attachment in attachments:
            content = attachment.content
            if isinstance(content, ResolvedDocument) and isinstance(content.document, Roster):
                roster = content.document
                if roster.short_name:
                    names.setdefault(roster.short_name, roster_names(roster, content))
        return names

    def _prose_names(self, document: Prose, accounts: Accounts | None) -> dict[str, Scope]:
        names: dict[str, Scope] = {}
        if document.phases:
            names["阶段"] = Scope(
                PhaseText(document.phases),
                {
                    "个数": Scope(HowMany(len(document.phases))),
                    "名称": Scope(PhaseNames(document.phases, is_short=False)),
                    "简称": Scope(PhaseNames(document.phases, is_short=True)),
                },
            )
        if document.tables:
            names["表"] = Scope(
                None, {name: Scope(TableText(table, accounts)) for name, table in document.tables.items()}
            )
        for key, reference in document.organs.items():
            target = self.library.target(reference)
            if not isinstance(target, Roster):
                self.found.append(
                    error(
                        "content/organ-kind",
                        f"“机构”里的“{reference[:20]}”文种是{target.kind}，应为名单。",
                        place_of(reference),
                    )
                )
                continue
            name = target.short_name if not key or key.startswith("#") else key
            if name is None:
                self.found.append(
                    error(
                        "content/organ-name",
                        f"“{reference[:20]}”没有简称，正文里无法引用。",
                        place_of(reference),
                        "请在名单里写“简称: ……”，或写成“机构: {工作专班: 名单.yaml}”的样子，分两行写。",
                    )
                )
                continue
            names[name] = roster_names(target, self.resolve(target, enclosing=document))
        return names
