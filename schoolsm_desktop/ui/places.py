"""The pages, parts and acts of the window as the search finds them, by their names and by what people call them.

A table and not a look at the pages: a page is imported when it is first shown, and the search must not be what imports
them all. `tests/ui/test_search.py` holds it against the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.findable import Entry, Found, FoundKind
from schoolsm_desktop.ui.pages import page_specs

if TYPE_CHECKING:
    from schoolsm_desktop.services.office import Office

LOCK: Final = "lock"
HAPPENED: Final = "it-has-happened"
"""The acts of the window itself."""

KIND_WORDS = {
    FoundKind.ACTION: "Do",
    FoundKind.PAGE: "Go to",
    FoundKind.PUPIL: "Pupils",
    FoundKind.PERSON: "People",
    FoundKind.ACCOUNT: "Accounts",
    FoundKind.ACCESS_REQUEST: "Requests for posting access",
    FoundKind.CHECKLIST: "Lists to work off",
    FoundKind.REVIEW: "Termly reviews",
    FoundKind.SCHOOL_REQUEST: "Requests to the school",
    FoundKind.VERSION: "Versions of the policy",
    FoundKind.LINKED_POLICY: "Policies it is read with",
    FoundKind.TRAINING: "Training",
    FoundKind.DECLARATION: "Declarations",
    FoundKind.LETTER: "Letters",
    FoundKind.POST: "Published",
    FoundKind.REMOVAL: "Pictures to take down",
    FoundKind.EVENT: "Events",
    FoundKind.FORM_ROUND: "Photo forms",
    FoundKind.INCIDENT: "Incidents",
    FoundKind.COMPLAINT: "Complaints",
    FoundKind.BLOCK: "Blocked",
    FoundKind.TAKEDOWN: "Asked to remove",
    FoundKind.TERM_REPORT: "Termly reports",
    FoundKind.SUBJECT_REQUEST: "Everything about one person",
    FoundKind.CONTACT: "Whom to ring",
    FoundKind.CHANNEL: "Channels",
    FoundKind.DEVICE: "Devices",
    FoundKind.TERM: "Terms",
}
"""What stands over the hits of a kind."""
KIND_ICONS: Mapping[FoundKind, str] = {
    FoundKind.ACTION: "chevron-right",
    FoundKind.PAGE: "chevron-right",
    FoundKind.PUPIL: "users",
    FoundKind.PERSON: "users",
    FoundKind.ACCOUNT: "key-round",
    FoundKind.VERSION: "shield-check",
    FoundKind.LINKED_POLICY: "shield-check",
    FoundKind.TRAINING: "users",
    FoundKind.CONTACT: "users",
}
USUAL_ICON: Final = "clipboard-list"

PART_WORDS = {
    "access/register": "Register of posting access",
    "access/requests": "Requests for posting access",
    "access/lists": "Leavers and lists",
    "access/review": "Termly review",
    "accounts/health": "Accounts that need care",
    "access/devices": "Devices of those with access",
    "accounts/check": "Termly account check",
    "accounts/looks": "Weekly look at the accounts",
    "photos/check": "Photo check: may we post this picture?",
    "photos/checks": "Saved photo checks",
    "photos/pupils": "Pupils: what stands for each",
    "photos/answers": "Photo answers class by class",
    "photos/forms": "Photo forms: letters, what is back",
    "photos/events": "Events, trips and numbered lists",
    "photos/posts": "What was published",
    "photos/removals": "Pictures to take down",
    "photos/colleagues": "Colleagues and visitors in pictures",
    "photos/places": "Where pictures may go, and the rules",
    "incidents/incidents": "Incidents shared with you",
    "incidents/moderation": "Moderation log: what was done about comments",
    "incidents/blocks": "Who is blocked",
    "incidents/takedowns": "What others were asked to remove",
    "incidents/complaints": "Complaints given to you",
    "people/staff": "Staff list",
    "people/mine": "What you read, sign and declare",
    "people/training": "Who has read, signed and been trained",
    "people/declarations": "Declarations of colleagues",
    "people/requests": "Requests to the school",
    "people/lessons": "Lessons, agreements and what is taught",
    "people/policy": "Your policy",
    "people/versions": "Versions of the policy",
    "people/health": "What to put right in the policy",
    "people/house": "Ways to write and house rules",
    "reports/documents": "Documents to print",
    "reports/term": "Termly report to governors",
    "reports/retention": "How long records are kept, and what is destroyed",
    "reports/subjects": "Everything about one person",
    "settings/me": "Your sign-in",
    "settings/appearance": "Appearance",
    "settings/school": "The school’s details",
    "settings/terms": "Terms and closed days",
    "settings/contacts": "Whom to ring",
    "settings/letters": "Letters and their wording",
    "settings/sign-ins": "Sign-ins",
    "settings/lists": "Platforms, places for pictures, types of incident",
    "settings/backup": "Backups",
    "settings/permissions": "Who may do what",
    "settings/log": "Who did what",
    "settings/records": "Check of the records",
    "settings/about": "About this program",
}
PART_NEEDS: Mapping[str, Action] = {
    "photos/pupils": Action.SEE_PUPILS,
    "photos/answers": Action.SEE_PUPILS,
    "photos/forms": Action.RUN_FORMS,
    "photos/events": Action.RUN_EVENTS,
    "photos/posts": Action.RECORD_POSTS,
    "photos/removals": Action.TAKE_DOWN,
    "photos/colleagues": Action.SEE_PUPILS,
    "photos/places": Action.SEE_PUPILS,
    "access/lists": Action.WORK_OFF_LISTS,
    "access/review": Action.SEE_REGISTER,
    "accounts/health": Action.SEE_REGISTER,
    "access/devices": Action.SEE_REGISTER,
    "accounts/check": Action.SEE_ALL_ACCOUNTS,
    "incidents/moderation": Action.MODERATE,
    "incidents/blocks": Action.BLOCK_USERS,
    "incidents/takedowns": Action.ASK_TO_REMOVE,
    "reports/term": Action.READ_REPORTS,
    "reports/retention": Action.KEEP_RECORDS,
    "reports/subjects": Action.SEE_SUBJECT_REQUESTS,
    "people/staff": Action.SEE_PEOPLE,
    "people/training": Action.SEE_PEOPLE,
    "people/declarations": Action.SEE_PEOPLE,
    "people/lessons": Action.TICK_LESSONS,
    "people/policy": Action.SEE_PEOPLE,
    "people/versions": Action.SEE_PEOPLE,
    "people/health": Action.SEE_PEOPLE,
    "people/house": Action.SEE_PEOPLE,
    "settings/letters": Action.EDIT_LETTERS,
    "settings/lists": Action.EDIT_LISTS,
    "settings/sign-ins": Action.MAKE_SIGN_INS,
    "settings/backup": Action.MAKE_BACKUP,
    "settings/log": Action.SEE_LOG,
    "settings/records": Action.CHECK_RECORDS,
}
PART_WANTED: Mapping[str, Callable[[Office], bool]] = {
    "people/declarations": lambda office: bool(office.declarations.asked()),
    "people/lessons": lambda office: office.lessons.is_asked(),
    "incidents/complaints": lambda office: office.complaints.is_asked(),
}
"""Parts that are hidden until the policy asks for them."""
ALSO_WORDS = {
    "reports/documents": "print printed printer pdf lists forms sheets class list preview",
    "term-pack": "print pack papers governors term all documents",
    "reports/retention": "retention schedule disposal legal hold delete shred erase gdpr period",
    "destroy-ask": "delete erase shred disposal retention",
    "retention-schedule": "retention schedule wall data protection",
    "photos/forms": "letters renewal round chase reminder scan pile permission consent form september",
    "photos/events": "fair play nativity sports day trip photographer do not photograph list notice door",
    "forms-new": "photo forms letters september renewal consent start begin",
    "forms-pile": "scan scanned forms came back sort pdf qr",
    "list-new": "photographer trip event class no photo names",
    "blank-slips": "slips colleagues without sign-in paper ask",
    "settings/appearance": "dark light colour text size font bigger contrast motion look",
    "settings/terms": "term dates holidays half-term bank holiday inset training day calendar school days",
    "settings/sign-ins": "keyholder logins who can sign in",
    "settings/me": "passphrase chair code deputy replace headteacher suspended",
    "settings/backup": "safe copy restore",
    "settings/log": "audit history",
    "settings/records": "verify integrity tampered signatures altered evidence fingerprint",
    "settings/permissions": "rights duties allowed",
    "photos/check": "picture permission post consent may we",
    "photos/checks": "evidence second person confirm slip",
    "phone-answer": "names telephone photo check ring quick",
    "photos/pupils": "roll children register class hold consent brothers sisters",
    "photos/answers": "consent permission forms grid class withdraw condition other system coverage",
    "photos/posts": "posts website prints displays register correction online review leavers",
    "photos/removals": "withdrawn withdrawal remove delete sweep reply parent",
    "photos/colleagues": "staff visitors pictured consent",
    "photos/places": "purpose basis consent public task wording terms expiry master",
    "incidents/incidents": "abuse comment threat bullying breach report happened",
    "incidents/moderation": "comments hidden deleted hide delete screenshot",
    "incidents/blocks": "block ban user troll appeal",
    "incidents/takedowns": "report platform takedown remove logo misuse impersonation under age",
    "incident-new": "report incident abuse comment threat message pupil contact breach new",
    "moderation-new": "comment hide delete hidden deleted screenshot moderate",
    "block-new": "block ban user troll",
    "takedown-new": "report to platform take down remove logo misuse impersonation",
    "incidents/complaints": "complain unhappy parent procedure stage panel appointment",
    "complaint-new": "parent unhappy complain",
    "reports/subjects": "subject access request sar dsar gdpr article 15 copy of data redact",
    "subject-new": "subject access request sar dsar gdpr copy of data",
    "people/staff": "people colleagues teachers",
    "people/policy": "rules clauses settings",
    "people/mine": "read and signed undertaking declare private account",
    "people/training": "chase list attendance course",
    "people/declarations": "relatives connections privacy",
    "people/requests": "name logo blog closed area friend recruitment permission",
    "people/lessons": "agreements classes curriculum taught",
    "people/versions": "adopt signature review sign-off chair trust linked",
    "people/health": "gaps references law guidance",
    "people/house": "messages e-mail telephone parents monitoring wording",
    "access/devices": "telephone laptop tablet",
    "accounts/looks": "comments check week",
    "settings/contacts": "phone telephone number lado police emergency",
    "settings/letters": "templates wording reply parents",
    "settings/lists": "platform places",
    "settings/school": "crest logo address nation name",
    "access/lists": "leaver mover left",
    "pupil-add": "new child starter",
    "roll-import": "import ctf transfer file sims arbor spreadsheet list of pupils csv excel",
    "roll-batches": "history undo import",
    "year-turn": "move up leavers intake new classes roll over",
    "colleague-answer": "staff visitor photo consent",
    "give": "grant access new person posting",
    "already-had": "access before existing",
    "ask-access": "request access",
    "leaving": "somebody left leaver goes end",
    "cover": "absent headteacher deputy",
    "add-person": "new colleague staff",
    "bring-in-staff": "import staff list csv",
    "account": "add account platform page",
    "import": "bring in passwords csv keepass",
    "change-passphrase": "my password sign-in",
    "find-pictures": "withdraw withdrawn mum remove take down sweep",
    "lock": "leave screen sign out",
    "it-has-happened": "incident emergency help now what to do first hour numbers abuse comment breach",
    "first-hour-card": "staff room steps incident what to do set cards",
    "incident-form": "report paper blank form write down by hand",
    "put-off-list": "snooze later remind",
    "calendar-file": "ics outlook diary reminder export",
    "count-days": "working days 15 school days 72 hours deadline",
    "terms-file": "import calendar ics csv authority",
    "class-grid": "forms consent permission class pile",
    "pupil-telephone": "mum dad call answer",
    "pupil-withdraw": "mum has withdrawn consent take back",
    "picture-rules": "age master system safe copy minutes",
    "begin-report": "governors board term figures part published confidential",
    "reports/term": "governors board minute presented part published confidential action plan",
}
"""What people call it besides its name; found, never shown."""


class Act(NamedTuple):
    """Something that can be begun from anywhere."""

    page: str
    needs: Action | None = None


ACTS: Mapping[str, Act] = {
    "destroy-ask": Act("reports", Action.DESTROY_RECORDS),
    "retention-schedule": Act("reports", Action.SEE_REPORTS),
    "pupil-add": Act("photos", Action.EDIT_PUPILS),
    "roll-import": Act("photos", Action.IMPORT_PUPILS),
    "roll-batches": Act("photos", Action.SEE_PUPILS),
    "year-turn": Act("photos", Action.IMPORT_PUPILS),
    "post-new": Act("photos", Action.RECORD_POSTS),
    "post-online": Act("photos", Action.RECORD_POSTS),
    "find-pictures": Act("photos", Action.SEE_PUPILS),
    "colleague-answer": Act("photos", Action.RECORD_ANSWERS),
    "incident-new": Act("incidents"),
    "moderation-new": Act("incidents", Action.MODERATE),
    "block-new": Act("incidents", Action.BLOCK_USERS),
    "takedown-new": Act("incidents", Action.ASK_TO_REMOVE),
    "lock": Act(""),
    "it-has-happened": Act(""),
    "first-hour-card": Act("incidents"),
    "incident-form": Act("incidents"),
    "give": Act("access", Action.GIVE_ACCESS),
    "already-had": Act("access", Action.GIVE_ACCESS),
    "ask-access": Act("access"),
    "leaving": Act("access", Action.GIVE_ACCESS),
    "cover": Act("access", Action.START_COVER),
    "add-person": Act("people", Action.EDIT_PEOPLE),
    "bring-in-staff": Act("people", Action.EDIT_PEOPLE),
    "account": Act("accounts", Action.EDIT_ACCOUNTS),
    "import": Act("accounts", Action.BRING_IN_PASSWORDS),
    "change-passphrase": Act("settings"),
    "put-off-list": Act("today"),
    "calendar-file": Act("today"),
    "complaint-new": Act("incidents", Action.RECORD_COMPLAINTS),
    "subject-new": Act("reports", Action.RECORD_SUBJECT_REQUESTS),
    "list-new": Act("photos", Action.RUN_EVENTS),
    "event-edit": Act("photos", Action.RUN_EVENTS),
    "blank-slips": Act("photos", Action.RUN_EVENTS),
    "count-days": Act("settings"),
    "term-pack": Act("reports", Action.SEE_REPORTS),
    "forms-new": Act("photos", Action.RUN_FORMS),
    "forms-pile": Act("photos", Action.RUN_FORMS),
    "phone-answer": Act("photos", Action.CHECK_PHOTOS),
    "terms-file": Act("settings", Action.EDIT_SCHOOL),
    "class-grid": Act("photos", Action.RECORD_ANSWERS),
    "pupil-telephone": Act("photos", Action.RECORD_ANSWERS),
    "pupil-withdraw": Act("photos", Action.RECORD_ANSWERS),
    "picture-rules": Act("photos", Action.SET_PICTURE_RULES),
    "begin-report": Act("reports", Action.MAKE_REPORTS),
}
ACT_WORDS = {
    "destroy-ask": "Ask to destroy what is over its time…",
    "retention-schedule": "Print how long we keep records",
    "pupil-add": "Add a pupil…",
    "roll-import": "Bring in pupils…",
    "roll-batches": "Imports of pupils, and undo…",
    "year-turn": "September: the year turns…",
    "post-new": "Write down what was published…",
    "post-online": "Write down what is online already…",
    "find-pictures": "Find every picture of a pupil…",
    "colleague-answer": "Enter whether a colleague may be pictured…",
    "incident-new": "Write down what happened…",
    "moderation-new": "What was done about a comment…",
    "block-new": "Somebody is blocked…",
    "takedown-new": "Ask for removal…",
    "lock": "Lock now",
    "it-has-happened": "It has happened",
    "first-hour-card": "First-hour card…",
    "incident-form": "Print a blank incident form",
    "give": "Give access…",
    "already-had": "Enter access that exists already…",
    "ask-access": "Ask for access…",
    "leaving": "Somebody leaves…",
    "cover": "Cover for the headteacher…",
    "add-person": "Add a person…",
    "bring-in-staff": "Bring in a staff list…",
    "account": "New account…",
    "import": "Bring in passwords…",
    "change-passphrase": "Change my passphrase…",
    "put-off-list": "What is put off…",
    "calendar-file": "Save Today for a calendar…",
    "forms-new": "New photo forms…",
    "forms-pile": "Sort a scanned pile…",
    "complaint-new": "New complaint…",
    "subject-new": "Somebody asks for everything about one person…",
    "list-new": "Do-not-photograph list…",
    "event-edit": "New event…",
    "blank-slips": "Print blank slips",
    "count-days": "Count school days…",
    "term-pack": "Pack of the term…",
    "phone-answer": "Phone answer…",
    "terms-file": "Bring in term dates…",
    "class-grid": "Type in photo answers…",
    "pupil-telephone": "A parent rings about pictures…",
    "pupil-withdraw": "Withdraw a yes to pictures…",
    "picture-rules": "Rules for pictures…",
    "begin-report": "Begin the termly report…",
}


def window_places(office: Office) -> tuple[tuple[Entry, Action | None], ...]:
    """Every page, part and act, with what somebody needs to be shown it; on the worker."""
    return (*_pages(), *_parts(office), *_acts())


def _pages() -> Iterator[tuple[Entry, Action | None]]:
    for spec in page_specs():
        yield Entry(Found(FoundKind.PAGE, None, spec.title, "", spec.key)), spec.needs


def _parts(office: Office) -> Iterator[tuple[Entry, Action | None]]:
    titles = {spec.key: spec.title for spec in page_specs()}
    for key in tuple(PART_WORDS):
        if key not in PART_WANTED or PART_WANTED[key](office):
            page, _, part = key.partition("/")
            found = Found(FoundKind.PAGE, None, tr(PART_WORDS[key]), titles[page], page, part)
            yield Entry(found, _also(key)), PART_NEEDS.get(key)


def _acts() -> Iterator[tuple[Entry, Action | None]]:
    for key, act in ACTS.items():
        yield Entry(Found(FoundKind.ACTION, None, tr(ACT_WORDS[key]), "", act.page, key), _also(key)), act.needs


def _also(key: str) -> str:
    return tr(ALSO_WORDS[key]) if key in ALSO_WORDS else ""
