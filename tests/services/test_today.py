"""Today: what is due, for whom it is shown, and what is counted beside the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from schoolsm_desktop.domain.accounts import RecoveryFacts, SecondFactor, SecretField
from schoolsm_desktop.domain.due import Urgency
from schoolsm_desktop.services.today_places import PAGE_OF
from tests.services.roll import add_pupil
from tests.services.school import InventedSchool


def keys(school: InventedSchool) -> list[str]:
    """The lines of the person signed in, by what they are about."""
    return [line.item.key.split(":")[0] for line in school.office.today.view().lines]


def test_a_new_school_is_asked_for_little_and_nobody_is_red(school: InventedSchool) -> None:
    school.office.backups.make()
    view = school.office.today.view()
    assert view.now_count == 0
    assert view.counts == {"today": 0}
    assert [c.good for c in view.cards] == [True] * 5


@pytest.mark.clause("valence:use-11")
def test_a_password_to_be_changed_comes_first_and_goes_when_it_was(school: InventedSchool) -> None:
    school.office.backups.make()
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    access = school.give(jo, page)
    school.office.access.end(access.id)
    school.office.looks.looked(page.id)
    view = school.office.today.view()
    first = view.lines[0]
    assert first.item.key == f"password:{page.id}"
    assert first.who == "R. Okafor"
    assert first.is_mine
    assert "Marsh" not in first.item.title + first.item.detail
    assert not next(c for c in view.cards if c.page == "accounts").good
    school.office.secrets.change(page.id, {SecretField.PASSWORD: "another one 9!"}, confirmed=True)
    assert "password" not in keys(school)


def test_overdue_is_counted_in_days_and_beside_its_page(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    school.office.access.end(school.give(jo, page).id)
    school.clock.set(datetime(2026, 11, 24, 9, tzinfo=UTC))
    view = school.office.today.view()
    line = next(x for x in view.lines if x.item.key == f"password:{page.id}")
    assert (line.urgency, line.when) == (Urgency.OVERDUE, "Overdue 3 days")
    assert view.counts["accounts"] >= 1
    assert view.counts["today"] == sum(n for page_name, n in view.counts.items() if page_name != "today")
    assert view.now_count == view.counts["today"]


def test_what_is_missing_is_said(school: InventedSchool) -> None:
    owner = school.add_person("Dan Pryce")
    school.add_account(
        "Website", "Summer2019!", owner_id=owner.id, recovery=RecoveryFacts(second_factor=SecondFactor.NONE)
    )
    school.office.people.change(replace(owner, ends=date(2026, 11, 19)))
    assert {"owner", "second-factor", "weak", "facts"} <= set(keys(school))


def test_somebody_without_the_register_sees_what_is_theirs(school: InventedSchool) -> None:
    mine, other = school.add_account("Mine"), school.add_account("Other", "not the same one 5!")
    jo, sam = school.add_person("Jo Marsh"), school.add_person("Sam Adeyemi")
    school.make_sign_in(jo)
    school.sign_in(school.coordinator)
    own = school.give(jo, mine, ends=date(2026, 11, 27))
    for account in (mine, other):
        school.office.access.end(school.give(sam, account).id)
    office = school.sign_in(jo)
    view = office.today.view()
    assert {line.item.key for line in view.lines} == {f"password:{mine.id}", f"ends:{own.id}"}
    assert view.cards == ()


def test_every_place_has_its_page(school: InventedSchool) -> None:
    school.office.backups.choose_places(())
    for line in school.office.today.view().lines:
        assert PAGE_OF[line.item.place]


def test_reading_today_changes_nothing(school: InventedSchool) -> None:
    school.add_account()
    with school.office.session.reading() as uow:
        before = uow.audit.count()
    school.office.today.view()
    with school.office.session.reading() as uow:
        assert uow.audit.count() == before


def test_the_card_of_photo_permissions_counts_who_is_on_the_roll(school: InventedSchool) -> None:
    def said() -> tuple[str, str]:
        card = next(c for c in school.office.today.view().cards if c.page == "photos")
        return card.fact, card.detail

    assert said()[0] == "None yet"
    add_pupil(school.office, "Amara Bello")
    assert said() == ("1 pupil on the roll", "No photo form is out")
    add_pupil(school.office, "Efe Demir")
    add_pupil(school.office, "Gone Long", on_roll_to=date(2026, 7, 20))
    assert said()[0] == "2 pupils on the roll"
