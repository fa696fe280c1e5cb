"""Which fields each kind of entry asks for, and what they are called there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schoolsm_desktop.domain.cases import EntryKind
from schoolsm_desktop.domain.incident_record import ABOUT_WORDS
from schoolsm_desktop.domain.record_entries import Adding
from schoolsm_desktop.domain.rules import PlatformReporter, TellParents
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.incident_record_views import RecordChoices

Options = Sequence[tuple[str, str]]
FIELDS = (
    "about",
    "of",
    "link",
    "person_id",
    "who",
    "chosen",
    "words",
    "answer",
    "reason",
    "reference",
    "due",
    "printed",
)
"""Every field that a kind may ask for, in their order; day, time and paper are asked for with each."""
LABELS: Mapping[Adding, Mapping[str, str]] = {
    Adding.NOTE: {"words": "What is to stand in the record"},
    Adding.TOLD: {
        "of": "It was to be done by",
        "person_id": "Which colleague",
        "who": "Or who else",
        "words": "What was said, and how",
    },
    Adding.PARENTS: {
        "chosen": "Were the parents told?",
        "who": "Who was told",
        "words": "What was said",
        "reason": "If not: why not",
    },
    Adding.MEETING: {
        "about": "What it was",
        "who": "With whom",
        "words": "What was said or agreed",
        "due": "If it is still to be: on which day",
    },
    Adding.SUPPORT: {"person_id": "To which colleague", "who": "Or to whom else", "words": "What was offered"},
    Adding.MODERATION: {"about": "What was done", "words": "With what", "printed": "A screen print was kept first"},
    Adding.PLATFORM: {
        "who": "Which platform",
        "about": "Who reported it",
        "words": "What was reported",
        "reference": "Its reference",
        "answer": "Its answer, if it came at once",
    },
    Adding.ASKED: {"who": "Who was asked", "words": "To take down what", "due": "By when"},
    Adding.AGENCY: {
        "about": "Which agency",
        "who": "Who there",
        "words": "What was passed on",
        "reference": "Its reference",
        "answer": "Its answer, if it came at once",
    },
    Adding.ANSWER: {"of": "An answer to", "answer": "What was answered", "reference": "Its reference"},
    Adding.ACTION: {
        "words": "What is to be done",
        "person_id": "Which colleague does it",
        "who": "Or who else",
        "due": "By when",
    },
    Adding.DONE: {"of": "What was done", "words": "What shows it", "reference": "Reference"},
    Adding.FIRST_LOOK: {
        "chosen": "Is it within your policy?",
        "words": "What contains it now, and who was brought in",
        "reason": "Why this is enough for now",
    },
    Adding.DECISION: {
        "words": "What could be done",
        "answer": "What is done",
        "reason": "Why this is in proportion",
    },
    Adding.ADVICE: {"about": "Whose advice", "who": "Who gave it", "words": "What was advised"},
    Adding.SAFEGUARDING: {"who": "In which system or file", "reference": "Its reference", "words": "What else"},
    Adding.LINK: {"link": "Which record", "words": "What it has to do with this"},
    Adding.CORRECTION: {"of": "Which entry", "words": "What is right"},
}
NEEDED: Mapping[Adding, frozenset[str]] = {
    Adding.NOTE: frozenset({"words"}),
    Adding.MEETING: frozenset({"words"}),
    Adding.SUPPORT: frozenset({"words"}),
    Adding.MODERATION: frozenset({"words"}),
    Adding.PLATFORM: frozenset({"who"}),
    Adding.ASKED: frozenset({"who"}),
    Adding.ANSWER: frozenset({"answer"}),
    Adding.ACTION: frozenset({"words"}),
    Adding.FIRST_LOOK: frozenset({"reason"}),
    Adding.DECISION: frozenset({"answer", "reason"}),
    Adding.ADVICE: frozenset({"words"}),
    Adding.SAFEGUARDING: frozenset({"who"}),
    Adding.LINK: frozenset({"link"}),
    Adding.CORRECTION: frozenset({"words"}),
}
"""What is marked as needed; where one of two is needed neither is marked."""
HINT_WORDS: Mapping[Adding, str] = {
    Adding.MODERATION: "Nothing is hidden or deleted before a screen print: afterwards nobody can show it.",
    Adding.ADVICE: "Legal advice is kept apart from the rest of the record and from its prints.",
    Adding.CORRECTION: "What stands there stays. The correction stands beside it.",
    Adding.SAFEGUARDING: "The child’s file stays in its own system. Only where it is stands here.",
    Adding.SUPPORT: "Support is offered whatever comes of the incident.",
    Adding.LINK: "Whoever may not read the other record does not see the link.",
}
_REPORTER_WORDS = {
    PlatformReporter.SCHOOL: "Your policy: the school reports it.",
    PlatformReporter.COLLEAGUE: "Your policy: the colleague reports it.",
    PlatformReporter.LEAD_DECIDES: "Your policy leaves it to you who reports it.",
}
_PARENT_WORDS = {
    TellParents.SERIOUS: "Your policy: parents are told of what is serious.",
    TellParents.ALWAYS: "Your policy: parents are always told.",
    TellParents.DECIDE: "Your policy leaves it to you. Say why, either way.",
}
_SORTS: Mapping[Adding, tuple[EntryKind, tuple[str, ...]]] = {
    Adding.MEETING: (EntryKind.MEETING, ("held", "invited", "mediation", "welfare")),
    Adding.MODERATION: (EntryKind.MODERATION, ("hidden", "deleted", "reported", "answered", "left")),
    Adding.PLATFORM: (EntryKind.PLATFORM_REPORT, ("school", "colleague")),
    Adding.ADVICE: (EntryKind.ADVICE, ("legal", "hr", "local-authority", "data-protection", "union", "other")),
}


def hint_of(adding: Adding, choices: RecordChoices) -> str:
    """What is said above the fields of a kind: what the policy wants of it, or what becomes of it."""
    if adding is Adding.PLATFORM:
        return tr(_REPORTER_WORDS[choices.platform_reporter])
    if adding is Adding.PARENTS:
        return tr(_PARENT_WORDS[choices.tell_parents])
    return tr(HINT_WORDS[adding]) if adding in HINT_WORDS else ""


def about_options(adding: Adding, choices: RecordChoices) -> Options:
    """What an entry of this kind can be about."""
    if adding is Adding.AGENCY:
        return choices.agencies
    if adding not in _SORTS:
        return ()
    kind, keys = _SORTS[adding]
    if adding is Adding.PLATFORM and choices.platform_reporter is PlatformReporter.COLLEAGUE:
        keys = ("colleague", "school")
    return tuple((key, tr(ABOUT_WORDS[kind, key])) for key in keys)


def of_options(adding: Adding, choices: RecordChoices) -> Options:
    """Which entries one of this kind can belong to."""
    view = choices.view
    actions = tuple((str(x.number), x.words or tr("to be done")) for x in view.actions)
    if adding is Adding.TOLD:
        return (("", tr("nothing that was to be done")), *actions)
    if adding is Adding.DONE:
        return actions
    if adding is Adding.ANSWER:
        return tuple((str(number), said) for number, said in view.waiting)
    return choices.entries if adding is Adding.CORRECTION else ()


def chosen_options(adding: Adding) -> Options:
    """The answers to choose among."""
    if adding is Adding.PARENTS:
        return (("yes", tr("Yes")), ("no", tr("No")))
    if adding is Adding.FIRST_LOOK:
        return (("within", tr("Yes")), ("outside", tr("No")), ("not-sure", tr("Not sure yet")))
    return ()


def offered(choices: RecordChoices) -> list[Adding]:
    """The kinds that can be added now: nothing to be done, nothing to answer, and nobody's deed but one's own."""
    view = choices.view
    hidden = set()
    if not view.actions:
        hidden.add(Adding.DONE)
    if not view.waiting:
        hidden.add(Adding.ANSWER)
    if not view.may_safeguard:
        hidden.add(Adding.SAFEGUARDING)
    if not choices.entries:
        hidden.add(Adding.CORRECTION)
    return [adding for adding in LABELS if adding not in hidden]
