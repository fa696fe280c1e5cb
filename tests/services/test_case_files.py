"""A case is sealed to the people it is shared with: nobody else's keys open it, and its record only grows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from schoolsm_desktop.domain.cases import CaseLevel, CaseSort, EntryKind
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, RuleError
from schoolsm_desktop.security.errors import NotForYouError
from schoolsm_desktop.security.items import ContentWrap
from schoolsm_desktop.services.case_files import (
    add_to_case,
    broken_cases,
    new_entry,
    open_case,
    open_cases,
    share_case,
    share_with_office,
    unshare_case,
)
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork
from tests.services.cases import WORDS, filed
from tests.services.school import InventedSchool

INCIDENT = CaseSort.INCIDENT


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def test_only_those_it_is_shared_with_open_it(school: InventedSchool) -> None:
    session = school.office.session
    case = filed(session, {school.head.id})
    with session.reading() as uow:
        assert open_cases(session, uow, INCIDENT) == ()
        with pytest.raises(RecordMissingError):
            open_case(session, uow, INCIDENT, case)
        wrap = uow.sealed.wraps(INCIDENT.value, case)[0]
        with pytest.raises(NotForYouError):
            session.keys.open_content(ContentWrap(*wrap))
        stored = b"".join(uow.sealed.parts(INCIDENT.value, case).values())
    assert WORDS.encode() not in stored
    session = school.sign_in(school.head).session
    with session.reading() as uow:
        assert open_case(session, uow, INCIDENT, case).incident.incident.what == WORDS


def test_a_record_only_grows_and_a_second_hand_is_noticed(school: InventedSchool) -> None:
    session = school.office.session
    case = filed(session, {school.coordinator.id})
    with session.work() as work:
        first = open_case(session, work.uow, INCIDENT, case)
        add_to_case(work, first, new_entry(work, EntryKind.NOTE, "rang the parent"))
        work.done()
    with session.work() as work, pytest.raises(ChangedMeanwhileError):
        add_to_case(work, first, new_entry(work, EntryKind.NOTE, "from an old look"))
    with session.reading() as uow:
        entries = open_case(session, uow, INCIDENT, case).entries
    assert [(entry.number, entry.words) for entry in entries] == [(1, ""), (2, "rang the parent")]


def test_the_subject_is_never_given_it_and_a_reader_who_goes_reads_no_more(school: InventedSchool) -> None:
    session = school.office.session
    with pytest.raises(RuleError):
        filed(session, {school.head.id}, about=school.head.id)
    case = filed(session, {school.coordinator.id}, about=school.head.id)
    with session.work() as work, pytest.raises(RuleError):
        share_case(work, open_case(session, work.uow, INCIDENT, case), {school.head.id})
    other = filed(session, {school.coordinator.id})
    with session.work() as work:
        shared = share_case(work, open_case(session, work.uow, INCIDENT, other), {school.head.id})
        unshare_case(work, shared, {school.coordinator.id})
        work.done()
    with session.reading() as uow, pytest.raises(RecordMissingError):
        open_case(session, uow, INCIDENT, other)
    with session.work() as work, pytest.raises(RuleError):
        unshare_case(work, open_case(session, work.uow, INCIDENT, case), {school.coordinator.id})


def test_the_office_counts_its_cases_and_the_others_have_letters(school: InventedSchool) -> None:
    session = school.office.session
    readers = {school.coordinator.id}
    cases = [filed(session, readers, level=level) for level in (CaseLevel.OFFICE, CaseLevel.NAMED, CaseLevel.OFFICE)]
    with session.reading() as uow:
        said = [open_case(session, uow, INCIDENT, case).facts.reference for case in cases]
    assert said[0] == "2026-27/001"
    assert said[2] == "2026-27/002"
    assert not any(figure.isdigit() for figure in said[1])
    # Whoever comes into a duty of the office later is given what is the office's, and nothing else.
    session = school.sign_in(school.head).session
    with session.reading() as uow:
        assert open_cases(session, uow, INCIDENT) == ()
    school.sign_in(school.coordinator)
    session = school.sign_in(school.head).session
    with session.reading() as uow:
        assert {opened.file.id for opened in open_cases(session, uow, INCIDENT)} == {cases[0], cases[2]}


@pytest.mark.parametrize("cases", [2, 12])
def test_a_list_of_cases_costs_as_many_statements_however_long_it_is(school: InventedSchool, cases: int) -> None:
    head, office = school.head.id, school.office.person_id
    for _ in range(cases):
        filed(school.office.session, {head, office}, level=CaseLevel.OFFICE)
    session = school.sign_in(school.head).session
    said: list[str] = []
    for engine in session.database.engines:
        event.listen(engine, "before_cursor_execute", lambda *args: said.append(args[2]))

    def selects(read: Callable[[UnitOfWork], object]) -> int:
        said.clear()
        with session.reading() as uow:
            read(uow)
        return len([x for x in said if x.startswith("SELECT")])

    assert selects(lambda uow: len(open_cases(session, uow, INCIDENT))) <= 4, "readers, cases, what is sealed, people"
    assert selects(lambda uow: len(open_cases(session, uow, INCIDENT))) == 2, "what is open is not opened again"
    assert selects(lambda uow: broken_cases(session, uow, INCIDENT)) == 2
    with session.work() as work:
        said.clear()
        share_with_office(work)
        assert len([x for x in said if x.startswith("SELECT")]) == 5, "a sign-in does not grow with the cases"
