"""The deeds of requests to the school, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest, SchoolRequestState
from schoolsm_desktop.services.school_requests import DecisionPaper, SchoolAsking, Terms

from .deed import EVERYBODY, Deed
from .stage import Stage

BANNER = {"item": "banner", "use": "the fair"}
ASKING = SchoolAsking(RequestKind.NAME_AND_LOGO, BANNER, None, "Parents’ association")


def _planted(s: Stage, state: SchoolRequestState = SchoolRequestState.ASKED) -> UUID:
    """A request of somebody else's, put in by other means."""
    school, now = s.school, s.school.clock.now()
    made = SchoolRequest(
        uuid4(), school.head.school_id, RequestKind.NAME_AND_LOGO, now.date(), school.head.id, now, "banner",
        asker_name="Parents’ association", details=tuple(BANNER.items()), state=state,
    )  # fmt: skip
    with s.office.session.work() as work:
        work.uow.school_requests.add(made)
        work.done()
    return made.id


def _allowed(s: Stage) -> UUID:
    return _planted(s, SchoolRequestState.ALLOWED)


def _enter(s: Stage) -> object:
    paper = DecisionPaper(True, s.school.head.id, s.school.clock.today())
    return s.office.school_requests.enter_paper(_planted(s), paper, 1)


def _result(s: Stage) -> object:
    return s.office.school_requests.enter_result(_allowed(s), relevant="no", outcome="nothing")


def _bind(s: Stage) -> object:
    return s.office.request_accounts.bind(_allowed(s), s.elsewhere.id)


A = Action
DEEDS: Mapping[str, Deed] = {
    "SchoolRequestService.lines": Deed(EVERYBODY, lambda s: s.office.school_requests.lines()),
    "SchoolRequestService.rights": Deed(EVERYBODY, lambda s: s.office.school_requests.rights()),
    "SchoolRequestService.open": Deed(EVERYBODY, lambda s: s.office.school_requests.open(_planted(s))),
    "SchoolRequestService.ask": Deed(A.RECORD_SCHOOL_REQUESTS, lambda s: s.office.school_requests.ask(ASKING)),
    "SchoolRequestService.change": Deed(
        A.RECORD_SCHOOL_REQUESTS, lambda s: s.office.school_requests.change(_planted(s), ASKING, 1)
    ),
    "SchoolRequestService.withdraw": Deed(
        A.RECORD_SCHOOL_REQUESTS, lambda s: s.office.school_requests.withdraw(_planted(s))
    ),
    "SchoolRequestService.allow": Deed(
        A.DECIDE_SCHOOL_REQUESTS, lambda s: s.office.school_requests.allow(_planted(s), Terms(), 1)
    ),
    "SchoolRequestService.refuse": Deed(
        A.DECIDE_SCHOOL_REQUESTS, lambda s: s.office.school_requests.refuse(_planted(s), "no", 1)
    ),
    "SchoolRequestService.enter_paper": Deed(A.RECORD_SCHOOL_REQUESTS, _enter),
    "SchoolRequestService.review": Deed(
        A.DECIDE_SCHOOL_REQUESTS, lambda s: s.office.school_requests.review(_allowed(s), None, None, 1)
    ),
    "SchoolRequestService.end": Deed(A.RECORD_SCHOOL_REQUESTS, lambda s: s.office.school_requests.end(_allowed(s))),
    "SchoolRequestService.enter_result": Deed(A.RECORD_SCHOOL_REQUESTS, _result),
    "RequestAccountService.make": Deed(A.EDIT_ACCOUNTS, lambda s: s.office.request_accounts.make(_allowed(s), "x")),
    "RequestAccountService.bind": Deed(A.EDIT_ACCOUNTS, _bind),
    "RequestAccountService.authorise": Deed(
        A.EDIT_ACCOUNTS, lambda s: s.office.request_accounts.authorise(_allowed(s))
    ),
    "RequestLetterService.preview": Deed(
        A.RECORD_SCHOOL_REQUESTS, lambda s: s.office.request_letters.preview(_allowed(s))
    ),
    "RequestLetterService.make": Deed(A.RECORD_SCHOOL_REQUESTS, lambda s: s.office.request_letters.make(_allowed(s))),
    "PrintingService.permission_register": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.permission_register()),
    "PrintingService.school_request": Deed(EVERYBODY, lambda s: s.office.printing.school_request(_planted(s))),
}
"""What each method needs, and one call of it."""
