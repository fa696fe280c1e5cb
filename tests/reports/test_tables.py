"""Tables over many pages: heads repeated, rows kept whole and in company, cost no worse than the rows."""

from __future__ import annotations

import pytest

from schoolsm_desktop.reports import tables
from schoolsm_desktop.reports.paper import Paper
from schoolsm_desktop.reports.styles import CELL_BOLD, Sign
from schoolsm_desktop.reports.tables import Band, Column, Piece, Row, draw_table

from .made_figures import page_facts
from .reading import in_order, outline, page_text, pages, text

COLUMNS = (Column("Name", 2), Column("Job", 1), Column("Why", 2))


def table(rows: list[Row | Band], columns: tuple[Column, ...] = COLUMNS) -> bytes:
    """A document of one table."""
    paper = Paper(page_facts("Table"))
    draw_table(paper, columns, rows)
    return paper.finish()


def rows_of(count: int) -> list[Row | Band]:
    """`count` rows that can be told apart."""
    return [(f"Person{n:05}", "Teacher", f"Reason {n}") for n in range(count)]


def test_the_head_is_repeated_on_every_page_and_every_row_is_there_once() -> None:
    pdf = table(rows_of(120))
    count = pages(pdf)
    assert count > 2
    for page in range(1, count + 1):
        assert "Name Job Why" in page_text(pdf, page)
    whole = text(pdf)
    assert [whole.count(f"Person{n:05}") for n in range(120)] == [1] * 120
    assert in_order(whole, *(f"Person{n:05}" for n in range(120)))


def test_no_row_stands_alone_on_the_last_page() -> None:
    seen = set()
    for count in range(30, 80):
        pdf = table(rows_of(count))
        last = page_text(pdf, pages(pdf)).count("Person")
        seen.add((pages(pdf), last))
        assert last >= 2, count
    assert {page_count for page_count, _ in seen} == {1, 2}


def test_a_band_is_never_the_last_line_of_a_page_and_is_repeated() -> None:
    rows: list[Row | Band] = []
    for group in range(12):
        rows.append(Band(f"Group{group:02}", "a note", bookmark=True))
        rows += [(f"Person{group:02}-{n}", "Teacher", "Reason") for n in range(9)]
    pdf = table(rows)
    for page in range(1, pages(pdf) + 1):
        shown = page_text(pdf, page)
        assert shown.rfind("Person") > shown.rfind("Group")
        first_person = shown[shown.index("Person") :][6:8]
        first_row = shown[shown.index("Person") + 9]
        head = f"Group{first_person}" if first_row == "0" else f"Group{first_person} (continued)"
        assert in_order(shown, f"{head} a note", f"Person{first_person}-{first_row}")


def test_a_band_is_a_bookmark_where_asked() -> None:
    rows: list[Row | Band] = []
    for group in range(6):
        rows.append(Band(f"Group {group}", bookmark=True))
        rows += rows_of(40)
    marks = outline(table(rows))
    assert [title for title, _ in marks] == [f"Group {group}" for group in range(6)]
    assert [page for _, page in marks] == sorted({page for _, page in marks})


def test_long_words_and_addresses_are_broken_and_nothing_is_lost() -> None:
    address = "https://www.example.org/" + "a-long-way/" * 12
    pdf = table([("x" * 90, "Teacher", address), ("Short", "", "")])
    joined = text(pdf).replace(" ", "")
    assert "x" * 90 in joined
    assert address in joined


def test_a_cell_taller_than_half_a_page_is_cut_with_a_mark() -> None:
    narrow = (Column("Name", 9), Column("Why", 0.5))
    pdf = table([("One", "m" * 390), ("Two", "short"), ("Three", "")], narrow)
    shown = text(pdf)
    assert "…" in shown
    assert pages(pdf) == 1
    assert in_order(shown, "One", "Two", "Three")


def test_a_long_heading_is_clipped_so_that_rows_have_room() -> None:
    pdf = table(rows_of(3), (Column("heading " * 60, 1), Column("B", 1), Column("C", 1)))
    assert text(pdf).count("heading") < 40
    assert "…" in text(pdf)


def test_a_sign_is_drawn_beside_its_word_and_the_word_is_text() -> None:
    plain = table([(Piece("Posts", CELL_BOLD), "", ""), ("b", "", "")])
    signed = table([(Piece("Posts", CELL_BOLD, Sign.KEY), "", ""), ("b", "", "")])
    assert text(plain) == text(signed)
    assert plain != signed


def test_cells_of_several_pieces_are_read_cell_by_cell() -> None:
    row: Row = (
        (Piece("Alice", CELL_BOLD), Piece("Headteacher")),
        (Piece("Posts"), Piece("own login")),
        "why",
    )
    assert "Alice Headteacher Posts own login why" in text(table([row, ("x", "y", "z")]))


def test_nothing_is_drawn_for_no_rows() -> None:
    assert "Name Job Why" not in text(table([]))


def test_a_row_is_laid_out_once_however_long_the_table_is(monkeypatch: pytest.MonkeyPatch) -> None:
    laid = 0
    lay = tables._Grid.lay

    def counting(grid: tables._Grid, row: Row | Band) -> object:
        nonlocal laid
        laid += 1
        return lay(grid, row)

    monkeypatch.setattr(tables._Grid, "lay", counting)
    table(rows_of(2_000))
    assert laid <= 2_000 + 10
