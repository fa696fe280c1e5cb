"""What a person who has signed in can do with keys. Lives in the process that a lock ends; nothing here is written out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from schoolsm_desktop.security import head_replacement, sign_ins, signing, store_keys
from schoolsm_desktop.security.errors import SealBrokenError, SignatureForgedError
from schoolsm_desktop.security.grants import Sealed, Subject, give, take
from schoolsm_desktop.security.items import ContentKey, ContentWrap, ItemKey, ItemWrap, SealedContent, SealedItem
from schoolsm_desktop.security.key_file import Role, SlotState
from schoolsm_desktop.security.opened import OpenKeys
from schoolsm_desktop.security.records import holds_keys
from schoolsm_desktop.security.sealing import context, new_key, open_from, pad, seal_to, unpad


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A sign-in as proved by ROOT: `certified` people can be given keys."""

    person_id: UUID
    name: str
    state: SlotState
    certified: bool
    is_head: bool
    is_keyholder: bool


class UnlockedVault:
    """One person's opened keys. Made by `Vault.unlock`, `Vault.unlock_with_recovery` and `create_vault` only."""

    def __init__(self, open_keys: OpenKeys) -> None:
        self._open = open_keys

    # --- who and what ---

    @property
    def store_id(self) -> UUID:
        """The store."""
        return self._open.store_id

    @property
    def person_id(self) -> UUID:
        """Who signed in (for RECOVERY: `recovery_id`)."""
        return self._open.person_id

    @property
    def store_key(self) -> bytes:
        """The raw 32-byte key of the database."""
        return self._open.store_key

    @property
    def next_store_key(self) -> bytes | None:
        """The key a rekey that did not finish was going to: try it where `store_key` does not open the database."""
        return self._open.next_store_key

    @property
    def is_keyholder(self) -> bool:
        """Headteacher, coordinator, RECOVERY: may wrap every key and make sign-ins."""
        return holds_keys(self._open.record)

    @property
    def is_head(self) -> bool:
        """Holds ROOT as the headteacher."""
        return Role.HEAD in self._open.record.roles

    @property
    def is_recovery(self) -> bool:
        """Opened with the recovery code."""
        return self._open.is_recovery

    @property
    def must_change_passphrase(self) -> bool:
        """Signed in with a temporary passphrase: nothing but `change_passphrase` works until it is changed."""
        return self._open.slot.state is SlotState.TEMPORARY

    @property
    def recovery_id(self) -> UUID:
        """The id under which wraps for RECOVERY are kept."""
        return self._open.content.recovery.person_id

    @property
    def recovery_was_used(self) -> bool:
        """The recovery code opened the records and has not been replaced since: a keyholder must do so."""
        return self._open.content.recovery.used

    @property
    def school_key(self) -> bytes | None:
        """The school key, for printing the sheet again and for another PC; None where the school goes without."""
        return self._open.school_key

    @property
    def root_fingerprint(self) -> str:
        """The root key's fingerprint for the recovery sheet: 8 groups of 4 hexadecimal figures."""
        figures = sha256(self._open.content.root_key).hexdigest()[:32].upper()
        return " ".join(figures[start : start + 4] for start in range(0, 32, 4))

    @property
    def serial(self) -> int:
        """Goes up with every change of who is certified; the service writes it in the log and `HeadMemory` keeps it."""
        return self._open.directory.serial

    def people(self) -> tuple[KnownPerson, ...]:
        """Every sign-in there is or was (ended ones too), without RECOVERY, by name."""
        in_force = self._open.directory.in_force
        known = []
        for slot in self._open.content.slots:
            if slot.person_id == self.recovery_id:
                continue
            record = in_force.get(slot.person_id)
            roles = record.roles if record is not None else ()
            known.append(
                KnownPerson(
                    slot.person_id,
                    slot.name,
                    slot.state,
                    record is not None,
                    Role.HEAD in roles,
                    record is not None and holds_keys(record),
                )
            )
        return tuple(sorted(known, key=lambda person: person.name.casefold()))

    def recipients(self) -> frozenset[UUID]:
        """Certified people to whom a key can be sealed, without RECOVERY."""
        return frozenset(self._open.directory.in_force) - {self.recovery_id}

    def keyholders(self) -> frozenset[UUID]:
        """Certified keyholders, the headteacher among them, without RECOVERY."""
        return self.standing_readers() - {self.recovery_id}

    def standing_readers(self) -> frozenset[UUID]:
        """Who reads every secret without being on the register: keyholders and RECOVERY."""
        return frozenset(r.person_id for r in self._open.directory.in_force.values() if holds_keys(r))

    def once_keyholders(self) -> frozenset[UUID]:
        """Everybody the root ever certified as a keyholder, former ones too, without RECOVERY: for judging old deeds."""
        return frozenset(r.person_id for r in self._open.content.records if holds_keys(r)) - {self.recovery_id}

    def once_heads(self) -> frozenset[UUID]:
        """Everybody the root ever certified as headteacher, former ones too: for judging old deeds."""
        return frozenset(r.person_id for r in self._open.content.records if Role.HEAD in r.roles)

    # --- signing ---

    def sign(self, message: bytes) -> bytes:
        """The person's Ed25519 signature (64 bytes) over a message of this store."""
        return signing.sign(self._open.keys.signing_key, signing.message_statement(self.store_id, message))

    def verify(self, person_id: UUID, message: bytes, signature: bytes) -> None:
        """Nothing if the person signed it with any key the root ever certified; raises SignatureForgedError."""
        signed = signing.message_statement(self.store_id, message)
        records = self._open.directory.ever(person_id)
        if not any(signing.is_signed(record.signing_key, signature, signed) for record in records):
            raise SignatureForgedError

    def signing_keys(self) -> dict[UUID, tuple[bytes, ...]]:
        """Every signing key the root ever certified, by person (RECOVERY and people who left too): for `verify_chain`."""
        people = {record.person_id for record in self._open.content.records}
        ever = self._open.directory.ever
        return {person: tuple(record.signing_key for record in ever(person)) for person in people}

    # --- secrets of accounts ---

    def new_item(self, account_id: UUID, version_id: UUID, readers: Iterable[UUID]) -> SealedItem:
        """A fresh item key for a fresh version id, wrapped to `readers` and always to the standing readers.

        Raises NotCertifiedError for a reader without a confirmed sign-in; MustChangePassphraseError.
        """
        self._open.require_ready()
        key = ItemKey(self.store_id, account_id, version_id, new_key())
        everybody = sorted({*readers, *self.standing_readers()})
        return SealedItem(key, tuple(self.wrap_item(key, reader) for reader in everybody))

    def open_item(self, wrap: ItemWrap, *, maker_id: UUID | None = None) -> ItemKey:
        """The item key of a wrap addressed to the person signed in.

        The giver must be a certified keyholder (or RECOVERY), or `maker_id`: the certified person whom the records
        name as maker of this version. Raises NotForYouError, GrantForgedError, SealBrokenError.
        """
        self._open.require_ready()
        sealed = Sealed(wrap.recipient_id, wrap.giver_id, wrap.blob, wrap.signature)
        subject = self._item(wrap.account_id, wrap.version_id)
        key = take(
            subject,
            sealed,
            self._open.directory,
            (self.person_id, self._open.keys),
            lambda record: holds_keys(record) or record.person_id == maker_id,
        )
        return ItemKey(self.store_id, wrap.account_id, wrap.version_id, key)

    def wrap_item(self, key: ItemKey, recipient_id: UUID) -> ItemWrap:
        """The key handed on to one more certified person, signed by the person signed in; raises NotCertifiedError."""
        sealed = self._give(self._item(key.account_id, key.version_id), key.key, recipient_id)
        return ItemWrap(
            key.account_id, key.version_id, sealed.recipient_id, sealed.giver_id, sealed.blob, sealed.signature
        )

    # --- sealed records and drafts ---

    def new_content(self, kind: str, record_id: UUID, readers: Iterable[UUID]) -> SealedContent:
        """A fresh content key for exactly the readers named (nobody is added); raises NotCertifiedError."""
        self._open.require_ready()
        key = ContentKey(self.store_id, kind, record_id, new_key())
        return SealedContent(key, tuple(self.wrap_content(key, reader) for reader in sorted(set(readers))))

    def open_content(self, wrap: ContentWrap) -> ContentKey:
        """The content key of a wrap addressed to the person signed in; any certified person may have given it.

        Raises NotForYouError, GrantForgedError, SealBrokenError.
        """
        self._open.require_ready()
        sealed = Sealed(wrap.recipient_id, wrap.giver_id, wrap.blob, wrap.signature)
        subject = self._content(wrap.kind, wrap.record_id)
        me = (self.person_id, self._open.keys)
        key = take(subject, sealed, self._open.directory, me, lambda _: True)
        return ContentKey(self.store_id, wrap.kind, wrap.record_id, key)

    def wrap_content(self, key: ContentKey, recipient_id: UUID) -> ContentWrap:
        """The content key handed on to one more certified person; raises NotCertifiedError."""
        sealed = self._give(self._content(key.kind, key.record_id), key.key, recipient_id)
        return ContentWrap(key.kind, key.record_id, sealed.recipient_id, sealed.giver_id, sealed.blob, sealed.signature)

    def seal_draft(self, name: str, plaintext: bytes) -> bytes:
        """What was typed and not saved, sealed to the person's own key; `name` is the form it belongs to."""
        own = self._open.keys.public_encryption_key
        return seal_to(own, pad(plaintext), self._draft(name, own))

    def open_draft(self, name: str, blob: bytes) -> bytes:
        """What `seal_draft` sealed, also after the person's keys were renewed; raises SealBrokenError."""
        keys = self._open.keys
        for private_key in (keys.encryption_key, *keys.past_encryption_keys):
            own = signing.public_encryption_key(private_key)
            try:
                return unpad(open_from(private_key, blob, self._draft(name, own)))
            except SealBrokenError:
                continue
        raise SealBrokenError

    # --- sign-ins (each writes the key file once, atomically) ---

    def check_passphrase(self, typed: str) -> None:
        """Nothing for the person's own present passphrase, under the same wait as at sign-in; takes as long as one.

        Raises WrongPassphraseError, TooSoonError.
        """
        sign_ins.check_passphrase(self._open, typed)

    def change_passphrase(self, old: str, new: str) -> None:
        """The person's own new passphrase. Raises WrongPassphraseError, WeakPassphraseError, TooSoonError.

        A headteacher who had a temporary passphrase gets new keys, self-certified by ROOT. The former private key
        stays in the bundle until `forget_past_keys`, so wraps made for it still open: see `needs_rewrap`.
        """
        sign_ins.change_passphrase(self._open, old, new)

    @property
    def needs_rewrap(self) -> bool:
        """The person has wraps for a former key: the service rewrites each (`rewrap`), then calls `forget_past_keys`."""
        return bool(self._open.keys.past_encryption_keys)

    def rewrap(self, wrap: ItemWrap, *, maker_id: UUID | None = None) -> ItemWrap:
        """The same grant to the person's own present key; raises as `open_item` does."""
        return self.wrap_item(self.open_item(wrap, maker_id=maker_id), self.person_id)

    def forget_past_keys(self) -> None:
        """Drops former private keys from the bundle, once every wrap is rewritten."""
        sign_ins.forget_past_keys(self._open)

    def invite(self, person_id: UUID, name: str, temporary_passphrase: str) -> SlotState:
        """A sign-in with a temporary passphrase: TEMPORARY (head, RECOVERY) or UNCONFIRMED (other keyholders).

        Raises KeyholderNeededError, SignInExistsError, WeakPassphraseError, KeyFileWriteError.
        """
        return sign_ins.invite(self._open, person_id, name, temporary_passphrase)

    def confirm(self, person_id: UUID, *, keyholder: bool = False) -> None:
        """The head certifies a sign-in that a keyholder made; raises HeadNeededError, RecordForgedError."""
        sign_ins.confirm(self._open, person_id, keyholder=keyholder)

    def check_reset(self, person_id: UUID, temporary_passphrase: str) -> None:
        """Raise what `reset` would raise, and change nothing."""
        sign_ins.check_reset(self._open, person_id, temporary_passphrase)

    def reset(self, person_id: UUID, temporary_passphrase: str) -> SlotState:
        """New keys for a forgotten passphrase. Wraps for the old keys are dead: the service deletes and rewrites them.

        By the head or RECOVERY: TEMPORARY, roles kept. By another keyholder: UNCONFIRMED until the head confirms.
        Raises KeyholderNeededError, RecoveryNeededError (the head's own, by anybody but RECOVERY), NotYourselfError.
        """
        return sign_ins.reset(self._open, person_id, temporary_passphrase)

    def end(self, person_id: UUID) -> None:
        """The sign-in ends and its keys are destroyed; the service deletes the wraps and rekeys the database.

        A keyholder's sign-in is ended by the head only; the head's not at all (`hand_over` first).
        """
        sign_ins.end(self._open, person_id)

    def rename(self, person_id: UUID, name: str) -> None:
        """The name the sign-in window shows; by a keyholder."""
        sign_ins.rename(self._open, person_id, name)

    def set_keyholder(self, person_id: UUID, keyholder: bool) -> None:
        """The head makes somebody a keyholder or no longer one; the service then wraps or renews every item key."""
        sign_ins.set_keyholder(self._open, person_id, keyholder)

    def hand_over(self, person_id: UUID) -> None:
        """The head (or RECOVERY) makes a certified person the headteacher: ROOT goes to them and leaves the old head."""
        sign_ins.hand_over(self._open, person_id)

    def set_chair_code(self, deputy_id: UUID, code: str) -> None:
        """From now on the deputy's key and this code (printed, typed back in part) together replace the headteacher.

        By the head. Only the newest code is good. Raises HeadNeededError, NotCertifiedError, CodeMistypedError.
        """
        head_replacement.set_chair_code(self._open, deputy_id, code)

    def chair_code_is_for(self) -> UUID | None:
        """The deputy with whom the chair's present code works; None where there is none or their keys were renewed."""
        return head_replacement.chair_code_is_for(self._open)

    def replace_head(self, code: str, new_head_id: UUID) -> UUID:
        """The deputy signed in and the chair's code make a certified person the headteacher; who it was before.

        The old head's sign-in ends and its keys are destroyed; the code is used up. The service deletes the wraps and
        seals the passwords anew. Raises NoChairCodeError, WrongChairCodeError, CodeMistypedError, TooSoonError.
        """
        return head_replacement.replace_head(self._open, code, new_head_id)

    # --- recovery and the database key ---

    def new_recovery_code(self, code: str) -> None:
        """From now on `code` (already printed and typed back in part) is the recovery code; the old one is dead.

        By the head or RECOVERY. RECOVERY gets new keys; unless done as RECOVERY itself, the service wraps every item
        key to `recovery_id` again. Raises HeadNeededError, CodeMistypedError.
        """
        store_keys.new_recovery_code(self._open, code)

    def begin_rekey(self) -> bytes:
        """A new database key, kept beside the old one in the key file; the one begun before where one is under way."""
        return store_keys.begin_rekey(self._open)

    def finish_rekey(self) -> None:
        """The new key is the only one from now on; call it when the database opens with it and a backup is made."""
        store_keys.finish_rekey(self._open)

    def cancel_rekey(self) -> None:
        """The new key is forgotten; call it only when the database still opens with the old one."""
        store_keys.cancel_rekey(self._open)

    # --- how grants are named ---

    def _item(self, account_id: UUID, version_id: UUID) -> Subject:
        return Subject(self.store_id, "item-key", (account_id.bytes, version_id.bytes))

    def _content(self, kind: str, record_id: UUID) -> Subject:
        return Subject(self.store_id, "content-key", (kind, record_id.bytes))

    def _draft(self, name: str, own_key: bytes) -> bytes:
        return context("1", self.store_id.bytes, "draft", self.person_id.bytes, name, own_key)

    def _give(self, subject: Subject, key: bytes, recipient_id: UUID) -> Sealed:
        self._open.require_ready()
        recipient = self._open.directory.certified(recipient_id)
        return give(subject, key, recipient, self.person_id, self._open.keys)
