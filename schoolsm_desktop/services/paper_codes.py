"""The numbers on papers: given once to each record, and the way back from a paper to its record."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from uuid import UUID, uuid4

from schoolsm_desktop.domain.photo_forms import CODE_LENGTH, CODE_SIGNS, PaperCode, PaperCodeKind, meant_code
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .schools import home_school
from .session import Work


def code_for(work: Work, kind: PaperCodeKind, record_id: UUID) -> str:
    """The number printed on a record's paper; the same one at each print. It says nothing about the record."""
    return codes_for(work, kind, (record_id,))[record_id]


def codes_for(work: Work, kind: PaperCodeKind, record_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The numbers of many records' papers, new ones where there are none yet."""
    known = work.uow.paper_codes.of_records(kind, record_ids)
    school_id, now = home_school(work.uow).id, work.session.clock.now()
    new = [
        PaperCode(uuid4(), school_id, new_code(), kind, record_id, now)
        for record_id in dict.fromkeys(record_ids)
        if record_id not in known
    ]
    work.uow.paper_codes.add_many(new)
    return known | {one.record_id: one.code for one in new}


def record_of(uow: UnitOfWork, code: str) -> PaperCode | None:
    """What a number that was read or typed stands for: its kind and its record; None where it is none of these records'."""
    meant = meant_code(code)
    return uow.paper_codes.by_code(meant) if meant else None


def new_code() -> str:
    """A number for a paper, from the system's randomness."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
