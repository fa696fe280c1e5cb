"""Who stands on a do-not-photograph list: worked out from the answers, and noticed when one of them changes afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from .events import Event, ListCopy, ListCopyKind
from .picture_book import PictureBook
from .pupils import Pupil, class_key, classes_of, sort_key


@dataclass(frozen=True, slots=True)
class ClassOnList:
    """One class: who must not be in a picture, and who may. An empty name is for pupils without a class."""

    name: str
    stopped: tuple[Pupil, ...]
    may: tuple[Pupil, ...]

    @property
    def is_clear(self) -> bool:
        """Whether everybody may be in a picture."""
        return not self.stopped

    @property
    def is_whole(self) -> bool:
        """Whether nobody may: the class is named, and no child of it. Who has no class cannot be told by it."""
        return bool(self.name and self.stopped) and not self.may


@dataclass(frozen=True, slots=True)
class PictureList:
    """The classes of a list in their order."""

    classes: tuple[ClassOnList, ...]

    @property
    def stopped(self) -> frozenset[UUID]:
        """Everybody who must not be in a picture; who is in two classes counts once."""
        return frozenset(pupil.id for group in self.classes for pupil in group.stopped)

    @property
    def total(self) -> int:
        """Of how many children."""
        return len({pupil.id for group in self.classes for pupil in (*group.stopped, *group.may)})


def list_day(event: Event | None, today: date) -> date:
    """For which day a list is made: an answer that runs out before the event does not count there."""
    return max(event.on, today) if event is not None else today


def book_of(book: PictureBook, day: date) -> PictureBook:
    """The book as it will read on `day`, if no answer changes."""
    return book if book.today == day else replace(book, today=day)


def picture_list(book: PictureBook, classes: Sequence[str], places: Iterable[str]) -> PictureList:
    """Who of these classes must not be in a picture that goes to any of `places`; no classes mean the whole school.

    On hold, no and not asked are all alike here: nothing of the reason goes on (PRACTICE 4).
    """
    stopped = {i for i, pupil in book.pupils.items() if pupil.on_roll(book.today) and _is_stopped(book, i, places)}
    here = sorted((p for p in book.pupils.values() if p.on_roll(book.today)), key=sort_key)
    names = sorted(dict.fromkeys(classes), key=class_key) if classes else classes_of(here, book.today)
    groups = [(name, [p for p in here if name in p.classes]) for name in names]
    if not classes and any(not pupil.classes for pupil in here):
        groups.append(("", [pupil for pupil in here if not pupil.classes]))
    return PictureList(
        tuple(
            ClassOnList(
                name,
                tuple(p for p in members if p.id in stopped),
                tuple(p for p in members if p.id not in stopped),
            )
            for name, members in groups
        )
    )


def _is_stopped(book: PictureBook, pupil_id: UUID, places: Iterable[str]) -> bool:
    return any(not book.strictest(pupil_id, place).may for place in places)


def is_outdated(copy: ListCopy, book: PictureBook) -> bool:
    """Whether a list that is out says something else than the answers do now.

    `book` holds the pupils who may have changed since it was printed; the others stand as they did.
    """
    named, places = copy.pupil_ids, [place for place in copy.place_keys if place in book.places]
    for pupil_id, pupil in book.pupils.items():
        meant = pupil.on_roll(book.today) and (not copy.classes or bool(set(pupil.classes) & set(copy.class_names)))
        if copy.kind is ListCopyKind.BY_CLASS:
            if meant or pupil_id in named:
                return True
        elif (meant and _is_stopped(book, pupil_id, places)) != (pupil_id in named):
            return True
    return False
