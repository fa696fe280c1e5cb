"""The deeds of the roll as a whole and of the year's turn, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.pupils import RollBatchKind
from schoolsm_desktop.domain.year_turn import TurnStep
from schoolsm_desktop.services.roll import RollChoices
from tests.services.roll_deeds import add_batch, one_row, turn_of_4b

from .deed import Deed
from .stage import Stage


def _preview(s: Stage) -> object:
    path = Path(s.staff_file()).with_name("pupils.csv")
    path.write_text("Surname,Forename,Date of Birth,Reg\nMarsh,Ines,04/03/2019,4B\n", "utf-8")
    return s.office.roll.preview(path)


def _tick(s: Stage) -> object:
    add_batch(s.office, RollBatchKind.YEAR_TURN)
    return s.office.year_turn.tick(TurnStep.STAFF)


def _finish(s: Stage) -> object:
    add_batch(s.office, RollBatchKind.YEAR_TURN)
    return s.office.year_turn.finish()


A = Action
DEEDS: Mapping[str, Deed] = {
    "RollService.preview": Deed(A.IMPORT_PUPILS, _preview),
    "RollService.preview_file": Deed(
        A.IMPORT_PUPILS, lambda s: s.office.roll.preview_file(Path("pupils.csv"), one_row().file)
    ),
    "RollService.apply": Deed(A.IMPORT_PUPILS, lambda s: s.office.roll.apply(one_row(), RollChoices())),
    "RollService.history": Deed(A.SEE_PUPILS, lambda s: s.office.roll.history()),
    "RollService.undo": Deed(A.IMPORT_PUPILS, lambda s: s.office.roll.undo(add_batch(s.office).id)),
    "YearTurnService.view": Deed(A.SEE_PUPILS, lambda s: s.office.year_turn.view()),
    "YearTurnService.look": Deed(A.SEE_PUPILS, lambda s: s.office.year_turn.look(turn_of_4b(s.office))),
    "YearTurnService.move": Deed(A.IMPORT_PUPILS, lambda s: s.office.year_turn.move(turn_of_4b(s.office))),
    "YearTurnService.tick": Deed(A.IMPORT_PUPILS, _tick),
    "YearTurnService.finish": Deed(A.IMPORT_PUPILS, _finish),
}
