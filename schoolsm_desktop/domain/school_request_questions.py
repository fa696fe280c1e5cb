"""What is asked about each kind of request: a table of questions with stable keys, and how the answers are said.

No question asks for the name of a pupil, a parent or a candidate: the answers are kept, and such names have no place there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .errors import FieldError
from .school_requests import RequestKind
from .wording import tr

LONGEST = 2000
"""Characters that one answer may have."""


class Answering(StrEnum):
    """How a question is answered."""

    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    TICKS = "ticks"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `choices` are pairs of a stable key and words, for CHOICE and TICKS."""

    key: str
    words: str
    answering: Answering = Answering.LINE
    required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


YES_NO = (("not-known", "Not known yet"), ("yes", "Yes"), ("no", "No"))
OF_THE_SCHOOL = (
    ("name", "The school’s name"),
    ("logo", "The logo or crest"),
    ("both", "Name and logo"),
    ("material", "Pictures, texts or other material of the school"),
)
AGE_TERMS = (
    ("not-checked", "Not checked yet"),
    ("old-enough", "The class is old enough for its terms"),
    ("by-licence", "Pupils use it through the school’s licence, without accounts of their own"),
    ("too-young", "The class is too young for its terms"),
)
MEASURES = (
    ("members-only", "Closed: only the people let in can see it"),
    ("moderated", "A colleague reads everything before the class sees it"),
    ("no-names", "No full names, addresses or private facts of pupils"),
    ("no-pictures", "No pictures of pupils, or only those with consent checked"),
    ("no-messages", "Private messages are off"),
    ("second-adult", "A second colleague can see everything"),
    ("rules-taught", "The class was taught its rules and how to report something"),
    ("parents-told", "Parents and carers were told"),
)
DIRECTIONS = (("incoming", "A parent or carer asked the colleague"), ("outgoing", "The colleague would like to ask"))
WHOM = (("pupil", "A pupil of today"), ("former", "A former pupil"))
LINKS = (
    ("relative", "They are related"),
    ("outside-link", "A link outside school: a club, a faith group, family friends"),
    ("other", "Another reason"),
)
OUTCOMES = (
    ("not-yet", "Not decided yet"),
    ("nothing", "Nothing followed from it"),
    ("asked", "The candidate was asked about it at the interview"),
    ("advice", "HR advice was taken first"),
)
_NO_CANDIDATES = "Never a candidate’s name: only the role is kept."
_NO_PUPILS = "Without the name of a pupil, parent or carer."

QUESTIONS: Mapping[RequestKind, tuple[Question, ...]] = {
    RequestKind.NAME_AND_LOGO: (
        Question("item", "What is to carry it", required=True, hint="For example: banner for the summer fair."),
        Question(
            "use",
            "What it is used for, and where",
            Answering.LINES,
            required=True,
            hint="For example: the fair’s poster and its page.",
        ),
        Question("material", "What of the school’s", Answering.CHOICE, choices=OF_THE_SCHOOL),
    ),
    RequestKind.CLOSED_AREA: (
        Question("area", "What it is called", required=True, hint="For example: Year 6 reading blog."),
        Question("purpose", "What it is for", Answering.LINES, required=True),
        Question("class", "Which class or group", required=True),
        Question("members", "Who is let in", hint="For example: the class, two teachers, the parents of the class."),
        Question("platform", "On which platform", required=True),
        Question("age-terms", "The platform’s age terms", Answering.CHOICE, choices=AGE_TERMS),
        Question("dpia", "Data protection assessment made", Answering.CHOICE, choices=YES_NO),
        Question("measures", "What keeps it safe", Answering.TICKS, choices=MEASURES),
        Question("moderator", "Who looks after it and reads it"),
    ),
    RequestKind.NEW_ACCOUNT: (
        Question("account", "What it is to be called", required=True),
        Question("platform", "On which platform", required=True),
        Question("purpose", "What it is for", Answering.LINES, required=True),
        Question("audience", "Whom it is for", hint="For example: parents and carers, the village."),
    ),
    RequestKind.FRIEND_REQUEST: (
        Question("direction", "Who asked whom", Answering.CHOICE, choices=DIRECTIONS),
        Question("platform", "On which platform"),
        Question("reason", "Why it is wanted", Answering.LINES, required=True, hint=_NO_PUPILS),
    ),
    RequestKind.CONNECTION: (
        Question("whom", "With whom", Answering.CHOICE, choices=WHOM),
        Question("of-age", "A former pupil has reached the age your policy names", Answering.CHOICE, choices=YES_NO),
        Question("link", "How they know each other", Answering.CHOICE, choices=LINKS),
        Question("reason", "What the contact is", Answering.LINES, required=True, hint=_NO_PUPILS),
    ),
    RequestKind.RECRUITMENT_SEARCH: (
        Question("role", "For which role", required=True, hint=_NO_CANDIDATES),
        Question("told-on", "Candidates were told on", Answering.DAY, hint="Shortlisted candidates are told before."),
        Question("searcher", "Who searches", hint="Somebody who does not sit on the panel."),
        Question("off-panel", "They are not on the panel", Answering.CHOICE, choices=YES_NO),
        Question("sources", "Where is looked", hint="For example: a search engine, public professional profiles."),
        Question("relevant", "Something relevant was found", Answering.CHOICE, choices=YES_NO),
        Question("outcome", "What followed", Answering.CHOICE, choices=OUTCOMES, hint=_NO_CANDIDATES),
    ),
}
RESULT_KEYS = ("relevant", "outcome")
"""What is answered after a search, not before."""


def question(kind: RequestKind, key: str) -> Question:
    """The question with that key. Raises KeyError."""
    return next(q for q in QUESTIONS[kind] if q.key == key)


def tidy_answers(kind: RequestKind, answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The answers in the order of the questions, empty ones left out.

    Raises FieldError where a needed one is missing, one is far too long, or a choice is none of the question's.
    """
    tidy = []
    for asked in QUESTIONS[kind]:
        text = answers.get(asked.key, "").strip()
        if asked.required and not text:
            raise FieldError(asked.key, tr("“{label}” is needed.", label=tr(asked.words)))
        if len(text) > LONGEST:
            raise FieldError(
                asked.key,
                tr("This is longer than {count} characters. Keep it short; nothing was saved.", count=LONGEST),
            )
        _demand_choice(asked, text)
        if text:
            tidy.append((asked.key, text))
    return tuple(tidy)


def _demand_choice(asked: Question, text: str) -> None:
    known = {key for key, _ in asked.choices}
    given = set(text.split()) if asked.answering is Answering.TICKS else {text} - {""}
    if asked.choices and not given <= known:
        raise FieldError(asked.key, tr("Choose one of the answers in the list. Nothing was saved."))


def answer_words(asked: Question, text: str) -> str:
    """An answer as it is read; an en dash where none was given."""
    if not text:
        return "–"
    if asked.answering is Answering.CHOICE:
        return tr(dict(asked.choices).get(text, "–"))
    if asked.answering is Answering.TICKS:
        return "; ".join(tr(words) for key, words in asked.choices if key in text.split())
    return text


def title_of(kind: RequestKind, details: Iterable[tuple[str, str]]) -> str:
    """How a request is called in a list, from what was answered; for readers of it only where it is sealed."""
    known = dict(details)
    if kind is RequestKind.FRIEND_REQUEST:
        outgoing = known.get("direction") == "outgoing"
        return tr("To be friends online with a parent") if outgoing else tr("A parent’s friend request")
    if kind is RequestKind.CONNECTION:
        former = known.get("whom") == "former"
        return tr("Contact with a former pupil outside school") if former else tr("Contact with a pupil outside school")
    key = {
        RequestKind.NAME_AND_LOGO: "item",
        RequestKind.CLOSED_AREA: "area",
        RequestKind.NEW_ACCOUNT: "account",
        RequestKind.RECRUITMENT_SEARCH: "role",
    }[kind]
    return " ".join(known.get(key, "").split())
