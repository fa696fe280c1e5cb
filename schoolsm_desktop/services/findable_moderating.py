"""Who is blocked, and what others were asked to remove, as the search finds them; nothing of a sealed incident."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.moderating_rules import CAUSE_WORDS, OUTCOME_WORDS
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .session import Session


def blocks(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Blocks by name or handle, those that are over as well."""
    if not session.allows(uow, Action.BLOCK_USERS):
        return
    accounts = {account.id: account.name for account in uow.accounts.all()}
    for block in uow.blocks.all():
        over = block.unblocked_on is not None
        day = day_text(block.unblocked_on) if over else day_text(block.blocked_on)
        where = accounts.get(block.account_id, "–")
        detail = tr("{where}, let back in {day}", where=where, day=day)
        if not over:
            detail = tr("{where}, blocked {day}", where=where, day=day)
        title = tr("Blocked: {name}", name=block.name)
        yield Entry(Found(FoundKind.BLOCK, block.id, title, detail, "incidents", "blocks"), block.reason)


def takedowns(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Requests to remove something by what it is, whom we asked and the reference."""
    if not session.allows(uow, Action.ASK_TO_REMOVE):
        return
    for takedown in uow.takedowns.all():
        detail = tr(
            "{cause}, {outcome}", cause=tr(CAUSE_WORDS[takedown.cause]), outcome=tr(OUTCOME_WORDS[takedown.outcome])
        )
        title = takedown.what.split("\n")[0][:80]
        also = (takedown.who, takedown.platform, takedown.reference, takedown.address)
        yield Entry(Found(FoundKind.TAKEDOWN, takedown.id, title, detail, "incidents", "takedowns"), *also)
