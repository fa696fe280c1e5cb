"""Somebody leaves or changes job: the list of all they hold and know, and what the records show as done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from .access import Access, AccessKind, AccessLevel, Knowing, current_version, end_of, entitled, knowers
from .accounts import Account, AccountState, Known, SecretField, SecretOrigin, SecretVersion
from .checklists import Checklist, ChecklistKind, ChecklistLine, LineKind, NewLine, Settled
from .folding import folded
from .people import DUTY_WORDS, Duty, DutyHeld, Person
from .wording import day_text, tr

END_OF_SCHOOL = time(15, tzinfo=UTC)
LINE_OF_KIND: Mapping[AccessKind, LineKind] = {
    AccessKind.OWN_LOGIN: LineKind.PLATFORM_ROLE,
    AccessKind.TOOL_SEAT: LineKind.TOOL_SEAT,
    AccessKind.KNOWS_PASSWORD: LineKind.PASSWORD_KNOWN,
    AccessKind.LESSON_USE: LineKind.LESSON_USE,
}
ABOUT_ACCESS = frozenset(LINE_OF_KIND.values())
"""Lines whose subject is an access, or, for a password known without one, an account."""
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class LeavingFacts:
    """What a person's list is made from and held against. `signed_in` are those with a sign-in that has not ended."""

    today: date
    people: Mapping[UUID, Person]
    duties: Sequence[DutyHeld]
    accounts: Mapping[UUID, Account]
    accesses: Sequence[Access]
    versions: Sequence[SecretVersion]
    knowings: Sequence[Knowing]
    keyholders: frozenset[UUID]
    signed_in: frozenset[UUID]
    hours: int
    titles: Mapping[Duty, str] | None = None

    def readers(self, account_id: UUID) -> frozenset[UUID]:
        """Who may read the account's secrets today."""
        return entitled(self.accesses, self.people.values(), account_id, self.keyholders, self.today)

    def knows(self, person_id: UUID, account_id: UUID) -> bool:
        """Whether a person knows the password the account has now."""
        version = current_version(self.versions, account_id)
        return version is not None and person_id in knowers(version, self.versions, self.knowings)

    def account_of(self, line: ChecklistLine | NewLine) -> Account | None:
        """The account a line is about, by the access it names or by itself."""
        if line.subject_id is None:
            return None
        access = next((a for a in self.accesses if a.id == line.subject_id), None)
        return self.accounts.get(access.account_id if access else line.subject_id)


def due_on(day: date, kind: LineKind, hours: int) -> datetime:
    """When a line is due: passwords some hours after the last day is over, everything else by the end of that day."""
    return (
        end_of(day) + timedelta(hours=hours)
        if kind is LineKind.PASSWORD_KNOWN
        else datetime.combine(day, END_OF_SCHOOL)
    )


def key_of(line: NewLine) -> str:
    """What names a thing held while a list is prepared."""
    return f"{line.kind.value}:{line.subject_id or NOBODY}"


def holdings(facts: LeavingFacts, person_id: UUID) -> tuple[NewLine, ...]:
    """All that a person holds and knows: accesses, passwords known without one, accounts looked after, duties, sign-in."""
    accounts = sorted(facts.accounts.values(), key=lambda a: a.name.casefold())
    held: list[NewLine] = []
    for account in accounts:
        held += _at_account(facts, person_id, account)
    titles = facts.titles or {}
    held += [
        NewLine(LineKind.DUTY, titles.get(d.duty) or tr(DUTY_WORDS[d.duty]), d.id)
        for d in facts.duties
        if d.person_id == person_id and (d.ends is None or d.ends >= facts.today)
    ]
    if person_id in facts.signed_in:
        held.append(NewLine(LineKind.SIGN_IN, "", person_id))
    return tuple(held)


def leaving_lines(
    facts: LeavingFacts, person_id: UUID, day: date, kind: ChecklistKind, ends: Iterable[str] | None = None
) -> tuple[NewLine, ...]:
    """The lines of a list. For a changed job only of what `ends` names by key; for a leaver of everything.

    Sources: DOMAIN "Someone leaves or moves", PRACTICE 26, mill-lane:6.1-xiv, valence:use-4.
    """
    person = facts.people[person_id]
    leaves = kind is ChecklistKind.LEAVES
    chosen = None if leaves or ends is None else frozenset(ends)
    held = [h for h in holdings(facts, person_id) if chosen is None or key_of(h) in chosen]
    touched = {account.id for h in held if (account := facts.account_of(h)) is not None}
    lines: list[NewLine] = []
    for holding in held:
        lines += [*_before(facts, holding), holding]
    for account in sorted(facts.accounts.values(), key=lambda a: a.name.casefold()):
        if account.is_live and (leaves or account.id in touched):
            lines += recovery_lines(account, person)
    if leaves or touched:
        lines += [NewLine(LineKind.PRINTED_LISTS), NewLine(LineKind.PICTURES)]
    if leaves:
        lines.append(NewLine(LineKind.FORMER_PUPILS))
    ordered = sorted(
        lines, key=lambda line: line.kind is LineKind.SIGN_IN
    )  # last: what else is done here needs no keys
    return tuple(NewLine(x.kind, x.about, x.subject_id, due_on(day, x.kind, facts.hours)) for x in ordered)


def settled(line: ChecklistLine, checklist: Checklist, facts: LeavingFacts) -> Settled | None:
    """Whether the records themselves show a line as done; None where they do not, or where only a person can say so."""
    rule = _RULES.get(line.kind)
    person = facts.people.get(checklist.person_id) if checklist.person_id else None
    return rule(line, checklist, facts, person) if rule is not None and person is not None else None


def _at_account(facts: LeavingFacts, person_id: UUID, account: Account) -> list[NewLine]:
    person = facts.people[person_id]
    mine = [a for a in facts.accesses if a.person_id == person_id and a.account_id == account.id]
    live = [a for a in mine if not a.over_by(facts.today) or _ended_with(person, a, facts.today)]
    held = [NewLine(LINE_OF_KIND[a.kind], account.name, a.id) for a in sorted(live, key=lambda a: a.kind.value)]
    by_register = any(a.kind is AccessKind.KNOWS_PASSWORD for a in live)
    if not by_register and account.state is not AccountState.CLOSED and facts.knows(person_id, account.id):
        held.append(NewLine(LineKind.PASSWORD_KNOWN, account.name, account.id))
    if account.is_live and person_id in (account.owner_id, account.deputy_owner_id):
        held.append(NewLine(LineKind.OWNED_ACCOUNT, account.name, account.id))
    return held


def _ended_with(person: Person, access: Access, today: date) -> bool:
    """Whether the program ended it because the person's last day passed: on the platform it may stand still."""
    if person.ends is None or not person.left_by(today):
        return False
    return access.ended_by is None and access.ended_at is not None and access.ended_at >= end_of(person.ends)


def _before(facts: LeavingFacts, holding: NewLine) -> list[NewLine]:
    """What is done on the platform before a person's own login goes (PRACTICE 26)."""
    if holding.kind is not LineKind.PLATFORM_ROLE:
        return []
    access = next(a for a in facts.accesses if a.id == holding.subject_id)
    first = [LineKind.LAST_ADMINISTRATOR] if access.level is AccessLevel.ADMINISTERS else []
    return [NewLine(kind, holding.about, holding.subject_id) for kind in (*first, LineKind.SIGNED_OUT)]


def recovery_lines(account: Account, person: Person) -> list[NewLine]:
    """What of an account's way back in is this person's own, or not known to be the school's while they look after it."""
    facts = account.recovery
    looks_after = person.id in (account.owner_id, account.deputy_owner_id)
    found = []
    if facts.mailbox and (
        _is_theirs(facts.mailbox, person) or (looks_after and facts.mailbox_is_schools is not Known.YES)
    ):
        found.append(LineKind.RECOVERY_MAILBOX)
    if facts.phone and (_is_theirs(facts.phone, person) or (looks_after and facts.phone_is_schools is not Known.YES)):
        found.append(LineKind.RECOVERY_PHONE)
    if _is_theirs(facts.second_administrator, person):
        found.append(LineKind.SECOND_ADMINISTRATOR)
    return [NewLine(kind, account.name, account.id) for kind in found]


def _is_theirs(text: str, person: Person) -> bool:
    """Whether a fact that somebody typed means this person: their address, their name, or their family name as a word."""
    said = folded(text)
    if person.email and folded(person.email) in said:
        return True
    words = set(said.replace(".", " ").replace(",", " ").split())
    family = folded(person.family_name).split()
    given = {folded(name) for name in (person.known_as, person.given_name) if name}
    named = bool(given & words) or bool({name[:1] for name in given} & words)
    return bool(family) and set(family) <= words and (named or words == set(family))


Rule = Callable[[ChecklistLine, Checklist, LeavingFacts, Person], "Settled | None"]


def _password(line: ChecklistLine, _list: Checklist, facts: LeavingFacts, person: Person) -> Settled | None:
    """Only another password, confirmed on the platform, or a recorded reset: a tick by hand is no change."""
    account = facts.account_of(line)
    if account is None or account.state is AccountState.CLOSED:
        return Settled(None, None, tr("The account is closed"))
    if person.id in facts.readers(account.id) or facts.knows(person.id, account.id):
        return None
    version = current_version(facts.versions, account.id)
    if version is None:
        return Settled(None, None, tr("No password is kept here"))
    if all(k.person_id != person.id or k.account_id != account.id for k in facts.knowings):
        access = next((a for a in facts.accesses if a.id == line.subject_id), None)
        return Settled(
            access.ended_at if access else None,
            access.ended_by if access else None,
            tr("Never opened, and the access has ended"),
        )
    if version.confirmed_at is None:
        return None
    since = next(
        (v for v in facts.versions if v.account_id == account.id and v.number == version.password_since), version
    )
    if since.origin is SecretOrigin.RESET_RECORDED or SecretField.PASSWORD not in since.fields:
        return Settled(since.made_at, since.made_by, tr("Reset on the platform, recorded here"))
    return Settled(since.made_at, since.made_by, tr("Password changed, and confirmed on the platform"))


def _lesson_use(line: ChecklistLine, _list: Checklist, facts: LeavingFacts, person: Person) -> Settled | None:
    access = next((a for a in facts.accesses if a.id == line.subject_id), None)
    if access is not None and not access.over_by(facts.today) and not person.left_by(facts.today):
        return None
    return Settled(
        access.ended_at if access else None, access.ended_by if access else None, tr("Ended in the register")
    )


def _duty(line: ChecklistLine, checklist: Checklist, facts: LeavingFacts, _person: Person) -> Settled | None:
    held = next((d for d in facts.duties if d.id == line.subject_id), None)
    if held is None or (held.ends is not None and held.ends <= max(checklist.day, facts.today)):
        return Settled(None, None, tr("Ends on {day}", day=day_text(held.ends)) if held else tr("Ended"))
    return None


def _sign_in(_line: ChecklistLine, _list: Checklist, facts: LeavingFacts, person: Person) -> Settled | None:
    return None if person.id in facts.signed_in else Settled(None, None, tr("The sign-in has ended"))


def _owned(line: ChecklistLine, _list: Checklist, facts: LeavingFacts, person: Person) -> Settled | None:
    account = facts.account_of(line)
    if account is None or not account.is_live:
        return Settled(None, None, tr("The account is closed"))
    if person.id in (account.owner_id, account.deputy_owner_id):
        return None
    owner = facts.people.get(account.owner_id) if account.owner_id else None
    if owner is None:
        return Settled(None, None, tr("No longer this person"))
    return Settled(None, None, tr("{name} looks after it", name=owner.short_name))


def _another_fact(line: ChecklistLine, _list: Checklist, facts: LeavingFacts, person: Person) -> Settled | None:
    """The account's facts name something else now, which the school says is its own."""
    account = facts.account_of(line)
    if account is None or not account.is_live:
        return Settled(None, None, tr("The account is closed"))
    if line.kind in {kind.kind for kind in recovery_lines(account, person)}:
        return None
    return Settled(None, None, tr("The account’s facts say so now"))


_RULES: Mapping[LineKind, Rule] = {
    LineKind.PASSWORD_KNOWN: _password,
    LineKind.LESSON_USE: _lesson_use,
    LineKind.DUTY: _duty,
    LineKind.SIGN_IN: _sign_in,
    LineKind.OWNED_ACCOUNT: _owned,
    LineKind.RECOVERY_MAILBOX: _another_fact,
    LineKind.RECOVERY_PHONE: _another_fact,
    LineKind.SECOND_ADMINISTRATOR: _another_fact,
}
BY_RECORDS_ALONE = frozenset(
    {LineKind.PASSWORD_KNOWN, LineKind.LESSON_USE, LineKind.DUTY, LineKind.SIGN_IN, LineKind.OWNED_ACCOUNT}
)
"""Lines that nobody ticks by hand: the program sees for itself that they were done."""
