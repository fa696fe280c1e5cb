"""Words that only named people may read: sealed to their keys, whatever the window shows (PRACTICE 13).

Who reads a kind is a table of duties, with the person it is of. Whoever can open a record hands its key on to a colleague
who came into one of those duties since; a sign-in that ends takes its keys along.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.same_person import in_every_record
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.errors import GrantForgedError, NotForYouError, SealBrokenError
from schoolsm_desktop.security.items import ContentKey, ContentWrap
from schoolsm_desktop.storage.sealed import StoredContentWrap
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .session import Session, Work

DECLARATION = "declaration"
SCHOOL_REQUEST = "school-request"
LETTER = "letter"
HOLD = "hold"
FORMER_NAMES = "former-names"
SAY_ENDED = "say-ended"
TERM_REPORT = "term-report"
SUBJECT_REQUEST = "subject-request"
SUBJECT_LINES = "subject-lines"
SUBJECT_HARM = "subject-harm"


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads a kind of sealed record: the holders of some duties, and whoever the record is of; `never` whom it is about."""

    duties: frozenset[Duty]
    whose: Callable[[UnitOfWork, UUID], UUID | None]
    never: Callable[[UnitOfWork, UUID], UUID | None] = lambda _uow, _record_id: None


def _declared_by(uow: UnitOfWork, record_id: UUID) -> UUID | None:
    found = uow.declarations.find(record_id)
    return found.person_id if found is not None else None


def _asked_by(uow: UnitOfWork, record_id: UUID) -> UUID | None:
    found = uow.school_requests.find(record_id)
    return found.asker_id if found is not None else None


def _subject_recorder(uow: UnitOfWork, record_id: UUID) -> UUID | None:
    found = uow.subject_requests.find(record_id)
    return found.recorded_by if found is not None else None


def _subject_maker(uow: UnitOfWork, record_id: UUID) -> UUID | None:
    found = uow.subject_requests.find(record_id)
    return found.working_by if found is not None else None


def _subject_looker(uow: UnitOfWork, record_id: UUID) -> UUID | None:
    found = uow.subject_requests.find(record_id)
    return found.harm_by if found is not None else None


def _subject(uow: UnitOfWork, record_id: UUID) -> UUID | None:
    found = uow.subject_requests.find(record_id)
    return found.subject_id if found is not None else None


def _nobody(_uow: UnitOfWork, _record_id: UUID) -> UUID | None:
    return None


_HEAD_AND_DSL = frozenset({Duty.HEADTEACHER, Duty.DSL})
_DSLS = frozenset({Duty.DSL, Duty.DEPUTY_DSL})
_SUBJECT_READERS = frozenset({Duty.HEADTEACHER, Duty.DPO}) | _DSLS
_REPORT_READERS = frozenset({Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER, Duty.CHAIR})
READING: Mapping[str, Reading] = {
    DECLARATION: Reading(_HEAD_AND_DSL, _declared_by),
    SCHOOL_REQUEST: Reading(_HEAD_AND_DSL, _asked_by),
    LETTER: Reading(_HEAD_AND_DSL, _nobody),
    HOLD: Reading(_DSLS, _nobody),
    FORMER_NAMES: Reading(_DSLS, _nobody),
    SAY_ENDED: Reading(_DSLS, _nobody),
    TERM_REPORT: Reading(_REPORT_READERS, _nobody),
    # Nobody works on what is held about themself. What was gathered is what its maker may read, and goes no further
    # than to those whose two looks the law asks for; why a lead holds a line back, the leads alone read,
    # or who looked where there is no lead.
    SUBJECT_REQUEST: Reading(_SUBJECT_READERS, _subject_recorder, _subject),
    SUBJECT_LINES: Reading(_SUBJECT_READERS, _subject_maker, _subject),
    SUBJECT_HARM: Reading(_DSLS, _subject_looker, _subject),
}


def seal_words(work: Work, kind: str, record_id: UUID, parts: Mapping[str, str]) -> None:
    """Seal the parts of a record that was kept before in this unit of work, or seal them anew in place of what was there.

    Raises RuleError where none of those who may read it has a sign-in.
    """
    seal_parts(work, kind, record_id, {part: text.encode("utf-8", "surrogatepass") for part, text in parts.items()})


def seal_parts(work: Work, kind: str, record_id: UUID, parts: Mapping[str, bytes]) -> None:
    """Seal parts that are no text, such as a page as it was printed; otherwise like `seal_words`."""
    readers = entitled_readers(work.session, work.uow, kind, record_id)
    if not readers:
        raise RuleError(
            tr(
                "Nobody who may read this has a confirmed sign-in, so it cannot be sealed. Nothing was saved; "
                "what you typed stays here. Keep it on paper until the headteacher has signed in."
            )
        )
    before = work.uow.sealed.readers().get((kind, record_id), frozenset())
    sealed = work.session.keys.new_content(kind, record_id, readers)
    work.uow.sealed.drop_wraps(before, kind, record_id)
    work.uow.sealed.put_wraps(sealed.wraps)
    blobs = {part: sealed.key.seal(part, content) for part, content in parts.items()}
    work.uow.sealed.put_parts(kind, record_id, blobs)


def open_words(session: Session, uow: UnitOfWork, kind: str, record_id: UUID) -> dict[str, str] | None:
    """The parts of a sealed record; None where it is not sealed to the person signed in, or there is none."""
    parts = open_parts(session, uow, kind, record_id)
    if parts is None:
        return None
    return {part: content.decode("utf-8", "surrogatepass") for part, content in parts.items()}


def open_parts(session: Session, uow: UnitOfWork, kind: str, record_id: UUID) -> dict[str, bytes] | None:
    """Like `open_words`, for parts that are no text. Raises SealBrokenError where one is no longer as it was sealed."""
    key = _key(session, uow.sealed.wraps(kind, record_id))
    if key is None:
        return None
    return {part: key.open(part, blob) for part, blob in uow.sealed.parts(kind, record_id).items()}


def drop_sealed(work: Work, kind: str, record_id: UUID) -> None:
    """Take away what was sealed beside a record, with every key to it."""
    work.uow.sealed.drop_wraps(work.uow.sealed.readers().get((kind, record_id), frozenset()), kind, record_id)
    work.uow.sealed.put_parts(kind, record_id, {})


def sealed_digest(uow: UnitOfWork, kind: str, record_id: UUID) -> str:
    """A digest of the sealed parts as they lie in the records; it tells nothing of what they say."""
    digest = hashlib.sha256()
    for part, blob in sorted(uow.sealed.parts(kind, record_id).items()):
        digest.update(f"{part}:{len(blob)}:".encode())
        digest.update(blob)
    return digest.hexdigest()


def readable(session: Session, uow: UnitOfWork, kind: str) -> frozenset[UUID]:
    """The sealed records of a kind that the person signed in has a key to."""
    return frozenset(wrap.record_id for wrap in uow.sealed.wraps_to(session.person_id) if wrap.kind == kind)


def entitled_readers(session: Session, uow: UnitOfWork, kind: str, record_id: UUID) -> frozenset[UUID]:
    """Everybody with a confirmed sign-in who may read a record today."""
    reading, duties = READING[kind], uow.duties.standing(session.today)
    may = {p for duty in reading.duties for p in holders_on(duties, duty, session.today)}
    whose = reading.whose(uow, record_id)
    may |= {whose} if whose else set()
    about = reading.never(uow, record_id)
    never = in_every_record([about], uow.people.find) if about is not None else frozenset()
    return frozenset((may - never) & session.keys.recipients())


def share_sealed(work: Work) -> None:
    """Hand the keys that the person signed in has on to those who may read by now and cannot yet; at each sign-in."""
    uow, session = work.uow, work.session
    readers = uow.sealed.readers()
    for wrap in uow.sealed.wraps_to(session.person_id):
        if wrap.kind not in READING:
            continue  # a case goes to named people; see `case_files.share_with_office`
        record = (wrap.kind, wrap.record_id)
        missing = entitled_readers(session, uow, *record) - readers[record]
        key = _key(session, [wrap]) if missing else None
        if key is not None:
            uow.sealed.put_wraps([session.keys.wrap_content(key, reader) for reader in sorted(missing)])
            work.did(Did.SEALED_SHARED, subject_kind=wrap.kind, subject_id=wrap.record_id)


def rewrap_sealed(work: Work) -> None:
    """Move the person's own keys to sealed records to their present key pair, where it was renewed."""
    keys, sealed = work.session.keys, work.uow.sealed
    for wrap in sealed.wraps_to(keys.person_id):
        key = _key(work.session, [wrap])
        if key is not None:
            sealed.put_wraps([keys.wrap_content(key, keys.person_id)])


def _key(session: Session, wraps: Iterable[StoredContentWrap]) -> ContentKey | None:
    mine = next((wrap for wrap in wraps if wrap.recipient_id == session.person_id), None)
    if mine is None:
        return None
    try:
        return session.keys.open_content(ContentWrap(*mine))
    except (GrantForgedError, NotForYouError, SealBrokenError):
        # A key that was put in by other means opens nothing; it is as if it were not there.
        return None
