"""The demonstration's own settings: two people changed something, and it can be seen who."""

from __future__ import annotations

from schoolsm_desktop.demo import Demonstration
from tests.services.demo_fixture import sign_in


def test_there_are_earlier_settings_by_two_people(demo: Demonstration) -> None:
    office = sign_in(demo, "head")
    try:
        newest, before, first = office.policies.history()
    finally:
        office.close()
    assert newest.who != before.who
    assert [change.key for change in newest.changes] == ["post_questions"]
    assert [(change.key, change.new) for change in before.changes] == [("review_lead_days", "90 days")]
    assert first.did.startswith("Began with")
