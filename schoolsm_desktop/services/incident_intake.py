"""How an incident is taken: from what was typed to its facts, its readers, who is told by when, and its first entries.

Nobody is judged here (PRACTICE 10): the form names who it is said to be; clauses and outcomes come from who leads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from schoolsm_desktop.domain.case_readers import BREACH_HIDES, FirstReaders, Office, first_readers
from schoolsm_desktop.domain.cases import CaseLevel, Entry, EntryKind, Source
from schoolsm_desktop.domain.contacts import contact_words
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.evidence import StagedEvidence
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Incident, Mark, Part
from schoolsm_desktop.domain.intake import Colleagues, check_incident, known_again, known_since, likely_kind
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.policy import Profile, duty_title
from schoolsm_desktop.domain.rule_lines import time_words
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.domain.telling import TELL, Tell, to_tell
from schoolsm_desktop.domain.wording import day_text, list_text, moment_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import new_entry
from .evidence_taking import gate_entry
from .lists import read_entries
from .schools import home_school
from .session import Session, Work

_RING = (ContactKind.CHAIR, ContactKind.LADO, ContactKind.CHILDRENS_SERVICES, ContactKind.LOCAL_AUTHORITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was typed: only `what` and somebody with the part REPORTED_BY are needed.

    `kind` None reads as not known yet; `type_key` is the entry of the school's own list. `told` are people who know of it
    already, with the moment they were told. `gate_refused` says that a file was not taken in, since it may be a sexual
    picture of somebody under 18.
    """

    what: str
    people: tuple[CasePerson, ...] = ()
    kind: IncidentKind | None = None
    type_key: str = ""
    allegation: Answer = Answer.NOT_ASKED
    where: str = ""
    account_id: UUID | None = None
    address: str = ""
    happened_on: date | None = None
    happened_at: str = ""
    seen_at: datetime | None = None
    known_at: datetime | None = None
    marks: tuple[Mark, ...] = ()
    is_urgent: bool = False
    data: Answer = Answer.NOT_ASKED
    hold_reply: bool = False
    paper_on: date | None = None
    staged: tuple[StagedEvidence, ...] = ()
    source: Source = Source.NOT_KNOWN
    gate_refused: bool = False
    told: tuple[tuple[UUID, datetime], ...] = ()
    link: str = ""
    """What it was begun from, as `post:<id>` or `moderation:<id>`; only the sealed record says so."""


@dataclass(frozen=True, slots=True)
class TellLine:
    """Somebody to be told, in words: `A. Whitfield (Headteacher), at once`."""

    person_id: UUID | None
    name: str
    words: str
    clause: str


@dataclass(frozen=True, slots=True)
class Ring:
    """Somebody to ring, with the number that the school keeps; "" where none was entered."""

    who: str
    number: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What follows if it is filed so: who reads it, who is told, and whether words are taken at all.

    `stopped` says why none are: the person is shown whom to ring instead (PRACTICE 2). `asks_data` says that the type may
    hide a breach of personal data.
    """

    readers: tuple[str, ...] = ()
    tells: tuple[TellLine, ...] = ()
    readable: bool = False
    asks_data: bool = False
    stopped: str = ""
    ring: tuple[Ring, ...] = ()

    @property
    def sentence(self) -> str:
        """The calm last sentence of the form."""
        if self.stopped:
            return self.stopped
        said = [tr("{names} will read it, and nobody else.", names=list_text(self.readers))]
        if self.tells:
            said.append(tr("Told in person: {who}.", who="; ".join(tell.words for tell in self.tells)))
        if not self.readable:
            said.append(tr("Once it is given you cannot read it any more, and that is right."))
        return " ".join(said)


@dataclass(frozen=True, slots=True)
class Intake:
    """A report made into facts, with whom it is sealed to and whom to tell."""

    incident: Incident
    readers: FirstReaders
    tells: tuple[Tell, ...]


def read_intake(session: Session, uow: UnitOfWork, report: Report) -> Intake:
    """The facts of a report. Raises FieldError beside what cannot be; `reference` is still empty."""
    intake = weigh(session, uow, report)
    checked = check_incident(intake.incident, session.clock.now())
    _check_type(uow, report)
    return replace(intake, incident=checked)


def weigh(session: Session, uow: UnitOfWork, report: Report) -> Intake:
    """Who would read it and be told, however little is typed so far."""
    now = session.clock.now()
    people = known_again(report.people, _colleagues(session, uow))
    incident = Incident(
        id=uuid4(),
        school_id=home_school(uow).id,
        kind=report.kind or _kind_of(report.type_key) or likely_kind(people),
        reference="",
        level=CaseLevel.OFFICE,
        recorded_at=now,
        recorded_by=session.person_id,
        what=report.what,
        type_key=report.type_key or (report.kind.value if report.kind else ""),
        allegation=report.allegation,
        account_id=report.account_id,
        where=report.where,
        address=report.address,
        happened_on=report.happened_on,
        happened_at=report.happened_at,
        seen_at=report.seen_at,
        known_at=report.known_at or known_since(report.seen_at, report.paper_on, now),
        people=people,
        is_urgent=report.is_urgent,
        marks=report.marks,
        data=report.data,
        hold_reply=report.hold_reply,
        paper_on=report.paper_on,
    )
    office = read_office(session, uow)
    readers = first_readers(
        incident,
        office.duties,
        office.day,
        routes=office.routes,
        managers=office.managers,
        can_read=office.can_read,
    )
    return Intake(replace(incident, level=readers.level), readers, to_tell(incident, readers, office))


def read_office(session: Session, uow: UnitOfWork) -> Office:
    """What decides today who reads and who is told."""
    return Office(
        uow.duties.standing(session.today),
        session.today,
        session.profile(uow).rules.routes,
        {p.id: p.manager_id for p in uow.people.all() if p.manager_id is not None},
        session.keys.recipients(),
    )


def outlook(session: Session, uow: UnitOfWork, intake: Intake) -> Outlook:
    """What follows, in words."""
    may = intake.readers.people & session.keys.recipients()
    if not may:
        return Outlook(stopped=_stopped(intake.readers), ring=_numbers(uow), asks_data=False)
    names = {p.id: p.short_name for p in uow.people.all()}
    profile = session.profile(uow)
    return Outlook(
        readers=tuple(sorted(names[one] for one in may)),
        tells=tuple(tell_line(tell, names.get, profile) for tell in intake.tells),
        readable=session.person_id in may,
        asks_data=intake.incident.kind in BREACH_HIDES,
    )


def first_entries(work: Work, intake: Intake, report: Report) -> list[Entry]:
    """Reported; each who is to be told as an action by a moment; each who knows already as told; the question answered."""
    incident, paper = intake.incident, report.paper_on is not None
    known = incident.known_at or incident.recorded_at
    names = {p.id: p.name for p in work.uow.people.all()}
    entries = [
        new_entry(work, EntryKind.REPORTED, _reported(incident, work.session.person_id), at=known, from_paper=paper)
    ]
    if report.link:
        entries.append(new_entry(work, EntryKind.LINK, tr("It was written down from there."), link=report.link))
    told = dict(report.told) | ({work.session.person_id: incident.recorded_at})
    profile = work.session.profile(work.uow)
    for tell in intake.tells:
        line = tell_line(tell, names.get, profile)
        due = tell.due(known)
        entries.append(
            new_entry(
                work,
                EntryKind.ACTION,
                tr("is told {how}, by {moment}", how=time_words(tell.within_minutes), moment=moment_text(due)),
                about=TELL,
                person_id=tell.person_id,
                who=line.name,
                due=due,
                clause=tell.clause,
            )
        )
        at = told.get(tell.person_id) if tell.person_id else None
        if at is not None:
            own = tell.person_id == work.session.person_id
            words = tr("wrote it down, and so knows of it") if own else ""
            entries.append(told_entry(work, len(entries), tell.person_id, line.name, at, words))
    listed = {tell.person_id for tell in intake.tells}
    for person_id, at in report.told:
        if person_id not in listed and person_id in names:
            entries.append(told_entry(work, None, person_id, names[person_id], at, ""))
    if report.gate_refused:
        entries.append(gate_entry(work, refused=True))
    return entries


def told_entry(work: Work, number: int | None, person_id: UUID | None, name: str, at: datetime, words: str) -> Entry:
    """That somebody was told, and when; `number` is the action that it finishes."""
    return new_entry(
        work, EntryKind.TOLD, words, at=at, about=TELL if number else "", person_id=person_id, who=name, of=number
    )


def tell_line(tell: Tell, name_of: Callable[[UUID], str | None], profile: Profile) -> TellLine:
    """Who is told, in words: name and duty, and how fast."""
    found = name_of(tell.person_id) if tell.person_id else None
    title = duty_title(profile, tell.duty) if tell.duty else tr("line manager")
    name = tr("{name} ({duty})", name=found, duty=title) if found else title
    return TellLine(
        tell.person_id,
        name,
        tr("{name} {when}", name=name, when=time_words(tell.within_minutes)),
        tell.clause,
    )


def _colleagues(session: Session, uow: UnitOfWork) -> Colleagues:
    heads = holders_on(uow.duties.standing(session.today), Duty.HEADTEACHER, session.today)
    here = tuple(p for p in uow.people.all() if p.merged_into is None)
    return Colleagues(here, heads[0] if heads else None)


def _kind_of(type_key: str) -> IncidentKind | None:
    return IncidentKind(type_key) if type_key in {kind.value for kind in IncidentKind} else None


def _check_type(uow: UnitOfWork, report: Report) -> None:
    if not report.type_key or _kind_of(report.type_key):
        return
    known = {entry.key for entry in read_entries(uow, ListKind.INCIDENT_TYPES)}
    if report.type_key not in known:
        raise FieldError("type", tr("This type is not in the school’s list any more. Choose another, or none."))
    if report.kind is None:
        raise FieldError("like", tr("Say what it is most like, so that the right people are told."))


def _reported(incident: Incident, by: UUID) -> str:
    """How it came, in words: who told it, unless that is whoever wrote it down."""
    tellers = [one for one in incident.of_part(Part.REPORTED_BY) if one.person_id != by]
    said = [one.name or one.handle for one in tellers if one.name or one.handle]
    words = [tr("Told by {names}.", names=list_text(said))] if said else []
    if incident.paper_on is not None:
        words.append(tr("Typed in from a paper of {day}.", day=day_text(incident.paper_on)))
    return " ".join(words)


def _stopped(readers: FirstReaders) -> str:
    if readers.only_chair:
        return tr(
            "This is about the headteacher, and the chair of governors has no confirmed sign-in: so no word of it is taken "
            "here. Ring the chair and the local authority’s officer today, and write it on the blank form by hand."
        )
    return tr(
        "Nobody who may read this has a confirmed sign-in, so no word of it is taken here. "
        "Ring today, and write it on the blank form by hand."
    )


def _numbers(uow: UnitOfWork) -> tuple[Ring, ...]:
    """Whom to ring: the chair and the local authority's officer, each first line that is kept, or that none is."""
    kept = [c for c in uow.contacts.all() if c.ended_at is None]
    found = []
    for kind in _RING:
        of_kind = sorted((c for c in kept if c.kind is kind), key=lambda c: c.position)
        if of_kind:
            found.append(Ring(of_kind[0].title, of_kind[0].number or of_kind[0].out_of_hours))
        elif kind in (ContactKind.CHAIR, ContactKind.LADO):
            found.append(Ring(contact_words(kind), ""))
    return tuple(found)


def filed_words(told: tuple[str, ...], names: tuple[str, ...], *, readable: bool, evidence: int) -> str:
    """What is said once it is filed: whom it went to, and what is still to do by the person at the screen."""
    said = [tr("It is kept, and sealed to {names}.", names=list_text(names))]
    if evidence:
        said.append(
            ntr("{count} piece of evidence went with it.", "{count} pieces of evidence went with it.", evidence)
        )
    if told:
        said.append(tr("Tell in person now, since nothing is sent: {who}.", who="; ".join(told)))
    if not readable:
        said.append(tr("It stands here for them, and not for you any more."))
    return " ".join(said)
