"""Who may do what: the one table, action by duty, as the program applies it."""

from __future__ import annotations

from functools import partial

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import ACTION_WORDS, TABLE, Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.ui.common.card import words
from schoolsm_desktop.ui.common.empty import Teaching
from schoolsm_desktop.ui.common.row_model import Column
from schoolsm_desktop.ui.common.table import ListPane
from schoolsm_desktop.ui.parts import Part, PartedPage
from schoolsm_desktop.ui.theme import State

SHOWN = (
    Duty.HEADTEACHER,
    Duty.DEPUTY_HEADTEACHER,
    Duty.COORDINATOR,
    Duty.OFFICE_MANAGER,
    Duty.DSL,
    Duty.DPO,
)

WHAT = 320
"""Wide enough for the longest of the actions; where the window is narrow the duties scroll."""


class PermissionsPart(Part):
    """The table. It cannot be edited: it is what the program was built to do."""

    def __init__(self, page: PartedPage) -> None:
        super().__init__(page)
        self.column.addWidget(
            words(
                tr(
                    "What somebody may do is the sum of the duties they hold today. Everybody may use what the register "
                    "gives them by name. Reading a password is decided by its seal, not by this table."
                ),
                "quiet",
                self,
                wrap=True,
            )
        )
        self.list: ListPane[Action] = ListPane(
            "permissions",
            (_what(),),
            page.desk.views,
            Teaching("", ""),
            name=tr("Who may do what"),
            identity=lambda action: action.value,
        )
        self.column.addWidget(self.list, 1)

    def reload(self) -> None:
        self.page.work(self.page.desk.office.people.duty_titles, self._show)

    def _show(self, titles: dict[Duty, str]) -> None:
        columns: list[Column[Action]] = [_what()]
        columns += [
            Column(duty.value, titles[duty], partial(_word, duty), state=partial(_state, duty), centred=True)
            for duty in SHOWN
        ]
        self.list.set_columns(columns)
        self.list.set_rows(tuple(Action))


def _what() -> Column[Action]:
    return Column("what", tr("What"), _said, bold=True, hint=_said, width=WHAT)


def _said(action: Action) -> str:
    return tr(ACTION_WORDS[action])


def _word(duty: Duty, action: Action) -> str:
    return tr("yes") if duty in TABLE[action] else "–"


def _state(duty: Duty, action: Action) -> State | None:
    return State.GOOD if duty in TABLE[action] else None
