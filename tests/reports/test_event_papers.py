"""The papers of events: sixty names, long names, hostile text, black on white, and the code that brings a list home."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
import zxingcpp
from PIL import Image

from schoolsm_desktop.domain.photo_forms import meant_code
from schoolsm_desktop.reports import blank_slips, class_photograph, do_not_photograph, event_notice, event_pack
from schoolsm_desktop.services.paper_codes import new_code
from tests.conftest import Partner

from . import made_events, reading
from .test_hostile_text import PATTERNS

Change = Callable[[str], str]
DOCUMENTS: dict[str, Callable[[Change], bytes]] = {
    "list": lambda change: do_not_photograph.render(_changed(made_events.list_figures(), change)),
    "notice": lambda change: event_notice.render(_changed(made_events.notice_figures(), change)),
    "pack": lambda change: event_pack.render(_changed(made_events.pack_figures(), change)),
    "class": lambda change: class_photograph.render(_changed(made_events.clearance_figures(), change)),
    "slips": lambda change: blank_slips.render(_changed(made_events.slip_figures(), change)),
}


def _changed(value: Any, change: Change, name: str = "") -> Any:
    """`value` with every text changed but the code, which is the program's own."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _changed(getattr(value, f.name), change, f.name) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    if isinstance(value, tuple):
        return tuple(_changed(one, change, name) for one in value)
    return change(value) if type(value) is str and name != "code" else value


def page_picture(pdf: bytes, page: int = 0) -> Image.Image:
    """A page in shades of grey, as a poor copier sees it."""
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[page].render(scale=100 / 72, grayscale=True).to_pil()
    return picture


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_field_takes_whatever_is_typed(document: str, pattern: str) -> None:
    pdf = DOCUMENTS[document](lambda _text: PATTERNS[pattern])
    assert reading.pages(pdf) < 40
    assert f"Page {reading.pages(pdf)} of {reading.pages(pdf)}" in reading.text(pdf)
    assert "\u202e" not in reading.text(pdf)
    assert "\x00" not in reading.text(pdf)


@pytest.mark.parametrize("pattern", ["markup", "megabyte", "one long word"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_word_runs_out_of_the_margins(document: str, pattern: str, partner: Partner, tmp_path: Path) -> None:
    pdf = DOCUMENTS[document](lambda text: f"{text} {PATTERNS[pattern]}" if text else "")
    assert reading.outside_margins(pdf, partner("pdftotext"), tmp_path) == []


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (60, 2), (150, 3)])
def test_every_name_stands_on_the_list_however_many_there_are(count: int, pages: int) -> None:
    pdf = do_not_photograph.render(made_events.list_figures(count))
    said = " ".join(reading.text(pdf).split())
    assert reading.pages(pdf) == pages
    assert [name for name in made_events.names(count) if name not in said] == []
    assert said.count("Amara") == count
    assert "5A: the whole class. Photograph nobody of it." in said
    if pages > 2:
        assert f"4B: {count} children (continued)" in said


def test_the_code_brings_a_list_home_from_a_grey_copy() -> None:
    code = new_code()
    pdf = do_not_photograph.render(made_events.list_figures(60, code))
    (found,) = zxingcpp.read_barcodes(page_picture(pdf))
    assert meant_code(found.text) == code
    assert "Amara" not in found.text


def test_yes_and_not_this_child_differ_without_colour() -> None:
    pdf = class_photograph.render(made_events.clearance_figures(4))
    said = " ".join(reading.text(pdf).split())
    assert said.count("Not this child") == 2
    assert "2 children sit out, of 4." in said
    assert page_picture(pdf).mode == "L"


def test_the_notice_is_as_large_as_its_words_allow_and_is_not_marked_as_secret() -> None:
    short = reading.text(event_notice.render(made_events.notice_figures()))
    assert "Please photograph your own child only." in " ".join(short.split())
    pack = event_pack.render(made_events.pack_figures())
    assert reading.pages(pack) == 3
    assert "For everybody to read" in reading.page_text(pack, 3)
    assert "For everybody to read" not in reading.page_text(pack, 1) + reading.page_text(pack, 2)
