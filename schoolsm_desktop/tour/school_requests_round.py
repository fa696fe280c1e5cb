"""What the school is asked for: each state of the part, each dialog, what the policy forbids, and the papers."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequestState
from schoolsm_desktop.services.printing import PrintingService
from schoolsm_desktop.services.school_request_views import SchoolRequestLine
from schoolsm_desktop.services.school_requests import SchoolAsking, SchoolRequestService, Terms
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.print_preview import PrintPreview
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.school_request_dialogs import (
    AllowSchoolDialog,
    AskSchoolDialog,
    LookAgainDialog,
    RefuseSchoolDialog,
    RequestAccountDialog,
    SchoolPaperDialog,
    SearchResultDialog,
)
from schoolsm_desktop.ui.policy.school_requests_part import SchoolRequestsPart

from .guide import TourError, fill
from .paper_round import save_document
from .scene import Stage

_AREA = {
    "area": "Eco council blog",
    "purpose": "What the council does each week.",
    "class": "Eco council",
    "platform": "The school’s learning platform",
    "measures": "members-only moderated",
    "moderator": "Bronwen Tallis",
}
_ACCOUNT = {"account": "Library", "platform": "X", "purpose": "New books"}
_SEARCH = {"role": "Teacher, Year 2", "searcher": "The school office", "off-panel": "yes"}


class _Round:
    """The part as the headteacher has it, with one request of each kind that a dialog needs."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.guide = stage, stage.guide
        page = stage.page("people")
        if not isinstance(page, PolicyPage):
            raise TourError("the page of policy and staff is another one")
        self.page = page
        self.requests: SchoolRequestService = stage.office.school_requests

    @property
    def part(self) -> SchoolRequestsPart:
        """The part, once the page was made."""
        return self.page.part(SchoolRequestsPart)

    def kept(self, kind: RequestKind, answers: dict[str, str], *, allowed: bool = False) -> UUID:
        """A request that somebody outside makes; the id."""
        asked = self.guide.ask(partial(self.requests.ask, SchoolAsking(kind, answers, None, "A colleague")))
        request = asked.request
        if allowed and request.waits:
            self.guide.ask(partial(self.requests.allow, request.id, Terms(), request.revision))
        self.guide.settle()
        return request.id

    def first(self, state: SchoolRequestState, *, sealed: bool = False) -> SchoolRequestLine:
        """The first line in a state. Raises TourError."""
        lines = self.guide.ask(self.requests.lines)
        found = next((x for x in lines if x.request.state is state and x.request.is_sealed is sealed), None)
        if found is None:
            raise TourError(f"no request is {state}")
        return found

    def choose(self, request_id: UUID) -> None:
        """Show one request, opened where it is sealed."""
        self.page.begin("requests", str(request_id))
        self.guide.settle()


def school_requests_round(stage: Stage) -> None:
    """Everything of requests, as the headteacher has it."""
    walk = _Round(stage)
    with walk.guide.step("requests-to-decide"):
        walk.choose(walk.first(SchoolRequestState.ASKED).request.id)
    _ask(walk)
    _decide(walk)
    _afterwards(walk)
    _papers(walk)


def _ask(walk: _Round) -> None:
    guide = walk.guide
    with guide.step("requests-new", stay=True):
        guide.press("New request…", walk.part)
        dialog = guide.dialog(AskSchoolDialog)
    with guide.step("requests-new-needed", stay=True):
        dialog.main.click()
        guide.settle()
    kinds = guide.ask(walk.requests.rights).kinds
    for kind in RequestKind:
        last = kind is RequestKind.RECRUITMENT_SEARCH
        with guide.step(f"requests-new-{kind.value}", stay=not last):
            chosen = {"kind": kind.value} if kind in kinds else {"kind": "another", "other": kind.value}
            fill(dialog, chosen)
            guide.settle()
    with guide.step("requests-forbidden"):
        # Refused at once under most policies; where the policy only speaks against it, the headteacher decides.
        walk.choose(walk.kept(RequestKind.CONNECTION, {"whom": "pupil", "link": "other", "reason": "the same club"}))
        guide.press("Read it", walk.part)
        guide.settle()


def _decide(walk: _Round) -> None:
    guide = walk.guide
    sealed = walk.first(SchoolRequestState.ASKED, sealed=True).request.id
    with guide.step("requests-confidential"):
        walk.choose(sealed)
    with guide.step("requests-confidential-read"):
        guide.press("Read it", walk.part)
        guide.settle()
    record = str(walk.first(SchoolRequestState.ASKED).request.id)
    with guide.step("requests-allow"):
        walk.page.open_dialog("allow-school-request", record)
        guide.dialog(AllowSchoolDialog)
    with guide.step("requests-refuse"):
        dialog = walk.page.open_dialog("refuse-school-request", record)
        dialog.main.click()
        guide.settle()
        guide.dialog(RefuseSchoolDialog)
    with guide.step("requests-paper"):
        walk.page.open_dialog("paper-school-request", record)
        guide.dialog(SchoolPaperDialog)
    with guide.step("requests-change"):
        walk.page.open_dialog("change-school-request", record)
        guide.dialog(AskSchoolDialog)
    with guide.step("requests-withdraw"):
        walk.choose(UUID(record))
        guide.press("Withdraw…", walk.part)
        guide.dialog(Question)


def _afterwards(walk: _Round) -> None:
    guide, page = walk.guide, walk.page
    record = walk.first(SchoolRequestState.ALLOWED).request.id
    with guide.step("requests-allowed"):
        walk.choose(record)
    with guide.step("requests-look-again"):
        page.open_dialog("look-again-at-request", str(record))
        guide.dialog(LookAgainDialog)
    with guide.step("requests-end"):
        walk.choose(record)
        guide.press("End it…", walk.part)
        guide.dialog(Question)
    with guide.step("requests-refused"):
        walk.choose(walk.first(SchoolRequestState.REFUSED).request.id)
    with guide.step("requests-ask-again"):
        page.open_dialog("ask-school-again", str(walk.first(SchoolRequestState.REFUSED).request.id))
        guide.dialog(AskSchoolDialog)
    account = walk.kept(RequestKind.NEW_ACCOUNT, _ACCOUNT, allowed=True)
    with guide.step("requests-account"):
        walk.choose(account)
        page.open_dialog("request-account", str(account))
        guide.dialog(RequestAccountDialog)
    search = walk.kept(RequestKind.RECRUITMENT_SEARCH, _SEARCH, allowed=True)
    with guide.step("requests-search-result"):
        walk.choose(search)
        page.open_dialog("search-result", str(search))
        guide.dialog(SearchResultDialog)
    area = walk.kept(RequestKind.CLOSED_AREA, _AREA, allowed=True)
    with guide.step("requests-area"):
        walk.choose(area)


def _papers(walk: _Round) -> None:
    guide, stage = walk.guide, walk.stage
    printing: PrintingService = guide.ask(lambda: stage.office.printing)
    with guide.step("requests-register-preview"):
        guide.press("Print the register of permissions", walk.part)
        guide.dialog(PrintPreview)
    asked, decided = walk.first(SchoolRequestState.ASKED), walk.first(SchoolRequestState.ALLOWED)
    save_document(guide, stage, guide.ask(printing.permission_register))
    for line in (asked, decided):
        save_document(guide, stage, guide.ask(partial(printing.school_request, line.request.id)))
