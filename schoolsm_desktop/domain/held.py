"""A cell of a printed table: a number, or that it is held back."""

from __future__ import annotations

from enum import StrEnum

from .wording import tr

FEW = 5
"""Counts below this that could point at somebody are not printed."""


class Held(StrEnum):
    """Why a number does not stand there.

    FEWER says that it is below five, NEARLY that fewer than five of all are missing. BACK says nothing: it may be any
    number, held so that no other one can be worked out.
    """

    FEWER = "fewer"
    NEARLY = "nearly"
    BACK = "back"

    @property
    def words(self) -> str:
        """As it reads in a cell and in a sentence."""
        return tr(HELD_WORDS[self])


HELD_WORDS = {Held.FEWER: "fewer than 5", Held.NEARLY: "all but fewer than 5", Held.BACK: "held back"}

Cell = int | Held


def cell_text(cell: Cell | None) -> str:
    """A cell as it is printed: its number, why there is none, or a dash where nothing was counted."""
    if cell is None:
        return "–"
    return cell.words if isinstance(cell, Held) else str(cell)
