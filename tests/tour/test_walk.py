"""The whole program walked in the light: everything opens, reads and can be pressed, and stood in a picture."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtWidgets import QDialog, QWidget

import schoolsm_desktop.ui
from schoolsm_desktop import __version__
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import page_specs
from schoolsm_desktop.ui.unlock.wizard_steps import Step

from .conftest import Walked

Tours = Callable[[str, int], Walked]
# One process walks in the light for all that ask for it: a walk takes minutes. Another may walk in the dark.
pytestmark = pytest.mark.timeout(1800)


def _kinds(base: type[QWidget]) -> set[type[QWidget]]:
    """Every class of the program that descends from `base`, found by importing every module of the window."""
    for module in pkgutil.walk_packages(schoolsm_desktop.ui.__path__, "schoolsm_desktop.ui."):
        if not module.name.endswith("_windows"):
            importlib.import_module(module.name)
    found: set[type[QWidget]] = set()
    waiting = list(base.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("schoolsm_desktop."):
            found.add(kind)
    return found


def _names(kinds: Iterable[type]) -> list[str]:
    return sorted(kind.__name__ for kind in kinds)


def test_every_step_goes_well_and_nothing_seen_is_unreadable_or_dead(tours: Tours) -> None:
    tour = tours("light", 100)
    assert tour.failures() == []
    assert tour.unreadable() == ""


def test_every_page_stood_in_a_picture(tours: Tours) -> None:
    assert sorted(tours("light", 100).guide.pages_seen) == sorted(spec.key for spec in page_specs())


def test_every_dialog_stood_in_a_picture(tours: Tours) -> None:
    shapes = {kind for kind in _kinds(QDialog) if kind.__name__.startswith("_") and kind.__subclasses__()}
    dialogs = _kinds(QDialog) - shapes - {FormDialog}
    assert len(dialogs) > 20
    assert _names(dialogs - tours("light", 100).guide.seen) == []


def test_every_step_of_the_first_run_stood_in_a_picture(tours: Tours) -> None:
    steps = _kinds(Step)
    assert len(steps) >= 8
    assert _names(steps - tours("light", 100).guide.seen) == []


def test_the_account_of_the_tour_names_what_was_written(tours: Tours) -> None:
    tour = tours("light", 100)
    account = json.loads((tour.out / "tour.json").read_text(encoding="utf-8"))
    assert (account["version"], account["policy"], account["on"]) == (__version__, "valence", "2026-11-20")
    assert account["total"] >= sum(step["seconds"] for step in account["steps"]) * 0.9
    written = {step["file"] for step in account["steps"]}
    on_disk = {path.relative_to(tour.out).as_posix() for path in tour.out.rglob("*") if path.is_file()}
    assert written == on_disk - {"tour.json"}
    assert len(written) == len(account["steps"]), "two steps wrote the same file"


def test_the_pictures_have_the_size_of_the_office_s_screen(tours: Tours) -> None:
    for picture in (tours("light", 100).out / "pages").iterdir():
        with Image.open(picture) as opened:
            assert opened.size == (1366, 768), picture.name


def test_every_document_and_every_file_given_out_can_be_read(tours: Tours) -> None:
    out = tours("light", 100).out
    papers = sorted(path.name for path in (out / "printed").iterdir())
    assert [name.split(" 20")[0].removesuffix(".pdf") for name in papers] == [
        "Access review evidence",
        "Account check",
        "Account directory",
        "Agreements by class",
        "Agreements of a class",
        "Attendance at a training",
        "Certificate of destruction",
        "Check of the records",
        "Coordinator’s handover book",
        "Data protection pack",
        "Declaration",
        "First-hour card",
        "For supply and agency staff",
        "For your first day",
        "Friday sheet",
        "Goodbye",
        "Handover list",
        "History of an access",
        "Holiday card",
        "How it is done",
        "How long we keep records",
        "Incident form",
        "Leaver list",
        "Letter",
        "Letter",
        "Part of the register of posting access",
        "Photo forms not back, Spring",
        "Photo forms, Spring",
        "Pictures to take down",
        "Policy sign-off",
        "Privacy check",
        "Read and signed",
        "Read, signed and trained in numbers",
        "Record of an incident, copy 1",
        "Record of an incident, copy 2",
        "Recovery sheet",
        "Register of permissions",
        "Register of posting access",
        "Request to the school",
        "Request to the school",
        "Review schedule of the policy",
        "Slip for a destruction",
        "Termly report, Part 1, may be published, Autumn term",
        "Termly report, Part 2, confidential, Autumn term",
        "The chair’s code",
        "Undertaking for posting access",
        "What is taught about social media",
        "What we have published",
        "What we hold about you, copy 1",
        "When something happens",
        "While you are at our school",
        "Who has answered",
        "Who is still to read, sign and be trained",
        "Whom to ring",
        "Working copy, stays in school",
        "Worth putting right in our policy",
        "You may use our name and logo",
    ]
    for name in papers:
        document = pypdfium2.PdfDocument(out / "printed" / name)
        text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
        document.close()
        assert "Fernhollow Primary School" in text, name
    for file in (out / "files").iterdir():
        assert load_workbook(file).worksheets[0].max_row >= 3, file.name


def test_no_secret_of_the_sheet_is_left_in_the_open(tours: Tours) -> None:
    """The recovery sheet of an invented school says on its face that it opens nothing."""
    sheet = next((tours("light", 100).out / "printed").glob("Recovery*.pdf"))
    document = pypdfium2.PdfDocument(Path(sheet))
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "demonstration" in text.casefold()
