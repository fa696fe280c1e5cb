"""Lines of Today about blocks to look at again, appeals, and answers that have not come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from .due_facts import DueFacts, DueItem, Place
from .moderating import Block, Takedown, TakedownOutcome
from .moderating_rules import ANSWER_WITHIN, APPEAL_WITHIN, NOT_TAKEN_DOWN
from .people import Duty
from .wording import day_text, ntr, tr

SOON = timedelta(days=14)
"""How long before its day a block is named."""


def due_moderating(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom. A name stands in no line: who it is stands where the line leads."""
    del now
    standing = [block for block in facts.blocks if block.unblocked_on is None]
    yield from _appeals([b for b in standing if b.appealed_on is not None and b.appeal_answered_on is None])
    yield from _to_review([b for b in standing if b.review_on is not None and b.review_on <= today + SOON])
    waiting = [t for t in facts.takedowns if t.outcome is TakedownOutcome.OPEN]
    yield from _answers([t for t in waiting if _due(t) <= today])
    yield from _decisions([t for t in facts.takedowns if t.outcome in NOT_TAKEN_DOWN and t.next_step is None])


def _appeals(blocks: Sequence[Block]) -> Iterable[DueItem]:
    days = [block.appealed_on for block in blocks if block.appealed_on is not None]
    if days:
        yield DueItem(
            "block-appeals",
            min(days) + APPEAL_WITHIN,
            ntr("Answer {count} appeal against a block", "Answer {count} appeals against a block", len(days)),
            tr("It came on {day}. Somebody who did not block looks at it.", day=day_text(min(days))),
            Duty.HEADTEACHER,
            Place.BLOCK,
            tr("Open"),
            subject_id=blocks[0].id if len(blocks) == 1 else None,
        )


def _to_review(blocks: Sequence[Block]) -> Iterable[DueItem]:
    days = [block.review_on for block in blocks if block.review_on is not None]
    if days:
        yield DueItem(
            "block-reviews",
            min(days),
            ntr("Look at {count} block again", "Look at {count} blocks again", len(blocks)),
            tr("It stays, or they are let back in with a reason."),
            Duty.OFFICE_MANAGER,
            Place.BLOCK,
            tr("Look…"),
            subject_id=blocks[0].id if len(blocks) == 1 else None,
            rank=6,
        )


def _answers(asked: Sequence[Takedown]) -> Iterable[DueItem]:
    if asked:
        yield DueItem(
            "takedown-answers",
            min(_due(each) for each in asked),
            ntr("No answer yet to {count} request to remove something",
                "No answer yet to {count} requests to remove something", len(asked)),
            tr("Look whether it is gone, ask again, or enter what came of it."),
            Duty.OFFICE_MANAGER,
            Place.TAKEDOWN,
            tr("Open"),
            subject_id=asked[0].id if len(asked) == 1 else None,
        )  # fmt: skip


def _decisions(refused: Sequence[Takedown]) -> Iterable[DueItem]:
    if refused:
        yield DueItem(
            "takedown-decide",
            min(each.answered_on or each.asked_on for each in refused) + ANSWER_WITHIN,
            ntr("Decide what follows: {count} removal was refused",
                "Decide what follows: {count} removals were refused", len(refused)),
            tr("The platform, the local authority, a lawyer, a helpline, the police; or leave it."),
            Duty.HEADTEACHER,
            Place.TAKEDOWN,
            tr("Decide…"),
            subject_id=refused[0].id if len(refused) == 1 else None,
        )  # fmt: skip


def _due(takedown: Takedown) -> date:
    return takedown.due_on or takedown.asked_on + ANSWER_WITHIN
