"""What the window needs from the house it stands in; `bootstrap` has it made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from uuid import UUID

    from schoolsm_desktop.services.desk import SignInDesk
    from schoolsm_desktop.services.first_run import FirstRun
    from schoolsm_desktop.services.office import Office
    from schoolsm_desktop.ui.common.passphrase_fields import Judged


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the people the demonstration offers, with the passphrase it shows."""

    person_id: UUID
    name: str
    title: str
    passphrase: str = field(repr=False)


class Doorway(Protocol):
    """Every method is called on the worker thread, after the first paint: what is heavy is imported inside them."""

    def desk(self) -> SignInDesk | None:
        """The sign-in desk of the records; None where there are none yet. Raises OfficeError for damaged or newer ones."""

    def first_run(self) -> FirstRun:
        """The deeds of the first-run wizard."""

    def demo_people(self) -> Sequence[DemoPerson]:
        """Who the demonstration offers; nobody outside it."""

    def warm_up(self) -> None:
        """Import what is needed after the sign-in, while the passphrase is typed."""

    def leave(self, office: Office, *, closing: bool) -> None:
        """Close the records and let the folder go; with a verified backup first when the program closes."""

    def again(self) -> Sequence[str]:
        """The arguments with which a fresh process opens the same records."""


class WorkerJudge:
    """Judges and makes passphrases through the first-run service, whose import waits until it is asked on the worker."""

    def __init__(self, doorway: Doorway) -> None:
        self._doorway = doorway

    def judge(self, text: str, /) -> Judged:
        """How strong `text` is, with reasons."""
        return self._doorway.first_run().judge(text)

    def suggest_passphrase(self) -> str:
        """A passphrase of several words."""
        return self._doorway.first_run().suggest_passphrase()


@dataclass(frozen=True, slots=True)
class SignInName:
    """Somebody who can be chosen in the sign-in window, and what is to be said beside the name."""

    person_id: UUID
    name: str
    remark: str = ""
    passphrase: str = field(default="", repr=False)  # the demonstration alone shows one


@dataclass(frozen=True, slots=True)
class Lobby:
    """What the sign-in window shows: who can sign in, who did last, and whether the set-up code is asked."""

    names: tuple[SignInName, ...]
    last: UUID | None
    asks_code: bool
    keeps_code: bool  # a key ring is there to keep the code once it was typed
    ring: str  # what the person calls the key ring
    demo: bool
