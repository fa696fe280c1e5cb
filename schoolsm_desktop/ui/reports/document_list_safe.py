"""What lies in the safe: the way back in, and what the next coordinator needs."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr

from .document import RECOVERY_SHEET, Document, Purpose


def safe_documents() -> tuple[Document, ...]:
    """In the order of the page."""
    return (
        Document(
            Purpose.SAFE,
            RECOVERY_SHEET,
            tr("Recovery sheet"),
            tr("The way back in when every passphrase is forgotten. A new sheet ends the old one."),
            tr("The school’s safe"),
            Action.PRINT_RECOVERY_SHEET,
        ),
        Document(
            Purpose.SAFE,
            "handover-book",
            tr("Coordinator’s handover book"),
            tr("Accounts, access, rules, open actions, people to ask. No secret."),
            tr("The next coordinator"),
            Action.PRINT_REGISTERS,
            make=lambda printing, _which: printing.handover_book(),
        ),
    )
