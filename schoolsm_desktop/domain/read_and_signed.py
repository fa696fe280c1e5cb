"""Who has read and signed the policy, who is asked since when, and the plain numbers of it by kind of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from .conditions import ConditionMet, ToRead, signature
from .people import Contract, Person
from .policy import AccessCondition, Profile
from .rules import is_bound
from .training import InDate, Trained
from .wording import day_text, tr

SIGN_WITHIN = timedelta(weeks=2)
"""How long somebody has to read and sign, from the day they are asked."""
CATCH_UP = timedelta(weeks=12)
"""How long those have who were here when the school began with this program: a term (PRACTICE 23)."""
TO_HEAD_AFTER = timedelta(weeks=2)
"""How long something is overdue before the headteacher is told (mill-lane:5.3-co-operate)."""


class Group(StrEnum):
    """The kinds of people that numbers are told by."""

    STAFF = "staff"
    GOVERNORS = "governors"
    AGENCY = "agency"
    VOLUNTEERS = "volunteers"


GROUP_WORDS = {
    Group.STAFF: "Staff",
    Group.GOVERNORS: "Governors",
    Group.AGENCY: "Agency, contractors and visitors",
    Group.VOLUNTEERS: "Volunteers",
}
_GROUP_OF = {
    Contract.GOVERNOR: Group.GOVERNORS,
    Contract.AGENCY: Group.AGENCY,
    Contract.CONTRACTOR: Group.AGENCY,
    Contract.VISITOR: Group.AGENCY,
    Contract.VOLUNTEER: Group.VOLUNTEERS,
}


def group_of(contract: Contract) -> Group:
    """Which kind of people somebody belongs to."""
    return _GROUP_OF.get(contract, Group.STAFF)


class Signed(StrEnum):
    """How somebody stands with reading and signing."""

    NOT_ASKED = "not-asked"
    NOT_YET = "not-yet"
    EARLIER = "earlier"
    """Signed, but a version or policy that another has come after."""
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Asked:
    """Since when somebody is asked to read and sign, and by when."""

    since: date | None
    by: date | None

    def is_overdue(self, today: date) -> bool:
        """Whether the time to do it is over."""
        return self.by is not None and self.by < today


@dataclass(frozen=True, slots=True)
class ReadState:
    """One person: how it stands, the day it was last signed, and since when and by when it is asked."""

    state: Signed
    on: date | None = None
    asked: Asked = Asked(None, None)

    @property
    def is_lacking(self) -> bool:
        """Whether it is asked and not done."""
        return self.state in (Signed.NOT_YET, Signed.EARLIER)

    @property
    def words(self) -> str:
        """The state in a few words."""
        if self.state is Signed.YES:
            return tr("Signed {day}", day=day_text(self.on))
        if self.state is Signed.EARLIER:
            return tr("An earlier version")
        return tr("Not yet") if self.state is Signed.NOT_YET else tr("Not asked")


def is_asked(profile: Profile, person: Person, today: date) -> bool:
    """Whether the policy binds somebody who is here today (D11)."""
    return person.merged_into is None and person.here_on(today) and is_bound(profile.rules, person.contract)


def asked(person: Person, wanted: ToRead, since: datetime | None, begun: datetime | None) -> Asked:
    """Since when somebody is asked: their first day, the version's, the day the policy was chosen, the newest of them.

    `begun` is when the school began with this program; who was here then has a term to catch up.
    """
    days = [d for d in (person.starts, since.astimezone().date() if since else None) if d is not None]
    if wanted.edition is not None and wanted.edition.in_force_from is not None:
        days.append(wanted.edition.in_force_from)
    first = begun.astimezone().date() if begun else None
    newest = max(days, default=None)
    if newest is not None and (first is None or newest >= first):
        return Asked(newest, newest + SIGN_WITHIN)
    return Asked(first, first + CATCH_UP) if first is not None else Asked(newest, None)


def read_state(
    profile: Profile,
    met: Sequence[ConditionMet],
    person: Person,
    today: date,
    wanted: ToRead,
    since: datetime | None = None,
    begun: datetime | None = None,
) -> ReadState:
    """How one person stands; `met` is that person's."""
    found = signature(profile, met, today, since, wanted)
    if found is not None:
        return ReadState(Signed.YES, found.on)
    if not is_asked(profile, person, today):
        return ReadState(Signed.NOT_ASKED)
    before = [
        m.on for m in met if m.condition is AccessCondition.POLICY_READ and m.withdrawn_at is None and m.on <= today
    ]
    state = Signed.EARLIER if before else Signed.NOT_YET
    return ReadState(state, max(before, default=None), asked(person, wanted, since, begun))


@dataclass(frozen=True, slots=True)
class PersonStands:
    """One person with everything that is asked of them, for counting."""

    person: Person
    read: ReadState
    courses: tuple[InDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many of those who are asked have it."""

    asked: int
    done: int

    @property
    def words(self) -> str:
        """`12 of 15`, or an en dash where nobody is asked."""
        return tr("{done} of {asked}", done=self.done, asked=self.asked) if self.asked else "–"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers of one group: the policy, then the courses in the policy's order (mill-lane:5.2-risks)."""

    group: Group
    read: Count
    courses: tuple[Count, ...]


def coverage(stands: Iterable[PersonStands]) -> tuple[Coverage, ...]:
    """The numbers group by group; a group nobody belongs to of whom something is asked is left out."""
    people = list(stands)
    found = []
    for group in Group:
        own = [s for s in people if group_of(s.person.contract) is group]
        read = _count([s.read.state is Signed.YES for s in own if s.read.state is not Signed.NOT_ASKED])
        columns = zip(*(s.courses for s in own), strict=True)
        courses = tuple(
            _count([not c.is_lacking for c in column if c.state is not Trained.NOT_ASKED]) for column in columns
        )
        if read.asked or any(c.asked for c in courses):
            found.append(Coverage(group, read, courses))
    return tuple(found)


def _count(done: list[bool]) -> Count:
    return Count(len(done), sum(done))
