"""Words that only named people may read: sealed to their keys, whatever the window shows (PRACTICE 13).

Who reads a kind is a table of duties, with the person it is of. Whoever can open a record hands its key on to a colleague
who came into one of those duties since; a sign-in that ends takes its keys along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty, holders_on
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


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads a kind of sealed record: the holders of some duties, and whoever the record is of."""

    duties: frozenset[Duty]
    whose: Callable[[UnitOfWork, UUID], UUID | None]


def _declared_by(uow: UnitOfWork, record_id: UUID) -> UUID | None:
    found = uow.declarations.find(record_id)
    return found.person_id if found is not None else None


def _asked_by(uow: UnitOfWork, record_id: UUID) -> UUID | None:
    found = uow.school_requests.find(record_id)
    return found.asker_id if found is not None else None


def _nobody(_uow: UnitOfWork, _record_id: UUID) -> UUID | None:
    return None


_HEAD_AND_DSL = frozenset({Duty.HEADTEACHER, Duty.DSL})
_DSLS = frozenset({Duty.DSL, Duty.DEPUTY_DSL})
READING: Mapping[str, Reading] = {
    DECLARATION: Reading(_HEAD_AND_DSL, _declared_by),
    SCHOOL_REQUEST: Reading(_HEAD_AND_DSL, _asked_by),
    LETTER: Reading(_HEAD_AND_DSL, _nobody),
    HOLD: Reading(_DSLS, _nobody),
    FORMER_NAMES: Reading(_DSLS, _nobody),
    SAY_ENDED: Reading(_DSLS, _nobody),
}


def seal_words(work: Work, kind: str, record_id: UUID, parts: Mapping[str, str]) -> None:
    """Seal the parts of a record that was kept before in this unit of work, or seal them anew in place of what was there.

    Raises RuleError where none of those who may read it has a sign-in.
    """
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
    blobs = {part: sealed.key.seal(part, text.encode("utf-8", "surrogatepass")) for part, text in parts.items()}
    work.uow.sealed.put_parts(kind, record_id, blobs)


def open_words(session: Session, uow: UnitOfWork, kind: str, record_id: UUID) -> dict[str, str] | None:
    """The parts of a sealed record; None where it is not sealed to the person signed in, or there is none."""
    key = _key(session, uow.sealed.wraps(kind, record_id))
    if key is None:
        return None
    parts = uow.sealed.parts(kind, record_id)
    return {part: key.open(part, blob).decode("utf-8", "surrogatepass") for part, blob in parts.items()}


def readable(session: Session, uow: UnitOfWork, kind: str) -> frozenset[UUID]:
    """The sealed records of a kind that the person signed in has a key to."""
    return frozenset(wrap.record_id for wrap in uow.sealed.wraps_to(session.person_id) if wrap.kind == kind)


def entitled_readers(session: Session, uow: UnitOfWork, kind: str, record_id: UUID) -> frozenset[UUID]:
    """Everybody with a confirmed sign-in who may read a record today."""
    reading, duties = READING[kind], uow.duties.standing(session.today)
    may = {p for duty in reading.duties for p in holders_on(duties, duty, session.today)}
    whose = reading.whose(uow, record_id)
    return frozenset((may | ({whose} if whose else set())) & session.keys.recipients())


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
