"""What the invented school has printed lately, so that the page of reports tells by whom and what is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from schoolsm_desktop.domain.audit import Did

if TYPE_CHECKING:
    from .build import Performer

_PRINTED: Final = {
    "office": ("whom-to-ring", "first-hour-cards", "house-rules", "supply-page", "permissions-by-class"),
    "coordinator": ("access-register", "look-sheet", "moderation-log"),
}
_SAVED: Final = ("account-directory",)


def papers(performer: Performer) -> None:
    """The office and the coordinator printed what hangs on walls and lies on desks; one list went out as a file."""
    for key, documents in _PRINTED.items():
        with performer.session(key).work() as work:
            for document in documents:
                work.did(Did.PRINTED, subject_kind="document", document=document)
            work.done()
    with performer.session("coordinator").work() as work:
        for document in _SAVED:
            work.did(Did.SAVED_AS_FILE, subject_kind="document", document=document, kind="pdf")
        work.done()
