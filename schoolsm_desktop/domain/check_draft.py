"""What somebody puts together to ask “may we post this picture?”, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from .caption_guard import Finding
from .photo_checks import CheckedWhat, CheckOutcome

PRIVATE = "private-account"
"""Somebody's own account: never a place of the school's, so that whoever asks is told."""
IN_ORDER, PUT_TO_ASKER = "in-order", "put-to-whoever-asked"
"""How a question before posting was answered: looked at here, or read out to a colleague on the telephone."""
FACTS_BY, DESCRIPTION = "facts-by", "description"
"""Kept beside the answers of a check: who checked the facts, and the words that describe the picture to the blind."""
MISTAKE = "ticked-by-mistake"


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """One check before it is saved; empty where nothing was said yet.

    `nobody` says that no pupil can be seen. `unticked` are pupils who were ticked on this picture file and taken out as
    “ticked by mistake”. `answered` are keys of questions with how they were answered, `words_meant` findings of the
    caption guard by their key with what somebody said of them.
    """

    place: str = ""
    what: CheckedWhat = CheckedWhat.PICTURE
    pupils: tuple[UUID, ...] = ()
    nobody: bool = False
    others_in_it: str = ""
    caption: str = ""
    file_name: str = ""
    description: str = ""
    answered: tuple[tuple[str, str], ...] = ()
    words_meant: tuple[tuple[str, str], ...] = ()
    facts_by: str = ""
    picture: bytes = b""
    safe_copy: bytes = b""
    unticked: tuple[UUID, ...] = ()
    asked_by: str = ""
    event_id: UUID | None = None
    account_id: UUID | None = None

    @property
    def shows_pupils(self) -> bool:
        """Whether it is a picture or a film in which somebody can be seen."""
        return self.what is not CheckedWhat.WORDS and bool(self.pupils)


class Why(StrEnum):
    """What an answer rests on, the weightiest first."""

    NO_PLACE = "no-place"
    NOBODY_YET = "nobody-yet"
    POLICY = "policy"
    PUPILS = "pupils"
    CAPTION = "caption"
    QUESTIONS = "questions"
    SECOND = "second"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Stopper:
    """A pupil who stops a picture, with what whoever looks may read of it."""

    pupil_id: UUID
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question before posting: its words, the clause behind it, and how it was answered; empty while it is open."""

    key: str
    words: str
    clause: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """Everything that is said of a draft. `outcome` is None while there is nothing to answer yet.

    `headline` is read from two metres, `why` in one line, `spoken` read aloud on the telephone.
    """

    outcome: CheckOutcome | None
    reason: Why
    headline: str
    why: str
    spoken: str
    clause: str = ""
    stoppers: tuple[Stopper, ...] = ()
    advice: str = ""
    could_go: tuple[str, ...] = ()
    could_go_words: str = ""
    findings: tuple[Finding, ...] = ()
    questions: tuple[AskedQuestion, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether it may be posted now."""
        return self.outcome is CheckOutcome.MAY_POST
