"""The how-to cards that come with the program, as a file that can be read, mended and extended."""

from __future__ import annotations

import re
from functools import cache
from typing import ClassVar

from schoolsm_desktop.domain.cards import CardTask, HowTo
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.paths import resource

from .checked_toml import CheckedTable, FaultyFileError, parse
from .platform_file import OTHER, shipped_platforms

MOST_CARDS = 1000
MOST_STEPS = 9
"""A card with more steps than these is read by nobody in a hurry."""
_ADDRESS = re.compile(r"https?:|www\.|\b[a-z0-9-]+\.(?:com|org|net|app|me|uk)\b", re.IGNORECASE)


class FaultyCardsError(FaultyFileError):
    """A file of how-to cards cannot be used; the cards in use stay as they were."""

    key: ClassVar[str] = "faulty-cards"


@cache
def shipped_cards() -> tuple[HowTo, ...]:
    """The program's own cards."""
    platforms = frozenset(platform.id for platform in shipped_platforms())
    return read_cards(resource("cards.toml").read_bytes(), platforms)


def read_cards(untrusted: str | bytes, platforms: frozenset[str]) -> tuple[HowTo, ...]:
    """The cards in the file, in its order, each for one of `platforms`; OTHER has one for every task.

    Raises FaultyCardsError.
    """
    table = parse(untrusted, FaultyCardsError)
    if table.whole("format", range(1, 10_000), 0) != 1:
        table.refuse("format", tr("the line “format = 1” is missing, so this may not be a file of how-to cards."))
    found: dict[tuple[str, CardTask], HowTo] = {}
    for part in table.tables("card", MOST_CARDS):
        card = _card(part)
        if card.platform_id not in platforms:
            part.refuse("platform", tr("the list of platforms has no “{platform}”.", platform=card.platform_id))
        if (card.platform_id, card.task) in found:
            part.refuse("task", tr("this platform has a card for this already."))
        found[card.platform_id, card.task] = card
    table.finish()
    missing = next((task for task in CardTask if (OTHER, task) not in found), None)
    if missing is not None:
        table.refuse("card", tr("the platform “other” has no card for “{task}”.", task=missing.value))
    return tuple(found.values())


def _card(part: CheckedTable) -> HowTo:
    platform_id = part.text("platform", 40)
    if "task" not in part:
        part.text("task", 40)  # says that it is missing
    card = HowTo(
        platform_id=platform_id,
        task=part.word("task", CardTask, CardTask.REPORT),
        steps=part.texts("steps", 240, MOST_STEPS),
        note=part.text("note", 400, "", may_be_empty=True),
        checked_on=part.day("checked-on"),
    )
    if not card.steps:
        part.refuse("steps", tr("a card needs at least one step."))
    for key, texts in (("steps", card.steps), ("note", (card.note,))):
        if any(_ADDRESS.search(text) for text in texts):
            part.refuse(key, tr("a card says where in words: addresses move, and a wrong one leads to a thief."))
    part.finish()
    return card
