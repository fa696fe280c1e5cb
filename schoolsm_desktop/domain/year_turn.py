"""The school year turns: where each class goes, who leaves, which steps are left (PRACTICE 24)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from .answer_days import year_number
from .errors import FieldError
from .pupils import Pupil, class_key
from .wording import tr

LAST_OF_PRIMARY, LAST_YEAR = 6, 13


class TurnStep(StrEnum):
    """The steps of September, in their order."""

    MOVE = "move"
    INTAKE = "intake"
    FORMS = "forms"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class ClassGoes:
    """Where the pupils of one class and year group go. `leaves`: they leave the school.

    An empty `new_class` leaves them without a class, to be placed by hand (split classes).
    """

    old_class: str
    old_year: str
    count: int
    new_class: str = ""
    new_year: str = ""
    leaves: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Which pupils it is about."""
        return self.old_class, self.old_year


@dataclass(frozen=True, slots=True)
class TurnPlan:
    """The whole turn. `placed` puts single pupils into a class by hand, `stay` keeps them where they are."""

    goes: tuple[ClassGoes, ...]
    last_day: date
    """The last day on the roll of those who leave."""
    placed: Mapping[UUID, str] = field(default_factory=dict)
    stay: frozenset[UUID] = frozenset()


def suggested_turn(pupils: Iterable[Pupil], today: date) -> TurnPlan:
    """Where each class would go: up a year, the last year out of the school. Everything can be changed."""
    counted = Counter((p.class_name, p.year) for p in pupils if p.on_roll(today))
    numbers = [number for name, year in counted if (number := _number(year, name)) is not None]
    top = max(numbers, default=LAST_OF_PRIMARY)  # the last year of the school is the highest on the roll
    by_year: dict[int, list[str]] = {}
    for class_name, year in counted:
        number = _number(year, class_name)
        if number is not None and class_name:
            by_year.setdefault(number, []).append(class_name)
    goes = [
        _goes(class_name, year, count, top, by_year)
        for (class_name, year), count in sorted(counted.items(), key=lambda one: (class_key(one[0][0]), one[0][1]))
    ]
    return TurnPlan(tuple(goes), last_day_of(today))


def last_day_of(today: date) -> date:
    """The end of the school year that is ending or has ended."""
    return date(today.year if today.month >= 6 else today.year - 1, 8, 31)


def school_year_began(today: date) -> date:
    """From when on a turn belongs to the school year of `today`: it can be prepared from July on."""
    return date(today.year if today.month >= 7 else today.year - 1, 7, 1)


def turned(pupils: Iterable[Pupil], plan: TurnPlan, today: date) -> list[tuple[Pupil, Pupil]]:
    """Every pupil whom the turn changes, before and after. Raises FieldError for a class that is named twice."""
    check_plan(plan)
    goes = {one.key: one for one in plan.goes}
    found = []
    for pupil in pupils:
        if not pupil.on_roll(today) or pupil.id in plan.stay:
            continue
        one = goes.get((pupil.class_name, pupil.year))
        if one is None:
            continue
        if one.leaves:
            after = replace(pupil, on_roll_to=max(plan.last_day, pupil.on_roll_from or plan.last_day))
        else:
            new_class = plan.placed.get(pupil.id, one.new_class)
            after = replace(pupil, class_name=new_class, second_class="", year=one.new_year)
        if after != pupil:
            found.append((pupil, after))
    return found


def check_plan(plan: TurnPlan) -> None:
    """Raise FieldError where a class or year is too long to be one, or the last day cannot be."""
    for one in plan.goes:
        if len(one.new_class) > 40 or len(one.new_year) > 20:
            raise FieldError(
                "goes", tr("The name of a class is longer than {longest} characters. Nothing was changed.", longest=40)
            )


def by_hand(plan: TurnPlan, pupils: Iterable[Pupil], today: date) -> list[Pupil]:
    """Who has no class yet after the turn and is to be placed."""
    waiting = {one.key for one in plan.goes if not one.leaves and not one.new_class}
    return [
        p
        for p in pupils
        if p.on_roll(today) and (p.class_name, p.year) in waiting and p.id not in plan.placed and p.id not in plan.stay
    ]


def _number(year: str, class_name: str) -> int | None:
    """The year group; of a class whose year is not known by its name, where that says it (`3A`, `RB`, `Year 4`)."""
    if year:
        return year_number(year)
    named = re.fullmatch(r"(?:Y|Year ?)?(\d{1,2}|R|N)[A-Za-z]{0,2}", class_name.strip())
    return year_number(named.group(1)) if named else None


def _goes(class_name: str, year: str, count: int, top: int, by_year: Mapping[int, list[str]]) -> ClassGoes:
    number = _number(year, class_name)
    if number is None:
        return ClassGoes(class_name, year, count, class_name, year)
    if number >= min(top, LAST_YEAR):
        return ClassGoes(class_name, year, count, leaves=True)
    return ClassGoes(class_name, year, count, _next_class(class_name, number, by_year), _next_year(year, number))


def _next_year(year: str, number: int) -> str:
    if number < 0:
        return "R"
    prefix = re.match(r"\D*(?=\d)", year)
    return f"{prefix.group() if prefix else ''}{number + 1}"


def _next_class(class_name: str, number: int, by_year: Mapping[int, list[str]]) -> str:
    """The class of the next year that goes by the same letter, or the only one; empty where it cannot be told."""
    following = sorted(set(by_year.get(number + 1, ())))
    mixed = class_name in following
    if mixed:
        return class_name  # a class of two year groups: the younger ones stay in it
    digits = re.search(r"\d+", class_name)
    if digits and int(digits.group()) == number:
        return f"{class_name[: digits.start()]}{number + 1}{class_name[digits.end() :]}"
    early = re.match(r"(?:R|YR|N)(?=[A-Z]$|\d$|$)", class_name)
    if early and number <= 0:
        rest = class_name[early.end() :]
        return f"R{rest}" if number < 0 else f"{number + 1}{rest}"
    return following[0] if len(following) == 1 else ""
