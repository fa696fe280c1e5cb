"""The record of an incident: what is added to it, what is changed of its facts, and how it is read.

Reading needs a key to the incident and nothing else; adding needs the key and the action. Entries are only added.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID

from schoolsm_desktop.domain.case_readers import first_readers
from schoolsm_desktop.domain.cases import CaseSort, CaseState, Entry, EntryKind
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, RuleError
from schoolsm_desktop.domain.incident_kinds import INCIDENT_WORDS
from schoolsm_desktop.domain.incident_record import INSURER, entry_text, open_actions
from schoolsm_desktop.domain.incidents import CasePerson, Incident, LegalMark, Part
from schoolsm_desktop.domain.letters import plain
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.record_changes import FactChange, change_words, changed
from schoolsm_desktop.domain.record_entries import KINDS, MOST_SHORT, ONCE, Adding, NewEntry, check_new, entry_fields
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import (
    Opened,
    add_to_case,
    close_to_named,
    new_entry,
    open_case,
    open_cases,
    subjects_of,
    unshare_case,
)
from .case_sharing import named_words, who_stays
from .incident_record_views import (
    KINDS_WHEN_CLOSED,
    Reading,
    RecordChoices,
    RecordView,
    read_choices,
    read_record,
)
from .school_days import calendar_of
from .schools import home_school
from .session import Session, Work

MOST_PEOPLE = 60


@dataclass(frozen=True, slots=True, repr=False)
class Shelf:
    """What the list needs beside its lines: which are mine, and every word of each, to search in."""

    mine: frozenset[UUID]
    words: dict[UUID, str]


class IncidentRecordService:
    """Deeds and views of the record of incidents."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # Reading

    def view(self, case_id: UUID) -> RecordView:
        """One record. Raises RecordMissingError where it is not there or not shared: both read alike."""
        with self._session.reading() as uow:
            return read_record(self._session, uow, self._open(uow, case_id))

    def choices(self, case_id: UUID) -> RecordChoices:
        """One record with what its dialogs offer. Raises RecordMissingError."""
        session = self._session
        with session.reading() as uow:
            opened = self._open(uow, case_id)
            cases = [x for sort in CaseSort for x in open_cases(session, uow, sort) if x.facts.id != case_id]
            return read_choices(session, uow, opened, cases)

    def shelf(self) -> Shelf:
        """Which incidents are mine (I lead it, reported it, or have something to do in it), and the words of each."""
        session = self._session
        mine: list[UUID] = []
        words: dict[UUID, str] = {}
        with session.reading() as uow:
            people = {person.id: person for person in uow.people.all()}
            for opened in open_cases(session, uow, CaseSort.INCIDENT):
                reading = Reading(session, uow, opened, people)
                incident, entries = reading.incident, reading.entries()
                actions = open_actions(entries, reading.name, reading.now)
                owners = {x.owner_id for x in actions} | {incident.lead_id, incident.recorded_by}
                if session.person_id in owners:
                    mine.append(incident.id)
                words[incident.id] = _words_of(reading, entries)
        return Shelf(frozenset(mine), words)

    # Deeds

    def add(self, case_id: UUID, new: NewEntry) -> int:
        """Add one entry; gives its number.

        Raises FieldError, RuleError, NotAllowedError, RecordMissingError, and ChangedMeanwhileError where the entry
        rests on a record that somebody added to since it was shown.
        """
        with self._session.work() as work:
            self._demand(work, new.adding)
            opened = self._open(work.uow, case_id)
            if new.adding in ONCE:
                _demand_unchanged(opened, new.revision)
            entry = self._entry(work, opened, new)
            kept = add_to_case(work, opened, entry)
            work.done()
        return len(kept.entries)

    def change(self, case_id: UUID, change: FactChange) -> None:
        """Put the facts as whoever leads it sees them now; the record says what was otherwise before.

        A mark that the employer could be liable asks for the insurer at once (mill-lane:4.4). Raises FieldError,
        NotAllowedError, RecordMissingError, ChangedMeanwhileError.
        """
        with self._session.work() as work:
            opened = self._opened_to_change(work, case_id, change.revision)
            before = opened.incident.incident
            after = changed(before, change)
            said = self._said(work, opened, after)
            more = []
            liable = LegalMark.EMPLOYER_LIABILITY
            if liable in after.legal_marks and liable not in before.legal_marks:
                more.append(self._tell_insurer(work, after))
            entry = new_entry(work, EntryKind.CHANGED, said, reason=plain(change.why).strip())
            add_to_case(work, opened, entry, *more, facts=after)
            work.done()

    def name_people(self, case_id: UUID, people: Collection[CasePerson], why: str, revision: int) -> None:
        """Say who is in it now. Whoever it is now said to be can no longer read it; about the headteacher only the chair can.

        Raises FieldError, RuleError, NotAllowedError, RecordMissingError, ChangedMeanwhileError.
        """
        if len(people) > MOST_PEOPLE:
            raise FieldError("people", tr("These are too many people for one incident. Begin another one."))
        with self._session.work() as work:
            opened = self._opened_to_change(work, case_id, revision)
            after = replace(opened.incident.incident, people=tuple(_tidy(one) for one in people))
            self._demand_known(work.uow, after)
            said = self._said(work, opened, after)
            self._keep_people(work, opened, after, new_entry(work, EntryKind.CHANGED, said, reason=plain(why).strip()))
            work.done()

    def lead(self, case_id: UUID, person_id: UUID, revision: int) -> None:
        """Say who leads it: somebody who can read it and may. Raises RuleError and as `change` does."""
        with self._session.work() as work:
            opened = self._opened_to_change(work, case_id, revision)
            if person_id not in opened.readers:
                raise RuleError(tr("Whoever leads it must be able to read it. Nothing was changed. Share it first."))
            after = replace(opened.incident.incident, lead_id=person_id)
            said = self._said(work, opened, after)
            add_to_case(work, opened, new_entry(work, EntryKind.CHANGED, said), facts=after)
            work.done()

    # Inside

    def _open(self, uow: UnitOfWork, case_id: UUID) -> Opened:
        return open_case(self._session, uow, CaseSort.INCIDENT, case_id)

    def _demand(self, work: Work, adding: Adding) -> None:
        self._session.demand(work.uow, Action.LEAD_INCIDENTS)
        if adding is Adding.SAFEGUARDING:
            self._session.demand(work.uow, Action.DECIDE_SAFEGUARDING)

    def _entry(self, work: Work, opened: Opened, new: NewEntry) -> Entry:
        now = self._session.clock.now()
        if opened.incident.incident.state is CaseState.CLOSED and KINDS[new.adding] not in KINDS_WHEN_CLOSED:
            raise RuleError(tr("This incident is closed. Nothing was added. Open it again, then add this."))
        check_new(new, opened.entries, now, has_evidence=bool(opened.evidence))
        if new.person_id is not None:
            _demand_person(work.uow, new.person_id)
        if new.link and Reading(self._session, work.uow, opened).link(new.link) is None:
            raise FieldError("link", tr("That record is not there any more, so nothing points at it. Choose another."))
        kind, fields = entry_fields(new, opened.entries)
        if new.adding is Adding.ACTION and new.person_id is None and not new.who.strip():
            fields["person_id"] = self._session.person_id
        return new_entry(work, kind, at=new.at, **fields)

    def _opened_to_change(self, work: Work, case_id: UUID, revision: int) -> Opened:
        self._session.demand(work.uow, Action.LEAD_INCIDENTS)
        opened = self._open(work.uow, case_id)
        _demand_unchanged(opened, revision)
        if opened.incident.incident.state is CaseState.CLOSED:
            raise RuleError(tr("This incident is closed. Nothing was changed. Open it again first."))
        return opened

    def _said(self, work: Work, opened: Opened, after: Incident) -> str:
        reading = Reading(self._session, work.uow, opened)
        names = {person.id: person.short_name for person in reading.people.values()}
        profile = self._session.profile(work.uow)
        said = change_words(reading.incident, after, profile, reading.person, names)
        if not said:
            raise RuleError(tr("Nothing is other than before, so nothing was saved."))
        return said

    def _tell_insurer(self, work: Work, incident: Incident) -> Entry:
        today = self._session.today
        calendar = calendar_of(work.uow, home_school(work.uow), today)
        due = datetime.combine(calendar.after_working_days(today, 1), time(17)).astimezone()
        return new_entry(
            work,
            EntryKind.ACTION,
            tr("Tell the insurer, and ask for legal advice"),
            about=INSURER,
            person_id=incident.lead_id or self._session.person_id,
            due=due,
        )

    def _demand_known(self, uow: UnitOfWork, incident: Incident) -> None:
        for one in incident.people:
            if one.person_id is not None:
                _demand_person(uow, one.person_id)
            if one.pupil_id is not None and uow.pupils.find(one.pupil_id) is None:
                raise FieldError("people", tr("One of these pupils is not on the roll any more. Choose again."))

    def _keep_people(self, work: Work, opened: Opened, after: Incident, entry: Entry) -> None:
        """Keep who is in it, sealed from whom it is now said to be about.

        About the headteacher it goes to the chair alone; about a colleague it leaves the office's view.
        """
        uow, session = work.uow, self._session
        about = after.subject_ids - opened.incident.incident.subject_ids
        first = first_readers(after, uow.duties.standing(session.today), session.today)
        if about and first.only_chair:
            may = first.people & session.keys.recipients()
            if not may:
                raise RuleError(
                    tr(
                        "This is about the headteacher, and the chair of governors has no sign-in, so it cannot be kept "
                        "here. Nothing was saved. Ring the chair and the local authority’s officer today, and write it "
                        "on the blank form."
                    )
                )
            close_to_named(work, opened, may, entry, facts=after)
            return
        stay = who_stays(session, uow, opened, after) if about else frozenset()
        if stay:
            named = new_entry(work, EntryKind.SHARED, named_words(uow, opened, stay))
            close_to_named(work, opened, stay, entry, named, facts=after)
            return
        gone = subjects_of(uow, after) & opened.readers
        add_to_case(work, unshare_case(work, opened, gone) if gone else opened, entry, facts=after)


def _tidy(one: CasePerson) -> CasePerson:
    return replace(one, name=plain(one.name).strip()[:MOST_SHORT], handle=plain(one.handle).strip()[:MOST_SHORT])


def _demand_person(uow: UnitOfWork, person_id: UUID) -> None:
    if uow.people.find(person_id) is None:
        raise FieldError("person_id", tr("This colleague is not in the records any more. Choose somebody else."))


def _demand_unchanged(opened: Opened, revision: int) -> None:
    if revision and revision != opened.file.revision:
        raise ChangedMeanwhileError(
            tr(
                "Somebody has added to this record since you opened it. Nothing was saved; what you typed stays here. "
                "Look at the record again, then decide."
            )
        )


def _words_of(reading: Reading, entries: tuple[Entry, ...]) -> str:
    incident = reading.incident
    said = [incident.what, incident.where, incident.address, incident.outcome_words, tr(INCIDENT_WORDS[incident.kind])]
    people = [reading.person(x) for part in Part for x in incident.of_part(part)]
    handles = [x.handle for x in incident.people]
    return " ".join([*said, *people, *handles, *(entry_text(x, reading.name) for x in entries)])
