"""What other terms of a place, or other rules, would change for how many pupils; and what each setting means, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from .errors import FieldError
from .picture_book import PictureBook
from .picture_places import Basis, Lasting, Master, PicturePlace, PictureRules, PlaceTerms
from .wording import ntr, tr

BASIS_MEANS = {
    Basis.CONSENT: "Each home is asked. No answer is a no, and a yes can be taken back at any time.",
    Basis.PUBLIC_TASK: "Part of the school’s own work. Homes are told; who objects is left out. No answer is a yes.",
    Basis.LEGITIMATE_INTERESTS: "Useful, and nobody is harmed by it: written down by the school, and homes are told. "
    "Who objects is left out. No answer is a yes.",
}
"""A basis in a sentence; check with your adviser."""
LASTING_MEANS = {
    Lasting.SCHOOL_YEAR: "Until the day in the rules, after the school year has ended, so that a yes survives the next photo forms.",
    Lasting.KEY_STAGE: "Until the day in the rules, after the key stage has ended.",
    Lasting.YEARS: "As many years from the day of the form.",
    Lasting.ON_ROLL: "As long as the child is at the school.",
}
MASTER_MEANS = {
    Master.HERE: "Answers are kept first in this program.",
    Master.ELSEWHERE: "Answers are kept first in another system. What is entered here is listed to be changed there too.",
}
LARGEST_SIDES = (800, 1200, 1600, 2048, 2560)
"""Sides of a safe copy in pixels that a school chooses from; any other may be typed."""
LEAST_SIDE, MOST_SIDE = 400, 6000
MOST_MINUTES, MOST_AGE, MOST_YEARS, MOST_MONTHS, MOST_DAYS = 60, 19, 15, 60, 60
MOST_WORDING = 4000


@dataclass(frozen=True, slots=True)
class Moved:
    """How many pupils may be shown at a place before and after a change."""

    more: int
    fewer: int
    pupils: int


def moved_by(book: PictureBook, place: str, places: Mapping[str, PicturePlace]) -> Moved:
    """Who on the roll may be shown at `place` with other `places` and may not now, and the other way round."""
    after = replace(book, places=places)
    return _moved(book, after, place)


def moved_by_rules(book: PictureBook, rules: PictureRules) -> Moved:
    """The same for other rules, a pupil counted once however many places it concerns."""
    after = replace(book, rules=rules)
    on_roll = [p.id for p in book.pupils.values() if not p.has_left(book.today)]
    more = [x for x in on_roll if any(_may(after, x, k) and not _may(book, x, k) for k in book.places)]
    fewer = [x for x in on_roll if any(_may(book, x, k) and not _may(after, x, k) for k in book.places)]
    return Moved(len(more), len(fewer), len(on_roll))


def _moved(before: PictureBook, after: PictureBook, place: str) -> Moved:
    on_roll = [p.id for p in before.pupils.values() if not p.has_left(before.today)]
    could = {x for x in on_roll if _may(before, x, place)}
    can = {x for x in on_roll if _may(after, x, place)}
    return Moved(len(can - could), len(could - can), len(on_roll))


def _may(book: PictureBook, pupil_id: UUID, place: str) -> bool:
    return place in book.places and book.strictest(pupil_id, place).may


def moved_words(moved: Moved) -> str:
    """The change in numbers."""
    if not moved.more and not moved.fewer:
        return tr("For no pupil the answer changes today.")
    said = []
    if moved.more:
        said.append(
            ntr(
                "{count} pupil may be shown from now on who may not now.",
                "{count} pupils may be shown from now on who may not now.",
                moved.more,
            )
        )
    if moved.fewer:
        said.append(
            ntr(
                "{count} pupil may no longer be shown.",
                "{count} pupils may no longer be shown.",
                moved.fewer,
            )
        )
    return " ".join(said)


def check_terms(terms: PlaceTerms) -> PlaceTerms:
    """The terms, tidied. Raises FieldError for what cannot be."""
    if not 1 <= terms.years <= MOST_YEARS:
        raise FieldError("years", tr("Enter 1 to {most} years. Nothing was saved yet.", most=MOST_YEARS))
    if len(terms.wording) > MOST_WORDING:
        raise FieldError(
            "wording",
            tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=MOST_WORDING),
        )
    if any(key == terms.place for key, _ in terms.needs):
        raise FieldError("needs", tr("A place does not need itself. Nothing was saved yet."))
    return replace(terms, wording=terms.wording.strip())


def check_rules(rules: PictureRules) -> PictureRules:
    """The rules, tidied. Raises FieldError beside the field that cannot be."""
    if rules.master is Master.ELSEWHERE and not rules.master_name.strip():
        raise FieldError("master_name", tr("Enter the name of the other system. Nothing was saved yet."))
    try:
        date(2028, rules.answers_end_month, rules.answers_end_day)  # a leap year: 29 February is a day of the calendar
    except ValueError:
        raise FieldError("answers_end", tr("There is no such day in the year. Nothing was saved yet.")) from None
    for name, value, least, most in (
        ("own_answer_age", rules.own_answer_age, 0, MOST_AGE),
        ("largest_side", rules.largest_side, LEAST_SIDE, MOST_SIDE),
        ("review_months", rules.review_months, 1, MOST_MONTHS),
        ("take_down_days", rules.take_down_days, 0, MOST_DAYS),
        ("shred_days", rules.shred_days, 0, MOST_DAYS),
        ("stay_open_minutes", rules.stay_open_minutes, 0, MOST_MINUTES),
    ):
        if not least <= value <= most:
            raise FieldError(
                name, tr("Enter a number from {least} to {most}. Nothing was saved yet.", least=least, most=most)
            )
    return replace(rules, master_name=" ".join(rules.master_name.split()))
