"""The deeds of the school year, of what is put off, of the calendar file and of the search, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_days import Count
from schoolsm_desktop.services.due_calendar import Whose

from .deed import EVERYBODY, Deed
from .stage import Stage


def _terms_file(s: Stage) -> Path:
    path = s.files / "terms.csv"
    path.write_text("Term,First day,Last day\nAutumn term,02/09/2027,17/12/2027\n", encoding="utf-8")
    return path


def _calendar_file(s: Stage) -> object:
    path = s.files / "due.ics"
    path.unlink(missing_ok=True)
    return s.office.due_calendar.save(path, Whose.SCHOOL)


A = Action
DEEDS: Mapping[str, Deed] = {
    "DueCalendarService.offer": Deed(EVERYBODY, lambda s: s.office.due_calendar.offer()),
    "DueCalendarService.save": Deed(A.SEE_REGISTER, _calendar_file),
    "Finder.add_places": Deed(EVERYBODY, lambda s: s.office.finder.add_places(())),
    "SchoolDayService.years": Deed(EVERYBODY, lambda s: s.office.school_days.years()),
    "SchoolDayService.count": Deed(
        EVERYBODY, lambda s: s.office.school_days.count(s.school.clock.today(), 1, Count.WORKING_DAYS)
    ),
    "SchoolDayService.kind_of": Deed(EVERYBODY, lambda s: s.office.school_days.kind_of(s.school.clock.today())),
    "SchoolDayService.closures": Deed(EVERYBODY, lambda s: s.office.school_days.closures()),
    "SchoolDayService.change_closures": Deed(A.EDIT_SCHOOL, lambda s: s.office.school_days.change_closures([])),
    "SignInService.seen": Deed(A.MAKE_SIGN_INS, lambda s: s.office.sign_ins.seen()),
    "SnoozeService.put_off": Deed(
        EVERYBODY,
        lambda s: s.office.snoozes.put_off("no such line", s.school.clock.today() + timedelta(days=1), "it can wait"),
    ),
    "SnoozeService.call_back": Deed(EVERYBODY, lambda s: s.office.snoozes.call_back("no such line")),
    "TermsFileService.read": Deed(A.EDIT_SCHOOL, lambda s: s.office.terms_file.read(_terms_file(s))),
    "TermsFileService.keep": Deed(A.EDIT_SCHOOL, lambda s: s.office.terms_file.keep([])),
}
