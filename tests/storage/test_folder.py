"""Where records may lie: places that would damage them are refused, with where to put them instead."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil
import pytest

from schoolsm_desktop.storage import folder as folders
from schoolsm_desktop.storage import folder_windows
from schoolsm_desktop.storage.errors import (
    FolderError,
    FullFolderError,
    NetworkFolderError,
    NotAFolderError,
    ReadOnlyFolderError,
    SyncedFolderError,
)
from schoolsm_desktop.storage.folder import check_backup_folder, check_folder, file_system_of, prepare_folder, synced_by
from schoolsm_desktop.storage.folder_windows import let_everybody_write

Partition = namedtuple("Partition", "device mountpoint fstype opts")


@pytest.fixture(autouse=True)
def _no_onedrive(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"):
        monkeypatch.delenv(name, raising=False)


def test_an_ordinary_folder_is_welcome_and_left_as_it_was(tmp_path: Path) -> None:
    check_folder(tmp_path)
    check_backup_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_still_to_be_made_is_judged_by_the_one_above(tmp_path: Path) -> None:
    check_folder(tmp_path / "School" / "records")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SyncedFolderError):
        check_folder(tmp_path / "OneDrive" / "records")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    with pytest.raises(NotAFolderError):
        check_folder(tmp_path / "letter.txt")
    with pytest.raises(NotAFolderError):
        check_folder(tmp_path / "letter.txt" / "records")


@pytest.mark.parametrize("kind", ["cifs", "nfs4", "smb3", "fuse.sshfs", "CIFS", "davfs"])
def test_a_network_drive_is_refused_for_records_and_welcome_for_backups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    share = tmp_path / "share"
    (share / "office").mkdir(parents=True)
    mounts = [Partition("dev", "/", "ext4", ""), Partition("//server/office", str(share), kind, "rw")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounts)  # noqa: A006 - psutil's own name
    with pytest.raises(NetworkFolderError) as refused:
        check_folder(share / "office")
    assert "this PC's own disk" in refused.value.sentence
    check_backup_folder(share / "office")
    check_folder(tmp_path)


def test_a_local_disk_mounted_inside_a_network_drive_is_local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "share" / "disk"
    inner.mkdir(parents=True)
    mounts = [
        Partition("s", str(tmp_path / "share"), "nfs", ""),
        Partition("d", str(inner), "ext4", ""),
        Partition("x", str(tmp_path / "sha"), "cifs", ""),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounts)  # noqa: A006 - psutil's own name
    assert file_system_of(inner) == "ext4"
    assert file_system_of(tmp_path / "share") == "nfs"
    check_folder(inner)


def test_a_link_to_a_network_drive_does_not_hide_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "records").symlink_to(share)
    mounts = [Partition("s", str(share), "cifs", "")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounts)  # noqa: A006 - psutil's own name
    with pytest.raises(NetworkFolderError):
        check_folder(tmp_path / "records")


def test_the_machines_own_mounts_are_understood(tmp_path: Path) -> None:
    assert file_system_of(tmp_path) != ""
    assert not folders.is_on_network(tmp_path)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (r"\\server\share\records", True),
        (r"//server/share", True),
        (r"\\?\UNC\server\share\records", True),
        (r"\\?\C:\records", False),
        (r"C:\Users\office", False),
        ("/home/office", False),
    ],
)
def test_a_server_path_is_seen_on_every_system(path: str, answer: bool) -> None:
    assert folder_windows.is_unc(path) is answer


def test_a_mapped_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not folder_windows.is_remote_drive(tmp_path), "no other system has drive letters"
    monkeypatch.setattr(folders, "is_remote_drive", lambda _: True)
    with pytest.raises(NetworkFolderError):
        check_folder(tmp_path)


@pytest.mark.parametrize(
    ("part", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Fernhollow Primary School", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Fernhollow)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-office@fernhollow.example", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Mobile Documents", "iCloud"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_a_synced_folder_is_refused_by_its_name_and_welcome_for_backups(
    tmp_path: Path, part: str, service: str
) -> None:
    inside = tmp_path / part / "School"
    inside.mkdir(parents=True)
    with pytest.raises(SyncedFolderError) as refused:
        check_folder(inside)
    assert refused.value.service == service
    assert service in refused.value.sentence
    check_backup_folder(inside)


@pytest.mark.parametrize("part", ["Drive", "One Drive plans", "Dropboxes", "cloud", "Meine Ablage"])
def test_a_name_that_only_sounds_like_one_is_welcome(tmp_path: Path, part: str) -> None:
    (tmp_path / part).mkdir()
    check_folder(tmp_path / part)


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_onedrive_under_another_name_is_known_by_its_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "Cloud" / "School").mkdir(parents=True)
    (tmp_path / "Cloudy").mkdir()
    monkeypatch.setenv(name, str(tmp_path / "Cloud"))
    assert synced_by(tmp_path / "Cloud" / "School") == "OneDrive"
    assert synced_by(tmp_path / "Cloudy") is None


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".sync_0a1b2c.db", "Nextcloud"),
        ("._sync_0a1b2c.db", "Nextcloud"),
    ],
)
def test_a_renamed_synced_folder_is_known_by_what_its_program_leaves(tmp_path: Path, mark: str, service: str) -> None:
    top = tmp_path / "Cloud"
    (top / "School" / "records").mkdir(parents=True)
    (top / mark).touch()
    assert synced_by(top / "School" / "records") == service
    assert synced_by(tmp_path) is None


def test_dropboxs_settings_in_the_home_folder_do_not_make_it_synced(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert synced_by(tmp_path / "records") is None


def test_too_little_room_is_said_in_megabytes(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free // 10**6
    with pytest.raises(FullFolderError) as refused:
        check_folder(tmp_path, needed_mb=free * 2 + 1000)
    assert refused.value.needed_mb == free * 2 + 1000
    assert str(refused.value.free_mb) in refused.value.sentence
    with pytest.raises(FullFolderError):
        check_backup_folder(tmp_path, needed_mb=free * 2 + 1000)


TRY = """
import os, sys
from pathlib import Path
from schoolsm_desktop.storage.errors import FolderError
from schoolsm_desktop.storage.folder import check_folder
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    check_folder(Path(sys.argv[1]), needed_mb=0)
except FolderError as refused:
    print(refused.key)
else:
    print("welcome")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such right of a folder")
def test_a_folder_without_the_right_to_write_is_refused(project_root: Path) -> None:
    # Root may write anywhere, so the question is asked by nobody in particular, in a process of its own.
    answers = []
    for mode in (0o555, 0o777):
        place = Path("/tmp") / f"schoolsm-rights-{os.getpid()}-{mode}"
        place.mkdir(mode=mode)
        place.chmod(mode)
        try:
            asked = subprocess.run(
                [sys.executable, "-c", TRY, str(place)], cwd=project_root, capture_output=True, text=True, check=True
            )
        finally:
            place.rmdir()
        answers.append(asked.stdout.strip())
    assert answers == [ReadOnlyFolderError.key, "welcome"]


def test_every_refusal_is_a_folder_error() -> None:
    kinds = (NetworkFolderError, SyncedFolderError, ReadOnlyFolderError, FullFolderError, NotAFolderError)
    assert all(issubclass(kind, FolderError) for kind in kinds)


def test_a_shared_windows_pc_lets_every_account_write() -> None:
    asked: list[list[str]] = []

    def windows(answer: int) -> Callable[[Sequence[str]], int]:
        def run(command: Sequence[str]) -> int:
            asked.append(list(command))
            return answer

        return run

    assert let_everybody_write(Path("C:/ProgramData/SchoolSM Desktop/records"), windows(0))
    assert not let_everybody_write(Path("C:/ProgramData/SchoolSM Desktop/records"), windows(5))
    assert asked[0][0] == "icacls.exe"
    assert "*S-1-5-32-545:(OI)(CI)M" in asked[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives rights another way")
def test_records_of_one_account_are_closed_to_the_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    prepare_folder(tmp_path, everybody=False)
    assert tmp_path.stat().st_mode & 0o777 == 0o700
