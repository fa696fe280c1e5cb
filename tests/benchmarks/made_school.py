"""Records of an invented school for measuring with, made through the services as real ones are."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schoolsm_desktop.services.desk import Beside
    from schoolsm_desktop.services.first_run import Founded
    from schoolsm_desktop.services.office import Office

PASSPHRASE = "seven green kettles argue"


def beside(folder: Path) -> Beside:
    """A PC of its own for `folder`: memory in a file beside it, a key ring in memory, the cheapest derivation allowed."""
    from schoolsm_desktop.security.os_keyring import MemoryKeyRing
    from schoolsm_desktop.services.clock import SystemClock
    from schoolsm_desktop.services.desk import Beside
    from schoolsm_desktop.services.this_pc import ThisPc

    return Beside(MemoryKeyRing(), ThisPc(folder / "this-pc.json"), SystemClock())


def make_records(folder: Path) -> Founded:
    """Fresh records in `folder/records`, open."""
    from schoolsm_desktop.security.kdf import KdfParameters
    from schoolsm_desktop.services.first_run import Answers, FirstPerson, FirstRun, NewTerm
    from schoolsm_desktop.services.policies import shipped_profile

    near = beside(folder)
    today = near.clock.today()
    starts = [today + timedelta(days=120 * number - 30) for number in range(3)]
    cheapest = KdfParameters(memory_kib=64 * 1024, iterations=3, lanes=4)
    return FirstRun(near, cheapest).set_up(
        Answers(
            school_name="Benchmark Primary School",
            terms=tuple(NewTerm(f"Term {day:%b}", day, day + timedelta(days=90)) for day in starts),
            profile=shipped_profile("blank"),
            head=FirstPerson("Robin", "Okafor", passphrase=PASSPHRASE),
            coordinator=None,
            folder=folder / "records",
            use_code=False,
        )
    )


def leave(office: Office) -> None:
    """Close the records and let their folder go."""
    session = office._session
    session.database.close()
    session.lock.release()


def make_locked_records(folder: Path) -> Path:
    """Records in a folder that nobody has open; the folder to give to `--store`."""
    leave(make_records(folder).office)
    return folder / "records"
