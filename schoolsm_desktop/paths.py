"""Where things live on each system, and the one place that knows where the program's own files are."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import NamedTuple

APPLICATION = "SchoolSM Desktop"
_UNIX_APPLICATION = "schoolsm-desktop"


class Reach(Enum):
    """For whom on this PC the school's records are: the account that set them up, or every account of the PC."""

    ONE_ACCOUNT = "one-account"
    ALL_ACCOUNTS = "all-accounts"


class Places(NamedTuple):
    """The folders the program proposes. None of them is made by asking for them.

    (A named tuple: every start imports this file, and nothing else before the first window needs dataclasses.)
    """

    records: Path
    backups: Path
    logs: Path


def places(reach: Reach = Reach.ONE_ACCOUNT) -> Places:
    """The proposed folders of this system.

    Records are never put into a roaming Windows profile: copying a live database at sign-out damages it. Logs
    stay with the account that wrote them, so that one colleague's log is not another's to read or to block.
    """
    import platformdirs  # not at the top: the sign-in window asks for its icons and not for folders

    name = APPLICATION if sys.platform in {"win32", "darwin"} else _UNIX_APPLICATION
    logs = platformdirs.user_log_path(name, appauthor=False)
    if reach is Reach.ONE_ACCOUNT:
        base = platformdirs.user_data_path(name, appauthor=False, roaming=False)
    elif sys.platform in {"win32", "darwin"}:
        base = platformdirs.site_data_path(name, appauthor=False)
    else:
        base = platformdirs.site_state_path(name, appauthor=False)
    return Places(records=base / "records", backups=base / "backups", logs=logs)


def resource(*parts: str) -> Path:
    """The program's own file `parts` below `resources`, whether run from source, a wheel or the built program.

    Raises FileNotFoundError where it is missing, and ValueError where `parts` lead out of the folder.
    """
    base = resources_folder()
    path = base.joinpath(*parts)
    if not path.resolve().is_relative_to(base.resolve()):
        raise ValueError("a resource lies below the resources folder")
    if not path.exists():
        raise FileNotFoundError(f"the program's file {'/'.join(parts)} is missing: install the program again")
    return path


def resources_folder() -> Path:
    """The folder of icons, fonts, style and policies."""
    package = Path(__file__).resolve().parent
    # A wheel and the built program carry the folder inside the package; a clone has it beside the package.
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
