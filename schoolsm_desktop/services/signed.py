"""Who signed a record as it stands, and whether they might: what a row must show before powers or keys follow from it.

Without this a row put into the database by other means would be believed: a cover would give powers, an access a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from schoolsm_desktop.domain.access import Access
from schoolsm_desktop.domain.access_changes import before_change
from schoolsm_desktop.domain.audit import AuditEntry, Did, canonical, row_digest
from schoolsm_desktop.domain.cover import Cover
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.people import Duty, DutyHeld
from schoolsm_desktop.domain.permissions import OPENS_PASSWORDS, TABLE, Action
from schoolsm_desktop.domain.requests import AccessRequest
from schoolsm_desktop.security.chain import GENESIS, ChainEntry, ChainHead, verify_chain
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .vouched_policy import deeds_by_version, is_as_chosen
from .vouching import KIND_OF, record_of

if TYPE_CHECKING:
    from schoolsm_desktop.security.unlocked import UnlockedVault

    from .session import Work


class _Record(Protocol):
    @property
    def id(self) -> UUID: ...


def last_deed(keys: UnlockedVault, uow: UnitOfWork, record: _Record) -> AuditEntry | None:
    """The newest deed about a record, if the record is as it left it and its signature holds; otherwise None.

    The log must name the record as the subject of its deeds.
    """
    deeds = deeds_of(uow, record.id)
    if not deeds or deeds[-1].row_digest != row_digest(record) or not is_signed(keys, deeds[-1]):
        return None
    return deeds[-1]


def is_vouched_for(work: Work, access: Access) -> bool:
    """Whether somebody who may give access signed this access as it stands; only then is a key sealed for it.

    What an acting headteacher did to another's access holds too, where the way back from it leads to what somebody who
    may give it signed: cover authorises, pauses, and signs the review; it makes no access another one.
    """
    keys, uow = work.session.keys, work.uow
    stood: Access | None = access
    for deed in reversed(deeds_of(uow, access.id)):
        if stood is None or deed.row_digest != row_digest(stood) or not is_signed(keys, deed):
            return False
        if _may_give(keys, uow, deed.person_id):
            return True
        if deed.person_id == access.person_id or not signed_as_head(keys, uow, deed):
            return False
        stood = _before(stood, deed)
    return False


def _before(access: Access, deed: AuditEntry) -> Access | None:
    """The access as it was before a deed under cover; None where cover does no such deed to one that stands."""
    if deed.did is Did.ACCESS_PAUSED:
        return replace(access, paused_at=None, revision=access.revision - 1)
    if deed.did is not Did.ACCESS_CHANGED:
        return None
    try:
        return before_change(access, deed.details)
    except ValueError:
        return None


def as_decided(keys: UnlockedVault, uow: UnitOfWork, request: AccessRequest) -> tuple[AccessRequest, AuditEntry] | None:
    """A decided request as whoever decided or entered it signed it, with that entry; None where no signature holds.

    When two records of one person became one, the request went to the kept record and somebody else signed for that:
    the way back from it leads to the decision, as long as nothing but the person changed.
    """
    deeds = deeds_of(uow, request.id)
    while deeds and deeds[-1].row_digest == row_digest(request) and is_signed(keys, deeds[-1]):
        earlier = _before_merge(keys, uow, request, deeds)
        if earlier is None:
            return request, deeds[-1]
        request, deeds = earlier, deeds[:-1]
    return None


def _before_merge(
    keys: UnlockedVault, uow: UnitOfWork, request: AccessRequest, deeds: Sequence[AuditEntry]
) -> AccessRequest | None:
    """The request as it was before the last deed, if all that this did was to move it to the record that was kept."""
    if len(deeds) < 2 or deeds[-1].did is not deeds[-2].did:
        return None
    for doubled in (p for p in uow.people.all() if p.merged_into == request.person_id):
        merged = last_deed(keys, uow, doubled)
        earlier = replace(request, person_id=doubled.id, revision=request.revision - 1)
        if (
            merged is not None
            and merged.did is Did.PEOPLE_MERGED
            and merged.person_id == deeds[-1].person_id
            and _may_give(keys, uow, merged.person_id)
            and deeds[-2].row_digest == row_digest(earlier)
        ):
            return earlier
    return None


def signed_as_head(keys: UnlockedVault, uow: UnitOfWork, deed: AuditEntry) -> bool:
    """Whether whoever signed `deed` was headteacher then, or acted for an absent one: a decision needs that, not a row."""
    day = deed.at.astimezone().date()
    if is_head(keys, uow, deed.person_id, day):
        return True
    covers = (c for c in uow.covers.all() if c.deputy_id == deed.person_id and _stood_at(c, deed.at))
    return any(_is_signed_cover(keys, uow, cover) for cover in covers)


def signed_by_duty(keys: UnlockedVault, uow: UnitOfWork, deed: AuditEntry, action: Action) -> bool:
    """Whether whoever signed `deed` is or was a keyholder, or held a duty for `action` then by a signed entry."""
    if deed.person_id in keys.once_keyholders():
        return True
    day = deed.at.astimezone().date()
    return any(_holds(keys, uow, deed.person_id, duty, day) for duty in TABLE[action])


def acts_for_head(keys: UnlockedVault, uow: UnitOfWork, person_id: UUID, day: date) -> bool:
    """Whether `person_id` acts as headteacher on `day`, under cover that the headteacher or that deputy signed.

    Costs nothing where no cover stands for the person: no signature is looked at.
    """
    covers = (c for c in uow.covers.all() if c.deputy_id == person_id and c.stands_on(day))
    return any(_is_signed_cover(keys, uow, cover) for cover in covers)


def is_head(keys: UnlockedVault, uow: UnitOfWork, person_id: UUID, day: date) -> bool:
    """Whether the person holds the headteacher's duty on `day` by a signed entry, and not by a row alone."""
    return _holds(keys, uow, person_id, Duty.HEADTEACHER, day)


def is_as_adopted(keys: UnlockedVault, uow: UnitOfWork, edition: Edition) -> bool:
    """Whether a version of the policy stands as somebody entitled entered it, and its head's signature as that head gave it.

    A signature on screen is the headteacher's own deed; one from paper is entered by whoever keeps the policy's papers.
    """
    deed = last_deed(keys, uow, edition)
    if deed is None or not signed_by_duty(keys, uow, deed, Action.EDIT_POLICY_PAPERS):
        return False
    if edition.head_id is None:
        return True
    return any(
        each.did is Did.POLICY_SIGNED
        and each.person_id == edition.head_id
        and each.details.get("how") == "screen"
        and is_signed(keys, each)
        and is_head(keys, uow, each.person_id, each.at.astimezone().date())
        for each in deeds_of(uow, edition.id)
    )


def believed_editions(keys: UnlockedVault, uow: UnitOfWork) -> tuple[Edition, ...]:
    """The versions of the policy that count: what everybody reads and signs, what Today asks, what access waits for."""
    return tuple(edition for edition in uow.editions.all() if is_as_adopted(keys, uow, edition))


def settings_are_signed(keys: UnlockedVault, uow: UnitOfWork) -> bool:
    """Whether the settings in force stand as somebody signed them who may choose the policy; so they do before any are."""
    versions = uow.policies.versions()
    if not versions:
        return True
    deeds = [e for did in (Did.SCHOOL_SET_UP, Did.POLICY_CHOSEN, Did.POLICY_CHANGED) for e in uow.audit.of_deed(did)]
    deed = deeds_by_version(sorted(deeds, key=lambda e: e.number)).get(versions[-1].number)
    return (
        deed is not None
        and is_as_chosen(versions[-1], deed)
        and is_signed(keys, deed)
        and signed_by_duty(keys, uow, deed, Action.CHOOSE_POLICY)
    )


def _is_signed_cover(keys: UnlockedVault, uow: UnitOfWork, cover: Cover) -> bool:
    """Begun by a headteacher for a deputy, or in an emergency by the deputy alone (PRACTICE 25); nobody else can.

    The same holds for whoever ended it or recorded that the headteacher was told.
    """
    deed, begun = last_deed(keys, uow, cover), next(iter(deeds_of(uow, cover.id)), None)
    if deed is None or begun is None or not is_signed(keys, begun):
        return False
    if not _holds(keys, uow, cover.deputy_id, Duty.DEPUTY_HEADTEACHER, cover.starts):
        return False
    return all(
        by == cover.deputy_id or is_head(keys, uow, by, at.astimezone().date())
        for by, at in ((begun.person_id, begun.at), (deed.person_id, deed.at))
    )


def _stood_at(cover: Cover, moment: datetime) -> bool:
    return cover.starts <= moment.astimezone().date() <= cover.ends and (
        cover.ended_at is None or moment < cover.ended_at
    )


def _holds(keys: UnlockedVault, uow: UnitOfWork, person_id: UUID, duty: Duty, day: date) -> bool:
    """Whether a duty held on `day` stands as somebody signed it who may give it, and not the holder (but for the first head)."""
    for held in _duties_of(uow, person_id):
        if held.duty is not duty or not held.held_on(day) or uow.people.get(held.person_id).left_by(day):
            continue
        deeds = [e for e in uow.audit.fixing(person_id) if KIND_OF.get(e.did) == "duty" and record_of(e) == held.id]
        if not deeds or deeds[-1].row_digest != row_digest(held) or not is_signed(keys, deeds[-1]):
            continue
        if _may_give_duty(keys, person_id, duty, deeds[-1].person_id):
            return True
    return False


def _may_give_duty(keys: UnlockedVault, person_id: UUID, duty: Duty, by: UUID) -> bool:
    """The root knows its headteachers; another is made by one of them, and a deputy by a keyholder."""
    if duty in OPENS_PASSWORDS:
        return by in keys.once_heads() or person_id in keys.once_heads()
    return by in keys.once_keyholders() and (by != person_id or by in keys.once_heads())


def _may_give(keys: UnlockedVault, uow: UnitOfWork, person_id: UUID) -> bool:
    """Whether the person is or was a keyholder, or holds or held a duty for it that a keyholder signed."""
    keyholders = keys.once_keyholders()
    if person_id in keyholders:
        return True
    powers = {d.id: d for d in _duties_of(uow, person_id) if d.duty in TABLE[Action.GIVE_ACCESS]}
    return any(
        entry.did is Did.DUTY_GIVEN
        and record_of(entry) in powers
        and entry.person_id in keyholders
        and is_signed(keys, entry)
        for entry in uow.audit.fixing(person_id)
    )


def _duties_of(uow: UnitOfWork, person_id: UUID) -> tuple[DutyHeld, ...]:
    """The person's duties, and those that went to the record that stands for this one since both were one person."""
    person = uow.people.find(person_id)
    kept = uow.duties.of_person(person.merged_into) if person is not None and person.merged_into else ()
    return (*uow.duties.of_person(person_id), *kept)


def deeds_of(uow: UnitOfWork, record_id: UUID) -> list[AuditEntry]:
    """The deeds that fixed the record, oldest first."""
    return [e for e in uow.audit.fixing(record_id) if KIND_OF.get(e.did) and record_of(e) == record_id]


def is_signed(keys: UnlockedVault, entry: AuditEntry) -> bool:
    """Whether the entry's own signature holds."""
    start = ChainHead(entry.number - 1, entry.previous or GENESIS)
    kept = ChainEntry(entry.number, entry.person_id, canonical(entry), entry.digest, entry.signature)
    return verify_chain(keys.store_id, [kept], keys.signing_keys(), start=start).sound
