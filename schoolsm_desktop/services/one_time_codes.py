"""The one-time codes of one account as time passes."""

from __future__ import annotations

from dataclasses import dataclass

from schoolsm_desktop.exchange.one_time_code import Seed, code_at

from .session import Session


@dataclass(frozen=True, slots=True)
class CodeNow:
    """A one-time code and how many seconds it still holds."""

    code: str
    seconds_left: int
    period: int


class CodeSource:
    """Gives the one-time code of one account as time passes; opened once, logged once."""

    def __init__(self, seed: Seed, session: Session) -> None:
        self._seed = seed
        self._session = session

    def now(self) -> CodeNow:
        """The code of this moment."""
        code = code_at(self._seed, self._session.clock.now())
        return CodeNow(code.digits, code.seconds_left, self._seed.period)
