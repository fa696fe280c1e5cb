"""Events from the rule of the day to the numbered list that comes back, on real records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.events import CopyState, Event, EventKind, EventState
from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.rules import VisitorPictures
from schoolsm_desktop.services.event_views import CopyLine
from schoolsm_desktop.services.events import NewBreach
from schoolsm_desktop.services.list_copies import NewList
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.policies import shipped_profile
from tests.reports import reading
from tests.services.roll import add_adult, add_pupil, answer, hold
from tests.services.school import InventedSchool

TODAY = date(2026, 11, 20)
FAIR = date(2026, 11, 25)
WEB, PRESS = "website", "press"


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(reading.page_text(pdf, number).split()) for number in range(1, reading.pages(pdf) + 1)]


def said(pdf: bytes) -> str:
    return " ".join(reading.text(pdf).split())


def answered(office: Office, name: str, word: Said | None, class_name: str = "4B", *places: str) -> Pupil:
    """A pupil whose mother said so; None where nobody was asked."""
    pupil = add_pupil(office, name, class_name)
    if word is not None:
        answer(office, pupil, word, *(places or (WEB,)), by=add_adult(office, pupil))
    return pupil


def four_in_4b(office: Office) -> tuple[Pupil, Pupil, Pupil, Pupil]:
    """A yes, a no, one on hold, one who was never asked."""
    yes = answered(office, "Amara Bello", Said.YES)
    no = answered(office, "Callum Dent", Said.NO)
    held = answered(office, "Efe Demir", Said.YES)
    hold(office, held)
    return yes, no, held, answered(office, "Freya Holt", None)


def fair(office: Office, **more: object) -> Event:
    """A fair next week with a holder."""
    event = replace(office.events.blank(), name="Christmas fair", on=FAIR, holder_name="Bo Lens", places=((WEB, ""),))
    return office.events.save(replace(event, **more))  # type: ignore[arg-type]


def follow(school: InventedSchool, policy: str, **events: object) -> Office:
    """The headteacher chooses a policy, its rule of events changed as said."""
    office, profile = school.sign_in(school.head), shipped_profile(policy)
    rules = replace(profile.rules, events=replace(profile.rules.events, **events))  # type: ignore[arg-type]
    office.policies.choose(replace(profile, rules=rules))
    return office


def copies(office: Office) -> tuple[CopyLine, ...]:
    return office.events.view().copies


@pytest.mark.clause("valence:events-1", "valence:events-4")
def test_an_event_begins_with_the_rule_of_the_policy_and_says_where_it_differs(school: InventedSchool) -> None:
    office = follow(school, "valence")
    event = fair(office)
    (line,) = office.events.view().lines
    assert line.rule == ("Visitors take pictures of their own child only.", "Colleagues are never recorded at events.")
    assert "Events 1" in line.rule_source
    assert "own child only, and none of our staff" in line.notice
    office.events.save(replace(event, visitors=VisitorPictures.NONE))
    (line,) = office.events.view().lines
    assert line.rule_source.startswith("Changed for this event. ")
    assert "Events 1" in line.rule_source
    assert line.notice.startswith("Please take no pictures")


@pytest.mark.clause("bucklebury:parent-1a", "bucklebury:parent-1b")
def test_where_parents_may_film_the_notice_says_what_they_do_not_put_online(school: InventedSchool) -> None:
    office = follow(school, "bucklebury")
    event = fair(office)
    (line,) = office.events.view().lines
    assert line.rule[0] == "Visitors may take pictures, and post none that show other children."
    assert "Parent 1" in line.rule_source
    paper = said(office.printing.event_notice(event.id).pdf)
    assert "You are welcome to take pictures." in paper
    assert "another family’s child can be seen" in paper


@pytest.mark.parametrize("visitors", list(VisitorPictures))
def test_what_the_policy_says_is_read_when_the_event_is_made_and_when_it_is_printed(
    school: InventedSchool, visitors: VisitorPictures
) -> None:
    office = follow(school, "valence", visitors=visitors, may_record_staff=True, notice="")
    event = fair(office)
    assert (event.visitors, event.may_record_staff) == (visitors, True)
    before = said(office.printing.event_notice(event.id).pdf)
    assert "colleagues" not in before
    office = follow(school, "valence", visitors=visitors, may_record_staff=True, notice="Phones away, please.")
    assert "Phones away, please." in said(office.printing.event_notice(event.id).pdf)
    office = follow(school, "valence", visitors=visitors, may_record_staff=False, notice="Phones away, please.")
    (line,) = office.events.view().lines
    assert line.rule_source.startswith("Changed for this event."), "the policy moved on, the event keeps its rule"


@pytest.mark.clause("valence:events-2")
def test_on_hold_no_and_not_asked_stand_alike_on_the_list_and_nothing_of_why(school: InventedSchool) -> None:
    office = follow(school, "valence")
    four_in_4b(office)
    answered(office, "Gabriel Moore", Said.YES, "5A")
    paper = said(office.printing.do_not_photograph(NewList("Bo Lens", (WEB,), ("4B", "5A"))).pdf)
    for name in ("Callum Dent", "Efe Demir", "Freya Holt"):
        assert name in paper, name
    assert "Amara" not in paper
    assert "Everybody in 5A may be photographed for The school’s website." in paper
    for word in ("hold", "asked", "objected", "Withdrawn", "mother", "2026-", "born"):
        assert word not in paper.replace("nobody is asked", ""), word
    (line,) = copies(office)
    assert (line.copy.number, line.copy.given_to, len(line.copy.pupils), line.copy.pupil_count) == (1, "Bo Lens", 3, 5)


def test_an_empty_list_says_so_and_a_whole_class_is_named_without_its_children(school: InventedSchool) -> None:
    office = follow(school, "valence")
    answered(office, "Amara Bello", Said.YES)
    answered(office, "Zoë Ferrier", Said.NO, "5A")
    answered(office, "Umar Iqbal", None, "5A")
    assert "Everybody in 4B may be photographed for The school’s website." in said(
        office.printing.do_not_photograph(NewList("Bo", (WEB,), ("4B",))).pdf
    )
    paper = said(office.printing.do_not_photograph(NewList("Bo", (WEB,), ("5A",))).pdf)
    assert "5A: the whole class. Photograph nobody of it." in paper
    assert "Zoë" not in paper
    with pytest.raises(RuleError, match="nobody on the roll"):
        office.printing.do_not_photograph(NewList("Bo", (WEB,), ("6C",)))
    assert [line.copy.number for line in copies(office)] == [2, 1], "what was not printed took no number"


def test_an_answer_that_runs_out_before_the_event_does_not_count_there(school: InventedSchool) -> None:
    office = follow(school, "valence")
    answered(office, "Amara Bello", Said.YES)
    event = fair(office, on=date(2027, 11, 5))
    assert office.events.list_for(None, (), (WEB,)).stopped == frozenset()
    assert len(office.events.list_for(event.id, (), (WEB,)).stopped) == 1


@pytest.mark.parametrize("change", ["no", "yes", "hold", "class", "nothing"])
def test_a_list_is_out_of_date_when_an_answer_changes_after_it_was_printed(school: InventedSchool, change: str) -> None:
    office = follow(school, "valence")
    yes, no, held, _ = four_in_4b(office)
    office.printing.do_not_photograph(NewList("Bo Lens", (WEB,), ("4B",)))
    school.clock.set(school.clock.now() + timedelta(hours=1))
    if change == "no":
        answer(office, yes, Said.NO, WEB, on=TODAY)
    elif change == "yes":
        with office.session.reading() as uow:
            (mother,) = uow.adults.of([no.id])
        answer(office, no, Said.YES, WEB, by=mother, on=TODAY)
    elif change == "hold":
        hold(office, yes)
    elif change == "class":
        with office.session.work() as work:
            work.uow.pupils.save(replace(held, class_name="5A"))
            work.did(Did.PUPIL_CHANGED, subject_kind="pupil", subject_id=held.id)
            work.done()
    else:
        answer(office, yes, Said.NO, PRESS, on=TODAY)
    (line,) = copies(office)
    assert line.outdated is (change != "nothing")
    if change != "nothing":
        office.list_copies.came_back(line.copy.id)
        assert not copies(office)[0].outdated, "what is back is out of date for nobody"


def test_for_press_and_photographers_a_second_person_is_named_on_the_list(school: InventedSchool) -> None:
    office = follow(school, "valence")
    four_in_4b(office)
    new = NewList("The Gazette", (PRESS,), ("4B",))
    with pytest.raises(FieldError, match="second person"):
        office.printing.do_not_photograph(new)
    with pytest.raises(FieldError, match="somebody else than you"):
        office.printing.do_not_photograph(replace(new, second_id=school.head.id))
    paper = said(office.printing.do_not_photograph(replace(new, second_id=school.coordinator.id)).pdf)
    assert paper.count("Rosa Okafor") == 2
    assert "I have looked at this list before it was given out." in paper


def test_what_becomes_of_a_list_is_kept_and_a_lost_one_tells_whom_it_named(school: InventedSchool) -> None:
    office = follow(school, "valence")
    four_in_4b(office)
    for _ in range(3):
        office.printing.do_not_photograph(NewList("Bo Lens", (WEB,), ("4B",)))
    third, second, first = (line.copy for line in copies(office))
    assert third.shred_by == TODAY + timedelta(days=1)
    office.list_copies.came_back(first.id)
    office.list_copies.shredded(second.id)
    with pytest.raises(FieldError, match="Write down where"):
        office.list_copies.lost(third.id, " ")
    office.list_copies.lost(third.id, "On the coach; the driver has looked")
    found = {line.copy.number: line for line in copies(office)}
    assert [found[n].copy.state for n in (1, 2, 3)] == [CopyState.BACK, CopyState.SHREDDED, CopyState.LOST]
    assert found[3].names == ("Callum Dent", "Efe Demir", "Freya Holt")
    assert found[1].names == ()
    with pytest.raises(RuleError, match="not out any more"):
        office.list_copies.came_back(first.id)
    with pytest.raises(FieldError, match="still to come"):
        office.list_copies.shredded(third.id, TODAY + timedelta(days=1))
    office.list_copies.came_back(third.id)
    assert office.log.altered_rows() == ()


@pytest.mark.clause("valence:events-3")
def test_a_breach_waits_until_the_headteacher_was_told(school: InventedSchool) -> None:
    follow(school, "valence")
    office = school.sign_in(school.coordinator)
    event = fair(office, on=TODAY)
    breach = office.events.broken(NewBreach(event.id, "A grandfather filmed the whole stage"))
    lines = [x.item for x in office.today.view().lines if x.item.key.startswith("event-breach")]
    assert [line.title for line in lines] == ["Tell the headteacher: the rule was broken at Christmas fair"]
    with pytest.raises(FieldError, match="later than this"):
        office.events.told_head(breach.id, TODAY - timedelta(days=1), "", breach.revision)
    office.events.told_head(breach.id, TODAY, "He deleted it", breach.revision)
    assert not [x for x in office.today.view().lines if x.item.key.startswith("event-breach")]
    assert office.events.view().lines[0].breaches[0].what_was_done == "He deleted it"


def test_today_tells_what_an_event_still_wants_and_which_lists_are_out(school: InventedSchool) -> None:
    office = follow(school, "valence")
    yes, *_ = four_in_4b(office)
    event = fair(office, holder_name="")

    def lines() -> dict[str, str]:
        keys = ("event:", "list-back:", "list-outdated:")
        return {
            x.item.key.partition(":")[0]: x.item.title for x in office.today.view().lines if x.item.key.startswith(keys)
        }

    assert lines() == {
        "event": "Christmas fair: nobody holds the list yet, the list is not printed and the notice for the door is not printed"
    }
    event = office.events.save(replace(event, holder_name="Bo Lens"))
    office.printing.was_printed(office.printing.event_pack(NewList("Bo Lens", (WEB,), event_id=event.id)))
    assert lines() == {}
    school.clock.set(school.clock.now() + timedelta(hours=1))
    answer(office, yes, Said.NO, WEB, on=TODAY)
    assert lines() == {"list-outdated": "The list given to Bo Lens is out of date"}
    school.clock.set(school.clock.now() + timedelta(days=6))
    assert lines()["list-back"] == "List no. 1 comes back from Bo Lens, or is shredded"
    for line in office.today.view().lines:
        assert "Amara" not in line.item.title + line.item.detail


def test_the_pack_holds_rule_seating_steps_list_and_notice(school: InventedSchool) -> None:
    office = follow(school, "valence")
    four_in_4b(office)
    event = fair(office, seating="Year 4 sits on the left, away from the doors", where="Hall")
    document = office.printing.event_pack(NewList("Bo Lens", (WEB,), ("4B",), event_id=event.id))
    pages = pages_of(document.pdf)
    assert len(pages) == 3
    for words in (
        "Year 4 sits on the left",
        "If somebody breaks the rule",
        "Headteacher",
        "Anna Whitfield",
        "Events 1",
    ):
        assert words in pages[0], words
    assert "Callum Dent" in pages[1]
    assert "Callum" not in pages[0] + pages[2]
    assert "own child only" in pages[2]
    assert office.events.view().lines[0].event.notice_printed_on is None, "made is not printed"
    office.printing.was_printed(document)
    assert office.events.view().lines[0].event.notice_printed_on == TODAY


def test_a_photographers_day_is_cleared_class_by_class(school: InventedSchool) -> None:
    office = follow(school, "valence")
    yes = answered(office, "Amara Bello", Said.YES, "4B", "class-photograph", "outside-photographer")
    answered(office, "Callum Dent", Said.YES, "4B", "class-photograph")
    answered(office, "Hana Suzuki", Said.NO, "5A", "class-photograph")
    event = fair(office, kind=EventKind.PHOTOGRAPHER)
    new = NewList("Snap Ltd", ("class-photograph",), ("4B", "5A"), event_id=event.id)
    first, second = pages_of(office.printing.class_photograph(new).pdf)
    assert "Everybody in this class may be in the class photograph." in first
    assert "Amara Bello Yes Yes" in first
    assert "Callum Dent Yes Not this child" in first
    assert "Nobody of this class may be in a class photograph" in second
    assert yes.id not in copies(office)[0].copy.pupil_ids


def test_four_blank_slips_ask_for_what_the_office_types(school: InventedSchool) -> None:
    office = follow(school, "valence")
    pages = pages_of(office.printing.blank_slips().pdf)
    assert len(pages) == 1
    for words in ("May we post this picture?", "Taken with a school device", "Asked by, day", "photo check no."):
        assert pages[0].count(words) == 4, words


def test_what_comes_next_is_shown_first_and_a_cancelled_event_asks_for_nothing(school: InventedSchool) -> None:
    office = follow(school, "valence")
    past = fair(office, name="Sports day", on=date(2026, 7, 3))
    later = fair(office, name="Nativity", on=date(2026, 12, 10))
    soon = fair(office)
    office.events.cancel(later.id)
    view = office.events.view()
    assert [line.event.id for line in view.lines] == [soon.id, past.id, later.id]
    assert [line.state for line in view.lines] == [EventState.COMING, EventState.OVER, EventState.CANCELLED]
    assert view.lines[2].missing == ()
    with pytest.raises(RuleError, match="cancelled"):
        office.events.save(view.lines[2].event)
    with pytest.raises(RuleError, match="cancelled"):
        office.printing.event_notice(later.id)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("name", {"name": "   "}),
        ("name", {"name": "x" * 121}),
        ("until", {"until": date(2026, 11, 24)}),
        ("on", {"on": date(2206, 11, 24)}),
        ("seating", {"seating": "y" * 2001}),
    ],
)
def test_an_event_that_cannot_be_is_refused_beside_its_field(
    school: InventedSchool, field: str, change: dict[str, object]
) -> None:
    office = follow(school, "valence")
    with pytest.raises(FieldError) as caught:
        fair(office, **change)
    assert caught.value.field == field
    assert office.events.view().lines == ()
