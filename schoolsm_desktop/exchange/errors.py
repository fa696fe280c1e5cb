"""What can go wrong with a file from outside, one class a thing.

No sentence here ever holds what stood in the file: a cell may be a password or a child's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import tr

if TYPE_CHECKING:
    from .records import Guess


class FileUnusableError(OfficeError):
    """Nothing can be taken from this file; nothing was changed."""

    key: ClassVar[str] = "file-unusable"


class FileMissingError(FileUnusableError):
    """The file is not there, is a folder, or may not be opened."""

    key: ClassVar[str] = "file-missing"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file cannot be opened. Nothing was changed. "
                "Check that it still exists and that you may open it, then choose it again."
            )
        )


class FileEmptyError(FileUnusableError):
    """No bytes, or no cell with anything in it."""

    key: ClassVar[str] = "file-empty"

    def __init__(self) -> None:
        super().__init__(tr("This file is empty, so there is nothing to take from it. Nothing was changed."))


class FileTooLargeError(FileUnusableError):
    """More bytes than a list of this kind can honestly have."""

    key: ClassVar[str] = "file-too-large"

    def __init__(self, megabytes: int) -> None:
        super().__init__(
            tr(
                "This file is larger than {megabytes} MB, far more than a list of this kind needs, "
                "so it was not opened. Nothing was changed. Save only the list itself and try again.",
                megabytes=megabytes,
            )
        )


class UnpacksTooLargeError(FileUnusableError):
    """A compressed file that would fill the memory when it is opened."""

    key: ClassVar[str] = "unpacks-too-large"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file would unpack to far more than a list of this kind needs, so it was not opened. "
                "Nothing was changed. Ask whoever sent it for a plain copy."
            )
        )


class TooManyRowsError(FileUnusableError):
    """More rows than any school has."""

    key: ClassVar[str] = "too-many-rows"

    def __init__(self, rows: int) -> None:
        super().__init__(
            tr(
                "This file has more than {rows} rows, so it was not read. Nothing was changed. "
                "Save only the list itself and try again.",
                rows=rows,
            )
        )


class TooManyColumnsError(FileUnusableError):
    """More columns than a list made for people has."""

    key: ClassVar[str] = "too-many-columns"

    def __init__(self, columns: int) -> None:
        super().__init__(
            tr(
                "This file has more than {columns} columns, so it was not read. Nothing was changed. "
                "Save only the columns that matter and try again.",
                columns=columns,
            )
        )


class CellTooLongError(FileUnusableError):
    """One cell holds a book: usually a quotation mark that is never closed."""

    key: ClassVar[str] = "cell-too-long"

    def __init__(self, line: int) -> None:
        super().__init__(
            tr(
                "A cell that begins on line {line} is too long to be read; often a quotation mark there is never "
                "closed. Nothing was changed. Correct that line and try again.",
                line=line,
            )
        )


class FileDamagedError(FileUnusableError):
    """The file ends too early or does not hold together."""

    key: ClassVar[str] = "file-damaged"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file is damaged or was cut off, so nothing was taken from it. Nothing was changed. "
                "Export or copy it again."
            )
        )


class NotWhatItSaysError(FileUnusableError):
    """The contents are of another kind than a list, whatever the name says."""

    key: ClassVar[str] = "not-what-it-says"

    def __init__(self, what: str) -> None:
        super().__init__(
            tr(
                "This file is not a list or a password file: it holds {what}, whatever its name says. "
                "Nothing was changed. Choose the CSV, Excel or password file instead.",
                what=what,
            )
        )


class WorkbookLockedError(FileUnusableError):
    """A spreadsheet that opens only with a password."""

    key: ClassVar[str] = "workbook-locked"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This spreadsheet is locked with a password and cannot be read here. Nothing was changed. "
                "Open it in Excel, take the password off in a copy, and choose the copy."
            )
        )


class OldWorkbookError(FileUnusableError):
    """A spreadsheet in a binary form (.xls, .xlsb), which cannot be opened within safe bounds."""

    key: ClassVar[str] = "old-workbook"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This spreadsheet is in an old or binary Excel form that is not read here. Nothing was changed. "
                "Open it in Excel, save it as .xlsx or .csv, and choose that file."
            )
        )


class SheetMissingError(FileUnusableError):
    """The sheet that was asked for is not in the workbook."""

    key: ClassVar[str] = "sheet-missing"

    def __init__(self) -> None:
        super().__init__(tr("The workbook has no sheet of that name. Nothing was changed. Choose one of its sheets."))


class NoHeadingsError(FileUnusableError):
    """Rows without a row of headings above them; `guesses` are the columns for a person to name."""

    key: ClassVar[str] = "no-headings"

    def __init__(self, guesses: tuple[Guess, ...] = ()) -> None:
        self.guesses = guesses
        super().__init__(
            tr(
                "This list has no headings, so it cannot be told what its columns hold. Nothing was changed. "
                "Say what each column holds, or add a first row of headings such as Site, User name, "
                "Password or Surname, Forename, Class."
            )
        )


class NotRecognisedError(FileUnusableError):
    """A list, but no passwords, staff or pupils as far as its headings say; a person may name its `guesses`."""

    key: ClassVar[str] = "not-recognised"

    def __init__(self, guesses: tuple[Guess, ...] = ()) -> None:
        self.guesses = guesses
        super().__init__(
            tr(
                "The headings of this list are not those of accounts and passwords, of staff or of pupils. "
                "Nothing was changed. Say what each column holds, or choose another file."
            )
        )


class MappingError(FileUnusableError):
    """The person's choice of columns leaves out what no record can do without."""

    key: ClassVar[str] = "mapping"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The chosen columns are not enough. Passwords need a column for the password; staff and pupils need a name. "
                "Nothing was changed."
            )
        )


class UnsafeXmlError(FileUnusableError):
    """A transfer file with a document type, entities or references to somewhere else; honest ones have none."""

    key: ClassVar[str] = "unsafe-xml"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file holds instructions beside its data (a document type or entities). A genuine transfer file has "
                "none and they can do harm, so it was not read. Nothing was changed. Ask for the file to be made again."
            )
        )


class NoPupilsError(FileUnusableError):
    """A transfer file about other things than pupils."""

    key: ClassVar[str] = "no-pupils"

    def __init__(self) -> None:
        super().__init__(
            tr("There is no pupil in this transfer file, so there is nothing to take from it. Nothing was changed.")
        )


class PasswordNeededError(FileUnusableError):
    """A password file that was given no password."""

    key: ClassVar[str] = "password-needed"

    def __init__(self) -> None:
        super().__init__(tr("This password file is locked. Type its own password to open it. Nothing was changed."))


class WrongPasswordError(FileUnusableError):
    """The password (or the key file that belongs to it) does not open the file."""

    key: ClassVar[str] = "wrong-password"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "That password does not open this file. Nothing was changed. Check capitals and keyboard language; "
                "if the file also needs a key file, choose that too."
            )
        )


class KeyFileUnusableError(FileUnusableError):
    """The key file cannot be read."""

    key: ClassVar[str] = "key-file"

    def __init__(self) -> None:
        super().__init__(tr("The key file cannot be read. Nothing was changed. Choose the right key file."))


class TooCostlyError(FileUnusableError):
    """A password file whose opening asks for more memory or time than an honest one."""

    key: ClassVar[str] = "too-costly"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "Opening this password file would take more time or memory than a genuine one needs, so it was not "
                "opened. Nothing was changed. Save it again with ordinary settings, or export it as CSV."
            )
        )


class OldFormatError(FileUnusableError):
    """A format that a current program can turn into one we read."""

    key: ClassVar[str] = "old-format"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This is a KeePass file in a form that is not read here. Nothing was changed. "
                "Open it in KeePass or KeePassXC, save it as KDBX, and choose that file."
            )
        )


class EncryptedExportError(FileUnusableError):
    """A Bitwarden export that only Bitwarden can open."""

    key: ClassVar[str] = "encrypted-export"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This Bitwarden export is encrypted and only Bitwarden can open it. Nothing was changed. "
                "Export again as .json without encryption, bring it in, and then delete it."
            )
        )


class CodeSeedError(OfficeError):
    """What was given is no key for one-time codes."""

    key: ClassVar[str] = "code-key"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This is not a key for one-time codes. Such a key has letters A to Z and digits 2 to 7, "
                "or begins with otpauth. Nothing was changed."
            )
        )


class CodeKindError(OfficeError):
    """A key for codes that are not by the clock: counters, Steam, a whole phone's transfer."""

    key: ClassVar[str] = "code-kind"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This key is for another kind of code than the six or eight digits that change with the clock, "
                "so it cannot be used here. Nothing was changed."
            )
        )


class PictureError(OfficeError):
    """The picture is none, is too large, or cannot be opened."""

    key: ClassVar[str] = "picture"

    def __init__(self) -> None:
        super().__init__(
            tr("This picture cannot be opened or is too large. Nothing was changed. Use a smaller PNG or JPEG.")
        )


class NoCodeInPictureError(OfficeError):
    """A picture without a square code that can be read."""

    key: ClassVar[str] = "no-code-in-picture"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "There is no readable square code for one-time codes in this picture. Nothing was changed. "
                "Take the picture again, closer and straight, or type the key."
            )
        )


class ScanKindError(FileUnusableError):
    """A file that is no scanned paper, whatever its name says."""

    key: ClassVar[str] = "scan-kind"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file is not a scan: it holds no PDF, PNG or JPEG, whatever its name says. "
                "Nothing was kept. Scan the paper again, or photograph it and choose the picture."
            )
        )


class ScanTooLargeError(FileUnusableError):
    """A scan of more bytes than are kept."""

    key: ClassVar[str] = "scan-too-large"

    def __init__(self, most: int) -> None:
        super().__init__(
            tr(
                "This scan is larger than {megabytes} MB. Nothing was kept. "
                "Scan it again in black and white or with fewer dots.",
                megabytes=most // (1024 * 1024),
            )
        )


class ScanLockedError(FileUnusableError):
    """A PDF that opens only with a password."""

    key: ClassVar[str] = "scan-locked"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This PDF opens only with a password, so nobody could look at it here later. Nothing was kept. "
                "Save it without a password, or scan the paper again."
            )
        )


class ScanUnreadableError(FileUnusableError):
    """A scan that is damaged, cut off, or larger than any sheet of paper."""

    key: ClassVar[str] = "scan-unreadable"

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This scan is damaged, cut off or far too large to be shown, so it was not kept. "
                "Nothing else was changed. Scan the paper again."
            )
        )
