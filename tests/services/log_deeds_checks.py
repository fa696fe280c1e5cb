"""The deeds of the photo check, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.check_draft import IN_ORDER, CheckDraft
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.photo_checks import PhotoCheck
from schoolsm_desktop.services.office import Office
from tests.services.roll import add_adult, add_pupil, answer
from tests.services.stage import Stage


def drafted(office: Office, place: str = "press") -> CheckDraft:
    """A check in which everything is in order."""
    pupil = add_pupil(office, "Amara Bello")
    answer(office, pupil, Said.YES, place, by=add_adult(office, pupil))
    draft = CheckDraft(place, pupils=(pupil.id,))
    return replace(draft, answered=tuple((q.key, IN_ORDER) for q in office.photo_checks.answer(draft).questions))


def waiting(s: Stage) -> UUID:
    """A check that a colleague made, and that waits for a second person."""
    made = s.office.photo_checks.save(drafted(s.office))
    check: PhotoCheck = replace(made, id=uuid4(), number=made.number + 1, by=s.jo.id)
    with s.office.session.work() as work:
        work.uow.photo_checks.add(check)
        work.done()
    return check.id


CHECK_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "photo_checks.save": (Did.PHOTO_CHECKED, lambda s: s.office.photo_checks.save(drafted(s.office))),
    "photo_checks.confirm": (Did.CHECK_CONFIRMED, lambda s: s.office.photo_checks.confirm(waiting(s))),
    "photo_checks.confirmed_on_paper": (
        Did.CHECK_CONFIRMED,
        lambda s: s.office.photo_checks.confirmed_on_paper(waiting(s), "Edith Wainford", s.school.clock.today()),
    ),
}
