"""What this PC remembers: which folder holds the records, who signed in last, where backups go. No secret, no name."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from uuid import UUID


class ThisPc:
    """A small JSON file outside the school's records, one entry a folder of records. A damaged file counts as empty."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return self._file

    def last_store(self) -> Path | None:
        """The folder of records opened last on this PC."""
        text = self._read().get("last_store")
        return Path(text) if isinstance(text, str) else None

    def remember_store(self, folder: Path) -> None:
        """Open this folder the next time."""
        self._write(self._read() | {"last_store": str(folder)})

    def last_person(self, store: Path) -> UUID | None:
        """Whose sign-in is offered first."""
        text = self._of(store).get("last_person")
        with suppress(ValueError):
            return UUID(str(text)) if text else None
        return None

    def remember_person(self, store: Path, person_id: UUID) -> None:
        """Offer this person first the next time."""
        self._put(store, "last_person", str(person_id))

    def backup_places(self, store: Path) -> tuple[Path, ...]:
        """Where backups of these records go, the first place first."""
        places = self._of(store).get("backup_places", [])
        return tuple(Path(str(place)) for place in places) if isinstance(places, list) else ()

    def choose_backup_places(self, store: Path, folders: tuple[Path, ...]) -> None:
        """Keep backups there from now on."""
        self._put(store, "backup_places", [str(folder) for folder in folders])

    def _of(self, store: Path) -> dict[str, object]:
        stores = self._read().get("stores", {})
        found = stores.get(str(store), {}) if isinstance(stores, dict) else {}
        return found if isinstance(found, dict) else {}

    def _put(self, store: Path, key: str, value: object) -> None:
        everything = self._read()
        stores = everything.get("stores", {})
        kept = dict(stores) if isinstance(stores, dict) else {}
        kept[str(store)] = self._of(store) | {key: value}
        self._write(everything | {"stores": kept})

    def _read(self) -> dict[str, object]:
        with suppress(OSError, ValueError):
            found = json.loads(self._file.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                return found
        return {}

    def _write(self, everything: dict[str, object]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(everything, indent=1), encoding="utf-8")
        fresh.replace(self._file)
