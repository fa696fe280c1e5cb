"""A term's figures from real records: who makes the report decides what is counted, and nothing unread shows in any number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseLevel
from schoolsm_desktop.domain.figures import TermFigures, count_of
from schoolsm_desktop.domain.held import Held
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer
from schoolsm_desktop.domain.periods import Period, period_on
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.suppression import PublishedFigures, Topic, published
from schoolsm_desktop.domain.term_reports import ReportPart
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.session import Session
from schoolsm_desktop.services.term_figures import read_term_figures
from tests.services.cases import complained, filed
from tests.services.school import NOW, InventedSchool

SPRING = datetime(2027, 2, 3, 9, tzinfo=UTC)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """The coordinator is signed in."""
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def figures(session: Session, period: Period | None = None) -> TermFigures:
    """The figures of the present term for whoever is signed in."""
    with session.reading() as uow:
        return read_term_figures(session, uow, period or period_on(uow.terms.all(), session.today))


def both(found: TermFigures) -> tuple[PublishedFigures, ...]:
    return tuple(published(found, part) for part in ReportPart)


def roll(session: Session, years: dict[str, int]) -> None:
    """Pupils put straight on the roll, so many to a year group."""
    with session.work() as work:
        school_id = session.me(work.uow).school_id
        for year, count in years.items():
            for at in range(count):
                work.uow.pupils.add(Pupil(uuid4(), school_id, f"Child {at}", f"Of {year}", year=year))
        work.did(Did.PUPIL_ADDED, Noun.PUPILS, subject_kind="pupil", subject_id=school_id)
        work.done()


def test_what_the_maker_does_not_read_and_every_allegation_changes_no_figure(school: InventedSchool) -> None:
    office = school.sign_in(school.coordinator)
    readers = {school.head.id, school.coordinator.id}
    for _each in range(5):
        filed(office.session, readers, level=CaseLevel.OFFICE, allegation=Answer.NO)
    filed(office.session, readers, level=CaseLevel.OFFICE, kind=IncidentKind.WRONG_POST, data=Answer.NO)
    complained(office.session, readers)
    before = figures(school.sign_in(school.head).session)
    assert before.incidents is not None
    assert before.complaints is not None
    # Five comments of parents and one wrong post were filed, and one complaint.
    assert before.incidents.total == 6
    assert count_of(before.incidents.groups, "towards-us") == 5
    assert count_of(before.complaints.stages, "informal") == 1

    office = school.sign_in(school.coordinator)
    filed(office.session, {school.coordinator.id})
    complained(office.session, {school.coordinator.id})
    # These the headteacher reads, and they are never counted.
    filed(office.session, readers, kind=IncidentKind.LOW_LEVEL_CONCERN)
    filed(office.session, readers, allegation=Answer.YES)
    filed(office.session, readers, kind=IncidentKind.STAFF_CONTACTS_PUPIL)
    after = figures(school.sign_in(school.head).session)
    assert after == before
    assert both(after) == both(before)
    # The coordinator, who reads one more of each, would count them.
    other = figures(school.sign_in(school.coordinator).session)
    assert other.incidents is not None
    assert other.incidents.total == 7


def test_the_term_before_is_counted_as_it_stood_and_no_term_before_the_records_began(school: InventedSchool) -> None:
    office = school.sign_in(school.coordinator)
    filed(office.session, {school.coordinator.id}, level=CaseLevel.OFFICE, allegation=Answer.NO)
    now = figures(office.session)
    assert (now.before, now.last_year) == (None, None)
    assert now.counted_on == NOW.date()

    school.clock.set(SPRING)
    spring = figures(school.sign_in(school.coordinator).session)
    assert spring.period.name == "Spring term 2027"
    assert spring.incidents is not None
    assert (spring.incidents.total, spring.incidents.open_from_before) == (0, 1)
    autumn = spring.before
    assert autumn is not None
    assert autumn.incidents is not None
    # Christmas belongs to the autumn: the day before the spring term begins.
    assert (autumn.incidents.total, autumn.counted_on) == (1, date(2027, 1, 4))
    assert (autumn.accounts, autumn.permissions, autumn.policy) == (None, None, None)
    assert msgspec.json.decode(msgspec.json.encode(spring), type=TermFigures) == spring
    # A month late the report on the autumn is made from what is known then.
    late = figures(school.office.session, Period("Autumn term 2026", date(2026, 9, 3), date(2026, 12, 18)))
    assert late.accounts is not None
    assert late.incidents is not None
    assert (late.incidents.total, late.counted_on) == (1, SPRING.date())


def test_without_terms_half_a_year_is_counted(school: InventedSchool) -> None:
    office = school.sign_in(school.head)
    with office.session.work() as work:
        work.uow.terms.replace(())
        work.did(Did.TERMS_CHANGED, Noun.SCHOOL, subject_kind="terms", count="0")
        work.done()
    found = figures(office.session)
    assert (found.period.starts, found.period.ends) == (date(2026, 7, 1), date(2026, 12, 31))
    assert found.before is None
    shown = both(found)
    assert all(cell == 0 for part in shown for cell in [part.cell(Topic.REQUESTS, "asked")])
    assert shown[1].cell(Topic.INCIDENTS, "total", "three-terms") == 0


def test_a_school_of_12_and_one_of_2500(school: InventedSchool) -> None:
    office = school.sign_in(school.head)
    roll(office.session, {"R": 3, "1": 2, "2": 2, "3": 2, "4": 3})
    small = published(figures(office.session), ReportPart.CONFIDENTIAL)
    assert small.is_small
    table = small.table(Topic.PERMISSIONS)
    assert table is not None
    # 3 and 2 stand together, then 2, 2 and 3: no row is about fewer than five.
    assert [(row.title, row.cells[0]) for row in table.rows] == [("R and 1", 5), ("2, 3 and 4", 7), ("Total", 12)]
    # Nobody has answered: no yes and no no, which of so few would tell of each.
    assert [cell for row in table.rows for cell in row.cells[1:3]] == [Held.FEWER] * 6

    roll(office.session, {str(year): 356 for year in range(7, 14)})
    large = published(figures(office.session), ReportPart.CONFIDENTIAL)
    assert not large.is_small
    assert large.cell(Topic.PERMISSIONS, "total", "pupils") == 12 + 7 * 356
    assert large.cell(Topic.INCIDENTS, "total") == 0


def test_figures_of_an_empty_school_say_nothing_that_is_not_so(school: InventedSchool) -> None:
    office = school.sign_in(school.head)
    found = figures(office.session)
    assert found.permissions is None
    assert found.photos is None
    public, confidential = both(found)
    assert public.table(Topic.PERMISSIONS) is None
    assert confidential.cell(Topic.ACCOUNTS, "in_use") == 0
    assert not confidential.held
    account = school.add_account("Page")
    school.give(school.coordinator, account, starts=school.clock.today() - timedelta(days=1))
    now = figures(office.session)
    assert now.accounts is not None
    assert now.access is not None
    assert (now.accounts.in_use, now.accounts.checks_due, now.accounts.checks_done) == (1, 1, 0)
    assert (now.access.people, now.access.given, now.access.people_ready) == (1, 1, 1)
