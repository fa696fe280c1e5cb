"""`tour`: a picture of every page, dialog, step and error of the program, and everything it prints or gives out.

The walk drives the real windows over the real services. It stands on throw-away records, touches no key ring, and
its clock is still: the same day gives the same pictures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from schoolsm_desktop.domain.wording import list_text, ntr, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

EXIT_GOOD = 0
EXIT_FAILED = 1
EXIT_USAGE = 2


def run_tour(
    out: Path,
    policy: str | None = None,
    on: date | None = None,
    *,
    scheme: str = "light",
    text: int = 100,
    look_at: Callable[[str, QWidget], None] | None = None,
) -> int:
    """Write the pictures, papers and files of the whole program into `out`; the exit code.

    `policy` is the id of a policy that comes with the program, `on` the day that counts as today, `scheme` `light` or
    `dark`, `text` the size of the text in per cent of the usual one. `look_at(step, window)` is called with each
    window that is pictured. 0: every step went well; 1: one failed, or `out` cannot be written; 2: no such policy.
    """
    from schoolsm_desktop.services.policies import SHIPPED

    if policy is not None and policy not in SHIPPED:
        _say(
            tr(
                "There is no policy “{policy}”. Nothing was written. Choose one of {known}.",
                policy=policy,
                known=list_text(sorted(SHIPPED)),
            )
        )
        return EXIT_USAGE
    if not _can_write(out):
        _say(
            tr(
                "The folder {folder} cannot be written to. Nothing was made; name a folder of your own.",
                folder=str(out),
            )
        )
        return EXIT_FAILED
    return _walk(out, policy, on or datetime.now().astimezone().date(), scheme, text, look_at)


def _walk(
    out: Path,
    policy: str | None,
    on: date,
    scheme: str,
    text: int,
    look_at: Callable[[str, QWidget], None] | None,
) -> int:
    from schoolsm_desktop.demo.making import FOLLOWED

    from .guide import Guide
    from .route import walk

    with Guide(out, on, scheme, text, look_at) as guide:
        walk(guide, policy)
        guide.write_account(policy or FOLLOWED, on)
    failed = [step for step in guide.steps if step.failed]
    for step in failed:
        _say(tr("{step} failed: {why}", step=step.name, why=step.failed))
    made = ntr("{count} step", "{count} steps", len(guide.steps))
    sys.stdout.write(tr("{steps} in {seconds} s: {folder}", steps=made, seconds=round(guide.total), folder=str(out)))
    sys.stdout.write("\n")
    return EXIT_FAILED if failed else EXIT_GOOD


def _can_write(out: Path) -> bool:
    try:
        for folder in ("pages", "printed", "files"):
            (out / folder).mkdir(parents=True, exist_ok=True)
        trial = out / "tour.json.new"
        trial.write_bytes(b"")
        trial.unlink()
    except OSError:
        return False
    return True


def _say(sentence: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
