"""The copy of everything about one person: the same byte for byte whether a sealed record exists, and without what went."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseSort, EntryKind
from schoolsm_desktop.domain.declarations import Answer, DeclarationKind
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.person_file import Choice, Section
from schoolsm_desktop.domain.subject_access import AsWhat, SubjectSort
from schoolsm_desktop.services.case_files import add_to_case, new_entry, open_case
from schoolsm_desktop.services.declarations import Declaring
from schoolsm_desktop.services.subject_access import NewSubjectRequest
from tests.attacks.by_hand import put_in
from tests.conftest import Partner
from tests.reports import reading
from tests.services.cases import complained, filed
from tests.services.roll import hold
from tests.services.subject_school import FRIEND, MOTHER, SubjectSchool, make_subject_school
from tests.services.test_declarations import asks


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SubjectSchool]:
    made = make_subject_school(tmp_path)
    yield made
    made.of.school.sign_out()


@pytest.fixture
def program(partner: Partner) -> Path:
    """The other reader."""
    return Path(partner("pdftotext"))


def every_stream(pdf: bytes) -> bytes:
    """The file as it lies on disk, and every packed part of it unpacked."""
    found = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            found.append(packed)
    return b"\n".join(found)


def standing_in(pdf: bytes, program: Path, folder: Path, *names: str) -> set[str]:
    """Which of these names any reader, or anybody who unpacks the file, finds in it."""
    bookmarks = " ".join(title for title, _page in reading.outline(pdf))
    document = reading.reader(pdf)
    seen = " ".join((reading.text(pdf), reading.laid_out(pdf, program, folder), str(document.metadata), bookmarks))
    plain, raw = re.sub(r"\s", "", folded(seen)), every_stream(pdf)
    found = {name for name in names if re.sub(r"\s", "", folded(name)) in plain}
    for name in names:
        for part in name.split():
            ways = {part.encode(), part.encode("utf-16-be"), part.lower().encode(), part.upper().encode()}
            found |= {name for way in ways if way in raw}
    return found


def papers(school: SubjectSchool, request: UUID) -> tuple[bytes, bytes, object]:
    """Both copies as they read, and what the part says of the request."""
    office = school.of.as_who("office")
    office.subject_access.gather(request)
    (line,) = office.subject_access.lines()
    working = office.printing.subject_working_copy(request)
    release = office.printing.subject_release_preview(request)
    says = (
        line.steps,
        line.advice,
        office.subject_access.waiting(),
        len(office.subject_access.gathered(request).lines),
    )
    return every_stream(working.pdf), every_stream(release.pdf), says


def test_nothing_shows_whether_a_sealed_record_exists(school: SubjectSchool) -> None:
    request = school.ask()
    before = papers(school, request)
    head = school.of.as_who("head")
    named = (CasePerson(Part.AFFECTED, Who.PUPIL, pupil_id=school.pupil.id),)
    filed(head.session, {head.person_id}, people=named, what="Amara Bellweather was hit")
    complained(head.session, {head.person_id}, name=MOTHER, what="About Amara Bellweather")
    hold(school.of.as_who("lead"), school.pupil)
    assert papers(school, request) == before


def test_a_colleague_s_sealed_declarations_leave_no_gap(school: SubjectSchool) -> None:
    school.of.as_who("head")
    asks(school.of.school, declare_relatives=True)
    teacher = school.of.people["teacher"]
    request = school.ask(sort=SubjectSort.COLLEAGUE, subject_id=teacher.id, asked_by="", as_what=AsWhat.THEMSELF)

    def told(answer: Answer, who: str = "") -> list[str]:
        head = school.of.as_who("head")
        day = school.of.school.clock.today()
        head.declarations.declare(Declaring(DeclarationKind.RELATIVE, answer, day, who=who), teacher.id)
        office = school.of.as_who("office")
        office.subject_access.gather(request)
        lines = office.subject_access.gathered(request).lines
        return [g.line.words for g in lines if g.line.section is Section.DECLARATIONS]

    assert told(Answer.NO) == told(Answer.YES, "A nephew in 4B") == []


def test_what_is_removed_is_not_in_the_file(school: SubjectSchool, program: Path, tmp_path: Path) -> None:
    request = school.gathered()
    office = school.of.as_who("office")
    view = office.subject_access.gathered(request)
    check = next(g.line for g in view.lines if g.line.section is Section.CHECKS)
    office.subject_access.withhold(request, Choice(((check.key, "Another family’s"),), view.choice.names_stay))
    father = next(g.line for g in view.lines if "Crankshaw" in g.line.words)
    lead = school.of.as_who("lead")
    lead.subject_access.look(request, (father.key,), "Gunpowder")
    head = school.of.as_who("head")
    head.subject_access.enter_advice(request, "Jo Bell", None, "May go out")
    office = school.of.as_who("office")
    names = (FRIEND, "Tobias Crankshaw", "Pat Lowe", "Gunpowder", "Another family’s", "jump")
    working = office.printing.subject_working_copy(request).pdf
    assert {FRIEND, "Tobias Crankshaw", "Pat Lowe", "jump"} <= standing_in(working, program, tmp_path, *names)
    release = office.printing.subject_release_copy(request, MOTHER).pdf
    assert standing_in(release, program, tmp_path, *names) == set()
    said = reading.text(release)
    assert MOTHER in said
    assert "Amara Bellweather" in said, "the own name stays, also where another has the same family name"
    for word in ("held back", "harm", "withheld"):
        assert word not in said.casefold()


def test_legal_advice_is_never_gathered_and_a_case_about_a_reader_is_not_theirs(school: SubjectSchool) -> None:
    request = school.ask()
    head = school.of.as_who("head")
    lead = school.of.people["lead"].id
    mine = filed(
        head.session, {head.person_id}, what="Amara Bellweather was named", about=school.of.people["teacher"].id
    )
    filed(head.session, {head.person_id}, what="Amara Bellweather saw the lead", about=lead)
    with head.session.work() as work:
        opened = open_case(head.session, work.uow, CaseSort.INCIDENT, mine)
        advice = new_entry(work, EntryKind.NOTE, "Counsel says settle", privileged=True)
        add_to_case(work, opened, advice, new_entry(work, EntryKind.NOTE, "The mother was rung"))
        work.done()
    head.subject_access.gather(request)
    told = " ".join(g.line.words for g in head.subject_access.gathered(request).lines)
    assert "was named" in told
    assert "was rung" in told
    assert "Counsel" not in told
    assert "saw the lead" not in told


def test_the_log_tells_of_a_copy_without_a_name(school: SubjectSchool) -> None:
    request = school.agreed()
    office = school.of.as_who("office")
    office.printing.subject_release_copy(request, MOTHER)
    with office.session.reading() as uow:
        entries = [e for e in uow.audit.of_subject(request) if e.did is Did.SUBJECT_COPY_MADE]
        everything = str([(e.did, e.details) for e in uow.audit.of_subject(request)])
    assert [e.details["copy"] for e in entries] == ["1"]
    for name in ("Bellweather", "Crankshaw", "Jo Bell", "May go out"):
        assert name not in everything


def test_a_new_lead_reads_on_and_whom_it_is_about_never_does(school: SubjectSchool) -> None:
    """Keys follow the duties at each sign-in, and stop at the one person whose file it is."""
    teacher = school.of.people["teacher"]
    head = school.of.as_who("head")
    request = head.subject_access.record(NewSubjectRequest(SubjectSort.COLLEAGUE, teacher.id)).id
    school.of.as_who("coordinator").people.give_duty(teacher.id, Duty.DEPUTY_DSL, school.of.school.clock.today())
    school.of.fresh("head")
    school.of.school.clock.set(school.of.school.clock.now() + timedelta(minutes=5))
    theirs = school.of.fresh("teacher")
    assert [line.id for line in theirs.subject_access.lines()] == []
    other = school.ask()
    theirs = school.of.fresh("teacher")
    assert [line.id for line in theirs.subject_access.lines()] == [other]
    del request


def test_a_record_merged_into_another_is_still_whom_it_is_about(school: SubjectSchool) -> None:
    """A request about a doubled record is about the person who is kept: no key goes to them."""
    teacher = school.of.people["teacher"]
    school.of.as_who("coordinator")
    doubled = school.of.school.add_person("Tess Twice")
    school.of.as_who("head").subject_access.record(NewSubjectRequest(SubjectSort.COLLEAGUE, doubled.id))
    coordinator = school.of.as_who("coordinator")
    put_in(coordinator, lambda uow: uow.people.save(replace(doubled, merged_into=teacher.id)))
    coordinator.people.give_duty(teacher.id, Duty.DEPUTY_DSL, school.of.school.clock.today())
    school.of.fresh("head")
    school.of.school.clock.set(school.of.school.clock.now() + timedelta(minutes=5))
    assert school.of.fresh("teacher").subject_access.lines() == ()
