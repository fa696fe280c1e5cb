"""The termly review from the pile of lines to the evidence, and the termly account check."""

from __future__ import annotations

from schoolsm_desktop.demo.demonstration import Demonstration
from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.reviews import WAITS, Decision, Review, Verdict
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui.access.review_dialogs import ChangeDecisionDialog, GiveUpDialog, NoteDialog, SignOffDialog
from schoolsm_desktop.ui.access.review_part import ReviewPart
from schoolsm_desktop.ui.accounts.check_part import CheckNoteDialog, CheckPart
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.parts import PartedPage

from .guide import Guide, TourError, fill
from .scene import Stage, enter_as


def review_round(stage: Stage) -> None:
    """The pile as the coordinator works it off; everything they may decide is decided at the end."""
    guide, page = stage.guide, _page(stage, "access")
    review = guide.ask(lambda: _open_review(stage.office))
    with guide.step("access-review"):
        page.begin("review", "")
    part = page.part(ReviewPart)
    with guide.step("access-review-under-way"):
        guide.press("Start termly review", page.head)
    with guide.step("access-review-change", stay=True):
        part.next_waiting()
        guide.press("Change…", part.card)
        dialog = guide.dialog(ChangeDecisionDialog)
    with guide.step("access-review-change-nothing"):
        dialog.main.click()
    with guide.step("access-review-note"):
        guide.press("Note…", part.card)
        fill(guide.dialog(NoteDialog), {"note": "Ask again when the new website is there"})
    with guide.step("access-review-give-up"):
        guide.press("Give up…", part)
        guide.dialog(GiveUpDialog)
    guide.ask(lambda: _decide_the_rest(stage.office, review))
    with guide.step("access-review-own-access"):
        own = next((row for row in part.list.model.all_rows() if row.decides), None)
        if own is not None:
            part.list.pick(own.access.id)
            part.decide(Verdict.KEEP)


def check_round(stage: Stage) -> None:
    """The account check: a question in its states, a “no” against the facts, an account nobody needs, the note."""
    guide, page = stage.guide, _page(stage, "accounts")
    with guide.step("accounts-check"):
        page.begin("check", "")
    part = page.part(CheckPart)
    asked = part.list.model.all_rows()
    known = next((a for a in asked if a.proposed and a.proposed.answer is Known.YES and not a.open_since), None)
    if known is not None and known.question is CheckQuestion.SECOND_FACTOR:
        with guide.step("accounts-check-against-its-facts"):
            part.list.pick((known.account.id, known.question))
            part.answer(Known.NO)
            guide.dialog(Question)
    account = asked[0].account.id
    with guide.step("accounts-check-recovery"):
        part.list.pick((account, CheckQuestion.RECOVERY_TRIED))
    with guide.step("accounts-check-no-longer-needed"):
        part.list.pick((account, CheckQuestion.STILL_NEEDED))
        part.answer(Known.NO)
        guide.settle()
        part.list.pick((account, CheckQuestion.STILL_NEEDED))
    with guide.step("accounts-check-note"):
        page.open_dialog("check-note", str(account))
        guide.dialog(CheckNoteDialog)


def sign_off(guide: Guide, demonstration: Demonstration) -> None:
    """The headteacher comes back when all else was walked: what waits, what follows, the signature, the evidence."""
    head = next(each for each in demonstration.sign_ins if each.key == "head")
    stage = enter_as(guide, demonstration, head)
    try:
        page = _page(stage, "access")
        review = guide.ask(lambda: _open_review(stage.office))
        page.begin("review", "")
        guide.settle()
        part = page.part(ReviewPart)
        with guide.step("access-review-sign-off-waits"):
            guide.press("Sign off…", part)
            guide.dialog(SignOffDialog)
        guide.ask(lambda: _decide_the_rest(stage.office, review))
        with guide.step("access-review-sign-off", stay=True):
            guide.press("Sign off…", part)
            dialog = guide.dialog(SignOffDialog)
        with guide.step("access-review-signed-off"):
            guide.press("Sign off", dialog)
        with guide.step("access-review-start"):
            guide.press("Start termly review", page.head)
            guide.dialog(Question)
        with guide.step("access-review-evidence"):
            guide.ask(lambda: stage.office.printing)
            part.print_evidence(review.id)
    finally:
        stage.close()


def _page(stage: Stage, key: str) -> PartedPage:
    page = stage.page(key)
    if not isinstance(page, PartedPage):
        raise TourError(f"the page “{key}” has no parts")
    return page


def _open_review(office: Office) -> Review:
    """The review that the demonstration has open, or a new one."""
    return office.reviews.sheet().review or office.reviews.start()


def _decide_the_rest(office: Office, review: Review) -> None:
    """Keep whatever still waits and is not the person's own."""
    for row in office.reviews.sheet().rows:
        if row.standing in WAITS and not row.decides:
            office.reviews.decide(review.id, row.access.id, Decision(Verdict.KEEP, row.note))
