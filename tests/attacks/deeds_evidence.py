"""The deeds on evidence, for the table: the key alone gives nothing out and takes nothing away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from schoolsm_desktop.domain.cases import EvidenceState
from schoolsm_desktop.domain.permissions import Action
from tests.services.cases import with_evidence

from .deed import EVERYBODY, Deed
from .stage import Stage

REMOVE = Action.REMOVE_EVIDENCE


def _kept(s: Stage, **how: Any) -> tuple[UUID, UUID]:
    """Evidence that whoever is signed in can read."""
    return with_evidence(s.office.session, (), **how)


def _sealed_off(s: Stage, **how: Any) -> tuple[UUID, UUID]:
    return _kept(s, state=EvidenceState.SEALED_OFF, **how)


DEEDS: Mapping[str, Deed] = {
    "EvidenceService.stage": Deed(EVERYBODY, lambda s: s.office.evidence.stage(b"words")),
    "EvidenceService.give_up": Deed(EVERYBODY, lambda s: s.office.evidence.give_up([s.office.evidence.stage(b"x")])),
    "EvidenceService.not_taken": Deed(EVERYBODY, lambda s: s.office.evidence.not_taken()),
    "EvidenceService.add": Deed(
        Action.LEAD_INCIDENTS, lambda s: s.office.evidence.add(_kept(s)[0], [s.office.evidence.stage(b"more")])
    ),
    "EvidenceService.view": Deed(EVERYBODY, lambda s: s.office.evidence.view(_kept(s)[0])),
    "EvidenceService.lines": Deed(EVERYBODY, lambda s: s.office.evidence.lines(_kept(s)[0])),
    "EvidenceService.check": Deed(EVERYBODY, lambda s: s.office.evidence.check(*_kept(s))),
    "EvidenceService.content": Deed(EVERYBODY, lambda s: s.office.evidence.content(*_kept(s))),
    "EvidenceService.shown": Deed(EVERYBODY, lambda s: s.office.evidence.shown(*_kept(s))),
    "EvidenceService.export": Deed(
        Action.PRINT_CASES, lambda s: s.office.evidence.export(*_kept(s), s.files, "police", "CR/1")
    ),
    "EvidenceService.empty_old": Deed(EVERYBODY, lambda s: s.office.evidence.empty_old()),
    "EvidenceService.seal_off": Deed(REMOVE, lambda s: s.office.evidence.seal_off(*_kept(s))),
    "EvidenceService.for_the_police": Deed(REMOVE, lambda s: s.office.evidence.for_the_police(*_sealed_off(s))),
    "EvidenceService.ask_removal": Deed(REMOVE, lambda s: s.office.evidence.ask_removal(*_sealed_off(s), "CR/1")),
    "EvidenceService.remove": Deed(REMOVE, lambda s: s.office.evidence.remove(*_sealed_off(s, asked_by=uuid4()))),
}
