"""What can go wrong in a deed that no single room below knows of."""

from __future__ import annotations

from schoolsm_desktop.domain.errors import OfficeError


class NothingKeptError(OfficeError):
    """The account keeps no such secret."""

    key = "nothing-kept"


class NotOnRegisterError(OfficeError):
    """The register does not give this secret to the person signed in."""

    key = "not-on-register"


class ReasonNeededError(OfficeError):
    """The policy asks for a reason before a secret is opened."""

    key = "reason-needed"


class FileStaysError(OfficeError):
    """A file that was brought in could not be deleted."""

    key = "file-stays"


class RecordsClosedError(OfficeError):
    """The records were closed, by a lock or at the end, before this could be done."""

    key = "records-closed"
