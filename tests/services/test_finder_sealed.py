"""The search as each kind of person: everything they may see, and of a sealed record nothing to anybody without its key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.declarations import Declaration, DeclarationKind
from schoolsm_desktop.domain.editions import Edition, LinkedPolicy
from schoolsm_desktop.domain.house import Channel, ChannelFor, Device
from schoolsm_desktop.domain.letters import Letter
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest
from schoolsm_desktop.domain.training import TrainingSession
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.finder import FINDABLE, Found, FoundKind
from schoolsm_desktop.services.sealed_words import DECLARATION, LETTER, SCHOOL_REQUEST, seal_words
from tests.services.school import InventedSchool

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DAY = date(2026, 11, 20)


class Filled:
    """A school with a record of every noun; the sealed ones are sealed to the headteacher and the lead (DSL)."""

    def __init__(self, school: InventedSchool) -> None:
        self.school = school
        self.noor = school.add_person("Noor Haddad", "Teacher")
        self.sealed: set[UUID] = set()
        lead = school.add_person("Dee Essell", "Safeguarding lead")
        office = school.add_person("Petra Lindholm", "Office manager")
        poster = school.add_person("Jo Marsh", "Teacher")
        officer = school.add_person("Dan Pohl", "Data protection officer")
        for person, duty in ((lead, Duty.DSL), (office, Duty.OFFICE_MANAGER), (officer, Duty.DPO)):
            school.office.people.give_duty(person.id, duty, DAY)
        for person in (lead, office, poster, officer):
            school.make_sign_in(person)
        self.people = {
            "headteacher": school.head,
            "coordinator": school.coordinator,
            "lead": lead,
            "office": office,
            "officer": officer,
            "poster": poster,
        }
        school.sign_in(school.coordinator)
        for person in self.people.values():
            school.sign_in(person)  # each has chosen a passphrase, so that each can be sealed to
        school.sign_in(school.head)
        self._keep_plain()
        self._keep_sealed()

    def find(self, who: str, typed: str) -> tuple[Found, ...]:
        office = self.school.sign_in(self.people[who])
        office.finder.read()
        return office.finder.find(typed)

    def _keep_plain(self) -> None:
        me, at = self.school.head, self.school.head.school_id
        records = {
            "editions": Edition(uuid4(), at, "Zebra version 3", "valence", me.id, NOW),
            "linked_policies": LinkedPolicy(uuid4(), at, "Zebra behaviour policy"),
            "training": TrainingSession(uuid4(), at, "online-safety", "Zebra training day", DAY, me.id, NOW),
            "contacts": Contact(uuid4(), at, ContactKind.LADO, "Zebra Contact", number="01632 960001"),
            "channels": Channel(uuid4(), at, "Zebra channel", ChannelFor.PARENTS, allowed=True),
            "devices": Device(uuid4(), at, "Zebra laptop"),
        }
        request = SchoolRequest(
            uuid4(), at, RequestKind.NAME_AND_LOGO, DAY, me.id, NOW, title="Zebra fair", asker_name="A parent"
        )
        with self.school.office.session.work() as work:
            for repository, record in records.items():
                getattr(work.uow, repository).add(record)
            work.uow.school_requests.add(request)
            work.uow.letters.add(
                Letter(
                    uuid4(),
                    at,
                    None,
                    "name-and-logo-allowed",
                    SCHOOL_REQUEST,
                    request.id,
                    "Zebra Fair",
                    DAY,
                    me.id,
                    NOW,
                )
            )
            work.done()

    def _keep_sealed(self) -> None:
        me, at = self.school.head, self.school.head.school_id
        said = Declaration(uuid4(), at, self.noor.id, DeclarationKind.RELATIVE, DAY, me.id, NOW, sealed=True)
        request = SchoolRequest(uuid4(), at, RequestKind.FRIEND_REQUEST, DAY, me.id, NOW, asker_id=self.noor.id)
        letter = Letter(
            uuid4(), at, None, "friend-request-decided", SCHOOL_REQUEST, request.id, "", DAY, me.id, NOW, sealed=True
        )
        with self.school.office.session.work() as work:
            work.uow.declarations.add(said)
            work.uow.school_requests.add(request)
            work.uow.letters.add(letter)
            for kind, record in ((DECLARATION, said.id), (SCHOOL_REQUEST, request.id), (LETTER, letter.id)):
                seal_words(work, kind, record, {"words": "secretword nephew"})
            work.did(Did.DECLARED, Noun.DECLARATIONS, subject_kind=DECLARATION, subject_id=said.id, record=said)
            work.done()
        self.sealed = {said.id, request.id, letter.id}


@pytest.fixture
def filled(school: InventedSchool) -> Filled:
    """The school, the headteacher signed in."""
    return Filled(school)


SEES = {
    "headteacher": {"version", "linked-policy", "training", "contact", "channel", "device", "school-request", "letter"},
    "coordinator": {"version", "linked-policy", "training", "contact", "channel", "device", "school-request", "letter"},
    "office": {"version", "linked-policy", "training", "contact", "channel", "device", "school-request", "letter"},
    "lead": {"version", "linked-policy", "training", "contact", "channel", "device", "school-request"},
    "officer": {"version", "linked-policy", "training", "contact", "channel", "device", "school-request"},
    "poster": {"contact"},
}


@pytest.mark.parametrize("who", SEES)
def test_each_person_finds_every_noun_they_may_see(filled: Filled, who: str) -> None:
    assert {hit.kind.value for hit in filled.find(who, "zebra")} == SEES[who]


@pytest.mark.parametrize("who", SEES)
def test_a_sealed_record_is_found_by_its_readers_alone_and_by_no_word_of_it(filled: Filled, who: str) -> None:
    reads = who in ("headteacher", "lead")
    assert filled.find(who, "secretword") == filled.find(who, "nephew") == ()
    relatives = [hit for hit in filled.find(who, "relatives") if hit.kind is FoundKind.DECLARATION]
    friends = [hit for hit in filled.find(who, "friend request") if hit.kind is FoundKind.SCHOOL_REQUEST]
    assert (bool(relatives), bool(friends)) == (reads, reads)
    if not reads:
        office = filled.school.sign_in(filled.people[who])
        office.finder.read()
        everything = [entry.found for entry in office.finder._entries]
        assert not [found for found in everything if found.id in filled.sealed or found.kind is FoundKind.DECLARATION]


def test_who_declared_finds_no_list_of_declarations_and_their_own_request(filled: Filled) -> None:
    filled.school.sign_in(filled.school.head)
    filled.school.make_sign_in(filled.noor)
    filled.people["noor"] = filled.noor
    assert filled.find("noor", "relatives") == ()
    assert filled.find("noor", "haddad") == ()


def test_what_was_ended_or_taken_back_is_found_no_more(filled: Filled) -> None:
    with filled.school.office.session.work() as work:
        for repository, field in (("contacts", "ended_at"), ("channels", "ended_at"), ("editions", "withdrawn_at")):
            records = getattr(work.uow, repository)
            for record in [r for r in records.all() if "Zebra" in str(r)]:
                records.save(replace(record, **{field: NOW}))
        work.done()
    kinds = {hit.kind.value for hit in filled.find("headteacher", "zebra")}
    assert kinds == SEES["headteacher"] - {"contact", "channel", "version"}


def test_a_quiet_leavers_list_is_found_by_who_may_know_of_it(filled: Filled) -> None:
    office = filled.school.sign_in(filled.school.head)
    office.leaving.prepare(filled.noor.id, date(2026, 12, 4), quiet=True)
    found = {who: [hit.kind for hit in filled.find(who, "haddad leaves")] for who in filled.people}
    assert found.pop("headteacher") == [FoundKind.CHECKLIST]
    assert found == {who: [] for who in found}


def test_every_noun_is_registered_once() -> None:
    assert len(set(FINDABLE)) == len(FINDABLE) == 26
