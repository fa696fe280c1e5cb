"""Whom to ring: name, number, number out of hours, and when it was last checked (PRACTICE 29)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from .errors import FieldError
from .letters import plain
from .rules import ContactKind, Rules
from .wording import day_text, tr

CONTACT_WORDS: Mapping[ContactKind, str] = {
    ContactKind.LADO: "Local authority’s officer for allegations (LADO)",
    ContactKind.CHILDRENS_SERVICES: "Children’s services",
    ContactKind.POLICE: "Police",
    ContactKind.LOCAL_AUTHORITY: "Local authority",
    ContactKind.HR_ADVICE: "HR advice",
    ContactKind.LEGAL_ADVICE: "Legal advice",
    ContactKind.IT_PROVIDER: "IT provider",
    ContactKind.DATA_PROTECTION: "Data protection adviser",
    ContactKind.REGULATOR: "Data protection regulator",
    ContactKind.PROFESSIONALS_HELPLINE: "Helpline for professionals online",
    ContactKind.REPORT_HARMFUL_CONTENT: "Where harmful content is reported",
    ContactKind.UNION: "Union",
    ContactKind.INSURER: "Insurer",
    ContactKind.PLATFORM: "A platform",
    ContactKind.TRUST: "Trust",
    ContactKind.CHAIR: "Chair of governors",
    ContactKind.OTHER: "Another number",
}
MOST = 200
MOST_NOTE = 1000
CHECKED_BY = 30
"""The day of September by which every number is checked."""
_NUMBER = re.compile(r"[0-9+() ./-]+(?:\s*(?:ext\.?|x)\s*[0-9]{1,6})?", re.IGNORECASE)
_LIMITS = (
    ("name", MOST),
    ("organisation", MOST),
    ("number", 60),
    ("out_of_hours", 60),
    ("email", MOST),
    ("website", 300),
    ("address", 400),
    ("note", MOST_NOTE),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """An adviser, a service or an office. No parent and no pupil stands here. Whoever is rung first has position 1."""

    id: UUID
    school_id: UUID
    kind: ContactKind
    name: str
    organisation: str = ""
    number: str = ""
    out_of_hours: str = ""
    email: str = ""
    website: str = ""
    note: str = ""
    checked_on: date | None = None
    ended_at: datetime | None = None
    address: str = ""
    position: int = 0
    revision: int = 1

    @property
    def title(self) -> str:
        """What it is called in a list: the name, else the organisation, else its kind."""
        return self.name or self.organisation or contact_words(self.kind)


def contact_words(kind: ContactKind) -> str:
    """What a kind is called."""
    return tr(CONTACT_WORDS[kind])


def check_contact(contact: Contact) -> Contact:
    """The contact, tidied. Raises FieldError beside what is wrong."""
    words: dict[str, Any] = {field: _tidy(field, getattr(contact, field), longest) for field, longest in _LIMITS}
    tidy = replace(contact, **words)
    if not (tidy.name or tidy.organisation):
        raise FieldError("name", tr("A name or an organisation is needed. Nothing was saved yet."))
    if not (tidy.number or tidy.out_of_hours or tidy.email or tidy.website):
        raise FieldError(
            "number",
            tr("A number, an e-mail address or a page is needed, or nobody can be reached. Nothing was saved yet."),
        )
    for field in ("number", "out_of_hours"):
        typed = getattr(tidy, field)
        if typed and not is_number(typed):
            raise FieldError(
                field,
                tr("This is not a telephone number. Type it like 01632 960123, or with “ext 12” behind it."),
            )
    if tidy.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", tidy.email):
        raise FieldError("email", tr("This is not an e-mail address. Nothing was saved yet."))
    if tidy.website and not re.fullmatch(r"\S+\.\S+", tidy.website):
        raise FieldError("website", tr("This is not the address of a page. Nothing was saved yet."))
    return tidy


def is_number(typed: str) -> bool:
    """Whether something can be dialled: at least three digits, and nothing but what stands in a number."""
    return _NUMBER.fullmatch(typed) is not None and len(re.findall(r"\d", typed)) >= 3


def _tidy(field: str, typed: str, longest: int) -> str:
    lines = [" ".join(line.split()) for line in plain(typed[: longest * 2]).strip().split("\n")]
    tidy = ("\n" if field in ("address", "note") else " ").join(line for line in lines if line)
    if len(tidy) > longest or len(typed) > longest * 2:
        raise FieldError(
            field, tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=longest)
        )
    return tidy


def check_round(today: date) -> date:
    """The first of September since which every number is to be checked."""
    first = date(today.year, 9, 1)
    return first if today >= first else date(today.year - 1, 9, 1)


def checked_by(today: date) -> date:
    """The day by which this year's round is done."""
    return check_round(today).replace(day=CHECKED_BY)


def is_checked(contact: Contact, today: date) -> bool:
    """Whether somebody has checked it since the first of September."""
    return contact.checked_on is not None and contact.checked_on >= check_round(today)


def checked_words(contact: Contact, today: date) -> str:
    """When it was checked, in words."""
    if contact.checked_on is None:
        return tr("Never checked")
    if contact.checked_on == today:
        return tr("Checked today")
    return tr("Checked {day}", day=day_text(contact.checked_on))


def in_use(contacts: Iterable[Contact]) -> list[Contact]:
    """Those that have not ended, whoever is rung first on top."""
    return sorted(
        (c for c in contacts if c.ended_at is None), key=lambda c: (c.position, c.title.casefold(), str(c.id))
    )


def missing_kinds(rules: Rules, contacts: Iterable[Contact]) -> tuple[ContactKind, ...]:
    """The kinds that the policy names and nobody entered, in the policy's order."""
    there = {c.kind for c in contacts if c.ended_at is None}
    return tuple(dict.fromkeys(kind for kind in rules.contacts if kind not in there))
