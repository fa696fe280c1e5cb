"""Incidents and complaints as they lie in the database: a row without a word, sealed parts, and a key for each reader.

The parts of a case are `facts` (the Incident or the Complaint), `entry:000001` onwards and `evidence:<id>`, each JSON
under the case's content key. Whoever has no key reads nothing and is told that there is nothing (PRACTICE 3).

    with session.work() as work:
        opened = open_case(work.session, work.uow, CaseSort.INCIDENT, case_id)
        add_to_case(work, opened, new_entry(work, EntryKind.NOTE, tr("…")))
        work.done()
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.case_readers import office_readers
from schoolsm_desktop.domain.cases import CaseFile, CaseLevel, CaseSort, Entry, EntryKind, Evidence
from schoolsm_desktop.domain.complaints import Complaint, ComplaintCase
from schoolsm_desktop.domain.errors import OfficeError, RuleError
from schoolsm_desktop.domain.incidents import Incident, IncidentCase
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.same_person import in_every_record
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.domain.year_turn import school_year_began
from schoolsm_desktop.security import sealing
from schoolsm_desktop.security.errors import GrantForgedError, NotForYouError, SealBrokenError
from schoolsm_desktop.security.items import ContentKey, ContentWrap
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.sealed import StoredContentWrap
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .schools import home_school

if TYPE_CHECKING:
    from .session import Session, Work

Facts = Incident | Complaint
FACTS = "facts"
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_NOUN = {CaseSort.INCIDENT: Noun.INCIDENTS, CaseSort.COMPLAINT: Noun.COMPLAINTS}


class CaseBrokenError(OfficeError):
    """A case's sealed parts are not those that were kept."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This record does not open any more: it was altered outside the program. Nothing of it was shown or changed. "
                "Look it up in the newest backup, check the records in Settings, and tell a keyholder."
            )
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that the person signed in can read."""

    file: CaseFile
    facts: Facts
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]
    readers: frozenset[UUID]
    key: ContentKey = field(repr=False)

    @property
    def incident(self) -> IncidentCase:
        """The case as an incident. Raises TypeError for a complaint."""
        if not isinstance(self.facts, Incident):
            raise TypeError("not an incident")
        return IncidentCase(self.facts, self.entries, self.evidence, self.readers)

    @property
    def complaint(self) -> ComplaintCase:
        """The case as a complaint. Raises TypeError for an incident."""
        if not isinstance(self.facts, Complaint):
            raise TypeError("not a complaint")
        return ComplaintCase(self.facts, self.entries, self.evidence, self.readers)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a case is called: the office's number in its school year, or random letters without a series."""

    words: str
    year: str = ""
    number: int | None = None


def new_reference(session: Session, uow: UnitOfWork, sort: CaseSort, level: CaseLevel) -> Reference:
    """The next number of the office's cases (`2026-27/014`), or letters that tell nothing (PRACTICE 3)."""
    if level is CaseLevel.NAMED:
        letters = "".join(secrets.choice(_LETTERS) for _ in range(6))
        return Reference(f"{letters[:3]}-{letters[3:]}")
    began = school_year_began(session.today).year
    year = f"{began}-{(began + 1) % 100:02}"
    number = uow.cases.free_number(home_school(uow).id, sort, year)
    prefix = "C" if sort is CaseSort.COMPLAINT else ""
    return Reference(f"{prefix}{year}/{number:03}", year, number)


def new_entry(
    work: Work,
    kind: EntryKind,
    words: str = "",
    *,
    at: datetime | None = None,
    **fields: Any,
) -> Entry:
    """An entry by the person signed in, now; it gets its number when it is added. `fields` are those of `Entry`."""
    now = work.session.clock.now()
    return Entry(0, kind, at or now, now, work.session.person_id, words, **fields)


def file_case(
    work: Work,
    facts: Facts,
    readers: Collection[UUID],
    entries: Iterable[Entry] = (),
    *,
    reference: Reference,
    evidence: Iterable[Evidence] = (),
) -> CaseFile:
    """Keep a new case, sealed to exactly these people. Whoever files it and is not among them cannot read it afterwards.

    Raises RuleError where none of them has a confirmed sign-in, or one of them is who it is about.
    """
    session, sort = work.session, sort_of(facts)
    _demand_no_subject(work.uow, facts, readers)
    may = frozenset(readers) & session.keys.recipients()
    if not may:
        raise RuleError(
            tr(
                "Nobody who may read this has a confirmed sign-in, so it cannot be sealed. Nothing was saved; "
                "what you typed stays here. Print the blank form and hand it over in person."
            )
        )
    sealed = session.keys.new_content(sort.value, facts.id, may)
    work.uow.sealed.put_wraps(sealed.wraps)
    numbered = tuple(replace(entry, number=place) for place, entry in enumerate(entries, 1))
    parts = {
        FACTS: _plain(facts),
        **{_entry_part(entry): _plain(entry) for entry in numbered},
        **{f"evidence:{one.id}": _plain(one) for one in evidence},
    }
    file = CaseFile(facts.id, facts.school_id, sort, reference.year, reference.number)
    work.uow.cases.add(file)
    return _sealed_again(work, file, sealed.key, parts, Did.CASE_FILED)


def open_case(session: Session, uow: UnitOfWork, sort: CaseSort, case_id: UUID) -> Opened:
    """One case. Raises RecordMissingError where it is not there or not shared with the person signed in: both read alike;
    CaseBrokenError where it was altered.
    """
    file = uow.cases.find(case_id)
    if file is None or file.sort is not sort:
        raise RecordMissingError
    opened = _opened(session, uow, file)
    if opened is None:
        raise RecordMissingError
    return opened


def open_cases(session: Session, uow: UnitOfWork, sort: CaseSort) -> tuple[Opened, ...]:
    """Every case shared with the person signed in, the newest first; opened once and kept until it changes.

    One that was altered is left out, so that it does not stop the others: see `broken_cases`.
    """
    opened, _broken = _mine(session, uow, sort)
    return tuple(sorted(opened, key=lambda x: x.facts.recorded_at, reverse=True))


def broken_cases(session: Session, uow: UnitOfWork, sort: CaseSort) -> int:
    """How many cases shared with the person signed in do not open any more: somebody altered them outside the program."""
    _opened, broken = _mine(session, uow, sort)
    return broken


def add_to_case(
    work: Work,
    opened: Opened,
    *entries: Entry,
    facts: Facts | None = None,
    evidence: Iterable[Evidence] = (),
    did: Did = Did.CASE_ADDED_TO,
) -> Opened:
    """Add entries and evidence, and put changed facts in place of the old ones; entries are never changed or taken away.

    Raises RecordMissingError where the case was taken away meanwhile, ChangedMeanwhileError where somebody added to it
    since it was opened, RuleError where the new facts name one of its readers as who it is about.
    """
    if facts is not None:
        _demand_no_subject(work.uow, facts, opened.readers)
    first = len(opened.entries) + 1
    numbered = tuple(replace(entry, number=place) for place, entry in enumerate(entries, first))
    added = tuple(evidence)
    parts = {
        **({FACTS: _plain(facts)} if facts is not None else {}),
        **{_entry_part(entry): _plain(entry) for entry in numbered},
        **{f"evidence:{one.id}": _plain(one) for one in added},
    }
    file = _sealed_again(work, opened.file, opened.key, parts, did)
    return replace(
        opened,
        file=file,
        facts=facts or opened.facts,
        entries=opened.entries + numbered,
        evidence=opened.evidence + added,
    )


def share_case(work: Work, opened: Opened, person_ids: Collection[UUID]) -> Opened:
    """Let people read a case from now on. Raises RuleError for one whom it is about or who has no confirmed sign-in."""
    _demand_no_subject(work.uow, opened.facts, person_ids)
    if not frozenset(person_ids) <= work.session.keys.recipients():
        raise RuleError(tr("Without a confirmed sign-in nobody can be given something sealed. Nothing was changed."))
    new = frozenset(person_ids) - opened.readers
    work.uow.sealed.put_wraps([work.session.keys.wrap_content(opened.key, reader) for reader in sorted(new)])
    work.did(Did.SEALED_SHARED, _NOUN[opened.file.sort], subject_kind="case", subject_id=opened.file.id)
    return replace(opened, readers=opened.readers | new)


def unshare_case(work: Work, opened: Opened, person_ids: Collection[UUID]) -> Opened:
    """End the reading of people: everything is sealed anew under another key. Raises RuleError where nobody would be left.

    What they have read stays read.
    """
    left = opened.readers - frozenset(person_ids)
    if not left & work.session.keys.recipients():
        raise RuleError(tr("Somebody must be left who can read it. Nothing was changed."))
    sealed = work.session.keys.new_content(opened.file.sort.value, opened.file.id, left)
    parts = {
        FACTS: _plain(opened.facts),
        **{_entry_part(entry): _plain(entry) for entry in opened.entries},
        **{f"evidence:{one.id}": _plain(one) for one in opened.evidence},
    }
    work.uow.sealed.drop_wraps(opened.readers, opened.file.sort.value, opened.file.id)
    work.uow.sealed.put_wraps(sealed.wraps)
    file = _sealed_again(work, opened.file, sealed.key, parts, Did.CASE_UNSHARED)
    return replace(opened, file=file, readers=left, key=sealed.key)


def close_to_named(
    work: Work, opened: Opened, left: Collection[UUID], *entries: Entry, facts: Facts | None = None
) -> Opened:
    """Take a case out of the office's view: these read it and nobody else, and letters stand in place of its number.

    `facts` are what is known from now on, where that is what makes it so. One for named people already keeps its letters.
    """
    after, may = facts or opened.facts, frozenset(left)
    if opened.facts.level is CaseLevel.OFFICE:
        reference = new_reference(work.session, work.uow, opened.file.sort, CaseLevel.NAMED)
        after = replace(after, level=CaseLevel.NAMED, reference=reference.words)
        opened = replace(opened, file=replace(opened.file, year="", number=None))
    if may - opened.readers:
        opened = share_case(work, opened, may - opened.readers)
    if opened.readers - may:
        opened = unshare_case(work, opened, opened.readers - may)
    return add_to_case(work, opened, *entries, facts=after)


def share_with_office(work: Work) -> None:
    """Hand cases of the office on to those who came into a duty since; at each sign-in. Named people stay named."""
    session, uow = work.session, work.uow
    readers = {sort: uow.sealed.readable(sort.value, session.person_id) for sort in CaseSort}
    may = office_readers(frozenset(), uow.duties.standing(session.today), session.today) & session.keys.recipients()
    for file in uow.cases.of_office() if any(readers.values()) else ():
        # Opened only where somebody is missing: a sign-in does not grow with the cases.
        opened = _unbroken(session, uow, file) if may - readers[file.sort].get(file.id, may) else None
        if opened is not None and opened.facts.level is CaseLevel.OFFICE:
            new = may - subjects_of(uow, opened.facts) - opened.readers
            if new:
                share_case(work, opened, new)


def sort_of(facts: Facts) -> CaseSort:
    """What kind of case these facts are."""
    return CaseSort.INCIDENT if isinstance(facts, Incident) else CaseSort.COMPLAINT


def subjects_of(uow: UnitOfWork, facts: Facts) -> frozenset[UUID]:
    """Who it is about and never reads it, also in the record that theirs was put together with."""
    return in_every_record(facts.subject_ids, uow.people.find)


def sealed_digest(blobs: dict[str, bytes]) -> bytes:
    """SHA-256 over all sealed parts of a case, by name."""
    return sealing.digest(*(x for part in sorted(blobs) for x in (part, blobs[part])))


def _sealed_again(work: Work, file: CaseFile, key: ContentKey, parts: dict[str, bytes], did: Did) -> CaseFile:
    kind = file.sort.value
    work.uow.sealed.add_parts(kind, file.id, {part: key.seal(part, plain) for part, plain in parts.items()})
    digest = sealed_digest(work.uow.sealed.parts(kind, file.id))
    kept = work.uow.cases.save(replace(file, sealed_digest=digest))
    work.did(did, _NOUN[file.sort], subject_kind="case", subject_id=file.id, record=kept)
    return kept


def _opened(session: Session, uow: UnitOfWork, file: CaseFile) -> Opened | None:
    wraps = uow.sealed.wraps(file.sort.value, file.id)
    readers = frozenset(wrap.recipient_id for wrap in wraps)
    mine = next((wrap for wrap in wraps if wrap.recipient_id == session.person_id), None)
    if mine is None:
        session.opened_cases.pop(file.id, None)
        return None
    kept = _kept(session, file, readers)
    return kept or _taken(session, file, readers, (mine, uow.sealed.parts(file.sort.value, file.id)), uow.people.find)


def _kept(session: Session, file: CaseFile, readers: frozenset[UUID]) -> Opened | None:
    kept = session.opened_cases.get(file.id)
    return kept if kept is not None and kept.file == file and kept.readers == readers else None


def _taken(
    session: Session,
    file: CaseFile,
    readers: frozenset[UUID],
    sealed: tuple[StoredContentWrap, dict[str, bytes]],
    find: Callable[[UUID], Person | None],
) -> Opened | None:
    wrap, blobs = sealed
    try:
        key = session.keys.open_content(ContentWrap(*wrap))
    except (GrantForgedError, NotForYouError, SealBrokenError):
        # A key that was put in by other means opens nothing; it is as if it were not there.
        return None
    opened = _unsealed(file, key, blobs, readers)
    if session.person_id in in_every_record(opened.facts.subject_ids, find):
        # Their two records were put together after it was sealed to one of them.
        return None
    session.opened_cases[file.id] = opened
    return opened


def _unsealed(file: CaseFile, key: ContentKey, blobs: dict[str, bytes], readers: frozenset[UUID]) -> Opened:
    kind: type[Facts] = Incident if file.sort is CaseSort.INCIDENT else Complaint
    try:
        plain = {part: key.open(part, blob) for part, blob in blobs.items()}
        return Opened(
            file,
            msgspec.json.decode(plain[FACTS], type=kind),
            tuple(msgspec.json.decode(plain[part], type=Entry) for part in sorted(plain) if part.startswith("entry:")),
            tuple(
                msgspec.json.decode(plain[part], type=Evidence)
                for part in sorted(plain)
                if part.startswith("evidence:")
            ),
            readers,
            key,
        )
    except (SealBrokenError, msgspec.DecodeError, KeyError):
        raise CaseBrokenError from None


def _mine(session: Session, uow: UnitOfWork, sort: CaseSort) -> tuple[list[Opened], int]:
    """Every case shared with the person signed in, and how many of them are broken.

    Two statements, and two more where some were not opened yet: never one a case.
    """
    readers = uow.sealed.readable(sort.value, session.person_id)
    files = [file for file in uow.cases.all() if file.sort is sort and file.id in readers] if readers else []
    kept = {file.id: _kept(session, file, readers[file.id]) for file in files}
    new = [file for file in files if kept[file.id] is None]
    sealed = uow.sealed.sealed_to(sort.value, session.person_id, [file.id for file in new]) if new else {}
    people = {person.id: person for person in uow.people.all()} if new else {}
    broken = 0
    for file in new:
        try:
            kept[file.id] = _taken(session, file, readers[file.id], sealed[file.id], people.get)
        except CaseBrokenError:
            broken += 1
    return [opened for opened in kept.values() if opened is not None], broken


def _unbroken(session: Session, uow: UnitOfWork, file: CaseFile) -> Opened | None:
    try:
        return _opened(session, uow, file)
    except CaseBrokenError:
        return None


def _demand_no_subject(uow: UnitOfWork, facts: Facts, readers: Collection[UUID]) -> None:
    if subjects_of(uow, facts) & frozenset(readers):
        raise RuleError(
            tr("Somebody whom it is about cannot be given it, whatever their duty. Nothing was saved or shared.")
        )


def _entry_part(entry: Entry) -> str:
    return f"entry:{entry.number:06}"


def _plain(record: object) -> bytes:
    return msgspec.json.encode(record)
