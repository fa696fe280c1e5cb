"""Data protection: what the school shows to those who ask how it keeps what it knows about people."""

from __future__ import annotations

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr

from .document import Document, Purpose


def data_documents() -> tuple[Document, ...]:
    """In the order of the page."""
    return (
        Document(
            Purpose.DATA_PROTECTION,
            "data-protection-pack",
            tr("Data protection pack"),
            tr("Assessment, record of processing and a paragraph for the privacy notice, filled from your settings."),
            tr("Data protection officer, governors"),
            Action.SEE_REGISTER,
            make=lambda printing, _which: printing.data_protection_pack(),
        ),
        Document(
            Purpose.DATA_PROTECTION,
            "retention-schedule",
            tr("How long we keep records"),
            tr("Every kind of record with its time, why, and what it rests on; what the school set itself."),
            tr("The wall, data protection officer"),
            Action.SEE_REPORTS,
            make=lambda printing, _which: printing.retention_schedule(),
        ),
    )
