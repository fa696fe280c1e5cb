"""What was complained of in the invented school: one new, one that has gone on from paper, one that is over."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.cases import EntryKind
from schoolsm_desktop.domain.complaints import CameBy, ComplaintAbout, Stage
from schoolsm_desktop.domain.incidents import Who
from schoolsm_desktop.services.case_letters import CaseLetterService
from schoolsm_desktop.services.complaints import Added, ComplaintService, NewComplaint

if TYPE_CHECKING:
    from .build import Performer

_DAY = timedelta(days=1)


def complaints(performer: Performer) -> None:
    """Taken in by the coordinator; the headteacher reads each, and leads the second."""
    _new(performer)
    _from_paper(performer)
    _over(performer)


def _new(performer: Performer) -> None:
    service, today = ComplaintService(performer.session("coordinator")), performer.today
    taken = service.record(
        NewComplaint(
            "She asked twice for the sports day pictures of her class, and was told on the page to look at the website.",
            today - _DAY,
            CameBy.TELEPHONE,
            ComplaintAbout.ONLINE,
            Who.PARENT,
            "Hannah Ridgewell",
            "07700 900871",
            account_id=performer.accounts.get("facebook", performer.accounts["website"]),
        )
    )
    day = next(today + n * _DAY for n in range(2, 5) if (today + n * _DAY).weekday() < 5)
    at = datetime.combine(day, time(15, 30)).astimezone()
    service.appoint(taken.id, at, performer.people["deputy"], "Deputy’s room")


def _from_paper(performer: Performer) -> None:
    session, today = performer.session("head"), performer.today
    service = ComplaintService(session)
    taken = service.record(
        NewComplaint(
            "A form for the residential trip asked for medical details on a page that anybody could open.",
            today - 16 * _DAY,
            CameBy.LETTER,
            ComplaintAbout.PERSONAL_DATA,
            Who.PARENT,
            "Owen Tarleton",
            "14 Mere Lane",
            paper_on=today - 16 * _DAY,
        )
    )
    CaseLetterService(session).make(
        taken.id, "complaint-acknowledged", "Owen Tarleton", {"item": "the form for the residential trip"}
    )
    on = datetime.combine(today - 13 * _DAY, time(9, 40)).astimezone()
    service.add(
        taken.id, Added(EntryKind.MEETING, "Heard in the headteacher’s room; the form was closed that day.", on)
    )
    advice = "Looked into with the data protection adviser. He was told how the formal stage goes, and wishes it."
    service.take_stage(taken.id, Stage.FORMAL, advice, performer.people["head"])


def _over(performer: Performer) -> None:
    service, today = ComplaintService(performer.session("coordinator")), performer.today
    taken = service.record(
        NewComplaint(
            "The newsletter was posted with last year’s dates.",
            today - 8 * _DAY,
            CameBy.EMAIL,
            ComplaintAbout.ONLINE,
            name="Priya Vellore",
        )
    )
    on = datetime.combine(today - 7 * _DAY, time(14, 5)).astimezone()
    service.answer(taken.id, "The dates were put right the same afternoon, and she was thanked.", on)
    service.close(taken.id, "Upheld and put right.")
