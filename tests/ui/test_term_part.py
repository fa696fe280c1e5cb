"""Termly reports on the page: begun, written with a warning of names, made final, presented, replaced; who reads and who writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.term_reports import ReportPart, ReportWords
from schoolsm_desktop.services.term_reports import Presentation
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.reports.page import ReportsPage
from schoolsm_desktop.ui.reports.term_dialogs import (
    AnewReportDialog,
    BeginReportDialog,
    FinishReportDialog,
    PresentedDialog,
)
from schoolsm_desktop.ui.reports.term_part import TermReportsPart
from schoolsm_desktop.ui.reports.term_write_dialog import WriteReportDialog
from schoolsm_desktop.ui.theme import Scheme
from tests.exchange.scans import scan_pdf
from tests.services.report_school import WORDS, ReportSchool
from tests.services.roll import add_pupil

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[ReportSchool]:
    """The headteacher is signed in."""
    made = ReportSchool.made(tmp_path)
    yield made
    made.sign_out()


def come_to(stage: PageStage) -> tuple[ReportsPage, TermReportsPart]:
    page = stage.page("reports", ReportsPage)
    stage.window.go(Target("reports", "", "term"))
    stage.rest()
    return page, page.part(TermReportsPart)


def offered(part: TermReportsPart) -> list[str]:
    """What can be pressed beside the report, and under “More”."""
    buttons = [b for b in part.deeds.findChildren(QPushButton) if b.isVisible()]
    seldom = [act.text() for b in buttons if b.menu() is not None for act in b.menu().actions()]
    return [b.text() for b in buttons if b.menu() is None] + seldom


def facts(part: TermReportsPart) -> str:
    return "\n".join(label.text() for label in part.facts.findChildren(QLabel) if label.isVisible())


def test_the_head_writes_the_report_makes_it_final_and_records_what_the_board_did(
    qtbot: QtBot, school: ReportSchool, tmp_path: Path
) -> None:
    add_pupil(school.office, "Amara Bello")
    scan = tmp_path / "signed.pdf"
    scan.write_bytes(scan_pdf("signed page"))
    with page_stage(qtbot, school.office) as stage:
        page, part = come_to(stage)
        stage.press(part, "Begin a report…")
        stage.finish(stage.dialog(BeginReportDialog))
        assert "is begun" in stage.said(page)[0]
        assert offered(part) == ["Write…", "Preview Part 1", "Preview Part 2", "Make final…", "Drop…"]
        assert "the figures are those until today" in facts(part)
        stage.press(part, "Write…")
        write = stage.dialog(WriteReportDialog)
        write.form.set_value("opening", "Amara Bello won a prize.")
        stage.rest()
        assert write.names.isVisible()
        assert "“Amara Bello” (a pupil is called so)" in write.names.words.text()
        write.form.set_value("opening", "A quiet term.")
        stage.rest()
        assert not write.names.isVisible()
        taken = len(write.offers.buttons)
        assert taken
        write.offers.buttons[0].click()
        assert len(write.plan.lines) == 1
        write.line.set_value("until", "no day")
        stage.finish(write)
        assert "not a day" in write.line.field("until").error
        write.line.set_value("until", "29 Jan 2027")
        stage.finish(write)
        assert "It is saved." in stage.said(page)
        assert "until 29 Jan 2027" in facts(part)
        stage.press(part, "Preview Part 1")
        stage.press(part, "Preview Part 2")
        stage.press(part, "Make final…")
        finish = stage.dialog(FinishReportDialog)
        said = "\n".join(label.text() for label in finish.findChildren(QLabel))
        assert "From now on nobody can change" in said
        assert "Nothing says what the board is asked." in said
        stage.finish(finish)
        assert "is final" in "\n".join(stage.said(page))
        assert offered(part) == ["Preview Part 1", "Preview Part 2", "Presented…", "New version…"]
        stage.press(part, "Preview Part 1")
        stage.press(part, "Preview Part 2")
        stage.press(part, "Presented…")
        presented = stage.dialog(PresentedDialog)
        assert presented.form.value("signed_chair") == "Edith Wainford"
        stage.finish(presented)
        assert presented.form.field("presented_on").error
        for name, value in (("presented_on", "20 Nov 2026"), ("signed_on", "20 Nov 2026"), ("minute", "FGB 12/26")):
            presented.form.set_value(name, value)
        presented.scan.take(scan)
        stage.rest()
        stage.finish(presented)
        assert "FGB 12/26" in facts(part)
        stage.press(part, "Look at the signed page")
        assert stage.window.findChild(ScanView) is not None
        drafts, kept = stage.previews[:2], stage.previews[2:]
    (line,) = school.office.term_reports.view().lines
    reports = school.office.term_reports
    assert [p.pdf for p in kept] == [reports.kept(line.report.id, each).pdf for each in ReportPart]
    assert {p.pdf for p in drafts}.isdisjoint(p.pdf for p in kept)


def test_the_chair_reads_and_cannot_change_and_who_has_no_key_sees_no_words(qtbot: QtBot, school: ReportSchool) -> None:
    final = school.final()
    with page_stage(qtbot, school.sign_in(school.chair)) as stage:
        _page, part = come_to(stage)
        assert not part.new.isVisible()
        assert offered(part) == ["Preview Part 1", "Preview Part 2"]
        assert WORDS.opening in facts(part)
        stage.window.go(Target("reports", str(final.id), "present-report"))
        stage.rest()
        assert not [d for d in stage.window.findChildren(PresentedDialog) if d.isVisible()]
    office = school.sign_in(school.head)
    with office.session.database.unit_of_work() as uow:
        uow.sealed.drop_wraps([school.head.id], "term-report", final.id)
        uow.commit()
    with page_stage(qtbot, office) as stage:
        _page, part = come_to(stage)
        assert offered(part) == []
        assert "no key to it yet" in facts(part)
        assert WORDS.opening not in facts(part)


def test_what_is_typed_survives_a_lock_and_a_dropped_draft_is_gone(qtbot: QtBot, school: ReportSchool) -> None:
    report = school.draft()
    with page_stage(qtbot, school.office) as stage:
        page, part = come_to(stage)
        stage.press(part, "Write…")
        write = stage.dialog(WriteReportDialog)
        write.form.set_value("asked", "To agree the plan.")
        write.plan.add_line()
        write.line.set_value("what", "Look at the blog")
        write.line.set_value("until", "half a day")
        draft = page.draft()
        assert draft is not None
        write.form.saved()
        write.reject()
        stage.rest()
        page.restore(draft)
        stage.rest()
        back = stage.dialog(WriteReportDialog)
        assert back.form.value("asked") == "To agree the plan."
        assert [line["what"] for line in back.plan.lines] == [
            WORDS.plan[0].what,
            "Look at the blog",
            WORDS.plan[1].what,
        ]
        assert back.plan.lines[1]["until"] == "half a day"
        back.form.saved()
        back.reject()
        stage.press(part, "Drop…")
        stage.question().go.click()
        stage.rest()
        assert stage.said(page) == ["The draft is dropped."]
        assert part.view.lines == ()
    assert not [x for x in school.office.term_reports.view().lines if x.report.id == report.id]


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 2.0)])
def test_the_part_and_its_dialogs_read_in_each_look(
    qtbot: QtBot, school: ReportSchool, look: Look, scheme: str, factor: float
) -> None:
    look(Scheme(scheme), text_factor=factor)
    add_pupil(school.office, "Amara Bello")
    first = school.final()
    office = school.later(days=130)
    taken = Presentation(date(2027, 1, 20), "FGB 1/27, item 6", "Anna Whitfield", "Edith Wainford", date(2027, 1, 21))
    office.term_reports.presented(first.id, taken)
    second = school.draft("2027-01-05", ReportWords("Amara Bello won a prize.", "To note it.", WORDS.plan[:1]))
    with page_stage(qtbot, office) as stage:
        page, part = come_to(stage)
        for shown in (second.id, first.id):
            part.show_record(str(shown))
            stage.rest()
            assert faults_of(page) == []
        for key, record, kind in (
            ("write-report", str(second.id), WriteReportDialog),
            ("finish-report", str(second.id), FinishReportDialog),
            ("present-report", str(first.id), PresentedDialog),
            ("anew-report", str(first.id), AnewReportDialog),
        ):
            stage.window.go(Target("reports", record, key))
            stage.rest()
            dialog: FormDialog = stage.dialog(kind)
            assert faults_of(dialog) == []
            dialog.form.saved()
            dialog.reject()
            stage.rest()
        office.term_reports.drop(second.id)
        stage.window.go(Target("reports", "", "begin-report"))
        stage.rest()
        assert faults_of(stage.dialog(BeginReportDialog)) == []
        stage.dialog(BeginReportDialog).reject()
