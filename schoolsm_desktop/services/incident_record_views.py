"""A record as it is read: the chronology, what is open, the facts, and what may be chosen when something is added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseSort, CaseState, Entry, EntryKind
from schoolsm_desktop.domain.contacts import CONTACT_WORDS
from schoolsm_desktop.domain.incident_kinds import INCIDENT_WORDS, SEVERITY_WORDS
from schoolsm_desktop.domain.incident_record import (
    Line,
    OpenAction,
    chronology,
    entry_text,
    in_order,
    open_actions,
    short_moment,
    waits_for_answer,
)
from schoolsm_desktop.domain.incident_words import (
    DEVICE_WORDS,
    DUTY_WORDS,
    HARM_WORDS,
    LEGAL_WORDS,
    MARK_WORDS,
    PART_WORDS,
    VISIBILITY_WORDS,
)
from schoolsm_desktop.domain.incidents import CasePerson, DeviceOwner, Duties, Incident, Part, Visibility
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.record_changes import clause_label, person_words
from schoolsm_desktop.domain.rules import ContactKind, PlatformReporter, TellParents
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, open_case
from .case_removal import may_do
from .seen_again import seen_again
from .session import Session

MOST_READERS = 4
LINK_WORDS = {
    "incident": "Incident",
    "complaint": "Complaint",
    "person": "Colleague",
    "account": "Account",
    "post": "Post",
    "block": "Block",
    "takedown": "Asked to take down",
    "moderation": "Moderation",
}


@dataclass(frozen=True, slots=True)
class LinkView:
    """What the record points at: what it is, and what it is called today."""

    kind: str
    id: UUID
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class RecordView:
    """A record, ready to be shown. `advice` is legal advice, kept apart from `lines`."""

    id: UUID
    revision: int
    incident: Incident
    title: str
    sentence: str
    severity: str
    hold: bool
    is_closed: bool
    lines: tuple[Line, ...]
    advice: tuple[Line, ...]
    actions: tuple[OpenAction, ...]
    waiting: tuple[tuple[int, str], ...]
    links: tuple[LinkView, ...]
    facts: tuple[tuple[str, str], ...]
    evidence: int
    may_add: bool
    may_safeguard: bool
    now: datetime
    removals: tuple[str, ...] = ()
    """What may be done about removing it whole, by the names of the dialogs."""


@dataclass(frozen=True, slots=True, repr=False)
class RecordChoices:
    """What can be chosen in the dialogs of a record."""

    view: RecordView
    people: tuple[tuple[str, str, str], ...]
    pupils: tuple[tuple[str, str, str], ...]
    present: tuple[str, ...]
    leads: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str, str], ...]
    agencies: tuple[tuple[str, str], ...]
    clauses: tuple[tuple[str, str, str], ...]
    entries: tuple[tuple[str, str], ...]
    platform_reporter: PlatformReporter
    tell_parents: TellParents
    today: date


class Reading:
    """Names and records around one opened case, for whoever is signed in."""

    def __init__(
        self, session: Session, uow: UnitOfWork, opened: Opened, people: Mapping[UUID, Person] | None = None
    ) -> None:
        """`people` are everybody, where many cases are read in one go."""
        self.session, self.uow, self.opened = session, uow, opened
        self.people = people if people is not None else {p.id: p for p in uow.people.all()}
        self.incident = opened.incident.incident
        self.now = session.clock.now()

    def name(self, person_id: UUID) -> str:
        """A colleague as a sentence names them."""
        found = self.people.get(person_id)
        return found.short_name if found is not None else tr("somebody who is not in the records")

    def person(self, person: CasePerson) -> str:
        """Somebody in the incident; a pupil as the roll has them now."""
        name = self.name(person.person_id) if person.person_id is not None else ""
        if person.pupil_id is not None:
            pupil = self.uow.pupils.find(person.pupil_id)
            name = pupil.name if pupil is not None else ""
        return person_words(person, name)

    def entries(self) -> tuple[Entry, ...]:
        """The entries that may be read: what points at a record that is not shared does not exist."""
        return tuple(x for x in self.opened.entries if not x.link or self.link(x.link) is not None)

    def link(self, link: str) -> LinkView | None:
        """What a link points at; None where it is gone or not shared with the person signed in."""
        kind, _, record = link.partition(":")
        try:
            record_id = UUID(record)
        except ValueError:
            return None
        found = self._linked(kind, record_id)
        return LinkView(kind, record_id, tr("{kind}: {name}", kind=tr(LINK_WORDS[kind]), name=found)) if found else None

    def _linked(self, kind: str, record: UUID) -> str:
        if kind in (CaseSort.INCIDENT.value, CaseSort.COMPLAINT.value):
            try:
                return open_case(self.session, self.uow, CaseSort(kind), record).facts.reference
            except RecordMissingError:
                return ""
        uow = self.uow
        finds: dict[str, Callable[[], str]] = {
            "person": lambda: self.people[record].name if record in self.people else "",
            "account": lambda: found.name if (found := uow.accounts.find(record)) else "",
            "post": lambda: found.title if (found := uow.posts.find(record)) else "",
            "block": lambda: tr("a blocked user") if uow.blocks.find(record) else "",
            "takedown": lambda: tr("what was asked for") if uow.takedowns.find(record) else "",
            "moderation": lambda: day_text(found.at.date()) if (found := uow.moderation_acts.find(record)) else "",
        }
        return finds[kind]() if kind in finds else ""


def read_record(session: Session, uow: UnitOfWork, opened: Opened) -> RecordView:
    """The record of an incident for the person signed in."""
    reading = Reading(session, uow, opened)
    incident, entries, now = reading.incident, reading.entries(), reading.now
    profile = session.profile(uow)
    plain = [x for x in entries if not x.privileged]
    links = dict.fromkeys(x.link for x in entries if x.link)
    return RecordView(
        incident.id,
        opened.file.revision,
        incident,
        tr("Incident {reference}", reference=incident.reference),
        _sentence(reading),
        tr(SEVERITY_WORDS[incident.severity]).capitalize() if incident.severity is not None else "",
        incident.hold_reply,
        incident.state is CaseState.CLOSED,
        chronology(plain, reading.name, now),
        chronology((x for x in entries if x.privileged), reading.name, now),
        open_actions(plain, reading.name, now),
        tuple((x.number, _short(x, reading)) for x in waits_for_answer(plain)),
        tuple(found for each in links if (found := reading.link(each)) is not None),
        _facts(reading, profile),
        len(opened.evidence),
        session.allows(uow, Action.LEAD_INCIDENTS),
        session.allows(uow, Action.DECIDE_SAFEGUARDING),
        now,
        may_do(session, uow, opened),
    )


def read_choices(session: Session, uow: UnitOfWork, opened: Opened, linkable: Iterable[Opened]) -> RecordChoices:
    """The record with what its dialogs offer."""
    reading = Reading(session, uow, opened)
    profile = session.profile(uow)
    people = sorted((p for p in reading.people.values() if p.merged_into is None), key=lambda p: p.name)
    sees_pupils = session.allows(uow, Action.SEE_PUPILS)
    pupils = sorted(uow.pupils.all(), key=lambda p: p.name) if sees_pupils else []
    linked = [
        *((f"{o.file.sort.value}:{o.facts.id}", o.facts.reference, _what(o)) for o in linkable),
        *((f"account:{a.id}", a.name, tr("account")) for a in uow.accounts.all()),
        *((f"person:{p.id}", p.name, p.job_title) for p in people),
    ]
    return RecordChoices(
        read_record(session, uow, opened),
        tuple((str(p.id), p.name, p.job_title) for p in people),
        tuple((str(p.id), p.name, p.class_name) for p in pupils),
        tuple(tr("{part}: {who}", part=tr(PART_WORDS[x.part]), who=reading.person(x)) for x in reading.incident.people),
        tuple((str(p), reading.name(p)) for p in sorted(opened.readers, key=reading.name)),
        tuple(linked),
        _agencies(profile),
        _clauses(profile, reading.incident),
        tuple((str(x.number), _short(x, reading)) for x in reversed(in_order(reading.entries()))),
        profile.rules.platform_reporter,
        profile.rules.tell_parents,
        session.today,
    )


def _what(opened: Opened) -> str:
    if opened.file.sort is CaseSort.INCIDENT:
        return tr(INCIDENT_WORDS[opened.incident.incident.kind])
    return tr("complaint")


def _short(entry: Entry, reading: Reading) -> str:
    text = entry_text(entry, reading.name)
    short = text if len(text) <= 70 else f"{text[:69]}…"
    return tr("{day}: {words}", day=short_moment(entry.at, reading.now), words=short)


def _sentence(reading: Reading) -> str:
    """Kind · where · who reads it."""
    incident, uow = reading.incident, reading.uow
    account = uow.accounts.find(incident.account_id) if incident.account_id is not None else None
    where = account.name if account is not None else incident.where
    readers = sorted(reading.name(x) for x in reading.opened.readers)
    more = len(readers) - MOST_READERS
    if more > 1:
        readers = [*readers[:MOST_READERS], tr("{count} others", count=more)]
    parts = [tr(INCIDENT_WORDS[incident.kind]), where, tr("Read by {people}", people=list_text(readers))]
    return " · ".join(part for part in parts if part)


def _facts(reading: Reading, profile: Profile) -> tuple[tuple[str, str], ...]:
    """What is known beyond what happened; what nobody has said yet is left out."""
    incident = reading.incident
    people = [(tr(PART_WORDS[part]), list_text([reading.person(x) for x in incident.of_part(part)])) for part in Part]
    more = [
        (tr("Happened"), _happened(incident)),
        (tr("Page address"), incident.address),
        (tr("May concern"), "; ".join(clause_label(key, profile) for key in incident.clauses)),
        (tr("Marked"), list_text([tr(MARK_WORDS[x]) for x in incident.marks])),
        (tr("Legal"), list_text([tr(LEGAL_WORDS[x]) for x in incident.legal_marks])),
        (tr("May harm"), list_text([tr(HARM_WORDS[x]) for x in incident.harms])),
        (tr("It happened"), tr(DUTY_WORDS[incident.duty]) if incident.duty is not Duties.NOT_KNOWN else ""),
        (tr("Device"), tr(DEVICE_WORDS[incident.device]) if incident.device is not DeviceOwner.NOT_KNOWN else ""),
        (
            tr("Seen by"),
            tr(VISIBILITY_WORDS[incident.visibility]) if incident.visibility is not Visibility.NOT_KNOWN else "",
        ),
        (tr("Account"), tr("private") if incident.is_private_account else ""),
        (tr("Leads it"), reading.name(incident.lead_id) if incident.lead_id is not None else ""),
        (tr("Seen before"), seen_again(reading.session, reading.uow, incident)),
    ]
    return tuple((label, value) for label, value in (*people, *more) if value)


def _happened(incident: Incident) -> str:
    day = day_text(incident.happened_on) if incident.happened_on is not None else ""
    return " ".join(part for part in (day, incident.happened_at) if part)


def _agencies(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Those your policy names first."""
    every = dict.fromkeys((*profile.rules.contacts, *ContactKind))
    return tuple((kind.value, tr(CONTACT_WORDS[kind])) for kind in every)


def _clauses(profile: Profile, incident: Incident) -> tuple[tuple[str, str, str], ...]:
    """The breaches your policy names, then its other clauses that an incident may concern."""
    breaches = [(x.key, clause_label(x.key, profile), "") for x in profile.rules.breaches]
    named = {x.clause for x in profile.rules.breaches}
    others = [(x.id, clause_label(x.id, profile), "") for x in profile.clauses if x.id not in named]
    kept = {key for key, _, _ in (*breaches, *others)}
    gone = [(key, key, "") for key in incident.clauses if key not in kept]
    return (*breaches, *others, *gone)


KINDS_WHEN_CLOSED = frozenset(
    {EntryKind.NOTE, EntryKind.CORRECTION, EntryKind.ANSWER, EntryKind.SUPPORT, EntryKind.LINK, EntryKind.DONE}
)
"""What can still be added to a record that is closed; for anything else it is opened again first."""
