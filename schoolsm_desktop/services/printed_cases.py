"""The papers of incidents: first-hour cards, the blank form, and what is given out of a case."""

from __future__ import annotations

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
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.reports import first_hour_card as card_paper
from schoolsm_desktop.reports import incident_form as form_paper
from schoolsm_desktop.reports.first_hour_card import CardFigures, CardStep, SetFigures
from schoolsm_desktop.reports.incident_form import FormFigures
from schoolsm_desktop.reports.paper import Paper
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .first_cards import card_facts, read_cards
from .paper_maker import PaperMaker, Printed
from .register import RegisterFacts, read_register

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
            who=tuple(tr(said) for said in WHO_WORDS.values()),
            give_to=tuple((person.title, person.names or tr("not known yet")) for person in _usual(cards)),
        )


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
