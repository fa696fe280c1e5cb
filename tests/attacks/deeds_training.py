"""The deeds of reading and signing and of training, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.training import TrainingSession
from schoolsm_desktop.services.training import Meeting

from .deed import EVERYBODY, Deed
from .stage import Stage

DAY = date(2026, 11, 19)


def _held(s: Stage) -> UUID:
    """A session, as if a colleague had entered it."""
    held = TrainingSession(
        uuid4(), s.school.head.school_id, "", "Online safety", DAY, s.school.coordinator.id, s.school.clock.now()
    )
    with s.office.session.work() as work:
        work.uow.training.add(held)
        work.done()
    return held.id


DEEDS: Mapping[str, Deed] = {
    "ConditionService.versions": Deed(EVERYBODY, lambda s: s.office.conditions.versions()),
    "MineService.view": Deed(EVERYBODY, lambda s: s.office.mine.view()),
    "MineService.read_and_sign": Deed(EVERYBODY, lambda s: s.office.mine.read_and_sign(None)),
    "PrintingService.signing_sheet": Deed(Action.PRINT_REGISTERS, lambda s: s.office.printing.signing_sheet()),
    "PrintingService.short_stay_sheet": Deed(Action.PRINT_REGISTERS, lambda s: s.office.printing.short_stay_sheet()),
    "PrintingService.attendance_sheet": Deed(Action.PRINT_REGISTERS, lambda s: s.office.printing.attendance_sheet()),
    "PrintingService.chase_list": Deed(Action.PRINT_REGISTERS, lambda s: s.office.printing.chase_list()),
    "PrintingService.training_coverage": Deed(Action.PRINT_REGISTERS, lambda s: s.office.printing.training_coverage()),
    "PrintingService.starter_sheet": Deed(
        Action.PRINT_REGISTERS, lambda s: s.office.printing.starter_sheet(s.colleague.id)
    ),
    "TrainingService.view": Deed(Action.SEE_PEOPLE, lambda s: s.office.training.view()),
    "TrainingService.meeting": Deed(
        Action.TICK_CONDITIONS, lambda s: s.office.training.meeting(Meeting(DAY, (s.colleague.id,), read=True))
    ),
    "TrainingService.came_too": Deed(
        Action.TICK_CONDITIONS, lambda s: s.office.training.came_too(_held(s), [s.colleague.id])
    ),
    "TrainingService.take_back": Deed(Action.TICK_CONDITIONS, lambda s: s.office.training.take_back(_held(s))),
}
"""What each method needs, and one call of it."""
