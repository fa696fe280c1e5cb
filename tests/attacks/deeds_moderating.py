"""The deeds about comments, blocks and removals, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.moderating import (
    AskedOf,
    Block,
    Moderated,
    ModerationAct,
    NextStep,
    Standard,
    Takedown,
    TakedownCause,
    TakedownOutcome,
)
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.services.blocks import BlockDraft
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.moderation import ActDraft
from schoolsm_desktop.services.takedowns import NewTakedown

from .deed import Deed
from .stage import Stage

A = Action


def _draft(s: Stage) -> ActDraft:
    return ActDraft(s.elsewhere.id, Moderated.LEFT, "Swearing")


def _act(s: Stage) -> UUID:
    now, school_id = s.school.clock.now(), s.school.head.school_id
    act = ModerationAct(uuid4(), school_id, s.elsewhere.id, now, Moderated.LEFT, s.school.head.id, what="Swearing")
    with s.office.session.work() as work:
        work.uow.moderation_acts.add(act)
        work.did(Did.MODERATED, Noun.MODERATION, subject_kind="moderation", subject_id=act.id, record=act)
        work.done()
    return act.id


def _block(s: Stage, *, appealed: bool = False) -> UUID:
    today, head = s.school.clock.today(), s.school.head
    block = Block(
        uuid4(), head.school_id, s.elsewhere.id, f"@{uuid4().hex}", Standard.SITE, "Abuse", today, head.id,
        appealed_on=today if appealed else None,
    )  # fmt: skip
    with s.office.session.work() as work:
        work.uow.blocks.add(block)
        work.did(Did.BLOCKED, Noun.BLOCKS, subject_kind="block", subject_id=block.id, record=block)
        work.done()
    return block.id


def _asked(s: Stage, outcome: TakedownOutcome = TakedownOutcome.OPEN) -> UUID:
    today, head = s.school.clock.today(), s.school.head
    takedown = Takedown(
        uuid4(), head.school_id, AskedOf.PERSON, TakedownCause.NAME_OR_LOGO, "Our crest", today, head.id, "A shop",
        outcome=outcome,
    )  # fmt: skip
    with s.office.session.work() as work:
        work.uow.takedowns.add(takedown)
        work.did(Did.TAKEDOWN_ASKED, Noun.TAKEDOWNS, subject_kind="takedown", subject_id=takedown.id, record=takedown)
        work.done()
    return takedown.id


def _new(s: Stage) -> NewTakedown:
    del s
    return NewTakedown(AskedOf.PERSON, TakedownCause.NAME_OR_LOGO, "Our crest", who="A shop")


def _new_block(s: Stage) -> BlockDraft:
    return BlockDraft(s.elsewhere.id, f"@{uuid4().hex}", "Abuse", not_warned="A robot")


DEEDS: Mapping[str, Deed] = {
    "ModerationService.view": Deed(A.MODERATE, lambda s: s.office.moderation.view()),
    "ModerationService.record": Deed(A.MODERATE, lambda s: s.office.moderation.record(_draft(s))),
    "ModerationService.correct": Deed(
        A.MODERATE, lambda s: s.office.moderation.correct(_act(s), _draft(s), "Another moment")
    ),
    "BlockService.view": Deed(A.BLOCK_USERS, lambda s: s.office.blocks.view()),
    "BlockService.waiting": Deed(A.BLOCK_USERS, lambda s: s.office.blocks.waiting()),
    "BlockService.seen_before": Deed(A.BLOCK_USERS, lambda s: s.office.blocks.seen_before("@rude")),
    "BlockService.block": Deed(A.BLOCK_USERS, lambda s: s.office.blocks.block(_new_block(s))),
    "BlockService.looked_again": Deed(A.BLOCK_USERS, lambda s: s.office.blocks.looked_again(_block(s))),
    "BlockService.appealed": Deed(A.BLOCK_USERS, lambda s: s.office.blocks.appealed(_block(s), "Sorry")),
    "BlockService.answered": Deed(
        A.BLOCK_USERS, lambda s: s.office.blocks.answered(_block(s, appealed=True), "Not yet")
    ),
    "BlockService.unblock": Deed(A.BLOCK_USERS, lambda s: s.office.blocks.unblock(_block(s), "An apology")),
    "BlockService.notice": Deed(A.BLOCK_USERS, lambda s: s.office.blocks.notice(_block(s))),
    "TakedownService.view": Deed(A.ASK_TO_REMOVE, lambda s: s.office.takedowns.view()),
    "TakedownService.waiting": Deed(A.ASK_TO_REMOVE, lambda s: s.office.takedowns.waiting()),
    "TakedownService.ask": Deed(A.ASK_TO_REMOVE, lambda s: s.office.takedowns.ask(_new(s))),
    "TakedownService.answered": Deed(
        A.ASK_TO_REMOVE, lambda s: s.office.takedowns.answered(_asked(s), TakedownOutcome.REMOVED)
    ),
    "TakedownService.remind": Deed(
        A.ASK_TO_REMOVE,
        lambda s: s.office.takedowns.remind(_asked(s), s.school.clock.today().replace(day=30)),
    ),
    "TakedownService.decide": Deed(
        A.ASK_TO_REMOVE,
        lambda s: s.office.takedowns.decide(_asked(s, TakedownOutcome.REFUSED), NextStep.LEFT, "It is old"),
    ),
    "TakedownService.letter": Deed(A.ASK_TO_REMOVE, lambda s: s.office.takedowns.letter(_asked(s))),
    "PrintingService.moderation_log": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.moderation_log()),
    "PrintingService.blocked_users": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.blocked_users()),
    "PrintingService.removal_requests": Deed(A.PRINT_REGISTERS, lambda s: s.office.printing.removal_requests()),
}
