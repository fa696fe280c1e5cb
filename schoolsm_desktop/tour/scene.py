"""What the windows of the tour stand on: doorways into throw-away records, and one person's window over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from schoolsm_desktop.demo.demonstration import Demonstration, DemoSignIn
from schoolsm_desktop.demo.making import COST
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.paths import Reach
from schoolsm_desktop.security.os_keyring import KeyRingState, MemoryKeyRing
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.desk import Beside, SignInDesk
from schoolsm_desktop.services.first_run import Answers, FirstRun, Founded
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.this_pc import ThisPc
from schoolsm_desktop.storage.errors import FullFolderError, NetworkFolderError, ReadOnlyFolderError
from schoolsm_desktop.ui.arrival import counts_of, finder_of, gather
from schoolsm_desktop.ui.common.kept_views import PersonViews
from schoolsm_desktop.ui.main_window import MainWindow
from schoolsm_desktop.ui.pages import Page
from schoolsm_desktop.ui.unlock.doorway import DemoPerson
from schoolsm_desktop.ui.unlock.sign_in_window import SignInWindow

from .guide import Guide, TourError

NETWORK, READ_ONLY, FULL = r"\\school-server\office\records", "read-only", "full"
"""Folders of these names are judged so: which folder really is, differs from PC to PC."""


class TourFirstRun(FirstRun):
    """The first run of the tour: quick keys, folders of its own, and what it made at hand."""

    def __init__(self, beside: Beside, folder: Path) -> None:
        super().__init__(beside, COST)
        self._folder = folder
        self.founded: Founded | None = None

    def proposed_folder(self, reach: Reach) -> Path:
        """A folder that is thrown away, whoever is to use it."""
        return self._folder / "records"

    def proposed_backups(self, reach: Reach) -> Path:
        """Beside it."""
        return self._folder / "backups"

    def check_folder(self, folder: Path) -> None:
        """As always, and three kinds of folder that not every PC has."""
        if str(folder) == NETWORK:
            raise NetworkFolderError
        if folder.name == READ_ONLY:
            raise ReadOnlyFolderError
        if folder.name == FULL:
            raise FullFolderError(112, 200)
        super().check_folder(folder)

    def set_up(self, answers: Answers) -> Founded:
        """Keeps what was made."""
        self.founded = super().set_up(answers)
        return self.founded


@dataclass
class TourDoorway:
    """The way in that a step of the tour needs: a desk, or the first run."""

    open_desk: Callable[[], SignInDesk | None] = field(default=lambda: None)
    run: FirstRun | None = None
    people: Sequence[DemoPerson] = ()

    def desk(self) -> SignInDesk | None:
        """The desk of the records, or what is in the way."""
        return self.open_desk()

    def first_run(self) -> FirstRun:
        """The deeds of the first run."""
        if self.run is None:
            raise TourError("no first run was made ready")
        return self.run

    def demo_people(self) -> Sequence[DemoPerson]:
        """Who the demonstration offers."""
        return self.people

    def warm_up(self) -> None:
        """Everything is imported."""

    def leave(self, office: Office, *, closing: bool) -> None:
        """The tour closes what it opened."""
        office.close(with_backup=False)

    def again(self) -> Sequence[str]:
        """No process follows."""
        return ()


def demo_doorway(guide: Guide, demonstration: Demonstration) -> TourDoorway:
    """The way into the demonstration school, as `--demo` has it."""
    beside = demonstration.beside(guide.clock())
    people = [DemoPerson(s.person_id, s.name, s.title, s.passphrase) for s in demonstration.sign_ins]
    return TourDoorway(lambda: SignInDesk(demonstration.records, beside), FirstRun(beside, COST), people)


class TourKeyRing(MemoryKeyRing):
    """Keeps nothing beyond the tour, and calls itself what a school's PC calls its own."""

    def state(self) -> KeyRingState:
        """As on a Windows PC, or as on one without."""
        known = super().state()
        return replace(known, name=tr("Windows Credential Manager")) if known.usable else known


def own_surroundings(guide: Guide, folder: Path, *, key_ring: bool = True, clock: SetClock | None = None) -> Beside:
    """A key ring and a memory of this PC that are thrown away with `folder`."""
    return Beside(TourKeyRing(usable=key_ring), ThisPc(folder / "this-pc.json"), clock or guide.clock())


def sign_in_window(guide: Guide, doorway: TourDoorway, *, demo: bool = False, after_lock: bool = False) -> SignInWindow:
    """The sign-in window, shown, with what it has read."""
    window = SignInWindow(doorway, guide.background, demo=demo, after_lock=after_lock)
    guide.show(window)
    window.begin()
    guide.settle()
    return window


def enter(guide: Guide, window: SignInWindow) -> Office:
    """Press Sign in on a window that is filled in; gives the records of the person. Raises TourError if it fails."""
    got: list[Office] = []
    window.opened.connect(got.append)
    window.card.button.click()
    guide.settle()
    if not got:
        raise TourError("the sign-in did not open the records")
    return got[0]


def choose(window: SignInWindow, name: str) -> None:
    """Choose somebody on the sign-in window by the name."""
    people = window.card.people
    for row in range(people.count()):
        if people.item(row).text().startswith(name):
            people.setCurrentRow(row)
            return
    raise TourError("nobody of that name is offered")


class Stage:
    """One person's main window over their records."""

    def __init__(self, guide: Guide, office: Office, key: str, *, demo: bool) -> None:
        self.guide, self.office, self.key = guide, office, key
        arrival = guide.ask(lambda: gather(office, demo=demo))

        def save(changed: dict[str, Any]) -> None:
            guide.background.run(lambda: office.preferences.put(changed))

        self.views = PersonViews(arrival.kept, save)
        self.window = MainWindow(
            arrival.frame,
            arrival.specs,
            office,
            self.views,
            background=guide.background,
            find=finder_of(office),
            counts=counts_of(office),
        )
        self.window.bus.follow(office.changes)
        self.pages = [spec.key for spec in arrival.specs]
        guide.show(self.window)

    def page(self, key: str) -> Page:
        """Show a page and wait until it is read."""
        if key not in self.pages:
            raise TourError(f"this person has no page “{key}”")
        page = self.window.show_page(key)
        self.guide.settle()
        return page

    def close(self) -> None:
        """Put the window away and close the records."""
        self.guide.tidy()
        self.guide.leave_window()
        self.guide.ask(lambda: self.office.close(with_backup=False))


def enter_as(guide: Guide, demonstration: Demonstration, person: DemoSignIn) -> Stage:
    """Sign one of the demonstration's people in by the sign-in window, and open their window."""
    window = sign_in_window(guide, demo_doorway(guide, demonstration), demo=True)
    choose(window, person.name)
    return Stage(guide, enter(guide, window), person.key, demo=True)
