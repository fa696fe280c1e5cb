"""Single pages for people: the supply folder's, and the one that whoever leaves signs on the last day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.checklists import Checklist, LineKind
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.contacts import contact_words
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.first_card import FirstCard, danger_words, first_card, gate_words
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words, duty_title
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.reports import goodbye_page, supply_page
from schoolsm_desktop.reports.blocks import Fact, Signer
from schoolsm_desktop.reports.goodbye_page import GoodbyeFigures
from schoolsm_desktop.reports.supply_page import AskLine, RingLine, SupplyFigures

from .checklist_views import LineView, hidden_lists, read_list
from .first_cards import card_facts
from .paper_maker import PaperMaker, Printed
from .printed_list import has_goodbye
from .printed_names import name_of
from .printed_training import short_points
from .register import RegisterFacts, read_register
from .training_facts import read_training

_ANY = "any"
_NOT_SAID = frozenset({LineKind.FORMER_PUPILS})
"""Lines that the page says in words of its own below what ended."""


class PagePapers(PaperMaker):
    """Pages that somebody takes in the hand once."""

    def supply_page(self) -> Printed:
        """For the supply folder: rules, pictures, the first minutes, whom to ask and to ring (PRACTICE 21)."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.PRINT_REGISTERS)
            facts = read_register(self._session, uow)
            training = read_training(self._session, uow)
            title = tr("For supply and agency staff")
            page = self.page(uow, facts, title, tr("For the supply folder"), tr("For everybody who works here"))
            card = first_card(card_facts(self._session, uow), _ANY, title, None)
        figures = SupplyFigures(
            page=page,
            rules=short_points(training, ""),
            rests_on=clause_words(facts.profile, Subject.WHO_IS_BOUND),
            pictures=_pictures(facts),
            question=card.question,
            steps=_steps(facts, card),
            ask=_ask(facts),
            numbers=_numbers(card),
        )
        return self.made("supply-page", title, supply_page.render(figures))

    def goodbye_page(self, list_id: UUID) -> Printed:
        """What ended for whoever leaves, to be signed by both on the last day.

        Raises RuleError for a list that is not a leaver's, or is kept quiet: others must not read that somebody leaves
        (PRACTICE 14).
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.WORK_OFF_LISTS)
            facts = read_register(self._session, uow)
            found = next((one for one in uow.checklists.all() if one.id == list_id), None)
            if found is None or found.id in hidden_lists(self._session, uow) or not has_goodbye(found):
                raise RuleError(
                    tr("There is no such list of somebody who leaves. Nothing was printed, and nothing was changed.")
                )
            view = read_list(self._session, uow, list_id)
            title = tr("Goodbye")
            page = self.page(uow, facts, title, tr("What ended, and what stays true"))
        person = name_of(facts, found.person_id)
        shown = [x for x in sorted(view.lines, key=lambda x: x.line.position) if x.line.kind not in _NOT_SAID]
        figures = GoodbyeFigures(
            page=page,
            person=person,
            lead=_farewell(person, found.day, facts.today),
            facts=_leaver_facts(facts, found),
            ended=tuple(_ended(x) for x in shown if not x.is_open),
            open=tuple(x.what for x in shown if x.is_open),
            stays=_stays(facts),
            rests_on=clause_words(facts.profile, Subject.LEAVING),
            signers=(Signer(tr("who leaves"), person), *self.signers(facts, Duty.HEADTEACHER)),
        )
        return self.made("goodbye-page", title, goodbye_page.render(figures), on=found.day)


def _ended(line: LineView) -> str:
    if line.not_needed:
        return tr("{what}: not needed, {why}", what=line.what, why=line.not_needed)
    return tr("{what} ({done})", what=line.what, done=line.done) if line.done else line.what


def _farewell(person: str, last: date, today: date) -> str:
    day = day_text(last)
    if last < today:
        return tr("{person} has left; the last day was {day}. Thank you for what you did here.", person=person, day=day)
    return tr("{person} leaves; the last day is {day}. Thank you for what you did here.", person=person, day=day)


def _leaver_facts(facts: RegisterFacts, checklist: Checklist) -> tuple[Fact, ...]:
    person = facts.people.get(checklist.person_id) if checklist.person_id else None
    if person is None:
        return ()
    found = [Fact(tr("Name"), person.name), Fact(tr("Last day"), day_text(checklist.day))]
    if person.job_title:
        found.insert(1, Fact(tr("Job"), person.job_title))
    if person.starts is not None:
        found.insert(2, Fact(tr("With us since"), day_text(person.starts)))
    return tuple(found)


def _stays(facts: RegisterFacts) -> tuple[str, ...]:
    head = duty_title(facts.profile, Duty.HEADTEACHER)
    return (
        tr("Pupils and former pupils of this school are not contacted, followed or befriended on private accounts."),
        tr("What you know of pupils, families and colleagues stays in the school, online and elsewhere."),
        tr(
            "Pictures of pupils, printed lists and passwords on paper or on devices of your own are given back or "
            "deleted by today."
        ),
        tr("If somebody writes to you about the school, tell the {head} and do not answer.", head=head),
    )


def _pictures(facts: RegisterFacts) -> tuple[str, ...]:
    office = duty_title(facts.profile, Duty.OFFICE_MANAGER)
    return (
        tr("Take none on a phone or camera of your own. Use the school’s, or ask a colleague to take it."),
        tr("Fill in a slip: where, who is in it, which device. The {office} says yes or no.", office=office),
        tr("Never post it yourself, and never send it to anybody outside the school."),
    )


def _steps(facts: RegisterFacts, card: FirstCard) -> tuple[str, ...]:
    """The first minutes in the order of the first-hour card: danger, who decides, what is done, the illegal picture."""
    return (danger_words(), card.decides, *(line.words for line in card.steps[:3]), gate_words(facts.profile))


def _ask(facts: RegisterFacts) -> tuple[AskLine, ...]:
    wanted = (
        (tr("A pupil online, or something that worries you"), Duty.DSL),
        (tr("The same, when they are not in"), Duty.DEPUTY_DSL),
        (tr("A colleague, or anything serious"), Duty.HEADTEACHER),
        (tr("Pictures, posts and accounts"), Duty.COORDINATOR),
        (tr("Slips, lists, everything else"), Duty.OFFICE_MANAGER),
    )
    found = []
    for about, duty in wanted:
        holders = [name_of(facts, p) for p in holders_on(facts.duties, duty, facts.today)]
        if holders or duty is not Duty.DEPUTY_DSL:
            found.append(AskLine(about, list_text(holders), duty_title(facts.profile, duty)))
    return tuple(found)


def _numbers(card: FirstCard) -> tuple[RingLine, ...]:
    known = [one for one in (*card.numbers, *card.head_numbers) if one.is_known]
    return tuple(
        RingLine(contact_words(one.kind), one.number or one.page, one.who if one.who != one.what else "")
        for one in known
    )
