"""What follows if a person, a duty, a sign-in, an account or one access goes: whole sentences, before anything is done.

Each function compares how things stand with how they would stand, and says only what changes.
"""

from __future__ import annotations

from uuid import UUID

from .access import Access, AccessKind
from .accounts import Account
from .people import Duty, Person
from .permissions import OPENS_PASSWORDS
from .what_follows import (
    WAITING,
    WhatIfFacts,
    account_names,
    called,
    can_no_longer,
    cover_ends,
    duties_left,
    ends,
    keyholders_left,
    known,
    left_alone,
    looked_after,
    nobody_could,
    people_names,
    powers,
    unfinished,
)
from .wording import ntr, tr


def person_leaves(facts: WhatIfFacts, person_id: UUID) -> tuple[str, ...]:
    """What follows when the day is a person's last one."""
    standing = facts.standing()
    going = [a for a in standing if a.person_id == person_id]
    stays = [a for a in standing if a.person_id != person_id]
    return (
        *ends(facts, going, facts.people[person_id]),
        *known(facts, person_id, {a.account_id for a in going if a.kind is AccessKind.KNOWS_PASSWORD}),
        *left_alone(facts, standing, stays),
        *looked_after(facts, person_id),
        *duties_left(facts, person_id, [d for d in facts.duties if d.person_id != person_id]),
        *nobody_could(facts, facts.duties, facts.with_sign_in - {person_id}),
        *keyholders_left(facts, person_id),
        *unfinished(facts, person_id),
    )


def duty_ends(facts: WhatIfFacts, duty_id: UUID) -> tuple[str, ...]:
    """What follows when a duty ends on the day."""
    ending = next((d for d in facts.duties if d.id == duty_id), None)
    if ending is None:
        return ()
    person = facts.people[ending.person_id]
    rest = [d for d in facts.duties if d.id != duty_id]
    said = [
        *duties_left(facts, person.id, rest),
        *can_no_longer(person, powers(facts, person.id, facts.duties), powers(facts, person.id, rest)),
        *nobody_could(facts, rest, facts.with_sign_in),
    ]
    still = powers(facts, person.id, rest) & OPENS_PASSWORDS
    if ending.duty in OPENS_PASSWORDS and not still and person.id in facts.keyholders:
        said.append(
            tr("{person} stays a keyholder and can open every password until that is taken away too.", **called(person))
        )
    if ending.duty in (Duty.HEADTEACHER, Duty.DEPUTY_HEADTEACHER):
        said += cover_ends(facts, person.id)
    return tuple(said)


def sign_in_ends(facts: WhatIfFacts, person_id: UUID) -> tuple[str, ...]:
    """What follows when somebody who stays at the school has no sign-in any more."""
    person = facts.people[person_id]
    held = [a for a in facts.standing() if a.person_id == person_id and a.kind is AccessKind.KNOWS_PASSWORD]
    said = []
    if held:
        said.append(
            ntr(
                "The register still gives {person} {count} password, which then opens for them here no more: {names}. "
                "End that access too if it should end.",
                "The register still gives {person} {count} passwords, which then open for them here no more: {names}. "
                "End those accesses too if they should end.",
                len(held),
                names=account_names(facts, (a.account_id for a in held)),
                **called(person),
            )
        )
    return (
        *said,
        *nobody_could(facts, facts.duties, facts.with_sign_in - {person_id}),
        *keyholder_goes(facts, person_id),
    )


def keyholder_goes(facts: WhatIfFacts, person_id: UUID) -> tuple[str, ...]:
    """What follows when somebody is a keyholder no longer; nothing where they are none."""
    if person_id not in facts.keyholders:
        return ()
    held = {a.account_id for a in facts.standing() if a.person_id == person_id and a.kind is AccessKind.KNOWS_PASSWORD}
    return (*known(facts, person_id, frozenset(), but=held), *keyholders_left(facts, person_id))


def account_closes(facts: WhatIfFacts, account_id: UUID) -> tuple[str, ...]:
    """What follows when an account is closed."""
    standing = facts.standing()
    going = [a for a in standing if a.account_id == account_id]
    people = list(dict.fromkeys(a.person_id for a in going))
    said = []
    if people:
        said.append(
            ntr(
                "{count} person loses access to it: {names}.",
                "{count} people lose access to it: {names}.",
                len(people),
                names=people_names(facts, people),
            )
        )
    elsewhere = {a.person_id for a in standing if a.account_id != account_id}
    alone = [p for p in people if p not in elsewhere]
    if alone:
        said.append(
            ntr(
                "It is the only account of {count} person: {names}.",
                "It is the only account of {count} people: {names}.",
                len(alone),
                names=people_names(facts, alone),
            )
        )
    waiting = [r for r in facts.requests if r.account_id == account_id and r.state in WAITING]
    if waiting:
        said.append(
            ntr(
                "{count} request for access to it falls away.",
                "{count} requests for access to it fall away.",
                len(waiting),
            )
        )
    knows = facts.knowers.get(account_id, frozenset())
    if knows:
        said.append(
            ntr(
                "{count} person knows its password: close it on the platform too, or they can still get in.",
                "{count} people know its password: close it on the platform too, or they can still get in.",
                len(knows),
            )
        )
    return tuple(said)


def access_ends(facts: WhatIfFacts, access_id: UUID) -> tuple[str, ...]:
    """What follows when one access ends or is paused."""
    access = next(a for a in facts.accesses if a.id == access_id)
    person, account = facts.people[access.person_id], facts.accounts[access.account_id]
    standing = facts.standing()
    alone = left_alone(facts, standing, [a for a in standing if a.id != access_id])
    return (*_of_one_access(facts, access, person, account), *alone)


def _of_one_access(facts: WhatIfFacts, access: Access, person: Person, account: Account) -> list[str]:
    named = {"person": person.short_name, "account": account.name}
    if access.kind is AccessKind.OWN_LOGIN:
        return [
            tr(
                "Remove {person}’s own login from {account} on the platform too: ending it here does not do that.",
                **named,
            )
        ]
    if access.kind is not AccessKind.KNOWS_PASSWORD:
        return [tr("Take the seat or lesson use away in the tool too: ending it here does not do that.")]
    if person.id in facts.keyholders:
        return [tr("{person} is a keyholder and can still open the password of {account}.", **named)]
    said = [tr("{person} can no longer open the password of {account} here.", **named)]
    knows = facts.knowers.get(account.id, frozenset())
    if person.id in knows:
        said.append(
            ntr(
                "{person} knows it, so it must be changed on the platform within {count} hour.",
                "{person} knows it, so it must be changed on the platform within {count} hours.",
                facts.hours,
                **named,
            )
        )
        holders = {a.person_id for a in facts.standing() if a.account_id == account.id and _opens(a)} | facts.keyholders
        others = len((knows & holders) - {person.id})
        if others:
            said.append(
                ntr(
                    "{count} other person will need the new one.", "{count} other people will need the new one.", others
                )
            )
    return said


def _opens(access: Access) -> bool:
    return access.kind is AccessKind.KNOWS_PASSWORD and access.paused_at is None
