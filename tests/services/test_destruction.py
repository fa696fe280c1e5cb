"""One asks, another agrees, and the rows go in one unit of work; what is kept or needed stops all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.retention import Destruction, RecordClass
from schoolsm_desktop.services.destruction_views import AGREE, ON_PAPER, REFUSE, TAKE_BACK
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.services.retention import WRITE_OVER
from schoolsm_desktop.storage.database import Database
from schoolsm_desktop.storage.errors import StoreBusyError
from tests.attacks.by_hand import edit
from tests.exchange.scans import scan_pdf
from tests.services.old_records import plant_all, plant_post, plant_pupil
from tests.services.pupil_school import PupilSchool, make_pupil_school
from tests.services.school import InventedSchool

C = RecordClass
SLIP = Scan("slip.pdf", "application/pdf", scan_pdf("signed"))


@pytest.fixture
def school(tmp_path: Path) -> Iterator[PupilSchool]:
    made = make_pupil_school(tmp_path)
    yield made
    made.school.sign_out()


def asked_for_all(office: Office) -> Destruction:
    chosen = [(x.record.record_class, x.record.id) for x in office.retention.review() if not x.why]
    return office.destruction.ask(chosen, "over their time")


def pupils(office: Office) -> set[UUID]:
    with office.session.reading() as uow:
        return {pupil.id for pupil in uow.pupils.all()}


def the_one(office: Office, number: int = 1) -> Destruction:
    return next(x.destruction for x in office.retention.view().destructions if x.destruction.number == number)


@pytest.mark.clause("mill-lane:8.4")
def test_one_asks_another_agrees_and_the_records_check_knows_that_it_went_properly(school: PupilSchool) -> None:
    office = school.as_who("office")
    planted = plant_all(office, "Quillfeather")
    asked = asked_for_all(office)
    assert {UUID(key) for _kind, key in asked.records} == {one for ids in planted.values() for one in ids}
    with pytest.raises(RuleError, match="another person"):
        office.destruction.agree(asked.id)
    head = school.as_who("head")
    (line,) = head.retention.view().destructions
    assert line.may == {AGREE, REFUSE}
    done = head.destruction.agree(asked.id)
    assert done.records == ()
    assert dict(done.counts) == {kind.value: str(len(ids)) for kind, ids in planted.items()}
    assert head.retention.review() == ()
    check = head.records_check.run()
    assert check.is_sound, check
    assert head.log.lines()[0].entry.did is Did.RECORDS_CHECKED
    assert not head.retention.view().writes_over


def test_a_row_that_is_taken_out_by_hand_is_not_covered_by_a_destruction(school: PupilSchool) -> None:
    office = school.as_who("office")
    gone, stays = plant_post(office, "gone"), plant_post(office, "stays")
    asked = office.destruction.ask([(C.PUBLISHED, gone)])
    head = school.as_who("head")
    head.destruction.agree(asked.id)
    edit(head, "DELETE FROM posts WHERE id = ?", stays.hex)
    (altered,) = head.log.altered_rows()
    assert (altered.id, altered.gone) == (stays, True)


def test_what_somebody_ordered_to_keep_since_stops_all_of_it(school: PupilSchool) -> None:
    office = school.as_who("office")
    one, other = plant_pupil(office, "Ada"), plant_pupil(office, "Ben")
    asked = office.destruction.ask([(C.PUPILS, one), (C.PUPILS, other)])
    head = school.as_who("head")
    head.retention.keep(C.PUPILS, one, "A claim was announced")
    with pytest.raises(RuleError, match="Nothing at all was destroyed"):
        head.destruction.agree(asked.id)
    assert {one, other} <= pupils(head)
    (order,) = head.retention.view().orders
    head.retention.end_keep(order.order.id, "The claim is settled")
    head.destruction.agree(asked.id)
    assert not {one, other} & pupils(head)


def test_a_longer_period_set_since_stops_all_of_it(school: PupilSchool) -> None:
    office = school.as_who("office")
    pupil = plant_pupil(office, "Ada", office.session.today - timedelta(days=400))
    asked = office.destruction.ask([(C.PUPILS, pupil)])
    head = school.as_who("head")
    head.retention.set_period(C.PUPILS, 60, "Our adviser")
    with pytest.raises(RuleError, match="its time is not over"):
        head.destruction.agree(asked.id)
    assert pupil in pupils(head)


def test_a_pupil_in_a_picture_that_is_out_stays_and_the_line_says_why(school: PupilSchool) -> None:
    office = school.as_who("office")
    pupil = plant_pupil(office, "Ada")
    plant_post(office, "Sports day", pupil, down=None)
    (line,) = office.retention.review()
    assert line.why == "Something that is kept still needs it: something published."
    with pytest.raises(RuleError, match="still needs it"):
        office.destruction.ask([(C.PUPILS, pupil)])


def test_records_that_need_each_other_go_together_or_not_at_all(school: PupilSchool) -> None:
    office = school.as_who("office")
    pupil = plant_pupil(office, "Ada")
    post = plant_post(office, "Sports day", pupil)
    with pytest.raises(RuleError, match="something published"):
        office.destruction.ask([(C.PUPILS, pupil)])
    asked = office.destruction.ask([(C.PUPILS, pupil), (C.PUBLISHED, post)])
    school.as_who("head").destruction.agree(asked.id)
    assert pupil not in pupils(school.school.office)


def test_a_power_cut_between_agreeing_and_destroying_leaves_everything(
    school: PupilSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = school.as_who("office")
    planted = plant_all(office, "Quillfeather")
    asked = asked_for_all(office)
    head = school.as_who("head")

    class Cut(BaseException):
        """The process is killed."""

    def killed(*_args: object) -> None:
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr("schoolsm_desktop.storage.unit_of_work.UnitOfWork.commit", killed)
        with pytest.raises(Cut):
            head.destruction.agree(asked.id)
    head = school.fresh("head")
    assert the_one(head).is_open, "nobody has agreed"
    assert set(planted[C.PUPILS]) <= pupils(head)
    assert len(list(head.retention.review())) == sum(len(ids) for ids in planted.values())
    assert head.records_check.run().is_sound
    head.destruction.agree(asked.id)
    assert head.retention.review() == ()


def test_a_cut_before_the_pages_were_written_over_is_said_and_can_be_made_good(
    school: PupilSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = school.as_who("office")
    asked = office.destruction.ask([(C.PUPILS, plant_pupil(office, "Ada"))])
    head = school.as_who("head")

    def busy(_database: Database) -> None:
        raise StoreBusyError

    with monkeypatch.context() as patched:
        patched.setattr(Database, "leave_no_trace", busy)
        assert head.destruction.agree(asked.id).done_at is not None
    assert head.retention.view().writes_over
    head.destruction.write_over()
    assert not head.retention.view().writes_over
    with head.session.reading() as uow:
        assert uow.settings.get(WRITE_OVER) == "false"


def test_a_slip_is_the_second_signature_only_where_nobody_else_could_agree(school: PupilSchool) -> None:
    office = school.as_who("office")
    asked = office.destruction.ask([(C.PUPILS, plant_pupil(office, "Ada"))])
    with pytest.raises(RuleError, match="Anna Whitfield has a sign-in"):
        office.destruction.agree_on_paper(asked.id, "Gil Chair", office.session.today, SLIP)


@pytest.mark.clause("mill-lane:8.4")
def test_in_a_small_school_a_governor_signs_the_slip(tmp_path: Path) -> None:
    small = InventedSchool(tmp_path)
    head = small.sign_in(small.head)
    pupil, today = plant_pupil(head, "Ada"), head.session.today
    asked = head.destruction.ask([(C.PUPILS, pupil)])
    assert the_one(head).is_open
    assert head.retention.view().destructions[0].may == {TAKE_BACK, ON_PAPER}
    for name, on, scan, field in (
        ("", today, SLIP, "second_name"),
        ("anna whitfield", today, SLIP, "second_name"),
        ("Gil Chair", today - timedelta(days=1), SLIP, "second_on"),
        ("Gil Chair", today, None, "scan"),
    ):
        with pytest.raises(FieldError) as failure:
            head.destruction.agree_on_paper(asked.id, name, on, scan)
        assert failure.value.field == field
    done = head.destruction.agree_on_paper(asked.id, "Gil Chair", today, SLIP)
    assert done.second_name == "Gil Chair"
    assert pupil not in pupils(head)
    assert head.records_check.run().is_sound
    small.sign_out()


def test_no_and_taken_back_keep_everything_and_free_the_lines(school: PupilSchool) -> None:
    office = school.as_who("office")
    pupil = plant_pupil(office, "Ada")
    asked = office.destruction.ask([(C.PUPILS, pupil)])
    assert office.retention.view().destructions[0].may == {TAKE_BACK}
    with pytest.raises(RuleError, match="wait for a second person"):
        office.destruction.ask([(C.PUPILS, pupil)])
    office.destruction.take_back(asked.id)
    again = office.destruction.ask([(C.PUPILS, pupil)])
    head = school.as_who("head")
    with pytest.raises(RuleError, match="refuse it"):
        head.destruction.take_back(again.id)
    with pytest.raises(FieldError):
        head.destruction.refuse(again.id, " ")
    head.destruction.refuse(again.id, "Wait for the inspection")
    assert pupil in pupils(head)
    assert [x.why for x in head.retention.review()] == [""]
    with pytest.raises(RuleError, match="decided meanwhile"):
        head.destruction.agree(again.id)


def test_who_may_not_destroy_neither_asks_nor_agrees(school: PupilSchool) -> None:
    pupil = plant_pupil(school.as_who("office"), "Ada")
    asked = school.as_who("office").destruction.ask([(C.PUPILS, pupil)])
    lead = school.as_who("lead")
    with pytest.raises(NotAllowedError):
        lead.destruction.ask([(C.PUPILS, pupil)])
    with pytest.raises(NotAllowedError):
        lead.destruction.agree(asked.id)
    assert AGREE not in lead.retention.view().destructions[0].may
