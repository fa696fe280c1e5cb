"""Termly reports of the invented school: last term's as the board took it, this term's begun as the term comes to its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from schoolsm_desktop.domain.term_reports import PlannedAction, ReportWords
from schoolsm_desktop.services.session import Session
from schoolsm_desktop.services.term_reports import Presentation, TermReportService
from schoolsm_desktop.services.this_pc import ThisPc
from schoolsm_desktop.services.today import TodayService

from .life_plan import ReportMade, ReportPresented
from .plan import Deed

if TYPE_CHECKING:
    from .build import Performer

LAST_REPORT: Final = "term-report"
_OPENING = (
    "It was our third term of keeping every account of the school in one place. Each account has somebody who looks after "
    "it, and the accounts that nobody needed were closed."
)
_ASKED = (
    "To note the figures, to agree the action plan, and to say whether the newsletter may be printed with pictures."
)
_REMARK = "The figures in Part 2 are small. Please do not speak of them outside the meeting."
_NOW = (
    "The term began with training for all colleagues. Photo forms went out to every class, and most of them are back. Two "
    "accounts wait for a new password."
)
_NOW_ASKED = "To note the figures, and to agree to a second person for pictures that go to the press."


def term_report(performer: Performer) -> None:
    """The deputy's lines of the last plan are carried on; the headteacher has begun to write."""
    service = _service(performer.session("head"))
    view = service.view()
    draft = service.begin(view.periods[0].starts.isoformat())
    words = service.one(draft.id).words or ReportWords()
    done = tuple(
        replace(action, done_on=performer.today - timedelta(days=12)) if place == 0 else action
        for place, action in enumerate(words.plan)
    )
    new = PlannedAction(
        "Bring in the photo forms that are not back", view.roles[-1], performer.today + timedelta(days=20)
    )
    service.write(draft.id, replace(words, opening=_NOW, asked=_NOW_ASKED, plan=(*done, new)))


def _made(performer: Performer, deed: ReportMade) -> None:
    """The report of the term before: written, and made final."""
    service = _service(performer.session(deed.by))
    view, today = service.view(), performer.today
    draft = service.begin(view.periods[1].starts.isoformat())
    who = view.roles
    plan = (
        PlannedAction(
            "Close the accounts that nobody looks after", who[0], today + timedelta(days=30), today - timedelta(days=4)
        ),
        PlannedAction("Train every colleague who may post", who[0], today + timedelta(days=50)),
        PlannedAction("Give every shared account a password of its own", who[0], today + timedelta(days=80)),
    )
    service.write(draft.id, ReportWords(_OPENING, _ASKED, plan, _REMARK))
    performer.records[LAST_REPORT] = service.finish(draft.id).id


def _presented(performer: Performer, deed: ReportPresented) -> None:
    on = performer.today
    taken = Presentation(on, f"FGB {on:%m/%y}, item 6", "Miriam Castellan", "Edith Wainford", on)
    _service(performer.session(deed.by)).presented(performer.records[LAST_REPORT], taken)


def _service(session: Session) -> TermReportService:
    return TermReportService(session, TodayService(session, ThisPc(session.folder / "no-such-pc.json")))


PERFORM: Mapping[type[Deed], Callable[..., None]] = {ReportMade: _made, ReportPresented: _presented}
