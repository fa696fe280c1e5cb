"""What nobody but the safeguarding lead can tell apart, and what nobody can get round (PRACTICE 4, 15, 18, 19)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schoolsm_desktop.domain.changed_names import Names
from schoolsm_desktop.domain.check_draft import CheckDraft
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.photo_answers import Capacity, Said
from schoolsm_desktop.domain.photo_checks import CheckedWhat
from schoolsm_desktop.domain.removals import RemovalCause
from tests.services.publishing import check, post
from tests.services.pupil_school import TODAY, PupilSchool, make_pupil_school
from tests.services.roll import FACEBOOK, add_adult, add_pupil, answer

FILE, COPY = b"f" * 32, b"c" * 32


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[PupilSchool]:
    """An office, a safeguarding lead, and a teacher who posts."""
    made = make_pupil_school(tmp_path)
    yield made
    made.school.sign_out()


def test_a_poster_is_given_no_verdict_that_tells_a_hold_from_a_no(stage: PupilSchool) -> None:
    """Not even in the record behind the words: the window of a poster never holds it."""
    office = stage.as_who("office")
    held, refused, open_ = (add_pupil(office, name) for name in ("Isla Ferrier", "Callum Dent", "Amara Bello"))
    teacher = stage.people["teacher"].id
    verdicts = tuple(zip((held.id.hex, refused.id.hex, open_.id.hex), ("on-hold", "no", "yes"), strict=True))
    check(office, number=1, by=teacher, verdicts=verdicts)
    (line,) = stage.as_who("teacher").photo_checks.lines()
    assert "on-hold" not in repr(line)
    assert [said for _pupil, said in line.check.verdicts] == ["no", "no", "yes"]
    (line,) = stage.as_who("office").photo_checks.lines()
    assert [said for _pupil, said in line.check.verdicts] == ["on-hold", "no", "yes"]


def test_a_poster_reads_the_same_of_a_search_after_a_hold_and_after_a_withdrawal(stage: PupilSchool) -> None:
    """PRACTICE 4: take-down tasks read alike, down to where and by when."""
    stage.as_who("coordinator")
    page = stage.school.add_account("Our Facebook page", platform_id="facebook", owner_id=stage.people["teacher"].id)
    stage.school.office.people.give_duty(stage.people["teacher"].id, Duty.POSTING_STAFF, TODAY)
    office = stage.as_who("office")
    held, withdrawn = add_pupil(office, "Isla Ferrier"), add_pupil(office, "Callum Dent")
    for pupil, title in ((held, "Sports day"), (withdrawn, "Spring play")):
        post(office, title, pupil, place=FACEBOOK, account_id=page.id)
    mother = add_adult(office, withdrawn)
    office.pupils.hold(held.id, "zebra order")
    office.removals.begin(withdrawn.id, RemovalCause.ANSWER, [FACEBOOK], mother.id)
    lines = stage.as_who("teacher").removals.lines()
    assert len(lines) == 2
    assert len({(x.title, x.where, x.progress, x.due) for x in lines}) == 1
    assert len({(x.removal.cause, x.removal.places, x.removal.adult_id) for x in lines}) == 1
    assert stage.as_who("office").removals.lines()[0].removal.cause is not None


def test_a_reply_waits_for_the_lead_alike_for_a_hold_and_for_parents_who_differ(stage: PupilSchool) -> None:
    """Were only one of the two held back, the office could tell which it is (PRACTICE 4, 18)."""
    office = stage.as_who("office")
    ada, tom = add_pupil(office, "Ada Lark"), add_pupil(office, "Tom Wren")
    for pupil in (ada, tom):
        mother, father = add_adult(office, pupil), add_adult(office, pupil, Capacity.FATHER)
        answer(office, pupil, Said.YES, "website", by=mother)
        if pupil is ada:
            answer(office, pupil, Said.WITHDRAWN, "website", by=father)
        office.removals.begin(pupil.id, RemovalCause.ANSWER, ["website"], father.id)
    office.pupils.hold(tom.id, "zebra order")
    office = stage.as_who("office")
    begun = [line.removal for line in office.removals.lines() if line.removal.cause is RemovalCause.ANSWER]
    views = [office.removals.view(removal.id) for removal in begun]
    assert len({(view.reply, view.may_reply, view.may_agree) for view in views}) == 1
    for removal in begun:
        with pytest.raises(RuleError, match="on hold"):
            office.removals.reply(removal.id)
    lead = stage.as_who("lead")
    agree = [line.item for line in lead.today.view().lines if line.item.key.startswith("removal-agree:")]
    assert {item.subject_id for item in agree} == {removal.id for removal in begun}


def test_a_name_corrected_throughout_is_gone_from_all_that_was_written_with_it(stage: PupilSchool) -> None:
    """PRACTICE 15: from checks, slips, what was published, the lines to take down, letters and the search."""
    office = stage.as_who("office")
    kit, sister = add_pupil(office, "Kit Birthname"), add_pupil(office, "Ada Birthname")
    mother = add_adult(office, kit, name="Joan Vale")
    answer(office, kit, Said.YES, "website", by=mother)
    post(office, "Kit Birthname wins, with Ada Birthname", kit, sister, note="asked by Kit Birthname’s mother")
    saved = check(
        office, kit, place="website", caption="Well done, KIT BIRTHNAME!", picture_name="Kit Birthname.jpg", number=1
    )
    removal = office.removals.begin(kit.id, RemovalCause.ANSWER, ["website"], mother.id)
    letter = office.removals.reply(removal.id)
    assert "Kit Birthname" in letter.text
    stage.as_who("lead").pupils.correct_name(kit.id, Names("Kit", "Vale"), "okapi adoption")
    office = stage.as_who("office")
    assert "Kit Vale wins, with Ada Birthname" in [line.post.title for line in office.posts.lines()]
    with office.session.reading() as uow:
        kept = uow.photo_checks.get(saved.id)
        everything = repr([uow.photo_checks.all(), uow.posts.all(), uow.removal_tasks.all(), uow.letters.all()])
    assert kept.caption == "Well done, Kit Vale!"
    assert "kit birthname" not in everything.casefold()
    assert "Ada Birthname" in everything
    office.finder.read()
    assert "Kit Birthname" not in repr(office.finder.find("birthname"))
    head = stage.as_who("head")
    assert head.log.altered_rows() == ()


def test_the_safe_copy_is_the_same_picture(stage: PupilSchool) -> None:
    """PRACTICE 19: who was ticked on a file is not left out by dropping its own copy, nor the other way round."""
    office = stage.as_who("office")
    callum, amara = add_pupil(office, "Callum Dent"), add_pupil(office, "Amara Bello")
    office = stage.school.sign_in(stage.people["office"])
    both = CheckDraft("website", pupils=(callum.id, amara.id), picture=FILE, safe_copy=COPY)
    office.photo_checks.save(both)
    alone = replace(both, pupils=(amara.id,), picture=COPY, safe_copy=b"d" * 32)
    assert callum.id in office.photo_checks.ticked_before(COPY)
    with pytest.raises(RuleError, match="crop the picture"):
        office.photo_checks.save(alone)
    with pytest.raises(RuleError, match="crop the picture"):
        office.photo_checks.save(replace(alone, picture=b"e" * 32, safe_copy=COPY))
    kept = office.photo_checks.save(replace(alone, unticked=(callum.id,)))
    assert [pupil for pupil, _why in kept.unticked] == [callum.id.hex]
    assert kept.what is CheckedWhat.PICTURE


@pytest.mark.parametrize("how", ["leaves", "birth date"])
def test_a_check_ends_with_what_the_answer_rested_on(stage: PupilSchool, how: str) -> None:
    """PRACTICE 19: a pupil who leaves, or turns out to be too young for an own yes, ends the checks of today."""
    office = stage.as_who("office")
    kit = add_pupil(office, "Kit Moore", birth_date=TODAY.replace(year=TODAY.year - 14))
    saved = check(office, kit, number=1)
    if how == "leaves":
        office.pupils.leave(kit.id, TODAY)
    else:
        office.pupils.change(replace(kit, birth_date=TODAY.replace(year=TODAY.year - 9)))
    with office.session.reading() as uow:
        assert uow.photo_checks.get(saved.id).ended_at is not None
