"""The secrets of accounts: opened, copied, changed and sealed for exactly the people the register names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import AccessKind, Knowing, KnownBy, current_version, entitled, knowers
from schoolsm_desktop.domain.accounts import Account, SecretField, SecretOrigin, SecretVersion
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.backup_codes import codes_in
from schoolsm_desktop.domain.errors import FieldError, OfficeError
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.policy import reveal_needs_reason
from schoolsm_desktop.domain.same_person import as_one
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.one_time_code import read_seed, seed_address, seed_from_picture
from schoolsm_desktop.security.items import ItemKey, ItemWrap
from schoolsm_desktop.security.passphrase import Strength, is_weak_password, judge, new_password

from .changes import Noun
from .errors import NothingKeptError, NotOnRegisterError, ReasonNeededError
from .one_time_codes import CodeSource
from .password_hints import is_weak_for, password_hints
from .session import Session, Work
from .signed import is_vouched_for

KEPT_VERSIONS = 3
RECOVERY_SHEETS = "recovery-sheets"
"""How many recovery sheets were made and kept; absent until the first one."""
RECOVERY_TO_SEAL = "recovery-to-seal"
"""Set while the passwords are not yet all sealed to the newest recovery sheet."""
KEY_TO_RENEW = "key-to-renew:"
"""With an account's id: the version whose key somebody lost who may have copied it, until a reader seals anew."""


@dataclass(frozen=True, slots=True)
class KnowerLine:
    """Somebody who knows the account's present password, since when and how; entitled or not."""

    person: Person
    knowing: Knowing
    entitled: bool


class SecretService:
    """Deeds with secrets. Who is not on the register cannot open one: the key is not sealed to them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- opening

    def needs_reason(self) -> bool:
        """Whether the policy asks why a secret is opened."""
        with self._session.reading() as uow:
            return reveal_needs_reason(self._session.profile(uow))

    def open(self, account_id: UUID, secret: SecretField, reason: str = "") -> str:
        """The secret, to be shown; the opening is kept with person and moment.

        Raises NotOnRegisterError, NothingKeptError, ReasonNeededError.
        """
        return self._take(account_id, secret, reason, KnownBy.OPENED, Did.SECRET_OPENED)

    def copy(self, account_id: UUID, secret: SecretField, reason: str = "") -> str:
        """The secret, to be put on the clipboard; kept as a copying."""
        return self._take(account_id, secret, reason, KnownBy.COPIED, Did.SECRET_COPIED)

    def open_previous(self, account_id: UUID, reason: str = "") -> tuple[str, datetime | None]:
        """The password before an unconfirmed change, for the day on which the platform still wants it."""
        with self._session.work() as work:
            self._demand_reason(work, reason)
            versions = sorted(work.uow.secrets.versions(account_id), key=lambda v: v.number)
            since = versions[-1].password_since if versions else 0
            older = [v for v in versions if v.number < since and work.uow.secrets.sealed_fields(v.id)]
            if not older:
                raise NothingKeptError(
                    tr("No earlier password is kept: the last change was confirmed on the platform.")
                )
            previous = older[-1]
            text = self._open_field(work, account_id, previous, SecretField.PASSWORD)
            self._know(work, account_id, previous, SecretField.PASSWORD, KnownBy.OPENED, reason)
            work.did(
                Did.SECRET_OPENED,
                Noun.SECRETS,
                subject_kind="account",
                subject_id=account_id,
                field=SecretField.PASSWORD.value,
                version=str(previous.number),
                reason=reason,
            )
            work.done()
        return text, previous.password_changed_at

    def code_source(self, account_id: UUID, reason: str = "") -> CodeSource:
        """Where the account's one-time codes come from, while the pane is open. Raises as `open` does."""
        with self._session.work() as work:
            self._demand_reason(work, reason)
            version = self._current(work, account_id)
            text = self._open_field(work, account_id, version, SecretField.ONE_TIME_SEED)
            work.did(Did.CODE_OPENED, Noun.SECRETS, subject_kind="account", subject_id=account_id, reason=reason)
            work.done()
        return CodeSource(read_seed(text), self._session)

    def who_knows(self, account_id: UUID) -> tuple[KnowerLine, ...]:
        """Everybody who knows the present password, those no longer entitled first; without the register only oneself."""
        with self._session.reading() as uow:
            sees_all = allows(self._session.duties(uow), Action.SEE_REGISTER)
            people = {p.id: p for p in uow.people.all()}
            versions, knowings = uow.secrets.versions(account_id), as_one(uow.knowings.all(), people)
            readers = entitled(
                uow.access.all(), people.values(), account_id, self._session.keys.keyholders(), self._session.today
            )
        version = current_version(versions, account_id)
        known = knowers(version, versions, knowings) if version else {}
        shown = known if sees_all else {p: k for p, k in known.items() if p == self._session.person_id}
        lines = [KnowerLine(people[p], k, p in readers) for p, k in shown.items() if p in people]
        return tuple(sorted(lines, key=lambda x: (x.entitled, x.person.sort_name.casefold())))

    # --- changing

    def judge(self, text: str, account: Account | None = None) -> Strength:
        """How strong a typed platform password is, with reasons; quick enough for a worker on each pause in typing.

        `weak` is what the register would call it, less than a passphrase must be: a platform has a brake of its own.
        """
        with self._session.reading() as uow:
            hints = password_hints(account, uow.schools.all(), self._session.today) if account else ()
        return replace(judge(text, hints), weak=is_weak_password(text, hints))

    def seed_from_picture(self, picture: bytes) -> str:
        """The one-time seed in a picture of a QR code, as the text to keep. Raises what the reader says."""
        return seed_address(seed_from_picture(picture))

    def generate(self, length: int = 20, *, symbols: bool = True) -> str:
        """A new password for a platform."""
        return new_password(length, symbols=symbols)

    def change(
        self,
        account_id: UUID,
        values: Mapping[SecretField, str],
        *,
        confirmed: bool,
        generated: bool = False,
        origin: SecretOrigin | None = None,
    ) -> SecretVersion:
        """Keep new values for some fields ("" takes a field away); the others stay as they are.

        `confirmed` says that the platform has the new password already: older versions are then dropped.
        Raises FieldError for a seed that is none, NotOnRegisterError.
        """
        with self._session.work() as work:
            account = work.uow.accounts.get(account_id)
            made = SecretOrigin.GENERATED if generated else SecretOrigin.TYPED
            version = keep_secrets(work, account, values, confirmed, origin or made)
            self._refresh_health(work)
            work.done()
        return version

    def confirm(self, account_id: UUID) -> None:
        """The platform has the new password: earlier ones are dropped."""
        with self._session.work() as work:
            _demand_reader(work, account_id)
            version = self._current(work, account_id)
            work.uow.secrets.save_version(replace(version, confirmed_at=self._session.clock.now()))
            _drop_older(work, version)
            work.did(Did.SECRET_CONFIRMED, Noun.SECRETS, subject_kind="account", subject_id=account_id)
            work.done()

    def record_reset(self, account_id: UUID) -> None:
        """The password was reset on the platform and the new one is not kept here (yet)."""
        with self._session.work() as work:
            account = work.uow.accounts.get(account_id)
            keep_secrets(work, account, {SecretField.PASSWORD: ""}, True, SecretOrigin.RESET_RECORDED)
            work.did(Did.SECRET_RESET_RECORDED, Noun.SECRETS, subject_kind="account", subject_id=account_id)
            work.done()

    def refresh_health(self) -> None:
        """Say of every password whether it is weak or used twice, as far as the person signed in can read them."""
        with self._session.work() as work:
            self._refresh_health(work)
            work.done()

    def _take(self, account_id: UUID, secret: SecretField, reason: str, how: KnownBy, did: Did) -> str:
        with self._session.work() as work:
            self._demand_reason(work, reason)
            version = self._current(work, account_id)
            text = self._open_field(work, account_id, version, secret)
            self._know(work, account_id, version, secret, how, reason)
            work.did(
                did,
                Noun.SECRETS,
                subject_kind="account",
                subject_id=account_id,
                field=secret.value,
                version=str(version.number),
                reason=reason,
            )
            work.done()
        return text

    def _demand_reason(self, work: Work, reason: str) -> None:
        if reveal_needs_reason(self._session.profile(work.uow)) and not reason.strip():
            raise ReasonNeededError(tr("Your policy asks why a secret is opened. Write a few words."))

    def _current(self, work: Work, account_id: UUID) -> SecretVersion:
        version = current_version(work.uow.secrets.versions(account_id), account_id)
        if version is None:
            raise NothingKeptError(tr("No secrets are kept for this account yet."))
        return version

    def _open_field(self, work: Work, account_id: UUID, version: SecretVersion, secret: SecretField) -> str:
        _demand_reader(work, account_id)
        key = open_key(work, version)
        blob = work.uow.secrets.sealed_fields(version.id).get(secret)
        if blob is None:
            raise NothingKeptError(tr("This account keeps no such secret."))
        return key.open_field(secret, blob)

    def _know(
        self, work: Work, account_id: UUID, version: SecretVersion, secret: SecretField, how: KnownBy, reason: str
    ) -> None:
        work.uow.knowings.add(
            Knowing(
                uuid4(), account_id, version.id, self._session.person_id, self._session.clock.now(), how, secret, reason
            )
        )

    def _refresh_health(self, work: Work) -> None:
        passwords: dict[UUID, str] = {}
        current: dict[UUID, SecretVersion] = {}
        accounts = {a.id: a for a in work.uow.accounts.all()}
        for account_id in accounts:
            version = current_version(work.uow.secrets.versions(account_id), account_id)
            if version is None or SecretField.PASSWORD not in version.fields:
                continue
            if work.uow.secrets.wrap(version.id, self._session.person_id) is None:
                continue
            blob = work.uow.secrets.sealed_fields(version.id)[SecretField.PASSWORD]
            passwords[account_id] = open_key(work, version).open_field(SecretField.PASSWORD, blob)
            current[account_id] = version
        sees_all = self._session.keys.is_keyholder
        texts = list(passwords.values())
        for account_id, text in passwords.items():
            version, account = current[account_id], accounts[account_id]
            twice = texts.count(text) > 1 or (False if sees_all else version.used_twice)
            weak = version.weak
            if weak is None:
                weak = is_weak_for(work, text, account)
            said = replace(version, weak=weak, used_twice=twice)
            if said != version:
                work.uow.secrets.save_version(said)
                work.nouns.add(Noun.SECRETS)


def register_readers(work: Work, account_id: UUID) -> frozenset[UUID]:
    """Who may read the account's secrets today, as the signed register and the key file say."""
    session = work.session
    accesses = [
        a
        for a in work.uow.access.of_account(account_id)
        if a.kind is AccessKind.KNOWS_PASSWORD and a.live_on(session.today) and is_vouched_for(work, a)
    ]
    return entitled(accesses, work.uow.people.all(), account_id, session.keys.keyholders(), session.today)


def _demand_reader(work: Work, account_id: UUID) -> None:
    if work.session.person_id not in register_readers(work, account_id):
        raise NotOnRegisterError(
            tr("The register does not give you this account's secrets. Ask the computing coordinator for access.")
        )


def open_key(work: Work, version: SecretVersion) -> ItemKey:
    """The item key of a version, from the wrap for the person signed in. Raises NotOnRegisterError."""
    wrap = wrap_for(work, version.id, work.session.person_id)
    if wrap is None:
        raise NotOnRegisterError(
            tr(
                "This secret is not sealed to you yet. A keyholder’s next sign-in does that; ask the computing coordinator."
            )
        )
    return work.session.keys.open_item(wrap, maker_id=version.made_by)


def wrap_for(work: Work, version_id: UUID, person_id: UUID) -> ItemWrap | None:
    """The key of a version as it is sealed to one person, or None."""
    kept = work.uow.secrets.wrap(version_id, person_id)
    return None if kept is None else ItemWrap(*kept)


def keep_secrets(
    work: Work, account: Account, values: Mapping[SecretField, str], confirmed: bool, origin: SecretOrigin
) -> SecretVersion:
    """Make the next version of an account's secrets, sealed to exactly the register's readers; used by imports too."""
    session = work.session
    before = current_version(work.uow.secrets.versions(account.id), account.id)
    readers = register_readers(work, account.id)
    if session.person_id not in readers:
        raise NotOnRegisterError(tr("The register does not give you this account, so you cannot change its secrets."))
    kept = _open_all(work, before) if before and before.fields else {}
    former = kept.get(SecretField.PASSWORD, "")
    new_password = values.get(SecretField.PASSWORD, former) != former
    fields = {f: text for f, text in {**kept, **values}.items() if text}
    _check_seed(fields.get(SecretField.ONE_TIME_SEED, ""))
    now = session.clock.now()
    number = before.number + 1 if before else 1
    password = fields.get(SecretField.PASSWORD, "")
    codes = codes_in(fields.get(SecretField.BACKUP_CODES, ""))
    same_codes = codes == codes_in(kept.get(SecretField.BACKUP_CODES, ""))
    version = SecretVersion(
        id=uuid4(),
        account_id=account.id,
        number=number,
        made_at=now,
        made_by=session.person_id,
        origin=origin,
        fields=frozenset(fields),
        password_since=number if new_password or before is None else before.password_since,
        password_changed_at=now if new_password else (before.password_changed_at if before else None),
        confirmed_at=(now if confirmed else None) if new_password else (before.confirmed_at if before else now),
        weak=is_weak_for(work, password, account) if password else None,
        codes_since=before.codes_since if before is not None and same_codes else number,
        codes_count=len(codes) or None,
    )
    _seal(work, version, fields, readers)
    if new_password and password:
        how = KnownBy.IMPORTED if origin is SecretOrigin.IMPORTED else KnownBy.MADE
        work.uow.knowings.add(Knowing(uuid4(), account.id, version.id, session.person_id, now, how))
    if before is not None and version.confirmed_at is not None:
        _drop_older(work, version)
    elif before is not None and not new_password:
        _drop_older(work, version, version.password_since)  # the former password is still wanted on the platform
    else:
        _keep_few(work, account.id)
    work.did(
        Did.SECRET_CHANGED,
        Noun.SECRETS,
        subject_kind="account",
        subject_id=account.id,
        fields=" ".join(sorted(f.value for f in values)),
        version=str(number),
        origin=origin.value,
    )
    return version


def reseal_for_register(work: Work, account_id: UUID, *, anew: bool = False) -> None:
    """Bring the wraps of an account's secrets in line with the register.

    A reader more gets a wrap of the key that is there. A reader less (or `anew`) means a new key: the fields are sealed anew, the
    old key's wraps and fields are deleted. Whoever cannot open the key deletes what must go at once and leaves a note;
    the next sign-in of somebody who can does the rest.
    """
    session = work.session
    version = current_version(work.uow.secrets.versions(account_id), account_id)
    if version is None:
        return
    wanted = (register_readers(work, account_id) & session.keys.recipients()) | session.keys.standing_readers()
    have = work.uow.secrets.readers(version.id)
    too_many = have - wanted
    for old in work.uow.secrets.versions(account_id):
        work.uow.secrets.remove_wraps(old.id, too_many)
    renew, named = KEY_TO_RENEW + account_id.hex, json.dumps(version.id.hex)
    if work.uow.secrets.wrap(version.id, session.person_id) is None:
        if too_many or anew:
            work.uow.settings.put(renew, named)
        return
    if too_many or anew or work.uow.settings.get(renew) == named:
        fields = _open_all(work, version)
        fresh = replace(
            version,
            id=uuid4(),
            number=version.number + 1,
            made_at=session.clock.now(),
            made_by=session.person_id,
            origin=SecretOrigin.ACCESS_ENDED,
        )
        _seal(work, fresh, fields, wanted)
        work.uow.secrets.drop_sealed(version.id)
        work.did(Did.KEYS_RENEWED, Noun.SECRETS, subject_kind="account", subject_id=account_id)
        return
    missing = wanted - have
    # A wrap counts only from a keyholder or from whoever made this version; anybody else leaves it to them.
    if missing and (session.keys.is_keyholder or version.made_by == session.person_id):
        key = open_key(work, version)
        work.uow.secrets.add_wraps([session.keys.wrap_item(key, person) for person in missing])


def seal_to_recovery(work: Work) -> None:
    """Wrap every item key the person can open to the recovery sheet's present key; whoever prints a sheet is a keyholder."""
    recovery = work.session.keys.recovery_id
    work.uow.settings.put(RECOVERY_TO_SEAL, "false")
    for account in work.uow.accounts.all():
        version = current_version(work.uow.secrets.versions(account.id), account.id)
        if version is None or work.uow.secrets.wrap(version.id, work.session.person_id) is None:
            continue
        wrap = work.session.keys.wrap_item(open_key(work, version), recovery)
        work.uow.secrets.remove_wraps(version.id, {recovery})
        work.uow.secrets.add_wraps([wrap])


def _check_seed(text: str) -> None:
    if not text:
        return
    try:
        read_seed(text)
    except OfficeError as problem:
        raise FieldError(SecretField.ONE_TIME_SEED.value, problem.sentence) from None


def _open_all(work: Work, version: SecretVersion) -> dict[SecretField, str]:
    key = open_key(work, version)
    return {f: key.open_field(f, blob) for f, blob in work.uow.secrets.sealed_fields(version.id).items()}


def _seal(work: Work, version: SecretVersion, fields: Mapping[SecretField, str], readers: frozenset[UUID]) -> None:
    keys = work.session.keys
    item = keys.new_item(version.account_id, version.id, readers & keys.recipients())
    work.uow.secrets.add_version(version)
    work.uow.secrets.put_fields(version.id, {f: item.key.seal_field(f, text) for f, text in fields.items()})
    work.uow.secrets.add_wraps(item.wraps)


def _drop_older(work: Work, version: SecretVersion, since: int = 0) -> None:
    for old in work.uow.secrets.versions(version.account_id):
        if since <= old.number < version.number:
            work.uow.secrets.drop_sealed(old.id)


def _keep_few(work: Work, account_id: UUID) -> None:
    versions = sorted(work.uow.secrets.versions(account_id), key=lambda v: v.number, reverse=True)
    for old in versions[KEPT_VERSIONS:]:
        work.uow.secrets.drop_sealed(old.id)
