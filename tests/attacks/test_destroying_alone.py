"""Nobody destroys alone, whatever they write into the database; and nothing goes along that must stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.domain.retention_review import ReviewState
from schoolsm_desktop.services.destruction_views import AGREE
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.papers import Scan
from tests.attacks.by_hand import edit, put_in
from tests.exchange.scans import scan_pdf
from tests.services.cases import filed
from tests.services.old_records import plant_all, plant_pupil
from tests.services.pupil_school import PupilSchool, make_pupil_school
from tests.services.school import NOW, InventedSchool

C = RecordClass
WITH_AN_ACCOUNT = (C.ACCOUNTS, C.ACCESS, C.MODERATION, C.BLOCKS, C.TAKEDOWNS)
SLIP = Scan("slip.pdf", "application/pdf", scan_pdf("signed"))


@pytest.fixture
def school(tmp_path: Path) -> Iterator[PupilSchool]:
    made = make_pupil_school(tmp_path)
    yield made
    made.school.sign_out()


def is_there(office: Office, pupil: UUID) -> bool:
    with office.session.reading() as uow:
        return uow.pupils.find(pupil) is not None


def test_a_request_that_was_edited_by_hand_destroys_nothing(school: PupilSchool) -> None:
    """The office has the database's key, as everybody with a sign-in: it makes its own request the headteacher's."""
    office = school.as_who("office")
    chosen, other = plant_pupil(office, "Ada"), plant_pupil(office, "Ben")
    asked = office.destruction.ask([(C.PUPILS, chosen)])
    edit(office, "UPDATE destructions SET asked_by = ? WHERE id = ?", school.school.head.id.hex, asked.id.hex)
    with pytest.raises(RuleError, match="not as the log says"):
        office.destruction.agree(asked.id)
    edit(office, "UPDATE destructions SET asked_by = ? WHERE id = ?", office.person_id.hex, asked.id.hex)
    edit(office, "UPDATE destructions SET records = replace(records, ?, ?)", chosen.hex, other.hex)
    head = school.as_who("head")
    with pytest.raises(RuleError, match="not as the log says"):
        head.destruction.agree(asked.id)
    assert is_there(head, chosen)
    assert is_there(head, other)
    head.destruction.refuse(asked.id, "Not what was asked for")


def test_two_records_of_one_person_are_one_person(school: PupilSchool) -> None:
    """Whoever asked under a record that became another's since does not agree under that one."""
    office, head = school.as_who("office"), school.school.head
    pupil = plant_pupil(office, "Ada")
    asked = office.destruction.ask([(C.PUPILS, pupil)])
    doubled = school.people["office"]
    with office.session.reading() as uow:
        stands = uow.people.get(doubled.id)
    put_in(office, lambda uow: uow.people.save(replace(stands, merged_into=head.id)))
    as_head = school.as_who("head")
    (line,) = as_head.retention.view().destructions
    assert AGREE not in line.may
    with pytest.raises(RuleError, match="another person agrees"):
        as_head.destruction.agree(asked.id)
    assert is_there(as_head, pupil)


def test_nobody_signs_the_slip_for_themself_under_a_name_turned_round(tmp_path: Path) -> None:
    small = InventedSchool(tmp_path)
    head = small.sign_in(small.head)
    asked = head.destruction.ask([(C.PUPILS, plant_pupil(head, "Ada"))])
    for name in ("Whitfield, Anna", " ANNA  WHITFIELD", "Ánna Whitfield"):
        with pytest.raises(FieldError, match="somebody else"):
            head.destruction.agree_on_paper(asked.id, name, head.session.today, SLIP)
    small.sign_out()


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_ordered_to_be_kept_does_not_go_along_with_something_else(school: PupilSchool, whole: bool) -> None:
    """A look at an account is a record of its own: the account takes it along only where nobody ordered to keep it."""
    office = school.as_who("office")
    planted = plant_all(office, "Quillfeather")
    with office.session.reading() as uow:
        (look,) = (x.id for x in uow.looks.all() if x.account_id in planted[C.ACCOUNTS])
    order = office.retention.keep(C.REVIEWS, None if whole else look, "The auditors come")
    chosen = [(kind, key) for kind in WITH_AN_ACCOUNT for key in planted[kind]]
    with pytest.raises(RuleError, match="an order to keep something that would go along with it"):
        office.destruction.ask(chosen)
    (line,) = [x for x in office.retention.review() if x.record.record_class is C.ACCOUNTS]
    assert line.state is ReviewState.NEEDED
    office.retention.end_keep(order.id, "They were here")
    asked = office.destruction.ask(chosen)
    head = school.as_who("head")
    head.destruction.agree(asked.id)
    assert head.records_check.run().is_sound


def test_whom_an_open_incident_names_stays_and_only_its_readers_are_told(school: PupilSchool) -> None:
    pupil = plant_pupil(school.as_who("office"), "Ada")
    head = school.as_who("head")
    named = (CasePerson(Part.SAID_TO_BE, Who.PUPIL, pupil_id=pupil),)
    filed(head.session, {head.person_id}, people=named)
    office = school.as_who("office")
    (line,) = office.retention.review()
    assert line.why == "", "whoever cannot read the incident is not told that there is one"
    asked = office.destruction.ask([(C.PUPILS, pupil)])
    head = school.as_who("head")
    with pytest.raises(RuleError, match="an incident or complaint that is open"):
        head.destruction.agree(asked.id)
    assert is_there(head, pupil)
    head.destruction.refuse(asked.id, "It is still asked about")


def test_an_order_to_keep_a_sealed_record_is_in_no_one_else_s_log(school: PupilSchool) -> None:
    head = school.as_who("head")
    case = filed(head.session, {head.person_id}, state=CaseState.CLOSED, closed_at=NOW - timedelta(days=4400))
    order = head.retention.keep(C.INCIDENTS, case, "The father has written")
    ended = head.retention.end_keep(order.id, "Ada’s father has let it rest")
    assert "Ada" not in ended.ended_why, "the words of a sealed record stay with it"
    assert [x for x in head.log.lines() if x.entry.subject_id == order.id]
    coordinator = school.as_who("coordinator")
    assert not [x for x in coordinator.log.lines() if x.entry.subject_id == order.id]
