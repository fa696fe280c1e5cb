"""Names of a pupil: one that changed stays findable, one that is corrected throughout is gone from everywhere (PRACTICE 15)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from .errors import FieldError
from .pupils import Pupil, check_pupil
from .wording import tr


@dataclass(frozen=True, slots=True)
class Names:
    """The four names of a pupil: the legal ones, and what the pupil is called where that differs."""

    given_name: str
    family_name: str
    known_as: str = ""
    known_family_name: str = ""


def names_of(pupil: Pupil) -> Names:
    """The names a pupil has now."""
    return Names(pupil.given_name, pupil.family_name, pupil.known_as, pupil.known_family_name)


def renamed(pupil: Pupil, names: Names, day: date, today: date) -> Pupil:
    """The pupil under a changed name; the old one stays among the former names with `day` as its end. Raises FieldError."""
    changed = _with(pupil, names, today)
    if day > today:
        raise FieldError("day", tr("This day is still to come. Nothing was saved yet."))
    standing = {pupil.name, _legal(pupil)} - {changed.name, _legal(changed)}
    former = [pair for pair in pupil.former_names if pair[0] not in (changed.name, _legal(changed))]
    former += [(name, day.isoformat()) for name in sorted(standing)]
    return replace(changed, former_names=tuple(former))


def corrected(pupil: Pupil, names: Names, today: date) -> tuple[Pupil, tuple[str, ...]]:
    """The pupil under the name that has always been right, without any former one, and every name that is no more.

    Raises FieldError.
    """
    changed = replace(_with(pupil, names, today), former_names=())
    return changed, tuple(name for name in pupil.all_names if name not in changed.all_names)


def _with(pupil: Pupil, names: Names, today: date) -> Pupil:
    changed = check_pupil(
        replace(
            pupil,
            given_name=names.given_name,
            family_name=names.family_name,
            known_as=names.known_as,
            known_family_name=names.known_family_name,
        ),
        today,
    )
    if names_of(changed) == names_of(pupil):
        raise FieldError("family_name", tr("This is the name as it stands. Nothing was saved."))
    return changed


def _legal(pupil: Pupil) -> str:
    return f"{pupil.given_name} {pupil.family_name}".strip()
