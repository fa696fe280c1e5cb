"""What the deeds of the guided record leave in the log: that something was added to a sealed record, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseState
from schoolsm_desktop.domain.closing_rules import NONE_NEEDED, Closing, Kept
from schoolsm_desktop.domain.incidents import Answer
from schoolsm_desktop.services.incident_steps import Decision, Tick
from tests.services.cases import filed
from tests.services.stage import Stage

CLOSING = Closing((NONE_NEEDED,), told="the parent", support=Answer.YES, kept=Kept.USUAL)


def _case(s: Stage, **facts: Any) -> UUID:
    return filed(s.office.session, {s.office.person_id}, allegation=Answer.NO, **facts)


def _close(s: Stage) -> None:
    case = _case(s)
    s.office.incident_steps.decide(case, Decision("scope", "inside"))
    s.office.incident_steps.close(case, CLOSING)


def _release(s: Stage) -> None:
    s.office.incident_steps.release_reply(_case(s, hold_reply=True), reason="it would feed it", at_all=False)


def _reopen(s: Stage) -> None:
    s.office.incident_steps.reopen(_case(s, state=CaseState.CLOSED), "it goes on")


STEP_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "incident_steps.decide": (
        Did.CASE_ADDED_TO,
        lambda s: s.office.incident_steps.decide(_case(s), Decision("scope", "inside")),
    ),
    "incident_steps.tick": (Did.CASE_ADDED_TO, lambda s: s.office.incident_steps.tick(_case(s), Tick("contain"))),
    "incident_steps.hold_reply": (Did.CASE_ADDED_TO, lambda s: s.office.incident_steps.hold_reply(_case(s))),
    "incident_steps.release_reply": (Did.CASE_ADDED_TO, _release),
    "incident_steps.close": (Did.CASE_ADDED_TO, _close),
    "incident_steps.reopen": (Did.CASE_ADDED_TO, _reopen),
}
