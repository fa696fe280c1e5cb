"""The rules of the termly review and the account check, worked out from records alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.account_check import (
    AccountCheck,
    CheckQuestion,
    follow_ups,
    help_words,
    questions,
    unchecked,
)
from schoolsm_desktop.domain.accounts import AccountState, Known
from schoolsm_desktop.domain.due import DueFacts, everything_due
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.people import Contract, Duty
from schoolsm_desktop.domain.periods import period_before, period_on
from schoolsm_desktop.domain.policy import AccountRules, Profile
from schoolsm_desktop.domain.reviews import (
    Compared,
    Decision,
    Review,
    ReviewLine,
    Standing,
    Verdict,
    check_decision,
    compare,
    passwords_changed,
    progress,
    reviewed,
    to_review,
)

from .records import SCHOOL, TODAY, access, account, at, knows, person, version
from .test_due import NOW, OWNER, QUIET, TERMS

JO, SAM = person("Jo Marsh"), person("Sam Adeyemi")
PAGE = account()
PROFILE = Profile("p", "Our policy")
PEOPLE = {p.id: p for p in (JO, SAM)}


def line_of(what: Access, review: UUID | None = None, **more: object) -> ReviewLine:
    """A line of a review as the access stood."""
    line = ReviewLine(
        uuid4(), review or uuid4(), what.id, what.person_id, what.account_id, what.kind, what.level, what.ends
    )
    return replace(line, **more)  # type: ignore[arg-type]


def a_review(**more: object) -> Review:
    """A review begun on 10 November."""
    return replace(Review(uuid4(), SCHOOL, "Autumn term 2026", OWNER.id, at(10), date(2026, 12, 18)), **more)  # type: ignore[arg-type]


def keys(facts: DueFacts, today: date = TODAY) -> list[str]:
    now = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
    backed_up = replace(facts, backup=replace(facts.backup, last_good=now))
    return [i.key.partition(":")[0] for i in everything_due(backed_up, today, now)]


# --- terms and half-years


def test_a_holiday_belongs_to_the_term_before_it_and_half_years_stand_where_no_terms_are_typed() -> None:
    assert period_on(TERMS, date(2026, 12, 27)).name == "Autumn term 2026"
    assert period_on(TERMS, date(2027, 1, 5)).name == "Spring term 2027"
    assert period_on(TERMS, date(2027, 9, 1)).name == "Second half of 2027"
    assert (period_on((), TODAY).name, period_on((), TODAY).ends) == ("Second half of 2026", date(2026, 12, 31))
    first = period_on((), date(2026, 2, 1))
    assert (first.starts, first.ends) == (date(2026, 1, 1), date(2026, 6, 30))
    before = period_before((), first)
    assert before is not None
    assert before.name == "Second half of 2025"
    assert period_before(TERMS, period_on(TERMS, TODAY)) is None


# --- which accesses, and where each stands


def test_a_review_looks_at_paused_access_and_not_at_what_ended_or_whose_holder_left() -> None:
    paused, over = access(JO, PAGE, paused_at=at(5)), access(JO, PAGE, ends=date(2026, 11, 19))
    gone = person("Dee Gone", ends=date(2026, 11, 1))
    people = PEOPLE | {gone.id: gone}
    assert to_review([paused, over, access(JO, PAGE, ended_at=at(5)), access(gone, PAGE)], people, TODAY) == (paused,)


@pytest.mark.parametrize(
    ("verdict", "changed", "standing"),
    [
        (None, False, Standing.OPEN),
        (Verdict.KEEP, False, Standing.DECIDED),
        (Verdict.UNSURE, False, Standing.UNSURE),
        (Verdict.KEEP, True, Standing.LOOK_AGAIN),
        (Verdict.CHANGE, True, Standing.LOOK_AGAIN),
        (Verdict.END, True, Standing.DECIDED),
    ],
)
def test_where_a_line_stands(verdict: Verdict | None, changed: bool, standing: Standing) -> None:
    what = access(JO, PAGE)
    line = line_of(what, verdict=verdict)
    now = replace(what, level=AccessLevel.ADMINISTERS) if changed else what
    (found,) = reviewed([line], [now], PEOPLE, TODAY)
    assert found.standing is standing


def test_progress_leaves_out_what_ended_and_counts_what_was_given_since() -> None:
    kept, ended, new = access(JO, PAGE), access(SAM, PAGE, ended_at=at(12)), access(SAM, account())
    found = reviewed([line_of(kept, verdict=Verdict.KEEP), line_of(ended)], [kept, ended, new], PEOPLE, TODAY)
    at_now = progress(found)
    assert (at_now.total, at_now.decided, at_now.undecided, at_now.ended_since, at_now.is_ready) == (2, 1, 1, 1, False)


def test_a_change_must_change_something_and_keep_to_the_contract() -> None:
    what = access(JO, PAGE)
    for wrong, who in (
        (Decision(Verdict.CHANGE), JO),
        (Decision(Verdict.CHANGE, to_ends=date(2026, 11, 19)), JO),
        (Decision(Verdict.CHANGE, to_level=AccessLevel.LOOKS), replace(JO, contract=Contract.AGENCY)),
        (Decision(Verdict.CHANGE, to_ends=date(2027, 9, 1)), replace(JO, ends=date(2027, 7, 1))),
    ):
        with pytest.raises(FieldError):
            check_decision(wrong, what, who, TODAY)
    check_decision(Decision(Verdict.CHANGE, to_level=AccessLevel.LOOKS), what, JO, TODAY)
    check_decision(Decision(Verdict.KEEP), what, replace(JO, contract=Contract.AGENCY), TODAY)


# --- comparison


def test_an_access_is_known_again_by_its_id_or_by_person_account_and_kind() -> None:
    same, raised, fresh = access(JO, PAGE), access(SAM, PAGE), access(JO, account())
    given_again = access(SAM, account("Other"))
    before = [
        line_of(same, verdict=Verdict.KEEP),
        line_of(raised, verdict=Verdict.CHANGE, to_level=AccessLevel.LOOKS),
        line_of(replace(given_again, id=uuid4()), verdict=Verdict.END),
        line_of(access(JO, account("Gone"))),
    ]
    found = compare([same, raised, fresh, given_again], before)
    assert [found.how[a.id] for a in (same, raised, fresh, given_again)] == [
        Compared.SAME,
        Compared.CHANGED,
        Compared.NEW,
        Compared.SAME,
    ]
    assert (found.gone, found.count(Compared.SAME)) == ((before[3],), 2)
    assert compare([replace(raised, level=AccessLevel.LOOKS)], before).how[raised.id] is Compared.SAME


# --- which passwords became new


@pytest.mark.clause("valence:use-11")
def test_a_password_is_a_result_of_the_review_only_where_an_ended_holder_could_know_it() -> None:
    kept = version(PAGE)
    what = access(JO, PAGE)
    line = line_of(what, verdict=Verdict.END, carried_out_at=at(20))
    (known,) = passwords_changed([line], [kept], [knows(JO, kept)])
    assert (known.account_id, known.people, known.must, known.changed_at) == (PAGE.id, (JO.id,), True, None)
    (unknown,) = passwords_changed([line], [kept], [knows(JO, kept, at(21))])
    assert not unknown.must, "opened only afterwards, by other means"
    sealed_anew = version(PAGE, 2, since=1, made_at=at(20, 10), password_changed_at=at(2, month=9))
    changed = version(PAGE, 3, made_at=at(23), password_changed_at=at(23))
    (done,) = passwords_changed([line], [kept, sealed_anew, changed], [knows(JO, kept)])
    assert done.changed_at == at(23)
    for nothing in (
        replace(line, verdict=Verdict.KEEP),
        replace(line, carried_out_at=None),
        replace(line, kind=AccessKind.OWN_LOGIN),
    ):
        assert passwords_changed([nothing], [kept], [knows(JO, kept)]) == ()
    assert passwords_changed([line], [kept], [knows(JO, kept)], keyholders={JO.id}) == ()


# --- Today


HELD = access(OWNER, QUIET.accounts[0], given_at=at(2, month=9), review_on=date(2026, 12, 18))
ASKING = replace(QUIET, accesses=(HELD,))


def test_the_review_is_due_in_the_last_four_weeks_overdue_after_and_never_held_against_an_empty_past() -> None:
    assert keys(ASKING) == []
    assert "review-due" in keys(ASKING, date(2026, 11, 21))
    assert "review-due" in keys(ASKING, date(2026, 12, 28))
    assert "review-due" in keys(ASKING, date(2027, 1, 20)), "missed, and so overdue in the next term"
    late = replace(HELD, given_at=at(20, month=12))
    assert "review-due" not in keys(replace(QUIET, accesses=(late,)), date(2027, 1, 20))
    assert "review-due" not in keys(replace(QUIET, accesses=()), date(2026, 12, 1))


def test_a_review_signed_off_in_the_term_is_enough_for_it_and_for_those_before() -> None:
    done = a_review(signed_off_by=OWNER.id, signed_off_at=at(12))
    assert "review-due" not in keys(replace(ASKING, reviews=(done,)), date(2026, 12, 1))
    assert "review-due" in keys(replace(ASKING, reviews=(done,)), date(2027, 3, 10))
    given_up = a_review(cancelled_at=at(12))
    assert "review-due" in keys(replace(ASKING, reviews=(given_up,)), date(2026, 12, 1))


def test_single_review_days_are_left_to_the_review_of_all() -> None:
    soon = replace(HELD, review_on=date(2026, 11, 30))
    assert keys(replace(QUIET, accesses=(soon,))) == ["review"]
    assert "review" not in keys(replace(QUIET, accesses=(soon,)), date(2026, 11, 22))
    assert "review" not in keys(replace(QUIET, accesses=(soon,), reviews=(a_review(),)))


def test_an_open_review_says_how_far_it_is_and_whose_turn_it_is() -> None:
    review = a_review()
    unsure = line_of(HELD, review.id, verdict=Verdict.UNSURE)
    open_line = replace(unsure, verdict=None)
    ready = replace(unsure, verdict=Verdict.KEEP)
    for line, key, duty in (
        (open_line, "review-open", Duty.COORDINATOR),
        (unsure, "review-unsure", Duty.HEADTEACHER),
        (ready, "review-ready", Duty.HEADTEACHER),
    ):
        facts = replace(ASKING, reviews=(review,), review_lines=(line,))
        (item,) = everything_due(facts, TODAY, NOW)
        assert (item.key, item.duty, item.subject_id) == (f"{key}:{review.id}", duty, review.id)


def test_what_a_deputy_could_not_carry_out_waits_for_the_coordinator() -> None:
    signed = a_review(signed_off_by=JO.id, signed_off_at=at(19), under_cover=True)
    waits = line_of(HELD, signed.id, verdict=Verdict.KEEP)
    facts = replace(ASKING, reviews=(signed,), review_lines=(waits,))
    assert keys(facts) == ["review-carry-out"]
    done = replace(waits, carried_out_at=at(20))
    assert keys(replace(facts, review_lines=(done,))) == []


def a_check(answers: dict[CheckQuestion, Known], day: int = 10, term: str = "Autumn term 2026") -> AccountCheck:
    """A check of the one account of the quiet school."""
    return AccountCheck(uuid4(), SCHOOL, QUIET.accounts[0].id, term, OWNER.id, at(day), answers)


def test_the_check_is_due_with_the_term_and_as_soon_as_somebody_began() -> None:
    assert "account-check" in keys(QUIET, date(2026, 11, 21))
    part = a_check({CheckQuestion.STILL_NEEDED: Known.YES})
    assert keys(replace(QUIET, checks=(part,))) == ["account-check"]
    whole = a_check(dict.fromkeys(CheckQuestion, Known.YES))
    assert "account-check" not in keys(replace(QUIET, checks=(whole,)), date(2026, 12, 1))


def test_a_closed_account_is_neither_checked_nor_followed_up() -> None:
    page = QUIET.accounts[0]
    no = a_check({CheckQuestion.ADDRESS_AND_PICTURE: Known.NO})
    assert len(follow_ups([page], [no], PROFILE)) == 1
    closed = replace(page, state=AccountState.CLOSED)
    assert follow_ups([closed], [no], PROFILE) == ()
    assert unchecked([closed], [], PROFILE, "Autumn term 2026") == ()


@pytest.mark.clause("valence:fb-5", "valence:tw-4")
def test_whom_the_account_follows_is_asked_as_the_policy_says() -> None:
    assert CheckQuestion.FOLLOWS_NO_INDIVIDUAL in questions(PROFILE)
    may_like = replace(PROFILE, account_rules=AccountRules(may_like_individuals=True))
    said = help_words(CheckQuestion.FOLLOWS_NO_INDIVIDUAL, may_like)
    assert said.startswith("Your policy: our accounts do not follow individuals and comment on")
    allowed = replace(PROFILE, account_rules=AccountRules(True, True, True))
    assert CheckQuestion.FOLLOWS_NO_INDIVIDUAL not in questions(allowed)
