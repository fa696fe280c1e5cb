"""What the deeds of requests to the school leave in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.school_requests import RequestKind
from schoolsm_desktop.services.school_requests import DecisionPaper, SchoolAsking, Terms
from tests.services.stage import Stage

DAY = date(2026, 11, 20)
ANSWERS = {
    RequestKind.NAME_AND_LOGO: {"item": "banner", "use": "the fair"},
    RequestKind.NEW_ACCOUNT: {"account": "PE page", "platform": "X", "purpose": "Match reports"},
    RequestKind.RECRUITMENT_SEARCH: {"role": "Year 3 teacher"},
    RequestKind.FRIEND_REQUEST: {"direction": "incoming", "reason": "neighbours"},
}


def _asking(kind: RequestKind) -> SchoolAsking:
    return SchoolAsking(kind, ANSWERS[kind], None, "Parents’ association")


def _asked(s: Stage, kind: RequestKind = RequestKind.NAME_AND_LOGO) -> UUID:
    return s.office.school_requests.ask(_asking(kind)).request.id


def _allowed(s: Stage, kind: RequestKind = RequestKind.NAME_AND_LOGO) -> UUID:
    return s.office.school_requests.allow(_asked(s, kind), Terms(), 1).id


def _bound(s: Stage) -> UUID:
    asked = _allowed(s, RequestKind.NEW_ACCOUNT)
    s.office.request_accounts.make(asked, "x", s.jo.id)
    return asked


def _bind(s: Stage) -> object:
    return s.office.request_accounts.bind(_allowed(s, RequestKind.NEW_ACCOUNT), s.page.id)


def _change(s: Stage) -> object:
    return s.office.school_requests.change(_asked(s), _asking(RequestKind.NAME_AND_LOGO), 1)


def _enter(s: Stage) -> object:
    return s.office.school_requests.enter_paper(_asked(s), DecisionPaper(True, s.school.head.id, DAY), 1)


def _result(s: Stage) -> object:
    search = _allowed(s, RequestKind.RECRUITMENT_SEARCH)
    return s.office.school_requests.enter_result(search, relevant="no", outcome="nothing")


def _open(s: Stage) -> object:
    return s.office.school_requests.open(_asked(s, RequestKind.FRIEND_REQUEST))


def _print(s: Stage) -> object:
    return s.office.printing.school_request(_asked(s, RequestKind.FRIEND_REQUEST))


REQUEST_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "school_requests.open": (Did.SEALED_OPENED, _open),
    "school_requests.ask": (Did.SCHOOL_REQUEST_ASKED, _asked),
    "school_requests.change": (Did.SCHOOL_REQUEST_CHANGED, _change),
    "school_requests.withdraw": (Did.SCHOOL_REQUEST_ENDED, lambda s: s.office.school_requests.withdraw(_asked(s))),
    "school_requests.allow": (Did.SCHOOL_REQUEST_DECIDED, _allowed),
    "school_requests.refuse": (
        Did.SCHOOL_REQUEST_DECIDED,
        lambda s: s.office.school_requests.refuse(_asked(s), "no", 1),
    ),
    "school_requests.enter_paper": (Did.SCHOOL_REQUEST_DECIDED, _enter),
    "school_requests.review": (
        Did.SCHOOL_REQUEST_DECIDED,
        lambda s: s.office.school_requests.review(_allowed(s), None, None, 2),
    ),
    "school_requests.end": (Did.SCHOOL_REQUEST_ENDED, lambda s: s.office.school_requests.end(_allowed(s))),
    "school_requests.enter_result": (Did.SCHOOL_REQUEST_ENDED, _result),
    "request_accounts.make": (Did.SCHOOL_REQUEST_CHANGED, _bound),
    "request_accounts.bind": (Did.SCHOOL_REQUEST_CHANGED, _bind),
    "request_accounts.authorise": (Did.ACCOUNT_MOVED, lambda s: s.office.request_accounts.authorise(_bound(s))),
    "request_letters.make": (Did.SCHOOL_REQUEST_CHANGED, lambda s: s.office.request_letters.make(_allowed(s))),
    "printing.school_request": (Did.SEALED_OPENED, _print),
}
"""The deed and the entry it leaves."""
