"""Paper that comes back by itself: our forms printed, scanned badly, sorted to pupil and round, typed by a person."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.events import ListCopy, ListCopyKind
from schoolsm_desktop.domain.form_rounds import NewRound
from schoolsm_desktop.domain.photo_answers import Capacity, Said, Verdict
from schoolsm_desktop.domain.photo_forms import FormRound, PaperCodeKind, spoken_code
from schoolsm_desktop.services.form_answers import TypedForm
from schoolsm_desktop.services.paper_codes import code_for
from schoolsm_desktop.services.photo_forms import RoundView
from schoolsm_desktop.services.printed_forms import LetterOrder
from schoolsm_desktop.services.scanned_pile import PaperIs, ReadPile, page_of_pile
from tests.conftest import Partner
from tests.exchange.piles import as_pictures, bound, coded_page, faint, foreign_square, shrunk, skewed, upside_down
from tests.services.roll import add_adult, add_pupil, set_rules
from tests.services.school import InventedSchool


def _round(school: InventedSchool, *places: str) -> FormRound:
    return school.office.photo_forms.start(
        NewRound("Autumn 2026", places or ("website", "newsletter"), due_on=date(2026, 12, 4), until=date(2027, 10, 31))
    )


def _view(school: InventedSchool, begun: FormRound) -> RoundView:
    return school.office.photo_forms.view(begun.id)


def _pile(school: InventedSchool, folder: Path, pages: list[Image.Image]) -> ReadPile:
    path = folder / "pile.pdf"
    path.write_bytes(bound(pages))
    return school.office.scanned_pile.read(path)


def test_our_own_forms_printed_and_scanned_badly_come_home(
    school: InventedSchool, partner: Partner, tmp_path: Path
) -> None:
    family = add_pupil(school.office, "Ida Moor", "1A", birth_date=date(2020, 10, 1))
    with school.office.session.work() as work:
        work.uow.pupils.save(replace(work.uow.pupils.get(family.id), family_id=family.id))
        work.done()
    add_pupil(school.office, "Eve Moor", "4B", birth_date=date(2016, 10, 1), family_id=family.id)
    for name in ("Ada Lark", "Tom Wren", "Uma Finch"):
        add_pupil(school.office, name)
    begun = _round(school)
    ids = tuple(line.form.id for line in _view(school, begun).forms)
    printed = school.office.printing.photo_letters(LetterOrder(ids, together=True))
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(printed.pdf)).pages]
    drawn = as_pictures(printed.pdf, partner("pdftoppm"), tmp_path)
    forms = [page for page, text in zip(drawn, texts, strict=True) if "Photo form: Autumn 2026" in text]
    assert len(forms) == 4
    wear = (skewed, upside_down, shrunk, faint)
    blank = Image.new("RGB", drawn[0].size, "white")
    pages = [worn(form) for worn, form in zip(wear, forms, strict=True)]
    pile = _pile(school, tmp_path, [*pages, blank, foreign_square(), drawn[1]])
    assert [page.paper for page in pile.pages] == [PaperIs.FORM] * 4 + [
        PaperIs.BLANK,
        PaperIs.NOT_OURS,
        PaperIs.UNREADABLE,
    ]
    assert pile.pages[0].words == "Ida Moor, 1A and Eve Moor, 4B"
    assert {page.words for page in pile.pages[1:4]} == {"Ada Lark, 4B", "Tom Wren, 4B", "Uma Finch, 4B"}
    assert _view(school, begun).line.tally.back == 0, "reading keeps nothing"
    sorted_pile = school.office.scanned_pile.sort(pile, keep=True)
    assert (sorted_pile.new_forms, sorted_pile.kept_pages) == (5, 4)
    view = _view(school, begun)
    assert view.line.state == "All back: close it"
    papers = {line.pupil.called: line.form.paper_id for line in view.forms}
    assert papers["Ida"] == papers["Eve"] is not None
    again = school.office.scanned_pile.sort(pile, keep=False)
    assert (again.new_forms, again.kept_pages) == (0, 0)
    assert set(school.office.form_answers.waiting(begun.id)) == set(sorted_pile.form_ids)


def test_a_person_types_yes_or_no_with_the_page_beside(
    school: InventedSchool, partner: Partner, tmp_path: Path
) -> None:
    ada = add_pupil(school.office, "Ada Lark")
    begun = _round(school)
    (line,) = _view(school, begun).forms
    with school.office.session.work() as work:
        code = code_for(work, PaperCodeKind.FORM, line.form.id)
    pile = _pile(school, tmp_path, as_pictures(coded_page(code), partner("pdftoppm"), tmp_path))
    assert page_of_pile(pile, line.form.id).startswith(b"\xff\xd8\xff")
    school.office.scanned_pile.sort(pile, keep=True)
    shown = school.office.form_answers.form(line.form.id)
    assert shown.page == page_of_pile(pile, line.form.id)
    assert [place.key for place in shown.places] == ["website", "newsletter"]
    kept = school.office.form_answers.typed(
        TypedForm(line.form.id, {"website": Said.YES}, Capacity.MOTHER, "Mia Lark", Known.YES, date(2026, 11, 18))
    )
    assert {(a.place, a.said, a.form_id, a.until) for a in kept} == {
        ("website", Said.YES, line.form.id, date(2027, 10, 31)),
        ("newsletter", Said.NO, line.form.id, None),
    }
    book = school.office.picture_books.today()
    assert book.standing(ada.id, "website").verdict is Verdict.YES
    assert book.standing(ada.id, "newsletter").verdict is Verdict.NO
    (adult,) = book.adults_of[ada.id]
    assert (adult.name, adult.capacity, adult.responsibility) == ("Mia Lark", Capacity.MOTHER, Known.YES)
    assert school.office.form_answers.waiting(begun.id) == ()
    assert school.office.form_answers.form(line.form.id).typed_before


def test_a_condition_stops_until_the_office_settles_it_and_a_pupil_signs_too(school: InventedSchool) -> None:
    set_rules(school.office, own_answer_age=12)
    ada = add_pupil(school.office, "Ada Lark", "8X", birth_date=date(2013, 10, 1))
    carer = add_adult(school.office, ada, Capacity.CARER, Known.NO)
    begun = _round(school)
    (line,) = _view(school, begun).forms
    answers = school.office.form_answers
    assert answers.form(line.form.id).signs_too
    yes = {"website": Said.YES, "newsletter": Said.YES}
    answers.typed(TypedForm(line.form.id, yes, carer.id, responsible=Known.YES, condition="not her face"))
    book = school.office.picture_books.today()
    assert book.standing(ada.id, "website").verdict is Verdict.CONDITION
    assert book.adults_of[ada.id][0].responsibility is Known.NO, "what the office recorded stays"
    answers.typed(TypedForm(line.form.id, yes, Capacity.FATHER, pupil_agrees=False))
    book = school.office.picture_books.today()
    assert book.standing(ada.id, "website").verdict is Verdict.NO
    assert {a.said for a in book.by_pupil[ada.id]["website"] if a.adult_id is None} == {Said.NO}


def test_a_number_typed_by_hand_names_a_page_and_a_wrong_one_is_refused(school: InventedSchool, tmp_path: Path) -> None:
    add_pupil(school.office, "Ada Lark")
    begun = _round(school)
    (line,) = _view(school, begun).forms
    with school.office.session.work() as work:
        code = code_for(work, PaperCodeKind.FORM, line.form.id)
    torn = Image.new("RGB", (1240, 1754), "white")
    torn.paste("black", (200, 300, 900, 320))
    pile = _pile(school, tmp_path, [torn])
    assert pile.pages[0].may_be_named
    for wrong in ("", "hello", "ZZZZ ZZZZ ZZZZ"):
        with pytest.raises(FieldError, match="No paper of this school"):
            school.office.scanned_pile.name_page(pile, 1, wrong)
    named = school.office.scanned_pile.name_page(pile, 1, spoken_code(code).lower())
    assert (named.pages[0].paper, named.pages[0].words) == (PaperIs.FORM, "Ada Lark, 4B")
    assert school.office.scanned_pile.sort(named, keep=True).new_forms == 1


def test_lists_come_back_slips_are_told_and_closed_rounds_stay_closed(
    school: InventedSchool, partner: Partner, tmp_path: Path
) -> None:
    ada = add_pupil(school.office, "Ada Lark")
    begun = _round(school)
    (line,) = _view(school, begun).forms
    session = school.office.session
    copy = ListCopy(
        ada.id, ada.school_id, 7, ListCopyKind.DO_NOT_PHOTOGRAPH, session.clock.now(), session.person_id, "Jo Marsh",
        date(2026, 11, 27),
    )  # fmt: skip
    with session.work() as work:
        work.uow.list_copies.add(copy)
        codes = [
            code_for(work, PaperCodeKind.LIST, copy.id),
            code_for(work, PaperCodeKind.SLIP, begun.id),
            code_for(work, PaperCodeKind.FORM, line.form.id),
        ]
        work.done()
    school.office.photo_forms.close(begun.id)
    pages = [as_pictures(coded_page(code), partner("pdftoppm"), tmp_path)[0] for code in codes]
    pile = _pile(school, tmp_path, pages)
    assert [(page.paper, page.words) for page in pile.pages] == [
        (PaperIs.LIST, "List no. 7, given to Jo Marsh"),
        (PaperIs.SLIP, "A slip from a colleague"),
        (PaperIs.CLOSED, "Ada Lark, 4B"),
    ]
    done = school.office.scanned_pile.sort(pile, keep=True)
    assert (done.new_forms, done.lists, done.kept_pages) == (0, 1, 0)
    with session.reading() as uow:
        assert uow.list_copies.get(copy.id).back_on == date(2026, 11, 20)
    with pytest.raises(RuleError, match="closed"):
        school.office.form_answers.form(line.form.id)


def test_numbers_of_another_school_say_nothing_here(school: InventedSchool, partner: Partner, tmp_path: Path) -> None:
    pile = _pile(school, tmp_path, as_pictures(coded_page("0123456789AB"), partner("pdftoppm"), tmp_path))
    assert [(page.paper, page.words) for page in pile.pages] == [(PaperIs.NOT_OURS, "")]
    teacher = school.add_person("Jo Marsh")
    school.make_sign_in(teacher)
    office = school.sign_in(teacher)
    with pytest.raises(NotAllowedError):
        office.scanned_pile.read(tmp_path / "pile.pdf")
    with pytest.raises(NotAllowedError):
        office.scanned_pile.sort(pile, keep=True)
