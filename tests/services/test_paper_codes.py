"""The number on a paper: the same at each print, found again however it is typed, and saying nothing by itself."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest
import zxingcpp

from schoolsm_desktop.domain.photo_forms import PaperCodeKind, marked_code, meant_code, spoken_code
from schoolsm_desktop.reports.paper import Paper
from schoolsm_desktop.reports.paper_code import CODE_SIDE, draw_code
from schoolsm_desktop.services.paper_codes import code_for, codes_for, new_code, record_of
from tests.reports.made_letters import PAGE
from tests.services.school import InventedSchool


def test_a_record_keeps_its_number_and_the_number_finds_the_record(school: InventedSchool) -> None:
    slip, form = uuid4(), uuid4()
    with school.office.session.work() as work:
        code = code_for(work, PaperCodeKind.SLIP, slip)
        assert code_for(work, PaperCodeKind.SLIP, slip) == code
        both = codes_for(work, PaperCodeKind.FORM, (form, slip, form))
        assert set(both) == {form, slip}
        assert both[slip] != code
        work.done()
    with school.office.session.reading() as uow:
        found = record_of(uow, spoken_code(code))
        assert found is not None
        assert (found.kind, found.record_id) == (PaperCodeKind.SLIP, slip)
        assert record_of(uow, new_code()) is None
        assert record_of(uow, "https://example.org/menu") is None


def test_a_number_is_understood_as_it_is_read_out() -> None:
    assert meant_code(marked_code("0123456789AB")) == "0123456789AB"
    assert meant_code(" o1l3-4567 89ab ") == "01134567" + "89AB"
    for none in ("", "SSM:", "U123456789AB", "0123456789ABC", "SSM:0123 4567 89A", "x" * 5000):
        assert meant_code(none) == ""


@pytest.mark.parametrize("dots", [72, 100, 150])
def test_the_square_is_read_from_a_poor_copy(dots: int) -> None:
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types
    from PIL import Image

    codes = [new_code() for _ in range(6)]
    paper = Paper(PAGE)
    for number, code in enumerate(codes):
        draw_code(paper, code, paper.left + number * (CODE_SIDE + 4), paper.y)
    pdf = paper.finish()
    (page,) = pypdfium2.PdfDocument(pdf)
    worn = io.BytesIO()
    page.render(scale=dots / 72, grayscale=True).to_pil().save(worn, "JPEG", quality=30)
    read = {found.text for found in zxingcpp.read_barcodes(Image.open(worn))}
    assert read == {marked_code(code) for code in codes}
    printed = page.get_textpage().get_text_range()
    assert all(spoken_code(code) in " ".join(printed.split()) for code in codes)
