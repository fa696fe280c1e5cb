"""Every document there is, its every field longer and harder than any school's: made, whole, and as the frame promises.

What the page of reports offers comes from the demonstration's records; what is numbered, drawn for a case or printed
once comes from invented figures. Each text gets a tail of hard names, and each seventh one a word of 200 letters.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
import pytest

from schoolsm_desktop.demo import Demonstration
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.reports import (
    chronology,
    class_photograph,
    do_not_photograph,
    event_notice,
    event_pack,
    evidence_list,
    letter,
    photo_form,
)
from schoolsm_desktop.reports.lettering import LIMIT, Lettering
from schoolsm_desktop.reports.paper import BOOKMARKS_OVER
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.ui.reports.documents import documents
from tests.conftest import Partner
from tests.services.demo_fixture import demo, sign_in  # noqa: F401 - a fixture

from . import made_cases, made_events, made_photos
from .made_letters import letter_figures
from .reading import empty_boxes, outside_margins, reader, squeezed

TAIL = unicodedata.normalize("NFC", "Łucja Ọmọ́tọ́lá Nguyễn Ґалаґан Ելենա")
WORD = "Ŵ" * 200
BY_HAND: dict[str, Callable[[], bytes]] = {
    "chronology": lambda: chronology.render(made_cases.chronology()),
    "evidence": lambda: evidence_list.render(made_cases.evidence_list()),
    "class photograph": lambda: class_photograph.render(made_events.clearance_figures()),
    "do not photograph": lambda: do_not_photograph.render(made_events.list_figures()),
    "event notice": lambda: event_notice.render(made_events.notice_figures()),
    "event pack": lambda: event_pack.render(made_events.pack_figures()),
    "letter": lambda: letter.render(letter_figures()),
    "photo form": lambda: photo_form.render(made_photos.forms_figures()),
}
NUMBERED = {"do-not-photograph", "event-pack"}
"""Printing one writes down its number, and the demonstration is everybody's: above they stand by hand."""
NOT_THERE = {"agreement-sheet", "agreement-tally", "declaration-form", "goodbye-page"}
"""What the policy of the demonstration does not ask for, or has no record of yet."""

DEMONSTRATION = re.compile(r">[A-Z]+</word>")
"""The word across a page of the demonstration."""


def harder(text: str) -> str:
    """`text` with a tail; nothing where there is nothing."""
    if not text.strip():
        return text
    return f"{text} {WORD}" if len(text) % 7 == 0 else f"{text} {TAIL}"


@pytest.fixture(scope="module")
def hard_text() -> Iterator[list[str]]:
    """Makes every text harder as it is fitted; gives the empty boxes drawn meanwhile."""
    real, once = Lettering.fit, {"": ""}

    def fit(lettering: Lettering, text: str, limit: int = LIMIT) -> str:
        if text not in once:
            once[text] = real(lettering, harder(text), limit)
            once[once[text]] = once[text]  # what was fitted already stays as it is
        return real(lettering, once[text], limit)

    with pytest.MonkeyPatch.context() as patched, empty_boxes() as boxes:
        patched.setattr(Lettering, "fit", fit)
        yield boxes


@pytest.fixture(scope="module")
def office(demo: Demonstration, hard_text: list[str]) -> Iterator[Office]:  # noqa: F811 - a fixture
    office = sign_in(demo, "head")
    yield office
    office.close()


def made(office: Office, key: str) -> bytes:
    """The document of the page, of the first of what it can be made of."""
    document = next(one for one in documents() if one.key == key)
    which = ""
    if document.which:
        choices = office.printing.shelf().choices.get(key, ())
        if not choices:
            pytest.fail(f"The demonstration has nothing that “{key}” can be made of.")
        which = choices[0].id
    assert document.make is not None
    return document.make(office.printing, which).pdf


KEYS = [one.key for one in documents() if one.make is not None and one.key not in NUMBERED | NOT_THERE]


def check(pdf: bytes, boxes: list[str], partner: Partner, folder: Path) -> str:
    """Everything a document promises, whatever it is of; its text."""
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    qpdf = subprocess.run([str(partner("qpdf")), "--check", str(file)], capture_output=True, text=True)
    assert qpdf.returncode == 0, qpdf.stdout
    read = reader(pdf)
    facts, root = read.metadata, read.root_object
    assert facts is not None
    assert facts.title
    assert facts.author
    assert facts.subject
    assert str(root["/Lang"]) == "en-GB"
    assert "/DisplayDocTitle" in str(root["/ViewerPreferences"].get_object())
    assert bool(read.outline) is (len(read.pages) > BOOKMARKS_OVER)
    for page in read.pages[:3]:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # a dictionary
            told = font.get_object()
            assert re.match(r"/[A-Z]{6}\+NotoSans", told["/BaseFont"])
            assert "/FontFile2" in told["/FontDescriptor"].get_object()
            assert "/ToUnicode" in told
    assert boxes == []
    outside = outside_margins(pdf, partner("pdftotext"), folder)
    assert [word for word in outside if not DEMONSTRATION.search(word)] == []
    opened = pdfium.PdfDocument(pdf)
    shown = [squeezed(opened[at].get_textpage().get_text_range()) for at in range(len(opened))]
    for at, words in enumerate(shown, 1):
        assert re.search(r"Page \d+ of \d+", words), at
        assert re.search(r"Printed \d{1,2} \w+ \d{4} \d\d:\d\d by ", words), at
    whole = unicodedata.normalize("NFC", " ".join(shown))
    assert not re.search(r"[a-z,] None\b(?!:)|[{}]|\bUUID\b|<\w+\.\w+", whole)  # “None” alone is a word of a form
    return whole


@pytest.mark.parametrize("key", KEYS)
def test_a_document_of_the_page_with_a_hard_tail_to_every_text(
    key: str, office: Office, hard_text: list[str], partner: Partner, tmp_path: Path
) -> None:
    shown = check(made(office, key), hard_text, partner, tmp_path)
    assert TAIL.split()[1] in shown
    if not key.startswith("term-report"):  # governors' copies, not everyday paper
        assert "Seal number" not in shown


@pytest.mark.parametrize("name", BY_HAND)
def test_a_document_drawn_for_a_case_an_event_or_the_safe(
    name: str, hard_text: list[str], partner: Partner, tmp_path: Path
) -> None:
    shown = check(BY_HAND[name](), hard_text, partner, tmp_path)
    assert TAIL.split()[1] in shown


@pytest.mark.parametrize("key", sorted(NOT_THERE - {"goodbye-page"}))
def test_what_the_policy_does_not_ask_for_is_refused_in_a_sentence(key: str, office: Office) -> None:
    with pytest.raises(RuleError, match="Nothing was printed"):
        made(office, key)
