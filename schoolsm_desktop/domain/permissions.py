"""Who may do what: one table, action by duty. Settings shows it and prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from .errors import NotAllowedError
from .people import Duty
from .wording import tr


class Action(StrEnum):
    """What the table speaks about. Everybody may use what the register gives to them by name."""

    SEE_ALL_ACCOUNTS = "see-all-accounts"
    EDIT_ACCOUNTS = "edit-accounts"
    AUTHORISE_ACCOUNTS = "authorise-accounts"
    BRING_IN_PASSWORDS = "bring-in-passwords"
    SEE_REGISTER = "see-register"
    GIVE_ACCESS = "give-access"
    END_ACCESS = "end-access"
    SEE_END_REASONS = "see-end-reasons"
    WAIVE_CHANGE = "waive-change"
    AUTHORISE_ACCESS = "authorise-access"
    OVERRIDE_CONDITIONS = "override-conditions"
    RECORD_DECISIONS = "record-decisions"
    TICK_CONDITIONS = "tick-conditions"
    START_COVER = "start-cover"
    WORK_OFF_LISTS = "work-off-lists"
    REVIEW_ACCESS = "review-access"
    SIGN_OFF_REVIEW = "sign-off-review"
    CHECK_ACCOUNTS = "check-accounts"
    GIVE_BACK_PASSWORDS = "give-back-passwords"
    ALLOW_GIVING_BACK = "allow-giving-back"
    SEE_PEOPLE = "see-people"
    EDIT_PEOPLE = "edit-people"
    MAKE_SIGN_INS = "make-sign-ins"
    CONFIRM_SIGN_INS = "confirm-sign-ins"
    EDIT_SCHOOL = "edit-school"
    CHOOSE_POLICY = "choose-policy"
    PRINT_REGISTERS = "print-registers"
    PRINT_RECOVERY_SHEET = "print-recovery-sheet"
    EDIT_POLICY_PAPERS = "edit-policy-papers"
    SIGN_POLICY = "sign-policy"
    SEE_DECLARATIONS = "see-declarations"
    RECORD_DECLARATIONS = "record-declarations"
    RECORD_SCHOOL_REQUESTS = "record-school-requests"
    DECIDE_SCHOOL_REQUESTS = "decide-school-requests"
    TICK_LESSONS = "tick-lessons"
    LOOK_AT_ACCOUNTS = "look-at-accounts"
    EDIT_CONTACTS = "edit-contacts"
    EDIT_HOUSE_RULES = "edit-house-rules"
    EDIT_LETTERS = "edit-letters"
    EDIT_LISTS = "edit-lists"
    SEE_PUPILS = "see-pupils"
    CHECK_PHOTOS = "check-photos"
    CONFIRM_CHECKS = "confirm-checks"
    EDIT_PUPILS = "edit-pupils"
    IMPORT_PUPILS = "import-pupils"
    RECORD_ANSWERS = "record-answers"
    PUT_ON_HOLD = "put-on-hold"
    DECIDE_HOLDS = "decide-holds"
    SET_PICTURE_RULES = "set-picture-rules"
    RUN_FORMS = "run-forms"
    RECORD_POSTS = "record-posts"
    TAKE_DOWN = "take-down"
    RUN_EVENTS = "run-events"
    PRINT_PUPIL_LISTS = "print-pupil-lists"
    LEAD_INCIDENTS = "lead-incidents"
    DECIDE_SAFEGUARDING = "decide-safeguarding"
    RECORD_COMPLAINTS = "record-complaints"
    MODERATE = "moderate"
    BLOCK_USERS = "block-users"
    ASK_TO_REMOVE = "ask-to-remove"
    REMOVE_EVIDENCE = "remove-evidence"
    PRINT_CASES = "print-cases"
    CHECK_RECORDS = "check-records"
    REPLACE_HEAD = "replace-head"
    SEE_REPORTS = "see-reports"
    MAKE_REPORTS = "make-reports"
    READ_REPORTS = "read-reports"
    SET_RETENTION = "set-retention"
    KEEP_RECORDS = "keep-records"
    DESTROY_RECORDS = "destroy-records"
    SEE_SUBJECT_REQUESTS = "see-subject-requests"
    RECORD_SUBJECT_REQUESTS = "record-subject-requests"
    LOOK_FOR_HARM = "look-for-harm"
    RELEASE_COPIES = "release-copies"
    ENTER_ADVICE = "enter-advice"
    SEE_LOG = "see-log"
    MAKE_BACKUP = "make-backup"


ACTION_WORDS: Mapping[Action, str] = {
    Action.SEE_ALL_ACCOUNTS: "See every account",
    Action.EDIT_ACCOUNTS: "Add and change accounts",
    Action.AUTHORISE_ACCOUNTS: "Authorise an account",
    Action.BRING_IN_PASSWORDS: "Bring in accounts and passwords from a file",
    Action.SEE_REGISTER: "See the whole register of posting access",
    Action.GIVE_ACCESS: "Give access",
    Action.END_ACCESS: "End or pause access",
    Action.SEE_END_REASONS: "See why access ended",
    Action.WAIVE_CHANGE: "Decide that a password change is not needed",
    Action.AUTHORISE_ACCESS: "Authorise or refuse access that was asked for",
    Action.OVERRIDE_CONDITIONS: "Allow access although a condition is missing",
    Action.RECORD_DECISIONS: "Enter what was authorised on paper",
    Action.TICK_CONDITIONS: "Tick off who has read and signed, and been trained",
    Action.START_COVER: "Begin and end cover for an absent headteacher",
    Action.WORK_OFF_LISTS: "Work off the list of a leaver, a changed job or a closed account",
    Action.REVIEW_ACCESS: "Go through the register in the termly review",
    Action.SIGN_OFF_REVIEW: "Sign off the termly review",
    Action.CHECK_ACCOUNTS: "Go through the termly account check",
    Action.GIVE_BACK_PASSWORDS: "Save passwords as a file, when the headteacher allows it",
    Action.ALLOW_GIVING_BACK: "Allow passwords to be saved as a file",
    Action.SEE_PEOPLE: "See the staff list",
    Action.EDIT_PEOPLE: "Add and change people and their duties",
    Action.MAKE_SIGN_INS: "Make, reset and end sign-ins",
    Action.CONFIRM_SIGN_INS: "Confirm new sign-ins and choose keyholders",
    Action.EDIT_SCHOOL: "Change the school's details and term dates",
    Action.CHOOSE_POLICY: "Choose your policy",
    Action.PRINT_REGISTERS: "Print the register and the account directory",
    Action.PRINT_RECOVERY_SHEET: "Print a new recovery sheet",
    Action.EDIT_POLICY_PAPERS: "Keep the policy’s versions, its papers and the policies it is read with",
    Action.SIGN_POLICY: "Sign the policy as headteacher",
    Action.SEE_DECLARATIONS: "See what colleagues declared",
    Action.RECORD_DECLARATIONS: "Enter what colleagues declared on paper",
    Action.RECORD_SCHOOL_REQUESTS: "Enter what somebody asks the school for",
    Action.DECIDE_SCHOOL_REQUESTS: "Decide what somebody asks the school for",
    Action.TICK_LESSONS: "Tick off lessons, agreements and what is taught",
    Action.LOOK_AT_ACCOUNTS: "Enter the weekly look at an account",
    Action.EDIT_CONTACTS: "Change whom to ring",
    Action.EDIT_HOUSE_RULES: "Change ways to write, devices and the house rules",
    Action.EDIT_LETTERS: "Change the letters’ templates",
    Action.EDIT_LISTS: "Change the lists in the settings",
    Action.SEE_PUPILS: "See the roll with its photo answers",
    Action.CHECK_PHOTOS: "Check a picture before it is posted",
    Action.CONFIRM_CHECKS: "Confirm a photo check as the second person",
    Action.EDIT_PUPILS: "Add and change pupils, and who answers for them",
    Action.IMPORT_PUPILS: "Bring pupils in from a file, and turn the school year",
    Action.RECORD_ANSWERS: "Enter photo answers",
    Action.PUT_ON_HOLD: "Put a pupil’s photo answers on hold",
    Action.DECIDE_HOLDS: "See why pupils are on hold, end holds, end somebody’s say",
    Action.SET_PICTURE_RULES: "Set where pictures may go and on what terms",
    Action.RUN_FORMS: "Send out photo forms and enter what came back",
    Action.RECORD_POSTS: "Enter and change what was published",
    Action.TAKE_DOWN: "Find a pupil’s pictures and record that they were taken down",
    Action.RUN_EVENTS: "Prepare events and hand out lists",
    Action.PRINT_PUPIL_LISTS: "Print lists with pupils’ names",
    Action.LEAD_INCIDENTS: "Lead incidents shared with them: name clauses, decide, share, close",
    Action.DECIDE_SAFEGUARDING: "Decide where a child may be at risk",
    Action.RECORD_COMPLAINTS: "Enter and lead complaints",
    Action.MODERATE: "Enter what was done about comments",
    Action.BLOCK_USERS: "Block somebody, and let them back in",
    Action.ASK_TO_REMOVE: "Ask others to remove something, and enter what came of it",
    Action.REMOVE_EVIDENCE: "Seal off or remove evidence that may be illegal",
    Action.PRINT_CASES: "Print and give out what is in an incident shared with them",
    Action.CHECK_RECORDS: "Check that nobody changed the records by other means",
    Action.REPLACE_HEAD: "Put somebody in place of an absent headteacher, two together",
    Action.SEE_REPORTS: "See the page of reports",
    Action.MAKE_REPORTS: "Write the termly report to governors and make it final",
    Action.READ_REPORTS: "Read the termly reports to governors, both parts",
    Action.SET_RETENTION: "Set how long records are kept",
    Action.KEEP_RECORDS: "Order that records are kept and not destroyed",
    Action.DESTROY_RECORDS: "Destroy records whose time is over, two together",
    Action.SEE_SUBJECT_REQUESTS: "See who asked for everything about one person, and by when it is due",
    Action.RECORD_SUBJECT_REQUESTS: "Gather everything about one person who asks for it",
    Action.LOOK_FOR_HARM: "Look for serious harm before a copy is given to a person",
    Action.RELEASE_COPIES: "Agree that a copy of everything about one person goes out",
    Action.ENTER_ADVICE: "Enter the data protection officer’s advice that came on paper",
    Action.SEE_LOG: "See who did what",
    Action.MAKE_BACKUP: "Make a backup",
}

_HEAD = Duty.HEADTEACHER
_DEPUTY = Duty.DEPUTY_HEADTEACHER
_COORDINATOR = Duty.COORDINATOR
_OFFICE = Duty.OFFICE_MANAGER

TABLE: Mapping[Action, frozenset[Duty]] = {
    Action.SEE_ALL_ACCOUNTS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.DPO}),
    Action.EDIT_ACCOUNTS: frozenset({_HEAD, _COORDINATOR}),
    Action.AUTHORISE_ACCOUNTS: frozenset({_HEAD}),
    Action.BRING_IN_PASSWORDS: frozenset({_HEAD, _COORDINATOR}),
    Action.SEE_REGISTER: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.DPO}),
    Action.GIVE_ACCESS: frozenset({_HEAD, _COORDINATOR}),
    Action.END_ACCESS: frozenset({_HEAD, _COORDINATOR}),
    Action.SEE_END_REASONS: frozenset({_HEAD}),
    Action.WAIVE_CHANGE: frozenset({_HEAD}),
    Action.AUTHORISE_ACCESS: frozenset({_HEAD}),
    Action.OVERRIDE_CONDITIONS: frozenset({_HEAD}),
    Action.RECORD_DECISIONS: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
    Action.TICK_CONDITIONS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE}),
    Action.START_COVER: frozenset({_HEAD, _DEPUTY}),
    Action.WORK_OFF_LISTS: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
    Action.REVIEW_ACCESS: frozenset({_HEAD, _COORDINATOR}),
    Action.SIGN_OFF_REVIEW: frozenset({_HEAD}),
    Action.CHECK_ACCOUNTS: frozenset({_HEAD, _COORDINATOR}),
    Action.GIVE_BACK_PASSWORDS: frozenset({_HEAD, _COORDINATOR}),
    Action.ALLOW_GIVING_BACK: frozenset({_HEAD}),
    Action.SEE_PEOPLE: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.DPO}),
    Action.EDIT_PEOPLE: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
    Action.MAKE_SIGN_INS: frozenset({_HEAD, _COORDINATOR}),
    Action.CONFIRM_SIGN_INS: frozenset({_HEAD}),
    Action.EDIT_SCHOOL: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
    Action.CHOOSE_POLICY: frozenset({_HEAD, _COORDINATOR}),
    Action.PRINT_REGISTERS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE}),
    Action.PRINT_RECOVERY_SHEET: frozenset({_HEAD}),
    Action.EDIT_POLICY_PAPERS: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
    Action.SIGN_POLICY: frozenset({_HEAD}),
    Action.SEE_DECLARATIONS: frozenset({_HEAD, Duty.DSL}),
    Action.RECORD_DECLARATIONS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE}),
    Action.RECORD_SCHOOL_REQUESTS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE}),
    Action.DECIDE_SCHOOL_REQUESTS: frozenset({_HEAD}),
    Action.TICK_LESSONS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.CLASS_TEACHER, Duty.POSTING_STAFF}),
    Action.LOOK_AT_ACCOUNTS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.POSTING_STAFF}),
    Action.EDIT_CONTACTS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL}),
    Action.EDIT_HOUSE_RULES: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
    Action.EDIT_LETTERS: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
    Action.EDIT_LISTS: frozenset({_HEAD, _COORDINATOR}),
    Action.SEE_PUPILS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL}),
    Action.CHECK_PHOTOS: frozenset(
        {_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.CLASS_TEACHER, Duty.POSTING_STAFF}
    ),
    Action.CONFIRM_CHECKS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL}),
    Action.EDIT_PUPILS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE}),
    Action.IMPORT_PUPILS: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
    Action.RECORD_ANSWERS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL}),
    Action.PUT_ON_HOLD: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL}),
    Action.DECIDE_HOLDS: frozenset({Duty.DSL, Duty.DEPUTY_DSL}),
    Action.SET_PICTURE_RULES: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
    Action.RUN_FORMS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE}),
    Action.RECORD_POSTS: frozenset(
        {_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.POSTING_STAFF}
    ),
    Action.TAKE_DOWN: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.POSTING_STAFF}),
    Action.RUN_EVENTS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE}),
    Action.PRINT_PUPIL_LISTS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL}),
    Action.LEAD_INCIDENTS: frozenset(
        {_HEAD, _DEPUTY, _COORDINATOR, Duty.DSL, Duty.DEPUTY_DSL, Duty.CHAIR, Duty.INCIDENT_LEAD}
    ),
    Action.DECIDE_SAFEGUARDING: frozenset({_HEAD, Duty.DSL, Duty.DEPUTY_DSL, Duty.CHAIR}),
    Action.RECORD_COMPLAINTS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.CHAIR}),
    Action.MODERATE: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.POSTING_STAFF}),
    Action.BLOCK_USERS: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE}),
    Action.ASK_TO_REMOVE: frozenset({_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL}),
    Action.REMOVE_EVIDENCE: frozenset({_HEAD, Duty.DSL, Duty.DEPUTY_DSL}),
    Action.PRINT_CASES: frozenset(
        {_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.DPO, Duty.CHAIR, Duty.INCIDENT_LEAD}
    ),
    Action.CHECK_RECORDS: frozenset({_HEAD, _COORDINATOR, Duty.DSL, Duty.DPO, Duty.CHAIR}),
    Action.REPLACE_HEAD: frozenset({_DEPUTY, Duty.CHAIR}),
    Action.SEE_REPORTS: frozenset(
        {_HEAD, _DEPUTY, _COORDINATOR, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.DPO, Duty.CHAIR}
    ),
    Action.MAKE_REPORTS: frozenset({_HEAD, _DEPUTY}),
    Action.READ_REPORTS: frozenset({_HEAD, _DEPUTY, Duty.CHAIR}),
    Action.SET_RETENTION: frozenset({_HEAD, Duty.DPO}),
    Action.KEEP_RECORDS: frozenset({_HEAD, _DEPUTY, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.DPO, Duty.CHAIR}),
    Action.DESTROY_RECORDS: frozenset({_HEAD, _DEPUTY, _OFFICE, Duty.DPO}),
    Action.SEE_SUBJECT_REQUESTS: frozenset({_HEAD, _OFFICE, Duty.DSL, Duty.DEPUTY_DSL, Duty.DPO}),
    Action.RECORD_SUBJECT_REQUESTS: frozenset({_HEAD, _OFFICE, Duty.DPO}),
    Action.LOOK_FOR_HARM: frozenset({Duty.DSL, Duty.DEPUTY_DSL}),
    Action.RELEASE_COPIES: frozenset({Duty.DPO}),
    Action.ENTER_ADVICE: frozenset({_HEAD}),
    Action.SEE_LOG: frozenset({_HEAD, _COORDINATOR, Duty.DPO}),
    Action.MAKE_BACKUP: frozenset({_HEAD, _COORDINATOR, _OFFICE}),
}


class Acting(StrEnum):
    """A power that nobody is given: it comes from cover, for its days, and goes with it."""

    HEADTEACHER = "acting-headteacher"


Power = Duty | Acting
"""What somebody may act as today: the duties held, and cover."""

UNDER_COVER = frozenset(
    {
        Action.AUTHORISE_ACCOUNTS,
        Action.AUTHORISE_ACCESS,
        Action.OVERRIDE_CONDITIONS,
        Action.WAIVE_CHANGE,
        Action.SIGN_OFF_REVIEW,
        Action.END_ACCESS,
        Action.DECIDE_SCHOOL_REQUESTS,
    }
)
"""What a deputy may do in place of an absent headteacher. It opens no secret and makes nobody a keyholder."""

OPENS_PASSWORDS = frozenset({Duty.HEADTEACHER, Duty.COORDINATOR})
"""The two duties that give power over passwords; their holders' last day is the headteacher's to set."""


EVERYDAY = frozenset(
    {
        Action.TICK_LESSONS,
        Action.LOOK_AT_ACCOUNTS,
        Action.CHECK_PHOTOS,
        Action.RECORD_POSTS,
        Action.TAKE_DOWN,
        Action.MODERATE,
    }
)
"""What shows nothing of anybody else: a duty that allows only this is given like one that allows nothing."""


def needed_for_duty(duty: Duty) -> Action:
    """What somebody needs who gives or ends `duty`: the more it opens, the fewer may give it."""
    if duty in OPENS_PASSWORDS:
        return Action.CONFIRM_SIGN_INS
    opens_something = any(duty in duties for action, duties in TABLE.items() if action not in EVERYDAY)
    return Action.MAKE_SIGN_INS if opens_something else Action.EDIT_PEOPLE


def allows(powers: Iterable[Power], action: Action) -> bool:
    """Whether somebody who acts as `powers` today may do `action`."""
    acting = set(powers)
    if Acting.HEADTEACHER in acting and action in UNDER_COVER:
        return True
    return not TABLE[action].isdisjoint(acting)


def demand(powers: Iterable[Power], action: Action) -> None:
    """Raise NotAllowedError, naming what was tried and whom to ask, unless `powers` allow `action`."""
    if not allows(powers, action):
        raise NotAllowedError(
            tr(
                "Your duties do not include: {what}. Nothing was changed. Ask the computing coordinator or the headteacher.",
                what=tr(ACTION_WORDS[action]).lower(),
            )
        )
