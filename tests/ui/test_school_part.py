"""The school in the settings: crest, nation, how it is reached; and several schools of a trust."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Nation, School, SchoolKind
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.person_dialog import PersonDialog
from schoolsm_desktop.ui.settings.page import SettingsPage
from schoolsm_desktop.ui.settings.school import SchoolDialog, SchoolPart
from schoolsm_desktop.ui.theme import Scheme
from tests.exchange.scans import scan_picture
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school whose coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def come_to(stage: PageStage) -> tuple[SettingsPage, SchoolPart]:
    page = stage.page("settings", SettingsPage)
    page.begin("school", "")
    stage.rest()
    return page, page.part(SchoolPart)


def crest_drawn(stage: PageStage) -> QImage:
    """What stands on the side bar."""
    return stage.window.side._crest.grab().toImage()


def test_a_crest_is_chosen_and_stands_on_the_side_bar_at_once(
    qtbot: QtBot, school: InventedSchool, tmp_path: Path
) -> None:
    picture, bad = tmp_path / "crest.png", tmp_path / "crest.svg"
    picture.write_bytes(scan_picture("PNG", (300, 400)))
    bad.write_bytes(b"<svg/>")
    with page_stage(qtbot, school.office) as stage:
        page, part = come_to(stage)
        drawn = crest_drawn(stage)
        stage.press(part, "Change…")
        dialog = stage.dialog(SchoolDialog)
        dialog.form.set_value("name", "Alder Brook School")
        dialog.crest.take(bad)
        stage.rest()
        assert "PNG or JPEG" in dialog.form.field("crest").error
        assert dialog.form.value("name") == "Alder Brook School"
        dialog.crest.take(picture)
        stage.rest()
        draft = page.draft()
        assert draft is not None
        assert draft["typed"]["crest"] == dialog.crest.value() != ""
        stage.finish(dialog)
        assert stage.said(page) == ["The school’s details are saved."]
        assert crest_drawn(stage) != drawn
        assert stage.window.windowTitle().startswith("Alder Brook School")
        stage.press(part, "Change…")
        again = stage.dialog(SchoolDialog)
        again.crest.away.click()
        stage.finish(again)
        assert school.office.schools.school().crest_id is None


def test_nation_and_address_are_kept_and_a_wrong_e_mail_is_said(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.office) as stage:
        _, part = come_to(stage)
        assert not part.add.isVisible()
        stage.press(part, "Change…")
        dialog = stage.dialog(SchoolDialog)
        typed = {
            "nation": "scotland",
            "address": "1 Alder Lane\nOldtown",
            "telephone": "01632 960001",
            "email": "office",
        }
        for name, value in typed.items():
            dialog.form.set_value(name, value)
        stage.finish(dialog)
        assert "not an e-mail address" in dialog.form.field("email").error
        dialog.form.set_value("email", "office@alder.example")
        stage.finish(dialog)
    kept = school.office.schools.school()
    assert (kept.nation, kept.address, kept.email) == (
        Nation.SCOTLAND,
        "1 Alder Lane\nOldtown",
        "office@alder.example",
    )


def test_a_trusts_office_adds_schools_and_a_person_names_theirs(qtbot: QtBot, school: InventedSchool) -> None:
    """PRACTICE 28. With one school a person's dialog asks for none."""
    with page_stage(qtbot, school.office) as stage:
        stage.page("people", PolicyPage)
        stage.window.go(Target("people", str(school.head.id), "change-person"))
        stage.rest()
        alone = stage.dialog(PersonDialog)
        assert "school_id" not in alone.form._fields
        alone.reject()
        schools = school.office.schools
        schools.change(replace(schools.school(), kind=SchoolKind.TRUST_OFFICE))
        stage.rest()
        _, part = come_to(stage)
        assert "no pupils" in part._said.text()
        stage.press(part, "Add a school of the trust…")
        dialog = stage.dialog(SchoolDialog)
        dialog.form.set_value("name", "Alder Brook Primary")
        stage.finish(dialog)
        assert dialog.form.field("name").error
        dialog.form.set_value("name", "Bridge End Academy")
        stage.finish(dialog)
        assert len(part._schools) == 2
        stage.page("people", PolicyPage)
        stage.window.go(Target("people", str(school.head.id), "change-person"))
        stage.rest()
        person = stage.dialog(PersonDialog)
        bridge = next(s for s in schools.schools() if s.name == "Bridge End Academy")
        person.form.set_value("school_id", str(bridge.id))
        stage.finish(person)
        assert {x.person.id: x.school for x in school.office.people.lines()}[school.head.id] == "Bridge End Academy"


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 2.0)])
def test_the_part_and_its_dialogs_read_in_each_look(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: str, factor: float
) -> None:
    look(Scheme(scheme), text_factor=factor)
    schools = school.office.schools
    schools.change(
        replace(schools.school(), kind=SchoolKind.TRUST_OFFICE, address="1 Alder Lane\nOldtown"),
        scan_picture("PNG", (300, 400)),
    )
    schools.add(School(uuid4(), "Bridge End Academy of the Alder Valley Learning Trust", "Bridge End"))
    with page_stage(qtbot, school.office) as stage:
        page, _ = come_to(stage)
        assert faults_of(page) == []
        for key in ("school", "add-school"):
            dialog = page.open_dialog(key)
            stage.rest()
            assert faults_of(dialog) == []
            dialog.reject()
            stage.rest()
