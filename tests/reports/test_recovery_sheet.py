"""The recovery sheet: one page, both codes whole, and the codes nowhere but in print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from schoolsm_desktop.reports.recovery_sheet import RecoveryFigures, render
from tests.conftest import Partner

from .made_figures import recovery_figures
from .reading import in_order, laid_out, pages, reader, squeezed, text


def test_every_group_of_the_code_stands_under_its_number() -> None:
    figures = recovery_figures()
    shown = text(render(figures))
    numbered = " ".join(f"{n} {group}" for n, group in enumerate(figures.recovery_code.split(), 1))
    assert f"Recovery code {numbered}" in shown
    numbered = " ".join(f"{n} {group}" for n, group in enumerate(figures.setup_code.split(), 1))
    assert f"Set-up code for this PC {numbered}" in shown


def test_hyphens_between_groups_are_as_good_as_spaces() -> None:
    figures = recovery_figures()
    hyphened = replace(figures, recovery_code=figures.recovery_code.replace(" ", "-"))
    assert render(hyphened) == render(figures)


def test_it_says_what_it_is_whose_which_number_and_how_to_use_it() -> None:
    shown = text(render(replace(recovery_figures(), sheet=3)))
    assert in_order(
        shown,
        "Harbour Lane Primary School",
        "Secret: keep in the safe",
        "Recovery sheet",
        "Whoever holds it can read every password.",
        "Recovery code",
        "The school’s records Harbour Lane Primary School",
        "Number of this sheet 3",
        "Made on 21 Nov 2026",
        "Keyholders, ask them first Alice Whitfield, Rose Okafor",
        "How to use it",
        "1. Ask the keyholders",
        "choose “I have the recovery sheet”",
        "3. Choose whose passphrase is lost and type the recovery code.",
        "6. The code is used up by this. Print a new sheet",
        "Signature: Headteacher",
        "Signature: Witness",
        "Seal number of these records: 3F9A 12C4",
        "Page 1 of 1",
    )


def test_a_school_without_a_set_up_code_is_not_told_to_type_one() -> None:
    shown = text(render(replace(recovery_figures(), setup_code="")))
    assert "set-up code" not in shown.casefold()
    assert "5. The code is used up by this." in shown


def test_it_is_one_page_even_with_many_keyholders_and_long_names() -> None:
    names = tuple(f"Professor Bartholomew Featherstonehaugh-Cholmondeley {n}" for n in range(8))
    pdf = render(replace(recovery_figures(), keyholders=names))
    assert pages(pdf) == 1
    assert all(name in text(pdf) for name in names)


def test_without_keyholders_it_says_so() -> None:
    assert "Keyholders, ask them first none recorded" in text(render(replace(recovery_figures(), keyholders=())))


def test_the_codes_are_in_no_repr_no_metadata_and_no_bytes_outside_the_print() -> None:
    figures = recovery_figures()
    pdf = render(figures)
    facts = str(reader(pdf).metadata)
    for group in (*figures.recovery_code.split(), *figures.setup_code.split()):
        assert group not in repr(figures)
        assert group not in facts
        assert group.encode() not in pdf


def test_the_demonstrations_sheet_is_watermarked() -> None:
    assert "DEMONSTRATION" in text(render(recovery_figures(demonstration=True)))


def test_it_reads_from_top_to_bottom(partner: Partner, tmp_path: Path) -> None:
    placed = squeezed(laid_out(render(recovery_figures()), partner("pdftotext"), tmp_path))
    assert in_order(placed, "Recovery sheet", "4T8KD 9QXM2 HB3WZ 7VN5C", "1RJG6", "How to use it", "Signature")


def test_a_figure_cannot_be_made_without_its_codes() -> None:
    with pytest.raises(TypeError):
        RecoveryFigures(page=recovery_figures().page, records_name="x")  # type: ignore[call-arg]  # on purpose
