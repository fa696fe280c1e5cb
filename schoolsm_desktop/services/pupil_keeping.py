"""How a pupil's record is kept: found, saved with its trace, and what follows for checks that rested on the answers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import RemovalCause
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .ended_checks import end_checks
from .picture_books import PictureBooks
from .removals import begin_removal
from .sealed_words import open_words, readable, seal_words
from .session import Session, Work

MOST_REASON = 4000
ABOUT = "about"
"""The part of a sealed record that names what it is about: its own id is random and tells nothing."""


class PupilDeeds:
    """What the deeds about one pupil share."""

    def __init__(self, session: Session, books: PictureBooks) -> None:
        self._session = session
        self._books = books

    def _demand(self, work: Work, action: Action) -> None:
        self._session.demand(work.uow, action)

    def _kept(self, work: Work, pupil: Pupil, did: Did = Did.PUPIL_CHANGED) -> Pupil:
        kept = work.uow.pupils.save(pupil)
        work.did(did, Noun.PUPILS, subject_kind="pupil", subject_id=kept.id)
        return kept


def answers_moved(work: Work, pupil_ids: Collection[UUID]) -> None:
    """What the answers of these pupils come to may be another by now: today's photo checks with them hold no longer."""
    end_checks(work, pupil_ids)


def find_pictures(work: Work, pupil_id: UUID) -> None:
    """Begin the search for every picture of a pupil on hold; it reads like any other (PRACTICE 4)."""
    begin_removal(work, pupil_id, RemovalCause.HOLD)


def reason_given(reason: str, field: str = "reason") -> str:
    """A reason, tidied. Raises FieldError where there is none, or it is endless."""
    said = reason.strip()
    if not said:
        raise FieldError(field, tr("A reason is needed. Only the DSL and deputy DSL can read it."))
    if len(said) > MOST_REASON:
        raise FieldError(
            field, tr("This is longer than {longest} characters. Nothing was saved yet.", longest=MOST_REASON)
        )
    return said


def seal_about(work: Work, kind: str, about: UUID, parts: dict[str, str]) -> None:
    """Seal words about a record under an id of their own. Raises RuleError where nobody who may read them has a sign-in."""
    seal_words(work, kind, uuid4(), {ABOUT: about.hex, **parts})


def open_about(session: Session, uow: UnitOfWork, kind: str, about: UUID) -> list[dict[str, str]]:
    """Every sealed record about a record that the person signed in can open."""
    opened = [open_words(session, uow, kind, record_id) for record_id in readable(session, uow, kind)]
    return [parts for parts in opened if parts is not None and parts.get(ABOUT) == about.hex]
