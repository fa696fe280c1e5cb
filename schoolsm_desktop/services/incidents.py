"""Incidents: who reported what, to whom it is sealed, and the views of those who may read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from schoolsm_desktop.domain.case_readers import OFFICE
from schoolsm_desktop.domain.cases import CaseSort, CaseState, EntryKind, Evidence
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.evidence import EvidenceFacts
from schoolsm_desktop.domain.incident_kinds import INCIDENT_WORDS, IncidentKind
from schoolsm_desktop.domain.incidents import Incident
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.rules import Reporter
from schoolsm_desktop.domain.seen_before import Met
from schoolsm_desktop.domain.telling import TELL
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import add_to_case, file_case, new_reference, open_case, open_cases
from .evidence_taking import claim, evidence_entry, gate_entry
from .incident_intake import Outlook, Report, filed_words, first_entries, outlook, read_intake, told_entry, weigh
from .lists import read_entries
from .seen_again import met_again
from .session import Session, Work

__all__ = ("Choice", "Filed", "IncidentLine", "IncidentService", "Outlook", "Report", "ReportChoices")

Choice = tuple[str, str, str]
"""A value, its words, and a quiet detail."""


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One line of the list."""

    id: UUID
    reference: str
    kind: str
    when: str
    state: str
    incident: Incident


@dataclass(frozen=True, slots=True)
class Filed:
    """An incident that is kept. `words` say whom it went to and who is told; whoever cannot read it has no reference."""

    id: UUID
    reference: str
    readable: bool
    told: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """What the form offers. `types` are (key, words) of the school's list, those in use; `own_types` need a likeness.

    `reporters` are those whose reports the policy takes; `others` may still be typed in by the office. Pupils are offered
    to whoever sees the pupils, and typed by name otherwise.
    """

    me: UUID
    types: tuple[tuple[str, str], ...]
    own_types: frozenset[str]
    people: tuple[Choice, ...]
    pupils: tuple[Choice, ...]
    accounts: tuple[Choice, ...]
    reporters: tuple[Reporter, ...]
    others: tuple[Reporter, ...]


class IncidentService:
    """Deeds and views of incidents; whoever has no key to one is told nothing of it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self) -> tuple[IncidentLine, ...]:
        """Every incident that the person signed in can read, the newest first."""
        with self._session.reading() as uow:
            opened = open_cases(self._session, uow, CaseSort.INCIDENT)
            types = type_names(uow)
        return tuple(_line(one.incident.incident, types) for one in opened)

    def choices(self) -> ReportChoices:
        """What the report form offers to the person signed in; names and jobs of colleagues, and nothing else of them."""
        session = self._session
        with session.reading() as uow:
            rules = session.profile(uow).rules
            entries = [e for e in read_entries(uow, ListKind.INCIDENT_TYPES) if e.ended_at is None]
            here = [p for p in uow.people.all() if not p.left_by(session.today) and p.merged_into is None]
            sees_pupils = session.allows(uow, Action.SEE_PUPILS)
            pupils = uow.pupils.all() if sees_pupils else ()
            accounts = [a for a in uow.accounts.all() if a.is_live]
            in_office = bool(session.duties(uow) & OFFICE)
        shipped = {kind.value for kind in IncidentKind}
        return ReportChoices(
            me=session.person_id,
            types=tuple((e.key, e.name) for e in entries),
            own_types=frozenset(e.key for e in entries if e.key not in shipped),
            people=tuple((str(p.id), p.name, p.job_title) for p in sorted(here, key=lambda p: p.sort_name.casefold())),
            pupils=tuple((str(p.id), p.name, p.class_name) for p in pupils),
            accounts=tuple((str(a.id), a.name, "") for a in sorted(accounts, key=lambda a: a.name.casefold())),
            reporters=rules.reporters,
            others=tuple(r for r in Reporter if r not in rules.reporters) if in_office else (),
        )

    def outlook(self, report: Report) -> Outlook:
        """Who would read it and be told, by what is typed so far; and whether words of it are taken at all."""
        with self._session.reading() as uow:
            return outlook(self._session, uow, weigh(self._session, uow, report))

    def report(self, report: Report) -> Filed:
        """File an incident, sealed to those who may read it. Everybody with a sign-in may.

        Raises FieldError beside what cannot be, RuleError where nobody could read it: about the headteacher without a
        chair who signs in (PRACTICE 2). Nothing is kept then, and nothing of it is in the log.
        """
        session = self._session
        with session.work() as work:
            intake = read_intake(session, work.uow, report)
            seen = outlook(session, work.uow, intake)
            if seen.stopped:
                raise RuleError(seen.stopped)
            _check_told(report, session.clock.now())
            reference = new_reference(session, work.uow, CaseSort.INCIDENT, intake.readers.level)
            incident = replace(intake.incident, reference=reference.words)
            intake = replace(intake, incident=incident)
            evidence = _claimed(work, incident.id, report)
            asked = [gate_entry(work, refused=False)] if evidence else []
            entries = first_entries(work, intake, report) + asked + [evidence_entry(work, one) for one in evidence]
            file_case(work, incident, intake.readers.people, entries, reference=reference, evidence=evidence)
            work.done()
        known = {person_id for person_id, _ in report.told} | {session.person_id}
        told = tuple(tell.words for tell in seen.tells if tell.person_id not in known)
        words = filed_words(told, seen.readers, readable=seen.readable, evidence=len(report.staged))
        return Filed(incident.id, incident.reference if seen.readable else "", seen.readable, told, words)

    def met_before(self, case_id: UUID) -> tuple[Met, ...]:
        """Where the people outside whom it is about were met before, among what the person signed in can read."""
        session = self._session
        with session.reading() as uow:
            incident = open_case(session, uow, CaseSort.INCIDENT, case_id).incident.incident
            return met_again(session, uow, incident)

    def tell(self, case_id: UUID, number: int, at: datetime | None = None, words: str = "") -> None:
        """Record that somebody who was to be told has been, and when. Raises RuleError where that is recorded already."""
        session = self._session
        with session.work() as work:
            opened = open_case(session, work.uow, CaseSort.INCIDENT, case_id)
            action = next((e for e in opened.entries if e.number == number and e.about == TELL), None)
            if action is None or action.kind is not EntryKind.ACTION:
                raise RuleError(tr("There is nobody to be told under this number. Nothing was changed."))
            if any(e.of == number and e.kind is EntryKind.TOLD for e in opened.entries):
                raise RuleError(tr("That this person was told is recorded already. Nothing was changed."))
            now = session.clock.now()
            if at is not None and at > now:
                raise FieldError(
                    "at", tr("This moment has not come yet. Look at the day, and at the clock of this PC.")
                )
            entry = told_entry(work, number, action.person_id, action.who, at or now, words.strip())
            add_to_case(work, opened, entry)
            work.done()


def type_names(uow: UnitOfWork) -> dict[str, str]:
    """What the school calls each type, those no longer offered too."""
    return {entry.key: entry.name for entry in read_entries(uow, ListKind.INCIDENT_TYPES)}


def _claimed(work: Work, case_id: UUID, report: Report) -> tuple[Evidence, ...]:
    facts = EvidenceFacts(source=report.source, address=report.address, seen_at=report.seen_at)
    return tuple(claim(work, case_id, one, facts) for one in report.staged)


def _check_told(report: Report, now: datetime) -> None:
    if any(at > now for _, at in report.told):
        raise FieldError(
            "told", tr("They cannot have been told later than now. Look at the time, and at this PC’s clock.")
        )


def _line(incident: Incident, types: dict[str, str]) -> IncidentLine:
    said = types.get(incident.type_key, "") or tr(INCIDENT_WORDS[incident.kind])
    return IncidentLine(
        incident.id,
        incident.reference,
        said,
        day_text(incident.recorded_at.date()),
        tr("Closed") if incident.state is CaseState.CLOSED else tr("Open"),
        incident,
    )
