"""What the answers in a file come to: who gave them, what is the same again, what is never taken without asking."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.accounts import Platform
from schoolsm_desktop.domain.photo_answers import Adult, AnswerBy, Capacity, PhotoAnswer, Said
from schoolsm_desktop.domain.picture_places import Master, PicturePlace
from schoolsm_desktop.domain.place_guess import guess_places
from schoolsm_desktop.domain.roll_answers import EVERY, FileAnswer, Here, Signer, Terms, answers_of, plan_answers

PUPIL, SCHOOL, TODAY, EARLIER = uuid4(), uuid4(), date(2026, 11, 20), date(2026, 10, 3)
YES = FileAnswer("website", Said.YES)
NO = FileAnswer("website", Said.NO)


def adult(capacity: Capacity, name: str = "") -> Adult:
    return Adult(uuid4(), SCHOOL, PUPIL, capacity, name)


def said(
    by: Adult, what: Said, on: date = EARLIER, how: AnswerBy = AnswerBy.IMPORTED, place: str = "website"
) -> PhotoAnswer:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return PhotoAnswer(uuid4(), SCHOOL, PUPIL, place, what, on, uuid4(), at, adult_id=by.id, how=how)


def here(*adults: Adult, answers: tuple[PhotoAnswer, ...] = (), held: bool = False) -> Here:
    return Here(PUPIL, SCHOOL, adults, answers, held)


def test_the_same_answer_again_is_not_another_persons() -> None:
    mother = adult(Capacity.MOTHER)
    stands = here(mother, answers=(said(mother, Said.YES),))
    unsigned = plan_answers([YES], Signer(), stands, Terms(TODAY))
    assert (unsigned.taken, unsigned.new_adults, unsigned.same) == ((), (), 1)
    signed = plan_answers([YES], Signer(Capacity.MOTHER, on=EARLIER), stands, Terms(TODAY))
    assert (signed.taken, signed.new_adults) == ((), ())
    later = plan_answers([YES], Signer(Capacity.MOTHER, on=TODAY), stands, Terms(TODAY))
    assert [(t.adult_id, t.on) for t in later.taken] == [(mother.id, TODAY)]


def test_an_unsigned_yes_is_nobodys_with_responsibility_unless_the_office_says_so() -> None:
    careful = plan_answers([YES], Signer(), here(), Terms(TODAY))
    assert [a.capacity for a in careful.new_adults] == [Capacity.NOT_KNOWN]
    assert not careful.new_adults[0].counts_for_yes
    vouched = plan_answers([YES], Signer(), here(), Terms(TODAY, unsigned=Capacity.PARENT))
    assert vouched.new_adults[0].counts_for_yes


def test_an_unsigned_yes_for_a_new_place_is_not_lent_to_the_mother() -> None:
    mother = adult(Capacity.MOTHER)
    plan = plan_answers([YES], Signer(), here(mother), Terms(TODAY))
    assert plan.taken[0].adult_id != mother.id


def test_who_signed_becomes_known_where_every_answer_agrees() -> None:
    unknown = adult(Capacity.NOT_KNOWN)
    agrees = here(unknown, answers=(said(unknown, Said.YES),))
    plan = plan_answers([YES], Signer(Capacity.MOTHER, on=EARLIER), agrees, Terms(TODAY))
    ((before, after),) = plan.named
    assert (before, after.id, after.capacity) == (unknown, unknown.id, Capacity.MOTHER)
    more = here(unknown, answers=(said(unknown, Said.YES), said(unknown, Said.YES, place="press")))
    other = plan_answers([YES], Signer(Capacity.MOTHER, on=EARLIER), more, Terms(TODAY))
    assert not other.named, "a yes that the signed file does not hold must not become the mother's"


@pytest.mark.parametrize("refusal", [Said.NO, Said.WITHDRAWN, Said.OBJECTED, Said.CONDITION])
def test_a_yes_never_takes_the_place_of_a_refusal_unasked(refusal: Said) -> None:
    mother = adult(Capacity.MOTHER)
    stands = here(mother, answers=(said(mother, refusal),))
    for signer in (Signer(Capacity.MOTHER, on=TODAY), Signer(), Signer(Capacity.FATHER)):
        plan = plan_answers([YES], signer, stands, Terms(TODAY, master=Master.ELSEWHERE))
        assert (plan.taken, plan.asked) == ((), ("website",))
    agreed = plan_answers([YES], Signer(Capacity.MOTHER, on=EARLIER), stands, Terms(TODAY), {"website"})
    assert [(t.said, t.on) for t in agreed.taken] == [(Said.YES, TODAY)]


def test_a_child_on_hold_is_asked_about_too() -> None:
    plan = plan_answers([YES, FileAnswer("press", Said.NO)], Signer(Capacity.MOTHER), here(held=True), Terms(TODAY))
    assert plan.asked == ("website",)
    assert [t.place for t in plan.taken] == ["press"], "a no is taken, on hold or not"


def test_a_no_is_taken_and_what_is_newer_here_stays() -> None:
    mother = adult(Capacity.MOTHER)
    phoned = here(mother, answers=(said(mother, Said.YES, TODAY, AnswerBy.PHONE),))
    older = plan_answers([NO], Signer(Capacity.MOTHER, on=EARLIER), phoned, Terms(TODAY))
    assert (older.taken, older.older) == ((), ("website",))
    brought = here(mother, answers=(said(mother, Said.YES),))
    plan = plan_answers([NO], Signer(), brought, Terms(TODAY))
    assert [(t.said, t.adult_id) for t in plan.taken] == [(Said.NO, mother.id)]


def test_what_the_other_system_leads_in_waits_until_it_was_told() -> None:
    """An answer taken here and not yet changed there is newer than a file without days."""
    mother = adult(Capacity.MOTHER)
    phoned = here(mother, answers=(said(mother, Said.YES, TODAY, AnswerBy.PHONE),))
    assert plan_answers([NO], Signer(), phoned, Terms(TODAY, master=Master.ELSEWHERE)).older == ("website",)


def test_a_column_about_every_place_and_the_stricter_of_two() -> None:
    cells = (("Website", Said.YES, ""), ("No photographs", Said.NO, ""), ("Blank", None, ""))
    found = answers_of(cells, {"Website": "website", "No photographs": EVERY}, ("website", "press"))
    assert {(a.place, a.said) for a in found} == {("website", Said.NO), ("press", Said.NO)}


def test_headings_find_their_places() -> None:
    platforms = [
        Platform("x", "X (formerly Twitter)", ("Twitter", "X", "Tweet")),
        Platform("facebook", "Facebook", ("FB", "Facebook page")),
    ]
    places = [PicturePlace("press", "Press"), PicturePlace("wall", "Wall of fame"), _account()]
    headings = {
        "Photo - Twitter": "platform:x",
        "Consent: X": "platform:x",
        "FB": "platform:facebook",
        "Local press": "press",
        "Display in school": "display",
        "School website": "website",
        "Wall of fame (hall)": "wall",
        "Ducklings blog": f"account:{_BLOG}",
        "Swimming lesson": "",
    }
    assert guess_places(headings, places, platforms) == headings


_BLOG = UUID(int=7)


def _account() -> PicturePlace:
    return PicturePlace(f"account:{_BLOG}", "Ducklings blog")
