"""One table of who may do what."""

from __future__ import annotations

import pytest

from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import ACTION_WORDS, EVERYDAY, TABLE, Action, allows, demand


def test_every_action_stands_in_the_table_and_has_its_words() -> None:
    assert set(TABLE) == set(Action) == set(ACTION_WORDS)


@pytest.mark.clause("valence:roles-1")
def test_the_coordinator_gives_access_and_the_headteacher_authorises() -> None:
    assert allows({Duty.COORDINATOR}, Action.GIVE_ACCESS)
    assert not allows({Duty.COORDINATOR}, Action.AUTHORISE_ACCOUNTS)
    assert allows({Duty.HEADTEACHER}, Action.AUTHORISE_ACCOUNTS)


def test_staff_who_post_have_what_the_register_gives_them_and_their_everyday_ticks() -> None:
    assert {a for a in Action if allows({Duty.POSTING_STAFF, Duty.CLASS_TEACHER}, a)} == EVERYDAY


def test_somebody_with_several_duties_may_do_what_any_of_them_allows() -> None:
    demand({Duty.CLASS_TEACHER, Duty.OFFICE_MANAGER}, Action.EDIT_PEOPLE)
    with pytest.raises(NotAllowedError, match="give access"):
        demand({Duty.OFFICE_MANAGER}, Action.GIVE_ACCESS)


def test_why_access_ended_is_the_headteachers_to_see() -> None:
    assert TABLE[Action.SEE_END_REASONS] == {Duty.HEADTEACHER}
