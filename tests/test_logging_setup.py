"""Whatever is logged, and however, nothing about a person and no secret stands in the file."""

from __future__ import annotations

import logging
import logging.handlers
import subprocess
import sys
import threading
import uuid
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from pathlib import Path

import pytest

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.logging_setup import WITHHELD, set_up_logging
from tests.conftest import ExpectLog

SECRETS = ("correct horse battery", "Zoë Ashworth-Planted", "2014-05-06", "kX9#mQ2$vL7&pT4w")
_log = logging.getLogger("schoolsm_desktop.planted")


class Colour(Enum):
    RED = "Zoë Ashworth-Planted"


class PlantedError(OfficeError):
    key = "planted"


class InstanceKeyError(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Reads back what was written; the process's own logging is as it was before, afterwards."""
    root, package = logging.getLogger(), logging.getLogger("schoolsm_desktop")
    before = (list(root.handlers), root.level, package.level, logging.raiseExceptions)
    last = logging.lastResort
    assert last is not None
    shown = last.formatter
    hooks = (sys.excepthook, threading.excepthook)
    path = set_up_logging(tmp_path / "logs")
    yield lambda: path.read_text(encoding="utf-8")
    for handler in [handler for handler in root.handlers if handler not in before[0]]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(before[1])
    package.setLevel(before[2])
    logging.raiseExceptions = before[3]
    last.setFormatter(shown)
    sys.excepthook, threading.excepthook = hooks


def _assert_clean(text: str) -> None:
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_programs_own_words_and_numbers_are_written(log: Callable[[], str]) -> None:
    record = uuid.UUID(int=7)
    _log.info("brought in %d accounts for %s in %.1f s", 5, record, 0.25)
    assert f"brought in 5 accounts for {record} in 0.2 s" in log()


@pytest.mark.parametrize("secret", SECRETS)
def test_text_given_to_a_message_is_withheld(log: Callable[[], str], secret: str) -> None:
    _log.info("opened %s", secret)
    _log.info("opened %r", [secret])
    _log.info("opened %(what)s", {"what": secret})
    _log.info("opened %s", secret.encode())
    _log.info("opened %s", Path("home") / secret)
    _log.info("born %s", date(2014, 5, 6))
    _log.info("state %s", Colour.RED)
    text = log()
    _assert_clean(text)
    assert text.count(WITHHELD) == 6
    assert "state RED" in text


@pytest.mark.parametrize("secret", SECRETS)
def test_a_message_made_of_a_value_is_withheld_whole(log: Callable[[], str], secret: str) -> None:
    _log.info(f"opened {secret}")
    _log.info("opened " + secret)
    _log.info(secret)
    _log.info(PlantedError(secret))
    text = log()
    _assert_clean(text)
    assert text.count(WITHHELD) == 4


def test_a_text_where_a_number_belongs_leaves_the_words_alone(log: Callable[[], str]) -> None:
    _log.info("brought in %d accounts", SECRETS[0])
    assert "brought in %d accounts" in log()
    _assert_clean(log())


@pytest.mark.parametrize("secret", SECRETS)
def test_an_error_is_written_as_class_key_and_lines_without_its_words(
    log: Callable[[], str], expect_log: ExpectLog, secret: str
) -> None:
    expect_log("saving failed")

    def inner() -> None:
        try:
            raise ValueError(secret)
        except ValueError as error:
            raise PlantedError(secret) from error

    try:
        inner()
    except PlantedError as error:
        error.add_note(secret)
        _log.exception("saving failed with %s", error)
    text = log()
    _assert_clean(text)
    assert "saving failed with PlantedError (planted)" in text
    assert "ValueError" in text
    assert "in inner" in text


def test_a_key_that_belongs_to_one_error_alone_is_not_written(log: Callable[[], str], expect_log: ExpectLog) -> None:
    expect_log("failed")
    _log.error("failed with %s", InstanceKeyError("zoe-ashworth"))
    assert "failed with InstanceKeyError\n" in log()


def test_an_error_group_and_a_circle_of_causes_end(log: Callable[[], str], expect_log: ExpectLog) -> None:
    expect_log("failed")
    first, second = ValueError(SECRETS[0]), KeyError(SECRETS[1])
    first.__cause__, second.__cause__ = second, first
    try:
        raise ExceptionGroup(SECRETS[2], [first, second])
    except ExceptionGroup:
        _log.exception("failed")
    _assert_clean(log())
    assert "ExceptionGroup" in log()


def test_another_librarys_words_are_written_only_where_they_are_constants(
    log: Callable[[], str], expect_log: ExpectLog
) -> None:
    expect_log("library")
    code = "import logging\nlogging.getLogger('library').warning('library says %s', made)\n"
    exec(compile(code, "/home/zoe.ashworth/site-packages/library.py", "exec"), {"made": SECRETS[0]})  # noqa: S102 (a library of our own making)
    assert f"library says {WITHHELD}" in log()


def test_a_warning_of_python_is_withheld(log: Callable[[], str], expect_log: ExpectLog) -> None:
    expect_log("UserWarning")
    logging.captureWarnings(True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(True)
            warnings.warn(SECRETS[3], stacklevel=1)
    finally:
        logging.captureWarnings(False)
    _assert_clean(log())
    assert "py.warnings" in log()


def test_the_path_to_the_program_does_not_name_whose_account_it_is(
    log: Callable[[], str], expect_log: ExpectLog
) -> None:
    expect_log("failed")
    code = compile("raise ValueError('x')", "/home/zoe.ashworth/schoolsm_desktop/ui/page.py", "exec")
    try:
        exec(code)  # noqa: S102 (a file in a named folder, of our own making)
    except ValueError:
        _log.exception("failed")
    assert "schoolsm_desktop/ui/page.py:1" in log()
    assert "zoe.ashworth" not in log()


def test_what_nobody_caught_is_logged_without_its_words(
    log: Callable[[], str], expect_log: ExpectLog, capsys: pytest.CaptureFixture[str]
) -> None:
    expect_log("an error nobody expected")
    error = PlantedError(SECRETS[0])
    sys.excepthook(type(error), error, None)
    text = log()
    assert "an error nobody expected" in text
    assert "PlantedError (planted)" in text
    _assert_clean(text + capsys.readouterr().err)


def test_what_nobody_caught_in_a_thread_is_logged_without_its_words(
    log: Callable[[], str], expect_log: ExpectLog, capsys: pytest.CaptureFixture[str]
) -> None:
    expect_log("in a background thread")
    hook = threading.excepthook

    def fail() -> None:
        try:
            raise PlantedError(SECRETS[1])
        except PlantedError as error:
            hook(threading.ExceptHookArgs((type(error), error, error.__traceback__, threading.current_thread())))

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "in a background thread" in log()
    _assert_clean(log() + capsys.readouterr().err)


def test_the_log_turns_over_and_stays_small(log: Callable[[], str], tmp_path: Path) -> None:
    for _ in range(40_000):
        _log.info("a line of the program's own words that is about as long as such lines usually are")
    files = list((tmp_path / "logs").iterdir())
    assert 2 <= len(files) <= 5
    assert max(file.stat().st_size for file in files) <= 512 * 1024


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("", encoding="utf-8")
    before = list(logging.getLogger().handlers)
    set_up_logging(blocked / "logs")
    assert logging.getLogger().handlers == before


@pytest.mark.parametrize("secret", SECRETS)
def test_the_error_stream_is_as_careful_as_the_log(secret: str) -> None:
    source = (
        "import logging, sys, threading\n"
        "from schoolsm_desktop.logging_setup import guard_error_stream\n"
        "guard_error_stream()\n"
        "logging.getLogger('schoolsm_desktop').warning('opened %s', sys.argv[1])\n"
        "logging.getLogger('library').error(sys.argv[1])\n"
        "def fail(): raise ValueError(sys.argv[1])\n"
        "thread = threading.Thread(target=fail); thread.start(); thread.join()\n"
        "fail()\n"
    )
    done = subprocess.run([sys.executable, "-c", source, secret], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    _assert_clean(done.stdout + done.stderr)
    assert f"opened {WITHHELD}" in done.stderr
    assert done.stderr.count("ValueError") >= 2
