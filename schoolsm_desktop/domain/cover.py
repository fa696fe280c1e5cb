"""Cover: the deputy acts for an absent headteacher, for stated days, and it ends by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from .errors import FieldError, RuleError
from .people import Contract, Duty, DutyHeld, Person, duties_on
from .wording import day_text, tr

EMERGENCY_DAYS = 14
"""How long cover lasts at most that a deputy began alone; who is away for longer can be asked, or a governor."""


@dataclass(frozen=True, slots=True)
class Cover:
    """`deputy_id` acts for `absent_id` from `starts` to `ends`, both included, unless ended before.

    `in_emergency`: the deputy began it alone; then the headteacher is told on return (`told_on`). Source: PRACTICE 25.
    """

    id: UUID
    school_id: UUID
    absent_id: UUID
    deputy_id: UUID
    starts: date
    ends: date
    started_by: UUID
    started_at: datetime
    reason: str = ""
    in_emergency: bool = False
    told_on: date | None = None
    ended_at: datetime | None = None
    revision: int = 1

    @property
    def last_day(self) -> date:
        """The last day it counted or will count; before `starts` for one that was called off."""
        if self.ended_at is None:
            return self.ends
        return min(self.ends, self.ended_at.astimezone().date() - timedelta(days=1))

    def stands_on(self, day: date) -> bool:
        """Whether it counts on `day`; one that was ended counts no more from that day on."""
        return self.starts <= day <= self.last_day

    def over_by(self, day: date) -> bool:
        """Whether it has ended, by a person or by its date."""
        return self.last_day < day

    @property
    def waits_to_be_told(self) -> bool:
        """Whether the headteacher has not yet said that they were told of it."""
        return self.in_emergency and self.told_on is None


def acts_for_head(covers: Iterable[Cover], person_id: UUID, day: date) -> bool:
    """Whether `person_id` acts as headteacher on `day`."""
    return any(c.deputy_id == person_id and c.stands_on(day) for c in covers)


def standing(covers: Iterable[Cover], day: date) -> Cover | None:
    """The cover that counts on `day`."""
    return next((c for c in covers if c.stands_on(day)), None)


def check_cover(cover: Cover, others: Iterable[Cover], duties: Iterable[DutyHeld], deputy: Person, today: date) -> None:
    """Refuse cover that cannot stand; raises FieldError beside the field, or RuleError."""
    held = list(duties)
    if Duty.DEPUTY_HEADTEACHER not in duties_on(held, cover.deputy_id, cover.starts) or deputy.left_by(cover.starts):
        raise FieldError(
            "deputy_id", tr("Only a deputy headteacher can cover. Enter that duty on the staff page first.")
        )
    if cover.deputy_id == cover.absent_id:
        raise FieldError("deputy_id", tr("Nobody covers for themself. Choose another deputy."))
    if Duty.HEADTEACHER not in duties_on(held, cover.absent_id, cover.starts):
        raise RuleError(tr("Nobody is headteacher on that day, so nobody can be covered for. Nothing was saved."))
    if cover.starts < today:
        raise FieldError("starts", tr("That day has passed. Cover begins today or later."))
    if cover.ends < cover.starts:
        raise FieldError("ends", tr("The last day lies before the first, {day}.", day=day_text(cover.starts)))
    if cover.in_emergency and cover.ends > cover.starts + timedelta(days=EMERGENCY_DAYS - 1):
        raise FieldError(
            "ends",
            tr(
                "Cover that a deputy begins alone lasts {days} days at most. Enter {day} or an earlier day.",
                days=EMERGENCY_DAYS,
                day=day_text(cover.starts + timedelta(days=EMERGENCY_DAYS - 1)),
            ),
        )
    for other in others:
        if other.id != cover.id and other.starts <= cover.ends and cover.starts <= other.last_day:
            raise FieldError(
                "starts",
                tr(
                    "There is cover already from {first} to {last}. End that one first, or choose other days.",
                    first=day_text(other.starts),
                    last=day_text(other.last_day),
                ),
            )


def could_authorise(
    duties: Iterable[DutyHeld], covers: Iterable[Cover], person_id: UUID, on: date, today: date
) -> bool:
    """Whether somebody could authorise on the day of the paper: as headteacher, or as a deputy whose cover stood then.

    A headteacher of today counts too: the paper may be older than the records.
    """
    held = list(duties)
    if Duty.HEADTEACHER in duties_on(held, person_id, on) | duties_on(held, person_id, today):
        return True
    return Duty.DEPUTY_HEADTEACHER in duties_on(held, person_id, on) and acts_for_head(covers, person_id, on)


def signs_in_place(duties: Iterable[DutyHeld], signer: Person, holder_id: UUID, on: date, today: date) -> bool:
    """Whether a deputy or governor signs the slip for the headteacher's own access, on which no head decides (PRACTICE 25).

    Duties of today count as those of the day of the paper: it may be older than the records.
    """
    held = list(duties)
    if signer.id == holder_id or Duty.HEADTEACHER not in duties_on(held, holder_id, on) | duties_on(
        held, holder_id, today
    ):
        return False
    known = duties_on(held, signer.id, on) | duties_on(held, signer.id, today)
    return signer.contract is Contract.GOVERNOR or not known.isdisjoint({Duty.DEPUTY_HEADTEACHER, Duty.CHAIR})
