"""The first hour: what your policy says to do, by type, with the clause; usual practice where it is silent.

The first question of every incident comes first (PRACTICE 1), and where a colleague is harmed their support comes next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .clauses import ClauseRef, short_clause_name
from .incident_kinds import IncidentKind
from .people import Duty
from .policy import Profile, clause_by_id, duty_title, head_within
from .wording import tr

MOST_ON_CARD = 5
"""As many steps as somebody reads with a shaking hand."""
HARMS_COLLEAGUE = frozenset(
    {
        IncidentKind.ABUSE_OF_STAFF,
        IncidentKind.PARENT_COMMENT,
        IncidentKind.PUBLIC_COMPLAINT,
        IncidentKind.IMPERSONATION,
        IncidentKind.BLACKMAIL,
    }
)
"""Types in which somebody is hurt by what is said or done: support comes right after the first question."""
SUPPORT_CLAUSES = ("kew-woods:app1-intro",)
ALLEGATION, SUPPORT, EVIDENCE, NO_REPLY = "allegation", "support", "evidence", "no-reply"
_KNOWN = (
    (ALLEGATION, ("if this is true",)),
    (SUPPORT, ("offer support",)),
    (EVIDENCE, ("take screen prints", "take a screen print", "with screen prints")),
    (NO_REPLY, ("answer nothing", "write nothing back", "unanswered")),
)


@dataclass(frozen=True, slots=True)
class FirstLine:
    """One thing to do in the first hour. `clause` is its id, "" for usual practice; `rests_on` is ready to be shown.

    `key` says what it is where the program knows: the question on an allegation, the support, the evidence, no reply.
    """

    key: str
    words: str
    clause: str = ""
    rests_on: str = ""


def first_hour(profile: Profile, kind: IncidentKind, most: int = MOST_ON_CARD) -> tuple[FirstLine, ...]:
    """What to do first about an incident of this type: the allegation question, support, then your policy's own order."""
    return every_first_line(profile, kind)[:most]


def every_first_line(profile: Profile, kind: IncidentKind) -> tuple[FirstLine, ...]:
    """All steps of the first hour, however many, in the order of `first_hour`."""
    own = [
        FirstLine(known_step(step.words), step.words, step.clause, rests_on(profile, step.clause))
        for step in profile.rules.first_steps
        if step.kind is kind
    ]
    first = [_of(own, ALLEGATION) or _allegation_line(profile)]
    if kind in HARMS_COLLEAGUE:
        first.append(_of(own, SUPPORT) or _support_line(profile))
    rest = [line for line in own if line not in first]
    return (*first, *(rest or _usual(profile)))


def known_step(words: str) -> str:
    """What a step of the policy is, as far as its words tell; "" where the program has no name for it."""
    said = words.casefold()
    return next((key for key, marks in _KNOWN if any(mark in said for mark in marks)), "")


def first_clause(profile: Profile, ids: Iterable[str]) -> str:
    """The first of these clauses that the policy has; "" where it is silent."""
    return next((one for one in ids if clause_by_id(profile, one) is not None), "")


def rests_on(profile: Profile, clause_id: str) -> str:
    """The clause as it is shown below a step; `Usual practice` where the policy is silent."""
    found: ClauseRef | None = clause_by_id(profile, clause_id) if clause_id else None
    return short_clause_name(found) if found is not None else tr("Usual practice")


def title_within(profile: Profile, duty: Duty) -> str:
    """A duty's title as it stands inside a sentence: `headteacher`, `Lead for Child Protection`."""
    title = duty_title(profile, duty)
    return title[:1].lower() + title[1:] if title[1:].islower() else title


def _of(lines: Iterable[FirstLine], key: str) -> FirstLine | None:
    return next((line for line in lines if line.key == key), None)


def _allegation_line(profile: Profile) -> FirstLine:
    words = tr(
        "Ask first: if this is true, did an adult harm a child or put one at risk? Yes or not sure: tell the {lead} "
        "now. They decide first, and until then nobody questions anybody.",
        lead=title_within(profile, Duty.DSL),
    )
    return FirstLine(ALLEGATION, words, "", tr("Usual practice"))


def _support_line(profile: Profile) -> FirstLine:
    clause_id = first_clause(profile, SUPPORT_CLAUSES)
    words = tr("Ask the person harmed how they are, and offer support today.")
    return FirstLine(SUPPORT, words, clause_id, rests_on(profile, clause_id))


def _usual(profile: Profile) -> list[FirstLine]:
    """Where the policy has no steps for a type."""
    usual = tr("Usual practice")
    return [
        FirstLine(NO_REPLY, tr("Answer nothing, and ask others to answer nothing."), "", usual),
        FirstLine(
            EVIDENCE,
            tr("Take screen prints with the address, the day and the time before anything is hidden or deleted."),
            "",
            usual,
        ),
        FirstLine("", tr("Tell the {head}.", head=head_within(profile)), "", usual),
    ]
