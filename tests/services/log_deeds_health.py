"""The deeds of leaving what is worth putting right, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from schoolsm_desktop.domain.audit import Did
from tests.services.stage import Stage


def _left(s: Stage) -> str:
    key = s.office.policy_health.view().lines[0].finding.key
    s.office.policy_health.leave(key, "being written anew")
    return key


HEALTH_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "policy_health.leave": (Did.SNOOZED, _left),
    "policy_health.take_up": (Did.SNOOZE_ENDED, lambda s: s.office.policy_health.take_up(_left(s))),
}
