"""The accounts whose secrets leave the program, opened and laid out for a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from schoolsm_desktop.domain.access import current_version
from schoolsm_desktop.domain.accounts import CLASS_WORDS, SECRET_WORDS, STATE_WORDS, Account, SecretField
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.passwords_out import OutEntry, otp_address

from .errors import NotOnRegisterError
from .secrets import open_key, register_readers
from .session import Work


@dataclass(frozen=True, slots=True)
class Given:
    """One account as it goes into the file, and the version of its secrets that went."""

    account_id: UUID
    version_id: UUID
    has_password: bool
    entry: OutEntry = field(repr=False)


def give_out(work: Work, account_ids: Sequence[UUID]) -> tuple[Given, ...]:
    """Open every secret of these accounts, by name. Raises NotOnRegisterError for one that is not sealed to the person.

    Whoever calls it has the headteacher's leave, and records what was given.
    """
    accounts = sorted((work.uow.accounts.get(each) for each in set(account_ids)), key=lambda a: a.name.casefold())
    return tuple(_given(work, account) for account in accounts)


def _given(work: Work, account: Account) -> Given:
    version = current_version(work.uow.secrets.versions(account.id), account.id)
    if version is None or work.session.person_id not in register_readers(work, account.id):
        raise NotOnRegisterError(
            tr("The register does not give you every account you ticked. No file was written. Open the list again.")
        )
    key = open_key(work, version)
    secrets = {f: key.open_field(f, blob) for f, blob in work.uow.secrets.sealed_fields(version.id).items()}
    return Given(account.id, version.id, SecretField.PASSWORD in secrets, _entry(work, account, secrets))


def _entry(work: Work, account: Account, secrets: Mapping[SecretField, str]) -> OutEntry:
    platform = next((p.name for p in work.uow.platforms.all() if p.id == account.platform_id), "")
    seed = secrets.get(SecretField.ONE_TIME_SEED, "")
    return OutEntry(
        title=account.name,
        user_name=account.user_name,
        address=account.address,
        group=_group(work, account),
        tags=(tr(CLASS_WORDS[account.account_class]), tr(STATE_WORDS[account.state])),
        shown=_shown(work, account, platform),
        password=secrets.get(SecretField.PASSWORD, ""),
        notes=secrets.get(SecretField.NOTE, ""),
        otp=otp_address(seed, platform or account.name, account.user_name) if seed else "",
        hidden=tuple(
            (tr(SECRET_WORDS[secret]), secrets[secret])
            for secret in (SecretField.BACKUP_CODES, SecretField.RECOVERY_ANSWERS)
            if secrets.get(secret)
        ),
    )


def _shown(work: Work, account: Account, platform: str) -> tuple[tuple[str, str], ...]:
    names = {person.id: person.name for person in work.uow.people.all()}
    facts = (
        (tr("Platform"), platform),
        (tr("Handle"), account.handle),
        (tr("Purpose"), account.purpose),
        (tr("Looked after by"), names.get(account.owner_id, "") if account.owner_id else ""),
        (tr("State"), tr(STATE_WORDS[account.state])),
        (tr("Note in the register"), account.note),
    )
    return tuple((name, text) for name, text in facts if text)


def _group(work: Work, account: Account) -> str:
    """The school's name where a trust has several, otherwise what sort of account it is."""
    schools = {school.id: school.name for school in work.uow.schools.all()}
    return schools[account.school_id] if len(schools) > 1 else tr(CLASS_WORDS[account.account_class])
