"""The figures of the register of posting access: accounts, people, and each access that stands."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.access import Access, ChangeNeed
from schoolsm_desktop.domain.people import lost_separations
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.reports.access_register import (
    PasswordNeeded,
    RegisterAccount,
    RegisterEntry,
    RegisterFigures,
    RegisterPerson,
)
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.page_frame import PageFacts

from .printed_names import name_of
from .register import RegisterFacts


def register_figures(
    facts: RegisterFacts, page: PageFacts, schools: dict[UUID, str], signers: tuple[Signer, ...]
) -> RegisterFigures:
    """What the register shows, people and accounts in the order in which they are looked up."""
    accounts = sorted((a for a in facts.accounts.values() if a.is_live), key=lambda a: a.name.casefold())
    keys = {a.id for a in accounts}
    live = [a for a in facts.accesses if a.account_id in keys and _stands(facts, a)]
    shown = {a.person_id for a in live} | facts.keyholders
    people = sorted((p for p in facts.people.values() if p.id in shown), key=lambda p: p.sort_name.casefold())
    live.sort(
        key=lambda a: (facts.people[a.person_id].sort_name.casefold(), facts.accounts[a.account_id].name.casefold())
    )
    return RegisterFigures(
        page=page,
        as_of=facts.today,
        accounts=tuple(
            RegisterAccount(
                str(a.id),
                facts.platforms[a.platform_id].name if a.platform_id in facts.platforms else tr("Other platform"),
                a.name,
                _owner(facts, a.owner_id),
                schools.get(a.school_id, ""),
            )
            for a in accounts
        ),
        people=tuple(RegisterPerson(str(p.id), p.name, p.job_title, p.id in facts.keyholders) for p in people),
        entries=tuple(_register_entry(facts, a) for a in live),
        passwords_needed=tuple(
            PasswordNeeded(str(due.account_id), due.due, due.need is ChangeNeed.ADVISED)
            for due in facts.due.values()
            if due.account_id in keys
        ),
        lost_separations=lost_separations(facts.duties, facts.today),
        signers=signers,
    )


def _stands(facts: RegisterFacts, access: Access) -> bool:
    return access.live_on(facts.today) and not facts.people[access.person_id].left_by(facts.today)


def _owner(facts: RegisterFacts, person_id: UUID | None) -> str:
    person = facts.people.get(person_id) if person_id else None
    return person.name if person and not person.left_by(facts.today) else ""


def _register_entry(facts: RegisterFacts, access: Access) -> RegisterEntry:
    return RegisterEntry(
        person=str(access.person_id),
        account=str(access.account_id),
        kind=access.kind,
        level=access.level,
        starts=access.starts,
        authorised_by=name_of(facts, access.authorised_by),
        authorised_on=access.authorised_on,
        given_by=name_of(facts, access.given_by),
        given_on=access.given_at.astimezone().date() if access.given_at else None,
        ends=access.ends,
        review_on=access.review_on,
        reason=access.reason,
        already_had=access.already_had,
    )
