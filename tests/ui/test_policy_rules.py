"""The rules of your policy in the window: shown group by group, changed, taken back, and carried as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.rule_lines import LINE_KINDS
from schoolsm_desktop.domain.rule_settings import SETTINGS, Group, Shape, sentence_of, settings_of
from schoolsm_desktop.domain.rules import MeansOurAccounts, RecruitmentSearch
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.ui.policy.history_dialog import PolicyHistoryDialog
from schoolsm_desktop.ui.policy.lines_dialog import LinesDialog
from schoolsm_desktop.ui.policy.load_dialog import LoadPolicyDialog
from schoolsm_desktop.ui.policy.settings_dialog import SettingsDialog
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool

from .policy_stage import Stage, stage_on, type_into
from .walk import faults_of


@pytest.fixture
def stage(qtbot: QtBot, school: InventedSchool) -> Iterator[Stage]:
    """The page, with the computing coordinator signed in and the part of the policy shown."""
    with stage_on(qtbot, school.sign_in(school.coordinator)) as made:
        made.part("policy")
        yield made


def _read(place: QWidget) -> str:
    return "\n".join(label.text() for label in place.findChildren(QLabel) if label.isVisibleTo(place))


def _group(stage: Stage, group: Group) -> str:
    stage.policy.view.show_group(group)
    stage.settle()
    return _read(stage.policy.view)


def _settings(stage: Stage, group: Group) -> SettingsDialog:
    _group(stage, group)
    stage.click(stage.policy.change)
    return stage.dialog(SettingsDialog)


def _list(stage: Stage, key: str) -> LinesDialog:
    stage.page.begin("change-list", key)
    stage.rest()
    return stage.dialog(LinesDialog)


@pytest.mark.parametrize("policy", ["kew-woods", "churchward", "mill-lane", "valence", "bucklebury", "blank"])
def test_every_setting_of_every_policy_stands_in_its_group_with_the_clause(stage: Stage, policy: str) -> None:
    profile = stage.office.policies.choose(shipped_profile(policy))
    stage.rest()
    for group in Group:
        shown = _group(stage, group).replace("! ", "")
        for setting in settings_of(group):
            if setting.subject is not None and setting.matters(profile):
                assert clause_words(profile, setting.subject) in shown
            if setting.shape not in {Shape.LINES, Shape.TEXTS} and setting.subject and setting.matters(profile):
                assert sentence_of(setting, profile) in shown


def test_a_list_is_shown_with_its_clauses_and_the_rest_at_a_press(stage: Stage) -> None:
    stage.office.policies.choose(shipped_profile("kew-woods"))
    stage.rest()
    shown = _group(stage, Group.TOLD)
    assert "A colleague is abused online: Headteacher, within" in shown
    assert "“Protecting Employees from Online Abuse”" in shown
    more = next(b for b in stage.policy.view.findChildren(QPushButton) if b.isVisible() and "more line" in b.text())
    before = shown.count("\n")
    stage.click(more)
    assert _read(stage.policy.view).count("\n") > before


@pytest.mark.clause("kew-woods:6.1")
def test_a_policy_that_forbids_looking_applicants_up_is_shown_with_what_guidance_says(stage: Stage) -> None:
    assert "Statutory guidance" not in _group(stage, Group.OUTSIDE)
    stage.office.policies.choose(shipped_profile("kew-woods"))
    stage.rest()
    shown = _group(stage, Group.OUTSIDE)
    assert "! Applicants are not looked up online." in shown
    assert "asks them to consider an online search of shortlisted applicants" in shown
    assert "Keeping children safe in education, part three; looked up on 21 Nov 2026" in shown
    dialog = _settings(stage, Group.OUTSIDE)
    assert "6.1" in dialog.form.field("recruitment").editor.accessibleDescription()
    dialog.form.set_value("recruitment", "expected")
    stage.click(dialog.main)
    assert stage.office.policies.current().rules.recruitment is RecruitmentSearch.EXPECTED
    assert "! " not in _group(stage, Group.OUTSIDE)


@pytest.mark.clause("churchward:3-monitoring", "mill-lane:7.1", "bucklebury:monitoring")
def test_what_is_watched_is_said_with_the_clause_and_that_people_are_told(stage: Stage) -> None:
    for policy, said in (
        ("churchward", "may be watched."),
        ("mill-lane", "may be watched without notice."),
        ("bucklebury", "may be watched without notice."),
    ):
        stage.office.policies.choose(shipped_profile(policy))
        stage.rest()
        shown = _group(stage, Group.PRIVATE)
        assert said in shown
        assert "the privacy notice for staff says the same" in shown
        assert "This program watches nobody’s private account" in shown


def test_what_does_not_matter_is_not_asked(stage: Stage) -> None:
    dialog = _settings(stage, Group.PRIVATE)
    assert dialog.form.field("disclaimer").isVisibleTo(dialog)
    dialog.form.set_value("naming_employer", "no")
    assert dialog.form.field("disclaimer").isHidden()
    dialog.form.set_value("naming_employer", "with-disclaimer")
    assert not dialog.form.field("disclaimer").isHidden()
    editor = dialog.form.field("disclaimer").editor
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("These are my views,\nnot the school’s.")
    stage.click(dialog.main)
    assert stage.office.policies.current().rules.disclaimer == "These are my views, not the school’s."


def test_whom_the_policy_is_for_is_ticked_and_never_nobody(stage: Stage) -> None:
    dialog = _settings(stage, Group.POLICY)
    dialog.form.set_value("audiences", "")
    stage.click(dialog.main)
    assert "Tick at least one" in dialog.form.field("audiences").error
    dialog.form.set_value("audiences", "employees governors")
    dialog.form.set_value("linked_policies", "Online safety\n\n  Data   protection ")
    stage.click(dialog.main)
    rules = stage.office.policies.current().rules
    assert [one.value for one in rules.audiences] == ["employees", "governors"]
    assert rules.linked_policies == ("Online safety", "Data protection")
    assert "employees and governors" in _group(stage, Group.POLICY)


def test_the_headteacher_alone_says_whether_our_own_accounts_are_meant(qtbot: QtBot, school: InventedSchool) -> None:
    office = school.sign_in(school.head)
    office.policies.choose(shipped_profile("mill-lane"))
    with stage_on(qtbot, office) as stage:
        stage.part("policy")
        assert "each check of a picture stops" in _group(stage, Group.PICTURES)
        dialog = _settings(stage, Group.PICTURES)
        assert not dialog.form.field("means_our_accounts").isHidden()
        dialog.form.set_value("means_our_accounts", "not-meant")
        stage.click(dialog.main)
        assert office.policies.current().rules.means_our_accounts is MeansOurAccounts.NOT_MEANT
        assert "the school’s own may show pupils after a check" in _group(stage, Group.PICTURES)
    with stage_on(qtbot, school.sign_in(school.coordinator)) as stage:
        stage.part("policy")
        dialog = _settings(stage, Group.PICTURES)
        with pytest.raises(KeyError):
            dialog.form.field("means_our_accounts")


# Lists


def test_a_line_is_added_changed_moved_and_removed(stage: Stage) -> None:
    stage.office.policies.choose(shipped_profile("blank"))
    stage.rest()
    dialog = _list(stage, "breaches")
    before = len(dialog.lines.lines)
    stage.click(dialog.lines.add)
    editor = dialog.line.field("words").editor
    assert isinstance(editor, QPlainTextEdit)
    stage.qtbot.keyClicks(editor, "Posts from a class trip")
    dialog.line.set_value("severity", "gross")
    dialog.line.set_value("concerned", "staff parent")
    assert "Posts from a class trip (possible gross misconduct; a colleague and a parent)" in _items(dialog)
    stage.click(dialog.lines.add)
    dialog.line.set_value("words", "Posts from a class trip")
    at = dialog.lines.at
    stage.click(dialog.lines.up)
    assert dialog.lines.at == at - 1
    stage.click(dialog.main)
    lines = stage.office.policies.current().rules.breaches
    assert len(lines) == before + 2
    made = [line for line in lines if line.words == "Posts from a class trip"]
    assert sorted(line.key for line in made) == ["posts-from-a-class-trip", "posts-from-a-class-trip-2"]
    dialog = _list(stage, "breaches")
    dialog.lines.pick(0)
    stage.click(dialog.lines.remove)
    stage.click(dialog.main)
    assert stage.office.policies.current().rules.breaches == lines[1:]


def _items(dialog: LinesDialog) -> list[str]:
    return [dialog.lines.list.item(at).text() for at in range(dialog.lines.list.count())]


def test_who_is_told_is_changed_and_a_line_that_tells_nobody_is_refused(stage: Stage) -> None:
    dialog = _list(stage, "routes")
    first = dialog.lines.lines[0]["kind"]
    dialog.line.set_value("tell", "")
    stage.click(dialog.main)
    assert "Tick at least one" in dialog.line.field("tell").error
    dialog.line.set_value("tell", "headteacher chair")
    dialog.line.set_value("within_minutes", "soon")
    stage.click(dialog.main)
    assert "whole number" in dialog.line.field("within_minutes").error
    dialog.line.set_value("within_minutes", "90000")
    stage.click(dialog.main)
    assert "from 0 to 10080" in dialog.form.field("routes").error
    dialog.line.set_value("within_minutes", "0")
    stage.click(dialog.main)
    route = stage.office.policies.current().rules.routes[0]
    assert (route.kind, route.tell, route.within_minutes) == (
        IncidentKind(first),
        (Duty.HEADTEACHER, Duty.CHAIR),
        0,
    )


def test_lines_that_were_typed_come_back_after_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    office = school.sign_in(school.coordinator)
    with stage_on(qtbot, office) as stage:
        stage.part("policy")
        dialog = _list(stage, "post_questions")
        stage.click(dialog.lines.add)
        dialog.line.set_value("words", "Would a grandparent understand it?")
        kept = stage.window.draft()
    with stage_on(qtbot, office) as stage:
        stage.window.restore(kept)
        stage.rest()
        dialog = stage.dialog(LinesDialog)
        assert "Would a grandparent understand it?" in _items(dialog)
        stage.click(dialog.main)
        assert "Would a grandparent understand it?" in [q.words for q in office.policies.current().rules.post_questions]


# History and files


def test_earlier_settings_say_what_changed_and_are_gone_back_to(stage: Stage) -> None:
    dialog = _settings(stage, Group.PASSWORDS)
    type_into(stage, dialog, "hours_until_change", "6")
    stage.click(dialog.main)
    stage.click(stage.policy.history)
    history = stage.dialog(PolicyHistoryDialog)
    shown = _read(history)
    assert "Rosa Okafor, 20 Nov 2026" in shown
    assert "before: 24 hours" in shown
    assert "then: 6 hours" in shown
    assert not history.main.isVisible(), "the settings in force are not gone back to"
    history.list.setCurrentRow(1)
    assert "The settings the school began with" in _read(history)
    stage.click(history.main)
    question = stage.question()
    stage.click(question.go)
    assert stage.office.policies.current().hours_until_change == 24
    assert len(stage.office.policies.history()) == 3
    assert any("in force again" in message for message in stage.said())


def test_the_policy_is_saved_and_loaded_with_its_changes_said_first(stage: Stage, tmp_path: Path) -> None:
    stage.office.policies.change({"hours_until_change": 12})
    stage.rest()
    place = tmp_path / "ours.toml"
    stage.policy.save_to(place, replace=True)
    stage.rest()
    assert any("saved as ours.toml" in message for message in stage.said())
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("\nreview-months = 14", "\nreview-months = 18"), encoding="utf-8")
    stage.click(stage.policy.load)
    dialog = stage.dialog(LoadPolicyDialog)
    assert not dialog.main.isEnabled()
    dialog.take_file(place)
    stage.rest()
    assert "14 months → 18 months" in dialog.consequences.text()
    assert "of your own" not in dialog.consequences.text(), "the file keeps the school's own hours"
    assert stage.office.policies.current().rules.review_months == 14, "nothing changes before it is agreed to"
    stage.click(dialog.main)
    assert stage.office.policies.current().rules.review_months == 18


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format = 1\nid = 'x'\nname = 'X'\n[rules]\nrecruitment = 'perhaps'\n", "Line 5"),
        ("format = 1\nid = 'x'\nname = 'X'\ncolour = 'red'\n", "Line 4"),
        ("not a policy at all", "Line 1"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line_and_nothing_changes(
    stage: Stage, tmp_path: Path, text: str, said: str
) -> None:
    before = stage.office.policies.current()
    place = tmp_path / "faulty.toml"
    place.write_text(text, encoding="utf-8")
    stage.click(stage.policy.load)
    dialog = stage.dialog(LoadPolicyDialog)
    dialog.take_file(place)
    stage.rest()
    [message] = dialog.messages.messages()
    assert said in message.words
    assert "Nothing was changed" in message.words
    assert not dialog.main.isEnabled()
    assert stage.office.policies.current() == before


def test_whoever_may_only_look_sees_the_policy_and_its_history_and_no_button_to_change_it(
    qtbot: QtBot, school: InventedSchool
) -> None:
    office = school.sign_in(school.head)
    noor = school.add_person("Noor Haddad")
    office.people.give_duty(noor.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.make_sign_in(noor)
    with stage_on(qtbot, school.sign_in(noor)) as stage:
        stage.part("policy")
        shown = [b.text() for b in stage.policy.findChildren(QPushButton) if b.isVisible()]
        assert shown == ["Earlier settings…"]
        _group(stage, Group.TOLD)
        buttons = [b.text() for b in stage.policy.view.findChildren(QPushButton) if b.isVisible()]
        assert not any(text.startswith("Change") for text in buttons)
        stage.page.begin("change-settings", "told")
        stage.rest()
        assert not stage.page.findChildren(SettingsDialog)
        stage.click(stage.policy.history)
        assert not stage.dialog(PolicyHistoryDialog).main.isVisible()


# What a person could not read, hear or press


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_every_group_list_and_dialog_can_be_read_heard_and_pressed(
    qtbot: QtBot, school: InventedSchool, look: Callable[..., object], scheme: Scheme, factor: float
) -> None:
    look(scheme, text_factor=factor)
    office = school.sign_in(school.head)
    office.policies.choose(shipped_profile("kew-woods"))
    with stage_on(qtbot, office) as stage:
        stage.part("policy")
        faults = []
        for group in Group:
            _group(stage, group)
            faults += [f"{group}: {fault}" for fault in faults_of(stage.policy)]
        records = [("change-settings", group.value) for group in Group]
        records += [("change-list", key) for key in LINE_KINDS] + [("policy-history", ""), ("load-policy", "")]
        for act, record in records:
            dialog = stage.page.dialogs[act](record)
            dialog.show()
            stage.rest()
            faults += [f"{act} {record}: {fault}" for fault in faults_of(dialog)]
            dialog.form.saved()
            dialog.close()
            stage.settle()
    assert faults == []


def test_the_groups_are_reached_by_keyboard_and_by_a_setting(stage: Stage) -> None:
    groups = stage.policy.view.groups
    assert isinstance(groups, QListWidget)
    assert groups.count() == len(Group)
    for setting in SETTINGS:
        stage.policy.show_record(setting.key)
        assert stage.policy.view.group is setting.group
