"""Text that means harm, in letters, numbers and lists: refused in a sentence, or plain on screen and paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.ui.settings.page import SettingsPage
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage

from .test_hostile_text import HOSTILE, kept_or_refused, nothing_is_markup, text_fields, with_text

KEY = "name-and-logo-allowed"
MORE = {
    "field": "{recipient} {school} {{item}} {item",
    "format": "{0} {school.__class__} %s {recipient!r:>1000000}",
    "paragraph markup": "<para><font size='400'>x</font></para> &amp; <br/>",
    "right to left": "\u202eنور\u202c الدين {ﺍ}",
}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school; the coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


@pytest.mark.parametrize("kind", [*HOSTILE, *MORE])
def test_whatever_is_typed_into_letters_numbers_and_lists_stays_text(
    qtbot: QtBot, school: InventedSchool, kind: str
) -> None:
    text = (HOSTILE | MORE)[kind]
    office = school.office
    wordings(school, text)
    numbers(school, text)
    for call in (
        partial(office.lists.add, ListKind.PICTURE_PLACES, text),
        partial(office.lists.add, ListKind.INCIDENT_TYPES, f"{kind} type", text),
        partial(office.lists.add_platform, text),
        partial(office.lists.rename_platform, "vimeo", f"{text} 2", text),
    ):
        kept_or_refused(call, text)
    papers = [office.printing.whom_to_ring().pdf, office.printing.holiday_card().pdf]
    papers += [office.printing.letter_example(KEY, text, text).pdf, *letters(school, text)]
    for pdf in papers:
        for sheet in PdfReader(io.BytesIO(pdf)).pages:
            assert list(sheet.images) == []
            assert "/Annots" not in sheet
    stage = PageStage(qtbot, office)
    page = stage.page("settings", SettingsPage)
    for part in ("letters", "contacts", "lists"):
        page.begin(part, "")
        stage.rest()
        nothing_is_markup(stage.window)
        stage.window.grab()
    dialog = page.open_dialog("letter", KEY)
    dialog.form.set_value("body", text[:5000])
    stage.rest()
    nothing_is_markup(dialog)
    dialog.form.saved()
    dialog.reject()
    stage.close()


def wordings(school: InventedSchool, text: str) -> None:
    """The text as title and as body of a wording."""
    letters = school.office.letters
    for title, body in ((text, "Dear {recipient},"), ("Title", text)):
        kept_or_refused(partial(letters.change_wording, KEY, title, body, letters.wording(KEY).number), text)


def numbers(school: InventedSchool, text: str) -> None:
    """The text in every field of a number."""
    plain = Contact(uuid4(), school.head.school_id, ContactKind.POLICE, "Desk", number="01632 960101")
    for field in text_fields(plain, "kind"):
        kept_or_refused(
            partial(school.office.contacts.save, replace(with_text(plain, field, text), id=uuid4())),
            text,
        )


def letters(school: InventedSchool, text: str) -> list[bytes]:
    """Letters with the text as recipient and as every value; not one bracket of a field is left unfilled."""
    office, made = school.office, []
    fields = dict.fromkeys(("item", "use", "starts", "ends", "conditions"), text)
    for recipient, values in ((text, {}), ("Jo", fields)):
        letter = kept_or_refused(partial(office.letters.make, KEY, "school-request", uuid4(), recipient, values), text)
        if letter is not None:
            made.append(office.printing.letter(letter.id).pdf)
            assert "\0" not in letter.text
            assert "\u202e" not in letter.text
    return made
