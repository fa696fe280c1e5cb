"""Lines of Today about single pupils: holds that wait for the safeguarding lead, no class, who signed. None names a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .wording import ntr, tr


def due_pupils(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    waiting = facts.pupils_to_decide
    if waiting:
        yield DueItem(
            "hold-look",
            today,
            ntr(
                "{count} pupil is on hold and waits for you",
                "{count} pupils are on hold and wait for you",
                len(waiting),
            ),
            tr("Nothing of them goes anywhere until you have decided."),
            Duty.DSL,
            Place.HOLD,
            tr("Look"),
            subject_id=min(waiting),
            rank=2,
        )
    if facts.without_class:
        yield DueItem(
            "no-class",
            today,
            ntr("{count} pupil has no class", "{count} pupils have no class", facts.without_class),
            tr("They stand on no list that is printed by class."),
            Duty.OFFICE_MANAGER,
            Place.PICTURES,
            tr("See pupils"),
            rank=8,
        )
    if facts.to_check_signer:
        yield DueItem(
            "check-signer",
            today,
            ntr("Check who signed for {count} pupil", "Check who signed for {count} pupils", facts.to_check_signer),
            tr("A yes counts once parental responsibility is recorded, or somebody who has it answers."),
            Duty.OFFICE_MANAGER,
            Place.PICTURES,
            tr("See pupils"),
            rank=7,
        )
