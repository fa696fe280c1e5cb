"""The lists in the settings, through the services: nothing is written before somebody changes something."""

from __future__ import annotations

from datetime import date

import pytest

from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.lists import ListKind
from schoolsm_desktop.services.vouching import altered_rows
from tests.services.school import InventedSchool

PLACES, TYPES = ListKind.PICTURE_PLACES, ListKind.INCIDENT_TYPES


def test_looking_writes_nothing_and_gives_the_same_ids_each_time(school: InventedSchool) -> None:
    first, second = school.office.lists.view(), school.office.lists.view()
    assert first == second
    assert len(first.places) == 10
    with school.office.session.reading() as uow:
        assert uow.lists.all() == ()


def test_an_entry_is_renamed_moved_hidden_and_brought_back_under_one_id(school: InventedSchool) -> None:
    lists = school.office.lists
    website = lists.view().places[0]
    assert lists.rename(PLACES, website.id, "Our pages", "all of them").id == website.id
    lists.move(PLACES, website.id, 2)
    assert [e.key for e in lists.view().places][:3] == ["newsletter", "prospectus", "website"]
    lists.end(PLACES, website.id)
    assert lists.view().places[-1].key == "website"
    back = lists.bring_back(PLACES, website.id)
    assert (back.id, back.key, back.name, back.note) == (website.id, "website", "Our pages", "all of them")
    with school.office.session.reading() as uow:
        assert altered_rows(uow, uow.audit.all()) == ()


def test_an_own_entry_comes_last_of_those_in_use_and_one_always_stays(school: InventedSchool) -> None:
    lists = school.office.lists
    own = lists.add(PLACES, "Hall screen")
    assert lists.view().places[-1] == own
    with pytest.raises(FieldError):
        lists.add(PLACES, "hall SCREEN")
    for entry in lists.view().places[:-1]:
        lists.end(PLACES, entry.id)
    with pytest.raises(RuleError, match="the last entry in use"):
        lists.end(PLACES, own.id)
    with pytest.raises(RuleError, match="no such entry"):
        lists.rename(TYPES, own.id, "A place is no type", "")


@pytest.mark.clause("mill-lane:1.2")
def test_a_platform_the_list_does_not_know_is_added_and_can_have_accounts(school: InventedSchool) -> None:
    lists = school.office.lists
    kept = lists.add_platform("Village Board", "run by the parish")
    account = school.add_account("Our corner", platform_id=kept.id)
    line = next(x for x in lists.view().platforms if x.platform.id == kept.id)
    assert (line.accounts, line.platform.note) == (1, "run by the parish")
    assert account.platform_id == "village-board"
    with pytest.raises(FieldError):
        lists.add_platform("Twitter")


def test_a_platform_that_goes_stays_named_and_comes_last(school: InventedSchool) -> None:
    lists = school.office.lists
    lists.rename_platform("vimeo", "Vimeo for schools", "")
    gone = lists.platform_gone("vimeo", date(2026, 11, 1))
    assert (gone.name, gone.aliases, gone.closed_on) == ("Vimeo for schools", ("Vimeo",), date(2026, 11, 1))
    platforms = [x.platform.id for x in lists.view().platforms]
    assert platforms.index("vimeo") > platforms.index("youtube")
    assert lists.platform_back("vimeo").closed_on is None
    with pytest.raises(RuleError, match="so it stays"):
        lists.platform_gone("other", date(2026, 11, 1))
