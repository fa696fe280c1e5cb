"""A school on its first morning, without terms, pupils or incidents, and one of 2,500 pupils: every document is made."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
import pytest

from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.reports import permissions_by_class
from schoolsm_desktop.ui.reports.documents import documents
from tests.reports import made_photos
from tests.services import school as schools
from tests.services.school import InventedSchool


def words(pdf: bytes) -> str:
    """All its text, as the preview copies it."""
    document = pdfium.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_every_document_of_a_school_without_terms_is_made_or_says_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schools, "TERMS", ())
    school = InventedSchool(tmp_path, anew=True)
    with school.office.session.reading() as uow:
        assert not uow.terms.all()
        assert not uow.pupils.all()
    made, refused = [], {}
    for document in documents():
        if document.make is None or document.which:
            continue
        try:
            pdf = document.make(school.office.printing, "").pdf
        except RuleError as error:
            refused[document.key] = str(error)
            continue
        made.append(document.key)
        assert "Page 1 of " in words(pdf), document.key
    assert len(made) >= 20
    assert all(sentence.endswith(".") for sentence in refused.values()), refused


@pytest.mark.parametrize("pupils", [0, 1, 12, 2500])
def test_a_list_of_a_school_of_any_size_has_everybody_once(pupils: int) -> None:
    figures = made_photos.permissions_figures(pupils)
    shown = words(permissions_by_class.render(figures))
    names = [pupil.name for one in figures.classes for pupil in one.pupils]
    assert len(names) == pupils
    assert [name for name in names if shown.count(f"{name} ") != 1] == []
