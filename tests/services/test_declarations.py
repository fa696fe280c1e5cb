"""What colleagues declare: asked only where the policy asks, sealed where it must be, counted, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.declarations import Answer, DeclarationKind
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person
from schoolsm_desktop.domain.rules import NamingEmployer
from schoolsm_desktop.services.declarations import DeclarationService, Declaring, Meeting
from schoolsm_desktop.services.papers import Scan
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
RELATIVE, CONNECTION, FAMILY = DeclarationKind.RELATIVE, DeclarationKind.CONNECTION, DeclarationKind.FAMILY
ACCOUNT, PRIVACY = DeclarationKind.PRIVATE_ACCOUNT, DeclarationKind.PRIVACY_CHECK
OUTSIDE = Declaring(CONNECTION, Answer.YES, TODAY, who="a player in our club’s junior team", how="team chat")


def asks(school: InventedSchool, **rules: object) -> None:
    """Let the policy ask for exactly this."""
    office = school.sign_in(school.head)
    nothing: dict[str, object] = {
        "declare_relatives": False,
        "declare_connections": False,
        "declare_families": False,
        "declare_private_account": False,
        "privacy_check_months": 0,
    }
    profile = office.policies.current()
    office.policies.choose(replace(profile, rules=replace(profile.rules, **(nothing | rules))))  # type: ignore[arg-type]


def colleague(school: InventedSchool, name: str, duty: Duty | None = None) -> Person:
    """Somebody with a sign-in of their own; the headteacher is signed in afterwards."""
    school.sign_in(school.head)
    person = school.add_person(name)
    if duty is not None:
        school.office.people.give_duty(person.id, duty, TODAY)
    school.make_sign_in(person)
    return person


def test_nothing_is_asked_nothing_is_kept(school: InventedSchool) -> None:
    asks(school)
    declarations = school.office.declarations
    assert declarations.asked() == ()
    assert declarations.mine().asked == ()
    assert declarations.view().coverage == ()
    with pytest.raises(FieldError, match="does not ask"):
        declarations.declare(OUTSIDE)


@pytest.mark.clause("churchward:1-student-friends")
def test_a_connection_declared_on_screen_is_read_by_its_person_the_head_and_the_lead_only(
    school: InventedSchool,
) -> None:
    asks(school, declare_connections=True)
    jo, dsl = colleague(school, "Jo Marsh"), colleague(school, "Grace Oduya", Duty.DSL)
    office, dpo = colleague(school, "Pat Lowe", Duty.OFFICE_MANAGER), colleague(school, "Max Feld", Duty.DPO)
    kept = school.sign_in(jo).declarations.declare(OUTSIDE)
    for reader in (jo, school.head, dsl):
        words = school.sign_in(reader).declarations.open(kept.id)
        assert (words.who, words.how) == (OUTSIDE.who, OUTSIDE.how)
    for other in (school.coordinator, office, dpo):
        declarations = school.sign_in(other).declarations
        with pytest.raises(NotAllowedError, match="sealed"):
            declarations.open(kept.id)
        line = next(x for x in declarations.view().lines if x.person.id == jo.id)
        assert [(d.answer, d.may_open) for d in line.declared] == [("", False)], (
            "they see that it was answered, no more"
        )
    opened = [x for x in _entries(school) if x.did is Did.SEALED_OPENED]
    assert [x.person_id for x in opened] == [jo.id, school.head.id, dsl.id]
    assert all("club" not in str(x.details) for x in _entries(school))


@pytest.mark.clause("mill-lane:6.1-xiii")
@pytest.mark.clause("mill-lane:6.1-xii")
@pytest.mark.parametrize("kind", [RELATIVE, FAMILY])
def test_the_office_enters_what_stands_on_paper_and_reads_it_no_more(
    school: InventedSchool, kind: DeclarationKind
) -> None:
    asks(school, declare_relatives=True, declare_families=True)
    office, jo = colleague(school, "Pat Lowe", Duty.OFFICE_MANAGER), school.add_person("Jo Marsh")
    declarations = school.sign_in(office).declarations
    said = Declaring(kind, Answer.YES, TODAY, who="a nephew in 4B", again_on=date(2027, 9, 1))
    kept = declarations.declare(said, jo.id)
    with pytest.raises(NotAllowedError):
        declarations.open(kept.id)
    assert school.sign_in(school.head).declarations.open(kept.id).who == "a nephew in 4B"
    line = next(x for x in school.office.declarations.view().lines if x.person.id == jo.id)
    assert line.declared[0].answer == "Something declared, looked at again on 1 Sep 2027"
    standing = next(s for s in line.standings if s.kind is kind)
    assert standing.until == date(2027, 9, 1)


def test_the_paper_of_something_sealed_is_not_scanned_beside_it(school: InventedSchool) -> None:
    asks(school, declare_relatives=True)
    scan = Scan("form.pdf", "application/pdf", scan_pdf())
    with pytest.raises(FieldError) as caught:
        school.office.declarations.declare(replace(OUTSIDE, kind=RELATIVE, scan=scan))
    assert caught.value.field == "scan"
    assert school.office.declarations.mine().line is not None
    assert school.office.declarations.mine().line.declared == ()  # type: ignore[union-attr]


@pytest.mark.clause("churchward:1-disclaimer")
@pytest.mark.clause("churchward:2-staff-disclaimer")
@pytest.mark.clause("mill-lane:6.1-vii")
def test_a_private_account_is_a_yes_or_no_a_day_and_whether_the_wording_stands_there(school: InventedSchool) -> None:
    asks(school, declare_private_account=True, naming_employer=NamingEmployer.WITH_DISCLAIMER, disclaimer="Own views.")
    declarations = school.office.declarations
    assert [a.asks_disclaimer for a in declarations.mine().asked] == [True]
    assert declarations.mine().disclaimer == "Own views."
    with pytest.raises(FieldError) as caught:
        declarations.declare(Declaring(ACCOUNT, Answer.YES, TODAY))
    assert caught.value.field == "disclaimer"
    kept = declarations.declare(Declaring(ACCOUNT, Answer.YES, TODAY, disclaimer=Answer.NO))
    assert (kept.answer, kept.disclaimer, kept.sealed) == (Answer.YES, Answer.NO, False)
    mine = declarations.mine().line
    assert mine is not None
    assert mine.standings[0].lacks_disclaimer
    assert mine.declared[0].answer == "Names the school, without the school’s wording"
    declarations.declare(Declaring(ACCOUNT, Answer.NO, TODAY, disclaimer=Answer.NO))
    assert declarations.mine().line.declared[0].declaration.disclaimer is Answer.NOT_SAID  # type: ignore[union-attr]


@pytest.mark.clause("valence:private-4")
def test_a_meeting_is_one_entry_except_for_two_and_counts_in_per_cent(school: InventedSchool) -> None:
    asks(school, privacy_check_months=3)
    staff = [school.add_person(f"Person Number{n}") for n in range(6)]
    there = tuple(p.id for p in staff[:4])
    kept = school.office.declarations.declare_meeting(
        Meeting(PRIVACY, there, date(2026, 11, 12), Scan("sheet.pdf", "application/pdf", scan_pdf()))
    )
    assert len({d.paper_id for d in kept}) == 1
    (found,) = school.office.declarations.coverage()
    assert (found.words, found.per_cent) == ("4 of 8, 50 %", 50)
    assert set(found.missing) == {staff[4].id, staff[5].id, school.head.id, school.coordinator.id}
    view = school.office.declarations.view()
    until = {x.person.id: x.standings[0].until for x in view.lines}
    assert until[staff[0].id] == date(2027, 2, 12), "three months later it is asked again"
    assert school.office.log.altered_rows() == ()


def test_a_meeting_without_anybody_and_a_day_to_come_are_refused_whole(school: InventedSchool) -> None:
    asks(school, privacy_check_months=3)
    for meeting, field in (
        (Meeting(PRIVACY, (), TODAY), "people"),
        (Meeting(PRIVACY, (school.head.id, school.coordinator.id), date(2026, 12, 1)), "on"),
        (Meeting(CONNECTION, (school.head.id,), TODAY), "kind"),
    ):
        with pytest.raises(FieldError) as caught:
            school.office.declarations.declare_meeting(meeting)
        assert caught.value.field == field
    assert school.office.declarations.coverage()[0].answered == 0


def test_nothing_to_declare_counts_and_what_was_taken_back_does_not(school: InventedSchool) -> None:
    asks(school, declare_relatives=True)
    declarations = school.office.declarations
    kept = declarations.declare(Declaring(RELATIVE, Answer.NO, TODAY))
    assert not kept.sealed
    assert declarations.coverage()[0].words == "1 of 2, 50 %"
    declarations.take_back(kept.id)
    assert declarations.coverage()[0].words == "0 of 2, 0 %"
    with pytest.raises(RuleError, match="already"):
        declarations.take_back(kept.id)


def test_nobody_enters_or_takes_back_for_others_without_the_duty(school: InventedSchool) -> None:
    asks(school, declare_relatives=True)
    jo, sam = colleague(school, "Jo Marsh", Duty.CLASS_TEACHER), colleague(school, "Sam Field")
    kept = school.sign_in(sam).declarations.declare(Declaring(RELATIVE, Answer.NO, TODAY))
    declarations = school.sign_in(jo).declarations
    with pytest.raises(NotAllowedError):
        declarations.declare(Declaring(RELATIVE, Answer.NO, TODAY), sam.id)
    with pytest.raises(NotAllowedError):
        declarations.take_back(kept.id)
    with pytest.raises(NotAllowedError):
        declarations.view()
    with pytest.raises(NotAllowedError):
        declarations.declare_meeting(Meeting(RELATIVE, (sam.id,), TODAY))


def test_with_the_store_key_alone_the_words_are_nowhere_and_a_forged_answer_is_found(school: InventedSchool) -> None:
    asks(school, declare_connections=True)
    kept = school.office.declarations.declare(OUTSIDE)
    session = school.sign_in(school.coordinator).session
    with session.reading() as uow:
        assert "club" not in repr(uow.declarations.all())
        blobs = uow.sealed.parts("declaration", kept.id)
        assert b"club" not in b"".join(blobs.values())
    with session.work() as work:  # by other means than a service, with no entry in the log
        work.uow.declarations.save(replace(kept, answer=Answer.NO, sealed=False))
        work.done()
    assert [(row.kind, row.id) for row in school.sign_in(school.head).log.altered_rows()] == [("declaration", kept.id)]
    with session.database.unit_of_work() as uow:
        uow.sealed.put_parts("declaration", kept.id, {"who": b"\0" * 96})
        uow.commit()
    with pytest.raises(RuleError, match="no longer as it was sealed"):
        DeclarationService(school.office.session).open(kept.id)


@pytest.mark.parametrize("by", ["another’s key", "a place among the readers", "a duty in the table alone"])
def test_no_row_put_in_by_hand_opens_what_is_sealed(school: InventedSchool, by: str) -> None:
    asks(school, declare_connections=True)
    kept = school.office.declarations.declare(OUTSIDE, school.add_person("Jo Marsh").id)
    office = school.sign_in(school.coordinator)
    with office.session.database.unit_of_work() as uow:
        if by == "a duty in the table alone":
            uow.duties.add(DutyHeld(uuid4(), kept.school_id, school.coordinator.id, Duty.DSL, date(2026, 9, 1)))
        elif by == "another’s key":
            (wrap,) = uow.sealed.wraps("declaration", kept.id)
            uow.sealed.put_wraps([wrap._replace(recipient_id=school.coordinator.id)])
        else:
            uow.declarations.save(replace(kept, person_id=school.coordinator.id))
        uow.commit()
    with pytest.raises(NotAllowedError):
        office.declarations.open(kept.id)
    assert "club" not in repr(office.declarations.view())


def test_what_was_declared_goes_over_when_two_records_are_one_person(school: InventedSchool) -> None:
    asks(school, declare_connections=True)
    kept, doubled = school.add_person("Jo Marsh"), school.add_person("Joanne Marsh")
    said = school.office.declarations.declare(OUTSIDE, doubled.id)
    school.office.people.merge(kept.id, doubled.id)
    line = next(x for x in school.office.declarations.view().lines if x.person.id == kept.id)
    assert [x.declaration.id for x in line.declared] == [said.id]
    assert school.office.declarations.open(said.id).who == OUTSIDE.who
    assert school.office.log.altered_rows() == ()


def _entries(school: InventedSchool) -> list[AuditEntry]:
    with school.office.session.reading() as uow:
        return list(uow.audit.all())
