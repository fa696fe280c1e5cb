"""When Today speaks of passwords that are to be saved as a file, and when it is quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from schoolsm_desktop.domain.approvals import GIVE_BACK, Approval, decide, use
from schoolsm_desktop.domain.due_approvals import due_approvals
from schoolsm_desktop.domain.due_facts import BackupFacts, DueFacts, Place
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import Profile

from .records import SCHOOL, at, person

ROSA, ANNA = person("Rosa Okafor"), person("Anna Whitfield")
NOW = at(20)
ASKED = Approval(UUID(int=9), SCHOOL, GIVE_BACK, ROSA.id, NOW, "because of the trust's new program")
ALLOWED = decide(ASKED, ANNA.id, NOW, allow=True, others_could_act=True)
FACTS = DueFacts((ROSA, ANNA), (), (), {}, (), (), (), (), (), BackupFacts(), frozenset(), Profile("a", "A"))


def test_the_headteacher_is_asked_from_the_day_of_the_question_and_the_reason_stays_private() -> None:
    (item,) = due_approvals(replace(FACTS, approvals=(ASKED,)), NOW + timedelta(days=3))
    assert (item.place, item.duty, item.due, item.subject_id) == (
        Place.APPROVAL,
        Duty.HEADTEACHER,
        date(2026, 11, 20),
        ASKED.id,
    )
    assert "R. Okafor asked" in item.detail
    assert "trust" not in item.title + item.detail


def test_whoever_asked_is_reminded_while_the_leave_is_good_and_not_after() -> None:
    facts = replace(FACTS, approvals=(ALLOWED,))
    (item,) = due_approvals(facts, NOW + timedelta(hours=23))
    assert item.key == f"approved:{ALLOWED.id}"
    assert "21 Nov 2026" in item.detail
    assert list(due_approvals(facts, NOW + timedelta(hours=24))) == []


def test_what_was_used_or_refused_is_not_spoken_of() -> None:
    refused = decide(ASKED, ANNA.id, NOW, allow=False, others_could_act=True)
    assert list(due_approvals(replace(FACTS, approvals=(use(ALLOWED, ROSA.id, NOW), refused)), NOW)) == []
