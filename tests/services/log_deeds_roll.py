"""The deeds of the roll as a whole, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.pupils import RollBatchKind
from schoolsm_desktop.domain.year_turn import TurnStep
from schoolsm_desktop.services.roll import RollChoices
from tests.services.roll_deeds import add_batch, one_row, turn_of_4b
from tests.services.stage import Stage


def _turned(s: Stage) -> None:
    s.office.year_turn.move(turn_of_4b(s.office))


def _tick(s: Stage) -> object:
    _turned(s)
    return s.office.year_turn.tick(TurnStep.STAFF)


def _finish(s: Stage) -> object:
    _turned(s)
    return s.office.year_turn.finish()


ROLL_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "roll.apply": (Did.ROLL_IMPORTED, lambda s: s.office.roll.apply(one_row(), RollChoices())),
    "roll.undo": (Did.ROLL_UNDONE, lambda s: s.office.roll.undo(add_batch(s.office, RollBatchKind.IMPORT).id)),
    "year_turn.move": (Did.YEAR_TURNED, _turned),
    "year_turn.tick": (Did.YEAR_TURNED, _tick),
    "year_turn.finish": (Did.YEAR_TURNED, _finish),
}
