"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the moment (aware, UTC) and the school's local day."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def today(self) -> date:
        """The day where the school is."""


class SystemClock:
    """The PC's own clock."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day in the PC's time zone."""
        return datetime.now().astimezone().date()


class SetClock:
    """A clock that stands until it is moved: for the demonstration's history, the tour and tests."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was set to; each call is a millisecond later, so that an order can be seen."""
        self._moment += timedelta(milliseconds=1)
        return self._moment

    def today(self) -> date:
        """The local day of the moment it was set to."""
        return self._moment.astimezone().date()

    def set(self, moment: datetime) -> None:
        """Move it to `moment`."""
        self._moment = moment.astimezone(UTC)
