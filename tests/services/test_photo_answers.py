"""What parents and pupils say about pictures is recorded as they said it, and nobody's word is lost for another's."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.photo_answers import AnswerBy, Capacity, PhotoAnswer, Said, Verdict
from schoolsm_desktop.domain.picture_places import Master
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import RemovalCause
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.photo_answers import FormRow, NewAnswer, Withdrawal
from tests.services.roll import FACEBOOK, add_adult, add_pupil, hold, set_rules
from tests.services.school import InventedSchool

OCTOBER = date(2027, 10, 31)


def _verdict(office: Office, pupil: Pupil, place: str = "website") -> Verdict:
    return office.picture_books.today().standing(pupil.id, place).verdict


def _answers(office: Office, pupil_id: UUID) -> tuple[PhotoAnswer, ...]:
    with office.session.reading() as uow:
        return uow.photo_answers.of([pupil_id])


def test_a_form_is_recorded_with_how_long_it_lasts(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother = add_adult(office, ada)
    yes, no = office.photo_answers.record(
        [
            NewAnswer(ada.id, "website", Said.YES, mother.id),
            NewAnswer(ada.id, FACEBOOK, Said.NO, mother.id, date(2026, 9, 9), AnswerBy.PHONE),
        ]
    )
    assert (yes.until, no.until, no.on, no.how) == (OCTOBER, None, date(2026, 9, 9), AnswerBy.PHONE)
    assert (_verdict(office, ada), _verdict(office, ada, FACEBOOK)) == (Verdict.YES, Verdict.NO)


def test_a_new_yes_never_cancels_another_s_no(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother, father = add_adult(office, ada), add_adult(office, ada, Capacity.GRANDPARENT)
    office.photo_answers.record([NewAnswer(ada.id, "website", Said.NO, father.id)])
    office.photo_answers.record([NewAnswer(ada.id, "website", Said.YES, mother.id)])
    assert not office.picture_books.today().standing(ada.id, "website").may
    office.photo_answers.record([NewAnswer(ada.id, "website", Said.YES, father.id)])
    assert _verdict(office, ada) is Verdict.YES, "each person may change their own answer"


def test_a_child_s_no_on_the_day_stops_at_any_age_and_its_yes_counts_from_the_age_set(school: InventedSchool) -> None:
    office = school.office
    small = add_pupil(office, "Ada Bell", birth_date=date(2020, 1, 1))
    grown = add_pupil(office, "Tom Bell", birth_date=date(2012, 1, 1))
    set_rules(office, own_answer_age=13)
    mother = add_adult(office, small)
    office.photo_answers.record([NewAnswer(small.id, "website", Said.YES, mother.id)])
    office.photo_answers.record([NewAnswer(small.id, "website", Said.NO, how=AnswerBy.IN_PERSON)])
    office.photo_answers.record([NewAnswer(grown.id, "website", Said.YES)])
    assert (_verdict(office, small), _verdict(office, grown)) == (Verdict.NO, Verdict.YES)


def test_a_withdrawal_holds_at_once_and_only_for_its_places(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother = add_adult(office, ada)
    office.photo_answers.record([NewAnswer(ada.id, place, Said.YES, mother.id) for place in ("website", "display")])
    office.photo_answers.withdraw(Withdrawal(ada.id, ("website",), mother.id))
    assert (_verdict(office, ada), _verdict(office, ada, "display")) == (Verdict.WITHDRAWN, Verdict.YES)
    assert len(_answers(office, ada.id)) == 3, "the yes is still there to be seen"


def test_a_condition_keeps_its_words_and_stops_until_it_is_settled(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother = add_adult(office, ada)
    words = "Not her face, please"
    (asked,) = office.photo_answers.record(
        [NewAnswer(ada.id, "website", Said.CONDITION, mother.id, date(2026, 9, 9), condition=words)]
    )
    assert _verdict(office, ada) is Verdict.CONDITION
    with pytest.raises(FieldError):
        office.photo_answers.settle(asked.id, {"display": Said.YES})
    settled = office.photo_answers.settle(asked.id, {"website": Said.NO, "display": Said.YES})
    assert {(a.place, a.said, a.condition, a.adult_id, a.on) for a in settled} == {
        ("website", Said.NO, words, mother.id, asked.on),
        ("display", Said.YES, words, mother.id, asked.on),
    }
    assert (_verdict(office, ada), _verdict(office, ada, "display")) == (Verdict.NO, Verdict.YES)
    with pytest.raises(RuleError):
        office.photo_answers.settle(settled[0].id, {"website": Said.YES})


def test_an_answer_entered_by_mistake_stays_and_counts_no_longer(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother = add_adult(office, ada)
    office.photo_answers.record([NewAnswer(ada.id, "website", Said.YES, mother.id)])
    (wrong,) = office.photo_answers.record([NewAnswer(ada.id, "website", Said.NO, mother.id)])
    office.photo_answers.mistaken(wrong.id)
    assert _verdict(office, ada) is Verdict.YES
    assert len(_answers(office, ada.id)) == 2
    with pytest.raises(RuleError):
        office.photo_answers.mistaken(wrong.id)


def test_a_form_enters_who_signed_and_comes_back(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    rows = [FormRow(ada.id, {"website": Said.YES, "display": Said.NO}, Capacity.FATHER)]
    first = office.photo_answers.record_forms(rows)
    again = office.photo_answers.record_forms([FormRow(ada.id, {"website": Said.NO}, Capacity.FATHER)])
    assert {a.adult_id for a in first} == {again[0].adult_id}, "the same father, not a second one"
    row = office.photo_answers.row(ada.id)
    assert [signs.words for signs in row.signs] == ["Father"]
    named = FormRow(ada.id, {"website": Said.YES}, Capacity.FATHER, signer_name="Bo Bell")
    office.photo_answers.record_forms([named])
    assert [signs.words for signs in office.photo_answers.row(ada.id).signs] == ["Father, Bo Bell"]


def test_a_grandparent_s_yes_waits_until_it_is_known_who_signed(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    office.photo_answers.record_forms([FormRow(ada.id, {"website": Said.YES}, Capacity.GRANDPARENT)])
    assert _verdict(office, ada) is Verdict.CHECK_SIGNER
    office.photo_answers.record_forms([FormRow(ada.id, {"website": Said.NO}, Capacity.GRANDPARENT)])
    assert _verdict(office, ada) is Verdict.NO, "a no counts from anyone"


def test_each_class_is_counted_once(school: InventedSchool) -> None:
    office = school.office
    ada, tom = add_pupil(office, "Ada Bell"), add_pupil(office, "Tom Holt")
    add_pupil(office, "Eva Marsh", class_name="")
    places = [place.key for place in office.photo_answers.grid("4B").places]
    office.photo_answers.record_forms([FormRow(ada.id, dict.fromkeys(places, Said.YES), Capacity.MOTHER)])
    words = FormRow(tom.id, {"website": Said.CONDITION}, Capacity.MOTHER, condition="Not on Mondays")
    office.photo_answers.record_forms([words])
    lines = {line.class_name: line for line in office.photo_answers.classes()}
    line = lines["4B"]
    assert (line.pupils, line.answered, line.asked, line.not_asked, line.conditions) == (2, 1, 0, 1, 1)
    assert lines[""].pupils == 1
    (waiting,) = office.photo_answers.conditions()
    assert (waiting.pupil, waiting.who, waiting.answer.condition) == ("Tom Holt", "Mother", "Not on Mondays")


def test_what_another_system_lacks_is_listed_until_it_is_ticked(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother = add_adult(office, ada)
    said = office.photo_answers.record
    said([NewAnswer(ada.id, "press", Said.YES, mother.id, how=AnswerBy.IMPORTED)])
    said([NewAnswer(ada.id, "website", Said.YES, mother.id)])
    (last,) = said([NewAnswer(ada.id, "website", Said.NO, mother.id)])
    assert not office.photo_answers.to_tell(), "this program is the master"
    set_rules(office, master=Master.ELSEWHERE, master_name="Our system")
    (line,) = office.photo_answers.to_tell()
    assert (line.pupil, line.says, office.photo_answers.rights().to_tell) == ("Ada Bell", "No", 1)
    assert office.photo_answers.told([line.key]) == 2
    assert not office.photo_answers.to_tell()
    office.photo_answers.mistaken(last.id)
    (line,) = office.photo_answers.to_tell()
    assert line.says == "Yes, until 31 Oct 2027", "what was told and taken back is told again"


def test_a_hold_reads_like_any_other_no_in_the_other_system(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother = add_adult(office, ada)
    set_rules(office, master=Master.ELSEWHERE, master_name="Our system")
    office.photo_answers.record([NewAnswer(ada.id, "website", Said.YES, mother.id)])
    hold(office, ada)
    assert [line.says for line in office.photo_answers.to_tell()] == ["No"]


def test_a_withdrawal_begins_the_search_in_the_same_deed(school: InventedSchool) -> None:
    office = school.office
    ada = add_pupil(office, "Ada Bell")
    mother = add_adult(office, ada)
    done = office.photo_answers.withdraw(Withdrawal(ada.id, ("website",), mother.id), find=True)
    assert done.removal is not None
    assert (done.removal.cause, done.removal.places, done.removal.adult_id) == (
        RemovalCause.ANSWER, (("website", ""),), mother.id,
    )  # fmt: skip


def test_what_cannot_be_is_refused_and_nothing_of_it_kept(school: InventedSchool) -> None:
    office = school.office
    ada, tom = add_pupil(office, "Ada Bell"), add_pupil(office, "Tom Holt")
    mother, other = add_adult(office, ada), add_adult(office, tom)
    good = NewAnswer(ada.id, "website", Said.YES, mother.id)
    wrong = {
        "place": NewAnswer(ada.id, "the-moon", Said.YES, mother.id),
        "adult": NewAnswer(ada.id, "website", Said.YES, other.id),
        "on": NewAnswer(ada.id, "website", Said.YES, mother.id, office.session.today + timedelta(days=1)),
        "condition": NewAnswer(ada.id, "website", Said.CONDITION, mother.id, condition="  "),
        "said": NewAnswer(ada.id, "website", Said.OBJECTED, mother.id),
    }
    for field, entry in wrong.items():
        with pytest.raises(FieldError) as caught:
            office.photo_answers.record([good, entry])
        assert caught.value.field == field
    with pytest.raises(RuleError):
        office.photo_answers.record([good, NewAnswer(uuid4(), "website", Said.YES)])
    assert not _answers(office, ada.id)
