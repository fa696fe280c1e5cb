"""The line of Today about what is not in order with the policy itself: only what is weighty, and what no other line says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from .due_facts import DueFacts, DueItem, Place
from .due_photo_checks import HEADS_WORD
from .people import Duty
from .policy_health import HealthFacts, findings
from .wording import ntr, tr

FRIDAY = 4


def due_health(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    found = [
        finding
        for finding in findings(HealthFacts(facts.profile, facts.references, facts.platforms), today)
        if finding.weighty and finding.key not in facts.left_findings and finding.key != HEADS_WORD
    ]
    if not found:
        return
    yield DueItem(
        "policy-health",
        today + timedelta(days=(FRIDAY - today.weekday()) % 7),
        ntr(
            "{count} thing in your policy is worth putting right",
            "{count} things in your policy are worth putting right",
            len(found),
        ),
        _said([finding.title for finding in found]),
        Duty.COORDINATOR,
        Place.POLICY_HEALTH,
        tr("Open"),
        rank=8,
    )


def _said(titles: Sequence[str]) -> str:
    """The first two, each a sentence of its own; some end in a question mark already."""
    first = " ".join(title if title.endswith("?") else tr("{title}.", title=title) for title in titles[:2])
    return first if len(titles) <= 2 else tr("{first} And more.", first=first)
