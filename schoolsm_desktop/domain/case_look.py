"""An incident as it is judged: with the policy, the duties, the calendar and the moment. Pure, so that all is testable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .cases import Entry, EntryKind
from .incident_kinds import Concerned, IncidentKind, Severity
from .incidents import Answer, Incident, IncidentCase, Mark, Part, Who
from .people import Duty, DutyHeld, holders_on
from .policy import Profile
from .rules import ContactKind
from .school_days import SchoolCalendar

_CONCERNED = {
    Who.PUPIL: Concerned.PUPIL,
    Who.FORMER_PUPIL: Concerned.PUBLIC,
    Who.PARENT: Concerned.PARENT,
    Who.STAFF: Concerned.STAFF,
    Who.FORMER_STAFF: Concerned.PUBLIC,
    Who.GOVERNOR: Concerned.STAFF,
    Who.PUBLIC: Concerned.PUBLIC,
    Who.UNKNOWN: Concerned.PUBLIC,
}
_RANK = {Severity.MINOR: 0, Severity.SERIOUS: 1, Severity.GROSS: 2}
_SAFEGUARDING = (Duty.DSL, Duty.DEPUTY_DSL)
DATA_KINDS = frozenset(
    {
        IncidentKind.DATA_BREACH,
        IncidentKind.PHOTO_WITHOUT_PERMISSION,
        IncidentKind.WRONG_POST,
        IncidentKind.ACCOUNT_COMPROMISED,
        IncidentKind.LOST_DEVICE,
    }
)
"""In which personal data may have been seen, changed or lost: unanswered counts as yes (PRACTICE 12)."""


class About(StrEnum):
    """Whether it is about somebody who would otherwise decide (PRACTICE 1 and 2)."""

    HEAD = "head"
    SAFEGUARDING_LEAD = "safeguarding-lead"
    OTHERS = "others"


class Decider(StrEnum):
    """Whose decision it is."""

    LEAD = "lead"
    SAFEGUARDING = "safeguarding"
    HEAD = "head"


class Wrongdoer(StrEnum):
    """Who it is said to be, as far as the steps differ (kew-woods:app1-pupil-colleague, kew-woods:app1-adult-meeting)."""

    PUPIL = "pupil"
    COLLEAGUE = "colleague"
    ADULT = "adult"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CaseLook:
    """`now` is aware; `duties` are those that stand."""

    profile: Profile
    case: IncidentCase
    duties: tuple[DutyHeld, ...]
    calendar: SchoolCalendar
    now: datetime

    @property
    def incident(self) -> Incident:
        """The facts."""
        return self.case.incident

    @property
    def day(self) -> date:
        """Today by the clock on the wall."""
        return self.now.astimezone().date()

    @property
    def knew(self) -> datetime:
        """When anybody in school first knew; where nobody said, when it was recorded or seen, whichever came first."""
        said = self.incident.known_at
        if said is not None:
            return said
        seen = self.incident.seen_at
        return min(seen, self.incident.recorded_at) if seen is not None else self.incident.recorded_at

    @property
    def about(self) -> About:
        """Whether it is about the headteacher, or about a safeguarding lead."""
        if self.incident.subject_ids & self.holders(Duty.HEADTEACHER):
            return About.HEAD
        leads = frozenset().union(*(self.holders(duty) for duty in _SAFEGUARDING))
        return About.SAFEGUARDING_LEAD if self.incident.subject_ids & leads else About.OTHERS

    def holders(self, duty: Duty) -> frozenset[UUID]:
        """Who holds a duty today."""
        return frozenset(holders_on(self.duties, duty, self.day))

    @property
    def severity(self) -> Severity | None:
        """As the lead put it, else the gravest of what it may break (D14); None where nobody has said."""
        if self.incident.severity is not None:
            return self.incident.severity
        named = [b.severity for b in self.profile.rules.breaches if b.key in self.incident.clauses]
        return max(named, key=lambda x: _RANK[x], default=None)

    @property
    def is_serious(self) -> bool:
        """Whether it goes to the headteacher (churchward:5-serious-principal)."""
        return self.severity in (Severity.SERIOUS, Severity.GROSS)

    def reaches(self, severity: Severity) -> bool:
        """Whether it is at least so grave; what nobody has judged counts as minor."""
        return _RANK[self.severity or Severity.MINOR] >= _RANK[severity]

    @property
    def allegation_stands(self) -> bool:
        """Whether an adult may have harmed a child, or put one at risk, and nobody has said that it is not so."""
        if decision(self.case, "safeguarding") == "no-risk":
            return False
        said = self.incident.allegation in (Answer.YES, Answer.NOT_SURE)
        return said or self.incident.kind is IncidentKind.STAFF_CONTACTS_PUPIL

    @property
    def is_advised(self) -> bool:
        """Whether the local authority's officer has advised, or the decision is not to ask them."""
        if decision(self.case, "lado") == "no" or decision(self.case, "lado-advised"):
            return True
        return any(
            one.about == ContactKind.LADO.value
            and (one.kind is EntryKind.ADVICE or (one.kind is EntryKind.AGENCY and one.answer))
            for one in self.case.entries
        )

    @property
    def nobody_is_questioned(self) -> bool:
        """Until the officer has advised nobody questions child, colleague or parent."""
        return self.allegation_stands and not self.is_advised

    @property
    def has_pupil(self) -> bool:
        """Whether a pupil is in it."""
        return any(one.who is Who.PUPIL for one in self.incident.people if one.part is not Part.REPORTED_BY)

    @property
    def data_counts(self) -> bool:
        """Whether the 72 hours run: yes or not sure, and unanswered where data hides in the type."""
        if self.incident.data in (Answer.YES, Answer.NOT_SURE):
            return True
        return self.incident.data is Answer.NOT_ASKED and self.incident.kind in DATA_KINDS

    @property
    def child_at_risk(self) -> bool:
        """Whether a child may be at risk."""
        return Mark.CHILD_AT_RISK in self.incident.marks

    @property
    def concerned(self) -> tuple[Concerned, ...]:
        """The kinds of people it is said to be, each once; somebody else where nobody is named."""
        found = [_CONCERNED[one.who] for one in self.incident.of_part(Part.SAID_TO_BE)]
        return tuple(dict.fromkeys(found)) or (Concerned.PUBLIC,)

    @property
    def wrongdoers(self) -> tuple[Wrongdoer, ...]:
        """The branches of the steps that apply."""
        found = [_wrongdoer(one.who, bool(one.name)) for one in self.incident.of_part(Part.SAID_TO_BE)]
        return tuple(dict.fromkeys(found)) or (Wrongdoer.UNKNOWN,)

    def deciders(self, decider: Decider) -> frozenset[Duty]:
        """Whose duty a decision is: about the headteacher the chair, about a safeguarding lead the headteacher."""
        if decider is Decider.LEAD:
            return frozenset()
        if self.about is About.HEAD:
            return frozenset({Duty.CHAIR})
        if decider is Decider.HEAD or self.about is About.SAFEGUARDING_LEAD:
            by_head = {Duty.HEADTEACHER}
            return frozenset(by_head | ({Duty.DEPUTY_HEADTEACHER} if decider is Decider.HEAD else set()))
        return frozenset(_SAFEGUARDING)


def latest(case: IncidentCase, kind: EntryKind, about: str) -> Entry | None:
    """The last entry of a kind about something; the last decision is the one that holds."""
    return last_of(one for one in case.entries if one.kind is kind and one.about == about)


def decision(case: IncidentCase, key: str) -> str:
    """The answer that holds to a question; "" where nobody has decided."""
    found = latest(case, EntryKind.DECISION, key)
    return found.answer if found is not None else ""


def last_of(entries: Iterable[Entry]) -> Entry | None:
    """The entry recorded last."""
    return max(entries, key=lambda x: x.number, default=None)


def _wrongdoer(who: Who, is_named: bool) -> Wrongdoer:
    if who is Who.PUPIL:
        return Wrongdoer.PUPIL
    if who in (Who.STAFF, Who.GOVERNOR):
        return Wrongdoer.COLLEAGUE
    if who is Who.UNKNOWN or (who is Who.PUBLIC and not is_named):
        return Wrongdoer.UNKNOWN
    return Wrongdoer.ADULT
