"""The record of a case as it is read: one chronology in the order things happened, nothing rewritten.

Pure: entries come in, lines to read come out. What is entered late says so, a correction stands beside what it
corrects, legal advice stands apart from everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from .cases import ENTRY_WORDS, Entry, EntryKind
from .contacts import CONTACT_WORDS
from .rules import ContactKind
from .wording import day_text, ntr, short_day_text, tr

FIRST_LOOK = "first-look"
"""What the first look at an incident is about, among its decisions (PRACTICE 31)."""
PARENTS = "parents"
"""Among what was told: whether the parents were, or why not."""
SAFEGUARDING_FILE = "safeguarding-file"
"""Among the notes: where the safeguarding file of a child has it (PRACTICE 9)."""
HOW = "how"
"""Among the decisions: how it is dealt with."""
LEGAL = "legal"
INSURER = "insurer"
TELL = "tell"
"""Among the actions: somebody is to be told; a TOLD entry that names it in `of` ends it."""
Names = Callable[[UUID], str]
_ENDS = frozenset({EntryKind.DONE, EntryKind.TOLD})
"""What ends an action: its proof, or, where somebody was to be told, that they were."""

_ASKED = frozenset({EntryKind.PLATFORM_REPORT, EntryKind.ASKED_TO_REMOVE, EntryKind.AGENCY})
"""What waits for an answer."""
_KEYS = frozenset({"done", "not-needed", "held", "released", "never"})
"""Answers of ticked steps and held replies; their words say what became of them."""

ABOUT_WORDS = {
    (EntryKind.TOLD, PARENTS): "Parents",
    (EntryKind.MEETING, "invited"): "Invitation to a meeting",
    (EntryKind.MEETING, "held"): "Meeting",
    (EntryKind.MEETING, "mediation"): "Mediation",
    (EntryKind.MEETING, "welfare"): "Welfare talk",
    (EntryKind.MODERATION, "hidden"): "Hidden",
    (EntryKind.MODERATION, "deleted"): "Deleted",
    (EntryKind.MODERATION, "reported"): "Reported",
    (EntryKind.MODERATION, "answered"): "Answered",
    (EntryKind.MODERATION, "left"): "Left as it is",
    (EntryKind.PLATFORM_REPORT, "school"): "by the school",
    (EntryKind.PLATFORM_REPORT, "colleague"): "by the colleague",
    (EntryKind.DECISION, FIRST_LOOK): "First look",
    (EntryKind.DECISION, HOW): "How it is dealt with",
    (EntryKind.ADVICE, LEGAL): "Legal advice",
    (EntryKind.ADVICE, "hr"): "HR advice",
    (EntryKind.ADVICE, "local-authority"): "Local authority",
    (EntryKind.ADVICE, "union"): "Union",
    (EntryKind.ADVICE, "data-protection"): "Data protection adviser",
    (EntryKind.ADVICE, "other"): "Advice",
    (EntryKind.NOTE, SAFEGUARDING_FILE): "Safeguarding file",
    (EntryKind.ACTION, INSURER): "Insurer",
    (EntryKind.STAGE, "formal"): "Formal",
    (EntryKind.STAGE, "panel"): "Panel of governors",
    (EntryKind.ANSWER, "acknowledged"): "Acknowledged",
}
"""How what an entry is about reads, before its words; a key that is not here is not shown."""
ANSWER_WORDS = {
    "yes": "yes",
    "no": "no",
    "not-sure": "not sure",
    "within": "within this policy",
    "outside": "outside this policy",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is read. `corrections` stand beside it; `done` says how an action ended; `apart` is legal advice."""

    number: int
    kind: EntryKind
    at: datetime
    title: str
    text: str
    by: str
    late: str = ""
    corrections: tuple[str, ...] = ()
    done: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action that nobody has done yet."""

    number: int
    words: str
    owner: str
    owner_id: UUID | None
    due: datetime | None
    is_overdue: bool
    is_told: bool = False
    """Whether it is done by telling somebody: `owner` is who is told."""


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in the order things happened; what happened at one moment in the order it was entered."""
    return tuple(sorted(entries, key=lambda x: (x.at, x.number)))


def chronology(entries: Iterable[Entry], names: Names, now: datetime) -> tuple[Line, ...]:
    """The record to read. A correction stands with what it corrects, and by itself only where that is not there."""
    every = in_order(entries)
    numbers = {x.number: x for x in every}
    beside: dict[int, list[Entry]] = {}
    for entry in every:
        if entry.kind is EntryKind.CORRECTION and (root := _corrected(entry, numbers)) is not None:
            beside.setdefault(root, []).append(entry)
    placed = {x.number for group in beside.values() for x in group}
    done = {x.of: x for x in every if x.kind in _ENDS and x.of is not None}
    return tuple(
        _line(x, names, now, beside.get(x.number, ()), done.get(x.number)) for x in every if x.number not in placed
    )


def open_actions(entries: Iterable[Entry], names: Names, now: datetime) -> tuple[OpenAction, ...]:
    """What somebody still has to do, the first due first; what has no day stands last."""
    every = tuple(entries)
    ended = {x.of for x in every if x.kind in _ENDS}
    waiting = [x for x in every if x.kind is EntryKind.ACTION and x.number not in ended]
    waiting.sort(key=lambda x: (x.due is None, x.due or now, x.number))
    return tuple(
        OpenAction(x.number, x.words, _who(x, names), x.person_id, x.due, _is_overdue(x, now), x.about == TELL)
        for x in waiting
    )


def _is_overdue(entry: Entry, now: datetime) -> bool:
    """Past its moment where somebody is to be told within minutes, past its day otherwise."""
    if entry.due is None:
        return False
    return entry.due < now if entry.about == TELL else entry.due.astimezone().date() < now.astimezone().date()


def waits_for_answer(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What was reported to a platform, asked or taken to an agency, and has no answer yet."""
    every = tuple(entries)
    answered = {x.of for x in every if x.kind is EntryKind.ANSWER}
    open_ones = (x for x in in_order(every) if x.kind in _ASKED and x.number not in answered)
    return tuple(x for x in open_ones if not x.answer or x.answer == "done")


def links_of(entries: Iterable[Entry]) -> tuple[tuple[str, UUID], ...]:
    """What the record points at, each once: its kind and its id."""
    found = dict.fromkeys(x.link for x in entries if x.link)
    parts = [each.partition(":") for each in found]
    return tuple((kind, UUID(record)) for kind, _, record in parts)


def short_moment(moment: datetime, now: datetime) -> str:
    """`17 Nov 08:10`; with the year where it is another than this one, without a time where only the day is known.

    A moment at midnight is such a day.
    """
    local, here = moment.astimezone(), now.astimezone()
    day = short_day_text(local.date()) if local.year == here.year else day_text(local.date())
    return day if local.time() == time.min else f"{day} {local:%H:%M}"


def late_words(entry: Entry) -> str:
    """`entered 3 days later`, or nothing where it was typed in within a day."""
    if not entry.is_late:
        return ""
    days = max(1, (entry.recorded_at.astimezone().date() - entry.at.astimezone().date()).days)
    return ntr("entered {count} day later", "entered {count} days later", days)


def entry_text(entry: Entry, names: Names) -> str:
    """What an entry says, after the word for its kind."""
    if entry.kind is EntryKind.REPORTED:
        by = tr("by {name}", name=names(entry.by))
        return f"{by}. {entry.words}" if entry.words else by
    if entry.kind is EntryKind.ACTION and entry.about == TELL:
        return " ".join(part for part in (_who(entry, names), entry.words) if part)
    lead = [_about(entry), _who(entry, names), entry.words]
    said = [", ".join(part for part in lead if part), *_after(entry)]
    return ". ".join(part.removesuffix(".") for part in said if part)


def _about(entry: Entry) -> str:
    if entry.kind is EntryKind.AGENCY:
        known = entry.about in {kind.value for kind in ContactKind}
        return tr(CONTACT_WORDS[ContactKind(entry.about)]) if known else ""
    key = (entry.kind, entry.about)
    return tr(ABOUT_WORDS[key]) if key in ABOUT_WORDS else ""


def _who(entry: Entry, names: Names) -> str:
    return entry.who or (names(entry.person_id) if entry.person_id is not None else "")


def _after(entry: Entry) -> Sequence[str]:
    """What follows the words: chosen, why, under which number, by when."""
    return (
        _answered(entry),
        tr("Reason: {reason}", reason=entry.reason) if entry.reason else "",
        tr("Reference {reference}", reference=entry.reference) if entry.reference else "",
        tr("By {day}", day=day_text(entry.due.astimezone().date())) if entry.due else "",
        tr("from paper") if entry.from_paper else "",
    )


def _answered(entry: Entry) -> str:
    """An answer that somebody typed or chose; keys by which a step or a question is found again are not shown."""
    answer = tr(ANSWER_WORDS[entry.answer]) if entry.answer in ANSWER_WORDS else entry.answer
    if not answer or entry.answer in _KEYS:
        return tr("Not needed") if entry.answer == "not-needed" else ""
    if entry.kind is EntryKind.ANSWER:
        return answer
    if entry.kind is EntryKind.DECISION:
        return tr("Decided: {answer}", answer=answer) if entry.about in (FIRST_LOOK, HOW) else ""
    if entry.kind is EntryKind.TOLD and entry.about == PARENTS:
        return tr("Not told") if entry.answer == "no" else tr("Told")
    if entry.kind is EntryKind.CLOSED:
        return tr("Support offered: {answer}", answer=answer)
    return tr("Answer: {answer}", answer=answer) if entry.kind in _ASKED else ""


def _corrected(entry: Entry, numbers: dict[int, Entry]) -> int | None:
    """The number of what a correction is about in the end: a correction of a correction stands with the first entry."""
    seen = {entry.number}
    while entry.kind is EntryKind.CORRECTION:
        if entry.of is None or entry.of in seen or entry.of not in numbers:
            return None
        entry = numbers[entry.of]
        seen.add(entry.number)
    return entry.number


def _line(entry: Entry, names: Names, now: datetime, beside: Sequence[Entry], done: Entry | None) -> Line:
    return Line(
        entry.number,
        entry.kind,
        entry.at,
        tr(ENTRY_WORDS[entry.kind]),
        entry_text(entry, names),
        names(entry.by),
        late_words(entry),
        tuple(_correction(x, names, now) for x in beside),
        tr("done {day}", day=short_moment(done.at, now)) if done is not None else "",
        entry.privileged,
    )


def _correction(entry: Entry, names: Names, now: datetime) -> str:
    """A correction beside what it corrects; legal advice about it stays apart, so it is never among these."""
    return tr(
        "Corrected {day} by {name}: {words}",
        day=short_moment(entry.recorded_at, now),
        name=names(entry.by),
        words=entry_text(entry, names),
    )
