"""How a thing is done on each platform: dated cards."""

from __future__ import annotations

from schoolsm_desktop.domain.cards import CardTask, HowTo, card_for
from schoolsm_desktop.exchange.card_file import shipped_cards
from schoolsm_desktop.exchange.platform_file import OTHER

from .session import Session


class CardService:
    """How a thing is done on each platform. Everybody may read a card; nothing in it is the school's."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def card(self, platform_id: str, task: CardTask) -> HowTo | None:
        """The steps for `task`: the platform's own, else the general ones; None where there are none at all."""
        return card_for(shipped_cards(), platform_id, task, otherwise=OTHER)

    def cards(self, platform_id: str) -> tuple[HowTo, ...]:
        """The platform's cards in the order of the tasks, the general one where it has none of its own."""
        found = (self.card(platform_id, task) for task in CardTask)
        return tuple(card for card in found if card is not None)

    def platform_name(self, platform_id: str) -> str:
        """What the school's list of platforms calls it."""
        with self._session.reading() as uow:
            return next((p.name for p in uow.platforms.all() if p.id == platform_id), platform_id)
