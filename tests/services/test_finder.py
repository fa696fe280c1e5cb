"""A few letters find a person or an account, for those who may see it."""

from __future__ import annotations

import pytest

from schoolsm_desktop.services.finder import MOST, FoundKind
from tests.services.school import InventedSchool


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoe", "Zoë Quillfeather"),
        ("luk", "Łukasz Nowak"),
        ("okeefe", "Siân O’Keefe"),
        ("sian", "Siân O’Keefe"),
        ("NOW luk", "Łukasz Nowak"),
        ("quill zo", "Zoë Quillfeather"),
    ],
)
def test_names_are_found_as_they_are_typed_in_a_hurry(school: InventedSchool, typed: str, name: str) -> None:
    for each in ("Zoë Quillfeather", "Łukasz Nowak", "Siân O’Keefe"):
        school.add_person(each)
    school.office.finder.read()
    assert [(f.kind, f.title) for f in school.office.finder.find(typed)] == [(FoundKind.PERSON, name)]


def test_accounts_are_found_by_name_handle_address_and_old_name_of_the_platform(school: InventedSchool) -> None:
    page = school.add_account("School news", handle="@alderbrook", address="https://x.com/alderbrook")
    school.office.finder.read()
    for typed in ("news", "alderb", "x.com", "twitter"):
        assert [f.id for f in school.office.finder.find(typed)] == [page.id], typed
    assert school.office.finder.find("facebook") == ()
    assert school.office.finder.find("   ") == ()


def test_those_that_begin_with_it_come_first_and_at_most_twenty(school: InventedSchool) -> None:
    school.add_person("Ann Marsh")
    school.add_person("Marshall Lee")
    school.office.finder.read()
    assert [f.title for f in school.office.finder.find("marsh")] == ["Marshall Lee", "Ann Marsh"]
    for number in range(MOST + 3):
        school.add_person(f"Twin {number}")
    school.office.finder.read()
    assert len(school.office.finder.find("twin")) == MOST


def test_a_poster_finds_their_own_accounts_and_no_people(school: InventedSchool) -> None:
    mine = school.add_account("Class page")
    school.add_account("Class blog")
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    school.sign_in(school.coordinator)
    school.give(jo, mine)
    office = school.sign_in(jo)
    office.finder.read()
    assert [f.id for f in office.finder.find("class")] == [mine.id]
    assert office.finder.find("marsh") == ()
    assert office.finder.find("whitfield") == ()


def test_no_secret_can_be_found(school: InventedSchool) -> None:
    school.add_account(password="unfindable 88!")
    school.office.finder.read()
    assert school.office.finder.find("unfindable") == ()
