"""When each document went out last, on paper or as a file, and by whom, as the log tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .session import Session


@dataclass(frozen=True, slots=True)
class LastOut:
    """The day a document went out last, who did it, and whether it was a file rather than paper."""

    on: date
    by: str
    as_file: bool = False


def last_out(session: Session, uow: UnitOfWork, people: Mapping[UUID, Person]) -> dict[str, LastOut]:
    """By document. Who prints no registers learns only of what they printed themselves."""
    every = allows(session.duties(uow), Action.PRINT_REGISTERS)
    found: dict[str, LastOut] = {}
    for entry in _newest_last(uow):
        mine = entry.person_id == session.person_id
        if not (every or mine):
            continue
        named = people[entry.person_id].name if entry.person_id in people else tr("somebody else")
        found[entry.details.get("document", "")] = LastOut(
            entry.at.astimezone().date(), tr("you") if mine else named, entry.did is Did.SAVED_AS_FILE
        )
    return found


def last_printed(uow: UnitOfWork) -> dict[str, date]:
    """The day on which each document was printed last."""
    return {entry.details.get("document", ""): entry.at.astimezone().date() for entry in uow.audit.of_deed(Did.PRINTED)}


def _newest_last(uow: UnitOfWork) -> list[AuditEntry]:
    """A table saved beside a document is not the document."""
    saved = (e for e in uow.audit.of_deed(Did.SAVED_AS_FILE) if e.details.get("kind") == "pdf")
    return sorted((*uow.audit.of_deed(Did.PRINTED), *saved), key=lambda entry: entry.number)
