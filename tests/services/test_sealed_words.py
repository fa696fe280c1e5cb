"""Words sealed to named people: keys decide, whatever the window shows."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.declarations import Declaration, DeclarationKind
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.sealed_words import DECLARATION, open_words, readable, seal_words
from tests.services.school import InventedSchool

WORDS = {"who": "a nephew in 4B", "more": "moves to Year 5 – ł"}


def declare(school: InventedSchool, person: Person) -> UUID:
    """A sealed declaration of somebody, entered by whoever is signed in."""
    session = school.office.session
    record = Declaration(
        uuid4(), person.school_id, person.id, DeclarationKind.RELATIVE, date(2026, 11, 20), session.person_id,
        session.clock.now(), sealed=True,
    )  # fmt: skip
    with session.work() as work:
        work.uow.declarations.add(record)
        seal_words(work, DECLARATION, record.id, WORDS)
        work.did(Did.DECLARED, Noun.DECLARATIONS, subject_kind="declaration", subject_id=record.id, record=record)
        work.done()
    return record.id


def read(school: InventedSchool, record: UUID) -> dict[str, str] | None:
    session = school.office.session
    with session.reading() as uow:
        return open_words(session, uow, DECLARATION, record)


def test_the_head_reads_what_the_coordinator_filed_and_the_coordinator_does_not(school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    record = declare(school, school.add_person("Noor Haddad"))
    assert read(school, record) is None, "who may file need not read"
    school.sign_in(school.head)
    assert read(school, record) == WORDS
    with school.office.session.reading() as uow:
        assert readable(school.office.session, uow, DECLARATION) == {record}
        blobs = b"".join(uow.sealed.parts(DECLARATION, record).values())
    assert b"nephew" not in blobs


def test_who_declares_reads_their_own(school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    assert read(school, declare(school, school.coordinator)) == WORDS


def test_a_new_safeguarding_lead_reads_from_the_heads_next_sign_in_on(school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    lead = school.add_person("Noor Haddad", "Deputy headteacher")
    school.make_sign_in(lead)
    school.sign_in(school.head)
    record = declare(school, school.head)
    school.sign_in(lead)
    assert read(school, record) is None
    school.sign_in(school.head)
    school.office.people.give_duty(lead.id, Duty.DSL, school.clock.today())
    school.sign_in(school.head)
    school.sign_in(lead)
    assert read(school, record) == WORDS


def test_a_sign_in_that_ended_takes_its_keys_along(school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    lead = school.add_person("Noor Haddad", "Deputy headteacher")
    school.make_sign_in(lead)
    school.sign_in(school.head)
    school.office.people.give_duty(lead.id, Duty.DSL, school.clock.today())
    record = declare(school, school.head)
    session = school.office.session
    with session.reading() as uow:
        assert lead.id in uow.sealed.readers()[DECLARATION, record]
    school.office.sign_ins.end(lead.id)
    with session.reading() as uow:
        assert uow.sealed.readers()[DECLARATION, record] == {school.head.id}


def test_a_key_moved_to_another_record_opens_nothing(school: InventedSchool) -> None:
    school.sign_in(school.head)
    one, other = declare(school, school.head), declare(school, school.head)
    session = school.office.session
    with session.work() as work:
        wrap = work.uow.sealed.wraps(DECLARATION, one)[0]
        work.uow.sealed.drop_wraps([school.head.id], DECLARATION, other)
        work.uow.sealed.put_wraps([wrap._replace(record_id=other)])
        work.done()
    assert read(school, other) is None
    assert read(school, one) == WORDS
