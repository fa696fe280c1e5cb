"""Photo forms: one renewal with its letters, what is back, and the numbers that bring paper home by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

CODE_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
"""Signs of Crockford's base 32: 60 random bits, which say nothing about whom the paper is for."""
CODE_MARK = "SSM:"
"""What stands before the number in a QR, so that somebody else's square on a page is told from one of ours."""
_MEANT = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class FormRound:
    """One round of photo forms. `places` and `classes` are pairs of a key and nothing, in their order.

    A yes of this round lasts until `until`, or as the place's terms say where it is None.
    """

    id: UUID
    school_id: UUID
    name: str
    opened_on: date
    by: UUID
    places: tuple[tuple[str, str], ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    due_on: date | None = None
    until: date | None = None
    closed_on: date | None = None
    revision: int = 1

    @property
    def place_keys(self) -> tuple[str, ...]:
        """The places that are asked about."""
        return tuple(key for key, _ in self.places)


@dataclass(frozen=True, slots=True)
class PhotoForm:
    """One pupil's form of a round: when it went out, when it was chased, when it came back."""

    id: UUID
    school_id: UUID
    round_id: UUID
    pupil_id: UUID
    sent_on: date | None = None
    chased_on: date | None = None
    back_on: date | None = None
    back_by: UUID | None = None
    paper_id: UUID | None = None
    note: str = ""
    revision: int = 1


class PaperCodeKind(StrEnum):
    """What a coded paper is."""

    FORM = "form"
    SLIP = "slip"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class PaperCode:
    """The opaque number printed as a QR on a paper: which record the paper belongs to."""

    id: UUID
    school_id: UUID
    code: str
    kind: PaperCodeKind
    record_id: UUID
    made_at: datetime


def marked_code(code: str) -> str:
    """The number as a QR carries it."""
    return CODE_MARK + code


def spoken_code(code: str) -> str:
    """The number as it is printed and typed: in groups of four."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def meant_code(text: str) -> str:
    """The number that a QR or somebody's typing means; empty where it is none of ours."""
    tidy = "".join(sign for sign in text.strip()[:40].upper() if sign not in " -\u00a0")
    tidy = tidy.removeprefix(CODE_MARK).translate(_MEANT)
    return tidy if len(tidy) == CODE_LENGTH and all(sign in CODE_SIGNS for sign in tidy) else ""
