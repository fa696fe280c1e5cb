"""Every setting of a policy that the program reads, in plain words, with the clause it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .clauses import SUBJECT_WORDS, Subject
from .people import DUTY_WORDS, Duty
from .policy import (
    CONDITION_WORDS,
    AccessCondition,
    Profile,
    ProfileKind,
    account_rule_words,
    change_words,
    clause_words,
    clauses_for,
    duty_title,
)
from .wording import ntr, tr

CONDITION_SUBJECTS: Mapping[AccessCondition, Subject] = {
    AccessCondition.POLICY_READ: Subject.POLICY_READ,
    AccessCondition.TRAINING: Subject.TRAINING,
    AccessCondition.UNDERTAKING: Subject.UNDERTAKING,
}
SETTINGS: tuple[Subject, ...] = (
    Subject.SHARED_PASSWORDS,
    Subject.PASSWORD_CHANGE,
    Subject.MUST_CHANGE,
    Subject.REVEAL_REASON,
    Subject.POLICY_READ,
    Subject.TRAINING,
    Subject.UNDERTAKING,
    Subject.OWNER,
    Subject.ACCOUNT_RULES,
)
"""The subjects that a setting stands behind, in the order of the page."""


@dataclass(frozen=True, slots=True)
class SettingLine:
    """What is set, and why: `value` is empty where the program only knows that a clause speaks about the subject."""

    subject: Subject
    title: str
    value: str
    clause: str
    gist: str
    is_said: bool


def setting_lines(profile: Profile) -> tuple[SettingLine, ...]:
    """Every setting read so far."""
    return tuple(_line(profile, subject, setting_value(profile, subject)) for subject in SETTINGS)


def other_lines(profile: Profile) -> tuple[SettingLine, ...]:
    """What else the policy speaks about, without a setting of its own."""
    others = [subject for subject in Subject if subject not in SETTINGS and clauses_for(profile, subject)]
    return tuple(_line(profile, subject, "") for subject in others)


def _line(profile: Profile, subject: Subject, value: str) -> SettingLine:
    found = clauses_for(profile, subject)
    gist = found[0].gist if found else ""
    return SettingLine(subject, tr(SUBJECT_WORDS[subject]), value, clause_words(profile, subject), gist, bool(found))


def setting_value(profile: Profile, subject: Subject) -> str:
    """What stands for one subject, in one sentence."""
    condition = next((c for c, about in CONDITION_SUBJECTS.items() if about is subject), None)
    if condition is not None:
        return tr("Asked before access.") if condition in profile.conditions else tr("Not asked before access.")
    said = {
        Subject.SHARED_PASSWORDS: shared_words(profile),
        Subject.PASSWORD_CHANGE: change_words(profile),
        Subject.MUST_CHANGE: ntr("{count} hour", "{count} hours", profile.hours_until_change),
        Subject.REVEAL_REASON: tr("Whoever opens or copies a password says why.")
        if profile.reveal_reason
        else tr("No reason is asked; each opening is recorded in any case."),
        Subject.OWNER: owner_words(profile),
        Subject.ACCOUNT_RULES: account_rule_words(profile),
    }
    return said[subject]


def shared_words(profile: Profile) -> str:
    """Whether one password may be known to more than one person."""
    if profile.shared_passwords.value == "not-allowed":
        return tr("Not allowed: everybody has a login of their own.")
    return tr("Named people may know one password together; the register shows who.")


def owner_words(profile: Profile) -> str:
    """Whether an account must name who looks after it."""
    if profile.owner_required and profile.deputy_owner_required:
        return tr("Every account names somebody who looks after it, and somebody who stands in.")
    if profile.owner_required:
        return tr("Every account names somebody who looks after it.")
    if profile.deputy_owner_required:
        return tr("Every account names somebody who stands in.")
    return tr("Not required, and asked for on Today while nobody is named.")


def kind_words(profile: Profile) -> str:
    """Where a policy comes from."""
    return {
        ProfileKind.SCHOOL: tr("A school’s own policy"),
        ProfileKind.TRUST: tr("A trust’s policy"),
        ProfileKind.COUNCIL: tr("A council’s model policy"),
        ProfileKind.BLANK: tr("No policy of the kinds that come with the program"),
    }[profile.kind]


def own_settings(profile: Profile, shipped: Profile | None) -> int:
    """How many settings and titles the school has made its own since it chose the policy."""
    return 0 if shipped is None else len(changes(shipped, profile)) + len(title_changes(shipped, profile))


def changes(before: Profile, after: Profile) -> list[tuple[str, str, str]]:
    """The settings that differ: (what, how it stands now, how it would)."""
    found = []
    for subject in SETTINGS:
        old, new = setting_value(before, subject), setting_value(after, subject)
        if old != new:
            found.append((tr(SUBJECT_WORDS[subject]), old, new))
    return found


def title_changes(before: Profile, after: Profile) -> list[tuple[str, str]]:
    """The titles that differ: (now, then)."""
    pairs = [(duty_title(before, duty), duty_title(after, duty)) for duty in Duty]
    return [(old, new) for old, new in pairs if old != new]


def usual_title(duty: Duty) -> str:
    """The usual word for a duty."""
    return tr(DUTY_WORDS[duty])


def condition_words(condition: AccessCondition) -> str:
    """What is asked before access."""
    return tr(CONDITION_WORDS[condition])
