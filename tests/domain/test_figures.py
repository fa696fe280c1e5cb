"""A small invented term counted by hand: each number stands here as it was counted, with what was counted beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.account_check import AccountCheck, questions
from schoolsm_desktop.domain.accounts import Account, AccountClass, AccountState, Known
from schoolsm_desktop.domain.calendar import Term
from schoolsm_desktop.domain.case_look import CaseLook
from schoolsm_desktop.domain.cases import CaseLevel, CaseState, EntryKind
from schoolsm_desktop.domain.closing_rules import NONE_NEEDED, OUTSIDE
from schoolsm_desktop.domain.complaints import CameBy, Complaint, ComplaintCase, Stage
from schoolsm_desktop.domain.figures import FirstAction, PlaceAnswers, Tally, count_of
from schoolsm_desktop.domain.figures_incidents import GROUP_OF, IncidentGroup, Outcome, incident_figures, is_counted
from schoolsm_desktop.domain.figures_office import access_figures, account_figures, policy_figures, teaching_figures
from schoolsm_desktop.domain.figures_pages import (
    block_figures,
    complaint_figures,
    moderation_figures,
    photo_figures,
    removal_figures,
    takedown_figures,
)
from schoolsm_desktop.domain.figures_permissions import permission_figures
from schoolsm_desktop.domain.figures_windows import Window, period_last_year, window_of
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, Who
from schoolsm_desktop.domain.lessons import ClassTick, ClassTickKind
from schoolsm_desktop.domain.moderating import (
    AskedOf,
    Block,
    Moderated,
    ModerationAct,
    Standard,
    Takedown,
    TakedownCause,
    TakedownOutcome,
)
from schoolsm_desktop.domain.periods import Period
from schoolsm_desktop.domain.photo_answers import PhotoAnswer, Said
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome, PhotoCheck
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.picture_places import PicturePlace, PictureRules
from schoolsm_desktop.domain.posts import Post, PostKind, PostState
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.read_and_signed import PersonStands, ReadState, Signed
from schoolsm_desktop.domain.removals import Removal, RemovalCause, RemovalKind, RemovalTask
from schoolsm_desktop.domain.school_days import SchoolCalendar
from schoolsm_desktop.domain.training import InDate, Trained

from .incident_looks import FRIDAY, HEAD, added, hurt, look, said
from .read_policies import KEW, MILL, VALENCE
from .records import SCHOOL, access, account, at, person

K = IncidentKind
AUTUMN = Period("Autumn term 2026", date(2026, 9, 3), date(2026, 12, 18))
TERM = Window(AUTUMN, AUTUMN.starts, date(2027, 1, 4), date(2026, 12, 20))
TERMS = tuple(
    Term(uuid4(), SCHOOL, name, starts, ends)
    for name, starts, ends in (
        ("Autumn term 2025", date(2025, 9, 4), date(2025, 12, 19)),
        (AUTUMN.name, AUTUMN.starts, AUTUMN.ends),
        ("Spring term 2027", date(2027, 1, 5), date(2027, 3, 26)),
    )
)
ME = UUID(int=9)


def closed(seen: CaseLook, *outcomes: str, on: datetime) -> CaseLook:
    incident = replace(seen.incident, state=CaseState.CLOSED, outcomes=outcomes, closed_at=on)
    return replace(seen, case=replace(seen.case, incident=incident))


def known(moment: datetime, kind: IncidentKind = K.PARENT_COMMENT, acted: timedelta | None = None) -> CaseLook:
    """An incident that school first knew of then; `acted` is how long until somebody did something."""
    policy = replace(KEW, rules=replace(KEW.rules, routes=()))
    seen = look(kind, known_at=moment, recorded_at=moment, data=Answer.NO, profile=policy)
    seen = replace(seen, calendar=SchoolCalendar(TERMS))
    seen = replace(seen, case=replace(seen.case, entries=(replace(seen.case.entries[0], at=moment),)))
    return seen if acted is None else added(seen, EntryKind.MODERATION, at=moment + acted)


def test_a_holiday_belongs_to_the_term_before_it_so_that_nothing_falls_between_two_reports() -> None:
    autumn = window_of(TERMS, AUTUMN, date(2027, 2, 1), as_it_stands=False)
    assert (autumn.starts, autumn.last, autumn.counted_on) == (date(2026, 9, 3), date(2027, 1, 4), date(2027, 1, 4))
    assert window_of(TERMS, AUTUMN, date(2026, 11, 20), as_it_stands=True).last == date(2026, 11, 20)
    assert window_of(TERMS, AUTUMN, date(2027, 1, 20), as_it_stands=True).counted_on == date(2027, 1, 20)
    half = Period("First half of 2026", date(2026, 1, 1), date(2026, 6, 30))
    assert window_of((), half, date(2026, 8, 1), as_it_stands=False).last == date(2026, 6, 30)


def test_the_same_term_last_year_is_found_where_it_was_typed() -> None:
    found = period_last_year(TERMS, AUTUMN)
    assert found is not None
    assert found.name == "Autumn term 2025"
    assert period_last_year(TERMS, Period("Spring term 2027", date(2027, 1, 5), date(2027, 3, 26))) is None
    half = period_last_year((), Period("Second half of 2026", date(2026, 7, 1), date(2026, 12, 31)))
    assert half is not None
    assert (half.starts, half.ends) == (date(2025, 7, 1), date(2025, 12, 31))


def test_incidents_of_the_term_by_group_by_how_they_stand_and_how_long_the_first_action_took() -> None:
    monday = at(16)  # Monday 16 November 2026, nine o'clock
    looks = [
        # 1: towards us; acted on after 2 hours; closed with what the policy names.
        closed(known(monday, acted=timedelta(hours=2)), "Warning in writing", on=at(20)),
        # 2: towards us; after 30 hours, one school day later; closed, nothing further.
        closed(known(monday, acted=timedelta(hours=30)), NONE_NEEDED, on=at(20)),
        # 3: pictures and data; after 4 hours; closed after the day counted, so open.
        closed(known(monday, K.PHOTO_WITHOUT_PERMISSION, timedelta(hours=4)), NONE_NEEDED, on=at(22, month=12)),
        # 4: our accounts; nothing was done yet; open.
        known(monday, K.WRONG_POST),
        # 5: pupils; over a weekend, Friday to Monday: 72 hours, one school day; outside the policy.
        closed(known(at(13), K.PUPIL_MISUSE, timedelta(hours=72)), OUTSIDE, on=at(20)),
        # 6: known in the holiday after the term: still of this term, open.
        known(datetime(2026, 12, 19, 9, tzinfo=FRIDAY.tzinfo), K.NAME_OR_LOGO),
        # Known before the term and still open; known before and closed long ago: in no group.
        known(at(1, month=7)),
        closed(known(at(2, month=7)), NONE_NEEDED, on=at(5, month=7)),
    ]
    found = incident_figures(looks, TERM)
    assert [(t.key, t.count) for t in found.groups] == [
        (IncidentGroup.TOWARDS_US, 3),
        (IncidentGroup.PUPILS, 1),
        (IncidentGroup.PICTURES_AND_DATA, 1),
        (IncidentGroup.ACCOUNTS, 1),
    ]
    assert found.total == 6
    assert {t.key: t.count for t in found.kinds} == {
        "parent-comment": 2, "photo-without-permission": 1, "wrong-post": 1, "pupil-misuse": 1, "name-or-logo": 1,
    }  # fmt: skip
    assert {t.key: t.count for t in found.outcomes} == {
        Outcome.FOLLOWED: 1, Outcome.NOTHING: 1, Outcome.OUTSIDE: 1, Outcome.OPEN: 3,
    }  # fmt: skip
    assert found.open_from_before == 1
    # 2, 4, 30 and 72 hours: between 4 and 30 lies 17. School days 0, 0, 1, 1: a half is rounded to none.
    assert found.first_action == FirstAction(4, 17.0, 72.0, 0, 1)


def test_an_open_action_is_overdue_after_its_day_and_not_once_it_is_done() -> None:
    open_one = added(known(at(16)), EntryKind.ACTION, at=at(16), due=at(18))
    done = added(added(known(at(16)), EntryKind.ACTION, at=at(16), due=at(18)), EntryKind.DONE, at=at(17), of=2)
    later = added(known(at(16)), EntryKind.ACTION, at=at(16), due=at(30, month=12))
    found = incident_figures([open_one, done, later], TERM)
    assert (found.actions_open, found.actions_overdue, found.overdue) == (2, 1, 1)
    # 72 hours of a breach that nobody decided are over too.
    breach = replace(open_one, case=replace(known(at(16), K.DATA_BREACH).case))
    breach = replace(breach, case=replace(breach.case, incident=replace(breach.incident, data=Answer.YES)))
    assert incident_figures([open_one, breach, done], TERM).overdue == 2


@pytest.mark.parametrize(
    "never",
    [
        look(K.STAFF_BREACH, said(Who.STAFF), allegation=Answer.YES),
        look(K.STAFF_BREACH, said(Who.STAFF), allegation=Answer.NOT_SURE),
        look(K.STAFF_BREACH, said(Who.STAFF), hurt(Who.PUPIL)),  # nobody was asked, and it looks like one
        look(K.STAFF_CONTACTS_PUPIL),
        look(K.LOW_LEVEL_CONCERN),
        look(K.PARENT_COMMENT, said(Who.STAFF, person_id=HEAD)),
    ],
    ids=("allegation", "not-sure", "not-asked", "contact", "low-level", "headteacher"),
)
def test_allegations_about_adults_and_low_level_concerns_are_never_counted(never: CaseLook) -> None:
    counted = look(K.STAFF_BREACH, said(Who.STAFF), allegation=Answer.NO)
    assert is_counted(counted)
    assert not is_counted(never)
    assert incident_figures([counted, never], TERM) == incident_figures([counted], TERM)


def test_every_kind_that_may_be_counted_has_its_group() -> None:
    assert set(K) - set(GROUP_OF) == {K.STAFF_CONTACTS_PUPIL, K.LOW_LEVEL_CONCERN}


def test_accounts_by_state_and_their_checks() -> None:
    checked, unchecked, half = account("A"), account("B"), account("C", state=AccountState.SUSPENDED)
    accounts: list[Account] = [
        replace(checked, state=AccountState.IN_USE),
        replace(unchecked, state=AccountState.IN_USE),
        half,
        account("D", state=AccountState.PROPOSED),
        account("E", state=AccountState.CLOSED, closed_on=date(2026, 10, 1)),
        account("F", state=AccountState.CLOSED, closed_on=date(2026, 6, 1)),
        account("G", account_class=AccountClass.NOT_OURS),
        account("H", account_class=AccountClass.PRETENDS),
    ]
    asked = questions(VALENCE)
    whole: Mapping[object, Known] = dict.fromkeys(asked, Known.YES)
    checks = [
        AccountCheck(uuid4(), SCHOOL, checked.id, AUTUMN.name, ME, at(10), {**whole, asked[0]: Known.NO}),  # type: ignore[dict-item]
        AccountCheck(uuid4(), SCHOOL, half.id, AUTUMN.name, ME, at(10), {asked[0]: Known.YES}),
        AccountCheck(uuid4(), SCHOOL, unchecked.id, "Summer term 2026", ME, at(1, month=6), whole),  # type: ignore[arg-type]
    ]
    found = account_figures(accounts, checks, VALENCE, TERM)
    assert (found.in_use, found.paused, found.waiting, found.closed, found.closed_in_term) == (2, 1, 1, 2, 1)
    assert (found.not_ours, found.pretending, found.ours) == (1, 1, 4)
    # Four are live; only A has every answer of this term, one of them a no.
    assert (found.checks_due, found.checks_done, found.to_put_right) == (4, 1, 1)


def test_who_has_access_and_what_changed_in_the_term() -> None:
    ann, ben, cat = (person(name) for name in ("Ann A", "Ben B", "Cat C"))
    page, blog = account("Page"), account("Blog")
    accesses: list[Access] = [
        access(ann, page, starts=date(2026, 3, 1)),
        access(ann, blog, starts=date(2026, 10, 1), kind=AccessKind.OWN_LOGIN, level=AccessLevel.ADMINISTERS),
        access(ben, page, starts=date(2026, 10, 2), override_reason="Cover"),
        # Ended in the term by a person; ended by its date; already had it, so not given.
        access(cat, page, starts=date(2026, 2, 1), ended_at=at(3, month=11), ended_by=ME),
        access(cat, blog, starts=date(2026, 9, 4), ends=date(2026, 9, 30)),
        access(ben, blog, starts=date(2026, 9, 5), already_had=True),
    ]
    found = access_figures(accesses, (), {ann.id}, TERM)
    assert (found.people, found.accesses, found.people_ready) == (2, 4, 1)
    assert (count_of(found.kinds, "knows-password"), count_of(found.kinds, "own-login")) == (3, 1)
    assert (count_of(found.levels, "posts"), count_of(found.levels, "administers")) == (3, 1)
    assert (found.given, found.ended, found.changed, found.given_all_the_same) == (3, 2, 0, 1)
    earlier = Window(AUTUMN, AUTUMN.starts, date(2026, 9, 20), date(2026, 9, 20))
    then = access_figures(accesses, (), None, earlier)
    # On 20 September: Ann's page, Cat's page and blog, Ben's blog.
    assert (then.people, then.accesses, then.people_ready, then.levels) == (3, 4, None, ())


def test_photo_permissions_by_year_group() -> None:
    place = PicturePlace("website", "Website")
    pupils = [
        Pupil(uuid4(), SCHOOL, f"Child {at}", "Test", year=year)
        for at, year in enumerate(["R", "R", "R", "1", "1", "10"])
    ]
    gone = Pupil(uuid4(), SCHOOL, "Gone", "Test", year="1", on_roll_to=date(2026, 10, 1))

    def answer(pupil: Pupil, what: Said) -> PhotoAnswer:
        until = date(2027, 10, 31) if what is Said.YES else None
        return PhotoAnswer(uuid4(), SCHOOL, pupil.id, "website", what, date(2026, 9, 9), ME, at(9), until=until)

    book = PictureBook(
        date(2026, 12, 20),
        PictureRules(SCHOOL, SCHOOL, own_answer_age=1),
        {each.id: each for each in [*pupils, gone]},
        {"website": place},
        [answer(pupils[1], Said.NO), answer(pupils[3], Said.WITHDRAWN), answer(gone, Said.NO)],
        {},
        held=frozenset({pupils[4].id}),
        forms_out=frozenset({pupils[2].id}),
    )
    found = permission_figures(book, ["website"])
    assert [(year.year, year.pupils) for year in found.years] == [("R", 3), ("1", 2), ("10", 1)]
    # Reception: one no, one form out, one never asked. Year 1: withdrawn, and on hold, which reads as any no.
    assert [year.places[0] for year in found.years] == [
        PlaceAnswers("website", 0, 1, 2),
        PlaceAnswers("website", 0, 2, 0),
        PlaceAnswers("website", 0, 0, 1),
    ]
    assert found.pupils == 6


def test_photo_checks_and_what_was_published() -> None:
    def check(outcome: CheckOutcome, **more: object) -> PhotoCheck:
        made = PhotoCheck(uuid4(), SCHOOL, 1, at(10), ME, CheckedWhat.PICTURE, outcome, "website", "Website")
        return replace(made, **more)  # type: ignore[arg-type]

    def post(kind: PostKind, **more: object) -> Post:
        made = Post(uuid4(), SCHOOL, kind, "Sports day", "website", ME, at(10), published_on=date(2026, 11, 10))
        return replace(made, **more)  # type: ignore[arg-type]

    checks = [
        check(CheckOutcome.MAY_POST),
        check(CheckOutcome.MAY_POST, at=at(1, month=6)),  # before the term
        check(CheckOutcome.STOPPED),
        check(CheckOutcome.WAITS),
        check(CheckOutcome.WAITS, second_at=at(11)),  # confirmed
    ]
    posts = [
        post(PostKind.PICTURE),
        post(PostKind.WORDS),
        post(PostKind.DISPLAY, state=PostState.TAKEN_DOWN),
        post(PostKind.PICTURE, state=PostState.DROPPED),
        post(PostKind.PICTURE, found_already=True),
    ]
    found = photo_figures(checks, posts, TERM)
    assert (found.made, found.passed, found.stopped, found.waiting) == (4, 2, 1, 1)
    assert (found.posts, found.posts_with_picture) == (3, 2)


def test_searches_for_a_pupils_pictures_whatever_began_them() -> None:
    def removal(cause: RemovalCause, **more: object) -> Removal:
        return replace(Removal(uuid4(), SCHOOL, uuid4(), cause, at(10), ME), **more)  # type: ignore[arg-type]

    late = removal(RemovalCause.ANSWER)
    found = removal_figures(
        [removal(RemovalCause.HOLD, finished_at=at(12)), late, removal(RemovalCause.LEFT, due_on=date(2027, 1, 3))],
        [RemovalTask(uuid4(), SCHOOL, late.id, RemovalKind.POST, "On the page", due_on=date(2026, 11, 20))],
        TERM,
    )
    assert (found.begun, found.finished, found.still_open, found.overdue) == (3, 1, 2, 1)


def test_comments_blocks_and_take_downs() -> None:
    def act(did: Moderated, **more: object) -> ModerationAct:
        return replace(ModerationAct(uuid4(), SCHOOL, uuid4(), at(10), did, ME), **more)  # type: ignore[arg-type]

    wrong = act(Moderated.DELETED)
    acts = [act(Moderated.HIDDEN), wrong, act(Moderated.HIDDEN, corrects_id=wrong.id)]
    assert {t.key: t.count for t in moderation_figures(acts, TERM).acts if t.count} == {"hidden": 2}

    def block(on: date, **more: object) -> Block:
        return replace(Block(uuid4(), SCHOOL, uuid4(), "X", Standard.SITE, "Abuse", on, ME), **more)  # type: ignore[arg-type]

    blocks = block_figures(
        [
            block(date(2026, 3, 1), review_on=date(2026, 9, 1)),
            block(date(2026, 10, 1), unblocked_on=date(2026, 11, 1), appealed_on=date(2026, 10, 20)),
            block(date(2026, 10, 2), review_on=date(2027, 4, 1)),
        ],
        TERM,
    )
    assert (blocks.made, blocks.lifted, blocks.standing, blocks.review_overdue, blocks.appeals) == (2, 1, 2, 1, 1)

    def asked(**more: object) -> Takedown:
        made = Takedown(uuid4(), SCHOOL, AskedOf.PLATFORM, TakedownCause.ABUSE, "A post", date(2026, 11, 1), ME)
        return replace(made, **more)  # type: ignore[arg-type]

    downs = takedown_figures(
        [
            asked(due_on=date(2026, 11, 15)),
            asked(outcome=TakedownOutcome.REMOVED, answered_on=date(2026, 11, 5)),
            asked(outcome=TakedownOutcome.REFUSED, answered_on=date(2026, 12, 28)),  # after the day counted
            asked(asked_on=date(2026, 5, 1)),
        ],
        TERM,
    )
    assert {t.key: t.count for t in downs.outcomes if t.count} == {"open": 2, "removed": 1}
    assert downs.overdue == 1


def test_complaints_by_stage_and_whether_they_were_answered_in_time() -> None:
    def complaint(on: date, answered: datetime | None = None, **more: object) -> ComplaintCase:
        facts = Complaint(uuid4(), SCHOOL, "1", CaseLevel.NAMED, at(10), ME, "It was rude", on, CameBy.LETTER)
        case = ComplaintCase(replace(facts, **more))  # type: ignore[arg-type]
        if answered is None:
            return case
        entry = added(look(), EntryKind.ANSWER, at=answered, about=case.complaint.stage.value).case.entries[-1]
        return replace(case, entries=(entry,))

    cases = [
        complaint(date(2026, 9, 7), at(9, month=9)),
        complaint(date(2026, 9, 7), at(10, month=12)),
        complaint(date(2026, 9, 8)),
        complaint(date(2026, 12, 17), stage=Stage.FORMAL),
        complaint(date(2026, 11, 2), state=CaseState.CLOSED, closed_at=at(3)),
        complaint(date(2026, 6, 2)),
    ]
    found = complaint_figures(cases, SchoolCalendar(TERMS), TERM)
    assert found.stages == (Tally("informal", 4), Tally("formal", 1), Tally("panel", 0))
    assert (found.still_open, found.closed) == (4, 1)
    # In time: the first and the closed one. Late: the second, and the third, of which nobody wrote an answer.
    assert (found.in_time, found.late, found.running) == (2, 2, 1)


@pytest.mark.clause("mill-lane:5.2-risks")
def test_who_has_read_signed_and_is_trained() -> None:
    def stands(read: Signed, *courses: Trained) -> PersonStands:
        return PersonStands(person(), ReadState(read), tuple(InDate(each) for each in courses))

    found = policy_figures(
        None,
        [
            stands(Signed.YES, Trained.IN_DATE, Trained.NOT_ASKED),
            stands(Signed.EARLIER, Trained.IN_DATE, Trained.RAN_OUT),
            stands(Signed.NOT_YET, Trained.NOT_ASKED, Trained.NOT_ASKED),
            stands(Signed.NOT_ASKED, Trained.NOT_ASKED, Trained.NOT_ASKED),
        ],
    )
    (group,) = found.groups
    assert (group.asked, group.signed, group.training_asked, group.trained) == (3, 1, 2, 1)
    assert found.review_on is None


@pytest.mark.clause("valence:curric-nc-ks1-ks2")
def test_what_was_taught_is_counted_by_year_group_only_where_the_policy_asks() -> None:
    def tick(group: str, term: str = AUTUMN.name, **more: object) -> ClassTick:
        made = ClassTick(uuid4(), SCHOOL, ClassTickKind.CURRICULUM, group, term, date(2026, 10, 1), ME, at(1))
        return replace(made, **more)  # type: ignore[arg-type]

    ticks = [tick("Year 1"), tick("Year 2", "Summer term 2026"), tick("Year 3", withdrawn_at=at(2))]
    groups = ("Year 1", "Year 2", "Year 3")
    asks = next(policy for policy in (MILL, VALENCE, KEW) if policy.rules.curriculum_ticks)
    found = teaching_figures(ticks, groups, asks, TERM)
    assert found is not None
    assert (found.asked, found.ticked) == (3, 1)
    silent = replace(asks, rules=replace(asks.rules, curriculum_ticks=False))
    assert teaching_figures(ticks, groups, silent, TERM) is None
