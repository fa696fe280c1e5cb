"""Every deed leaves a signed entry, and whatever is done behind the program's back is noticed and gives nothing."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, AccountState, SecretField
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.errors import NotAllowedError
from schoolsm_desktop.domain.people import Duty, Person, School
from schoolsm_desktop.services.access import GiveRequest
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.vouching import AlteredRow
from tests.services.school import OTHER, InventedSchool
from tests.services.school_files import PASSWORDS_CSV, STAFF_CSV

PASSWORD = SecretField.PASSWORD
SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"
TEMPORARY = "temporary badger lemon skylight rivet"
NOT_IN_THE_LOG = {
    "drafts.keep": "what was typed and not saved is nobody's deed yet",
    "drafts.forget": "as above",
    "preferences.put": "how somebody likes their columns",
    "imports.remember_columns": "a help for the next file with the same headings",
    "secrets.refresh_health": "an observation, made anew whenever somebody looks",
}
"""What writes without an entry, and why that is right."""


class Stage:
    """A school with something to do each deed to; the headteacher is signed in, who may do all of them."""

    def __init__(self, school: InventedSchool) -> None:
        self.school = school
        self.page = school.add_account()
        self.proposed = school.office.accounts.add(
            Account(uuid4(), school.head.school_id, "x", "New", state=AccountState.PROPOSED)
        )
        self.jo, self.sam = school.add_person("Jo Marsh"), school.add_person("Sam Adeyemi")
        school.make_sign_in(self.jo)
        self.office: Office = school.sign_in(school.coordinator)
        self.waiting = school.add_person("Wen Waiting")
        self.office.sign_ins.make(self.waiting.id, TEMPORARY)
        self.office.secrets.change(
            self.page.id, {PASSWORD: "a former one 7!", SecretField.ONE_TIME_SEED: SEED}, confirmed=True
        )
        self.office.secrets.change(self.page.id, {PASSWORD: "a newer one 8?"}, confirmed=False)
        self.access = school.give(self.jo, self.page)
        self.paused = school.give(self.sam, self.page)
        self.office.access.pause(self.paused.id)
        (self.before,) = self.office.access.already_had([self.request(self.waiting, AccessKind.OWN_LOGIN)])
        self.duty = self.office.people.give_duty(self.sam.id, Duty.DSL, date(2026, 11, 20))
        self.office = school.sign_in(school.head)

    def request(self, person: Person, kind: AccessKind = AccessKind.KNOWS_PASSWORD) -> GiveRequest:
        """A request that can be granted."""
        on = date(2026, 11, 20)
        head = self.school.head.id
        return GiveRequest(
            person.id, self.page.id, kind, AccessLevel.POSTS, on, reason="news", authorised_by=head, authorised_on=on
        )


def _bring_in_passwords(s: Stage) -> None:
    path = s.school.base / "passwords.csv"
    path.write_text(PASSWORDS_CSV, encoding="utf-8")
    preview = s.office.imports.passwords(path, s.office.imports.read(path))
    s.office.imports.bring_in_passwords(preview, {e.position: e.title for e in preview.entries})


def _bring_in_staff(s: Stage) -> None:
    path = s.school.base / "staff.csv"
    path.write_text(STAFF_CSV, encoding="utf-8")
    preview = s.office.imports.staff(path, s.office.imports.read(path))
    lines = [p.row.line for p in preview.people]
    s.office.imports.bring_in_staff(preview, lines, {lines[0]: [Duty.OFFICE_MANAGER]})


def _delete_file(s: Stage) -> None:
    path = s.school.base / "passwords.csv"
    path.write_text(PASSWORDS_CSV, encoding="utf-8")
    s.office.imports.delete_file(path)
    assert not path.exists()


def _waive(s: Stage) -> None:
    s.office.secrets.change(s.page.id, {PASSWORD: "nobody has seen it 6!"}, confirmed=True)
    s.office.access.end(s.access.id)
    s.office.access.waive(s.page.id, "never opened")


def _put_in_force(s: Stage) -> None:
    s.office.printing.put_in_force(s.office.printing.recovery_sheet())


DEEDS: dict[str, tuple[Did, Callable[[Stage], object]]] = {
    "access.already_had": (Did.ACCESS_RECORDED, lambda s: s.office.access.already_had([s.request(s.waiting)])),
    "access.authorise": (Did.ACCESS_CHANGED, lambda s: s.office.access.authorise([s.before.id], date(2026, 11, 20))),
    "access.change": (Did.ACCESS_CHANGED, lambda s: s.office.access.change(replace(s.access, reason="other"))),
    "access.end": (Did.ACCESS_ENDED, lambda s: s.office.access.end(s.access.id, "moved")),
    "access.give": (Did.ACCESS_GIVEN, lambda s: s.office.access.give(s.request(s.waiting))),
    "access.pause": (Did.ACCESS_PAUSED, lambda s: s.office.access.pause(s.access.id)),
    "access.resume": (Did.ACCESS_RESUMED, lambda s: s.office.access.resume(s.paused.id)),
    "access.waive": (Did.CHANGE_WAIVED, _waive),
    "accounts.add": (
        Did.ACCOUNT_ADDED,
        lambda s: s.office.accounts.add(Account(uuid4(), s.page.school_id, "x", "Another")),
    ),
    "accounts.authorise": (
        Did.ACCOUNT_MOVED,
        lambda s: s.office.accounts.authorise(s.proposed.id, s.school.head.id, date(2026, 11, 20)),
    ),
    "accounts.change": (Did.ACCOUNT_CHANGED, lambda s: s.office.accounts.change(replace(s.page, purpose="news"))),
    "accounts.move": (Did.ACCOUNT_MOVED, lambda s: s.office.accounts.move(s.page.id, AccountState.SUSPENDED)),
    "backups.choose_places": (
        Did.SETTING_CHANGED,
        lambda s: s.office.backups.choose_places((s.school.base / "second",)),
    ),
    "backups.make": (Did.BACKUP_MADE, lambda s: s.office.backups.make()),
    "imports.bring_in_passwords": (Did.ACCOUNTS_IMPORTED, _bring_in_passwords),
    "imports.bring_in_staff": (Did.PEOPLE_IMPORTED, _bring_in_staff),
    "imports.delete_file": (Did.IMPORT_FILE_DELETED, _delete_file),
    "people.add": (
        Did.PERSON_ADDED,
        lambda s: s.office.people.add(Person(uuid4(), s.page.school_id, "Ada", "Lark"), [Duty.DSL]),
    ),
    "people.change": (Did.PERSON_CHANGED, lambda s: s.office.people.change(replace(s.sam, job_title="Caretaker"))),
    "people.end_duty": (Did.DUTY_ENDED, lambda s: s.office.people.end_duty(s.duty.id, date(2026, 11, 21))),
    "people.give_duty": (
        Did.DUTY_GIVEN,
        lambda s: s.office.people.give_duty(s.jo.id, Duty.DPO, date(2026, 11, 20)),
    ),
    "policies.choose": (Did.POLICY_CHOSEN, lambda s: s.office.policies.choose(shipped_profile("kew-woods"))),
    "printing.put_in_force": (Did.PRINTED, _put_in_force),
    "printing.recovery_confirmed": (Did.PRINTED, lambda s: s.office.printing.recovery_confirmed()),
    "printing.was_printed": (
        Did.PRINTED,
        lambda s: s.office.printing.was_printed(s.office.printing.access_register()),
    ),
    "printing.was_saved": (
        Did.SAVED_AS_FILE,
        lambda s: s.office.printing.was_saved(s.office.printing.account_directory(), "pdf"),
    ),
    "schools.add": (Did.SCHOOL_CHANGED, lambda s: s.office.schools.add(School(uuid4(), "Second School"))),
    "schools.change": (
        Did.SCHOOL_CHANGED,
        lambda s: s.office.schools.change(replace(s.office.schools.school(), website="https://alder.example")),
    ),
    "schools.change_terms": (Did.TERMS_CHANGED, lambda s: s.office.schools.change_terms(s.office.schools.terms())),
    "secrets.change": (
        Did.SECRET_CHANGED,
        lambda s: s.office.secrets.change(s.page.id, {PASSWORD: "newest 9!"}, confirmed=True),
    ),
    "secrets.code_source": (Did.CODE_OPENED, lambda s: s.office.secrets.code_source(s.page.id)),
    "secrets.confirm": (Did.SECRET_CONFIRMED, lambda s: s.office.secrets.confirm(s.page.id)),
    "secrets.copy": (Did.SECRET_COPIED, lambda s: s.office.secrets.copy(s.page.id, PASSWORD)),
    "secrets.open": (Did.SECRET_OPENED, lambda s: s.office.secrets.open(s.page.id, PASSWORD)),
    "secrets.open_previous": (Did.SECRET_OPENED, lambda s: s.office.secrets.open_previous(s.page.id)),
    "secrets.record_reset": (Did.SECRET_RESET_RECORDED, lambda s: s.office.secrets.record_reset(s.page.id)),
    "sign_ins.change_passphrase": (
        Did.PASSPHRASE_CHANGED,
        lambda s: s.office.sign_ins.change_passphrase(s.school.words[s.school.head.id], OTHER),
    ),
    "sign_ins.confirm": (Did.SIGN_IN_CONFIRMED, lambda s: s.office.sign_ins.confirm(s.waiting.id)),
    "sign_ins.end": (Did.SIGN_IN_ENDED, lambda s: s.office.sign_ins.end(s.jo.id)),
    "sign_ins.make": (Did.SIGN_IN_MADE, lambda s: s.office.sign_ins.make(s.sam.id, TEMPORARY)),
    "sign_ins.reset": (Did.SIGN_IN_RESET, lambda s: s.office.sign_ins.reset(s.jo.id, TEMPORARY)),
    "sign_ins.set_keyholder": (Did.KEYHOLDER_SET, lambda s: s.office.sign_ins.set_keyholder(s.jo.id, True)),
}


def _calls_of(function: Callable[..., Any]) -> set[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return {n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}


def _writes(service: type, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a method, or one of its own that it calls, begins a unit of work."""
    calls = _calls_of(getattr(service, name))
    if "work" in calls:
        return True
    own = {call for call in calls if call.startswith("_") and inspect.isfunction(getattr(service, call, None))}
    return any(_writes(service, call, seen | {name}) for call in own - seen)


def test_no_deed_is_forgotten_here(school: InventedSchool) -> None:
    """A new public method that writes must be given its place in the table above, or a reason to be out of it."""
    found = set()
    for place, service in vars(school.office).items():
        if place.startswith("_"):
            continue
        names = [name for name, _ in inspect.getmembers(type(service), inspect.isfunction) if not name.startswith("_")]
        found |= {f"{place}.{name}" for name in names if _writes(type(service), name)}
    assert found == set(DEEDS) | set(NOT_IN_THE_LOG)


def _entries(office: Office) -> tuple[AuditEntry, ...]:
    with office.session.reading() as uow:
        return uow.audit.all()


@pytest.mark.clause("valence:roles-4")
@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_a_deed_leaves_a_signed_entry(school: InventedSchool, deed: str) -> None:
    stage = Stage(school)
    before = len(_entries(stage.office))
    did, act = DEEDS[deed]
    act(stage)
    entries = _entries(stage.office)[before:]
    assert did in [entry.did for entry in entries]
    assert {entry.person_id for entry in entries} == {school.head.id}
    check = stage.office.log.check()
    assert check.sound, check


def test_the_setting_up_itself_is_in_the_log_record_by_record(school: InventedSchool) -> None:
    entries = _entries(school.office)
    assert [e.did for e in entries[:6]] == [
        Did.SCHOOL_SET_UP,
        Did.PERSON_ADDED,
        Did.PERSON_ADDED,
        Did.DUTY_GIVEN,
        Did.DUTY_GIVEN,
        Did.SIGNED_IN,
    ]
    assert school.office.log.altered_rows() == ()


def test_the_lines_say_who_did_what_to_whom_and_hold_no_secret(school: InventedSchool) -> None:
    page, jo = school.add_account(password="never in the log 5!"), school.add_person("Jo Marsh")
    school.give(jo, page)
    school.office.secrets.open(page.id, PASSWORD)
    newest, given = school.office.log.lines()[0], school.office.log.lines()[1]
    assert (newest.who, newest.did, newest.about) == ("Rosa Okafor", "opened a secret", "X page")
    assert (given.did, given.about) == ("gave access", "Jo Marsh · X page")
    assert not any("never in the log" in repr(line) for line in school.office.log.lines())


def test_without_the_duty_nobody_reads_or_checks_the_log(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    for ask in (office.log.lines, office.log.check, office.log.altered_rows):
        with pytest.raises(NotAllowedError):
            ask()


# --- behind the program's back: raw SQL by somebody who has the database's key


def _by_hand(school: InventedSchool, sql: str, *values: object) -> None:
    """Somebody with the database's key and a tool. Everything is closed before, and signed in to again after it."""
    opened = school.office.session.database.connection(foreign_keys=False)
    try:
        assert opened.execute(sql, values).rowcount != 0, "the attack itself must have done something"
    finally:
        opened.close()


BEHIND = {
    "edited": ("UPDATE audit SET details_json = '{}' WHERE number = ?", (9,), 9),
    "backdated": ("UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE number = ?", (9,), 9),
    "blamed on another": ("UPDATE audit SET person_id = ? WHERE number = 9", ("head",), 9),
    "deleted": ("DELETE FROM audit WHERE number = ?", (9,), 10),
    "cut off": ("DELETE FROM audit WHERE number >= ?", (9,), 9),
    "swapped": ("UPDATE audit SET number = CASE number WHEN 9 THEN 10 ELSE 9 END WHERE number IN (?, 10)", (9,), 9),
    "another digest": ("UPDATE audit SET digest = zeroblob(32) WHERE number = ?", (9,), 9),
    "signature of another entry": (
        "UPDATE audit SET signature = (SELECT signature FROM audit WHERE number = 8) WHERE number = ?",
        (9,),
        9,
    ),
}


@pytest.mark.parametrize("how", sorted(BEHIND))
def test_an_entry_that_was_tampered_with_is_found(school: InventedSchool, how: str) -> None:
    page = school.add_account()
    school.office.secrets.open(page.id, PASSWORD)
    school.add_person("Jo Marsh")
    school.add_person("Sam Adeyemi")
    school.office.session.remember_head()
    assert school.office.log.check().sound
    assert len(_entries(school.office)) >= 11
    sql, values, first = BEHIND[how]
    if how == "swapped":  # the key of the table allows no two of one number, not even for a moment
        _by_hand(school, "UPDATE audit SET number = -9 WHERE number = 9")
        _by_hand(school, "UPDATE audit SET number = 9 WHERE number = 10")
        _by_hand(school, "UPDATE audit SET number = 10 WHERE number = -9")
    else:
        _by_hand(school, sql, *(school.head.id.hex if v == "head" else v for v in values))
    check = school.office.log.check()
    assert not check.sound
    assert check.first_fault == first


ROWS: dict[str, tuple[str, str, Callable[[Stage], UUID]]] = {
    "a person comes back": ("UPDATE people SET ends = '2030-01-01' WHERE id = ?", "person", lambda s: s.sam.id),
    "a person renamed": ("UPDATE people SET family_name = 'Other' WHERE id = ?", "person", lambda s: s.sam.id),
    "a duty prolonged": ("UPDATE duties SET ends = '2030-01-01' WHERE id = ?", "duty", lambda s: s.duty.id),
    "a duty made another": ("UPDATE duties SET duty = 'headteacher' WHERE id = ?", "duty", lambda s: s.duty.id),
    "an account said to be authorised": (
        "UPDATE accounts SET authorised_on = '2026-01-01' WHERE id = ?",
        "account",
        lambda s: s.page.id,
    ),
    "an access raised": ("UPDATE accesses SET level = 'administers' WHERE id = ?", "access", lambda s: s.access.id),
    "an access unpaused": ("UPDATE accesses SET paused_at = NULL WHERE id = ?", "access", lambda s: s.paused.id),
    "an access of another": (
        "UPDATE accesses SET person_id = (SELECT id FROM people WHERE family_name = 'Adeyemi') WHERE id = ?",
        "access",
        lambda s: s.access.id,
    ),
}


@pytest.mark.clause("valence:roles-4")
@pytest.mark.parametrize("how", sorted(ROWS))
def test_a_row_edited_by_other_means_is_named(school: InventedSchool, how: str) -> None:
    stage = Stage(school)
    assert stage.office.log.altered_rows() == ()
    sql, kind, which = ROWS[how]
    _by_hand(school, sql, which(stage).hex)
    assert stage.office.log.altered_rows() == (AlteredRow(kind, which(stage)),)
    check = stage.office.log.check()
    assert (check.first_fault, check.sound) == (None, False)
    assert check.altered[0].words


@pytest.mark.parametrize(("table", "kind"), [("accesses", "access"), ("duties", "duty")])
def test_a_row_taken_out_by_other_means_is_named(school: InventedSchool, table: str, kind: str) -> None:
    stage = Stage(school)
    which = stage.access.id if kind == "access" else stage.duty.id
    # The name of the table comes from this test's own list.
    _by_hand(school, f"DELETE FROM {table} WHERE id = ?", which.hex)  # noqa: S608
    assert stage.office.log.altered_rows() == (AlteredRow(kind, which, gone=True),)


def test_an_ended_access_that_was_put_back_as_it_stood_before_is_named(school: InventedSchool) -> None:
    """The row is one that was signed once; a later entry says that it ended."""
    stage = Stage(school)
    stage.office.access.end(stage.access.id)
    _by_hand(
        school,
        "UPDATE accesses SET ended_at = NULL, ended_by = NULL, end_reason = '', revision = 1 WHERE id = ?",
        stage.access.id.hex,
    )
    with stage.office.session.reading() as uow:
        assert uow.access.get(stage.access.id) == stage.access
    assert stage.office.log.altered_rows() == (AlteredRow("access", stage.access.id),)
    school.sign_in(school.coordinator)
    with pytest.raises(NotOnRegisterError):
        school.sign_in(stage.jo).secrets.open(stage.page.id, PASSWORD)


@pytest.mark.clause("valence:use-11", "valence:roles-1")
def test_an_access_put_in_by_hand_gives_no_key_at_any_sign_in_and_is_named(school: InventedSchool) -> None:
    stage = Stage(school)
    school.sign_in(school.head)
    school.make_sign_in(stage.sam)
    forged = uuid4()
    office = school.sign_in(stage.sam)
    with office.session.reading() as uow:
        columns = ", ".join(
            row[1] for row in uow.connection.exec_driver_sql("PRAGMA table_info(accesses)") if row[1] != "id"
        )
    swapped = columns.replace("person_id", "?")
    _by_hand(
        school,
        # The names of the columns come from the schema itself.
        f"INSERT INTO accesses (id, {columns}) SELECT ?, {swapped} FROM accesses WHERE id = ?",  # noqa: S608
        *(forged.hex, stage.sam.id.hex, stage.access.id.hex),
    )
    with pytest.raises(NotOnRegisterError):
        office.secrets.open(stage.page.id, PASSWORD)
    for keyholder in (school.head, school.coordinator):
        office = school.sign_in(keyholder)
        with office.session.reading() as uow:
            assert uow.secrets.wraps_for(stage.sam.id) == ()
        assert AlteredRow("access", forged) in office.log.altered_rows()
        office.secrets.change(stage.page.id, {PASSWORD: f"{keyholder.given_name} made it 7!"}, confirmed=True)
        with office.session.reading() as uow:
            assert uow.secrets.wraps_for(stage.sam.id) == ()
    with pytest.raises(NotOnRegisterError):
        school.sign_in(stage.sam).secrets.open(stage.page.id, PASSWORD)


def test_an_access_that_its_own_holder_signed_gives_no_key_either(school: InventedSchool) -> None:
    """An insider writes the row and signs the entry with their own key: it stands in the log under their name."""
    stage = Stage(school)
    school.make_sign_in(stage.sam)
    office = school.sign_in(stage.sam)
    forged = replace(stage.access, id=uuid4(), person_id=stage.sam.id)
    with office.session.work() as work:
        work.uow.access.add(forged)
        work.did(Did.ACCESS_GIVEN, subject_kind="access", subject_id=forged.id, record=forged)
        work.done()
    office = school.sign_in(school.coordinator)
    with office.session.reading() as uow:
        assert uow.secrets.wraps_for(stage.sam.id) == ()
    assert office.log.check().sound
    line = next(x for x in office.log.lines() if x.entry.subject_id == forged.id)
    assert (line.who, line.did) == ("Sam Adeyemi", "gave access")


def test_a_coordinator_who_is_no_keyholder_gives_access_that_the_next_keyholder_seals(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    school.sign_in(school.head).people.give_duty(jo.id, Duty.COORDINATOR, school.clock.today())
    sam = school.add_person("Sam Adeyemi")
    school.make_sign_in(sam)
    school.sign_in(jo)
    school.give(sam, page)
    school.sign_in(school.head)
    assert school.sign_in(sam).secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"


def test_what_a_coordinator_gave_stands_after_their_sign_in_has_ended(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    school.sign_in(school.coordinator)
    school.give(jo, page)
    office = school.sign_in(school.head)
    office.sign_ins.end(school.coordinator.id)
    school.sign_in(school.head)
    assert school.sign_in(jo).secrets.open(page.id, PASSWORD) == "kX9#mQ2$vL7&pT4w"


def test_a_later_field_at_its_default_unsettles_no_old_digest(school: InventedSchool) -> None:
    """A record read back from the disk has the digest it was written with, every field filled."""
    stage = Stage(school)
    full = stage.office.people.change(
        replace(
            stage.sam,
            known_as="Sammy",
            email="s@alder.example",
            starts=date(2020, 9, 1),
            ends=date(2027, 8, 31),
            manager_id=school.head.id,
            agency="Supply Ltd",
            note="Łukasz’s cover",
        )
    )
    stage.office.access.end(stage.access.id, "moved on", reason_shown=True)
    assert full.revision == 2
    assert stage.office.log.altered_rows() == ()
