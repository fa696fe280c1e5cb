"""What a school's policy decides where policies differ (the 24 points of DIFFERENCES), and the lists it brings along.

Every rule is a typed field with the value most schools would choose; `Profile.rests_on` names the clause behind it.
Reading these fields is the work of the slice they concern; there is no expression language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .incident_kinds import Concerned, IncidentKind, Severity
from .people import Contract, Duty


class Audience(StrEnum):
    """Whom a policy binds (D11). The kinds of contract, and pupils and parents."""

    EMPLOYEES = "employees"
    TEMPORARY = "temporary"
    AGENCY = "agency"
    CONTRACTORS = "contractors"
    SECONDEES = "secondees"
    TRAINEES = "trainees"
    VOLUNTEERS = "volunteers"
    GOVERNORS = "governors"
    VISITORS = "visitors"
    PUPILS = "pupils"
    PARENTS = "parents"


class RecruitmentSearch(StrEnum):
    """Whether applicants are looked up online (D1)."""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"
    EXPECTED = "expected"


class ParentFriends(StrEnum):
    """Colleagues and parents as friends online (D2)."""

    FORBIDDEN = "forbidden"
    HEAD_APPROVES = "head-approves"
    ADVISED_AGAINST = "advised-against"
    DECLARE = "declare"


class Strength(StrEnum):
    """How strongly a rule is put."""

    MUST = "must"
    ADVISED = "advised"


class FormerPupils(StrEnum):
    """Which former pupils a rule on contact covers (D3, D20)."""

    NONE = "none"
    UNDER_AGE = "under-age"
    ANY = "any"


class ContactExemption(StrEnum):
    """Which pupils a colleague may be in touch with all the same (D3)."""

    NONE = "none"
    RELATIVES = "relatives"
    OUTSIDE_LINK = "outside-link"


class PostingPupils(StrEnum):
    """Whether colleagues post pupils (D4)."""

    NEVER = "never"
    AFTER_CHECK = "after-check"
    PRIVATE_BARRED = "private-barred"


class MeansOurAccounts(StrEnum):
    """Where the policy says never: whether the school's own accounts are meant (PRACTICE 32). Until said, a check stops."""

    NOT_SAID = "not-said"
    MEANT = "meant"
    NOT_MEANT = "not-meant"


class NamesWithPictures(StrEnum):
    """Names beside pictures of pupils (D4)."""

    NONE = "none"
    FIRST_NAME = "first-name"


class VisitorPictures(StrEnum):
    """Pictures that visitors take at events (D5)."""

    NONE = "none"
    OWN_CHILD = "own-child"
    NO_POSTING = "no-posting"


class PrivateUse(StrEnum):
    """Private social media in one place or time (D7)."""

    NOT_SAID = "not-said"
    ALLOWED = "allowed"
    REASONABLE = "reasonable"
    NOT_ALLOWED = "not-allowed"


class NamingEmployer(StrEnum):
    """Whether a private account may name the school (D8)."""

    NO = "no"
    WITH_DISCLAIMER = "with-disclaimer"
    FREE = "free"


class Monitoring(StrEnum):
    """What the policy says is monitored (D10). The program itself monitors nobody."""

    NOTHING = "nothing"
    OUR_ACCOUNTS = "our-accounts"
    SCHOOL_SYSTEMS = "school-systems"
    WITHOUT_NOTICE = "without-notice"


class Replying(StrEnum):
    """What is done with something hurtful or harmful before anybody answers (D12)."""

    NONE = "none"
    HOLD = "hold"
    APPROVED_TEXT = "approved-text"


class LessonNetworking(StrEnum):
    """Social media with pupils in lessons (D13)."""

    OFF = "off"
    PER_AREA = "per-area"
    GENERAL = "general"


class ModerationMode(StrEnum):
    """How comments are looked after unless an account says otherwise (D17)."""

    NOT_SAID = "not-said"
    BEFORE_POSTING = "before-posting"
    AFTER_POSTING = "after-posting"
    COMMENTS_OFF = "comments-off"


class PlatformReporter(StrEnum):
    """Who reports something to the platform (D22)."""

    SCHOOL = "school"
    COLLEAGUE = "colleague"
    LEAD_DECIDES = "lead-decides"


class TellParents(StrEnum):
    """When a pupil's parents are told (D23)."""

    SERIOUS = "serious"
    ALWAYS = "always"
    DECIDE = "decide"


class Reporter(StrEnum):
    """Who may report something (D21)."""

    STAFF = "staff"
    PUPIL = "pupil"
    PARENT = "parent"
    GOVERNOR = "governor"
    PUBLIC = "public"


class ContactKind(StrEnum):
    """Whom a school may have to ring; the kinds a policy names, never people."""

    LADO = "lado"
    CHILDRENS_SERVICES = "childrens-services"
    POLICE = "police"
    LOCAL_AUTHORITY = "local-authority"
    HR_ADVICE = "hr-advice"
    LEGAL_ADVICE = "legal-advice"
    IT_PROVIDER = "it-provider"
    DATA_PROTECTION = "data-protection"
    REGULATOR = "regulator"
    PROFESSIONALS_HELPLINE = "professionals-helpline"
    REPORT_HARMFUL_CONTENT = "report-harmful-content"
    UNION = "union"
    INSURER = "insurer"
    PLATFORM = "platform"
    TRUST = "trust"
    CHAIR = "chair"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PupilContact:
    """Contact between colleagues and pupils (D3, D20); `former_age` is the age a former pupil must have reached, 0 none."""

    strength: Strength = Strength.MUST
    former: FormerPupils = FormerPupils.UNDER_AGE
    former_strength: Strength = Strength.MUST
    former_age: int = 18
    exemption: ContactExemption = ContactExemption.RELATIVES


@dataclass(frozen=True, slots=True)
class EventRule:
    """Pictures at events (D5)."""

    visitors: VisitorPictures = VisitorPictures.OWN_CHILD
    may_record_staff: bool = False
    notice: str = ""
    """What the notice at the door says, in the school's words."""


@dataclass(frozen=True, slots=True)
class PrivateUseRule:
    """Private use by place and time (D7)."""

    school_equipment: PrivateUse = PrivateUse.NOT_SAID
    school_hours: PrivateUse = PrivateUse.NOT_SAID
    own_device_near_pupils: PrivateUse = PrivateUse.NOT_SAID


@dataclass(frozen=True, slots=True)
class Route:
    """Who is told of what, and how fast (D9): one line of the table. Never the person it is about."""

    kind: IncidentKind
    tell: tuple[Duty, ...]
    within_minutes: int
    from_severity: Severity = Severity.MINOR
    clause: str = ""
    line_manager: bool = False
    """Whether the line manager of the colleague who had to see it is told as well (churchward:5-offensive-content-received)."""


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing to do in the first hour, with the clause it comes from ("" for usual practice)."""

    kind: IncidentKind
    words: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """One way to break the policy, with the severity it first counts as (D14)."""

    key: str
    words: str
    severity: Severity = Severity.SERIOUS
    concerned: tuple[Concerned, ...] = (Concerned.STAFF,)
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may follow for one kind of person (D14)."""

    concerned: Concerned
    words: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class PostQuestion:
    """A question asked before a post; `key` is stable."""

    key: str
    words: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class TrainingNeed:
    """A course that the holders of some duties attend, or everybody (`duties` empty); `months` it lasts, 0 for good."""

    topic: str
    title: str
    duties: tuple[Duty, ...] = ()
    months: int = 12
    for_access: bool = False
    """Whether everybody with posting access needs it too, whatever their duty."""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """An account that the policy's own text names, to be compared with the register (valence:technologies-school)."""

    platform: str
    words: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a policy decides beside passwords and access. Months and days are whole numbers, 0 for never."""

    audiences: tuple[Audience, ...] = (Audience.EMPLOYEES, Audience.TEMPORARY, Audience.AGENCY)
    recruitment: RecruitmentSearch = RecruitmentSearch.ALLOWED
    parents: ParentFriends = ParentFriends.HEAD_APPROVES
    parents_asking: bool = False
    """Whether a colleague may ask a parent, where the head may approve of one who asks (kew-woods:5.4-f)."""
    pupils: PupilContact = PupilContact()
    posting_pupils: PostingPupils = PostingPupils.AFTER_CHECK
    means_our_accounts: MeansOurAccounts = MeansOurAccounts.NOT_SAID
    names: NamesWithPictures = NamesWithPictures.NONE
    events: EventRule = EventRule()
    private_use: PrivateUseRule = PrivateUseRule()
    naming_employer: NamingEmployer = NamingEmployer.WITH_DISCLAIMER
    disclaimer: str = ""
    monitoring: Monitoring = Monitoring.NOTHING
    replying: Replying = Replying.HOLD
    correct_own_errors: bool = True
    lesson_networking: LessonNetworking = LessonNetworking.PER_AREA
    colleagues_advice: bool = False
    privacy_check_months: int = 0
    moderation: ModerationMode = ModerationMode.NOT_SAID
    warn_before_block: bool = True
    block_review_months: int = 12
    name_and_logo: bool = False
    """Whether the headteacher's written permission is needed for the school's name, logo or material (D18)."""
    name_and_logo_months: int = 12
    review_months: int = 12
    review_lead_days: int = 60
    reporters: tuple[Reporter, ...] = (Reporter.STAFF, Reporter.PARENT)
    platform_reporter: PlatformReporter = PlatformReporter.LEAD_DECIDES
    tell_parents: TellParents = TellParents.SERIOUS
    declare_relatives: bool = False
    declare_connections: bool = False
    declare_families: bool = False
    """Contact with families where interests may conflict is declared (mill-lane:6.1-xii)."""
    declare_private_account: bool = False
    curriculum_ticks: bool = False
    pupil_agreements: bool = False
    parent_agreements: bool = False
    weekly_look: bool = True
    routes: tuple[Route, ...] = ()
    first_steps: tuple[FirstStep, ...] = ()
    breaches: tuple[Breach, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    post_questions: tuple[PostQuestion, ...] = ()
    training: tuple[TrainingNeed, ...] = ()
    contacts: tuple[ContactKind, ...] = ()
    linked_policies: tuple[str, ...] = ()
    named_accounts: tuple[NamedAccount, ...] = ()
    references: tuple[str, ...] = ()
    """Keys of the laws and guidance that the policy's text names; see `references`."""


AUDIENCE_OF = {
    Contract.EMPLOYEE: Audience.EMPLOYEES,
    Contract.TEMPORARY: Audience.TEMPORARY,
    Contract.AGENCY: Audience.AGENCY,
    Contract.CONTRACTOR: Audience.CONTRACTORS,
    Contract.SECONDEE: Audience.SECONDEES,
    Contract.TRAINEE: Audience.TRAINEES,
    Contract.VOLUNTEER: Audience.VOLUNTEERS,
    Contract.GOVERNOR: Audience.GOVERNORS,
    Contract.VISITOR: Audience.VISITORS,
}


def is_bound(rules: Rules, contract: Contract) -> bool:
    """Whether the policy is for people with this contract (D11; kew-woods:3.1, kew-woods:3.2, mill-lane:2.1)."""
    return AUDIENCE_OF[contract] in rules.audiences
