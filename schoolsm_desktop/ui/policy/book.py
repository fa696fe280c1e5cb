"""What the page shows and its dialogs choose from, read in one go on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.conditions import Readiness
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.people import Duty, School
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.references import Reference
from schoolsm_desktop.services.conditions import Asked
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.people import PersonLine
from schoolsm_desktop.services.policies import known_references, shipped_profiles


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person signed in may do here."""

    edit: bool = False
    make: bool = False
    confirm: bool = False
    choose: bool = False
    heads_word: bool = False
    tick: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """`platforms` are (id, name); `shared_known` is how many accesses today rest on knowing a shared password."""

    today: date
    me: UUID
    school_id: UUID
    lines: tuple[PersonLine, ...]
    heads: frozenset[UUID]
    lost: tuple[str, ...]
    titles: Mapping[Duty, str]
    profile: Profile
    shipped: tuple[Profile, ...]
    shared_known: int
    rights: Rights
    ready: Mapping[UUID, Readiness]
    asked: tuple[Asked, ...]
    versions: tuple[Edition, ...] = ()
    """The versions of the policy that a signature can be for, the newest first."""
    references: tuple[Reference, ...] = ()
    schools: tuple[School, ...] = ()
    """The schools of the records, in no order; a person names theirs where there are several."""
    platforms: tuple[tuple[str, str], ...] = ()

    def line(self, person_id: UUID | str) -> PersonLine | None:
        """The row of one person; None for nobody on the list."""
        return next((line for line in self.lines if str(line.person.id) == str(person_id)), None)

    @property
    def follows(self) -> Profile | None:
        """The policy of the program that the school's own began as."""
        return next((profile for profile in self.shipped if profile.id == self.profile.id), None)

    @property
    def laws(self) -> dict[str, str]:
        """The titles of laws, guidance and services by the key that a policy has them under."""
        return {reference.key: reference.title for reference in self.references}

    @property
    def keyholders(self) -> int:
        """How many people open every password."""
        return sum(line.is_keyholder for line in self.lines)

    def people_choices(self, without: UUID | None = None) -> list[tuple[str, str, str]]:
        """Who is here or will be, for a search field."""
        return [
            (str(line.person.id), line.person.name, line.person.job_title)
            for line in self.lines
            if not line.person.left_by(self.today) and line.person.id != without
        ]


def read_book(office: Office) -> Book:
    """Read everything; on the worker. Raises NotAllowedError where the staff list may not be seen."""
    rights = Rights(
        edit=office.may(Action.EDIT_PEOPLE),
        make=office.may(Action.MAKE_SIGN_INS),
        confirm=office.may(Action.CONFIRM_SIGN_INS),
        choose=office.may(Action.CHOOSE_POLICY),
        heads_word=office.may(Action.SIGN_POLICY),
        tick=office.may(Action.TICK_CONDITIONS),
    )
    return Book(
        today=office.clock.today(),
        me=office.person_id,
        school_id=office.me().school_id,
        lines=office.people.lines(),
        heads=frozenset(line.person.id for line in office.sign_ins.lines() if line.is_head),
        lost=office.people.lost_separations(),
        titles=office.people.duty_titles(),
        profile=office.policies.current(),
        shipped=shipped_profiles(),
        shared_known=_shared_known(office) if rights.choose else 0,
        rights=rights,
        ready=office.conditions.readiness(),
        asked=office.conditions.asked(),
        versions=office.conditions.versions(),
        references=known_references(),
        schools=office.schools.schools(),
        platforms=tuple((platform.id, platform.name) for platform in office.accounts.platforms()),
    )


def _shared_known(office: Office) -> int:
    live = (access for row in office.access.matrix().rows for cell in row.cells for access in cell.live)
    return sum(access.kind is AccessKind.KNOWS_PASSWORD for access in live)
