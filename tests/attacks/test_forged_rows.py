"""Decisions, ticks and endings that nobody entitled signed: nothing follows from them, and they are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel, AuthorisedOn
from schoolsm_desktop.domain.accounts import Account, SecretField
from schoolsm_desktop.domain.approvals import GIVE_BACK, Approval
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind
from schoolsm_desktop.domain.conditions import ConditionMet
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.requests import AccessRequest, RequestState
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.giving_back import FileFormat, SaveOrder
from schoolsm_desktop.services.requests import Asking
from schoolsm_desktop.services.vouching import AlteredRow
from tests.services.school import COORDINATOR, NOW, InventedSchool

from .by_hand import edit, put_in, put_in_and_sign

PASSWORD = SecretField.PASSWORD
TODAY = NOW.date()


@dataclass
class Staged:
    """A school with a page, a teacher who asks for it, and another who has it."""

    school: InventedSchool
    page: Account
    asks: Person
    holds: Person
    access: Access

    def asked(self) -> AccessRequest:
        """The teacher asks for the password."""
        asking = Asking(self.asks.id, self.page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, TODAY)
        return self.school.sign_in(self.asks).requests.ask(asking)

    def named(self) -> tuple[AlteredRow, ...]:
        """What the headteacher is told was altered."""
        return self.school.sign_in(self.school.head).log.altered_rows()

    def no_key(self) -> None:
        """After both keyholders' sign-ins, whoever asked still opens nothing."""
        for keyholder in (self.school.head, self.school.coordinator):
            with self.school.sign_in(keyholder).session.reading() as uow:
                assert uow.secrets.wraps_for(self.asks.id) == ()
        with pytest.raises(NotOnRegisterError):
            self.school.sign_in(self.asks).secrets.open(self.page.id, PASSWORD)


@pytest.fixture
def staged(tmp_path: Path) -> Iterator[Staged]:
    school = InventedSchool(tmp_path)
    rules = school.office.policies.current()
    school.office.policies.choose(replace(rules, conditions=frozenset()))
    page, asks, holds = school.add_account(), school.add_person("Sam Adeyemi"), school.add_person("Jo Marsh")
    for person in (asks, holds):
        school.make_sign_in(person)
    access = school.give(holds, page, ends=TODAY + timedelta(days=5))
    yield Staged(school, page, asks, holds, access)
    school.sign_out()


def _authorised(staged: Staged, request: AccessRequest, by: UUID, how: AuthorisedOn) -> AccessRequest:
    return replace(
        request,
        state=RequestState.AUTHORISED,
        decided_by=by,
        decided_on=TODAY,
        recorded_by=by,
        recorded_at=NOW,
        authorised_how=how,
        override_reason="agreed",
    )


@pytest.mark.clause("valence:roles-1")
def test_a_request_edited_to_authorised_is_not_given_and_is_named(staged: Staged) -> None:
    request = staged.asked()
    edit(
        staged.school.office,
        "UPDATE access_requests SET state = 'authorised', decided_by = ?, decided_on = '2026-11-20', "
        "authorised_how = 'screen' WHERE id = ?",
        staged.school.head.id.hex,
        request.id.hex,
    )
    with pytest.raises(RuleError, match="not as somebody signed it"):
        staged.school.sign_in(staged.school.coordinator).requests.give(request.id)
    staged.no_key()
    assert staged.named() == (AlteredRow("request", request.id),)


@pytest.mark.clause("valence:roles-1")
@pytest.mark.parametrize("how", AuthorisedOn)
@pytest.mark.parametrize("said", ["the head", "themself"])
def test_a_decision_that_the_asker_signed_is_not_given(staged: Staged, how: AuthorisedOn, said: str) -> None:
    request = staged.asked()
    by = staged.school.head.id if said == "the head" else staged.asks.id
    forged = _authorised(staged, request, by, how)
    put_in_and_sign(
        staged.school.office,
        Did.ACCESS_AUTHORISED,
        "request",
        request.id,
        lambda uow: uow.requests.save(forged),
        replace(forged, revision=2),
    )
    with pytest.raises(RuleError, match="not as somebody signed it"):
        staged.school.sign_in(staged.school.coordinator).requests.give(request.id)
    staged.no_key()


def test_the_coordinator_cannot_sign_what_is_the_headteachers_to_decide(staged: Staged) -> None:
    request = staged.asked()
    forged = _authorised(staged, request, staged.school.head.id, AuthorisedOn.SCREEN)
    office = staged.school.sign_in(staged.school.coordinator)
    put_in_and_sign(
        office,
        Did.ACCESS_AUTHORISED,
        "request",
        request.id,
        lambda uow: uow.requests.save(forged),
        replace(forged, revision=2),
    )
    with pytest.raises(RuleError, match="not as somebody signed it"):
        office.requests.give(request.id)
    staged.no_key()


@pytest.mark.parametrize(
    "put",
    ["override_reason = 'agreed on the phone'", "level = 'administers'", "ends = NULL", "decision_note = 'for ever'"],
)
def test_what_was_authorised_cannot_become_more(staged: Staged, put: str) -> None:
    request = staged.asked()
    office = staged.school.sign_in(staged.school.head)
    office.requests.authorise(request.id, "until Friday")
    # What is changed comes from this test's own list.
    edit(office, f"UPDATE access_requests SET {put}, reason = 'x' WHERE id = ?", request.id.hex)  # noqa: S608
    with pytest.raises(RuleError, match="not as somebody signed it"):
        office.requests.give(request.id)
    assert staged.named() == (AlteredRow("request", request.id),)


def test_what_the_headteacher_authorised_is_given(staged: Staged) -> None:
    """The attacks above are refused for what they are, and not because nothing is ever given."""
    request = staged.asked()
    staged.school.sign_in(staged.school.head).requests.authorise(request.id)
    staged.school.sign_in(staged.school.coordinator).requests.give(request.id)
    assert staged.school.sign_in(staged.asks).secrets.open(staged.page.id, PASSWORD)
    assert staged.named() == ()


def test_a_reason_to_override_put_into_the_register_by_hand_is_named(staged: Staged) -> None:
    edit(
        staged.school.office,
        "UPDATE accesses SET override_reason = 'training booked' WHERE id = ?",
        staged.access.id.hex,
    )
    assert staged.named() == (AlteredRow("access", staged.access.id),)


@pytest.mark.clause("valence:use-11")
def test_an_access_that_ended_by_its_date_is_not_sealed_to_when_its_row_is_brought_back(staged: Staged) -> None:
    school = staged.school
    assert school.sign_in(staged.holds).secrets.open(staged.page.id, PASSWORD)
    school.clock.set(NOW + timedelta(days=7))
    school.sign_in(school.head)
    edit(
        school.office,
        "UPDATE accesses SET ended_at = NULL, ends = '2030-01-01', revision = 1 WHERE id = ?",
        staged.access.id.hex,
    )
    for keyholder in (school.coordinator, school.head):
        with school.sign_in(keyholder).session.reading() as uow:
            assert uow.access.get(staged.access.id).live_on(school.clock.today()), "the row says that it stands"
            assert uow.secrets.wraps_for(staged.holds.id) == ()
    with pytest.raises(NotOnRegisterError):
        school.sign_in(staged.holds).secrets.open(staged.page.id, PASSWORD)
    assert staged.named() == (AlteredRow("access", staged.access.id),)


def test_two_records_made_one_by_hand_move_no_key(staged: Staged) -> None:
    edit(
        staged.school.office,
        "UPDATE people SET merged_into = ? WHERE id = ?",
        staged.asks.id.hex,
        staged.holds.id.hex,
    )
    staged.no_key()
    assert staged.named() == (AlteredRow("person", staged.holds.id),)


@pytest.mark.parametrize("signed", [False, True])
def test_leave_to_save_passwords_that_the_coordinator_forged_opens_nothing(
    staged: Staged, signed: bool, tmp_path: Path
) -> None:
    office, head = staged.school.sign_in(staged.school.coordinator), staged.school.head
    forged = Approval(
        uuid4(), head.school_id, GIVE_BACK, office.person_id, NOW, "moving", head.id, NOW, True, NOW + timedelta(hours=9)
    )  # fmt: skip
    if signed:
        put_in_and_sign(
            office, Did.GIVING_BACK_DECIDED, "approval", forged.id, lambda uow: uow.approvals.add(forged), forged
        )
    else:
        put_in(office, lambda uow: uow.approvals.add(forged))
    path = tmp_path / "passwords.csv"
    order = SaveOrder([staged.page.id], FileFormat.CSV, path, COORDINATOR)
    with pytest.raises(RuleError, match="not signed by the headteacher"):
        office.giving_back.save(order)
    assert not path.exists()
    assert staged.named() == (() if signed else (AlteredRow("approval", forged.id),))


def test_a_tick_for_policy_and_training_put_in_by_hand_is_named(staged: Staged) -> None:
    met = ConditionMet(
        uuid4(), staged.asks.school_id, staged.asks.id, AccessCondition.TRAINING, TODAY, staged.school.head.id, NOW
    )
    put_in(staged.school.office, lambda uow: uow.conditions.add(met))
    assert staged.named() == (AlteredRow("condition", met.id),)


LINES = {
    "ticked": "UPDATE checklist_lines SET done_at = '2026-11-20 09:00:00.000000', proof = 'seen' WHERE id = ?",
    "said not to be needed": "UPDATE checklist_lines SET not_needed = 'never had it' WHERE id = ?",
    "taken out": "DELETE FROM checklist_lines WHERE id = ?",
    "moved to another list": "UPDATE checklist_lines SET checklist_id = '00000000000000000000000000000000' WHERE id = ?",
}


@pytest.mark.clause("valence:roles-4")
@pytest.mark.parametrize("how", sorted(LINES))
def test_a_line_of_a_leavers_list_worked_off_by_hand_is_named(staged: Staged, how: str) -> None:
    office = staged.school.sign_in(staged.school.head)
    begun = office.leaving.prepare(staged.holds.id, date(2026, 12, 18), ChecklistKind.LEAVES)
    assert office.log.altered_rows() == ()
    with office.session.reading() as uow:
        line = uow.checklists.lines.of(begun.id)[0]
    edit(office, LINES[how], line.id.hex)
    assert staged.named() == (AlteredRow("list", begun.id),)


def test_a_list_put_in_or_finished_by_hand_is_named(staged: Staged) -> None:
    office = staged.school.sign_in(staged.school.head)
    begun = office.leaving.prepare(staged.holds.id, date(2026, 12, 18), ChecklistKind.LEAVES)
    extra = Checklist(uuid4(), begun.school_id, ChecklistKind.LEAVES, TODAY, begun.started_by, NOW, staged.asks.id)
    put_in(office, lambda uow: uow.checklists.add(extra))
    edit(office, "UPDATE checklists SET signed_on = '2026-11-20' WHERE id = ?", begun.id.hex)
    assert set(staged.named()) == {AlteredRow("list", begun.id), AlteredRow("list", extra.id)}


def test_a_verdict_of_the_review_changed_by_hand_is_named(staged: Staged) -> None:
    office = staged.school.sign_in(staged.school.head)
    review = office.reviews.start()
    assert office.log.altered_rows() == ()
    edit(office, "UPDATE review_lines SET verdict = 'keep' WHERE review_id = ?", review.id.hex)
    assert staged.named() == (AlteredRow("review", review.id),)


def test_a_duty_put_in_by_hand_decides_nothing_that_is_signed(staged: Staged) -> None:
    """A teacher makes themself headteacher in the database and authorises in the program: the giving asks who signed."""
    request = staged.asked()
    edit(
        staged.school.office,
        "INSERT INTO duties SELECT zeroblob(16), school_id, ?, duty, starts, ends, revision FROM duties WHERE duty = ?",
        staged.holds.id.hex,
        Duty.HEADTEACHER.value,
    )
    edit(staged.school.office, "UPDATE duties SET id = ? WHERE id = zeroblob(16)", uuid4().hex)
    staged.school.sign_in(staged.holds).requests.authorise(request.id)
    with pytest.raises(RuleError, match="not as somebody signed it"):
        staged.school.sign_in(staged.school.coordinator).requests.give(request.id)
    staged.no_key()
