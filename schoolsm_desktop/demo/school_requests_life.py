"""What the invented school was asked for: by its parents' association, by colleagues, and in confidence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.school_requests import RequestKind
from schoolsm_desktop.services.request_letters import RequestLetterService
from schoolsm_desktop.services.school_requests import DecisionPaper, SchoolAsking, SchoolRequestService, Terms

if TYPE_CHECKING:
    from .build import Performer

_PARENTS = "Fernhollow Parents’ Association"
_POSTER = {
    "item": "Poster and page of the summer fair",
    "use": "The poster in the village shops and the association’s own page.",
    "material": "both",
}
_MUGS = {"item": "Mugs with the school’s crest", "use": "Sold at the winter concert for the new library."}
_BLOG = {
    "area": "Year 4 reading blog",
    "purpose": "Children write about the books they read, and answer one another.",
    "class": "Year 4",
    "members": "The class, their teacher and the computing coordinator",
    "platform": "The school’s learning platform",
    "age-terms": "by-licence",
    "dpia": "yes",
    "measures": "members-only moderated no-names no-pictures no-messages second-adult rules-taught parents-told",
    "moderator": "Joel Marchbanks",
}
_PAGE = {
    "account": "Fernhollow sports",
    "platform": "X",
    "purpose": "Results and fixtures of our teams.",
    "audience": "Parents and carers, other schools",
}
_FRIEND = {
    "direction": "incoming",
    "platform": "Facebook",
    "reason": "We have sung in the same choir for years; the request came last week.",
}


def school_requests(performer: Performer) -> None:
    """A permission that ends soon, an area that stands, one that was refused, and two that wait."""
    people, today = performer.people, performer.today
    office = SchoolRequestService(performer.session("office"))
    head, long_ago = people["head"], today - timedelta(days=345)
    poster = office.ask(SchoolAsking(RequestKind.NAME_AND_LOGO, _POSTER, None, _PARENTS, long_ago)).request
    terms = Terms(
        "The crest is not changed, and the office sees the poster first.", "", long_ago, today + timedelta(20)
    )
    office.enter_paper(poster.id, DecisionPaper(True, head, long_ago + timedelta(3), terms), poster.revision)
    RequestLetterService(performer.session("office")).make(poster.id)
    office.ask(SchoolAsking(RequestKind.NAME_AND_LOGO, _MUGS, None, _PARENTS, today - timedelta(days=6)))
    _areas(performer, office)
    page = office.ask(SchoolAsking(RequestKind.NEW_ACCOUNT, _PAGE, people["newcomer"], "", today - timedelta(days=15)))
    SchoolRequestService(performer.session("head")).refuse(
        page.request.id, "The school’s own page carries the results already.", page.request.revision
    )
    own = SchoolRequestService(performer.session("coordinator"))
    own.ask(SchoolAsking(RequestKind.FRIEND_REQUEST, _FRIEND, people["coordinator"], "", today - timedelta(days=2)))


def _areas(performer: Performer, office: SchoolRequestService) -> None:
    """A blog that the headteacher agreed to on paper, where the policy has such areas; it is looked at again by now."""
    people, today = performer.people, performer.today
    begins, asked_on = today - timedelta(days=30), today - timedelta(days=44)
    ends = today + timedelta(days=120)
    blog = office.ask(
        SchoolAsking(RequestKind.CLOSED_AREA, _BLOG, people["teacher"], "", asked_on, begins, ends)
    ).request
    if not blog.waits:
        return
    terms = Terms("Closed, and its contents kept or deleted, at the end.", "", begins, ends, today - timedelta(days=1))
    office.enter_paper(blog.id, DecisionPaper(True, people["head"], begins - timedelta(4), terms), blog.revision)
    RequestLetterService(performer.session("office")).make(blog.id)
