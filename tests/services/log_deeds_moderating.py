"""The deeds about comments, blocks and removals, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.moderating import (
    AskedOf,
    Block,
    Moderated,
    ModerationAct,
    NextStep,
    Takedown,
    TakedownCause,
    TakedownOutcome,
)
from schoolsm_desktop.services.blocks import BlockDraft
from schoolsm_desktop.services.moderation import ActDraft
from schoolsm_desktop.services.takedowns import NewTakedown
from tests.services.stage import Stage


def _draft(s: Stage) -> ActDraft:
    return ActDraft(s.page.id, Moderated.HIDDEN, "Swearing", "@rude", printed=True)


def _act(s: Stage) -> ModerationAct:
    return s.office.moderation.record(_draft(s))


def _block(s: Stage) -> Block:
    draft = BlockDraft(s.page.id, "@rude", "Abuse", warned_on=date(2026, 11, 20), moderation_id=_act(s).id)
    return s.office.blocks.block(draft)


def _appealed(s: Stage) -> Block:
    return s.office.blocks.appealed(_block(s).id, "I am sorry")


def _asked(s: Stage) -> Takedown:
    new = NewTakedown(AskedOf.PERSON, TakedownCause.NAME_OR_LOGO, "Our crest", who="A shop", address="shop.example")
    return s.office.takedowns.ask(new)


def _refused(s: Stage) -> Takedown:
    return s.office.takedowns.answered(_asked(s).id, TakedownOutcome.REFUSED, "No")


MODERATING_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "moderation.record": (Did.MODERATED, _act),
    "moderation.correct": (
        Did.MODERATION_CHANGED,
        lambda s: s.office.moderation.correct(_act(s).id, _draft(s), "Another moment"),
    ),
    "blocks.block": (Did.BLOCKED, _block),
    "blocks.looked_again": (Did.BLOCK_CHANGED, lambda s: s.office.blocks.looked_again(_block(s).id)),
    "blocks.appealed": (Did.BLOCK_CHANGED, _appealed),
    "blocks.answered": (Did.BLOCK_CHANGED, lambda s: s.office.blocks.answered(_appealed(s).id, "Not yet")),
    "blocks.unblock": (Did.UNBLOCKED, lambda s: s.office.blocks.unblock(_block(s).id, "An apology")),
    "blocks.notice": (Did.LETTER_MADE, lambda s: s.office.blocks.notice(_block(s).id)),
    "takedowns.ask": (Did.TAKEDOWN_ASKED, _asked),
    "takedowns.answered": (Did.TAKEDOWN_CHANGED, _refused),
    "takedowns.remind": (
        Did.TAKEDOWN_CHANGED,
        lambda s: s.office.takedowns.remind(_asked(s).id, date(2026, 12, 20)),
    ),
    "takedowns.decide": (
        Did.TAKEDOWN_CHANGED,
        lambda s: s.office.takedowns.decide(_refused(s).id, NextStep.LAWYER, "They go on"),
    ),
    "takedowns.letter": (Did.LETTER_MADE, lambda s: s.office.takedowns.letter(_asked(s).id)),
}
