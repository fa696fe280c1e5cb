"""One pupil: the lines of the roll, facts, names, brothers and sisters, who answers, holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.changed_names import Names
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.photo_answers import Capacity, Said, Verdict
from schoolsm_desktop.domain.pupils import RollBatch, RollBatchKind, RollChange
from schoolsm_desktop.domain.removals import RemovalCause
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.pupil_views import Overall, PupilView
from schoolsm_desktop.services.pupils import NewPupil

from .pupil_school import TODAY, PupilSchool, make_pupil_school
from .roll import FACEBOOK, add_adult, add_pupil, answer

UPN = "H801200001001"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PupilSchool]:
    made = make_pupil_school(tmp_path_factory.mktemp("pupils"))
    yield made
    made.school.sign_out()


@pytest.fixture
def pupils(stage: PupilSchool) -> PupilSchool:
    """The school with the office signed in; what earlier tests entered lies beside."""
    stage.as_who("office")
    return stage


def _view(stage: PupilSchool, pupil_id: object) -> PupilView:
    return stage.school.office.pupils.pupil(pupil_id)  # type: ignore[arg-type]


# --- on the roll


def test_a_name_is_all_that_is_needed(pupils: PupilSchool) -> None:
    """PRACTICE 20: no number, no birth date, no class."""
    kept = pupils.school.office.pupils.add(NewPupil("", "Okonkwo"))
    (line,) = [x for x in pupils.school.office.pupils.lines() if x.pupil.id == kept.id]
    assert (line.pupil.name, line.classes, line.short.overall) == ("Okonkwo", "", Overall.OPEN)
    with pytest.raises(FieldError) as raised:
        pupils.school.office.pupils.add(NewPupil(" ", ""))
    assert raised.value.field == "family_name"


def test_lines_are_in_the_order_of_a_class_list_and_kept_until_something_changes(pupils: PupilSchool) -> None:
    office = pupils.school.office
    add_pupil(office, "Zoë Ames")
    add_pupil(office, "Ada Ames", second_class="Nurture")
    lines = office.pupils.lines()
    names = [line.pupil.name for line in lines]
    assert names.index("Ada Ames") < names.index("Zoë Ames")
    assert next(x for x in lines if x.pupil.name == "Ada Ames").classes == "4B, Nurture"
    assert office.pupils.lines() is lines
    add_pupil(office, "Bo Ames")
    assert "Bo Ames" in [line.pupil.name for line in office.pupils.lines()]


def test_a_number_with_a_wrong_letter_or_of_another_pupil_is_said_beside_its_field(pupils: PupilSchool) -> None:
    from schoolsm_desktop.domain.upn import LETTERS, is_upn

    right = next(letter + UPN[1:] for letter in LETTERS if is_upn(letter + UPN[1:]))
    wrong = next(letter for letter in LETTERS if letter != right[0]) + right[1:]
    office = pupils.school.office
    with pytest.raises(FieldError, match="letter in front"):
        office.pupils.add(NewPupil("Cai", "Wood", upn=wrong))
    kept = office.pupils.add(NewPupil("Cai", "Wood", upn=f" {right.lower()} "))
    assert kept.upn == right
    with pytest.raises(FieldError, match="Another pupil") as raised:
        office.pupils.add(NewPupil("Mei", "Wood", upn=right))
    assert "Cai" not in raised.value.sentence
    assert office.pupils.change(replace(kept, class_name="5A")).class_name == "5A"


def test_changing_the_facts_leaves_the_name_and_the_family_alone(pupils: PupilSchool) -> None:
    office = pupils.school.office
    pupil = add_pupil(office, "Ivo Holt")
    kept = office.pupils.change(replace(pupil, family_name="Other", family_id=uuid4(), year="5"))
    assert (kept.family_name, kept.family_id, kept.year) == ("Holt", None, "5")


def test_leaving_and_coming_back(pupils: PupilSchool) -> None:
    office = pupils.school.office
    pupil = add_pupil(office, "Una Park")
    office.pupils.leave(pupil.id, TODAY - timedelta(days=1))
    assert _view(pupils, pupil.id).short.overall is Overall.LEFT
    with pytest.raises(FieldError):
        office.pupils.leave(add_pupil(office, "Una Rose", on_roll_from=TODAY).id, TODAY - timedelta(days=9))
    assert office.pupils.come_back(pupil.id, TODAY).on_roll_to is None
    assert _view(pupils, pupil.id).short.overall is not Overall.LEFT
    with pytest.raises(RuleError):
        office.pupils.come_back(pupil.id, TODAY)


# --- names


def test_a_changed_name_keeps_the_old_one_findable(pupils: PupilSchool) -> None:
    """PRACTICE 15."""
    office = pupils.school.office
    pupil = add_pupil(office, "Elin Brook")
    kept = office.pupils.rename(pupil.id, Names("Elin", "Marsh", "Ellie"), date(2026, 9, 1))
    assert kept.name == "Ellie Marsh"
    assert kept.former_names == (("Elin Brook", "2026-09-01"),)
    office.finder.read()
    assert any(hit.id == pupil.id for hit in office.finder.find("elin brook"))
    with pytest.raises(FieldError, match="as it stands"):
        office.pupils.rename(pupil.id, Names("Elin", "Marsh", "Ellie"))


def test_a_name_corrected_throughout_is_gone_from_everywhere_but_for_the_dsl(pupils: PupilSchool) -> None:
    """PRACTICE 15: not in a list, the search, the log, what an undone import would bring back; sealed to the DSL."""
    office = pupils.school.office
    pupil = add_pupil(office, "Gone Before")
    office.pupils.rename(pupil.id, Names("Gone", "Between"))
    batch = RollBatch(uuid4(), pupil.school_id, RollBatchKind.IMPORT, "", office.person_id, office.clock.now())
    before = {"given_name": "Gone", "family_name": "Before", "year": "3", "former_names": []}
    with office.session.work() as work:
        work.uow.roll_batches.add(batch)
        work.uow.roll_changes.add(RollChange(uuid4(), pupil.school_id, batch.id, pupil.id, json.dumps(before)))
        work.did(Did.ROLL_IMPORTED, Noun.PUPILS)
        work.done()
    names = Names("Robin", "Vale")
    with pytest.raises(NotAllowedError):
        office.pupils.correct_name(pupil.id, names, "asked by the family")
    lead = pupils.as_who("lead")
    lead.pupils.correct_name(pupil.id, names, "asked by the family")
    (said,) = lead.pupils.sealed_names(pupil.id)
    assert "Gone Before" in said
    assert "Gone Between" in said
    assert "asked by the family" in said
    assert lead.pupils.pupil(pupil.id).has_sealed_names
    office = pupils.as_who("office")
    view = office.pupils.pupil(pupil.id)
    assert (view.pupil.name, view.pupil.former_names, view.has_sealed_names) == ("Robin Vale", (), False)
    office.finder.read()
    assert not [
        hit for typed in ("gone", "before", "between") for hit in office.finder.find(typed) if hit.id == pupil.id
    ]
    with office.session.reading() as uow:
        (change,) = uow.roll_changes.of_pupil(pupil.id)
        log = str(uow.audit.all())
    assert "Gone" not in change.before + log
    assert json.loads(change.before)["year"] == "3"
    with pytest.raises(NotAllowedError):
        office.pupils.sealed_names(pupil.id)


# --- brothers and sisters


def test_brothers_and_sisters_are_linked_by_hand_and_broken_by_the_dsl(pupils: PupilSchool) -> None:
    """PRACTICE 15, 24: never guessed from a surname; “the same for Ada (2A) and Tom (RB)?”"""
    office = pupils.school.office
    ann, tom, ada = (
        add_pupil(office, f"{name} Same", place) for name, place in (("Ann", "5A"), ("Tom", "RB"), ("Ada", "2A"))
    )
    assert office.pupils.siblings(ann.id) == ()
    office.pupils.link(ann.id, tom.id)
    office.pupils.link(ada.id, tom.id)
    assert [(s.name, s.class_name) for s in office.pupils.siblings(ann.id)] == [("Ada Same", "2A"), ("Tom Same", "RB")]
    with pytest.raises(FieldError):
        office.pupils.link(ann.id, ada.id)
    with pytest.raises(NotAllowedError):
        office.pupils.unlink(ada.id)
    lead = pupils.as_who("lead")
    lead.pupils.unlink(ada.id)
    assert [s.name for s in lead.pupils.siblings(ann.id)] == ["Tom Same"]
    lead.pupils.unlink(tom.id)
    assert _view(pupils, ann.id).pupil.family_id is None


# --- who answers


def test_one_click_turns_check_who_signed_into_a_yes(pupils: PupilSchool) -> None:
    """PRACTICE 5."""
    office = pupils.school.office
    pupil = add_pupil(office, "Kit Moore")
    gran = add_adult(office, pupil, Capacity.GRANDPARENT, name="Jo Moore")
    answer(office, pupil, Said.YES, FACEBOOK, by=gran)
    (line,) = _view(pupils, pupil.id).adults
    assert line.needs_look
    assert _verdict(pupils, pupil.id) is Verdict.CHECK_SIGNER
    office.pupils.record_responsibility(gran.id)
    assert _verdict(pupils, pupil.id) is Verdict.YES
    (line,) = _view(pupils, pupil.id).adults
    assert (line.who, line.needs_look) == ("Jo Moore (grandparent)", False)


def test_only_the_dsl_ends_a_say_and_gives_it_back_with_a_sealed_reason(pupils: PupilSchool) -> None:
    """PRACTICE 5."""
    office = pupils.school.office
    pupil = add_pupil(office, "Fay Young")
    mother, father = add_adult(office, pupil), add_adult(office, pupil, Capacity.FATHER)
    answer(office, pupil, Said.YES, FACEBOOK, by=mother)
    answer(office, pupil, Said.NO, FACEBOOK, by=father)
    assert _verdict(pupils, pupil.id) is Verdict.ON_HOLD
    with pytest.raises(NotAllowedError):
        office.pupils.end_say(father.id, "an order of the court")
    lead = pupils.as_who("lead")
    with pytest.raises(FieldError):
        lead.pupils.end_say(father.id, " ")
    lead.pupils.end_say(father.id, "an order of the court")
    assert _verdict(pupils, pupil.id) is Verdict.YES
    with pytest.raises(RuleError):
        lead.pupils.end_say(father.id, "again")
    assert lead.pupils.say_reasons(father.id) == ("Ended: an order of the court",)
    said = {a.who: a.words for a in pupils.as_who("office").pupils.pupil(pupil.id).adults}
    assert said["Father"] == "Ask the DSL"
    lead = pupils.as_who("lead")
    lead.pupils.give_say_back(father.id, "the order ended")
    assert _verdict(pupils, pupil.id) is Verdict.ON_HOLD
    assert len(lead.pupils.say_reasons(father.id)) == 2


def _verdict(stage: PupilSchool, pupil_id: object) -> Verdict:
    return next(p.verdict for p in _view(stage, pupil_id).places if p.key == FACEBOOK)


# --- holds


@pytest.mark.clause("valence:use-8")
def test_a_hold_reads_alike_whatever_lies_behind_it(pupils: PupilSchool) -> None:
    """PRACTICE 4: a protection and a disagreement read the same to the office, and a hold is accepted on both."""
    office = pupils.school.office
    views = []
    for name, held in (("Lee Alike", True), ("Lou Alike", False)):
        pupil = add_pupil(office, name)
        mother, father = add_adult(office, pupil), add_adult(office, pupil, Capacity.FATHER)
        for place in office.picture_books.today().places:
            answer(office, pupil, Said.YES, place, by=mother)
            if not held:
                answer(office, pupil, Said.NO, place, by=father)
        if held:
            office.pupils.hold(pupil.id, "known to be at risk")
        views.append(office.pupils.pupil(pupil.id))
    protected, disputed = views
    assert protected.short == disputed.short
    assert protected.short.words == "On hold: ask the DSL"
    assert protected.places == disputed.places
    assert protected.history == disputed.history == ()
    assert protected.history_held
    assert disputed.history_held
    assert protected.holds == disputed.holds == ()
    for view in views:
        assert office.pupils.hold(view.pupil.id, "one more").sealed


def test_the_dsl_alone_reads_why_and_ends_a_hold(pupils: PupilSchool) -> None:
    office = pupils.school.office
    pupil = add_pupil(office, "Nia Reed")
    mother = add_adult(office, pupil)
    answer(office, pupil, Said.YES, FACEBOOK, by=mother)
    with pytest.raises(FieldError):
        office.pupils.hold(pupil.id, "")
    office.pupils.hold(pupil.id, "a doubt about who signed")
    for deed in (
        lambda: office.pupils.hold_reasons(pupil.id),
        lambda: office.pupils.end_hold(pupil.id, "all clear"),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    lead = pupils.as_who("lead")
    (line,) = lead.pupils.pupil(pupil.id).holds
    assert (line.by, line.looked_at) == ("Pat Lowe", False)
    (why,) = lead.pupils.hold_reasons(pupil.id)
    assert (why.reason, why.by) == ("a doubt about who signed", "Pat Lowe")
    assert lead.pupils.pupil(pupil.id).holds[0].looked_at
    lead.pupils.end_hold(pupil.id, "the form was hers")
    assert _verdict(pupils, pupil.id) is Verdict.YES
    assert lead.pupils.hold_reasons(pupil.id)[0].ended == "the form was hers"
    with pytest.raises(RuleError):
        lead.pupils.end_hold(pupil.id, "twice")


def test_a_hold_begins_the_search_for_every_picture(pupils: PupilSchool) -> None:
    office = pupils.school.office
    pupil = add_pupil(office, "Ola Finch")
    office.pupils.hold(pupil.id, "asked by the social worker")
    with office.session.reading() as uow:
        causes = [r.cause for r in uow.removals.of_pupils([pupil.id])]
    assert causes == [RemovalCause.HOLD]


def test_without_a_dsl_who_can_sign_in_a_hold_is_kept_without_words(tmp_path: Path) -> None:
    stage = make_pupil_school(tmp_path, with_lead=False)
    office = stage.school.office
    pupil = add_pupil(office, "Max Grey")
    assert not office.pupils.dsl_reads()
    kept = office.pupils.hold(pupil.id, "nobody could read this")
    assert not kept.sealed
    assert _view(stage, pupil.id).on_hold
    stage.school.sign_out()


# --- Today


def test_today_asks_without_a_name_and_without_a_reason(tmp_path: Path) -> None:
    """A hold and parents who differ are one line for the DSL; the office is asked for classes and for who signed."""
    stage = make_pupil_school(tmp_path)
    office = stage.as_who("office")
    held, disputed = add_pupil(office, "Held Secretly"), add_pupil(office, "Disputed Openly")
    mother, father = add_adult(office, disputed), add_adult(office, disputed, Capacity.FATHER)
    answer(office, disputed, Said.YES, FACEBOOK, by=mother)
    answer(office, disputed, Said.NO, FACEBOOK, by=father)
    loose = add_pupil(office, "Loose Leaf", "")
    answer(office, loose, Said.YES, FACEBOOK, by=add_adult(office, loose, Capacity.GRANDPARENT))
    office.pupils.hold(held.id, "the reason is secret")
    lines = {x.item.key: x.item for x in office.today.view().lines}
    assert lines["no-class"].title == "1 pupil has no class"
    assert lines["check-signer"].title == "Check who signed for 1 pupil"
    assert "hold-look" not in lines
    lead = stage.as_who("lead")
    (line,) = [x.item for x in lead.today.view().lines if x.item.key == "hold-look"]
    assert line.title == "2 pupils are on hold and wait for you"
    lead.pupils.hold_reasons(held.id)
    lead.pupils.end_say(father.id, "an order")
    assert not [x for x in lead.today.view().lines if x.item.key == "hold-look"]
    text = str([x.item for x in lead.today.view().lines])
    assert not [word for word in ("Held", "Disputed", "secret") if word in text]
    stage.school.sign_out()
