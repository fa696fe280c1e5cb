"""What colleagues read, sign and hand back, from the first day to the last."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr

from .document import Document, Purpose


def _one(which: str) -> UUID | None:
    """None for a paper that is filled in by hand."""
    from schoolsm_desktop.services.printed_shelf import BLANK

    return UUID(which) if which and which != BLANK else None


def staff_documents() -> tuple[Document, ...]:
    """In the order of the page."""
    return (
        Document(
            Purpose.STAFF,
            "house-rules",
            tr("House rules for social media"),
            tr("How we write to parents and pupils, what may stand on our pages, what is monitored."),
            tr("Staff room"),
            None,
            make=lambda printing, _which: printing.house_rules(),
        ),
        Document(
            Purpose.STAFF,
            "signing-sheet",
            tr("Sheet to sign: the policy"),
            tr("Everybody’s name with a line to sign, the version, and what is said about monitoring."),
            tr("The staff room, a meeting"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.signing_sheet(),
        ),
        Document(
            Purpose.STAFF,
            "short-stay-sheet",
            tr("Short sheet for those who stay a few days"),
            tr("Six rules in short, and lines to sign: agency staff, contractors, visitors."),
            tr("The supply folder, reception"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.short_stay_sheet(),
        ),
        Document(
            Purpose.STAFF,
            "supply-page",
            tr("Page for the supply folder"),
            tr("Whom to ask, pictures, the first minutes when something happens. No sign-in is needed."),
            tr("Supply and agency staff"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.supply_page(),
        ),
        Document(
            Purpose.STAFF,
            "attendance-sheet",
            tr("Attendance at a training"),
            tr("Names with a line to sign for the next training, or who was at one that was held."),
            tr("Whoever leads the training"),
            Action.PRINT_REGISTERS,
            which=tr("Which training"),
            make=lambda printing, which: printing.attendance_sheet(_one(which)),
        ),
        Document(
            Purpose.STAFF,
            "chase-list",
            tr("Who is still to read, sign and be trained"),
            tr("A page for each line manager: what is missing, since when, to be brought back."),
            tr("Line managers, headteacher"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.chase_list(),
        ),
        Document(
            Purpose.STAFF,
            "starter-sheet",
            tr("For somebody’s first day"),
            tr("What a new colleague reads, signs and attends. Both sign."),
            tr("Whoever starts"),
            Action.PRINT_REGISTERS,
            which=tr("For whom"),
            make=lambda printing, which: printing.starter_sheet(UUID(which)),
        ),
        Document(
            Purpose.STAFF,
            "undertaking",
            tr("Undertaking for posting access"),
            tr("What everybody with access promises, and for which accounts. To sign, or blank."),
            tr("Everybody with access"),
            Action.PRINT_REGISTERS,
            which=tr("For whom"),
            make=lambda printing, which: printing.undertaking(_one(which)),
        ),
        Document(
            Purpose.STAFF,
            "leaver-list",
            tr("List of a leaver, a changed job, a handover"),
            tr("What is held, what is done with what proof, what is still open. Both sign."),
            tr("Coordinator, whoever leaves"),
            Action.WORK_OFF_LISTS,
            which=tr("Which list"),
            none_yet=tr("No list was begun yet. Begin one on the page “Posting access”: “Someone is leaving…”."),
            make=lambda printing, which: printing.leaver_list(UUID(which)),
        ),
        Document(
            Purpose.STAFF,
            "goodbye-page",
            tr("Goodbye page"),
            tr("What ended for whoever leaves, what was given back and what stays true. Both sign."),
            tr("Whoever leaves, headteacher"),
            Action.WORK_OFF_LISTS,
            which=tr("Whose"),
            none_yet=tr("Nobody is leaving. Begin on the page “Posting access”: “Someone is leaving…”."),
            make=lambda printing, which: printing.goodbye_page(UUID(which)),
        ),
        Document(
            Purpose.STAFF,
            "privacy-check",
            tr("Privacy check"),
            tr("What to look at in private accounts, and everybody’s name to tick. No account is named."),
            tr("The staff room, a meeting"),
            Action.RECORD_DECLARATIONS,
            make=lambda printing, _which: printing.privacy_check(),
        ),
        Document(
            Purpose.STAFF,
            "declaration-form",
            tr("Declaration, blank"),
            tr("What your policy asks colleagues to declare, with the school’s wording for a private account."),
            tr("Whoever declares, for the headteacher"),
            Action.RECORD_DECLARATIONS,
            make=lambda printing, _which: printing.declaration_form(),
        ),
    )
