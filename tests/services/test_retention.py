"""Periods, the review list and keep orders; a sealed record exists for its readers alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.services.destroyed_kinds import KIND_OF_TABLE
from schoolsm_desktop.services.vouching import KIND_WORDS
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.tables import METADATA
from tests.reports.reading import text
from tests.services.cases import filed
from tests.services.old_records import OLD, plant_all, plant_pupil
from tests.services.pupil_school import PupilSchool, make_pupil_school
from tests.services.school import NOW

C = RecordClass


@pytest.fixture
def school(tmp_path: Path) -> Iterator[PupilSchool]:
    made = make_pupil_school(tmp_path)
    yield made
    made.school.sign_out()


def test_every_table_that_the_log_vouches_for_has_its_kind() -> None:
    """Else a destroyed row would read as taken out by hand."""
    assert set(KIND_OF_TABLE) <= set(METADATA.tables)
    assert set(KIND_OF_TABLE.values()) <= set(KIND_WORDS)


@pytest.mark.clause("mill-lane:8.4")
def test_the_schedule_for_the_wall_says_each_class_and_what_the_school_set(school: PupilSchool) -> None:
    head = school.as_who("head")
    head.retention.set_period(C.LETTERS, 30, "Our adviser wrote so")
    said = " ".join(text(head.printing.retention_schedule().pdf).split())
    for words in ("2 years and 6 months after: the letter’s day", "Our adviser wrote so", "Set by the school",
                  "10 years after: it was closed", "For good", "Check them with your adviser"):  # fmt: skip
        assert words in said, words


def test_a_period_wants_a_reason_and_what_proves_the_rest_has_none(school: PupilSchool) -> None:
    head = school.as_who("head")
    with pytest.raises(FieldError):
        head.retention.set_period(C.LETTERS, 24, " ")
    with pytest.raises(FieldError):
        head.retention.set_period(C.LETTERS, 0, "Our adviser")
    with pytest.raises(RuleError, match="for good"):
        head.retention.set_period(C.LOG, 12, "Our adviser")
    assert not any(line.is_own for line in head.retention.view().periods)


def test_who_may_not_see_a_class_reads_no_name(school: PupilSchool) -> None:
    plant_all(school.as_who("office"), "Quillfeather")
    named = {x.record.record_class for x in school.as_who("office").retention.review() if "Quill" in x.record.label}
    assert {C.PUPILS, C.STAFF, C.PUBLISHED} <= named
    (block,) = [x.record for x in school.as_who("lead").retention.review() if x.record.record_class is C.BLOCKS]
    assert block.label == "A block, 20 Jul 2016", "who may not see whom we blocked reads no name"


@pytest.mark.clause("mill-lane:8.4")
def test_a_sealed_record_stands_in_the_list_of_its_readers_and_nowhere_else(school: PupilSchool) -> None:
    head = school.as_who("head")
    long_ago = NOW - timedelta(days=365 * 12)
    case = filed(head.session, {head.person_id}, state=CaseState.CLOSED, closed_at=long_ago)
    assert case in {x.record.id for x in head.retention.review()}
    view = head.retention.view()
    assert next(p for p in view.periods if p.record_class is C.INCIDENTS).there == 1
    kept = head.retention.keep(C.INCIDENTS, case, "Ada’s father has written to the governors")
    assert "Ada" not in kept.reason, "the words of a sealed record stay with it"
    with pytest.raises(RuleError, match="no longer in the records"):
        head.destruction.ask([(C.INCIDENTS, case)])
    office = school.as_who("office")
    view = office.retention.view()
    assert all(x.record.id != case for x in view.lines)
    assert all(x.order.record_id != case for x in view.orders)
    assert next(p for p in view.periods if p.record_class is C.INCIDENTS).there == 0
    with pytest.raises(RecordMissingError):
        office.retention.keep(C.INCIDENTS, case, "I guessed it")
    with pytest.raises(RecordMissingError):
        office.retention.end_keep(kept.id, "I guessed it")
    assert "destr" not in " ".join(line.item.title.lower() for line in office.today.view().lines)


def test_an_order_wants_a_reason_a_record_that_is_there_and_a_day_to_come(school: PupilSchool) -> None:
    office = school.as_who("office")
    pupil = plant_pupil(office, "Ada")
    with pytest.raises(FieldError):
        office.retention.keep(C.PUPILS, pupil, "")
    with pytest.raises(FieldError):
        office.retention.keep(C.PUPILS, pupil, "A claim", OLD)
    with pytest.raises(RecordMissingError):
        office.retention.keep(C.PUPILS, uuid4(), "A claim")
    order = office.retention.keep(C.PUPILS, None, "A claim", date(2026, 11, 30))
    assert [x.why for x in office.retention.review()] == [
        "Keep, do not destroy until 30 Nov 2026 (the whole class): A claim"
    ]
    assert any(x.item.key == f"keep-order:{order.id}" for x in office.today.view().lines)
    office.retention.end_keep(order.id, "It is settled")
    with pytest.raises(RuleError, match="ended already"):
        office.retention.end_keep(order.id, "again")


def test_today_counts_what_is_over_once_a_day_and_after_a_deed(school: PupilSchool) -> None:
    office = school.as_who("office")

    def titles() -> list[str]:
        return [
            x.item.title for x in office.today.view().lines if x.item.key.split(":")[0] in ("to-destroy", "destruction")
        ]

    pupil, _other = plant_pupil(office, "Ada"), plant_pupil(office, "Ben")
    assert titles() == ["2 records stand over their time"]
    office.destruction.ask([(C.PUPILS, pupil)])
    assert titles() == ["Destroy 1 record: a second person decides"]
