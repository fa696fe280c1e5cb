"""The command line and its exit code; nothing heavy is imported before it must be."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from schoolsm_desktop import __version__
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.logging_setup import guard_error_stream
from schoolsm_desktop.process_guard import guard_process

if TYPE_CHECKING:
    import argparse

EXIT_GOOD = 0
EXIT_SAID_NO = 1
EXIT_USAGE = 2

_NEEDS_NO_DISPLAY = frozenset({"offscreen", "minimal", "vnc"})


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command line; the exit code: 0 done, 1 not done and said why, 2 wrongly written.

    Without `arguments` this is the whole process, and the guards that last as long as it are put up.
    """
    if arguments is None:
        guard_process()
        guard_error_stream()
        arguments = sys.argv[1:]
    match arguments:
        # What a shortcut and a lock start the program with. No parser is built for it: nobody waits for its help texts.
        case []:
            return _window(None)
        case ["--store", folder] if not folder.startswith("-"):
            return _window(Path(folder))
    chosen = _parse(arguments)
    if chosen.command == "read-file":
        from schoolsm_desktop.read_file import read_file

        return read_file(chosen.file, chosen.password_file, as_json=chosen.json)
    if chosen.command == "tour":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from schoolsm_desktop.tour import run_tour

        return run_tour(chosen.out, policy=chosen.policy, on=chosen.on)
    if chosen.self_test:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from schoolsm_desktop.selftest import run_self_test

        return run_self_test()
    return _window(chosen.store, demo=chosen.demo)


def _window(store: Path | None, *, demo: bool = False) -> int:
    if not has_display():
        _say(
            tr(
                "SchoolSM Desktop needs a screen and found none, so no window was opened and no records were "
                "touched; sit at the PC itself, or run “schoolsm-desktop tour FOLDER” to get pictures of every "
                "page without a screen."
            )
        )
        return EXIT_SAID_NO
    if demo:
        from schoolsm_desktop.demo.window import open_demonstration

        return open_demonstration()
    from schoolsm_desktop.bootstrap import open_window

    return open_window(store)


def has_display(system: str = sys.platform) -> bool:
    """Whether Qt will find a screen. Without one it ends the process, and nothing can be caught."""
    if not system.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _NEEDS_NO_DISPLAY:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _parse(arguments: list[str]) -> argparse.Namespace:
    import argparse

    parser = argparse.ArgumentParser(
        prog="schoolsm-desktop",
        description=tr("The school office's register of its social media."),
        epilog=tr("Without a command the window opens."),
    )
    parser.add_argument("--version", action="version", version=f"SchoolSM Desktop {__version__}")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--store", type=Path, metavar=tr("FOLDER"), help=tr("open the school's records in this folder"))
    what.add_argument("--demo", action="store_true", help=tr("open an invented school; nothing in it is real or kept"))
    what.add_argument(
        "--self-test",
        action="store_true",
        help=tr("check that this copy of the program works, and say what was checked"),
    )
    _add_commands(parser)
    chosen = parser.parse_args(arguments)
    if chosen.command and (chosen.store or chosen.demo or chosen.self_test):
        parser.error(tr("a command stands alone: leave out --store, --demo and --self-test"))
    return chosen


def _add_commands(parser: argparse.ArgumentParser) -> None:
    from datetime import date

    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"), title=tr("commands"))
    read = commands.add_parser(
        "read-file",
        help=tr("say what a file is taken for and what would be taken from it"),
        description=tr("Says what a file is taken for. Changes nothing and prints no password."),
    )
    read.add_argument("file", type=Path, metavar=tr("FILE"))
    read.add_argument(
        "--password-file",
        type=Path,
        metavar=tr("FILE"),
        help=tr("a file whose first line is the password of a KeePass file"),
    )
    read.add_argument("--json", action="store_true", help=tr("one JSON object, for other programs"))
    tour = commands.add_parser(
        "tour",
        help=tr("write pictures of every page and every printed document"),
        description=tr("Walks every page of an invented school without a screen."),
    )
    tour.add_argument("out", type=Path, metavar=tr("FOLDER"))
    tour.add_argument("--policy", metavar=tr("ID"), help=tr("with this policy instead of the invented school's"))
    tour.add_argument(
        "--on", type=date.fromisoformat, metavar=tr("DATE"), help=tr("as if today were this day (YYYY-MM-DD)")
    )


def _say(sentence: str) -> None:
    # The built window program on Windows has no error stream.
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")


if __name__ == "__main__":
    sys.exit(main())
