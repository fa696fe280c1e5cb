"""What somebody does who has the database's key and a tool, and their own signing key: past every service."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.storage.unit_of_work import UnitOfWork


def edit(office: Office, sql: str, *values: object) -> None:
    """Change the database with a tool, without a word in the log."""
    opened = office.session.database.connection(foreign_keys=False)
    try:
        assert opened.execute(sql, values).rowcount != 0, "the attack itself must have done something"
    finally:
        opened.close()


def put_in(office: Office, put: Callable[[UnitOfWork], object]) -> None:
    """Put a well-formed row in, without a word in the log."""
    with office.session.database.unit_of_work() as uow:
        put(uow)
        uow.commit()


def put_in_and_sign(
    office: Office, did: Did, kind: str, subject: UUID, put: Callable[[UnitOfWork], object], record: object
) -> None:
    """Put a row in and sign an entry for it with one's own key: the best an insider can forge."""
    with office.session.work() as work:
        put(work.uow)
        work.did(did, subject_kind=kind, subject_id=subject, record=record)
        work.done()
