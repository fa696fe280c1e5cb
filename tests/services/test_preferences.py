"""How somebody left the window is kept for them alone, inside the records."""

from __future__ import annotations

from tests.services.school import InventedSchool


def test_preferences_are_kept_by_person_and_replaced_one_by_one(school: InventedSchool) -> None:
    preferences = school.office.preferences
    preferences.put({"accounts/columns": [120, 80], "accounts/filter": "Zoë", "page": "accounts"})
    preferences.put({"page": "today", "dark": False, "none": None})
    preferences.put({})
    office = school.sign_in(school.coordinator)
    assert office.preferences.all() == {
        "accounts/columns": [120, 80],
        "accounts/filter": "Zoë",
        "page": "today",
        "dark": False,
        "none": None,
    }
    assert school.sign_in(school.head).preferences.all() == {}
