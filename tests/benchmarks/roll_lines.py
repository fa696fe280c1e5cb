"""What storing a long roll with its answers costs beside the same values written bare."""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.benchmarks.harness import Against, Contender, Line
from tests.benchmarks.made_school import leave, make_records

if TYPE_CHECKING:
    from schoolsm_desktop.domain.photo_answers import PhotoAnswer
    from schoolsm_desktop.domain.pupils import Pupil
    from schoolsm_desktop.services.office import Office

PUPILS, PLACES = 20_000, ("website", "platform:facebook", "newsletter", "prospectus", "press", "display")
_TABLES = ("photo_answers", "pupils")


def store_a_long_roll(name: str, count: int = PUPILS) -> Line:
    """20,000 pupils with 120,000 answers in one unit of work, against raw `executemany` into the same encrypted file."""
    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    office = make_records(Path(folder.name)).office
    pupils, answers = records_of(office, count)
    bare, close_bare = _bare(Path(folder.name) / "bare.db", office, pupils, answers)

    def store() -> float:
        gc.collect()
        started = time.perf_counter()
        with office.session.work() as work:
            work.uow.pupils.add_many(pupils)
            work.uow.photo_answers.add_many(answers)
            work.done()
        took = time.perf_counter() - started
        _empty(office)
        return took

    def close() -> None:
        close_bare()
        leave(office)
        folder.cleanup()

    return Line(
        name,
        ours=Contender(f"{count} pupils with {len(answers)} answers", store),
        floor=Contender("the same values with executemany", bare),
        against=Against.FLOOR,
        goal=2.5,
        rounds=5,
        close=close,
    )


def records_of(office: Office, count: int) -> tuple[list[Pupil], list[PhotoAnswer]]:
    """Pupils with an answer for each of six places, not stored yet."""
    from schoolsm_desktop.domain.photo_answers import AnswerBy, PhotoAnswer, Said
    from schoolsm_desktop.domain.pupils import Pupil

    school_id, born, now = office.schools.school().id, date(2012, 9, 1), office.clock.now()
    pupils = [
        Pupil(
            uuid4(),
            school_id,
            f"Given{at}",
            f"Family{at % 997}",
            birth_date=born + timedelta(days=at % 3000),
            year="4",
            class_name=f"{at % 7}A",
        )
        for at in range(count)
    ]
    answers = [
        PhotoAnswer(
            uuid4(),
            school_id,
            pupil.id,
            place,
            Said.YES,
            born,
            office.person_id,
            now,
            until=born,
            how=AnswerBy.IMPORTED,
        )
        for pupil in pupils
        for place in PLACES
    ]
    return pupils, answers


def _empty(office: Office) -> None:
    """Take the rows out again, so that each round stores the same."""
    from sqlalchemy import text

    with office.session.work() as work:
        for table in _TABLES:
            work.uow.connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 -- names of this file
        work.done()


def _bare(
    path: Path, office: Office, pupils: list[Pupil], answers: list[PhotoAnswer]
) -> tuple[Callable[[], float], Callable[[], None]]:
    """The same columns with the same keys and indexes, written as a program without records would."""
    from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]

    with office.session.work() as work:
        work.uow.pupils.add_many(pupils)
        work.uow.photo_answers.add_many(answers)
        work.done()
    opened = sqlcipher.connect(str(path), isolation_level=None)
    opened.execute(f"PRAGMA key = \"x'{os.urandom(32).hex()}'\"")
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "foreign_keys = OFF"):
        opened.execute(f"PRAGMA {pragma}")
    filled: list[tuple[str, list[Any]]] = []
    with office.session.reading() as uow:
        for table in reversed(_TABLES):
            made = uow.connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL AND type IN ('table', 'index')",
                (table,),
            ).scalars()
            for statement in made.all():
                opened.execute(statement)
            rows = [tuple(row) for row in uow.connection.exec_driver_sql(f"SELECT * FROM {table}")]  # noqa: S608
            marks = ", ".join("?" * len(rows[0]))
            filled.append((f"INSERT INTO {table} VALUES ({marks})", rows))  # noqa: S608 -- names of this file
    _empty(office)

    def store() -> float:
        gc.collect()
        started = time.perf_counter()
        opened.execute("BEGIN IMMEDIATE")
        for statement, rows in filled:
            opened.executemany(statement, rows)
        opened.execute("COMMIT")
        took = time.perf_counter() - started
        for table in _TABLES:
            opened.execute(f"DELETE FROM {table}")  # noqa: S608 -- names of this file
        return took

    return store, opened.close
