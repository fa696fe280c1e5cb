"""What can be printed now: each document's last printing, and which list, review, term, person or platform there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from schoolsm_desktop.domain.documents_asked import documents_not_asked
from schoolsm_desktop.domain.events import in_order
from schoolsm_desktop.domain.periods import Period, period_on
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.pupils import class_key
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .checklist_views import hidden_lists
from .first_cards import read_cards
from .last_out import LastOut, last_out
from .picture_books import read_places
from .printed_list import has_goodbye, list_title
from .printed_names import name_of
from .register import RegisterFacts, read_register
from .removal_views import read_lines as read_removals
from .session import Session

BLANK = "blank"
"""The choice of an undertaking for nobody in particular."""
EVERY_CLASS = "every-class"


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """One of several that a document can be made of: its id as text, its name, and a quiet line."""

    id: str
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """When each document went out last and by whom, and what it can be made of; newest or most urgent first."""

    last: Mapping[str, LastOut]
    choices: Mapping[str, tuple[PaperChoice, ...]]
    period: Period
    not_asked: frozenset[str] = frozenset()
    """Documents that the policy has no use for: they are not offered."""


def read_shelf(session: Session, uow: UnitOfWork) -> Shelf:
    """What the person signed in may print. Who prints no registers finds the steps of their own platforms alone."""
    facts, duties = read_register(session, uow), session.duties(uow)
    registers = allows(duties, Action.PRINT_REGISTERS)
    choices: dict[str, tuple[PaperChoice, ...]] = {
        "platform-cards": _platforms(session, facts, every=registers),
        "first-hour-card": tuple(PaperChoice(card.key, card.title) for card in read_cards(session, uow)),
    }
    makers: Mapping[str, tuple[bool, Callable[[Session, UnitOfWork, RegisterFacts], tuple[PaperChoice, ...]]]] = {
        "leaver-list": (allows(duties, Action.WORK_OFF_LISTS), _lists),
        "goodbye-page": (allows(duties, Action.WORK_OFF_LISTS), _goodbyes),
        "review-evidence": (registers, _reviews),
        "policy-sign-off": (registers, _versions),
        "account-checks": (registers, _terms),
        "undertaking": (registers, _people),
        "attendance-sheet": (registers, _trainings),
        "starter-sheet": (registers, _starters),
        "form-chase-list": (allows(duties, Action.RUN_FORMS), _form_rounds),
        "event-pack": (allows(duties, Action.RUN_EVENTS), _events_with_list),
        "do-not-photograph": (allows(duties, Action.RUN_EVENTS), _events_with_list),
        "event-notice": (allows(duties, Action.RUN_EVENTS), _events_with_notice),
        "removal-sheet": (allows(duties, Action.PRINT_PUPIL_LISTS), _removals),
        "photo-slip": (allows(duties, Action.CHECK_PHOTOS), _photo_checks),
        "permissions-by-class": (allows(duties, Action.PRINT_PUPIL_LISTS), _classes),
        "term-report-public": (allows(duties, Action.READ_REPORTS), _term_reports),
        "term-report-confidential": (allows(duties, Action.READ_REPORTS), _term_reports),
    }
    made = {make: make(session, uow, facts) for make in {make for may, make in makers.values() if may}}
    choices |= {key: made[make] for key, (may, make) in makers.items() if may}
    return Shelf(
        last_out(session, uow, facts.people),
        choices,
        period_on(uow.terms.all(), session.today),
        documents_not_asked(facts.profile),
    )


def _lists(session: Session, uow: UnitOfWork, facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    hidden = hidden_lists(session, uow)
    there = [c for c in uow.checklists.all() if c.id not in hidden and c.cancelled_at is None]
    there.sort(key=lambda c: c.started_at, reverse=True)
    there.sort(key=lambda c: not c.is_open)
    found = []
    for one in there:
        account = facts.accounts.get(one.account_id) if one.account_id else None
        name = account.name if account is not None else name_of(facts, one.person_id)
        detail = tr("{kind}, {day}", kind=list_title(one), day=day_text(one.day))
        found.append(PaperChoice(str(one.id), name, detail))
    return tuple(found)


def _goodbyes(session: Session, uow: UnitOfWork, facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    """Leavers whom everybody may know of, the latest first."""
    hidden = hidden_lists(session, uow)
    there = [c for c in uow.checklists.all() if c.id not in hidden and has_goodbye(c)]
    there.sort(key=lambda c: c.day, reverse=True)
    return tuple(
        PaperChoice(str(one.id), name_of(facts, one.person_id), tr("last day {day}", day=day_text(one.day)))
        for one in there
    )


def _reviews(_session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    there = sorted((r for r in uow.reviews.all() if r.cancelled_at is None), key=lambda r: r.started_at, reverse=True)
    return tuple(
        PaperChoice(
            str(one.id),
            one.term,
            tr("signed off {day}", day=day_text(one.signed_off_at.astimezone().date()))
            if one.signed_off_at
            else tr("not signed off yet"),
        )
        for one in there
    )


def _removals(session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    """Searches for a pupil's pictures, those under way first."""
    lines = read_removals(session, uow)
    return tuple(PaperChoice(str(line.removal.id), line.title, line.progress) for line in lines)


def _photo_checks(session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    sees = session.allows(uow, Action.SEE_PUPILS)
    there = sorted(
        (c for c in uow.photo_checks.all() if sees or c.by == session.person_id), key=lambda c: c.number, reverse=True
    )
    return tuple(
        PaperChoice(
            str(one.id),
            tr("Check {number}", number=one.number),
            tr("{place}, {day}", place=one.place_name, day=day_text(one.at.astimezone().date())),
        )
        for one in there
    )


def _versions(_session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    there = sorted((e for e in uow.editions.all() if e.withdrawn_at is None), key=lambda e: e.made_at, reverse=True)
    return tuple(
        PaperChoice(str(one.id), one.label, tr("adopted") if one.is_adopted else tr("not adopted yet")) for one in there
    )


def _form_rounds(_session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    """Rounds of photo forms that are open first, the newest first."""
    there = sorted(uow.form_rounds.all(), key=lambda r: (r.closed_on is None, r.opened_on), reverse=True)
    return tuple(PaperChoice(str(one.id), one.name, tr("begun on {day}", day=day_text(one.opened_on))) for one in there)


def _terms(session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    now = period_on(uow.terms.all(), session.today).name
    checked = sorted(uow.account_checks.all(), key=lambda c: c.checked_at, reverse=True)
    return tuple(PaperChoice(term, term) for term in dict.fromkeys((now, *(check.term for check in checked))))


def _people(session: Session, _uow: UnitOfWork, facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    today = session.today
    holders = {a.person_id for a in facts.accesses if a.live_on(today)}
    here = sorted((p for p in facts.people.values() if not p.left_by(today)), key=lambda p: p.sort_name.casefold())
    here.sort(key=lambda p: p.id not in holders)
    return (
        PaperChoice(BLANK, tr("Blank"), tr("to be filled in by hand")),
        *(PaperChoice(str(p.id), p.name, p.job_title) for p in here if p.merged_into is None),
    )


def _trainings(_session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    """The next one, as a sheet to fill in, and those that were held, the newest first."""
    held = sorted((s for s in uow.training.all() if s.withdrawn_at is None), key=lambda s: s.on, reverse=True)
    return (
        PaperChoice(BLANK, tr("The next one"), tr("with everybody’s name, to be signed")),
        *(PaperChoice(str(s.id), s.title, day_text(s.on)) for s in held),
    )


def _starters(session: Session, _uow: UnitOfWork, facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    """Whoever started last, or starts next, first."""
    here = [p for p in facts.people.values() if not p.left_by(session.today) and p.merged_into is None]
    here.sort(key=lambda p: p.sort_name.casefold())
    here.sort(key=lambda p: p.starts or date.min, reverse=True)
    return tuple(
        PaperChoice(str(p.id), p.name, tr("starts {day}", day=day_text(p.starts)) if p.starts else p.job_title)
        for p in here
    )


def _platforms(session: Session, facts: RegisterFacts, *, every: bool) -> tuple[PaperChoice, ...]:
    mine = {a.account_id for a in facts.accesses if a.person_id == session.person_id and a.live_on(session.today)}
    used = {a.platform_id for a in facts.accounts.values() if a.is_ours and a.is_live and (every or a.id in mine)}
    named = [(facts.platforms[p].name if p in facts.platforms else tr("Other platform"), p) for p in used]
    return tuple(PaperChoice(key, name) for name, key in sorted(named, key=lambda pair: pair[0].casefold()))


def _events_with_list(session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    """What is coming, where it is said who holds the list and where pictures go; no second person is needed."""
    second = {place.key for place in read_places(session, uow) if place.second_person}
    ready = [
        event
        for event in in_order(uow.events.standing_on(session.today), session.today)
        if event.places and (event.holder_id or event.holder_name) and not second & set(event.place_keys)
    ]
    return tuple(PaperChoice(str(event.id), event.name, day_text(event.on)) for event in ready)


def _events_with_notice(session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    coming = in_order(uow.events.standing_on(session.today), session.today)
    return tuple(PaperChoice(str(e.id), e.name, day_text(e.on)) for e in coming if e.wants_notice)


def _classes(session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    """Every class in one document, a page each, or one of them."""
    names = sorted(uow.pupils.class_names(session.today), key=class_key)
    every = PaperChoice(EVERY_CLASS, tr("Every class"), tr("a page each"))
    return (every, *(PaperChoice(name, name) for name in names)) if names else ()


def _term_reports(session: Session, uow: UnitOfWork, _facts: RegisterFacts) -> tuple[PaperChoice, ...]:
    """The newest first; what was dropped is not there, and a draft for those alone who make it."""
    drafts = session.allows(uow, Action.MAKE_REPORTS)
    there = [r for r in uow.term_reports.all() if r.dropped_at is None and (drafts or r.finished_at is not None)]
    there.sort(key=lambda report: report.begun_at, reverse=True)
    return tuple(
        PaperChoice(str(one.id), one.term, tr("final") if one.finished_at is not None else tr("draft")) for one in there
    )
