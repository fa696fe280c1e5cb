"""The sentences of what follows when somebody or something goes; `what_if` puts them together for each question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .access import Access, AccessKind, AccessLevel
from .accounts import Account
from .checklists import Checklist
from .cover import Cover
from .people import DUTY_WORDS, Duty, DutyHeld, Person, lost_separations
from .permissions import ACTION_WORDS, Action, allows
from .requests import AccessRequest, RequestState
from .reviews import Review
from .wording import list_text, ntr, tr

MOST_NAMES = 6
"""Names in one sentence; the rest are a number."""
MOST_DEEDS = 4
"""Deeds named in one sentence; the rest are a number."""
WAITING = (RequestState.ASKED, RequestState.AUTHORISED)


@dataclass(frozen=True, slots=True)
class WhatIfFacts:
    """How things stand, as far as one of them may go. `day` is the last day on which it is still there.

    `knowers` names, for each account whose password is kept here, who knows it as it is now.
    """

    day: date
    people: Mapping[UUID, Person]
    duties: Sequence[DutyHeld]
    accounts: Mapping[UUID, Account]
    accesses: Sequence[Access]
    knowers: Mapping[UUID, frozenset[UUID]]
    keyholders: frozenset[UUID]
    with_sign_in: frozenset[UUID]
    hours: int
    titles: Mapping[Duty, str]
    requests: Sequence[AccessRequest] = ()
    lists: Sequence[Checklist] = ()
    reviews: Sequence[Review] = ()
    covers: Sequence[Cover] = ()

    def standing(self) -> tuple[Access, ...]:
        """The accesses that stand on the day, of people who are still there, to accounts in use."""
        return tuple(
            a
            for a in self.accesses
            if a.ended_at is None
            and not a.over_by(self.day)
            and a.account_id in self.accounts
            and self.accounts[a.account_id].is_live
            and not self.people[a.person_id].left_by(self.day)
        )


def ends(facts: WhatIfFacts, going: Sequence[Access], person: Person) -> list[str]:
    """Which of a person’s accesses end, and where more than that is to be done."""
    accounts = list(dict.fromkeys(a.account_id for a in going))
    if not accounts:
        return []
    said = [
        ntr(
            "{person}’s access to {count} account ends: {names}.",
            "{person}’s access to {count} accounts ends: {names}.",
            len(accounts),
            names=account_names(facts, accounts),
            **called(person),
        )
    ]
    logins = [a.account_id for a in going if a.kind is not AccessKind.KNOWS_PASSWORD]
    if logins:
        said.append(
            ntr(
                "On {count} of them a login or seat of their own must be taken away on the platform: {names}.",
                "On {count} of them logins or seats of their own must be taken away on the platform: {names}.",
                len(logins),
                names=account_names(facts, logins),
            )
        )
    return said


def known(
    facts: WhatIfFacts, person_id: UUID, opened_to: Collection[UUID], but: Collection[UUID] = frozenset()
) -> list[str]:
    """Which passwords must become new since the person knows them, and which should since they could have read them."""
    live = [a.id for a in facts.accounts.values() if a.is_live and a.id not in but]
    must = [a for a in live if person_id in facts.knowers.get(a, frozenset())]
    could = [a for a in live if a in opened_to and a in facts.knowers and a not in must]
    said = []
    if must:
        within = ntr("{count} hour", "{count} hours", facts.hours)
        said.append(
            ntr(
                "{person} knows {count} password, which must become a new one within {within}: {names}.",
                "{person} knows {count} passwords, which must become new ones within {within}: {names}.",
                len(must),
                names=account_names(facts, must),
                within=within,
                **called(facts.people[person_id]),
            )
        )
    if could:
        said.append(
            ntr(
                "{person} could have opened {count} password, for which a new one is advised: {names}.",
                "{person} could have opened {count} passwords, for which new ones are advised: {names}.",
                len(could),
                names=account_names(facts, could),
                **called(facts.people[person_id]),
            )
        )
    return said


def left_alone(facts: WhatIfFacts, before: Sequence[Access], after: Sequence[Access]) -> list[str]:
    """Accounts that then have nobody, no administrator, or one alone."""
    had, have = _by_account(before), _by_account(after)
    ruled, rule = _by_account(a for a in before if _administers(a)), _by_account(a for a in after if _administers(a))
    nobody = [account for account in had if account not in have]
    no_administrator = [account for account in ruled if account not in rule and account in have]
    one = [account for account in rule if len(rule[account]) == 1 < len(ruled[account])]
    said = []
    if nobody:
        said.append(
            ntr(
                "Nobody then has access to {count} account: {names}.",
                "Nobody then has access to {count} accounts: {names}.",
                len(nobody),
                names=account_names(facts, nobody),
            )
        )
    if no_administrator:
        said.append(
            ntr(
                "{count} account then has no administrator: {names}.",
                "{count} accounts then have no administrator: {names}.",
                len(no_administrator),
                names=account_names(facts, no_administrator),
            )
        )
    if one:
        said.append(
            ntr(
                "{count} account then has one administrator only: {names}.",
                "{count} accounts then have one administrator only: {names}.",
                len(one),
                names=account_names(facts, one),
            )
        )
    return said


def _administers(access: Access) -> bool:
    return access.level is AccessLevel.ADMINISTERS and access.paused_at is None


def _by_account(accesses: Iterable[Access]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for access in accesses:
        found.setdefault(access.account_id, set()).add(access.person_id)
    return found


def looked_after(facts: WhatIfFacts, person_id: UUID) -> list[str]:
    """Accounts that then have nobody who looks after them."""
    mine = [a.id for a in facts.accounts.values() if a.is_live and a.owner_id == person_id]
    if not mine:
        return []
    return [
        ntr(
            "Nobody looks after {count} account any more: {names}.",
            "Nobody looks after {count} accounts any more: {names}.",
            len(mine),
            names=account_names(facts, mine),
        )
    ]


def _held(facts: WhatIfFacts, duties: Iterable[DutyHeld]) -> list[DutyHeld]:
    """Of `duties`, those held on the day by somebody who is there."""
    return [
        d
        for d in duties
        if d.held_on(facts.day) and d.person_id in facts.people and not facts.people[d.person_id].left_by(facts.day)
    ]


def duties_left(facts: WhatIfFacts, person_id: UUID, rest: Sequence[DutyHeld]) -> list[str]:
    """Which duties nobody holds then, and which two hands are one."""
    before, after = _held(facts, facts.duties), _held(facts, rest)
    held = {d.duty for d in after}
    lost = [
        duty for duty in Duty if duty not in held and any(d.duty is duty and d.person_id == person_id for d in before)
    ]
    said = []
    if lost:
        said.append(
            ntr(
                "Nobody then holds {count} duty: {names}.",
                "Nobody then holds {count} duties: {names}.",
                len(lost),
                names=list_text([facts.titles.get(duty) or tr(DUTY_WORDS[duty]) for duty in lost]),
            )
        )
    already = lost_separations(before, facts.day)
    return said + [sentence for sentence in lost_separations(after, facts.day) if sentence not in already]


def powers(facts: WhatIfFacts, person_id: UUID, duties: Iterable[DutyHeld]) -> frozenset[Duty]:
    """The duties that a person holds on the day."""
    return frozenset(d.duty for d in _held(facts, duties) if d.person_id == person_id)


def nobody_could(facts: WhatIfFacts, duties: Sequence[DutyHeld], with_sign_in: Collection[UUID]) -> list[str]:
    """What somebody could do here before, and nobody can then. It takes a duty and a sign-in."""
    before = _able(_held(facts, facts.duties), facts.with_sign_in)
    lost = [action for action in Action if action in before and action not in _able(_held(facts, duties), with_sign_in)]
    return [tr("Nobody could then: {deeds}.", deeds=_deeds(lost))] if lost else []


def _able(held: Iterable[DutyHeld], with_sign_in: Collection[UUID]) -> frozenset[Action]:
    duties = {d.duty for d in held if d.person_id in with_sign_in}
    return frozenset(action for action in Action if allows(duties, action))


def can_no_longer(person: Person, before: frozenset[Duty], after: frozenset[Duty]) -> list[str]:
    """What a person may do no more."""
    lost = [action for action in Action if allows(before, action) and not allows(after, action)]
    return [tr("{person} can no longer: {deeds}.", deeds=_deeds(lost), **called(person))] if lost else []


def keyholders_left(facts: WhatIfFacts, person_id: UUID) -> list[str]:
    """Who still opens every password when a keyholder goes."""
    if person_id not in facts.keyholders:
        return []
    person, left = facts.people[person_id], sorted(facts.keyholders - {person_id}, key=str)
    if not left:
        return [
            tr(
                "{person} is the last keyholder: nobody could open the passwords any more, only the recovery sheet. "
                "Make somebody else a keyholder first.",
                **called(person),
            )
        ]
    return [
        ntr(
            "{person} is a keyholder. {count} keyholder is left: {names}.",
            "{person} is a keyholder. {count} keyholders are left: {names}.",
            len(left),
            names=people_names(facts, left),
            **called(person),
        )
    ]


def unfinished(facts: WhatIfFacts, person_id: UUID) -> list[str]:
    """What waits for the person or was begun by them."""
    theirs = [r for r in facts.requests if r.state in WAITING and person_id == r.person_id]
    asked = [r for r in facts.requests if r.state in WAITING and person_id == r.asked_by and r not in theirs]
    begun = [each for each in facts.lists if each.is_open and each.started_by == person_id]
    reviews = [each for each in facts.reviews if each.is_open and each.started_by == person_id]
    said = []
    if theirs:
        said.append(
            ntr(
                "{count} request for access for them falls away.",
                "{count} requests for access for them fall away.",
                len(theirs),
            )
        )
    if asked:
        said.append(
            ntr(
                "{count} request that they made for somebody else loses whoever asked.",
                "{count} requests that they made for others lose whoever asked.",
                len(asked),
            )
        )
    if begun:
        said.append(
            ntr(
                "{count} list that they began is not worked off yet: somebody else must go on with it.",
                "{count} lists that they began are not worked off yet: somebody else must go on with them.",
                len(begun),
            )
        )
    if reviews:
        said.append(tr("The termly review that they began is still open: somebody else must go on with it."))
    return [*said, *cover_ends(facts, person_id)]


def cover_ends(facts: WhatIfFacts, person_id: UUID) -> list[str]:
    """That a person’s cover for the headteacher ends."""
    if any(c.deputy_id == person_id and c.stands_on(facts.day) for c in facts.covers):
        return [tr("Cover for the headteacher ends with it.")]
    return []


def called(person: Person) -> dict[str, str]:
    """The person’s name for a sentence."""
    return {"person": person.short_name}


def account_names(facts: WhatIfFacts, ids: Iterable[UUID]) -> str:
    """Names of accounts in one sentence."""
    return _some(sorted({facts.accounts[each].name for each in ids}, key=str.casefold), MOST_NAMES)


def people_names(facts: WhatIfFacts, ids: Iterable[UUID]) -> str:
    """Names of people in one sentence."""
    named = [facts.people[each].short_name for each in ids if each in facts.people]
    return _some(sorted(named, key=str.casefold), MOST_NAMES)


def _deeds(actions: Sequence[Action]) -> str:
    said = [tr(ACTION_WORDS[action]) for action in actions]
    return _some([words[:1].lower() + words[1:] for words in said], MOST_DEEDS)


def _some(names: Sequence[str], most: int) -> str:
    if len(names) <= most + 1:
        return list_text(tuple(names))
    rest = len(names) - most
    return ntr("{names} and {count} more", "{names} and {count} more", rest, names=", ".join(names[:most]))
