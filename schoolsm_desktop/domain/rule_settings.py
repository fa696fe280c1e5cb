"""Every setting of a policy: where it stands in the Profile, what it is about, and how it is said and compared.

One table, SETTINGS, from which the page, the dialogs, the file's preview, the history and the printed book are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from .clauses import Subject
from .people import DUTY_WORDS, Duty
from .policy import AccessCondition, Profile, change_words
from .rule_lines import line_words
from .rule_words import CHOICE_WORDS, SETTING_WORDS
from .rules import FormerPupils, NamingEmployer, ParentFriends, PostingPupils
from .wording import list_text, ntr, tr


class Group(StrEnum):
    """What stands together on the page and in one dialog, in this order; words in `rule_words.GROUP_WORDS`."""

    PASSWORDS = "passwords"
    PICTURES = "pictures"
    OUTSIDE = "outside"
    PRIVATE = "private"
    TOLD = "told"
    COMMENTS = "comments"
    LESSONS = "lessons"
    POLICY = "policy"
    TITLES = "titles"


class Shape(StrEnum):
    """What a setting holds, and so how it is shown and changed."""

    CHOICE = "choice"
    TICK = "tick"
    NUMBER = "number"
    TEXT = "text"
    SEVERAL = "several"
    TEXTS = "texts"
    LINES = "lines"


class Unit(StrEnum):
    """What a number counts."""

    NONE = "none"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS_OLD = "years-old"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `key` is the way to it: field after field of the Profile, without `rules.` before it.

    `differs` names the points of DIFFERENCES it belongs to; `needs` another setting and the values that make this one
    matter; `unit` what a number counts.
    """

    key: str
    group: Group
    subject: Subject | None
    differs: str = ""
    needs: tuple[str, tuple[object, ...]] | None = None
    unit: Unit = Unit.NONE

    @property
    def shape(self) -> Shape:
        """What it holds."""
        return _shape(self.key)

    @property
    def title(self) -> str:
        """Its name on the screen."""
        return tr(SETTING_WORDS[self.key])

    def value(self, profile: Profile) -> Any:
        """What stands in `profile`."""
        return _read(profile, self.key)

    def matters(self, profile: Profile) -> bool:
        """Whether what it says counts, with the setting that it hangs on."""
        if self.needs is None:
            return True
        key, values = self.needs
        return _read(profile, key) in values


SETTINGS: tuple[Setting, ...] = (
    Setting("shared_passwords", Group.PASSWORDS, Subject.SHARED_PASSWORDS, "D6"),
    Setting("change", Group.PASSWORDS, Subject.PASSWORD_CHANGE, "D6"),
    Setting("change_days", Group.PASSWORDS, Subject.PASSWORD_CHANGE, "D6", needs=("change", ("days",)), unit=Unit.DAYS),
    Setting("hours_until_change", Group.PASSWORDS, Subject.MUST_CHANGE, unit=Unit.HOURS),
    Setting("reveal_reason", Group.PASSWORDS, Subject.REVEAL_REASON),
    Setting("conditions.policy-read", Group.PASSWORDS, Subject.POLICY_READ),
    Setting("conditions.training", Group.PASSWORDS, Subject.TRAINING),
    Setting("conditions.undertaking", Group.PASSWORDS, Subject.UNDERTAKING),
    Setting("owner_required", Group.PASSWORDS, Subject.OWNER),
    Setting("deputy_owner_required", Group.PASSWORDS, Subject.OWNER),
    Setting("account_rules.may_like_individuals", Group.PASSWORDS, Subject.ACCOUNT_RULES),
    Setting("account_rules.may_follow_individuals", Group.PASSWORDS, Subject.ACCOUNT_RULES),
    Setting("account_rules.may_comment_on_individuals", Group.PASSWORDS, Subject.ACCOUNT_RULES),
    Setting("weekly_look", Group.PASSWORDS, Subject.WEEKLY_LOOK),
    Setting("named_accounts", Group.PASSWORDS, Subject.PLATFORMS),
    Setting("posting_pupils", Group.PICTURES, Subject.POSTING_PUPILS, "D4"),
    Setting(
        "means_our_accounts",
        Group.PICTURES,
        Subject.POSTING_PUPILS,
        "D4",
        needs=("posting_pupils", (PostingPupils.NEVER,)),
    ),
    Setting("names", Group.PICTURES, Subject.NAMES, "D4"),
    Setting("events.visitors", Group.PICTURES, Subject.EVENTS, "D5"),
    Setting("events.may_record_staff", Group.PICTURES, Subject.EVENTS, "D5"),
    Setting("events.notice", Group.PICTURES, Subject.EVENTS, "D5"),
    Setting("post_questions", Group.PICTURES, Subject.BEFORE_POSTING),
    Setting("name_and_logo", Group.PICTURES, Subject.NAME_AND_LOGO, "D18"),
    Setting(
        "name_and_logo_months",
        Group.PICTURES,
        Subject.NAME_AND_LOGO,
        "D18",
        needs=("name_and_logo", (True,)),
        unit=Unit.MONTHS,
    ),
    Setting("pupils.strength", Group.OUTSIDE, Subject.PUPILS, "D3"),
    Setting("pupils.exemption", Group.OUTSIDE, Subject.PUPILS, "D3"),
    Setting("pupils.former", Group.OUTSIDE, Subject.FORMER_PUPILS, "D3 D20"),
    Setting(
        "pupils.former_strength",
        Group.OUTSIDE,
        Subject.FORMER_PUPILS,
        "D3",
        needs=("pupils.former", (FormerPupils.UNDER_AGE, FormerPupils.ANY)),
    ),
    Setting(
        "pupils.former_age",
        Group.OUTSIDE,
        Subject.FORMER_PUPILS,
        "D20",
        needs=("pupils.former", (FormerPupils.UNDER_AGE,)),
        unit=Unit.YEARS_OLD,
    ),
    Setting("parents", Group.OUTSIDE, Subject.PARENTS, "D2"),
    Setting("parents_asking", Group.OUTSIDE, Subject.PARENTS, "D2", needs=("parents", (ParentFriends.HEAD_APPROVES,))),
    Setting("declare_relatives", Group.OUTSIDE, Subject.DECLARATIONS, "D3"),
    Setting("declare_connections", Group.OUTSIDE, Subject.DECLARATIONS, "D3"),
    Setting("declare_families", Group.OUTSIDE, Subject.DECLARATIONS, "D2"),
    Setting("recruitment", Group.OUTSIDE, Subject.RECRUITMENT, "D1"),
    Setting("private_use.school_equipment", Group.PRIVATE, Subject.PRIVATE_USE, "D7"),
    Setting("private_use.school_hours", Group.PRIVATE, Subject.PRIVATE_USE, "D7"),
    Setting("private_use.own_device_near_pupils", Group.PRIVATE, Subject.PRIVATE_USE, "D7"),
    Setting("naming_employer", Group.PRIVATE, Subject.NAMING_EMPLOYER, "D8"),
    Setting(
        "disclaimer",
        Group.PRIVATE,
        Subject.NAMING_EMPLOYER,
        "D8",
        needs=("naming_employer", (NamingEmployer.WITH_DISCLAIMER,)),
    ),
    Setting(
        "declare_private_account",
        Group.PRIVATE,
        Subject.NAMING_EMPLOYER,
        "D8",
        needs=("naming_employer", (NamingEmployer.NO, NamingEmployer.WITH_DISCLAIMER)),
    ),
    Setting("colleagues_advice", Group.PRIVATE, Subject.COLLEAGUES, "D15"),
    Setting("privacy_check_months", Group.PRIVATE, Subject.PRIVACY, "D16", unit=Unit.MONTHS),
    Setting("monitoring", Group.PRIVATE, Subject.MONITORING, "D10"),
    Setting("routes", Group.TOLD, Subject.WHO_IS_TOLD, "D9"),
    Setting("first_steps", Group.TOLD, Subject.FIRST_HOUR),
    Setting("reporters", Group.TOLD, Subject.REPORTERS, "D21"),
    Setting("platform_reporter", Group.TOLD, Subject.PLATFORM_REPORT, "D22"),
    Setting("tell_parents", Group.TOLD, Subject.TELL_PARENTS, "D23"),
    Setting("contacts", Group.TOLD, Subject.CONTACTS),
    Setting("breaches", Group.TOLD, Subject.SANCTIONS, "D14"),
    Setting("outcomes", Group.TOLD, Subject.SANCTIONS, "D14"),
    Setting("moderation", Group.COMMENTS, Subject.MODERATION, "D17"),
    Setting("warn_before_block", Group.COMMENTS, Subject.MODERATION, "D17"),
    Setting("block_review_months", Group.COMMENTS, Subject.MODERATION, "D17", unit=Unit.MONTHS),
    Setting("replying", Group.COMMENTS, Subject.REPLYING, "D12"),
    Setting("correct_own_errors", Group.COMMENTS, Subject.REPLYING, "D12"),
    Setting("lesson_networking", Group.LESSONS, Subject.LESSON_NETWORKING, "D13"),
    Setting("curriculum_ticks", Group.LESSONS, Subject.CURRICULUM),
    Setting("pupil_agreements", Group.LESSONS, Subject.AGREEMENTS, "D11"),
    Setting("parent_agreements", Group.LESSONS, Subject.AGREEMENTS, "D11"),
    Setting("training", Group.LESSONS, Subject.TRAINING),
    Setting("audiences", Group.POLICY, Subject.WHO_IS_BOUND, "D11"),
    Setting("review_months", Group.POLICY, Subject.REVIEW, "D19", unit=Unit.MONTHS),
    Setting("review_lead_days", Group.POLICY, Subject.REVIEW, "D19", unit=Unit.DAYS),
    Setting("linked_policies", Group.POLICY, Subject.LINKED_POLICIES),
    Setting("references", Group.POLICY, Subject.LAW, "D24"),
    Setting("name", Group.TITLES, None),
    *(Setting(f"titles.{duty.value}", Group.TITLES, None) for duty in Duty),
)
BY_KEY: Mapping[str, Setting] = {setting.key: setting for setting in SETTINGS}


def settings_of(group: Group) -> tuple[Setting, ...]:
    """What one group holds, in the order of the page."""
    return tuple(setting for setting in SETTINGS if setting.group is group)


def subjects_of(group: Group) -> tuple[Subject, ...]:
    """What a group is about, each subject once."""
    found = dict.fromkeys(setting.subject for setting in settings_of(group))
    return tuple(subject for subject in found if subject is not None)


# Reading and putting


def put(profile: Profile, key: str, value: object) -> Profile:
    """The profile with one setting at `value`; an empty title is the usual word again.

    Nothing is checked here, see `check_profile`.
    """
    if key.startswith("conditions."):
        condition = AccessCondition(key.removeprefix("conditions."))
        others = profile.conditions - {condition}
        return replace(profile, conditions=others | {condition} if value else others)
    if key.startswith("titles."):
        duty = Duty(key.removeprefix("titles."))
        return replace(profile, titles={**profile.titles, duty: str(value).strip() or tr(DUTY_WORDS[duty])})
    changed: Profile = _put(profile, _way(key), value)
    return changed


def _way(key: str) -> list[str]:
    way = key.split(".")
    return way if way[0] in Profile.__dataclass_fields__ else ["rules", *way]


def _read(profile: Profile, key: str) -> Any:
    if key.startswith("conditions."):
        return AccessCondition(key.removeprefix("conditions.")) in profile.conditions
    if key.startswith("titles."):
        return profile.titles.get(Duty(key.removeprefix("titles.")), "")
    found: Any = profile
    for name in _way(key):
        found = getattr(found, name)
    return found


def _put(record: Any, way: list[str], value: object) -> Any:
    first, *rest = way
    return replace(record, **{first: _put(getattr(record, first), rest, value) if rest else value})


@cache
def value_type(key: str) -> Any:
    """The declared type of a setting."""
    if key.startswith("conditions."):
        return bool
    if key.startswith("titles."):
        return str
    kind: Any = Profile
    for name in _way(key):
        kind = get_type_hints(kind)[name]
    return kind


@cache
def _shape(key: str) -> Shape:
    kind = value_type(key)
    if get_origin(kind) is tuple:
        inside = get_args(kind)[0]
        if inside is str:
            return Shape.TEXTS
        return Shape.SEVERAL if issubclass(inside, StrEnum) else Shape.LINES
    plain = {bool: Shape.TICK, int: Shape.NUMBER, str: Shape.TEXT}
    return plain.get(kind, Shape.CHOICE)


# Saying


Names = Mapping[str, str]
"""What is known only by a key in the policy (a law), by its name; a key without a name is said as it is."""
NO_NAMES: Names = {}


def said(setting: Setting, profile: Profile, names: Names = NO_NAMES) -> str:
    """What stands there, as a sentence or a short value."""
    if setting.key == "change":
        return change_words(profile)
    value = setting.value(profile)
    saying: Mapping[Shape, Callable[[], str]] = {
        Shape.CHOICE: lambda: tr(CHOICE_WORDS[setting.key, value]),
        Shape.TICK: lambda: tr(CHOICE_WORDS[setting.key, "yes" if value else "no"]),
        Shape.NUMBER: lambda: number_words(value, setting.unit),
        Shape.TEXT: lambda: value or tr("not said"),
        Shape.SEVERAL: lambda: list_text([tr(CHOICE_WORDS[setting.key, word]) for word in value]) or tr("none"),
        Shape.TEXTS: lambda: list_text([names.get(one, one) for one in value]) or tr("none"),
        Shape.LINES: lambda: ntr("{count} line", "{count} lines", len(value)) if value else tr("none"),
    }
    return saying[setting.shape]()


def choices(setting: Setting) -> list[tuple[str, str]]:
    """What may stand in a choice or among several: (value, words)."""
    return [(value, tr(CHOICE_WORDS[key, value])) for key, value in CHOICE_WORDS if key == setting.key]


def number_words(value: int, unit: Unit) -> str:
    """A number with what it counts; 0 is never, or no age."""
    if value == 0:
        return tr("none") if unit is Unit.YEARS_OLD else tr("never")
    return {
        Unit.HOURS: ntr("{count} hour", "{count} hours", value),
        Unit.DAYS: ntr("{count} day", "{count} days", value),
        Unit.MONTHS: ntr("{count} month", "{count} months", value),
        Unit.YEARS_OLD: ntr("{count} year", "{count} years", value),
        Unit.NONE: str(value),
    }[unit]


def sentence_of(setting: Setting, profile: Profile, names: Names = NO_NAMES) -> str:
    """What a setting says on a line under its subject: where that would not name it, its own name stands before."""
    value = said(setting, profile, names)
    if setting.shape in {Shape.CHOICE, Shape.TICK, Shape.SEVERAL, Shape.TEXTS}:
        return value
    if setting.shape is Shape.NUMBER and setting.value(profile):
        value = str(setting.value(profile))  # its name says what is counted
    return tr("{title}: {value}", title=setting.title, value=value)


# Comparing


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting that differs between two policies, as it is said before and after."""

    key: str
    title: str
    old: str
    new: str


def all_changes(before: Profile, after: Profile, names: Names = NO_NAMES) -> tuple[SettingChange, ...]:
    """Every setting and title that differs; one that matters in neither policy is left out."""
    return tuple(
        _change(setting, before, after, names)
        for setting in SETTINGS
        if setting.value(before) != setting.value(after) and (setting.matters(before) or setting.matters(after))
    )


def changed_keys(before: Profile, after: Profile) -> tuple[str, ...]:
    """The keys of all that differs, whether it matters now or not: for the log."""
    return tuple(s.key for s in SETTINGS if s.value(before) != s.value(after))


def _change(setting: Setting, before: Profile, after: Profile, names: Names) -> SettingChange:
    if setting.shape is Shape.LINES:
        return _lines_change(setting, before, after)
    return SettingChange(setting.key, setting.title, said(setting, before, names), said(setting, after, names))


def _lines_change(setting: Setting, before: Profile, after: Profile) -> SettingChange:
    """Of a list only what went and what came."""
    old, new = setting.value(before), setting.value(after)
    gone = [line_words(line, before) for line in old if line not in new]
    came = [line_words(line, after) for line in new if line not in old]
    if not gone and not came:
        return SettingChange(setting.key, setting.title, said(setting, before), tr("the same lines, in another order"))
    none = tr("none of these")
    return SettingChange(setting.key, setting.title, "\n".join(gone) or none, "\n".join(came) or none)
