"""A real school behind a real window that holds the page for policy and staff; used by every test of that page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.table import ForgottenViews
from schoolsm_desktop.ui.main_window import Frame, MainWindow
from schoolsm_desktop.ui.pages import PageSpec, Target
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.policy_part import PolicyPart
from schoolsm_desktop.ui.policy.staff_part import StaffPart

D = TypeVar("D", bound=QWidget)
FRAME = Frame("Alder Brook Primary", "R. Okafor", "Computing Coordinator", "Locks after 5 min away", "Autumn term 2026")


class Stage:
    """The window on one office. `rest` waits until everything that was asked for has been shown."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self.qtbot, self.office = qtbot, office
        self.background = Background()
        self.working = False
        self.background.busy.connect(self._busy)
        self.window = MainWindow(
            FRAME,
            (PageSpec("people", "Policy and staff", PolicyPage),),
            office,
            ForgottenViews(),
            background=self.background,
            find=lambda _typed: (),
            counts=dict,
        )
        self.window.bus.follow(office.changes)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        page = self.window.show_page("people")
        assert isinstance(page, PolicyPage)
        self.page = page
        self.rest()

    @property
    def staff(self) -> StaffPart:
        """The staff list and what stands beside it."""
        return self.page.part(StaffPart)

    @property
    def policy(self) -> PolicyPart:
        """Your policy."""
        return self.page.part(PolicyPart)

    def part(self, key: str) -> None:
        """Come to a part of the page by its key."""
        self.page.begin(key, "")
        self.rest()

    def rest(self) -> None:
        """Wait until the worker has nothing left to give back."""
        self.qtbot.waitUntil(lambda: not self.working, timeout=30_000)
        self.settle()

    def settle(self) -> None:
        """Let new widgets be shown, and layouts that depend on one another find their sizes: a pass may ask for the next."""
        for _ in range(8):
            QApplication.processEvents()

    def click(self, widget: QWidget) -> None:
        """Press a widget with the mouse, and wait for what comes of it."""
        assert widget.isVisible(), "nobody could press this"
        assert widget.isEnabled(), "nobody could press this"
        place = QPoint(12, widget.height() // 2) if isinstance(widget, (QRadioButton, QCheckBox)) else QPoint()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        self.rest()

    def pick(self, person: Person) -> None:
        """Choose a person on the list."""
        self.window.go(Target("people", str(person.id)))
        self.rest()
        line = self.staff.list.current()
        assert line is not None
        assert line.person.id == person.id

    def deeds(self) -> list[str]:
        """The buttons beside the person chosen, and what stands under “More”."""
        self.settle()
        buttons = [b for b in self.staff.pane.findChildren(QPushButton) if b.isVisible()]
        return [b.text() for b in buttons if b.menu() is None] + [act.text() for act in self._under_more()]

    def _under_more(self) -> list[QAction]:
        buttons = self.staff.pane.findChildren(QPushButton)
        return [act for b in buttons if b.isVisible() and b.menu() is not None for act in b.menu().actions()]

    def do(self, person: Person, deed: str) -> None:
        """Choose a person and press one of the buttons beside them."""
        self.pick(person)
        assert deed in self.deeds()
        under_more = [act for act in self._under_more() if act.text() == deed]
        if under_more:
            under_more[0].trigger()
            self.rest()
            return
        self.click(next(b for b in self.staff.pane.findChildren(QPushButton) if b.isVisible() and b.text() == deed))

    def facts(self) -> str:
        """What is said of the person chosen."""
        self.settle()
        labels = [label for label in self.staff.pane.findChildren(QLabel) if label.isVisibleTo(self.staff.pane)]
        return "\n".join(label.text() for label in labels)

    def dialog(self, kind: type[D]) -> D:
        """The dialog of that kind that is open."""
        found = [each for each in self.page.findChildren(kind) if each.isVisible()]
        assert len(found) == 1
        return found[0]

    def question(self) -> Question:
        """The question that is asked."""
        return self.dialog(Question)

    def said(self) -> list[str]:
        """The messages above the page."""
        return [message.words for message in self.page.messages.messages()]

    def row(self, name: str) -> list[str]:
        """What the list says of somebody, column by column."""
        model = self.staff.list.model
        for line in range(model.rowCount()):
            texts = [str(model.index(line, at).data()) for at in range(model.columnCount())]
            if texts[0] == name:
                return texts
        raise AssertionError(f"{name} is not on the list")

    def names(self) -> list[str]:
        """The names on the list from top to bottom."""
        model = self.staff.list.model
        return [str(model.index(line, 0).data()) for line in range(model.rowCount())]

    def close(self) -> None:
        """Stop the worker, as the frame does when it closes."""
        assert self.background.stop(10)

    def _busy(self, on: bool) -> None:
        self.working = on


@contextmanager
def stage_on(qtbot: QtBot, office: Office) -> Iterator[Stage]:
    """A stage that is taken down after the test."""
    stage = Stage(qtbot, office)
    try:
        yield stage
    finally:
        stage.close()


def type_into(stage: Stage, dialog: FormDialog, name: str, text: str) -> None:
    """Type into a line of a dialog as a person does: what stood there is marked and typed over."""
    editor = dialog.form.field(name).editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    if text:
        stage.qtbot.keyClicks(editor, text)
    else:
        stage.qtbot.keyClick(editor, Qt.Key.Key_Delete)


def choices_of(dialog: FormDialog, name: str) -> list[str]:
    """The words that a choice offers."""
    editor = dialog.form.field(name).editor
    assert isinstance(editor, QComboBox)
    return [editor.itemText(at) for at in range(editor.count())]
