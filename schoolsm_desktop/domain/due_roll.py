"""Lines of Today about the roll as a whole: the year that is not turned yet, a turn that is under way (PRACTICE 24)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from .due_facts import DueFacts, DueItem, Place
from .people import Duty
from .wording import day_text, tr
from .year_turn import school_year_began

FROM, UNTIL = (9, 1), (11, 30)
"""Between these days of autumn somebody is told that the year is not turned; later the roll was kept in another way."""


def due_roll(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """What September asks of whom."""
    yield from _under_way(facts, today)
    yield from _not_turned(facts, today)


def _under_way(facts: DueFacts, today: date) -> Iterable[DueItem]:
    for batch in facts.open_batches:
        began = batch.at.astimezone().date()
        yield DueItem(
            f"year-turn-open:{batch.id}",
            max(today, began + timedelta(days=14)),
            tr("The turn of the year is under way"),
            tr("Begun on {day}. New intake, photo forms or staff are still to do.", day=day_text(began)),
            Duty.OFFICE_MANAGER,
            Place.ROLL,
            tr("Go on…"),
            batch.id,
            rank=6,
        )


def _not_turned(facts: DueFacts, today: date) -> Iterable[DueItem]:
    began = school_year_began(today)
    here = facts.roll_since is not None and facts.roll_since < began
    turned = facts.year_turned_on is not None and facts.year_turned_on >= began
    if not facts.pupil_count or not here or turned or not FROM <= (today.month, today.day) <= UNTIL:
        return
    yield DueItem(
        f"year-turn:{today.year}",
        date(today.year, 9, 10),
        tr("The school year is not turned yet"),
        tr("Classes move up, leavers leave, the intake comes in. Look first; it can be undone."),
        Duty.OFFICE_MANAGER,
        Place.ROLL,
        tr("Begin…"),
        rank=4,
    )
