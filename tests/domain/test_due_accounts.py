"""What accounts bring to Today: pretenders until they are gone, few codes, and accounts nobody uses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from schoolsm_desktop.domain.accounts import AccountClass, AccountState, NotOurs, SecretField
from schoolsm_desktop.domain.due import DueFacts, everything_due

from .records import TODAY, account, at, version
from .test_due import GOOD, QUIET


def _keys(facts: DueFacts, *wanted: str) -> list[str]:
    found = [item.key.partition(":")[0] for item in everything_due(facts, TODAY, at(20))]
    return [key for key in found if key in wanted]


@pytest.mark.parametrize(
    ("outside", "found"),
    [
        (NotOurs(), ["pretends"]),
        (NotOurs(reported_on=TODAY - timedelta(days=6)), []),
        (NotOurs(reported_on=TODAY - timedelta(days=7)), ["pretends-still"]),
        (NotOurs(reported_on=TODAY - timedelta(days=30), gone_on=TODAY), []),
    ],
)
def test_a_pretender_is_reported_and_looked_for_again_until_it_is_gone(outside: NotOurs, found: list[str]) -> None:
    fake = account("Fake", account_class=AccountClass.PRETENDS, not_ours=outside)
    assert _keys(replace(QUIET, accounts=(GOOD, fake)), "pretends", "pretends-still") == found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"last_used_on": TODAY - timedelta(days=45)}, []),
        ({"last_used_on": TODAY - timedelta(days=46)}, ["unused"]),
        ({"last_used_on": TODAY - timedelta(days=46), "state": AccountState.SUSPENDED}, []),
    ],
)
def test_an_account_unused_for_more_than_45_days_is_asked_about(more: dict[str, object], found: list[str]) -> None:
    idle = replace(GOOD, **more)  # type: ignore[arg-type]  # a table of fields
    assert _keys(replace(QUIET, accounts=(idle,)), "unused") == found


@pytest.mark.parametrize(("count", "found"), [(3, []), (2, ["codes-left"]), (None, [])])
def test_few_backup_codes_are_due(count: int | None, found: list[str]) -> None:
    fields = frozenset({SecretField.BACKUP_CODES})
    held = version(GOOD, fields=fields, codes_count=count, codes_since=1)
    assert _keys(replace(QUIET, versions=(held,)), "codes-left") == found
