"""Somebody leaves, changes job, comes back, or stands twice in the records."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.accounts import check_account
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import (
    STEP_WORDS,
    Checklist,
    ChecklistKind,
    ChecklistLine,
    LineKind,
    check_open,
    line_words,
)
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.leaving import ABOUT_ACCESS, holdings, key_of, leaving_lines
from schoolsm_desktop.domain.people import Person, check_person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.wording import by_text, day_text, tr

from .access import stop_access
from .changes import Noun
from .checklist_views import find_list, hidden_lists, leaving_facts
from .checklists import start_list
from .last_days import check_last_day, end_what_passed, keep_last_day, move_list
from .people import end_duty
from .register import read_register
from .session import Session, Work
from .sign_ins import SignInService


@dataclass(frozen=True, slots=True)
class Held:
    """One thing a person holds or knows, for the ticks “keeps” and “ends”. `key` names it to `prepare`."""

    key: str
    what: str


@dataclass(frozen=True, slots=True)
class NextLine:
    """A line of the list that would be begun."""

    what: str
    step: str
    due: str


class LeavingService:
    """Somebody leaves, changes job, comes back, or stands twice in the records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- before

    def rule_words(self) -> str:
        """Which clause says what happens when somebody leaves."""
        with self._session.reading() as uow:
            return clause_words(self._session.profile(uow), Subject.LEAVING)

    def holdings(self, person_id: UUID) -> tuple[Held, ...]:
        """All that a person holds and knows, for choosing what a changed job ends."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.WORK_OFF_LISTS)
            facts = leaving_facts(self._session, read_register(self._session, uow))
        return tuple(Held(key_of(line), line_words(line)) for line in holdings(facts, person_id))

    def preview(
        self, person_id: UUID, day: date, kind: ChecklistKind, ends: Collection[str] | None = None
    ) -> tuple[NextLine, ...]:
        """The lines that the list would have."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.WORK_OFF_LISTS)
            facts = leaving_facts(self._session, read_register(self._session, uow))
        lines = leaving_lines(facts, person_id, day, kind, ends)
        return tuple(
            NextLine(
                line_words(line),
                tr(STEP_WORDS[line.kind]),
                by_text(line.due_at) if line.kind is LineKind.PASSWORD_KNOWN else day_text(day),
            )
            for line in lines
        )

    # --- deeds

    def prepare(
        self,
        person_id: UUID,
        day: date,
        kind: ChecklistKind = ChecklistKind.LEAVES,
        *,
        quiet: bool = False,
        new_job: str = "",
        ends: Collection[str] | None = None,
    ) -> Checklist:
        """Begin the list of somebody who leaves (their last day is set with it) or changes job (`ends` by `Held.key`).

        Raises RuleError for the last keyholder and the only headteacher, FieldError beside the field that is wrong.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.WORK_OFF_LISTS)
            person = work.uow.people.get(person_id)
            self._check_new(work, person, kind, new_job)
            facts = leaving_facts(self._session, read_register(self._session, work.uow))
            lines = leaving_lines(facts, person_id, day, kind, ends)
            if kind is ChecklistKind.CHANGES_JOB and not lines:
                raise RuleError(
                    tr("Nothing ends with this change, so there is nothing to work off. Nothing was saved.")
                )
            if kind is ChecklistKind.LEAVES:
                _set_last_day(work, person, day)
            elif day <= self._session.today:
                _set_job(work, person, new_job)
            checklist = Checklist(
                person_id,
                person.school_id,
                kind,
                day,
                self._session.person_id,
                self._session.clock.now(),
                person_id=person_id,
                new_job=new_job.strip(),
                quiet=quiet,
            )
            begun = start_list(work, checklist, lines)
            end_what_passed(work)
            work.done()
        return begun

    def move(self, list_id: UUID, day: date) -> Checklist:
        """Another last day for a list that is still open."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.WORK_OFF_LISTS)
            checklist = find_list(self._session, work.uow, list_id)
            check_open(checklist)
            person = work.uow.people.get(checklist.person_id or checklist.id)
            if checklist.kind is ChecklistKind.LEAVES:
                _set_last_day(work, person, day)
                checklist = work.uow.checklists.get(list_id)
            if checklist.day != day:
                checklist = move_list(work, checklist, day)
            end_what_passed(work)
            work.done()
        return checklist

    def no_longer_quiet(self, list_id: UUID) -> Checklist:
        """From now on everybody who works off lists sees this one; the headteacher or whoever began it says so."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.WORK_OFF_LISTS)
            checklist = find_list(self._session, work.uow, list_id)
            if not checklist.quiet:
                raise RuleError(tr("This list is not a quiet one. Nothing was changed."))
            kept = work.uow.checklists.save(replace(checklist, quiet=False))
            work.did(
                Did.LIST_CHANGED, Noun.CHECKLISTS, Noun.PEOPLE, subject_kind="list", subject_id=kept.id, record=kept
            )
            work.done()
        return kept

    def carry_out(self, line_id: UUID) -> None:
        """Do what the program itself can do for a line: end the access, the duty or the sign-in. In a worker.

        The line is then seen to be done by what the records show.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.WORK_OFF_LISTS)
            line = uow.checklists.lines.get(line_id)
            checklist = find_list(self._session, uow, line.checklist_id)
        check_open(checklist)
        if line.kind is LineKind.SIGN_IN and checklist.person_id is not None:
            SignInService(self._session).end(checklist.person_id)
            return
        with self._session.work() as work:
            if line.kind is LineKind.DUTY and line.subject_id is not None:
                day = min(checklist.day, self._session.today)
                held = next(d for d in work.uow.duties.all() if d.id == line.subject_id)
                end_duty(work, held.id, max(day, held.starts))
            elif line.kind in ABOUT_ACCESS and line.subject_id is not None:
                self._end_access(work, line)
            else:
                raise RuleError(tr("This line is done outside the program. Do it, then choose “Done…”."))
            work.done()

    def hand_on(self, line_id: UUID, person_id: UUID) -> None:
        """Somebody else looks after the account of this line from now on."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_ACCOUNTS)
            line = work.uow.checklists.lines.get(line_id)
            checklist = find_list(self._session, work.uow, line.checklist_id)
            account = work.uow.accounts.get(line.subject_id or line.id)
            if person_id == checklist.person_id:
                raise FieldError("person", tr("This is the person who no longer looks after it. Choose somebody else."))
            if work.uow.people.get(person_id).left_by(self._session.today):
                raise FieldError("person", tr("This person no longer works here. Choose somebody else."))
            changed = account
            if account.owner_id == checklist.person_id:
                deputy = None if account.deputy_owner_id == person_id else account.deputy_owner_id
                changed = replace(account, owner_id=person_id, deputy_owner_id=deputy)
            if changed.deputy_owner_id == checklist.person_id:
                deputy = None if changed.owner_id == person_id else person_id
                changed = replace(changed, deputy_owner_id=deputy)
            needed = self._session.profile(work.uow).owner_required
            kept = work.uow.accounts.save(check_account(changed, owner_required=needed))
            work.did(Did.ACCOUNT_CHANGED, Noun.ACCOUNTS, subject_kind="account", subject_id=kept.id, record=kept)
            work.done()

    def come_back(self, person_id: UUID, starts: date, ends: date | None = None) -> Person:
        """Somebody who left is here again from `starts`. What they held before stays ended; new access is given anew."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_PEOPLE)
            before = work.uow.people.get(person_id)
            if not before.left_by(self._session.today) or before.ends is None:
                raise RuleError(
                    tr("This person has not left. To let them stay, cancel the list or change the last day.")
                )
            if starts <= before.ends:
                raise FieldError(
                    "starts",
                    tr("The first day back lies after the last day before, {day}.", day=day_text(before.ends)),
                )
            after = check_person(replace(before, starts=starts, ends=ends))
            if after.left_by(self._session.today):
                raise FieldError("ends", tr("That day has passed. Enter a last day from today on, or leave it empty."))
            check_last_day(work, before, after)
            kept = work.uow.people.save(after)
            keep_last_day(work, before, kept)
            work.nouns.update((Noun.PEOPLE, Noun.ACCESS))
            work.done()
        return kept

    # --- inside

    def _check_new(self, work: Work, person: Person, kind: ChecklistKind, new_job: str) -> None:
        if person.merged_into is not None:
            raise RuleError(tr("This record stands for nobody any more. Choose the one that was kept."))
        if kind is ChecklistKind.CHANGES_JOB and not new_job.strip():
            raise FieldError("new_job", tr("Write what the person does from then on."))
        hidden = hidden_lists(self._session, work.uow)
        for other in work.uow.checklists.of_person(person.id):
            if other.kind is kind and other.is_open:
                if other.id in hidden:
                    raise RuleError(tr("Ask the headteacher about this person first. Nothing was changed."))
                raise RuleError(tr("There is such a list for this person already. Work that one off, or cancel it."))

    def _end_access(self, work: Work, line: ChecklistLine) -> None:
        self._session.demand(work.uow, Action.END_ACCESS)
        if work.uow.access.find(line.subject_id or line.id) is None:
            raise RuleError(tr("There is no access left to end. Change the password on the account’s page."))
        stop_access(work, line.subject_id or line.id, Did.ACCESS_ENDED)


def _set_last_day(work: Work, person: Person, day: date) -> None:
    if person.ends == day:
        return
    after = check_person(replace(person, ends=day))
    check_last_day(work, person, after)
    kept = work.uow.people.save(after)
    work.did(Did.PERSON_CHANGED, Noun.PEOPLE, Noun.ACCESS, subject_kind="person", subject_id=kept.id, record=kept)
    keep_last_day(work, person, kept)


def _set_job(work: Work, person: Person, job: str) -> None:
    kept = work.uow.people.save(replace(person, job_title=job.strip()))
    work.did(Did.PERSON_CHANGED, Noun.PEOPLE, subject_kind="person", subject_id=kept.id, record=kept)
