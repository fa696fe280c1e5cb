"""What is done to the records by other means than this program is found, named, and gives nobody a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.security.errors import SealBrokenError
from schoolsm_desktop.security.items import ItemKey
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.secrets import open_key
from schoolsm_desktop.services.vouching import AlteredRow
from tests.services.school import InventedSchool
from tests.services.stage import Stage

PASSWORD = SecretField.PASSWORD


def _entries(office: Office) -> tuple[AuditEntry, ...]:
    with office.session.reading() as uow:
        return uow.audit.all()


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


@pytest.mark.clause("valence:use-11")
def test_a_copied_key_opens_nothing_more_whoever_signs_in_first_after_the_last_day(school: InventedSchool) -> None:
    """Somebody who cannot renew the key takes the wraps away and leaves a note; the next keyholder renews it."""
    stage = Stage(school)
    school.sign_in(school.head)
    school.make_sign_in(stage.sam)
    school.sign_in(school.coordinator).access.change(replace(stage.access, ends=school.clock.today()))
    office = school.sign_in(stage.jo)
    with office.session.work() as work:
        before = max(work.uow.secrets.versions(stage.page.id), key=lambda v: v.number)
        copied = open_key(work, before).key
    school.clock.set(school.clock.now() + timedelta(days=2))
    school.sign_in(stage.sam)
    with school.sign_in(school.head).session.reading() as uow:
        after = max(uow.secrets.versions(stage.page.id), key=lambda v: v.number)
        blob = uow.secrets.sealed_fields(after.id)[PASSWORD]
    assert after.id != before.id
    with pytest.raises(SealBrokenError):
        ItemKey(school.office.session.keys.store_id, stage.page.id, after.id, copied).open_field(PASSWORD, blob)
    assert school.office.secrets.open(stage.page.id, PASSWORD) == "a newer one 8?"
