"""“May we post this picture?”: the answer, whom it names to whom, and the check as it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest

from schoolsm_desktop.domain.check_draft import DESCRIPTION, FACTS_BY, IN_ORDER, PRIVATE, CheckDraft, Why
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.photo_answers import Said, Verdict
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome
from schoolsm_desktop.domain.rules import MeansOurAccounts, PostingPupils
from schoolsm_desktop.services.check_views import CheckState
from schoolsm_desktop.services.ended_checks import end_checks
from schoolsm_desktop.services.policies import shipped_profile
from tests.services.check_school import CheckSchool
from tests.services.roll import FACEBOOK, answer, hold
from tests.services.school import InventedSchool

PICTURE = b"p" * 32


@pytest.fixture
def four(school: InventedSchool) -> CheckSchool:
    """The class of four."""
    return CheckSchool(school)


@pytest.mark.clause("valence:use-5", "valence:purpose-reputation")
def test_it_stops_by_who_has_no_permission_says_why_and_where_else_it_could_go(four: CheckSchool) -> None:
    said = four.answer(four.draft(four.amara, four.callum))
    assert (said.outcome, said.headline) == (CheckOutcome.STOPPED, "Do not post this picture yet")
    assert said.why == "1 of 2 pupils has no permission for Facebook"
    assert [(s.name, s.words) for s in said.stoppers] == [("Callum Dent", "said no")]
    assert said.could_go == ("website", "newsletter", "press")
    assert "crop it and drop the new file" in said.advice
    assert "untick" not in f"{said.advice} {said.why} {said.spoken}".lower()
    assert said.spoken == (
        "Not this picture: Callum Dent. It could go here: The school’s website, Newsletter and Press."
    )


@pytest.mark.clause("valence:use-5", "valence:use-8")
def test_the_office_reads_on_hold_and_a_form_that_is_not_back(four: CheckSchool) -> None:
    said = four.answer(four.draft(four.freya, four.isla))
    assert {s.name: s.words for s in said.stoppers} == {
        "Freya Holt": "not asked yet: counts as no",
        "Isla Ferrier": "on hold: ask the DSL",
    }
    assert said.could_go == ()


@pytest.mark.clause("valence:use-8")
def test_a_poster_reads_the_same_words_for_each_child_who_stops_it(four: CheckSchool) -> None:
    teacher = four.school.add_person("Jo Marsh")
    four.school.make_sign_in(teacher)
    four.school.office.people.give_duty(teacher.id, Duty.CLASS_TEACHER, four.school.clock.today())
    four.school.sign_in(teacher)
    said = four.answer(four.draft(four.amara, four.callum, four.freya, four.isla))
    assert {s.words for s in said.stoppers} == {"not this child here"}
    kept = four.office.photo_checks.save(four.draft(four.callum, four.isla))
    (line,) = four.office.photo_checks.lines()
    assert line.check.id == kept.id
    assert {pupil.words for pupil in line.pupils} == {"Not this child here"}
    assert not line.may_confirm_paper
    with pytest.raises(NotAllowedError):
        four.office.photo_checks.confirm(kept.id)


def test_a_teacher_sees_no_check_of_others(four: CheckSchool) -> None:
    four.save(four.amara)
    teacher = four.school.add_person("Jo Marsh")
    four.school.make_sign_in(teacher)
    four.school.office.people.give_duty(teacher.id, Duty.POSTING_STAFF, four.school.clock.today())
    four.school.sign_in(teacher)
    assert four.office.photo_checks.lines() == ()


@pytest.mark.clause("valence:use-1", "valence:use-7", "valence:use-9", "valence:use-10", "valence:use-5")
def test_the_questions_of_the_policy_are_asked_with_their_clauses(four: CheckSchool) -> None:
    draft = CheckDraft(FACEBOOK, pupils=(four.amara.id,))
    said = four.answer(draft)
    assert (said.outcome, said.reason) == (CheckOutcome.STOPPED, Why.QUESTIONS)
    keys = {question.key: question.clause for question in said.questions}
    for key, label in (
        ("respect", "Use 1"), ("school-device", "Use 4"), ("shows-learning", "Use 7"),
        ("non-teaching-time", "Use 9"), ("pupils-present", "Use 10"),
    ):  # fmt: skip
        assert keys[key].startswith(label)
    assert "permission-list" not in keys  # the check itself looks each pupil up
    done = replace(draft, answered=tuple((key, IN_ORDER) for key in keys))
    good = four.answer(done)
    assert (good.outcome, good.headline) == (CheckOutcome.MAY_POST, "Post it")
    assert good.why == "The pupil in it may be shown."


ASKED = {
    "kew-woods": ("tone", "rights", "personal-data", "standing", "asks-details"),
    "churchward": ("tone", "purpose", "rights", "privacy"),
    "mill-lane": ("facts", "personal-data", "public-yet", "tone"),
    "bucklebury": ("rights", "facts", "open", "tone", "safety"),
}


@pytest.mark.clause("kew-woods:4.1-a", "kew-woods:4.1-b", "kew-woods:4.1-d", "churchward:3-professional-respectful")
@pytest.mark.clause("churchward:3-rights-privacy", "mill-lane:6.1-ii", "mill-lane:6.1-ix", "mill-lane:4.2-5-kinds")
@pytest.mark.clause("bucklebury:gen-1", "bucklebury:gen-2", "bucklebury:gen-3", "bucklebury:gen-4", "bucklebury:gen-5")
@pytest.mark.parametrize("policy", sorted(ASKED))
def test_each_policy_asks_its_own_questions_and_what_it_leaves_out_is_usual(four: CheckSchool, policy: str) -> None:
    session = four.office.session
    with session.work() as work:
        work.uow.policies.add(shipped_profile(policy), session.clock.now(), session.person_id)
        work.done()
    said = four.answer(CheckDraft("newsletter", pupils=(four.amara.id,)))
    clauses = {question.key: question.clause for question in said.questions}
    assert all(clauses[key] != "Usual practice" for key in ASKED[policy])
    assert {"school-device", "rights", "facts", "public-yet"} <= set(clauses)
    kept = four.office.photo_checks.save(four.draft(four.amara, place="newsletter"))
    assert dict(kept.questions)[ASKED[policy][0]] == IN_ORDER


@pytest.mark.clause("mill-lane:6.1-x", "bucklebury:staff-1")
@pytest.mark.parametrize(
    ("meant", "stops"),
    [(MeansOurAccounts.NOT_SAID, True), (MeansOurAccounts.MEANT, True), (MeansOurAccounts.NOT_MEANT, False)],
)
def test_where_the_policy_says_never_the_headteacher_decides_what_is_meant(
    four: CheckSchool, meant: MeansOurAccounts, stops: bool
) -> None:
    four.set_rules(posting_pupils=PostingPupils.NEVER, means_our_accounts=meant)
    said = four.answer(four.draft(four.amara))
    assert (said.reason is Why.POLICY) is stops
    if meant is MeansOurAccounts.NOT_SAID:
        assert "The headteacher must say once" in said.why
    if stops:
        assert said.could_go == ("newsletter", "press")  # nothing on the internet
    assert four.answer(four.draft(four.amara, place="newsletter")).is_good
    nobody = CheckDraft(FACEBOOK, nobody=True)
    assert four.answer(replace(nobody, answered=four.draft(four.amara).answered)).is_good


@pytest.mark.clause("kew-woods:5.4-b", "mill-lane:6.1-x")
def test_a_private_account_is_never_a_place(four: CheckSchool) -> None:
    said = four.answer(four.draft(four.amara, place=PRIVATE))
    assert (said.outcome, said.reason) == (CheckOutcome.STOPPED, Why.POLICY)
    assert "newsletter" in said.could_go
    assert four.save(four.amara, place=PRIVATE).outcome is CheckOutcome.STOPPED


@pytest.mark.clause("valence:use-6")
def test_the_caption_stops_it_and_what_somebody_said_of_a_word_is_kept(four: CheckSchool) -> None:
    named = four.draft(four.amara, caption="Well done Amara")
    assert four.answer(named).reason is Why.CAPTION
    other = four.draft(four.amara, caption="Callum Jones read to us")
    (finding,) = four.answer(other).findings
    kept = four.office.photo_checks.save(replace(other, words_meant=((finding.key, "may-stay"),)))
    assert (kept.outcome, kept.found) == (CheckOutcome.MAY_POST, ((finding.key, "may-stay"),))


def test_a_check_is_kept_as_it_stood_at_that_minute(four: CheckSchool) -> None:
    kept = four.save(
        four.amara, four.callum, caption="Bulbs", description="Two children dig", asked_by=" Jo  Marsh ", facts_by=""
    )
    assert kept.outcome is CheckOutcome.STOPPED
    assert kept.verdicts == ((four.amara.id.hex, Verdict.YES), (four.callum.id.hex, Verdict.NO))
    assert (kept.number, kept.asked_by, kept.place_name, kept.policy_version) == (1, "Jo Marsh", "Facebook", 1)
    assert dict(kept.questions)[FACTS_BY] == "Rosa Okafor"
    assert dict(kept.questions)[DESCRIPTION] == "Two children dig"
    answer(four.office, four.callum, Said.YES, FACEBOOK, on=date(2026, 11, 20))
    (line,) = four.office.photo_checks.lines()
    assert [pupil.words for pupil in line.pupils] == ["Yes", "No"]
    assert four.save(four.amara).number == 2


@pytest.mark.parametrize(
    ("draft", "field"),
    [(CheckDraft(), "place"), (CheckDraft("newsletter"), "pupils"), (CheckDraft("nowhere"), "place")],
)
def test_what_asks_nothing_is_not_saved(four: CheckSchool, draft: CheckDraft, field: str) -> None:
    with pytest.raises(FieldError) as wrong:
        four.office.photo_checks.save(draft)
    assert wrong.value.field == field
    assert four.office.photo_checks.lines() == ()


def test_a_check_holds_until_midnight_or_until_an_answer_or_a_hold_changes(four: CheckSchool) -> None:
    first, other = four.save(four.amara), four.save(four.amara, place="newsletter")
    now = four.school.clock.now()
    assert first.holds(now)
    assert not first.holds(now + timedelta(days=1))
    with four.office.session.work() as work:
        assert {check.id for check in end_checks(work, [four.amara.id])} == {first.id, other.id}
        work.done()
    assert {line.state for line in four.office.photo_checks.lines()} == {CheckState.ENDED}
    third = four.save(four.amara)
    with four.office.session.work() as work:
        assert end_checks(work, [four.callum.id]) == ()
        work.done()
    assert third.holds(four.school.clock.now())


def test_a_hold_set_between_the_answer_and_the_save_stops_it(four: CheckSchool) -> None:
    draft = four.draft(four.amara)
    assert four.answer(draft).is_good
    hold(four.office, four.amara)
    assert four.office.photo_checks.save(draft).outcome is CheckOutcome.STOPPED


def test_press_waits_for_a_second_person_who_is_somebody_else(four: CheckSchool) -> None:
    kept = four.save(four.amara, place="press")
    assert kept.outcome is CheckOutcome.WAITS
    assert not kept.holds(four.school.clock.now())
    with pytest.raises(RuleError, match="second person"):
        four.office.photo_checks.confirm(kept.id)
    office = four.school.sign_in(four.school.head)
    assert office.photo_checks.waiting() == 1
    assert "Photo check 1 waits for a second person" in [line.item.title for line in office.today.view().lines]
    confirmed = office.photo_checks.confirm(kept.id)
    assert (confirmed.outcome, confirmed.second_by) == (CheckOutcome.MAY_POST, four.school.head.id)
    assert confirmed.holds(four.school.clock.now())
    with pytest.raises(RuleError):
        office.photo_checks.confirm(kept.id)


def test_who_asked_for_it_is_no_second_person(four: CheckSchool) -> None:
    kept = four.save(four.amara, place="press", asked_by="Anna Whitfield")
    office = four.school.sign_in(four.school.head)
    with pytest.raises(RuleError, match="second person"):
        office.photo_checks.confirm(kept.id)
    assert office.photo_checks.waiting() == 0


def test_a_changed_answer_leaves_nothing_to_confirm(four: CheckSchool) -> None:
    kept = four.save(four.amara, place="press")
    with four.office.session.work() as work:
        end_checks(work, [four.amara.id])
        work.done()
    office = four.school.sign_in(four.school.head)
    with pytest.raises(RuleError, match="An answer has changed"):
        office.photo_checks.confirm(kept.id)


def test_a_governor_signs_the_slip_and_its_day_is_typed(four: CheckSchool) -> None:
    kept = four.save(four.amara, place="press")
    today = four.school.clock.today()
    checks = four.office.photo_checks
    for name, on, field in (
        ("", today, "name"), ("Rosa Okafor", today, "name"), ("Edith Wainford", today - timedelta(days=1), "on"),
        ("Edith Wainford", today + timedelta(days=1), "on"),
    ):  # fmt: skip
        with pytest.raises(FieldError) as wrong:
            checks.confirmed_on_paper(kept.id, name, on)
        assert wrong.value.field == field
    signed = checks.confirmed_on_paper(kept.id, "Edith Wainford", today)
    assert signed.outcome is CheckOutcome.MAY_POST
    (line,) = checks.lines()
    assert (line.state, line.second) == (CheckState.HOLDS, "Edith Wainford on the slip")


@pytest.mark.clause("valence:web-3", "mill-lane:6.1-ii")
def test_words_without_a_picture_are_checked_and_kept_too(four: CheckSchool) -> None:
    draft = CheckDraft("website", what=CheckedWhat.WORDS, caption="Our best work of the term, and music from the hall")
    asked = four.answer(draft)
    assert {"rights", "facts", "respect", "public-yet"} <= {question.key for question in asked.questions}
    assert "school-device" not in {question.key for question in asked.questions}
    draft = replace(draft, answered=tuple((q.key, IN_ORDER) for q in asked.questions), facts_by="Jo Marsh")
    kept = four.office.photo_checks.save(draft)
    assert (kept.outcome, kept.what) == (CheckOutcome.MAY_POST, CheckedWhat.WORDS)
    assert dict(kept.questions)[FACTS_BY] == "Jo Marsh"
    (line,) = four.office.photo_checks.lines()
    assert line.who_words == "Post without a picture"


def test_who_was_ticked_on_a_picture_cannot_be_left_out_of_the_same_one_in_silence(four: CheckSchool) -> None:
    four.save(four.amara, four.callum, picture=PICTURE)
    checks = four.office.photo_checks
    assert set(checks.ticked_before(PICTURE)) == {four.amara.id, four.callum.id}
    without = four.draft(four.amara, picture=PICTURE)
    with pytest.raises(RuleError, match="ticked by mistake"):
        checks.save(without)
    kept = checks.save(replace(without, unticked=(four.callum.id,)))
    assert (kept.outcome, kept.unticked) == (
        CheckOutcome.MAY_POST,
        ((four.callum.id.hex, "ticked-by-mistake"),),
    )
    assert checks.ticked_before(PICTURE) == (four.amara.id,)
    assert checks.save(four.draft(four.amara, picture=b"q" * 32)).outcome is CheckOutcome.MAY_POST


def test_a_caption_that_is_too_long_is_said_and_nothing_is_kept(four: CheckSchool) -> None:
    with pytest.raises(FieldError, match="longer than 5000"):
        four.office.photo_checks.save(four.draft(four.amara, caption="a " * 3000))


def test_adults_in_it_are_asked_about(four: CheckSchool) -> None:
    said = four.answer(CheckDraft(FACEBOOK, pupils=(four.amara.id,), others_in_it="a visiting author"))
    assert said.questions[-1].words == "Has each adult or visitor in it agreed?"


def test_the_slip_prints_what_its_reader_may_read(four: CheckSchool) -> None:
    kept = four.save(four.callum, four.isla, place="press", caption="Choir")
    pdf = pypdfium2.PdfDocument(four.office.printing.photo_slip(kept.id).pdf)
    read = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    for words in ("Photo check 1", "Do not post it.", "Callum Dent", "On hold: ask the DSL", "Press", "Choir"):
        assert words in read
    waits = four.save(four.amara, place="press")
    pdf = pypdfium2.PdfDocument(four.office.printing.photo_slip(waits.id).pdf)
    assert "Signature: Second person" in "\n".join(page.get_textpage().get_text_range() for page in pdf)
