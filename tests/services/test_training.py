"""A meeting in one entry, sessions with later arrivals, one's own signature on screen, and what nobody can do for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.conditions import MetOn
from schoolsm_desktop.domain.declarations import DeclarationKind
from schoolsm_desktop.domain.editions import Edition, SignedLine
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Contract, Duty, Person
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.read_and_signed import Signed
from schoolsm_desktop.domain.rules import Monitoring, TrainingNeed
from schoolsm_desktop.domain.training import Trained
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.editions import NewEdition, PaperSignatures
from schoolsm_desktop.services.papers import Scan
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.training import Meeting
from schoolsm_desktop.services.training_facts import TrainingLine
from schoolsm_desktop.services.vouching import AlteredRow
from tests.attacks.by_hand import edit, put_in, put_in_and_sign
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
READ, TRAINING = AccessCondition.POLICY_READ, AccessCondition.TRAINING
SHEET = Scan("sheet.pdf", "application/pdf", scan_pdf())


def adopted(school: InventedSchool, label: str, on: date = TODAY, text: Scan | None = None) -> Edition:
    """A version that the headteacher and the chair signed on that day."""
    kept = school.office.editions.add(NewEdition(label, text=text))
    signed = PaperSignatures(SignedLine("Anna Whitfield", on), SignedLine("Edith Wainford", on))
    return school.office.editions.enter_signatures(kept.id, signed)


def line(school: InventedSchool, person: Person) -> TrainingLine:
    """How one person stands."""
    return next(x for x in school.office.training.view().lines if x.person.id == person.id)


# --- a meeting


@pytest.mark.clause("churchward:intro-support-training", "churchward:2-cs-training")
def test_a_meeting_ticks_reading_a_course_and_the_privacy_check_and_files_its_sheet_once(
    school: InventedSchool,
) -> None:
    school.office.policies.choose(shipped_profile("churchward"))
    staff = [school.add_person(f"Person Number{n}") for n in range(6)]
    there = tuple(p.id for p in staff[:4])
    held = school.office.training.meeting(
        Meeting(
            date(2026, 1, 12), there, read=True, trained=True, topic="social-media", privacy_check=True,
            led_by=" R. Okafor ", scan=SHEET,
        )
    )  # fmt: skip
    assert held is not None
    assert (held.title, held.led_by) == (school.office.training.view().needs[0].title, "R. Okafor")
    with school.office.session.reading() as uow:
        kept, declared = uow.conditions.all(), uow.declarations.all()
        papers = uow.papers.all()
    assert {(m.condition, m.person_id) for m in kept} == {(c, p) for c in (READ, TRAINING) for p in there}
    assert {m.paper_id for m in kept} | {d.paper_id for d in declared} == {papers[0].id}
    assert len(papers) == 1
    assert {(d.kind, d.person_id) for d in declared} == {(DeclarationKind.PRIVACY_CHECK, p) for p in there}
    assert {m.until for m in kept if m.condition is TRAINING} == {date(2027, 1, 12)}, "as the policy says"
    (shown,) = school.office.training.view().sessions
    assert (len(shown.people), shown.is_over) == (4, False)
    assert [line(school, p).courses[0].state for p in (staff[0], staff[5])] == [Trained.IN_DATE, Trained.NEVER]
    assert school.sign_in(school.head).log.altered_rows() == ()


def test_a_meeting_about_nothing_or_nobody_is_refused_and_nothing_is_kept(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    for meeting, field in (
        (Meeting(TODAY, (), read=True), "people"),
        (Meeting(TODAY, (jo.id,)), "read"),
        (Meeting(TODAY, (jo.id,), trained=True, title=" "), "title"),
        (Meeting(TODAY, (jo.id,), trained=True, topic="unknown"), "topic"),
        (Meeting(TODAY + timedelta(1), (jo.id,), trained=True, title="Later"), "on"),
        (Meeting(TODAY + timedelta(1), (jo.id,), read=True, scan=SHEET), "on"),
        (Meeting(TODAY, (jo.id,), read=True, edition_id=uuid4()), "edition"),
    ):
        with pytest.raises(FieldError) as caught:
            school.office.training.meeting(meeting)
        assert caught.value.field == field
    with school.office.session.reading() as uow:
        assert (uow.conditions.all(), uow.training.all(), uow.papers.all()) == ((), (), ())


def test_whoever_came_later_is_added_and_a_session_entered_by_mistake_counts_for_nobody(
    school: InventedSchool,
) -> None:
    jo, pat = school.add_person("Jo Marsh"), school.add_person("Pat Lowe")
    held = school.office.training.meeting(Meeting(TODAY, (jo.id,), trained=True, title="Online safety", scan=SHEET))
    assert held is not None
    (late,) = school.office.training.came_too(held.id, [jo.id, pat.id])
    assert (late.person_id, late.on, late.paper_id) == (pat.id, TODAY, held.paper_id)
    with pytest.raises(FieldError, match="stand on it already"):
        school.office.training.came_too(held.id, [jo.id])
    school.office.training.take_back(held.id)
    (shown,) = school.office.training.view().sessions
    assert (shown.is_over, shown.people) == (True, ("Jo Marsh", "Pat Lowe"))
    assert all(x.met.withdrawn_at for x in school.office.conditions.of_person(pat.id))
    for again in (
        lambda: school.office.training.take_back(held.id),
        lambda: school.office.training.came_too(held.id, [pat.id]),
    ):
        with pytest.raises(RuleError, match="taken back"):
            again()
    assert school.sign_in(school.head).log.altered_rows() == ()


def test_a_ticked_course_takes_its_last_day_from_the_policy_unless_one_is_said(school: InventedSchool) -> None:
    profile = shipped_profile("mill-lane")
    courses = (*profile.rules.training, TrainingNeed("safe-use", "Using networks in safety", months=24))
    school.office.policies.choose(replace(profile, rules=replace(profile.rules, training=courses)))
    jo = school.add_person("Jo Marsh")
    (kept,) = school.office.conditions.tick(Tick((jo.id,), TRAINING, date(2026, 3, 31), topic="safe-use"))
    assert (kept.until, kept.about) == (date(2028, 3, 31), "Using networks in safety")
    (said,) = school.office.conditions.tick(
        Tick((jo.id,), TRAINING, TODAY, until=date(2027, 1, 1), topic="social-media")
    )
    assert said.until == date(2027, 1, 1)
    with pytest.raises(FieldError, match="no such course"):
        school.office.conditions.tick(Tick((jo.id,), TRAINING, TODAY, topic="posting"))


# --- versions, and oneself


@pytest.mark.clause("churchward:2-staff-know", "valence:purpose-staff-guidance", "mill-lane:5.2-understand")
def test_a_teacher_signs_on_screen_for_the_version_that_was_shown(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    first = adopted(school, "Autumn 2026")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    mine = office.mine.view()
    assert (mine.version, mine.may_sign, mine.line.read.state) == (first, True, Signed.NOT_YET)
    assert mine.clauses == office.policies.current().clauses
    kept = office.mine.read_and_sign(first.id)
    assert (kept.person_id, kept.recorded_by, kept.how, kept.edition_id) == (jo.id, jo.id, MetOn.SCREEN, first.id)
    assert kept.about == "Valence Primary School, version “Autumn 2026”"
    assert not office.mine.view().may_sign
    school.sign_in(school.coordinator)
    school.clock.set(school.clock.now() + timedelta(days=30))
    second = adopted(school, "Winter 2026", TODAY + timedelta(days=30))
    assert line(school, jo).read.state is Signed.EARLIER
    assert "read and sign the present version" in line(school, jo).missing
    office = school.sign_in(jo)
    with pytest.raises(RuleError, match="Another version"):
        office.mine.read_and_sign(first.id)
    office.mine.read_and_sign(second.id)
    assert office.mine.view().line.read.state is Signed.YES


def test_a_version_taken_back_meanwhile_takes_no_signature(school: InventedSchool) -> None:
    jo, first = school.add_person("Jo Marsh"), adopted(school, "Autumn 2026")
    school.office.editions.take_back(first.id)
    with pytest.raises(FieldError, match="taken back"):
        school.office.conditions.tick(Tick((jo.id,), READ, TODAY, edition_id=first.id))
    (kept,) = school.office.conditions.tick(Tick((jo.id,), READ, TODAY))
    assert kept.edition_id is None
    assert school.office.conditions.versions() == ()


@pytest.mark.clause("kew-woods:3.1", "kew-woods:3.2", "mill-lane:2.1", "bucklebury:scope")
def test_who_is_asked_follows_the_policy_and_the_contract(school: InventedSchool) -> None:
    kinds = {c: school.add_person(f"A {c.value.title()}", contract=c) for c in Contract}

    def asked() -> set[Contract]:
        lines = school.office.training.view().lines
        return {c for c, p in kinds.items() if next(x for x in lines if x.person.id == p.id).read.is_lacking}

    expected = {
        "kew-woods": {"employee", "temporary", "agency", "contractor", "secondee"},
        "mill-lane": {"employee", "temporary", "agency", "contractor", "secondee", "trainee", "volunteer"},
        "bucklebury": {"employee", "temporary", "agency", "governor"},
    }
    for policy, contracts in expected.items():
        school.office.policies.choose(shipped_profile(policy))
        assert {c.value for c in asked()} == contracts


def test_what_is_said_about_monitoring_is_read_where_the_policy_speaks_of_it(school: InventedSchool) -> None:
    view = school.office.house.view()
    school.office.house.change(replace(view.rules, monitoring="Our own accounts are looked at each week."))
    profile = school.office.policies.current()
    for monitoring, shown in (
        (Monitoring.NOTHING, ""),
        (Monitoring.OUR_ACCOUNTS, "Our own accounts are looked at each week."),
    ):
        school.office.policies.choose(replace(profile, rules=replace(profile.rules, monitoring=monitoring)))
        assert school.office.mine.view().monitoring == shown


# --- what nobody can do


def test_nobody_signs_on_screen_for_somebody_else(school: InventedSchool) -> None:
    jo, pat = school.add_person("Jo Marsh"), school.add_person("Pat Lowe")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    kept = office.mine.read_and_sign(None)
    assert kept.person_id == office.person_id
    for attempt in (
        lambda: office.conditions.tick(Tick((pat.id,), READ, TODAY)),
        lambda: office.training.meeting(Meeting(TODAY, (pat.id,), read=True)),
        office.training.view,
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    with office.session.reading() as uow:
        assert [m.person_id for m in uow.conditions.all()] == [jo.id]
    office = school.sign_in(school.coordinator)
    (paper,) = office.conditions.tick(Tick((pat.id,), READ, TODAY))
    assert (paper.how, paper.recorded_by) == (MetOn.PAPER, school.coordinator.id), (
        "it says who ticked, and that it was paper"
    )


def test_a_line_put_in_or_changed_by_other_means_is_named(school: InventedSchool) -> None:
    jo, pat = school.add_person("Jo Marsh"), school.add_person("Pat Lowe")
    (kept,) = school.office.conditions.tick(Tick((jo.id,), READ, TODAY))
    held = school.office.training.meeting(Meeting(TODAY, (jo.id,), trained=True, title="Online safety"))
    assert held is not None
    forged = replace(kept, id=uuid4(), person_id=pat.id, recorded_by=pat.id, how=MetOn.SCREEN)
    put_in(school.office, lambda uow: uow.conditions.add(forged))
    edit(school.office, "UPDATE conditions_met SET edition_id = ? WHERE id = ?", uuid4().hex, kept.id.hex)
    edit(school.office, "UPDATE training_sessions SET title = 'Something else' WHERE id = ?", held.id.hex)
    found = school.sign_in(school.head).log.altered_rows()
    assert {(row.kind, row.id) for row in found} == {
        ("condition", forged.id),
        ("condition", kept.id),
        ("training", held.id),
    }
    assert AlteredRow("training", held.id).words == "a training session"


def test_a_signature_on_screen_that_somebody_else_put_in_and_signed_is_said(school: InventedSchool) -> None:
    """The best an insider can forge: a line that fits the log, under their own key."""
    jo, pat = school.add_person("Jo Marsh"), school.add_person("Pat Lowe")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    own = office.mine.read_and_sign(None)
    forged = replace(own, id=uuid4(), person_id=pat.id, recorded_by=pat.id)
    put_in_and_sign(office, Did.CONDITION_MET, "condition", forged.id, lambda uow: uow.conditions.add(forged), forged)
    office = school.sign_in(school.head)
    assert office.log.altered_rows() == ()
    (note,) = office.training.view().notes
    assert note.startswith("The signature on screen of Pat Lowe was entered by somebody else")
    office.conditions.take_back(forged.id)
    assert office.training.view().notes == ()


def test_a_signature_that_went_over_to_the_record_that_was_kept_stays_one_s_own(school: InventedSchool) -> None:
    kept, doubled = school.add_person("Jo Marsh"), school.add_person("Joanna Marsh")
    school.make_sign_in(doubled)
    school.sign_in(doubled).mine.read_and_sign(None)
    office = school.sign_in(school.head)
    office.sign_ins.end(doubled.id)
    office.people.merge(kept.id, doubled.id)
    assert office.training.view().notes == ()
    assert line(school, kept).read.state is Signed.YES


# --- what would make the list wrong


def test_a_course_for_a_duty_that_nobody_holds_is_said(school: InventedSchool) -> None:
    school.office.policies.choose(shipped_profile("churchward"))
    (note,) = school.office.training.view().notes
    assert note.startswith("Nobody is recorded as Central Services, so nobody is asked to attend: ")
    jo = school.add_person("Jo Marsh")
    school.sign_in(school.head).people.give_duty(jo.id, Duty.INCIDENT_LEAD, TODAY)
    assert school.office.training.view().notes == ()
    assert line(school, jo).courses[2].state is Trained.NEVER


def test_a_person_who_stands_twice_is_said_and_counts_once_after_both_became_one(school: InventedSchool) -> None:
    first, second = school.add_person("Jo Marsh"), school.add_person("Jo Marsh")
    school.office.conditions.tick(Tick((second.id,), READ, TODAY))
    (note,) = school.office.training.view().notes
    assert note.startswith("Jo Marsh stands on the list more than once.")
    school.sign_in(school.head).people.merge(first.id, second.id)
    view = school.office.training.view()
    assert view.notes == ()
    assert [x.read.state for x in view.lines if x.person.name == "Jo Marsh"] == [Signed.YES]


def test_a_person_who_stands_twice_in_a_staff_list_comes_in_once_and_namesakes_are_said(school: InventedSchool) -> None:
    path, imports = school.base / "staff.csv", school.office.imports
    twice = "Lee,Marsh,Teacher\nLee,Marsh,Teacher"
    for rows in (twice, twice, "Kim,Vale,Teacher\nKim,Vale,Cook"):
        path.write_text(f"Forename,Surname,Job title\n{rows}\n", encoding="utf-8")
        preview = imports.staff(path, imports.read(path))
        imports.bring_in_staff(preview, [p.row.line for p in preview.people if p.taken], {})
    view = school.office.training.view()
    names = [x.person.name for x in view.lines]
    assert (names.count("Lee Marsh"), names.count("Kim Vale")) == (1, 2)
    assert [n.partition(" stands")[0] for n in view.notes] == ["Kim Vale"]


def test_who_leaves_quietly_looks_like_everybody_else_and_leavers_drop_out(school: InventedSchool) -> None:
    school.add_person("Gone Already", ends=TODAY - timedelta(1))
    school.add_person("Kim Later", starts=TODAY + timedelta(7))
    view = school.office.training.view()
    assert "Gone Already" not in [x.person.name for x in view.lines]
    later = next(x for x in view.lines if x.person.name == "Kim Later")
    assert (later.starts_later, later.missing) == (True, ())
    assert sum(c.read.asked for c in view.coverage) == 2
