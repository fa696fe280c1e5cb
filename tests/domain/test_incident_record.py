"""The record of a case reads in the order things happened; late, corrected, done and apart each say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.cases import Entry, EntryKind
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.incident_record import (
    chronology,
    late_words,
    links_of,
    open_actions,
    short_moment,
    waits_for_answer,
)
from schoolsm_desktop.domain.record_entries import ADDING_WORDS, KINDS, Adding, NewEntry, check_new, entry_fields

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ME = uuid4()


def name(_person: UUID) -> str:
    """Everybody is one person here."""
    return "R. Okafor"


def entry(number: int, kind: EntryKind = EntryKind.NOTE, words: str = "", **more: object) -> Entry:
    """An entry typed in when it happened, number by number a minute later."""
    at = NOW - timedelta(hours=10) + timedelta(minutes=number)
    fields: dict[str, object] = {"at": at, "recorded_at": at} | more
    return Entry(number=number, kind=kind, by=ME, words=words, **fields)  # type: ignore[arg-type]


def test_a_record_of_nothing_one_and_many_stands_in_the_order_things_happened() -> None:
    assert chronology((), name, NOW) == ()
    (only,) = chronology([entry(1, EntryKind.REPORTED, "a comment")], name, NOW)
    assert (only.title, only.text, only.late) == ("Reported", "by R. Okafor. a comment", "")
    same = NOW - timedelta(hours=1)
    many = [entry(3, at=same), entry(2, at=same), entry(1), entry(4, at=NOW - timedelta(days=9), recorded_at=NOW)]
    assert [line.number for line in chronology(many, name, NOW)] == [4, 1, 2, 3]


@pytest.mark.parametrize(
    ("days", "said"), [(0, ""), (1, ""), (1.1, "entered 1 day later"), (3, "entered 3 days later")]
)
def test_what_is_typed_in_later_than_a_day_says_so(days: float, said: str) -> None:
    assert late_words(entry(1, at=NOW - timedelta(days=days), recorded_at=NOW)) == said


def test_a_correction_stands_beside_what_it_corrects_and_changes_nothing() -> None:
    first = entry(1, words="three comments")
    once = entry(2, EntryKind.CORRECTION, "four comments", of=1)
    again = entry(3, EntryKind.CORRECTION, "five", of=2)
    lost = entry(4, EntryKind.CORRECTION, "of nothing", of=99)
    circle = entry(5, EntryKind.CORRECTION, "of itself", of=5)
    lines = chronology([first, once, again, lost, circle], name, NOW)
    assert [line.number for line in lines] == [1, 4, 5]
    assert lines[0].text == "three comments"
    assert ["four comments" in lines[0].corrections[0], "five" in lines[0].corrections[1]] == [True, True]


def test_actions_are_open_until_done_and_the_first_due_stands_first() -> None:
    assert open_actions((), name, NOW) == ()
    due = NOW - timedelta(days=1)
    actions = [
        entry(1, EntryKind.ACTION, "no day"),
        entry(2, EntryKind.ACTION, "ring", person_id=ME, due=due),
        entry(3, EntryKind.ACTION, "write", who="the office", due=NOW),
        entry(4, EntryKind.ACTION, "tell", due=NOW),
    ]
    ended = [entry(5, EntryKind.DONE, "letter 12", of=3), entry(6, EntryKind.TOLD, of=4)]
    first, last = open_actions([*actions, *ended], name, NOW)
    assert (first.words, first.owner, first.is_overdue) == ("ring", "R. Okafor", True)
    assert (last.words, last.is_overdue) == ("no day", False)
    line = next(x for x in chronology([*actions, *ended], name, NOW) if x.number == 3)
    assert line.done.startswith("done ")


def test_an_answer_ends_the_waiting_and_links_stand_once() -> None:
    asked = [entry(1, EntryKind.AGENCY, about="police"), entry(2, EntryKind.PLATFORM_REPORT, who="X")]
    assert [x.number for x in waits_for_answer(asked)] == [1, 2]
    assert [x.number for x in waits_for_answer([*asked, entry(3, EntryKind.ANSWER, answer="no", of=1)])] == [2]
    post = uuid4()
    linked = [entry(n, EntryKind.LINK, link=f"post:{post}") for n in (1, 2)]
    assert links_of(linked) == (("post", post),)
    assert links_of(()) == ()


def test_moments_are_short_within_the_year() -> None:
    local = datetime(2026, 11, 17, 8, 10).astimezone()
    assert short_moment(local, local) == "17 Nov 08:10"
    assert short_moment(local.replace(year=2025), local) == "17 Nov 2025 08:10"


def test_every_way_to_add_becomes_an_entry_that_reads() -> None:
    assert set(ADDING_WORDS) == set(KINDS) == set(Adding)
    for adding in Adding:
        kind, fields = entry_fields(NewEntry(adding, "words", about="legal", who="a parent", reference="R 7"))
        (line,) = chronology([entry(1, kind, **fields)], name, NOW)
        assert "words" in line.text
        assert "Reference R 7" in line.text
        assert line.apart is (adding is Adding.ADVICE)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewEntry(Adding.NOTE), "words"),
        (NewEntry(Adding.NOTE, "x" * 9000), "words"),
        (NewEntry(Adding.NOTE, "x", at=NOW + timedelta(minutes=1)), "day"),
        (NewEntry(Adding.TOLD), "who"),
        (NewEntry(Adding.PARENTS, answer="no"), "reason"),
        (NewEntry(Adding.MODERATION, "3 comments", about="hidden"), "printed"),
        (NewEntry(Adding.ACTION, "ring", due=NOW - timedelta(days=1)), "due"),
        (NewEntry(Adding.DECISION, answer="leave it"), "reason"),
        (NewEntry(Adding.DONE, of=1), "of"),
        (NewEntry(Adding.DONE, of=99), "of"),
        (NewEntry(Adding.DONE, of=3), "of"),
        (NewEntry(Adding.LINK, link="nothing"), "link"),
        (NewEntry(Adding.LINK), "link"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(new: NewEntry, field: str) -> None:
    record = (entry(1), entry(2, EntryKind.ACTION), entry(3, EntryKind.ACTION), entry(4, EntryKind.DONE, of=3))
    with pytest.raises(FieldError) as wrong:
        check_new(new, record, NOW)
    assert wrong.value.field == field


def test_a_clock_that_was_set_back_is_noticed_before_anything_is_added() -> None:
    ahead = entry(1, at=NOW, recorded_at=NOW + timedelta(days=8))
    with pytest.raises(RuleError, match="clock"):
        check_new(NewEntry(Adding.NOTE, "x"), (ahead,), NOW)
    check_new(NewEntry(Adding.NOTE, "x"), (), NOW)


def test_what_corrects_legal_advice_stays_apart_too() -> None:
    advice = entry(1, EntryKind.ADVICE, about="legal", privileged=True)
    for adding, apart in ((Adding.CORRECTION, True), (Adding.NOTE, False)):
        _, fields = entry_fields(NewEntry(adding, "x", of=1 if apart else None), (advice,))
        assert fields["privileged"] is apart


def test_who_is_to_be_told_is_ended_by_telling_and_late_by_the_minute() -> None:
    due = NOW - timedelta(minutes=5)
    tell = entry(1, EntryKind.ACTION, "is told at once", about="tell", who="A. Whitfield", due=due)
    (action,) = open_actions([tell], name, NOW)
    assert (action.is_told, action.is_overdue) == (True, True)
    (line,) = chronology([tell], name, NOW)
    assert line.text == "A. Whitfield is told at once"
    told = NewEntry(Adding.TOLD, of=1)
    check_new(told, (tell,), NOW)
    kind, fields = entry_fields(told, (tell,))
    assert (kind, fields["who"]) == (EntryKind.TOLD, "A. Whitfield")
    ended = entry(2, kind, **fields)
    assert open_actions([tell, ended], name, NOW) == ()
    # Whoever adds that this very colleague was told ends it too, and nobody else's.
    mine = replace(tell, person_id=ME)
    assert entry_fields(NewEntry(Adding.TOLD, person_id=ME), (mine,))[1]["of"] == 1
    assert entry_fields(NewEntry(Adding.TOLD, who="A. Whitfield"), (mine,))[1]["of"] is None
    with pytest.raises(FieldError, match="meanwhile"):
        check_new(told, (tell, ended), NOW)


def test_keys_by_which_steps_are_found_again_are_not_read() -> None:
    for kind, answer, said in (
        (EntryKind.STEP, "done", "hidden"),
        (EntryKind.STEP, "not-needed", "hidden. Not needed"),
        (EntryKind.REPLY, "held", "hidden"),
        (EntryKind.AGENCY, "an officer rings", "hidden. Answer: an officer rings"),
        (EntryKind.ANSWER, "no", "hidden. no"),
        (EntryKind.CLOSED, "yes", "hidden. Support offered: yes"),
    ):
        assert chronology([entry(1, kind, "hidden", answer=answer)], name, NOW)[0].text == said
