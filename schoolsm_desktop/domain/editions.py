"""The versions of the school's policy: the text, who signed it when, when it is looked at again, what it is read with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .errors import FieldError, RuleError
from .folding import folded
from .months import months_after
from .wording import day_text, tr

PUBLISHED_MONTHS = 12
"""How long a look at the policy's address on the website counts."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the policy as the school adopted it ("version" on the screen; `Profile` is its settings).

    It is in force from `in_force_from`, and adopted when headteacher and chair have both signed (churchward:adoption,
    kew-woods:signature, mill-lane:signature). `text_id` and `adoption_paper_id` are papers. `read_again` says that
    everybody reads and signs this version anew; a small correction does not ask for it. `withdrawn_at`: entered by mistake.
    """

    id: UUID
    school_id: UUID
    label: str
    profile_id: str
    made_by: UUID
    made_at: datetime
    in_force_from: date | None = None
    text_id: UUID | None = None
    head_id: UUID | None = None
    head_name: str = ""
    head_signed_on: date | None = None
    chair_name: str = ""
    chair_signed_on: date | None = None
    adoption_paper_id: UUID | None = None
    review_on: date | None = None
    read_again: bool = True
    parent_policy: str = ""
    """The trust's or council's policy that the school adopts, with its day; empty for a policy of its own."""
    local_changes: str = ""
    """What this school does otherwise than the parent policy says."""
    published_at: str = ""
    """Its address on the school's website."""
    published_checked_on: date | None = None
    note: str = ""
    withdrawn_at: datetime | None = None
    revision: int = 1

    @property
    def is_adopted(self) -> bool:
        """Whether both signatures are there."""
        return self.head_signed_on is not None and self.chair_signed_on is not None


@dataclass(frozen=True, slots=True)
class LinkedPolicy:
    """Another policy that this one is read with, and when that one is looked at again (kew-woods:1.2, mill-lane:1.5)."""

    id: UUID
    school_id: UUID
    title: str
    looked_after_by: str = ""
    where: str = ""
    review_on: date | None = None
    ended_at: datetime | None = None
    revision: int = 1


class EditionState(StrEnum):
    """What a version is on a day."""

    TO_BE_SIGNED = "to-be-signed"
    COMING = "coming"
    IN_FORCE = "in-force"
    PAST = "past"
    WITHDRAWN = "withdrawn"


EDITION_STATE_WORDS = {
    EditionState.TO_BE_SIGNED: "Not adopted",
    EditionState.COMING: "Adopted, not in force yet",
    EditionState.IN_FORCE: "In force",
    EditionState.PAST: "Replaced",
    EditionState.WITHDRAWN: "Taken back",
}


def current_edition(editions: tuple[Edition, ...], today: date) -> Edition | None:
    """The version in force today: adopted, begun, and the newest of those; None where none is."""
    standing = [
        e
        for e in editions
        if e.withdrawn_at is None and e.is_adopted and e.in_force_from is not None and e.in_force_from <= today
    ]
    return max(standing, key=lambda e: (e.in_force_from or date.min, e.made_at), default=None)


def edition_to_read(editions: tuple[Edition, ...], today: date) -> Edition | None:
    """The newest version in force that everybody has to read and sign: what a signature must be for."""
    return current_edition(tuple(e for e in editions if e.read_again), today)


def edition_state(edition: Edition, editions: Iterable[Edition], today: date) -> EditionState:
    """What `edition` is today among all versions of its school."""
    if edition.withdrawn_at is not None:
        return EditionState.WITHDRAWN
    if not edition.is_adopted:
        return EditionState.TO_BE_SIGNED
    if edition.in_force_from is None or edition.in_force_from > today:
        return EditionState.COMING
    current = current_edition(tuple(e for e in editions if e.school_id == edition.school_id), today)
    return EditionState.IN_FORCE if current is not None and current.id == edition.id else EditionState.PAST


def proposed_review(begins: date, months: int) -> date | None:
    """When a version that begins on a day is looked at again; None where the policy sets no interval."""
    return months_after(begins, months) if months else None


def check_edition(edition: Edition, others: Iterable[Edition]) -> Edition:
    """The version, tidied; raises FieldError beside the field that is wrong. Only a name for it is needed."""
    tidy = replace(
        edition,
        label=edition.label.strip(),
        parent_policy=edition.parent_policy.strip(),
        local_changes=edition.local_changes.strip(),
        published_at=edition.published_at.strip(),
        note=edition.note.strip(),
    )
    if not tidy.label:
        raise FieldError("label", tr("Give the version a name, such as “Autumn 2026” or “4”. Nothing was saved yet."))
    standing = (o for o in others if o.id != tidy.id and o.school_id == tidy.school_id and o.withdrawn_at is None)
    if any(folded(o.label) == folded(tidy.label) for o in standing):
        raise FieldError(
            "label", tr("There is a version with this name. Give this one another; nothing was saved yet.")
        )
    if tidy.in_force_from and tidy.review_on and tidy.review_on <= tidy.in_force_from:
        raise FieldError(
            "review_on",
            tr("The policy is looked at again after it comes into force on {day}.", day=day_text(tidy.in_force_from)),
        )
    if tidy.local_changes and not tidy.parent_policy:
        raise FieldError("parent_policy", tr("Name the policy of the trust or council that these changes are made to."))
    check_address("published_at", tidy.published_at)
    return tidy


def check_address(field: str, address: str) -> None:
    """Raise FieldError for an address that no browser would open; empty is not known yet."""
    rest = address.partition("://")[2] if address.lower().startswith(("https://", "http://")) else ""
    if address and ("." not in rest.strip(".") or any(sign.isspace() for sign in address)):
        raise FieldError(
            field, tr("That is not an address of a page. It begins with https://, as the browser shows it.")
        )


def check_what_was_signed(before: Edition, after: Edition) -> None:
    """Refuse to change under a signature what was signed; what was left open may be filled in, and review and notes change.

    Raises RuleError.
    """
    if before.head_signed_on is None and before.chair_signed_on is None:
        return
    signed = (
        (before.label, after.label),
        (before.in_force_from, after.in_force_from),
        (before.text_id, after.text_id),
        (before.parent_policy, after.parent_policy),
        (before.local_changes, after.local_changes),
    )
    if any(was and was != now for was, now in signed):
        raise RuleError(
            tr(
                "This version is signed, so its name, its text, its first day and its local changes stay as they were signed. "
                "Nothing was changed. If it was entered by mistake, take it back and add it again."
            )
        )


def check_not_withdrawn(edition: Edition) -> None:
    """Raise RuleError for a version that was taken back."""
    if edition.withdrawn_at is not None:
        raise RuleError(tr("This version was taken back meanwhile. Nothing of yours was saved."))


@dataclass(frozen=True, slots=True)
class SignedLine:
    """One signature as it stands on the paper: the name and the day, both or neither."""

    name: str = ""
    on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.name.strip() and self.on is None


NOT_SIGNED = SignedLine()


def check_signed_line(line: SignedLine, name_field: str, day_field: str, today: date) -> SignedLine:
    """The signature, tidied. Raises FieldError where only half of it is there, or its day is still to come."""
    if line.is_empty:
        return NOT_SIGNED
    if not line.name.strip():
        raise FieldError(name_field, tr("Whose signature is it? Write the name; nothing was saved yet."))
    if line.on is None:
        raise FieldError(day_field, tr("Write the day that stands beside the signature; nothing was saved yet."))
    if line.on > today:
        raise FieldError(day_field, tr("That day is still to come. Enter the day on the paper."))
    return SignedLine(line.name.strip(), line.on)


def with_signatures(edition: Edition, head: SignedLine, chair: SignedLine) -> Edition:
    """The version with what was typed from the paper; with both signatures and no first day it begins with the later one."""
    signed = edition
    if not head.is_empty:
        signed = replace(signed, head_id=None, head_name=head.name, head_signed_on=head.on)
    if not chair.is_empty:
        signed = replace(signed, chair_name=chair.name, chair_signed_on=chair.on)
    return with_first_day(signed)


def with_first_day(edition: Edition) -> Edition:
    """An adopted version without a first day begins on the day of the later signature."""
    if edition.in_force_from is not None or edition.head_signed_on is None or edition.chair_signed_on is None:
        return edition
    return replace(edition, in_force_from=max(edition.head_signed_on, edition.chair_signed_on))


def check_linked(linked: LinkedPolicy, others: Iterable[LinkedPolicy]) -> LinkedPolicy:
    """The linked policy, tidied. Raises FieldError for an empty title and for one that is in the list already."""
    tidy = replace(
        linked, title=linked.title.strip(), looked_after_by=linked.looked_after_by.strip(), where=linked.where.strip()
    )
    if not tidy.title:
        raise FieldError("title", tr("Write what the policy is called. Nothing was saved yet."))
    if any(o.id != tidy.id and o.ended_at is None and folded(o.title) == folded(tidy.title) for o in others):
        raise FieldError("title", tr("This policy is in the list already. Nothing was added."))
    return tidy


def offered_links(titles: Iterable[str], known: Iterable[LinkedPolicy]) -> tuple[str, ...]:
    """The policies that yours names and that were never in the list; one that was taken out is not offered again."""
    there = {folded(each.title) for each in known}
    return tuple(title for title in dict.fromkeys(titles) if folded(title) not in there)


def published_check_due(edition: Edition) -> date | None:
    """The day on which its address on the website is looked at again; None where it has none or nobody has looked yet."""
    if not edition.published_at or edition.published_checked_on is None:
        return None
    return months_after(edition.published_checked_on, PUBLISHED_MONTHS)
