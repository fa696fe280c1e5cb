"""A school that release 0.1.0 kept, through its own services: it opens, is upgraded, and every old row still holds."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schoolsm_desktop.domain.access import AccessKind
from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.security.os_keyring import MemoryKeyRing
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.desk import Beside, SignInDesk
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.this_pc import ThisPc
from schoolsm_desktop.services.vouching import AlteredRow
from schoolsm_desktop.storage.backup import backups_in
from tests.services.school import NOW, QUICK_LIMITS

FROZEN = Path(__file__).resolve().parent.parent / "data" / "frozen" / "school-1"
FACTS: dict[str, Any] = json.loads((FROZEN / "facts.json").read_text(encoding="utf-8"))
PAGE = UUID(FACTS["page"])


def _sign_in(base: Path, who: str) -> Office:
    beside = Beside(MemoryKeyRing(), ThisPc(base / "this-pc.json"), SetClock(NOW), QUICK_LIMITS)
    person = UUID(FACTS["people"][who])
    office = SignInDesk(base / "records", beside).sign_in(person, FACTS["words"][str(person)])
    assert isinstance(office, Office)
    return office


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the frozen records: opening upgrades them."""
    (tmp_path / "records").mkdir()
    for name in ("records.db", "store.keys"):
        shutil.copy(FROZEN / name, tmp_path / "records")
    return tmp_path


def test_every_row_of_before_has_the_digest_it_was_signed_with(base: Path) -> None:
    office = _sign_in(base, "head")
    assert backups_in(base / "records" / "before-upgrade"), "it was really upgraded, after a backup"
    check = office.log.check()
    assert check.sound
    assert check.count > FACTS["entries"] > 30
    assert office.log.altered_rows() == ()
    with office.session.reading() as uow:
        assert (len(uow.people.all()), len(uow.access.all()), len(uow.duties.all())) == (5, 4, 3)
        assert (len(uow.requests.all()), len(uow.covers.all()), len(uow.checklists.all())) == (0, 0, 0)
        (sam,) = (p for p in uow.people.all() if p.family_name == "Adeyemi")
    assert (sam.note, sam.ends, sam.merged_into) == ("Łukasz’s cover", date(2027, 8, 31), None)
    office.close(with_backup=False)


def test_a_column_of_after_that_is_filled_by_hand_is_named_all_the_same(base: Path) -> None:
    """That new fields at their defaults unsettle no digest must not mean that they are not covered by it."""
    office = _sign_in(base, "head")
    with office.session.reading() as uow:
        access = next(a for a in uow.access.all() if a.kind is AccessKind.KNOWS_PASSWORD and a.paused_at is None)
    opened = office.session.database.connection()
    opened.execute("UPDATE accesses SET override_reason = 'agreed', under_cover = 1 WHERE id = ?", (access.id.hex,))
    opened.close()
    assert office.log.altered_rows() == (AlteredRow("access", access.id),)
    office.close(with_backup=False)


@pytest.mark.parametrize("who", ["head", "coordinator", "jo"])
def test_whoever_could_open_a_password_still_can(base: Path, who: str) -> None:
    office = _sign_in(base, who)
    assert office.secrets.open(PAGE, SecretField.PASSWORD) == FACTS["password"]
    office.close(with_backup=False)
