"""What can be added to a record by hand, what each kind of entry needs, and the entry it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from .cases import Entry, EntryKind
from .errors import FieldError, RuleError
from .incident_record import FIRST_LOOK, HOW, LEGAL, PARENTS, SAFEGUARDING_FILE, TELL
from .letters import plain
from .wording import moment_text, tr

MOST_TEXT = 8000
MOST_SHORT = 400
LINKED = frozenset({"person", "account", "post", "incident", "complaint", "block", "takedown", "moderation"})
"""What a link may point at."""
TAKES_AWAY = frozenset({"hidden", "deleted"})
"""Moderation that needs a screen print first (PRACTICE 1)."""


class Adding(StrEnum):
    """What somebody adds to a record, as the dialog asks it."""

    TOLD = "told"
    PARENTS = "parents"
    MEETING = "meeting"
    MODERATION = "moderation"
    PLATFORM = "platform"
    ASKED = "asked"
    AGENCY = "agency"
    ANSWER = "answer"
    SUPPORT = "support"
    ACTION = "action"
    DONE = "done"
    FIRST_LOOK = "first-look"
    DECISION = "decision"
    ADVICE = "advice"
    SAFEGUARDING = "safeguarding"
    LINK = "link"
    CORRECTION = "correction"
    NOTE = "note"


ADDING_WORDS: Mapping[Adding, str] = {
    Adding.NOTE: "A note",
    Adding.TOLD: "Somebody was told",
    Adding.PARENTS: "Parents told, or why not",
    Adding.MEETING: "A meeting, a talk or mediation",
    Adding.SUPPORT: "Support offered to the person harmed",
    Adding.MODERATION: "Something was hidden, deleted or left",
    Adding.PLATFORM: "A report to the platform",
    Adding.ASKED: "Somebody was asked to take it down",
    Adding.AGENCY: "Police, local authority, provider or another agency",
    Adding.ANSWER: "An answer that came back",
    Adding.ACTION: "Something to be done",
    Adding.DONE: "Something was done",
    Adding.FIRST_LOOK: "The first look",
    Adding.DECISION: "A decision",
    Adding.ADVICE: "Advice",
    Adding.SAFEGUARDING: "Entered in the safeguarding file",
    Adding.LINK: "A link to another record",
    Adding.CORRECTION: "A correction",
}
"""In the order in which they are offered."""
KINDS: Mapping[Adding, EntryKind] = {
    Adding.TOLD: EntryKind.TOLD,
    Adding.PARENTS: EntryKind.TOLD,
    Adding.MEETING: EntryKind.MEETING,
    Adding.MODERATION: EntryKind.MODERATION,
    Adding.PLATFORM: EntryKind.PLATFORM_REPORT,
    Adding.ASKED: EntryKind.ASKED_TO_REMOVE,
    Adding.AGENCY: EntryKind.AGENCY,
    Adding.ANSWER: EntryKind.ANSWER,
    Adding.SUPPORT: EntryKind.SUPPORT,
    Adding.ACTION: EntryKind.ACTION,
    Adding.DONE: EntryKind.DONE,
    Adding.FIRST_LOOK: EntryKind.DECISION,
    Adding.DECISION: EntryKind.DECISION,
    Adding.ADVICE: EntryKind.ADVICE,
    Adding.SAFEGUARDING: EntryKind.NOTE,
    Adding.LINK: EntryKind.LINK,
    Adding.CORRECTION: EntryKind.CORRECTION,
    Adding.NOTE: EntryKind.NOTE,
}
ABOUT: Mapping[Adding, str] = {
    Adding.PARENTS: PARENTS,
    Adding.FIRST_LOOK: FIRST_LOOK,
    Adding.DECISION: HOW,
    Adding.SAFEGUARDING: SAFEGUARDING_FILE,
}
"""What an entry is about where the kind of adding says it and nobody chooses."""
ONCE = frozenset({Adding.DONE, Adding.ANSWER, Adding.DECISION, Adding.FIRST_LOOK, Adding.CORRECTION})
"""What rests on the record as it was shown: refused where somebody added to it since."""
_NEEDS: Mapping[Adding, tuple[str, ...]] = {
    Adding.TOLD: ("who",),
    Adding.PARENTS: ("answer",),
    Adding.MEETING: ("words",),
    Adding.MODERATION: ("about", "words"),
    Adding.PLATFORM: ("who",),
    Adding.ASKED: ("who",),
    Adding.AGENCY: ("about",),
    Adding.ANSWER: ("of", "answer"),
    Adding.SUPPORT: ("who", "words"),
    Adding.ACTION: ("words",),
    Adding.DONE: ("of",),
    Adding.FIRST_LOOK: ("answer", "reason"),
    Adding.DECISION: ("answer", "reason"),
    Adding.ADVICE: ("about", "words"),
    Adding.SAFEGUARDING: ("who",),
    Adding.LINK: ("link",),
    Adding.CORRECTION: ("of", "words"),
    Adding.NOTE: ("words",),
}

_ENDED_BY: Mapping[Adding, tuple[EntryKind, ...]] = {
    Adding.DONE: (EntryKind.DONE, EntryKind.TOLD),
    Adding.TOLD: (EntryKind.DONE, EntryKind.TOLD),
    Adding.ANSWER: (EntryKind.ANSWER,),
}


@dataclass(frozen=True, slots=True, repr=False)
class NewEntry:
    """What somebody adds. `at` is when it happened, now where nothing is said; the other fields are those of `Entry`.

    `printed` says that a screen print was kept before anything was hidden or deleted. `revision` is the case's as it was
    shown; 0 takes the record as it stands.
    """

    adding: Adding
    words: str = ""
    at: datetime | None = None
    about: str = ""
    answer: str = ""
    reason: str = ""
    reference: str = ""
    who: str = ""
    person_id: UUID | None = None
    due: datetime | None = None
    of: int | None = None
    link: str = ""
    printed: bool = False
    from_paper: bool = False
    revision: int = 0


def check_new(new: NewEntry, entries: tuple[Entry, ...], now: datetime, *, has_evidence: bool = False) -> None:
    """Raise FieldError beside what is missing or wrong, RuleError where the record does not allow it."""
    _check_clock(new, entries, now)
    _check_needed(new)
    _check_lengths(new)
    if new.adding is Adding.MODERATION and new.about in TAKES_AWAY and not (new.printed or has_evidence):
        raise FieldError(
            "printed",
            tr(
                "Keep a screen print first, then tick this. What is hidden or deleted cannot be shown to anybody later."
            ),
        )
    if new.due is not None and new.due.date() < (new.at or now).date():
        raise FieldError("due", tr("That is before it begins. Choose a later day."))
    if new.adding is Adding.PARENTS and new.answer == "no" and not new.reason.strip():
        raise FieldError("reason", tr("Say why the parents are not told."))
    if new.of is not None:
        _check_of(new, entries)


def entry_fields(new: NewEntry, entries: tuple[Entry, ...] = ()) -> tuple[EntryKind, dict[str, Any]]:
    """The kind and the fields of the entry that it becomes; a legal adviser's words, and what corrects them, stay apart."""
    about = ABOUT.get(new.adding, new.about)
    if new.adding is Adding.TOLD and new.of is None:
        new = replace(new, of=_to_be_told(new, entries))
    if new.adding is Adding.TOLD and not (new.person_id or new.who.strip()):
        told = next((x for x in entries if x.number == new.of), None)
        new = replace(new, person_id=told.person_id, who=told.who) if told is not None else new
    apart = any(x.privileged for x in entries if x.number == new.of)
    fields = {
        "words": plain(new.words).strip(),
        "about": about,
        "answer": plain(new.answer).strip(),
        "reason": plain(new.reason).strip(),
        "reference": plain(new.reference).strip(),
        "who": plain(new.who).strip(),
        "person_id": new.person_id,
        "due": new.due,
        "of": new.of,
        "link": new.link,
        "privileged": apart or (new.adding is Adding.ADVICE and about == LEGAL),
        "from_paper": new.from_paper,
    }
    return KINDS[new.adding], fields


def _to_be_told(new: NewEntry, entries: tuple[Entry, ...]) -> int | None:
    """The number of the open action by which this very colleague was to be told: it is done now, whoever chose it or not."""
    ended = {x.of for x in entries if x.kind in _ENDED_BY[Adding.TOLD]}
    waiting = (x for x in entries if x.kind is EntryKind.ACTION and x.about == TELL and x.number not in ended)
    return next((x.number for x in waiting if x.person_id is not None and x.person_id == new.person_id), None)


def _check_clock(new: NewEntry, entries: tuple[Entry, ...], now: datetime) -> None:
    last = max((x.recorded_at for x in entries), default=now)
    if last > now:
        raise RuleError(
            tr(
                "The clock of this PC says {now}, but the last entry was made on {last}. Nothing was added; what you typed "
                "stays here. Put the clock right, then save again.",
                now=moment_text(now),
                last=moment_text(last),
            )
        )
    if new.at is not None and new.at > now:
        raise FieldError(
            "day",
            tr("That is still to come: this PC’s clock says {now}. Enter what has happened.", now=moment_text(now)),
        )


def _check_needed(new: NewEntry) -> None:
    values: dict[str, object] = {
        "who": plain(new.who).strip() or new.person_id,
        "words": plain(new.words).strip(),
        "answer": plain(new.answer).strip(),
        "reason": plain(new.reason).strip(),
        "about": new.about,
        "of": new.of,
        "link": new.link,
    }
    for name in _NEEDS[new.adding]:
        told = new.adding is Adding.TOLD and new.of is not None  # the entry itself says who was to be told
        if not values[name] and not told:
            raise FieldError(name, tr("This is needed."))


def _check_lengths(new: NewEntry) -> None:
    most = {"words": MOST_TEXT, "reason": MOST_TEXT, "answer": MOST_SHORT, "who": MOST_SHORT, "reference": MOST_SHORT}
    for name, limit in most.items():
        if len(getattr(new, name)) > limit:
            raise FieldError(name, tr("This is longer than {count} characters. Shorten it.", count=limit))
    kind, colon, record = new.link.partition(":")
    if new.link and (kind not in LINKED or not colon or not record):
        raise FieldError("link", tr("Choose what it points at."))


def _check_of(new: NewEntry, entries: tuple[Entry, ...]) -> None:
    of = next((x for x in entries if x.number == new.of), None)
    if of is None:
        raise FieldError("of", tr("There is no such entry. Choose one from the list."))
    if new.adding in (Adding.DONE, Adding.TOLD) and of.kind is not EntryKind.ACTION:
        raise FieldError("of", tr("That is nothing to be done. Choose one from the list."))
    if any(x.kind in _ENDED_BY.get(new.adding, ()) and x.of == new.of for x in entries):
        raise FieldError("of", tr("Somebody has entered that meanwhile. Look at the record again."))
