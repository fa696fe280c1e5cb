"""What Today is worked out from, and what one line of it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .access import Access, Knowing, PasswordDue
from .account_check import AccountCheck
from .accounts import Account, CodeUse, Platform, SecretVersion
from .approvals import Approval
from .calendar import Closure, Term
from .checklists import Checklist, ChecklistLine
from .complaints import ComplaintCase
from .conditions import ConditionMet
from .contacts import Contact
from .cover import Cover
from .declarations import Declaration
from .editions import Edition, LinkedPolicy
from .events import Event, EventBreach, ListCopy
from .house import Channel, Device, HouseRules, Look
from .incidents import IncidentCase
from .lessons import ClassTick, LessonUse
from .moderating import Block, ModerationAct, Takedown
from .people import Duty, DutyHeld, Person, School
from .photo_answers import Hold
from .photo_checks import PhotoCheck
from .photo_forms import FormRound
from .policy import Profile
from .posts import Post, PostCorrection
from .pupils import RollBatch
from .references import Reference
from .removals import Removal, RemovalTask
from .requests import AccessRequest
from .retention import Destruction, KeepOrder
from .reviews import Review, ReviewLine
from .school_days import SchoolCalendar
from .school_requests import SchoolRequest
from .subject_access import SubjectRequest
from .term_reports import TermReport
from .training import TrainingSession
from .wording import ntr, short_day_text, tr


class Urgency(StrEnum):
    """How a line of Today is coloured and what its first cell says."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


class Place(StrEnum):
    """Where a line of Today is done."""

    ACCOUNT = "account"
    CHANGE_PASSWORD = "change-password"
    ACCESS = "access"
    SIGN_INS = "sign-ins"
    PEOPLE = "people"
    TERMS = "terms"
    BACKUP = "backup"
    RECOVERY_SHEET = "recovery-sheet"
    LOG = "log"
    REQUEST = "request"
    COVER = "cover"
    CHECKLIST = "checklist"
    REVIEW = "review"
    ACCOUNT_CHECK = "account-check"
    APPROVAL = "approval"
    POLICY = "policy"
    POLICY_HEALTH = "policy-health"
    TRAINING = "training"
    DECLARATION = "declaration"
    SCHOOL_REQUEST = "school-request"
    LESSONS = "lessons"
    CONTACT = "contact"
    HOUSE = "house"
    LOOK = "look"
    PICTURES = "pictures"
    HOLD = "hold"
    ROLL = "roll"
    PHOTO_FORMS = "photo-forms"
    PHOTO_CHECK = "photo-check"
    POST = "post"
    REMOVAL = "removal"
    EVENT = "event"
    PICTURE_PLACE = "picture-place"
    INCIDENT = "incident"
    COMPLAINT = "complaint"
    MODERATION = "moderation"
    BLOCK = "block"
    TAKEDOWN = "takedown"
    RECORDS_CHECK = "records-check"
    TERM_REPORT = "term-report"
    DESTRUCTION = "destruction"
    SUBJECT_REQUEST = "subject-request"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One line of Today. `who` is the duty that does it; `button` is what the line's button says."""

    key: str
    due: date
    title: str
    detail: str
    duty: Duty
    place: Place
    button: str
    subject_id: UUID | None = None
    rank: int = 5
    """Within a day the smaller rank comes first."""
    by_law: bool = False
    """The law set the day: once it has passed, the line cannot be put off."""
    person_id: UUID | None = None
    """Whose own line it is: nobody else sees it, and this person may do it whatever their duties."""


@dataclass(frozen=True, slots=True)
class SignInFacts:
    """A sign-in as far as Today cares."""

    person_id: UUID
    unconfirmed: bool = False
    temporary_since: date | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """When the last good backup was made, and whether a place for it has been chosen and is there."""

    last_good: datetime | None = None
    place_chosen: bool = True
    place_missing: bool = False


@dataclass(frozen=True, slots=True)
class DueFacts:
    """Everything that Today is worked out from; read once."""

    people: Sequence[Person]
    duties: Sequence[DutyHeld]
    accounts: Sequence[Account]
    platforms: Mapping[str, Platform]
    versions: Sequence[SecretVersion]
    accesses: Sequence[Access]
    password_due: Sequence[PasswordDue]
    sign_ins: Sequence[SignInFacts]
    terms: Sequence[Term]
    backup: BackupFacts
    keyholders: frozenset[UUID]
    profile: Profile
    recovery_sheet_kept: bool = True
    recovery_sheet_used: bool = False
    records_went_back: bool = False
    settings_are_signed: bool = True
    requests: Sequence[AccessRequest] = ()
    covers: Sequence[Cover] = ()
    conditions: Sequence[ConditionMet] = ()
    checklists: Sequence[Checklist] = ()
    checklist_lines: Sequence[ChecklistLine] = ()
    hidden_lists: frozenset[UUID] = frozenset()
    """Quiet lists that do not exist for whoever looks."""
    reviews: Sequence[Review] = ()
    review_lines: Sequence[ReviewLine] = ()
    checks: Sequence[AccountCheck] = ()
    approvals: Sequence[Approval] = ()
    knowings: Sequence[Knowing] = ()
    code_uses: Sequence[CodeUse] = ()
    editions: Sequence[Edition] = ()
    linked_policies: Sequence[LinkedPolicy] = ()
    training: Sequence[TrainingSession] = ()
    declarations: Sequence[Declaration] = ()
    school_requests: Sequence[SchoolRequest] = ()
    sealed_readable: frozenset[UUID] = frozenset()
    """Sealed records that whoever looks can open; the others do not exist for them."""
    lesson_uses: Sequence[LessonUse] = ()
    class_ticks: Sequence[ClassTick] = ()
    contacts: Sequence[Contact] = ()
    channels: Sequence[Channel] = ()
    devices: Sequence[Device] = ()
    house_rules: Sequence[HouseRules] = ()
    looks: Sequence[Look] = ()
    closures: Sequence[Closure] = ()
    schools: Sequence[School] = ()
    year_groups: Sequence[str] = ()
    """The year groups whose lessons are ticked, where the policy asks for it."""
    references: Mapping[str, Reference] = field(default_factory=dict)
    """Laws, guidance and services by key, to see which of those the policy names no longer stand."""
    left_findings: frozenset[str] = frozenset()
    """What is worth putting right in the policy and was left with a reason, by the findings' keys."""
    pupil_count: int = 0
    held: Sequence[Hold] = ()
    """Holds that stand, as far as whoever looks decides on them."""
    reads_on_hold: frozenset[UUID] = frozenset()
    """Pupils whose pictures are looked for and who read “on hold”, as far as whoever looks decides on it."""
    pupils_to_decide: frozenset[UUID] = frozenset()
    """Pupils on hold that wait for whoever looks, where that is a safeguarding lead."""
    without_class: int = 0
    """Pupils on the roll without any class."""
    to_check_signer: int = 0
    """Pupils whose only yes is by somebody without recorded responsibility."""
    to_tell_elsewhere: int = 0
    """Answers recorded here that are still to be changed in the other system."""
    open_batches: Sequence[RollBatch] = ()
    """Turns of the year that are under way."""
    roll_since: date | None = None
    """When the first pupils were brought in."""
    year_turned_on: date | None = None
    """When the school year was last turned."""
    form_rounds: Sequence[FormRound] = ()
    forms_out: Mapping[UUID, int] = field(default_factory=dict)
    """How many forms of each open round are not back."""
    waiting_checks: Sequence[PhotoCheck] = ()
    """Photo checks that wait for a second person."""
    posts: Sequence[Post] = ()
    post_corrections: Sequence[PostCorrection] = ()
    removals: Sequence[Removal] = ()
    removal_tasks: Sequence[RemovalTask] = ()
    leavers_shown: frozenset[UUID] = frozenset()
    """Pupils who have left and can still be seen in something that is out."""
    events: Sequence[Event] = ()
    event_breaches: Sequence[EventBreach] = ()
    list_copies: Sequence[ListCopy] = ()
    """Numbered lists that are out, and those of events that are not over."""
    outdated_lists: frozenset[UUID] = frozenset()
    """Lists that are out and say something else than the answers do now."""
    incidents: Sequence[IncidentCase] = ()
    """Open incidents that whoever looks can read; the others do not exist for them."""
    complaints: Sequence[ComplaintCase] = ()
    """Open complaints that whoever looks can read."""
    calendar: SchoolCalendar = field(default_factory=SchoolCalendar)
    """The school days of the school, where a sealed record that whoever looks can read counts in them."""
    moderation_acts: Sequence[ModerationAct] = ()
    blocks: Sequence[Block] = ()
    takedowns: Sequence[Takedown] = ()
    records_checked_on: date | None = None
    """When the records were last checked by somebody."""
    term_reports: Sequence[TermReport] = ()
    keep_orders: Sequence[KeepOrder] = ()
    destructions: Sequence[Destruction] = ()
    to_destroy: int = 0
    """Records whose time is over and that nobody ordered to be kept, as far as whoever looks may see them."""
    subject_requests: Sequence[SubjectRequest] = ()
    policy_since: datetime | None = None
    """From when on the present policy has been followed; None where no other came before it."""
    policy_begun: datetime | None = None
    """When the school began to follow a policy with this program."""


def urgency(item: DueItem, today: date) -> Urgency:
    """Overdue, today, within a week, or later."""
    if item.due < today:
        return Urgency.OVERDUE
    if item.due == today:
        return Urgency.TODAY
    return Urgency.SOON if item.due <= today + timedelta(days=7) else Urgency.LATER


def when_text(item: DueItem, today: date) -> str:
    """`Overdue 18 days`, `Today`, or the day."""
    late = (today - item.due).days
    if late > 0:
        return ntr("Overdue {count} day", "Overdue {count} days", late)
    return tr("Today") if late == 0 else short_day_text(item.due)
