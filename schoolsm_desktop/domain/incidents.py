"""What is known of an incident: only what is needed to begin, and nobody is judged at intake (PRACTICE 10, 20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .cases import CaseLevel, CaseState, Entry, Evidence
from .incident_kinds import IncidentKind, Severity


class Answer(StrEnum):
    """An answer to a question that may not have been asked yet."""

    NOT_ASKED = "not-asked"
    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


class Who(StrEnum):
    """Who somebody is to the school."""

    PUPIL = "pupil"
    FORMER_PUPIL = "former-pupil"
    PARENT = "parent"
    STAFF = "staff"
    FORMER_STAFF = "former-staff"
    GOVERNOR = "governor"
    PUBLIC = "public"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """What somebody has to do with an incident. Said to be, not found to be."""

    SAID_TO_BE = "said-to-be"
    AFFECTED = "affected"
    REPORTED_BY = "reported-by"
    WITNESS = "witness"


class Mark(StrEnum):
    """What forces a decision on the police (kew-woods:app1-police), or on children's social care (PRACTICE 11)."""

    THREAT = "threat"
    HATE = "hate"
    SEXUAL = "sexual"
    CHILD_AT_RISK = "child-at-risk"
    ILLEGAL = "illegal"


class LegalMark(StrEnum):
    """What a lawyer or an insurer would want to know of."""

    DEFAMATION = "defamation"
    HARASSMENT = "harassment"
    DISCRIMINATION = "discrimination"
    COPYRIGHT = "copyright"
    CONFIDENTIALITY = "confidentiality"
    MALICIOUS_COMMUNICATION = "malicious-communication"
    EMPLOYER_LIABILITY = "employer-liability"


class Harm(StrEnum):
    """What may have been harmed (kew-woods:1.1, mill-lane:1.4)."""

    PERSON = "person"
    REPUTATION = "reputation"
    SECURITY = "security"
    AUTHORITY = "authority"


class Duties(StrEnum):
    """Whether a colleague was at work when it happened (kew-woods:3.3)."""

    NOT_KNOWN = "not-known"
    ON_DUTY = "on-duty"
    OFF_DUTY = "off-duty"


class DeviceOwner(StrEnum):
    """Whose device it was (kew-woods:3.4)."""

    NOT_KNOWN = "not-known"
    SCHOOL = "school"
    OWN = "own"


class Visibility(StrEnum):
    """How many could see it (churchward:1-applies)."""

    NOT_KNOWN = "not-known"
    ONE = "one"
    GROUP = "group"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class CasePerson:
    """Somebody in an incident: a colleague or a pupil by id, anybody else by name or by what they call themselves."""

    part: Part
    who: Who = Who.UNKNOWN
    name: str = ""
    person_id: UUID | None = None
    pupil_id: UUID | None = None
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """The facts of an incident as they are known now; every change of them is an entry of its record.

    `kind` decides steps and routes; `type_key` is the entry of the school's own list it was reported as. `known_at` is
    when anybody in school first knew: a breach's 72 hours run from there. `reference` is the office's number or random
    letters. `clauses` are keys of breaches, or ids of clauses, that it may concern, named by who leads it, never at intake.
    """

    id: UUID
    school_id: UUID
    kind: IncidentKind
    reference: str
    level: CaseLevel
    recorded_at: datetime
    recorded_by: UUID
    what: str
    type_key: str = ""
    allegation: Answer = Answer.NOT_ASKED
    account_id: UUID | None = None
    where: str = ""
    address: str = ""
    happened_on: date | None = None
    happened_at: str = ""
    seen_at: datetime | None = None
    known_at: datetime | None = None
    people: tuple[CasePerson, ...] = ()
    severity: Severity | None = None
    is_urgent: bool = False
    clauses: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    legal_marks: tuple[LegalMark, ...] = ()
    harms: tuple[Harm, ...] = ()
    duty: Duties = Duties.NOT_KNOWN
    device: DeviceOwner = DeviceOwner.NOT_KNOWN
    visibility: Visibility = Visibility.NOT_KNOWN
    is_private_account: bool = False
    data: Answer = Answer.NOT_ASKED
    """Whether personal data could have been seen, changed or lost (PRACTICE 12); unanswered counts as yes."""
    hold_reply: bool = False
    """Whether nobody answers until the lead releases it; the last REPLY entry says what became of it."""
    lead_id: UUID | None = None
    paper_on: date | None = None
    """The day of the paper form it was typed in from."""
    state: CaseState = CaseState.OPEN
    outcomes: tuple[str, ...] = ()
    outcome_words: str = ""
    support_offered: Answer = Answer.NOT_ASKED
    retention: str = ""
    closed_at: datetime | None = None

    def of_part(self, part: Part) -> tuple[CasePerson, ...]:
        """The people who have this part in it."""
        return tuple(one for one in self.people if one.part is part)

    @property
    def subject_ids(self) -> frozenset[UUID]:
        """The colleagues it is said to be about: they never read it (PRACTICE 1 to 3)."""
        return frozenset(one.person_id for one in self.of_part(Part.SAID_TO_BE) if one.person_id is not None)


@dataclass(frozen=True, slots=True)
class IncidentCase:
    """An incident with its whole record, opened: entries in the order they were recorded."""

    incident: Incident
    entries: tuple[Entry, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    readers: frozenset[UUID] = frozenset()
