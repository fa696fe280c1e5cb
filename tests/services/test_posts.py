"""What was published: written down, planned, looked at again, brought in from what was online, and on Today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.photo_checks import CheckOutcome
from schoolsm_desktop.domain.picture_places import Lasting, PlaceTerms
from schoolsm_desktop.domain.posts import PostKind, PostState, ReviewResult
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import RemovalCause
from schoolsm_desktop.services.posts import CorrectionDraft, PostDraft, Posted
from tests.services.publishing import check, post
from tests.services.roll import FACEBOOK, add_pupil, answer, set_rules
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    made = InventedSchool(tmp_path)
    made.add_account("Our Facebook page", platform_id="facebook")
    made.sign_in(made.head)
    yield made
    made.sign_out()


@pytest.fixture
def ada(school: InventedSchool) -> Pupil:
    return add_pupil(school.office, "Ada Lark")


def keys(school: InventedSchool) -> set[str]:
    found = {line.item.key.partition(":")[0] for line in school.office.today.view().lines}
    return {key for key in found if key.startswith(("post", "removal"))}


def test_what_was_checked_is_written_down_with_its_pupils(school: InventedSchool, ada: Pupil) -> None:
    saved = check(school.office, ada, picture=b"x" * 32, caption="Sports day\nmore")
    kept = school.office.posts.from_check(saved.id, Posted(address="https://fb.example/1"))
    assert (kept.title, kept.place, kept.picture, kept.published_on) == ("Sports day", FACEBOOK, b"x" * 32, TODAY)
    assert kept.pupil_ids == {ada.id}
    assert kept.review_on == date(2027, 11, 20)
    assert school.office.posts.rights().checks == ()


def test_a_check_that_does_not_hold_is_not_posted(school: InventedSchool, ada: Pupil) -> None:
    office, now = school.office, school.clock.now()
    stopped = check(office, ada, number=1, outcome=CheckOutcome.STOPPED)
    waits = check(office, ada, number=2, outcome=CheckOutcome.WAITS)
    ended = check(office, ada, number=3, ended_at=now)
    old = check(office, ada, number=4, at=datetime(2026, 11, 18, 9, tzinfo=UTC))
    for one, words in (
        (stopped, "stopped"),
        (waits, "second person"),
        (ended, "an answer changed"),
        (old, "18 Nov 2026"),
    ):
        with pytest.raises(RuleError, match=words):
            office.posts.from_check(one.id)
    assert office.posts.from_check(old.id, Posted(on=date(2026, 11, 18))).published_on == date(2026, 11, 18)
    with pytest.raises(RuleError):
        office.posts.from_check(old.id, Posted(scheduled_for=date(2026, 12, 1)))


def test_what_is_typed_is_looked_at(school: InventedSchool) -> None:
    for more, field in (
        ({"title": "  "}, "title"),
        ({"title": "x" * 300}, "title"),
        ({"place": ""}, "place"),
        ({"place": "nowhere"}, "place"),
        ({"published_on": date(2026, 12, 1)}, "published_on"),
        ({"scheduled_for": date(2026, 12, 1)}, "scheduled_for"),
        ({"published_on": None, "scheduled_for": date(2026, 1, 1)}, "scheduled_for"),
        ({"take_down_on": date(2026, 1, 1)}, "take_down_on"),
        ({"take_down_on": date(2076, 1, 1)}, "take_down_on"),
    ):
        with pytest.raises(FieldError) as caught:
            post(school.office, **{"title": "A post"} | more)
        assert caught.value.field == field
    assert school.office.posts.lines() == ()


@pytest.mark.clause("mill-lane:6.1-ii", "valence:web-3")
def test_answers_on_sites_of_others_and_prints_are_written_down_too(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    post(office, "Answer to a parent", place="", kind=PostKind.REVIEW_SITE, address="https://reviews.example/a")
    post(office, "Our article, dates put right", place="", kind=PostKind.ENCYCLOPAEDIA)
    post(office, "Best work in art", ada, place="display", kind=PostKind.DISPLAY)
    lines = {line.kind: line for line in office.posts.lines()}
    assert lines["Answer on a review site"].where == "a site of others"
    assert lines["Answer on a review site"].seen == ""
    assert lines["Edit of an encyclopaedia"].post.pupils_marked
    assert lines["Display inside school"].names == ("Ada Lark",)


def test_two_at_once_do_not_write_over_one_another(school: InventedSchool) -> None:
    kept = post(school.office, "A post")
    draft = PostDraft(PostKind.PICTURE, "Another title", "website", published_on=TODAY)
    school.office.posts.change(kept.id, draft, kept.revision)
    with pytest.raises(ChangedMeanwhileError):
        school.office.posts.change(kept.id, draft, kept.revision)


def test_what_was_planned_comes_out_or_does_not(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    planned = post(office, "Spring play", ada, published_on=None, scheduled_for=date(2026, 11, 24))
    other = post(office, "Never", published_on=None, scheduled_for=date(2026, 11, 24))
    assert keys(school) == set()
    school.clock.set(datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert keys(school) == {"post-planned"}
    out = office.posts.came_out(planned.id, address="https://a.example/1")
    assert (out.state, out.published_on) == (PostState.LIVE, date(2026, 11, 24))
    assert office.posts.drop(other.id).state is PostState.DROPPED
    for again in (office.posts.came_out, office.posts.drop):
        with pytest.raises(RuleError):
            again(planned.id)
    assert keys(school) == set()


def test_a_review_keeps_blurs_or_removes_and_names_the_next_day(school: InventedSchool) -> None:
    office = school.office
    set_rules(office, review_months=6)
    kept = post(office, "Sports day", review_on=date(2026, 11, 19))
    assert keys(school) == {"post-reviews"}
    assert office.posts.review(kept.id, ReviewResult.KEEP).next_on == date(2027, 5, 20)
    with pytest.raises(FieldError):
        office.posts.review(kept.id, ReviewResult.BLUR)
    with pytest.raises(FieldError):
        office.posts.review(kept.id, ReviewResult.KEEP, next_on=TODAY)
    office.posts.review(kept.id, ReviewResult.BLUR, "Number plate", date(2027, 1, 5))
    office.posts.review(kept.id, ReviewResult.REMOVE, "Page opened: gone")
    view = office.posts.view(kept.id)
    assert view.line.post.state is PostState.TAKEN_DOWN
    assert len(view.reviews) == 3
    with pytest.raises(RuleError):
        office.posts.taken_down(kept.id, "again")
    assert keys(school) == set()
    assert office.log.altered_rows() == ()


def test_a_day_to_come_off_comes_up_and_is_done_with_proof(school: InventedSchool) -> None:
    kept = post(school.office, "Fair poster", take_down_on=date(2026, 11, 24))
    (line,) = [x for x in school.office.today.view().lines if x.item.key.startswith("post-off")]
    assert line.item.title == "Take down: “Fair poster”"
    with pytest.raises(FieldError):
        school.office.posts.taken_down(kept.id, " ")
    school.office.posts.taken_down(kept.id, "Page opened signed out")
    assert keys(school) == set()


def test_what_is_online_already_is_pasted_and_looked_at_one_by_one(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    with pytest.raises(FieldError):
        office.posts.bring_in(" \n\n", FACEBOOK)
    with pytest.raises(FieldError):
        office.posts.bring_in("\n".join(f"https://a.example/{n}" for n in range(400)), FACEBOOK)
    typed = "https://facebook.example/p/1\r\n\nHTTPS://www.Facebook.example/p/1/\nnot an address\nfb.example/2\x00\n"
    came = office.posts.bring_in(typed, FACEBOOK)
    assert [p.address for p in came.posts] == ["https://facebook.example/p/1", "fb.example/2"]
    assert came.left == ("Line 3 is in the list already.", "Line 4 is no address.")
    assert office.posts.bring_in("facebook.example/p/1", FACEBOOK).posts == ()
    assert {line.seen for line in office.posts.lines()} == {"not looked at yet"}
    (line,) = [x for x in office.today.view().lines if x.item.key == "posts-not-looked-at"]
    assert line.item.title == "2 published things are not looked at yet"
    office.posts.mark(came.posts[0].id, (ada.id,), "Sports day")
    office.posts.mark(came.posts[1].id, ())
    assert keys(school) == set()
    assert {line.seen for line in office.posts.lines()} == {"1 pupil", "no pupil"}


def test_a_no_shows_on_what_is_out(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    post(office, "Sports day", ada)
    assert office.posts.lines()[0].to_come_off == 0
    answer(office, ada, Said.NO, FACEBOOK)
    assert office.posts.lines()[0].to_come_off == 0, "said for another place"
    answer(office, ada, Said.NO, "website")
    assert office.posts.lines()[0].to_come_off == 1
    assert office.posts.view(office.posts.lines()[0].post.id).pupils == ((ada.id, "Ada Lark", True),)


def test_in_summer_one_list_shows_who_has_left(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    gone = add_pupil(office, "Ben Holt", "6A", on_roll_to=date(2027, 7, 21))
    with office.session.work() as work:
        terms = PlaceTerms(
            ada.id, ada.school_id, "display", 1, date(2026, 1, 1), school.head.id, school.clock.now(),
            lasting=Lasting.ON_ROLL,
        )  # fmt: skip
        work.uow.place_terms.add(terms)
        work.done()
    on_site = post(office, "Sports day", gone, ada)
    hung = post(office, "Best work", gone, place="display", kind=PostKind.DISPLAY)
    assert office.posts.leavers() == ()
    school.clock.set(datetime(2027, 7, 25, 9, tzinfo=UTC))
    assert "posts-leavers" in keys(school)
    lines = {line.post.id: line for line in office.posts.leavers()}
    assert (lines[hung.id].advice, lines[on_site.id].advice) == (ReviewResult.REMOVE, ReviewResult.KEEP)
    assert lines[on_site.id].words == "Ben Holt, and 1 more"
    assert office.posts.decide_leavers({hung.id: ReviewResult.REMOVE, on_site.id: ReviewResult.BLUR}) == 2
    assert office.posts.leavers() == ()
    assert office.posts.view(hung.id).line.post.state is PostState.TAKEN_DOWN
    assert office.posts.view(on_site.id).line.names == ("Ada Lark",)


@pytest.mark.clause("bucklebury:gen-6")
def test_a_mistake_is_put_right_by_the_next_day_where_the_policy_says_so(school: InventedSchool) -> None:
    office = school.office
    wrong = post(office, "We won", kind=PostKind.WORDS)
    with pytest.raises(FieldError):
        office.posts.correct(wrong.id, CorrectionDraft(" "))
    with pytest.raises(FieldError):
        office.posts.correct(wrong.id, CorrectionDraft("x", corrected_on=TODAY))
    open_one = office.posts.correct(wrong.id, CorrectionDraft("We came second"))
    (line,) = [x for x in office.today.view().lines if x.item.key.startswith("post-wrong")]
    assert line.item.due == date(2026, 11, 21)
    office.posts.put_right(open_one.id, CorrectionDraft("", wording="We came second."))
    with pytest.raises(RuleError):
        office.posts.put_right(open_one.id, CorrectionDraft("", wording="Again."))
    assert keys(school) == set()


def test_today_names_no_pupil_and_posters_see_their_own(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    jo = school.add_person("Jo Marsh")
    office.people.give_duty(jo.id, Duty.POSTING_STAFF, school.clock.today())
    page = school.add_account("Jo’s page", platform_id="facebook", owner_id=jo.id)
    school.make_sign_in(jo)
    office = school.office
    post(office, "Sports day", ada, place=FACEBOOK, account_id=page.id)
    post(office, "On the website", ada)
    removal = office.removals.begin(ada.id, RemovalCause.HOLD)
    lines = [x for x in office.today.view().lines if x.item.key.startswith("removal")]
    assert [(x.item.key, x.item.title) for x in lines] == [(f"removal:{removal.id}", "Take pictures down: 2 places")]
    assert all("Ada" not in f"{x.item.title} {x.item.detail}" for x in lines)
    office = school.sign_in(jo)
    own = [x.item for x in office.today.view().lines if x.item.key.startswith("removal")]
    assert [(item.title, item.detail) for item in own] == [
        ("Take pictures down: 1 place", "“Sports day”, Facebook, 2 Nov 2026")
    ]
