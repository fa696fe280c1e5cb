"""One invented record of each kind with every field filled, and strings that must never be seen in the clear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel, AuthorisedOn, Knowing, KnownBy, Waiver
from schoolsm_desktop.domain.accounts import (
    Account,
    AccountClass,
    AccountState,
    Known,
    Moderation,
    NotOurs,
    Platform,
    RecoveryFacts,
    SecondFactor,
    SecretField,
    SecretOrigin,
    SecretVersion,
    SignInKind,
)
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.clauses import ClauseRef, Subject
from schoolsm_desktop.domain.people import Contract, Duty, DutyHeld, Nation, Person, School, SchoolKind
from schoolsm_desktop.domain.policy import AccessCondition, Profile, ProfileKind, SharedPasswords
from schoolsm_desktop.storage.database import Database
from schoolsm_desktop.storage.secrets import StoredWrap
from schoolsm_desktop.storage.unit_of_work import UnitOfWork
from tests.storage import life_of_access, living_policy
from tests.storage.life_of_access import LifeOfAccess, Where, add_life, make_life
from tests.storage.living_policy import add_policy_life, make_policy_life

PLANTED = (
    *("Zoë Quillfeather", "plantedhandle77", "planted-purpose-words", "planted note of the office", "Fernhollow"),
    *life_of_access.PLANTED,
    *living_policy.PLANTED,
)
MOMENT = datetime(2026, 11, 20, 15, 4, 5, 678901, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Signed:
    """What the keys room makes of a log entry."""

    digest: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Everything:
    """The records as they were handed in."""

    school: School
    term: Term
    manager: Person
    person: Person
    duty: DutyHeld
    platform: Platform
    account: Account
    version: SecretVersion
    fields: dict[SecretField, bytes]
    wrap: StoredWrap
    access: Access
    knowing: Knowing
    waiver: Waiver
    profile: Profile
    entry: AuditEntry
    life: LifeOfAccess
    policy_life: dict[str, Any]


def make_everything() -> Everything:
    """The records, not yet kept."""
    school = School(
        uuid4(), "Fernhollow Primary", "Fernhollow", SchoolKind.TRUST_OFFICE, "https://fernhollow.example",
        Nation.WALES, "1 Fern Lane", "01632 960001", "office@fernhollow.example", uuid4(),
    )  # fmt: skip
    manager = Person(uuid4(), school.id, "Ada", "Marchbank")
    person = _person(school.id, manager.id)
    account = _account(school.id, person.id, manager.id)
    version = SecretVersion(
        uuid4(),
        account.id,
        1,
        MOMENT,
        person.id,
        SecretOrigin.IMPORTED,
        frozenset({SecretField.PASSWORD, SecretField.NOTE}),
        password_since=2,
        password_changed_at=MOMENT,
        confirmed_at=MOMENT,
        weak=False,
        used_twice=True,
        codes_since=2,
        codes_count=8,
    )
    access = _access(school.id, person.id, account.id, manager.id)
    life = make_life(Where(school.id, person.id, manager.id, account.id, access.id))
    return Everything(
        school=school,
        term=Term(
            uuid4(), school.id, "Autumn", date(2026, 9, 3), date(2026, 12, 18), date(2026, 10, 26), date(2026, 10, 30)
        ),
        manager=manager,
        person=person,
        duty=DutyHeld(uuid4(), school.id, person.id, Duty.DSL, date(2026, 9, 1), date(2027, 8, 31)),
        platform=Platform(
            "x",
            "X",
            ("Twitter",),
            ("x.com", "twitter.com"),
            SignInKind.OWN_LOGINS,
            date(2026, 1, 2),
            "renamed",
            "Settings, then your account",
        ),
        account=account,
        version=version,
        fields={SecretField.PASSWORD: b"\x01sealed\x00password", SecretField.NOTE: b"\x01sealed note"},
        wrap=StoredWrap(account.id, version.id, person.id, manager.id, b"\x01wrap\xff", b"signed" * 10),
        access=access,
        knowing=Knowing(
            uuid4(), account.id, version.id, person.id, MOMENT, KnownBy.COPIED, SecretField.BACKUP_CODES, "for the fair"
        ),
        waiver=Waiver(uuid4(), version.id, person.id, manager.id, MOMENT, "was on leave"),
        profile=_profile(),
        entry=AuditEntry(
            1, MOMENT, person.id, Did.ACCOUNT_ADDED, "account", account.id, {"to": "in-use", "für": "ł"}, b"r" * 32
        ),
        life=life,
        policy_life=make_policy_life(school.id, person.id, account.id, life.paper.id),
    )


def _person(school_id: UUID, manager_id: UUID) -> Person:
    return Person(
        uuid4(),
        school_id,
        "Zoë",
        "Quillfeather-Łuk",
        "Computing coordinator",
        "Zo",
        Contract.AGENCY,
        "zoe@fernhollow.example",
        date(2020, 9, 1),
        date(2027, 8, 31),
        manager_id,
        "Supply Ltd",
        "planted note of the office",
        manager_id,
        revision=1,
    )


def _account(school_id: UUID, owner_id: UUID, deputy_id: UUID) -> Account:
    return Account(
        id=uuid4(),
        school_id=school_id,
        platform_id="x",
        name="School X",
        handle="@plantedhandle77",
        address="https://x.com/plantedhandle77",
        user_name="office",
        purpose="planted-purpose-words",
        audience="families",
        account_class=AccountClass.NOT_OURS,
        state=AccountState.SUSPENDED,
        owner_id=owner_id,
        deputy_owner_id=deputy_id,
        moderation=Moderation.BEFORE_POSTING,
        may_follow_individuals=Known.NO,
        authorised_by=deputy_id,
        authorised_on=date(2026, 9, 4),
        opened_on=date(2026, 9, 5),
        closed_on=date(2026, 11, 1),
        recovery=RecoveryFacts(
            "office@x.example",
            Known.YES,
            "01632",
            Known.NO,
            "Ada",
            SecondFactor.APP,
            "tablet",
            "safe",
            date(2026, 9, 9),
            date(2026, 9, 10),
            date(2026, 9, 11),
            date(2026, 9, 12),
        ),
        not_ours=NotOurs(
            "parents' association", Known.YES, date(2026, 10, 1), date(2026, 10, 2), "R-77", date(2026, 10, 9)
        ),
        seeds_kept_apart=True,
        note="planted note of the office",
        last_used_on=date(2026, 11, 2),
        looker_id=deputy_id,
    )


def _access(school_id: UUID, person_id: UUID, account_id: UUID, head_id: UUID) -> Access:
    return Access(
        id=uuid4(),
        school_id=school_id,
        person_id=person_id,
        account_id=account_id,
        kind=AccessKind.KNOWS_PASSWORD,
        level=AccessLevel.ADMINISTERS,
        starts=date(2026, 9, 5),
        reason="runs it",
        ends=date(2027, 7, 20),
        review_on=date(2026, 12, 18),
        authorised_by=head_id,
        authorised_on=date(2026, 9, 4),
        given_by=head_id,
        given_at=MOMENT,
        already_had=True,
        catch_up_by=date(2026, 12, 18),
        paused_at=MOMENT,
        ended_at=MOMENT,
        ended_by=head_id,
        end_reason="left",
        end_reason_shown=True,
        request_id=uuid4(),
        authorised_how=AuthorisedOn.PAPER,
        under_cover=True,
        paper_id=uuid4(),
        override_reason="training booked",
    )


def _profile() -> Profile:
    return Profile(
        "valence",
        "Our policy",
        ProfileKind.SCHOOL,
        "about it",
        {duty: f"title of {duty.value}" for duty in Duty},
        SharedPasswords.NOT_ALLOWED,
        change_days=180,
        hours_until_change=48,
        reveal_reason=True,
        conditions=frozenset({AccessCondition.TRAINING}),
        clauses=(ClauseRef("valence:use-1", "1", "Use", "in our own words"),),
        rests_on={Subject.ACCESS: ("valence:use-1",)},
    )


def keep_everything(database: Database) -> Everything:
    """Keep one of everything in one unit of work."""
    made = make_everything()
    with database.unit_of_work() as uow:
        add_everything(uow, made)
        uow.commit()
    return made


def add_everything(uow: UnitOfWork, made: Everything) -> None:
    """Add one of everything to a unit of work, without committing."""
    uow.schools.add(made.school)
    uow.terms.replace([made.term])
    uow.people.add_many([made.person, made.manager])
    uow.duties.add(made.duty)
    uow.platforms.put(made.platform)
    uow.accounts.add(made.account)
    uow.secrets.add_version(made.version)
    uow.secrets.put_fields(made.version.id, made.fields)
    uow.secrets.add_wraps([made.wrap])
    uow.access.add(made.access)
    uow.knowings.add(made.knowing)
    uow.knowings.add_waiver(made.waiver)
    add_life(uow, made.life)
    add_policy_life(uow, made.policy_life, made.person.id)
    uow.policies.add(made.profile, MOMENT, made.person.id)
    uow.audit.append(made.entry, Signed(b"d" * 32, b"s" * 64))
    uow.drafts.put(made.person.id, "accounts/new", b"\x01draft", MOMENT)
    uow.preferences.put(made.person.id, "columns", "[1, 2]")
    uow.imports.remember_columns("digest", "staff", {"Name": "name", "Shoe size": None})
    uow.settings.put("store", '"x"')
