"""The roll in the window: typing, classes, one pupil in full, dialogs, holds; and whether colleagues may be pictured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.colleague_pictures import NewColleagueAnswer
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.photos.colleagues_part import ColleagueAnswerDialog, ColleaguesPart
from schoolsm_desktop.ui.photos.page import PhotosPage
from schoolsm_desktop.ui.photos.pupil_dialogs import (
    AddPupilDialog,
    AdultDialog,
    ChangePupilDialog,
    HoldDialog,
    LeaveDialog,
    NameDialog,
    ReasonDialog,
    SiblingDialog,
)
from schoolsm_desktop.ui.photos.pupils_part import PupilsPart
from schoolsm_desktop.ui.theme import Scheme
from tests.services.pupil_school import TODAY, PupilSchool, make_pupil_school
from tests.services.roll import FACEBOOK, add_adult, add_pupil, answer

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PupilSchool]:
    made = make_pupil_school(tmp_path_factory.mktemp("pupils-part"))
    office = made.as_who("office")
    zoe = add_pupil(office, "Zoë Ames", "2A")
    add_pupil(office, "Łukasz Nowak", "4B", second_class="Nurture")
    add_pupil(office, "Ben Gone", "6A", on_roll_to=TODAY - timedelta(days=30))
    add_pupil(office, "Ida Loose", "")
    gran = add_adult(office, zoe, Capacity.GRANDPARENT, name="Jo Ames")
    answer(office, zoe, Said.YES, FACEBOOK, "newsletter", by=gran)
    yield made
    made.school.sign_out()


def _roll(stage: PageStage) -> PupilsPart:
    page = stage.page("photos", PhotosPage)
    page.begin("pupils", "")
    stage.rest()
    return page.part(PupilsPart)


def _shown(part: PupilsPart) -> list[str]:
    return [x.pupil.name for x in part.list.model.shown_rows()]


def _pupil(stage: PageStage, name: str) -> Pupil:
    return next(x.pupil for x in stage.office.pupils.lines() if x.pupil.name == name)


def _pick(stage: PageStage, part: PupilsPart, name: str) -> UUID:
    pupil = _pupil(stage, name)
    part.page.desk.go(Target("photos", str(pupil.id), "pupils"))
    stage.rest()
    return pupil.id


def _deeds(part: PupilsPart) -> dict[str, QPushButton | QAction]:
    found: dict[str, QPushButton | QAction] = {}
    for button in part.pane.findChildren(QPushButton):
        if button.isVisible() and button.menu() is None:
            found[button.text()] = button
        elif button.isVisible():
            found |= {act.text(): act for act in button.menu().actions()}
    return found


def _do(stage: PageStage, part: PupilsPart, deed: str) -> None:
    found = _deeds(part)[deed]
    if isinstance(found, QAction):
        found.trigger()
    else:
        found.click()
    stage.rest()


def _facts(part: PupilsPart) -> str:
    return "\n".join(label.text() for label in part.pane.findChildren(QLabel) if label.isVisibleTo(part.pane))


def test_the_roll_is_found_by_typing_and_by_class(qtbot: QtBot, school: PupilSchool) -> None:
    with page_stage(qtbot, school.fresh("office")) as stage:
        part = _roll(stage)
        assert "Ben Gone" not in _shown(part)
        part.list.filter.setText("zoe")
        assert _shown(part) == ["Zoë Ames"]
        part.list.filter.setText("luk")
        assert _shown(part) == ["Łukasz Nowak"]
        part.list.filter.clear()
        for which, names in (("class:Nurture", ["Łukasz Nowak"]), ("left", ["Ben Gone"]), ("no-class", ["Ida Loose"])):
            part.which.setCurrentIndex(part.which.findData(which))
            assert _shown(part) == names
        _pick(stage, part, "Zoë Ames")
        assert part._which() == "here"
        assert "Zoë Ames" in _shown(part)


def test_coming_back_to_the_roll_lays_no_row_anew_while_nothing_has_changed(qtbot: QtBot, school: PupilSchool) -> None:
    """The one costly step at 20,000 pupils is not taken twice, and one pupil’s change is seen all the same."""
    office = school.fresh("office")
    with page_stage(qtbot, office) as stage:
        part = _roll(stage)
        laid: list[int] = []
        part.list.model.modelReset.connect(lambda: laid.append(1))
        for key in ("colleagues", "pupils", "colleagues", "pupils"):
            part.page.begin(key, "")
            stage.rest()
        assert laid == []
        add_pupil(office, "Newly Come", "2A")
        stage.rest()
        assert laid
        assert "Newly Come" in _shown(part)


def test_one_click_on_who_signed_and_the_place_reads_yes(qtbot: QtBot, school: PupilSchool) -> None:
    with page_stage(qtbot, school.fresh("office")) as stage:
        part = _roll(stage)
        _pick(stage, part, "Zoë Ames")
        assert "Jo Ames (grandparent): Check who signed" in _facts(part)
        assert "Newsletter: Check who signed" in _facts(part)
        _do(stage, part, "Has parental responsibility")
        assert "Newsletter: Yes · Jo Ames (grandparent), 9 Sep 2026, until 31 Oct 2027" in _facts(part)


def test_everything_the_office_does_about_one_pupil(qtbot: QtBot, school: PupilSchool) -> None:
    with page_stage(qtbot, school.fresh("office")) as stage:
        part = _roll(stage)
        stage.press(part, "Add a pupil…")
        dialog = stage.dialog(AddPupilDialog)
        stage.finish(dialog)
        assert "needed" in dialog.form.field("family_name").error
        dialog.form.set_value("given_name", "Mia")
        dialog.form.set_value("family_name", "Brook")
        dialog.form.set_value("upn", "A123")
        stage.finish(dialog)
        assert "letter in front" in dialog.form.field("upn").error
        dialog.form.set_value("upn", "")
        stage.finish(dialog)
        assert "Mia Brook is on the roll." in stage.said(part.page)
        assert part.pane.heading.text() == "Mia Brook"
        _do(stage, part, "Change…")
        change = stage.dialog(ChangePupilDialog)
        change.form.set_value("class_name", "2A")
        stage.finish(change)
        assert "2A" in part.pane.under.text()
        _do(stage, part, "The name has changed…")
        name = stage.dialog(NameDialog)
        name.form.set_value("family_name", "Marsh")
        stage.finish(name)
        assert "formerly Mia Brook" in _facts(part)
        _do(stage, part, "Brother or sister…")
        sibling = stage.dialog(SiblingDialog)
        sibling.form.set_value("other", str(_pupil(stage, "Łukasz Nowak").id))
        stage.finish(sibling)
        assert "Łukasz Nowak (4B, Nurture)" in _facts(part)
        _do(stage, part, "Somebody who answers…")
        adult = stage.dialog(AdultDialog)
        adult.form.set_value("capacity", "mother")
        stage.finish(adult)
        assert "Mother: Answers count" in _facts(part)
        _do(stage, part, "Leaves…")
        stage.finish(stage.dialog(LeaveDialog))
        assert "Leaves, last day 20 Nov 2026" in _facts(part)
        _do(stage, part, "Came back…")
        stage.finish(stage.dialog(LeaveDialog))
        assert "Leaves, last day" not in _facts(part)


def test_a_hold_from_the_office_to_the_dsl_and_back(qtbot: QtBot, school: PupilSchool) -> None:
    office = school.fresh("office")
    add_pupil(office, "Una Held", "1A")
    with page_stage(qtbot, office) as stage:
        part = _roll(stage)
        _pick(stage, part, "Una Held")
        _do(stage, part, "Put on hold…")
        dialog = stage.dialog(HoldDialog)
        assert "protect" not in (dialog.heading.text() + dialog.sentence.text()).lower()
        dialog.form.set_value("reason", "the father asked on the telephone")
        stage.finish(dialog)
        assert part.pane.short.text().endswith("On hold: ask the DSL")
        assert "telephone" not in _facts(part)
        assert "Read why" not in _deeds(part)
        _do(stage, part, "Put on hold…")
        stage.dialog(HoldDialog).reject()
        assert faults_of(part) == []
    with page_stage(qtbot, school.fresh("lead")) as stage:
        part = _roll(stage)
        _pick(stage, part, "Una Held")
        assert "Pat Lowe" in _facts(part)
        assert "telephone" not in _facts(part)
        assert PupilsPart.waiting(stage.office) == 1
        _do(stage, part, "Read why")
        assert "Pat Lowe: the father asked on the telephone" in _facts(part)
        assert PupilsPart.waiting(stage.office) == 0
        _do(stage, part, "End the hold…")
        end = stage.dialog(ReasonDialog)
        stage.finish(end)
        assert "needed" in end.form.field("reason").error
        end.form.set_value("reason", "both agree now")
        stage.finish(end)
        assert "Not asked" in part.pane.short.text()
        assert "telephone" not in _facts(part)


def test_the_dsl_ends_a_say_corrects_a_name_and_breaks_a_link(qtbot: QtBot, school: PupilSchool) -> None:
    office = school.as_who("office")
    pupil, other = add_pupil(office, "Old Name", "1A"), add_pupil(office, "Kim Link", "1A")
    add_adult(office, pupil, Capacity.FATHER)
    office.pupils.link(pupil.id, other.id)
    with page_stage(qtbot, school.fresh("lead")) as stage:
        part = _roll(stage)
        _pick(stage, part, "Old Name")
        _do(stage, part, "End the say…")
        said = stage.dialog(ReasonDialog)
        said.form.set_value("reason", "an order")
        stage.finish(said)
        assert "Father: Say ended 20 Nov 2026" in _facts(part)
        _do(stage, part, "Why the say ended")
        assert "Ended: an order" in _facts(part)
        _do(stage, part, "Give the say back…")
        back = stage.dialog(ReasonDialog)
        back.form.set_value("reason", "the order ended")
        stage.finish(back)
        assert "Father: Answers count" in _facts(part)
        _do(stage, part, "Not a brother or sister…")
        stage.question().go.click()
        stage.rest()
        assert "Kim Link" not in _facts(part)
        _do(stage, part, "Correct the name throughout…")
        name = stage.dialog(NameDialog)
        name.form.set_value("given_name", "Right")
        name.form.set_value("reason", "asked by the family")
        stage.finish(name)
        assert part.pane.heading.text() == "Right Name"
        assert "Old" not in _facts(part)
        _do(stage, part, "Names before the correction")
        assert "Old Name, until 20 Nov 2026: asked by the family" in _facts(part)


def test_what_was_typed_about_a_pupil_survives_a_lock(qtbot: QtBot, school: PupilSchool) -> None:
    office = school.fresh("office")
    with page_stage(qtbot, office) as stage:
        part = _roll(stage)
        pupil_id = _pick(stage, part, "Łukasz Nowak")
        part.begin("pupil-hold", str(pupil_id))
        stage.rest()
        stage.dialog(HoldDialog).form.set_value("reason", "half a sentence")
        draft = part.page.draft()
    assert draft is not None
    with page_stage(qtbot, school.fresh("office")) as stage:
        page = stage.page("photos", PhotosPage)
        page.restore(draft)
        stage.rest()
        assert stage.dialog(HoldDialog).form.value("reason") == "half a sentence"


def test_colleagues_and_visitors_say_whether_they_may_be_pictured(qtbot: QtBot, school: PupilSchool) -> None:
    office = school.fresh("office")
    with page_stage(qtbot, office) as stage:
        page = stage.page("photos", PhotosPage)
        page.begin("colleagues", "")
        stage.rest()
        part = page.part(ColleaguesPart)
        assert {x.words for x in part.list.model.shown_rows()} == {"Not asked"}
        stage.press(part, "Enter an answer…")
        dialog = stage.dialog(ColleagueAnswerDialog)
        stage.finish(dialog)
        assert "Choose a colleague" in dialog.form.field("person").error
        dialog.form.set_value("visitor_name", "Amy Author")
        stage.finish(dialog)
        assert "ends on a day" in dialog.form.field("until").error
        dialog.form.set_value("until", "1 Dec 2026")
        stage.finish(dialog)
        assert "The answer is saved: may be pictured." in stage.said(page)
        office.colleague_pictures.record(NewColleagueAnswer(Said.NO, school.people["teacher"].id, note="never"))
        stage.rest()
        first = part.list.model.shown_rows()[0]
        assert (first.name, first.words) == ("Sam Adeyemi", "Does not agree")
        part.list.pick(first.key)
        stage.rest()
        part.mistaken.click()
        stage.rest()
        stage.question().go.click()
        stage.rest()
        assert {x.words for x in part.list.model.shown_rows()} == {"Not asked", "Agrees to be pictured"}
        assert faults_of(part) == []


@pytest.mark.parametrize(("scheme", "size"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_everything_can_be_read_in_every_look(
    qtbot: QtBot, school: PupilSchool, look: Look, scheme: Scheme, size: float
) -> None:
    look(scheme, text_factor=size)
    with page_stage(qtbot, school.fresh("lead")) as stage:
        part = _roll(stage)
        pupil_id = _pick(stage, part, "Zoë Ames")
        assert faults_of(part) == []
        record = str(pupil_id)
        with_adult = f"{record} {stage.office.pupils.pupil(pupil_id).adults[0].adult.id}"
        for key in (k for k in part.dialogs() if k.startswith(("pupil-", "adult-"))):
            about = with_adult if key.startswith("adult") else record
            part.begin(key, "" if key == "pupil-add" else about)
            stage.rest()
            dialog = stage.dialog(FormDialog)
            assert faults_of(dialog) == [], key
            dialog.reject()
            stage.rest()
        part.page.begin("colleague-answer", "")
        stage.rest()
        assert faults_of(stage.dialog(ColleagueAnswerDialog)) == []
        stage.dialog(ColleagueAnswerDialog).reject()
