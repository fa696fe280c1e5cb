"""What the undertaking asks of somebody with access, in our own words, beside the clauses of your policy."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.people import Contract, Person, contract_words
from schoolsm_desktop.domain.policy import (
    Profile,
    account_rule_words,
    clause_words,
    clauses_for,
    shared_passwords_allowed,
)
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.page_frame import PageFacts
from schoolsm_desktop.reports.undertaking import HeldAccess, Promise, UndertakingFigures

from .register import RegisterFacts


def undertaking_figures(facts: RegisterFacts, page: PageFacts, person_id: UUID | None) -> UndertakingFigures:
    """The undertaking of one person with the accesses that stand today; without a person a blank one."""
    person = facts.people[person_id] if person_id is not None else None
    held = sorted(
        (a for a in facts.accesses if a.person_id == person_id and a.live_on(facts.today)),
        key=lambda a: facts.accounts[a.account_id].name.casefold(),
    )
    return UndertakingFigures(
        page=page,
        policy=facts.profile.name,
        who=person.name if person is not None else "",
        job=_job(person) if person is not None else "",
        accesses=tuple(HeldAccess(facts.accounts[a.account_id].name, a.kind, a.level) for a in held),
        promises=promises(facts.profile),
        signers=(Signer(tr("who undertakes it"), person.name if person is not None else ""), Signer(tr("witness"))),
    )


def _job(person: Person) -> str:
    """The job; for those who are here for a time also through whom and until when (kew-woods:3.2)."""
    parts = [person.job_title]
    if person.contract is not Contract.EMPLOYEE:
        parts.append(person.agency or contract_words(person.contract))
    if person.ends is not None:
        parts.append(tr("until {day}", day=day_text(person.ends)))
    return " · ".join(part for part in parts if part)


def promises(profile: Profile) -> tuple[Promise, ...]:
    """Each promise with the clause it rests on; none is copied from a policy."""
    return (
        Promise(
            tr(
                "I have read the school’s policy on social media and keep to it, at work and in what I post in private."
            ),
            clause_words(profile, Subject.POLICY_READ),
        ),
        _password(profile),
        Promise(
            tr("I know that this program records each time I open or copy a password, with my name, moment and reason.")
            if profile.reveal_reason
            else tr(
                "I know that this program records each time I open or copy a password, with my name and the moment."
            ),
            clause_words(profile, Subject.REVEAL_REASON),
        ),
        Promise(
            tr(
                "I post on the school’s accounts for the school only, never for myself or anybody else. {rule}",
                rule=account_rule_words(profile),
            ),
            clause_words(profile, Subject.ACCOUNT_RULES),
        ),
        Promise(
            tr(
                "I sign in on devices that are kept up to date and lock themselves. I leave no password in a browser, "
                "a note or a message, and sign out where others use the same device."
            ),
            clause_words(profile, Subject.PASSWORDS_KEPT),
        ),
        Promise(
            tr(
                "I tell the computing coordinator at once if a password may have got out, a device is lost, or "
                "something was posted that should not have been."
            ),
            clause_words(profile, Subject.MUST_CHANGE),
        ),
        Promise(
            tr(
                "I say so before I leave or change jobs, give back what I hold, and stop using the accounts on the day "
                "my access ends. Then I contact no pupil or former pupil on private accounts."
            ),
            clause_words(profile, Subject.LEAVING),
        ),
        Promise(
            tr(
                "The school does not ask for my private accounts or their passwords and keeps no record of them, "
                "except a yes or no with a day where it has to ask."
            ),
        ),
    )


def _password(profile: Profile) -> Promise:
    words = (
        tr("I keep each password to myself. Only those whom the register names know it, and I tell nobody else.")
        if shared_passwords_allowed(profile)
        else tr("I use my own login only. I share no password, and nobody signs in as me.")
    )
    subject = Subject.SHARED_PASSWORDS if clauses_for(profile, Subject.SHARED_PASSWORDS) else Subject.UNDERTAKING
    return Promise(words, clause_words(profile, subject))
