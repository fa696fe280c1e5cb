"""The rules of a round of photo forms: who is asked, in which order envelopes go into the bags, what is back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from .errors import FieldError
from .photo_answers import Verdict
from .photo_forms import FormRound, PhotoForm
from .picture_book import PictureBook
from .pupils import Pupil, class_key, sort_key
from .wording import day_text, ntr, tr

RUNS_OUT_SOON = timedelta(days=60)
"""A yes that runs out within two months is asked for anew."""
_TO_ASK = frozenset({Verdict.NOT_ASKED, Verdict.ASKED, Verdict.EXPIRED, Verdict.CHECK_SIGNER})


class AskWhom(StrEnum):
    """Who gets a form in a round."""

    EVERYBODY = "everybody"
    UNANSWERED = "unanswered"


ASK_WHOM_WORDS = {
    AskWhom.EVERYBODY: "Everybody",
    AskWhom.UNANSWERED: "Who has no answer, or whose yes runs out within two months",
}


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round as somebody asks for it. No `classes`: the whole school. `until` None: as each place's terms say."""

    name: str
    places: tuple[str, ...]
    classes: tuple[str, ...] = ()
    whom: AskWhom = AskWhom.EVERYBODY
    due_on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """What goes home in one bag: that of the youngest of a family. `children` begin with the carrier."""

    children: tuple[Pupil, ...]

    @property
    def carrier(self) -> Pupil:
        """In whose bag it goes."""
        return self.children[0]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many forms of a class or a round went out and are back."""

    asked: int
    sent: int
    back: int

    @property
    def missing(self) -> int:
        """Those that are not back."""
        return self.asked - self.back

    @property
    def words(self) -> str:
        """`23 of 29 back, 6 missing`."""
        if not self.asked:
            return tr("Nobody is asked")
        if not self.sent and not self.back:
            return ntr("{count} form, not sent yet", "{count} forms, none sent yet", self.asked)
        if not self.missing:
            return ntr("The form is back", "All {count} back", self.asked)
        said = tr("{back} of {asked} back, {missing} missing", back=self.back, asked=self.asked, missing=self.missing)
        unsent = self.asked - self.sent
        return tr("{said}; {unsent} not sent yet", said=said, unsent=unsent) if unsent > 0 else said


def check_round(asked: NewRound, today: date, places: Collection[str], classes: Collection[str]) -> NewRound:
    """The round, tidied. Raises FieldError for what is missing or cannot be."""
    name = " ".join("".join(s if s.isprintable() else " " for s in asked.name[:1000]).split())
    if not name:
        raise FieldError("name", tr("Give them a name, such as “Autumn 2026”. Nothing was saved yet."))
    if len(name) > 80:
        raise FieldError("name", tr("This is longer than {longest} characters. Shorten it.", longest=80))
    if not asked.places:
        raise FieldError("places", tr("Tick at least one place that parents are asked about. Nothing was saved yet."))
    if not set(asked.places) <= set(places):
        raise FieldError(
            "places", tr("One of these places is no longer in use. Tick them again; nothing was saved yet.")
        )
    if not set(asked.classes) <= set(classes):
        raise FieldError(
            "classes", tr("One of these classes is not on the roll. Tick them again; nothing was saved yet.")
        )
    check_round_days(asked.due_on, asked.until, today)
    return replace(asked, name=name)


def check_round_days(due_on: date | None, until: date | None, today: date) -> None:
    """Raises FieldError where forms would be due before they can be sent, or a yes would end before it is given."""
    if due_on is not None and due_on < today:
        raise FieldError(
            "due_on", tr("{day} has passed. Enter a day to come, or leave it empty.", day=day_text(due_on))
        )
    if until is not None and until <= (due_on or today):
        raise FieldError(
            "until",
            tr("A yes would run out on {day}, before the forms are back. Enter a later day.", day=day_text(until)),
        )


def who_is_asked(asked: NewRound, book: PictureBook) -> tuple[Pupil, ...]:
    """Who gets a form: on the roll, in one of the classes, and where only they are meant, without an answer that lasts.

    A hold plays no part: whether a form came home must not tell that a child is on hold.
    """
    open_book = replace(book, held=frozenset())
    return tuple(
        pupil
        for pupil in sorted(book.pupils.values(), key=sort_key)
        if pupil.on_roll(book.today)
        and (not asked.classes or set(pupil.classes) & set(asked.classes))
        and (asked.whom is AskWhom.EVERYBODY or any(_wants(open_book, pupil, place) for place in asked.places))
    )


def _wants(book: PictureBook, pupil: Pupil, place: str) -> bool:
    if place not in book.places:
        return False
    standing = book.standing(pupil.id, place)
    if standing.verdict in _TO_ASK:
        return True
    until = standing.answer.until if standing.answer is not None else None
    return standing.verdict is Verdict.YES and until is not None and until <= book.today + RUNS_OUT_SOON


def class_of(pupil: Pupil) -> str:
    """The class in which a pupil's form is handed out and counted: the first one; empty where none is known."""
    return pupil.classes[0] if pupil.classes else ""


def envelopes(pupils: Iterable[Pupil]) -> dict[str, tuple[Envelope, ...]]:
    """Everybody's envelopes by class in bag order: one a family, in the bag of the youngest, by family name.

    Brothers and sisters are those whom the office linked; two families of one name stay two.
    """
    families: dict[UUID, list[Pupil]] = {}
    for pupil in pupils:
        families.setdefault(pupil.family_id or pupil.id, []).append(pupil)
    piles: dict[str, list[Envelope]] = {}
    for children in families.values():
        envelope = Envelope(tuple(sorted(children, key=_youngest_first)))
        piles.setdefault(class_of(envelope.carrier), []).append(envelope)
    return {
        name: tuple(sorted(piles[name], key=lambda e: sort_key(e.carrier)))
        for name in sorted(piles, key=lambda name: (not name, class_key(name)))
    }


def _youngest_first(pupil: Pupil) -> tuple[int, tuple[int, str], tuple[str, str]]:
    born = pupil.birth_date.toordinal() if pupil.birth_date is not None else 0
    return -born, class_key(class_of(pupil)), sort_key(pupil)


def tally(forms: Iterable[PhotoForm]) -> Tally:
    """What went out and what is back."""
    found = list(forms)
    back = len([form for form in found if form.back_on is not None])
    return Tally(len(found), len([f for f in found if f.sent_on is not None or f.back_on is not None]), back)


def tallies(forms: Sequence[PhotoForm], pupils: Mapping[UUID, Pupil]) -> dict[str, Tally]:
    """The same by class, in the order of classes; who has left since counts while the form is back."""
    by_class: dict[str, list[PhotoForm]] = {}
    for form in forms:
        by_class.setdefault(class_of(pupils[form.pupil_id]) if form.pupil_id in pupils else "", []).append(form)
    return {name: tally(by_class[name]) for name in sorted(by_class, key=lambda name: (not name, class_key(name)))}


def counts_in(form: PhotoForm, pupils: Mapping[UUID, Pupil], today: date) -> bool:
    """Whether a form still counts: who left before it came back is not waited for."""
    pupil = pupils.get(form.pupil_id)
    return form.back_on is not None or (pupil is not None and not pupil.has_left(today))


def state_words(form: PhotoForm, asked: FormRound, today: date) -> str:
    """Where one form is."""
    if form.back_on is not None:
        return tr("Back on {day}", day=day_text(form.back_on))
    if form.sent_on is None:
        return tr("Not sent yet")
    late = asked.due_on is not None and asked.due_on < today
    if form.chased_on is not None:
        return tr("Not back; second letter of {day}", day=day_text(form.chased_on))
    return (
        tr("Not back; was due on {day}", day=day_text(asked.due_on))
        if late
        else tr("Out since {day}", day=day_text(form.sent_on))
    )
