"""Sealed requests exist for their readers only, and a decision put in by other means gives nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.access import AuthorisedOn
from schoolsm_desktop.domain.accounts import Account, AccountClass, AccountState
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import OfficeError, RuleError
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest, SchoolRequestState
from schoolsm_desktop.services.due_calendar import Whose
from schoolsm_desktop.services.school_requests import DecisionPaper, SchoolAsking, Terms
from schoolsm_desktop.services.sealed_words import SCHOOL_REQUEST, seal_words
from schoolsm_desktop.services.vouching import AlteredRow
from tests.reports import reading
from tests.services.school import NOW, InventedSchool
from tests.services.test_school_requests import ANSWERS

from .by_hand import edit, put_in, put_in_and_sign

TODAY = NOW.date()
SEALED = (RequestKind.FRIEND_REQUEST, RequestKind.CONNECTION, RequestKind.RECRUITMENT_SEARCH)
ALLOWED = SchoolRequestState.ALLOWED


@dataclass
class Staged:
    """A school with a colleague who asks, and one of each kind of person who should know nothing of it."""

    school: InventedSchool
    people: dict[str, Person]

    def ask(self, kind: RequestKind, **more: object) -> SchoolRequest:
        """A request by the colleague, entered by the coordinator."""
        self.sign_in("coordinator")
        fields: dict[str, object] = {"asker_id": self.people["asker"].id} | more
        return self.school.office.school_requests.ask(SchoolAsking(kind, ANSWERS[kind], **fields)).request  # type: ignore[arg-type]

    def sign_in(self, who: str) -> None:
        """Sign one of them in."""
        person = self.people[who]
        if self.school.office.person_id != person.id:
            self.school.sign_in(person)

    def row(self, request: SchoolRequest) -> SchoolRequest:
        """The row as it stands."""
        with self.school.office.session.reading() as uow:
            return uow.school_requests.get(request.id)

    def gives_nothing(self, request: SchoolRequest) -> None:
        """No letter, no account, no line of the register, and the list says why."""
        office = self.school.office
        for deed in (
            lambda: office.request_letters.make(request.id),
            lambda: office.request_accounts.make(request.id, "x", self.school.coordinator.id),
            lambda: office.request_accounts.authorise(request.id),
        ):
            with pytest.raises(RuleError):
                deed()
        (line,) = [x for x in office.school_requests.lines() if x.request.id == request.id]
        assert not line.is_proved
        assert request.title not in reading.text(office.printing.permission_register().pdf)


@pytest.fixture
def staged(tmp_path: Path) -> Iterator[Staged]:
    school = InventedSchool(tmp_path, "churchward")
    people = {"coordinator": school.coordinator, "head": school.head}
    for key, name, duty in (
        ("asker", "Jo Marsh", None),
        ("teacher", "Sam Adeyemi", Duty.CLASS_TEACHER),
        ("office", "Pat Lowe", Duty.OFFICE_MANAGER),
        ("deputy", "Dee Putty", Duty.DEPUTY_HEADTEACHER),
        ("dpo", "Dal Pryce", Duty.DPO),
        ("lead", "Noor Haddad", Duty.DSL),
    ):
        people[key] = school.add_person(name)
        if duty is not None:
            school.office.people.give_duty(people[key].id, duty, TODAY)
    made = Staged(school, people)
    for key in ("asker", "teacher", "office", "deputy", "dpo", "lead"):
        school.make_sign_in(people[key])
        made.sign_in("coordinator")
    made.sign_in("head")
    school.office.cover.begin(people["deputy"].id, TODAY, TODAY, "a course")
    for key in ("lead", "deputy", "asker", "office", "teacher", "dpo"):
        made.sign_in(key)  # each has chosen a passphrase of their own
    yield made
    school.sign_out()


@pytest.mark.parametrize("who", ["coordinator", "office", "teacher", "deputy", "dpo"])
def test_a_sealed_request_is_not_there_for_anybody_else(staged: Staged, who: str) -> None:
    """PRACTICE 13: not in a list, a count, on Today, in the search or on paper; a deputy under cover included."""
    requests = [staged.ask(kind) for kind in SEALED]
    staged.sign_in(who)
    office = staged.school.office
    assert office.school_requests.lines() == ()
    view = office.today.view()
    assert not any(str(r.id) in line.item.key for r in requests for line in view.lines)
    for typed in ("confidential", "friend", "Jo Marsh", "Year 3 teacher", "request", "connection"):
        found = {str(hit.id) for hit in office.finder.find(typed)}
        assert found.isdisjoint({str(r.id) for r in requests})
    for request in requests:
        deeds: tuple[Callable[[UUID], object], ...] = (
            office.school_requests.open,
            office.printing.school_request,
            office.school_requests.withdraw,
            office.school_requests.end,
            office.request_letters.make,
            lambda r: office.school_requests.allow(r, Terms(), 1),
            lambda r: office.school_requests.refuse(r, "no", 1),
            lambda r: office.school_requests.enter_paper(r, DecisionPaper(True, staged.school.head.id, TODAY), 1),
            lambda r: office.school_requests.enter_result(r, relevant="no", outcome="nothing"),
        )
        for deed in deeds:
            with pytest.raises(OfficeError):
                deed(request.id)
        assert staged.row(request).state is SchoolRequestState.ASKED


def _surface(staged: Staged) -> dict[str, object]:
    """Everything that somebody sees without asking for one record: counts, Today, search, calendar, paper and log."""
    office = staged.school.office
    view = office.today.view()
    seen: dict[str, object] = {
        "counts": dict(view.counts),
        "today": sorted(
            (x.item.key, x.item.title, x.item.detail) for x in (*view.lines, *(p.line for p in view.put_off))
        ),
        "requests": office.school_requests.lines(),
    }
    office.finder.read()
    for typed in ("zebra", "confidential", "friend", "running club", "letter"):
        seen[f"search {typed}"] = sorted(str(hit.id) for hit in office.finder.find(typed))
    path = staged.school.base / "due.ics"
    with suppress(OfficeError):
        office.due_calendar.save(path, Whose.SCHOOL, replace=True)
        days = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("DTSTAMP")]
        seen["calendar"] = days
    with suppress(OfficeError):
        seen["paper"] = reading.text(office.printing.permission_register().pdf)
    return seen


@pytest.mark.parametrize("who", ["coordinator", "office", "teacher", "deputy", "dpo"])
def test_asked_decided_and_written_about_it_changes_nothing_that_others_see(staged: Staged, who: str) -> None:
    """A number that grows by one tells of it too: after all of it everything looks as it did before."""
    staged.sign_in(who)
    before = _surface(staged)
    requests = [staged.ask(kind) for kind in SEALED]
    staged.sign_in("head")
    for request in requests:
        staged.school.office.school_requests.refuse(request.id, "quagga", 1)
        with suppress(OfficeError):
            staged.school.office.request_letters.make(request.id)
    staged.sign_in(who)
    assert _surface(staged) == before
    office = staged.school.office
    for request in requests:
        with suppress(OfficeError):
            assert office.letters.letters_about(SCHOOL_REQUEST, request.id) == ()
    with suppress(OfficeError):
        of_them = {r.id for r in requests}
        for line in (
            x for x in office.log.lines() if x.entry.subject_id in of_them or x.entry.subject_kind == "letter"
        ):
            told = f"{line.about} {line.did} {dict(line.entry.details)}"
            assert not [w for w in ("Marsh", "friend", "connection", "recruit", "quagga", "zebra") if w in told], told


@pytest.mark.parametrize("who", ["head", "lead", "asker"])
def test_its_readers_read_it_and_looking_leaves_a_line(staged: Staged, who: str) -> None:
    request = staged.ask(RequestKind.CONNECTION)
    staged.sign_in(who)
    line = staged.school.office.school_requests.open(request.id)
    assert dict(line.request.details) == ANSWERS[RequestKind.CONNECTION]
    with staged.school.office.session.reading() as uow:
        last = uow.audit.last()
    assert last is not None
    assert (last.did, last.subject_id, last.person_id) == (Did.SEALED_OPENED, request.id, staged.people[who].id)


def test_no_word_of_a_sealed_request_stands_in_any_table_or_entry(staged: Staged) -> None:
    request = staged.ask(RequestKind.CONNECTION)
    staged.sign_in("head")
    staged.school.office.school_requests.refuse(request.id, "quagga", 1)
    opened = staged.school.office.session.database.connection(foreign_keys=False)
    try:
        tables = [str(row[0]) for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        held = " ".join(repr(tuple(row)) for t in tables for row in opened.execute(f'SELECT * FROM "{t}"'))  # noqa: S608
    finally:
        opened.close()
    assert "school_requests" in tables
    for word in ("zebra", "quagga", "running club"):
        assert word not in held


def test_a_row_turned_into_an_allowed_one_gives_nothing(staged: Staged) -> None:
    request = staged.ask(RequestKind.CLOSED_AREA)
    staged.sign_in("coordinator")
    edit(
        staged.school.office,
        "UPDATE school_requests SET state = 'allowed', decided_by = ?, decided_on = ?, decided_how = 'screen' WHERE id = ?",
        staged.school.head.id.hex,
        TODAY.isoformat(),
        request.id.hex,
    )
    assert staged.row(request).state is ALLOWED
    staged.gives_nothing(request)
    staged.sign_in("head")
    assert AlteredRow("school-request", request.id) in staged.school.office.log.altered_rows()


@pytest.mark.parametrize("who", ["teacher", "coordinator", "office"])
def test_a_decision_signed_by_somebody_else_gives_nothing(staged: Staged, who: str) -> None:
    """The best an insider can forge: the row and an entry for it with a key of their own."""
    request = staged.ask(RequestKind.CLOSED_AREA)
    staged.sign_in(who)
    forged = replace(
        staged.row(request),
        state=ALLOWED,
        decided_by=staged.school.head.id,
        decided_on=TODAY,
        decided_how=AuthorisedOn.SCREEN,
        revision=2,
    )
    put_in_and_sign(
        staged.school.office,
        Did.SCHOOL_REQUEST_DECIDED,
        "school-request",
        request.id,
        lambda uow: uow.school_requests.save(replace(forged, revision=1)),
        forged,
    )
    staged.sign_in("coordinator")
    assert staged.row(request) == forged
    staged.gives_nothing(request)


def test_a_teacher_who_enters_a_paper_past_the_service_gives_nothing(staged: Staged) -> None:
    request = staged.ask(RequestKind.CLOSED_AREA)
    staged.sign_in("teacher")
    forged = replace(
        staged.row(request), state=ALLOWED, decided_by=staged.school.head.id, decided_on=TODAY,
        decided_how=AuthorisedOn.PAPER, revision=2,
    )  # fmt: skip
    put_in_and_sign(
        staged.school.office, Did.SCHOOL_REQUEST_DECIDED, "school-request", request.id,
        lambda uow: uow.school_requests.save(replace(forged, revision=1)), forged,
    )  # fmt: skip
    staged.sign_in("coordinator")
    staged.gives_nothing(request)


def test_conditions_changed_behind_a_letter_leave_no_decision(staged: Staged) -> None:
    """A letter that was made comes after the decision; under its cover nothing else of it can be changed."""
    request = staged.ask(RequestKind.CLOSED_AREA)
    staged.sign_in("head")
    staged.school.office.school_requests.allow(request.id, Terms("Closed in July"), 1)
    staged.sign_in("coordinator")
    forged = replace(staged.row(request), conditions="", letter_made_on=TODAY, revision=3)
    with staged.school.office.session.work() as work:
        work.uow.school_requests.save(replace(forged, revision=2))
        work.did(
            Did.SCHOOL_REQUEST_CHANGED, subject_kind="school-request", subject_id=request.id, record=forged,
            later="letter",
        )  # fmt: skip
        work.done()
    staged.gives_nothing(request)


def test_words_sealed_anew_by_somebody_else_are_no_decision(staged: Staged) -> None:
    """Whoever may file can seal to the readers; other words under the same decision are not believed."""
    request = staged.ask(RequestKind.FRIEND_REQUEST)
    staged.sign_in("head")
    staged.school.office.school_requests.allow(request.id, Terms("only until July"), 1)
    assert staged.school.office.school_requests.open(request.id).is_proved
    staged.sign_in("office")
    session = staged.school.office.session
    with session.work() as work:
        seal_words(work, SCHOOL_REQUEST, request.id, {"details": "[]", "conditions": "none", "note": "", "asker": ""})
        work.done()
    staged.sign_in("head")
    line = staged.school.office.school_requests.open(request.id)
    assert line.request.conditions == "none", "the attack itself must have done something"
    assert not line.is_proved
    with pytest.raises(RuleError):
        staged.school.office.request_letters.make(request.id)


def test_an_account_bound_by_sql_is_not_authorised_by_a_decision_about_another(staged: Staged) -> None:
    request = staged.ask(RequestKind.CLOSED_AREA)
    staged.sign_in("head")
    staged.school.office.school_requests.allow(request.id, Terms(), 1)
    staged.sign_in("coordinator")
    office = staged.school.office
    other = office.accounts.add(
        Account(
            uuid4(), staged.school.head.school_id, "x", "Another", account_class=AccountClass.CLOSED_AREA,
            state=AccountState.PROPOSED, owner_id=staged.school.coordinator.id,
        )
    )  # fmt: skip
    put_in(office, lambda uow: uow.school_requests.save(replace(staged.row(request), account_id=other.id)))
    with pytest.raises(RuleError):
        office.request_accounts.authorise(request.id)
    assert office.accounts.facts(other.id).line.account.state is AccountState.PROPOSED
