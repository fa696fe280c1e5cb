"""Settings: letters with their fields, whom to ring by keyboard, and the lists; in the light, in the dark, at twice the size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.access.lists_part import ListsPart
from schoolsm_desktop.ui.access.page import AccessPage
from schoolsm_desktop.ui.settings.contact_dialogs import ContactDialog
from schoolsm_desktop.ui.settings.contacts_part import ContactsPart
from schoolsm_desktop.ui.settings.letter_dialog import LetterDialog
from schoolsm_desktop.ui.settings.letters_part import LettersPart
from schoolsm_desktop.ui.settings.list_dialogs import EntryDialog, PlatformDialog, PlatformGoneDialog
from schoolsm_desktop.ui.settings.lists_part import PLATFORMS, EditedListsPart
from schoolsm_desktop.ui.settings.page import SettingsPage
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]
KEY = "name-and-logo-allowed"
PLACES = ListKind.PICTURE_PLACES


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose policy names numbers; the coordinator is signed in."""
    made = InventedSchool(tmp_path, policy="mill-lane")
    yield made
    made.sign_out()


def save_contact(
    school: InventedSchool, name: str, kind: ContactKind = ContactKind.OTHER, *, checked: bool = False
) -> UUID:
    """A number that is kept."""
    contact = Contact(uuid4(), school.head.school_id, kind, name, number="01632 960101", note="Ask for Jo.")
    return school.office.contacts.save(contact, checked=checked).id


def settings(stage: PageStage, act: str, record: str = "") -> SettingsPage:
    """The settings, at one of their parts."""
    page = stage.page("settings", SettingsPage)
    page.begin(act, record)
    stage.rest()
    return page


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_every_part_and_dialog_can_be_read_and_pressed(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    number = save_contact(school, "Gill Tranter", ContactKind.HR_ADVICE)
    school.office.letters.change_wording(KEY, "Our crest", "Dear {recipient},", 0)
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "letters", KEY)
        for act, record in (("letters", ""), ("contacts", ""), ("lists", PLATFORMS), ("lists", PLACES.value)):
            page.begin(act, record)
            stage.rest()
            assert faults_of(page) == [], act
        for key, record in (
            ("letter", KEY),
            ("contact", str(number)),
            ("contact", ContactKind.LADO.value),
            ("platform", "x"),
            ("platform-gone", "x"),
            ("list-entry", f"{PLACES.value}:"),
        ):
            dialog = page.open_dialog(key, record)
            stage.rest()
            assert faults_of(dialog) == [], key
            dialog.form.saved()
            dialog.reject()


def test_a_field_is_put_in_where_the_cursor_stands_and_the_letter_reads_at_once(
    qtbot: QtBot, school: InventedSchool
) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "letters", KEY)
        part = page.part(LettersPart)
        stage.press(part.pane, "Change the wording…")
        dialog = stage.dialog(LetterDialog)
        dialog.text.setPlainText("Dear friend of ,")
        cursor = dialog.text.textCursor()
        cursor.setPosition(len("Dear friend of "))
        dialog.text.setTextCursor(cursor)
        qtbot.mouseClick(dialog.fields.buttons["school"], Qt.MouseButton.LeftButton)
        assert dialog.form.value("body") == "Dear friend of {school},"
        qtbot.waitUntil(lambda: "Dear friend of Alder Brook Primary," in dialog.reads.text.text(), timeout=20_000)
        stage.finish(dialog)
        assert school.office.letters.wording(KEY).body == "Dear friend of {school},"
        assert any("version 1 is used" in said for said in stage.said(page))


def test_a_misspelt_field_is_said_put_right_and_only_then_saved(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "letters", KEY)
        dialog = page.open_dialog("letter", KEY)
        assert isinstance(dialog, LetterDialog)
        dialog.text.setPlainText("Dear {recipiant},")
        qtbot.waitUntil(lambda: "Dear ____" in dialog.reads.text.text(), timeout=20_000)
        stage.finish(dialog)
        assert "Did you mean “{recipient}”?" in dialog.form.field("body").error
        assert school.office.letters.wording(KEY).number == 0
        stage.press(dialog, "Write {recipient} instead")
        stage.finish(dialog)
        assert school.office.letters.wording(KEY).body == "Dear {recipient},"


def test_what_was_typed_survives_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "letters", KEY)
        dialog = page.open_dialog("letter", KEY)
        dialog.form.set_value("body", "Half a letter")
        draft = page.draft()
        dialog.form.saved()
        dialog.reject()
        assert draft is not None
        page.restore(draft)
        stage.rest()
        again = stage.dialog(LetterDialog)
        assert again.form.value("body") == "Half a letter"
        again.form.saved()
        again.reject()


def test_an_earlier_wording_is_looked_at_and_used_again(qtbot: QtBot, school: InventedSchool) -> None:
    letters = school.office.letters
    letters.change_wording(KEY, "First", "Dear {recipient}, one.", 0)
    letters.change_wording(KEY, "Second", "Dear {recipient}, two.", 1)
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "letters", KEY)
        pane = page.part(LettersPart).pane
        assert pane.text.text() == "Dear {recipient}, two."
        assert not pane.use.isVisible()
        pane.version.setCurrentIndex(1)
        assert pane.text.text() == "Dear {recipient}, one."
        stage.press(pane, "Use this wording again…")
        stage.press(stage.question(), "Use it")
        assert (letters.wording(KEY).number, letters.wording(KEY).title) == (3, "First")
        pane.version.setCurrentIndex(pane.version.count() - 1)
        stage.press(pane, "Use this wording again…")
        stage.press(stage.question(), "Use it")
        assert not letters.wording(KEY).is_own
        assert not pane.use.isVisible()


def test_a_wording_is_seen_on_paper_before_it_is_saved(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "letters", KEY)
        dialog = page.open_dialog("letter", KEY)
        stage.press(dialog, "See it on paper")
        stage.press(page.part(LettersPart).pane, "See it on paper")
        assert [document.key for document in stage.previews] == ["letter-example"] * 2
        dialog.reject()


def test_numbers_are_checked_one_after_the_other_by_one_key(qtbot: QtBot, school: InventedSchool) -> None:
    for name in ("One", "Two", "Three"):
        save_contact(school, name)
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "contacts")
        part = page.part(ContactsPart)
        part.list.table.setFocus()
        assert "3 numbers are still to be checked" in part.how.text()
        for left in (2, 1, 0):
            qtbot.keyClicks(part.list.table, "c")
            stage.rest()
            assert school.office.contacts.view().unchecked == left
        assert "3 numbers" not in part.how.text()


def test_what_the_policy_names_stands_in_the_list_until_it_is_entered(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "contacts", ContactKind.HR_ADVICE.value)
        part = page.part(ContactsPart)
        assert part.pane.title.text() == "HR advice"
        stage.press(part.pane, "Enter it…")
        dialog = stage.dialog(ContactDialog)
        assert dialog.form.value("kind") == ContactKind.HR_ADVICE.value
        dialog.form.set_value("organisation", "Schools HR")
        dialog.form.set_value("number", "ring them")
        stage.finish(dialog)
        assert "not a telephone number" in dialog.form.field("number").error
        dialog.form.set_value("number", "01632 960130")
        stage.finish(dialog)
        (line,) = school.office.contacts.view().lines
        assert (line.contact.organisation, line.is_checked) == ("Schools HR", True)
        assert ContactKind.HR_ADVICE not in school.office.contacts.view().missing


def test_a_number_is_moved_ended_and_put_back(qtbot: QtBot, school: InventedSchool) -> None:
    save_contact(school, "One", checked=True)
    two = save_contact(school, "Two", checked=True)
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "contacts", str(two))
        part = page.part(ContactsPart)
        part.list.table.setFocus()
        qtbot.keyClicks(part.list.table, "+")
        stage.rest()
        assert [x.contact.name for x in school.office.contacts.view().lines] == ["Two", "One"]
        stage.press(part.pane, "Ring no more…")
        stage.press(stage.question(), "Take off the list")
        assert [x.contact.name for x in school.office.contacts.view().lines] == ["One"]
        stage.press(page, "Put it back")
        assert [x.contact.name for x in school.office.contacts.view().lines] == ["Two", "One"]
        stage.press(part, "Print for the wall")
        stage.press(part, "Print a holiday card")
        assert [document.key for document in stage.previews] == ["whom-to-ring", "holiday-card"]


def test_somebody_who_may_not_change_numbers_reads_them(qtbot: QtBot, school: InventedSchool) -> None:
    save_contact(school, "One")
    teacher = school.add_person("Jo Marsh")
    school.office.people.give_duty(teacher.id, Duty.CLASS_TEACHER, school.clock.today())
    school.make_sign_in(teacher)
    school.sign_in(teacher)
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "contacts")
        part = page.part(ContactsPart)
        assert part.list.model.total() > 0
        assert not part.add.isVisible()
        assert not part.pane.change.isVisible()
        part.list.table.setFocus()
        qtbot.keyClicks(part.list.table, "c")
        part.change()
        stage.rest()
        assert school.office.contacts.view().unchecked == 1
        assert not page.has("letter")


def test_lists_are_added_to_renamed_and_thinned(qtbot: QtBot, school: InventedSchool) -> None:
    lists = school.office.lists
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "lists", PLACES.value)
        part = page.part(EditedListsPart)
        stage.press(part, "Add to this list…")
        dialog = stage.dialog(EntryDialog)
        dialog.form.set_value("name", "press")
        stage.finish(dialog)
        assert "stands in the list already" in dialog.form.field("name").error
        dialog.form.set_value("name", "Hall screen")
        stage.finish(dialog)
        assert lists.view().places[-1].name == "Hall screen"
        row = part.list.current()
        assert row is not None
        assert row.name == "Hall screen"
        stage.press(part.pane, "Earlier (+)")
        assert lists.view().places[-2].name == "Hall screen"
        stage.press(part.pane, "Offer it no more")
        assert lists.view().places[-1].ended_at is not None
        stage.press(part.pane, "Offer it again")
        assert lists.view().places[-2].name == "Hall screen"


def test_a_platform_is_renamed_and_marked_as_gone(qtbot: QtBot, school: InventedSchool) -> None:
    lists = school.office.lists
    with page_stage(qtbot, school.office) as stage:
        page = settings(stage, "lists", f"{PLATFORMS}:vimeo")
        part = page.part(EditedListsPart)
        stage.press(part.pane, "Change…")
        dialog = stage.dialog(PlatformDialog)
        dialog.form.set_value("name", "Vimeo for schools")
        stage.finish(dialog)
        stage.press(part.pane, "It is gone…")
        gone = stage.dialog(PlatformGoneDialog)
        gone.form.set_value("closed_on", "1 Jan 1850")
        stage.finish(gone)
        assert "Look at the year" in gone.form.field("closed_on").error
        gone.form.set_value("closed_on", "1 Nov 2026")
        stage.finish(gone)
        vimeo = next(x.platform for x in lists.view().platforms if x.platform.id == "vimeo")
        assert (vimeo.name, vimeo.aliases) == ("Vimeo for schools", ("Vimeo",))
        assert vimeo.closed_on is not None
        stage.press(part.pane, "It is there after all")
        assert all(x.platform.closed_on is None for x in lists.view().platforms if x.platform.id == "vimeo")


@pytest.mark.clause("mill-lane:6.1-xiv")
def test_a_leavers_list_prints_the_reminder_about_pupils(qtbot: QtBot, school: InventedSchool) -> None:
    leaver, owner = school.add_person("Jo Marsh"), school.add_person("Sam Adeyemi")
    page_of = school.add_account("Facebook page", platform_id="facebook", owner_id=owner.id)
    changed = school.office.account_care.begin_closing(page_of.id, date(2026, 12, 31))
    leaves = school.office.leaving.prepare(leaver.id, date(2026, 12, 31))
    with page_stage(qtbot, school.office) as stage:
        page = stage.page("access", AccessPage)
        page.begin("lists", str(changed.id))
        stage.rest()
        part = page.part(ListsPart)
        assert not part.remind.isVisible()
        page.begin("lists", str(leaves.id))
        stage.rest()
        stage.press(part, "Reminder about pupils…")
        stage.press(part, "Reminder about pupils…")
        assert [document.key for document in stage.previews] == ["letter", "letter"]
        assert len(school.office.letters.letters_about("person", leaver.id)) == 1
