"""Versions of the policy through the service: added, signed on screen and from paper, corrected, taken back, and forged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.editions import Edition, EditionState, LinkedPolicy, SignedLine
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty, School
from schoolsm_desktop.exchange.errors import ScanKindError, ScanTooLargeError
from schoolsm_desktop.services.editions import NewEdition, PaperSignatures
from schoolsm_desktop.services.papers import Scan
from tests.attacks.by_hand import edit, put_in, put_in_and_sign
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
CHAIR = SignedLine("Edith Wainford", date(2026, 11, 18))
HEAD = SignedLine("Anna Whitfield", date(2026, 11, 17))


def the_text(*pages: str) -> Scan:
    return Scan("policy.pdf", "application/pdf", scan_pdf(*pages))


def added(school: InventedSchool, label: str = "Autumn 2026", **more: object) -> Edition:
    return school.office.editions.add(NewEdition(label, **more))  # type: ignore[arg-type]


def adopted(school: InventedSchool, label: str = "Autumn 2026", **more: object) -> Edition:
    kept = added(school, label, **more)
    return school.office.editions.enter_signatures(kept.id, PaperSignatures(HEAD, CHAIR))


@pytest.mark.clause("mill-lane:signature", "kew-woods:signature")
def test_the_head_signs_on_screen_and_the_chairs_signature_comes_from_paper(school: InventedSchool) -> None:
    first = added(school, text=the_text())
    office = school.sign_in(school.head)
    signed = office.editions.sign(first.id)
    assert (signed.head_name, signed.head_signed_on, signed.is_adopted) == ("Anna Whitfield", TODAY, False)
    assert office.editions.current() is None
    (line,) = office.editions.view().lines
    assert line.missing == ("The chair’s signature is missing.",)
    assert line.head == "Anna Whitfield, 20 Nov 2026, with their own sign-in"
    kept = office.editions.enter_signatures(first.id, PaperSignatures(chair=CHAIR, scan=the_text("signed sheet")))
    assert kept.is_adopted
    assert kept.in_force_from == TODAY
    assert office.editions.current() == kept
    (line,) = office.editions.view().lines
    assert (line.state, line.missing, line.chair) == (
        EditionState.IN_FORCE,
        (),
        "Edith Wainford, 18 Nov 2026, on paper",
    )
    assert kept.adoption_paper_id is not None
    assert office.papers.open(kept.adoption_paper_id)[1] == scan_pdf("signed sheet")
    assert office.log.altered_rows() == ()


def test_nobody_but_the_headteacher_signs_on_screen_and_nobody_twice(school: InventedSchool) -> None:
    edition = added(school)
    with pytest.raises(NotAllowedError):
        school.office.editions.sign(edition.id)
    office = school.sign_in(school.head)
    office.editions.sign(edition.id)
    with pytest.raises(RuleError, match="signed this version on 20 Nov 2026"):
        office.editions.sign(edition.id)
    with pytest.raises(FieldError) as caught:
        office.editions.enter_signatures(edition.id, PaperSignatures(head=HEAD))
    assert caught.value.field == "head_name"
    with pytest.raises(FieldError):
        office.editions.enter_signatures(edition.id, PaperSignatures())


def test_a_deputy_under_cover_does_not_sign_the_policy(school: InventedSchool) -> None:
    edition = added(school)
    deputy = school.add_person("Dee Puty", "Deputy headteacher")
    office = school.sign_in(school.head)
    office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    school.make_sign_in(deputy)
    school.office.cover.begin(deputy.id, TODAY, TODAY)
    with pytest.raises(NotAllowedError):
        school.sign_in(deputy).editions.sign(edition.id)


def test_a_mistyped_signature_is_put_right_and_what_was_signed_is_not_changed(school: InventedSchool) -> None:
    editions, kept = school.office.editions, adopted(school, text=the_text())
    again = editions.enter_signatures(kept.id, PaperSignatures(chair=SignedLine("Edith Wainford", date(2026, 11, 19))))
    assert again.chair_signed_on == date(2026, 11, 19)
    assert again.head_signed_on == HEAD.on
    with pytest.raises(RuleError, match="stay as they were signed"):
        editions.change(kept.id, NewEdition("Another name", in_force_from=kept.in_force_from))
    with pytest.raises(RuleError, match="stay as they were signed"):
        editions.change(kept.id, NewEdition("Autumn 2026", kept.in_force_from, text=the_text("another")))
    changed = editions.change(
        kept.id, NewEdition("Autumn 2026", kept.in_force_from, review_on=date(2027, 9, 1), note="links put right")
    )
    assert (changed.review_on, changed.text_id) == (date(2027, 9, 1), kept.text_id)


def test_a_version_entered_by_mistake_is_taken_back_and_stays_in_the_records(school: InventedSchool) -> None:
    editions = school.office.editions
    first = adopted(school, "2025", in_force_from=date(2026, 11, 17))
    wrong = adopted(school, "2026", in_force_from=date(2026, 11, 18))
    assert editions.current() == wrong
    gone = editions.take_back(wrong.id)
    assert editions.current() == first
    assert [line.state for line in editions.view().lines] == [EditionState.IN_FORCE, EditionState.WITHDRAWN]
    refused: tuple[Callable[[], object], ...] = (
        lambda: editions.take_back(gone.id),
        lambda: editions.change(gone.id, NewEdition("2026")),
        lambda: editions.enter_signatures(gone.id, PaperSignatures(HEAD)),
        lambda: editions.published(gone.id, ""),
    )
    for deed in refused:
        with pytest.raises(RuleError):
            deed()
    assert added(school, "2026").label == "2026"


def test_everybody_reads_the_newest_version_that_asks_for_it(school: InventedSchool) -> None:
    editions = school.office.editions
    assert editions.to_read() is None
    whole = adopted(school, "4", in_force_from=date(2026, 11, 17))
    adopted(school, "4.1", in_force_from=date(2026, 11, 18), read_again=False)
    assert editions.to_read() == whole
    adopted(school, "5", in_force_from=date(2026, 12, 1))
    assert editions.to_read() == whole
    school.clock.set(datetime(2026, 12, 1, 9, tzinfo=UTC))
    read = school.office.editions.to_read()
    assert read is not None
    assert read.label == "5"


@pytest.mark.clause("bucklebury:header", "valence:signed-approved-review-march-2017")
def test_a_review_day_is_proposed_from_the_months_of_the_policy(school: InventedSchool) -> None:
    defaults = school.office.editions.view().defaults
    months = school.office.policies.current().rules.review_months
    assert defaults.review_months == months
    begins = date(2026, 9, 1)
    proposed = defaults.review_after(begins)
    assert proposed is not None
    assert (proposed.year - begins.year) * 12 + proposed.month - begins.month == months
    kept = adopted(school, in_force_from=date(2025, 9, 1), review_on=date(2026, 9, 1))
    (line,) = school.office.editions.view().lines
    assert line.review_is_over
    assert kept.review_on == date(2026, 9, 1)


@pytest.mark.clause("churchward:adoption")
def test_a_trusts_policy_is_adopted_by_the_school_with_its_own_changes(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "churchward")
    defaults = school.office.editions.view().defaults
    assert defaults.adopts_parent
    assert defaults.parent_policy == school.office.policies.current().name
    changes = "Marketing is done by our office."
    kept = adopted(school, parent_policy=defaults.parent_policy, local_changes=changes)
    assert kept.is_adopted
    again = school.office.editions.view().defaults
    assert (again.parent_policy, again.local_changes) == (kept.parent_policy, changes)
    titles = school.office.editions.view().titles
    assert titles[Duty.HEADTEACHER] == school.office.policies.current().titles[Duty.HEADTEACHER]
    school.sign_out()


@pytest.mark.clause("valence:web-1")
def test_the_address_on_the_website_is_kept_with_the_day_it_was_looked_at(school: InventedSchool) -> None:
    editions, first = school.office.editions, adopted(school)
    with pytest.raises(FieldError) as caught:
        editions.published(first.id, "our website")
    assert caught.value.field == "published_at"
    kept = editions.published(first.id, " https://alder.example/policy ")
    assert (kept.published_at, kept.published_checked_on) == ("https://alder.example/policy", TODAY)
    second = added(school, "Spring 2027")
    assert (second.published_at, second.published_checked_on) == ("https://alder.example/policy", None)
    assert editions.published(first.id, "").published_checked_on is None


def test_the_text_is_read_by_everybody_and_that_is_recorded(school: InventedSchool) -> None:
    kept, bare = added(school, text=the_text("Our policy")), added(school, "Bare")
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    paper, content = office.editions.text(kept.id)
    assert (paper.name, content) == ("policy.pdf", scan_pdf("Our policy"))
    with office.session.reading() as uow:
        last = uow.audit.last()
    assert last is not None
    assert (last.did, last.person_id) == (Did.PAPER_OPENED, jo.id)
    with pytest.raises(RuleError, match="not kept here"):
        office.editions.text(bare.id)


def test_a_text_of_two_hundred_megabytes_is_refused_at_once(school: InventedSchool, tmp_path: Path) -> None:
    """By its size alone: a file with a hole costs no disk, and reading it whole would cost the memory."""
    path = tmp_path / "policy.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(ScanTooLargeError) as caught:
        school.office.papers.read(path)
    assert "20" in caught.value.sentence
    document = tmp_path / "policy.docx"
    document.write_bytes(b"PK\x03\x04 a document of a word processor")
    with pytest.raises(ScanKindError) as refused:
        school.office.papers.read(document)
    assert "PDF" in refused.value.sentence
    assert school.office.editions.view().lines == ()


@pytest.mark.clause("kew-woods:1.2", "mill-lane:1.5", "churchward:intro-refresh-knowledge")
def test_linked_policies_have_reviews_of_their_own(school: InventedSchool) -> None:
    editions, profile = school.office.editions, school.office.policies.current()
    named = replace(profile, rules=replace(profile.rules, linked_policies=("Acceptable use", "Child protection")))
    school.office.policies.choose(named)
    assert editions.offered() == ("Acceptable use", "Child protection")
    use, protection = editions.add_linked(editions.offered())
    assert editions.offered() == ()
    own = LinkedPolicy(uuid4(), school.head.school_id, "Staff code", "Head", "Office shelf", date(2026, 10, 1))
    (code,) = editions.add_linked((), own)
    assert [line.linked.title for line in editions.view().linked] == [
        "Staff code",
        "Acceptable use",
        "Child protection",
    ]
    assert [line.is_over for line in editions.view().linked] == [True, False, False]
    editions.reviewed(code.id, date(2027, 10, 1))
    with pytest.raises(FieldError):
        editions.reviewed(code.id, TODAY)
    with pytest.raises(FieldError):
        editions.add_linked(["acceptable  use"])
    with pytest.raises(ChangedMeanwhileError):
        editions.change_linked(replace(code, where="website"))
    editions.change_linked(replace(use, looked_after_by="Computing lead"))
    editions.end_linked(protection.id)
    with pytest.raises(RuleError):
        editions.end_linked(protection.id)
    assert [line.words for line in editions.view().linked] == ["Next review 1 Oct 2027", "Review day not known yet"]
    assert editions.offered() == ()
    assert school.sign_in(school.head).log.altered_rows() == ()


def test_the_clauses_stand_beside_what_they_ask_for(school: InventedSchool) -> None:
    clauses = school.office.editions.view().clauses
    assert set(clauses) == {Subject.ADOPTION, Subject.REVIEW, Subject.LINKED_POLICIES, Subject.PUBLISHED}
    assert all(clauses.values())


def test_each_school_of_a_trust_adopts_its_own_version(school: InventedSchool) -> None:
    """PRACTICE 28: the one of a sister school is nobody else's to read."""
    ours = adopted(school, "2026", in_force_from=date(2026, 11, 17))
    assert school.office.editions.view().schools == {}
    other = school.office.schools.add(School(uuid4(), "Bridge End Academy", "Bridge End"))
    theirs = added(school, "2026", school_id=other.id, in_force_from=date(2026, 11, 18))
    school.office.editions.enter_signatures(theirs.id, PaperSignatures(HEAD, CHAIR))
    assert school.office.editions.current() == ours
    lines = {line.school: line for line in school.office.editions.view().lines}
    assert {name: line.state for name, line in lines.items()} == {
        "Alder Brook Primary": EditionState.IN_FORCE,
        "Bridge End": EditionState.IN_FORCE,
    }


# What was not signed here counts for nothing


def test_a_signature_written_into_the_database_adopts_nothing(school: InventedSchool) -> None:
    kept = added(school)
    edit(
        school.office,
        "UPDATE editions SET head_name = 'Anna Whitfield', head_signed_on = '2026-11-01', chair_name = 'E. Wainford',"
        " chair_signed_on = '2026-11-02', in_force_from = '2026-11-02'",
    )
    office = school.sign_in(school.head)
    assert office.editions.current() is None
    assert office.editions.to_read() is None
    (line,) = office.editions.view().lines
    assert not line.is_as_signed
    assert [(row.kind, row.id, row.gone) for row in office.log.altered_rows()] == [("edition", kept.id, False)]


def test_a_day_of_a_signature_that_was_edited_is_noticed(school: InventedSchool) -> None:
    adopted(school)
    assert school.office.editions.current() is not None
    edit(school.office, "UPDATE editions SET chair_signed_on = '2026-11-01'")
    assert school.office.editions.current() is None
    assert [row.kind for row in school.sign_in(school.head).log.altered_rows()] == ["edition"]


def test_a_version_put_in_or_signed_by_somebody_without_the_duty_does_not_count(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    forged = Edition(
        uuid4(), jo.school_id, "Forged", "valence", jo.id, school.clock.now(), in_force_from=TODAY,
        head_name="Anna Whitfield", head_signed_on=TODAY, chair_name="E. Wainford", chair_signed_on=TODAY,
    )  # fmt: skip
    put_in(school.office, lambda uow: uow.editions.add(forged))
    assert school.office.editions.current() is None
    office = school.sign_in(jo)
    own = replace(forged, id=uuid4(), label="Signed by Jo")
    put_in_and_sign(office, Did.POLICY_SIGNED, "edition", own.id, lambda uow: uow.editions.add(own), own)
    assert school.sign_in(school.head).editions.current() is None


def test_the_coordinator_cannot_sign_on_screen_in_the_headteachers_name(school: InventedSchool) -> None:
    """Somebody who keeps the papers and drives the program by hand: the head's own deed is missing."""
    kept = added(school)
    signed = replace(
        kept, head_id=school.head.id, head_name="Anna Whitfield", head_signed_on=TODAY, chair_name="E. Wainford",
        chair_signed_on=TODAY, in_force_from=TODAY,
    )  # fmt: skip
    with school.office.session.work() as work:
        row = work.uow.editions.save(signed)
        work.did(Did.POLICY_SIGNED, subject_kind="edition", subject_id=row.id, record=row, how="screen")
        work.done()
    assert school.office.editions.current() is None
