"""What the demonstration did about comments, whom it blocked, and what it asked others to remove."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.moderating import (
    AskedOf,
    Moderated,
    NextStep,
    Standard,
    TakedownCause,
    TakedownOutcome,
)
from schoolsm_desktop.domain.rules import PlatformReporter
from schoolsm_desktop.services.blocks import BlockDraft, BlockService
from schoolsm_desktop.services.moderation import ActDraft, ModerationService
from schoolsm_desktop.services.takedowns import NewTakedown, TakedownService

if TYPE_CHECKING:
    from .build import Performer

_DAY = timedelta(days=1)
_STORY: tuple[tuple[int, str, Moderated, str, str, Standard, str], ...] = (
    # days ago, account, what was done, who wrote it, what it was, against which rules, where the print lies
    (64, "facebook", Moderated.ANSWERED, "A grandparent", "Asked when the doors open: told", Standard.SCHOOL, ""),
    (41, "facebook", Moderated.HIDDEN, "quiz.winner.4u", "Advertising for a prize", Standard.SITE, "Sheet 1"),
    (27, "instagram", Moderated.DELETED, "@brambles77", "Insulted a lunchtime supervisor", Standard.BOTH, "Sheet 2"),
    (12, "facebook", Moderated.LEFT, "A neighbour", "Noise of the summer fair: sharp, and within the rules",
     Standard.SCHOOL, ""),
    (3, "facebook", Moderated.HIDDEN, "@brambles77", "Went on under another post after the warning", Standard.BOTH,
     "Sheet 3"),
)  # fmt: skip


def moderation(performer: Performer) -> None:
    """Enter it as the office would have: some of it done, an appeal and an answer that has not come."""
    acts = _log(performer)
    _blocks(performer, acts)
    _removals(performer)


def _log(performer: Performer) -> dict[int, UUID]:
    service, kept = ModerationService(performer.session("office")), {}
    for ago, where, did, author, what, standard, printed in _STORY:
        account = performer.accounts.get(where, performer.accounts["website"])
        at = datetime.combine(performer.today - ago * _DAY, time(16, 10)).astimezone()
        draft = ActDraft(account, did, what, author, at, standard, printed=bool(printed), print_note=printed)
        kept[ago] = service.record(draft).id
    anew = ActDraft(
        performer.accounts.get("facebook", performer.accounts["website"]), Moderated.DELETED, _STORY[1][4],
        _STORY[1][3], standard=Standard.SITE, printed=True, print_note="Sheet 1",
    )  # fmt: skip
    service.correct(kept[41], anew, "It was deleted, not hidden")
    return kept


def _blocks(performer: Performer, acts: dict[int, UUID]) -> None:
    service, today = BlockService(performer.session("office")), performer.today
    page = performer.accounts.get("facebook", performer.accounts["website"])
    instagram = performer.accounts.get("instagram", page)
    brambles = service.block(
        BlockDraft(
            page, "@brambles77", "Insulted a colleague and went on after the warning", Standard.BOTH,
            blocked_on=today - 3 * _DAY, warned_on=today - 27 * _DAY, moderation_id=acts[3],
        )
    )  # fmt: skip
    service.appealed(brambles.id, "Says that somebody else wrote it, and asks to be let back in", today - 2 * _DAY)
    service.block(
        BlockDraft(
            instagram, "cheap.likes.shop", "Advertising, every day", Standard.SITE, blocked_on=today - 360 * _DAY,
            not_warned="A machine: nobody reads a warning", review_on=today + 5 * _DAY,
        )
    )  # fmt: skip
    parent = service.block(
        BlockDraft(
            page, "Fernhollow Watch", "Named pupils under two posts", blocked_on=today - 120 * _DAY,
            warned_on=today - 125 * _DAY,
        )
    )  # fmt: skip
    service.appealed(parent.id, "Did not know the rule, and took the names away", today - 110 * _DAY)
    service.answered(parent.id, "Let back in after half a term", today - 104 * _DAY)
    service.unblock(parent.id, "Kept to the rules elsewhere since", today - 60 * _DAY)


def _removals(performer: Performer) -> None:
    service, today = TakedownService(performer.session("office")), performer.today
    service.ask(
        NewTakedown(
            AskedOf.PLATFORM, TakedownCause.UNDER_AGE, "A page of somebody of Year 5", today - 16 * _DAY,
            platform="Instagram", reference="IG-40117",
        )
    )  # fmt: skip
    shop = service.ask(
        NewTakedown(
            AskedOf.PERSON, TakedownCause.NAME_OR_LOGO, "Our crest on T-shirts for sale", today - 30 * _DAY,
            "Thornbury Prints, Market Street", address="https://thornbury-prints.example/school",
        )
    )  # fmt: skip
    service.answered(shop.id, TakedownOutcome.REFUSED, "They bought the drawing from an artist", today - 9 * _DAY)
    film = service.ask(
        NewTakedown(
            AskedOf.PERSON, TakedownCause.PICTURE, "A film of the harvest assembly with other people’s children", today,
            "Somebody of the audience", address="https://films.example/harvest",
        )
    )  # fmt: skip
    service.letter(film.id)
    false = service.ask(
        NewTakedown(
            AskedOf.PLATFORM, TakedownCause.IMPERSONATION, "A page with our name and old crest", today - 80 * _DAY,
            platform="Facebook", reference="4471-990",
            reporter_id=performer.people["coordinator"] if _by_colleague(performer) else None,
        )
    )  # fmt: skip
    service.answered(false.id, TakedownOutcome.REFUSED, "Within their rules", today - 70 * _DAY)
    service.decide(false.id, NextStep.LOCAL_AUTHORITY, "Parents take it for ours; their lawyers write to the site")


def _by_colleague(performer: Performer) -> bool:
    """Whether your policy has the colleague report what pretends to be them."""
    session = performer.session("office")
    with session.reading() as uow:
        return session.profile(uow).rules.platform_reporter is PlatformReporter.COLLEAGUE
