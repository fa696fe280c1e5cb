"""Pupils as the roll has them, and the changes of the roll that can be undone: an import, the turn of the year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .errors import FieldError
from .wording import day_text, tr

MOST_NAME = 100


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil; nothing but a name is needed. `given_name` and `family_name` are the legal ones.

    `year` is the national curriculum year (`R`, `1`, ...) as the school writes it. `second_class` is for who stands in
    two classes in one year. `former_names` are names that were changed, with the day each ended as ISO text, so that the
    old one is still found (PRACTICE 15); a name corrected throughout is not among them. Pupils with one `family_id` are
    brothers and sisters, linked by hand.
    """

    id: UUID
    school_id: UUID
    given_name: str
    family_name: str
    known_as: str = ""
    known_family_name: str = ""
    upn: str = ""
    birth_date: date | None = None
    year: str = ""
    class_name: str = ""
    second_class: str = ""
    on_roll_from: date | None = None
    on_roll_to: date | None = None
    former_names: tuple[tuple[str, str], ...] = ()
    family_id: UUID | None = None
    revision: int = 1

    @property
    def called(self) -> str:
        """Known-as given name, or the legal one."""
        return self.known_as or self.given_name

    @property
    def family(self) -> str:
        """Known-as family name, or the legal one."""
        return self.known_family_name or self.family_name

    @property
    def name(self) -> str:
        """As spoken in school."""
        return f"{self.called} {self.family}".strip()

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes, one or two; empty where none is known."""
        return tuple(dict.fromkeys(name for name in (self.class_name, self.second_class) if name))

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name somebody may look for: spoken, legal, former."""
        legal = f"{self.given_name} {self.family_name}".strip()
        return tuple(dict.fromkeys((self.name, legal, *(name for name, _until in self.former_names))))

    def on_roll(self, day: date) -> bool:
        """Whether the pupil is on the roll on `day`."""
        return (self.on_roll_from is None or self.on_roll_from <= day) and (
            self.on_roll_to is None or day <= self.on_roll_to
        )

    def has_left(self, day: date) -> bool:
        """Whether the last day on the roll has passed."""
        return self.on_roll_to is not None and self.on_roll_to < day


class RollBatchKind(StrEnum):
    """What changed many pupils at once."""

    IMPORT = "import"
    YEAR_TURN = "year-turn"


@dataclass(frozen=True, slots=True)
class RollBatch:
    """Many changes of the roll made in one go. It can be undone while it is the newest and nothing was built on it.

    `counts` are how many were new, changed, left by stable keys. `finished_at` is None while a turn of the year is
    under way.
    """

    id: UUID
    school_id: UUID
    kind: RollBatchKind
    title: str
    by: UUID
    at: datetime
    counts: tuple[tuple[str, str], ...] = ()
    finished_at: datetime | None = None
    undone_at: datetime | None = None
    undone_by: UUID | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class RollChange:
    """How one pupil stood before a batch, as JSON text; empty where the batch added the pupil."""

    id: UUID
    school_id: UUID
    batch_id: UUID
    pupil_id: UUID
    before: str = ""


def sort_key(pupil: Pupil) -> tuple[str, str]:
    """The order of a class list: family name, then given name."""
    return pupil.family.casefold(), pupil.called.casefold()


def class_key(name: str) -> tuple[int, str]:
    """The order of classes: nursery and reception first, then by the number of the year."""
    digits = "".join(sign for sign in name if sign.isdigit())[:3]
    early = {"N": -2, "R": -1}.get(name[:1].upper(), 50)
    return (int(digits) if digits else early), name.casefold()


def classes_of(pupils: Iterable[Pupil], day: date) -> list[str]:
    """The classes of everybody on the roll, in their order."""
    return sorted({name for pupil in pupils if pupil.on_roll(day) for name in pupil.classes}, key=class_key)


def check_pupil(pupil: Pupil, today: date) -> Pupil:
    """The pupil, tidied. Raises FieldError for a missing or endless name and for days that cannot be."""
    tidied = replace(
        pupil,
        given_name=_plain(pupil.given_name),
        family_name=_plain(pupil.family_name),
        known_as=_plain(pupil.known_as),
        known_family_name=_plain(pupil.known_family_name),
        class_name=_plain(pupil.class_name),
        second_class=_plain(pupil.second_class),
        year=_plain(pupil.year),
    )
    if not tidied.family_name and not tidied.given_name:
        raise FieldError("family_name", tr("A name is needed. Nothing was saved yet."))
    for field in ("given_name", "family_name", "known_as", "known_family_name"):
        if len(getattr(tidied, field)) > MOST_NAME:
            raise FieldError(
                field,
                tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=MOST_NAME),
            )
    if tidied.birth_date is not None and not date(today.year - 25, 1, 1) <= tidied.birth_date <= today:
        raise FieldError(
            "birth_date",
            tr("No pupil was born on {day}. Look at the year; nothing was saved yet.", day=day_text(tidied.birth_date)),
        )
    if tidied.on_roll_from and tidied.on_roll_to and tidied.on_roll_to < tidied.on_roll_from:
        raise FieldError(
            "on_roll_to", tr("The last day lies before the first, {day}.", day=day_text(tidied.on_roll_from))
        )
    return tidied


def _plain(typed: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed[:1000]).split())
