"""Whom to ring, through the services: the order, the check of each September, what the policy names, and the papers."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader

from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, RuleError
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.services.vouching import altered_rows
from tests.services.school import InventedSchool


def contact(school: InventedSchool, name: str, kind: ContactKind = ContactKind.OTHER, **more: str) -> Contact:
    """A number of those kept free for stories."""
    return Contact(uuid4(), school.head.school_id, kind, name, number=more.pop("number", "01632 960101"), **more)  # type: ignore[arg-type]


def printed(pdf: bytes) -> str:
    """The words of a PDF on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_new_ones_come_last_and_are_moved(school: InventedSchool) -> None:
    contacts = school.office.contacts
    kept = [contacts.save(contact(school, name)) for name in ("One", "Two", "Three")]
    assert [line.contact.name for line in contacts.view().lines] == ["One", "Two", "Three"]
    contacts.move(kept[2].id, -2)
    assert [line.contact.name for line in contacts.view().lines] == ["Three", "One", "Two"]
    contacts.move(kept[2].id, -5)
    contacts.move(kept[2].id, 1)
    assert [line.contact.name for line in contacts.view().lines] == ["One", "Three", "Two"]
    with school.office.session.reading() as uow:
        assert altered_rows(uow, uow.audit.all()) == ()


def test_a_number_that_changes_is_unchecked_until_somebody_rings_it(school: InventedSchool) -> None:
    contacts = school.office.contacts
    kept = contacts.save(contact(school, "One"), checked=True)
    noted = contacts.save(replace(kept, note="Ask for Jo."))
    assert noted.checked_on == school.clock.today()
    changed = contacts.save(replace(noted, number="01632 960102"))
    assert changed.checked_on is None
    assert contacts.checked_today(changed.id).checked_on == school.clock.today()
    with pytest.raises(ChangedMeanwhileError):
        contacts.save(replace(changed, name="Stale"))


def test_ended_ones_are_hidden_stay_kept_and_come_back_to_their_place(school: InventedSchool) -> None:
    contacts = school.office.contacts
    first = contacts.save(contact(school, "Zebedee"))
    contacts.save(contact(school, "Two"))
    contacts.end(first.id)
    assert [line.contact.name for line in contacts.view().lines] == ["Two"]
    assert "Zebedee" not in printed(school.office.printing.whom_to_ring().pdf)
    for refused in (contacts.end, contacts.checked_today):
        with pytest.raises(RuleError, match="no longer in use"):
            refused(first.id)
    contacts.bring_back(first.id)
    assert [line.contact.name for line in contacts.view().lines] == ["Zebedee", "Two"]


@pytest.mark.clause("mill-lane:hr-contacts", "mill-lane:9")
def test_each_september_every_number_is_checked_again(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, policy="mill-lane")
    adviser = school.office.contacts.save(contact(school, "Gill Tranter", ContactKind.HR_ADVICE), checked=True)
    assert school.office.contacts.view().unchecked == 0
    school.clock.set(datetime(2027, 9, 2, 9, tzinfo=UTC))
    assert school.office.contacts.view().unchecked == 1
    assert any("1 number to check for this school year" in x.item.title for x in school.office.today.view().lines)
    school.office.contacts.checked_today(adviser.id)
    view = school.office.contacts.view()
    assert (view.unchecked, view.since) == (0, date(2027, 9, 1))
    assert not any("to check for this school year" in x.item.title for x in school.office.today.view().lines)
    school.sign_out()


@pytest.mark.clause("mill-lane:5.2-hr-advice")
def test_the_adviser_the_policy_names_is_asked_for_and_then_on_the_wall(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, policy="mill-lane")
    assert ContactKind.HR_ADVICE in school.office.contacts.view().missing
    assert "HR advice" in printed(school.office.printing.whom_to_ring().pdf)
    school.office.contacts.save(
        contact(school, "Gill Tranter", ContactKind.HR_ADVICE, organisation="Schools HR", out_of_hours="01632 960131")
    )
    view = school.office.contacts.view()
    assert ContactKind.HR_ADVICE not in view.missing
    assert [line.is_named for line in view.lines] == [True]
    wall = printed(school.office.printing.whom_to_ring().pdf)
    for words in ("Gill Tranter, Schools HR", "01632 960101", "01632 960131", "Never checked"):
        assert words in wall
    school.sign_out()


@pytest.mark.clause("kew-woods:app1-further-info")
def test_where_to_read_on_is_kept_with_its_page_and_the_day_it_was_looked_at(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, policy="kew-woods")
    contacts = school.office.contacts
    page = replace(contact(school, "Advice on bullying", number=""), website="advice.example/bullying")
    contacts.save(page, checked=True)
    wall = printed(school.office.printing.whom_to_ring().pdf)
    assert "advice.example/bullying" in wall
    assert "Checked today" in wall
    school.clock.set(datetime(2027, 9, 2, 9, tzinfo=UTC))
    assert any("Advice on bullying" in x.item.detail for x in school.office.today.view().lines)
    school.sign_out()


def test_the_holiday_card_says_who_resets_what_with_numbers(school: InventedSchool) -> None:
    """PRACTICE 25."""
    school.add_account("Facebook page", platform_id="facebook")
    school.office.contacts.save(contact(school, "Help desk", ContactKind.IT_PROVIDER, number="01632 960150"))
    card = printed(school.office.printing.holiday_card().pdf)
    for words in (
        "Who resets what",
        "Anna Whitfield",
        "Rosa Okafor",
        "Facebook page",
        "Help desk",
        "01632 960150",
        "5 Jan 2027",
    ):
        assert words in card
    assert "kX9#mQ2" not in card
