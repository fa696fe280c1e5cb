"""Data protection: what the school shows to those who ask how it keeps what it knows about people."""

from __future__ import annotations

from .document import Document


def data_documents() -> tuple[Document, ...]:
    """In the order of the page."""
    return ()
