"""The first run: eight short steps from an empty PC to the school's records. Going back loses nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.ui.common import confirm
from schoolsm_desktop.ui.common.background import Background, sentence_of
from schoolsm_desktop.ui.common.card import Card, words
from schoolsm_desktop.ui.common.messages import MessagePlace
from schoolsm_desktop.ui.common.scroll import Scroll
from schoolsm_desktop.ui.common.side_bar import Crest
from schoolsm_desktop.ui.theme import State, px, set_look
from schoolsm_desktop.ui.unlock.doorway import Doorway
from schoolsm_desktop.ui.unlock.sheet_step import SheetStep
from schoolsm_desktop.ui.unlock.wizard_steps import (
    CodeStep,
    PersonStep,
    PlaceStep,
    PolicyStep,
    SchoolStep,
    Step,
    SummaryStep,
    TermsStep,
)

if TYPE_CHECKING:
    from schoolsm_desktop.services.first_run import Answers, FirstRun, Founded


class FirstRunWizard(QWidget):
    """`opened` gives the Office of the new records. Nothing is kept until "Make the records" is pressed."""

    opened = Signal(object)
    closing = Signal()

    def __init__(self, doorway: Doorway, background: Background, *, today: date, folder: Path | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Set up: SchoolSM Desktop"))
        self._doorway, self._background = doorway, background
        self._founded: Founded | None = None
        self._at = 0
        self.messages = MessagePlace()
        first_run = self._first_run
        self.school = SchoolStep()
        self.terms = TermsStep(background, first_run, today)
        self.policy = PolicyStep(background, first_run)
        self.head = PersonStep(background, first_run, tr("Headteacher"), may_skip=False)
        self.coordinator = PersonStep(background, first_run, tr("Computing coordinator"), may_skip=True)
        self.code = CodeStep(background, first_run)
        self.place = PlaceStep(background, first_run, folder)
        self.summary = SummaryStep()
        self.sheet = SheetStep(background)
        self.steps: list[tuple[str, str, Step]] = [
            (tr("The school"), tr("What the records are called."), self.school),
            (tr("This year's terms"), tr("So that the program knows school days and weeks."), self.terms),
            (tr("Your policy"), tr("The nearest of these; every setting can be changed later."), self.policy),
            (tr("The headteacher"), tr("Authorises access and confirms sign-ins."), self.head),
            (
                tr("The computing coordinator"),
                tr("Gives access and looks after the accounts."),
                self.coordinator,
            ),
            (
                tr("Set-up code for this PC"),
                tr("What a stolen copy of the records is worth: nothing."),
                self.code,
            ),
            (tr("This PC"), tr("Who uses it, where the records lie, and where backups go."), self.place),
            (
                tr("Look it over"),
                tr("Nothing has been kept so far. It is made now, all at once."),
                self.summary,
            ),
            (tr("The recovery sheet"), tr("For the school's safe."), self.sheet),
        ]
        self._lay_out()
        self.go_to(0)

    def go_to(self, number: int) -> None:
        """Show a step."""
        self._at = number
        title, sentence, _step = self.steps[number]
        self.title.setText(title)
        self.sentence.setText(sentence)
        self._stack.setCurrentIndex(number)
        for at, label in enumerate(self._marks):
            sign = State.GOOD.sign if at < number else ("▸" if at == number else "  ")
            label.setText(f"{sign} {self.steps[at][0]}")
            set_look(label, "strong" if at == number else "side-quiet")
        last = len(self.steps) - 1
        self.back.setVisible(0 < number < last)
        making = number == last - 1
        self.next.setText(tr("Make the records") if making else (tr("Finish") if number == last else tr("Next")))
        if making:
            self.summary.show_lines(self._answered())
        self.messages.clear()
        self._to_first_field()

    def _to_first_field(self) -> None:
        """Whoever types without a mouse finds the keyboard in the first field of the step, or on its button."""
        step = self.steps[self._at][2]
        takes = [w for w in step.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        first = next((w for w in takes if w.isVisibleTo(step) and w.isEnabled()), self.next)
        first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        held = self.focusWidget()
        (held if isinstance(held, QPushButton) else self.next).click()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._to_first_field()  # what is not shown yet takes no keyboard

    def go_on(self) -> None:
        """Check the step on show; if it is answered, go to the next."""
        self.steps[self._at][2].check(self._good)

    def _good(self) -> None:
        last = len(self.steps) - 1
        if self._at == last:
            if self._founded is not None:
                self.opened.emit(self._founded.office)
        elif self._at == last - 1:
            self._make()
        else:
            self.go_to(self._at + 1)

    def _make(self) -> None:
        answers = self._answers()
        self.next.setEnabled(False)
        self.next.setText(tr("Making the records…"))

        def made(founded: Founded) -> None:
            self._founded = founded
            self.next.setEnabled(True)
            self.sheet.show_sheet(founded)
            self.go_to(len(self.steps) - 1)

        def wrong(error: Exception) -> None:
            self.next.setEnabled(True)
            self.go_to(self._at)
            self.messages.stop(sentence_of(error))

        self._background.run(lambda: self._first_run().set_up(answers), made, wrong, owner=self)

    def _answers(self) -> Answers:
        from schoolsm_desktop.domain.people import SchoolKind
        from schoolsm_desktop.services.first_run import Answers

        profile, head = self.policy.profile, self.head.person()
        if profile is None or head is None:
            raise RuntimeError("the steps before were not answered")
        return Answers(
            school_name=self.school.form.value("name"),
            terms=self.terms.terms(),
            profile=profile,
            head=head,
            coordinator=self.coordinator.person(),
            folder=self.place.folder,
            backup_places=self.place.backup_places,
            kind=SchoolKind(self.school.form.value("kind")),
            use_code=self.code.use.isChecked(),
            website=self.school.form.value("website"),
            for_everybody=self.place.everyone.isChecked(),
        )

    def _answered(self) -> list[tuple[str, str]]:
        answers = self._answers()
        both = answers.coordinator or answers.head
        return [
            (tr("The school"), answers.school_name),
            *(
                (term.name, tr("{first} to {last}", first=day_text(term.starts), last=day_text(term.ends)))
                for term in answers.terms
            ),
            (tr("Your policy"), answers.profile.name),
            (tr("The headteacher"), f"{answers.head.given_name} {answers.head.family_name}"),
            (tr("The computing coordinator"), f"{both.given_name} {both.family_name}"),
            (tr("Set-up code for this PC"), tr("yes") if answers.use_code else tr("no")),
            (tr("The records lie in"), str(answers.folder)),
            (
                tr("Backups go to"),
                str(answers.backup_places[0]) if answers.backup_places else tr("nowhere yet"),
            ),
        ]

    def _first_run(self) -> FirstRun:
        return self._doorway.first_run()

    # The look

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        card = Card()
        card.column.setContentsMargins(px(28), px(24), px(28), px(20))
        self.title = words("", "title", card, wrap=True)
        self.sentence = words("", "quiet", card, wrap=True)
        self._stack = QStackedWidget()
        for _title, _sentence, step in self.steps:
            self._stack.addWidget(_scrolled(step))
        buttons = QHBoxLayout()
        self.back = QPushButton(tr("Back"))
        self.back.clicked.connect(lambda _on=False: self.go_to(self._at - 1))
        self.next = QPushButton(tr("Next"))
        self.next.setDefault(True)
        set_look(self.next, "main")
        self.next.clicked.connect(lambda _on=False: self.go_on())
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        for part in (self.title, self.sentence, self.messages):
            card.add(part)
        card.add(self._stack, 1)
        card.add(buttons)
        card.setMaximumWidth(px(820))
        middle = QHBoxLayout()
        middle.setContentsMargins(px(28), px(24), px(28), px(24))
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        row.addLayout(middle, 1)
        self.setTabOrder(self.next, self.back)  # from the last field Tab goes on, not back

    def _side(self) -> QFrame:
        side = QFrame()
        side.setObjectName("side")
        inner = QWidget()
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(22), px(22), px(22), px(22))
        column.setSpacing(px(9))
        column.addWidget(Crest("S", side, side=44))
        column.addWidget(words(tr("Set up your school"), "title", side, wrap=True))
        column.addSpacing(px(8))
        self._marks: list[QLabel] = []
        for title, _sentence, _step in self.steps:
            label = words(title, "side-quiet", side, wrap=True)
            self._marks.append(label)
            column.addWidget(label)
        column.addStretch(1)
        column.addWidget(words(tr("About ten minutes. You can go back at any time."), "side-quiet", side, wrap=True))
        outer.addWidget(Scroll(inner, side))
        side.setFixedWidth(min(px(250), px(125) + 190))  # at large text the steps wrap, and the fields keep their room
        return side

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._founded is None and self.school.form.dirty and not self.property("leaving"):
            event.ignore()
            confirm.ask(
                self,
                title=tr("Leave the set-up?"),
                consequence=tr("Nothing was made yet, and what you typed is not kept."),
                action=tr("Leave"),
                yes=self._leave,
            )
            return
        self.closing.emit()
        super().closeEvent(event)

    def _leave(self) -> None:
        self.setProperty("leaving", True)
        self.close()


def _scrolled(step: Step) -> Scroll:
    step.column.setContentsMargins(px(2), px(2), px(10), px(2))
    return Scroll(step)
