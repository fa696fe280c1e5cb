"""Accounts with their secrets out to a file that another password program reads back exactly."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.wording import tr

from .one_time_code import read_seed, seed_address

CSV_HEADINGS = ("Group", "Title", "Username", "Password", "URL", "Notes", "TOTP")
"""KeePassXC's own, which browsers know too; its icon and its two moments say nothing of an account."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class CannotBeWrittenError(OfficeError):
    """A secret holds a character that no such file can hold; nothing was written."""

    key: ClassVar[str] = "cannot-be-written"

    def __init__(self, account: str) -> None:
        super().__init__(
            tr(
                "A secret of “{account}” holds a control character, which this kind of file cannot hold. No file was "
                "written. Save it without this account, or give the account a new password first.",
                account=account,
            )
        )


@dataclass(frozen=True, slots=True)
class OutEntry:
    """One account as the file has it.

    `otp` is an otpauth address or "". `hidden` and `shown` are further (name, text) pairs; the hidden ones are secret.
    """

    title: str
    user_name: str = ""
    address: str = ""
    group: str = ""
    tags: tuple[str, ...] = ()
    shown: tuple[tuple[str, str], ...] = ()
    password: str = field(default="", repr=False)
    notes: str = field(default="", repr=False)
    otp: str = field(default="", repr=False)
    hidden: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must come back to the last character."""
        return (self.password, self.notes, self.otp, *(text for _, text in self.hidden))

    @property
    def whole_note(self) -> str:
        """The notes with every further field on lines of its own, for a file that has no place for them."""
        more = [f"{name}: {text}" for name, text in (*self.shown, *self.hidden) if text]
        return "\n".join(part for part in (self.notes, *more) if part)


def otp_address(kept: str, issuer: str, account: str) -> str:
    """A kept seed as the otpauth address that other programs read, named where it has no name of its own."""
    seed = read_seed(kept)
    return seed_address(replace(seed, issuer=seed.issuer or issuer, account=seed.account or account))


def writable(entry: OutEntry) -> OutEntry:
    """The entry as XML can hold it: control characters go from what is no secret.

    Raises CannotBeWrittenError where a secret has one: a password that comes back otherwise is no password.
    """
    if any(_NOT_IN_XML.search(text) for text in entry.secrets):
        raise CannotBeWrittenError(_plain(entry.title))
    return replace(
        entry,
        title=_plain(entry.title),
        user_name=_plain(entry.user_name),
        address=_plain(entry.address),
        group=_plain(entry.group),
        tags=tuple(_plain(tag) for tag in entry.tags),
        shown=tuple((name, _plain(text)) for name, text in entry.shown),
    )


def to_password_csv(entries: Sequence[OutEntry]) -> bytes:
    """KeePassXC's CSV: UTF-8, every cell in quotation marks, every secret to the letter.

    No apostrophe is put before what a spreadsheet would run, as `spreadsheet_out` does: a password that begins with
    an equals sign would come back as another one. Whoever asks for this file is told not to open it in a spreadsheet.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(CSV_HEADINGS)
    for entry in map(writable, entries):
        cells = (entry.title, entry.user_name, entry.password, entry.address, entry.whole_note, entry.otp)
        writer.writerow((entry.group, *cells))
    return out.getvalue().encode("utf-8")


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
