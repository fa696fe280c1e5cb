"""Text that means harm, in every field of every record, through the services and out to screen, paper and spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import Account, AccountState, RecoveryFacts, SecretField
from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.domain.people import Person
from tests.services.school import InventedSchool
from tests.ui.page_stage import PageStage

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
R = TypeVar("R", bound="DataclassInstance")
MARKUP = "<img src='file:///etc/hostname'><b>bold</b><a href='https://evil.example'>x</a>"
HOSTILE = {
    "formula": '=HYPERLINK("https://evil.example";"x")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "turned round": "invoice\u202efdp.exe",
    "nul": "before\0after",
    "long": "word " * 200_000,
    "half a letter": "half \ud800 letter",
    "markup": MARKUP,
    "lines": "one\r\ntwo\x1b[31m\x07three",
}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school; the coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def text_fields(record: DataclassInstance, *without: str) -> list[str]:
    """The fields of a record that hold words."""
    return [f.name for f in fields(record) if type(getattr(record, f.name)) is str and f.name not in without]


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_kept_comes_out_harmless_everywhere(qtbot: QtBot, school: InventedSchool, kind: str) -> None:
    """A field is refused in a sentence, or kept and shown as plain text; nothing else happens."""
    text = HOSTILE[kind]
    accounts, people = keep_everywhere(school, text)
    assert accounts or people or kind in ("half a letter", "nul", "long")
    page = school.add_account("Facebook page", platform_id="facebook")
    for person in people[:3]:
        school.give(person, page, AccessKind.OWN_LOGIN)
    papers(school)
    stage = PageStage(qtbot, school.office)
    for key in ("today", "accounts", "access", "photos", "people", "reports", "settings"):
        stage.window.show_page(key)
        stage.rest()
        nothing_is_markup(stage.window)
        stage.window.grab()


def keep_everywhere(school: InventedSchool, text: str) -> tuple[list[Account], list[Person]]:
    """The records that took the text, each with it in one field."""
    office, school_id = school.office, school.head.school_id
    account = Account(uuid4(), school_id, "x", "Name", state=AccountState.IN_USE, owner_id=school.coordinator.id)
    person = Person(uuid4(), school_id, "Jo", "Marsh", "Teacher")
    tried_accounts = [with_text(account, name, text) for name in text_fields(account, "platform_id")]
    facts = RecoveryFacts()
    tried_accounts += [replace(account, recovery=with_text(facts, name, text)) for name in text_fields(facts)]
    tried_people = [with_text(person, name, text) for name in text_fields(person)]
    for name in text_fields(office.schools.school()):
        kept_or_refused(partial(office.schools.change, with_text(office.schools.school(), name, text)), text)
    accounts = [kept_or_refused(partial(office.accounts.add, each), text) for each in tried_accounts]
    people = [kept_or_refused(partial(office.people.add, each), text) for each in tried_people]
    return [each for each in accounts if each is not None], [each for each in people if each is not None]


def with_text(record: R, name: str, text: str) -> R:
    """The record with the text in one field."""
    return replace(record, **{name: text})


def kept_or_refused(call: Callable[[], T], text: str) -> T | None:
    """What was kept; or None where it was refused in a sentence that does not repeat it."""
    try:
        return call()
    except OfficeError as problem:
        said = problem.sentence
    assert text not in said
    return None


def papers(school: InventedSchool) -> None:
    """Both documents and both tables: no link, no picture, no formula."""
    for document in (school.office.printing.account_directory(), school.office.printing.access_register()):
        for page in PdfReader(io.BytesIO(document.pdf)).pages:
            assert list(page.images) == []
            assert "/Annots" not in page
        book = openpyxl.load_workbook(io.BytesIO(document.table or b""))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []


def nothing_is_markup(root: QWidget) -> None:
    """No label draws a picture or a link that came from a field."""
    for label in root.findChildren(QLabel):
        if "<img" in label.text():
            assert label.textFormat().name == "PlainText", label.text()[:80]
    for widget in root.findChildren(QWidget):
        assert "<img" not in widget.toolTip(), widget.toolTip()[:80]
    assert not [each for each in root.findChildren(QTextEdit) if "<img" in each.toHtml()]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_secret_of_any_letters_comes_back_or_is_refused_in_a_sentence(school: InventedSchool, kind: str) -> None:
    page = school.add_account(password=None)
    for secret in (SecretField.PASSWORD, SecretField.NOTE, SecretField.BACKUP_CODES, SecretField.RECOVERY_ANSWERS):
        values = {secret: HOSTILE[kind]}
        if kept_or_refused(partial(school.office.secrets.change, page.id, values, confirmed=True), HOSTILE[kind]):
            assert school.office.secrets.open(page.id, secret) == HOSTILE[kind]


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_was_typed_comes_back_after_a_lock_whatever_it_was(school: InventedSchool, kind: str) -> None:
    school.office.drafts.keep({"page:accounts": {"name": HOSTILE[kind]}})
    assert school.office.drafts.all() == {"page:accounts": {"name": HOSTILE[kind]}}
