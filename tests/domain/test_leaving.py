"""The list of a leaver or a changed job, what the records show as done, and what Today says of lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel, Knowing, end_of
from schoolsm_desktop.domain.accounts import Account, AccountState, Known, RecoveryFacts, SecretVersion
from schoolsm_desktop.domain.checklists import (
    LINE_WORDS,
    STEP_WORDS,
    Checklist,
    ChecklistKind,
    ChecklistLine,
    LineKind,
    NewLine,
    line_words,
)
from schoolsm_desktop.domain.due import BackupFacts, DueFacts, DueItem, SignInFacts
from schoolsm_desktop.domain.due_lists import due_lists
from schoolsm_desktop.domain.leaving import LeavingFacts, due_on, holdings, key_of, leaving_lines, settled
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.same_person import as_one

from .records import SCHOOL, TODAY, access, account, at, held, knows, person, version

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
JO = person("Jo Marsh", email="jo.marsh@alder.example")
ROSA = person("Rosa Okafor")
LEAVES = ChecklistKind.LEAVES


def facts(
    accounts: Sequence[Account] = (),
    accesses: Sequence[Access] = (),
    versions: Sequence[SecretVersion] = (),
    knowings: Sequence[Knowing] = (),
    duties: Sequence[DutyHeld] = (),
    *,
    who: Person = JO,
    signed_in: frozenset[UUID] = frozenset(),
    today: date = TODAY,
) -> LeavingFacts:
    """A school of two."""
    people = {who.id: who, ROSA.id: ROSA}
    every = {a.id: a for a in accounts}
    return LeavingFacts(
        today, people, duties, every, accesses, versions, knowings, frozenset({ROSA.id}), signed_in, hours=24
    )


def kinds(lines: Sequence[NewLine]) -> list[LineKind]:
    return [line.kind for line in lines]


def listed(day: date = TODAY, who: Person = JO, **more: object) -> Checklist:
    return Checklist(uuid4(), SCHOOL, LEAVES, day, ROSA.id, at(10), person_id=who.id, **more)  # type: ignore[arg-type]


def on_list(checklist: Checklist, kind: LineKind, subject: UUID | None = None, **more: object) -> ChecklistLine:
    return ChecklistLine(uuid4(), checklist.id, 1, kind, "X", subject, due_on(checklist.day, kind, 24), **more)  # type: ignore[arg-type]


def test_every_kind_of_line_says_what_it_is_and_what_to_do() -> None:
    assert set(LINE_WORDS) == set(STEP_WORDS) == set(LineKind)
    assert line_words(NewLine(LineKind.TOOL_SEAT, "Planner")) == "Seat in a tool: Planner"
    assert "{" not in line_words(NewLine(LineKind.OTHER))


def test_the_last_administrator_and_signing_out_stand_before_the_login() -> None:
    page = account()
    plain = access(JO, page, kind=AccessKind.OWN_LOGIN)
    admin = replace(plain, level=AccessLevel.ADMINISTERS)
    assert kinds(leaving_lines(facts([page], [plain]), JO.id, TODAY, LEAVES))[:2] == [
        LineKind.SIGNED_OUT,
        LineKind.PLATFORM_ROLE,
    ]
    assert kinds(leaving_lines(facts([page], [admin]), JO.id, TODAY, LEAVES))[:3] == [
        LineKind.LAST_ADMINISTRATOR,
        LineKind.SIGNED_OUT,
        LineKind.PLATFORM_ROLE,
    ]


@pytest.mark.parametrize(
    ("recovery", "looks_after", "expected"),
    [
        (
            RecoveryFacts(mailbox="jo.marsh@alder.example", mailbox_is_schools=Known.YES),
            False,
            [LineKind.RECOVERY_MAILBOX],
        ),
        (RecoveryFacts(mailbox="office@alder.example", mailbox_is_schools=Known.YES), True, []),
        (RecoveryFacts(mailbox="office@alder.example"), True, [LineKind.RECOVERY_MAILBOX]),
        (RecoveryFacts(mailbox="office@alder.example"), False, []),
        (RecoveryFacts(phone="Jo Marsh, mobile"), False, [LineKind.RECOVERY_PHONE]),
        (RecoveryFacts(phone="01234 567890", phone_is_schools=Known.NO), True, [LineKind.RECOVERY_PHONE]),
        (RecoveryFacts(second_administrator="J. Marsh"), False, [LineKind.SECOND_ADMINISTRATOR]),
        (RecoveryFacts(second_administrator="Joanna Marshall"), False, []),
        (RecoveryFacts(second_administrator="Kim Marsh"), False, []),
        (RecoveryFacts(), True, []),
    ],
)
def test_ways_back_in_that_are_theirs_or_not_known_to_be_the_schools(
    recovery: RecoveryFacts, looks_after: bool, expected: list[LineKind]
) -> None:
    page = account(recovery=recovery, owner_id=JO.id if looks_after else ROSA.id)
    asked = {LineKind.RECOVERY_MAILBOX, LineKind.RECOVERY_PHONE, LineKind.SECOND_ADMINISTRATOR}
    assert [k for k in kinds(leaving_lines(facts([page]), JO.id, TODAY, LEAVES)) if k in asked] == expected


def test_the_sign_in_is_the_last_line() -> None:
    lines = leaving_lines(facts(signed_in=frozenset({JO.id})), JO.id, TODAY, LEAVES)
    assert kinds(lines)[-1] is LineKind.SIGN_IN


def test_a_changed_job_touches_only_the_accounts_of_what_ends() -> None:
    page, blog = account("Page", recovery=RecoveryFacts(phone="Jo Marsh")), account("Blog")
    goes, stays = access(JO, page, kind=AccessKind.TOOL_SEAT), access(JO, blog, kind=AccessKind.TOOL_SEAT)
    there = facts([page, blog], [goes, stays], duties=[held(JO, Duty.DSL)])
    ends = [key_of(h) for h in holdings(there, JO.id) if h.subject_id == goes.id]
    lines = leaving_lines(there, JO.id, TODAY, ChecklistKind.CHANGES_JOB, ends)
    assert kinds(lines) == [LineKind.TOOL_SEAT, LineKind.RECOVERY_PHONE, LineKind.PRINTED_LISTS, LineKind.PICTURES]
    assert leaving_lines(there, JO.id, TODAY, ChecklistKind.CHANGES_JOB, ()) == ()


def test_who_left_is_still_asked_about_what_the_date_ended() -> None:
    gone = replace(JO, ends=TODAY - timedelta(days=3))
    page = account()
    by_date = access(gone, page, kind=AccessKind.OWN_LOGIN, ended_at=end_of(TODAY - timedelta(days=3)))
    by_hand = replace(by_date, ended_by=ROSA.id)
    assert kinds(holdings(facts([page], [by_date], who=gone), JO.id)) == [LineKind.PLATFORM_ROLE]
    assert holdings(facts([page], [by_hand], who=gone), JO.id) == ()


@pytest.mark.clause("valence:use-11")
def test_a_password_is_settled_by_knowing_alone() -> None:
    page = account()
    old = version(page, 1)
    ended = access(JO, page, ended_at=at(12))
    checklist = listed()
    line = on_list(checklist, LineKind.PASSWORD_KNOWN, ended.id)
    knew = knows(JO, old)
    assert settled(line, checklist, facts([page], [ended], [old], [knew])) is None
    fresh = version(page, 2, made_by=ROSA.id, confirmed_at=at(13), made_at=at(13))
    done = settled(line, checklist, facts([page], [ended], [old, fresh], [knew]))
    assert done is not None
    assert (done.at, done.by) == (at(13), ROSA.id)
    unconfirmed = replace(fresh, confirmed_at=None)
    assert settled(line, checklist, facts([page], [ended], [old, unconfirmed], [knew])) is None
    standing = replace(ended, ended_at=None)
    assert settled(line, checklist, facts([page], [standing], [old, fresh], [knew])) is None
    closed = replace(page, state=AccountState.CLOSED)
    assert settled(line, checklist, facts([closed], [standing], [old], [knew])) is not None
    never = settled(line, checklist, facts([page], [ended], [old], []))
    assert never is not None
    assert "Never opened" in never.proof


def test_what_only_a_person_can_say_is_never_settled_by_records() -> None:
    checklist = listed()
    by_hand = {LineKind.SIGNED_OUT, LineKind.PICTURES, LineKind.PRINTED_LISTS, LineKind.FORMER_PUPILS, LineKind.OTHER}
    assert {k for k in by_hand if settled(on_list(checklist, k), checklist, facts()) is not None} == set()
    of_account = replace(checklist, person_id=None, account_id=uuid4())
    assert settled(on_list(of_account, LineKind.SIGN_IN), of_account, facts()) is None


def test_what_a_doubled_record_knew_is_read_as_the_kept_ones_also_over_two_mergings() -> None:
    page = account()
    first, second = person("Jo Marsh"), person("Jo Marsh", merged_into=JO.id)
    first = replace(first, merged_into=second.id)
    people = {p.id: p for p in (JO, first, second)}
    known = [knows(first, version(page)), knows(ROSA, version(page))]
    assert [k.person_id for k in as_one(known, people)] == [JO.id, ROSA.id]


# --- Today


def today_of(
    *lists: Checklist, lines: Sequence[ChecklistLine] = (), people: Sequence[Person] = (JO, ROSA), **more: object
) -> list[DueItem]:
    fields: dict[str, object] = {
        "people": people,
        "duties": (),
        "accounts": (),
        "platforms": {},
        "versions": (),
        "accesses": (),
        "password_due": (),
        "sign_ins": (),
        "terms": (),
        "backup": BackupFacts(NOW),
        "keyholders": frozenset({ROSA.id}),
        "profile": Profile(id="test", name="Test"),
    }
    made = DueFacts(**(fields | {"checklists": lists, "checklist_lines": lines} | more))  # type: ignore[arg-type]
    return list(due_lists(made, TODAY, NOW))


def test_an_open_list_is_due_with_its_earliest_open_line() -> None:
    checklist = listed(TODAY - timedelta(days=2))
    late = on_list(checklist, LineKind.PICTURES)
    done = replace(on_list(checklist, LineKind.PRINTED_LISTS), due_at=at(1), done_at=at(2))
    (item,) = today_of(checklist, lines=[late, done])
    assert (item.due, item.subject_id) == (TODAY - timedelta(days=2), checklist.id)
    assert item.title == "J. Marsh leaves: last day 18 Nov 2026"
    assert item.detail == "1 line is still to be worked off."


def test_a_last_day_is_spoken_of_two_weeks_ahead_and_not_before() -> None:
    near, far = listed(TODAY + timedelta(days=14)), listed(TODAY + timedelta(days=15))
    lines = [on_list(each, LineKind.PICTURES) for each in (near, far)]
    assert [item.subject_id for item in today_of(near, far, lines=lines)] == [near.id]
    assert "Prepared" in today_of(near, lines=lines[:1])[0].detail


def test_a_complete_list_waits_for_its_signature_and_a_closed_one_for_nothing() -> None:
    checklist = listed()
    done = on_list(checklist, LineKind.PICTURES, done_at=at(2))
    ((item),) = today_of(checklist, lines=[done])
    assert "is to be signed" in item.title
    assert today_of(replace(checklist, finished_at=at(20)), lines=[done]) == []
    assert today_of(replace(checklist, cancelled_at=at(20)), lines=[done]) == []


def test_quiet_lists_say_nothing_and_hidden_ones_are_not_there() -> None:
    gone = replace(JO, ends=TODAY - timedelta(days=2))
    checklist = listed(gone.ends or TODAY, quiet=True)
    line = on_list(checklist, LineKind.PICTURES)
    (item,) = today_of(checklist, lines=[line], people=(gone, ROSA))
    assert "leaves" not in item.title
    hidden = frozenset({checklist.id})
    assert today_of(checklist, lines=[line], people=(gone, ROSA), hidden_lists=hidden) == []


def test_who_left_and_holds_something_without_a_list_is_named() -> None:
    gone = replace(JO, ends=TODAY - timedelta(days=2))
    signs = (SignInFacts(gone.id),)
    (item,) = today_of(people=(gone, ROSA), sign_ins=signs)
    assert item.key == f"left:{gone.id}"
    assert item.title == "J. Marsh left on 18 Nov 2026: make the list"
    assert today_of(people=(gone, ROSA)) == []  # nothing is held
    assert today_of(people=(replace(gone, merged_into=ROSA.id), ROSA), sign_ins=signs) == []
