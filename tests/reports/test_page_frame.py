"""What stands on every page of every document."""

from __future__ import annotations

import io
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PIL import Image

from schoolsm_desktop.domain.wording import moment_text
from schoolsm_desktop.reports.crest import house_colour
from schoolsm_desktop.reports.page_frame import Letterhead, PageFacts
from schoolsm_desktop.reports.paper import BOOKMARKS_OVER, Paper
from schoolsm_desktop.reports.styles import BODY
from tests.conftest import Partner

from .made_figures import PRINTED_AT, page_facts
from .reading import outline, page_text, pages, reader, text


def document(facts: PageFacts, page_count: int = 1, *, landscape: bool = False) -> bytes:
    """A document of `page_count` pages with a bookmark on each."""
    paper = Paper(facts, landscape=landscape)
    paper.title("What it is for.")
    for page in range(1, page_count + 1):
        if page > 1:
            paper.turn()
        paper.heading(f"Part {page}")
        paper.flow("Some words.", BODY)
    return paper.finish()


def test_every_page_says_whose_what_when_who_how_confidential_and_which_of_how_many() -> None:
    pdf = document(page_facts(), 3)
    for page in (1, 2, 3):
        shown = page_text(pdf, page)
        assert "Harbour Lane Primary School" in shown
        assert "Register of posting access" in shown
        assert "Autumn term 2026, week 11" in shown
        assert f"Printed {moment_text(PRINTED_AT)} by Rose Okafor, Computing coordinator" in shown
        assert "Confidential" in shown
        assert f"Page {page} of 3" in shown


def test_the_file_says_its_title_author_subject_and_language() -> None:
    document_read = reader(document(page_facts()))
    facts = document_read.metadata
    assert facts is not None
    assert facts.title == "Register of posting access"
    assert facts.author == "Harbour Lane Primary School"
    assert facts.subject == "Who may post on the school's accounts"
    assert facts.creator == "SchoolSM Desktop"
    assert facts.creation_date == PRINTED_AT
    root = document_read.root_object
    assert str(root["/Lang"]) == "en-GB"
    assert "DisplayDocTitle': True" in str(root["/ViewerPreferences"].get_object())


def test_a_moment_from_another_zone_is_written_in_its_own_time() -> None:
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    facts = reader(document(page_facts(printed_at=summer))).metadata
    assert facts is not None
    assert facts.creation_date == datetime(2026, 7, 1, 11, 0, tzinfo=UTC)


def test_copy_and_seal_number_stand_only_where_asked() -> None:
    plain = text(document(page_facts()))
    assert "Copy" not in plain
    assert "Seal number" not in plain
    asked = document(page_facts(copy="2 of 3", seal_number="3F9A 12C4"), 2)
    assert "Copy 2 of 3 · Seal number 3F9A 12C4" in page_text(asked, 2)


def test_a_demonstration_says_so_on_every_page() -> None:
    shown = document(page_facts(demonstration=True), 2)
    for page in (1, 2):
        assert "DEMONSTRATION" in page_text(shown, page)
        assert "nothing in this document is real" in page_text(shown, page)
    assert "DEMONSTRATION" not in text(document(page_facts()))


@pytest.mark.parametrize("confidentiality", ["Confidential to the board of governors", ""])
def test_a_draft_says_so_with_the_mark_on_every_page(confidentiality: str) -> None:
    shown = document(page_facts(draft=True, confidentiality=confidentiality), 3)
    for page in (1, 2, 3):
        assert f"Draft {confidentiality}".strip() in page_text(shown, page)
        assert "DRAFT" in page_text(shown, page)
    final = text(document(page_facts()))
    assert "Draft" not in final
    assert "DRAFT" not in final


def test_a_draft_of_the_demonstration_says_both() -> None:
    shown = page_text(document(page_facts(draft=True, demonstration=True), 2), 2)
    assert "Draft" in shown
    assert "DEMONSTRATION" in shown


def test_bookmarks_come_with_the_fifth_page() -> None:
    assert outline(document(page_facts(), BOOKMARKS_OVER)) == []
    assert outline(document(page_facts(), 5)) == [(f"Part {page}", page) for page in range(1, 6)]


def test_the_same_figures_and_moment_give_the_same_bytes() -> None:
    facts = page_facts()
    assert document(facts, 6) == document(facts, 6)
    later = replace(facts, printed_at=PRINTED_AT + timedelta(minutes=1))
    assert document(later, 6) != document(facts, 6)


@pytest.mark.parametrize("landscape", [False, True])
def test_every_page_is_a4(landscape: bool) -> None:
    for page in reader(document(page_facts(), 2, landscape=landscape)).pages:
        sides = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert sides == pytest.approx([595.28, 841.89], abs=0.1)
        assert (float(page.mediabox.width) > 800) is landscape


def test_every_font_is_embedded() -> None:
    for page in reader(document(page_facts(), 2)).pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]  # a dictionary
        used = [font.get_object() for font in fonts.values()]
        assert len(used) >= 2
        assert all("NotoSans" in font["/BaseFont"] for font in used)
        assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in used)
        assert all("/ToUnicode" in font for font in used)


def test_a_colour_that_is_none_becomes_the_house_colour() -> None:
    assert house_colour("#f4d35e").hexval() == "0xf4d35e"
    for wrong in ("", "red", "#fff", "#12345g", "#123456\n", "url(file:///etc/passwd)"):
        assert house_colour(wrong).hexval() == "0x12303f"


@pytest.mark.parametrize(("crest", "shown"), [("", "H"), ("hl", "HL"), ("Hlps", "HL"), ("王", "[L")])
def test_the_crest_has_one_or_two_letters(crest: str, shown: str) -> None:
    facts = page_facts(letterhead=Letterhead("Harbour Lane", crest))
    words = text(document(facts)).split(" ")
    assert shown in words


def test_a_school_name_too_long_for_a_line_is_whole_in_the_masthead() -> None:
    name = "The Archbishop Holgate’s Voluntary Aided Church of England Primary School and Nursery, Upper Wotton"
    assert name in page_text(document(page_facts(letterhead=Letterhead(name, "A"))), 1)


def test_a_school_name_of_200_letters_is_in_the_masthead_and_pushes_nothing_out() -> None:
    name = ("Saint Nicholas-by-the-Water and All Saints " * 5)[:200].strip()
    shown = page_text(document(page_facts(letterhead=Letterhead(name), printed_by=name, title=name), 2), 1)
    assert shown.count(name) == 2  # masthead and title
    assert "Autumn term 2026, week 11" in shown
    assert "Page 1 of 2" in shown


def test_a_long_address_under_the_name_is_whole_however_wide_the_mark_is() -> None:
    address = "The Old School House, 12-14 Marlborough Embankment Road West, Upper Wotton-under-the-Hill GL12 7QQ"
    reach = f"{address} · 01632 960 111 · office@upper-wotton.example · www.upper-wotton.example"
    mark = "Confidential: for the person it is addressed to"
    shown = page_text(document(page_facts(period=reach, confidentiality=mark, draft=True)), 1)
    assert reach in shown
    assert mark in shown


def _crest(wide: int, high: int) -> bytes:
    kept = io.BytesIO()
    Image.effect_noise((wide, high), 80).convert("RGBA").save(kept, "PNG")
    return kept.getvalue()


def test_the_schools_own_crest_is_stored_once_however_many_pages_show_it() -> None:
    drawn = len(document(page_facts(), 40))
    crest = _crest(64, 48)
    own = document(page_facts(letterhead=Letterhead("Harbour Lane Primary School", "H", picture=crest)), 40)
    assert own.count(b"/Subtype /Image") == 2  # the picture and what shows through it
    assert len(own) - drawn < 2 * len(crest) + 4000
    assert "H Harbour Lane" not in text(own)


@pytest.mark.parametrize("broken", [_crest(64, 48)[:900], b"no picture", _crest(4, 4)[:40], _crest(2000, 1500)])
def test_a_crest_that_cannot_be_drawn_gives_way_to_the_shield(broken: bytes) -> None:
    letterhead = Letterhead("Harbour Lane Primary School", "Q", picture=broken)
    made = document(page_facts(letterhead=letterhead))
    assert "Q Harbour Lane Primary School" in text(made)
    assert b"/Subtype /Image" not in made


def test_a_clean_bill_from_qpdf(partner: Partner, tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(document(page_facts(demonstration=True, copy="1"), 6, landscape=True))
    done = subprocess.run([str(partner("qpdf")), "--check", str(file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No syntax or stream encoding errors found" in done.stdout


def test_documents_made_at_the_same_time_do_not_mix() -> None:
    wanted = [document(page_facts(period=f"Week {week}"), 3) for week in range(8)]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda week: document(page_facts(period=f"Week {week}"), 3), range(8)))
    assert made == wanted


def test_a_document_of_one_page_has_one_page() -> None:
    assert pages(document(page_facts())) == 1
