"""The kinds of thing that can happen, how grave a breach first counts, and who may be the one it is about."""

from __future__ import annotations

from enum import StrEnum


class IncidentKind(StrEnum):
    """The types of DOMAIN "Incidents"; your policy has first-hour steps for them."""

    ABUSE_OF_STAFF = "abuse-of-staff"
    PARENT_COMMENT = "parent-comment"
    PUPIL_CONTACTS_STAFF = "pupil-contacts-staff"
    STAFF_CONTACTS_PUPIL = "staff-contacts-pupil"
    PUPIL_MISUSE = "pupil-misuse"
    PUPIL_UNDER_AGE = "pupil-under-age"
    STAFF_BREACH = "staff-breach"
    PHOTO_WITHOUT_PERMISSION = "photo-without-permission"
    VISITOR_RECORDING = "visitor-recording"
    NAME_OR_LOGO = "name-or-logo"
    DATA_BREACH = "data-breach"
    ACCOUNT_COMPROMISED = "account-compromised"
    IMPERSONATION = "impersonation"
    BLACKMAIL = "blackmail"
    PUBLIC_COMPLAINT = "public-complaint"
    LOST_DEVICE = "lost-device"
    WRONG_POST = "wrong-post"
    LOW_LEVEL_CONCERN = "low-level-concern"


class Severity(StrEnum):
    """How grave something first counts; the person who decides may see it otherwise."""

    MINOR = "minor"
    SERIOUS = "serious"
    GROSS = "gross"


class Concerned(StrEnum):
    """Whom a rule or an outcome is about."""

    STAFF = "staff"
    PUPIL = "pupil"
    PARENT = "parent"
    PUBLIC = "public"


INCIDENT_WORDS = {
    IncidentKind.ABUSE_OF_STAFF: "A colleague is abused online",
    IncidentKind.PARENT_COMMENT: "A parent’s comment",
    IncidentKind.PUPIL_CONTACTS_STAFF: "A pupil contacts a colleague",
    IncidentKind.STAFF_CONTACTS_PUPIL: "A colleague contacts a pupil",
    IncidentKind.PUPIL_MISUSE: "A pupil misuses social media",
    IncidentKind.PUPIL_UNDER_AGE: "A pupil is too young for a site",
    IncidentKind.STAFF_BREACH: "A colleague breaks the policy",
    IncidentKind.PHOTO_WITHOUT_PERMISSION: "A picture without permission",
    IncidentKind.VISITOR_RECORDING: "A visitor takes or posts pictures",
    IncidentKind.NAME_OR_LOGO: "Name or logo misused",
    IncidentKind.DATA_BREACH: "Personal data seen, changed or lost",
    IncidentKind.ACCOUNT_COMPROMISED: "Somebody got into an account",
    IncidentKind.IMPERSONATION: "A page pretends to be the school or a colleague",
    IncidentKind.BLACKMAIL: "Blackmail or an altered picture",
    IncidentKind.PUBLIC_COMPLAINT: "A complaint made in public",
    IncidentKind.LOST_DEVICE: "A device is lost",
    IncidentKind.WRONG_POST: "A wrong post",
    IncidentKind.LOW_LEVEL_CONCERN: "A low-level concern",
}
SEVERITY_WORDS = {Severity.MINOR: "minor", Severity.SERIOUS: "serious", Severity.GROSS: "possible gross misconduct"}
CONCERNED_WORDS = {
    Concerned.STAFF: "a colleague",
    Concerned.PUPIL: "a pupil",
    Concerned.PARENT: "a parent",
    Concerned.PUBLIC: "somebody else",
}
