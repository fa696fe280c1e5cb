"""The page of reports: every document with its state, and the choice where there are several of one kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.services.printing import Printed, PrintingService
from schoolsm_desktop.ui.reports.documents import Purpose, documents
from schoolsm_desktop.ui.reports.documents_part import DocumentsPart, Line
from schoolsm_desktop.ui.reports.page import ReportsPage
from schoolsm_desktop.ui.reports.which_dialog import WhichDialog
from schoolsm_desktop.ui.theme import Scheme, Theme
from tests.reports.reading import text
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., Theme]


def lines(page: ReportsPage) -> dict[str, Line]:
    """The rows shown, by key."""
    return {line.document.key: line for line in page.part(DocumentsPart).list.model.all_rows()}


def _page(stage: PageStage) -> ReportsPage:
    return stage.page("reports", ReportsPage)


def test_every_document_is_offered_to_the_headteacher_and_says_whether_it_was_printed(
    qtbot: QtBot, school: InventedSchool
) -> None:
    office = school.sign_in(school.head)
    school.add_account("Website")
    with page_stage(qtbot, office) as stage:
        page = _page(stage)
        hidden = office.printing.shelf().not_asked
        may = {d.key for d in documents() if d.key not in hidden and (d.needs is None or office.may(d.needs))}
        assert set(lines(page)) == may
        assert lines(page)["handover-book"].state == "Not printed yet"
        page.begin("handover-book", "")
        stage.rest()
        office.printing.was_printed(stage.previews[0])
        page.reload()
        stage.rest()
        book = lines(page)["handover-book"]
        assert (book.state, book.by) == ("Printed 20 Nov 2026", "by you")
    with office.session.reading() as uow:
        assert Did.PRINTED in [entry.did for entry in uow.audit.all()]


def test_what_there_are_several_of_is_asked_for(qtbot: QtBot, school: InventedSchool) -> None:
    office = school.sign_in(school.coordinator)
    person = school.add_person("Zoë Łukasz")
    with page_stage(qtbot, office) as stage:
        page = _page(stage)
        page.begin("undertaking", "")
        stage.rest()
        dialog = stage.dialog(WhichDialog)
        assert faults_of(dialog) == []
        dialog.form.set_value("which", str(person.id))
        stage.finish(dialog)
        assert "Zoë Łukasz" in text(stage.previews[0].pdf)
        page.begin("undertaking", "blank")
        stage.rest()
        assert "Zoë" not in text(stage.previews[1].pdf)


def test_what_there_is_one_of_is_made_at_once_and_of_what_there_is_none_a_sentence_says_so(
    qtbot: QtBot, school: InventedSchool
) -> None:
    office = school.sign_in(school.coordinator)
    school.add_account("School X")
    with page_stage(qtbot, office) as stage:
        page = _page(stage)
        page.begin("platform-cards", "")
        stage.rest()
        assert [document.key for document in stage.previews] == ["platform-cards"]
        page.begin("leaver-list", "")
        stage.rest()
        assert "No list was begun yet" in stage.said(page)[0]
        page.begin("review-evidence", "")
        stage.rest()
        assert "No review was begun yet" in stage.said(page)[0]
        page.begin("account-checks", "")
        stage.rest()
        assert stage.previews[-1].key == "account-checks"


def test_a_teacher_is_offered_the_steps_of_their_own_platforms_alone(qtbot: QtBot, school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    page_of, teacher = school.add_account("School X"), school.add_person("Jo Marsh")
    school.add_account("Videos", platform_id="youtube")
    school.make_sign_in(teacher)
    school.sign_in(school.coordinator)
    school.give(teacher, page_of)
    with page_stage(qtbot, school.sign_in(teacher)) as stage:
        page = _page(stage)
        everybodys = {"house-rules", "first-hour-cards", "first-hour-card", "incident-form", "whom-to-ring"}
        assert set(lines(page)) == {*everybodys, "platform-cards"}
        assert [one.id for one in lines(page)["platform-cards"].choices] == ["x"]


def test_a_purpose_lists_its_documents_and_what_is_due_stands_on_top(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        page = _page(stage)
        part = page.part(DocumentsPart)
        shown = part.list.model.all_rows()
        due = [line.document.key for line in shown if line.due]
        assert due
        assert [line.document.key for line in shown[: len(due)]] == due
        assert lines(page)["access-register"].due == "Each term; not printed here yet"
        part.purposes.press("due")
        assert list(lines(page)) == due
        part.purposes.press("incidents")
        assert {line.document.purpose for line in lines(page).values()} == {Purpose.INCIDENTS}
        page.begin("access-register", "")
        stage.rest()
        assert stage.previews[-1].key == "access-register"
        assert stage.window.views.get("reports-purpose") == {"key": "incidents"}


def test_a_document_is_found_by_what_it_is_for(qtbot: QtBot, school: InventedSchool) -> None:
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        part = _page(stage).part(DocumentsPart)
        part.list.filter.setText("inspectors register")
        assert "access-register" in [line.document.key for line in part.list.model.shown_rows()]
        part.list.filter.setText("data protection")
        assert part.list.model.shown_rows()


def test_what_was_chosen_last_is_chosen_again(qtbot: QtBot, school: InventedSchool) -> None:
    office = school.sign_in(school.coordinator)
    person = school.add_person("Zoë Łukasz")
    with page_stage(qtbot, office) as stage:
        page = _page(stage)
        for wanted in ("blank", str(person.id)):
            page.begin("undertaking", "")
            stage.rest()
            dialog = stage.dialog(WhichDialog)
            assert dialog.form.value("which") == "blank"
            dialog.form.set_value("which", wanted)
            stage.finish(dialog)
        page.begin("undertaking", "")
        stage.rest()
        dialog = stage.dialog(WhichDialog)
        assert dialog.form.value("which") == str(person.id)
        dialog.form.saved()
        dialog.reject()


def test_a_making_that_is_called_off_shows_nothing(
    qtbot: QtBot, school: InventedSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = school.sign_in(school.coordinator)
    with page_stage(qtbot, office) as stage:
        page = _page(stage)
        made = office.printing.access_register()

        def called_off(_printing: PrintingService) -> Printed:
            assert page.progress._progress is not None
            page.progress._progress.cancel()  # as its button does
            return made

        monkeypatch.setattr(PrintingService, "access_register", called_off)
        page.begin("access-register", "")
        stage.rest()
        assert stage.previews == []
        assert stage.said(page) == ["Cancelled. Nothing was changed."]


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_nothing_is_unnamed_clipped_or_pale(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        page = _page(stage)
        assert [str(fault) for fault in faults_of(page)] == []
        page.begin("undertaking", "")
        stage.rest()
        assert [str(fault) for fault in faults_of(stage.dialog(WhichDialog))] == []
