"""Twenty-odd secrets in a school, the real program used on it and made to fail, and then every byte it left searched.

The program runs in a process of its own with a home folder, a temporary folder and a working folder of its own, so
that whatever it writes lies where this test looks.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

from schoolsm_desktop.domain.accounts import SecretField
from tests.attacks.driven_program import PLANTED
from tests.benchmarks.made_school import PASSPHRASE, leave, make_records
from tests.reports import reading

PASSWORDS = ("Vq7!tarnish-Otter", "Xw2&gablet.Plover", "Zk9?lintel~Curlew", "Jb4@cornice=Dipper", "Mf6%dormer+Siskin")
SEEDS = ("GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U")
CODES = ("8841-2203-plinth", "7719-5530-mullion", "6602-9418-purlin")
ANSWERS = ("first pet: Marmalade Quoit", "first street: Tansy Hollow", "teacher: Mr Quillfeather")
NOTES = ("note: the spare phone lies with Bosworth", "note: ring Ottoline at the agency", "note: safe code 30 17 44")
TYPED = "Unsaved!Heron-cupola-51"
PEOPLE = ("Robin", "Okafor", "Ottilie", "Bramblewick")
"""Given and family names, which no title may show."""
_SECONDS = 240


@dataclass
class Run:
    """One life of the program: what was planted, where it wrote, and what it said."""

    base: Path
    secrets: list[str]
    facts: dict[str, Any] = field(default_factory=dict)
    code: int = 0

    @property
    def records(self) -> Path:
        """The school's records."""
        return self.base / "school" / "records"


def plant(base: Path) -> tuple[list[str], list[str]]:
    """A school with its secrets; the secrets and the ids of the accounts that keep them."""
    founded = make_records(base / "school")
    office = founded.office
    from uuid import uuid4

    from schoolsm_desktop.domain.access import AccessKind, AccessLevel
    from schoolsm_desktop.domain.accounts import Account, AccountState
    from schoolsm_desktop.domain.people import Person
    from schoolsm_desktop.services.giving import GiveRequest

    me, today = office.me(), office.clock.today()
    office.printing.recovery_confirmed()
    colleague = office.people.add(Person(uuid4(), me.school_id, "Ottilie", "Bramblewick", "Teacher"))
    accounts = []
    for at, password in enumerate(PASSWORDS):
        account = office.accounts.add(
            Account(uuid4(), me.school_id, "x", name=f"Page number {at}", state=AccountState.IN_USE, owner_id=me.id)
        )
        values = {SecretField.PASSWORD: password}
        if at < len(SEEDS):
            values[SecretField.ONE_TIME_SEED] = SEEDS[at]
        if at < len(CODES):
            values |= {SecretField.BACKUP_CODES: CODES[at], SecretField.RECOVERY_ANSWERS: ANSWERS[at]}
            values |= {SecretField.NOTE: NOTES[at]}
        office.secrets.change(account.id, values, confirmed=True)
        asked = GiveRequest(colleague.id, account.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, today)
        with suppress(Exception):
            office.access.give(asked)
        accounts.append(str(account.id))
    code = founded.sheet.code
    leave(office)
    whole = (PASSPHRASE, code, *PASSWORDS, *SEEDS, *CODES, *ANSWERS, *NOTES, TYPED)
    return [*whole, "-".join(re.findall(".{5}", re.sub("[^0-9A-Z]", "", code)))], accounts


def start(base: Path, ending: str, *before: str) -> Run:
    """Run the program to its end on a school of its own under `base`."""
    secrets, accounts = plant(base)
    run = Run(base, secrets)
    for name in ("home", "temporary", "work", "notes"):
        (base / name).mkdir()
    planted = base.parent / f"{base.name}-planted.json"  # beside the folders that are searched
    planted.write_text(
        json.dumps({"passphrase": PASSPHRASE, "secrets": secrets, "typed": TYPED, "accounts": accounts}),
        encoding="utf-8",
    )
    root = Path(__file__).resolve().parents[2]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTEST"))},
        "HOME": str(base / "home"),
        "TMPDIR": str(base / "temporary"),
        "PYTHONPATH": str(root),
        "QT_QPA_PLATFORM": "offscreen",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        "PYTHONDONTWRITEBYTECODE": "1",
        PLANTED: str(planted),
    }
    command = [
        *before,
        sys.executable,
        "-m",
        "tests.attacks.driven_program",
        str(run.records),
        str(base / "notes"),
        ending,
    ]
    with (base / "notes" / "said.txt").open("wb") as said:
        run.code = subprocess.run(
            command, cwd=base / "work", env=environment, stdout=said, stderr=said, timeout=_SECONDS
        ).returncode
    failed = base / "notes" / "failed.txt"
    assert not failed.exists(), failed.read_text(encoding="utf-8")
    run.facts = json.loads((base / "notes" / "facts.json").read_text(encoding="utf-8"))
    return run


def written(base: Path) -> Iterator[tuple[str, bytes]]:
    """Every file under `base`, each with its name; what is packed (XLSX, PDF) also as it reads."""
    for path in sorted(p for p in base.rglob("*") if p.is_file()):
        content = path.read_bytes()
        name = str(path.relative_to(base))
        yield name, content
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for part in packed.namelist():
                    yield f"{name}/{part}", packed.read(part)
        if content.startswith(b"%PDF"):
            yield f"{name}/text", reading.text(content).encode()
            for at, stream in enumerate(re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)):
                with suppress(zlib.error):
                    yield f"{name}/{at}", zlib.decompress(stream)


def forms(secret: str) -> set[bytes]:
    """The ways in which a text can lie in a file."""
    plain = secret.encode()
    return {
        plain,
        secret.encode("utf-16-le"),
        json.dumps(secret)[1:-1].encode(),
        plain.hex().encode(),
        base64.b64encode(plain)[: len(plain)],
    }


def found(base: Path, secrets: list[str]) -> list[str]:
    """Where any of `secrets` lies under `base`."""
    wanted = [(secret, each) for secret in secrets for each in forms(secret)]
    return [f"{name}: {secret[:4]}…" for name, content in written(base) for secret, each in wanted if each in content]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The program used, made to fail, and closed."""
    return start(tmp_path_factory.mktemp("closed"), "close")


def test_the_search_finds_what_is_there(tmp_path: Path, closed: Run) -> None:
    """Else the tests below could not fail."""
    (tmp_path / "plain.log").write_text(f"leaked {PASSWORDS[0]}")
    (tmp_path / "wide.bin").write_bytes(NOTES[0].encode("utf-16-le"))
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("sheet.xml", CODES[0])
    assert len(found(tmp_path, closed.secrets)) == 3
    papers = closed.base / "notes"
    for name in ("access-register.pdf", "account-directory.pdf", "account-directory.xlsx"):
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        shutil.copy(papers / name, folder)
        assert found(folder, ["Page number 0"]), name


def test_the_program_really_showed_and_copied_what_it_keeps(closed: Run) -> None:
    assert len(closed.secrets) >= 20
    assert int(closed.facts["seen"]["shown"][0]) >= len(PASSWORDS) + len(CODES)
    assert closed.facts["seen"]["clipboard"] == ["a secret"]
    assert closed.code == 0


def test_no_secret_lies_in_anything_the_program_wrote(closed: Run) -> None:
    assert found(closed.base, closed.secrets) == []


def test_what_went_wrong_is_named_on_the_error_stream_and_not_quoted(closed: Run) -> None:
    said = (closed.base / "notes" / "said.txt").read_text(encoding="utf-8")
    logs = "".join(p.read_text(encoding="utf-8") for p in closed.base.rglob("*.log"))
    assert said.count("RuntimeError") >= 2
    assert logs.count("RuntimeError") >= 3
    assert "in fail" in logs


def test_no_title_tip_or_name_for_a_screen_reader_holds_a_secret(closed: Run) -> None:
    seen = closed.facts["seen"]
    said = "\n".join(text for kind in ("titles", "tips", "names") for text in seen[kind])
    assert "Show Password for 20 seconds" in said or "for 20 seconds" in said
    assert [secret for secret in closed.secrets if secret in said] == []


def test_no_window_title_names_a_person(closed: Run) -> None:
    titles = closed.facts["seen"]["titles"]
    assert any("Benchmark Primary School" in title for title in titles)
    assert [title for title in titles for name in PEOPLE if name in title] == []


def test_a_secret_being_typed_cannot_be_brought_back_by_undo(closed: Run) -> None:
    assert "undo" not in closed.facts["seen"]["undo"]


def test_settings_of_the_window_lie_nowhere_outside_the_records(closed: Run) -> None:
    left = {p.relative_to(closed.base).parts[0] for p in closed.base.rglob("*.conf")}
    left |= {p.relative_to(closed.base).parts[0] for p in closed.base.rglob("*.ini")}
    assert left == set()


def test_the_running_program_reaches_no_network_and_never_loads_the_means(closed: Run) -> None:
    assert closed.facts["network"] == "NetworkRefusedError"
    assert closed.facts["qt_network"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no memory to the disk unless asked to")
def test_a_crash_leaves_neither_memory_nor_words(tmp_path: Path) -> None:
    run = start(tmp_path, "crash")
    assert run.code == -6
    assert run.facts["dump"] == [0, 0]
    assert list(run.base.rglob("core*")) == []
    assert found(run.base, run.secrets) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads how the fresh process was started from /proc")
def test_the_process_that_a_lock_starts_is_told_no_name_and_no_secret(tmp_path: Path) -> None:
    run = start(tmp_path, "lock")
    fresh = [p for p in psutil.process_iter() if str(run.records) in _arguments(p)]
    try:
        assert run.code == 0
        assert len(fresh) == 1
        told = " ".join([*fresh[0].cmdline(), *(f"{k}={v}" for k, v in fresh[0].environ().items())])
        assert "SCHOOLSM_DESKTOP_PLACE=" in told
        assert [text for text in (*run.secrets, *PEOPLE) if text in told] == []
    finally:
        for process in fresh:
            process.kill()
            process.wait(10)
    assert found(run.base, run.secrets) == []


def _arguments(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


@pytest.mark.skipif(sys.platform != "linux", reason="unshare is a program of Linux")
def test_the_same_day_passes_on_a_machine_without_any_network(tmp_path: Path) -> None:
    """The audit hook does not see what Qt opens by itself; here there is nothing to be opened."""
    apart = next((way for way in (["unshare", "-n"], ["unshare", "-rn"]) if _permitted(way)), None)
    if apart is None:
        pytest.skip("this machine lets nobody take a network away")
    run = start(tmp_path, "close", *apart)
    assert run.code == 0
    assert int(run.facts["seen"]["shown"][0]) >= len(PASSWORDS)


def _permitted(way: list[str]) -> bool:
    try:
        return subprocess.run([*way, "true"], capture_output=True, timeout=20).returncode == 0
    except OSError:
        return False
