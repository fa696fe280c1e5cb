"""The questions that an incident forces, in words: question, hint, answers, and the clauses they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .wording import tr


class Question(StrEnum):
    """What somebody has to decide; also the `about` of the entry that decides it."""

    ALLEGATION = "allegation"
    SAFEGUARDING = "safeguarding"
    OFFICER = "lado"
    OFFICER_ADVISED = "lado-advised"
    POLICE = "police"
    CARE = "childrens-care"
    PARENTS = "parents-told"
    SCOPE = "scope"
    LEGALITY = "legality"
    HEAD = "head"
    DATA = "data"
    DATA_ADVICE = "data-advice"
    REGULATOR = "regulator"
    PEOPLE_TOLD = "people-told"
    REMOVED = "removed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer. `reference_words` names what is asked for with it, "" for nothing; `is_open` leaves it undecided."""

    answer: str
    words: str
    needs_reason: bool = True
    reference_words: str = ""
    is_open: bool = False


QUESTION_WORDS: Mapping[Question, str] = {
    Question.ALLEGATION: "If this is true, did an adult harm a child or put one at risk?",
    Question.SAFEGUARDING: "The safeguarding decision: may a child be at risk?",
    Question.OFFICER: "Has the local authority’s officer for allegations been asked?",
    Question.OFFICER_ADVISED: "What does the local authority’s officer advise?",
    Question.POLICE: "A threat, hate, sexual content, a child at risk or a crime: tell the police?",
    Question.CARE: "A child may be at risk: tell children’s social care?",
    Question.PARENTS: "Are the child’s parents told?",
    Question.SCOPE: "Is this within your policy?",
    Question.LEGALITY: "Unacceptable, or against the law?",
    Question.HEAD: "Serious: what does the headteacher say?",
    Question.DATA: "Could personal data have been seen, changed or lost?",
    Question.DATA_ADVICE: "What does the data protection officer advise?",
    Question.REGULATOR: "Report the data breach to the regulator?",
    Question.PEOPLE_TOLD: "Are the people told whose data it is?",
    Question.REMOVED: "Was it taken down?",
    Question.REFUSED: "It was refused: what does the school do?",
}
HINT_WORDS: Mapping[Question, str] = {
    Question.ALLEGATION: "The first question of every incident. A parent’s angry comment can be an allegation. "
    "Not sure counts as yes.",
    Question.SAFEGUARDING: "Safeguarding files live elsewhere: only the online facts stay here.",
    Question.OFFICER: "Within one working day. Until they have advised nobody questions child, colleague or parent.",
    Question.OFFICER_ADVISED: "From here on people may be spoken to as they advise.",
    Question.POLICE: "Yes or no, with the reason. In danger now: ring 999 first.",
    Question.CARE: "Yes or no, with the reason.",
    Question.PARENTS: "Or why not.",
    Question.SCOPE: "A private post is within it where it touches the standards or the good name of the school, or says "
    "something about its people. Outside it support is still offered.",
    Question.LEGALITY: "Unacceptable: the school’s own procedures. Against the law: the police or the agency concerned.",
    Question.HEAD: "It cannot be closed without.",
    Question.DATA: "Unanswered counts as yes: 72 hours run from when anybody in school first knew, weekends too.",
    Question.DATA_ADVICE: "Their words, shortly, and the day they gave them.",
    Question.REGULATOR: "Within 72 hours; where it is not reported the reason is kept.",
    Question.PEOPLE_TOLD: "They are told without delay where the risk to them is high.",
    Question.REMOVED: "After it was asked for.",
    Question.REFUSED: "The school decides, and writes down why.",
}
_CHOICES: Mapping[Question, Callable[[], tuple[Choice, ...]]] = {
    Question.ALLEGATION: lambda: (
        Choice("yes", tr("Yes"), needs_reason=False),
        Choice("not-sure", tr("Not sure"), needs_reason=False),
        Choice("no", tr("No")),
    ),
    Question.SAFEGUARDING: lambda: (
        Choice(
            "risk", tr("Yes, a child may be at risk"), reference_words=tr("Where it stands in the safeguarding file")
        ),
        Choice("no-risk", tr("No")),
    ),
    Question.OFFICER: lambda: (
        Choice("yes", tr("Yes, asked"), needs_reason=False, reference_words=tr("Whom, when, and their reference")),
        Choice("no", tr("No, they are not asked")),
    ),
    Question.OFFICER_ADVISED: lambda: (Choice("advised", tr("They advised")),),
    Question.POLICE: lambda: (
        Choice("yes", tr("Yes, the police are told"), reference_words=tr("Crime number, or who took it down and when")),
        Choice("no", tr("No")),
    ),
    Question.CARE: lambda: (
        Choice("yes", tr("Yes, they are told"), reference_words=tr("Whom, when, and their reference")),
        Choice("no", tr("No")),
    ),
    Question.PARENTS: lambda: (Choice("yes", tr("Yes, they are told"), needs_reason=False), Choice("no", tr("No"))),
    Question.SCOPE: lambda: (
        Choice("inside", tr("Yes, within it"), needs_reason=False),
        Choice("outside", tr("No, outside it")),
    ),
    Question.LEGALITY: lambda: (
        Choice("unacceptable", tr("Unacceptable, not against the law")),
        Choice("illegal", tr("It may be against the law")),
        Choice("not-sure", tr("Not sure yet: advice is asked for"), is_open=True),
    ),
    Question.HEAD: lambda: (
        Choice("enough", tr("What is done is enough")),
        Choice("procedure", tr("The school’s own procedure is started")),
        Choice("more", tr("More is to be done first"), is_open=True),
    ),
    Question.DATA: lambda: (
        Choice("yes", tr("Yes"), needs_reason=False),
        Choice("not-sure", tr("Not sure"), needs_reason=False),
        Choice("no", tr("No")),
    ),
    Question.DATA_ADVICE: lambda: (Choice("advised", tr("They advised")),),
    Question.REGULATOR: lambda: (
        Choice("yes", tr("Yes, it is reported"), needs_reason=False, reference_words=tr("The regulator’s reference")),
        Choice("no", tr("No, it is not reported")),
    ),
    Question.PEOPLE_TOLD: lambda: (Choice("yes", tr("Yes, they are told"), needs_reason=False), Choice("no", tr("No"))),
    Question.REMOVED: lambda: (
        Choice("yes", tr("Yes, it is gone"), needs_reason=False),
        Choice("no", tr("No, refused or not answered"), needs_reason=False),
    ),
    Question.REFUSED: lambda: (
        Choice("site", tr("Report it to the site")),
        Choice("council", tr("Ask the local authority")),
        Choice("lawyers", tr("Ask lawyers")),
        Choice("helpline", tr("Ask a helpline")),
        Choice("leave", tr("Leave it as it is")),
    ),
}
CLAUSES: Mapping[Question, tuple[str, ...]] = {
    Question.SAFEGUARDING: ("kew-woods:5.5",),
    Question.POLICE: ("kew-woods:app1-police", "churchward:3-internal-vs-illegal", "bucklebury:parent-3"),
    Question.SCOPE: ("churchward:1-out-of-scope",),
    Question.LEGALITY: ("churchward:3-internal-vs-illegal",),
    Question.HEAD: ("churchward:5-serious-principal",),
    Question.DATA: ("kew-woods:8-7.2-a",),
    Question.REGULATOR: ("kew-woods:8-7.2-a",),
    Question.REMOVED: ("kew-woods:app1-remove-request",),
    Question.REFUSED: ("kew-woods:app1-refuse-decide",),
}


def choices(question: Question) -> tuple[Choice, ...]:
    """The answers that may be given to a question, in their order."""
    return _CHOICES[question]()
