"""Removing a sealed record whole: one person asks, another confirms.

It is that of a malicious or false allegation (PRACTICE 10), or a closed one that stands over its time (mill-lane:8.4).

What stays is two signed entries without a word, so that the records check knows that it went properly. Copies in older
backups go when those backups go.
"""

from __future__ import annotations

from collections.abc import Mapping
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
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Facts, Opened, add_to_case, new_entry
from .changes import Noun
from .evidence_check import any_case
from .retention import record_is_kept
from .retention_facts import case_ended
from .session import Session, Work

REMOVAL = "removal"
"""What the entry is about with which somebody asks for it."""
REMOVABLE = frozenset({f"finding:{found.value}" for found in (Finding.MALICIOUS, Finding.FALSE)})
"""As the outcomes of a closed incident name what came out about an adult."""
ASK, CONFIRM, KEEP = "case-remove", "case-remove-confirm", "case-remove-keep"
"""What may be done about it, by the name of its dialog."""
_LEADS: Mapping[CaseSort, Action] = {
    CaseSort.INCIDENT: Action.LEAD_INCIDENTS,
    CaseSort.COMPLAINT: Action.RECORD_COMPLAINTS,
}
_NOUNS: Mapping[CaseSort, Noun] = {CaseSort.INCIDENT: Noun.INCIDENTS, CaseSort.COMPLAINT: Noun.COMPLAINTS}


@dataclass(frozen=True, slots=True, repr=False)
class RemovalView:
    """What would go, and what the person signed in may do about it. `second` are who could confirm what they ask for.

    `asked` says who asked for it and when; empty where nobody did.
    """

    reference: str
    is_incident: bool
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
            opened = any_case(session, uow, case_id)
            lead = TABLE[_LEADS[opened.file.sort]]
            leading = {d.person_id for d in uow.duties.standing(session.today) if d.duty in lead}
            others = opened.readers & leading & session.keys.recipients() - {session.person_id}
            names = {person.id: person.short_name for person in uow.people.all()}
            entry = _standing(opened)
            day = day_text(entry.recorded_at.astimezone().date()) if entry else ""
            asked = tr("{name}, {day}", name=names.get(entry.by, ""), day=day) if entry else ""
            return RemovalView(
                opened.facts.reference,
                opened.file.sort is CaseSort.INCIDENT,
                len(opened.entries),
                len(opened.evidence),
                tuple(sorted(names[one] for one in others if one in names)),
                asked,
                frozenset(may_do(session, uow, opened)),
            )

    def ask(self, case_id: UUID) -> None:
        """Ask that a record goes: of a closed allegation found malicious or false, or of anything over its time.

        Raises NotAllowedError, RecordMissingError, RuleError.
        """
        with self._session.work() as work:
            opened = self._removable(work, case_id)
            if asked_by(opened) is not None:
                raise RuleError(tr("Its removal is asked for already. Another person who leads it confirms."))
            said = tr("Asked for the whole record to be removed; a second person confirms.")
            entry = new_entry(work, EntryKind.DECISION, said, about=REMOVAL, answer="asked")
            add_to_case(work, opened, entry)
            work.did(Did.CASE_REMOVAL_ASKED, _NOUNS[opened.file.sort], subject_kind="case", subject_id=case_id)
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
            sort = opened.file.sort
            work.uow.sealed.drop_wraps(opened.readers, sort.value, case_id)
            work.uow.sealed.put_parts(sort.value, case_id, {})
            for file in files:
                work.uow.evidence_files.remove(file.id)
                work.did(Did.CASE_REMOVED, subject_kind="evidence", subject_id=file.id, case=str(case_id))
            work.uow.cases.remove(case_id)
            work.did(Did.CASE_REMOVED, _NOUNS[sort], subject_kind="case", subject_id=case_id)
            work.done()
        session.opened_cases.pop(case_id, None)
        folder = EvidenceFolder(session.folder)
        for file in files:
            folder.destroy(file.id)
        session.database.checkpoint()  # the log of writing holds the old pages until then

    def _removable(self, work: Work, case_id: UUID) -> Opened:
        try:
            opened = any_case(self._session, work.uow, case_id)
        except RecordMissingError:
            self._session.demand(work.uow, Action.LEAD_INCIDENTS)  # whoever leads none is told so first, as ever
            raise
        self._session.demand(work.uow, _LEADS[opened.file.sort])
        facts = opened.facts
        if not (may_go(facts) or over_its_time(work.uow, facts, work.session.today)):
            raise RuleError(
                tr(
                    "Only a closed record that stands over its time, or an allegation that was closed as malicious or "
                    "false, can be removed. Nothing was changed."
                )
            )
        if record_is_kept(work.uow, case_ended(work.uow, facts), work.session.today):
            raise RuleError(tr("Somebody ordered: keep, do not destroy. End the order first. Nothing was changed."))
        return opened


def may_go(facts: Facts) -> bool:
    """Whether the outcome lets the record be removed whole."""
    return isinstance(facts, Incident) and facts.state is CaseState.CLOSED and bool(REMOVABLE & set(facts.outcomes))


def over_its_time(uow: UnitOfWork, facts: Facts, today: date) -> bool:
    """Whether the record was closed so long ago that its class says it may go (mill-lane:8.4)."""
    day = goes_from(case_ended(uow, facts), uow.retention_periods.all())
    return day is not None and day <= today


def may_do(session: Session, uow: UnitOfWork, opened: Opened) -> tuple[str, ...]:
    """What whoever reads a case may do about its removal, by the names of the dialogs."""
    facts = opened.facts
    if not session.allows(uow, _LEADS[opened.file.sort]):
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
