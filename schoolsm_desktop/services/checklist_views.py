"""Lists that are worked off, as they are shown and printed: what is open, what the records show as done, who did what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from schoolsm_desktop.domain.checklists import (
    CHECKLIST_WORDS,
    STEP_WORDS,
    Checklist,
    ChecklistKind,
    ChecklistLine,
    LineKind,
    Settled,
    line_words,
)
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.leaving import BY_RECORDS_ALONE, LeavingFacts, settled
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.wording import by_text, day_text, moment_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .register import RegisterFacts, read_register
from .session import Session


@dataclass(frozen=True, slots=True)
class LineView:
    """One line as it is shown. `what` and `step` say what it is about and what to do, `due` by when, `done` who did it when.

    `by_records`: the program sees for itself whether it is done. `task_account` is the account it is done on.
    """

    line: ChecklistLine
    what: str
    step: str
    due: str
    is_open: bool
    is_overdue: bool
    done: str
    proof: str
    not_needed: str
    by_records: bool
    access_stands: bool = False
    """Whether it names an access that still stands in the register."""
    knows: bool = False
    """Whether the person still knows the password that the line is about."""
    task_account: UUID | None = None
    platform_id: str = ""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list among the others."""

    checklist: Checklist
    title: str
    kind: str
    day: str
    done: int
    total: int
    overdue_days: int
    state: str
    """`3 of 11 done`, `Every line is done: to be signed`, `Signed on 2 Dec 2026`, `Cancelled`."""


@dataclass(frozen=True, slots=True)
class ListView:
    """One list in full."""

    head: ListLine
    lines: tuple[LineView, ...]
    started: str
    signed: str
    may_finish: bool
    is_mine: bool
    """Whether it is about the person signed in: who cannot end their own sign-in, for one."""
    notes: tuple[str, ...] = ()


def hidden_lists(session: Session, uow: UnitOfWork) -> frozenset[UUID]:
    """The lists that do not exist for the person signed in: quiet ones that somebody else began (PRACTICE 14)."""
    if allows(session.duties(uow), Action.SEE_END_REASONS):
        return frozenset()
    return frozenset(c.id for c in uow.checklists.all() if c.quiet and c.started_by != session.person_id)


def quiet_leavers(session: Session, uow: UnitOfWork) -> frozenset[UUID]:
    """Whose leaving the person signed in must not see: who stands on a quiet list that somebody else began."""
    hidden = hidden_lists(session, uow)
    found = (c for c in uow.checklists.all() if c.id in hidden and c.kind is ChecklistKind.LEAVES)
    return frozenset(c.person_id for c in found if c.person_id is not None and c.cancelled_at is None)


def as_told(session: Session, uow: UnitOfWork, person: Person) -> Person:
    """The person as the rules may speak of them here: of a quiet leaver who is still here, no last day (PRACTICE 14).

    Whatever is given beyond that day ends with the person all the same.
    """
    hides = not person.left_by(session.today) and person.id in quiet_leavers(session, uow)
    return replace(person, ends=None) if hides else person


def leaving_facts(session: Session, facts: RegisterFacts) -> LeavingFacts:
    """What a person's list is made from and held against."""
    return LeavingFacts(
        today=facts.today,
        people=facts.people,
        duties=facts.duties,
        accounts=facts.accounts,
        accesses=facts.accesses,
        versions=facts.versions,
        knowings=facts.knowings,
        keyholders=facts.keyholders,
        signed_in=session.with_sign_in(),
        hours=facts.profile.hours_until_change,
        titles={duty: duty_title(facts.profile, duty) for duty in Duty},
    )


def read_list(session: Session, uow: UnitOfWork, list_id: UUID) -> ListView:
    """One list in full, for the screen and for paper. Raises RuleError where it does not exist for this person."""
    facts = read_register(session, uow)
    return _view(session, uow, find_list(session, uow, list_id), leaving_facts(session, facts))


def find_list(session: Session, uow: UnitOfWork, list_id: UUID) -> Checklist:
    """The list. Raises RuleError where it does not exist for the person signed in."""
    found = uow.checklists.find(list_id)
    if found is None or found.id in hidden_lists(session, uow):
        raise RuleError(tr("There is no such list. Nothing was changed."))
    return found


def decided_by_records(line: ChecklistLine, checklist: Checklist) -> bool:
    return checklist.person_id is not None and line.kind in BY_RECORDS_ALONE


def still_knows(line: ChecklistLine, checklist: Checklist, facts: LeavingFacts) -> bool:
    account = facts.account_of(line)
    return account is not None and checklist.person_id is not None and facts.knows(checklist.person_id, account.id)


def list_line(checklist: Checklist, lines: Sequence[ChecklistLine], facts: LeavingFacts) -> ListLine:
    open_lines = [x for x in lines if x.is_open and (not checklist.is_open or settled(x, checklist, facts) is None)]
    done = len(lines) - len(open_lines)
    due = min((x.due_at.date() for x in open_lines if x.due_at is not None), default=None)
    late = (facts.today - due).days if due is not None and checklist.is_open else 0
    return ListLine(
        checklist=checklist,
        title=list_title(checklist, facts),
        kind=tr(CHECKLIST_WORDS[checklist.kind]),
        day=day_text(checklist.day),
        done=done,
        total=len(lines),
        overdue_days=max(0, late),
        state=_state_words(checklist, done, len(lines)),
    )


def list_title(checklist: Checklist, facts: LeavingFacts) -> str:
    """Whom or which account a list is about."""
    person = facts.people.get(checklist.person_id) if checklist.person_id else None
    account = facts.accounts.get(checklist.account_id) if checklist.account_id else None
    return person.name if person else account.name if account else tr(CHECKLIST_WORDS[checklist.kind])


def _state_words(checklist: Checklist, done: int, total: int) -> str:
    if checklist.cancelled_at is not None:
        return tr("Cancelled")
    if checklist.finished_at is not None:
        return tr("Signed on {day}", day=day_text(checklist.signed_on))
    if total and done == total:
        return tr("Every line is done: to be signed")
    return tr("{done} of {total} done", done=done, total=total)


def _view(session: Session, uow: UnitOfWork, checklist: Checklist, facts: LeavingFacts) -> ListView:
    lines = uow.checklists.lines.of(checklist.id)
    head = list_line(checklist, lines, facts)
    views = tuple(_line_view(x, checklist, facts, session.clock.now()) for x in lines)
    begun = _who(facts.people.get(checklist.started_by), tr("somebody"))
    return ListView(
        head=head,
        lines=views,
        started=tr("Begun by {person} on {day}", person=begun, day=moment_text(checklist.started_at)),
        signed=head.state if checklist.signed_on else "",
        may_finish=checklist.is_open and head.done == head.total,
        is_mine=checklist.person_id == session.person_id,
        notes=_notes(checklist, facts),
    )


def _notes(checklist: Checklist, facts: LeavingFacts) -> tuple[str, ...]:
    notes = []
    if checklist.quiet and checklist.is_open:
        notes.append(tr("Quiet: only the headteacher and whoever began it see this list."))
    if checklist.is_open and checklist.day > facts.today:
        days = (checklist.day - facts.today).days
        notes.append(
            ntr("Prepared: the last day is in {count} day.", "Prepared: the last day is in {count} days.", days)
        )
    if checklist.new_job:
        notes.append(tr("New job: {job}", job=checklist.new_job))
    return tuple(notes)


def _line_view(line: ChecklistLine, checklist: Checklist, facts: LeavingFacts, now: datetime) -> LineView:
    found = settled(line, checklist, facts) if line.is_open and checklist.is_open else None
    is_open = line.is_open and found is None
    account = facts.account_of(line)
    names: Mapping[UUID, str] = {p.id: p.short_name for p in facts.people.values()}
    return LineView(
        line=line,
        what=line_words(line),
        step=_step(line, checklist, facts) if is_open else tr(STEP_WORDS[line.kind]),
        due=_due_words(line),
        is_open=is_open,
        is_overdue=is_open and line.due_at is not None and line.due_at.date() < facts.today,
        done=_done_words(line, found, names.get),
        proof=line.proof or (found.proof if found else ""),
        not_needed=line.not_needed,
        by_records=decided_by_records(line, checklist),
        access_stands=any(a.id == line.subject_id and not a.over_by(facts.today) for a in facts.accesses),
        knows=still_knows(line, checklist, facts),
        task_account=account.id if account else None,
        platform_id=account.platform_id if account else "",
    )


def _step(line: ChecklistLine, checklist: Checklist, facts: LeavingFacts) -> str:
    """What to do; for a password that this person does not know as it is now, what is left to do."""
    account = facts.account_of(line)
    if line.kind is not LineKind.PASSWORD_KNOWN or account is None or still_knows(line, checklist, facts):
        return tr(STEP_WORDS[line.kind])
    knew = any(k.person_id == checklist.person_id and k.account_id == account.id for k in facts.knowings)
    if not knew:
        return tr("End the access. It was never opened by this person, so another password is only advised.")
    if checklist.person_id in facts.readers(account.id):
        return tr("End the access. This person knew an earlier password, not the present one.")
    return tr("A new password is kept here. Set it on the platform, and confirm on the account that it is there.")


def _due_words(line: ChecklistLine) -> str:
    if line.due_at is None:
        return tr("no day set")
    return by_text(line.due_at) if line.kind is LineKind.PASSWORD_KNOWN else day_text(line.due_at.date())


def _done_words(line: ChecklistLine, found: Settled | None, name: Callable[[UUID], str | None]) -> str:
    at, by = (found.at, found.by) if found else (line.done_at, line.done_by)
    who = name(by) if by else None
    if at is None:
        return who or ""
    return tr("{who}, {when}", who=who, when=moment_text(at)) if who else moment_text(at)


def _who(person: object, otherwise: str) -> str:
    return getattr(person, "short_name", otherwise)
