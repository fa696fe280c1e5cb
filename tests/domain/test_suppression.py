"""No count that is held back can be worked out from all that is printed, by somebody who tries every number there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.domain.figures import (
    ComplaintFigures,
    FirstAction,
    IncidentFigures,
    PermissionFigures,
    PhotoFigures,
    PlaceAnswers,
    RemovalFigures,
    Tally,
    TermFigures,
    YearCoverage,
)
from schoolsm_desktop.domain.figures_incidents import IncidentGroup, Outcome
from schoolsm_desktop.domain.held import Cell, Held
from schoolsm_desktop.domain.periods import Period
from schoolsm_desktop.domain.suppression import PublishedFigures, PublishedTable, Topic, published
from schoolsm_desktop.domain.suppression_search import Count, Sum, hold_back, is_worked_out
from schoolsm_desktop.domain.term_reports import ReportPart

SMALL = st.integers(0, 7)
MOST = 12
"""No cell of the tables below can be larger: so far a reader who tries every number has to go."""


def may_be(cell: Cell, *, zero_is_small: bool = False, pupils: int = 0) -> range:
    """Every number that a reader must reckon with in a cell."""
    if cell is Held.FEWER:
        return range(0 if zero_is_small else 1, 5)
    if cell is Held.NEARLY:
        return range(max(0, pupils - 4), pupils + 1)
    return range(MOST + 8) if isinstance(cell, Held) else range(cell, cell + 1)


def fits(cells: Mapping[str, range], sums: list[tuple[str, tuple[str, ...]]]) -> Iterator[dict[str, int]]:
    """Every set of numbers that fits, by trying: written for the test, with nothing of the program in it."""
    totals = {total for total, _parts in sums}
    free = [key for key in cells if key not in totals]
    order = sorted(free, key=lambda key: len(cells[key]))
    yield from _tried(cells, sums, order, {})


def _tried(
    cells: Mapping[str, range], sums: list[tuple[str, tuple[str, ...]]], order: list[str], known: dict[str, int]
) -> Iterator[dict[str, int]]:
    for total, parts in sums:
        low = sum(known.get(part, cells[part].start) for part in parts if part in cells)
        high = sum(known.get(part, cells[part].stop - 1) for part in parts if part in cells)
        if low > cells[total].stop - 1 or high < cells[total].start:
            return
    if not order:
        found = dict(known)
        for total, parts in sums:
            if found.setdefault(total, sum(found[part] for part in parts)) != sum(found[part] for part in parts):
                return
        yield found
        return
    for value in cells[order[0]]:
        yield from _tried(cells, sums, order[1:], {**known, order[0]: value})


def several(cells: Mapping[str, range], sums: list[tuple[str, tuple[str, ...]]], asked: list[str]) -> set[str]:
    """Those of `asked` that can be more than one number."""
    first = next(fits(cells, sums))
    found = set()
    for key in asked:
        below, above = range(cells[key].start, first[key]), range(first[key] + 1, cells[key].stop)
        if any(next(fits({**cells, key: other}, sums), None) for other in (above, below) if other):
            found.add(key)
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(SMALL, min_size=2, max_size=3), min_size=2, max_size=3))
def test_nothing_held_back_is_worked_out_of_rows_columns_and_totals(rows: list[list[int]]) -> None:
    width = min(map(len, rows))
    grid = [row[:width] for row in rows]
    counts = [Count(f"{r}.{c}", grid[r][c]) for r, c in product(range(len(grid)), range(width))]
    sums = [Sum(f"row{r}", tuple(f"{r}.{c}" for c in range(width))) for r in range(len(grid))]
    sums += [Sum(f"col{c}", tuple(f"{r}.{c}" for r in range(len(grid)))) for c in range(width)]
    values = {each.key: each.value for each in counts}
    counts += [Count(each.total, sum(values[part] for part in each.parts)) for each in sums]
    printed = hold_back(counts, sums)
    held = [key for key, cell in printed.items() if isinstance(cell, Held)]
    small = [each.key for each in counts if each.is_small]
    assert set(small) <= set(held)
    cells = {key: may_be(cell) for key, cell in printed.items()}
    assert several(cells, [(each.total, each.parts) for each in sums], held) == set(held)
    assert not is_worked_out(counts, sums, printed)


def test_one_small_count_takes_a_second_with_it() -> None:
    counts = [Count("a", 9), Count("b", 2), Count("c", 0), Count("total", 11)]
    printed = hold_back(counts, [Sum("total", ("a", "b", "c"))])
    assert printed == {"a": Held.BACK, "b": Held.FEWER, "c": 0, "total": 11}
    # Left as it was, 11 less 9 is 2: that is what the search finds.
    naive: dict[str, Cell] = {"a": 9, "b": Held.FEWER, "c": 0, "total": 11}
    assert is_worked_out(counts, [Sum("total", ("a", "b", "c"))], naive) == ("b",)


def test_three_sums_that_together_give_one_away_are_seen() -> None:
    """Pairs of three add up to what is printed: no sum alone tells one of them, all three do."""
    counts = [Count("a", 3), Count("b", 4), Count("c", 2), Count("ab", 7), Count("bc", 6), Count("ac", 5)]
    sums = [Sum("ab", ("a", "b")), Sum("bc", ("b", "c")), Sum("ac", ("a", "c"))]
    naive: dict[str, Cell] = {"a": Held.FEWER, "b": Held.FEWER, "c": Held.FEWER, "ab": 7, "bc": 6, "ac": 5}
    assert set(is_worked_out(counts, sums, naive)) == {"a", "b", "c"}
    assert not is_worked_out(counts, sums, hold_back(counts, sums))


def test_a_few_are_not_said_to_be_one_of_this_and_two_of_that() -> None:
    counts = [Count("a", 1), Count("b", 2), Count("c", 0), Count("total", 3)]
    printed = hold_back(counts, [Sum("total", ("a", "b", "c"))])
    assert printed == {"a": Held.BACK, "b": Held.BACK, "c": Held.BACK, "total": Held.FEWER}


def test_five_ones_are_not_read_off_the_hint_that_each_is_below_five() -> None:
    parts = tuple("abcde")
    counts = [*(Count(key, 1) for key in parts), Count("total", 5)]
    printed = hold_back(counts, [Sum("total", parts)])
    cells = {key: may_be(cell) for key, cell in printed.items()}
    assert several(cells, [("total", parts)], list(parts)) == set(parts)


def term(number: int, incidents: IncidentFigures, roll: int, **more: object) -> TermFigures:
    """Term 1, 2, ... of an invented school."""
    period = Period(f"Term {number}", date(2025, number, 1), date(2025, number, 28))
    return replace(TermFigures(period, period.ends, roll=roll, incidents=incidents), **more)  # type: ignore[arg-type]


def incidents(groups: tuple[int, ...], open_: int, late: int = 0, older: int = 0) -> IncidentFigures:
    """Incidents by group, one kind each; `open_` of them open, the others closed."""
    kinds = ("abuse-of-staff", "pupil-misuse", "data-breach", "wrong-post")
    total = sum(groups)
    still = min(open_, total)
    outcomes = {Outcome.FOLLOWED: total - still, Outcome.OPEN: still}
    return IncidentFigures(
        tuple(Tally(kind, count) for kind, count in zip(kinds, groups, strict=True) if count),
        tuple(Tally(group.value, count) for group, count in zip(IncidentGroup, groups, strict=True)),
        tuple(Tally(each.value, outcomes.get(each, 0)) for each in Outcome),
        min(late, still),
        older,
        FirstAction(total, 3.5, 40.0, 0, 2) if total else None,
        still,
        0,
    )


FOUR = st.tuples(SMALL, SMALL, st.integers(0, 2), st.just(0))


@settings(max_examples=60, deadline=None)
@given(FOUR, FOUR, st.integers(0, 3), st.integers(0, 2), st.integers(0, 3))
def test_incidents_of_two_terms_in_three_tables_give_nothing_away(
    now: tuple[int, ...], before: tuple[int, ...], open_: int, late: int, older: int
) -> None:
    """By type, by how they stand, and those open: with the term before beside it, in both parts held together."""
    figures = term(4, incidents(now, open_, late, older), 450, before=term(3, incidents(before, 1), 450))
    both = [published(figures, part) for part in ReportPart]
    for column in ("term", "before"):
        cells, sums, held = _incident_cells(both[1], column)
        assert several(cells, sums, held) == set(held)
    part_one = {(t.topic, r.key): r.cells for t in both[0].tables for r in t.rows}
    part_two = {(t.topic, r.key): r.cells for t in both[1].tables for r in t.rows}
    assert part_one.items() <= part_two.items()


def _incident_cells(
    figures: PublishedFigures, column: str
) -> tuple[dict[str, range], list[tuple[str, tuple[str, ...]]], list[str]]:
    """What a reader knows: the cells as printed, and what adds up to what; a number in two tables is one number."""
    kinds, stands, still = (figures.table(t) for t in (Topic.INCIDENTS, Topic.OUTCOMES, Topic.OPEN_INCIDENTS))
    assert kinds
    assert stands
    assert still
    cells: dict[str, Cell] = {f"kind {row.key}": row.cells[_at(kinds, column)] or 0 for row in kinds.rows}
    cells |= {f"stands {row.key}": row.cells[_at(stands, column)] or 0 for row in stands.rows}
    cells |= {f"still {row.key}": row.cells[_at(still, column)] or 0 for row in still.rows}
    assert cells["kind total"] == cells["stands total"]
    assert cells["stands overdue"] == cells["still overdue"]
    held = [key for key, cell in cells.items() if isinstance(cell, Held)]
    known = {key: may_be(cell) for key, cell in cells.items()}
    # What stands nowhere: those open that are not overdue, those open from before.
    known |= {"in time": range(MOST), "older": range(MOST)}
    del known["still actions_open"], known["still actions_overdue"], known["stands total"], known["still overdue"]
    sums = [
        ("kind total", tuple(f"kind {row.key}" for row in kinds.rows if not row.is_total)),
        ("stands open", ("stands overdue", "in time")),
        ("still open", ("stands overdue", "in time", "older")),
        ("kind total", ("stands followed", "stands nothing", "stands outside", "stands overdue", "in time")),
    ]
    sums = [(total, parts) for total, parts in sums if parts]
    return known, sums, [key for key in held if key in known]


def _at(table: PublishedTable, column: str) -> int:
    return [each.key for each in table.columns].index(column)


YEAR = st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda drawn: (drawn[0], min(drawn[1], drawn[0]), min(drawn[2], drawn[0] - min(drawn[1], drawn[0])))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(YEAR, min_size=1, max_size=3))
def test_permissions_by_year_group_tell_of_no_child(years: list[tuple[int, int, int]]) -> None:
    """Neither how few said no, nor how few did not say yes, can be worked out of rows, columns and the roll."""
    coverage = tuple(
        YearCoverage(str(at), pupils, (PlaceAnswers("web", pupils - no - none, no, none),))
        for at, (pupils, no, none) in enumerate(years)
    )
    figures = replace(
        term(1, incidents((0, 0, 0, 0), 0), 450), permissions=PermissionFigures((("web", "Website"),), coverage)
    )
    table = published(figures, ReportPart.CONFIDENTIAL).table(Topic.PERMISSIONS)
    if sum(pupils for pupils, _no, _none in years) < 5:
        assert table is None
        return
    assert table is not None
    known: dict[str, range] = {}
    sums: list[tuple[str, tuple[str, ...]]] = []
    held = []
    added = [row for row in table.rows if not row.is_total]
    for row in table.rows:
        roll, *said = row.cells
        assert isinstance(roll, int)
        assert roll >= 5
        names = [f"{row.key} {name}" for name in ("yes", "no", "none")]
        for name, cell in zip(names, said, strict=True):
            assert cell is not None
            known[name] = may_be(cell, zero_is_small=not name.endswith(" none"), pupils=roll)
            known[name] = range(known[name].start, min(known[name].stop, roll + 1))
            held += [name] if isinstance(cell, Held) else []
        known[f"{row.key} roll"] = range(roll, roll + 1)
        sums.append((f"{row.key} roll", tuple(names)))
    alone = len(added) == 1
    if not alone:
        sums += [(f"total {name}", tuple(f"{row.key} {name}" for row in added)) for name in ("yes", "no", "none")]
        sums = [each for each in sums if each[0] != "total roll"]
    assert several(known, sums, held) == set(held)


def test_a_small_school_adds_three_terms_up_and_prints_no_single_one() -> None:
    earliest = term(1, incidents((2, 1, 0, 0), 0), 12)
    first = term(2, incidents((2, 0, 1, 0), 0), 12, before=earliest)
    second = term(3, incidents((1, 1, 0, 0), 0), 12, before=first)
    third = term(4, incidents((3, 1, 0, 1), 1), 12, before=second)
    shown = published(third, ReportPart.CONFIDENTIAL)
    table = shown.table(Topic.INCIDENTS)
    assert shown.is_small
    assert table is not None
    assert [each.key for each in table.columns] == ["three-terms"]
    # 2 + 1 + 3, then 0 + 1 + 1, 1 + 0 + 0, 0 + 0 + 1; in all 10.
    assert [row.cells[0] for row in table.rows] == [6, Held.FEWER, Held.FEWER, Held.FEWER, 10]


def test_how_long_four_took_is_not_printed() -> None:
    shown = published(term(4, incidents((4, 0, 0, 0), 0), 450), ReportPart.CONFIDENTIAL)
    assert shown.facts.first_action_median_hours is Held.BACK
    assert shown.facts.first_action_longest_days is Held.BACK
    assert (
        published(term(4, incidents((5, 0, 0, 0), 0), 450), ReportPart.CONFIDENTIAL).facts.first_action_median_hours
        == 3.5
    )


def test_what_the_last_report_added_up_does_not_give_this_term_away() -> None:
    """The last report said 5 since the records began; 6 now would say that this term had one."""
    before = term(1, incidents((5, 0, 0, 0), 0), 12)
    shown = published(term(2, incidents((1, 0, 0, 0), 0), 12, before=before), ReportPart.CONFIDENTIAL)
    assert shown.cell(Topic.INCIDENTS, "towards-us", "three-terms") is Held.BACK
    assert shown.cell(Topic.INCIDENTS, "total", "three-terms") is Held.BACK


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=4, max_size=4))
def test_two_reports_of_a_small_school_side_by_side_give_no_term_away(drawn: list[tuple[int, int]]) -> None:
    """Each adds three terms up; the later one has one more term and one less. Whoever has both tries every number."""
    chain: TermFigures | None = None
    reports = []
    for at, (towards_us, pupils) in enumerate(drawn):
        chain = term(at + 1, incidents((towards_us, pupils, 0, 0), 0), 12, before=chain)
        reports.append(published(chain, ReportPart.CONFIDENTIAL))
    groups = ("towards-us", "pupils")
    known = {f"{at} {group}": range(MOST) for at in range(4) for group in groups}
    sums: list[tuple[str, tuple[str, ...]]] = []
    for last in (2, 3):
        for row in (*groups, "total"):
            cell = reports[last].cell(Topic.INCIDENTS, row, "three-terms")
            assert cell is not None
            known[f"report {last} {row}"] = range(25) if cell is Held.BACK else may_be(cell)
            parts = tuple(
                f"{at} {group}" for at in range(last - 2, last + 1) for group in groups if row in (group, "total")
            )
            sums.append((f"report {last} {row}", parts))
    small = [f"3 {group}" for group, count in zip(groups, drawn[3], strict=True) if 0 < count < 5]
    assert several(known, sums, small) == set(small)


@pytest.mark.parametrize("part", ReportPart)
def test_nothing_happened_may_be_said(part: ReportPart) -> None:
    none = incidents((0, 0, 0, 0), 0)
    figures = replace(
        term(4, none, 450),
        photos=PhotoFigures(0, 0, 0, 0, 0),
        removals=RemovalFigures(0, 0, 0),
        complaints=ComplaintFigures((Tally("informal", 0), Tally("formal", 0), Tally("panel", 0)), 0, 0, 0, 0, 0),
    )
    shown = published(figures, part)
    assert {cell for table in shown.tables for row in table.rows for cell in row.cells} == {0}
    assert not shown.held
    assert not shown.held_words
    assert shown.facts.first_action_median_hours is None
    # What is said of how it was counted is the same where there is much to hold back.
    busy = published(term(4, incidents((9, 1, 0, 2), 2), 450), part)
    assert busy.counting_words == shown.counting_words


def test_what_is_held_back_is_said_with_the_reason() -> None:
    shown = published(term(4, incidents((9, 1, 0, 2), 2), 450), ReportPart.CONFIDENTIAL)
    found = next(each for each in shown.held if each.topic is Topic.INCIDENTS)
    # Of 9, 1, 2 and 12 the 1 and the 2 are small; as they add up to 3, they could be 1 and 2 or 2 and 1.
    assert (found.few, found.back) == (2, 0)
    assert found.words == "2 numbers are too small to print."
    assert any("fewer than 5" in words for words in shown.held_words)
    public = published(term(4, incidents((9, 1, 0, 2), 2), 450), ReportPart.PUBLIC)
    assert [row.key for table in public.tables if table.topic is Topic.INCIDENTS for row in table.rows] == ["total"]
    assert public.table(Topic.OUTCOMES) is None
    assert [table.title for table in public.tables if table.topic is Topic.INCIDENTS] == ["Incidents"]
