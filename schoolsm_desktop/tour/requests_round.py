"""Requests and cover: asked by the office, decided by the headteacher, given by the coordinator; ticks, papers and scans."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.requests import AccessRequest, RequestState
from schoolsm_desktop.domain.wording import day_text
from schoolsm_desktop.services.requests import Asking, RequestLine
from schoolsm_desktop.ui.access.cover_dialog import CoverDialog
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.access.request_dialogs import (
    AskDialog,
    AuthoriseDialog,
    GiveAskedDialog,
    PaperDialog,
    RefuseDialog,
)
from schoolsm_desktop.ui.access.requests_part import RequestsPart
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.scan_field import ScanField
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.staff_part import StaffPart
from schoolsm_desktop.ui.policy.tick_dialog import TakeBackDialog, TickDialog

from .guide import TourError, fill
from .samples import Samples
from .scene import Stage

ASKED = (("Bronwen Tallis", "Year 6 news"), ("Grace Oduya", "Wellbeing week"), ("Gareth Pennock", "Curriculum evening"))
"""Who asks in this round, and why."""


class Requests:
    """The part of the page with its requests, as one person has it."""

    def __init__(self, stage: Stage) -> None:
        self.guide, self.office = stage.guide, stage.office
        page = stage.page("access")
        if not isinstance(page, AccessPage):
            raise TourError("the page of posting access is another one")
        self.page = page
        page.begin("requests", "")
        self.guide.settle()

    @property
    def part(self) -> RequestsPart:
        """The part, once the page has made it."""
        return self.page.part(RequestsPart)

    def of(self, name: str) -> RequestLine:
        """The newest request for somebody, chosen in the list."""
        lines = self.guide.ask(self.office.requests.lines)
        line = next(x for x in lines if x.person.name == name)
        self.page.begin("requests", str(line.request.id))
        self.guide.settle()
        return line

    def begin(self, act: str, name: str) -> FormDialog:
        """Open a dialog for somebody's request."""
        self.page.begin(act, str(self.of(name).request.id))
        self.guide.settle()
        return self.guide.dialog(FormDialog)


def ask_round(stage: Stage, samples: Samples) -> None:
    """The office asks for three colleagues and enters one paper with its scan."""
    requests = Requests(stage)
    guide = requests.guide
    with guide.step("requests-ask-wrong"):
        requests.page.begin("ask-access", "")
        dialog = guide.dialog(AskDialog)
        fill(dialog, {"starts": "next week"})
        dialog.main.click()
    for name, why in ASKED:
        guide.ask(partial(_ask, stage, name, why))
    guide.settle()
    with guide.step("requests-waiting"):
        requests.of(ASKED[0][0])
    with guide.step("requests-paper", stay=True):
        paper = _is(requests.begin("paper-request", ASKED[2][0]), PaperDialog)
        fill(paper, {"on": day_text(guide.on - timedelta(days=1)), "override_reason": "Signs at Monday’s meeting"})
        scan = guide.find(ScanField, paper)
        scan.take(samples.no_code)
        guide.until(lambda: scan.scan is not None, "the scan")
        paper.form.field("scan").editor.setFocus()
    with guide.step("requests-paper-entered"):
        paper.main.click()
    with guide.step("requests-scan"):
        requests.of(ASKED[2][0])
        guide.press("Look at the scan", requests.part)
        guide.dialog(ScanView)
    with guide.step("requests-scan-refused"):
        refused = guide.find(ScanField, requests.begin("paper-request", ASKED[0][0]))
        refused.take(samples.browser_again)
        guide.settle()


def decide_round(stage: Stage) -> None:
    """The headteacher decides on one, refuses another, and arranges cover."""
    requests = Requests(stage)
    guide = requests.guide
    with guide.step("requests-authorise", stay=True):
        dialog = requests.begin("authorise-request", ASKED[0][0])
        fill(dialog, {"override_reason": "Signs on Monday; the trip is tomorrow"})
    with guide.step("requests-authorised"):
        _is(dialog, AuthoriseDialog).main.click()
    with guide.step("requests-refuse-wrong"):
        _is(requests.begin("refuse-request", ASKED[1][0]), RefuseDialog).main.click()
    with guide.step("requests-refused"):
        dialog = requests.begin("refuse-request", ASKED[1][0])
        fill(dialog, {"note": "Please ask again when the training is done"})
        dialog.main.click()
    with guide.step("requests-cover", stay=True):
        requests.page.begin("cover", "")
        cover = guide.dialog(CoverDialog)
        on = guide.on
        fill(cover, {"starts": day_text(on + timedelta(days=4)), "ends": day_text(on + timedelta(days=6))})
        fill(cover, {"reason": "Headteachers’ conference"})
    with guide.step("requests-covered"):
        cover.main.click()
    with guide.step("requests-cover-end"):
        guide.press("End cover…", requests.part)
        guide.dialog(Question)


def give_round(stage: Stage) -> None:
    """The coordinator gives what was authorised."""
    requests = Requests(stage)
    lines = requests.guide.ask(requests.office.requests.lines)
    waiting = next(x for x in lines if x.request.state is RequestState.AUTHORISED)
    with requests.guide.step("requests-give", stay=True):
        dialog = requests.begin("give-request", waiting.person.name)
    with requests.guide.step("requests-given"):
        _is(dialog, GiveAskedDialog).main.click()
    with requests.guide.step("requests-withdraw"):
        still = next(x for x in lines if x.may_withdraw and x.request.id != waiting.request.id)
        requests.of(still.person.name)
        requests.guide.press("Withdraw…", requests.part)
        requests.guide.dialog(Question)


def tick_round(stage: Stage) -> None:
    """A meeting is ticked off in one entry, and one tick is taken back."""
    guide, page = stage.guide, stage.page("people")
    if not isinstance(page, PolicyPage):
        raise TourError("the page of policy and staff is another one")
    with guide.step("ticks-nobody"):
        page.begin("tick-condition", "")
        guide.dialog(TickDialog).main.click()
    with guide.step("ticks-everybody-but-one", stay=True):
        page.begin("tick-condition", "")
        dialog = guide.dialog(TickDialog)
        fill(dialog, {"on": day_text(guide.on - timedelta(days=2)), "about": "Staff meeting"})
        dialog.people.tick_shown(True)
        dialog.people.tick(dialog.people.ticked()[0], on=False)
    with guide.step("ticks-done"):
        dialog.main.click()
    with guide.step("ticks-person"):
        page.show_record(_id(page, "Joel Marchbanks"))
    with guide.step("ticks-take-back"):
        page.begin("take-back-tick", _id(page, "Joel Marchbanks"))
        guide.dialog(TakeBackDialog)


def _id(page: PolicyPage, name: str) -> str:
    return next(str(line.person.id) for line in page.part(StaffPart).book.lines if line.person.name == name)


def _is(dialog: FormDialog, kind: type[FormDialog]) -> FormDialog:
    if not isinstance(dialog, kind):
        raise TourError("another dialog was opened")
    return dialog


def _ask(stage: Stage, name: str, why: str) -> AccessRequest:
    """An own login on an account on which this colleague has none."""
    person = next(p.id for p in stage.office.people.choices() if p.name == name)
    matrix = stage.office.access.matrix()
    held = {
        account.id
        for row in matrix.rows
        for account, cell in zip(matrix.accounts, row.cells, strict=True)
        if row.person.id == person and cell.live
    }
    account = next(a.id for a, _ in stage.office.requests.rights().accounts if a.is_ours and a.id not in held)
    asking = Asking(person, account, AccessKind.OWN_LOGIN, AccessLevel.POSTS, stage.guide.on, reason=why)
    return stage.office.requests.ask(asking)
