"""What the page of reports offers: each document, for whom it is, what it carries, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed, PrintingService

RECOVERY_SHEET = "recovery-sheet"


@dataclass(frozen=True, slots=True)
class Document:
    """One line of the page. `which` asks for one of several; without it the document is of everything.

    `needs` is None for what everybody may print.
    """

    key: str
    title: str
    carries: str
    for_whom: str
    needs: Action | None
    which: str = ""
    none_yet: str = ""


def documents() -> tuple[Document, ...]:
    """What can be printed so far, in the order of the page."""
    return (
        Document(
            "access-register",
            tr("Register of posting access"),
            tr("Who may post where, who authorised and gave it, until when. With lines to sign."),
            tr("Headteacher, inspectors"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "review-evidence",
            tr("Access review evidence"),
            tr("Each decision of a termly review, what followed from it, and who signed it off."),
            tr("Headteacher, inspectors"),
            Action.PRINT_REGISTERS,
            tr("Which review"),
            tr("No review was begun yet. Begin one on the page “Posting access”."),
        ),
        Document(
            "account-directory",
            tr("Account directory"),
            tr("Every account, who looks after it, its purpose and recovery facts. No secret."),
            tr("Office, headteacher"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "account-checks",
            tr("Account check"),
            tr("Every account by the fixed questions of the term, and what is still open."),
            tr("Coordinator, headteacher"),
            Action.PRINT_REGISTERS,
            tr("Which term"),
        ),
        Document(
            "leaver-list",
            tr("List of a leaver, a changed job, a handover"),
            tr("What is held, what is done with what proof, what is still open. Both sign."),
            tr("Coordinator, whoever leaves"),
            Action.WORK_OFF_LISTS,
            tr("Which list"),
            tr("No list was begun yet. Begin one on the page “Posting access”: “Someone is leaving…”."),
        ),
        Document(
            "look-sheet",
            tr("Weekly look at our accounts"),
            tr("Every account in use with a box for each week to initial, and what to look at."),
            tr("Whoever looks after an account"),
            Action.LOOK_AT_ACCOUNTS,
        ),
        Document(
            "house-rules",
            tr("House rules for social media"),
            tr("How we write to parents and pupils, what may stand on our pages, what is monitored."),
            tr("Staff room"),
            None,
        ),
        Document(
            "first-hour-cards",
            tr("First-hour cards and the blank form"),
            tr("A card for each type of incident: the first question, five steps, the right numbers; and the form."),
            tr("Staff room"),
            None,
        ),
        Document(
            "first-hour-card",
            tr("First-hour card"),
            tr("The card of one type, twice: one to keep, one for the wall."),
            tr("Everybody"),
            None,
            tr("Which type"),
        ),
        Document(
            "incident-form",
            tr("Incident form, blank"),
            tr("Both sides of one sheet, the first question first, and whom to give it to."),
            tr("Colleagues without a sign-in"),
            None,
        ),
        Document(
            "policy-health",
            tr("Worth putting right in our policy"),
            tr("Laws, services, numbers, signatures and lists that do not hold, why, and what to do."),
            tr("Headteacher, governors"),
            Action.SEE_PEOPLE,
        ),
        Document(
            "policy-sign-off",
            tr("Policy sign-off"),
            tr("A version of the policy with lines for headteacher and chair, or the proof that both signed."),
            tr("Headteacher, chair, the file"),
            Action.PRINT_REGISTERS,
            tr("Which version"),
            tr("No version was added yet. Add one on the page “Policy and staff”, under “Versions”."),
        ),
        Document(
            "review-schedule",
            tr("Review schedule of the policy"),
            tr("When the policy and those it is read with are looked at again, and what changed in each version."),
            tr("Headteacher, governors"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "whom-to-ring",
            tr("Whom to ring"),
            tr("Every number in the order in which it is rung, with the day it was checked. For the wall."),
            tr("Everybody"),
            None,
        ),
        Document(
            "holiday-card",
            tr("Holiday card"),
            tr("Who resets what, who looks after each account, and the numbers. One sheet for a holiday."),
            tr("Whoever is in"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "handover-book",
            tr("Coordinator’s handover book"),
            tr("Accounts, access, rules, open actions, people to ask. No secret."),
            tr("The next coordinator"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "permission-register",
            tr("Register of permissions"),
            tr("Who may use the school’s name and logo, which closed areas stand, until when, by whose decision."),
            tr("Governors, headteacher"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "signing-sheet",
            tr("Sheet to sign: the policy"),
            tr("Everybody’s name with a line to sign, the version, and what is said about monitoring."),
            tr("The staff room, a meeting"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "short-stay-sheet",
            tr("Short sheet for those who stay a few days"),
            tr("Six rules in short, and lines to sign: agency staff, contractors, visitors."),
            tr("The supply folder, reception"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "attendance-sheet",
            tr("Attendance at a training"),
            tr("Names with a line to sign for the next training, or who was at one that was held."),
            tr("Whoever leads the training"),
            Action.PRINT_REGISTERS,
            tr("Which training"),
        ),
        Document(
            "chase-list",
            tr("Who is still to read, sign and be trained"),
            tr("A page for each line manager: what is missing, since when, to be brought back."),
            tr("Line managers, headteacher"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "training-coverage",
            tr("Read, signed and trained in numbers"),
            tr("How many of those who are asked, by kind of people, and what training was held."),
            tr("Headteacher, governors, inspectors"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "privacy-check",
            tr("Privacy check"),
            tr("What to look at in private accounts, and everybody’s name to tick. No account is named."),
            tr("The staff room, a meeting"),
            Action.RECORD_DECLARATIONS,
        ),
        Document(
            "declaration-form",
            tr("Declaration, blank"),
            tr("What your policy asks colleagues to declare, with the school’s wording for a private account."),
            tr("Whoever declares, for the headteacher"),
            Action.RECORD_DECLARATIONS,
        ),
        Document(
            "declaration-coverage",
            tr("Who has answered"),
            tr("How many have declared and checked, and who is still to be asked. Not what was declared."),
            tr("Headteacher, governors"),
            Action.RECORD_DECLARATIONS,
        ),
        Document(
            "taught",
            tr("What is taught about social media"),
            tr("Year groups by terms, and the accounts used in lessons with the teacher responsible."),
            tr("Governors, headteacher"),
            Action.TICK_LESSONS,
        ),
        Document(
            "agreement-sheet",
            tr("Agreements of a class, blank"),
            tr("Lines to tick for a class: given out, back. No name is printed."),
            tr("Class teachers"),
            Action.TICK_LESSONS,
        ),
        Document(
            "agreement-tally",
            tr("Agreements by class"),
            tr("How many agreements of pupils and parents are back in each class. No name."),
            tr("Headteacher, governors"),
            Action.TICK_LESSONS,
        ),
        Document(
            "starter-sheet",
            tr("For somebody’s first day"),
            tr("What a new colleague reads, signs and attends. Both sign."),
            tr("Whoever starts"),
            Action.PRINT_REGISTERS,
            tr("For whom"),
        ),
        Document(
            "undertaking",
            tr("Undertaking for posting access"),
            tr("What everybody with access promises, and for which accounts. To sign, or blank."),
            tr("Everybody with access"),
            Action.PRINT_REGISTERS,
            tr("For whom"),
        ),
        Document(
            "platform-cards",
            tr("How-to cards of a platform"),
            tr("Change the password, sign out everywhere, take somebody off, report, appeal: step by step."),
            tr("Whoever does it"),
            None,
            tr("Which platform"),
            tr("You have access to no platform yet, so there are no steps to print."),
        ),
        Document(
            "published-list",
            tr("What was published"),
            tr(
                "Everything that is out: where, since when, how many pupils can be seen, and when it is looked at again."
            ),
            tr("Headteacher, governors, inspectors"),
            Action.PRINT_PUPIL_LISTS,
        ),
        Document(
            "removal-sheet",
            tr("Pictures to take down"),
            tr("Every place where one pupil can be seen, to be ticked off, and who did it."),
            tr("Whoever takes pictures down"),
            Action.PRINT_PUPIL_LISTS,
            tr("Which search"),
            tr("Nothing is to be taken down. A search begins on the page “Photo permissions”."),
        ),
        Document(
            "moderation-log",
            tr("Moderation log"),
            tr("What was done about comments this school year, against which rule, and where the screen prints lie."),
            tr("Headteacher, governors"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "blocked-users",
            tr("Blocked users"),
            tr("Who cannot write on our pages, why, since when, and when somebody looks again."),
            tr("Headteacher"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "removal-requests",
            tr("Requests to remove something"),
            tr("Reports to platforms and letters to others, with reference, answer and what was decided."),
            tr("Headteacher, governors"),
            Action.PRINT_REGISTERS,
        ),
        Document(
            "photo-slip",
            tr("Slip of a photo check"),
            tr("What was checked, what it came to and who looked, with a line for a second person."),
            tr("The file, a second person"),
            Action.CHECK_PHOTOS,
            tr("Which check"),
            tr("No photo check was saved yet. Make one on the page “Photo permissions”."),
        ),
        Document(
            "permissions-by-class",
            tr("Photo permissions by class"),
            tr("Who may be shown where, a page a class: yes or no, and nothing that says why. Also as a table."),
            tr("Class teachers, office"),
            Action.PRINT_PUPIL_LISTS,
        ),
        Document(
            "other-system-list",
            tr("Change these in the other system"),
            tr("Photo answers entered here that the other system is still to be told, with boxes to tick."),
            tr("Office"),
            Action.PRINT_PUPIL_LISTS,
        ),
        Document(
            "form-chase-list",
            tr("Photo forms not back"),
            tr("Whose photo form is missing, a page for each class. Nothing of what was answered before."),
            tr("Class teachers, the gate"),
            Action.RUN_FORMS,
            tr("Which photo forms"),
            tr("No photo forms went out yet. Begin them on the page “Photo permissions”."),
        ),
        Document(
            "event-pack",
            tr("Event pack"),
            tr("Rule of the day, who sits where, what to do, the numbered do-not-photograph list, the notice."),
            tr("Whoever leads an event"),
            Action.RUN_EVENTS,
            tr("For which event"),
            tr("No event is coming whose list has a holder. Add one on the page “Photo permissions”."),
        ),
        Document(
            "do-not-photograph",
            tr("Do not photograph"),
            tr("A numbered list for an event: class and name of who must not be in a picture. Nothing of why."),
            tr("Whoever holds the list, photographers"),
            Action.RUN_EVENTS,
            tr("For which event"),
            tr("No event is coming whose list has a holder. Add one on the page “Photo permissions”."),
        ),
        Document(
            "event-notice",
            tr("Notice for the door"),
            tr("What visitors may photograph, in large type, in the words of your policy."),
            tr("Visitors"),
            Action.RUN_EVENTS,
            tr("For which event"),
            tr("No event with visitors is coming. Add one on the page “Photo permissions”."),
        ),
        Document(
            "blank-slips",
            tr("Slips for a photo check, blank"),
            tr("Four to a page: where, who is in it, school device, asked by. The office types them in."),
            tr("Colleagues without a sign-in"),
            Action.CHECK_PHOTOS,
        ),
        Document(
            RECOVERY_SHEET,
            tr("Recovery sheet"),
            tr("The way back in when every passphrase is forgotten. A new sheet ends the old one."),
            tr("The school’s safe"),
            Action.PRINT_RECOVERY_SHEET,
        ),
    )


def make(printing: PrintingService, key: str, which: str) -> Printed:
    """Make one document; on the worker. `which` is the id that was chosen, or empty."""
    from schoolsm_desktop.services.printed_shelf import BLANK

    makers: Mapping[str, Callable[[], Printed]] = {
        "access-register": printing.access_register,
        "account-directory": printing.account_directory,
        "look-sheet": printing.look_sheet,
        "form-chase-list": lambda: printing.form_chase_list(UUID(which)),
        "event-pack": lambda: printing.pack_of(UUID(which)),
        "do-not-photograph": lambda: printing.event_list(UUID(which)),
        "event-notice": lambda: printing.event_notice(UUID(which)),
        "blank-slips": printing.blank_slips,
        "house-rules": printing.house_rules,
        "policy-health": printing.policy_health,
        "first-hour-cards": printing.first_hour_cards,
        "first-hour-card": lambda: printing.first_hour_card(which),
        "incident-form": printing.incident_form,
        "handover-book": printing.handover_book,
        "holiday-card": printing.holiday_card,
        "permission-register": printing.permission_register,
        "whom-to-ring": printing.whom_to_ring,
        "policy-sign-off": lambda: printing.policy_sign_off(UUID(which)),
        "review-schedule": printing.review_schedule,
        "review-evidence": lambda: printing.review_evidence(UUID(which)),
        "account-checks": lambda: printing.account_checks(which),
        "leaver-list": lambda: printing.leaver_list(UUID(which)),
        "signing-sheet": printing.signing_sheet,
        "short-stay-sheet": printing.short_stay_sheet,
        "attendance-sheet": lambda: printing.attendance_sheet(UUID(which) if which and which != BLANK else None),
        "chase-list": printing.chase_list,
        "training-coverage": printing.training_coverage,
        "privacy-check": printing.privacy_check,
        "declaration-form": printing.declaration_form,
        "declaration-coverage": printing.declaration_coverage,
        "taught": printing.taught,
        "agreement-sheet": lambda: printing.agreement_sheet(""),
        "agreement-tally": printing.agreement_tally,
        "starter-sheet": lambda: printing.starter_sheet(UUID(which)),
        "undertaking": lambda: printing.undertaking(UUID(which) if which and which != BLANK else None),
        "published-list": printing.published_list,
        "moderation-log": printing.moderation_log,
        "blocked-users": printing.blocked_users,
        "removal-requests": printing.removal_requests,
        "removal-sheet": lambda: printing.removal_sheet(UUID(which)),
        "photo-slip": lambda: printing.photo_slip(UUID(which)),
        "platform-cards": lambda: printing.platform_cards(which),
        "permissions-by-class": printing.permissions_by_class,
        "other-system-list": printing.other_system_list,
    }
    return makers[key]()
