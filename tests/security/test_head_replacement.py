"""Deputy and chair together replace a headteacher without the old one's key; either alone, or an old code, does not."""

from __future__ import annotations

from uuid import UUID

import msgspec
import pytest

from schoolsm_desktop.security import key_file
from schoolsm_desktop.security.errors import (
    CodeMistypedError,
    HeadNeededError,
    KeyFileForgedError,
    NoChairCodeError,
    NoSuchSignInError,
    NotCertifiedError,
    SignInEndedError,
    WrongChairCodeError,
)
from schoolsm_desktop.security.key_file import KeyFileContent
from schoolsm_desktop.security.opened import PERSON_WRAP
from schoolsm_desktop.security.recovery import new_recovery_code
from tests.security.school import OTHER, School


@pytest.fixture
def deputy(school: School) -> UUID:
    return school.admit("Dee Deputy")


@pytest.fixture
def code(school: School, deputy: UUID) -> str:
    code = new_recovery_code()
    school.head().set_chair_code(deputy, code)
    return code


def test_deputy_and_chair_replace_the_headteacher(school: School, deputy: UUID, code: str) -> None:
    keys = school.sign_in(deputy)
    assert keys.chair_code_is_for() == deputy
    assert keys.replace_head(code.lower().replace("-", " "), deputy) == school.head_id
    assert keys.is_head
    with pytest.raises(SignInEndedError):
        school.head()
    new_head = school.sign_in(deputy)
    assert new_head.is_keyholder
    new_head.invite(UUID(int=5), "Tess Teacher", OTHER)  # ROOT is theirs
    assert school.coordinator().keyholders() == {deputy, school.coordinator_id}
    assert school.recovery().is_recovery  # the sheet in the safe stays good
    assert new_head.chair_code_is_for() is None


def test_the_deputy_can_put_somebody_else_there_and_keeps_nothing(school: School, deputy: UUID, code: str) -> None:
    keys = school.sign_in(deputy)
    keys.replace_head(code, school.coordinator_id)
    assert not keys.is_head
    with pytest.raises(HeadNeededError):
        keys.confirm(UUID(int=5))
    assert school.coordinator().is_head
    with pytest.raises(NoChairCodeError):  # a code is used once
        school.sign_in(deputy).replace_head(code, deputy)


def test_neither_alone_nor_an_old_code_is_enough(school: School, deputy: UUID, code: str) -> None:
    before = (school.folder / key_file.KEY_FILE).read_bytes()
    with pytest.raises(WrongChairCodeError):
        school.sign_in(deputy).replace_head(new_recovery_code(), deputy)
    school.clock.pass_seconds(61)
    with pytest.raises(CodeMistypedError):
        school.sign_in(deputy).replace_head(code[:-1] + ("0" if code[-1] != "0" else "1"), deputy)
    with pytest.raises(NoChairCodeError):  # the code in other hands
        school.coordinator().replace_head(code, school.coordinator_id)
    assert (school.folder / key_file.KEY_FILE).read_bytes() == before
    newer = new_recovery_code()
    school.head().set_chair_code(deputy, newer)
    with pytest.raises(WrongChairCodeError):
        school.sign_in(deputy).replace_head(code, deputy)
    school.clock.pass_seconds(61)
    with pytest.raises(NoSuchSignInError):
        school.sign_in(deputy).replace_head(newer, school.head_id)
    with pytest.raises(NotCertifiedError):
        school.sign_in(deputy).replace_head(newer, UUID(int=9))
    assert school.head().is_head


def test_only_the_head_makes_a_code_and_new_keys_of_the_deputy_make_it_dead(
    school: School, deputy: UUID, code: str
) -> None:
    with pytest.raises(HeadNeededError):
        school.coordinator().set_chair_code(deputy, code)
    school.head().reset(deputy, OTHER)
    assert school.head().chair_code_is_for() is None


@pytest.mark.parametrize("place", range(0, 200, 9))
def test_an_altered_wrap_opens_nothing(school: School, deputy: UUID, code: str, place: int) -> None:
    keys = school.head()

    def flip(content: KeyFileContent) -> KeyFileContent:
        wraps = []
        for wrap in content.root_wraps:
            blob = bytearray(wrap.blob)
            if wrap.kind != PERSON_WRAP:
                blob[place % len(blob)] ^= 1
            wraps.append(msgspec.structs.replace(wrap, blob=bytes(blob)))
        return msgspec.structs.replace(content, root_wraps=tuple(wraps))

    school.forge(flip, keys.store_key)
    with pytest.raises(KeyFileForgedError):
        school.sign_in(deputy).replace_head(code, deputy)
