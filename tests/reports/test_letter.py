"""A letter on paper: address, day and signature where they belong, over as many pages as it takes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from schoolsm_desktop.reports import letter, phone_page
from tests.conftest import Partner

from .made_letters import holiday_figures, letter_figures, phone_figures
from .reading import outside_margins, page_text, pages, text


def test_address_day_reference_text_and_both_signatures_stand_on_one_page() -> None:
    pdf = letter.render(letter_figures())
    assert pages(pdf) == 1
    read = text(pdf)
    for words in ("To the parent or carer of Ada Lark", "20 Nov 2026", "2026-0A1B2C3D", "Anna Whitfield", "Jo Marsh"):
        assert words in read
    assert "Confidential" not in read
    assert read.index("Ada Lark") < read.index("Paragraph 0") < read.index("Anna Whitfield")


@pytest.mark.parametrize("paragraphs", [0, 1, 9, 11, 12, 13, 60])
def test_the_signature_is_never_alone_on_a_page_and_nothing_leaves_the_margins(
    paragraphs: int, partner: Partner, tmp_path: Path
) -> None:
    for signed in (False, True):
        pdf = letter.render(letter_figures(paragraphs, signed=signed))
        assert outside_margins(pdf, partner("pdftotext"), tmp_path) == []
        read = text(pdf)
        if paragraphs:
            last = page_text(pdf, pages(pdf))
            assert "Anna Whitfield" in last
            assert "more words" in last
        assert all(f"Paragraph {n} begins" in read for n in range(paragraphs))


def test_a_letter_without_a_recipient_or_a_headteacher_has_room_for_both(partner: Partner, tmp_path: Path) -> None:
    figures = letter_figures()
    pdf = letter.render(replace(figures, addressed_to="_" * 24, signer=replace(figures.signer, name="")))
    assert "Headteacher" in text(pdf)
    assert outside_margins(pdf, partner("pdftotext"), tmp_path) == []


def test_the_page_for_the_wall_and_the_holiday_card_read_well_empty_and_long(partner: Partner, tmp_path: Path) -> None:
    for number in (0, 1, 80):
        for pdf in (phone_page.render(phone_figures(number)), phone_page.render_holiday(holiday_figures(number))):
            assert outside_margins(pdf, partner("pdftotext"), tmp_path) == []
    assert "Your policy names these too" in text(phone_page.render(phone_figures()))
    assert "No account is in use." in text(phone_page.render_holiday(holiday_figures(0)))


@pytest.mark.parametrize("accounts", range(16, 34, 3))
def test_the_numbers_of_the_holiday_card_are_not_parted_from_their_heading(accounts: int) -> None:
    pdf = phone_page.render_holiday(holiday_figures(accounts))
    (page,) = [
        page_text(pdf, number) for number in range(1, pages(pdf) + 1) if "Whom to ring" in page_text(pdf, number)
    ]
    assert "Gill Tranter" in page
