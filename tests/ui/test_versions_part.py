"""Versions and signatures on the page: added with its text, signed, corrected, published; linked policies beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.editions import SignedLine
from schoolsm_desktop.domain.people import Duty, School
from schoolsm_desktop.services.editions import NewEdition, PaperSignatures
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.ui import theme as looks
from schoolsm_desktop.ui.common.dialogs import FormDialog
from schoolsm_desktop.ui.common.scan_view import ScanView
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.policy.linked_dialogs import LinkedPolicyDialog, OfferedDialog, ReviewedDialog
from schoolsm_desktop.ui.policy.page import PolicyPage
from schoolsm_desktop.ui.policy.version_dialogs import (
    PublishedDialog,
    SignaturesDialog,
    SignVersionDialog,
    VersionDialog,
)
from schoolsm_desktop.ui.policy.versions_part import VersionsPart
from schoolsm_desktop.ui.theme import Scheme
from schoolsm_desktop.ui.today.page import ACTS
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

from .page_stage import PageStage, page_stage
from .walk import faults_of

Look = Callable[..., looks.Theme]
TODAY = date(2026, 11, 20)
CHAIR = SignedLine("Edith Wainford", date(2026, 11, 18))


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school that follows the trust's policy; the coordinator is signed in."""
    made = InventedSchool(tmp_path, "churchward")
    chair = made.add_person("Edith Wainford", "Chair of governors")
    made.office.people.give_duty(chair.id, Duty.CHAIR, TODAY)
    yield made
    made.sign_out()


def come_to(stage: PageStage) -> tuple[PolicyPage, VersionsPart]:
    page = stage.page("people", PolicyPage)
    stage.window.go(Target("people", "", "versions"))
    stage.rest()
    return page, page.part(VersionsPart)


def offered(part: VersionsPart) -> list[str]:
    """What can be pressed beside the version, and under “More”."""
    buttons = [b for b in part.pane.buttons.findChildren(QPushButton) if b.isVisible()]
    seldom = [act.text() for b in buttons if b.menu() is not None for act in b.menu().actions()]
    return [b.text() for b in buttons if b.menu() is None] + seldom


def fill(dialog: FormDialog, **typed: str) -> None:
    for name, value in typed.items():
        dialog.form.set_value(name, value)


def test_a_version_is_added_with_its_text_and_both_sign(qtbot: QtBot, school: InventedSchool, tmp_path: Path) -> None:
    document = tmp_path / "policy.pdf"
    document.write_bytes(scan_pdf("Our policy"))
    with page_stage(qtbot, school.office) as stage:
        page, part = come_to(stage)
        stage.press(part, "Add a version…")
        dialog = stage.dialog(VersionDialog)
        assert dialog.form.value("parent_policy") == school.office.policies.current().name
        stage.finish(dialog)
        assert dialog.form.field("label").error
        fill(dialog, label="Autumn 2026", in_force_from="1 Sep 2026", note="Platforms brought up to date")
        assert dialog.form.day("review_on") is not None
        dialog.text.take(document)
        stage.rest()
        stage.finish(dialog)
        assert "adopted once both have signed" in stage.said(page)[0]
        assert "Sign…" not in offered(part)
        stage.press(part, "Enter signatures…")
        paper = stage.dialog(SignaturesDialog)
        assert paper.form.value("chair_name") == "Edith Wainford"
        stage.finish(paper)
        assert "Nothing is typed" in paper.form.field("chair_name").error
        fill(paper, chair_on="21 Nov 2026")
        stage.finish(paper)
        assert "still to come" in paper.form.field("chair_on").error
        fill(paper, chair_on="18 Nov 2026")
        stage.finish(paper)
        assert "The headteacher’s is still missing" in stage.said(page)[0]
        stage.press(part, "Look at the text")
        assert stage.window.findChild(ScanView) is not None
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        page, part = come_to(stage)
        stage.press(part, "Sign…")
        sign = stage.dialog(SignVersionDialog)
        stage.finish(sign)
        assert "Tick it first" in sign.form.field("read").error
        fill(sign, read="1")
        stage.finish(sign)
        assert "is adopted: both have signed" in stage.said(page)[0]
        assert "Sign…" not in offered(part)
        assert "Enter signatures…" not in offered(part)
    current = school.office.editions.current()
    assert current is not None
    assert (current.label, current.in_force_from) == ("Autumn 2026", date(2026, 9, 1))


def test_a_text_of_two_hundred_megabytes_is_refused_and_nothing_typed_is_lost(
    qtbot: QtBot, school: InventedSchool, tmp_path: Path
) -> None:
    huge = tmp_path / "policy.pdf"
    with huge.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200 * 1024 * 1024)
    with page_stage(qtbot, school.office) as stage:
        page, part = come_to(stage)
        stage.press(part, "Add a version…")
        dialog = stage.dialog(VersionDialog)
        fill(dialog, label="Autumn 2026", note="Platforms brought up to date")
        dialog.text.take(huge)
        stage.rest()
        assert "20 MB" in dialog.form.field("text").error
        assert dialog.form.value("label") == "Autumn 2026"
        assert dialog.form.value("note") == "Platforms brought up to date"
        draft = page.draft()
        assert draft is not None
        assert draft["typed"]["label"] == "Autumn 2026"
        stage.finish(dialog)
        assert school.office.editions.view().lines[0].edition.text_id is None


def test_it_stands_on_the_website_and_the_address_is_copied(qtbot: QtBot, school: InventedSchool) -> None:
    kept = school.office.editions.add(NewEdition("Autumn 2026"))
    with page_stage(qtbot, school.office) as stage:
        page, part = come_to(stage)
        stage.press(part, "On the website…")
        dialog = stage.dialog(PublishedDialog)
        fill(dialog, published_at="our website")
        stage.finish(dialog)
        assert "https://" in dialog.form.field("published_at").error
        fill(dialog, published_at="https://alder.example/policy")
        stage.finish(dialog)
        stage.press(part, "Copy the address")
        assert QGuiApplication.clipboard().text() == "https://alder.example/policy"
        stage.press(part, "On the website: looked at today")
        assert "looked at on the website today" in stage.said(page)[0]
    assert school.office.editions.view().lines[0].edition.published_checked_on == TODAY
    assert kept.published_checked_on is None


def test_a_version_is_corrected_and_taken_back(qtbot: QtBot, school: InventedSchool) -> None:
    school.office.editions.add(NewEdition("Autum 2026"))
    with page_stage(qtbot, school.office) as stage:
        page, part = come_to(stage)
        stage.press(part, "Correct…")
        dialog = stage.dialog(VersionDialog)
        fill(dialog, label="Autumn 2026")
        stage.finish(dialog)
        assert part.view.lines[0].edition.label == "Autumn 2026"
        stage.press(part, "Take back…")
        question = stage.question()
        assert question.cancel.isDefault()
        question.go.click()
        stage.rest()
        assert "taken back" in stage.said(page)[0]
        assert "Take back…" not in offered(part)
    assert school.office.editions.current() is None


def test_linked_policies_are_taken_over_reviewed_and_taken_out(qtbot: QtBot, school: InventedSchool) -> None:
    named = school.office.editions.offered()
    with page_stage(qtbot, school.office) as stage:
        page, part = come_to(stage)
        if named:
            stage.press(part, "Policies it is read with…")
            stage.finish(stage.dialog(OfferedDialog))
        stage.press(part, "Add a linked policy…")
        dialog = stage.dialog(LinkedPolicyDialog)
        fill(dialog, title="Staff code", looked_after_by="Head", review_on="1 Oct 2026")
        stage.finish(dialog)
        assert part.view.linked[0].linked.title == "Staff code"
        assert part.pane.heading.text() == "Staff code"
        stage.press(part, "Reviewed today…")
        review = stage.dialog(ReviewedDialog)
        fill(review, next_on="1 Oct 2026")
        stage.finish(review)
        assert review.form.field("next_on").error
        fill(review, next_on="1 Oct 2027")
        stage.finish(review)
        stage.press(part, "Take out of the list…")
        stage.question().go.click()
        stage.rest()
        assert "taken out" in stage.said(page)[0]
        assert [x.linked.title for x in part.view.linked] == sorted(named, key=str.casefold)


def test_where_there_are_several_schools_each_adopts_its_own(qtbot: QtBot, school: InventedSchool) -> None:
    other = school.office.schools.add(School(uuid4(), "Bridge End Academy", "Bridge End"))
    with page_stage(qtbot, school.office) as stage:
        _, part = come_to(stage)
        stage.press(part, "Add a version…")
        dialog = stage.dialog(VersionDialog)
        fill(dialog, label="2026", school_id=str(other.id))
        stage.finish(dialog)
        assert [(x.school, x.edition.school_id) for x in part.view.lines] == [("Bridge End", other.id)]
        stage.press(part, "Correct…")
        assert "school_id" not in stage.dialog(VersionDialog).form._fields


def test_every_line_of_today_about_the_policy_opens_something_here(qtbot: QtBot, school: InventedSchool) -> None:
    begun = {act for key, act in ACTS.items() if key.startswith(("policy-", "linked-"))}
    with page_stage(qtbot, school.office) as stage:
        _, part = come_to(stage)
        assert begun <= set(part.dialogs())
        assert begun >= {"sign-policy", "enter-signatures", "add-version", "policy-published", "linked-reviewed"}
        stage.window.go(Target("people", "", "add-version"))
        stage.rest()
        assert stage.dialog(VersionDialog).form.value("label") == ""


def test_both_papers_go_to_the_preview(qtbot: QtBot, school: InventedSchool) -> None:
    school.office.editions.add(NewEdition("Autumn 2026"))
    with page_stage(qtbot, school.office) as stage:
        _, part = come_to(stage)
        stage.press(part, "Print the sign-off sheet")
        stage.press(part, "Print the review schedule")
        assert [paper.key for paper in stage.previews] == ["policy-sign-off", "review-schedule"]


def test_whoever_keeps_no_papers_looks_only(qtbot: QtBot, school: InventedSchool) -> None:
    school.office.editions.add(NewEdition("Autumn 2026", text=Scan("p.pdf", "application/pdf", scan_pdf())))
    dsl = school.add_person("Sam Adeyemi", "Pastoral lead")
    school.office.people.give_duty(dsl.id, Duty.DSL, TODAY)
    school.make_sign_in(dsl)
    with page_stage(qtbot, school.sign_in(dsl)) as stage:
        _, part = come_to(stage)
        assert offered(part) == ["Look at the text"]
        assert not part.add_version.isVisible()
        stage.window.go(Target("people", str(part.view.lines[0].edition.id), "sign-policy"))
        stage.rest()
        assert not [d for d in stage.window.findChildren(SignVersionDialog) if d.isVisible()]


@pytest.mark.parametrize(("scheme", "factor"), [("light", 1.0), ("dark", 2.0)])
def test_the_part_and_its_dialogs_read_in_each_look(
    qtbot: QtBot, school: InventedSchool, look: Look, scheme: str, factor: float
) -> None:
    look(Scheme(scheme), text_factor=factor)
    editions = school.office.editions
    first = editions.add(
        NewEdition(
            "Autumn 2025",
            date(2025, 9, 1),
            date(2026, 9, 1),
            note="The list of platforms was brought up to date, and the titles are ours now.",
            parent_policy="Trust policy of March 2025",
            local_changes="Marketing is done by our own office.",
            text=Scan("p.pdf", "application/pdf", scan_pdf()),
        )
    )
    editions.enter_signatures(first.id, PaperSignatures(SignedLine("Anna Whitfield", date(2025, 9, 1)), CHAIR))
    editions.published(first.id, "https://www.alder-brook-primary.example/policies/social-media")
    second = editions.add(NewEdition("Spring 2027"))
    linked = editions.add_linked(["Acceptable use of the internet and of e-mail"])[0]
    with page_stage(qtbot, school.sign_in(school.head)) as stage:
        page, part = come_to(stage)
        for shown in (second.id, first.id, linked.id):
            part.show_record(str(shown))
            stage.rest()
            assert faults_of(page) == []
        for key, record in (
            ("add-version", ""),
            ("change-version", str(first.id)),
            ("sign-policy", str(second.id)),
            ("enter-signatures", str(second.id)),
            ("policy-published", str(first.id)),
            ("linked-policy", str(linked.id)),
            ("linked-reviewed", str(linked.id)),
        ):
            stage.window.go(Target("people", record, key))
            stage.rest()
            dialog = next(d for d in page.findChildren(FormDialog) if d.isVisible())
            assert faults_of(dialog) == []
            dialog.form.saved()
            dialog.reject()
            stage.rest()
