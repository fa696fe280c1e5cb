"""The school as it should be: a few plain sets beside the services, for the property test of the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.access import Access, AccessKind
from schoolsm_desktop.domain.people import Person


@dataclass
class Colleague:
    """What the model knows of one person."""

    person: Person
    sign_in: str = "none"
    """none, unconfirmed, certified or ended."""
    keyholder: bool = False
    keys: int = 0
    """Counts the person's own keys: each making and each reset is a new pair."""
    claimed_by: int = 0
    """With which of the coordinator's keys an unconfirmed sign-in was made."""
    merged: bool = False

    def left(self, today: date) -> bool:
        """Whether the last day has passed."""
        return self.person.ends is not None and self.person.ends < today


@dataclass
class Held:
    """What the model knows of one access."""

    access: Access
    account: UUID
    person: UUID
    kind: AccessKind
    starts: date
    ends: date | None
    paused: bool = False
    ended: bool = False

    def over(self, today: date) -> bool:
        """Whether a new one of the same kind can be given."""
        return self.ended or (self.ends is not None and self.ends < today)

    def stands(self, today: date) -> bool:
        """Whether the register gives it today."""
        return not self.paused and not self.over(today) and self.starts <= today


@dataclass
class Kept:
    """What the model knows of one account: its texts, and who knows the password."""

    note: str
    password: str | None
    knows: set[UUID] = field(default_factory=set)

    @property
    def texts(self) -> set[str]:
        """What whoever reads it finds."""
        return {self.note, self.password} - {None} if self.password else {self.note}


@dataclass
class Model:
    """Everybody, every account and every access."""

    colleagues: dict[UUID, Colleague] = field(default_factory=dict)
    accounts: dict[UUID, Kept] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)

    def readers(self, account: UUID, today: date) -> set[UUID]:
        """Who is named: on the register with the password, or a keyholder; and here."""
        named = {h.person for h in self.held if h.account == account and h.kind is KNOWS and h.stands(today)}
        named |= {p for p, c in self.colleagues.items() if c.keyholder}
        return {p for p in named if not self.colleagues[p].left(today)}

    def entitled(self, account: UUID, today: date) -> set[UUID]:
        """Who may decrypt: named and with a certified sign-in.

        A keyholder stays one until the headteacher says otherwise, also after a last day; Today asks for that.
        """
        certified = {p for p, c in self.colleagues.items() if c.sign_in == "certified"}
        keyholders = {p for p, c in self.colleagues.items() if c.keyholder}
        return certified & (self.readers(account, today) | keyholders)

    def must_change(self, account: UUID, today: date) -> set[UUID]:
        """Who knows the present password and is no reader."""
        kept = self.accounts[account]
        return kept.knows - self.readers(account, today) if kept.password else set()

    def let_days_pass(self, today: date) -> None:
        """What ends by its date, or with its person, has ended for good."""
        for held in self.held:
            who = self.colleagues[held.person]
            held.ended = held.ended or held.over(today) or who.left(today)
        self.let_lessons_end(today)

    def let_lessons_end(self, today: date) -> None:
        """Only holders use an account in lessons: with the last other access, paused or not, that ends too."""
        others = {(h.person, h.account) for h in self.held if h.kind is not LESSON and not h.over(today)}
        for held in self.held:
            held.ended = held.ended or (held.kind is LESSON and (held.person, held.account) not in others)


KNOWS, LESSON = AccessKind.KNOWS_PASSWORD, AccessKind.LESSON_USE
