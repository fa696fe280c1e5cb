"""Another computing coordinator takes over: who may, from when, and the list that is worked off together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from .access import AccessKind
from .accounts import AccountState
from .checklists import Checklist, ChecklistKind, LineKind, NewLine
from .errors import FieldError, RuleError
from .leaving import LeavingFacts, due_on, recovery_lines
from .people import Duty, DutyHeld, Person
from .policy import Profile, duty_title
from .what_follows import WhatIfFacts, can_no_longer, powers
from .what_if import keyholder_goes
from .wording import day_text, tr


@dataclass(frozen=True, slots=True)
class Handover:
    """Who hands over to whom, from which day on."""

    old: Person
    new: Person
    day: date

    def last_day(self, held: DutyHeld) -> date:
        """The last day of the duty that ends: the day before, or its first day where it began on the day itself."""
        return max(self.day - timedelta(days=1), held.starts)


def duty_to_end(duties: Iterable[DutyHeld], person_id: UUID, day: date) -> DutyHeld | None:
    """The coordinator's duty that the person still holds on the day before `day` or on `day`; None where it has ended."""
    held = [d for d in duties if d.person_id == person_id and d.duty is Duty.COORDINATOR]
    return next((d for d in held if d.held_on(day) or d.held_on(day - timedelta(days=1))), None)


def list_of(lists: Iterable[Checklist], handover: Handover) -> Checklist | None:
    """The open list of this handover, where it was begun before."""
    return next(
        (
            x
            for x in lists
            if x.kind is ChecklistKind.HANDOVER
            and x.is_open
            and x.person_id == handover.old.id
            and x.successor_id == handover.new.id
        ),
        None,
    )


def check_handover(handover: Handover, held: DutyHeld | None, profile: Profile, *, begun: bool) -> None:
    """Refuse a handover that cannot be. Raises FieldError or RuleError.

    One that was `begun` before may be gone on with after the duty has ended: its keys can still be to be handed over.
    """
    title = duty_title(profile, Duty.COORDINATOR)
    if handover.old.id == handover.new.id:
        raise FieldError("new", tr("Choose somebody else: this is who hands over."))
    if handover.new.left_by(handover.day):
        raise FieldError("new", tr("{person} no longer works here on that day.", person=handover.new.name))
    if held is None and not begun:
        raise RuleError(
            tr(
                "{person} is not {title} on that day, so there is nothing to hand over. Nothing was changed.",
                person=handover.old.name,
                title=title,
            )
        )
    if held is not None and handover.day < held.starts:
        raise FieldError(
            "day",
            tr("The duty began on {day}. It cannot be handed over before that.", day=day_text(held.starts)),
        )


def check_can_hold(new_can_hold: bool) -> None:
    """Refuse to hand keys over to somebody without a confirmed sign-in: the last keyholder would leave nobody behind."""
    if not new_can_hold:
        raise FieldError(
            "new",
            tr(
                "This person has no confirmed sign-in yet, so no key can be given to them. Nothing was changed. Choose "
                "the person in the staff list, “Make a sign-in…”, let the headteacher confirm it, and hand over then; "
                "or enter a day that is still to come, and it is put on the list."
            ),
        )


def handover_lines(
    facts: LeavingFacts, handover: Handover, held: DutyHeld | None, *, keys_wait: bool
) -> tuple[NewLine, ...]:
    """What the two work off together. `keys_wait`: the keys of this program are still to be handed over.

    What the one who hands over knows and is no longer entitled to is changed; a login of their own stays theirs.
    """
    old, new = handover.old, handover.new
    lines = [
        NewLine(LineKind.HANDOVER_BOOK),
        NewLine(LineKind.NEW_HOLDER, new.name, new.id),
        NewLine(LineKind.RECOVERY_SHEET),
    ]
    if held is not None:
        lines.append(NewLine(LineKind.DUTY, (facts.titles or {}).get(Duty.COORDINATOR, ""), held.id))
    if keys_wait:
        lines.append(NewLine(LineKind.NEW_SIGN_IN, "", new.id))
    for account in sorted(facts.accounts.values(), key=lambda a: a.name.casefold()):
        if account.is_live:
            if old.id in (account.owner_id, account.deputy_owner_id):
                lines.append(NewLine(LineKind.OWNED_ACCOUNT, account.name, account.id))
            lines += recovery_lines(account, old)
        if account.state is not AccountState.CLOSED and facts.knows(old.id, account.id):
            lines += _password(facts, old.id, account.id, account.name)
    if old.id in facts.signed_in:
        lines.append(NewLine(LineKind.SIGN_IN, "", old.id))
    return tuple(NewLine(x.kind, x.about, x.subject_id, due_on(handover.day, x.kind, facts.hours)) for x in lines)


def follows(facts: WhatIfFacts, handover: Handover, held: DutyHeld | None, *, keys_go: bool) -> tuple[str, ...]:
    """What follows for whoever hands over, as things stand once the next one has duty and keys."""
    old, new = handover.old, handover.new
    rest = [d for d in facts.duties if held is None or d.id != held.id]
    said = can_no_longer(old, powers(facts, old.id, facts.duties), powers(facts, old.id, rest))
    if keys_go:
        said += keyholder_goes(replace(facts, keyholders=facts.keyholders | {new.id}), old.id)
    return tuple(said)


def _password(facts: LeavingFacts, person_id: UUID, account_id: UUID, name: str) -> list[NewLine]:
    """A line where only being a keyholder gave the password; whoever keeps an access of their own may go on knowing it."""
    kept = any(
        a.person_id == person_id and a.account_id == account_id and a.kind is AccessKind.KNOWS_PASSWORD
        for a in facts.accesses
        if a.live_on(facts.today)
    )
    return [] if kept else [NewLine(LineKind.PASSWORD_KNOWN, name, account_id)]
