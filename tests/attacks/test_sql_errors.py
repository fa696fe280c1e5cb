"""Errors of the database, of every class, raised through services: none says what was being written."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.errors import OfficeError
from tests.services.school import InventedSchool

WORDS = "Ottoline-Bramblewick-7719"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    """A school; the coordinator is signed in."""
    made = InventedSchool(tmp_path)
    yield made
    made.sign_out()


def spoil(school: InventedSchool, *statements: str) -> None:
    """Do to the open database what a fault would."""
    with school.office.session.database.unit_of_work() as uow:
        for statement in statements:
            uow.connection.execute(text(statement))
        uow.commit()


def deed(school: InventedSchool) -> None:
    """Write the words in as many ways as a person can in a minute."""
    office = school.office
    office.people.add(replace(school.head, family_name=WORDS, note=WORDS))
    page = school.add_account(WORDS)
    office.secrets.change(page.id, {SecretField.NOTE: WORDS}, confirmed=True)


def said_by(error: BaseException) -> str:
    """The text of an error and of those it came from. The log writes less: class and lines only."""
    return "".join(traceback.format_exception(error)) + repr(error) + str(error)


FAULTS: dict[str, tuple[str, ...]] = {
    "a table is gone": ("ALTER TABLE accounts RENAME TO gone",),
    "a column is gone": ("ALTER TABLE people RENAME COLUMN family_name TO other",),
    "a rule of the table": ("CREATE TRIGGER refuse BEFORE INSERT ON people BEGIN SELECT RAISE(ABORT, 'refused'); END",),
    "the table says no twice": ("CREATE UNIQUE INDEX one_name ON people (given_name)",),
    "the row does not fit": ("CREATE TRIGGER wide BEFORE INSERT ON people BEGIN SELECT RAISE(FAIL, 'too big'); END",),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_of_the_database_repeats_what_was_written(school: InventedSchool, fault: str) -> None:
    spoil(school, *FAULTS[fault])
    with pytest.raises((OfficeError, DBAPIError)) as caught:
        deed(school)
    said = said_by(caught.value)
    before: BaseException | None = caught.value
    while before is not None:
        assert WORDS not in str(before)
        assert WORDS not in repr(before)
        before = before.__cause__ or before.__context__
    assert WORDS not in said
