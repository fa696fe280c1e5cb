"""The list of incidents of somebody who reads very many: opened once after sign-in, and shown again later."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.benchmarks.harness import Against, Contender, Line, timed
from tests.benchmarks.made_school import leave, make_records

if TYPE_CHECKING:
    from schoolsm_desktop.services.session import Session

_CASES = 2_000


def opened_once(name: str) -> Line:
    """Every incident read and unsealed, against proving and opening as many keys alone."""
    session, close = _filed()
    return Line(
        name,
        ours=Contender(f"{_CASES:,} incidents opened", timed(lambda: _read(session, anew=True))),
        floor=Contender(f"{_CASES:,} keys proved and opened", timed(_bare(session))),
        against=Against.FLOOR,
        goal=2.0,
        rounds=5,
        close=close,
    )


def shown_again(name: str) -> Line:
    """The same list once it is open: a change of page."""
    session, close = _filed()
    _read(session, anew=True)
    ours = Contender(f"{_CASES:,} incidents read again", timed(lambda: _read(session, anew=False)))
    return Line(name, ours=ours, against=Against.NOTHING, goal=0.05, rounds=9, close=close)


def _read(session: Session, *, anew: bool) -> None:
    from schoolsm_desktop.domain.cases import CaseSort
    from schoolsm_desktop.services.case_files import open_cases

    if anew:
        session.opened_cases.clear()
    with session.reading() as uow:
        assert len(open_cases(session, uow, CaseSort.INCIDENT)) == _CASES


def _bare(session: Session) -> Callable[[], None]:
    from schoolsm_desktop.security.items import ContentWrap

    with session.reading() as uow:
        wraps = [ContentWrap(*wrap) for wrap in uow.sealed.wraps_to(session.person_id) if wrap.kind == "incident"]

    def opened() -> None:
        for wrap in wraps:
            session.keys.open_content(wrap)

    return opened


def _filed() -> tuple[Session, Callable[[], None]]:
    from schoolsm_desktop.domain.cases import CaseLevel, EntryKind
    from schoolsm_desktop.domain.incident_kinds import IncidentKind
    from schoolsm_desktop.domain.incidents import Incident
    from schoolsm_desktop.services.case_files import Reference, file_case, new_entry

    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    office = make_records(Path(folder.name)).office
    session = office.session
    with session.work() as work:
        school, now = session.me(work.uow).school_id, session.clock.now()
        for number in range(_CASES):
            facts = Incident(
                uuid4(), school, IncidentKind.PARENT_COMMENT, f"N-{number}", CaseLevel.NAMED, now, session.person_id,
                "Three comments about the playground.",
            )  # fmt: skip
            entries = [new_entry(work, EntryKind.REPORTED)]
            file_case(work, facts, {session.person_id}, entries, reference=Reference(facts.reference))
        work.done()

    def close() -> None:
        leave(office)
        folder.cleanup()

    return session, close
