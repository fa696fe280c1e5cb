"""One person who stood twice in the records: what is the doubled record's goes to the one that is kept.

Who came to know a password is never rewritten: such lines are read through `merged_into` (`domain.same_person`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.access import KIND_WORDS, Access
from schoolsm_desktop.domain.access_changes import MERGED
from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import OPENS_PASSWORDS, Action
from schoolsm_desktop.domain.requests import RequestState
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .secrets import reseal_for_register
from .session import Session, Work

REQUEST_DEED = {
    RequestState.ASKED: Did.ACCESS_ASKED,
    RequestState.AUTHORISED: Did.ACCESS_AUTHORISED,
    RequestState.REFUSED: Did.ACCESS_REFUSED,
    RequestState.WITHDRAWN: Did.REQUEST_WITHDRAWN,
    RequestState.GIVEN: Did.REQUEST_GIVEN,
}


def check_merge(session: Session, uow: UnitOfWork, kept_id: UUID, doubled_id: UUID) -> tuple[str, ...]:
    """Refuse what would lose something, and otherwise say what goes over. Raises RuleError."""
    kept, doubled = uow.people.get(kept_id), uow.people.get(doubled_id)
    if kept_id == doubled_id or kept.merged_into is not None or doubled.merged_into is not None:
        raise RuleError(tr("Choose two different records that both still stand. Nothing was changed."))
    if doubled_id in session.with_sign_in():
        raise RuleError(
            tr(
                "The record that would go, {person}, has a sign-in. Nothing was changed. "
                "Keep that record instead, or end its sign-in first.",
                person=_named(doubled),
            )
        )
    mine, theirs = uow.access.of_person(kept_id), uow.access.of_person(doubled_id)
    accounts = {a.id: a for a in uow.accounts.all()}
    clash = _same_live(mine, theirs, session.today)
    if clash is not None:
        raise RuleError(
            tr(
                "Both records have the same access: {kind}, {account}. Nothing was changed. "
                "End the one of {person} in the register first.",
                kind=tr(KIND_WORDS[clash.kind]),
                account=accounts[clash.account_id].name,
                person=_named(doubled),
            )
        )
    duties = [d for d in uow.duties.of_person(doubled_id) if d.ends is None or d.ends >= session.today]
    if any(d.duty in OPENS_PASSWORDS for d in duties):
        session.demand(uow, Action.CONFIRM_SIGN_INS)
    owned = [a for a in accounts.values() if doubled_id in (a.owner_id, a.deputy_owner_id)]
    said = [
        ntr("{count} access goes over.", "{count} accesses go over.", len(theirs)) if theirs else "",
        ntr("{count} duty goes over.", "{count} duties go over.", len(duties)) if duties else "",
        ntr(
            "{count} account is looked after by both as one.",
            "{count} accounts are looked after by both as one.",
            len(owned),
        )
        if owned
        else "",
        tr("What {person} knew counts as known by {kept}.", person=_named(doubled), kept=kept.name),
        tr("The doubled record is offered nowhere any more. Old lines of “who did what” still show it."),
    ]
    return tuple(sentence for sentence in said if sentence)


def merge_people(work: Work, kept_id: UUID, doubled_id: UUID) -> Person:
    """Let everything of the doubled record go to the kept one; `check_merge` was asked before."""
    uow = work.uow
    kept, doubled = uow.people.get(kept_id), uow.people.get(doubled_id)
    gone = uow.people.save(replace(doubled, merged_into=kept_id, manager_id=None))
    work.did(
        Did.PEOPLE_MERGED,
        Noun.PEOPLE,
        Noun.ACCESS,
        subject_kind="person",
        subject_id=gone.id,
        record=gone,
        into=str(kept_id),
    )
    _move_duties(work, kept_id, doubled_id)
    for access in uow.access.of_person(doubled_id):
        moved = uow.access.save(replace(access, person_id=kept_id))
        work.did(
            Did.ACCESS_CHANGED,
            Noun.ACCESS,
            Noun.SECRETS,
            subject_kind="access",
            subject_id=moved.id,
            record=moved,
            **{MERGED: "yes"},
        )
    for account in uow.accounts.all():
        changed = _owned_by(account, kept_id, doubled_id)
        if changed != account:
            saved = uow.accounts.save(changed)
            work.did(Did.ACCOUNT_CHANGED, Noun.ACCOUNTS, subject_kind="account", subject_id=saved.id, record=saved)
    for person in uow.people.all():
        if person.manager_id == doubled_id:
            under = uow.people.save(replace(person, manager_id=None if person.id == kept_id else kept_id))
            work.did(Did.PERSON_CHANGED, Noun.PEOPLE, subject_kind="person", subject_id=under.id, record=under)
    _move_papers(work, kept_id, doubled_id)
    for account in uow.accounts.all():
        reseal_for_register(work, account.id)
    return kept


def _move_duties(work: Work, kept_id: UUID, doubled_id: UUID) -> None:
    for duty in work.uow.duties.of_person(doubled_id):
        moved = work.uow.duties.save(replace(duty, person_id=kept_id))
        work.did(
            Did.DUTY_GIVEN, Noun.PEOPLE, subject_kind="person", subject_id=kept_id, record=moved, duty=moved.duty.value
        )


def _move_papers(work: Work, kept_id: UUID, doubled_id: UUID) -> None:
    """What was asked, met and listed: requests, policy and training, lists."""
    for request in work.uow.requests.all():
        if request.person_id == doubled_id:
            asked = work.uow.requests.save(replace(request, person_id=kept_id))
            work.did(
                REQUEST_DEED[asked.state], Noun.REQUESTS, subject_kind="request", subject_id=asked.id, record=asked
            )
    for met in work.uow.conditions.of_person(doubled_id):
        ticked = work.uow.conditions.save(replace(met, person_id=kept_id))
        work.did(Did.CONDITION_MET, Noun.CONDITIONS, subject_kind="condition", subject_id=ticked.id, record=ticked)
    _move_declared(work, kept_id, doubled_id)
    for checklist in work.uow.checklists.of_person(doubled_id):
        listed = work.uow.checklists.save(replace(checklist, person_id=kept_id))
        work.did(Did.LIST_CHANGED, Noun.CHECKLISTS, subject_kind="list", subject_id=listed.id, record=listed)


def _move_declared(work: Work, kept_id: UUID, doubled_id: UUID) -> None:
    """What was declared, and the lessons somebody answers for; who can open what is sealed stays as it was."""
    for declared in [d for d in work.uow.declarations.all() if d.person_id == doubled_id]:
        kept = work.uow.declarations.save(replace(declared, person_id=kept_id))
        work.did(Did.DECLARED, Noun.DECLARATIONS, subject_kind="declaration", subject_id=kept.id, record=kept)
    for use in [u for u in work.uow.lesson_uses.all() if u.person_id == doubled_id]:
        moved = work.uow.lesson_uses.save(replace(use, person_id=kept_id))
        work.did(Did.LESSON_USE_RECORDED, Noun.LESSONS, subject_kind="lesson-use", subject_id=moved.id, record=moved)


def _owned_by(account: Account, kept_id: UUID, doubled_id: UUID) -> Account:
    owner = kept_id if account.owner_id == doubled_id else account.owner_id
    deputy = kept_id if account.deputy_owner_id == doubled_id else account.deputy_owner_id
    return replace(account, owner_id=owner, deputy_owner_id=None if deputy == owner else deputy)


def _same_live(mine: Iterable[Access], theirs: Iterable[Access], today: date) -> Access | None:
    held = {(a.account_id, a.kind) for a in mine if not a.over_by(today)}
    return next((a for a in theirs if (a.account_id, a.kind) in held and not a.over_by(today)), None)


def _named(person: Person) -> str:
    return f"{person.name} ({person.job_title})" if person.job_title else person.name
