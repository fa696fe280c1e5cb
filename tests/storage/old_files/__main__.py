"""Save a database of this release for later ones to open: one invented record of each kind, under a known key."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from schoolsm_desktop import __version__
from schoolsm_desktop.storage import connection
from schoolsm_desktop.storage.upgrade import create_database, version_of
from tests.storage.conftest import KEY
from tests.storage.everything import keep_everything


def main() -> int:
    """Make the folder of this release; 1 where it is there already."""
    folder = Path(__file__).resolve().parent / __version__
    if folder.exists():
        sys.stderr.write(f"{folder.name} was saved already and stays as it is\n")
        return 1
    folder.mkdir()
    database = create_database(folder / "records.db", KEY)
    made = keep_everything(database)
    opened = database.connection()
    counts = connection.row_counts(opened)
    opened.close()
    expected = {
        "tables": version_of(database),
        "rows": counts,
        "person": str(made.person.id),
        "account": str(made.account.id),
        "version": str(made.version.id),
    }
    (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")
    database.checkpoint()
    database.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
