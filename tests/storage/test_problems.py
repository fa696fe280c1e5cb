"""One function decides between a known problem and a bug."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]  # ships no type information
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.storage import errors
from schoolsm_desktop.storage.problems import calmly, known_problem


def _failure(code: int) -> Exception:
    failure = sqlcipher.OperationalError("SELECT planted-words")
    failure.sqlite_errorcode = code
    return OperationalError("SELECT planted-words", {"a": "planted-words"}, failure)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (5, errors.StoreBusyError),
        (261, errors.StoreBusyError),  # SQLITE_BUSY_RECOVERY, an extended code
        (6, errors.StoreBusyError),
        (8, errors.StoreReadOnlyError),
        (1032, errors.StoreReadOnlyError),  # SQLITE_READONLY_DBMOVED
        (10, errors.StoreUnreadableError),
        (11, errors.StoreDamagedError),
        (13, errors.DiskFullError),
        (14, errors.StoreUnreadableError),
        (26, errors.WrongKeyError),
    ],
)
def test_what_can_happen_to_anybody_is_known(code: int, kind: type[errors.StorageError]) -> None:
    problem = known_problem(_failure(code))
    assert type(problem) is kind
    assert "planted-words" not in str(problem)


@pytest.mark.parametrize("code", [1, 19, 20, 21, 25, 787])
def test_a_mistake_of_ours_is_a_bug(code: int) -> None:
    assert known_problem(_failure(code)) is None


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, errors.DiskFullError),
        (errno.EDQUOT, errors.DiskFullError),
        (errno.EROFS, errors.StoreReadOnlyError),
        (errno.EACCES, errors.StoreReadOnlyError),
        (errno.EIO, errors.StoreUnreadableError),
    ],
)
def test_the_systems_own_words_are_known(number: int, kind: type[errors.StorageError]) -> None:
    assert type(known_problem(OSError(number, "planted-words", "/home/planted-words"))) is kind


def test_other_failures_are_bugs() -> None:
    assert known_problem(KeyError("x")) is None
    assert known_problem(OSError("no number")) is None
    assert known_problem(OSError(errno.ENOTDIR, "x")) is None
    assert type(known_problem(PoolTimeoutError())) is errors.StoreBusyError


def test_a_bug_goes_through_as_it_is() -> None:
    with pytest.raises(KeyError), calmly():
        raise KeyError("x")
    known = errors.StoreBusyError()
    with pytest.raises(errors.StoreBusyError) as same, calmly():
        raise known
    assert same.value is known


def test_a_known_problem_leaves_the_statement_behind() -> None:
    with pytest.raises(errors.DiskFullError) as said, calmly():
        raise _failure(13)
    assert said.value.__cause__ is None


def test_each_error_has_a_key_of_its_own_and_says_what_became_of_the_records() -> None:
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, errors.StorageError)]
    arguments: dict[str, tuple[Any, ...]] = {
        "folder-synced": ("OneDrive",),
        "folder-full": (3, 200),
        "store-in-use": ("rokafor", "OFFICE-2", None),
    }
    made: list[OfficeError] = []
    for kind in kinds:
        if kind in (errors.StorageError, errors.FolderError, errors.BackupError):
            continue
        make: Callable[..., OfficeError] = kind
        made.append(make(*arguments.get(kind.key, ())))
    assert len({e.key for e in made}) == len(made) == 26
    for error in made:
        assert "{" not in error.sentence
        assert len(error.sentence.split(". ")) >= 2, f"{error.key}: what happened, and what it means or what to do"
