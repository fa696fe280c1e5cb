"""What the table of permissions says is what the services do: each method, tried by each kind of person."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import Any
from unittest.mock import Mock, patch
from uuid import UUID

import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.errors import NotAllowedError, OfficeError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.permissions import Acting, Action, Power, allows
from schoolsm_desktop.security.errors import NotYourselfError, RecoveryNeededError, WeakPassphraseError
from schoolsm_desktop.services.errors import NotOnRegisterError, ReasonNeededError
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.paper_maker import PaperMaker
from schoolsm_desktop.services.requests import Asking
from schoolsm_desktop.services.session import Work
from tests.services.school import OTHER, InventedSchool

from .deeds import DEEDS, EVERYBODY, REGISTER, Deed
from .stage import SEED, Stage

PASSWORD = SecretField.PASSWORD
ROLES = ("teacher", "office manager", "nobody", "coordinator", "headteacher")


def set_the_stage(base: Path) -> tuple[Stage, dict[str, Person]]:
    """A school of five people, two accounts, and something in every state a deed asks for."""
    school = InventedSchool(base)
    teacher, nobody = school.add_person("Jo Marsh"), school.add_person("Sam Adeyemi")
    manager, colleague = school.add_person("Pat Lowe", "Office manager"), school.add_person("Ola Brand")
    school.office.people.give_duty(manager.id, Duty.OFFICE_MANAGER, school.clock.today())
    school.office.people.give_duty(teacher.id, Duty.CLASS_TEACHER, school.clock.today())
    for person in (teacher, nobody, manager):
        school.make_sign_in(person)
        school.sign_in(school.coordinator)
    page, elsewhere = school.add_account("X page", owner_id=None), school.add_account("Facebook page")
    school.office.secrets.change(page.id, {SecretField.ONE_TIME_SEED: SEED}, confirmed=True)
    school.give(teacher, page)
    access = school.give(colleague, page)
    spare = [school.give(school.add_person(f"Spare {word}"), elsewhere) for word in ("One", "Two")]
    school.office.secrets.change(page.id, {PASSWORD: "wQ3!nB8@zR5^hJ1s"}, confirmed=False)
    asking = Asking(colleague.id, elsewhere.id, AccessKind.OWN_LOGIN, AccessLevel.POSTS, school.clock.today())
    asked = school.office.requests.ask(asking)
    stage = Stage(school, page, elsewhere, colleague, access, spare, asked.id, base)
    people = dict(zip(ROLES, (teacher, manager, nobody, school.coordinator, school.head), strict=True))
    return stage, people


@pytest.fixture
def staged(tmp_path: Path) -> Iterator[tuple[Stage, dict[str, Person]]]:
    """The stage; the coordinator is signed in."""
    made = set_the_stage(tmp_path)
    yield made
    made[0].school.sign_out()


def service_methods() -> set[str]:
    """Each public method of each service that a signed-in person's window can reach."""
    office = Office(Mock(), Mock())
    for name in [name for name, value in vars(Office).items() if isinstance(value, cached_property)]:
        getattr(office, name)  # a service that is made when it is first asked for
    services = [type(value) for name, value in vars(office).items() if not name.startswith("_")]
    return {
        f"{kind.__name__}.{name}"
        for kind in services
        for name, value in inspect.getmembers(kind)
        if not name.startswith("_") and callable(value) and name not in vars(PaperMaker)
    }


def test_every_method_of_every_service_has_its_line_in_the_table() -> None:
    assert service_methods() == set(DEEDS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.clause("valence:roles-4")
def test_what_the_table_allows_is_what_the_services_do(staged: tuple[Stage, dict[str, Person]], role: str) -> None:
    stage, people = staged
    if people[role].id != stage.school.coordinator.id:
        stage.school.sign_in(people[role])
    reads, wrong = role in ("teacher", "coordinator", "headteacher"), []
    for name, deed in DEEDS.items():
        powers = acts_as(stage.office)
        allowed = deed.needs == EVERYBODY or (reads if deed.needs == REGISTER else allows(powers, Action(deed.needs)))
        wrong += judged(role, name, allowed, tried(stage, deed))
    assert wrong == []


DECIDES_WHAT_IS_UNSURE = {"ReviewService.decide", "ReviewService.take_back", "ReviewService.cancel"}
"""Whoever signs a review off decides in it too, also without the duty to go through the register."""


def test_a_deputy_under_cover_is_refused_all_that_cover_does_not_give(staged: tuple[Stage, dict[str, Person]]) -> None:
    """The same table, with the powers that the headteacher signed for these days."""
    stage, _ = staged
    school = stage.school
    school.sign_in(school.head)
    deputy = school.add_person("Dee Puty", "Deputy headteacher")
    stage.office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, school.clock.today())
    school.make_sign_in(deputy)
    stage.office.cover.begin(deputy.id, school.clock.today(), school.clock.today())
    school.sign_in(deputy)
    assert acts_as(stage.office) == {Duty.DEPUTY_HEADTEACHER, Acting.HEADTEACHER}
    wrong = []
    for name, deed in DEEDS.items():
        powers = acts_as(stage.office)
        needs = Action.SIGN_OFF_REVIEW if name in DECIDES_WHAT_IS_UNSURE else deed.needs
        allowed = needs == EVERYBODY or (needs != REGISTER and allows(powers, Action(needs)))
        wrong += judged("acting deputy", name, allowed, tried(stage, deed))
    assert wrong == []


def acts_as(office: Office) -> frozenset[Power]:
    """What the services take the person signed in for: the duties held, and cover."""
    with office.session.reading() as uow:
        return office.session.duties(uow)


REFUSALS = (NotAllowedError, NotOnRegisterError)


def tried(stage: Stage, deed: Deed) -> tuple[OfficeError | None, bool]:
    """What the call raised, and whether it left a line in the log; lines that set its stage are not the deed's."""
    before, staged, did = entries(stage.office), 0, Work.did

    def counted(work: Work, *said: Any, **more: Any) -> None:
        nonlocal staged
        staged += _sets_the_stage(sys._getframe(1))
        did(work, *said, **more)

    problem = None
    with patch.object(Work, "did", counted):
        try:
            deed.call(stage)
        except OfficeError as raised:
            problem = raised
    return problem, entries(stage.office) != before + staged


def _sets_the_stage(caller: FrameType) -> bool:
    """Whether a line of the log was written to set a deed's stage: by a test itself, or for a case that it filed."""
    if str(caller.f_globals["__name__"]).startswith("tests."):
        return True
    frame: FrameType | None = caller
    while frame is not None and str(frame.f_globals["__name__"]).startswith("schoolsm_desktop."):
        frame = frame.f_back
    return frame is not None and frame.f_globals["__name__"] == "tests.services.cases"


def judged(role: str, name: str, allowed: bool, what: tuple[OfficeError | None, bool]) -> list[str]:
    """What is wrong with the answer that `role` got. A deed that is allowed may still fail for a reason of its own."""
    problem, left_a_line = what
    refused = type(problem) in REFUSALS  # a class below them says what is wrong with the deed, not with the person
    if refused is allowed:
        return [f"{role} and {name}: {problem!r}, but allowed is {allowed}"]
    return [f"{name} left a line in the log before it refused"] if refused and left_a_line else []


def entries(office: Office) -> int:
    """How long the log is."""
    with office.session.reading() as uow:
        last = uow.audit.last()
    return last.number if last else 0


@pytest.mark.parametrize("duty", [Duty.HEADTEACHER, Duty.COORDINATOR])
@pytest.mark.parametrize("role", ["office manager", "coordinator"])
def test_power_over_passwords_is_given_by_the_headteacher_alone(
    staged: tuple[Stage, dict[str, Person]], role: str, duty: Duty
) -> None:
    stage, people = staged
    office = stage.office if role == "coordinator" else stage.school.sign_in(people[role])
    with pytest.raises(NotAllowedError):
        office.people.give_duty(people[role].id, duty, stage.school.clock.today())
    with pytest.raises(NotAllowedError):
        office.people.add(stage.person(), [duty])


def test_a_poster_sees_their_own_account_and_nobody_elses_business(
    staged: tuple[Stage, dict[str, Person]],
) -> None:
    """PRACTICE 13."""
    stage, people = staged
    me = people["teacher"].id
    office = stage.school.sign_in(people["teacher"])
    matrix = office.access.matrix()
    assert [row.person.id for row in matrix.rows] == [me]
    assert [a.id for a in matrix.accounts] == [stage.page.id]
    assert [line.account.id for line in office.accounts.lines()] == [stage.page.id]
    facts = office.accounts.facts(stage.page.id)
    assert {person.id for _, person in facts.accesses} == {me}
    assert facts.due_people == ()
    assert facts.due is None or facts.due.people == ()
    assert {line.person.id for line in office.secrets.who_knows(stage.page.id)} <= {me}
    assert [p.id for p in office.people.choices()] == [me]
    office.finder.read()
    assert office.finder.find("facebook") == office.finder.find("marsh") == ()
    assert all(line.item.subject_id != stage.elsewhere.id for line in office.today.view().lines)
    assert set(office.access.cell(me, stage.page.id).names) <= {stage.school.head.id, stage.school.coordinator.id}


def test_a_person_without_duties_or_access_sees_an_empty_office(staged: tuple[Stage, dict[str, Person]]) -> None:
    stage, people = staged
    office = stage.school.sign_in(people["nobody"])
    assert office.access.matrix().rows == ()
    assert office.access.matrix().accounts == ()
    assert office.accounts.lines() == ()
    assert office.today.view().lines == ()
    assert office.today.view().cards == ()


@pytest.mark.parametrize("role", ["office manager", "coordinator"])
def test_why_access_ended_is_not_told_until_the_headteacher_says_so(
    staged: tuple[Stage, dict[str, Person]], role: str
) -> None:
    """PRACTICE 14: the words do not even reach the window."""
    stage, people = staged
    office = stage.school.sign_in(people["headteacher"])
    office.access.end(stage.access.id, "suspended on Tuesday")
    office.access.end(stage.spare[0].id, "moved to Year 2", reason_shown=True)
    assert "suspended" in repr(office.access.matrix())
    office = stage.school.sign_in(people[role])
    seen = repr((office.access.matrix(), office.access.cell(stage.colleague.id, stage.page.id)))
    seen += repr((office.accounts.facts(stage.page.id), office.accounts.lines(), office.today.view()))
    assert "suspended" not in seen
    assert "moved to Year 2" in seen


def test_a_reset_that_is_refused_takes_nothing_from_anybody(staged: tuple[Stage, dict[str, Person]]) -> None:
    """The coordinator can neither take over the headteacher's sign-in nor destroy what is sealed to it."""
    stage, people = staged
    office, head, me = stage.office, people["headteacher"].id, people["coordinator"].id
    sealed = {p: wraps(office, p) for p in (head, me, people["teacher"].id)}
    before = entries(office)
    with pytest.raises(RecoveryNeededError):
        office.sign_ins.reset(head, OTHER)
    with pytest.raises(NotYourselfError):
        office.sign_ins.reset(me, OTHER)
    with pytest.raises(WeakPassphraseError):
        office.sign_ins.reset(people["teacher"].id, "football")
    assert {p: wraps(office, p) for p in sealed} == sealed
    assert all(sealed.values())
    assert entries(office) == before
    assert stage.school.sign_in(people["headteacher"]).secrets.open(stage.page.id, PASSWORD) == "wQ3!nB8@zR5^hJ1s"


def test_a_weak_passphrase_with_the_recovery_sheet_takes_nothing_either(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path)
    page = school.add_account()
    school.sign_out()
    with pytest.raises(WeakPassphraseError):
        school.desk().recover(school.founded.sheet.code, school.head.id, "football")
    office = school.sign_in_again(school.head)
    assert office.secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"
    office.close()


def wraps(office: Office, person_id: UUID) -> int:
    """How many keys are sealed to somebody."""
    with office.session.reading() as uow:
        return len(list(uow.secrets.wraps_for(person_id)))


def test_the_password_before_is_not_read_without_the_reason_that_the_policy_asks_for(tmp_path: Path) -> None:
    school = InventedSchool(tmp_path, "churchward")
    page = school.add_account()
    school.office.secrets.change(page.id, {PASSWORD: "wQ3!nB8@zR5^hJ1s"}, confirmed=False)
    with pytest.raises(ReasonNeededError):
        school.office.secrets.open_previous(page.id)
    assert school.office.secrets.open_previous(page.id, "the platform wants the old one")[0] == "kX9#mQ2$vL7&pT4w"
    school.sign_out()
