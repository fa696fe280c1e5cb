"""What the pane beside the list says of an account, as facts; pure, so that it can be tested without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from schoolsm_desktop.domain.access import KIND_WORDS, KNOWN_BY_WORDS, LEVEL_WORDS
from schoolsm_desktop.domain.accounts import (
    CLASS_WORDS,
    KNOWN_WORDS,
    MODERATION_WORDS,
    SECOND_FACTOR_WORDS,
    STATE_WORDS,
    Account,
    AccountClass,
    FormerLogin,
    Known,
    Moderation,
    RecoveryFacts,
    SecondFactor,
)
from schoolsm_desktop.domain.logins import former_words
from schoolsm_desktop.domain.wording import day_text, moment_text, tr
from schoolsm_desktop.services.accounts import AccountFacts, PasswordState
from schoolsm_desktop.services.secrets import KnowerLine
from schoolsm_desktop.ui.common.fact_list import Fact, FactLine
from schoolsm_desktop.ui.theme import State


def facts_shown(facts: AccountFacts, knowers: Sequence[KnowerLine], school: str = "") -> tuple[Fact, ...]:
    """The facts in reading order. What nobody has said yet stands in one list at the end instead of many empty lines."""
    if not facts.line.account.is_ours:
        return _not_ours(facts)
    found = [
        *([Fact(tr("School"), school)] if school else []),
        _owner(facts),
        *_password(facts, knowers),
        _people(facts),
        _state(facts),
        *_what_for(facts),
        *_recovery(facts.line.account.recovery),
        *_use(facts),
    ]
    if facts.line.missing:
        lines = [FactLine(words, State.UNKNOWN) for words in facts.line.missing]
        found.append(Fact(tr("Not known yet"), lines))
    if facts.line.account.note:
        found.append(Fact(tr("Note"), facts.line.account.note))
    return tuple(found)


def _not_ours(facts: AccountFacts) -> tuple[Fact, ...]:
    account = facts.line.account
    outside = account.not_ours
    uses = {Known.YES: State.WARN, Known.NO: State.GOOD, Known.NOT_KNOWN: State.UNKNOWN}[outside.uses_name_or_logo]
    found = [
        Fact(tr("Run by"), outside.run_by),
        Fact(tr("Uses our name or logo"), [FactLine(tr(KNOWN_WORDS[outside.uses_name_or_logo]), uses)]),
        Fact(tr("Asked to close"), day_text(outside.asked_to_close) if outside.asked_to_close else tr("No")),
        Fact(tr("Reported"), _reported(account)),
    ]
    if outside.gone_on is not None:
        found.append(Fact(tr("Gone"), [FactLine(day_text(outside.gone_on), State.GOOD)]))
    if account.purpose:
        found.append(Fact(tr("What it is for"), account.purpose))
    if account.note:
        found.append(Fact(tr("Note"), account.note))
    return tuple(found)


def _reported(account: Account) -> list[FactLine]:
    outside = account.not_ours
    if outside.reported_on is None:
        pretends = account.account_class is AccountClass.PRETENDS
        return [FactLine(tr("No"), State.WARN if pretends and outside.gone_on is None else None)]
    said = day_text(outside.reported_on)
    if outside.report_reference:
        said = tr("{day}, reference {reference}", day=said, reference=outside.report_reference)
    return [FactLine(said)]


def _owner(facts: AccountFacts) -> Fact:
    line = facts.line
    if line.owner is not None and line.owner_is_here:
        lines = [FactLine(line.owner.name)]
    else:
        lines = [FactLine(tr("Nobody looks after it"), State.WARN)]
    if facts.deputy is not None:
        lines.append(FactLine(tr("Deputy: {name}", name=facts.deputy.name)))
    return Fact(tr("Looked after by"), lines)


def _password(facts: AccountFacts, knowers: Sequence[KnowerLine]) -> list[Fact]:
    found = []
    health = {
        PasswordState.WEAK: tr("Weak: it would soon be guessed"),
        PasswordState.USED_TWICE: tr("Used twice: another account has the same one"),
    }.get(facts.line.password)
    lines = [FactLine(health, State.WARN)] if health else []
    changed = facts.line.password_changed_on
    if changed is not None:
        lines.insert(0, FactLine(day_text(changed)))
    if lines:
        found.append(Fact(tr("Password changed on"), lines))
    if knowers:
        found.append(Fact(tr("Who knows the password"), [_knower(each) for each in knowers]))
    return found


def _knower(line: KnowerLine) -> FactLine:
    text = tr(
        "{person} {how}, {moment}",
        person=line.person.short_name,
        how=tr(KNOWN_BY_WORDS[line.knowing.how]),
        moment=moment_text(line.knowing.at),
    )
    if line.entitled:
        return FactLine(text)
    return FactLine(tr("{words}; has no access any more", words=text), State.STOP)


def _people(facts: AccountFacts) -> Fact:
    lines = [
        FactLine(
            tr(
                "{person}: {kind}, {level}",
                person=person.short_name,
                kind=tr(KIND_WORDS[access.kind]).lower(),
                level=tr(LEVEL_WORDS[access.level]).lower(),
            )
        )
        for access, person in facts.accesses
    ]
    return Fact(tr("Posting access"), lines or tr("Nobody"))


def _state(facts: AccountFacts) -> Fact:
    account = facts.line.account
    lines = [FactLine(tr(STATE_WORDS[account.state]))]
    if account.authorised_on is not None:
        who = facts.authoriser.short_name if facts.authoriser is not None else tr("the headteacher")
        lines.append(FactLine(tr("Authorised by {who}, {day}", who=who, day=day_text(account.authorised_on))))
    else:
        lines.append(FactLine(tr("No authorisation is recorded"), State.UNKNOWN))
    if account.opened_on is not None:
        lines.append(FactLine(tr("Opened {day}", day=day_text(account.opened_on))))
    if account.closed_on is not None:
        lines.append(FactLine(tr("Closed {day}", day=day_text(account.closed_on))))
    return Fact(tr("State"), lines)


def _what_for(facts: AccountFacts) -> list[Fact]:
    account = facts.line.account
    found = [Fact(tr("Kind of account"), tr(CLASS_WORDS[account.account_class]))]
    if account.purpose:
        found.append(Fact(tr("What it is for"), account.purpose))
    if account.audience:
        found.append(Fact(tr("Who it is for"), account.audience))
    if account.moderation is not Moderation.NOT_KNOWN:
        found.append(Fact(tr("Comments"), tr(MODERATION_WORDS[account.moderation])))
    if account.may_follow_individuals is not Known.NOT_KNOWN:
        found.append(Fact(tr("Follows individuals"), tr(KNOWN_WORDS[account.may_follow_individuals])))
    return found


def _recovery(recovery: RecoveryFacts) -> list[Fact]:
    lines = [
        *_place(tr("Mailbox"), recovery.mailbox, recovery.mailbox_is_schools, recovery.mailbox_tried),
        *_place(tr("Phone"), recovery.phone, recovery.phone_is_schools, recovery.phone_tried),
    ]
    if recovery.second_administrator:
        lines.append(FactLine(tr("Second administrator: {who}", who=recovery.second_administrator)))
    if recovery.backup_codes_where:
        lines.append(FactLine(tr("Backup codes on paper: {place}", place=recovery.backup_codes_where)))
    if recovery.backup_codes_tried is not None:
        lines.append(FactLine(tr("A backup code tried {day}", day=day_text(recovery.backup_codes_tried))))
    if recovery.last_tried is not None:
        lines.append(FactLine(tr("Last tried {day}", day=day_text(recovery.last_tried))))
    found = [Fact(tr("Getting back in"), lines)] if lines else []
    if recovery.second_factor is not SecondFactor.NOT_KNOWN:
        found.insert(0, Fact(tr("Second factor"), [_second_factor(recovery)]))
    return found


def _use(facts: AccountFacts) -> list[Fact]:
    """When it was used last, the list by which it is being closed, and how it was entered before."""
    found = []
    if facts.line.account.is_live:
        used = day_text(facts.last_use) if facts.last_use else ""
        found.append(Fact(tr("Last used"), used))
    if facts.closing is not None:
        said = tr("Under way, by {day}: see “Leavers and lists”", day=day_text(facts.closing.day))
        found.append(Fact(tr("Closing"), [FactLine(said, State.WARN)]))
    if facts.former:
        found.append(Fact(tr("Former logins"), [FactLine(_former(each)) for each in facts.former]))
    return found


def _former(login: FormerLogin) -> str:
    said = former_words(login)
    return tr("{login} ({reason})", login=said, reason=login.reason) if login.reason else said


def _second_factor(recovery: RecoveryFacts) -> FactLine:
    said = tr(SECOND_FACTOR_WORDS[recovery.second_factor])
    if recovery.second_factor is SecondFactor.NONE:
        return FactLine(tr("None: a stolen password alone would open it"), State.WARN)
    if recovery.second_factor_where:
        return FactLine(tr("{what}: {place}", what=said, place=recovery.second_factor_where))
    return FactLine(said)


def _place(label: str, value: str, is_schools: Known, tried: date | None) -> list[FactLine]:
    """A mailbox or phone; a private one is said to be one, since whoever owns it can take the account."""
    if not value and is_schools is Known.NOT_KNOWN and tried is None:
        return []
    said = tr("{label}: {value}", label=label, value=value or tr(KNOWN_WORDS[Known.NOT_KNOWN]).lower())
    if tried is not None:
        said = tr("{place}, tried {day}", place=said, day=day_text(tried))
    if is_schools is Known.NO:
        return [FactLine(tr("{place}, not the school’s own", place=said), State.WARN)]
    if is_schools is Known.YES:
        return [FactLine(tr("{place}, the school’s own", place=said), State.GOOD)]
    return [FactLine(said)]
