"""The termly account check: a fixed list of questions for every account, answered, dated, printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .access import Access, AccessLevel
from .accounts import Account, Known, SecondFactor
from .policy import ACT_WORDS, Profile, account_may_not
from .wording import day_text, list_text, tr

A_YEAR = timedelta(days=365)


class CheckQuestion(StrEnum):
    """The fixed list, in the order in which it is asked (DOMAIN, “Termly account check”)."""

    SECOND_FACTOR = "second-factor"
    TWO_ADMINISTRATORS = "two-administrators"
    RECOVERY_TRIED = "recovery-tried"
    ADDRESS_AND_PICTURE = "address-and-picture"
    FOLLOWS_NO_INDIVIDUAL = "follows-no-individual"
    STILL_NEEDED = "still-needed"


QUESTION_WORDS = {
    CheckQuestion.SECOND_FACTOR: "Is a second factor switched on?",
    CheckQuestion.TWO_ADMINISTRATORS: "Can a second person get in as administrator?",
    CheckQuestion.RECOVERY_TRIED: "Was the way back in tried within a year?",
    CheckQuestion.ADDRESS_AND_PICTURE: "Are address, name and picture right?",
    CheckQuestion.FOLLOWS_NO_INDIVIDUAL: "Does it keep off the pages of individuals?",
    CheckQuestion.STILL_NEEDED: "Does it still serve its purpose?",
}
QUESTION_HELP = {
    CheckQuestion.SECOND_FACTOR: "Look in the security settings on the platform. A stolen password alone must not open it.",
    CheckQuestion.TWO_ADMINISTRATORS: (
        "Open the list of administrators there. If the only one falls ill, the school must not be locked out."
    ),
    CheckQuestion.RECOVERY_TRIED: (
        "Ask for a reset code and see that it comes to the school’s own mailbox or phone. You need not use it."
    ),
    CheckQuestion.ADDRESS_AND_PICTURE: (
        "Look at the page as a parent sees it: name, picture, address, telephone number, link to the website."
    ),
    CheckQuestion.FOLLOWS_NO_INDIVIDUAL: "Go through the lists of what it follows and likes.",
    CheckQuestion.STILL_NEEDED: "When was something posted last, and does anybody read it? If not, close it.",
}
FOLLOW_UP_WORDS = {
    CheckQuestion.SECOND_FACTOR: "no second factor",
    CheckQuestion.TWO_ADMINISTRATORS: "no second administrator",
    CheckQuestion.RECOVERY_TRIED: "the way back in was not tried within a year",
    CheckQuestion.ADDRESS_AND_PICTURE: "address, name or picture are not right",
    CheckQuestion.FOLLOWS_NO_INDIVIDUAL: "it follows, likes or comments on individuals",
    CheckQuestion.STILL_NEEDED: "no longer needed",
}


@dataclass(frozen=True, slots=True)
class AccountCheck:
    """One account, checked in one term; NOT_KNOWN stands for a question that nobody could answer yet."""

    id: UUID
    school_id: UUID
    account_id: UUID
    term: str
    checked_by: UUID
    checked_at: datetime
    answers: Mapping[CheckQuestion, Known] = field(default_factory=dict)
    note: str = ""
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the account's own facts say to a question, and which fact says it; a person takes it or answers otherwise."""

    answer: Known
    why: str


def questions(profile: Profile) -> tuple[CheckQuestion, ...]:
    """The fixed list. Where the policy allows its accounts everything, whom they follow is not asked."""
    if account_may_not(profile):
        return tuple(CheckQuestion)
    return tuple(q for q in CheckQuestion if q is not CheckQuestion.FOLLOWS_NO_INDIVIDUAL)


def help_words(question: CheckQuestion, profile: Profile) -> str:
    """What to look at; whom the account may follow is what the policy says (valence:fb-5, valence:tw-4)."""
    said = tr(QUESTION_HELP[question])
    if question is not CheckQuestion.FOLLOWS_NO_INDIVIDUAL:
        return said
    acts = list_text([tr(ACT_WORDS[act]) for act in account_may_not(profile)])
    return tr("Your policy: our accounts do not {acts}. {look}", acts=acts, look=said)


def proposal(question: CheckQuestion, account: Account, accesses: Iterable[Access], today: date) -> Proposal | None:
    """What the facts that are kept already say to the question; None where they say nothing."""
    facts = account.recovery
    if question is CheckQuestion.SECOND_FACTOR and facts.second_factor is not SecondFactor.NOT_KNOWN:
        on = facts.second_factor is not SecondFactor.NONE
        return Proposal(Known.YES, tr("named among its facts")) if on else Proposal(Known.NO, tr("entered as none"))
    if question is CheckQuestion.TWO_ADMINISTRATORS:
        return _administrators(account, accesses, today)
    if question is CheckQuestion.RECOVERY_TRIED and facts.last_tried is not None:
        in_time = facts.last_tried >= today - A_YEAR
        return Proposal(Known.YES if in_time else Known.NO, tr("last tried {day}", day=day_text(facts.last_tried)))
    if question is CheckQuestion.FOLLOWS_NO_INDIVIDUAL and account.may_follow_individuals is not Known.NOT_KNOWN:
        keeps_off = account.may_follow_individuals is Known.NO
        return Proposal(Known.YES if keeps_off else Known.NO, tr("as its facts say"))
    return None


def _administrators(account: Account, accesses: Iterable[Access], today: date) -> Proposal | None:
    if account.recovery.second_administrator:
        return Proposal(Known.YES, tr("named among its facts"))
    able = {
        a.person_id
        for a in accesses
        if a.account_id == account.id and a.level is AccessLevel.ADMINISTERS and a.live_on(today)
    }
    if len(able) > 1:
        return Proposal(Known.YES, tr("the register names {count}", count=len(able)))
    return None


def is_complete(check: AccountCheck | None, profile: Profile) -> bool:
    """Whether every question was answered, be it with “not known”."""
    return check is not None and all(q in check.answers for q in questions(profile))


def check_of(checks: Iterable[AccountCheck], account_id: UUID, term: str) -> AccountCheck | None:
    """The check of one account in one term."""
    mine = [c for c in checks if c.account_id == account_id and c.term == term]
    return max(mine, key=lambda c: c.checked_at) if mine else None


def unchecked(
    accounts: Iterable[Account], checks: Sequence[AccountCheck], profile: Profile, term: str
) -> tuple[Account, ...]:
    """The live accounts whose check of the term is not complete."""
    return tuple(a for a in accounts if a.is_live and not is_complete(check_of(checks, a.id, term), profile))


def with_answer(account: Account, question: CheckQuestion, answer: Known, *, tried_on: date | None = None) -> Account:
    """The account with the facts that an answer tells; the same account where it tells none.

    A second factor that is on is not named by a yes: its kind is then asked for among the facts.
    """
    facts = account.recovery
    if question is CheckQuestion.SECOND_FACTOR and answer is Known.NO:
        facts = replace(facts, second_factor=SecondFactor.NONE)
    elif question is CheckQuestion.SECOND_FACTOR and answer is Known.YES and facts.second_factor is SecondFactor.NONE:
        facts = replace(facts, second_factor=SecondFactor.NOT_KNOWN)
    elif question is CheckQuestion.TWO_ADMINISTRATORS and answer is Known.NO:
        facts = replace(facts, second_administrator="")
    elif question is CheckQuestion.RECOVERY_TRIED and answer is Known.YES and tried_on is not None:
        facts = replace(facts, last_tried=tried_on)
    elif question is CheckQuestion.FOLLOWS_NO_INDIVIDUAL and answer is not Known.NOT_KNOWN:
        return replace(account, may_follow_individuals=Known.NO if answer is Known.YES else Known.YES)
    return account if facts == account.recovery else replace(account, recovery=facts)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A “no” that nobody has put right yet."""

    account: Account
    question: CheckQuestion
    since: date


def follow_ups(accounts: Iterable[Account], checks: Iterable[AccountCheck], profile: Profile) -> tuple[FollowUp, ...]:
    """Every “no” that no later check and no fact of the account has answered with yes; of live accounts alone."""
    latest: dict[tuple[UUID, CheckQuestion], tuple[date, Known]] = {}
    for check in sorted(checks, key=lambda c: c.checked_at):
        for question, answer in check.answers.items():
            if answer is not Known.NOT_KNOWN:
                latest[check.account_id, question] = (check.checked_at.astimezone().date(), answer)
    found = []
    for account in accounts:
        for question in questions(profile) if account.is_live else ():
            since, answer = latest.get((account.id, question), (date.min, Known.YES))
            if answer is Known.NO and not _put_right(account, question, since):
                found.append(FollowUp(account, question, since))
    return tuple(found)


def _put_right(account: Account, question: CheckQuestion, since: date) -> bool:
    """Whether a fact entered after a “no” says yes; a “no” itself takes back the fact that spoke against it."""
    facts = account.recovery
    if question is CheckQuestion.SECOND_FACTOR:
        return facts.second_factor not in (SecondFactor.NONE, SecondFactor.NOT_KNOWN)
    if question is CheckQuestion.TWO_ADMINISTRATORS:
        return bool(facts.second_administrator)
    if question is CheckQuestion.RECOVERY_TRIED:
        return facts.last_tried is not None and facts.last_tried >= since
    if question is CheckQuestion.FOLLOWS_NO_INDIVIDUAL:
        return account.may_follow_individuals is Known.NO
    return False
