"""A real school behind a real window that holds the accounts page; used by every test of that page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui.accounts.accounts_part import AccountsPart
from schoolsm_desktop.ui.accounts.page import AccountsPage
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.table import ForgottenViews
from schoolsm_desktop.ui.main_window import Frame, MainWindow
from schoolsm_desktop.ui.pages import PageSpec

W = TypeVar("W", bound=QWidget)
FRAME = Frame("Alder Brook Primary", "R. Okafor", "Computing Coordinator", "Locks after 5 min away", "Autumn term 2026")


class Stage:
    """The window on one office. `rest` waits until everything that was asked for has been shown."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self.qtbot, self.office = qtbot, office
        self.background = Background()
        self.working = False
        self.background.busy.connect(self._busy)
        spec = PageSpec("accounts", "Accounts", AccountsPage)
        self.window = MainWindow(
            FRAME, (spec,), office, ForgottenViews(), background=self.background, find=lambda _typed: (), counts=dict
        )
        self.window.bus.follow(office.changes)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        page = self.window.show_page("accounts")
        assert isinstance(page, AccountsPage)
        self.page = page
        self.rest()
        self.part = page.part(AccountsPart)

    def rest(self) -> None:
        """Wait until the worker has nothing left to give back."""
        self.qtbot.waitUntil(lambda: not self.working, timeout=20_000)
        QApplication.processEvents()  # what a layout shows in the next turn
        self.qtbot.waitUntil(lambda: not self.working, timeout=20_000)

    def click(self, widget: QWidget) -> None:
        """Press a widget with the mouse, and wait for what comes of it."""
        assert widget.isVisible(), "nobody could press this"
        assert widget.isEnabled(), "nobody could press this"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.rest()

    def pick(self, account: Account) -> None:
        """Choose an account on the list."""
        self.part.show_account(account.id)
        self.rest()
        assert self.part.chosen == account.id

    def dialog(self, kind: type[FormDialog]) -> FormDialog:
        """The dialog that is open."""
        found = [each for each in self.page.findChildren(kind) if each.isVisible()]
        assert len(found) == 1
        return found[0]

    def said(self) -> list[str]:
        """The messages above the page."""
        return [message.words for message in self.page.messages.messages()]

    def close(self) -> None:
        """Stop the worker, as the frame does when it closes."""
        assert self.background.stop(5)

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


def of_kind(widget: QWidget, kind: type[W]) -> W:
    """`widget` as what it is said to be."""
    assert isinstance(widget, kind)
    return widget


def file_of(base: Path, name: str, *lines: str) -> Path:
    """A text file made for one test."""
    path = base / name
    path.write_bytes("\r\n".join((*lines, "")).encode())
    return path


def account_of(office: Office, account_id: UUID) -> Account:
    """The account as it is kept now."""
    return office.accounts.facts(account_id).line.account


def texts_of(widget: QWidget) -> str:
    """Everything that `widget` and what it holds say to the eye or to a screen reader."""
    parts = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
    for child in widget.findChildren(QWidget):
        parts += [child.accessibleName(), child.accessibleDescription(), child.toolTip()]
        if isinstance(child, QLabel):
            parts.append(child.text())
    return "\n".join(parts)
