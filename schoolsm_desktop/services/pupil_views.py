"""Pupils as they are shown: a line of the roll, and everything about one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import (
    CAPACITY_WORDS,
    UNANSWERED,
    VERDICT_WORDS,
    Adult,
    PhotoAnswer,
    Said,
    Standing,
    Verdict,
)
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import day_text, list_text, ntr, tr

SAID_WORDS = {
    Said.YES: "Yes",
    Said.NO: "No",
    Said.WITHDRAWN: "Withdrawn",
    Said.OBJECTED: "Objected",
    Said.CONDITION: "Yes with a condition",
}
SHOWN_IN_SHORT = 2
"""How many places are named where a few stop; the others are counted."""


class Overall(StrEnum):
    """How a pupil's places stand together."""

    EVERYWHERE = "everywhere"
    SOME = "some"
    NOWHERE = "nowhere"
    OPEN = "open"
    CHECK = "check"
    HOLD = "hold"
    LEFT = "left"


_ALONE = dict.fromkeys(UNANSWERED, Overall.OPEN) | {Verdict.CHECK_SIGNER: Overall.CHECK}
"""What a verdict that is the same everywhere comes to; any other is a refusal."""


@dataclass(frozen=True, slots=True)
class Short:
    """What stands for each place, in a few words. On hold reads alike whatever the reason (PRACTICE 4)."""

    overall: Overall
    words: str


@dataclass(frozen=True, slots=True)
class PupilLine:
    """One pupil of the roll. What stands in short is worked out for the lines that are looked at."""

    pupil: Pupil
    classes: str
    order: tuple[str, str]
    """Family and given name, folded: the order of a class list."""
    key: str
    """What the line is found by when somebody types, folded once: every name, classes, the number."""
    _book: PictureBook = field(repr=False, compare=False)
    _shorts: dict[UUID, Short] = field(repr=False, compare=False)

    @property
    def short(self) -> Short:
        """What stands for each place, in short."""
        known = self._shorts.get(self.pupil.id)
        if known is None:
            known = self._shorts[self.pupil.id] = short_of(self._book, self.pupil.id)
        return known

    @property
    def has_left(self) -> bool:
        """Whether the last day on the roll has passed."""
        return self.pupil.has_left(self._book.today)


@dataclass(frozen=True, slots=True)
class Sibling:
    """A brother or sister: for “the same for Ada (2A)?”."""

    id: UUID
    name: str
    class_name: str


@dataclass(frozen=True, slots=True)
class AdultLine:
    """Somebody who answers for a pupil, as the person signed in may see it."""

    adult: Adult
    who: str
    words: str
    needs_look: bool
    """“Check who signed”: a click records that this person has parental responsibility."""
    has_say: bool = True


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """What stands for one place: by whom, and until when; both empty where it must not be told."""

    key: str
    name: str
    verdict: Verdict
    words: str
    detail: str

    @property
    def may(self) -> bool:
        """Whether a picture may go there."""
        return self.verdict in (Verdict.YES, Verdict.TOLD)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer of the history."""

    answer: PhotoAnswer
    place: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class PictureLine:
    """Something the pupil can be seen in."""

    words: str
    record_id: UUID


@dataclass(frozen=True, slots=True)
class FormLine:
    """A photo form: of which round, and whether it is back."""

    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class PupilRights:
    """What the person signed in may do with a pupil."""

    edit: bool = False
    record: bool = False
    hold: bool = False
    decide: bool = False
    import_roll: bool = False
    print_lists: bool = False
    take_down: bool = False


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold, for the safeguarding lead alone; `looked_at` once one of them has read why."""

    id: UUID
    since: date
    by: str
    looked_at: bool


@dataclass(frozen=True, slots=True)
class PupilView:
    """One pupil with everything that the person signed in may see of it."""

    pupil: Pupil
    short: Short
    adults: tuple[AdultLine, ...]
    siblings: tuple[Sibling, ...]
    places: tuple[PlaceLine, ...]
    history: tuple[AnswerLine, ...]
    history_held: bool
    """Answers of places on hold are left out: whoever is not the safeguarding lead asks."""
    pictures: tuple[PictureLine, ...] = ()
    forms: tuple[FormLine, ...] = ()
    holds: tuple[HoldLine, ...] = ()
    """For the safeguarding lead alone."""
    has_sealed_names: bool = False
    rights: PupilRights = PupilRights()

    @property
    def on_hold(self) -> bool:
        """Whether any place reads on hold, for whatever reason."""
        return self.short.overall is Overall.HOLD


def lines_of(book: PictureBook) -> tuple[PupilLine, ...]:
    """Every pupil, by family and given name."""
    shorts: dict[UUID, Short] = {}
    lines = [_line(pupil, book, shorts) for pupil in book.pupils.values()]
    return tuple(sorted(lines, key=lambda line: line.order))


def _line(pupil: Pupil, book: PictureBook, shorts: dict[UUID, Short]) -> PupilLine:
    classes = ", ".join(pupil.classes)
    key = folded(f"{' '.join(pupil.all_names)} {classes} {pupil.upn}")
    return PupilLine(pupil, classes, (folded(pupil.family), folded(pupil.called)), key, book, shorts)


def short_of(book: PictureBook, pupil_id: UUID) -> Short:
    """What a pupil's places come to, in a few words."""
    standings = {key: book.standing(pupil_id, key) for key in book.places}
    verdicts = {s.verdict for s in standings.values()}
    if Verdict.ON_HOLD in verdicts or pupil_id in book.held:
        return Short(Overall.HOLD, tr(VERDICT_WORDS[Verdict.ON_HOLD]))
    if book.pupils[pupil_id].has_left(book.today):
        return Short(Overall.LEFT, tr(VERDICT_WORDS[Verdict.LEFT]))
    if not standings:
        return Short(Overall.OPEN, tr(VERDICT_WORDS[Verdict.NOT_ASKED]))
    stopped = [key for key, standing in standings.items() if not standing.may]
    if not stopped:
        return Short(Overall.EVERYWHERE, tr("Yes everywhere"))
    if len(verdicts) == 1:
        (only,) = verdicts
        return Short(_ALONE.get(only, Overall.NOWHERE), _everywhere(only))
    if len(stopped) == len(standings) and verdicts - UNANSWERED == {Verdict.CHECK_SIGNER}:
        return Short(Overall.CHECK, tr(VERDICT_WORDS[Verdict.CHECK_SIGNER]))
    if len(stopped) == len(standings):
        overall = Overall.OPEN if verdicts <= UNANSWERED else Overall.NOWHERE
        return Short(overall, tr("Nowhere for now"))
    return Short(Overall.SOME, _not_at([book.places[key].name for key in stopped]))


def _everywhere(verdict: Verdict) -> str:
    return tr("No everywhere") if verdict is Verdict.NO else tr(VERDICT_WORDS[verdict])


def _not_at(names: list[str]) -> str:
    more = len(names) - SHOWN_IN_SHORT
    if more > 0:
        said = ", ".join(names[:SHOWN_IN_SHORT])
        return ntr("Not: {names} and {count} more", "Not: {names} and {count} more", more, names=said)
    return tr("Not: {names}", names=list_text(names))


def place_lines(book: PictureBook, pupil_id: UUID) -> tuple[PlaceLine, ...]:
    """What stands for each place, with whose answer decided and until when."""
    adults = {a.id: a for a in book.adults_of.get(pupil_id, ())}
    found = []
    for key, place in book.places.items():
        standing = book.standing(pupil_id, key)
        words = tr(VERDICT_WORDS[standing.verdict])
        found.append(PlaceLine(key, place.name, standing.verdict, words, _given(standing, adults)))
    return tuple(found)


def _given(standing: Standing, adults: Mapping[UUID, Adult]) -> str:
    answer = standing.answer
    if answer is None:
        return ""
    said = tr("{who}, {day}", who=who_words(answer.adult_id, adults), day=day_text(answer.on))
    if answer.until is not None:
        said = tr("{given}, until {day}", given=said, day=day_text(answer.until))
    if answer.said is Said.CONDITION and answer.condition:
        said = tr("{given}: “{words}”", given=said, words=answer.condition)
    return said


def who_words(adult_id: UUID | None, adults: Mapping[UUID, Adult]) -> str:
    """Who answered: as what, and by name where it is known."""
    if adult_id is None:
        return tr("The pupil")
    adult = adults.get(adult_id)
    if adult is None:
        return tr("Not known who")
    as_what = tr(CAPACITY_WORDS[adult.capacity])
    return tr("{name} ({capacity})", name=adult.name, capacity=as_what.lower()) if adult.name else as_what


def adult_line(adult: Adult, *, decides: bool) -> AdultLine:
    """Who answers, in words. That somebody's say ended is for the safeguarding lead; others read whom to ask."""
    who = who_words(adult.id, {adult.id: adult})
    if adult.say_ended_at is not None:
        said = tr("Say ended {day}", day=day_text(adult.say_ended_at.date())) if decides else tr("Ask the DSL")
        return AdultLine(adult, who, said, False, has_say=False)
    if adult.responsibility is Known.YES:
        return AdultLine(adult, who, tr("Parental responsibility recorded"), False)
    if adult.responsibility is Known.NO:
        return AdultLine(adult, who, tr("No parental responsibility: a no counts, a yes does not"), False)
    if adult.counts_for_yes:
        return AdultLine(adult, who, tr("Answers count"), False)
    return AdultLine(adult, who, tr("Check who signed: parental responsibility is not recorded"), True)


def history_of(book: PictureBook, pupil_id: UUID, hidden: Iterable[str]) -> tuple[AnswerLine, ...]:
    """Every answer about a pupil, the newest first, without those for the places in `hidden`."""
    adults = {a.id: a for a in book.adults_of.get(pupil_id, ())}
    left_out = set(hidden)
    found = [
        AnswerLine(answer, _place_name(book, place), _said_words(answer), who_words(answer.adult_id, adults))
        for place, answers in book.by_pupil.get(pupil_id, {}).items()
        if place not in left_out
        for answer in answers
    ]
    return tuple(sorted(found, key=lambda x: (x.answer.on, x.answer.recorded_at, x.place), reverse=True))


def _place_name(book: PictureBook, place: str) -> str:
    return book.places[place].name if place in book.places else tr("A place that is not used now")


def _said_words(answer: PhotoAnswer) -> str:
    said = tr(SAID_WORDS[answer.said])
    return tr("{said} (entered by mistake)", said=said) if answer.mistaken_at is not None else said


def siblings_of(book: PictureBook, pupil_id: UUID) -> tuple[Sibling, ...]:
    """Brothers and sisters on the roll, as they were linked by hand."""
    family_id = book.pupils[pupil_id].family_id
    if family_id is None:
        return ()
    others = [
        p for p in book.pupils.values() if p.family_id == family_id and p.id != pupil_id and not p.has_left(book.today)
    ]
    others.sort(key=lambda p: (folded(p.called), folded(p.family)))
    return tuple(Sibling(p.id, p.name, ", ".join(p.classes)) for p in others)


def rights_of(allows: Callable[[Action], bool]) -> PupilRights:
    """What somebody may do, by what is allowed."""
    return PupilRights(
        edit=allows(Action.EDIT_PUPILS),
        record=allows(Action.RECORD_ANSWERS),
        hold=allows(Action.PUT_ON_HOLD),
        decide=allows(Action.DECIDE_HOLDS),
        import_roll=allows(Action.IMPORT_PUPILS),
        print_lists=allows(Action.PRINT_PUPIL_LISTS),
        take_down=allows(Action.TAKE_DOWN),
    )
