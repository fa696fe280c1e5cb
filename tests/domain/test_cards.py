"""Which card stands for which platform, and what it says of itself."""

from __future__ import annotations

from datetime import date

from schoolsm_desktop.domain.cards import CardTask, HowTo, card_for

GENERAL = HowTo("other", CardTask.REPORT, ("Look around.",))
OWN = HowTo("x", CardTask.REPORT, ("Three dots.", "Report."), "Soon.", date(2026, 11, 21))


def test_the_platforms_own_card_goes_before_the_general_one() -> None:
    cards = (GENERAL, OWN)
    assert card_for(cards, "x", CardTask.REPORT, otherwise="other") is OWN
    assert card_for(cards, "weblog", CardTask.REPORT, otherwise="other") is GENERAL
    assert card_for(cards, "x", CardTask.APPEAL, otherwise="other") is None


def test_a_card_says_how_far_it_can_be_relied_on() -> None:
    assert "21 Nov 2026" in OWN.checked_words
    assert GENERAL.checked_words == "Not checked yet: the menu may be called something else."


def test_a_copied_card_is_whole() -> None:
    assert OWN.as_text("X").splitlines() == [
        "X: Report a post, a comment or a page",
        "1. Three dots.",
        "2. Report.",
        "Soon.",
        "Looked up on 21 Nov 2026. Platforms move their menus.",
    ]
