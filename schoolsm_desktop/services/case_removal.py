"""Removing the record of a malicious or false allegation whole: one person asks, another confirms (PRACTICE 10).

What stays is two signed entries without a word, so that the records check knows that it went properly. Copies in older
backups go when those backups go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseSort, CaseState, Entry, EntryKind
from schoolsm_desktop.domain.closing_rules import Finding
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.incidents import Incident
from schoolsm_desktop.domain.permissions import TABLE, Action
from schoolsm_desktop.domain.retention_review import goes_from
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, add_to_case, new_entry, open_case
from .changes import Noun
from .retention import record_is_kept
from .retention_facts import incident_ended
from .session import Session, Work

REMOVAL = "removal"
"""What the entry is about with which somebody asks for it."""
REMOVABLE = frozenset({f"finding:{found.value}" for found in (Finding.MALICIOUS, Finding.FALSE)})
"""As the outcomes of a closed incident name what came out about an adult."""
ASK, CONFIRM, KEEP = "case-remove", "case-remove-confirm", "case-remove-keep"
"""What may be done about it, by the name of its dialog."""


@dataclass(frozen=True, slots=True, repr=False)
class RemovalView:
    """What would go, and what the person signed in may do about it. `second` are who could confirm what they ask for.

    `asked` says who asked for it and when; empty where nobody did.
    """

    reference: str
    entries: int
    evidence: int
    second: tuple[str, ...]
    asked: str
    may: frozenset[str]


class CaseRemovalService:
    """Asks for the removal of a record, and removes it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> RemovalView:
        """What would go with one record. Raises RecordMissingError where it is not there or not shared: both read alike."""
        session = self._session
        with session.reading() as uow:
            opened = open_case(session, uow, CaseSort.INCIDENT, case_id)
            leading = {
                d.person_id for d in uow.duties.standing(session.today) if d.duty in TABLE[Action.LEAD_INCIDENTS]
            }
            others = opened.readers & leading & session.keys.recipients() - {session.person_id}
            names = {person.id: person.short_name for person in uow.people.all()}
            entry = _standing(opened)
            day = day_text(entry.recorded_at.astimezone().date()) if entry else ""
            asked = tr("{name}, {day}", name=names.get(entry.by, ""), day=day) if entry else ""
            return RemovalView(
                opened.facts.reference,
                len(opened.entries),
                len(opened.evidence),
                tuple(sorted(names[one] for one in others if one in names)),
                asked,
                frozenset(may_do(session, uow, opened)),
            )

    def ask(self, case_id: UUID) -> None:
        """Ask that the record of a closed allegation goes, which was found malicious or false.

        Raises NotAllowedError, RecordMissingError, RuleError.
        """
        with self._session.work() as work:
            opened = self._removable(work, case_id)
            if asked_by(opened) is not None:
                raise RuleError(tr("Its removal is asked for already. Another person who leads it confirms."))
            said = tr("Asked for the whole record to be removed; a second person confirms.")
            entry = new_entry(work, EntryKind.DECISION, said, about=REMOVAL, answer="asked")
            add_to_case(work, opened, entry)
            work.did(Did.CASE_REMOVAL_ASKED, Noun.INCIDENTS, subject_kind="case", subject_id=case_id)
            work.done()

    def keep(self, case_id: UUID, reason: str) -> None:
        """Take back that it was asked for: the record stays. Raises FieldError without a reason, and as `ask` does."""
        if not reason.strip():
            raise FieldError("reason", tr("Write down why it stays."))
        with self._session.work() as work:
            opened = self._removable(work, case_id)
            if asked_by(opened) is None:
                raise RuleError(tr("Nobody has asked for its removal. Nothing was changed."))
            entry = new_entry(
                work, EntryKind.DECISION, tr("The record stays."), about=REMOVAL, answer="kept", reason=reason.strip()
            )
            add_to_case(work, opened, entry)
            work.done()

    def confirm(self, case_id: UUID) -> None:
        """Remove the record, its keys and its evidence for good. Only another person than who asked can do it.

        Raises NotAllowedError, RecordMissingError, RuleError.
        """
        session = self._session
        with session.work() as work:
            opened = self._removable(work, case_id)
            asked = asked_by(opened)
            if asked is None:
                raise RuleError(tr("Nobody has asked for its removal. Nothing was changed."))
            if asked == session.person_id:
                raise RuleError(
                    tr("You asked for it yourself: another person who leads it confirms. Nothing was changed.")
                )
            files = work.uow.evidence_files.of([case_id])
            work.uow.sealed.drop_wraps(opened.readers, CaseSort.INCIDENT.value, case_id)
            work.uow.sealed.put_parts(CaseSort.INCIDENT.value, case_id, {})
            for file in files:
                work.uow.evidence_files.remove(file.id)
                work.did(Did.CASE_REMOVED, subject_kind="evidence", subject_id=file.id, case=str(case_id))
            work.uow.cases.remove(case_id)
            work.did(Did.CASE_REMOVED, Noun.INCIDENTS, subject_kind="case", subject_id=case_id)
            work.done()
        session.opened_cases.pop(case_id, None)
        folder = EvidenceFolder(session.folder)
        for file in files:
            folder.destroy(file.id)
        session.database.checkpoint()  # the log of writing holds the old pages until then

    def _removable(self, work: Work, case_id: UUID) -> Opened:
        self._session.demand(work.uow, Action.LEAD_INCIDENTS)
        opened = open_case(self._session, work.uow, CaseSort.INCIDENT, case_id)
        facts = opened.facts
        if not isinstance(facts, Incident) or not (may_go(facts) or over_its_time(work.uow, facts, work.session.today)):
            raise RuleError(
                tr(
                    "Only a closed record that stands over its time, or an allegation that was closed as malicious or "
                    "false, can be removed. Nothing was changed."
                )
            )
        if record_is_kept(work.uow, incident_ended(work.uow, facts), work.session.today):
            raise RuleError(tr("Somebody ordered: keep, do not destroy. End the order first. Nothing was changed."))
        return opened


def may_go(incident: Incident) -> bool:
    """Whether the outcome lets the record be removed whole."""
    return incident.state is CaseState.CLOSED and bool(REMOVABLE & set(incident.outcomes))


def over_its_time(uow: UnitOfWork, incident: Incident, today: date) -> bool:
    """Whether the record was closed so long ago that its class says it may go (mill-lane:8.4)."""
    day = goes_from(incident_ended(uow, incident), uow.retention_periods.all())
    return day is not None and day <= today


def may_do(session: Session, uow: UnitOfWork, opened: Opened) -> tuple[str, ...]:
    """What whoever reads an incident may do about its removal, by the names of the dialogs."""
    facts = opened.facts
    if not isinstance(facts, Incident) or not session.allows(uow, Action.LEAD_INCIDENTS):
        return ()
    if not may_go(facts) and not over_its_time(uow, facts, session.today):
        return ()
    asked = asked_by(opened)
    if asked is None:
        return (ASK,)
    return (KEEP,) if asked == session.person_id else (CONFIRM, KEEP)


def asked_by(opened: Opened) -> UUID | None:
    """Who asked for the removal, where that stands."""
    entry = _standing(opened)
    return entry.by if entry is not None else None


def _standing(opened: Opened) -> Entry | None:
    said = [entry for entry in opened.entries if entry.kind is EntryKind.DECISION and entry.about == REMOVAL]
    return said[-1] if said and said[-1].answer == "asked" else None
