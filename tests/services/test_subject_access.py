"""Everything about one person: its clock, who reads it, what is gathered, both looks, and the copy that goes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.person_file import Choice, Section
from schoolsm_desktop.domain.subject_access import AsWhat, SubjectOutcome, SubjectSort, Waits
from schoolsm_desktop.services.subject_access import NewSubjectRequest
from schoolsm_desktop.storage.errors import RecordMissingError
from tests.reports import reading

from .cases import complained, filed
from .roll import hold
from .subject_school import FRIEND, MOTHER, SubjectSchool, make_officer, make_subject_school


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SubjectSchool]:
    made = make_subject_school(tmp_path)
    yield made
    made.of.school.sign_out()


def test_the_clock_runs_by_law_and_is_put_off_once(school: SubjectSchool) -> None:
    access = school.of.as_who("office").subject_access
    # 18 Dec 2026 is a Friday; a month after 25 Nov is Christmas Day, so the day moves to Tuesday the 29th.
    request = school.ask()
    line = access.lines()[0]
    assert (line.request.due_on, line.days_left(date(2026, 11, 20))) == (date(2026, 12, 18), 28)
    with pytest.raises(FieldError):
        access.extend(request, " ")
    kept = access.extend(request, "Four schools hold records")
    assert kept.extended_to == date(2027, 2, 18)
    with pytest.raises(RuleError, match="put off before"):
        access.extend(request, "Again")
    other = access.record(NewSubjectRequest(SubjectSort.OUTSIDE, subject="Lena Fry", received_on=date(2026, 10, 25)))
    assert other.due_on == date(2026, 11, 25)
    moved = access.identity(other.id, date(2026, 10, 31), "A passport was seen", had_to_ask=True)
    assert moved.due_on == date(2026, 11, 30), "a month from the proof; a day that is not in November is its last"
    with pytest.raises(FieldError, match="still to come"):
        access.record(NewSubjectRequest(SubjectSort.OUTSIDE, subject="Lena Fry", received_on=date(2026, 12, 1)))
    old = access.record(NewSubjectRequest(SubjectSort.OUTSIDE, subject="Old", received_on=date(2026, 9, 1)))
    with pytest.raises(RuleError, match="month is over"):
        access.extend(old.id, "Too late")


def test_the_steps_in_their_order_and_the_copy_that_goes_out(school: SubjectSchool) -> None:
    request = school.gathered()
    office = school.of.as_who("office")
    view = office.subject_access.gathered(request)
    sections = {g.line.section for g in view.lines}
    assert {Section.FACTS, Section.ADULTS, Section.ANSWERS, Section.CHECKS, Section.POSTS, Section.LOG} <= sections
    assert MOTHER in view.choice.names_stay, "who asks knows the own name"
    assert {FRIEND, "Tobias Crankshaw"} <= {party.name for party in view.third}
    post = next(g.line for g in view.lines if g.line.section is Section.POSTS)
    assert FRIEND in post.third

    # Not before both have looked, in their order.
    with pytest.raises(RuleError, match="safeguarding lead looks for serious harm first"):
        office.printing.subject_release_copy(request, MOTHER)
    with pytest.raises(NotAllowedError):
        office.subject_access.look(request, (), "")
    with pytest.raises(NotAllowedError):
        office.subject_access.agree(request, "")
    with pytest.raises(FieldError, match="why"):
        office.subject_access.withhold(request, Choice(((post.key, " "),)))
    father = next(g.line for g in view.lines if "Crankshaw" in g.line.words and g.line.section is Section.ANSWERS)
    kept = Choice(((post.key, "Another family’s day"),), view.choice.names_stay)
    office.subject_access.withhold(request, kept)
    working = reading.text(office.printing.subject_working_copy(request).pdf)
    assert "Working copy: stays in school" in working
    assert "Held back: Another family’s day" in working
    assert "«" in working

    lead = school.of.as_who("lead")
    with pytest.raises(RuleError):  # the head enters no advice before the lead has looked
        school.of.as_who("head").subject_access.enter_advice(request, "Jo Bell", None, "May go")
    lead = school.of.as_who("lead")
    with pytest.raises(FieldError, match="why these lines"):
        lead.subject_access.look(request, (father.key,), "")
    lead.subject_access.look(request, (father.key,), "He must not learn what she said")
    assert lead.subject_access.gathered(request).finding.finding == "He must not learn what she said"
    head = school.of.as_who("head")
    assert head.subject_access.gathered(request).finding.finding == "", "the leads alone read why"
    with pytest.raises(FieldError, match="what was advised"):
        head.subject_access.enter_advice(request, "Jo Bell", None, "")
    head.subject_access.enter_advice(request, "Jo Bell", date(2026, 11, 20), "May go out")

    office = school.of.as_who("office")
    with pytest.raises(RuleError, match="not given"):
        office.subject_access.close(request, SubjectOutcome.GIVEN)
    document = office.printing.subject_release_copy(request, MOTHER)
    said = reading.text(document.pdf)
    assert "Copy 1, for Grace Bellweather" in said
    assert "Sports day" not in said
    assert "Crankshaw" not in said
    assert "Held back" not in said
    assert "Zebedee" not in said
    assert document.file_name.startswith("What we hold about you, copy 1")
    assert [c.number for c in office.subject_access.lines()[0].words.copies] == [1]
    deeds = [e.did for e in _entries(school, request)]
    assert deeds.count(Did.SUBJECT_COPY_MADE) == 1
    closed = office.subject_access.close(request, SubjectOutcome.GIVEN)
    assert (closed.outcome, closed.waits) == (SubjectOutcome.GIVEN, Waits.NOTHING)
    with pytest.raises(RuleError, match="was closed on"):
        office.printing.subject_release_copy(request, MOTHER)


def test_today_says_what_each_waits_for_and_never_whose_it_is(school: SubjectSchool) -> None:
    request = school.gathered()
    for who, key in (("office", "subject-request"), ("lead", "subject-harm")):
        lines = {x.item.key: x for x in school.of.as_who(who).today.view().lines}
        line = lines[f"{key}:{request}"]
        assert line.may_begin
        assert "Bellweather" not in f"{line.item.title} {line.item.detail}"
        assert line.item.by_law is (key == "subject-request")
    school.of.as_who("lead").subject_access.look(request, (), "")
    lines = {x.item.key: x for x in school.of.as_who("head").today.view().lines}
    assert lines[f"subject-head:{request}"].may_begin, "no officer signs in here"
    office = school.of.as_who("office")
    office.subject_access.close(request, SubjectOutcome.WITHDRAWN)
    assert not any(x.item.key.startswith("subject-") for x in office.today.view().lines)


def test_a_change_after_the_looks_asks_for_both_again(school: SubjectSchool) -> None:
    request = school.agreed()
    office = school.of.as_who("office")
    view = office.subject_access.gathered(request)
    changed = office.subject_access.withhold(
        request, Choice(((view.lines[0].line.key, "Not asked for"),), view.choice.names_stay)
    )
    assert changed.waits is Waits.HARM
    assert office.subject_access.gather(request).waits is Waits.HARM
    assert office.subject_access.gathered(request).choice.withheld, "what was held back stays held back"
    line = office.subject_access.lines()[0]
    assert (line.words.advice, line.words.harmful) == ("", ())


def test_with_an_officer_who_signs_in_nobody_enters_the_advice(school: SubjectSchool) -> None:
    make_officer(school)
    request = school.gathered()
    school.of.as_who("lead").subject_access.look(request, (), "")
    head = school.of.as_who("head")
    assert not head.subject_access.lines()[0].rights.enter_advice
    with pytest.raises(RuleError, match="has a sign-in"):
        head.subject_access.enter_advice(request, "Jo Bell", None, "May go out")
    officer = school.of.as_who("officer")
    agreed = officer.subject_access.agree(request, "May go out")
    assert (agreed.waits, agreed.agreed_by) == (Waits.RELEASE, officer.person_id)


def test_nobody_works_on_what_is_held_about_themself(school: SubjectSchool) -> None:
    office = school.of.as_who("office")
    with pytest.raises(FieldError, match="about themself"):
        office.subject_access.record(NewSubjectRequest(SubjectSort.COLLEAGUE, office.person_id))
    head = school.of.as_who("head")
    clerk = school.of.people["office"]
    request = head.subject_access.record(NewSubjectRequest(SubjectSort.COLLEAGUE, clerk.id)).id
    head.subject_access.gather(request)
    assert {g.line.section for g in head.subject_access.gathered(request).lines} >= {Section.DUTIES, Section.WORK}
    office = school.of.as_who("office")
    assert office.subject_access.lines() == ()
    with pytest.raises(RecordMissingError):
        office.subject_access.gathered(request)
    assert not any("about one person" in line.item.title.casefold() for line in office.today.view().lines)


def test_what_another_gathered_is_no_more_widely_read(school: SubjectSchool) -> None:
    request = school.ask()
    head = school.of.as_who("head")
    case = filed(head.session, {head.person_id}, what="Amara Bellweather was named")
    del case
    head.subject_access.gather(request)
    assert any(g.line.section is Section.CASES for g in head.subject_access.gathered(request).lines)
    office = school.of.as_who("office")
    assert not office.subject_access.lines()[0].rights.lines
    with pytest.raises(RecordMissingError):
        office.subject_access.gathered(request)


def test_somebody_outside_is_found_by_the_name_as_it_was_typed(school: SubjectSchool) -> None:
    head = school.of.as_who("head")
    complained(head.session, {head.person_id}, name="tobias crankshaw", what="The picture of his daughter")
    request = head.subject_access.record(NewSubjectRequest(SubjectSort.OUTSIDE, subject="Tobias Crankshaw")).id
    head.subject_access.gather(request)
    view = head.subject_access.gathered(request)
    found = {g.line.section for g in view.lines}
    assert {Section.ADULTS, Section.ANSWERS, Section.CASES} <= found
    assert "Amara Bellweather" in {party.name for party in view.third}, "the child is somebody else here"


def test_what_the_leads_alone_read_is_gathered_by_nobody_else(school: SubjectSchool) -> None:
    office = school.of.as_who("office")
    before = _texts(school)
    hold(office, school.pupil)
    assert _texts(school) == before


def test_a_parent_of_an_older_pupil_and_its_letters(school: SubjectSchool) -> None:
    office = school.of.as_who("office")
    young = school.ask()
    assert office.subject_access.lines()[0].advice == ""
    pupil = school.pupil
    with office.session.work() as work:
        work.uow.pupils.save(replace(work.uow.pupils.get(pupil.id), birth_date=date(2014, 11, 20)))
        work.done()
    assert "12 or older" in office.subject_access.lines()[0].advice
    number = office.subject_access.letter(young, "subject-acknowledged")
    said = reading.text(office.printing.subject_letter(young, number).pdf)
    assert "Amara Bellweather arrived on 18 Nov 2026" in said
    assert "by 18 Dec 2026" in said
    assert "Dear Grace Bellweather" in said
    with pytest.raises(RuleError):
        office.subject_access.letter(young, "block-notice")
    with pytest.raises(FieldError, match="why"):
        office.subject_access.close(young, SubjectOutcome.REFUSED)
    assert office.subject_access.close(young, SubjectOutcome.WITHDRAWN).closed_on == date(2026, 11, 20)


def test_bad_input_is_told_beside_its_field(school: SubjectSchool) -> None:
    access = school.of.as_who("office").subject_access
    for field, new in (
        ("pupil_id", NewSubjectRequest(SubjectSort.PUPIL)),
        ("person_id", NewSubjectRequest(SubjectSort.COLLEAGUE)),
        ("subject", NewSubjectRequest(SubjectSort.OUTSIDE, subject=" ")),
        ("subject", NewSubjectRequest(SubjectSort.OUTSIDE, subject="x" * 201)),
        ("asked_by", NewSubjectRequest(SubjectSort.OUTSIDE, subject="Lena Fry", as_what=AsWhat.FOR_THEM)),
        ("received_on", NewSubjectRequest(SubjectSort.OUTSIDE, subject="Lena", received_on=date(1026, 1, 1))),
    ):
        with pytest.raises(FieldError) as told:
            access.record(new)
        assert told.value.field == field
    assert access.lines() == ()
    with pytest.raises(NotAllowedError):
        school.of.as_who("lead").subject_access.record(NewSubjectRequest(SubjectSort.OUTSIDE, subject="Lena Fry"))


def test_where_no_lead_signs_in_the_head_looks(school: SubjectSchool) -> None:
    request = school.gathered()
    people = school.of.as_who("coordinator").people
    with school.of.school.office.session.reading() as uow:
        held = next(d for d in uow.duties.of_person(school.of.people["lead"].id) if d.duty is Duty.DSL)
    people.end_duty(held.id, school.of.school.clock.today())
    school.of.school.clock.set(school.of.school.clock.now() + timedelta(days=1))
    head = school.of.fresh("head")
    assert head.subject_access.lines()[0].rights.look
    assert head.subject_access.look(request, (), "").waits is Waits.AGREEMENT


def _texts(school: SubjectSchool) -> list[str]:
    office = school.of.as_who("office")
    request = school.ask()
    office.subject_access.gather(request)
    return [g.line.words for g in office.subject_access.gathered(request).lines]


def _entries(school: SubjectSchool, request: UUID) -> list[AuditEntry]:
    with school.of.school.office.session.reading() as uow:
        return list(uow.audit.of_subject(request))
