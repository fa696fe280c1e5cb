"""On what terms pictures go to a place: kept in versions, and what a change does is told in numbers before it is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.photo_answers import Said, Verdict
from schoolsm_desktop.domain.picture_places import ACCOUNT, Basis, Lasting, Master
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.photo_answers import NewAnswer
from schoolsm_desktop.services.picture_places import NewTerms, PlaceLine
from tests.services.roll import add_adult, add_pupil, hold
from tests.services.school import InventedSchool


def _line(office: Office, place: str) -> PlaceLine:
    return next(line for line in office.picture_places.view().lines if line.key == place)


def test_a_school_begins_with_consent_and_a_second_person_where_it_matters(school: InventedSchool) -> None:
    line, press = _line(school.office, "display"), _line(school.office, "press")
    assert (line.basis, line.lasting, line.version, line.terms.second_person) == (
        "Consent",
        "One school year",
        0,
        False,
    )
    assert press.terms.second_person


def test_another_basis_is_told_in_numbers_and_a_hold_stays_a_no(school: InventedSchool) -> None:
    office = school.office
    ada, tom, eva = (add_pupil(office, name) for name in ("Ada Bell", "Tom Holt", "Eva Marsh"))
    mother = add_adult(office, tom)
    office.photo_answers.record([NewAnswer(tom.id, "display", Said.NO, mother.id)])
    hold(office, eva)
    told = NewTerms("display", Basis.PUBLIC_TASK, "We show work in the hall.")
    changes = office.picture_places.what_changes(told)
    assert changes.moves
    assert changes.sentences[0] == "1 pupil may be shown from now on who may not now."
    assert _line(office, "display").version == 0, "nothing is saved by asking"
    office.picture_places.change(told)
    book = office.picture_books.today()
    assert [book.standing(p.id, "display").verdict for p in (ada, tom, eva)] == [
        Verdict.TOLD, Verdict.NO, Verdict.ON_HOLD,
    ]  # fmt: skip
    back = office.picture_places.what_changes(NewTerms("display"))
    assert back.sentences[0] == "1 pupil may no longer be shown."


def test_an_objection_counts_where_homes_are_told(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    father = add_adult(office, ada)
    office.picture_places.change(NewTerms("display", Basis.LEGITIMATE_INTERESTS))
    office.photo_answers.record([NewAnswer(ada.id, "display", Said.OBJECTED, father.id)])
    assert office.picture_books.today().standing(ada.id, "display").verdict is Verdict.OBJECTED


def test_every_version_keeps_the_wording_and_an_answer_names_the_one_that_was_seen(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother = add_adult(office, ada)
    first = office.picture_places.change(NewTerms("website", wording="On our website."))
    (early,) = office.photo_answers.record([NewAnswer(ada.id, "website", Said.YES, mother.id)])
    second = office.picture_places.change(
        NewTerms("website", wording="On our website, without names.", lasting=Lasting.ON_ROLL)
    )
    (late,) = office.photo_answers.record([NewAnswer(ada.id, "website", Said.YES, mother.id)])
    assert [v.wording for v in office.picture_places.versions("website")] == [second.wording, first.wording]
    assert (early.terms_version, late.terms_version) == (1, 2)
    assert (early.until, late.until) == (date(2027, 10, 31), None)


def test_a_newsletter_on_the_website_needs_both(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother = add_adult(office, ada)
    office.photo_answers.record([NewAnswer(ada.id, "newsletter", Said.YES, mother.id)])
    both = NewTerms("newsletter", needs=("website",))
    assert office.picture_places.what_changes(both).sentences[0] == "1 pupil may no longer be shown."
    office.picture_places.change(both)
    assert _line(office, "newsletter").also == "The school’s website"
    assert office.picture_books.today().strictest(ada.id, "newsletter").verdict is Verdict.NOT_ASKED


def test_a_place_out_of_use_is_kept_and_comes_back(school: InventedSchool) -> None:
    office = school.office
    office.picture_places.change(NewTerms("archive", in_use=False))
    assert "archive" not in office.picture_books.today().places
    assert not _line(office, "archive").terms.in_use
    office.picture_places.change(NewTerms("archive"))
    assert "archive" in office.picture_books.today().places


def test_an_account_is_asked_about_by_itself(school: InventedSchool) -> None:
    office = school.office
    account = school.add_account()
    key = f"{ACCOUNT}{account.id}"
    assert key in dict(office.picture_places.view().accounts)
    office.picture_places.change(NewTerms(key))
    assert _line(office, key).by_itself
    assert key in office.picture_books.today().places


def test_what_cannot_be_is_refused(school: InventedSchool) -> None:
    places = school.office.picture_places
    for field, new in {
        "years": NewTerms("website", lasting=Lasting.YEARS, years=0),
        "needs": NewTerms("website", needs=("website",)),
        "wording": NewTerms("website", wording="x" * 5000),
    }.items():
        with pytest.raises(FieldError) as caught:
            places.change(new)
        assert caught.value.field == field
    with pytest.raises(RuleError):
        places.change(NewTerms(f"{ACCOUNT}{uuid4()}"))
    assert not places.versions("website")


def test_rules_are_kept_and_those_that_cannot_be_named(school: InventedSchool) -> None:
    places = school.office.picture_places
    begins = places.view().rules
    for field, more in {
        "master_name": {"master": Master.ELSEWHERE},
        "answers_end": {"answers_end_month": 2, "answers_end_day": 30},
        "stay_open_minutes": {"stay_open_minutes": 61},
        "largest_side": {"largest_side": 10},
        "own_answer_age": {"own_answer_age": -1},
    }.items():
        with pytest.raises(FieldError) as caught:
            places.set_rules(replace(begins, **more))  # type: ignore[arg-type]
        assert caught.value.field == field
    kept = places.set_rules(replace(begins, master=Master.ELSEWHERE, master_name="  Our  system "))
    assert kept.master_name == "Our system"
    again = places.set_rules(replace(kept, stay_open_minutes=45))
    assert (places.view().rules.stay_open_minutes, again.revision) == (45, 2)


def test_an_age_for_own_answers_is_told_in_numbers(school: InventedSchool) -> None:
    office = school.office
    grown = add_pupil(office, "Tom Bell", birth_date=date(2012, 1, 1))
    office.photo_answers.record([NewAnswer(grown.id, "website", Said.YES)])
    rules = replace(office.picture_places.view().rules, own_answer_age=13)
    assert office.picture_places.what_rules_change(rules).sentences == (
        "1 pupil may be shown from now on who may not now.",
    )
