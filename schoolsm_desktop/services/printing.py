"""Every printed document: figures gathered, PDF made, and that it was printed kept in the log."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.domain.audit import Did

from .session import Session


@dataclass(frozen=True, slots=True)
class Printed:
    """A document ready for the preview. `may_save` is False for the recovery sheet: print only."""

    key: str
    title: str
    file_name: str
    pdf: bytes
    may_save: bool = True
    table: bytes | None = None
    """The same rows as an XLSX workbook, where the document is a table."""


class PrintingService:
    """Makes documents. Making is not printing: `was_printed` and `was_saved` leave the trace."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def account_directory(self) -> Printed:
        """Every account, owner, purpose, state and recovery facts; no secret (churchward:2-mk-directory)."""
        raise NotImplementedError

    def access_register(self) -> Printed:
        """The register of posting access, person by account, with the details and sign-off lines."""
        raise NotImplementedError

    def recovery_sheet(self) -> Printed:
        """A new recovery sheet with a new code; the old sheet is dead once `replace_recovery` has been called."""
        raise NotImplementedError

    def was_printed(self, document: Printed) -> None:
        """Leave in the log that it went to a printer."""
        with self._session.work() as work:
            work.did(Did.PRINTED, subject_kind="document", document=document.key)
            work.done()

    def was_saved(self, document: Printed, as_what: str) -> None:
        """Leave in the log that it was saved as a file (`pdf` or `xlsx`); the path is not kept."""
        with self._session.work() as work:
            work.did(Did.SAVED_AS_FILE, subject_kind="document", document=document.key, kind=as_what)
            work.done()
