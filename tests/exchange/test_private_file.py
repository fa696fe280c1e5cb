"""A file of passwords is written whole, for one person, and never over another by accident."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from schoolsm_desktop.exchange.private_file import FileNotWrittenError, FileThereError, write_private

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


@POSIX
def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "given.kdbx"
    before = os.umask(0)
    try:
        write_private(path, b"contents")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b"contents"
    assert names(tmp_path) == ["given.kdbx"]


def test_what_is_there_stays_unless_one_agrees(tmp_path: Path) -> None:
    path = tmp_path / "given.kdbx"
    path.write_bytes(b"of last year")
    with pytest.raises(FileThereError):
        write_private(path, b"new")
    assert path.read_bytes() == b"of last year"
    write_private(path, b"new", replace=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["given.kdbx"]


@POSIX
def test_a_link_that_waits_there_is_not_followed(tmp_path: Path) -> None:
    elsewhere, path = tmp_path / "elsewhere", tmp_path / "given.csv"
    path.symlink_to(elsewhere)
    with pytest.raises(FileThereError):
        write_private(path, b"passwords")
    assert not elsewhere.exists()


@pytest.mark.parametrize("replace", [False, True])
def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    path = tmp_path / "given.csv"
    if replace:
        path.write_bytes(b"of last year")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileNotWrittenError):
        write_private(path, b"passwords", replace=replace)
    assert names(tmp_path) == (["given.csv"] if replace else [])
    if replace:
        assert path.read_bytes() == b"of last year"


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotWrittenError):
        write_private(tmp_path / "gone" / "given.csv", b"passwords")
