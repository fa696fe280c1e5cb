"""Complaints as they are shown: the list, and one complaint with its days and its whole record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.complaint_stages import (
    ABOUT_WORDS,
    ACKNOWLEDGED,
    CAME_WORDS,
    STAGE_WORDS,
    Clock,
    appointment_due,
    clocks,
    next_stage,
)
from schoolsm_desktop.domain.complaints import Complaint, ComplaintCase, Stage
from schoolsm_desktop.domain.incident_record import Line, chronology
from schoolsm_desktop.domain.incident_words import WHO_WORDS
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, list_text, moment_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened
from .case_removal import may_do
from .school_days import calendar_of
from .schools import home_school
from .session import Session


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One line of the list: what it is called and about, and what it waits for next."""

    id: UUID
    reference: str
    title: str
    detail: str
    stage: str
    waits_for: str
    due: date | None
    is_closed: bool
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A day by which something is done, in words: `To be acknowledged`, `24 Nov 2026`, how it was counted."""

    what: str
    by: str
    rests_on: str
    is_done: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """One complaint, for whoever reads it."""

    line: ComplaintLine
    complaint: Complaint
    facts: tuple[tuple[str, str], ...]
    clocks: tuple[ClockLine, ...]
    record: tuple[Line, ...]
    entries: tuple[tuple[int, str], ...]
    """Every entry by its number, so that a correction can say which it corrects."""
    evidence: tuple[str, ...]
    readers: str
    next_stage: Stage | None
    acknowledged: bool
    may_lead: bool
    removal: tuple[str, ...] = ()
    """What may be done about removing it whole, by the names of the dialogs."""


def complaint_line(session: Session, uow: UnitOfWork, opened: Opened) -> ComplaintLine:
    """A complaint as a line of the list."""
    case, complaint = opened.complaint, opened.complaint.complaint
    waits_for, due = _next(session, uow, case)
    closed = complaint.state is CaseState.CLOSED
    return ComplaintLine(
        complaint.id,
        complaint.reference,
        complaint.name or tr("Nobody named"),
        _short(complaint.what),
        tr("Closed") if closed else tr(STAGE_WORDS[complaint.stage]),
        waits_for,
        due,
        closed,
        due is not None and due < session.today,
    )


def complaint_view(session: Session, uow: UnitOfWork, opened: Opened) -> ComplaintView:
    """Everything about one complaint."""
    case, complaint = opened.complaint, opened.complaint.complaint
    names = {p.id: p.short_name for p in uow.people.all()}

    def name(person_id: UUID) -> str:
        return names.get(person_id, "–")

    now = session.clock.now()
    record = chronology(opened.entries, name, now)
    running = clocks(case, calendar_of(uow, home_school(uow), session.today))
    return ComplaintView(
        complaint_line(session, uow, opened),
        complaint,
        _facts(uow, complaint, names),
        tuple(_clock_line(clock, session.today) for clock in running),
        record,
        tuple((line.number, f"{line.title}: {_short(line.text)}") for line in record),
        tuple(one.name for one in opened.evidence),
        list_text(sorted(names.get(p, "–") for p in opened.readers)),
        next_stage(complaint.stage),
        not running[0].runs,
        session.allows(uow, Action.RECORD_COMPLAINTS),
        may_do(session, uow, opened),
    )


def _facts(uow: UnitOfWork, complaint: Complaint, names: dict[UUID, str]) -> tuple[tuple[str, str], ...]:
    account = uow.accounts.find(complaint.account_id) if complaint.account_id is not None else None
    came = tr("{day}, by {way}", day=day_text(complaint.received_on), way=tr(CAME_WORDS[complaint.came_by]))
    who = tr("{name} ({who})", name=complaint.name or tr("no name"), who=tr(WHO_WORDS[complaint.who]))
    pairs = (
        (tr("Who complains"), who),
        (tr("Reached by"), complaint.contact),
        (tr("Came in"), came),
        (tr("About"), tr(ABOUT_WORDS[complaint.about])),
        (tr("Colleagues it is about"), list_text([names.get(p, "–") for p in complaint.person_ids])),
        (tr("Where"), " · ".join(x for x in (account.name if account is not None else "", complaint.address) if x)),
        (tr("Stage"), tr(STAGE_WORDS[complaint.stage])),
        (tr("Led by"), names.get(complaint.lead_id, "–") if complaint.lead_id is not None else tr("nobody yet")),
        (tr("Appointment"), moment_text(complaint.appointment_at) if complaint.appointment_at is not None else ""),
        (tr("Outcome"), complaint.outcome),
    )
    return tuple((label, value) for label, value in pairs if value)


def _next(session: Session, uow: UnitOfWork, case: ComplaintCase) -> tuple[str, date | None]:
    """What it waits for first, and by when."""
    if case.complaint.state is CaseState.CLOSED:
        return tr("Nothing"), None
    running = [c for c in clocks(case, calendar_of(uow, home_school(uow), session.today)) if c.runs]
    waits = [(clock.due, _words(clock.key)) for clock in running]
    at = appointment_due(case)
    if at is not None:
        waits.append((at.astimezone().date(), tr("Appointment")))
    if not waits:
        return tr("To be closed, or to go on"), None
    due, said = min(waits)
    return tr("{what}: {day}", what=said, day=day_text(due)), due


def _words(key: str) -> str:
    return tr("To be acknowledged") if key == ACKNOWLEDGED else tr("To be answered")


def _clock_line(clock: Clock, today: date) -> ClockLine:
    by = tr("done {day}", day=day_text(clock.done_on)) if clock.done_on is not None else day_text(clock.due)
    return ClockLine(_words(clock.key), by, clock.rests_on, not clock.runs, clock.runs and clock.due < today)


def _short(text: str, most: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
