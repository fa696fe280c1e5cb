"""The sign-in window: the ways in, the tries that fail, and what stands in the way of the records."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from schoolsm_desktop.demo.build import temporary_passphrase
from schoolsm_desktop.demo.demonstration import Demonstration
from schoolsm_desktop.security.recovery import format_school_key, new_recovery_code, new_school_key
from schoolsm_desktop.security.vault import KEY_FILE
from schoolsm_desktop.services.desk import DATABASE_FILE, Beside, SignInDesk
from schoolsm_desktop.services.this_pc import ThisPc
from schoolsm_desktop.storage.folder import StoreLock
from schoolsm_desktop.ui.unlock.other_cards import OwnPassphraseCard, RecoveryCard, TroubleCard
from schoolsm_desktop.ui.unlock.sign_in_window import SignInWindow

from .first_start import COORDINATOR, HEAD, EmptySchool
from .guide import Guide, fill
from .scene import TourDoorway, TourFirstRun, choose, demo_doorway, own_surroundings, sign_in_window

PAGE_BYTES = 4096
Spoil = Callable[[Path], None]


def demonstration_door(guide: Guide, demonstration: Demonstration) -> None:
    """The sign-in window of the demonstration, and after a lock."""
    with guide.step("sign-in-demonstration"):
        sign_in_window(guide, demo_doorway(guide, demonstration), demo=True)
    with guide.step("sign-in-after-lock"):
        sign_in_window(guide, demo_doorway(guide, demonstration), demo=True, after_lock=True)


def wrong_tries(guide: Guide, demonstration: Demonstration, folder: Path) -> None:
    """Tries that fail, on a copy of the records as a school sees them."""
    records = folder / "records"
    shutil.copytree(demonstration.records, records)
    clock = guide.clock()
    beside = own_surroundings(guide, folder, clock=clock)
    teacher = next(s for s in demonstration.sign_ins if s.key == "teacher")
    door = TourDoorway(lambda: SignInDesk(records, beside), TourFirstRun(beside, folder))
    window = sign_in_window(guide, door)
    choose(window, teacher.name)
    with guide.step("sign-in-names"):
        pass
    with guide.step("sign-in-passphrase-needed"):
        window.card.button.click()
    with guide.step("sign-in-caps-lock"):
        line = window.card.passphrase.line
        line.setFocus()
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "S"))
    with guide.step("sign-in-wrong-passphrase"):
        _try(guide, window, "not what it is at all")
    with guide.step("sign-in-too-soon"):
        for _ in range(3):
            window.card.passphrase.setText("not this one either")
            window.card.asked.emit()  # the button rests meanwhile
            guide.settle()
    with guide.step("sign-in-waits-for-the-head"):
        choose(window, "Bronwen Tallis")
        _try(guide, window, temporary_passphrase("newcomer"))
    with guide.step("sign-in-records-in-use"):
        lock = StoreLock(records)
        lock.acquire("Petra Lindholm", guide.clock().now())
        try:
            choose(window, teacher.name)
            clock.set(clock.now() + timedelta(hours=1))
            window.card.wait(0)
            _try(guide, window, teacher.passphrase)
        finally:
            lock.release()


def _try(guide: Guide, window: SignInWindow, passphrase: str) -> None:
    window.card.passphrase.setText(passphrase)
    window.card.button.click()
    guide.settle()


def spoiled(guide: Guide, demonstration: Demonstration, folder: Path) -> None:
    """Records that cannot be opened: damaged, made by a newer version, moved where they may not lie."""
    teacher = next(s for s in demonstration.sign_ins if s.key == "coordinator")
    cases: tuple[tuple[str, str, Spoil], ...] = (
        ("sign-in-damaged-key-file", "one/records", _cut_key_file),
        ("sign-in-newer-key-file", "two/records", _newer_key_file),
        ("sign-in-damaged-records", "three/records", _damage_database),
        ("sign-in-records-missing", "four/records", lambda records: (records / DATABASE_FILE).unlink()),
        ("sign-in-synced-folder", "OneDrive/records", lambda records: None),
    )
    for name, where, spoil in cases:
        with guide.step(name):
            records = folder / where
            shutil.copytree(demonstration.records, records)
            spoil(records)
            beside = own_surroundings(guide, records.parent)
            door = TourDoorway(_desk_of(records, beside), TourFirstRun(beside, folder))
            window = sign_in_window(guide, door)
            if not any(card.isVisible() for card in window.findChildren(TroubleCard)):
                choose(window, teacher.name)
                _try(guide, window, teacher.passphrase)


def _desk_of(records: Path, beside: Beside) -> Callable[[], SignInDesk]:
    return lambda: SignInDesk(records, beside)


def _cut_key_file(records: Path) -> None:
    file = records / KEY_FILE
    file.write_bytes(file.read_bytes()[:-400])


def _newer_key_file(records: Path) -> None:
    file = records / KEY_FILE
    content = json.loads(file.read_text(encoding="utf-8"))
    content["format"] += 1
    file.write_text(json.dumps(content), encoding="utf-8")


def _damage_database(records: Path) -> None:
    file = records / DATABASE_FILE
    content = bytearray(file.read_bytes())
    content[:PAGE_BYTES] = bytes(PAGE_BYTES)
    file.write_bytes(content)


def set_up_code(guide: Guide, school: EmptySchool, folder: Path) -> None:
    """A PC that does not know the set-up code: asked for, mistyped, another school's, and no key ring to keep it."""
    beside = own_surroundings(guide, folder)
    door = TourDoorway(lambda: SignInDesk(school.folder, beside), TourFirstRun(beside, folder))
    window = sign_in_window(guide, door)
    choose(window, "Ravi Sondhi")
    with guide.step("sign-in-code-asked"):
        pass
    with guide.step("sign-in-code-mistyped"):
        last = "0" if school.code[-1] != "0" else "1"
        _try_code(guide, window, school.code[:-1] + last)
    with guide.step("sign-in-code-of-another-school"):
        _try_code(guide, window, format_school_key(new_school_key()))
    with guide.step("sign-in-code-no-key-ring"):
        bare = Beside(own_surroundings(guide, folder, key_ring=False).ring, ThisPc(folder / "bare.json"), guide.clock())
        window = sign_in_window(guide, TourDoorway(lambda: SignInDesk(school.folder, bare), TourFirstRun(bare, folder)))


def _try_code(guide: Guide, window: SignInWindow, code: str) -> None:
    window.card.typed_code.setText(code)
    _try(guide, window, COORDINATOR)


def own_passphrase(guide: Guide, school: EmptySchool) -> None:
    """A temporary passphrase: an own one is chosen before anything opens; and the recovery sheet."""
    door = TourDoorway(
        lambda: SignInDesk(school.folder, school.beside), TourFirstRun(school.beside, school.folder.parent)
    )
    window = sign_in_window(guide, door)
    choose(window, "Miriam Castellan")
    with guide.step("sign-in-choose-own"):
        _try(guide, window, HEAD)
    with guide.step("sign-in-choose-own-weak"):
        card = guide.find(OwnPassphraseCard)
        fill(card.fields, {"passphrase": "password1", "again": "password1"})
        card.go.click()
    window = sign_in_window(guide, door)
    with guide.step("sign-in-recovery-sheet"):
        guide.press("I have the recovery sheet")
    with guide.step("sign-in-recovery-wrong"):
        recovery = guide.find(RecoveryCard)
        fill(recovery, {"code": new_recovery_code()})
        fill(recovery.fields, {"passphrase": HEAD, "again": HEAD})
        recovery.go.click()
    school.clock.set(school.clock.now() + timedelta(hours=1))
    with guide.step("sign-in-recovery-done"):
        fill(recovery, {"code": school.recovery_code})
        fill(recovery.fields, {"passphrase": HEAD, "again": HEAD})
        recovery.go.click()
        guide.settle()
