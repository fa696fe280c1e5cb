"""Find every picture of a pupil, and take it down line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.events import Event
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.photo_answers import Adult, Capacity, Said
from schoolsm_desktop.domain.picture_places import PlaceTerms
from schoolsm_desktop.domain.posts import PostKind, PostState
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import Removal, RemovalCause, RemovalHow, RemovalKind
from schoolsm_desktop.services.posts import CorrectionDraft
from schoolsm_desktop.services.removals import TaskDone
from tests.services.publishing import OUT, check, post
from tests.services.roll import FACEBOOK, add_adult, add_pupil, answer, hold
from tests.services.school import InventedSchool

WITHDRAWN = RemovalCause.ANSWER


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """The headteacher is signed in; there is a Facebook page."""
    made = InventedSchool(tmp_path)
    made.add_account("Our Facebook page", platform_id="facebook")
    made.sign_in(made.head)
    yield made
    made.sign_out()


@pytest.fixture
def ada(school: InventedSchool) -> Pupil:
    return add_pupil(school.office, "Ada Lark")


@pytest.fixture
def tom(school: InventedSchool) -> Pupil:
    return add_pupil(school.office, "Tom Wren")


def words_of(school: InventedSchool, pupil: Pupil, *places: str) -> dict[RemovalKind, list[str]]:
    found: dict[RemovalKind, list[str]] = {}
    for one in school.office.removals.find(pupil.id, places):
        found.setdefault(one.kind, []).append(one.words)
    return found


def withdraw(school: InventedSchool, pupil: Pupil, *places: str) -> tuple[Adult, Removal]:
    mother = add_adult(school.office, pupil)
    answer(school.office, pupil, Said.WITHDRAWN, *(places or ("website",)), by=mother)
    return mother, school.office.removals.begin(pupil.id, WITHDRAWN, places, mother.id)


@pytest.mark.clause("valence:web-3")
def test_everything_is_found_wherever_it_is(school: InventedSchool, ada: Pupil, tom: Pupil) -> None:
    office = school.office
    post(office, "Sports day", ada, tom, originals="Camera card 3, office safe", copies=(("The Echo", "2026-11-03"),))
    post(office, "Best work in art", ada, place="display", kind=PostKind.DISPLAY)
    post(office, "Spring play", ada, published_on=None, scheduled_for=date(2026, 12, 1))
    post(office, "Nobody of ours", tom)
    check(office, ada, tom)
    check(office, ada, number=2, at=datetime(2026, 10, 1, 9, tzinfo=UTC))
    check(office, tom, number=3)
    found = words_of(school, ada)
    assert found[RemovalKind.POST] == [
        "“Best work in art”, Displays inside school, 2 Nov 2026",
        "“Sports day”, The school’s website, 2 Nov 2026",
    ]
    assert found[RemovalKind.PLANNED] == ["Not out yet: “Spring play”, The school’s website, planned for 1 Dec 2026"]
    assert found[RemovalKind.COPY] == ["A copy of “Sports day” was given to The Echo, 3 Nov 2026"]
    assert found[RemovalKind.ORIGINAL] == ["Originals of “Sports day” lie here: Camera card 3, office safe"]
    assert len(found[RemovalKind.CHECK]) == 2, "today's and the one of October, and not Tom's own"
    assert all("Ada" not in words for several in found.values() for words in several)


def test_a_check_that_was_posted_is_found_once(school: InventedSchool, ada: Pupil) -> None:
    saved = check(school.office, ada)
    assert set(words_of(school, ada)) == {RemovalKind.CHECK}
    school.office.posts.from_check(saved.id)
    assert set(words_of(school, ada)) == {RemovalKind.POST}


def test_one_place_finds_that_place_and_what_goes_on_to_it(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    with office.session.work() as work:
        terms = PlaceTerms(
            ada.id, ada.school_id, "newsletter", 1, date(2026, 1, 1), school.head.id, school.clock.now(),
            needs=(("website", ""),),
        )  # fmt: skip
        work.uow.place_terms.add(terms)
        work.done()
    post(office, "On the website", ada)
    post(office, "In the newsletter", ada, place="newsletter", kind=PostKind.PRINTED)
    post(office, "On Facebook", ada, place=FACEBOOK)
    post(office, "In the hall", ada, place="display", kind=PostKind.DISPLAY, copies=(("A paper", ""),))
    found = words_of(school, ada, "website")
    assert [words.split(",")[0] for words in found[RemovalKind.POST]] == ["“In the newsletter”", "“On the website”"]
    assert [w.split(",")[0] for w in words_of(school, ada, "newsletter")[RemovalKind.POST]] == ["“In the newsletter”"]
    assert words_of(school, ada, FACEBOOK)[RemovalKind.POST] == ["“On Facebook”, Facebook, 2 Nov 2026"]
    assert RemovalKind.COPY in words_of(school, ada, "press"), "withdrawn for the press: every copy given away"


def test_pictures_of_the_same_event_are_looked_through(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    with office.session.work() as work:
        event = Event(uuid4(), ada.school_id, "Fair", OUT, school.head.id, school.clock.now())
        work.uow.events.add(event)
        work.done()
    post(office, "Stall", ada, event_id=event.id)
    post(office, "Crowd", event_id=event.id, pupil_ids=None)
    post(office, "Another day", pupil_ids=None)
    found = words_of(school, ada)
    assert found[RemovalKind.ELSEWHERE] == [
        "Look who can be seen: “Crowd”, The school’s website, is from the same event"
    ]


@pytest.mark.clause("kew-woods:5.3", "valence:use-3")
def test_lines_say_what_until_when_and_how_one_knows_it_is_gone(school: InventedSchool, ada: Pupil, tom: Pupil) -> None:
    office = school.office
    sports = post(office, "Sports day", ada, tom)
    _, removal = withdraw(school, ada)
    (task,) = office.removals.view(removal.id).tasks
    assert task.what == "“Sports day”, The school’s website, 2 Nov 2026"
    assert task.task.due_on == date(2026, 11, 24), "two school days after Friday 20 November"
    assert task.detail == "1 other pupil is in it"
    office.removals.done(task.task.id, TaskDone(RemovalHow.REMOVED, "Page opened signed out: gone"))
    (done,) = office.removals.view(removal.id).tasks
    assert done.detail == "20 Nov 2026, A. Whitfield: Page opened signed out: gone"
    gone = office.posts.view(sports.id).line.post
    assert (gone.state, gone.taken_down_on, gone.taken_down_by) == (
        PostState.TAKEN_DOWN,
        date(2026, 11, 20),
        school.head.id,
    )
    assert office.removals.find(ada.id) == ()
    assert office.log.altered_rows() == ()


def test_a_group_picture_can_be_blurred_for_one(school: InventedSchool, ada: Pupil, tom: Pupil) -> None:
    office = school.office
    sports = post(office, "Sports day", ada, tom)
    _, removal = withdraw(school, ada)
    office.removals.done(
        office.removals.view(removal.id).tasks[0].task.id, TaskDone(RemovalHow.BLURRED, "Face pixelled")
    )
    kept = office.posts.view(sports.id)
    assert kept.line.post.state is PostState.LIVE
    assert kept.line.names == ("Tom Wren",)
    assert office.removals.find(ada.id) == ()
    assert len(office.removals.find(tom.id)) == 1


def test_one_picture_that_two_must_leave_goes_once(school: InventedSchool, ada: Pupil, tom: Pupil) -> None:
    office = school.office
    post(office, "Sports day", ada, tom)
    _, first = withdraw(school, ada)
    _, second = withdraw(school, tom)
    office.removals.done(office.removals.view(first.id).tasks[0].task.id, TaskDone(RemovalHow.REMOVED))
    assert [t.task.how for t in office.removals.view(second.id).tasks] == [RemovalHow.REMOVED]


def test_kept_needs_a_reason_and_a_day_that_can_be(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    post(office, "Sports day", ada)
    _, removal = withdraw(school, ada)
    task = office.removals.view(removal.id).tasks[0].task
    for done, field in (
        (TaskDone(RemovalHow.KEPT, "  "), "note"),
        (TaskDone(RemovalHow.KEPT, "x" * 3000), "note"),
        (TaskDone(RemovalHow.REMOVED, on=date(2026, 11, 21)), "on"),
        (TaskDone(RemovalHow.REMOVED, on=date(2026, 11, 1)), "on"),
        (TaskDone(RemovalHow.OPEN), "how"),
    ):
        with pytest.raises(FieldError) as caught:
            office.removals.done(task.id, done)
        assert caught.value.field == field
    office.removals.done(task.id, TaskDone(RemovalHow.KEPT, "A court ordered that it stays"))
    with pytest.raises(RuleError, match="already"):
        office.removals.done(task.id, TaskDone(RemovalHow.REMOVED))
    office.removals.reopen(task.id)
    assert office.removals.view(removal.id).tasks[0].is_open


def test_a_hold_reads_like_any_other(school: InventedSchool, ada: Pupil, tom: Pupil) -> None:
    """PRACTICE 4: neither list nor page nor log tells why."""
    office = school.office
    for pupil in (ada, tom):
        post(office, "Sports day", pupil)
    hold(office, ada)
    held = office.removals.begin(ada.id, RemovalCause.HOLD)
    asked = office.removals.begin(tom.id, RemovalCause.ASKED)
    lines = {line.removal.id: line for line in office.removals.lines()}
    one, other = lines[held.id], lines[asked.id]
    assert (one.where, one.progress, one.due) == (other.where, other.progress, other.due)
    tasks = [office.removals.view(each.id).tasks[0] for each in (held, asked)]
    assert replace(tasks[0], task=tasks[1].task) == tasks[1]
    with office.session.reading() as uow:
        entries = [e for e in uow.audit.all() if e.subject_kind.startswith("removal")]
    assert not any("hold" in str(entry.details) for entry in entries)


def test_a_picture_found_later_opens_the_search_again(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    hold(office, ada)
    removal = office.removals.begin(ada.id, RemovalCause.HOLD)
    assert office.removals.lines()[0].is_over, "nothing was found, and nobody waits for a reply"
    (old,) = office.posts.bring_in("https://facebook.example/p/1", FACEBOOK).posts
    assert office.removals.lines()[0].is_over, "nobody has looked yet"
    office.posts.mark(old.id, (ada.id,))
    (line,) = office.removals.lines()
    assert not line.is_over
    assert line.open_count == 1
    office.removals.done(office.removals.view(removal.id).tasks[0].task.id, TaskDone(RemovalHow.REMOVED))
    assert office.removals.lines()[0].is_over, "nobody waits for a reply, so it ends by itself"


def test_a_new_yes_is_not_taken_down_by_an_old_withdrawal(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    mother, removal = withdraw(school, ada)
    office.removals.reply(removal.id)
    answer(office, ada, Said.YES, "website", by=mother, on=date(2026, 11, 20))
    post(office, "New picture", ada, published_on=date(2026, 11, 20))
    (line,) = office.removals.lines()
    assert line.all_count == 0


def test_looking_again_and_beginning_again_find_nothing_twice(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    post(office, "Sports day", ada, originals="Drive 2", copies=(("Friends", "2026-11-03"),))
    mother, removal = withdraw(school, ada)
    assert office.removals.search_again(removal.id) == 0
    assert office.removals.begin(ada.id, WITHDRAWN, (), mother.id).id == removal.id
    for view in office.removals.view(removal.id).tasks:
        how = RemovalHow.ASKED if view.task.kind is RemovalKind.COPY else RemovalHow.REMOVED
        office.removals.done(view.task.id, TaskDone(how))
    office.removals.reply(removal.id)
    again = office.removals.begin(ada.id, RemovalCause.ASKED)
    assert again.id != removal.id
    assert office.removals.view(again.id).tasks == (), "originals and copies were dealt with before"


def test_the_reply_goes_to_who_withdrew_and_names_no_other_place(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    post(office, "Sports day", ada)
    post(office, "Fair", ada, place=FACEBOOK)
    _, removal = withdraw(school, ada, "website")
    (view,) = office.removals.view(removal.id).tasks
    office.removals.done(view.task.id, TaskDone(RemovalHow.REMOVED))
    assert not office.removals.lines()[0].is_over, "somebody waits for a reply"
    letter = office.letters.letter(office.removals.reply(removal.id).id)
    assert letter.recipient == "Mother of Ada Lark"
    assert "The school’s website" in letter.text
    assert "1 picture was removed" in letter.text
    for word in ("Facebook", "Fair", "Sports day", "hold"):
        assert word not in letter.text
    assert office.removals.lines()[0].is_over
    assert office.printing.letter(letter.letter.id).pdf.startswith(b"%PDF")


def test_on_hold_the_reply_passes_the_safeguarding_lead_first(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    _, removal = withdraw(school, ada)
    hold(office, ada)
    with pytest.raises(RuleError, match="safeguarding lead reads this reply first"):
        office.removals.reply(removal.id)
    with pytest.raises(NotAllowedError):
        office.removals.agree(removal.id)
    with pytest.raises(RuleError, match="made with the deed that it belongs to"):
        office.letters.make("picture-withdrawn-reply", "removal", removal.id, "Mother", {})
    assert not office.removals.view(removal.id).may_reply
    office.people.give_duty(school.head.id, Duty.DSL, school.clock.today())
    assert office.removals.view(removal.id).may_agree
    office.removals.agree(removal.id)
    assert office.removals.reply(removal.id).recipient == "Mother of Ada Lark"


def test_whoever_has_a_copy_is_asked_without_a_name(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    post(office, "Sports day", ada, copies=(("The Echo", "2026-11-03"),))
    _, removal = withdraw(school, ada)
    tasks = {v.task.kind: v.task for v in office.removals.view(removal.id).tasks}
    letter = office.letters.letter(office.removals.ask_for_copy(tasks[RemovalKind.COPY].id, "The Echo").id)
    assert "Ada" not in letter.text
    assert "24 Nov 2026" in letter.text
    assert office.removals.view(removal.id).tasks[-1].task.how is RemovalHow.ASKED
    with pytest.raises(RuleError):
        office.removals.ask_for_copy(tasks[RemovalKind.POST].id, "The Echo")


def test_who_posts_sees_the_own_account_and_no_name(school: InventedSchool, ada: Pupil, tom: Pupil) -> None:
    office = school.office
    jo = school.add_person("Jo Marsh")
    office.people.give_duty(jo.id, Duty.POSTING_STAFF, school.clock.today())
    own = school.add_account("Jo’s page", platform_id="facebook", owner_id=jo.id)
    mine = post(office, "On my page", ada, tom, place=FACEBOOK, account_id=own.id)
    post(office, "On the website", ada)
    _, removal = withdraw(school, ada, FACEBOOK, "website")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    (line,) = office.removals.lines()
    assert line.title == "A pupil"
    (task,) = office.removals.view(removal.id).tasks
    assert "On my page" in task.what
    assert office.posts.view(mine.id).line.names == ()
    assert [x.seen for x in office.posts.lines()] == ["2 pupils"]
    with pytest.raises(NotAllowedError):
        office.removals.find(ada.id)
    office.removals.done(task.task.id, TaskDone(RemovalHow.REMOVED, "gone"))
    office.posts.lines()
    office = school.sign_in(school.head)
    assert [t.state for t in office.removals.view(removal.id).tasks] == ["To be done", "Removed"]


@pytest.mark.clause("bucklebury:gen-6")
def test_a_correction_stands_beside_the_post(school: InventedSchool) -> None:
    office = school.office
    wrong = post(office, "We won the cup", kind=PostKind.WORDS)
    open_one = office.posts.correct(wrong.id, CorrectionDraft("We came second"))
    with pytest.raises(FieldError):
        office.posts.put_right(open_one.id, CorrectionDraft("", wording=""))
    done = office.posts.put_right(
        open_one.id,
        CorrectionDraft("", wording="We came second. Sorry!", apology="On the page", told="The other school"),
    )
    view = office.posts.view(wrong.id)
    assert view.line.post.title == "We won the cup", "its own words are not rewritten"
    assert view.corrections == ((done, "A. Whitfield"),)
    assert (done.wrong, done.corrected_on, done.apology) == ("We came second", date(2026, 11, 20), "On the page")
    assert office.log.altered_rows() == ()


def test_capacity_is_named_and_a_known_name_is_used(school: InventedSchool, ada: Pupil) -> None:
    office = school.office
    father = add_adult(office, ada, Capacity.FATHER, name="Joan Lark")
    answer(office, ada, Said.WITHDRAWN, "website", by=father)
    removal = office.removals.begin(ada.id, WITHDRAWN, ("website",), father.id)
    assert office.removals.reply(removal.id).recipient == "Joan Lark"
    own = office.removals.begin(ada.id, RemovalCause.ASKED)
    assert office.removals.view(own.id).asked_by == "Ada Lark"
