"""Cover gives powers only where the headteacher or that deputy signed it, whatever rows say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cover import Cover
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person
from schoolsm_desktop.domain.permissions import UNDER_COVER, Acting, Action, allows
from schoolsm_desktop.services.vouching import AlteredRow
from tests.services.school import NOW, InventedSchool

from .by_hand import edit, put_in, put_in_and_sign

TODAY = NOW.date()


@dataclass
class Staged:
    """A school with a deputy and a teacher, who both sign in."""

    school: InventedSchool
    deputy: Person
    teacher: Person

    def cover(self, who: Person | None = None, **more: object) -> Cover:
        """Cover for today and the week after, as the headteacher would begin it."""
        head = self.school.head
        plain = Cover(
            uuid4(), head.school_id, head.id, (who or self.deputy).id, TODAY, TODAY + timedelta(days=7), head.id, NOW
        )
        return replace(plain, **more)  # type: ignore[arg-type]

    def powers(self, who: Person | None = None) -> set[Action]:
        """What cover gives them, beyond their duties."""
        session = self.school.sign_in(who or self.deputy).session
        with session.reading() as uow:
            acting = session.duties(uow) & {Acting.HEADTEACHER}
        return {action for action in Action if allows(acting, action)}

    def signed_by(self, who: Person, cover: Cover) -> None:
        """Somebody signs the beginning of a cover with their own key, past the service."""
        office = self.school.sign_in(who)
        put_in_and_sign(office, Did.COVER_STARTED, "cover", cover.id, lambda uow: uow.covers.add(cover), cover)


@pytest.fixture
def staged(tmp_path: Path) -> Iterator[Staged]:
    school = InventedSchool(tmp_path)
    deputy, teacher = school.add_person("Dee Puty", "Deputy headteacher"), school.add_person("Jo Marsh")
    school.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    for person in (deputy, teacher):
        school.make_sign_in(person)
    yield Staged(school, deputy, teacher)
    school.sign_out()


def test_cover_that_the_headteacher_signed_gives_exactly_its_powers_for_its_days(staged: Staged) -> None:
    assert staged.powers() == set()
    cover = staged.cover(ends=TODAY + timedelta(days=1))
    staged.signed_by(staged.school.head, cover)
    assert staged.powers() == set(UNDER_COVER)
    assert staged.powers(staged.teacher) == set()
    office = staged.school.sign_in(staged.deputy)
    for action in (Action.GIVE_ACCESS, Action.CONFIRM_SIGN_INS, Action.ALLOW_GIVING_BACK, Action.MAKE_SIGN_INS):
        assert not office.may(action), "cover opens nothing and makes nobody a keyholder"
    staged.school.clock.set(NOW + timedelta(days=2))
    assert staged.powers() == set(), "it ends by itself"


def test_a_deputy_may_begin_it_alone(staged: Staged) -> None:
    """PRACTICE 25."""
    staged.signed_by(staged.deputy, staged.cover(started_by=staged.deputy.id, in_emergency=True))
    assert staged.powers() == set(UNDER_COVER)


def test_a_cover_row_put_in_by_hand_gives_no_powers_and_is_named(staged: Staged) -> None:
    cover = staged.cover()
    put_in(staged.school.sign_in(staged.deputy), lambda uow: uow.covers.add(cover))
    assert staged.powers() == set()
    assert staged.school.sign_in(staged.school.head).log.altered_rows() == (AlteredRow("cover", cover.id),)


@pytest.mark.parametrize("by", ["coordinator", "teacher"])
def test_cover_signed_by_anybody_else_gives_no_powers(staged: Staged, by: str) -> None:
    """A keyholder is not a headteacher: the coordinator can make nobody act for the head."""
    signer = staged.school.coordinator if by == "coordinator" else staged.teacher
    for who in (staged.deputy, signer):
        staged.signed_by(signer, staged.cover(who))
        assert staged.powers(who) == set()


@pytest.mark.parametrize("by", ["head", "the teacher"])
def test_cover_for_somebody_who_is_no_deputy_gives_no_powers(staged: Staged, by: str) -> None:
    staged.signed_by(staged.school.head if by == "head" else staged.teacher, staged.cover(staged.teacher))
    assert staged.powers(staged.teacher) == set()


def test_a_deputys_duty_put_in_by_hand_makes_nobody_able_to_begin_cover(staged: Staged) -> None:
    forged = DutyHeld(uuid4(), staged.school.head.school_id, staged.teacher.id, Duty.DEPUTY_HEADTEACHER, TODAY)
    office = staged.school.sign_in(staged.teacher)
    put_in(office, lambda uow: uow.duties.add(forged))
    staged.signed_by(staged.teacher, staged.cover(staged.teacher, in_emergency=True))
    assert staged.powers(staged.teacher) == set()


@pytest.mark.parametrize("duty", [Duty.DEPUTY_HEADTEACHER, Duty.HEADTEACHER])
def test_a_duty_that_its_holder_signed_counts_no_more(staged: Staged, duty: Duty) -> None:
    held = DutyHeld(uuid4(), staged.school.head.school_id, staged.teacher.id, duty, TODAY)
    office = staged.school.sign_in(staged.teacher)
    put_in_and_sign(office, Did.DUTY_GIVEN, "person", staged.teacher.id, lambda uow: uow.duties.add(held), held)
    for who in (staged.teacher, staged.deputy):
        staged.signed_by(staged.teacher, staged.cover(who))
        assert staged.powers(who) == set()


CHANGES = {
    "longer": "ends = '2030-01-01'",
    "begun again": "ended_at = NULL",
    "for another": "deputy_id = (SELECT id FROM people WHERE family_name = 'Marsh')",
}


@pytest.mark.parametrize("how", sorted(CHANGES))
def test_a_cover_edited_by_hand_gives_no_powers(staged: Staged, how: str) -> None:
    ended = datetime(2026, 11, 19, tzinfo=UTC) if how == "begun again" else None
    cover = staged.cover(starts=date(2026, 11, 1), ends=TODAY, ended_at=ended)
    staged.signed_by(staged.school.head, cover)
    if how == "for another":
        office = staged.school.sign_in(staged.school.head)
        office.people.give_duty(staged.teacher.id, Duty.DEPUTY_HEADTEACHER, date(2026, 11, 1))
    # What is changed comes from this test's own list.
    edit(staged.school.office, f"UPDATE covers SET {CHANGES[how]} WHERE id = ?", cover.id.hex)  # noqa: S608
    assert staged.powers() == staged.powers(staged.teacher) == set()
    assert staged.school.sign_in(staged.school.head).log.altered_rows() == (AlteredRow("cover", cover.id),)
