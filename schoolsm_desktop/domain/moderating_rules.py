"""What has to be known before a comment is hidden, somebody is blocked, or a removal is asked for; and the words for it.

Nothing is hidden or deleted before a screen print (PRACTICE 1): without one somebody says why.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from .errors import FieldError
from .folding import folded
from .letters import plain
from .moderating import (
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
from .months import months_after
from .rules import PlatformReporter, Rules
from .wording import day_text, tr

R = TypeVar("R", ModerationAct, Block, Takedown)
MOST_NAME, MOST_TEXT, MOST_ADDRESS = 200, 2000, 2000
FURTHEST = 60
"""How many months off a day to look again may lie at most."""
ANSWER_WITHIN = timedelta(days=14)
"""By when an answer is looked for, unless another day is entered."""
APPEAL_WITHIN = timedelta(days=10)
"""By when an appeal is answered."""
TAKES_AWAY = frozenset({Moderated.HIDDEN, Moderated.DELETED})
"""What nobody can see afterwards."""

MODERATED_WORDS = {
    Moderated.HIDDEN: "Hidden",
    Moderated.DELETED: "Deleted",
    Moderated.REPORTED: "Reported to the platform",
    Moderated.ANSWERED: "Answered",
    Moderated.LEFT: "Left as it is",
}
STANDARD_WORDS = {
    Standard.SITE: "The site’s rules",
    Standard.SCHOOL: "The school’s rules",
    Standard.BOTH: "The site’s rules and the school’s",
}
ASKED_OF_WORDS = {
    AskedOf.PLATFORM: "The platform (report)",
    AskedOf.PERSON: "Whoever put it there",
    AskedOf.PROVIDER: "Whoever runs the site or the service",
    AskedOf.OTHER: "Somebody else",
}
CAUSE_WORDS = {
    TakedownCause.ABUSE: "Abusive or hurtful",
    TakedownCause.NAME_OR_LOGO: "Our name or logo is misused",
    TakedownCause.PICTURE: "A picture that must not be there",
    TakedownCause.IMPERSONATION: "It pretends to be the school or a colleague",
    TakedownCause.UNDER_AGE: "An account of somebody too young for the site",
    TakedownCause.WRONG_POST: "A wrong post or a copy of one",
    TakedownCause.OTHER: "Something else",
}
OUTCOME_WORDS = {
    TakedownOutcome.OPEN: "Waits for an answer",
    TakedownOutcome.REMOVED: "Removed",
    TakedownOutcome.REFUSED: "Refused",
    TakedownOutcome.NO_ANSWER: "No answer came",
    TakedownOutcome.WITHDRAWN: "We no longer ask",
}
NEXT_WORDS = {
    NextStep.PLATFORM: "Report it to the platform",
    NextStep.LOCAL_AUTHORITY: "Ask the local authority",
    NextStep.LAWYER: "Ask a lawyer",
    NextStep.HELPLINE: "Ask a helpline for professionals",
    NextStep.POLICE: "Tell the police",
    NextStep.LEFT: "Leave it as it is",
}
NOT_TAKEN_DOWN = frozenset({TakedownOutcome.REFUSED, TakedownOutcome.NO_ANSWER})


def checked_act(act: ModerationAct, now: datetime) -> ModerationAct:
    """The entry, tidied. Raises FieldError: a moment still to come, nothing said, hidden without a print or a reason."""
    tidied = _tidied(act, name="author", texts=("what", "print_note", "not_printed", "correction"))
    if tidied.at > now:
        raise FieldError("at", tr("That moment is still to come. Enter it once it is done; nothing was saved."))
    if not tidied.what:
        raise FieldError("what", tr("Say in a few words what it was about. Nothing was saved yet."))
    if tidied.did in TAKES_AWAY and not tidied.printed and not tidied.not_printed:
        raise FieldError(
            "not_printed",
            tr(
                "Keep a screen print before it is hidden or deleted: afterwards nobody can show what stood there. Where "
                "there is none, say why. Nothing was saved yet."
            ),
        )
    if tidied.corrects_id is not None and not tidied.correction:
        raise FieldError("correction", tr("Say what was wrong in the entry before. Nothing was saved yet."))
    return replace(tidied, not_printed="" if tidied.printed else tidied.not_printed)


def checked_block(block: Block, rules: Rules, today: date) -> Block:
    """The block, tidied, with its day to look again. Raises FieldError beside what is missing or cannot be."""
    block = _tidied(
        block,
        name="name",
        texts=("reason", "not_warned", "appeal", "appeal_answer", "unblocked_why"),
    )
    if not block.name:
        raise FieldError("name", tr("Enter the name or what they call themselves there. Nothing was saved yet."))
    if not block.reason:
        raise FieldError("reason", tr("Say what was done against which rule. Nothing was saved yet."))
    if block.blocked_on > today:
        raise FieldError("blocked_on", tr("That day is still to come. Enter the block once it is made."))
    _check_warning(block, rules)
    if block.review_on is None and block.unblocked_on is None:
        block = replace(block, review_on=review_day(block.blocked_on, rules))
    if block.review_on is not None:
        check_review_day(block, block.review_on)
    return block


def check_review_day(block: Block, day: date, after: date | None = None) -> None:
    """Raise FieldError for a day to look again that lies before the block, or years off."""
    first = max(block.blocked_on, after or block.blocked_on)
    if day <= first:
        raise FieldError("review_on", tr("It is looked at again after {day}. Choose a later day.", day=day_text(first)))
    if day > months_after(first, FURTHEST):
        raise FieldError("review_on", tr("That day is years off: nobody would look. Choose one within five years."))


def review_day(blocked_on: date, rules: Rules) -> date | None:
    """When your policy wants a block looked at again; None for never."""
    months = rules.block_review_months
    return months_after(blocked_on, months) if months else None


def checked_takedown(takedown: Takedown, today: date) -> Takedown:
    """The request, tidied, with its day. Raises FieldError beside what is missing or cannot be."""
    asked = _tidied(takedown, name="who", texts=("what", "answer", "next_why"))
    for field in ("platform", "reference"):
        _check_length(field, getattr(asked, field), MOST_NAME)
    _check_length("address", asked.address, MOST_ADDRESS)
    if not asked.what:
        raise FieldError("what", tr("Say what should go. Nothing was saved yet."))
    if asked.asked_on > today:
        raise FieldError("asked_on", tr("That day is still to come. Enter it once it is asked for."))
    if asked.asked_of is AskedOf.PLATFORM and not asked.platform:
        raise FieldError("platform", tr("Say which platform it was reported to. Nothing was saved yet."))
    if asked.asked_of in (AskedOf.PERSON, AskedOf.OTHER) and not asked.who:
        raise FieldError("who", tr("Say who was asked. Nothing was saved yet."))
    if asked.due_on is None and asked.outcome is TakedownOutcome.OPEN:
        asked = replace(asked, due_on=asked.asked_on + ANSWER_WITHIN)
    if asked.due_on is not None and asked.due_on < asked.asked_on:
        raise FieldError("due_on", tr("An answer cannot come before it was asked for. Look at the days."))
    return asked


def demand_reporter(takedown: Takedown, rules: Rules, *, leads: bool) -> None:
    """Who reports to a platform, as your policy has it. Raises FieldError; `leads` for whoever may decide it (D22)."""
    if takedown.asked_of is not AskedOf.PLATFORM:
        return
    if rules.platform_reporter is PlatformReporter.SCHOOL and takedown.reporter_id is not None:
        raise FieldError("reporter_id", tr("By your policy the school reports it. Leave the colleague out."))
    hurt = takedown.cause in (TakedownCause.ABUSE, TakedownCause.IMPERSONATION)
    if rules.platform_reporter is PlatformReporter.COLLEAGUE and hurt and takedown.reporter_id is None:
        raise FieldError("reporter_id", tr("By your policy the colleague it is about reports it. Say who."))
    decides = rules.platform_reporter is PlatformReporter.LEAD_DECIDES
    if decides and takedown.reporter_id is not None and takedown.reporter_by is None and not leads:
        raise FieldError(
            "reporter_by", tr("By your policy whoever leads decides who reports it. Say who decided on the colleague.")
        )


def is_same(one: str, other: str) -> bool:
    """Whether two names or handles are written for the same outside person: letter by letter, without signs and spaces."""
    return bool(bare(one)) and bare(one) == bare(other)


def bare(name: str) -> str:
    """A name or a handle as it is compared: small plain letters and digits only."""
    return "".join(letter for letter in folded(name) if letter.isalnum())


def latest_acts(acts: tuple[ModerationAct, ...]) -> tuple[ModerationAct, ...]:
    """The entries that stand: those that nothing was put in the place of."""
    gone = {act.corrects_id for act in acts if act.corrects_id is not None}
    return tuple(act for act in acts if act.id not in gone)


def _check_warning(block: Block, rules: Rules) -> None:
    if block.warned_on is not None and block.warned_on > block.blocked_on:
        raise FieldError("warned_on", tr("A warning comes before the block. Look at the days; nothing was saved yet."))
    if rules.warn_before_block and block.warned_on is None and not block.not_warned:
        raise FieldError(
            "not_warned",
            tr(
                "Your policy asks for a warning first. Enter its day, or say why there was none. Nothing was saved yet."
            ),
        )


def _tidied(record: R, *, name: str, texts: tuple[str, ...]) -> R:
    changes: dict[str, Any] = {name: " ".join(plain(getattr(record, name)).split())}
    changes |= {field: plain(getattr(record, field)).strip() for field in texts}
    for field, text in changes.items():
        _check_length(field, text, MOST_NAME if field == name else MOST_TEXT)
    return replace(record, **changes)


def _check_length(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise FieldError(
            field,
            tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=longest),
        )
