"""The type: measured right, accents over capitals clear of them, and a sentence where the files are missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics

from schoolsm_desktop.paths import resource
from schoolsm_desktop.reports import fonts
from schoolsm_desktop.reports.fonts import (
    Face,
    Script,
    TypefacesMissingError,
    accent_shift,
    advances,
    clusters,
    script_of,
    typeface,
    width_of,
)


@pytest.mark.parametrize("face", list(Face))
def test_a_width_is_what_the_pdf_library_measures(face: Face) -> None:
    advances(face)
    sample = "Łukasz Nguyễn, 21 Nov 2026 – Ελένη & Олена"
    assert width_of(sample, face, 9) == pytest.approx(pdfmetrics.stringWidth(sample, face.value, 9))


def test_figures_are_all_of_one_width_so_that_days_stand_below_each_other() -> None:
    assert len({advances(Face.REGULAR)[digit] for digit in "0123456789"}) == 1


def test_an_accent_keeps_to_its_letter() -> None:
    assert clusters("Ọmọ\u0301tọ\u0301") == ["Ọ", "m", "ọ\u0301", "t", "ọ\u0301"]
    assert clusters("\u0301a") == ["\u0301", "a"]


def test_an_accent_rises_over_a_capital_and_not_over_a_small_letter() -> None:
    ((_, _, over_small),) = accent_shift(Face.BOLD, "ọ\u0301")
    ((_, _, over_capital),) = accent_shift(Face.BOLD, "Ọ\u0301")
    assert over_small < 20
    assert 120 < over_capital < 260


def test_a_second_accent_stands_over_the_first() -> None:
    (_, _, first), (_, _, second) = accent_shift(Face.REGULAR, "m\u0308\u0304")
    assert second > first + 100


def test_an_accent_below_a_letter_with_a_tail_goes_below_the_tail() -> None:
    ((_, _, under_o),) = accent_shift(Face.REGULAR, "m\u0323")
    ((_, _, under_g),) = accent_shift(Face.REGULAR, "g\u0323")
    assert under_g < under_o - 100


def test_a_missing_file_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*parts: str) -> Path:
        raise FileNotFoundError(parts)

    monkeypatch.setattr(fonts, "_loaded", {})
    monkeypatch.setattr(fonts, "resource", gone)
    with pytest.raises(TypefacesMissingError) as caught:
        typeface(Face.REGULAR)
    assert "Your records are not affected" in caught.value.sentence


def test_a_damaged_file_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00 not a font at all")
    monkeypatch.setattr(fonts, "_loaded", {})
    monkeypatch.setattr(fonts, "resource", lambda *parts: broken)
    with pytest.raises(TypefacesMissingError):
        typeface(Face.REGULAR)


def test_the_licence_of_the_type_goes_with_it() -> None:
    licence = resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "Copyright 2015 Google" in licence
    for face in Face:
        assert resource("fonts", f"{face.value}.ttf").stat().st_size > 100_000
    for script in Script:
        assert resource("fonts", f"{script.value}.ttf").stat().st_size > 20_000
        assert f"Noto Sans {script.name.title()}" in licence


def test_the_types_are_three_megabytes_at_most() -> None:
    assert sum(file.stat().st_size for file in resource("fonts").iterdir()) < 3_000_000


def test_a_letter_of_another_script_is_measured_in_its_own_cut() -> None:
    for letter, script in (
        ("Ա", Script.ARMENIAN),
        ("გ", Script.GEORGIAN),
        ("ጸ", Script.ETHIOPIC),
    ):
        assert script_of(letter) is script
        assert width_of(letter, Face.BOLD, 10) == pytest.approx(advances(script)[letter] / 100)
    for letter in ("a", "Ж", "م", "ד", "王", "\u05c1", "\u135d"):
        assert script_of(letter) is None
