"""Deeds of the guided record: decide, tick, hold and release the answer, close, open again. Each is one entry or more.

All need a key to the incident and the action; a decision that is somebody's by duty needs that duty. What was decided or
done by somebody else while a dialog stood open is said, and nothing is half-kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from schoolsm_desktop.domain.case_look import CaseLook
from schoolsm_desktop.domain.cases import CaseSort, CaseState, Entry, EntryKind
from schoolsm_desktop.domain.closing_rules import (
    HELD,
    NEVER,
    RELEASED,
    Closing,
    check_closing,
    check_release,
    closing_words,
    outcome_choices,
)
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.forced_decisions import (
    Forced,
    check_answer,
    check_not_decided,
    facts_after,
    forced_decisions,
)
from schoolsm_desktop.domain.incidents import Answer, Incident
from schoolsm_desktop.domain.next_steps import DONE, NOT_NEEDED, Step, StepState, step_of
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import moment_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, add_to_case, close_to_named, new_entry, open_case
from .case_sharing import named_words, who_stays
from .incident_intake import told_entry
from .incident_step_views import StepsView, look_at, may_decide, steps_view, whose_words
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer to a question. `seen` is the number of the decision that the dialog showed, None for none."""

    key: str
    answer: str
    reason: str = ""
    reference: str = ""
    at: datetime | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A step that was done, or is not needed, with why. `who` is whom it concerns: told, met, asked."""

    key: str
    answer: str = DONE
    words: str = ""
    reason: str = ""
    who: str = ""
    reference: str = ""
    at: datetime | None = None


class IncidentStepService:
    """Deeds and views of what is next with an incident."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> StepsView:
        """The steps of one incident. Raises RecordMissingError where it is not there or not shared: both read alike."""
        with self._session.reading() as uow:
            return steps_view(self._session, uow, self._open(uow, case_id))

    def decide(self, case_id: UUID, decision: Decision) -> bool:
        """Keep a decision with its reason; the facts follow. Gives whether the person signed in can still read the incident.

        Raises FieldError, RuleError where it is closed, not asked, or was decided meanwhile, NotAllowedError where it is
        somebody else's, RecordMissingError.
        """
        with self._session.work() as work:
            opened, look = self._begin(work, case_id)
            forced = self._forced(work, look, decision)
            self._check_at(decision.at, look)
            chosen = check_answer(forced, decision.answer, decision.reason, decision.reference)
            entry = new_entry(
                work,
                EntryKind.DECISION,
                tr("{question} {answer}", question=forced.words, answer=chosen.words),
                at=decision.at,
                about=forced.question.value,
                answer=chosen.answer,
                reason=decision.reason.strip(),
                reference=decision.reference.strip(),
                clause=forced.clause,
            )
            before = opened.incident.incident
            after = facts_after(before, forced.question, chosen.answer)
            kept = self._kept(work, opened, [entry, *_changed(work, before, after)], after)
            work.done()
        return self._session.person_id in kept.readers

    def tick(self, case_id: UUID, tick: Tick) -> None:
        """Keep that a step was done or is not needed, as the entry it is.

        Raises FieldError, RuleError where it is closed, was done meanwhile, or waits for the local authority's officer,
        NotAllowedError, RecordMissingError.
        """
        with self._session.work() as work:
            opened, look = self._begin(work, case_id)
            self._session.demand(work.uow, Action.LEAD_INCIDENTS)
            self._check_at(tick.at, look)
            add_to_case(work, opened, self._ticked(work, look, tick))
            work.done()

    def hold_reply(self, case_id: UUID) -> None:
        """Let nobody answer until whoever leads it releases the answer. Raises as `tick` does."""
        with self._session.work() as work:
            opened, look = self._begin(work, case_id)
            self._session.demand(work.uow, Action.LEAD_INCIDENTS)
            if look.incident.hold_reply:
                raise RuleError(tr("The answer is held already. Nothing was changed."))
            said = new_entry(work, EntryKind.REPLY, tr("Do not reply yet."), answer=HELD)
            add_to_case(work, opened, said, facts=replace(look.incident, hold_reply=True))
            work.done()

    def release_reply(self, case_id: UUID, text: str = "", reason: str = "", *, at_all: bool = True) -> None:
        """Release the answer with its approved text, or decide that nobody answers.

        Raises FieldError, RuleError where nothing is held or the policy lets nobody answer, and as `tick` does.
        """
        with self._session.work() as work:
            opened, look = self._begin(work, case_id)
            self._session.demand(work.uow, Action.LEAD_INCIDENTS)
            check_release(look.incident, look.profile, text, reason, at_all=at_all)
            said = new_entry(
                work,
                EntryKind.REPLY,
                text.strip() if at_all else tr("Nobody answers."),
                answer=RELEASED if at_all else NEVER,
                reason=reason.strip(),
            )
            add_to_case(work, opened, said, facts=replace(look.incident, hold_reply=False))
            work.done()

    def close(self, case_id: UUID, closing: Closing) -> None:
        """Close an incident. Raises RuleError with one list of all that is missing, FieldError for a field, and as `tick`."""
        with self._session.work() as work:
            opened, look = self._begin(work, case_id)
            self._session.demand(work.uow, Action.LEAD_INCIDENTS)
            check_closing(look, closing, work.uow.evidence_files.of([case_id]))
            entry = _closed_entry(work, look, closing)
            add_to_case(work, opened, entry, facts=_closed_facts(look, closing, entry))
            work.done()

    def reopen(self, case_id: UUID, reason: str) -> None:
        """Open a closed incident again. Raises FieldError without a reason, RuleError where it is open, as `tick` does."""
        if not reason.strip():
            raise FieldError("reason", tr("Write down why it is opened again."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.LEAD_INCIDENTS)
            opened = self._open(work.uow, case_id)
            incident = opened.incident.incident
            if incident.state is CaseState.OPEN:
                raise RuleError(tr("It is open: somebody opened it again meanwhile. Nothing was changed."))
            said = new_entry(work, EntryKind.REOPENED, reason=reason.strip())
            add_to_case(work, opened, said, facts=replace(incident, state=CaseState.OPEN, closed_at=None))
            work.done()

    # Inside

    def _open(self, uow: UnitOfWork, case_id: UUID) -> Opened:
        return open_case(self._session, uow, CaseSort.INCIDENT, case_id)

    def _begin(self, work: Work, case_id: UUID) -> tuple[Opened, CaseLook]:
        opened = self._open(work.uow, case_id)
        look = look_at(self._session, work.uow, opened)
        if look.incident.state is CaseState.CLOSED:
            raise RuleError(
                tr(
                    "It was closed {when}, so nothing was saved; what you typed stays here. Open it again first.",
                    when=moment_text(look.incident.closed_at),
                )
            )
        return opened, look

    def _forced(self, work: Work, look: CaseLook, decision: Decision) -> Forced:
        forced = next((one for one in forced_decisions(look) if one.question.value == decision.key), None)
        if forced is None:
            raise RuleError(tr("This is not asked any more: somebody changed the incident. Nothing was saved."))
        if not may_decide(self._session, work.uow, look, forced):
            raise NotAllowedError(
                tr("This decision is for: {whose}. Nothing was changed.", whose=whose_words(look, forced))
            )
        by = work.uow.people.find(forced.entry.by) if forced.entry is not None else None
        check_not_decided(forced, decision.seen, by.short_name if by is not None else tr("Somebody"))
        return forced

    def _check_at(self, at: datetime | None, look: CaseLook) -> None:
        last = max((entry.recorded_at for entry in look.case.entries), default=look.now)
        if last > look.now:
            raise RuleError(
                tr(
                    "The clock of this PC says {now}, but the last entry was made {last}. Nothing was saved; what you "
                    "typed stays here. Put the clock right, then save again.",
                    now=moment_text(look.now),
                    last=moment_text(last),
                )
            )
        if at is not None and at > look.now:
            raise FieldError("day", tr("That day has not come yet. Enter what has happened."))

    def _ticked(self, work: Work, look: CaseLook, tick: Tick) -> Entry:
        step = step_of(look, tick.key)
        if step is None or step.question:
            raise RuleError(tr("This step is not there any more: somebody changed the incident. Nothing was saved."))
        if step.state is StepState.WAITS:
            raise RuleError(
                tr("{why} Nobody questions child, colleague or parent before that. Nothing was saved.", why=step.detail)
            )
        if step.state is StepState.DONE and tick.answer == DONE:
            raise RuleError(tr("This was done already ({when}). Nothing was saved.", when=step.detail))
        return _not_needed(work, step, tick) if tick.answer == NOT_NEEDED else _done(work, look, step, tick)

    def _kept(self, work: Work, opened: Opened, entries: list[Entry], after: Incident) -> Opened:
        """Keep what was decided. What turns out to be an allegation leaves the office: named people read it, never a role."""
        if after.allegation in (Answer.YES, Answer.NOT_SURE):
            stay = who_stays(self._session, work.uow, opened, after)
            if stay:
                words = named_words(work.uow, opened, stay)
                return close_to_named(
                    work, opened, stay, *entries, new_entry(work, EntryKind.SHARED, words), facts=after
                )
        return add_to_case(work, opened, *entries, facts=after if after != opened.facts else None)


def _not_needed(work: Work, step: Step, tick: Tick) -> Entry:
    if not tick.reason.strip():
        raise FieldError("reason", tr("Write down why it is not needed."))
    of = _named(step)
    return new_entry(
        work,
        EntryKind.STEP if of is None else EntryKind.DONE,
        tr("Not needed: {step}", step=step.words),
        at=tick.at,
        about=step.key,
        answer=NOT_NEEDED,
        reason=tick.reason.strip(),
        of=of,
    )


def _done(work: Work, look: CaseLook, step: Step, tick: Tick) -> Entry:
    number = _named(step)
    if number is not None:
        named = look.case.entries[number - 1]
        return told_entry(work, number, named.person_id, named.who, tick.at or look.now, tick.words.strip())
    if step.kind is EntryKind.PLATFORM_REPORT and not tick.reference.strip():
        raise FieldError("reference", tr("The platform’s reference is needed, or what it showed after the report."))
    return new_entry(
        work,
        EntryKind.STEP if step.kind is EntryKind.EVIDENCE else step.kind,
        tick.words.strip() or step.words,
        at=tick.at,
        about=step.key,
        answer=DONE,
        who=tick.who.strip(),
        reference=tick.reference.strip(),
        clause=step.clause,
    )


def _named(step: Step) -> int | None:
    """The number of the action by which somebody is to be told; None for every other step."""
    return int(step.about) if step.kind is EntryKind.TOLD and step.about.isdigit() else None


def _changed(work: Work, before: Incident, after: Incident) -> list[Entry]:
    """What an answer changed of the facts, where something else stood there."""
    said = []
    if before.allegation is not after.allegation and before.allegation is not Answer.NOT_ASKED:
        said.append(tr("The question on an allegation was answered otherwise before."))
    if before.data is not after.data and before.data is not Answer.NOT_ASKED:
        said.append(tr("The question on personal data was answered otherwise before."))
    if before.marks != after.marks:
        said.append(tr("What it is marked with was changed by this decision."))
    return [new_entry(work, EntryKind.CHANGED, " ".join(said))] if said else []


def _closed_entry(work: Work, look: CaseLook, closing: Closing) -> Entry:
    words = closing_words(closing, outcome_choices(look))
    return new_entry(
        work,
        EntryKind.CLOSED,
        words,
        who=closing.told.strip(),
        answer=closing.support.value,
        reason=closing.support_words.strip(),
        reference=closing.discipline_reference.strip(),
    )


def _closed_facts(look: CaseLook, closing: Closing, entry: Entry) -> Incident:
    finding = (f"finding:{closing.finding.value}",) if closing.finding is not None else ()
    return replace(
        look.incident,
        state=CaseState.CLOSED,
        outcomes=(*finding, *closing.outcomes),
        outcome_words=entry.words,
        support_offered=closing.support,
        retention=closing.kept.value if closing.kept is not None else "",
        closed_at=entry.recorded_at,
    )
