"""Places and rules: a basis is changed after its numbers were read, rules are kept, and what other systems lack is on Today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.accounts import Account, AccountState
from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.picture_places import Basis, Master
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.photo_answers import FormRow
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.parts import PartedPage
from schoolsm_desktop.ui.photos.answer_dialogs import OtherSystemDialog
from schoolsm_desktop.ui.photos.place_dialogs import RulesDialog, TermsDialog
from schoolsm_desktop.ui.photos.places_part import PlacesPart
from schoolsm_desktop.ui.theme import Scheme, Theme
from tests.services.roll import set_rules
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .photo_answers_stage import SmallRoll, small_roll
from .walk import faults_of


@pytest.fixture
def office(school: InventedSchool) -> Iterator[Office]:
    """The coordinator, who sets the terms."""
    office = school.sign_in_again()
    yield office
    office.close()


@pytest.fixture
def roll(office: Office) -> SmallRoll:
    return small_roll(office)


def _part(stage: PageStage) -> tuple[PartedPage, PlacesPart]:
    page = stage.page("photos", PartedPage)
    page.begin("places", "display")
    stage.rest()
    return page, page.part(PlacesPart)


def test_another_basis_is_read_in_numbers_before_it_is_saved(qtbot: QtBot, office: Office, roll: SmallRoll) -> None:
    with page_stage(qtbot, office) as stage:
        page, part = _part(stage)
        part.list.pick("display")
        stage.rest()
        stage.press(part.pane, "Change the terms…")
        dialog = stage.dialog(TermsDialog)
        dialog.form.set_value("basis", Basis.PUBLIC_TASK.value)
        dialog.form.set_value("wording", "We show work in the hall.")
        stage.rest()
        assert "5 pupils may be shown from now on who may not now." in dialog.follows.words.text()
        stage.finish(dialog)
        question = stage.question()
        stage.press(question, "Change them")
        assert stage.said(page) == ["The terms of Displays inside school hold from today on."]
        line = next(x for x in part.list.model.all_rows() if x.key == "display")
        assert (line.basis, line.may, line.version) == ("Public task", 5, 1)


def test_rules_are_typed_and_what_is_wrong_is_said_beside_the_field(
    qtbot: QtBot, office: Office, roll: SmallRoll
) -> None:
    with page_stage(qtbot, office) as stage:
        page, part = _part(stage)
        stage.press(part.pane, "Rules for pictures…")
        dialog = stage.dialog(RulesDialog)
        dialog.form.set_value("stay_open_minutes", "90")
        stage.finish(dialog)
        assert "Enter a number from 0 to 60." in dialog.form.field("stay_open_minutes").error
        dialog.form.set_value("stay_open_minutes", "forty")
        stage.finish(dialog)
        assert "This is not a number." in dialog.form.field("stay_open_minutes").error
        dialog.form.set_value("stay_open_minutes", "45")
        dialog.form.set_value("own_answer_age", "13")
        stage.finish(dialog)
        assert stage.said(page) == ["The rules are saved."]
    rules = office.picture_places.view().rules
    assert (rules.stay_open_minutes, rules.own_answer_age) == (45, 13)


def test_what_another_system_lacks_stands_on_today_until_it_is_ticked(
    qtbot: QtBot, office: Office, roll: SmallRoll
) -> None:
    set_rules(office, master=Master.ELSEWHERE, master_name="Our system")
    office.photo_answers.record_forms([FormRow(roll.ben.id, {"website": Said.NO}, Capacity.FATHER)])

    def titles() -> list[str]:
        return [line.item.title for line in office.today.view().lines if line.item.key == "tell-elsewhere"]

    assert titles() == ["1 photo answer is to be changed in the other system"]
    with page_stage(qtbot, office) as stage:
        page = stage.page("photos", PartedPage)
        page.begin("answers", "")
        stage.rest()
        stage.press(page, "Print these changes")
        assert [document.key for document in stage.previews] == ["other-system-list"]
        stage.press(page, "Change in the other system…")
        dialog = stage.dialog(OtherSystemDialog)
        dialog.lines.tick("0")
        stage.finish(dialog)
    assert titles() == []


LOOKS = {"light": (Scheme.LIGHT, 1.0), "dark": (Scheme.DARK, 2.0)}


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_nothing_is_clipped_or_unnamed(
    qtbot: QtBot, office: Office, roll: SmallRoll, look: Callable[..., Theme], name: str
) -> None:
    scheme, factor = LOOKS[name]
    look(scheme, text_factor=factor)
    office.accounts.add(Account(uuid4(), office.schools.school().id, "x", "Our page", state=AccountState.IN_USE))
    with page_stage(qtbot, office) as stage:
        page, _ = _part(stage)
        for key, record in {"": "", "place-terms": "newsletter", "picture-rules": "", "place-own": ""}.items():
            shown: QWidget = page.open_dialog(key, record) if key else page
            stage.rest()
            assert faults_of(shown) == [], key
            if isinstance(shown, FormDialog):
                shown.form.saved()
                shown.reject()
                stage.rest()
