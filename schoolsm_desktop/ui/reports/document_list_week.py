"""What is printed each week."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr

from .document import Document, Purpose


def week_documents() -> tuple[Document, ...]:
    """In the order of the page."""
    return (
        Document(
            Purpose.WEEK,
            "friday-sheet",
            tr("Friday sheet"),
            tr("One side: what waits for a signature, what is late, what comes, what is fine."),
            tr("Headteacher"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.friday_sheet(),
        ),
        Document(
            Purpose.WEEK,
            "look-sheet",
            tr("Weekly look at our accounts"),
            tr("Every account in use with a box for each week to initial, and what to look at."),
            tr("Whoever looks after an account"),
            Action.LOOK_AT_ACCOUNTS,
            make=lambda printing, _which: printing.look_sheet(),
        ),
    )
