"""What the program does itself when a line of a closing account's list is ticked: end access, close, forget."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import current_version
from schoolsm_desktop.domain.accounts import AccountState, SecretOrigin
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind, ChecklistLine, LineKind
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .access import stop_access
from .changes import Noun
from .session import Work


def closing_of(uow: UnitOfWork, account_id: UUID) -> Checklist | None:
    """The open list by which the account is being closed, or None."""
    return next(
        (
            c
            for c in uow.checklists.all()
            if c.kind is ChecklistKind.CLOSES_ACCOUNT and c.account_id == account_id and c.is_open
        ),
        None,
    )


def carry_out(work: Work, checklist: Checklist, line: ChecklistLine) -> None:
    """Do what a ticked line of a closing account stands for; other lists and lines are left to people.

    Raises NotAllowedError where the person may tick lists and may not do that.
    """
    if checklist.kind is not ChecklistKind.CLOSES_ACCOUNT or checklist.account_id is None:
        return
    if line.kind is LineKind.END_ACCESSES:
        end_accesses(work, checklist.account_id)
    elif line.kind is LineKind.CLOSE_ON_PLATFORM:
        close_here(work, checklist.account_id)
    elif line.kind is LineKind.FORGET_SECRETS:
        forget_secrets(work, checklist.account_id)


def check_skip(work: Work, checklist: Checklist, line: ChecklistLine) -> None:
    """Refuse “not needed” for what the records say is needed still. Raises RuleError."""
    if checklist.kind is not ChecklistKind.CLOSES_ACCOUNT or checklist.account_id is None:
        return
    if line.kind is LineKind.END_ACCESSES and _standing(work, checklist.account_id):
        raise RuleError(tr("Somebody still has access to this account. Tick the line, and the program ends it."))
    if line.kind is LineKind.FORGET_SECRETS and _keeps_secrets(work, checklist.account_id):
        raise RuleError(tr("Its passwords are still kept here. Tick the line when the account is gone."))


def finish_closing(work: Work, checklist: Checklist) -> None:
    """A finished list leaves the account closed, also where the platform was gone before and the line not needed."""
    if checklist.kind is ChecklistKind.CLOSES_ACCOUNT and checklist.account_id is not None:
        account = work.uow.accounts.get(checklist.account_id)
        if account.state is not AccountState.CLOSED:
            close_here(work, account.id)


def end_accesses(work: Work, account_id: UUID) -> int:
    """End every access to the account, paused ones and those still to begin included; how many there were."""
    standing = _standing(work, account_id)
    if standing:
        work.session.demand(work.uow, Action.END_ACCESS)
    for access_id in standing:
        stop_access(work, access_id, Did.ACCESS_ENDED, tr("The account was closed"), reason_shown=True)
    return len(standing)


def close_here(work: Work, account_id: UUID) -> None:
    """The account is closed on its platform: nobody has access any more, and it leaves the list of our accounts."""
    work.session.demand(work.uow, Action.EDIT_ACCOUNTS)
    end_accesses(work, account_id)
    account = work.uow.accounts.get(account_id)
    if account.state is AccountState.CLOSED:
        return
    kept = work.uow.accounts.save(replace(account, state=AccountState.CLOSED, closed_on=work.session.today))
    work.did(
        Did.ACCOUNT_MOVED,
        Noun.ACCOUNTS,
        subject_kind="account",
        subject_id=kept.id,
        record=kept,
        to=kept.state.value,
    )


def forget_secrets(work: Work, account_id: UUID) -> None:
    """Destroy what every version sealed and every key of it; that there were secrets, and who knew them, stays known."""
    work.session.demand(work.uow, Action.EDIT_ACCOUNTS)
    versions = work.uow.secrets.versions(account_id)
    last = current_version(versions, account_id)
    if last is None or not last.fields:
        return
    now, number = work.session.clock.now(), last.number + 1
    empty = replace(
        last,
        id=uuid4(),
        number=number,
        made_at=now,
        made_by=work.session.person_id,
        origin=SecretOrigin.FORGOTTEN,
        fields=frozenset(),
        password_since=number,
        confirmed_at=now,
        weak=None,
        used_twice=None,
        codes_since=number,
        codes_count=None,
    )
    work.uow.secrets.add_version(empty)
    for version in versions:
        work.uow.secrets.drop_sealed(version.id)
    work.did(
        Did.SECRET_CHANGED,
        Noun.SECRETS,
        subject_kind="account",
        subject_id=account_id,
        fields=" ".join(sorted(f.value for f in last.fields)),
        version=str(number),
        origin=empty.origin.value,
    )


def _standing(work: Work, account_id: UUID) -> tuple[UUID, ...]:
    today = work.session.today
    return tuple(a.id for a in work.uow.access.of_account(account_id) if not a.over_by(today))


def _keeps_secrets(work: Work, account_id: UUID) -> bool:
    last = current_version(work.uow.secrets.versions(account_id), account_id)
    return last is not None and bool(last.fields)
