"""One walk for each look, as far as tests ask for it: what it wrote, what stood in its pictures, and what is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from schoolsm_desktop.demo.making import FOLLOWED
from schoolsm_desktop.tour.guide import Guide
from schoolsm_desktop.tour.route import walk
from schoolsm_desktop.ui import theme as looks
from tests.ui.walk import faults_of

ON = date(2026, 11, 20)


@dataclass
class Walked:
    """What a walk gave: the guide after it, its folder, and the faults by the step they were seen in."""

    out: Path
    guide: Guide
    faults: dict[str, list[str]] = field(default_factory=dict)

    def failures(self) -> list[str]:
        """The steps that went wrong, each with what was said."""
        return [f"{step.name}: {step.failed}" for step in self.guide.steps if step.failed]

    def unreadable(self) -> str:
        """What a person could not read or press, a line each."""
        return "\n".join(f"{step}: {fault}" for step, faults in self.faults.items() for fault in faults)


def walked(out: Path, scheme: str, text: int) -> Walked:
    """Walk the whole program in one look, and look at every window on the way as a person could not read or press it."""
    for folder in ("pages", "printed", "files"):
        (out / folder).mkdir(parents=True)
    found: dict[str, list[str]] = {}

    def look_at(step: str, window: QWidget) -> None:
        faults = [str(fault) for fault in faults_of(window)]
        if faults:
            found[step] = faults

    with Guide(out, ON, scheme, text, look_at) as guide:
        walk(guide, None)
        guide.write_account(FOLLOWED, ON)
    looks.theme().apply(looks.Scheme.LIGHT)
    return Walked(out, guide, found)


def _folder(made: pytest.TempPathFactory, look: str) -> Path:
    """Where a walk writes; `.ci/run` names a folder, so that it can look at what was written without walking again."""
    wanted = os.environ.get("SCHOOLSM_TOUR_OUT")
    return Path(wanted) / look if wanted and not (Path(wanted) / look).exists() else made.mktemp("tour")


@pytest.fixture(scope="session")
def tours(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, int], Walked]:
    """`tours("dark", 200)`: the walk in that look, taken once."""
    kept: dict[tuple[str, int], Walked] = {}

    def tour(scheme: str, text: int) -> Walked:
        if (scheme, text) not in kept:
            kept[scheme, text] = walked(_folder(tmp_path_factory, f"{scheme}-{text}"), scheme, text)
        return kept[scheme, text]

    return tour
