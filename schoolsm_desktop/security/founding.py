"""The first key file of a store: ROOT, the first two people, RECOVERY and the database key.

ROOT is wrapped to the headteacher and to RECOVERY, so that the printed sheet alone can certify new keys for a head
who forgot their passphrase or left. A further wrap (the deputy's key with the chair's code) comes when the
headteacher prints that code: see `head_replacement`. A coordinator who sets the store up could have kept a copy of ROOT in that hour; the new keys
a temporary headteacher gets at the first sign-in do not undo that, and the manual says who should sit at the PC.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from schoolsm_desktop.security import key_file, recovery
from schoolsm_desktop.security.errors import KeyFileExistsError
from schoolsm_desktop.security.kdf import KdfLimits, KdfParameters
from schoolsm_desktop.security.key_file import KeyFile, KeyFileContent, Record, RecoveryState, Role, Slot, SlotState
from schoolsm_desktop.security.opened import (
    OpenKeys,
    Place,
    seal_of,
    seal_school_key,
    wrap_root,
    wrap_store_key,
)
from schoolsm_desktop.security.passphrase import require_strong
from schoolsm_desktop.security.private_keys import NO_SCHOOL_KEY, PrivateKeys, SchoolKey, lock_keys, school_key_of
from schoolsm_desktop.security.records import (
    certify,
    record_digest,
    sign_roster,
    sign_store_key,
    store_key_commit,
)
from schoolsm_desktop.security.sealing import digest, new_key
from schoolsm_desktop.security.signing import new_signing_key, public_signing_key
from schoolsm_desktop.security.vault import Founder, Founders

_RECOVERY_NAME = "RECOVERY"


@dataclass(frozen=True, slots=True, repr=False)
class _Ground:
    """What everything at the founding is made from."""

    store_id: UUID
    root_private: bytes
    root_key: bytes
    store_key: bytes
    parameters: KdfParameters
    limits: KdfLimits


@dataclass(frozen=True, slots=True, repr=False)
class _Made:
    """One founded slot with the keys that open it."""

    slot: Slot
    record: Record
    keys: PrivateKeys
    kek: bytes


def recovery_mark(store_id: UUID, code: str) -> bytes:
    """How the key file knows a recovery code; 160 random bits cannot be guessed from it. Raises CodeMistypedError."""
    return digest("1", store_id.bytes, "recovery-mark", recovery.parse_recovery_code(code))[:16]


def recovery_secret(code: str) -> str:
    """The one spelling of a recovery code that keys are derived from; raises CodeMistypedError."""
    return recovery.format_recovery_code(recovery.parse_recovery_code(code))


def found(
    place: Place, founders: Founders, school_key: bytes | None, parameters: KdfParameters, store_id: UUID, code: str
) -> OpenKeys:
    """Writes the key file and returns the opened keys of the founder who typed their own passphrase (the coordinator
    where both did). See `vault.create_vault`."""
    if (place.folder / key_file.KEY_FILE).exists():
        raise KeyFileExistsError
    people = _people(founders)
    for founder, _ in people:
        require_strong(founder.passphrase, (founder.name,))
    root_private = new_signing_key()
    ground = _Ground(store_id, root_private, public_signing_key(root_private), new_key(), parameters, place.limits)
    mixed_in = school_key_of(store_id, school_key)
    made = [
        _founder(ground, founder, roles, serial, mixed_in) for serial, (founder, roles) in enumerate(people, start=1)
    ]
    spare = _founder(
        ground,
        Founder(uuid4(), _RECOVERY_NAME, recovery_secret(code)),
        (Role.RECOVERY,),
        len(people) + 1,
        NO_SCHOOL_KEY,
    )
    content = _content(ground, [*made, spare], mixed_in, recovery_mark(store_id, code))
    actor = next(one for one in reversed(made) if one.slot.state is SlotState.ACTIVE)
    raw = key_file.encode(content, seal_of(content, ground.store_key))
    opened = OpenKeys(
        place,
        KeyFile(format=key_file.FORMAT, content=content, seal=seal_of(content, ground.store_key), checksum=b""),
        raw,
        (actor.slot.person_id, actor.keys),
        actor.kek,
    )
    key_file.write(place.folder, raw, None)
    return opened


def _people(founders: Founders) -> list[tuple[Founder, tuple[Role, ...]]]:
    """Who is founded with which roles, the coordinator last."""
    head, coordinator = founders.head, founders.coordinator
    people: list[tuple[Founder, tuple[Role, ...]]] = [(head, (Role.HEAD, Role.KEYHOLDER))]
    if coordinator is not None and coordinator.person_id != head.person_id:
        people.append((coordinator, (Role.KEYHOLDER,)))
    if all(founder.temporary for founder, _ in people):
        message = "one of the founders must have typed their own passphrase"
        raise ValueError(message)
    return people


def _founder(ground: _Ground, founder: Founder, roles: tuple[Role, ...], serial: int, school_key: SchoolKey) -> _Made:
    keys = PrivateKeys.fresh(ground.root_key)
    lock, kek = lock_keys(
        ground.store_id,
        founder.person_id,
        keys,
        founder.passphrase,
        school_key,
        ground.parameters,
        ground.limits,
    )
    public = (keys.public_encryption_key, keys.public_signing_key)
    record = certify(ground.store_id, ground.root_private, founder.person_id, serial, public, roles)
    slot = Slot(
        person_id=founder.person_id,
        name=founder.name,
        state=SlotState.TEMPORARY if founder.temporary else SlotState.ACTIVE,
        lock=lock,
        store_key=wrap_store_key(ground.store_id, ground.store_key, record),
    )
    return _Made(slot, record, keys, kek)


def _content(ground: _Ground, made: list[_Made], school_key: SchoolKey, mark: bytes) -> KeyFileContent:
    records = tuple(one.record for one in made)
    rooted = [one.record for one in made if not {Role.HEAD, Role.RECOVERY}.isdisjoint(one.record.roles)]
    sealed = seal_school_key(ground.store_id, ground.store_key, school_key.key) if school_key.key else None
    return KeyFileContent(
        store_id=ground.store_id,
        revision=1,
        root_key=ground.root_key,
        school_key_mark=school_key.mark or None,
        school_key_sealed=sealed,
        slots=tuple(one.slot for one in made),
        records=records,
        roster=sign_roster(ground.store_id, ground.root_private, 1, tuple(record_digest(r) for r in records)),
        removals=None,
        store_key=sign_store_key(
            ground.store_id, store_key_commit(ground.store_id, ground.store_key), None, ground.root_private
        ),
        next_store_key=None,
        root_wraps=tuple(wrap_root(ground.store_id, ground.root_private, record) for record in rooted),
        recovery=RecoveryState(person_id=made[-1].slot.person_id, mark=mark, dead_marks=(), used=False),
    )
