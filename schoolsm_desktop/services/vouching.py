"""What the signed log says of a record: whether a row is as somebody wrote it here, or was edited by other means.

The database's key is known to everybody with a sign-in, so that a row proves nothing by itself. The entry in the log
does: it holds the row's digest and is signed by the person who acted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.access import Access
from schoolsm_desktop.domain.audit import AuditEntry, Did, canonical, row_digest
from schoolsm_desktop.domain.permissions import TABLE, Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.chain import GENESIS, ChainEntry, ChainHead, verify_chain
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from .session import Work

KIND_OF: Mapping[Did, str] = {
    Did.SCHOOL_SET_UP: "school",
    Did.SCHOOL_CHANGED: "school",
    Did.PERSON_ADDED: "person",
    Did.PERSON_CHANGED: "person",
    Did.DUTY_GIVEN: "duty",
    Did.DUTY_ENDED: "duty",
    Did.ACCOUNT_ADDED: "account",
    Did.ACCOUNT_CHANGED: "account",
    Did.ACCOUNT_MOVED: "account",
    Did.ACCESS_GIVEN: "access",
    Did.ACCESS_RECORDED: "access",
    Did.ACCESS_CHANGED: "access",
    Did.ACCESS_PAUSED: "access",
    Did.ACCESS_RESUMED: "access",
    Did.ACCESS_ENDED: "access",
    Did.CHANGE_WAIVED: "waiver",
}
"""Which kind of record each deed fixes by digest."""
KIND_WORDS: Mapping[str, str] = {
    "school": "the school’s details",
    "person": "a person’s record",
    "duty": "a duty",
    "account": "an account’s facts",
    "access": "an access",
    "waiver": "a decision that no new password is needed",
}
RECORD = "record"
"""The detail that names the record where the entry is about something else: a duty, by the person who holds it."""


@dataclass(frozen=True, slots=True)
class AlteredRow:
    """A record that is not as the log says: changed, put in, or (`gone`) taken out by other means than this program."""

    kind: str
    id: UUID
    gone: bool = False

    @property
    def words(self) -> str:
        """What kind of record it is, for a sentence."""
        return tr(KIND_WORDS[self.kind])


def altered_rows(uow: UnitOfWork, entries: Iterable[AuditEntry]) -> tuple[AlteredRow, ...]:
    """Every record whose digest is not that of the last entry about it; `entries` are the whole log, oldest first."""
    last: dict[tuple[str, UUID], bytes] = {}
    for entry in entries:
        kind, record_id = KIND_OF.get(entry.did), _record_id(entry)
        if kind is not None and record_id is not None:
            last[kind, record_id] = entry.row_digest
    there = {
        (kind, record.id): row_digest(record)
        for kind, records in (
            ("school", uow.schools.all()),
            ("person", uow.people.all()),
            ("duty", uow.duties.all()),
            ("account", uow.accounts.all()),
            ("access", uow.access.all()),
            ("waiver", uow.knowings.waivers()),
        )
        for record in records
    }
    altered = [AlteredRow(*key) for key, digest in there.items() if last.get(key) != digest]
    gone = [AlteredRow(*key, gone=True) for key in last if key not in there]
    return tuple(sorted((*altered, *gone), key=lambda row: (row.kind, str(row.id))))


def is_vouched_for(work: Work, access: Access) -> bool:
    """Whether somebody who may give access signed this access as it stands; only then is a key sealed for it.

    Without this, a row put into the database by other means would be sealed to by the next keyholder's sign-in.
    """
    deeds = [e for e in work.uow.audit.of_subject(access.id) if KIND_OF.get(e.did) == "access"]
    if not deeds or deeds[-1].row_digest != row_digest(access):
        return False
    return _is_signed(work, deeds[-1]) and _may_give(work, deeds[-1].person_id)


def _may_give(work: Work, person_id: UUID) -> bool:
    """Whether the person is or was a keyholder, or holds or held a duty for it that a keyholder signed."""
    keyholders = work.session.keys.once_keyholders()
    if person_id in keyholders:
        return True
    powers = {d.id: d for d in work.uow.duties.of_person(person_id) if d.duty in TABLE[Action.GIVE_ACCESS]}
    return any(
        entry.did is Did.DUTY_GIVEN
        and _record_id(entry) in powers
        and entry.person_id in keyholders
        and _is_signed(work, entry)
        for entry in work.uow.audit.of_subject(person_id)
    )


def _is_signed(work: Work, entry: AuditEntry) -> bool:
    keys = work.session.keys
    start = ChainHead(entry.number - 1, entry.previous or GENESIS)
    kept = ChainEntry(entry.number, entry.person_id, canonical(entry), entry.digest, entry.signature)
    return verify_chain(keys.store_id, [kept], keys.signing_keys(), start=start).sound


def _record_id(entry: AuditEntry) -> UUID | None:
    if not entry.row_digest:
        return None
    named = entry.details.get(RECORD)
    return UUID(named) if named else entry.subject_id
