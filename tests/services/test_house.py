"""Channels, devices, the texts of the house, and the weekly look, over real records."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.accounts import AccountState, Known
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.house import Channel, ChannelFor, Device, LookResult
from schoolsm_desktop.services.policies import shipped_profile
from tests.services.school import InventedSchool


def channel(school: InventedSchool, name: str = "Parents’ app", *, allowed: bool = True) -> Channel:
    return Channel(uuid4(), school.head.school_id, name, ChannelFor.PARENTS, allowed)


@pytest.mark.clause("bucklebury:staff-5")
def test_which_ways_to_write_colleagues_use_is_kept_and_printed(school: InventedSchool) -> None:
    house = school.office.house
    school.office.policies.choose(shipped_profile("bucklebury"))
    house.save_channel(channel(school))
    private = house.save_channel(channel(school, "Private messages", allowed=False))
    assert [(c.name, c.allowed) for c in house.view().channels] == [("Parents’ app", True), ("Private messages", False)]
    house.end_channel(private.id)
    assert [c.name for c in house.view().channels] == ["Parents’ app"]
    with pytest.raises(RuleError, match="already"):
        house.end_channel(private.id)
    with pytest.raises(FieldError):
        house.save_channel(channel(school, " "))


@pytest.mark.clause("mill-lane:7.1", "bucklebury:monitoring")
@pytest.mark.parametrize("policy", ["mill-lane", "bucklebury"])
def test_a_policy_that_monitors_asks_for_its_wording_and_the_privacy_notice(
    school: InventedSchool, policy: str
) -> None:
    house = school.office.house
    school.office.policies.choose(shipped_profile(policy))
    view = house.view()
    assert view.monitors
    assert "Your policy:" in view.monitoring_clause
    said = replace(view.rules, monitoring=" Seen by the IT team. ", monitoring_in_notice=Known.NO)
    house.change(said)
    kept = house.view().rules
    assert (kept.monitoring, kept.monitoring_in_notice) == ("Seen by the IT team.", Known.NO)
    house.change(replace(kept, page_rules="Be kind."))
    assert house.view().rules.page_rules == "Be kind."


def test_a_policy_without_monitoring_asks_for_no_wording(school: InventedSchool) -> None:
    school.office.policies.choose(shipped_profile("kew-woods"))
    assert not school.office.house.view().monitors


@pytest.mark.clause("churchward:4-software-filters-monitoring")
def test_devices_out_of_order_come_first_and_one_click_puts_them_right(school: InventedSchool) -> None:
    house, page = school.office.house, school.add_account()
    jo = school.add_person("Jo Marsh")
    school.give(jo, page)
    house = school.office.house
    fine = house.save_device(Device(uuid4(), jo.school_id, "Tablet", jo.id))
    house.device_in_order(fine.id)
    house.save_device(Device(uuid4(), jo.school_id, "Phone", jo.id, is_schools=False, updated=Known.NO))
    view = house.devices()
    assert [(line.device.name, line.in_order) for line in view.lines] == [("Phone", False), ("Tablet", True)]
    assert view.waiting == 1
    assert jo.id in {p.id for p in view.people}
    school.clock.set(school.clock.now() + timedelta(days=93))
    assert not any(line.in_order for line in school.office.house.devices().lines), "once a term it is looked at again"


@pytest.mark.clause("valence:use-3", "valence:roles-2")
def test_a_poster_looks_at_their_own_account_and_at_no_other(school: InventedSchool) -> None:
    mine, other = school.add_account("X page"), school.add_account("Facebook page")
    jo = school.add_person("Jo Marsh")
    school.give(jo, mine)
    school.make_sign_in(jo)
    looks = school.sign_in(jo).looks
    assert [line.account.id for line in looks.view().lines] == [mine.id]
    looks.looked(mine.id)
    assert [(p.by, p.look.result) for p in looks.past(mine.id)] == [("J. Marsh", LookResult.NOTHING)]
    for refused in (looks.looked, looks.past):
        with pytest.raises(NotAllowedError):
            refused(other.id)


def test_something_seen_is_kept_in_words_and_a_wrong_entry_is_taken_back(school: InventedSchool) -> None:
    page = school.add_account()
    looks = school.office.looks
    with pytest.raises(FieldError):
        looks.looked(page.id, LookResult.SOMETHING, "")
    seen = looks.looked(page.id, LookResult.SOMETHING, "Rude comment, screen print taken")
    assert looks.view().lines[0].due == school.clock.today() + timedelta(days=7)
    looks.take_back(seen.id)
    assert looks.view().lines[0].last is None
    with pytest.raises(RuleError, match="already"):
        looks.take_back(seen.id)


def test_an_account_that_is_closed_is_looked_at_no_more(school: InventedSchool) -> None:
    page = school.add_account()
    with school.office.session.work() as work:
        work.uow.accounts.save(replace(work.uow.accounts.get(page.id), state=AccountState.CLOSED))
        work.done()
    assert school.office.looks.view().lines == ()
    with pytest.raises(RuleError, match="not in use"):
        school.office.looks.looked(page.id)


def test_somebody_who_left_is_not_named_to_look(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    looks = school.office.looks
    looks.choose_looker(page.id, jo.id)
    assert [line.looker.id for line in looks.view().lines if line.looker] == [jo.id]
    with school.office.session.work() as work:
        gone = work.uow.people.get(jo.id)
        work.uow.people.save(replace(gone, ends=school.clock.today() - timedelta(days=1)))
        work.done()
    with pytest.raises(RuleError, match="no longer here"):
        looks.choose_looker(page.id, jo.id)


def test_the_sheet_and_the_house_rules_are_printed(school: InventedSchool) -> None:
    school.add_account()
    school.office.house.save_channel(channel(school))
    for document in (school.office.printing.look_sheet(), school.office.printing.house_rules()):
        assert document.pdf.startswith(b"%PDF")
