"""The wait after wrong tries."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.security.back_off import TRIES_FILE, BackOff
from schoolsm_desktop.security.errors import TooSoonError, WrongPassphraseError, WrongRecoveryCodeError
from schoolsm_desktop.security.recovery import new_recovery_code
from tests.security.school import HEAD_PASSPHRASE, OWN, SCHOOL_KEY, Clock, School


def test_the_wait_doubles_up_to_a_minute(tmp_path: Path) -> None:
    clock, person = Clock(), uuid4()
    waits = []
    for _ in range(9):
        back_off = BackOff(tmp_path, clock)  # a fresh program each time
        back_off.check(person)
        back_off.failed(person)
        waits.append(back_off.seconds_left(person))
        with pytest.raises(TooSoonError) as caught:
            BackOff(tmp_path, clock).check(person)
        assert caught.value.seconds == waits[-1]
        clock.pass_seconds(waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_each_person_waits_alone_and_success_ends_it(tmp_path: Path) -> None:
    clock, one, other = Clock(), uuid4(), uuid4()
    back_off = BackOff(tmp_path, clock)
    back_off.failed(one)
    back_off.check(other)
    clock.pass_seconds(1)
    back_off.succeeded(one)
    back_off.failed(one)
    assert back_off.seconds_left(one) == 1


def test_a_clock_put_back_neither_ends_nor_lengthens_the_wait(tmp_path: Path) -> None:
    clock, person = Clock(), uuid4()
    back_off = BackOff(tmp_path, clock)
    for _ in range(4):
        back_off.failed(person)
    clock.now -= timedelta(days=400)
    assert back_off.seconds_left(person) == 8
    clock.pass_seconds(8)
    back_off.check(person)


@pytest.mark.parametrize("kept", [b"", b"{", b'{"x": 1}', b"\xff", b'[{"count": 1}]'])
def test_a_damaged_count_stops_nobody(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / TRIES_FILE).write_bytes(kept)
    BackOff(tmp_path, Clock()).check(uuid4())


def test_a_folder_that_cannot_be_written_still_waits_in_this_process(tmp_path: Path) -> None:
    back_off, person = BackOff(tmp_path / "not there", Clock()), uuid4()
    back_off.failed(person)
    assert back_off.seconds_left(person) == 1


def test_the_right_passphrase_too_soon_is_refused_and_later_taken(school: School) -> None:
    for expected in (1, 2):
        with pytest.raises(WrongPassphraseError):
            school.vault().unlock(school.head_id, OWN, SCHOOL_KEY)
        assert school.vault().seconds_to_wait(school.head_id) == expected
        with pytest.raises(TooSoonError):
            school.vault().unlock(school.head_id, HEAD_PASSPHRASE, SCHOOL_KEY)
        school.clock.pass_seconds(expected)
    assert school.coordinator().is_keyholder  # another person is not held up
    assert school.head().is_head
    assert school.vault().seconds_to_wait(school.head_id) == 0


def test_changing_a_passphrase_and_the_printed_code_wait_as_well(school: School) -> None:
    head = school.head()
    with pytest.raises(WrongPassphraseError):
        head.change_passphrase(OWN, OWN)
    with pytest.raises(TooSoonError):
        head.change_passphrase(HEAD_PASSPHRASE, OWN)
    with pytest.raises(WrongRecoveryCodeError):
        school.vault().unlock_with_recovery(new_recovery_code())
    for code in (school.code, new_recovery_code()):
        with pytest.raises(TooSoonError):
            school.vault().unlock_with_recovery(code)
    school.clock.pass_seconds(1)
    assert school.recovery().is_recovery
