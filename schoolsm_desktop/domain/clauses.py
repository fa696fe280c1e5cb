"""The clauses of a policy: what they can speak about, what the program does about them, and how one is named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .wording import tr


class Subject(StrEnum):
    """What a clause can speak about, so far; a profile lists clauses under these words in `[rests-on]`."""

    ACCESS = "access"
    SHARED_PASSWORDS = "shared-passwords"
    PASSWORDS_KEPT = "passwords-kept"
    PASSWORD_STRENGTH = "password-strength"
    PASSWORD_CHANGE = "password-change"
    MUST_CHANGE = "must-change"
    REVEAL_REASON = "reveal-reason"
    POLICY_READ = "policy-read"
    TRAINING = "training"
    UNDERTAKING = "undertaking"
    OWNER = "owner"
    DIRECTORY = "directory"
    AUTHORISED_ACCOUNT = "authorised-account"
    CLOSED_AREA = "closed-area"
    LESSON_USE = "lesson-use"
    ACCOUNT_RULES = "account-rules"
    MODERATION = "moderation"
    PLATFORMS = "platforms"
    WHO_IS_BOUND = "who-is-bound"
    LEAVING = "leaving"
    RECRUITMENT = "recruitment"
    PARENTS = "parents"
    PUPILS = "pupils"
    FORMER_PUPILS = "former-pupils"
    POSTING_PUPILS = "posting-pupils"
    NAMES = "names"
    EVENTS = "events"
    PRIVATE_USE = "private-use"
    NAMING_EMPLOYER = "naming-employer"
    WHO_IS_TOLD = "who-is-told"
    MONITORING = "monitoring"
    REPLYING = "replying"
    LESSON_NETWORKING = "lesson-networking"
    SANCTIONS = "sanctions"
    COLLEAGUES = "colleagues"
    PRIVACY = "privacy"
    NAME_AND_LOGO = "name-and-logo"
    REVIEW = "review"
    REPORTERS = "reporters"
    COMPLAINTS = "complaints"
    PLATFORM_REPORT = "platform-report"
    TELL_PARENTS = "tell-parents"
    LAW = "law"
    ADOPTION = "adoption"
    LINKED_POLICIES = "linked-policies"
    DECLARATIONS = "declarations"
    CURRICULUM = "curriculum"
    AGREEMENTS = "agreements"
    BEFORE_POSTING = "before-posting"
    FIRST_HOUR = "first-hour"
    CONTACTS = "contacts"
    CHANNELS = "channels"
    DEVICES = "devices"
    WEEKLY_LOOK = "weekly-look"
    PUBLISHED = "published"
    NEW_ACCOUNT = "new-account"
    SCOPE = "scope"


class ClauseKind(StrEnum):
    """What the program does about a clause: `setting` is the school's to decide, `text` is wording to show."""

    RECORD = "record"
    CHECK = "check"
    WORKFLOW = "workflow"
    REMINDER = "reminder"
    SETTING = "setting"
    PRINT = "print"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """One clause: its stable id, the label printed in the policy, its heading, its gist in our own words, its kinds."""

    id: str
    label: str
    heading: str
    gist: str
    kinds: tuple[ClauseKind, ...] = ()


def clause_name(clause: ClauseRef) -> str:
    """The printed label with its heading; one alone where both say the same."""
    if clause.heading in ("", clause.label):
        return clause.label
    return tr("{label}, “{heading}”", label=clause.label, heading=clause.heading)


def short_clause_name(clause: ClauseRef) -> str:
    """The printed label, for narrow places. A bare number would say nothing, so it keeps its heading."""
    return clause_name(clause) if clause.label.isdigit() else clause.label


SUBJECT_WORDS = {
    Subject.ACCESS: "Who gives access",
    Subject.SHARED_PASSWORDS: "Passwords more than one person knows",
    Subject.PASSWORDS_KEPT: "Where passwords are kept",
    Subject.PASSWORD_STRENGTH: "Strong passwords",
    Subject.PASSWORD_CHANGE: "Regular changes of passwords",
    Subject.MUST_CHANGE: "Time allowed for a change that is needed",
    Subject.REVEAL_REASON: "A reason for opening a password",
    Subject.POLICY_READ: "Policy read and signed before access",
    Subject.TRAINING: "Training in date before access",
    Subject.UNDERTAKING: "Undertaking signed before access",
    Subject.OWNER: "Somebody looks after every account",
    Subject.DIRECTORY: "List of the school’s accounts",
    Subject.AUTHORISED_ACCOUNT: "New accounts are authorised first",
    Subject.CLOSED_AREA: "Closed areas and blogs for lessons",
    Subject.LESSON_USE: "Accounts used in lessons",
    Subject.ACCOUNT_RULES: "What our accounts may do",
    Subject.MODERATION: "Looking after comments",
    Subject.PLATFORMS: "Platforms the policy names",
    Subject.WHO_IS_BOUND: "Who the policy is for",
    Subject.LEAVING: "When somebody leaves",
    Subject.RECRUITMENT: "Looking applicants up online",
    Subject.PARENTS: "Parents as friends online",
    Subject.PUPILS: "Contact with pupils",
    Subject.FORMER_PUPILS: "Contact with former pupils",
    Subject.POSTING_PUPILS: "Pictures of pupils",
    Subject.NAMES: "Names beside pictures",
    Subject.EVENTS: "Pictures at events",
    Subject.PRIVATE_USE: "Private use at school",
    Subject.NAMING_EMPLOYER: "Naming the school on a private account",
    Subject.WHO_IS_TOLD: "Who is told, and how fast",
    Subject.MONITORING: "Monitoring",
    Subject.REPLYING: "Answering something harmful",
    Subject.LESSON_NETWORKING: "Social media in lessons",
    Subject.SANCTIONS: "What follows from a breach",
    Subject.COLLEAGUES: "Colleagues as friends online",
    Subject.PRIVACY: "Checking privacy settings",
    Subject.NAME_AND_LOGO: "The school’s name and logo",
    Subject.REVIEW: "When the policy is looked at again",
    Subject.REPORTERS: "Who may report something",
    Subject.COMPLAINTS: "How a complaint is made",
    Subject.PLATFORM_REPORT: "Who reports to the platform",
    Subject.TELL_PARENTS: "When parents are told",
    Subject.LAW: "Laws and guidance",
    Subject.ADOPTION: "Adoption and signatures",
    Subject.LINKED_POLICIES: "Policies it is read with",
    Subject.DECLARATIONS: "What colleagues declare",
    Subject.CURRICULUM: "What is taught",
    Subject.AGREEMENTS: "Agreements of pupils and parents",
    Subject.BEFORE_POSTING: "Questions before a post",
    Subject.FIRST_HOUR: "The first hour",
    Subject.CONTACTS: "Whom to ring",
    Subject.CHANNELS: "Ways to write to parents and pupils",
    Subject.DEVICES: "Devices",
    Subject.WEEKLY_LOOK: "Looking at each account weekly",
    Subject.PUBLISHED: "The policy on the website",
    Subject.NEW_ACCOUNT: "Asking for a new account",
    Subject.SCOPE: "What the policy covers",
}
