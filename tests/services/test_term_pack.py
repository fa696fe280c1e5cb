"""The term's pack: what is in it under which policy, for whom, and what is left out with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.documents_due import (
    PAPER_OF_LINE,
    RHYTHMS,
    DueDocument,
    Rhythm,
    WaitingLine,
    documents_due,
    due_since,
)
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.periods import Period
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.term_pack import NONE_WORDS, PAPERS, REASON_WORDS, PackFacts, pack_for
from schoolsm_desktop.services.term_pack import PackView
from schoolsm_desktop.ui.reports.documents import documents
from tests.services.school import InventedSchool

AUTUMN = Period("Autumn term 2026", date(2026, 9, 3), date(2026, 12, 18))
FACTS = PackFacts(frozenset(Action), frozenset(), {}, {}, AUTUMN.starts)


def ticked(view: PackView) -> list[str]:
    """The keys that are ticked."""
    return [choice.key for choice in view.choices if choice.ticked]


def test_every_paper_of_the_tables_is_a_document_of_the_page_with_the_same_right() -> None:
    there = {document.key: document.needs for document in documents()}
    assert {paper.key: paper.needs for paper in PAPERS} == {paper.key: there[paper.key] for paper in PAPERS}
    assert {paper.key for paper in PAPERS} == set(REASON_WORDS)
    assert {paper.key for paper in PAPERS if paper.of_term} == set(NONE_WORDS)
    assert set(RHYTHMS) | set(PAPER_OF_LINE.values()) <= set(there)


def test_what_there_is_none_of_yet_stands_there_unticked_with_the_reason() -> None:
    pack = {choice.key: choice for choice in pack_for(FACTS)}
    assert not pack["review-evidence"].there
    assert not pack["review-evidence"].ticked
    assert pack["review-evidence"].reason == "No review of access was begun this term"
    pack = {choice.key: choice for choice in pack_for(replace(FACTS, of_term={"review-evidence": "an id"}))}
    assert (pack["review-evidence"].which, pack["review-evidence"].ticked) == ("an id", True)


def test_what_was_printed_this_term_is_not_ticked_again() -> None:
    last = {"access-register": date(2026, 10, 5), "account-directory": date(2026, 7, 1)}
    pack = {choice.key: choice for choice in pack_for(replace(FACTS, last=last))}
    assert not pack["access-register"].ticked
    assert "on 5 Oct 2026" in pack["access-register"].reason
    assert pack["account-directory"].ticked


def test_nobody_is_offered_what_they_may_not_print_nor_what_the_policy_does_not_ask() -> None:
    assert pack_for(replace(FACTS, may=frozenset())) == ()
    chair = [choice.key for choice in pack_for(replace(FACTS, may=frozenset({Action.READ_REPORTS})))]
    assert chair == ["term-report-public", "term-report-confidential"]
    assert "taught" not in [choice.key for choice in pack_for(replace(FACTS, not_asked=frozenset({"taught"})))]


def test_the_pack_of_a_school_is_made_of_what_belongs_to_this_term(school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    school.give(school.add_person("Zoë Marsh"), school.add_account())
    office = school.sign_in(school.head)
    view = office.term_pack.view()
    assert view.term == "Autumn term 2026"
    assert "access-register" in ticked(view)
    assert "review-evidence" not in ticked(view)
    office.reviews.start()
    office.printing.was_printed(office.printing.access_register())
    after = office.term_pack.view()
    review = next(choice for choice in after.choices if choice.key == "review-evidence")
    assert review.ticked
    assert office.printing.review_evidence(UUID(review.which)).pdf
    assert "access-register" not in ticked(after)


def test_somebody_who_prints_nothing_has_no_pack(school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    teacher = school.add_person("Jo Marsh")
    school.make_sign_in(teacher)
    assert school.sign_in(teacher).term_pack.view().choices == ()


def due(
    today: date, last: Mapping[str, date] | None = None, lines: Iterable[WaitingLine] = (), period: Period = AUTUMN
) -> dict[str, str]:
    """What is to be printed of everything there is, with the reason."""
    found: tuple[DueDocument, ...] = documents_due([d.key for d in documents()], last or {}, lines, period, today)
    return {one.key: one.why for one in found}


def test_what_is_printed_each_term_is_due_until_it_was() -> None:
    wednesday = date(2026, 9, 16)
    assert due(wednesday)["access-register"] == "Each term; not printed here yet"
    assert due(wednesday, {"access-register": date(2026, 7, 2)})["access-register"] == "Each term; last on 2 Jul 2026"
    assert "access-register" not in due(wednesday, {"access-register": AUTUMN.starts})


def test_the_friday_sheet_is_due_on_thursdays_and_fridays_of_a_term() -> None:
    assert "friday-sheet" not in due(date(2026, 9, 16))
    assert "friday-sheet" in due(date(2026, 9, 17))
    assert "friday-sheet" not in due(date(2026, 9, 18), {"friday-sheet": date(2026, 9, 17)})
    assert "friday-sheet" in due(date(2026, 9, 18), {"friday-sheet": date(2026, 9, 11)})


def test_what_belongs_to_the_end_of_a_term_is_due_in_its_last_four_weeks() -> None:
    assert "holiday-card" not in due(date(2026, 11, 20))
    assert "holiday-card" in due(date(2026, 11, 21))


def test_each_september_counts_from_the_first_of_september() -> None:
    assert due_since(Rhythm.SEPTEMBER, AUTUMN, date(2026, 9, 3)) == date(2026, 9, 1)
    spring = Period("Spring term 2027", date(2027, 1, 5), date(2027, 3, 26))
    assert "whom-to-ring" not in due(date(2027, 1, 11), {"whom-to-ring": date(2026, 9, 4)}, period=spring)
    assert "whom-to-ring" in due(date(2027, 1, 11), {"whom-to-ring": date(2026, 8, 31)}, period=spring)


def test_in_a_holiday_only_what_waits_on_today_is_due() -> None:
    line = WaitingLine("event:1", "Winter fair: the list is missing")
    assert due(date(2026, 12, 28), lines=[line]) == {"event-pack": "Winter fair: the list is missing"}


def test_a_document_that_is_not_offered_is_never_due() -> None:
    lines = [WaitingLine("recovery-sheet", "The recovery sheet is not in the safe yet")]
    assert documents_due((), {}, lines, AUTUMN, date(2026, 9, 18)) == ()


def test_what_is_printed_in_a_rhythm_is_asked_of_those_who_print_the_registers(school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    chair = school.add_person("Edith Wain", "Governor")
    office = school.sign_in(school.head)
    keys = [document.key for document in documents()]
    assert "whom-to-ring" in {one.key for one in office.printing.due(office.printing.shelf(), keys)}
    office.people.give_duty(chair.id, Duty.CHAIR, school.clock.today())
    school.make_sign_in(chair)
    office = school.sign_in(chair)
    assert office.printing.due(office.printing.shelf(), keys) == ()


def test_who_printed_last_is_told_to_those_who_print_registers_and_to_oneself(school: InventedSchool) -> None:
    school.sign_in(school.coordinator)
    teacher = school.add_person("Jo Marsh")
    school.make_sign_in(teacher)
    office = school.sign_in(teacher)
    office.printing.was_printed(office.printing.house_rules())
    office.printing.was_saved(office.printing.whom_to_ring(), "xlsx")
    mine = office.printing.shelf().last
    assert {key: (out.by, out.as_file) for key, out in mine.items()} == {"house-rules": ("you", False)}
    office = school.sign_in(school.head)
    office.printing.was_saved(office.printing.access_register(), "pdf")
    last = office.printing.shelf().last
    assert last["house-rules"].by == "Jo Marsh"
    assert (last["access-register"].by, last["access-register"].as_file) == ("you", True)
