"""When something has happened: cards, forms, numbers, and what was done about it."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr

from .document import Document, Purpose


def incident_documents() -> tuple[Document, ...]:
    """In the order of the page."""
    return (
        Document(
            Purpose.INCIDENTS,
            "whom-to-ring",
            tr("Whom to ring"),
            tr("Every number in the order in which it is rung, with the day it was checked. For the wall."),
            tr("Everybody"),
            None,
            make=lambda printing, _which: printing.whom_to_ring(),
        ),
        Document(
            Purpose.INCIDENTS,
            "first-hour-cards",
            tr("First-hour cards and the blank form"),
            tr("A card for each type of incident: the first question, five steps, the right numbers; and the form."),
            tr("Staff room"),
            None,
            make=lambda printing, _which: printing.first_hour_cards(),
        ),
        Document(
            Purpose.INCIDENTS,
            "first-hour-card",
            tr("First-hour card"),
            tr("The card of one type, twice: one to keep, one for the wall."),
            tr("Everybody"),
            None,
            which=tr("Which type"),
            make=lambda printing, which: printing.first_hour_card(which),
        ),
        Document(
            Purpose.INCIDENTS,
            "incident-form",
            tr("Incident form, blank"),
            tr("Both sides of one sheet, the first question first, and whom to give it to."),
            tr("Colleagues without a sign-in"),
            None,
            make=lambda printing, _which: printing.incident_form(),
        ),
        Document(
            Purpose.INCIDENTS,
            "platform-cards",
            tr("How-to cards of a platform"),
            tr("Change the password, sign out everywhere, take somebody off, report, appeal: step by step."),
            tr("Whoever does it"),
            None,
            which=tr("Which platform"),
            none_yet=tr("You have access to no platform yet, so there are no steps to print."),
            make=lambda printing, which: printing.platform_cards(which),
        ),
        Document(
            Purpose.INCIDENTS,
            "moderation-log",
            tr("Moderation log"),
            tr("What was done about comments this school year, against which rule, and where the screen prints lie."),
            tr("Headteacher, governors"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.moderation_log(),
        ),
        Document(
            Purpose.INCIDENTS,
            "blocked-users",
            tr("Blocked users"),
            tr("Who cannot write on our pages, why, since when, and when somebody looks again."),
            tr("Headteacher"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.blocked_users(),
        ),
        Document(
            Purpose.INCIDENTS,
            "removal-requests",
            tr("Requests to remove something"),
            tr("Reports to platforms and letters to others, with reference, answer and what was decided."),
            tr("Headteacher, governors"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.removal_requests(),
        ),
    )
