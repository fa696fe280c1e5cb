"""From an empty PC to a school's records: everything is asked first, then made at once or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from schoolsm_desktop.domain.audit import Did, row_digest
from schoolsm_desktop.domain.calendar import Term, check_terms
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person, School, SchoolKind, check_person
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.platform_file import shipped_platforms
from schoolsm_desktop.paths import Reach, places
from schoolsm_desktop.security.back_off import TRIES_FILE
from schoolsm_desktop.security.kdf import KdfParameters, calibrate
from schoolsm_desktop.security.os_keyring import KeyRingState
from schoolsm_desktop.security.passphrase import Strength, judge, new_passphrase
from schoolsm_desktop.security.recovery import format_school_key, new_school_key
from schoolsm_desktop.security.vault import KEY_FILE, PREVIOUS, Founder, Founders, create_vault

from .desk import DATABASE_FILE, SETTING_UP, Beside
from .policies import shipped_profiles
from .schools import HOME_SCHOOL

if TYPE_CHECKING:
    from .office import Office
    from .printing import NewRecoverySheet
    from .session import Session

RECORDS_ID = "records-id"


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A term as the wizard asks for it."""

    name: str
    starts: date
    ends: date
    half_term_starts: date | None = None
    half_term_ends: date | None = None


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """One of the first two people. `typed_by_self`: the passphrase is their own; else it is temporary."""

    given_name: str
    family_name: str
    job_title: str = ""
    passphrase: str = field(default="", repr=False)
    typed_by_self: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """What the wizard has asked. `coordinator` is None where the headteacher is both (small schools)."""

    school_name: str
    terms: Sequence[NewTerm]
    profile: Profile
    head: FirstPerson
    coordinator: FirstPerson | None
    folder: Path
    backup_places: tuple[Path, ...] = ()
    kind: SchoolKind = SchoolKind.SCHOOL
    use_code: bool = True
    website: str = ""
    for_everybody: bool = False


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made: the office, signed in as the coordinator (or the headteacher who is both), and the sheet.

    The sheet's code is in force already; the wizard prints it and asks two groups of it back (`sheet.fits`), then says
    so with `office.printing.recovery_confirmed`. `code` is the set-up code as printed, or empty.
    """

    office: Office
    sheet: NewRecoverySheet
    code: str = field(repr=False)


class FirstRun:
    """The deeds of the first-run wizard."""

    def __init__(self, beside: Beside, parameters: KdfParameters | None = None) -> None:
        """`parameters` are measured on this PC where none are given."""
        self._beside = beside
        self._parameters = parameters

    def proposed_folder(self, reach: Reach) -> Path:
        """Where the records would lie, for this account or for everybody who uses this PC."""
        return places(reach).records

    def proposed_backups(self, reach: Reach) -> Path:
        """Where backups would go if nothing better is chosen."""
        return places(reach).backups

    def profiles(self) -> tuple[Profile, ...]:
        """The six policies that come with the program."""
        return shipped_profiles()

    def ring_state(self) -> KeyRingState:
        """What key ring this account has; tried for real, so in a worker."""
        return self._beside.ring.state()

    def judge(self, passphrase: str, hints: Sequence[str] = ()) -> Strength:
        """How strong a passphrase is, with reasons."""
        return judge(passphrase, hints)

    def suggest_passphrase(self) -> str:
        """A passphrase of several words."""
        return new_passphrase()

    def check_folder(self, folder: Path) -> None:
        """Raise what is wrong with a folder for the records: shared, synced, full, not writable, in use already."""
        from schoolsm_desktop.storage.folder import check_folder

        if (folder / DATABASE_FILE).exists() and not (folder / SETTING_UP).exists():
            raise FieldError(
                "folder", tr("There are records in that folder already. Sign in to them, or choose another.")
            )
        check_folder(folder)

    def check_terms(self, terms: Sequence[NewTerm]) -> None:
        """Raise FieldError for terms that end before they begin or lie over one another."""
        school = uuid4()
        check_terms(
            [Term(uuid4(), school, t.name, t.starts, t.ends, t.half_term_starts, t.half_term_ends) for t in terms]
        )

    def set_up(self, answers: Answers) -> Founded:
        """Make the records, their keys and the first log entry; in a worker.

        A failure leaves nothing behind, and a set-up that was cut off is cleared away by the next one. Raises what the
        folder check, the passphrases and the disk say.
        """
        self.check_folder(answers.folder)
        answers.folder.mkdir(parents=True, exist_ok=True)
        clear_unfinished(answers.folder)
        marker = answers.folder / SETTING_UP
        marker.touch()
        try:
            founded = self._make(answers)
        except BaseException:
            clear_unfinished(answers.folder)
            raise
        marker.unlink()
        return founded

    def _make(self, answers: Answers) -> Founded:
        from schoolsm_desktop.storage.folder import StoreLock, prepare_folder
        from schoolsm_desktop.storage.upgrade import create_database

        from .office import Office
        from .session import Session

        beside, folder = self._beside, answers.folder
        prepare_folder(folder, everybody=answers.for_everybody)
        school = School(uuid4(), answers.school_name.strip(), kind=answers.kind, website=answers.website.strip())
        head, coordinator = _people(answers, school)
        school_key = new_school_key() if answers.use_code else None
        lock = StoreLock(folder)
        lock.acquire()
        try:
            keys, recovery_code = create_vault(
                folder,
                _founders(answers, head, coordinator),
                school_key,
                self._parameters or calibrate(),
                limits=beside.limits,
                clock=beside.clock.now,
            )
            (folder / "evidence").mkdir(exist_ok=True)
            database = create_database(folder / DATABASE_FILE, keys.store_key)
        except BaseException:
            lock.release()
            raise
        session = Session(
            keys, database, beside.clock, folder, lock, beside.heads, beside.is_demo, school_key=school_key
        )
        try:
            _first_records(session, answers, school, head, coordinator)
            office = Office(session, beside.this_pc)
            sheet = office.printing.first_recovery_sheet(recovery_code, school_key)
            self._remember(answers, session, school_key)
        except BaseException:
            database.close()
            lock.release()
            raise
        return Founded(office, sheet, format_school_key(school_key) if school_key else "")

    def _remember(self, answers: Answers, session: Session, school_key: bytes | None) -> None:
        beside = self._beside
        beside.this_pc.choose_backup_places(answers.folder, answers.backup_places)
        beside.this_pc.remember_store(answers.folder)
        beside.this_pc.remember_person(answers.folder, session.person_id)
        if school_key is not None and beside.ring.state().usable:
            beside.ring.put(session.keys.store_id, school_key)


def clear_unfinished(folder: Path) -> None:
    """Take away what a set-up that was cut off has left in `folder`; nothing where one was finished."""
    if not (folder / SETTING_UP).exists():
        return
    for name in (KEY_FILE, PREVIOUS, TRIES_FILE, DATABASE_FILE, f"{DATABASE_FILE}-wal", f"{DATABASE_FILE}-shm"):
        (folder / name).unlink(missing_ok=True)
    for unfinished in folder.glob("*.tmp"):
        unfinished.unlink()
    (folder / SETTING_UP).unlink()


def _founders(answers: Answers, head: Person, coordinator: Person | None) -> Founders:
    first = Founder(head.id, head.name, answers.head.passphrase, not answers.head.typed_by_self)
    if coordinator is None or answers.coordinator is None:
        return Founders(first, None)
    asked = answers.coordinator
    return Founders(first, Founder(coordinator.id, coordinator.name, asked.passphrase, not asked.typed_by_self))


def _people(answers: Answers, school: School) -> tuple[Person, Person | None]:
    head = check_person(_person(answers.head, school, tr("Headteacher")))
    if answers.coordinator is None:
        return head, None
    return head, check_person(_person(answers.coordinator, school, tr("Computing coordinator")))


def _person(asked: FirstPerson, school: School, job: str) -> Person:
    return Person(
        uuid4(), school.id, asked.given_name.strip(), asked.family_name.strip(), asked.job_title.strip() or job
    )


def _first_records(
    session: Session, answers: Answers, school: School, head: Person, coordinator: Person | None
) -> None:
    today = session.today
    with session.work() as work:
        uow = work.uow
        uow.settings.put(RECORDS_ID, json.dumps(str(session.keys.store_id)))
        uow.schools.add(school)
        uow.settings.put(HOME_SCHOOL, json.dumps(str(school.id)))
        uow.terms.replace(
            [
                Term(uuid4(), school.id, t.name, t.starts, t.ends, t.half_term_starts, t.half_term_ends)
                for t in answers.terms
            ]
        )
        uow.platforms.put_many(shipped_platforms())
        version = uow.policies.add(answers.profile, session.clock.now(), session.person_id)
        work.did(
            Did.SCHOOL_SET_UP,
            subject_kind="school",
            subject_id=school.id,
            record=school,
            policy=answers.profile.id,
            version=str(version.number),
            settings_digest=row_digest(version).hex(),
        )
        for person in (head, coordinator):
            if person is not None:
                uow.people.add(person)
                work.did(Did.PERSON_ADDED, subject_kind="person", subject_id=person.id, record=person)
        for person, duty in ((head, Duty.HEADTEACHER), (coordinator or head, Duty.COORDINATOR)):
            held = DutyHeld(uuid4(), school.id, person.id, duty, today)
            uow.duties.add(held)
            work.did(Did.DUTY_GIVEN, subject_kind="person", subject_id=person.id, record=held, duty=duty.value)
        work.did(Did.SIGNED_IN, subject_kind="person", subject_id=session.person_id)
        work.done()
