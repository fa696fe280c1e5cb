"""Clocks of an incident: hours through weekends and the change of the clocks, one working day, and who is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from schoolsm_desktop.domain.case_look import CaseLook
from schoolsm_desktop.domain.cases import EntryKind
from schoolsm_desktop.domain.decision_words import Question
from schoolsm_desktop.domain.incident_clocks import Clock, clocks
from schoolsm_desktop.domain.incident_kinds import IncidentKind, Severity
from schoolsm_desktop.domain.incidents import Answer, Who

from .incident_looks import DSL, FRIDAY, HEAD, added, decided, look, said
from .read_policies import CHURCHWARD, MILL

K = IncidentKind


def clock(seen: CaseLook, key: str) -> Clock:
    return next(one for one in clocks(seen) if one.key == key)


@pytest.mark.clause("kew-woods:8-7.2-a")
def test_72_hours_run_through_the_weekend_from_when_anybody_first_knew() -> None:
    friday_evening = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    seen = look(K.DATA_BREACH, known_at=friday_evening, now=datetime(2026, 11, 23, 14, 30, tzinfo=UTC))
    found = clock(seen, "data")
    assert found.due == datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    assert (found.runs, found.is_over(seen.now), found.left(seen.now)) == (True, False, "3 hours left")
    late = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
    assert (found.is_over(late), found.left(late)) == (True, "over by 2 days and 1 hour")
    assert found.left(found.due - timedelta(minutes=45)) == "45 minutes left"
    assert found.left(found.due) == "less than a minute left"


def test_72_hours_are_72_hours_when_the_clocks_change() -> None:
    # The clocks went back on 25 October 2026: three days by the clock on the wall are 73 hours.
    knew = datetime(2026, 10, 24, 9, tzinfo=UTC)
    found = clock(look(K.DATA_BREACH, known_at=knew), "data")
    assert found.due - knew == timedelta(hours=72)


def test_it_begins_with_what_was_seen_where_nobody_said_when_it_was_known() -> None:
    seen = look(K.WRONG_POST, seen_at=FRIDAY - timedelta(hours=5))
    assert clock(seen, "data").began == FRIDAY - timedelta(hours=5)
    assert clock(look(K.WRONG_POST), "data").began == FRIDAY


def test_the_decision_stops_the_72_hours_in_time_or_late() -> None:
    seen = look(K.DATA_BREACH)
    in_time = decided(seen, Question.REGULATOR, "no", reason="no risk", at=FRIDAY + timedelta(hours=70))
    assert (clock(in_time, "data").runs, clock(in_time, "data").left(in_time.now)) == (False, "in time")
    late = decided(seen, Question.REGULATOR, "yes", reference="IC-1", at=FRIDAY + timedelta(hours=75))
    assert clock(late, "data").left(late.now) == "late by 3 hours"
    assert clock(late, "data").is_over(late.now)
    answered = look(K.DATA_BREACH, data=Answer.NO)
    assert "data" not in {one.key for one in clocks(answered)}


def test_the_officer_is_asked_within_one_working_day_and_bank_holidays_do_not_count() -> None:
    seen = look(K.STAFF_BREACH, said(Who.STAFF), allegation=Answer.YES)
    assert clock(seen, "officer").due.astimezone() == datetime(2026, 11, 24).astimezone()  # the end of Monday
    holiday = look(K.STAFF_BREACH, said(Who.STAFF), allegation=Answer.YES, holidays=frozenset({date(2026, 11, 23)}))
    assert clock(holiday, "officer").due.astimezone() == datetime(2026, 11, 25).astimezone()
    asked = decided(seen, Question.OFFICER, "yes", reference="duty line")
    assert not clock(asked, "officer").runs
    assert "officer" not in {one.key for one in clocks(decided(seen, Question.SAFEGUARDING, "no-risk"))}


@pytest.mark.clause("kew-woods:app1-report", "kew-woods:5.5")
def test_who_is_told_within_how_long_comes_from_the_policys_routes() -> None:
    seen = look(K.PUPIL_CONTACTS_STAFF, said(Who.PUPIL))
    told = {one.key: (one.due - one.began, one.clause) for one in clocks(seen)}
    assert told == {
        "tell-dsl": (timedelta(minutes=60), "kew-woods:5.5"),
        "tell-headteacher": (timedelta(minutes=60), "kew-woods:5.5"),
    }
    comment = clock(look(K.PARENT_COMMENT), "tell-headteacher")
    assert (comment.due - comment.began, comment.clause) == (timedelta(minutes=60), "kew-woods:app1-report")
    done = added(seen, EntryKind.TOLD, person_id=DSL, at=FRIDAY + timedelta(minutes=20))
    assert not clock(done, "tell-dsl").runs
    assert clock(done, "tell-headteacher").runs
    assert clock(done, "tell-dsl").left(done.now) == "in time"


def test_it_is_never_told_to_whom_it_is_about() -> None:
    about_head = look(K.STAFF_BREACH, said(Who.STAFF, person_id=HEAD))
    assert {one.key for one in clocks(about_head)} == {"tell-chair"}
    about_lead = look(K.PUPIL_CONTACTS_STAFF, said(Who.STAFF, person_id=DSL))
    assert {one.key for one in clocks(about_lead)} == {"tell-headteacher"}


def test_a_route_for_serious_things_waits_until_somebody_says_it_is_serious() -> None:
    routes = [r for p in (CHURCHWARD, MILL) for r in p.rules.routes if r.from_severity is not Severity.MINOR]
    for route in routes:
        profile = CHURCHWARD if route in CHURCHWARD.rules.routes else MILL
        minor = {one.clause for one in clocks(look(route.kind, profile=profile, severity=Severity.MINOR))}
        assert route.clause not in minor or len([r for r in profile.rules.routes if r.clause == route.clause]) > 1
        serious = look(route.kind, profile=profile, severity=route.from_severity)
        assert {f"tell-{duty.value}" for duty in route.tell} <= {one.key for one in clocks(serious)}
