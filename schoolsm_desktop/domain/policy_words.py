"""Your policy in plain words, subject by subject with the clause beside each, and what differs between two of them."""

from __future__ import annotations

from dataclasses import dataclass

from .clauses import SUBJECT_WORDS, Subject
from .people import DUTY_WORDS, Duty
from .policy import Profile, ProfileKind, clause_words, clauses_for
from .rule_settings import (
    NO_NAMES,
    SETTINGS,
    Group,
    Names,
    Setting,
    SettingChange,
    all_changes,
    sentence_of,
    subjects_of,
)
from .wording import tr


@dataclass(frozen=True, slots=True)
class SettingLine:
    """What is set about one subject, and why; `value` is empty where the program only knows that a clause speaks of it.

    `sentences` are the parts of `value`, one for each setting that matters, in `keys`' order.
    """

    subject: Subject
    title: str
    value: str
    clause: str
    gist: str
    is_said: bool
    keys: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


def setting_lines(profile: Profile, group: Group | None = None, names: Names = NO_NAMES) -> tuple[SettingLine, ...]:
    """What is set, subject by subject; of one group or of all."""
    groups = [group] if group is not None else list(Group)
    return tuple(_line(profile, subject, one, names) for one in groups for subject in subjects_of(one))


def other_lines(profile: Profile) -> tuple[SettingLine, ...]:
    """What else the policy speaks about, without a setting of its own."""
    ours = {setting.subject for setting in SETTINGS}
    others = [subject for subject in Subject if subject not in ours and clauses_for(profile, subject)]
    return tuple(_line(profile, subject, None) for subject in others)


def _line(profile: Profile, subject: Subject, group: Group | None, names: Names = NO_NAMES) -> SettingLine:
    found = clauses_for(profile, subject)
    settings = _settings(profile, subject, group)
    sentences = tuple(sentence_of(setting, profile, names) for setting in settings)
    return SettingLine(
        subject,
        tr(SUBJECT_WORDS[subject]),
        " ".join(_stopped(sentence) for sentence in sentences) if len(sentences) > 1 else "".join(sentences),
        clause_words(profile, subject),
        found[0].gist if found else "",
        bool(found),
        tuple(setting.key for setting in settings),
        sentences,
    )


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _settings(profile: Profile, subject: Subject, group: Group | None) -> list[Setting]:
    return [
        setting
        for setting in SETTINGS
        if setting.subject is subject and setting.group is group and setting.matters(profile)
    ]


def kind_words(profile: Profile) -> str:
    """Where a policy comes from."""
    return {
        ProfileKind.SCHOOL: tr("A school’s own policy"),
        ProfileKind.TRUST: tr("A trust’s policy"),
        ProfileKind.COUNCIL: tr("A council’s model policy"),
        ProfileKind.BLANK: tr("No policy of the kinds that come with the program"),
    }[profile.kind]


def own_settings(profile: Profile, shipped: Profile | None) -> int:
    """How many settings and titles the school has made its own since it chose the policy; its name is none."""
    return 0 if shipped is None else len(changes(shipped, profile)) + len(title_changes(shipped, profile))


def own_settings_lost(profile: Profile, shipped: Profile | None, wanted: Profile) -> int:
    """How many of the school's own settings and titles would be others in `wanted`."""
    if shipped is None:
        return 0
    own = {change.key for change in all_changes(shipped, profile)} - {"name"}
    return len(own & {change.key for change in all_changes(profile, wanted)})


def changes(before: Profile, after: Profile, names: Names = NO_NAMES) -> tuple[SettingChange, ...]:
    """The settings that differ, without the name and the titles of duties."""
    titles = {setting.key for setting in SETTINGS if setting.group is Group.TITLES}
    return tuple(change for change in all_changes(before, after, names) if change.key not in titles)


def title_changes(before: Profile, after: Profile) -> list[tuple[str, str]]:
    """The titles that differ: (now, then)."""
    return [(change.old, change.new) for change in all_changes(before, after) if change.key.startswith("titles.")]


def usual_title(duty: Duty) -> str:
    """The usual word for a duty."""
    return tr(DUTY_WORDS[duty])
