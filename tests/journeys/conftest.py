"""A seat in front of the program, and a school that has been set up before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import PySide6.QtPrintSupport
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.security.os_keyring import MemoryKeyRing
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.desk import Beside
from schoolsm_desktop.services.this_pc import ThisPc
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.background import Background
from schoolsm_desktop.ui.unlock import wizard
from schoolsm_desktop.ui.unlock.doorway import Doorway
from schoolsm_desktop.ui.unlock.wizard import FirstRunWizard
from tests.journeys.steps import Outside, Seat
from tests.services.school import NOW, QUICK_LIMITS, InventedSchool


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Outside:
    """The file chooser gives what the person hands over; the printer prints to a file."""
    world = Outside()

    def choose(dialog: QFileDialog) -> None:
        assert world.chosen, "a file chooser was opened, and nobody wanted one"
        dialog.fileSelected.emit(str(world.chosen.pop(0)))

    class Printing(QDialog):
        """The system's print dialog, in which Print is pressed."""

        PrintDialogOption = QPrintDialog.PrintDialogOption

        def __init__(self, printer: QPrinter, parent: QWidget) -> None:
            super().__init__(parent)
            self._printer = printer

        def setMinMax(self, first: int, last: int) -> None:  # noqa: N802  # Qt's own name
            self._pages = (first, last)

        def setOption(self, _option: object, _on: bool) -> None:  # noqa: N802  # Qt's own name
            """What it offers is the same to one who presses Print."""

        def exec(self) -> int:
            paper = tmp_path / f"paper-{len(world.paper) + 1}.pdf"
            self._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            self._printer.setOutputFileName(str(paper))
            world.paper.append(paper)
            return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(QFileDialog, "open", choose)
    monkeypatch.setattr(PySide6.QtPrintSupport, "QPrintDialog", Printing)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Office"]))
    return world


@pytest.fixture
def seat(qtbot: QtBot, qapp: QApplication, outside: Outside) -> Iterator[Seat]:
    """Somebody sits down; whatever they leave running is ended after the test."""
    looks.use_shipped_font()
    looks.theme().apply(looks.Scheme.LIGHT)
    made = Seat(qtbot, qapp, outside)
    yield made
    made.leave_it()
    qapp.clipboard().clear()


@pytest.fixture
def school(tmp_path: Path) -> InventedSchool:
    """A school whose headteacher is Anna Whitfield and whose coordinator is Rosa Okafor; nobody is signed in.

    A test that needs more in the records signs somebody in first (`school.sign_in_again`).
    """
    base = tmp_path / "school"
    base.mkdir()
    made = InventedSchool(base)
    made.sign_out()
    return made


def on_a_school_day(doorway: Doorway, background: Background, *, today: date, folder: Path | None) -> QWidget:
    """The wizard by the clock of the test, whatever day it is on the machine that runs it."""
    assert today.year >= 2026
    return FirstRunWizard(doorway, background, today=NOW.date(), folder=folder)


@pytest.fixture
def empty_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Beside:
    """A PC with a key ring of its own, and no records."""
    monkeypatch.setattr(wizard, "FirstRunWizard", on_a_school_day)
    return Beside(MemoryKeyRing(), ThisPc(tmp_path / "this-pc.json"), SetClock(NOW), QUICK_LIMITS)
