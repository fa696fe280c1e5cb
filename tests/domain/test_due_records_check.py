"""Once a term somebody checks the records, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.due_facts import DueFacts
from schoolsm_desktop.domain.due_school import records_check
from tests.domain.test_due import QUIET

TERM = Term(UUID(int=3), UUID(int=1), "Autumn", date(2026, 9, 3), date(2026, 12, 18))
BEFORE, WITHIN = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 9, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "begun", "checked", "due"),
    [
        (date(2026, 9, 23), BEFORE, None, 0),
        (date(2026, 9, 24), BEFORE, None, 1),
        (date(2026, 11, 20), BEFORE, None, 1),
        (date(2026, 11, 20), BEFORE, date(2026, 9, 2), 1),
        (date(2026, 11, 20), BEFORE, date(2026, 9, 3), 0),
        (date(2026, 11, 20), WITHIN, None, 0),
        (date(2026, 11, 20), None, None, 0),
        (date(2026, 12, 28), BEFORE, None, 0),
    ],
)
def test_once_a_term(today: date, begun: datetime | None, checked: date | None, due: int) -> None:
    facts: DueFacts = replace(QUIET, terms=(TERM,), policy_begun=begun, records_checked_on=checked)
    found = list(records_check(facts, today))
    assert len(found) == due
    assert all(item.due == date(2026, 10, 1) for item in found)
