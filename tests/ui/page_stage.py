"""A real school behind the real main window with every page of the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.printing import Printed
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.confirm import Question
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.table import ForgottenViews
from schoolsm_desktop.ui.main_window import Frame, MainWindow
from schoolsm_desktop.ui.pages import Page, page_specs

P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=FormDialog)
FRAME = Frame("Alder Brook Primary", "R. Okafor", "Computing Coordinator", "Locks after 5 min away", "Autumn term 2026")


class PageStage:
    """The window on one office. `rest` waits until everything that was asked for has been shown."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self.qtbot, self.office = qtbot, office
        self.background = Background()
        self.working = False
        self.previews: list[Printed] = []
        self.background.busy.connect(self._busy)
        specs = page_specs()
        self.window = MainWindow(
            FRAME, specs, office, ForgottenViews(), background=self.background, find=lambda _typed: (), counts=dict
        )
        self.window.preview = self.previews.append  # type: ignore[method-assign, assignment]
        self.window.bus.follow(office.changes)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.rest()

    def page(self, key: str, kind: type[P]) -> P:
        """Go to a page."""
        page = self.window.show_page(key)
        assert isinstance(page, kind)
        self.rest()
        return page

    def rest(self) -> None:
        """Wait until the worker has nothing left to give back."""
        for _ in range(2):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.working, timeout=20_000)
        QApplication.processEvents()

    def press(self, where: QWidget, words: str) -> None:
        """Press the visible button with these words, or choose them in the menu of one."""
        menus = [b.menu() for b in where.findChildren(QPushButton) if b.isVisible() and b.menu() is not None]
        for action in [act for menu in menus for act in menu.actions() if act.text() == words]:
            action.trigger()
            self.rest()
            return
        found = [b for b in where.findChildren(QPushButton) if b.text() == words and b.isVisible()]
        assert found, [b.text() for b in where.findChildren(QPushButton) if b.isVisible()]
        assert found[0].isEnabled()
        self.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.rest()

    def dialog(self, kind: type[D]) -> D:
        """The dialog that is open."""
        found = [each for each in self.window.findChildren(kind) if each.isVisible()]
        assert len(found) == 1
        return found[0]

    def finish(self, dialog: FormDialog) -> None:
        """Press the main button of a dialog."""
        self.qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
        self.rest()

    def question(self) -> Question:
        """The question that is asked."""
        found = [each for each in self.window.findChildren(Question) if each.isVisible()]
        assert len(found) == 1
        return found[0]

    def said(self, page: Page) -> list[str]:
        """The messages above a page."""
        return [message.words for message in page.messages.messages()]

    def close(self) -> None:
        """Stop the worker, as the frame does when it closes."""
        assert self.background.stop(5)

    def _busy(self, on: bool) -> None:
        self.working = on


@contextmanager
def page_stage(qtbot: QtBot, office: Office) -> Iterator[PageStage]:
    """A stage that is taken down after the test."""
    stage = PageStage(qtbot, office)
    try:
        yield stage
    finally:
        stage.close()
