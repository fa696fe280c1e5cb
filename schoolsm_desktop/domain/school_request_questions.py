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
class RequestQuestion:
    """One question. `choices` are stable keys, for CHOICE and TICKS."""

    kind: RequestKind
    key: str
    answering: Answering = Answering.LINE
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The question as it is asked."""
        return tr(QUESTION_WORDS[self.kind, self.key])

    @property
    def hint(self) -> str:
        """What helps with the answer, or nothing."""
        hint = HINT_WORDS.get((self.kind, self.key), "")
        return tr(HINT_WORDS[self.kind, self.key]) if hint else ""

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen or ticked, with words."""
        return tuple((key, tr(CHOICE_WORDS[key])) for key in self.choices)


CHOICE_WORDS: Mapping[str, str] = {
    "not-known": "Not known yet",
    "yes": "Yes",
    "no": "No",
    "name": "The school’s name",
    "logo": "The logo or crest",
    "both": "Name and logo",
    "material": "Pictures, texts or other material of the school",
    "not-checked": "Not checked yet",
    "old-enough": "The class is old enough for its terms",
    "by-licence": "Pupils use it through the school’s licence, without accounts of their own",
    "too-young": "The class is too young for its terms",
    "members-only": "Closed: only the people let in can see it",
    "moderated": "A colleague reads everything before the class sees it",
    "no-names": "No full names, addresses or private facts of pupils",
    "no-pictures": "No pictures of pupils, or only those with consent checked",
    "no-messages": "Private messages are off",
    "second-adult": "A second colleague can see everything",
    "rules-taught": "The class was taught its rules and how to report something",
    "parents-told": "Parents and carers were told",
    "incoming": "A parent or carer asked the colleague",
    "outgoing": "The colleague would like to ask",
    "pupil": "A pupil of today",
    "former": "A former pupil",
    "relative": "They are related",
    "outside-link": "A link outside school: a club, a faith group, family friends",
    "other": "Another reason",
    "not-yet": "Not decided yet",
    "nothing": "Nothing followed from it",
    "asked": "The candidate was asked about it at the interview",
    "advice": "HR advice was taken first",
}
"""Every answer that is chosen or ticked."""
YES_NO = ("not-known", "yes", "no")
OF_THE_SCHOOL = ("name", "logo", "both", "material")
AGE_TERMS = ("not-checked", "old-enough", "by-licence", "too-young")
MEASURES = (
    "members-only",
    "moderated",
    "no-names",
    "no-pictures",
    "no-messages",
    "second-adult",
    "rules-taught",
    "parents-told",
)
DIRECTIONS = ("incoming", "outgoing")
WHOM = ("pupil", "former")
LINKS = ("relative", "outside-link", "other")
OUTCOMES = ("not-yet", "nothing", "asked", "advice")

QUESTION_WORDS: Mapping[tuple[RequestKind, str], str] = {
    (RequestKind.NAME_AND_LOGO, "item"): "What is to carry it",
    (RequestKind.NAME_AND_LOGO, "use"): "What it is used for, and where",
    (RequestKind.NAME_AND_LOGO, "material"): "What of the school’s",
    (RequestKind.CLOSED_AREA, "area"): "What it is called",
    (RequestKind.CLOSED_AREA, "purpose"): "What it is for",
    (RequestKind.CLOSED_AREA, "class"): "Which class or group",
    (RequestKind.CLOSED_AREA, "members"): "Who is let in",
    (RequestKind.CLOSED_AREA, "platform"): "On which platform",
    (RequestKind.CLOSED_AREA, "age-terms"): "The platform’s age terms",
    (RequestKind.CLOSED_AREA, "dpia"): "Data protection assessment made",
    (RequestKind.CLOSED_AREA, "measures"): "What keeps it safe",
    (RequestKind.CLOSED_AREA, "moderator"): "Who looks after it and reads it",
    (RequestKind.NEW_ACCOUNT, "account"): "What it is to be called",
    (RequestKind.NEW_ACCOUNT, "platform"): "On which platform",
    (RequestKind.NEW_ACCOUNT, "purpose"): "What it is for",
    (RequestKind.NEW_ACCOUNT, "audience"): "Whom it is for",
    (RequestKind.FRIEND_REQUEST, "direction"): "Who asked whom",
    (RequestKind.FRIEND_REQUEST, "platform"): "On which platform",
    (RequestKind.FRIEND_REQUEST, "reason"): "Why it is wanted",
    (RequestKind.CONNECTION, "whom"): "With whom",
    (RequestKind.CONNECTION, "of-age"): "A former pupil has reached the age your policy names",
    (RequestKind.CONNECTION, "link"): "How they know each other",
    (RequestKind.CONNECTION, "reason"): "What the contact is",
    (RequestKind.RECRUITMENT_SEARCH, "role"): "For which role",
    (RequestKind.RECRUITMENT_SEARCH, "told-on"): "Candidates were told on",
    (RequestKind.RECRUITMENT_SEARCH, "searcher"): "Who searches",
    (RequestKind.RECRUITMENT_SEARCH, "off-panel"): "They are not on the panel",
    (RequestKind.RECRUITMENT_SEARCH, "sources"): "Where is looked",
    (RequestKind.RECRUITMENT_SEARCH, "relevant"): "Something relevant was found",
    (RequestKind.RECRUITMENT_SEARCH, "outcome"): "What followed",
}
HINT_WORDS: Mapping[tuple[RequestKind, str], str] = {
    (RequestKind.NAME_AND_LOGO, "item"): "For example: banner for the summer fair.",
    (RequestKind.NAME_AND_LOGO, "use"): "For example: the fair’s poster and its page.",
    (RequestKind.CLOSED_AREA, "area"): "For example: Year 6 reading blog.",
    (RequestKind.CLOSED_AREA, "members"): "For example: the class, two teachers, the parents of the class.",
    (RequestKind.NEW_ACCOUNT, "audience"): "For example: parents and carers, the village.",
    (RequestKind.FRIEND_REQUEST, "reason"): "Without the name of a pupil, parent or carer.",
    (RequestKind.CONNECTION, "reason"): "Without the name of a pupil, parent or carer.",
    (RequestKind.RECRUITMENT_SEARCH, "role"): "Never a candidate’s name: only the role is kept.",
    (RequestKind.RECRUITMENT_SEARCH, "told-on"): "Shortlisted candidates are told before.",
    (RequestKind.RECRUITMENT_SEARCH, "searcher"): "Somebody who does not sit on the panel.",
    (RequestKind.RECRUITMENT_SEARCH, "sources"): "For example: a search engine, public professional profiles.",
    (RequestKind.RECRUITMENT_SEARCH, "outcome"): "Never a candidate’s name: only the role is kept.",
}
QUESTIONS: Mapping[RequestKind, tuple[RequestQuestion, ...]] = {
    RequestKind.NAME_AND_LOGO: (
        RequestQuestion(RequestKind.NAME_AND_LOGO, "item", required=True),
        RequestQuestion(RequestKind.NAME_AND_LOGO, "use", Answering.LINES, required=True),
        RequestQuestion(RequestKind.NAME_AND_LOGO, "material", Answering.CHOICE, choices=OF_THE_SCHOOL),
    ),
    RequestKind.CLOSED_AREA: (
        RequestQuestion(RequestKind.CLOSED_AREA, "area", required=True),
        RequestQuestion(RequestKind.CLOSED_AREA, "purpose", Answering.LINES, required=True),
        RequestQuestion(RequestKind.CLOSED_AREA, "class", required=True),
        RequestQuestion(RequestKind.CLOSED_AREA, "members"),
        RequestQuestion(RequestKind.CLOSED_AREA, "platform", required=True),
        RequestQuestion(RequestKind.CLOSED_AREA, "age-terms", Answering.CHOICE, choices=AGE_TERMS),
        RequestQuestion(RequestKind.CLOSED_AREA, "dpia", Answering.CHOICE, choices=YES_NO),
        RequestQuestion(RequestKind.CLOSED_AREA, "measures", Answering.TICKS, choices=MEASURES),
        RequestQuestion(RequestKind.CLOSED_AREA, "moderator"),
    ),
    RequestKind.NEW_ACCOUNT: (
        RequestQuestion(RequestKind.NEW_ACCOUNT, "account", required=True),
        RequestQuestion(RequestKind.NEW_ACCOUNT, "platform", required=True),
        RequestQuestion(RequestKind.NEW_ACCOUNT, "purpose", Answering.LINES, required=True),
        RequestQuestion(RequestKind.NEW_ACCOUNT, "audience"),
    ),
    RequestKind.FRIEND_REQUEST: (
        RequestQuestion(RequestKind.FRIEND_REQUEST, "direction", Answering.CHOICE, choices=DIRECTIONS),
        RequestQuestion(RequestKind.FRIEND_REQUEST, "platform"),
        RequestQuestion(RequestKind.FRIEND_REQUEST, "reason", Answering.LINES, required=True),
    ),
    RequestKind.CONNECTION: (
        RequestQuestion(RequestKind.CONNECTION, "whom", Answering.CHOICE, choices=WHOM),
        RequestQuestion(RequestKind.CONNECTION, "of-age", Answering.CHOICE, choices=YES_NO),
        RequestQuestion(RequestKind.CONNECTION, "link", Answering.CHOICE, choices=LINKS),
        RequestQuestion(RequestKind.CONNECTION, "reason", Answering.LINES, required=True),
    ),
    RequestKind.RECRUITMENT_SEARCH: (
        RequestQuestion(RequestKind.RECRUITMENT_SEARCH, "role", required=True),
        RequestQuestion(RequestKind.RECRUITMENT_SEARCH, "told-on", Answering.DAY),
        RequestQuestion(RequestKind.RECRUITMENT_SEARCH, "searcher"),
        RequestQuestion(RequestKind.RECRUITMENT_SEARCH, "off-panel", Answering.CHOICE, choices=YES_NO),
        RequestQuestion(RequestKind.RECRUITMENT_SEARCH, "sources"),
        RequestQuestion(RequestKind.RECRUITMENT_SEARCH, "relevant", Answering.CHOICE, choices=YES_NO),
        RequestQuestion(RequestKind.RECRUITMENT_SEARCH, "outcome", Answering.CHOICE, choices=OUTCOMES),
    ),
}
RESULT_KEYS = ("relevant", "outcome")
"""What is answered after a search, not before."""


def question(kind: RequestKind, key: str) -> RequestQuestion:
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
            raise FieldError(asked.key, tr("“{label}” is needed.", label=asked.words))
        if len(text) > LONGEST:
            raise FieldError(
                asked.key,
                tr("This is longer than {count} characters. Keep it short; nothing was saved.", count=LONGEST),
            )
        _demand_choice(asked, text)
        if text:
            tidy.append((asked.key, text))
    return tuple(tidy)


def _demand_choice(asked: RequestQuestion, text: str) -> None:
    known = set(asked.choices)
    given = set(text.split()) if asked.answering is Answering.TICKS else {text} - {""}
    if asked.choices and not given <= known:
        raise FieldError(asked.key, tr("Choose one of the answers in the list. Nothing was saved."))


def answer_words(asked: RequestQuestion, text: str) -> str:
    """An answer as it is read; an en dash where none was given."""
    if not text:
        return "–"
    if asked.answering is Answering.CHOICE:
        return dict(asked.answers).get(text, "–")
    if asked.answering is Answering.TICKS:
        return "; ".join(words for key, words in asked.answers if key in text.split())
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
