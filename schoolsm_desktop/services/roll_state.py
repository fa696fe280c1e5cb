"""How a pupil stood before a batch, as text that can be read back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.photo_answers import Adult, Capacity
from schoolsm_desktop.domain.pupils import Pupil

_DAYS = frozenset({"birth_date", "on_roll_from", "on_roll_to"})
_IDS = frozenset({"id", "school_id", "family_id"})


def state_of(pupil: Pupil | None, adults: Sequence[Adult] = ()) -> str:
    """The pupil (None where only an adult changes) and the adults whose capacity or name a batch changes."""
    kept: dict[str, object] = {}
    if pupil is not None:
        kept["pupil"] = {f.name: _plain(getattr(pupil, f.name)) for f in fields(pupil)}
    if adults:
        kept["adults"] = [[str(a.id), a.capacity.value, a.name, a.revision] for a in adults]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def pupil_of(text: str) -> Pupil | None:
    """The pupil as it stood; None where the batch changed none."""
    kept: Mapping[str, object] | None = json.loads(text).get("pupil")
    return None if kept is None else Pupil(**{name: _read(name, value) for name, value in kept.items()})  # type: ignore[arg-type]


def adults_of(text: str) -> tuple[tuple[UUID, Capacity, str, int], ...]:
    """Adults as they stood: id, capacity, name, revision."""
    return tuple(
        (UUID(key), Capacity(capacity), str(name), int(revision))
        for key, capacity, name, revision in json.loads(text).get("adults", ())
    )


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return [list(pair) for pair in value] if isinstance(value, tuple) else str(value)


def _read(name: str, value: object) -> object:
    if value is None:
        return None
    if name in _DAYS:
        return date.fromisoformat(str(value))
    if name in _IDS:
        return UUID(str(value))
    if name == "former_names" and isinstance(value, list):
        return tuple((str(old), str(until)) for old, until in value)
    return value
