"""The deeds of what is worth putting right in the policy, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.snooze import Snooze
from schoolsm_desktop.services.policy_health import LEFT

from .deed import Deed
from .stage import Stage

KEY = "adoption"


def _left(s: Stage) -> str:
    """A finding that somebody else has left."""
    clock = s.school.clock
    snooze = Snooze(
        uuid4(),
        s.school.head.school_id,
        f"{LEFT}{KEY}",
        clock.today() + timedelta(days=100),
        "being written anew",
        s.school.head.id,
        clock.now(),
    )
    with s.office.session.work() as work:
        work.uow.snoozes.add(snooze)
        work.done()
    return KEY


A = Action
DEEDS: Mapping[str, Deed] = {
    "PolicyHealthService.view": Deed(A.SEE_PEOPLE, lambda s: s.office.policy_health.view()),
    "PolicyHealthService.leave": Deed(A.CHOOSE_POLICY, lambda s: s.office.policy_health.leave(KEY, "written anew")),
    "PolicyHealthService.take_up": Deed(A.CHOOSE_POLICY, lambda s: s.office.policy_health.take_up(_left(s))),
    "PrintingService.policy_health": Deed(A.SEE_PEOPLE, lambda s: s.office.printing.policy_health()),
}
