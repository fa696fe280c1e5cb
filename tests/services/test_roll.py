"""Pupils brought in whole or not at all, undone while nothing rests on it; the year turned in steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.roll_matching import RowIs
from schoolsm_desktop.domain.year_turn import TurnStep, suggested_turn, turned
from schoolsm_desktop.exchange.records import Kind, PupilRow, ReadFile
from schoolsm_desktop.services.roll import RollChoices, RollPreview
from tests.services.roll import FACEBOOK, add_adult, add_pupil, answer, hold
from tests.services.school import NOW, InventedSchool

BORN = date(2018, 5, 3)
NOTHING_SAID = RollChoices()


@pytest.fixture
def school(tmp_path: Path) -> InventedSchool:
    return InventedSchool(tmp_path)


def later(school: InventedSchool, minutes: int = 5) -> None:
    moment: datetime = school.clock.now()
    school.clock.set(moment + timedelta(minutes=minutes))


def preview(school: InventedSchool, *rows: PupilRow) -> RollPreview:
    file = ReadFile(Kind.PUPILS, "pupils-csv", pupils=rows)
    return school.office.roll.preview_file(Path("pupils.csv"), file)


def row(name: str, line: int = 2, said: Said | None = None, **more: object) -> PupilRow:
    given, _, family = name.rpartition(" ")
    answers = (("Facebook", said, ""),) if said else ()
    return PupilRow(line, given, family, birth_date=BORN, class_name="4B", answers=answers)._replace(**more)  # type: ignore[arg-type]


def roll_of(school: InventedSchool) -> dict[str, Pupil]:
    return {pupil.name: pupil for pupil in school.office.picture_books.today().pupils.values()}


def test_undo_takes_back_what_was_new_changed_and_answered(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell", birth_date=BORN)
    later(school)
    file = preview(school, row("Ada Bell", 2, Said.YES, class_name="5B"), row("Ida Marsh", 3, Said.NO))
    batch = office.roll.apply(file, NOTHING_SAID)
    assert {name: p.class_name for name, p in roll_of(school).items()} == {"Ada Bell": "5B", "Ida Marsh": "4B"}
    assert len(office.picture_books.today().answers) == 2
    later(school)
    office.roll.undo(batch.id)
    assert {name: p.class_name for name, p in roll_of(school).items()} == {"Ada Bell": "4B"}
    assert all(a.mistaken_at is not None for a in office.picture_books.today().answers)
    assert roll_of(school)["Ada Bell"].id == ada.id
    assert office.roll.history()[0].held == "It is undone."
    office.roll.apply(preview(school, row("Ida Marsh", 3)), NOTHING_SAID)  # and it can come again


def test_undo_is_refused_calmly_where_something_was_built_on_it(school: InventedSchool) -> None:
    office = school.office
    first = office.roll.apply(preview(school, row("Ida Marsh")), NOTHING_SAID)
    later(school)
    second = office.roll.apply(preview(school, row("Kit Moore")), NOTHING_SAID)
    with pytest.raises(RuleError, match="undo that one first"):
        office.roll.undo(first.id)
    later(school)
    kit = roll_of(school)["Kit Moore"]
    answer(office, kit, Said.NO, FACEBOOK)
    with pytest.raises(RuleError, match="newer photo answer"):
        office.roll.undo(second.id)
    assert "newer photo answer" in office.roll.history()[0].held
    assert "Kit Moore" in roll_of(school)


def test_why_an_import_cannot_be_undone_never_tells_of_a_hold(school: InventedSchool) -> None:
    batch = school.office.roll.apply(preview(school, row("Ida Marsh")), NOTHING_SAID)
    hold(school.office, roll_of(school)["Ida Marsh"])
    with pytest.raises(RuleError) as refused:
        school.office.roll.undo(batch.id)
    assert "hold" not in str(refused.value)


def test_a_pupil_missing_from_a_file_is_asked_about_and_never_dropped(school: InventedSchool) -> None:
    office = school.office
    for number in range(6):
        add_pupil(office, f"Six{number} Holt", "6A")
    stays = [add_pupil(office, f"Five{number} Holt", "5A", birth_date=BORN) for number in range(6)]
    file = preview(
        school, *(row(p.name, 2 + at, class_name=f"6{'AB'[at % 2]}", year="6") for at, p in enumerate(stays))
    )
    (question,) = file.missing
    assert question.sentence == "6 pupils are not in the file, all year 6: left?"
    office.roll.apply(file, NOTHING_SAID)
    assert all(p.on_roll(NOW.date()) for p in roll_of(school).values())
    later(school)
    again = preview(school, *(row(p.name, 2 + at, class_name="6C") for at, p in enumerate(stays)))
    left = {p.id: date(2026, 7, 21) for p in again.missing[0].pupils} if again.missing else {}
    assert left == {}, "one class alone is a part of the roll"


def test_a_yes_for_a_child_on_hold_is_asked_in_the_offices_words(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell", birth_date=BORN)
    answer(office, ada, Said.YES, FACEBOOK, by=add_adult(office, ada))
    hold(office, ada)
    file = preview(school, row("Ada Bell", said=Said.YES, signed_by=None, signed_on=None))
    assert file.yes_questions == ()  # the same answer again changes nothing
    kit = add_pupil(office, "Kit Moore", birth_date=BORN)
    hold(office, kit)
    (asked,) = preview(school, row("Kit Moore", said=Said.YES)).yes_questions
    assert asked.standing == "On hold: ask the DSL"


def test_nothing_of_a_failed_import_is_kept(school: InventedSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    from schoolsm_desktop.services import roll

    def fails(*_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(roll, "end_checks", fails)
    file = preview(school, row("Ida Marsh", said=Said.NO))
    with pytest.raises(RuntimeError):
        school.office.roll.apply(file, NOTHING_SAID)
    assert not roll_of(school)
    assert not school.office.roll.history()


def test_left_out_lines_and_lines_that_ask_are_not_taken(school: InventedSchool) -> None:
    for name in ("Anna Young", "Anne Young"):
        add_pupil(school.office, name, birth_date=BORN)
    file = preview(school, row("Ann? Young", 2), row("Ida Marsh", 3), row("Kit Moore", 4))
    assert file.count(RowIs.ASK) == 1
    school.office.roll.apply(file, replace(NOTHING_SAID, left_out=frozenset({3})))
    assert set(roll_of(school)) == {"Anna Young", "Anne Young", "Kit Moore"}


# The year turns


def test_classes_move_up_mixed_and_named_ones_too() -> None:
    pupils = [
        Pupil(uuid4(), uuid4(), f"{year}{name}", "Holt", year=year, class_name=name)
        for name, year in (("RA", "R"), ("1A", "1"), ("Oak", "3"), ("Oak", "4"), ("5A", "5"), ("6A", "6"))
    ]
    plan = suggested_turn(pupils, date(2026, 9, 7))
    goes = {(one.old_class, one.old_year): (one.new_class, one.new_year, one.leaves) for one in plan.goes}
    assert goes["RA", "R"] == ("1A", "1", False)
    assert goes["1A", "1"] == ("2A", "2", False)
    assert goes["Oak", "3"] == ("Oak", "4", False), "the younger ones stay in a mixed class"
    assert goes["Oak", "4"] == ("5A", "5", False)
    assert goes["6A", "6"] == ("", "", True)
    split = replace(plan, goes=tuple(replace(one, new_class="") for one in plan.goes if one.old_class == "1A"))
    (placed,) = turned(pupils, replace(split, placed={pupils[1].id: "2B"}), date(2026, 9, 7))
    assert placed[1].class_name == "2B"


def test_the_turn_is_looked_at_undone_until_the_first_answer_and_resumed(school: InventedSchool) -> None:
    office = school.office
    ada, kit = add_pupil(office, "Ada Bell", "3A"), add_pupil(office, "Kit Moore", "6A")
    later(school)
    turn = office.year_turn
    plan = turn.view().plan
    assert turn.look(plan).sentences[0] == "1 pupil moves up."
    assert roll_of(school)["Ada Bell"].class_name == "3A"
    batch = turn.move(plan)
    assert roll_of(school)["Ada Bell"].class_name == "4A"
    assert roll_of(school)["Kit Moore"].on_roll_to == date(2026, 8, 31)
    with pytest.raises(RuleError, match="turned already"):
        turn.move(plan)
    assert turn.view().is_open
    office.roll.undo(batch.id)
    assert (roll_of(school)["Ada Bell"].class_name, roll_of(school)["Kit Moore"].on_roll_to) == ("3A", None)
    later(school)
    again = turn.move(turn.view().plan)
    later(school)
    answer(office, ada, Said.NO, FACEBOOK)
    assert "newer photo answer" in turn.view().held
    with pytest.raises(RuleError):
        office.roll.undo(again.id)
    for step in (TurnStep.INTAKE, TurnStep.FORMS, TurnStep.STAFF):
        turn.tick(step)
    assert not turn.view().is_open
    assert kit.id in office.picture_books.today().pupils, "who left stays in the records"


def test_today_asks_for_the_turn_in_september_and_leads_back_to_one_begun(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path)
    office = school.office
    office.roll.apply(preview(school, row("Ida Marsh", class_name="3A", year="3")), NOTHING_SAID)

    def keys() -> set[str]:
        return {line.item.key.partition(":")[0] for line in office.today.view().lines}

    assert not keys() & {"year-turn", "year-turn-open"}, "the roll came in this school year"
    school.clock.set(NOW.replace(year=2027, month=9, day=6))
    assert "year-turn" in keys()
    office.year_turn.move(office.year_turn.view().plan)
    assert "year-turn" not in keys()
    assert "year-turn-open" in keys()
    office.year_turn.finish()
    assert not keys() & {"year-turn", "year-turn-open"}
