"""From an empty PC to a school's records: whole, or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from schoolsm_desktop.domain.errors import FieldError, OfficeError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.paths import Reach
from schoolsm_desktop.security.errors import WeakPassphraseError
from schoolsm_desktop.security.os_keyring import MemoryKeyRing
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.desk import SETTING_UP, Beside, PassphraseDue, SignInDesk, has_records
from schoolsm_desktop.services.first_run import FirstPerson, FirstRun, NewTerm
from schoolsm_desktop.services.this_pc import ThisPc
from schoolsm_desktop.storage.folder import StoreLock

from .school import COORDINATOR, HEAD, NOW, OTHER, QUICK, QUICK_LIMITS, TERMS, answers


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    """An empty PC."""
    return Beside(MemoryKeyRing(), ThisPc(tmp_path / "pc.json"), SetClock(NOW), QUICK_LIMITS)


@pytest.fixture
def first_run(beside: Beside) -> FirstRun:
    """The wizard's deeds."""
    return FirstRun(beside, QUICK)


def test_everything_that_was_asked_is_there(first_run: FirstRun, beside: Beside, tmp_path: Path) -> None:
    founded = first_run.set_up(answers(tmp_path))
    office = founded.office
    assert office.schools.school().name == "Alder Brook Primary"
    assert [t.name for t in office.schools.terms()] == [t.name for t in TERMS]
    assert office.policies.current().id == "valence"
    assert [p.name for p in office.people.holders(Duty.HEADTEACHER)] == ["Anna Whitfield"]
    assert [p.name for p in office.people.holders(Duty.COORDINATOR)] == ["Rosa Okafor"]
    assert office.me().name == "Rosa Okafor"
    assert len(office.accounts.platforms()) > 20
    assert office.log.check().sound
    assert founded.sheet.document.pdf.startswith(b"%PDF")
    assert not founded.sheet.document.may_save
    office.close()
    assert has_records(tmp_path / "records")
    assert not (tmp_path / "records" / SETTING_UP).exists()
    assert len(list((tmp_path / "backups").iterdir())) == 1
    assert SignInDesk(tmp_path / "records", beside).knows_code()


def test_until_the_sheet_was_typed_back_today_asks_for_it(first_run: FirstRun, tmp_path: Path) -> None:
    office = first_run.set_up(answers(tmp_path)).office
    assert any(x.item.key == "recovery-sheet" for x in office.today.view().lines)
    office.printing.recovery_confirmed()
    assert not any(x.item.key == "recovery-sheet" for x in office.today.view().lines)
    office.close()


def test_one_person_may_be_headteacher_and_coordinator(first_run: FirstRun, tmp_path: Path) -> None:
    office = first_run.set_up(answers(tmp_path, coordinator=None)).office
    assert office.me().name == "Anna Whitfield"
    assert office.my_duties() == {Duty.HEADTEACHER, Duty.COORDINATOR}
    assert "the same person" in office.people.lost_separations()[0]
    office.close()


def test_a_headteacher_who_was_not_there_chooses_their_own_passphrase_and_gets_new_keys(
    first_run: FirstRun, beside: Beside, tmp_path: Path
) -> None:
    away = FirstPerson("Anna", "Whitfield", passphrase=HEAD, typed_by_self=False)
    office = first_run.set_up(answers(tmp_path, head=away)).office
    head = office.people.holders(Duty.HEADTEACHER)[0]
    office.close()
    due = SignInDesk(tmp_path / "records", beside).sign_in(head.id, HEAD)
    assert isinstance(due, PassphraseDue)
    office = due.choose(OTHER)
    assert office.session.keys.is_head
    assert not office.session.keys.needs_rewrap
    office.close()


def test_a_school_may_go_without_a_set_up_code(first_run: FirstRun, beside: Beside, tmp_path: Path) -> None:
    founded = first_run.set_up(answers(tmp_path, use_code=False))
    assert founded.code == ""
    founded.office.close()
    assert not SignInDesk(tmp_path / "records", beside).uses_code()


def test_a_weak_passphrase_leaves_nothing_behind(first_run: FirstRun, tmp_path: Path) -> None:
    weak = FirstPerson("Rosa", "Okafor", passphrase="school123")
    with pytest.raises(WeakPassphraseError):
        first_run.set_up(answers(tmp_path, coordinator=weak))
    assert not has_records(tmp_path / "records")
    first_run.set_up(answers(tmp_path)).office.close()
    assert has_records(tmp_path / "records")


def test_a_set_up_that_was_cut_off_is_cleared_away_by_the_next(first_run: FirstRun, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    for name in (SETTING_UP, "store.keys", "records.db", "records.db-wal"):
        (folder / name).write_bytes(b"half written")
    assert not has_records(folder)
    first_run.set_up(answers(tmp_path)).office.close()
    assert has_records(folder)


def test_records_that_are_there_are_never_written_over(first_run: FirstRun, tmp_path: Path) -> None:
    first_run.set_up(answers(tmp_path)).office.close()
    before = (tmp_path / "records" / "store.keys").read_bytes()
    with pytest.raises(FieldError, match="records in that folder already"):
        first_run.set_up(answers(tmp_path))
    assert (tmp_path / "records" / "store.keys").read_bytes() == before


def test_terms_that_lie_over_one_another_are_refused_before_anything_is_made(first_run: FirstRun) -> None:
    first_run.check_terms(TERMS)
    with pytest.raises(FieldError):
        first_run.check_terms([*TERMS, NewTerm("Again", date(2026, 12, 1), date(2027, 1, 10))])


def test_a_file_in_the_place_of_the_folder_is_said(first_run: FirstRun, tmp_path: Path) -> None:
    (tmp_path / "records").write_text("a file")
    with pytest.raises(OfficeError):
        first_run.set_up(answers(tmp_path))
    assert (tmp_path / "records").read_text() == "a file"


def test_folders_are_proposed_for_one_account_or_for_all(first_run: FirstRun) -> None:
    one, everybody = first_run.proposed_folder(Reach.ONE_ACCOUNT), first_run.proposed_folder(Reach.ALL_ACCOUNTS)
    assert one != everybody
    assert first_run.proposed_backups(Reach.ONE_ACCOUNT) != one


def test_a_failure_lets_the_folder_go(first_run: FirstRun, tmp_path: Path) -> None:
    with pytest.raises(WeakPassphraseError):
        first_run.set_up(answers(tmp_path, coordinator=FirstPerson("R", "O", passphrase="abc")))
    lock = StoreLock(tmp_path / "records")
    lock.acquire()
    lock.release()


def test_no_answer_with_a_passphrase_shows_it_when_printed(tmp_path: Path) -> None:
    shown = repr(answers(tmp_path)) + repr(replace(answers(tmp_path)))
    assert HEAD not in shown
    assert COORDINATOR not in shown
