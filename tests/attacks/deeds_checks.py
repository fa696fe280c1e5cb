"""The deeds of the photo check, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from schoolsm_desktop.domain.check_draft import CheckDraft
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome, PhotoCheck

from .deed import Deed
from .stage import Stage

_WORDS = CheckDraft("website", what=CheckedWhat.WORDS, caption="The hall clock is mended.")


def _check(s: Stage, by: UUID) -> UUID:
    school_id = s.school.head.school_id
    with s.office.session.work() as work:
        number = work.uow.photo_checks.next_number(school_id)
        check = PhotoCheck(
            uuid4(),
            school_id,
            number,
            s.school.clock.now(),
            by,
            CheckedWhat.PICTURE,
            CheckOutcome.WAITS,
            "press",
            "Press",
        )
        work.uow.photo_checks.add(check)
        work.done()
    return check.id


A = Action
DEEDS: Mapping[str, Deed] = {
    "PhotoCheckService.book": Deed(A.CHECK_PHOTOS, lambda s: s.office.photo_checks.book()),
    "PhotoCheckService.answer": Deed(A.CHECK_PHOTOS, lambda s: s.office.photo_checks.answer(_WORDS)),
    "PhotoCheckService.ticked_before": Deed(A.CHECK_PHOTOS, lambda s: s.office.photo_checks.ticked_before(b"x")),
    "PhotoCheckService.save": Deed(A.CHECK_PHOTOS, lambda s: s.office.photo_checks.save(_WORDS)),
    "PhotoCheckService.confirm": Deed(
        A.CONFIRM_CHECKS, lambda s: s.office.photo_checks.confirm(_check(s, s.colleague.id))
    ),
    "PhotoCheckService.confirmed_on_paper": Deed(
        A.CONFIRM_CHECKS,
        lambda s: s.office.photo_checks.confirmed_on_paper(
            _check(s, s.colleague.id), "Edith Wainford", s.school.clock.today()
        ),
    ),
    "PhotoCheckService.lines": Deed(A.CHECK_PHOTOS, lambda s: s.office.photo_checks.lines()),
    "PhotoCheckService.waiting": Deed(A.CHECK_PHOTOS, lambda s: s.office.photo_checks.waiting()),
    "PhotoCheckService.colleagues": Deed(A.CHECK_PHOTOS, lambda s: s.office.photo_checks.colleagues()),
    "PrintingService.photo_slip": Deed(
        A.CHECK_PHOTOS, lambda s: s.office.printing.photo_slip(_check(s, s.office.person_id))
    ),
}
