"""Your policy: every setting with its clause, changed and chosen anew, with the consequences said first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import ChangeRule, SharedPasswords, clause_words
from schoolsm_desktop.domain.policy_words import changes, setting_lines, title_changes
from schoolsm_desktop.domain.rule_settings import BY_KEY, SETTINGS, Group, Shape, said
from schoolsm_desktop.services.policies import shipped_profile, shipped_profiles
from schoolsm_desktop.ui.policy.choose_dialog import ChoosePolicyDialog
from schoolsm_desktop.ui.policy.settings_dialog import SettingsDialog
from schoolsm_desktop.ui.theme import Scheme
from tests.services.school import InventedSchool

from .policy_stage import Stage, stage_on, type_into
from .walk import faults_of


@pytest.fixture
def stage(qtbot: QtBot, school: InventedSchool) -> Iterator[Stage]:
    """The page, with the computing coordinator signed in."""
    with stage_on(qtbot, school.sign_in(school.coordinator)) as made:
        yield made


def _read(place: QWidget) -> str:
    return "\n".join(label.text() for label in place.findChildren(QLabel) if not label.isHidden())


@pytest.mark.parametrize("name", [profile.id for profile in shipped_profiles()])
def test_every_setting_of_every_policy_is_said_with_its_clause(name: str) -> None:
    """Nothing stands empty, and a silent policy is said to be silent."""
    profile = shipped_profile(name)
    lines = setting_lines(profile)
    shown = [key for line in lines for key in line.keys]
    assert shown == [s.key for s in SETTINGS if s.subject is not None and s.matters(profile)]
    for line in lines:
        assert line.value.strip()
        assert all(sentence.strip() for sentence in line.sentences)
        assert line.clause == clause_words(profile, line.subject)
        assert line.is_said == bool(profile.rests_on.get(line.subject))


@pytest.mark.clause("churchward:4-never-share", "churchward:4-change-regularly")
def test_churchwards_passwords_read_as_its_policy_has_them() -> None:
    """Never shared, changed each term."""
    profile = shipped_profile("churchward")
    assert said(BY_KEY["shared_passwords"], profile).startswith("Not allowed")
    assert said(BY_KEY["change"], profile).startswith("Each term")


def test_the_page_shows_settings_clauses_guidance_and_titles(stage: Stage) -> None:
    """What a headteacher reads: the value, the clause beside it, and what guidance says with its day."""
    stage.part("policy")
    whole = _read(stage.policy.view)
    assert "Lead for Child Protection" in whole
    assert "“Valence Primary School”, as it comes with the program" in whole
    stage.policy.view.show_group(Group.PASSWORDS)
    stage.rest()
    passwords = _read(stage.policy.view)
    assert "Use 11, “Use on Behalf of the School”" in passwords
    assert "Days between changes: 365" in passwords
    assert "looked up on 21 Nov 2026" in passwords


def test_settings_are_changed_and_said_anew(stage: Stage) -> None:
    """A shorter time, another interval, an own title; the policy says how many settings are the school's own."""
    stage.part("policy")
    stage.policy.view.show_group(Group.PASSWORDS)
    stage.click(stage.policy.change)
    dialog = stage.dialog(SettingsDialog)
    assert "Use 11" in dialog.form.field("shared_passwords").editor.accessibleDescription()
    type_into(stage, dialog, "hours_until_change", "12")
    dialog.form.set_value("change", ChangeRule.EVENT.value)
    assert dialog.form.field("change_days").isHidden()
    stage.click(dialog.main)
    passwords = _read(stage.policy.view)
    assert "Hours allowed for a change that is needed: 12" in passwords
    assert "no fixed interval" in passwords
    stage.policy.view.show_group(Group.TITLES)
    stage.click(stage.policy.change)
    dialog = stage.dialog(SettingsDialog)
    type_into(stage, dialog, "titles.dsl", "Safeguarding lead")
    stage.click(dialog.main)
    profile = stage.office.policies.current()
    assert (profile.hours_until_change, profile.change) == (12, ChangeRule.EVENT)
    assert profile.titles[Duty.DSL] == "Safeguarding lead"
    assert "with 3 settings of your own" in _read(stage.policy.view)
    assert stage.office.people.duty_titles()[Duty.DSL] == "Safeguarding lead"


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("hours_until_change", "0", "between 1 and 168"),
        ("hours_until_change", "soon", "whole number"),
        ("change_days", "29", "between 30 and 1095"),
        ("change_days", "²", "whole number"),
        ("privacy_check_months", "99", "from 0 to 24"),
        ("pupils.former_age", "-1", "whole number"),
        ("review_months", "0", "from 1 to 60"),
        ("name", "", "is needed"),
    ],
)
def test_a_setting_out_of_range_is_said_beside_it(stage: Stage, field: str, typed: str, wrong: str) -> None:
    """Nothing is saved, and what was typed stands."""
    before = stage.office.policies.current()
    stage.page.begin("change-settings", BY_KEY[field].group.value)
    stage.rest()
    dialog = stage.dialog(SettingsDialog)
    type_into(stage, dialog, field, typed)
    stage.click(dialog.main)
    assert wrong in dialog.form.field(field).error
    assert dialog.form.value(field) == typed
    assert stage.office.policies.current() == before


def test_an_emptied_title_goes_back_to_the_usual_word(stage: Stage) -> None:
    """As if nobody had ever named it."""
    stage.page.begin("change-settings", Group.TITLES.value)
    stage.rest()
    dialog = stage.dialog(SettingsDialog)
    dialog.form.set_value("titles.dsl", "")
    stage.click(dialog.main)
    assert stage.office.policies.current().titles[Duty.DSL] == "Designated safeguarding lead"


def test_another_policy_is_followed_after_its_consequences_were_said(stage: Stage, school: InventedSchool) -> None:
    """In words and numbers: what changes, whose accesses it concerns, and what own settings go."""
    person = school.add_person("Noor Haddad")
    account = school.add_account()
    school.give(person, account)
    stage.office.policies.choose(replace(stage.office.policies.current(), hours_until_change=12))
    stage.rest()
    stage.part("policy")
    stage.click(stage.policy.choose)
    dialog = stage.dialog(ChoosePolicyDialog)
    assert not dialog.main.isEnabled()
    assert dialog.cancel.isDefault()
    churchward = next(b for b in dialog.group.buttons() if b.text().startswith("Churchward"))
    stage.click(churchward)
    shown = dialog.consequences.text()
    count = len(changes(stage.office.policies.current(), shipped_profile("churchward")))
    assert shown.startswith(f"{count} settings change.")
    assert "Headteacher → Principal" in shown
    assert "1 access rests on a shared password today" in shown
    assert "1 setting of your own is replaced" in shown
    assert "12 hours → 24 hours" in shown
    assert stage.office.policies.current().id == "valence", "nothing changes before it is agreed to"
    stage.click(dialog.main)
    assert stage.office.policies.current().id == "churchward"
    assert stage.office.policies.current().shared_passwords is SharedPasswords.NOT_ALLOWED
    assert any("now follows “Churchward School (trust policy)”" in message for message in stage.said())
    stage.part("staff")
    assert stage.row("Anna Whitfield")[1] == "Principal"


def test_the_policy_followed_now_would_change_nothing(stage: Stage) -> None:
    """Chosen again as it comes."""
    stage.page.begin("choose-policy", "")
    stage.rest()
    dialog = stage.dialog(ChoosePolicyDialog)
    now = next(b for b in dialog.group.buttons() if b.text() == "Valence Primary School (followed now)")
    stage.click(now)
    assert dialog.consequences.text().startswith("No setting changes")


def test_the_choice_survives_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    """The same policy is chosen in the next window, and still not followed."""
    office = school.sign_in(school.coordinator)
    with stage_on(qtbot, office) as stage:
        stage.page.begin("choose-policy", "")
        stage.rest()
        stage.click(stage.dialog(ChoosePolicyDialog).group.buttons()[2])
        kept = stage.window.draft()
    with stage_on(qtbot, office) as stage:
        stage.window.restore(kept)
        stage.rest()
        dialog = stage.dialog(ChoosePolicyDialog)
        assert dialog.group.checkedId() == 2
        assert office.policies.current().id == "valence"


def test_titles_and_settings_are_compared_both_ways() -> None:
    """Comparing a policy with itself finds nothing; the order decides what is old and what is new."""
    one, other = shipped_profile("valence"), shipped_profile("churchward")
    assert changes(one, one) == ()
    assert title_changes(one, one) == []
    there, back = changes(one, other), changes(other, one)
    assert [change.key for change in there] == [change.key for change in back]
    plain = [at for at, change in enumerate(there) if BY_KEY[change.key].shape is not Shape.LINES]
    assert [(there[at].new, there[at].old) for at in plain] == [(back[at].old, back[at].new) for at in plain]


# What a person could not read, hear or press


@pytest.mark.parametrize(("scheme", "factor"), [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)])
def test_the_page_and_its_dialogs_can_be_read_heard_and_pressed(
    qtbot: QtBot, school: InventedSchool, look: Callable[..., object], scheme: Scheme, factor: float
) -> None:
    """Walked in both schemes and at twice the text size."""
    look(scheme, text_factor=factor)
    office = school.sign_in(school.head)
    person = school.add_person("Noor Haddad", "Teacher, Year 3")
    office.people.give_duty(person.id, Duty.CLASS_TEACHER, school.clock.today())
    with stage_on(qtbot, office) as stage:
        stage.pick(school.coordinator)
        stage.settle()
        faults = [f"staff: {fault}" for fault in faults_of(stage.page)]
        stage.part("policy")
        stage.settle()
        faults += [f"policy: {fault}" for fault in faults_of(stage.page)]
        stage.part("staff")
        for act, make in {**stage.staff.dialogs(), **stage.policy.dialogs()}.items():
            dialog = make(str(person.id))
            dialog.show()
            stage.rest()
            stage.settle()
            faults += [f"{act}: {fault}" for fault in faults_of(dialog)]
            dialog.form.saved()
            dialog.close()
        assert faults == []
