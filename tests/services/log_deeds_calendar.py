"""The deeds of the school year, of what is put off and of the calendar file, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.calendar import Closure, ClosureKind
from schoolsm_desktop.services.due_calendar import Whose
from tests.services.stage import Stage


def _closure(s: Stage) -> Closure:
    on = date(2027, 2, 1)
    return Closure(uuid4(), s.school.head.school_id, "Training day", on, on, ClosureKind.TRAINING_DAY)


def _keep_terms(s: Stage) -> None:
    path = s.school.base / "terms.csv"
    path.write_text("Term,First day,Last day\nAutumn term,02/09/2027,17/12/2027\n", encoding="utf-8")
    s.office.terms_file.keep(s.office.terms_file.read(path))


def _put_off(s: Stage) -> str:
    line = next(line for line in s.office.today.view().lines if not line.held)
    s.office.snoozes.put_off(line.item.key, s.office.clock.today() + timedelta(days=3), "it can wait")
    return line.item.key


CALENDAR_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "due_calendar.save": (
        Did.SAVED_AS_FILE,
        lambda s: s.office.due_calendar.save(s.school.base / "due.ics", Whose.SCHOOL),
    ),
    "school_days.change_closures": (
        Did.CLOSURES_CHANGED,
        lambda s: s.office.school_days.change_closures([_closure(s)]),
    ),
    "snoozes.put_off": (Did.SNOOZED, _put_off),
    "snoozes.call_back": (Did.SNOOZE_ENDED, lambda s: s.office.snoozes.call_back(_put_off(s))),
    "terms_file.keep": (Did.TERMS_CHANGED, _keep_terms),
}
