"""What the page of reports offers, by purpose. A new document is one entry in the list of its purpose, maker and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .document import PURPOSE_WORDS, PURPOSES, RECOVERY_SHEET, Document, Purpose
from .document_list_data import data_documents
from .document_list_governors import governors_documents
from .document_list_incidents import incident_documents
from .document_list_pictures import picture_documents
from .document_list_safe import safe_documents
from .document_list_staff import staff_documents
from .document_list_term import term_documents
from .document_list_week import week_documents

if TYPE_CHECKING:
    from schoolsm_desktop.services.printing import Printed, PrintingService

__all__ = ["PURPOSES", "PURPOSE_WORDS", "RECOVERY_SHEET", "Document", "Purpose", "documents", "make"]


def documents() -> tuple[Document, ...]:
    """What can be printed, in the order of the page."""
    return (
        *week_documents(),
        *term_documents(),
        *governors_documents(),
        *staff_documents(),
        *picture_documents(),
        *incident_documents(),
        *safe_documents(),
        *data_documents(),
    )


def make(printing: PrintingService, key: str, which: str) -> Printed:
    """Make one document; on the worker. `which` is the id that was chosen, or empty."""
    maker = next(each.make for each in documents() if each.key == key)
    if maker is None:
        raise KeyError(key)
    return maker(printing, which)
