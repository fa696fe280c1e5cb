"""The papers of incidents: first-hour cards, the blank form, and what is given out of a case."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.case_copies import (
    COPY_WORDS,
    CopyChoices,
    CopyKind,
    CopyOrder,
    CopyPreview,
    check_order,
    demand_something,
)
from schoolsm_desktop.domain.cases import EntryKind
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.first_card import (
    CardNumber,
    CardPerson,
    FirstCard,
    about_head,
    danger_words,
    first_question,
    gate_words,
    who_decides,
)
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incident_words import WHO_WORDS
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.redaction import removed_mark
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.reports import chronology as chronology_paper
from schoolsm_desktop.reports import first_hour_card as card_paper
from schoolsm_desktop.reports import incident_form as form_paper
from schoolsm_desktop.reports.chronology import ChronologyFigures
from schoolsm_desktop.reports.first_hour_card import CardFigures, CardStep, SetFigures
from schoolsm_desktop.reports.incident_form import FormFigures
from schoolsm_desktop.reports.paper import Paper
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_copies import CaseCopy, redacted_evidence, redacted_lines
from .case_files import add_to_case, new_entry
from .evidence import any_case
from .first_cards import card_facts, read_cards
from .paper_maker import PaperMaker, Printed
from .register import RegisterFacts, read_register
from .session import Work

CASE_COPY = "case-copy"
"""A copy of a case is kept in the case itself: the log says no more than that something sealed was printed."""

_WITH_GATE = frozenset({IncidentKind.PUPIL_MISUSE, IncidentKind.BLACKMAIL, IncidentKind.STAFF_CONTACTS_PUPIL})


class CasePapers(PaperMaker):
    """Documents about incidents. The cards and the form are everybody's; what is in a case needs its key."""

    def first_hour_card(self, key: str) -> Printed:
        """The card of one type, two on the sheet: one to keep, one for the wall. Raises RuleError for no such type."""
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            card = next((card for card in read_cards(self._session, uow) if card.key == key), None)
            if card is None:
                raise RuleError(tr("There is no such type of incident any more. Nothing was printed."))
            title = tr("First-hour card")
            page = self.page(uow, facts, title, tr("What to do first"), tr("For the school’s own use"))
        figures = _card(card, facts)
        return self.made("first-hour-card", title, card_paper.render(SetFigures(page, (figures, figures))))

    def first_hour_cards(self) -> Printed:
        """For the staff room: the card of every type, and the blank form behind them (REPORTS)."""
        with self._session.reading() as uow:
            facts = read_register(self._session, uow)
            cards = read_cards(self._session, uow)
            title = tr("When something happens")
            lead = ntr("{count} first-hour card, and the form", "{count} first-hour cards, and the form", len(cards))
            page = self.page(uow, facts, title, lead, tr("For the school’s own use"))
            form = self._form(uow, facts)
        paper = Paper(page)
        card_paper.draw_cards(paper, [_card(card, facts) for card in cards])
        paper.turn(form.page.confidentiality)
        form_paper.draw_form(paper, form)
        return self.made("first-hour-cards", title, paper.finish())

    def incident_form(self) -> Printed:
        """The blank form, the first question first (churchward:2-staff-report)."""
        with self._session.reading() as uow:
            form = self._form(uow, read_register(self._session, uow))
        return self.made("incident-form", form.page.title, form_paper.render(form))

    def copy_choices(self, case_id: UUID) -> CopyChoices:
        """Who and what stands in a case, to choose what a copy says. Raises RecordMissingError, NotAllowedError."""
        with self._session.reading() as uow:
            return self._copy(uow, case_id).choices()

    def copy_preview(self, case_id: UUID, order: CopyOrder) -> CopyPreview:
        """What a copy would no longer say; nothing is printed, numbered or kept."""
        with self._session.reading() as uow:
            return self._copy(uow, case_id).preview(order)

    def chronology(self, case_id: UUID, order: CopyOrder) -> Printed:
        """A numbered copy of a case, whole or with things removed, its recipient kept in the record.

        Raises FieldError, RuleError, NotAllowedError, RecordMissingError; nothing is numbered or kept then.
        """
        order = check_order(order)
        with self._session.work() as work:
            copy = self._copy(work.uow, case_id)
            choices = copy.choices()
            demand_something(order, choices)
            title = tr("Record of an incident") if copy.is_incident else tr("Record of a complaint")
            pdf, removed = self._paper(work, copy, order, title, choices.number)
            words = [tr(COPY_WORDS[order.kind])]
            if removed:
                words.append(ntr("{count} passage removed", "{count} passages removed", removed))
            if order.with_evidence:
                words.append(tr("with the list of evidence"))
            entry = new_entry(
                work,
                EntryKind.GIVEN_OUT,
                ", ".join(words),
                about=order.kind.value,
                who=order.recipient,
                reason=order.reason,
                reference=tr("copy {number}", number=choices.number),
                privileged=order.kind is CopyKind.ADVICE,
            )
            add_to_case(work, any_case(self._session, work.uow, case_id), entry, did=Did.CASE_PRINTED)
            work.done()
        made = self.made(CASE_COPY, title, pdf)
        named = self.made(CASE_COPY, tr("{title}, copy {number}", title=title, number=choices.number), b"")
        return replace(made, file_name=named.file_name)  # two copies in one folder are told apart

    def _copy(self, uow: UnitOfWork, case_id: UUID) -> CaseCopy:
        opened = any_case(self._session, uow, case_id)
        self._session.demand(uow, Action.PRINT_CASES)
        return CaseCopy(self._session, uow, opened)

    def _paper(self, work: Work, copy: CaseCopy, order: CopyOrder, title: str, number: int) -> tuple[bytes, int]:
        """The PDF, and how many passages were removed in it."""
        redactor = copy.redactor(order)
        facts = read_register(self._session, work.uow)
        page = replace(
            self.page(work.uow, facts, title, tr("A numbered copy"), tr("Confidential: for the recipient alone")),
            copy=tr("{number}, for {recipient}", number=number, recipient=order.recipient),
            seal_number=copy.seal_number if order.kind is CopyKind.WHOLE else "",
        )
        lines, evidence = copy.lines(order), copy.evidence() if order.with_evidence else None
        told = () if order.kind is CopyKind.ADVICE else copy.facts()
        given = (
            (tr("Reference"), copy.reference),
            (tr("Copy"), tr("{number}, for {recipient}", number=number, recipient=order.recipient)),
            (tr("Why it is given out"), order.reason),
        )
        what = "" if order.kind is CopyKind.ADVICE else copy.what
        if redactor is not None:
            take = redactor.text
            page = replace(page, printed_by=take(page.printed_by))
            told, what = tuple((label, take(said)) for label, said in told), take(what)
            lines = redacted_lines(redactor, lines)
            evidence = redacted_evidence(redactor, evidence) if evidence is not None else None
        figures = ChronologyFigures(
            page=page,
            lead=tr("What is known, and what was done, in the order in which it happened."),
            notes=_notes(order.kind),
            facts=tuple((label, said) for label, said in (*given, *told) if said),
            what=what,
            lines=lines,
            evidence=evidence,
        )
        return chronology_paper.render(figures), copy.preview(order).removed

    def _form(self, uow: UnitOfWork, facts: RegisterFacts) -> FormFigures:
        shared = card_facts(self._session, uow)
        cards = read_cards(self._session, uow)
        page = self.page(
            uow, facts, tr("Incident form"), tr("Filled in by hand"), tr("Confidential once it is filled in")
        )
        first = cards[0]
        return FormFigures(
            page=page,
            danger=danger_words(),
            question=first_question(),
            decides=who_decides(shared.profile),
            gate=gate_words(shared.profile),
            about_head=about_head(shared.profile),
            about_head_ring=tuple(_ring(number) for number in first.head_numbers),
            types=tuple(card.title for card in cards),
            who=tuple(tr(WHO_WORDS[who]) for who in WHO_WORDS),
            give_to=tuple((person.title, person.names or tr("not known yet")) for person in _usual(cards)),
        )


def _notes(kind: CopyKind) -> tuple[str, ...]:
    """What this copy is, and what is not in it."""
    if kind is CopyKind.ADVICE:
        return (tr("Legal advice: privileged. Do not copy it, and show it to nobody else."),)
    apart = tr("Legal advice is kept apart. It is no part of this copy, whether there is any or not.")
    if kind is CopyKind.WHOLE:
        return (apart,)
    gone = tr(
        "Where {mark} stands, something was taken out before this was printed; it is not in this file.",
        mark=removed_mark(),
    )
    return (gone, apart)


def _usual(cards: tuple[FirstCard, ...]) -> tuple[CardPerson, ...]:
    """Whom every card names."""
    shared = [person.title for person in cards[0].people]
    titles = [title for title in shared if all(title in {p.title for p in card.people} for card in cards)]
    return tuple(person for person in cards[0].people if person.title in titles)


def _card(card: FirstCard, facts: RegisterFacts) -> CardFigures:
    return CardFigures(
        title=card.title,
        danger=danger_words(),
        question=card.question,
        decides=card.decides,
        steps=tuple(CardStep(step.words, step.rests_on) for step in card.steps),
        tell=tuple(_tell(person) for person in card.people),
        ring=tuple(_ring(number) for number in card.numbers),
        about_head=card.about_head,
        about_head_ring=tuple(_ring(number) for number in card.head_numbers),
        gate=gate_words(facts.profile) if card.kind in _WITH_GATE else "",
    )


def _tell(person: CardPerson) -> tuple[str, str]:
    names = person.names or tr("not known yet")
    return person.title, tr("{names}, {soon}", names=names, soon=person.soon) if person.soon else names


def _ring(number: CardNumber) -> tuple[str, str]:
    what = tr("{what}: {who}", what=number.what, who=number.who) if number.who else number.what
    return what, number.words
