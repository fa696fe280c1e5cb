"""Lines of Today about photo forms that are out. They name no child."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .photo_forms import FormRound
from .wording import day_text, ntr, tr


def due_photo_forms(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """A round whose day has passed is chased; one that is back whole is closed."""
    del now
    for one in facts.form_rounds:
        if one.closed_on is not None or one.id not in facts.forms_out:
            continue
        missing = facts.forms_out[one.id]
        if not missing:
            yield _to_close(one, today)
        elif one.due_on is not None and one.due_on < today:
            yield _to_chase(one, one.due_on, missing)


def _to_chase(one: FormRound, due_on: date, missing: int) -> DueItem:
    return DueItem(
        f"forms-missing:{one.id}",
        due_on,
        ntr(
            "{round}: {count} photo form is not back",
            "{round}: {count} photo forms are not back",
            missing,
            round=one.name,
        ),
        tr("They were due on {day}. Print the chase list, or a second letter.", day=day_text(due_on)),
        Duty.OFFICE_MANAGER,
        Place.PHOTO_FORMS,
        tr("Chase…"),
        one.id,
        rank=6,
    )


def _to_close(one: FormRound, today: date) -> DueItem:
    return DueItem(
        f"forms-close:{one.id}",
        today,
        tr("{round}: every photo form is back", round=one.name),
        tr("See that all are typed, then close these forms."),
        Duty.OFFICE_MANAGER,
        Place.PHOTO_FORMS,
        tr("Close it…"),
        one.id,
        rank=8,
    )
