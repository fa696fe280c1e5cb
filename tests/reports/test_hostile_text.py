"""Hostile text in every field of every document: nothing is read as markup, nothing turns, breaks or fills the page."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schoolsm_desktop.reports import (
    access_register,
    account_check_sheet,
    account_directory,
    chase_list,
    handover_book,
    health_list,
    leaver_list,
    letter,
    other_system_list,
    permissions_by_class,
    phone_page,
    photo_form,
    photo_slip,
    platform_cards,
    policy_sign_off,
    published_list,
    recovery_sheet,
    removal_sheet,
    review_evidence,
    review_schedule,
    undertaking,
)
from tests.conftest import Partner

from . import made_papers, made_photos
from .made_figures import directory_figures, recovery_figures, register_figures
from .made_health import health_figures
from .made_letters import holiday_figures, letter_figures, phone_figures
from .made_policy import schedule_figures, sign_off_figures
from .reading import outside_margins, pages, reader, text

PATTERNS: dict[str, str] = {
    "markup": "<img src='/etc/passwd'/><b>&amp; bold</b>",
    "direction": "ab\u202egnp.exe\u202c\u2066x\u2069",
    "nul": "be\x00fore\x07after",
    "formula": "=HYPERLINK('http://example.org')",
    "pdf": r"(unbalanced \) Tj ET endstream endobj",
    "braces": "{0} {name} %s %(x)s",
    "other script": "王小明 ✓ 🌳",
    "megabyte": "long words " * 100_000,
    "one long word": "m" * 1_000_000,
    "empty": "",
    "spaces": " \t\n\u2028 ",
}

DOCUMENTS: dict[str, Callable[[Callable[[str], str]], bytes]] = {
    "register": lambda change: access_register.render(_changed(register_figures(3, 4, every=1), change)),
    "directory": lambda change: account_directory.render(_changed(directory_figures(4), change)),
    "recovery": lambda change: recovery_sheet.render(_changed(recovery_figures(), change)),
    "list": lambda change: leaver_list.render(_changed(made_papers.list_figures(4), change)),
    "evidence": lambda change: review_evidence.render(_changed(made_papers.evidence_figures(1, 3), change)),
    "check": lambda change: account_check_sheet.render(_changed(made_papers.check_figures(2), change)),
    "book": lambda change: handover_book.render(_changed(made_papers.book_figures(1, 2), change)),
    "undertaking": lambda change: undertaking.render(_changed(made_papers.undertaking_figures(), change)),
    "cards": lambda change: platform_cards.render(_changed(made_papers.card_figures(), change)),
    "sign-off": lambda change: policy_sign_off.render(_changed(sign_off_figures(), change)),
    "schedule": lambda change: review_schedule.render(_changed(schedule_figures(), change)),
    "letter": lambda change: letter.render(_changed(letter_figures(), change)),
    "wall": lambda change: phone_page.render(_changed(phone_figures(), change)),
    "holiday": lambda change: phone_page.render_holiday(_changed(holiday_figures(), change)),
    "health": lambda change: health_list.render(_changed(health_figures(4, 2), change)),
    "removal": lambda change: removal_sheet.render(_changed(made_photos.removal_figures(), change)),
    "published": lambda change: published_list.render(_changed(made_photos.published_figures(), change)),
    "by class": lambda change: permissions_by_class.render(_changed(made_photos.permissions_figures(), change)),
    "photo slip": lambda change: photo_slip.render(_changed(made_photos.check_slip_figures(), change)),
    "chase": lambda change: chase_list.render(_changed(made_photos.chase_figures(), change)),
    "other system": lambda change: other_system_list.render(_changed(made_photos.other_system_figures(), change)),
    "photo form": lambda change: photo_form.render(_changed(made_photos.forms_figures(), change)),
}
KEYS = {"person", "account", "key", "code"}


def _changed(value: Any, change: Callable[[str], str], name: str = "") -> Any:
    """`value` with every text in it changed, keys that tie records together and enums left alone."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value,
            **{f.name: _changed(getattr(value, f.name), change, f.name) for f in dataclasses.fields(value)},
        )
    if isinstance(value, tuple):
        return tuple(_changed(one, change, name) for one in value)
    if type(value) is str and name not in KEYS:
        return change(value)
    return value


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_field_takes_it(document: str, pattern: str) -> None:
    pdf = DOCUMENTS[document](lambda _text: PATTERNS[pattern])
    shown = text(pdf)
    assert pages(pdf) < 40
    if document != "photo form":  # a pile of letters, each counted by itself
        assert f"Page {pages(pdf)} of {pages(pdf)}" in shown
    assert "\x00" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("pattern", ["markup", "other script", "megabyte", "one long word"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_word_runs_out_of_the_margins(document: str, pattern: str, partner: Partner, tmp_path: Path) -> None:
    pdf = DOCUMENTS[document](lambda text: f"{text} {PATTERNS[pattern]}" if text else "")
    assert outside_margins(pdf, partner("pdftotext"), tmp_path) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_markup_is_printed_as_it_was_typed_and_no_file_is_taken_in(document: str) -> None:
    pdf = DOCUMENTS[document](lambda _text: "<img src='/etc/passwd'> & <b>x</b>")
    assert "<img src='/etc/passwd'> & <b>x</b>" in text(pdf)
    for page in reader(pdf).pages:
        assert len(page.images) == 0
        assert "/Annots" not in page
    assert b"/EmbeddedFile" not in pdf
    assert b"/URI" not in pdf
    assert b"/JavaScript" not in pdf


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_megabyte_is_cut_with_a_mark(document: str) -> None:
    pdf = DOCUMENTS[document](lambda text: text + " " + PATTERNS["megabyte"])
    assert "…" in text(pdf)
    assert len(pdf) < 400_000


@pytest.mark.parametrize("document", DOCUMENTS)
def test_letters_that_cannot_be_set_are_named_in_each_document(document: str) -> None:
    shown = text(DOCUMENTS[document](lambda text: f"{text} 王" if text else ""))
    assert "Letters this document could not set" in shown
    assert "1: in “" in shown
    assert "U+738B" in shown
    assert "王" not in shown


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_of_plain_names_has_no_such_list(document: str) -> None:
    assert "could not set" not in text(DOCUMENTS[document](lambda text: text))
