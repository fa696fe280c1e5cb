"""What the deeds on evidence leave in the log: that it was done, and nothing of what the file shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import EvidenceState
from tests.services.cases import with_evidence
from tests.services.stage import Stage


def _kept(s: Stage, **how: Any) -> tuple[UUID, UUID]:
    return with_evidence(s.office.session, (), **how)


def _sealed_off(s: Stage, **how: Any) -> tuple[UUID, UUID]:
    return _kept(s, state=EvidenceState.SEALED_OFF, **how)


def _add(s: Stage) -> None:
    s.office.evidence.add(_kept(s)[0], [s.office.evidence.stage(b"one more")])


EVIDENCE_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "evidence.not_taken": (Did.PICTURE_NOT_OPENED, lambda s: s.office.evidence.not_taken()),
    "evidence.add": (Did.EVIDENCE_KEPT, _add),
    "evidence.export": (
        Did.EVIDENCE_GIVEN_OUT,
        lambda s: s.office.evidence.export(*_kept(s), s.school.base, "the police", "CR/1"),
    ),
    "evidence.seal_off": (Did.EVIDENCE_SEALED_OFF, lambda s: s.office.evidence.seal_off(*_kept(s))),
    "evidence.ask_removal": (Did.CASE_ADDED_TO, lambda s: s.office.evidence.ask_removal(*_sealed_off(s), "CR/1")),
    "evidence.remove": (
        Did.EVIDENCE_REMOVED,
        lambda s: s.office.evidence.remove(*_sealed_off(s, asked_by=uuid4())),
    ),
}
