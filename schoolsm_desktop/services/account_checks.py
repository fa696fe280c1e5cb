"""The termly account check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.account_check import (
    QUESTION_WORDS,
    AccountCheck,
    CheckQuestion,
    FollowUp,
    Proposal,
    check_of,
    follow_ups,
    help_words,
    is_complete,
    proposal,
    questions,
    with_answer,
)
from schoolsm_desktop.domain.accounts import Account, Known
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.periods import Period, period_on
from schoolsm_desktop.domain.permissions import Action, allows
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .register import RegisterFacts, read_register
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about one account: how it is asked, what was answered this term, what the facts propose.

    `open_since` is the day of a “no” that nobody has put right.
    """

    account: Account
    platform: str
    owner: str
    question: CheckQuestion
    words: str
    help: str
    answer: Known | None
    proposed: Proposal | None
    open_since: date | None
    checked_by: str
    note: str


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """The check of the term: every question of every live account, by account, and how many accounts are done."""

    period: str
    due_on: date
    asked: tuple[Asked, ...]
    done: int
    total: int
    noes: int
    may_check: bool
    may_print: bool
    printable: tuple[str, ...]
    """Terms with a check, newest first."""


class AccountCheckService:
    """The fixed questions, asked each term for every live account; each answer is saved and signed at once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sheet(self) -> CheckSheet:
        """The questions of this term with their answers."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.SEE_ALL_ACCOUNTS)
            facts = read_register(session, uow)
            powers = session.duties(uow)
            checks = uow.account_checks.all()
            period = period_on(uow.terms.all(), session.today)
        live = sorted((a for a in facts.accounts.values() if a.is_live), key=lambda a: a.name.casefold())
        mine = {a.id: check_of(checks, a.id, period.name) for a in live}
        open_ones = follow_ups(live, checks, facts.profile)
        terms = {c.term: c.checked_at for c in sorted(checks, key=lambda c: c.checked_at)}
        return CheckSheet(
            period=period.name,
            due_on=period.ends,
            asked=tuple(each for a in live for each in _asked(facts, a, mine[a.id], open_ones)),
            done=len([a for a in live if is_complete(mine[a.id], facts.profile)]),
            total=len(live),
            noes=len(open_ones),
            may_check=allows(powers, Action.CHECK_ACCOUNTS),
            may_print=allows(powers, Action.PRINT_REGISTERS),
            printable=tuple(sorted(terms, key=lambda term: terms[term], reverse=True)),
        )

    def answer(
        self, account_id: UUID, question: CheckQuestion, answer: Known | None, *, tried_today: bool = False
    ) -> AccountCheck:
        """Answer one question, or take an answer back (None). What the answer tells of the account is written there.

        `tried_today` says that the way back in was tried just now. Raises RuleError for an account that is not live.
        """
        tried_on = self._session.today if tried_today else None

        def answered(check: AccountCheck) -> AccountCheck:
            kept: Mapping[CheckQuestion, Known] = {q: a for q, a in check.answers.items() if q is not question}
            return replace(check, answers=kept if answer is None else {**kept, question: answer})

        with self._session.work() as work:
            account, kept = self._save(work, account_id, answered)
            if answer is not None:
                told = with_answer(account, question, answer, tried_on=tried_on)
                if told != account:
                    saved = work.uow.accounts.save(told)
                    work.did(
                        Did.ACCOUNT_CHANGED, Noun.ACCOUNTS, subject_kind="account", subject_id=saved.id, record=saved
                    )
            work.done()
        return kept

    def note(self, account_id: UUID, note: str) -> AccountCheck:
        """Keep a note to this term's check of an account."""
        with self._session.work() as work:
            _, kept = self._save(work, account_id, lambda check: replace(check, note=note.strip()))
            work.done()
        return kept

    def _save(
        self, work: Work, account_id: UUID, change: Callable[[AccountCheck], AccountCheck]
    ) -> tuple[Account, AccountCheck]:
        session = self._session
        session.demand(work.uow, Action.CHECK_ACCOUNTS)
        account = work.uow.accounts.get(account_id)
        if not account.is_live:
            raise RuleError(
                tr("This account is closed or not the school’s, so it is not checked. Nothing was changed.")
            )
        before = check_of(work.uow.account_checks.of_account(account_id), account_id, _period(session, work.uow).name)
        check = change(before or self._new(work, account))
        check = replace(check, checked_by=session.person_id, checked_at=session.clock.now())
        kept = work.uow.account_checks.save(check) if before else work.uow.account_checks.add(check)
        work.did(Did.ACCOUNT_CHECKED, Noun.CHECKS, subject_kind="account", subject_id=account_id, record=kept)
        return account, kept

    def _new(self, work: Work, account: Account) -> AccountCheck:
        session = self._session
        term = _period(session, work.uow).name
        return AccountCheck(uuid4(), account.school_id, account.id, term, session.person_id, session.clock.now())


def _period(session: Session, uow: UnitOfWork) -> Period:
    return period_on(uow.terms.all(), session.today)


def _asked(
    facts: RegisterFacts, account: Account, check: AccountCheck | None, open_ones: tuple[FollowUp, ...]
) -> list[Asked]:
    platform = facts.platforms.get(account.platform_id)
    owner = facts.people.get(account.owner_id) if account.owner_id else None
    by = facts.people.get(check.checked_by) if check else None
    since = {f.question: f.since for f in open_ones if f.account.id == account.id}
    return [
        Asked(
            account=account,
            platform=platform.name if platform else tr("Other platform"),
            owner=owner.short_name if owner and not owner.left_by(facts.today) else "",
            question=question,
            words=tr(QUESTION_WORDS[question]),
            help=help_words(question, facts.profile),
            answer=check.answers.get(question) if check else None,
            proposed=proposal(question, account, facts.accesses, facts.today),
            open_since=since.get(question),
            checked_by=by.short_name if by else "",
            note=check.note if check else "",
        )
        for question in questions(facts.profile)
    ]
