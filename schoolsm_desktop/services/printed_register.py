"""The figures of the register of posting access: accounts, people, and each access that stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from schoolsm_desktop.domain.access import Access, AuthorisedOn, ChangeNeed
from schoolsm_desktop.domain.access_changes import change_words
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.conditions import Readiness
from schoolsm_desktop.domain.people import Person, lost_separations
from schoolsm_desktop.domain.wording import ntr, tr
from schoolsm_desktop.reports.access_register import (
    PasswordNeeded,
    RegisterAccount,
    RegisterEntry,
    RegisterFigures,
    RegisterPerson,
)
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.page_frame import PageFacts
from schoolsm_desktop.reports.register_changes import RegisterChange

from .printed_names import name_of
from .register import RegisterFacts

REGISTER = "access-register"
"""The whole register in the log of what was printed; a part of it has a name of its own and does not count as one."""
CHANGE_WORDS = {
    Did.ACCESS_GIVEN: "Given",
    Did.ACCESS_RECORDED: "Recorded: already had it",
    Did.ACCESS_CHANGED: "Changed",
    Did.ACCESS_PAUSED: "Stopped",
    Did.ACCESS_RESUMED: "Given again",
    Did.ACCESS_ENDED: "Stopped",
    Did.ACCESS_EXPIRED: "Stopped",
}
"""A pause and an end read alike on paper (PRACTICE 14)."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which people and accounts are printed; None for all."""

    people: frozenset[UUID] | None = None
    accounts: frozenset[UUID] | None = None

    @property
    def is_part(self) -> bool:
        """Whether anything is left out."""
        return self.people is not None or self.accounts is not None

    def has(self, access: Access) -> bool:
        """Whether the access belongs to it."""
        return (self.people is None or access.person_id in self.people) and (
            self.accounts is None or access.account_id in self.accounts
        )


def register_figures(
    facts: RegisterFacts,
    page: PageFacts,
    schools: dict[UUID, str],
    signers: tuple[Signer, ...],
    selection: Selection,
    readiness: Mapping[UUID, Readiness],
) -> RegisterFigures:
    """What the register shows, people and accounts in the order in which they are looked up."""
    accounts = sorted(
        (
            a
            for a in facts.accounts.values()
            if a.is_live and (selection.accounts is None or a.id in selection.accounts)
        ),
        key=lambda a: a.name.casefold(),
    )
    keys = {a.id for a in accounts}
    live = [a for a in facts.accesses if a.account_id in keys and selection.has(a) and _stands(facts, a)]
    shown = {a.person_id for a in live} | facts.keyholders
    if selection.people is not None:
        shown &= selection.people
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
        people=tuple(_register_person(facts, p, readiness.get(p.id)) for p in people),
        entries=tuple(_register_entry(facts, a) for a in live),
        passwords_needed=tuple(
            PasswordNeeded(str(due.account_id), due.due, due.need is ChangeNeed.ADVISED)
            for due in facts.due.values()
            if due.account_id in keys
        ),
        lost_separations=lost_separations(facts.duties, facts.today),
        signers=signers,
        selection=_selection_words(selection, len(people), len(accounts)),
    )


def with_changes(figures: RegisterFigures, facts: RegisterFacts, entries: Sequence[AuditEntry]) -> RegisterFigures:
    """The figures with what changed since the whole register was last printed; `entries` are the log, oldest first."""
    prints = [e for e in entries if e.did is Did.PRINTED and e.details.get("document") == REGISTER]
    if not prints:
        return figures
    last = prints[-1]
    accesses = {a.id: a for a in facts.accesses}
    changes = [
        RegisterChange(
            entry.at.astimezone().date(),
            _change(entry),
            name_of(facts, accesses[entry.subject_id].person_id),
            facts.accounts[accesses[entry.subject_id].account_id].name,
            name_of(facts, entry.person_id),
        )
        for entry in entries
        if entry.number > last.number and entry.did in CHANGE_WORDS and entry.subject_id in accesses
    ]
    return replace(figures, changes=tuple(changes), last_printed=last.at.astimezone().date())


def _change(entry: AuditEntry) -> str:
    """What happened, and for a change from what to what."""
    what = tr(CHANGE_WORDS[entry.did])
    facts = change_words(entry.details) if entry.did is Did.ACCESS_CHANGED else ""
    return tr("{what}: {facts}", what=what, facts=facts) if facts else what


def _selection_words(selection: Selection, people: int, accounts: int) -> str:
    if not selection.is_part:
        return ""
    who = ntr("{count} person", "{count} people", people) if selection.people is not None else tr("everybody")
    where = (
        ntr("{count} account", "{count} accounts", accounts) if selection.accounts is not None else tr("all accounts")
    )
    return tr("A part of the register only: {people}, {accounts}.", people=who, accounts=where)


def _register_person(facts: RegisterFacts, person: Person, readiness: Readiness | None) -> RegisterPerson:
    missing = None if readiness is None else tuple(each.words for each in readiness.missing)
    return RegisterPerson(str(person.id), person.name, person.job_title, person.id in facts.keyholders, missing)


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
        on_paper=access.authorised_how is AuthorisedOn.PAPER,
        under_cover=access.under_cover,
        override_reason=access.override_reason,
    )
