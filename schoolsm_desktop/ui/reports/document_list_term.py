"""What is printed once a term: who has access, the accounts and their checks."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr

from .document import Document, Purpose


def term_documents() -> tuple[Document, ...]:
    """In the order of the page."""
    return (
        Document(
            Purpose.TERM,
            "access-register",
            tr("Register of posting access"),
            tr("Who may post where, who authorised and gave it, until when. With lines to sign."),
            tr("Headteacher, inspectors"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.access_register(),
        ),
        Document(
            Purpose.TERM,
            "review-evidence",
            tr("Access review evidence"),
            tr("Each decision of a termly review, what followed from it, and who signed it off."),
            tr("Headteacher, inspectors"),
            Action.PRINT_REGISTERS,
            which=tr("Which review"),
            none_yet=tr("No review was begun yet. Begin one on the page “Posting access”."),
            make=lambda printing, which: printing.review_evidence(UUID(which)),
        ),
        Document(
            Purpose.TERM,
            "account-checks",
            tr("Account check"),
            tr("Every account by the fixed questions of the term, and what is still open."),
            tr("Coordinator, headteacher"),
            Action.PRINT_REGISTERS,
            which=tr("Which term"),
            make=lambda printing, which: printing.account_checks(which),
        ),
        Document(
            Purpose.TERM,
            "account-directory",
            tr("Account directory"),
            tr("Every account, who looks after it, its purpose and recovery facts. No secret."),
            tr("Office, headteacher"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.account_directory(),
        ),
        Document(
            Purpose.TERM,
            "holiday-card",
            tr("Holiday card"),
            tr("Who resets what, who looks after each account, and the numbers. One sheet for a holiday."),
            tr("Whoever is in"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.holiday_card(),
        ),
    )
