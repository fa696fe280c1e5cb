"""Deeds about brothers and sisters (linked by hand, never guessed) and about names (changed, or corrected throughout)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.changed_names import Names, corrected, renamed
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import day_text, tr

from .corrected_names import correct_words
from .picture_books import read_book
from .pupil_keeping import PupilDeeds, open_about, reason_given, seal_about
from .pupil_views import Sibling, siblings_of
from .sealed_words import FORMER_NAMES
from .session import Work


class FamilyDeeds(PupilDeeds):
    """Brothers and sisters."""

    def siblings(self, pupil_id: UUID) -> tuple[Sibling, ...]:
        """Brothers and sisters on the roll: “the same for Ada (2A) and Tom (RB)?”"""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
            family_id = uow.pupils.get(pupil_id).family_id
            if family_id is None:
                return ()
            family = [p.id for p in uow.pupils.of_family(family_id)]
            return siblings_of(read_book(self._session, uow, family), pupil_id)

    def link(self, pupil_id: UUID, other_id: UUID) -> None:
        """Two pupils are brothers or sisters, and with them whoever each was linked to. Raises FieldError."""
        if pupil_id == other_id:
            raise FieldError("other", tr("This is the same pupil. Choose a brother or sister; nothing was saved."))
        with self._session.work() as work:
            self._demand(work, Action.EDIT_PUPILS)
            pupil, other = work.uow.pupils.get(pupil_id), work.uow.pupils.get(other_id)
            if pupil.family_id is not None and pupil.family_id == other.family_id:
                raise FieldError("other", tr("These two are linked already. Nothing was changed."))
            family_id = pupil.family_id or other.family_id or uuid4()
            joining = [pupil, other, *self._family(work, pupil), *self._family(work, other)]
            for each in {p.id: p for p in joining}.values():
                if each.family_id != family_id:
                    self._kept(work, replace(each, family_id=family_id), Did.FAMILY_CHANGED)
            work.done()

    def unlink(self, pupil_id: UUID) -> None:
        """The DSL takes a pupil out of a family; the others stay linked. Raises RuleError."""
        with self._session.work() as work:
            self._demand(work, Action.DECIDE_HOLDS)
            pupil = work.uow.pupils.get(pupil_id)
            if pupil.family_id is None:
                raise RuleError(tr("This pupil is linked to nobody. Nothing was changed."))
            others = [p for p in self._family(work, pupil) if p.id != pupil.id]
            self._kept(work, replace(pupil, family_id=None), Did.FAMILY_CHANGED)
            if len(others) == 1:
                self._kept(work, replace(others[0], family_id=None), Did.FAMILY_CHANGED)
            work.done()

    def _family(self, work: Work, pupil: Pupil) -> tuple[Pupil, ...]:
        return work.uow.pupils.of_family(pupil.family_id) if pupil.family_id is not None else ()


class NameDeeds(PupilDeeds):
    """Names."""

    def rename(self, pupil_id: UUID, names: Names, day: date | None = None) -> Pupil:
        """The name has changed; the old one stays findable with the day it ended. Raises FieldError."""
        with self._session.work() as work:
            self._demand(work, Action.EDIT_PUPILS)
            pupil = work.uow.pupils.get(pupil_id)
            kept = self._kept(work, renamed(pupil, names, day or self._session.today, self._session.today))
            work.done()
        return kept

    def correct_name(self, pupil_id: UUID, names: Names, reason: str) -> Pupil:
        """The DSL corrects a name throughout: no list, search, slip or print shows an old one again.

        The old names lie sealed with the reason; an import that is undone does not bring them back. Raises FieldError,
        RuleError where they cannot be sealed.
        """
        with self._session.work() as work:
            self._demand(work, Action.DECIDE_HOLDS)
            said = reason_given(reason)
            pupil, gone = corrected(work.uow.pupils.get(pupil_id), names, self._session.today)
            parts = {"at": self._session.today.isoformat(), "names": json.dumps(gone), "reason": said}
            seal_about(work, FORMER_NAMES, pupil.id, parts)
            self._forget_in_batches(work, pupil)
            correct_words(work, pupil.id, gone, pupil.name)
            kept = self._kept(work, pupil)
            work.done()
        return kept

    def sealed_names(self, pupil_id: UUID) -> tuple[str, ...]:
        """The names that were corrected throughout, for the DSL alone; that they were looked at is recorded."""
        with self._session.work() as work:
            self._demand(work, Action.DECIDE_HOLDS)
            found = open_about(self._session, work.uow, FORMER_NAMES, pupil_id)
            work.did(Did.SEALED_OPENED, subject_kind="pupil", subject_id=pupil_id)
            work.done()
        found.sort(key=lambda parts: parts.get("at", ""), reverse=True)
        return tuple(
            tr(
                "{names}, until {day}: {reason}",
                names=", ".join(json.loads(parts["names"])),
                day=day_text(date.fromisoformat(parts["at"])),
                reason=parts["reason"],
            )
            for parts in found
        )

    def _forget_in_batches(self, work: Work, pupil: Pupil) -> None:
        """How the pupil stood before an import or a turn of the year is told under the right name only."""
        right = {
            "given_name": pupil.given_name,
            "family_name": pupil.family_name,
            "known_as": pupil.known_as,
            "known_family_name": pupil.known_family_name,
            "former_names": [],
        }
        for change in work.uow.roll_changes.of_pupil(pupil.id):
            before = json.loads(change.before) if change.before else None
            if isinstance(before, dict):
                told = before | {key: value for key, value in right.items() if key in before}
                work.uow.roll_changes.tell_anew(replace(change, before=json.dumps(told)))
