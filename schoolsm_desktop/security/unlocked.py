"""What a person who has signed in can do with keys. Lives in the process that a lock ends; nothing here is written out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.security.items import ContentKey, ContentWrap, ItemKey, ItemWrap, SealedContent, SealedItem
from schoolsm_desktop.security.key_file import SlotState


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

    # --- who and what ---

    @property
    def store_id(self) -> UUID:
        """The store."""
        raise NotImplementedError

    @property
    def person_id(self) -> UUID:
        """Who signed in (for RECOVERY: `recovery_id`)."""
        raise NotImplementedError

    @property
    def store_key(self) -> bytes:
        """The raw 32-byte key of the database."""
        raise NotImplementedError

    @property
    def next_store_key(self) -> bytes | None:
        """The key a rekey that did not finish was going to: try it where `store_key` does not open the database."""
        raise NotImplementedError

    @property
    def is_keyholder(self) -> bool:
        """Headteacher, coordinator, RECOVERY: may wrap every key and make sign-ins."""
        raise NotImplementedError

    @property
    def is_head(self) -> bool:
        """Holds ROOT as the headteacher."""
        raise NotImplementedError

    @property
    def is_recovery(self) -> bool:
        """Opened with the recovery code."""
        raise NotImplementedError

    @property
    def must_change_passphrase(self) -> bool:
        """Signed in with a temporary passphrase: nothing but `change_passphrase` works until it is changed."""
        raise NotImplementedError

    @property
    def recovery_id(self) -> UUID:
        """The id under which wraps for RECOVERY are kept."""
        raise NotImplementedError

    @property
    def recovery_was_used(self) -> bool:
        """The recovery code opened the records and has not been replaced since: a keyholder must do so."""
        raise NotImplementedError

    @property
    def root_fingerprint(self) -> str:
        """The root key's fingerprint for the recovery sheet: 8 groups of 4 hexadecimal figures."""
        raise NotImplementedError

    @property
    def serial(self) -> int:
        """Goes up with every change of who is certified; the service writes it in the log and `HeadMemory` keeps it."""
        raise NotImplementedError

    def people(self) -> tuple[KnownPerson, ...]:
        """Every sign-in there is or was (ended ones too), without RECOVERY, by name."""
        raise NotImplementedError

    def recipients(self) -> frozenset[UUID]:
        """Certified people to whom a key can be sealed, without RECOVERY."""
        raise NotImplementedError

    def keyholders(self) -> frozenset[UUID]:
        """Certified keyholders, the headteacher among them, without RECOVERY."""
        raise NotImplementedError

    def standing_readers(self) -> frozenset[UUID]:
        """Who reads every secret without being on the register: keyholders and RECOVERY."""
        raise NotImplementedError

    # --- signing ---

    def sign(self, message: bytes) -> bytes:
        """The person's Ed25519 signature (64 bytes) over a message of this store."""
        raise NotImplementedError

    def verify(self, person_id: UUID, message: bytes, signature: bytes) -> None:
        """Nothing if the person signed it with any key the root ever certified; raises SignatureForgedError."""
        raise NotImplementedError

    def signing_keys(self) -> dict[UUID, tuple[bytes, ...]]:
        """Every signing key the root ever certified, by person (RECOVERY and people who left too): for `verify_chain`."""
        raise NotImplementedError

    # --- secrets of accounts ---

    def new_item(self, account_id: UUID, version_id: UUID, readers: Iterable[UUID]) -> SealedItem:
        """A fresh item key for a fresh version id, wrapped to `readers` and always to the standing readers.

        Raises NotCertifiedError for a reader without a confirmed sign-in; MustChangePassphraseError.
        """
        raise NotImplementedError

    def open_item(self, wrap: ItemWrap, *, maker_id: UUID | None = None) -> ItemKey:
        """The item key of a wrap addressed to the person signed in.

        The giver must be a certified keyholder (or RECOVERY), or `maker_id`: the certified person whom the records
        name as maker of this version. Raises NotForYouError, GrantForgedError, SealBrokenError.
        """
        raise NotImplementedError

    def wrap_item(self, key: ItemKey, recipient_id: UUID) -> ItemWrap:
        """The key handed on to one more certified person, signed by the person signed in; raises NotCertifiedError."""
        raise NotImplementedError

    # --- sealed records and drafts ---

    def new_content(self, kind: str, record_id: UUID, readers: Iterable[UUID]) -> SealedContent:
        """A fresh content key for exactly the readers named (nobody is added); raises NotCertifiedError."""
        raise NotImplementedError

    def open_content(self, wrap: ContentWrap) -> ContentKey:
        """The content key of a wrap addressed to the person signed in; any certified person may have given it.

        Raises NotForYouError, GrantForgedError, SealBrokenError.
        """
        raise NotImplementedError

    def wrap_content(self, key: ContentKey, recipient_id: UUID) -> ContentWrap:
        """The content key handed on to one more certified person; raises NotCertifiedError."""
        raise NotImplementedError

    def seal_draft(self, name: str, plaintext: bytes) -> bytes:
        """What was typed and not saved, sealed to the person's own key; `name` is the form it belongs to."""
        raise NotImplementedError

    def open_draft(self, name: str, blob: bytes) -> bytes:
        """What `seal_draft` sealed, also after the person's keys were renewed; raises SealBrokenError."""
        raise NotImplementedError

    # --- sign-ins (each writes the key file once, atomically) ---

    def change_passphrase(self, old: str, new: str) -> None:
        """The person's own new passphrase. Raises WrongPassphraseError, WeakPassphraseError, TooSoonError.

        A headteacher who had a temporary passphrase gets new keys, self-certified by ROOT. The former private key
        stays in the bundle until `forget_past_keys`, so wraps made for it still open: see `needs_rewrap`.
        """
        raise NotImplementedError

    @property
    def needs_rewrap(self) -> bool:
        """The person has wraps for a former key: the service rewrites each (`rewrap`), then calls `forget_past_keys`."""
        raise NotImplementedError

    def rewrap(self, wrap: ItemWrap, *, maker_id: UUID | None = None) -> ItemWrap:
        """The same grant to the person's own present key; raises as `open_item` does."""
        raise NotImplementedError

    def forget_past_keys(self) -> None:
        """Drops former private keys from the bundle, once every wrap is rewritten."""
        raise NotImplementedError

    def invite(self, person_id: UUID, name: str, temporary_passphrase: str) -> SlotState:
        """A sign-in with a temporary passphrase: TEMPORARY (head, RECOVERY) or UNCONFIRMED (other keyholders).

        Raises KeyholderNeededError, SignInExistsError, WeakPassphraseError, KeyFileWriteError.
        """
        raise NotImplementedError

    def confirm(self, person_id: UUID, *, keyholder: bool = False) -> None:
        """The head certifies a sign-in that a keyholder made; raises HeadNeededError, RecordForgedError."""
        raise NotImplementedError

    def reset(self, person_id: UUID, temporary_passphrase: str) -> SlotState:
        """New keys for a forgotten passphrase. Wraps for the old keys are dead: the service deletes and rewrites them.

        By the head or RECOVERY: TEMPORARY, roles kept. By another keyholder: UNCONFIRMED until the head confirms.
        Raises KeyholderNeededError, RecoveryNeededError (the head's own, by anybody but RECOVERY), NotYourselfError.
        """
        raise NotImplementedError

    def end(self, person_id: UUID) -> None:
        """The sign-in ends and its keys are destroyed; the service deletes the wraps and rekeys the database.

        A keyholder's sign-in is ended by the head only; the head's not at all (`hand_over` first).
        """
        raise NotImplementedError

    def rename(self, person_id: UUID, name: str) -> None:
        """The name the sign-in window shows; by a keyholder."""
        raise NotImplementedError

    def set_keyholder(self, person_id: UUID, keyholder: bool) -> None:
        """The head makes somebody a keyholder or no longer one; the service then wraps or renews every item key."""
        raise NotImplementedError

    def hand_over(self, person_id: UUID) -> None:
        """The head (or RECOVERY) makes a certified person the headteacher: ROOT goes to them and leaves the old head."""
        raise NotImplementedError

    # --- recovery and the database key ---

    def new_recovery_code(self, code: str) -> None:
        """From now on `code` (already printed and typed back in part) is the recovery code; the old one is dead.

        By the head or RECOVERY. RECOVERY gets new keys; unless done as RECOVERY itself, the service wraps every item
        key to `recovery_id` again. Raises HeadNeededError, CodeMistypedError.
        """
        raise NotImplementedError

    def begin_rekey(self) -> bytes:
        """A new database key, kept beside the old one in the key file; the one begun before where one is under way."""
        raise NotImplementedError

    def finish_rekey(self) -> None:
        """The new key is the only one from now on; call it when the database opens with it and a backup is made."""
        raise NotImplementedError

    def cancel_rekey(self) -> None:
        """The new key is forgotten; call it only when the database still opens with the old one."""
        raise NotImplementedError
