"""A copy of a case that leaves the records: what is asked for, for whom and why, and what it would no longer say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from .cases import Entry, EntryKind
from .errors import FieldError, RuleError
from .wording import tr

MOST_SHORT = 200
MOST_REASON = 1000
MOST_TEXT = 4000


class CopyKind(StrEnum):
    """What is given out. Legal advice is on no copy but the one that is of it alone."""

    WHOLE = "whole"
    REDACTED = "redacted"
    ADVICE = "advice"


COPY_WORDS = {
    CopyKind.WHOLE: "The whole record",
    CopyKind.REDACTED: "With names and passages removed",
    CopyKind.ADVICE: "Legal advice, and nothing else",
}
COPIES = frozenset(kind.value for kind in CopyKind)


@dataclass(frozen=True, slots=True, repr=False)
class CopyOrder:
    """What is asked for. `people` are keys of `CopyPerson`, `left_out` numbers of entries, `words` as they were typed."""

    kind: CopyKind
    recipient: str
    reason: str
    with_evidence: bool = True
    people: tuple[str, ...] = ()
    words: str = ""
    left_out: tuple[int, ...] = ()
    ways: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class CopyPerson:
    """Somebody whose name can be removed: every form of it."""

    key: str
    name: str
    detail: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class CopyChoices:
    """What there is to choose from for a copy of one case."""

    reference: str
    number: int
    people: tuple[CopyPerson, ...]
    entries: tuple[tuple[int, str], ...]
    advice: int
    evidence: int


@dataclass(frozen=True, slots=True, repr=False)
class CopyPreview:
    """What a copy would no longer say: each passage as it would read, and everyday words that were left as words."""

    removed: int
    left_out: int
    passages: tuple[str, ...]
    left: tuple[str, ...]


def check_order(order: CopyOrder) -> CopyOrder:
    """The order, tidied. Raises FieldError where nobody is named, or something is endless."""
    recipient, reason = " ".join(order.recipient.split()), " ".join(order.reason.split())
    if not recipient:
        raise FieldError("recipient", tr("Who gets it? Every copy is numbered and kept with whom it went to."))
    for field, typed, most in (
        ("recipient", recipient, MOST_SHORT),
        ("reason", reason, MOST_REASON),
        ("words", order.words, MOST_TEXT),
    ):
        if len(typed) > most:
            raise FieldError(field, tr("This is longer than {longest} characters. Shorten it.", longest=most))
    redacted = order.kind is CopyKind.REDACTED
    return CopyOrder(
        order.kind,
        recipient,
        reason,
        order.with_evidence and order.kind is not CopyKind.ADVICE,
        order.people if redacted else (),
        order.words if redacted else "",
        order.left_out if redacted else (),
        order.ways and redacted,
    )


def demand_something(order: CopyOrder, choices: CopyChoices) -> None:
    """Raises RuleError for a copy of legal advice where there is none."""
    if order.kind is CopyKind.ADVICE and not choices.advice:
        raise RuleError(tr("No legal advice is kept in this record. Nothing was printed."))


def next_copy(entries: Iterable[Entry]) -> int:
    """The number of the next copy of the record itself."""
    given = [x for x in entries if x.kind is EntryKind.GIVEN_OUT and x.evidence_id is None and x.about in COPIES]
    return len(given) + 1


def person_key(kind: str, record: UUID | str) -> str:
    """A key without a space, the same as long as the record is."""
    return f"{kind}:{record}"
