"""A demonstration: the invented school in a throw-away folder, with everything a window needs to stand on it.

Light on purpose: after a lock the fresh process stands here before anything heavy is imported.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from schoolsm_desktop.security.os_keyring import MemoryKeyRing
from schoolsm_desktop.services.clock import Clock
from schoolsm_desktop.services.desk import Beside
from schoolsm_desktop.services.this_pc import ThisPc

from .folder import DemoFolder

_FACTS = "demonstration.json"


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """One of the people the sign-in window offers, with the passphrase it shows beside the name.

    `key` is `head`, `coordinator`, `office` or `teacher`; `title` is what the policy calls the duty.
    """

    key: str
    person_id: UUID
    name: str
    title: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The records of an invented school. `on` is the day it was made for, `policy` the id of its policy."""

    place: DemoFolder
    on: date
    policy: str
    sign_ins: tuple[DemoSignIn, ...]
    ring: MemoryKeyRing

    @property
    def records(self) -> Path:
        """The folder of records to sign in to."""
        return self.place.records

    def beside(self, clock: Clock) -> Beside:
        """What the sign-in desk needs: a key ring and a memory of this PC that are thrown away with the folder."""
        return Beside(self.ring, ThisPc(self.place.folder / "this-pc.json"), clock, is_demo=True)


def join_demo(folder: Path) -> Demonstration:
    """The demonstration that the process before this one handed over. Raises FileNotFoundError where it is gone."""
    place = DemoFolder.join(folder)
    facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
    sign_ins = tuple(
        DemoSignIn(s["key"], UUID(s["id"]), s["name"], s["title"], s["passphrase"]) for s in facts["sign_ins"]
    )
    return Demonstration(place, date.fromisoformat(facts["on"]), facts["policy"], sign_ins, MemoryKeyRing())


def write_facts(demonstration: Demonstration) -> None:
    """Leave in the folder what the next process reads with `join_demo`."""
    sign_ins = [
        {"key": s.key, "id": str(s.person_id), "name": s.name, "title": s.title, "passphrase": s.passphrase}
        for s in demonstration.sign_ins
    ]
    facts = {"on": demonstration.on.isoformat(), "policy": demonstration.policy, "sign_ins": sign_ins}
    (demonstration.place.folder / _FACTS).write_text(json.dumps(facts), encoding="utf-8")
