"""Closing an account of the school's: what is done, in which order, and when it can be forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from .accounts import Account, AccountState
from .checklists import LineKind, NewLine
from .errors import RuleError
from .wording import day_text, tr

GONE_AFTER = timedelta(days=30)
"""How long the large platforms keep a closed account for its owner to take back; only then is it looked for again."""
BEFORE_THE_DAY = (
    LineKind.SAVE_A_COPY,
    LineKind.TELL_FOLLOWERS,
    LineKind.REMOVE_LINKS,
    LineKind.CONNECTED_APPS,
    LineKind.END_ACCESSES,
    LineKind.CLOSE_ON_PLATFORM,
)
AFTERWARDS = (LineKind.CHECK_IT_IS_GONE, LineKind.FORGET_SECRETS)


def check_closing(account: Account, *, under_way: bool) -> None:
    """Refuse to begin what makes no sense. Raises RuleError."""
    if not account.is_ours:
        raise RuleError(tr("This account is not the school’s. Ask whoever runs it to close it, and note when you did."))
    if account.state is AccountState.CLOSED:
        raise RuleError(tr("This account is closed already. Nothing was changed."))
    if under_way:
        raise RuleError(tr("Closing this account is under way. Its list stands under “Leavers and lists”."))


def closing_lines(account: Account, day: date, *, has_secrets: bool) -> tuple[NewLine, ...]:
    """The lines of its list, in order; passwords are forgotten last, since until then the account can be taken back."""
    after = tuple(line for line in AFTERWARDS if has_secrets or line is not LineKind.FORGET_SECRETS)
    first = [NewLine(kind, account.name, account.id, _end_of(day)) for kind in BEFORE_THE_DAY]
    last = [NewLine(kind, account.name, account.id, _end_of(day + GONE_AFTER)) for kind in after]
    return (*first, *last)


def gone_words(day: date) -> str:
    """When it is looked for again."""
    return tr(
        "On {day}, {count} days later, see that it is gone.", day=day_text(day + GONE_AFTER), count=GONE_AFTER.days
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(16), tzinfo=UTC)
