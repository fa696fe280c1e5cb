"""The versions of the school's policy: the text, who signed it when, when it is looked at again, what it is read with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


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
