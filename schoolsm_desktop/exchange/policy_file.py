"""A policy as a file that a school can read, change and share; every fault is refused with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar

from schoolsm_desktop.domain.clauses import ClauseKind, ClauseRef, Subject
from schoolsm_desktop.domain.people import DUTY_WORDS, Duty
from schoolsm_desktop.domain.policy import (
    CHANGE_DAYS,
    HOURS_UNTIL_CHANGE,
    AccessCondition,
    AccountRules,
    ChangeRule,
    Profile,
    ProfileKind,
    SharedPasswords,
)
from schoolsm_desktop.domain.wording import tr

from .checked_toml import CheckedTable, FaultyFileError, parse, quoted
from .policy_rules_file import read_rules, rule_blocks

FORMAT = 1
MOST_CLAUSES = 400
MOST_CLAUSES_FOR_A_RULE = 40
_PROFILE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_CLAUSE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}:[a-z0-9][a-z0-9.-]{0,59}")


class FaultyProfileError(FaultyFileError):
    """A policy file cannot be used; `line` and `reason` say where and why. The school's policy stays as it was."""

    key: ClassVar[str] = "faulty-profile"


def read_profile(untrusted: str | bytes) -> Profile:
    """The policy in the file; a setting that is left out holds usual practice. Raises FaultyProfileError."""
    table = parse(untrusted, FaultyProfileError)
    _check_format(table)
    profile_id = table.text("id", 40)
    if not _PROFILE_ID.fullmatch(profile_id):
        table.refuse("id", tr("“id” is made of small letters, digits and hyphens."))
    name = table.text("name", 120)
    kind = table.word("kind", ProfileKind, ProfileKind.SCHOOL)
    about = table.text("about", 600, "", may_be_empty=True)
    passwords, accounts = table.table("passwords"), table.table("accounts")
    clauses = _clauses(table)
    clause_ids = {clause.id for clause in clauses}
    usual = Profile(profile_id, name)
    profile = Profile(
        id=profile_id,
        name=name,
        kind=kind,
        about=about,
        titles=_titles(table.table("titles")),
        shared_passwords=passwords.word("shared", SharedPasswords, usual.shared_passwords),
        change=passwords.word("change", ChangeRule, usual.change),
        change_days=passwords.whole("change-days", CHANGE_DAYS, usual.change_days),
        hours_until_change=passwords.whole("hours-until-change", HOURS_UNTIL_CHANGE, usual.hours_until_change),
        reveal_reason=passwords.switch("reveal-reason", usual.reveal_reason),
        conditions=_conditions(table.table("access"), usual.conditions),
        owner_required=accounts.switch("owner-required", usual.owner_required),
        deputy_owner_required=accounts.switch("deputy-owner-required", usual.deputy_owner_required),
        account_rules=_account_rules(accounts, usual.account_rules),
        clauses=clauses,
        rests_on=_rests_on(table.table("rests-on"), clause_ids),
        rules=read_rules(table, clause_ids),
    )
    for part in (passwords, accounts, table):
        part.finish()
    return profile


def _check_format(table: CheckedTable) -> None:
    found = table.whole("format", range(1, 10_000), 0)
    if found == 0:
        table.refuse("format", tr("the line “format = 1” is missing, so this may not be a policy file."))
    if found > FORMAT:
        table.refuse("format", tr("the file was made by a newer version of this program."))


def _titles(table: CheckedTable) -> Mapping[Duty, str]:
    titles = {duty: table.text(duty.value, 80, DUTY_WORDS[duty]) for duty in Duty}
    table.finish()
    return titles


def _conditions(table: CheckedTable, usual: frozenset[AccessCondition]) -> frozenset[AccessCondition]:
    asked = {condition for condition in AccessCondition if table.switch(condition.value, condition in usual)}
    table.finish()
    return frozenset(asked)


def _account_rules(table: CheckedTable, usual: AccountRules) -> AccountRules:
    return AccountRules(
        may_like_individuals=table.switch("may-like-individuals", usual.may_like_individuals),
        may_follow_individuals=table.switch("may-follow-individuals", usual.may_follow_individuals),
        may_comment_on_individuals=table.switch("may-comment-on-individuals", usual.may_comment_on_individuals),
    )


def _clauses(table: CheckedTable) -> tuple[ClauseRef, ...]:
    found: dict[str, ClauseRef] = {}
    for part in table.tables("clause", MOST_CLAUSES):
        clause = ClauseRef(
            id=part.text("id", 100),
            label=part.text("label", 40),
            heading=part.text("heading", 120, "", may_be_empty=True),
            gist=part.text("gist", 400),
            kinds=part.words("kinds", ClauseKind, len(ClauseKind)),
        )
        if not _CLAUSE_ID.fullmatch(clause.id):
            part.refuse("id", tr("a clause's “id” is the policy's id, a colon, and small letters or digits."))
        if clause.id in found:
            part.refuse("id", tr("the clause “{clause}” stands here a second time.", clause=clause.id))
        part.finish()
        found[clause.id] = clause
    return tuple(found.values())


def _rests_on(table: CheckedTable, known: set[str]) -> Mapping[Subject, tuple[str, ...]]:
    rests_on = {}
    for subject in Subject:
        names = table.texts(subject.value, 100, MOST_CLAUSES_FOR_A_RULE)
        unknown = next((name for name in names if name not in known), None)
        if unknown is not None:
            table.refuse(
                subject.value,
                tr("there is no clause “{clause}” in this file. Add it below as [[clause]].", clause=unknown),
            )
        if len(set(names)) < len(names):
            table.refuse(subject.value, tr("“{key}” names a clause twice.", key=subject.value))
        if names:
            rests_on[subject] = names
    table.finish()
    return rests_on


def write_profile(profile: Profile) -> str:
    """The policy as a file with notes for its reader; `read_profile` gives it back (runs of spaces become one)."""
    blocks = (
        _head(profile),
        _block("titles", [tr("What this school calls each duty.")], _title_lines(profile)),
        _block("passwords", [], _password_lines(profile)),
        _block("access", [tr("What a person has done before access is given.")], _access_lines(profile)),
        _block("accounts", [], _account_lines(profile)),
        _block("rests-on", [tr("Which clauses each rule rests on, the weightiest first.")], _rest_lines(profile)),
        *rule_blocks(profile.rules),
        *(_block("[clause]", [], _clause_lines(clause)) for clause in profile.clauses),
    )
    return "\n".join(blocks)


def _notes(lines: Iterable[str]) -> str:
    return "".join(f"# {line}\n" for line in lines)


def _block(name: str, notes: list[str], lines: Iterable[str]) -> str:
    return f"{_notes(notes)}[{name}]\n" + "".join(f"{line}\n" for line in lines)


def _head(profile: Profile) -> str:
    notes = _notes(
        (
            tr("A school's policy on social media, as SchoolSM Desktop reads it."),
            tr("Lines that begin with # are notes. A word the program does not know is refused with its line."),
        )
    )
    lines = (
        f"format = {FORMAT}",
        f"id = {quoted(profile.id)}",
        f"name = {quoted(profile.name)}",
        f"kind = {quoted(profile.kind)}",
        f"about = {quoted(profile.about)}",
    )
    return notes + "\n" + "".join(f"{line}\n" for line in lines)


def _yes_no(value: bool) -> str:
    return "true" if value else "false"


def _title_lines(profile: Profile) -> list[str]:
    return [f"{duty.value} = {quoted(profile.titles.get(duty) or DUTY_WORDS[duty])}" for duty in Duty]


def _password_lines(profile: Profile) -> list[str]:
    return [
        "# " + tr("May named people know one password together?") + ' "named-holders", "not-allowed"',
        f"shared = {quoted(profile.shared_passwords)}",
        "# " + tr("Always when somebody who knows it loses access, and besides that:") + ' "event", "days", "term"',
        f"change = {quoted(profile.change)}",
        f"change-days = {profile.change_days}",
        "# " + tr("Hours from the moment a password must be changed until it should be done."),
        f"hours-until-change = {profile.hours_until_change}",
        "# " + tr("Whether whoever opens or copies a password says why."),
        f"reveal-reason = {_yes_no(profile.reveal_reason)}",
    ]


def _access_lines(profile: Profile) -> list[str]:
    return [f"{condition.value} = {_yes_no(condition in profile.conditions)}" for condition in AccessCondition]


def _account_lines(profile: Profile) -> list[str]:
    rules = profile.account_rules
    return [
        "# " + tr("Whether every account must name somebody who looks after it, and somebody who stands in."),
        f"owner-required = {_yes_no(profile.owner_required)}",
        f"deputy-owner-required = {_yes_no(profile.deputy_owner_required)}",
        "# " + tr("What the school's own accounts may do on the pages of individuals."),
        f"may-like-individuals = {_yes_no(rules.may_like_individuals)}",
        f"may-follow-individuals = {_yes_no(rules.may_follow_individuals)}",
        f"may-comment-on-individuals = {_yes_no(rules.may_comment_on_individuals)}",
    ]


def _rest_lines(profile: Profile) -> list[str]:
    lines = []
    for subject in Subject:
        names = profile.rests_on.get(subject, ())
        if names:
            lines.append(f"{subject.value} = [{', '.join(quoted(name) for name in names)}]")
    return lines


def _clause_lines(clause: ClauseRef) -> list[str]:
    return [
        f"id = {quoted(clause.id)}",
        f"label = {quoted(clause.label)}",
        f"heading = {quoted(clause.heading)}",
        f"gist = {quoted(clause.gist)}",
        *([f"kinds = [{', '.join(quoted(kind) for kind in clause.kinds)}]"] if clause.kinds else []),
    ]
