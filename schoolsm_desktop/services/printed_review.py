"""The figures of a review's evidence and of the account check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from schoolsm_desktop.domain.account_check import AccountCheck, check_of, questions
from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.reviews import (
    COMPARED_WORDS,
    Compared,
    Comparison,
    Review,
    ReviewLine,
    Verdict,
    before,
    compare,
    passwords_changed,
)
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.reports.account_check_sheet import CheckedAccount, CheckFigures
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.page_frame import PageFacts
from schoolsm_desktop.reports.review_evidence import EvidenceFigures, NewPassword, ReviewedAccess, ReviewedAccount
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .printed_names import name_of
from .register import RegisterFacts


def evidence_figures(
    uow: UnitOfWork, facts: RegisterFacts, page: PageFacts, review: Review, signers: tuple[Signer, ...]
) -> EvidenceFigures:
    """What the evidence shows, accounts by name and people by family name."""
    lines = _in_order(facts, uow.reviews.lines.of(review.id))
    last = before(uow.reviews.all(), review)
    earlier = uow.reviews.lines.of(last.id) if last is not None else ()
    compared = compare(lines, earlier) if last is not None else None
    return EvidenceFigures(
        page=page,
        term=review.term,
        started_by=name_of(facts, review.started_by),
        started_on=review.started_at.astimezone().date(),
        in_short=_in_short(lines),
        compared=_compared_words(compared, last),
        gone=tuple(_gone(facts, line) for line in compared.gone) if compared is not None else (),
        signed_off=_signed_off(facts, review),
        note=review.note,
        accounts=_by_account(facts, lines, compared),
        passwords=_passwords(facts, lines),
        signers=signers,
    )


def _in_order(facts: RegisterFacts, lines: Iterable[ReviewLine]) -> list[ReviewLine]:
    def place(line: ReviewLine) -> tuple[str, str]:
        person = facts.people.get(line.person_id)
        return _account(facts, line.account_id).casefold(), person.sort_name.casefold() if person else ""

    return sorted(lines, key=place)


def _account(facts: RegisterFacts, account_id: UUID) -> str:
    account = facts.accounts.get(account_id)
    if account is None:
        return tr("An account that is no longer kept")
    platform = facts.platforms.get(account.platform_id)
    if platform is None or platform.name.casefold() == account.name.casefold():
        return account.name
    return tr("{platform}: {name}", platform=platform.name, name=account.name)


def _in_short(lines: Sequence[ReviewLine]) -> str:
    people, accounts = len({x.person_id for x in lines}), len({x.account_id for x in lines})
    return tr(
        "{lines} of {people} to {accounts}.",
        lines=ntr("{count} access", "{count} accesses", len(lines)),
        people=ntr("{count} person", "{count} people", people),
        accounts=ntr("{count} account", "{count} accounts", accounts),
    )


def _compared_words(compared: Comparison | None, last: Review | None) -> str:
    if compared is None or last is None or last.signed_off_at is None:
        return tr("There was no review before this one.")
    return tr(
        "The last one was of {term}, signed off {day}. Since then: {new} new, {changed} changed, {same} as before, {gone}.",
        term=last.term,
        day=day_text(last.signed_off_at.astimezone().date()),
        new=compared.count(Compared.NEW),
        changed=compared.count(Compared.CHANGED),
        same=compared.count(Compared.SAME),
        gone=ntr("{count} no longer there", "{count} no longer there", len(compared.gone)),
    )


def _gone(facts: RegisterFacts, line: ReviewLine) -> str:
    return tr(
        "{person}, {account}: no longer has the access that stood in the last review",
        person=name_of(facts, line.person_id),
        account=_account(facts, line.account_id),
    )


def _signed_off(facts: RegisterFacts, review: Review) -> str:
    if review.signed_off_at is None:
        return ""
    said = tr(
        "{person}, {day}",
        person=name_of(facts, review.signed_off_by),
        day=day_text(review.signed_off_at.astimezone().date()),
    )
    return tr("{said}, in place of the headteacher who was absent", said=said) if review.under_cover else said


def _by_account(
    facts: RegisterFacts, lines: Sequence[ReviewLine], compared: Comparison | None
) -> tuple[ReviewedAccount, ...]:
    grouped: dict[UUID, list[ReviewedAccess]] = {}
    for line in lines:
        grouped.setdefault(line.account_id, []).append(_reviewed(facts, line, compared))
    return tuple(ReviewedAccount(_account(facts, key), tuple(found)) for key, found in grouped.items())


def _reviewed(facts: RegisterFacts, line: ReviewLine, compared: Comparison | None) -> ReviewedAccess:
    changed = line.verdict is Verdict.CHANGE
    return ReviewedAccess(
        who=name_of(facts, line.person_id),
        kind=line.kind,
        level=line.level,
        ends=line.ends,
        verdict=line.verdict,
        to_level=line.to_level if changed else None,
        to_ends=line.to_ends if changed else None,
        note=line.note,
        decided_by=name_of(facts, line.decided_by),
        decided_on=line.decided_at.astimezone().date() if line.decided_at else None,
        last_time=tr(COMPARED_WORDS[compared.how[line.access_id]]) if compared else tr("There was none"),
        followed=_followed(facts, line),
    )


def _followed(facts: RegisterFacts, line: ReviewLine) -> str:
    """What signing off did; keeping an access asks for nothing, and one that had ended needed no decision."""
    access = next((a for a in facts.accesses if a.id == line.access_id), None)
    if line.carried_out_at is None and (access is None or access.over_by(facts.today)):
        return tr("had ended already")
    if line.verdict not in (Verdict.CHANGE, Verdict.END):
        return ""
    if line.carried_out_at is None:
        return tr("not carried out yet")
    day = day_text(line.carried_out_at.astimezone().date())
    return tr("ended {day}", day=day) if line.verdict is Verdict.END else tr("changed {day}", day=day)


def _passwords(facts: RegisterFacts, lines: Sequence[ReviewLine]) -> tuple[NewPassword, ...]:
    found = passwords_changed(lines, facts.versions, facts.knowings, facts.keyholders)
    return tuple(
        NewPassword(
            name=_account(facts, one.account_id),
            due=facts.due[one.account_id].due if one.account_id in facts.due else None,
            advised=not one.must,
            changed_on=one.changed_at.astimezone().date() if one.changed_at else None,
        )
        for one in found
    )


def check_figures(
    facts: RegisterFacts, page: PageFacts, term: str, checks: Sequence[AccountCheck], signers: tuple[Signer, ...]
) -> CheckFigures:
    """Every live account and those checked in the term, by name."""
    mine: Mapping[UUID, AccountCheck | None] = {a: check_of(checks, a, term) for a in facts.accounts}
    shown = [a for a in facts.accounts.values() if a.is_ours and (a.is_live or mine[a.id] is not None)]
    return CheckFigures(
        page=page,
        term=term,
        asked=questions(facts.profile),
        accounts=tuple(
            _checked(facts, account, mine[account.id]) for account in sorted(shown, key=lambda a: a.name.casefold())
        ),
        signers=signers,
    )


def _checked(facts: RegisterFacts, account: Account, check: AccountCheck | None) -> CheckedAccount:
    owner = facts.people.get(account.owner_id) if account.owner_id else None
    platform = facts.platforms.get(account.platform_id)
    known = CheckedAccount(
        name=account.name,
        platform=platform.name if platform is not None else tr("Other platform"),
        owner=owner.name if owner is not None and not owner.left_by(facts.today) else "",
    )
    if check is None:
        return known
    return replace(
        known,
        answers=check.answers,
        note=check.note,
        checked_by=name_of(facts, check.checked_by),
        checked_on=check.checked_at.astimezone().date(),
    )
