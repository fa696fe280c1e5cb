"""A round of photo forms: who is asked, what went out, what is back, who is chased, and what closing leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.form_rounds import AskWhom, NewRound, envelopes
from schoolsm_desktop.domain.photo_answers import Capacity, Said, Verdict
from schoolsm_desktop.domain.photo_forms import FormRound
from schoolsm_desktop.services.photo_forms import RoundView
from tests.services.roll import add_adult, add_pupil, answer, hold
from tests.services.school import InventedSchool

ASKED = NewRound("Autumn 2026", ("website", "newsletter"), due_on=date(2026, 12, 4), until=date(2027, 10, 31))


def _start(school: InventedSchool, **more: object) -> FormRound:
    return school.office.photo_forms.start(replace(ASKED, **more))  # type: ignore[arg-type]


def _view(school: InventedSchool, begun: FormRound) -> RoundView:
    return school.office.photo_forms.view(begun.id)


def test_a_round_asks_everybody_of_its_classes_and_counts_what_is_back(school: InventedSchool) -> None:
    ada, tom = add_pupil(school.office, "Ada Lark"), add_pupil(school.office, "Tom Wren", "2A")
    add_pupil(school.office, "Uma Finch", "6C")
    add_pupil(school.office, "Old Heron", on_roll_to=date(2026, 7, 20))
    begun = _start(school, classes=("4B", "2A"))
    view = _view(school, begun)
    assert [(line.pupil.id, line.class_name, line.state) for line in view.forms] == [
        (tom.id, "2A", "Not sent yet"),
        (ada.id, "4B", "Not sent yet"),
    ]
    assert view.places == ("The school’s website", "Newsletter")
    forms = {line.pupil.id: line.form.id for line in view.forms}
    assert school.office.photo_forms.send(forms.values()) == 2
    assert school.office.photo_forms.send(forms.values()) == 0
    school.office.photo_forms.back((forms[ada.id],))
    view = _view(school, begun)
    assert [(c.name, c.words) for c in view.classes] == [("2A", "0 of 1 back, 1 missing"), ("4B", "The form is back")]
    assert view.line.tally.words == "1 of 2 back, 1 missing"
    assert {line.pupil.id: line.state for line in view.forms}[tom.id] == "Out since 20 Nov 2026"


def test_only_who_has_no_answer_that_lasts_is_asked_and_a_hold_is_not_told(school: InventedSchool) -> None:
    office = school.office
    lasting, missing, ending, said_no, grand = (
        add_pupil(office, name) for name in ("Ada Lark", "Tom Wren", "Una Finch", "Vic Rook", "Wyn Coot")
    )
    held_and_answered, held = add_pupil(office, "Xan Teal"), add_pupil(office, "Yas Gull")
    for pupil in (lasting, held_and_answered):
        answer(office, pupil, Said.YES, "website", "newsletter", by=add_adult(office, pupil))
    answer(office, ending, Said.YES, "website", "newsletter", by=add_adult(office, ending))
    with office.session.work() as work:
        for one in work.uow.photo_answers.of((ending.id,)):
            work.uow.photo_answers.save(replace(one, until=date(2026, 12, 31)))
        work.done()
    answer(office, said_no, Said.NO, "website", "newsletter", by=add_adult(office, said_no))
    answer(office, grand, Said.YES, "website", "newsletter", by=add_adult(office, grand, Capacity.GRANDPARENT))
    hold(office, held_and_answered)
    hold(office, held)
    asked = {line.pupil.id for line in _view(school, _start(school, whom=AskWhom.UNANSWERED)).forms}
    assert asked == {missing.id, ending.id, grand.id, held.id}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"),
        ({"places": ()}, "places"),
        ({"places": ("moon",)}, "places"),
        ({"classes": ("9Z",)}, "classes"),
        ({"due_on": date(2026, 11, 19)}, "due_on"),
        ({"until": date(2026, 12, 1)}, "until"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(
    school: InventedSchool, more: dict[str, object], field: str
) -> None:
    add_pupil(school.office, "Ada Lark")
    with pytest.raises(FieldError) as refused:
        _start(school, **more)
    assert refused.value.field == field
    assert school.office.photo_forms.lines() == ()


def test_nobody_to_ask_and_a_name_used_twice_are_refused(school: InventedSchool) -> None:
    with pytest.raises(FieldError, match="Nobody would get a form"):
        _start(school)
    add_pupil(school.office, "Ada Lark")
    _start(school)
    with pytest.raises(FieldError, match="of this name already"):
        _start(school, name="AUTUMN 2026")


def test_a_form_out_reads_as_not_returned_and_a_closed_round_as_not_asked(school: InventedSchool) -> None:
    ada = add_pupil(school.office, "Ada Lark")
    begun = _start(school)
    (line,) = _view(school, begun).forms

    def verdict() -> Verdict:
        return school.office.picture_books.today().standing(ada.id, "website").verdict

    assert verdict() is Verdict.NOT_ASKED
    school.office.photo_forms.send((line.form.id,))
    assert verdict() is Verdict.ASKED
    school.office.photo_forms.close(begun.id)
    assert verdict() is Verdict.NOT_ASKED
    for deed in (
        lambda: school.office.photo_forms.back((line.form.id,)),
        lambda: school.office.photo_forms.send((line.form.id,)),
        lambda: school.office.photo_forms.close(begun.id),
        lambda: school.office.photo_forms.change(begun.id, None, None),
    ):
        with pytest.raises(RuleError, match="closed"):
            deed()
    assert _view(school, begun).line.state == "Closed on 20 Nov 2026"


def test_a_second_letter_a_tick_by_mistake_and_a_day_ahead(school: InventedSchool) -> None:
    ada = add_pupil(school.office, "Ada Lark")
    begun = _start(school)
    forms = school.office.photo_forms
    (line,) = _view(school, begun).forms
    forms.send((line.form.id,))
    school.clock.set(school.clock.now() + timedelta(days=21))
    assert _view(school, begun).forms[0].state == "Not back; was due on 4 Dec 2026"
    forms.send((line.form.id,), again=True)
    assert _view(school, begun).forms[0].state == "Not back; second letter of 11 Dec 2026"
    with pytest.raises(FieldError, match="lies ahead"):
        forms.back((line.form.id,), date(2026, 12, 12))
    (back,) = forms.back((line.form.id,), date(2026, 12, 10))
    assert forms.back((line.form.id,)) == ()
    assert _view(school, begun).line.state == "All back: close it"
    assert forms.not_back(back.id).back_on is None
    with pytest.raises(RuleError, match="not back yet"):
        forms.not_back(back.id)
    assert ada.id == back.pupil_id


def test_who_came_since_is_added_and_who_left_is_not_waited_for(school: InventedSchool) -> None:
    add_pupil(school.office, "Ada Lark")
    begun = _start(school, classes=("4B",))
    add_pupil(school.office, "New Wren", on_roll_from=date(2026, 11, 20))
    add_pupil(school.office, "Other Class", "2A", on_roll_from=date(2026, 11, 20))
    assert _view(school, begun).newcomers == 1
    assert school.office.photo_forms.add_newcomers(begun.id) == 1
    assert school.office.photo_forms.add_newcomers(begun.id) == 0
    assert [line.pupil.name for line in _view(school, begun).forms] == ["Ada Lark", "New Wren"]
    with school.office.session.work() as work:
        gone = next(p for p in work.uow.pupils.all() if p.given_name == "New")
        work.uow.pupils.save(replace(gone, on_roll_to=date(2026, 11, 19), on_roll_from=date(2026, 11, 19)))
        work.done()
    assert [line.pupil.name for line in _view(school, begun).forms] == ["Ada Lark"]


def test_one_envelope_a_family_in_the_bag_of_the_youngest(school: InventedSchool) -> None:
    family = add_pupil(school.office, "Zed Abbot", "6C", birth_date=date(2015, 10, 1)).id
    pupils = [
        add_pupil(school.office, "Eve Moor", "6C", birth_date=date(2015, 10, 1), family_id=family),
        add_pupil(school.office, "Ida Moor", "1A", birth_date=date(2020, 10, 1), family_id=family),
        add_pupil(school.office, "Ann Moor", "1A", birth_date=date(2020, 11, 1)),
        add_pupil(school.office, "Ben Able", "1A"),
        add_pupil(school.office, "Cat Zoe", "Robins"),
        add_pupil(school.office, "Dan Nil", ""),
    ]
    piles = envelopes(pupils)
    assert {name: [[c.called for c in e.children] for e in pile] for name, pile in piles.items()} == {
        "Robins": [["Cat"]],
        "1A": [["Ben"], ["Ann"], ["Ida", "Eve"]],
        "": [["Dan"]],
    }
    assert list(piles) == ["Robins", "1A", ""]


def test_who_may_not_run_forms_sees_none_and_the_log_names_no_child(school: InventedSchool) -> None:
    add_pupil(school.office, "Ada Lark")
    begun = _start(school)
    (line,) = _view(school, begun).forms
    school.office.photo_forms.send((line.form.id,))
    school.office.photo_forms.back((line.form.id,))
    with school.office.session.reading() as uow:
        deeds = uow.audit.of_subject(begun.id)
    assert [entry.did for entry in deeds] == [Did.FORMS_STARTED, Did.FORMS_CHANGED, Did.FORMS_BACK]
    assert not any("Ada" in str(entry.details) or "Lark" in str(entry.details) for entry in deeds)
    teacher = school.add_person("Jo Marsh")
    school.make_sign_in(teacher)
    office = school.sign_in(teacher)
    with pytest.raises(NotAllowedError):
        office.photo_forms.lines()
    with pytest.raises(NotAllowedError):
        office.photo_forms.start(ASKED)
