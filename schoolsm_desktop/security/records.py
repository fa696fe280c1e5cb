"""Who is who: the records ROOT certified, proved against the root key pinned in a person's own bundle.

Roles are read from signed records only, never from a column or a slot. A keyholder who is not the head can take a
record out of force (`Removals`) and cannot put one in.
"""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.security.errors import KeyFileForgedError, MakeAgainError, NotCertifiedError, RecordForgedError
from schoolsm_desktop.security.key_file import (
    Claim,
    KeyFileContent,
    Record,
    Removals,
    Role,
    Roster,
    SlotState,
    StoreKeyStatement,
)
from schoolsm_desktop.security.sealing import digest
from schoolsm_desktop.security.signing import is_signed, sign, statement

_KEYHOLDING = frozenset({Role.HEAD, Role.KEYHOLDER, Role.RECOVERY})


def holds_keys(record: Record) -> bool:
    """Whether the record makes its person a standing reader and giver of every key."""
    return not _KEYHOLDING.isdisjoint(record.roles)


def certify(
    store_id: UUID,
    root_private: bytes,
    person_id: UUID,
    serial: int,
    keys: tuple[bytes, bytes],
    roles: tuple[Role, ...],
) -> Record:
    """A record over public keys (encryption, signing) and roles, signed by ROOT."""
    blank = Record(
        person_id=person_id,
        serial=serial,
        encryption_key=keys[0],
        signing_key=keys[1],
        roles=tuple(sorted(set(roles))),
        signature=b"",
    )
    signature = sign(root_private, _record_statement(store_id, blank))
    return Record(
        person_id=person_id,
        serial=serial,
        encryption_key=keys[0],
        signing_key=keys[1],
        roles=blank.roles,
        signature=signature,
    )


def record_digest(record: Record) -> bytes:
    """What the roster names a record by."""
    return digest("record", *_record_parts(record), record.signature)


def claim(store_id: UUID, maker: tuple[UUID, bytes], person_id: UUID, name: str, keys: tuple[bytes, bytes]) -> Claim:
    """Public keys made by a keyholder (id, private signing key) for somebody, waiting for the headteacher."""
    signature = sign(maker[1], _claim_statement(store_id, maker[0], person_id, name, keys))
    return Claim(encryption_key=keys[0], signing_key=keys[1], maker_id=maker[0], signature=signature)


def sign_roster(store_id: UUID, root_private: bytes, serial: int, digests: tuple[bytes, ...]) -> Roster:
    """The records in force, by ROOT."""
    return Roster(
        serial=serial,
        digests=digests,
        signature=sign(root_private, statement(store_id, "roster", str(serial), *digests)),
    )


def sign_removals(
    store_id: UUID, signer: tuple[UUID, bytes], serial: int, roster: Roster, digests: tuple[bytes, ...]
) -> Removals:
    """Records taken out of a roster by a keyholder (id, private signing key)."""
    message = _removals_statement(store_id, signer[0], serial, roster, digests)
    return Removals(serial=serial, digests=digests, signer_id=signer[0], signature=sign(signer[1], message))


def store_key_commit(store_id: UUID, store_key: bytes) -> bytes:
    """A commitment to the database key that tells nothing of it."""
    return digest("1", store_id.bytes, "store-key-commit", store_key)


def sign_store_key(store_id: UUID, commit: bytes, signer_id: UUID | None, private_key: bytes) -> StoreKeyStatement:
    """The statement which database key is the school's, by ROOT (`signer_id` None) or a keyholder."""
    message = _store_key_statement(store_id, commit, signer_id)
    return StoreKeyStatement(commit=commit, signer_id=signer_id, signature=sign(private_key, message))


class Directory:
    """Everybody's proved public keys and roles at one reading of the key file.

    Construction proves all of it against the pinned root key and raises RecordForgedError or KeyFileForgedError.
    """

    def __init__(self, content: KeyFileContent, root_key: bytes) -> None:
        self._content = content
        self._root_key = root_key
        self._by_digest = self._proved_records()
        self._in_force = self._proved_roster()
        self._check_removals()
        self._check_store_key(content.store_key)
        if content.next_store_key is not None:
            self._check_store_key(content.next_store_key)
        self._check_slots()

    @property
    def serial(self) -> int:
        """The newest serial: of the removals where there are any, else of the roster."""
        removals = self._content.removals
        return removals.serial if removals is not None else self._content.roster.serial

    @property
    def in_force(self) -> dict[UUID, Record]:
        """The certified record of each person, RECOVERY among them."""
        return dict(self._in_force)

    def certified(self, person_id: UUID) -> Record:
        """The record in force of a person; raises NotCertifiedError."""
        try:
            return self._in_force[person_id]
        except KeyError:
            raise NotCertifiedError from None

    def ever(self, person_id: UUID) -> tuple[Record, ...]:
        """Every record ROOT ever certified for a person, oldest first; with these, old signatures are proved."""
        records = [record for record in self._content.records if record.person_id == person_id]
        return tuple(sorted(records, key=lambda record: record.serial))

    def check_claim(self, person_id: UUID, name: str, waiting: Claim) -> None:
        """Nothing for a claim made by a keyholder in force.

        Raises MakeAgainError where its maker has had new keys or is no keyholder any more, and RecordForgedError.
        """
        maker = self._in_force.get(waiting.maker_id)
        keys = (waiting.encryption_key, waiting.signing_key)
        message = _claim_statement(self._content.store_id, waiting.maker_id, person_id, name, keys)
        if maker is not None and holds_keys(maker) and is_signed(maker.signing_key, waiting.signature, message):
            return
        former = [record for record in self.ever(waiting.maker_id) if holds_keys(record)]
        if any(is_signed(record.signing_key, waiting.signature, message) for record in former):
            raise MakeAgainError
        raise RecordForgedError

    def _proved_records(self) -> dict[bytes, Record]:
        for record in self._content.records:
            message = _record_statement(self._content.store_id, record)
            if not is_signed(self._root_key, record.signature, message):
                raise RecordForgedError
        return {record_digest(record): record for record in self._content.records}

    def _proved_roster(self) -> dict[UUID, Record]:
        roster = self._content.roster
        message = statement(self._content.store_id, "roster", str(roster.serial), *roster.digests)
        if not is_signed(self._root_key, roster.signature, message):
            raise KeyFileForgedError("roster")
        removed = self._content.removals.digests if self._content.removals is not None else ()
        if any(named not in self._by_digest for named in roster.digests):
            raise KeyFileForgedError("roster")
        records = [self._by_digest[named] for named in roster.digests if named not in removed]
        in_force = {record.person_id: record for record in records}
        if len(in_force) != len(records):
            raise KeyFileForgedError("roster")
        return in_force

    def _check_removals(self) -> None:
        removals = self._content.removals
        if removals is None:
            return
        roster = self._content.roster
        message = _removals_statement(
            self._content.store_id, removals.signer_id, removals.serial, roster, removals.digests
        )
        if removals.serial <= roster.serial or not self._by_keyholder(removals.signer_id, removals.signature, message):
            raise KeyFileForgedError("removals")

    def _check_store_key(self, said: StoreKeyStatement) -> None:
        message = _store_key_statement(self._content.store_id, said.commit, said.signer_id)
        if said.signer_id is None:
            genuine = is_signed(self._root_key, said.signature, message)
        else:
            genuine = self._by_keyholder(said.signer_id, said.signature, message)
        if not genuine:
            raise KeyFileForgedError("store-key")

    def _by_keyholder(self, signer_id: UUID, signature: bytes, message: bytes) -> bool:
        signer = self._in_force.get(signer_id)
        return signer is not None and holds_keys(signer) and is_signed(signer.signing_key, signature, message)

    def _check_slots(self) -> None:
        """Usable slots are exactly those of the people in force, one each: none put in, called active, or taken out."""
        slots = self._content.slots
        if len({slot.person_id for slot in slots}) != len(slots):
            raise KeyFileForgedError("slots")
        usable = {slot.person_id for slot in slots if slot.state in (SlotState.ACTIVE, SlotState.TEMPORARY)}
        if usable != set(self._in_force):
            raise KeyFileForgedError("state")
        recovery = self._in_force.get(self._content.recovery.person_id)
        if recovery is None or Role.RECOVERY not in recovery.roles:
            raise KeyFileForgedError("recovery")


def _record_parts(record: Record) -> tuple[bytes | str, ...]:
    return (
        record.person_id.bytes,
        str(record.serial),
        record.encryption_key,
        record.signing_key,
        " ".join(record.roles),
    )


def _record_statement(store_id: UUID, record: Record) -> bytes:
    return statement(store_id, "record", *_record_parts(record))


def _claim_statement(store_id: UUID, maker_id: UUID, person_id: UUID, name: str, keys: tuple[bytes, bytes]) -> bytes:
    return statement(store_id, "claim", maker_id.bytes, person_id.bytes, name, *keys)


def _removals_statement(
    store_id: UUID, signer_id: UUID, serial: int, roster: Roster, digests: tuple[bytes, ...]
) -> bytes:
    return statement(store_id, "removals", signer_id.bytes, str(serial), roster.signature, *digests)


def _store_key_statement(store_id: UUID, commit: bytes, signer_id: UUID | None) -> bytes:
    return statement(store_id, "store-key", commit, b"" if signer_id is None else signer_id.bytes)
