"""Photo answers as they are looked at: how far each class is, a class as a grid, one pupil, what another system lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.photo_answers import (
    CAPACITY_WORDS,
    UNANSWERED,
    Adult,
    PhotoAnswer,
    Said,
    Verdict,
    latest_answers,
    office_words,
)
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.picture_places import Basis, Master, PicturePlace
from schoolsm_desktop.domain.pupils import Pupil, classes_of, sort_key
from schoolsm_desktop.domain.wording import day_text, list_text, tr

GRID_WORDS = {
    Verdict.ON_HOLD: "On hold",
    Verdict.OBJECTED: "Objected",
    Verdict.NO: "No",
    Verdict.WITHDRAWN: "Withdrawn",
    Verdict.CONDITION: "Condition",
    Verdict.CHECK_SIGNER: "Signer?",
    Verdict.EXPIRED: "Run out",
    Verdict.ASKED: "Form out",
    Verdict.NOT_ASKED: "Not asked",
    Verdict.LEFT: "Has left",
    Verdict.YES: "Yes",
    Verdict.TOLD: "Told",
}
"""A verdict in the cell of a grid."""
NO_CLASS = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """Somebody who answers for a pupil, in words."""

    id: UUID
    capacity: str
    words: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class GridPlace:
    """A column: a place, and whether a no there is an objection."""

    key: str
    name: str
    by_consent: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """A pupil with what stands for each place, in the order of the columns."""

    pupil_id: UUID
    name: str
    class_name: str
    signs: tuple[Signs, ...]
    verdicts: tuple[Verdict, ...]
    siblings: tuple[tuple[UUID, str], ...] = ()
    """Brothers and sisters: who, and as they are asked about: `Ada (2A)`."""
    form_id: UUID | None = None
    is_left: bool = False
    """Whether some place that homes are asked about has no answer yet."""


@dataclass(frozen=True, slots=True)
class ClassGrid:
    """A class to type answers into."""

    class_name: str
    places: tuple[GridPlace, ...]
    rows: tuple[GridRow, ...]
    own_answers: bool
    """Whether the pupil's own yes counts from some age."""


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """A place for one pupil: what stands, in words, and by whom."""

    place: GridPlace
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class PupilSaid:
    """One pupil with what stands for every place."""

    pupil_id: UUID
    name: str
    classes: str
    signs: tuple[Signs, ...]
    places: tuple[PlaceSaid, ...]
    siblings: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ClassLine:
    """How far a class is: every pupil is in one of the first three counts."""

    class_name: str
    pupils: int
    answered: int
    asked: int
    not_asked: int
    conditions: int
    check_signer: int

    @property
    def name(self) -> str:
        """The class, or that there is none."""
        return self.class_name or tr("Without a class")


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition that waits for the office: whose, what the form says, for which places."""

    answer: PhotoAnswer
    pupil: str
    class_name: str
    who: str
    places: tuple[tuple[str, str], ...]
    """Keys and names of the places this person set a condition for."""


@dataclass(frozen=True, slots=True)
class TellLine:
    """What is to be changed in the other system: a pupil, a place, and what stands there from now on."""

    pupil_id: UUID
    place: str
    pupil: str
    class_name: str
    place_name: str
    says: str
    since: date

    @property
    def key(self) -> str:
        """What the line is ticked by."""
        return f"{self.pupil_id}/{self.place}"


@dataclass(frozen=True, slots=True)
class AnswerRights:
    """What the part of answers shows beside the classes."""

    may_record: bool = False
    may_print: bool = False
    master: Master = Master.HERE
    master_name: str = ""
    to_tell: int = 0
    never_asked: tuple[str, ...] = ()
    """Places by consent that no home was asked about yet."""


def on_the_roll(book: PictureBook) -> list[Pupil]:
    """Everybody who has not left, in the order of a class list; who is still to start is asked too."""
    return sorted((p for p in book.pupils.values() if not p.has_left(book.today)), key=sort_key)


def class_names(book: PictureBook) -> tuple[str, ...]:
    """The classes in their order; the empty name last, where somebody has none."""
    pupils = on_the_roll(book)
    named = classes_of(pupils, book.today)
    later = sorted({name for p in pupils for name in p.classes} - set(named))
    return (*named, *later, *([NO_CLASS] if any(not p.classes for p in pupils) else []))


def of_class(book: PictureBook, class_name: str) -> list[Pupil]:
    """The pupils of a class, or those without one."""
    return [p for p in on_the_roll(book) if (class_name in p.classes if class_name else not p.classes)]


def asked_about(book: PictureBook) -> list[str]:
    """The places that homes were asked about: one added since, of which nobody knows, makes nobody late."""
    answered = {answer.place for answer in book.answers}
    return [key for key in book.places if key in answered] or list(book.places)


def never_asked(book: PictureBook) -> tuple[str, ...]:
    """Places by consent that no home was asked about yet, by name, once some were."""
    asked = set(asked_about(book))
    return tuple(p.name for key, p in book.places.items() if key not in asked and p.basis is Basis.CONSENT)


def class_lines(book: PictureBook) -> tuple[ClassLine, ...]:
    """How far every class is."""
    places = asked_about(book)
    return tuple(_class_line(book, name, places) for name in class_names(book))


def _class_line(book: PictureBook, class_name: str, places: Sequence[str]) -> ClassLine:
    pupils = of_class(book, class_name)
    found = [{book.standing(p.id, key).verdict for key in places} for p in pupils]
    asked = [verdicts for verdicts in found if Verdict.ASKED in verdicts]
    not_asked = [v for v in found if Verdict.ASKED not in v and v & UNANSWERED]
    return ClassLine(
        class_name,
        len(pupils),
        len(pupils) - len(asked) - len(not_asked),
        len(asked),
        len(not_asked),
        len([verdicts for verdicts in found if Verdict.CONDITION in verdicts]),
        len([verdicts for verdicts in found if Verdict.CHECK_SIGNER in verdicts]),
    )


def class_grid(book: PictureBook, class_name: str, forms: dict[UUID, UUID]) -> ClassGrid:
    """A class with what stands; `forms` are the forms of open rounds by pupil."""
    places = grid_places(book.places.values())
    asked = asked_about(book)
    rows = tuple(grid_row(book, p, places, forms.get(p.id), asked) for p in of_class(book, class_name))
    return ClassGrid(class_name, places, rows, book.rules.own_answer_age > 0)


def grid_places(places: Iterable[PicturePlace]) -> tuple[GridPlace, ...]:
    """The columns of a grid."""
    return tuple(GridPlace(place.key, place.name, place.basis is Basis.CONSENT) for place in places)


def grid_row(
    book: PictureBook, pupil: Pupil, places: Sequence[GridPlace], form_id: UUID | None, asked: Sequence[str]
) -> GridRow:
    """One pupil of a grid; `asked` are the places that homes were asked about."""
    return GridRow(
        pupil.id,
        pupil.name,
        pupil.class_name,
        signs_for(book.adults_of.get(pupil.id, ())),
        tuple(book.standing(pupil.id, place.key).verdict for place in places),
        tuple((p.id, _called(p)) for p in brothers_and_sisters(book, pupil)),
        form_id,
        any(book.standing(pupil.id, key).verdict in UNANSWERED for key in asked),
    )


def pupil_said(book: PictureBook, pupil_id: UUID) -> PupilSaid:
    """One pupil with what stands for every place. Raises KeyError for one that is not there."""
    pupil = book.pupils[pupil_id]
    places = tuple(_place_said(book, pupil_id, place) for place in grid_places(book.places.values()))
    return PupilSaid(
        pupil_id,
        pupil.name,
        list_text(pupil.classes),
        signs_for(book.adults_of.get(pupil_id, ())),
        places,
        tuple((p.id, _called(p)) for p in brothers_and_sisters(book, pupil)),
    )


def _place_said(book: PictureBook, pupil_id: UUID, place: GridPlace) -> PlaceSaid:
    standing = book.standing(pupil_id, place.key)
    said = office_words(standing)
    answer = standing.answer
    if answer is not None:
        adult = book.adults.get(answer.adult_id) if answer.adult_id else None
        who = adult_words(adult) if adult else tr("The pupil")
        said = tr("{said}: {who}, {day}", said=said, who=who, day=day_text(answer.on))
    return PlaceSaid(place, standing.verdict, said)


def signs_for(adults: Iterable[Adult]) -> tuple[Signs, ...]:
    """Who answers for a pupil; whose say was ended is not offered."""
    return tuple(
        Signs(a.id, a.capacity.value, adult_words(a), a.name)
        for a in sorted(adults, key=lambda a: (a.capacity.value, a.name.casefold()))
        if a.say_ended_at is None
    )


def adult_words(adult: Adult) -> str:
    """As what somebody answers, and the name where it is known."""
    as_what = tr(CAPACITY_WORDS[adult.capacity])
    return tr("{capacity}, {name}", capacity=as_what, name=adult.name) if adult.name else as_what


def brothers_and_sisters(book: PictureBook, pupil: Pupil) -> list[Pupil]:
    """Those on the roll who were linked with the pupil."""
    if pupil.family_id is None:
        return []
    return [p for p in on_the_roll(book) if p.family_id == pupil.family_id and p.id != pupil.id]


def _called(pupil: Pupil) -> str:
    classes = list_text(pupil.classes)
    return tr("{name} ({classes})", name=pupil.called, classes=classes) if classes else pupil.called


def condition_lines(book: PictureBook) -> tuple[ConditionLine, ...]:
    """Conditions that stand, one line for each person who wrote one; what belongs together is settled together."""
    found: dict[tuple[UUID, UUID | None, str], list[PhotoAnswer]] = {}
    for pupil_id, by_place in book.by_pupil.items():
        if pupil_id not in book.pupils or pupil_id in book.held:
            continue
        for place, answers in by_place.items():
            for one in latest_answers(answers) if place in book.places else ():
                if one.said is Said.CONDITION:
                    found.setdefault((pupil_id, one.adult_id, one.condition), []).append(one)
    return tuple(
        sorted((_condition_line(book, some) for some in found.values()), key=lambda x: (x.class_name, x.pupil))
    )


def _condition_line(book: PictureBook, answers: Sequence[PhotoAnswer]) -> ConditionLine:
    first = answers[0]
    pupil, adult = book.pupils[first.pupil_id], book.adults.get(first.adult_id) if first.adult_id else None
    who = adult_words(adult) if adult else tr("The pupil")
    places = tuple((one.place, book.places[one.place].name) for one in answers)
    return ConditionLine(first, pupil.name, list_text(pupil.classes), who, places)


def tell_lines(book: PictureBook, untold: Iterable[PhotoAnswer]) -> tuple[TellLine, ...]:
    """What another system is to be told, a line for each pupil and place; a hold reads like any other no."""
    since: dict[tuple[UUID, str], date] = {}
    for one in untold:
        if one.pupil_id in book.pupils and one.place in book.places:
            key = one.pupil_id, one.place
            since[key] = min(since.get(key, one.on), one.on)
    lines = [_tell_line(book, pupil_id, place, day) for (pupil_id, place), day in since.items()]
    return tuple(sorted(lines, key=lambda x: (x.class_name, x.pupil, x.place_name)))


def _tell_line(book: PictureBook, pupil_id: UUID, place: str, since: date) -> TellLine:
    pupil, standing = book.pupils[pupil_id], book.standing(pupil_id, place)
    says = tr("Yes") if standing.may else tr("No")
    if standing.verdict in UNANSWERED:
        says = tr("No answer")
    elif standing.may and standing.answer is not None and standing.answer.until is not None:
        says = tr("Yes, until {day}", day=day_text(standing.answer.until))
    return TellLine(pupil_id, place, pupil.name, list_text(pupil.classes), book.places[place].name, says, since)
