"""The term's pack on the page of reports: chosen, made while one looks at the first, printed and saved all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.services.printing import Printed, PrintingService
from schoolsm_desktop.ui.reports.pack_dialog import PackDialog
from schoolsm_desktop.ui.reports.page import ReportsPage
from schoolsm_desktop.ui.theme import Scheme, Theme
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage, page_stage
from tests.ui.preview_stage import pdf_printer
from tests.ui.walk import faults_of

Look = Callable[..., Theme]
TWO = "access-register account-directory"


@pytest.fixture
def stage(request: pytest.FixtureRequest, qtbot: QtBot, look: Look, school: InventedSchool) -> Iterator[PageStage]:
    """The headteacher's window on a school with somebody who posts, in the look that the test asks for."""
    scheme, factor = getattr(request, "param", (Scheme.LIGHT, 1.0))
    look(scheme, text_factor=factor)
    school.sign_in(school.coordinator)
    school.give(school.add_person("Zoë Marsh"), school.add_account())
    with page_stage(qtbot, school.sign_in(school.head)) as there:
        yield there


def opened(stage: PageStage, wanted: str = TWO) -> PackDialog:
    """The dialog with these documents ticked and no others."""
    page = stage.page("reports", ReportsPage)
    page.begin("term-pack", "")
    stage.rest()
    dialog = stage.dialog(PackDialog)
    dialog.form.set_value("pack", wanted)
    return dialog


def made(stage: PageStage, dialog: PackDialog) -> list[str]:
    """Make them all; gives what is said then."""
    stage.finish(dialog)
    stage.qtbot.waitUntil(lambda: dialog.running is None, timeout=30_000)
    return [message.words for message in dialog.messages.messages()]


def deeds(stage: PageStage, did: Did) -> list[str]:
    """Of which documents the log says that they went out that way."""
    with stage.office.session.reading() as uow:
        out = [entry.details["document"] for entry in uow.audit.of_deed(did)]
    return [key for key in out if key != "recovery-sheet"]  # the school's first one


@pytest.mark.parametrize("stage", [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)], indirect=True)
def test_nothing_is_unnamed_clipped_or_pale(stage: PageStage) -> None:
    dialog = opened(stage)
    assert [str(fault) for fault in faults_of(dialog)] == []
    made(stage, dialog)
    assert [str(fault) for fault in faults_of(dialog)] == []


def test_the_first_can_be_looked_at_before_the_last_is_made(stage: PageStage, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened(stage)
    there: list[list[str]] = []
    make = PrintingService.account_directory

    def making(printing: PrintingService) -> Printed:
        there.append([key for key, row in dialog.pack.rows.items() if not row.look.isHidden()])
        return make(printing)

    monkeypatch.setattr(PrintingService, "account_directory", making)
    assert made(stage, dialog) == ["2 documents are ready."]
    assert there == [["access-register"]]
    dialog.pack.rows["access-register"].look.click()
    assert [document.key for document in stage.previews] == ["access-register"]


def test_one_that_cannot_be_made_is_named_and_the_rest_go_on(stage: PageStage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_printing: PrintingService) -> Printed:
        raise RuleError("The crest cannot be read. Nothing was printed.")

    monkeypatch.setattr(PrintingService, "access_register", broken)
    dialog = opened(stage)
    assert made(stage, dialog)[0].startswith("1 of 2 documents are ready")
    row = dialog.pack.rows["access-register"]
    assert row.reason.text() == "The crest cannot be read. Nothing was printed."
    assert list(dialog.made) == ["account-directory"]


def test_it_can_be_stopped_and_what_is_made_stays(stage: PageStage, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened(stage)
    make = PrintingService.access_register

    def stopped(printing: PrintingService) -> Printed:
        assert dialog.running is not None
        dialog.running.cancel()
        return make(printing)

    monkeypatch.setattr(PrintingService, "access_register", stopped)
    assert made(stage, dialog)[0].startswith("1 of 2 documents are ready")
    assert list(dialog.made) == ["access-register"]
    assert dialog.pack.rows["account-directory"].chip.text().endswith("Left out")


def test_nothing_ticked_is_said(stage: PageStage) -> None:
    dialog = opened(stage, "")
    assert "No document is ticked" in made(stage, dialog)[0]


def test_all_are_printed_each_as_its_own_job_and_noted(stage: PageStage, tmp_path: Path) -> None:
    dialog = opened(stage)
    made(stage, dialog)
    dialog.print_to(pdf_printer(tmp_path / "pack.pdf"))
    stage.qtbot.waitUntil(lambda: dialog.running is None, timeout=60_000)
    stage.rest()
    assert dialog.messages.messages()[0].words == "2 documents were sent to the printer."
    assert sorted(path.name for path in tmp_path.glob("pack*")) == ["pack 1.pdf", "pack 2.pdf"]
    assert all(PdfReader(path).pages for path in tmp_path.glob("pack*"))
    assert deeds(stage, Did.PRINTED) == ["access-register", "account-directory"]


def test_all_are_saved_into_a_folder_and_nothing_is_written_over_unasked(stage: PageStage, tmp_path: Path) -> None:
    folder = tmp_path / "governors"
    folder.mkdir()
    dialog = opened(stage)
    made(stage, dialog)
    older = folder / f"{dialog.made['access-register'].file_name}.pdf"
    older.write_bytes(b"an older one")
    dialog.save_into(folder)
    question = stage.question()
    assert older.read_bytes() == b"an older one"
    stage.press(question, "Replace")
    stage.qtbot.waitUntil(lambda: dialog.running is None)
    assert older.read_bytes() == dialog.made["access-register"].pdf
    files = sorted(path.suffix for path in folder.iterdir())
    assert files == [".pdf", ".pdf", ".xlsx", ".xlsx"]
    assert "4 files were saved in “governors”." in [message.words for message in dialog.messages.messages()]
    assert deeds(stage, Did.SAVED_AS_FILE) == [key for key in TWO.split() for _kind in ("pdf", "xlsx")]


def test_a_folder_that_went_away_is_said_of_each_file_and_nothing_is_noted(stage: PageStage, tmp_path: Path) -> None:
    dialog = opened(stage, "access-register")
    made(stage, dialog)
    dialog.save_into(tmp_path / "gone")
    stage.rest()
    stage.qtbot.waitUntil(lambda: dialog.running is None)
    assert "not there any more" in dialog.messages.messages()[0].words
    assert deeds(stage, Did.SAVED_AS_FILE) == []


def test_without_a_printer_the_folder_is_offered(stage: PageStage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog = opened(stage, "access-register")
    made(stage, dialog)
    stage.finish(dialog)
    message = dialog.messages.messages()[0]
    assert "knows no printer" in message.words
    assert [button.text() for button in message.findChildren(QPushButton)] == ["Save all into a folder…"]
