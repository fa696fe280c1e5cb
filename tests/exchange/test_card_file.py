"""The how-to cards that come with the program, and what a faulty file of them is told."""

from __future__ import annotations

from datetime import date

import pytest

from schoolsm_desktop.domain.cards import CardTask
from schoolsm_desktop.exchange.card_file import FaultyCardsError, read_cards, shipped_cards
from schoolsm_desktop.exchange.platform_file import OTHER, shipped_platforms

PLATFORMS = {platform.id: platform for platform in shipped_platforms()}
CARDS = {(card.platform_id, card.task): card for card in shipped_cards()}


MUCH_USED = (
    *("facebook", "instagram", "x", "youtube", "linkedin", "threads", "bluesky", "tiktok"),
    *("whatsapp-channel", "website", OTHER),
)


@pytest.mark.parametrize("platform_id", MUCH_USED)
@pytest.mark.parametrize("task", list(CardTask))
def test_what_is_wanted_in_a_hurry_has_steps_of_its_own(platform_id: str, task: CardTask) -> None:
    card = CARDS[platform_id, task]
    assert 1 <= len(card.steps) <= 9
    assert all(step.endswith((".", ")", "”")) for step in card.steps)


def test_no_card_is_for_a_service_that_has_closed() -> None:
    assert [card.platform_id for card in shipped_cards() if PLATFORMS[card.platform_id].closed_on] == []


def test_a_day_stands_only_on_cards_that_were_looked_up() -> None:
    days = {card.checked_on for card in shipped_cards()}
    assert days == {None, date(2026, 11, 21)}
    assert CARDS[OTHER, CardTask.CHANGE_PASSWORD].checked_on is None


HEAD = "format = 1\n"
GENERAL = "".join(f'[[card]]\nplatform = "other"\ntask = "{task.value}"\nsteps = ["Look."]\n' for task in CardTask)
ONE = '[[card]]\nplatform = "x"\ntask = "report"\nsteps = ["Look."]\n'


def test_a_short_file_is_read() -> None:
    cards = read_cards(HEAD + ONE + GENERAL, frozenset({"x", OTHER}))
    assert len(cards) == 1 + len(CardTask)
    assert (cards[0].platform_id, cards[0].task, cards[0].steps) == ("x", CardTask.REPORT, ("Look.",))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (ONE + GENERAL, 1, "format = 1"),
        (HEAD + ONE.replace('"x"', '"myplace"') + GENERAL, 3, "myplace"),
        (HEAD + ONE.replace('"report"', '"dance"') + GENERAL, 4, "one of"),
        (HEAD + ONE.replace('task = "report"\n', "") + GENERAL, 2, "task"),
        (HEAD + ONE.replace('["Look."]', "[]") + GENERAL, 5, "at least one step"),
        (HEAD + ONE.replace('["Look."]', "[]") + 'extra = "no"\n' + GENERAL, 5, "at least one step"),
        (HEAD + ONE + 'colour = "red"\n' + GENERAL, 6, "colour"),
        (HEAD + ONE + 'checked-on = "soon"\n' + GENERAL, 6, "day"),
        (HEAD + ONE + 'note = "Go to www.example.org"\n' + GENERAL, 6, "in words"),
        (HEAD + ONE.replace("Look.", "Open x.com/settings.") + GENERAL, 5, "in words"),
        (HEAD + ONE.replace("Look.", "Look\\u202e.") + GENERAL, 5, "cannot be printed"),
        (HEAD + ONE + ONE + GENERAL, 8, "already"),
        (HEAD + ONE, 1, "has no card"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(FaultyCardsError) as refused:
        read_cards(text, frozenset({"x", OTHER}))
    assert refused.value.line == line
    assert said in refused.value.reason
