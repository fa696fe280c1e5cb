"""What the deeds of reading and signing and of training leave in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.services.training import Meeting
from tests.services.stage import Stage

DAY = date(2026, 11, 19)


def _held(s: Stage) -> UUID:
    held = s.office.training.meeting(Meeting(DAY, (s.jo.id,), trained=True, title="Online safety"))
    assert held is not None
    return held.id


TRAINING_DEEDS: dict[str, tuple[Did, Callable[[Stage], object]]] = {
    "mine.read_and_sign": (Did.CONDITION_MET, lambda s: s.office.mine.read_and_sign(None)),
    "training.came_too": (Did.TRAINING_CHANGED, lambda s: s.office.training.came_too(_held(s), [s.sam.id])),
    "training.meeting": (Did.TRAINING_HELD, _held),
    "training.take_back": (Did.TRAINING_CHANGED, lambda s: s.office.training.take_back(_held(s))),
}
"""The deed and the entry it leaves."""
