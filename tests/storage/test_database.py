"""Units of work on the real database: whole or not at all, one writer, many readers, and nothing said in errors."""

from __future__ import annotations

import dataclasses
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from schoolsm_desktop.domain.errors import ChangedMeanwhileError
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person, School
from schoolsm_desktop.storage import connection
from schoolsm_desktop.storage.database import Database
from schoolsm_desktop.storage.errors import DiskFullError, StoreBusyError
from schoolsm_desktop.storage.problems import known_problem
from schoolsm_desktop.storage.unit_of_work import UnitOfWork
from tests.storage.everything import MOMENT, Everything, add_everything, make_everything

SECRET = "planted-Secret-4711"


def test_without_commit_nothing_is_kept(database: Database) -> None:
    with database.unit_of_work() as uow:
        uow.schools.add(School(uuid4(), "Oak School"))
    with database.reading() as uow:
        assert uow.schools.all() == ()


def test_an_error_inside_keeps_nothing_and_the_next_unit_works(database: Database) -> None:
    made = make_everything()

    def fail(uow: UnitOfWork) -> None:
        add_everything(uow, made)
        raise KeyError("something else went wrong")

    with pytest.raises(KeyError), database.unit_of_work() as uow:
        fail(uow)
    with database.unit_of_work() as uow:
        assert connection.row_counts(uow.connection.connection.driver_connection) | {
            "alembic_version": 0
        } == dict.fromkeys(connection.row_counts(uow.connection.connection.driver_connection), 0)
        add_everything(uow, made)
        uow.commit()


def test_a_second_part_after_a_commit_is_rolled_back_alone(database: Database) -> None:
    with database.unit_of_work() as uow:
        uow.schools.add(School(uuid4(), "Oak School"))
        uow.commit()
        uow.schools.add(School(uuid4(), "Ash School"))
    with database.reading() as uow:
        assert [s.name for s in uow.schools.all()] == ["Oak School"]


def test_a_unit_of_work_is_used_inside_its_block(database: Database) -> None:
    unit = database.unit_of_work()
    with pytest.raises(RuntimeError, match="inside its with block"):
        unit.commit()
    with unit:
        pass
    with pytest.raises(RuntimeError, match="inside its with block"):
        unit.commit()


def test_one_unit_inside_another_is_refused_at_once(database: Database) -> None:
    with database.unit_of_work(), pytest.raises(RuntimeError, match="wait for itself"), database.unit_of_work():
        pass
    with database.unit_of_work() as uow:
        uow.schools.add(School(uuid4(), "Oak School"))
        uow.commit()


def test_reading_cannot_write(database: Database, everything: Everything) -> None:
    with database.reading() as uow, pytest.raises(SQLAlchemyError):
        uow.people.save(everything.person)
    with database.reading() as uow:
        assert uow.people.get(everything.person.id) == everything.person


def test_a_reader_sees_one_state_while_a_writer_goes_on(database: Database, everything: Everything) -> None:
    with database.reading() as view:
        assert len(view.people.all()) == 2
        with database.unit_of_work() as uow:
            uow.people.add(Person(uuid4(), everything.school.id, "New", "Colleague"))
            uow.commit()
        assert len(view.people.all()) == 2
    with database.reading() as view:
        assert len(view.people.all()) == 3


def test_threads_take_turns_and_lose_nothing(database: Database, everything: Everything) -> None:
    def add_ten(number: int) -> None:
        for count in range(10):
            with database.unit_of_work() as uow:
                uow.people.add(Person(uuid4(), everything.school.id, f"{number}", f"{count}"))
                uow.commit()
            with database.reading() as uow:
                assert uow.people.all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_ten, range(8)))
    with database.reading() as uow:
        assert len(uow.people.all()) == 82


def test_a_revision_is_counted_once_even_when_threads_race(database: Database, everything: Everything) -> None:
    start = threading.Barrier(6)

    def save(number: int) -> bool:
        start.wait()
        try:
            with database.unit_of_work() as uow:
                uow.people.save(dataclasses.replace(everything.person, job_title=str(number)))
                uow.commit()
        except ChangedMeanwhileError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(save, range(6))) == 1


def test_a_lock_held_by_another_program_is_said_calmly(database: Database, everything: Everything, key: bytes) -> None:
    other = connection.connect(database.path, key)
    other.execute("BEGIN IMMEDIATE")
    database.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "BUSY_MS", 50)
        with pytest.raises(StoreBusyError), database.unit_of_work():
            pass
        with database.reading() as uow:
            assert uow.people.all(), "readers do not wait for writers"
    other.rollback()
    other.close()
    with database.unit_of_work() as uow:
        uow.people.save(everything.person)
        uow.commit()


def test_references_are_kept_whole(database: Database, everything: Everything) -> None:
    lost = DutyHeld(uuid4(), everything.school.id, uuid4(), Duty.DPO, MOMENT.date())
    with database.unit_of_work() as uow:
        uow.duties.add(lost)
        with pytest.raises(IntegrityError):
            uow.commit()
    with database.reading() as uow:
        assert uow.duties.all() == (everything.duty,)


def test_within_a_unit_the_order_of_saving_does_not_matter(database: Database) -> None:
    made = make_everything()
    with database.unit_of_work() as uow:
        uow.access.add(made.access)
        uow.accounts.add(made.account)
        uow.people.add_many([made.person, made.manager])
        uow.schools.add(made.school)
        uow.commit()


def _wrong_kind(uow: UnitOfWork) -> None:
    uow.drafts.put(uuid4(), SECRET, object(), MOMENT)  # type: ignore[arg-type]  # the mistake the test is about


def _naive_moment(uow: UnitOfWork) -> None:
    uow.drafts.put(uuid4(), SECRET, SECRET.encode(), MOMENT.replace(tzinfo=None))


def _missing_cell(uow: UnitOfWork) -> None:
    uow.schools.add(School(uuid4(), SECRET, short_name=None))  # type: ignore[arg-type]  # as above


def _twice(uow: UnitOfWork) -> None:
    school = School(uuid4(), SECRET)
    uow.schools.add(school)
    uow.schools.add(school)


def _twice_in_many(uow: UnitOfWork) -> None:
    person = Person(uuid4(), uuid4(), SECRET, SECRET)
    uow.people.add_many([person, person])


def _not_a_member(uow: UnitOfWork) -> None:
    uow.schools.add(School(uuid4(), "x", kind=SECRET))  # type: ignore[arg-type]  # as above


def _not_an_id(uow: UnitOfWork) -> None:
    uow.people.get(SECRET)  # type: ignore[arg-type]  # as above


def _lost_reference(uow: UnitOfWork) -> None:
    uow.people.add(Person(uuid4(), uuid4(), SECRET, SECRET))
    uow.commit()


def _no_such_table(uow: UnitOfWork) -> None:
    uow.connection.execute(text("SELECT * FROM nothing WHERE a = :a"), {"a": SECRET})


def _no_such_column(uow: UnitOfWork) -> None:
    uow.connection.execute(text("SELECT * FROM schools WHERE nothing = :a"), {"a": SECRET})


def _too_large(uow: UnitOfWork) -> None:
    uow.connection.execute(text("SELECT :a, :b"), {"a": 2**70, "b": SECRET})


def _not_json(uow: UnitOfWork) -> None:
    uow.connection.execute(text("SELECT json(:a)"), {"a": SECRET + "{"})


def _unfinished_statement(uow: UnitOfWork) -> None:
    uow.connection.execute(text("SELECT :a FROM"), {"a": SECRET})


def _lone_surrogate(uow: UnitOfWork) -> None:
    uow.schools.add(School(uuid4(), SECRET + "\ud800"))


def _unknown_member_read(uow: UnitOfWork) -> None:
    uow.schools.add(School(uuid4(), "x"))
    uow.connection.execute(text("UPDATE schools SET kind = :a"), {"a": SECRET})
    uow.schools.all()


FAILURES: tuple[Callable[[UnitOfWork], None], ...] = (
    _wrong_kind,
    _naive_moment,
    _missing_cell,
    _twice,
    _twice_in_many,
    _not_a_member,
    _not_an_id,
    _lost_reference,
    _no_such_table,
    _no_such_column,
    _too_large,
    _not_json,
    _unfinished_statement,
    _lone_surrogate,
    _unknown_member_read,
)


@pytest.mark.parametrize("fail", FAILURES, ids=lambda f: f.__name__.strip("_"))
def test_no_failure_tells_what_was_being_saved(database: Database, fail: Callable[[UnitOfWork], None]) -> None:
    with pytest.raises(Exception) as failed, database.unit_of_work() as uow:  # noqa: PT011 - every class of failure
        fail(uow)
    told: BaseException | None = failed.value
    texts = []
    while told is not None:
        texts += [str(told), repr(told), *(str(part) for part in told.args)]
        told = told.__cause__ or told.__context__
    texts.append("".join(traceback.format_exception_only(failed.value)))
    assert not any(SECRET in said for said in texts)


def test_a_full_disk_keeps_nothing_of_the_unit_and_says_so(database: Database, everything: Everything) -> None:
    opened = database.connection()
    (pages,) = opened.execute("PRAGMA page_count").fetchone()
    opened.close()
    notes = [Person(uuid4(), everything.school.id, "Long", "Note", note="x" * 3000) for _ in range(50)]
    with database.unit_of_work() as uow:
        # SQLite itself answers SQLITE_FULL beyond this many pages, as it does on a full disk.
        uow.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DiskFullError) as refused:
            uow.people.add_many(notes)
    assert "Nothing of this was saved" in refused.value.sentence
    database.close()
    with database.unit_of_work() as uow:
        assert len(uow.people.all()) == 2
        uow.people.save(everything.person)
        uow.commit()


def test_a_saved_form_costs_one_commit(database: Database, everything: Everything) -> None:
    said = statements_of(database)
    with database.unit_of_work() as uow:
        uow.people.save(everything.person)
        uow.preferences.put(everything.person.id, "a", "1")
        uow.commit()
    assert [s.split()[0] for s in said] == ["BEGIN", "UPDATE", "INSERT", "COMMIT"]
    opened = database.connection()
    assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert opened.execute("PRAGMA synchronous").fetchone() == (2,), "each commit is one fsync of the log, no fewer"
    opened.close()


@pytest.mark.parametrize("people", [3, 300])
def test_a_list_costs_one_statement_however_long_it_is(database: Database, everything: Everything, people: int) -> None:
    with database.unit_of_work() as uow:
        uow.people.add_many([Person(uuid4(), everything.school.id, "A", str(n)) for n in range(people)])
        uow.commit()
    said = statements_of(database)
    with database.reading() as uow:
        assert len(uow.people.all()) == people + 2
    assert len([s for s in said if s.startswith("SELECT")]) == 1


def test_an_import_costs_one_statement(database: Database, everything: Everything) -> None:
    said = statements_of(database)
    with database.unit_of_work() as uow:
        uow.people.add_many([Person(uuid4(), everything.school.id, "A", str(n)) for n in range(500)])
        uow.commit()
    assert [s.split()[0] for s in said] == ["BEGIN", "INSERT", "COMMIT"]


def statements_of(database: Database) -> list[str]:
    """Every statement both engines run from now on, commits included."""
    said: list[str] = []
    for engine in database.engines:
        event.listen(engine, "before_cursor_execute", lambda *args: said.append(args[2]))
        event.listen(engine, "commit", lambda _: said.append("COMMIT"))
    return said


def test_the_key_is_in_no_text_of_the_database(database: Database, key: bytes) -> None:
    assert key.hex() not in repr(database)
    assert all(key.hex() not in repr(engine) + str(engine.url) for engine in database.engines)


def test_a_closed_database_leaves_one_file_and_opens_again(database: Database, everything: Everything) -> None:
    with database.reading() as uow:
        assert uow.people.all()
    database.close()
    assert sorted(p.name for p in database.path.parent.iterdir() if p.is_file()) == ["records.db", "store.keys"]
    with database.reading() as uow:
        assert uow.people.get(everything.person.id) == everything.person


def test_a_read_only_file_is_said_as_such(database: Database, everything: Everything, key: bytes) -> None:
    database.checkpoint()
    opened = connection.connect(database.path, key, mode="ro")
    with pytest.raises(Exception, match="readonly") as failed:
        opened.execute("DELETE FROM people")
    problem = known_problem(failed.value)
    assert problem is not None
    assert problem.key == "store-read-only"
    opened.close()
