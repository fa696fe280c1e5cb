"""What Today says of passwords that are to be saved as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from .approvals import ApprovalState
from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .wording import moment_text, tr


def due_approvals(facts: DueFacts, now: datetime) -> Iterable[DueItem]:
    """A line for the headteacher while a question waits, and one for whoever asked while a leave is good.

    The reason that was typed is read where it is decided, and not on a list that others see.
    """
    people = {person.id: person.short_name for person in facts.people}
    for approval in facts.approvals:
        state, who = approval.state(now), people.get(approval.asked_by, tr("Somebody"))
        if state is ApprovalState.WAITING:
            yield DueItem(
                f"approval:{approval.id}",
                approval.asked_at.astimezone().date(),
                tr("Passwords are to be saved as a file: allow?"),
                tr("{person} asked. Whoever has the file knows every password in it.", person=who),
                Duty.HEADTEACHER,
                Place.APPROVAL,
                tr("Decide…"),
                approval.id,
                rank=1,
            )
        elif state is ApprovalState.GOOD and approval.good_until is not None:
            yield DueItem(
                f"approved:{approval.id}",
                approval.good_until.astimezone().date(),
                tr("Passwords may be saved as a file"),
                tr(
                    "{person} may do it once, until {moment}.",
                    person=who,
                    moment=moment_text(approval.good_until),
                ),
                Duty.COORDINATOR,
                Place.APPROVAL,
                tr("Open"),
                approval.id,
                rank=6,
            )
