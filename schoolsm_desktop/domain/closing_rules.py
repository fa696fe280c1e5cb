"""Closing, opening again, and the answer that nobody gives before it is released.

Closing says the outcome by kind of person, who was told, whether support was offered, and how long the record is kept;
what is still open is said in one list. Nobody is sent away with one thing missing after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .case_look import CaseLook, Wrongdoer, last_of
from .cases import Entry, EntryKind, EvidenceFile, EvidenceState
from .clauses import Subject, short_clause_name
from .errors import FieldError, RuleError
from .first_hour import first_clause, rests_on
from .forced_decisions import open_decisions
from .incident_kinds import CONCERNED_WORDS, Concerned, IncidentKind
from .incidents import Answer, Incident, Part
from .next_steps import is_outside
from .policy import Profile, clause
from .rules import Replying
from .wording import day_text, list_text, ntr, tr


class Finding(StrEnum):
    """What came out about an adult (PRACTICE 10)."""

    SUBSTANTIATED = "substantiated"
    MALICIOUS = "malicious"
    FALSE = "false"
    UNSUBSTANTIATED = "unsubstantiated"
    UNFOUNDED = "unfounded"


class Kept(StrEnum):
    """How long a record is kept, by class; the school's own retention schedule goes before it."""

    ALLEGATION = "allegation"
    CHILD = "child"
    DATA = "data"
    USUAL = "usual"
    SHORT = "short"
    REMOVE = "remove"


FINDING_WORDS: Mapping[Finding, str] = {
    Finding.SUBSTANTIATED: "Substantiated: there is enough evidence for it",
    Finding.MALICIOUS: "Malicious: it is not true, and was meant to deceive",
    Finding.FALSE: "False: there is enough evidence against it",
    Finding.UNSUBSTANTIATED: "Unsubstantiated: not enough evidence either way",
    Finding.UNFOUNDED: "Unfounded: nothing supports it",
}
KEPT_WORDS: Mapping[Kept, str] = {
    Kept.ALLEGATION: "Allegation about an adult: 10 years, or until pension age where that is longer",
    Kept.CHILD: "A child may have been at risk: until the child is 25",
    Kept.DATA: "Data breach: 6 years after it was closed",
    Kept.USUAL: "Incident: 6 years after the school year",
    Kept.SHORT: "Minor, or outside the policy: until the end of next school year",
    Kept.REMOVE: "Malicious or false: to be removed whole",
}
OUTSIDE = "outside"
NONE_NEEDED = "none-needed"
OUTCOME_WORDS = {
    OUTSIDE: "Outside your policy",
    NONE_NEEDED: "Nothing further",
}
HELD, RELEASED, NEVER = "held", "released", "never"
_REPLY_CLAUSES = ("kew-woods:app1-no-reply",)


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """One outcome to tick: `key` is kept, `whom` says for whom, `rests_on` its clause."""

    key: str
    words: str
    whom: str = ""
    clause: str = ""
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """What somebody enters to close an incident. Discipline is a day and a reference only."""

    outcomes: tuple[str, ...] = ()
    finding: Finding | None = None
    words: str = ""
    discipline_on: date | None = None
    discipline_reference: str = ""
    told: str = ""
    support: Answer = Answer.NOT_ASKED
    support_words: str = ""
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class ReplyRule:
    """What the policy lets be answered: `may_answer` not at all, or with a text that the lead approves."""

    may_answer: bool
    words: str
    rests_on: str


def outcome_choices(look: CaseLook) -> tuple[OutcomeChoice, ...]:
    """What may follow for the kinds of people it is said to be; all kinds where nobody is named."""
    named = bool(look.incident.of_part(Part.SAID_TO_BE))
    wanted = look.concerned if named else tuple(Concerned)
    rules = [
        OutcomeChoice(x.words, x.words, tr(CONCERNED_WORDS[x.concerned]), x.clause, rests_on(look.profile, x.clause))
        for x in look.profile.rules.outcomes
        if x.concerned in wanted
    ]
    usual = tr("Usual practice")
    outside_clause = first_clause(look.profile, ("churchward:1-out-of-scope",))
    fixed = [OutcomeChoice(NONE_NEEDED, tr(OUTCOME_WORDS[NONE_NEEDED]), rests_on=usual)]
    if is_outside(look):
        said = tr(OUTCOME_WORDS[OUTSIDE])
        fixed.insert(0, OutcomeChoice(OUTSIDE, said, "", outside_clause, rests_on(look.profile, outside_clause)))
        return tuple(fixed[:1])
    unique = {choice.key: choice for choice in rules}
    return (*unique.values(), *fixed)


def asks_finding(look: CaseLook) -> bool:
    """Whether an outcome for adults is asked for: an allegation about a colleague."""
    adult = Wrongdoer.COLLEAGUE in look.wrongdoers and bool(look.incident.of_part(Part.SAID_TO_BE))
    return adult and not is_outside(look)


def usual_retention(look: CaseLook) -> Kept:
    """The class that most schools would choose."""
    if look.allegation_stands:
        return Kept.ALLEGATION
    if look.child_at_risk or look.incident.kind in (
        IncidentKind.PUPIL_CONTACTS_STAFF,
        IncidentKind.STAFF_CONTACTS_PUPIL,
    ):
        return Kept.CHILD
    if is_outside(look):
        return Kept.SHORT
    return Kept.DATA if look.data_counts else Kept.USUAL


def missing(look: CaseLook, evidence: Iterable[EvidenceFile] = ()) -> tuple[str, ...]:
    """Everything that stands in the way of closing, each as a sentence; empty where it can be closed."""
    found = [tr("Not decided: {what}", what=one.words) for one in open_decisions(look)]
    actions = open_actions(look.case.entries)
    if actions:
        found.append(ntr("{count} action is not done", "{count} actions are not done", len(actions)))
    sealed = len([one for one in evidence if one.state is EvidenceState.SEALED_OFF])
    if sealed:
        found.append(
            ntr(
                "{count} piece of evidence is sealed off, and the police have not said what becomes of it",
                "{count} pieces of evidence are sealed off, and the police have not said what becomes of them",
                sealed,
            )
        )
    if look.incident.hold_reply:
        found.append(tr("The answer is held: release it, or decide that nobody answers"))
    return tuple(found)


def open_actions(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Actions that nobody has finished; one to tell somebody is finished by telling them."""
    every = tuple(entries)
    done = {x.of for x in every if x.kind in (EntryKind.DONE, EntryKind.TOLD)}
    return tuple(x for x in every if x.kind is EntryKind.ACTION and x.number not in done)


def check_closing(look: CaseLook, closing: Closing, evidence: Iterable[EvidenceFile] = ()) -> None:
    """Raise RuleError with one list of what is missing, or FieldError where a field of the closing is."""
    gaps = missing(look, evidence)
    if gaps:
        raise RuleError(tr("It cannot be closed yet, and nothing was saved. {missing}.", missing=". ".join(gaps)))
    if not closing.outcomes:
        raise FieldError("outcomes", tr("Tick at least one outcome."))
    known = {choice.key for choice in outcome_choices(look)}
    if not set(closing.outcomes) <= known:
        raise FieldError("outcomes", tr("Your policy has changed meanwhile. Look at the outcomes again."))
    if asks_finding(look) and closing.finding is None:
        raise FieldError("finding", tr("For an adult one of the five outcomes is needed."))
    if not closing.told.strip():
        raise FieldError("told", tr("Write down who was told how it ended, or why nobody is."))
    if closing.support not in (Answer.YES, Answer.NO):
        raise FieldError("support", tr("Was support offered to whoever was harmed? Yes or no."))
    if closing.support is Answer.NO and (is_outside(look) or not closing.support_words.strip()):
        raise FieldError("support_words", _support_sentence(look))
    if closing.kept is None:
        raise FieldError("kept", tr("Choose how long the record is kept."))
    if closing.kept is Kept.REMOVE and closing.finding not in (Finding.MALICIOUS, Finding.FALSE):
        raise FieldError("kept", tr("Only a malicious or a false one is removed whole."))


def closing_words(closing: Closing, choices: Iterable[OutcomeChoice]) -> str:
    """What the record says of the outcome, in sentences."""
    said = {choice.key: choice.words for choice in choices}
    parts = [list_text([said.get(key, key) for key in closing.outcomes])]
    if closing.finding is not None:
        parts.append(tr(FINDING_WORDS[closing.finding]).split(":")[0])
    if closing.discipline_on is not None:
        parts.append(
            tr(
                "Discipline: {day}, reference {reference}; the file is kept elsewhere",
                day=day_text(closing.discipline_on),
                reference=closing.discipline_reference or "–",
            )
        )
    if closing.words.strip():
        parts.append(closing.words.strip())
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def reply_rule(profile: Profile) -> ReplyRule:
    """Whether and how something hurtful may be answered under this policy (D12)."""
    found = clause(profile, Subject.REPLYING)
    named = short_clause_name(found) if found is not None else tr("Usual practice")
    words = {
        Replying.NONE: tr("Your policy: nobody answers."),
        Replying.HOLD: tr("Nobody answers before whoever leads it releases the answer."),
        Replying.APPROVED_TEXT: tr("Only an approved text is sent, by whoever leads it."),
    }
    return ReplyRule(profile.rules.replying is not Replying.NONE, words[profile.rules.replying], named)


def check_release(incident: Incident, profile: Profile, text: str, reason: str, *, at_all: bool) -> None:
    """Raise RuleError where nothing is held or the policy lets nobody answer, FieldError for a missing text or reason."""
    if not incident.hold_reply:
        raise RuleError(tr("Nothing is held here any more: it was released or decided meanwhile. Nothing was changed."))
    if not at_all:
        if not reason.strip():
            raise FieldError("reason", tr("Write down why nobody answers."))
        return
    if not reply_rule(profile).may_answer:
        raise RuleError(
            tr(
                "Your policy lets nobody answer ({clause}). Decide that nobody answers.",
                clause=reply_rule(profile).rests_on,
            )
        )
    if not text.strip():
        raise FieldError("text", tr("Write the text that is approved: it goes out as it stands here."))


def reply_state(look: CaseLook) -> str:
    """`Do not reply yet`, the decision that nobody answers, or that a text was released; "" where nothing was held."""
    if look.incident.hold_reply:
        return tr("Do not reply yet")
    last = last_of(e for e in look.case.entries if e.kind is EntryKind.REPLY)
    if last is None or last.answer not in (NEVER, RELEASED):
        return ""
    day = day_text(last.at.astimezone().date())
    if last.answer == NEVER:
        return tr("Nobody answers: decided {day}", day=day)
    return tr("Answer released {day}", day=day)


def _support_sentence(look: CaseLook) -> str:
    if is_outside(look):
        return tr("Outside the policy it closes with support still offered. Offer it first.")
    return tr("Write down why no support was offered.")
