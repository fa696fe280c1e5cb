"""September: the steps of the year's turn with what is done, and where each class goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.pupils import RollBatch
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.year_turn import StepLine, TurnLook, TurnStep, TurnView
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.chip import Chip
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.flow import Flow
from schoolsm_desktop.ui.pages import Page, Target
from schoolsm_desktop.ui.theme import State, set_look

from .turn_plan import TurnPlanBox


class YearTurnDialog(FormDialog):
    """The September page. It can be closed after any step and taken up again; what was chosen survives a lock."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            tr("September: the year turns"),
            tr("Look first"),
            self._press,
            sentence=tr("Step by step, in any order after the first; close it when you like and go on later."),
            wide=True,
        )
        self._view: TurnView | None = None
        self._look: TurnLook | None = None
        self.form.add_line("plan", tr("What was chosen"), longest=1_000_000)  # what was chosen comes back after a lock
        self.form.field("plan").setVisible(False)
        self._steps = QWidget(self.form)
        set_look(self._steps, "body")
        self._cards = Flow(self._steps)
        self.form.add_widget(self._steps)
        self.found = words("", "strong", self.form, wrap=True)
        self.form.add_widget(self.found)
        self.plan_box = TurnPlanBox(self.form)
        self.plan_box.changed.connect(self._plan_changed)
        self.plan_box.hide()
        self.form.add_widget(self.plan_box)
        self.cancel.setText(tr("Close"))
        self.step_buttons: dict[tuple[TurnStep, str], QPushButton] = {}
        self.form.saved()
        self.main.setEnabled(False)
        self._load()

    def reject(self) -> None:
        """Closing loses nothing: the turn is taken up again where it stands."""
        self.form.saved()
        super().reject()

    def _load(self) -> None:
        office = self.page.desk.office

        def read() -> tuple[TurnView, bool]:
            return office.year_turn.view(), office.may(Action.IMPORT_PUPILS)

        self.page.work(read, lambda found: self._show(*found), self.show_failure)

    def _show(self, view: TurnView, may: bool) -> None:
        self._view, self._look = view, None
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.step_buttons = {}
        for line in view.steps:
            self._cards.addWidget(self._step_card(line, may))
        begun = view.batch is not None
        self.plan_box.setVisible(not begun and may)
        self.found.setText("")
        self.main.setText(tr("Close the turn of this year") if begun else tr("Look first"))
        self.main.setVisible(may and (not begun or view.is_open))
        self.main.setEnabled(begun or bool(view.plan.goes))
        if not begun:
            self.plan_box.show_plan(view, self.page.desk.today(), self.form.value("plan"))
        self._grow()

    def _step_card(self, line: StepLine, may: bool) -> Card:
        card = Card(parent=self._steps)
        card.add(words(line.title, "strong", card, wrap=True))
        card.add(Chip(State.GOOD if line.is_done else State.WARN, tr("Done") if line.is_done else tr("To do"), card))
        card.add(words(line.fact, "quiet", card, wrap=True))
        if may and self._view is not None:
            for key, said, act in self._acts(line, self._view):
                button = QPushButton(said, card)
                button.setAutoDefault(False)
                button.setAccessibleName(f"{line.title}: {said}")
                button.clicked.connect(lambda _on=False, act=act: act())
                card.add(button)
                self.step_buttons[line.step, key] = button
        return card

    def _acts(self, line: StepLine, view: TurnView) -> list[tuple[str, str, Callable[[], object]]]:
        if line.step is TurnStep.MOVE:
            return [("undo", tr("Undo…"), self._ask_undo)] if view.batch is not None and not view.held else []
        goes: dict[TurnStep, tuple[str, Callable[[], object]]] = {
            TurnStep.INTAKE: (tr("Bring pupils in…"), partial(self._leave_to, Target("photos", "", "roll-import"))),
            TurnStep.FORMS: (tr("Photo forms…"), partial(self._leave_to, Target("photos", "", "forms"))),
            TurnStep.STAFF: (tr("Staff list…"), partial(self._leave_to, Target("people", "", "staff"))),
        }
        said, act = goes[line.step]
        acts: list[tuple[str, str, Callable[[], object]]] = [("go", said, act)]
        if view.batch is not None and not line.is_done:
            acts.append(("tick", tr("Done, or not needed"), partial(self._tick, line.step)))
        return acts

    # What is pressed

    def _press(self) -> None:
        view = self._view
        if view is None:
            return
        turn = self.page.desk.office.year_turn
        if view.batch is not None:
            self.page.work(turn.finish, lambda _batch: self.accept(), self.show_failure)
        elif self._look is None:
            plan = self.plan_box.plan()
            self.page.work(lambda: turn.look(plan), self._looked, self.show_failure)
        else:
            plan = self.plan_box.plan()
            self.long_work(tr("The year turns"), lambda _progress: turn.move(plan), self._moved, self.show_failure)

    def _looked(self, look: TurnLook) -> None:
        self._look = look
        self.found.setText("\n".join(look.sentences))
        self.plan_box.show_by_hand(look.by_hand)
        self.main.setText(tr("Turn the year"))
        self._grow()

    def _plan_changed(self) -> None:
        self.form.set_value("plan", self.plan_box.kept_plan())
        if self._look is not None and not self.plan_box.hands:
            self._look = None
            self.found.setText("")
            self.main.setText(tr("Look first"))

    def _moved(self, _batch: RollBatch) -> None:
        self.form.set_value("plan", "")
        self.form.saved()
        self.messages.good(tr("The classes moved up. It can be undone until the first new photo answer."))
        self._load()

    def _tick(self, step: TurnStep) -> None:
        turn = self.page.desk.office.year_turn
        self.page.work(lambda: turn.tick(step), lambda _batch: self._load(), self.show_failure)

    def _ask_undo(self) -> None:
        confirm.ask(
            self,
            title=tr("Undo the turn of the year?"),
            consequence=tr("Everybody stands in the class and year of before, and the leavers are back on the roll."),
            action=tr("Undo it"),
            yes=self._undo,
        )

    def _undo(self) -> None:
        view, roll = self._view, self.page.desk.office.roll
        batch = view.batch if view is not None else None
        if batch is not None:
            self.long_work(
                tr("Undoing"), lambda _progress: roll.undo(batch.id), lambda _batch: self._load(), self.show_failure
            )

    def _leave_to(self, target: Target) -> None:
        self.form.saved()
        self.accept()
        self.page.desk.go(target)
