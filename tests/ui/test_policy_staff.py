"""The staff list: people, duties, sign-ins, and what each of those who use it may do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from schoolsm_desktop.domain.people import Contract, Duty, Person
from schoolsm_desktop.services.desk import PassphraseDue
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.people import PersonLine
from schoolsm_desktop.ui.common.change_passphrase import ChangePassphraseDialog
from schoolsm_desktop.ui.common.secret_field import SecretEdit
from schoolsm_desktop.ui.pages import Target
from schoolsm_desktop.ui.policy.duty_dialogs import EndDutyDialog, GiveDutyDialog
from schoolsm_desktop.ui.policy.person_dialog import PersonDialog
from schoolsm_desktop.ui.policy.sign_in_dialogs import TemporaryPassphraseDialog
from tests.services.school import COORDINATOR, NOW, OTHER, InventedSchool

from .policy_stage import Stage, choices_of, stage_on, type_into


@pytest.fixture
def stage(qtbot: QtBot, school: InventedSchool) -> Iterator[Stage]:
    """The page, with the computing coordinator signed in."""
    with stage_on(qtbot, school.sign_in(school.coordinator)) as made:
        yield made


def _as_head(qtbot: QtBot, school: InventedSchool) -> Iterator[Stage]:
    with stage_on(qtbot, school.sign_in(school.head)) as made:
        yield made


@pytest.fixture
def head_stage(qtbot: QtBot, school: InventedSchool) -> Iterator[Stage]:
    """The page, with the headteacher signed in."""
    yield from _as_head(qtbot, school)


def _written(stage: Stage, dialog: TemporaryPassphraseDialog) -> None:
    tick = dialog.form.field("written").editor
    assert isinstance(tick, QCheckBox)
    stage.click(tick)
    assert tick.isChecked()


def _shown_passphrase(dialog: TemporaryPassphraseDialog) -> str:
    return dialog.shown.text()


# The list


def test_everybody_stands_on_the_list_with_duty_sign_in_and_key(stage: Stage, school: InventedSchool) -> None:
    """The founders: both sign in, both are keyholders."""
    assert sorted(stage.names()) == ["Anna Whitfield", "Rosa Okafor"]
    head = stage.row("Anna Whitfield")
    assert head[1:4] == ["Headteacher", "Active", "Yes"]
    assert stage.row("Rosa Okafor")[1] == "Computing Coordinator"
    stage.pick(school.head)
    assert "Can open every password" in stage.facts()


def test_who_has_left_stands_last_however_the_list_is_sorted(qtbot: QtBot, school: InventedSchool) -> None:
    """Aaron would be the first by name, and is the last once he has left."""
    office = school.sign_in(school.coordinator)
    school.add_person("Aaron Abbot", "Cook", ends=school.clock.today() - timedelta(days=3))
    school.add_person("Zoe Zephyr", "Teacher", starts=school.clock.today() + timedelta(days=30))
    with stage_on(qtbot, office) as stage:
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            stage.staff.list.table.sortByColumn(0, order)
            assert stage.names()[-1] == "Aaron Abbot"
        model = stage.staff.list.model
        details = {str(model.index(at, 0).data()): model.columns[0].detail for at in range(model.rowCount())}
        words = {name: detail(_line(stage, name)) for name, detail in details.items() if detail is not None}
        assert words["Aaron Abbot"] == "No longer here: Cook"
        assert words["Zoe Zephyr"] == "Not here yet: Teacher"


def _line(stage: Stage, name: str) -> PersonLine:
    return next(line for line in stage.staff.list.model.all_rows() if line.person.name == name)


def test_typing_filters_by_name_job_and_duty(stage: Stage) -> None:
    """Whole words are not needed."""
    stage.qtbot.keyClicks(stage.staff.list.filter, "coordin")
    assert stage.names() == ["Rosa Okafor"]


def test_a_lost_separation_is_a_calm_note(qtbot: QtBot, school: InventedSchool) -> None:
    """One person with both duties: said, not refused (PRACTICE 25)."""
    office = school.sign_in(school.head)
    office.people.give_duty(school.head.id, Duty.COORDINATOR, school.clock.today())
    held = next(line for line in office.people.lines() if line.person.id == school.coordinator.id).duties
    office.people.end_duty(held[0].id, school.clock.today())
    school.clock.set(NOW + timedelta(days=1))
    with stage_on(qtbot, office) as stage:
        notes = [label.text() for label in stage.staff.findChildren(type(stage.staff.pane._under))]
        assert any("same person authorises access and gives it" in note for note in notes)


# People


def test_a_person_needs_only_a_name_and_a_job(stage: Stage) -> None:
    """By mouse and keyboard; the new person is chosen on the list."""
    stage.click(stage.staff.add_person)
    dialog = stage.dialog(PersonDialog)
    type_into(stage, dialog, "given_name", "Noor")
    type_into(stage, dialog, "family_name", "Haddad")
    stage.click(dialog.main)
    assert dialog.form.field("job_title").error == "“Job” is needed."
    type_into(stage, dialog, "job_title", "Teacher, Year 3")
    stage.click(dialog.main)
    assert stage.row("Noor Haddad")[2] == "None"
    stage.rest()
    chosen = stage.staff.list.current()
    assert chosen is not None
    assert chosen.person.name == "Noor Haddad"
    assert any("Noor Haddad is on the staff list" in said for said in stage.said())


def test_a_name_twice_is_said_before_anything_is_saved(stage: Stage, school: InventedSchool) -> None:
    """The second press means it; another name asks again."""
    stage.page.begin("add-person", "")
    dialog = stage.dialog(PersonDialog)
    for field, text in (("given_name", "ROSA"), ("family_name", "Okafor"), ("job_title", "Cook")):
        type_into(stage, dialog, field, text)
    stage.click(dialog.main)
    assert "already on the list: Rosa Okafor" in dialog.messages.messages()[0].words
    assert len(stage.office.people.lines()) == 2
    assert dialog.main.text() == "Add all the same"
    stage.click(dialog.main)
    assert len(stage.office.people.lines()) == 3


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(stage: Stage, school: InventedSchool) -> None:
    """A last day before the first."""
    stage.do(school.coordinator, "Change person…")
    dialog = stage.dialog(PersonDialog)
    type_into(stage, dialog, "starts", "1 Sep 2026")
    type_into(stage, dialog, "ends", "1 Aug 2026")
    stage.click(dialog.main)
    assert "lies before the first" in dialog.form.field("ends").error
    assert dialog.form.value("starts") == "1 Sep 2026"
    type_into(stage, dialog, "ends", "")
    type_into(stage, dialog, "email", "not an address")
    stage.click(dialog.main)
    assert "not an e-mail address" in dialog.form.field("email").error
    type_into(stage, dialog, "email", "r.okafor@school.example")
    stage.click(dialog.main)
    kept = next(line for line in stage.office.people.lines() if line.person.id == school.coordinator.id).person
    assert (kept.starts, kept.ends, kept.email) == (date(2026, 9, 1), None, "r.okafor@school.example")


def test_a_line_manager_who_is_nobody_is_said_and_not_dropped(stage: Stage, school: InventedSchool) -> None:
    """A typed name that is nobody's would otherwise vanish."""
    stage.do(school.coordinator, "Change person…")
    dialog = stage.dialog(PersonDialog)
    editor = dialog.form.field("manager_id").editor
    stage.qtbot.keyClicks(editor, "Nobody Known")
    stage.click(dialog.main)
    assert "Nobody on the staff list has this name" in dialog.form.field("manager_id").error


# Duties


def test_a_duty_is_given_in_the_schools_own_title_and_ended_on_a_day(stage: Stage, school: InventedSchool) -> None:
    """Valence calls its safeguarding lead otherwise."""
    person = school.add_person("Noor Haddad")
    stage.rest()
    stage.do(person, "Give a duty…")
    dialog = stage.dialog(GiveDutyDialog)
    offered = choices_of(dialog, "duty")
    assert "Lead for Child Protection" in offered
    assert "Headteacher" not in offered, "only the headteacher gives this duty"
    dialog.form.set_value("duty", Duty.DSL.value)
    stage.click(dialog.main)
    assert stage.row("Noor Haddad")[1] == "Lead for Child Protection"
    stage.do(person, "End duty…")
    ending = stage.dialog(EndDutyDialog)
    type_into(stage, ending, "ends", "1 Jan 2020")
    stage.click(ending.main)
    assert "began on 20 Nov 2026" in ending.form.field("ends").error
    type_into(stage, ending, "ends", "20 Dec 2026")
    stage.click(ending.main)
    assert "until 20 Dec 2026" in stage.facts()


def test_the_last_headteacher_cannot_be_ended(head_stage: Stage, school: InventedSchool) -> None:
    """The sentence says what to do instead."""
    head_stage.do(school.head, "End duty…")
    dialog = head_stage.dialog(EndDutyDialog)
    head_stage.click(dialog.main)
    assert "Enter the new headteacher first" in dialog.messages.messages()[0].words


# Sign-ins


def test_a_sign_in_waits_for_the_headteacher_and_then_opens_with_the_words_shown(
    qtbot: QtBot, school: InventedSchool
) -> None:
    """Made by the coordinator on one day, confirmed by the headteacher, used by the colleague."""
    office = school.sign_in(school.coordinator)
    person = school.add_person("Noor Haddad")
    with stage_on(qtbot, office) as stage:
        stage.do(person, "Make a sign-in…")
        dialog = stage.dialog(TemporaryPassphraseDialog)
        words = _shown_passphrase(dialog)
        assert len(words.split()) == 5
        assert not dialog.main.isEnabled(), "it has not been written down yet"
        stage.click(dialog.another)
        assert _shown_passphrase(dialog) != words
        words = _shown_passphrase(dialog)
        _written(stage, dialog)
        stage.click(dialog.main)
        assert stage.row("Noor Haddad")[2] == "Waits for the headteacher"
        assert "Confirm…" not in stage.deeds()
        assert any("until the headteacher has confirmed" in said for said in stage.said())
    head = school.sign_in(school.head)
    with stage_on(qtbot, head) as stage:
        stage.window.go(Target("people", str(person.id), "confirm-sign-in"))
        stage.rest()
        question = stage.question()
        assert question.cancel.isDefault()
        assert _nameless(question.windowTitle(), person)
        stage.click(question.go)
        assert stage.row("Noor Haddad")[2] == "Temporary passphrase"
    school.sign_out()
    assert isinstance(school.desk().sign_in(person.id, words), PassphraseDue)
    school.sign_in(school.head)


def test_another_passphrase_takes_the_tick_away(stage: Stage, school: InventedSchool) -> None:
    """What was written on paper is no longer what would be made."""
    person = school.add_person("Noor Haddad")
    stage.rest()
    stage.do(person, "Make a sign-in…")
    dialog = stage.dialog(TemporaryPassphraseDialog)
    _written(stage, dialog)
    assert dialog.main.isEnabled()
    stage.click(dialog.another)
    assert not dialog.main.isEnabled()


def test_the_headteacher_makes_a_keyholder_and_ends_a_sign_in(head_stage: Stage, school: InventedSchool) -> None:
    """Each question says the consequence, in numbers, before anything happens."""
    person = school.add_person("Noor Haddad")
    head_stage.rest()
    head_stage.do(person, "Make a sign-in…")
    dialog = head_stage.dialog(TemporaryPassphraseDialog)
    _written(head_stage, dialog)
    head_stage.click(dialog.main)
    assert head_stage.row("Noor Haddad")[2:4] == ["Temporary passphrase", ""]
    head_stage.do(person, "Make a keyholder…")
    assert "2 keyholders today" in head_stage.question().accessibleDescription()
    head_stage.click(head_stage.question().go)
    assert head_stage.row("Noor Haddad")[3] == "Yes"
    head_stage.do(person, "No longer a keyholder…")
    assert "2 keyholders are left" in head_stage.question().accessibleDescription()
    head_stage.click(head_stage.question().go)
    assert head_stage.row("Noor Haddad")[3] == ""
    head_stage.do(person, "End sign-in…")
    head_stage.click(head_stage.question().cancel)
    assert head_stage.row("Noor Haddad")[2] == "Temporary passphrase"
    head_stage.do(person, "End sign-in…")
    head_stage.click(head_stage.question().go)
    assert head_stage.row("Noor Haddad")[2] == "Ended"
    assert "Make a sign-in…" in head_stage.deeds()


def test_a_forgotten_passphrase_is_reset(head_stage: Stage, school: InventedSchool) -> None:
    """The coordinator forgot it: a temporary one, and still a keyholder, since the headteacher did it."""
    head_stage.do(school.coordinator, "Reset…")
    dialog = head_stage.dialog(TemporaryPassphraseDialog)
    words = _shown_passphrase(dialog)
    _written(head_stage, dialog)
    head_stage.click(dialog.main)
    assert head_stage.row("Rosa Okafor")[2:4] == ["Temporary passphrase", "Yes"]
    school.sign_out()
    assert isinstance(school.desk().sign_in(school.coordinator.id, words), PassphraseDue)
    school.sign_in(school.head)


def test_nobody_is_offered_what_would_be_refused(stage: Stage, school: InventedSchool) -> None:
    """The headteacher's sign-in stays; one's own is changed, not ended; keyholders are the headteacher's to choose."""
    stage.pick(school.head)
    assert not {"Reset…", "End sign-in…", "Make a keyholder…", "End duty…"} & set(stage.deeds())
    stage.pick(school.coordinator)
    assert "Change my passphrase…" in stage.deeds()
    assert not {"Reset…", "End sign-in…", "No longer a keyholder…"} & set(stage.deeds())


def test_a_deputy_sees_and_ticks_off_and_changes_nothing_else(qtbot: QtBot, school: InventedSchool) -> None:
    """No dead button: those that would be refused are not there."""
    school.sign_in(school.coordinator)
    person = school.add_person("Noor Haddad", "Deputy headteacher")
    school.office.people.give_duty(person.id, Duty.DEPUTY_HEADTEACHER, school.clock.today())
    school.make_sign_in(person)
    with stage_on(qtbot, school.sign_in(person)) as stage:
        page = stage.page
        assert not stage.staff.add_person.isVisible()
        assert not stage.staff.bring_in.isVisible()
        stage.pick(school.coordinator)
        assert stage.deeds() == ["Tick off…", "Take back a tick…"]
        for act in ("change-person", "make-sign-in", "end-sign-in"):
            page.begin(act, str(school.coordinator.id))
        page.begin("add-person", "")
        assert not [dialog for dialog in page.findChildren(QDialog) if dialog.isVisible()]
        stage.part("policy")
        assert not stage.policy.change.isVisible()
        assert not stage.policy.choose.isVisible()


def test_few_buttons_stand_at_hand_and_the_rest_under_more_by_keyboard_too(
    stage: Stage, school: InventedSchool
) -> None:
    person = school.add_person("Noor Haddad")
    stage.rest()
    stage.pick(person)
    buttons = {b.text(): b for b in stage.staff.pane.findChildren(QPushButton) if b.isVisible()}
    assert list(buttons) == ["Change person…", "Tick off…", "This person leaves…", "More"]
    more = buttons["More"]
    assert more.accessibleName() == "More to do about this person"
    under = [act.text() for act in more.menu().actions()]
    assert (len(under), under[0], under[-1]) == (6, "Give a duty…", "Make a sign-in…")

    def choose() -> None:
        stage.qtbot.keyClick(more.menu(), Qt.Key.Key_Down)
        stage.qtbot.keyClick(more.menu(), Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    stage.qtbot.keyClick(more, Qt.Key.Key_Space)
    stage.rest()
    assert stage.dialog(GiveDutyDialog).isVisible()


# One's own passphrase


def test_ones_own_passphrase_is_changed(stage: Stage, school: InventedSchool) -> None:
    """A wrong present one is said beside its field; afterwards only the new one opens the records."""
    stage.do(school.coordinator, "Change my passphrase…")
    dialog = stage.dialog(ChangePassphraseDialog)
    old, new, again = (
        dialog.form.field("old").editor,
        dialog.fields.form.field("passphrase").editor,
        dialog.fields.form.field("again").editor,
    )
    for editor, text in ((old, "wrong"), (new, OTHER), (again, OTHER)):
        assert isinstance(editor, SecretEdit)
        stage.qtbot.keyClicks(editor.line, text)
    stage.click(dialog.main)
    stage.rest()
    assert "does not open this sign-in" in dialog.form.field("old").error
    school.clock.set(NOW + timedelta(minutes=1))  # after a wrong try there is a short wait
    assert isinstance(old, SecretEdit)
    old.line.clear()
    stage.qtbot.keyClicks(old.line, COORDINATOR)
    stage.click(dialog.main)
    stage.rest()
    stage.qtbot.waitUntil(lambda: any("Your passphrase is changed" in said for said in stage.said()))
    school.words[school.coordinator.id] = OTHER
    office = school.sign_in(school.coordinator)
    assert isinstance(office, Office)


def test_a_weak_passphrase_is_refused_with_its_reason(stage: Stage, school: InventedSchool) -> None:
    """Nothing reaches the records."""
    stage.do(school.coordinator, "Change my passphrase…")
    dialog = stage.dialog(ChangePassphraseDialog)
    dialog.form.set_value("old", COORDINATOR)
    for name in ("passphrase", "again"):
        dialog.fields.form.set_value(name, "password1")
    stage.click(dialog.main)
    stage.rest()
    assert "many people use" in dialog.fields.form.field("passphrase").error
    assert dialog.form.draft() == {}, "no passphrase is in what survives a lock"


# Routing, locks, titles


def test_what_was_typed_comes_back_after_a_lock(qtbot: QtBot, school: InventedSchool) -> None:
    """A half-typed person survives into the next window; nothing was saved."""
    office = school.sign_in(school.coordinator)
    with stage_on(qtbot, office) as stage:
        stage.page.begin("add-person", "")
        dialog = stage.dialog(PersonDialog)
        type_into(stage, dialog, "given_name", "Noor")
        type_into(stage, dialog, "email", "noor@school.example")
        kept = stage.window.draft()
    with stage_on(qtbot, office) as stage:
        stage.window.restore(kept)
        stage.rest()
        again = stage.dialog(PersonDialog)
        assert again.form.value("given_name") == "Noor"
        assert again.form.field("email").isVisible(), "the section with what was typed is open"
    assert len(office.people.lines()) == 2


def test_a_place_can_be_asked_for_before_the_page_was_read(qtbot: QtBot, school: InventedSchool) -> None:
    """Today's buttons come to a page that is made at that moment."""
    office = school.sign_in(school.coordinator)
    person = school.add_person("Noor Haddad")
    with stage_on(qtbot, office) as stage:
        page = type(stage.page)(stage.window)
        qtbot.addWidget(page)
        page.begin("make-sign-in", str(person.id))
        assert not page.findChildren(TemporaryPassphraseDialog)
        page.show()
        qtbot.waitUntil(lambda: bool(page.findChildren(TemporaryPassphraseDialog)), timeout=10_000)
        stage.rest()


def test_no_title_of_a_window_names_anybody(head_stage: Stage, school: InventedSchool) -> None:
    """A title is read in task bars and screen sharing."""
    person = school.add_person("Noor Haddad", contract=Contract.TRAINEE, ends=date(2026, 12, 18))
    head_stage.office.people.give_duty(person.id, Duty.CLASS_TEACHER, school.clock.today())
    head_stage.office.sign_ins.make(person.id, "marble trellis puffin octave hazel")
    head_stage.rest()
    alone = ("add-person", "bring-in-staff", *head_stage.policy.dialogs())
    theirs = [
        *(set(head_stage.staff.dialogs()) - {*alone, "make-sign-in", "change-passphrase", "hand-over"}),
        "end-sign-in",
        "make-keyholder",
    ]
    begun = [(act, "") for act in alone] + [(act, str(person.id)) for act in theirs]
    begun.append(("hand-over", str(school.coordinator.id)))
    for act, record in [*begun, ("change-passphrase", str(school.head.id))]:
        head_stage.page.begin(act, record)
        head_stage.rest()
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        assert len(shown) == 1, act
        assert _nameless(shown[0].windowTitle(), person), act
        shown[0].close()
        head_stage.rest()


def _nameless(title: str, person: Person) -> bool:
    return bool(title) and person.given_name not in title and person.family_name not in title
