"""Bringing in: password files and staff lists. Read, show, let the person choose, then one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import current_version
from schoolsm_desktop.domain.accounts import (
    Account,
    Platform,
    RecoveryFacts,
    SecondFactor,
    SecretField,
    SecretOrigin,
    account_key,
    platform_for,
)
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.people import Contract, Duty, DutyHeld, Person, check_person
from schoolsm_desktop.domain.permissions import Action, needed_for_duty
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.errors import FileUnusableError, NoHeadingsError, NotRecognisedError
from schoolsm_desktop.exchange.one_time_code import seed_address
from schoolsm_desktop.exchange.read import recognise
from schoolsm_desktop.exchange.records import Entry, Kind, ReadFile, StaffRow
from schoolsm_desktop.exchange.table_reader import digest_of

from .changes import Noun
from .errors import FileStaysError
from .last_days import check_last_day, keep_last_day
from .schools import home_school
from .secrets import keep_secrets
from .session import Session, Work


class Match(StrEnum):
    """How a row of a file stands to the records."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


BROWSERS = frozenset({"firefox-csv", "chrome-csv", "apple-csv"})
"""A browser keeps private logins beside the school's: what is on no platform known here is not ticked at first."""


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """One entry of a password file as it is offered. `taken` is what is ticked at first; no secret is in here."""

    position: int
    title: str
    address: str
    user_name: str
    platform: Platform | None
    has_password: bool
    has_code: bool
    note: bool
    match: Match
    account_id: UUID | None
    account_name: str
    taken: bool
    reused_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PasswordPreview:
    """What a password file holds and what would be done with it. `file` keeps the secrets, out of every repr."""

    file: ReadFile
    path: Path
    entries: tuple[ImportedEntry, ...]


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """One row of a staff list as it is offered."""

    row: StaffRow
    match: Match
    person_id: UUID | None
    taken: bool


@dataclass(frozen=True, slots=True)
class StaffPreview:
    """What a staff list holds and what would be done with it."""

    file: ReadFile
    path: Path
    people: tuple[ImportedPerson, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did."""

    new: int
    changed: int
    left: int


class ImportService:
    """Deeds with files that come in. Nothing is stored before the person agrees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(
        self,
        path: Path,
        password: str | None = None,
        mapping: Mapping[str, str | None] | None = None,
        sheet: str | None = None,
        key_file: Path | None = None,
    ) -> ReadFile:
        """What the file is and holds; in a worker. A remembered choice of columns is used where none is given.

        Raises the exchange room's errors, each with its sentence.
        """
        try:
            found = recognise(path, password, mapping, sheet, key_file)
        except (NoHeadingsError, NotRecognisedError) as problem:
            # A person may have named the columns of such a list before.
            remembered = self._columns(digest_of([g.heading for g in problem.guesses]), tuple(Kind))
            if remembered is None:
                raise
            with suppress(FileUnusableError):
                return recognise(path, password, remembered, sheet, key_file)
            raise
        if mapping is None and found.headings_digest:
            remembered = self._columns(found.headings_digest, (found.kind,))
            if remembered is not None:
                return recognise(path, password, remembered, sheet, key_file)
        return found

    def _columns(self, digest: str, kinds: Sequence[Kind]) -> dict[str, str | None] | None:
        with self._session.reading() as uow:
            kept = next((c for kind in kinds if (c := uow.imports.columns(digest, kind.value)) is not None), None)
        return None if kept is None else {heading: field or None for heading, field in kept.items()}

    def passwords(self, path: Path, file: ReadFile) -> PasswordPreview:
        """The entries of a password file beside the accounts they belong to, matched by address and user name."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.BRING_IN_PASSWORDS)
            accounts, platforms = uow.accounts.all(), uow.platforms.all()
        by_key = {account_key(a.address, a.user_name): a for a in accounts if a.address and a.user_name}
        by_name = {folded(a.name): a for a in accounts}
        shared = {title: tuple(t for t in names if t != title) for names in file.reused for title in names}
        entries = []
        for entry in file.entries:
            account = by_key.get(account_key(entry.address, entry.user_name)) or by_name.get(folded(entry.title))
            platform = platform_for(entry.address, platforms) or _platform_named(entry.title, platforms)
            entries.append(
                ImportedEntry(
                    position=entry.position,
                    title=entry.title or entry.address or entry.user_name,
                    address=entry.address,
                    user_name=entry.user_name,
                    platform=platform,
                    has_password=bool(entry.password),
                    has_code=entry.seed is not None,
                    note=bool(entry.notes),
                    match=Match.CHANGED if account else Match.NEW,
                    account_id=account.id if account else None,
                    account_name=account.name if account else "",
                    taken=bool(account or platform) or file.format not in BROWSERS,
                    reused_with=shared.get(entry.title, ()),
                )
            )
        return PasswordPreview(file, path, tuple(entries))

    def bring_in_passwords(
        self,
        preview: PasswordPreview,
        chosen: Mapping[int, str],
        seeds_apart: bool = False,
        report: Callable[[float], None] | None = None,
    ) -> Brought:
        """Keep the chosen entries (position to the account's name) as accounts with their secrets, whole or not at all.

        Two entries of one address and user name become one account: the later one's secrets are the present ones.
        A password that takes the place of another one is not confirmed: a file may be older than the records, so the
        former password stays within reach until somebody says which one the platform has. `report` is told
        how far it is (0 to 1) before each entry; what it raises leaves everything as it was.
        """
        new = changed = 0
        with self._session.work() as work:
            self._session.demand(work.uow, Action.BRING_IN_PASSWORDS)
            school = home_school(work.uow)
            offered = {e.position: e for e in preview.entries}
            made: dict[tuple[str, str], Account] = {}
            for done, entry in enumerate(preview.file.entries):
                if report is not None:
                    report(done / len(preview.file.entries))
                if entry.position not in chosen:
                    continue
                offer = offered[entry.position]
                key = account_key(entry.address, entry.user_name)
                account = made.get(key) if all(key) else None
                if account is None and offer.account_id is not None:
                    account = work.uow.accounts.get(offer.account_id)
                    changed += 1
                if account is None:
                    account = self._new_account(entry, offer, chosen[entry.position], school.id, seeds_apart)
                    work.uow.accounts.add(account)
                    work.did(Did.ACCOUNT_ADDED, subject_kind="account", subject_id=account.id, record=account)
                    new += 1
                made[key] = account
                values = _secrets_of(entry, seeds_apart or account.seeds_kept_apart)
                keep_secrets(work, account, values, not _has_password(work, account), SecretOrigin.IMPORTED)
            work.did(
                Did.ACCOUNTS_IMPORTED,
                Noun.ACCOUNTS,
                Noun.SECRETS,
                subject_kind="import",
                format=preview.file.format,
                new=str(new),
                changed=str(changed),
            )
            work.done()
        return Brought(new, changed, len(preview.entries) - len(chosen) + preview.file.left)

    def staff(self, path: Path, file: ReadFile) -> StaffPreview:
        """The rows of a staff list beside the people they belong to, by e-mail or name."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.EDIT_PEOPLE)
            people = tuple(person for person in uow.people.all() if person.merged_into is None)
        known = _known_people(file.staff, people)
        rows = []
        for row in file.staff:
            person = known.get(row.line)
            match = Match.NEW
            if person is not None:
                match = Match.SAME if _merged(person, row) == person else Match.CHANGED
            rows.append(ImportedPerson(row, match, person.id if person else None, match is not Match.SAME))
        return StaffPreview(file, path, tuple(rows))

    def bring_in_staff(
        self, preview: StaffPreview, lines: Sequence[int], duties: Mapping[int, Sequence[Duty]]
    ) -> Brought:
        """Keep the chosen rows (by line), with the duties the person agreed to, as one unit of work."""
        new = changed = 0
        wanted = set(lines)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_PEOPLE)
            school = home_school(work.uow)
            held = list(work.uow.duties.all())
            for offer in preview.people:
                if offer.row.line not in wanted:
                    continue
                if offer.person_id is not None:
                    before = work.uow.people.get(offer.person_id)
                    after = _merged(before, offer.row)
                    check_last_day(work, before, after)
                    person = work.uow.people.save(check_person(after))
                    work.did(Did.PERSON_CHANGED, subject_kind="person", subject_id=person.id, record=person)
                    keep_last_day(work, before, person)
                    changed += 1
                else:
                    person = check_person(_new_person(offer.row, school.id))
                    work.uow.people.add(person)
                    work.did(Did.PERSON_ADDED, subject_kind="person", subject_id=person.id, record=person)
                    new += 1
                for duty in duties.get(offer.row.line, ()):
                    self._give(work, held, person, duty)
            work.did(
                Did.PEOPLE_IMPORTED,
                Noun.PEOPLE,
                subject_kind="import",
                format=preview.file.format,
                new=str(new),
                changed=str(changed),
            )
            work.done()
        return Brought(new, changed, len(preview.people) - len(wanted) + preview.file.left)

    def remember_columns(self, file: ReadFile) -> None:
        """Use this choice of columns again for a file with the same headings."""
        if file.headings_digest:
            with self._session.work() as work:
                self._demand_for(work, file.kind)
                work.uow.imports.remember_columns(
                    file.headings_digest, file.kind.value, {h: f or "" for h, f in file.columns.items()}
                )
                work.done()

    def delete_file(self, path: Path) -> None:
        """Delete the file that was brought in. Not a promise: an SSD or a synced folder may keep a copy.

        Raises FileStaysError where the system does not let it go.
        """
        try:
            path.unlink(missing_ok=True)
        except OSError:
            raise FileStaysError(
                tr(
                    "The file could not be deleted: another program has it open, or you may not change that folder. "
                    "What was brought in is kept. Close the other program and try again, or delete the file by hand."
                )
            ) from None
        with self._session.work() as work:
            work.did(Did.IMPORT_FILE_DELETED, subject_kind="import")
            work.done()

    def _new_account(
        self, entry: Entry, offer: ImportedEntry, name: str, school_id: UUID, seeds_apart: bool
    ) -> Account:
        factor = SecondFactor.NOT_KNOWN
        if entry.seed is not None:
            factor = SecondFactor.APP if seeds_apart else SecondFactor.CODES_HERE
        return Account(
            id=uuid4(),
            school_id=school_id,
            platform_id=offer.platform.id if offer.platform else "other",
            name=name.strip() or offer.title,
            address=entry.address,
            user_name=entry.user_name,
            recovery=RecoveryFacts(second_factor=factor),
            seeds_kept_apart=seeds_apart and entry.seed is not None,
        )

    def _demand_for(self, work: Work, kind: Kind) -> None:
        self._session.demand(work.uow, Action.EDIT_PEOPLE if kind is Kind.STAFF else Action.BRING_IN_PASSWORDS)

    def _give(self, work: Work, held: list[DutyHeld], person: Person, duty: Duty) -> None:
        self._session.demand(work.uow, needed_for_duty(duty))
        if any(d.person_id == person.id and d.duty is duty and d.held_on(self._session.today) for d in held):
            return
        given = DutyHeld(uuid4(), person.school_id, person.id, duty, self._session.today)
        work.uow.duties.add(given)
        held.append(given)
        work.did(Did.DUTY_GIVEN, subject_kind="person", subject_id=person.id, record=given, duty=duty.value)


def _platform_named(title: str, platforms: Sequence[Platform]) -> Platform | None:
    """The platform whose name stands in an entry's title as whole words, the longest name first; None if none does."""
    text = f" {folded(title)} "
    found = [
        (len(name), platform)
        for platform in platforms
        for name in map(folded, (platform.name, *platform.aliases))
        if len(name) > 2 and f" {name} " in text
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _has_password(work: Work, account: Account) -> bool:
    version = current_version(work.uow.secrets.versions(account.id), account.id)
    return version is not None and SecretField.PASSWORD in version.fields


def _secrets_of(entry: Entry, seeds_apart: bool) -> dict[SecretField, str]:
    values = {SecretField.PASSWORD: entry.password, SecretField.NOTE: _note_of(entry)}
    if entry.seed is not None and not seeds_apart:
        values[SecretField.ONE_TIME_SEED] = seed_address(entry.seed)
    return {f: text for f, text in values.items() if text}


def _note_of(entry: Entry) -> str:
    extra = [f"{name}: {value}" for name, value in entry.extra if value]
    return "\n".join(part for part in (entry.notes, *extra) if part)


def _known_people(rows: Sequence[StaffRow], people: Sequence[Person]) -> dict[int, Person]:
    """Who each row (by line) is: by e-mail, else by name. Two of one name are two people, each found once."""
    by_mail = {p.email.casefold(): p for p in people if p.email}
    found = {row.line: by_mail[row.email.casefold()] for row in rows if row.email.casefold() in by_mail}
    taken = {p.id for p in found.values()}
    for row in rows:
        alike = [
            p
            for p in people
            if p.id not in taken
            and folded(f"{p.given_name} {p.family_name}") == folded(row.full_name)
            and not (row.email and p.email)
        ]
        if row.line not in found and alike:
            found[row.line] = min(alike, key=lambda p: (folded(p.job_title) != folded(row.job_title), str(p.id)))
            taken.add(found[row.line].id)
    return found


def _new_person(row: StaffRow, school_id: UUID) -> Person:
    return Person(
        id=uuid4(),
        school_id=school_id,
        given_name=row.given_name,
        family_name=row.family_name,
        known_as=row.known_as,
        job_title=row.job_title,
        contract=row.contract or Contract.EMPLOYEE,
        email=row.email,
        starts=row.start,
        ends=row.end,
    )


def _merged(person: Person, row: StaffRow) -> Person:
    """The person with what the row says; what the row leaves empty stays."""
    return replace(
        person,
        given_name=row.given_name or person.given_name,
        family_name=row.family_name or person.family_name,
        known_as=row.known_as or person.known_as,
        job_title=row.job_title or person.job_title,
        contract=row.contract or person.contract,
        email=row.email or person.email,
        starts=row.start or person.starts,
        ends=row.end or person.ends,
    )


__all__ = [
    "Brought",
    "ImportService",
    "ImportedEntry",
    "ImportedPerson",
    "Kind",
    "Match",
    "PasswordPreview",
    "ReadFile",
    "StaffPreview",
]
