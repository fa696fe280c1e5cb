"""How a thing is done on a platform: a few steps in words, with the day on which they were last looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .wording import day_text, tr


class CardTask(StrEnum):
    """What a card tells how to do, in the order in which the cards of a platform are shown."""

    CHANGE_PASSWORD = "change-password"
    SIGN_OUT_EVERYWHERE = "sign-out-everywhere"
    REMOVE_ADMINISTRATOR = "remove-administrator"
    REPORT = "report"
    APPEAL = "appeal"


TASK_WORDS: Mapping[CardTask, str] = {
    CardTask.CHANGE_PASSWORD: "Change the password",
    CardTask.SIGN_OUT_EVERYWHERE: "Sign out everywhere",
    CardTask.REMOVE_ADMINISTRATOR: "Take an administrator off",
    CardTask.REPORT: "Report a post, a comment or a page",
    CardTask.APPEAL: "Appeal against a decision of the platform",
}


@dataclass(frozen=True, slots=True)
class HowTo:
    """The steps of one task on one platform. `checked_on` is None where nobody has looked them up yet."""

    platform_id: str
    task: CardTask
    steps: tuple[str, ...]
    note: str = ""
    checked_on: date | None = None

    @property
    def checked_words(self) -> str:
        """How far the steps can be relied on, as the screen and the paper say it."""
        if self.checked_on is None:
            return tr("Not checked yet: the menu may be called something else.")
        return tr("Looked up on {day}. Platforms move their menus.", day=day_text(self.checked_on))

    def as_text(self, platform_name: str) -> str:
        """The whole card as text to copy into a message."""
        steps = [tr("{number}. {step}", number=number, step=step) for number, step in enumerate(self.steps, start=1)]
        heading = tr("{platform}: {task}", platform=platform_name, task=task_words(self.task))
        return "\n".join(part for part in (heading, *steps, self.note, self.checked_words) if part)


def task_words(task: CardTask) -> str:
    """What the card is for."""
    return tr(TASK_WORDS[task])


def card_for(cards: Iterable[HowTo], platform_id: str, task: CardTask, *, otherwise: str) -> HowTo | None:
    """The platform's own card, else that of the platform `otherwise`, which holds for any; None if neither is there."""
    by_platform = {card.platform_id: card for card in cards if card.task is task}
    return by_platform.get(platform_id) or by_platform.get(otherwise)
