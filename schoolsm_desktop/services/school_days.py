"""A school's calendar as it is counted in: its terms and closures, and the bank holidays of its nation, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.calendar import Closure, Term, academic_year, check_closures
from schoolsm_desktop.domain.people import Nation, School
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_days import (
    COUNT_HINT_WORDS,
    DAY_WORDS,
    FIRST_MONTH,
    Count,
    SchoolCalendar,
    count_text,
)
from schoolsm_desktop.domain.wording import by_text, day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .schools import home_school
from .session import Session

_PARTS = {Nation.ENGLAND: "ENG", Nation.WALES: "WLS", Nation.SCOTLAND: "SCT", Nation.NORTHERN_IRELAND: "NIR"}
_YEARS_ROUND = 2


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """One bank holiday of a nation."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class YearView:
    """One school year: `2026-27`, with what was entered for it and the bank holidays that fall into it."""

    year: str
    school: School
    terms: tuple[Term, ...]
    closures: tuple[Closure, ...]
    bank_holidays: tuple[BankHoliday, ...]
    school_days: int
    is_present: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer to “15 school days from 3 November”: a sentence, and what it rests on."""

    by: datetime
    words: str
    rests_on: str


class SchoolDayService:
    """Views of the years, the counting of days, and the deed that keeps closures."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def years(self, school_id: UUID | None = None) -> tuple[YearView, ...]:
        """Year by year, the newest last; at least the present one. By default of the school these records began with."""
        with self._session.reading() as uow:
            school = _school(uow, school_id)
            terms, closures = _entered(uow, school)
        first_month = FIRST_MONTH[school.nation]

        def year_of(day: date) -> str:
            return academic_year(day, first_month=first_month)

        present = {year_of(self._session.today)}
        names = sorted(present | {year_of(t.starts) for t in terms} | {year_of(c.starts) for c in closures})
        holidays = bank_holidays(school.nation, range(int(names[0][:4]), int(names[-1][:4]) + 2))
        calendar = SchoolCalendar(terms, closures, frozenset(h.day for h in holidays))
        return tuple(
            YearView(
                name,
                school,
                own := tuple(t for t in terms if year_of(t.starts) == name),
                tuple(c for c in closures if year_of(c.starts) == name),
                tuple(h for h in holidays if year_of(h.day) == name),
                sum(calendar.school_days_between(t.starts, t.ends) for t in own),
                name in present,
            )
            for name in names
        )

    def count(
        self, start: date, count: int, what: Count, *, at: time = time(), school_id: UUID | None = None
    ) -> Counted:
        """By when something is done that has so many days or hours from `start`. Raises RuleError.

        `at` is the time of day from which hours are counted, by the clock of the school.
        """
        with self._session.reading() as uow:
            school = _school(uow, school_id)
            calendar = calendar_of(uow, school, start)
        begins = datetime.combine(start, at).astimezone()
        by = calendar.after(begins, count, what)
        said = tr(
            "{count} from {start}: {by}", count=count_text(count, what), start=_start(begins, what), by=by_text(by)
        )
        return Counted(by, said, tr(COUNT_HINT_WORDS[what]))

    def kind_of(self, day: date, school_id: UUID | None = None) -> str:
        """What a day is for the school: `School day`, `Bank holiday`, `Training day`."""
        with self._session.reading() as uow:
            return tr(DAY_WORDS[calendar_of(uow, _school(uow, school_id), day).kind_of(day)])

    def closures(self) -> tuple[Closure, ...]:
        """Training days and other days without school, of every school, in order."""
        with self._session.reading() as uow:
            return uow.closures.all()

    def change_closures(self, closures: Sequence[Closure]) -> tuple[Closure, ...]:
        """Put these in the place of those that were there. Raises FieldError for one that cannot be."""
        checked = check_closures(closures)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_SCHOOL)
            kept = work.uow.closures.replace(checked)
            work.did(Did.CLOSURES_CHANGED, Noun.SCHOOL, subject_kind="closures", count=str(len(kept)))
            work.done()
        return kept


def calendar_of(uow: UnitOfWork, school: School, around: date) -> SchoolCalendar:
    """The calendar of a school for counting from a day: its own terms and closures alone."""
    terms, closures = _entered(uow, school)
    years = range(around.year - _YEARS_ROUND, around.year + _YEARS_ROUND + 1)
    return SchoolCalendar(terms, closures, frozenset(h.day for h in bank_holidays(school.nation, years)))


def bank_holidays(nation: Nation, years: range) -> tuple[BankHoliday, ...]:
    """The bank holidays of a nation in these calendar years, in order."""
    # Late: the library knows every country of the world, and a start should not wait for that.
    from holidays import country_holidays

    found = country_holidays("GB", subdiv=_PARTS[nation], years=list(years), language="en_GB")
    return tuple(BankHoliday(day, name) for day, name in sorted(found.items()))


def _school(uow: UnitOfWork, school_id: UUID | None) -> School:
    return home_school(uow) if school_id is None else uow.schools.get(school_id)


def _entered(uow: UnitOfWork, school: School) -> tuple[tuple[Term, ...], tuple[Closure, ...]]:
    return uow.terms.of_school(school.id), tuple(c for c in uow.closures.all() if c.school_id == school.id)


def _start(begins: datetime, what: Count) -> str:
    day = day_text(begins.date())
    return tr("{day}, {time}", day=day, time=f"{begins:%H:%M}") if what is Count.HOURS else day
