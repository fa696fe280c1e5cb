"""Today about photo forms: a round whose day has passed is chased, a whole one closed; found by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from schoolsm_desktop.domain.form_rounds import NewRound
from schoolsm_desktop.services.findable import FoundKind
from tests.services.roll import add_pupil
from tests.services.school import InventedSchool


def _keys(school: InventedSchool) -> list[tuple[str, str]]:
    lines = school.office.today.view().lines
    return [(x.item.key.partition(":")[0], x.item.title) for x in lines if x.item.key.startswith("forms-")]


def test_a_round_is_chased_once_its_day_has_passed_and_closed_when_it_is_whole(school: InventedSchool) -> None:
    ada, tom = add_pupil(school.office, "Ada Lark"), add_pupil(school.office, "Tom Wren")
    begun = school.office.photo_forms.start(NewRound("Autumn 2026", ("website",), due_on=date(2026, 12, 4)))
    forms = {line.pupil.id: line.form.id for line in school.office.photo_forms.view(begun.id).forms}
    school.office.photo_forms.send(forms.values())
    assert _keys(school) == []
    school.clock.set(school.clock.now() + timedelta(days=15))
    assert _keys(school) == [("forms-missing", "Autumn 2026: 2 photo forms are not back")]
    school.office.photo_forms.back((forms[ada.id],))
    assert _keys(school) == [("forms-missing", "Autumn 2026: 1 photo form is not back")]
    with school.office.session.work() as work:
        work.uow.pupils.save(replace(work.uow.pupils.get(tom.id), on_roll_to=date(2026, 12, 1)))
        work.done()
    assert _keys(school) == [("forms-close", "Autumn 2026: every photo form is back")]
    school.office.photo_forms.close(begun.id)
    assert _keys(school) == []


def test_a_round_is_found_by_its_name_by_whoever_runs_it(school: InventedSchool) -> None:
    add_pupil(school.office, "Ada Lark")
    begun = school.office.photo_forms.start(NewRound("Autumn 2026", ("website",), ("4B",)))
    school.office.finder.read()
    assert [f.id for f in school.office.finder.find("autumn") if f.kind is FoundKind.FORM_ROUND] == [begun.id]
    teacher = school.add_person("Jo Marsh")
    school.make_sign_in(teacher)
    office = school.sign_in(teacher)
    office.finder.read()
    assert [f for f in office.finder.find("autumn") if f.kind is FoundKind.FORM_ROUND] == []
