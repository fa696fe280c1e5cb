"""The term's pack: which documents a school prints together once a term, for whom, and why each is in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from .permissions import Action
from .wording import day_text, tr


@dataclass(frozen=True, slots=True)
class PackPaper:
    """One document of the pack, by the key of its line on the page of reports, and who may print it.

    `of_term` says that it is made of something that belongs to this term: there may be none of it yet.
    """

    key: str
    needs: Action
    of_term: bool = False


PAPERS: tuple[PackPaper, ...] = (
    PackPaper("term-report-public", Action.READ_REPORTS, of_term=True),
    PackPaper("term-report-confidential", Action.READ_REPORTS, of_term=True),
    PackPaper("access-register", Action.PRINT_REGISTERS),
    PackPaper("review-evidence", Action.PRINT_REGISTERS, of_term=True),
    PackPaper("account-directory", Action.PRINT_REGISTERS),
    PackPaper("account-checks", Action.PRINT_REGISTERS, of_term=True),
    PackPaper("training-coverage", Action.PRINT_REGISTERS),
    PackPaper("declaration-coverage", Action.RECORD_DECLARATIONS),
    PackPaper("permission-register", Action.PRINT_REGISTERS),
    PackPaper("published-list", Action.PRINT_PUPIL_LISTS),
    PackPaper("moderation-log", Action.PRINT_REGISTERS),
    PackPaper("removal-requests", Action.PRINT_REGISTERS),
    PackPaper("policy-health", Action.SEE_PEOPLE),
    PackPaper("taught", Action.TICK_LESSONS),
    PackPaper("agreement-tally", Action.TICK_LESSONS),
    PackPaper("holiday-card", Action.PRINT_REGISTERS),
)
REASON_WORDS = {
    "term-report-public": "What the board reads, and what may be published",
    "term-report-confidential": "What the board alone reads",
    "access-register": "Who may post where, for the headteacher to sign",
    "review-evidence": "What this term’s review of access decided",
    "account-directory": "The accounts as they stand, for the safe",
    "account-checks": "This term’s check of the accounts",
    "training-coverage": "Who has read, signed and been trained, in numbers",
    "declaration-coverage": "Your policy asks for declarations",
    "permission-register": "Who may use the school’s name and logo",
    "published-list": "Everything that is out, and when it is looked at again",
    "moderation-log": "What was done about comments",
    "removal-requests": "What others were asked to take down",
    "policy-health": "What does not hold in the policy any more",
    "taught": "Your policy asks what is taught",
    "agreement-tally": "Your policy asks for agreements of pupils and parents",
    "holiday-card": "For whoever is in during the holiday",
}
NONE_WORDS = {
    "term-report-public": "No termly report was begun this term",
    "term-report-confidential": "No termly report was begun this term",
    "review-evidence": "No review of access was begun this term",
    "account-checks": "No account was checked this term",
}


@dataclass(frozen=True, slots=True)
class PackChoice:
    """A document as the pack offers it: what it is made of, whether it is ticked, and why.

    `there` is False where there is nothing yet to make it of; it then stands there unticked, with the reason.
    """

    key: str
    which: str
    ticked: bool
    reason: str
    there: bool = True


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What decides on the pack: the rights of the person, what the policy has no use for, and what was printed when."""

    may: Collection[Action]
    not_asked: Collection[str]
    of_term: Mapping[str, str]
    """By document what of this term it is made of; no entry where there is none yet."""
    last: Mapping[str, date]
    starts: date


def pack_for(facts: PackFacts) -> tuple[PackChoice, ...]:
    """The pack of a term, in the order in which it is put together; what was printed this term already is not ticked."""
    return tuple(
        _choice(paper, facts) for paper in PAPERS if paper.needs in facts.may and paper.key not in facts.not_asked
    )


def _choice(paper: PackPaper, facts: PackFacts) -> PackChoice:
    if paper.of_term and paper.key not in facts.of_term:
        return PackChoice(paper.key, "", False, tr(NONE_WORDS[paper.key]), there=False)
    reason, printed = tr(REASON_WORDS[paper.key]), facts.last.get(paper.key)
    done = printed is not None and printed >= facts.starts
    if done and printed is not None:
        reason = tr("{reason}. Printed this term already, on {day}", reason=reason, day=day_text(printed))
    return PackChoice(paper.key, facts.of_term.get(paper.key, ""), not done, reason)
