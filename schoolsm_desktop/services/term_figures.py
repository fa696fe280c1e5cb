"""A term's figures read from the records that the person signed in may read; what is counted and how is `domain/figures_*`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from schoolsm_desktop.domain.account_health import Finding, HealthFacts, health
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.case_look import CaseLook
from schoolsm_desktop.domain.cases import CaseSort
from schoolsm_desktop.domain.complaints import ComplaintCase
from schoolsm_desktop.domain.declarations import Coverage, coverage, kinds_asked, who_is_asked
from schoolsm_desktop.domain.editions import current_edition
from schoolsm_desktop.domain.figures import TermFigures
from schoolsm_desktop.domain.figures_incidents import incident_figures
from schoolsm_desktop.domain.figures_office import (
    access_figures,
    account_figures,
    declaration_figures,
    policy_figures,
    request_figures,
    review_figures,
    secret_figures,
    teaching_figures,
)
from schoolsm_desktop.domain.figures_pages import (
    block_figures,
    complaint_figures,
    moderation_figures,
    photo_figures,
    removal_figures,
    takedown_figures,
)
from schoolsm_desktop.domain.figures_permissions import permission_figures
from schoolsm_desktop.domain.figures_windows import Window, period_last_year, window_of
from schoolsm_desktop.domain.periods import Period, period_before
from schoolsm_desktop.domain.photo_checks import PhotoCheck
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.posts import Post
from schoolsm_desktop.domain.removals import Removal, RemovalTask
from schoolsm_desktop.domain.school_days import SchoolCalendar
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .answer_views import asked_about
from .case_files import open_cases
from .conditions import read_readiness
from .kept_reports import kept_figures
from .lessons import chosen_groups
from .picture_books import PictureBooks, read_book
from .register import RegisterFacts, read_register
from .school_days import calendar_of
from .schools import home_school
from .session import Session
from .signed import believed_editions
from .training_facts import read_training, stands_of, training_lines

_TERMS_BEFORE = 3
"""How many terms back a report reaches: this one and two before it, and one more for what the last report added up."""


def read_term_figures(
    session: Session, uow: UnitOfWork, period: Period, books: PictureBooks | None = None
) -> TermFigures:
    """The figures of one term, with the terms before and the same term last year where there are records.

    A term of which a final report is kept is taken from that report; another is counted as far as it can be today.
    Whoever calls has asked whether the person signed in may read reports. A draft counts the permissions from the book
    that is kept in `books`; what is made final reads them anew.
    """
    reader = _Reader(session, uow, books)
    kept = kept_figures(session, uow)
    last_year = period_last_year(reader.terms, period)
    return replace(
        reader.now(period),
        before=_chain(reader, kept, period, _TERMS_BEFORE),
        last_year=_earlier(reader, kept, last_year) if last_year is not None else None,
    )


def _chain(reader: _Reader, kept: Mapping[str, TermFigures], period: Period, most: int) -> TermFigures | None:
    """The term before with those before it."""
    before = period_before(reader.terms, period) if most else None
    found = _earlier(reader, kept, before) if before is not None else None
    if found is None or before is None:
        return None
    return replace(found, before=_chain(reader, kept, before, most - 1))


def _earlier(reader: _Reader, kept: Mapping[str, TermFigures], period: Period) -> TermFigures | None:
    """One term alone; None where the records begin later."""
    final = kept.get(period.starts.isoformat())
    return replace(final, before=None, last_year=None) if final is not None else reader.then(period)


@dataclass(slots=True)
class _Read:
    """What several terms are counted from, read once."""

    incidents: tuple[CaseLook, ...]
    complaints: tuple[ComplaintCase, ...]
    calendar: SchoolCalendar
    changes: tuple[AuditEntry, ...]
    checks: Sequence[PhotoCheck]
    posts: Sequence[Post]
    removals: Sequence[Removal]
    tasks: Sequence[RemovalTask]


class _Reader:
    """Reads what the figures are counted from; the person signed in has a key to it, or it is not there."""

    def __init__(self, session: Session, uow: UnitOfWork, books: PictureBooks | None) -> None:
        self._session, self._uow, self._books = session, uow, books
        self.terms: tuple[Term, ...] = uow.terms.all()
        self._facts: RegisterFacts = read_register(session, uow)
        begun = uow.audit.of_deed(Did.SCHOOL_SET_UP)
        self._begun: date | None = begun[0].at.astimezone().date() if begun else None
        self._read = self._read_once()

    def _read_once(self) -> _Read:
        session, uow = self._session, self._uow
        calendar = calendar_of(uow, home_school(uow), session.today)
        duties, now = tuple(self._facts.duties), session.clock.now()
        return _Read(
            incidents=tuple(
                CaseLook(self._facts.profile, opened.incident, duties, calendar, now)
                for opened in open_cases(session, uow, CaseSort.INCIDENT)
            ),
            complaints=tuple(opened.complaint for opened in open_cases(session, uow, CaseSort.COMPLAINT)),
            calendar=calendar,
            changes=uow.audit.of_deed(Did.ACCESS_CHANGED),
            checks=uow.photo_checks.all(),
            posts=uow.posts.all(),
            removals=uow.removals.all(),
            tasks=uow.removal_tasks.open(),
        )

    def then(self, period: Period) -> TermFigures | None:
        """A term that is over, as far as it can still be counted; None where the records begin later."""
        window = window_of(self.terms, period, self._session.today, as_it_stands=False)
        if self._begun is None or window.last < self._begun:
            return None
        return self._happened(window)

    def now(self, period: Period) -> TermFigures:
        """The term that is reported on, as it stands today."""
        session, uow, facts = self._session, self._uow, self._facts
        window = window_of(self.terms, period, session.today, as_it_stands=True)
        stands = stands_of(training_lines(read_training(session, uow)))
        edition = current_edition(believed_editions(session.keys, uow), session.today)
        book = self._books.today() if self._books is not None else read_book(session, uow)
        live = {access.person_id for access in facts.accesses if access.live_on(session.today)}
        readiness = read_readiness(session, uow, [p for p in facts.people.values() if p.id in live])
        ready = frozenset(person_id for person_id, each in readiness.items() if each.ok)
        return replace(
            self._happened(window),
            accounts=account_figures(tuple(facts.accounts.values()), uow.account_checks.all(), facts.profile, window),
            access=access_figures(facts.accesses, self._read.changes, ready, window),
            secrets=secret_figures(facts.due.values(), self._findings(), facts.versions, window, session.clock.now()),
            permissions=permission_figures(book, asked_about(book)) if _has_pupils(book) else None,
            policy=policy_figures(edition, stands),
            declarations=declaration_figures(self._declared()),
        )

    def _happened(self, window: Window) -> TermFigures:
        """What happened in a term, which the records tell at any time."""
        uow, facts, read = self._uow, self._facts, self._read
        roll = uow.pupils.count_on_roll(window.last)
        return TermFigures(
            period=window.period,
            counted_on=window.counted_on,
            roll=roll,
            access=access_figures(facts.accesses, read.changes, None, window),
            review=review_figures(uow.reviews.all(), uow.reviews.lines.all(), window),
            photos=photo_figures(read.checks, read.posts, window) if roll or read.checks or read.posts else None,
            removals=removal_figures(read.removals, read.tasks, window) if roll or read.removals else None,
            incidents=incident_figures(read.incidents, window),
            moderation=moderation_figures(uow.moderation_acts.all(), window),
            blocks=block_figures(uow.blocks.all(), window),
            takedowns=takedown_figures(uow.takedowns.all(), window),
            complaints=complaint_figures(read.complaints, read.calendar, window),
            requests=request_figures(uow.school_requests.all(), uow.requests.all(), window),
            teaching=teaching_figures(uow.class_ticks.all(), chosen_groups(uow), facts.profile, window),
        )

    def _findings(self) -> tuple[Finding, ...]:
        uow, facts = self._uow, self._facts
        return health(
            HealthFacts(
                today=facts.today,
                profile=facts.profile,
                accounts=tuple(facts.accounts.values()),
                people=facts.people,
                platforms=facts.platforms,
                versions=facts.versions,
                accesses=facts.accesses,
                knowings=facts.knowings,
                due=facts.due,
                terms=self.terms,
                code_uses=uow.code_uses.all(),
                checks=uow.account_checks.all(),
            )
        )

    def _declared(self) -> tuple[Coverage, ...]:
        rules, today = self._facts.profile.rules, self._session.today
        people, declared = who_is_asked(self._facts.people.values(), rules, today), self._uow.declarations.all()
        return tuple(coverage(kind, people, declared, rules, today) for kind in kinds_asked(rules))


def _has_pupils(book: PictureBook) -> bool:
    return any(pupil.on_roll(book.today) for pupil in book.pupils.values())
