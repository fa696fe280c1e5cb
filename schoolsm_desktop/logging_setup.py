"""A rotating log that an IT person may read, because nothing about a person or a password can get into it.

Hiding things from a log by looking for them fails the first time something new is logged. So it is turned
round: only what the program itself owns is written. That is a message that stands as a constant in the code that
logs it, values of kinds that cannot hold words (numbers, record ids, settled states), the class of an error,
and the lines of the program that it passed through. Everything else is written as `[withheld]`.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from enum import Enum
from pathlib import Path
from types import FrameType, TracebackType

WITHHELD = "[withheld]"
LOG_FILE = "schoolsm-desktop.log"
_MAX_BYTES = 512 * 1024
_KEPT = 4
_OWN_FILES = {logging.__file__, str(Path(logging.__file__).with_name("handlers.py")), __file__}
_ERROR_KEY = re.compile(r"[a-z]+(-[a-z0-9]+)*")


def guard_error_stream() -> None:
    """Make the error stream as careful as the log: shells, terminals and service managers keep what it says."""
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    # A full disk under the log must not print a traceback with the values it was given.
    logging.raiseExceptions = False
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(OwnWordsFormatter())


def set_up_logging(folder: Path, *, level: int = logging.INFO) -> Path:
    """Write the program's log into `folder`, which is made if need be; the path of the file.

    A folder that cannot be written to is no reason to refuse the day's work: the log is then left out.
    """
    import logging.handlers  # not at the top: the sign-in window is painted before anything is logged

    guard_error_stream()
    path = folder / LOG_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return path
    handler.setFormatter(OwnWordsFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("schoolsm_desktop").setLevel(level)
    return path


class OwnWordsFormatter(logging.Formatter):
    """Turns a record into lines that hold nothing but the program's own words, numbers and ids."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the lines of the program that an error passed through; it never raises."""
        from datetime import UTC, datetime  # not at the top: every start imports this file, and few log anything

        moment = datetime.fromtimestamp(record.created, UTC)
        lines = [f"{moment:%Y-%m-%dT%H:%M:%SZ} {record.levelname} {record.name}: {_message(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines.extend(_error_lines(record.exc_info[1], set()))
        return "\n".join(lines)


def _message(record: logging.LogRecord) -> str:
    template = record.msg
    if not isinstance(template, str) or not _stands_in_the_code(template, _logging_frame()):
        return WITHHELD
    if not record.args:
        return template
    try:
        if isinstance(record.args, tuple):
            return template % tuple(_value(value) for value in record.args)
        return template % {key: _value(value) for key, value in record.args.items()}
    except (TypeError, ValueError, KeyError):
        return template


def _logging_frame() -> FrameType | None:
    """The frame that called the logger; the formatter runs on its stack."""
    frame: FrameType | None = sys._getframe()
    while frame is not None and frame.f_code.co_filename in _OWN_FILES:
        frame = frame.f_back
    return frame


def _stands_in_the_code(template: str, frame: FrameType | None) -> bool:
    """Whether `template` is a constant of the code that logs it, and so cannot hold anything read or typed."""
    if template in _OWN_MESSAGES:
        return True
    return frame is not None and template in frame.f_code.co_consts


def _value(value: object) -> object:
    from uuid import UUID  # not at the top: it is slow to import, and few starts log anything

    if value is None or isinstance(value, bool | int | float | UUID):
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, BaseException):
        return _error_name(value)
    return WITHHELD


def _error_name(error: BaseException) -> str:
    # The key is a constant of the class, never of the one error: an instance could carry anything.
    key = getattr(type(error), "key", None)
    if isinstance(key, str) and _ERROR_KEY.fullmatch(key):
        return f"{type(error).__name__} ({key})"
    return type(error).__name__


def _error_lines(error: BaseException, seen: set[int]) -> list[str]:
    """Class and program lines of an error and of those it came from; never what it says."""
    if id(error) in seen:
        return []
    seen.add(id(error))
    lines = [f"  {_error_name(error)}"]
    lines.extend(
        f"    {_program_file(frame.filename)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    )
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        lines.extend(_error_lines(before, seen))
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            lines.extend(_error_lines(part, seen))
    return lines


def _program_file(filename: str) -> str:
    """The path from the package on: what stands before it can name the person whose account it is."""
    parts = Path(filename).parts
    for start in ("schoolsm_desktop", "site-packages"):
        if start in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(start) :])
    return parts[-1] if parts else WITHHELD


_UNCAUGHT = "an error nobody expected"
_UNCAUGHT_IN_THREAD = "an error nobody expected, in a background thread"
_OWN_MESSAGES = frozenset({_UNCAUGHT, _UNCAUGHT_IN_THREAD})


def _log_uncaught(kind: type[BaseException], error: BaseException, tracebacks: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("schoolsm_desktop").critical(_UNCAUGHT, exc_info=(kind, error, tracebacks))
    _tell_on_error_stream(error)


def _log_uncaught_in_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is None:
        return
    error = arguments.exc_value
    logging.getLogger("schoolsm_desktop").critical(
        _UNCAUGHT_IN_THREAD, exc_info=(arguments.exc_type, error, arguments.exc_traceback)
    )
    _tell_on_error_stream(error)


def _tell_on_error_stream(error: BaseException) -> None:
    """Say it where the program was started too; without a log file it has been said there already."""
    if sys.stderr is not None and logging.getLogger().handlers:
        sys.stderr.write("\n".join(_error_lines(error, set())) + "\n")
