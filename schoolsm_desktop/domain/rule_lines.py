"""The lists a policy brings along, line by line: how one line is said, and what a new one begins as."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

from .clauses import clause_name
from .errors import FieldError
from .incident_kinds import CONCERNED_WORDS, INCIDENT_WORDS, SEVERITY_WORDS, Concerned, IncidentKind, Severity
from .people import Duty
from .policy import Profile, clause_by_id, duty_title
from .rules import Breach, FirstStep, NamedAccount, Outcome, PostQuestion, Route, TrainingNeed
from .wording import list_text, ntr, tr

Line = Route | FirstStep | Breach | Outcome | PostQuestion | TrainingNeed | NamedAccount

LINE_KINDS: Mapping[str, type[Line]] = {
    "routes": Route,
    "first_steps": FirstStep,
    "breaches": Breach,
    "outcomes": Outcome,
    "post_questions": PostQuestion,
    "training": TrainingNeed,
    "named_accounts": NamedAccount,
}
"""By the setting's key."""
FIELD_WORDS: Mapping[str, str] = {
    "kind": "What has happened",
    "tell": "Who is told",
    "within_minutes": "Within how many minutes",
    "from_severity": "From how grave it first seems",
    "clause": "The clause it rests on",
    "line_manager": "The line manager of the colleague it happened to is told too",
    "words": "In words",
    "severity": "How grave it first counts",
    "concerned": "Who it is about",
    "title": "Name of the course",
    "duties": "Whose duty it is; nobody ticked means everybody",
    "months": "Months it lasts; 0 for good",
    "for_access": "Everybody with posting access needs it too",
    "platform": "Platform",
}
"""By the name of a line's field; `key` and `topic` are the program's own."""


def line_words(line: Line, profile: Profile) -> str:
    """One line, on one line."""
    if isinstance(line, Route):
        return _route_words(line, profile)
    if isinstance(line, FirstStep):
        return tr("{kind}: {words}", kind=tr(INCIDENT_WORDS[line.kind]), words=line.words)
    if isinstance(line, Breach):
        about = list_text([tr(CONCERNED_WORDS[one]) for one in line.concerned])
        return tr(
            "{words} ({severity}; {about})", words=line.words, severity=tr(SEVERITY_WORDS[line.severity]), about=about
        )
    if isinstance(line, Outcome):
        return tr("For {person}: {words}", person=tr(CONCERNED_WORDS[line.concerned]), words=line.words)
    if isinstance(line, PostQuestion | NamedAccount):
        return line.words
    return _training_words(line, profile)


def _route_words(line: Route, profile: Profile) -> str:
    who = list_text([duty_title(profile, duty) for duty in line.tell])
    said = tr(
        "{kind}: {who}, {when}", kind=tr(INCIDENT_WORDS[line.kind]), who=who, when=time_words(line.within_minutes)
    )
    if line.from_severity is Severity.MINOR:
        return said
    return tr("{line} (where it is {severity} or worse)", line=said, severity=tr(SEVERITY_WORDS[line.from_severity]))


def _training_words(line: TrainingNeed, profile: Profile) -> str:
    who = list_text([duty_title(profile, duty) for duty in line.duties]) or tr("everybody")
    if line.duties and line.for_access:
        who = tr("{who}, and everybody with posting access", who=who)
    lasts = ntr("every {count} month", "every {count} months", line.months) if line.months else tr("once")
    return tr("{title}: {who}, {lasts}", title=line.title, who=who, lasts=lasts)


def time_words(minutes: int) -> str:
    """How fast somebody is told."""
    if minutes == 0:
        return tr("at once")
    if minutes % 1440 == 0:
        return ntr("within {count} day", "within {count} days", minutes // 1440)
    if minutes % 60 == 0:
        return ntr("within {count} hour", "within {count} hours", minutes // 60)
    return ntr("within {count} minute", "within {count} minutes", minutes)


def line_clause(line: Line, profile: Profile) -> str:
    """The clause a line rests on, by its printed label and heading; "" where it rests on none."""
    found = clause_by_id(profile, line.clause) if line.clause else None
    return clause_name(found) if found is not None else ""


def field_choices(name: str, profile: Profile) -> list[tuple[str, str]]:
    """What may be chosen in one field of a line: (value, words)."""
    if name == "kind":
        return [(kind.value, tr(INCIDENT_WORDS[kind])) for kind in IncidentKind]
    if name in {"severity", "from_severity"}:
        return [(severity.value, tr(SEVERITY_WORDS[severity])) for severity in Severity]
    if name == "concerned":
        return [(one.value, tr(CONCERNED_WORDS[one])) for one in Concerned]
    return [(duty.value, duty_title(profile, duty)) for duty in Duty]


def new_line(key: str) -> Line:
    """What an added line begins as; its words are still to be typed."""
    begun: Mapping[str, Line] = {
        "routes": Route(IncidentKind.ABUSE_OF_STAFF, (Duty.HEADTEACHER,), 60),
        "first_steps": FirstStep(IncidentKind.ABUSE_OF_STAFF, ""),
        "breaches": Breach("", ""),
        "outcomes": Outcome(Concerned.STAFF, ""),
        "post_questions": PostQuestion("", ""),
        "training": TrainingNeed("", ""),
        "named_accounts": NamedAccount("", ""),
    }
    return begun[key]


def line_values(line: Line) -> dict[str, Any]:
    """The fields of a line in plain values, as a form or a draft holds them."""
    values = {part.name: getattr(line, part.name) for part in fields(line)}
    return {name: [str(one) for one in value] if isinstance(value, tuple) else value for name, value in values.items()}


def line_from(key: str, values: Mapping[str, Any]) -> Line:
    """The line of that list with these plain values. Raises FieldError naming the field that cannot be read."""
    kind = LINE_KINDS[key]
    hints = get_type_hints(kind)
    return kind(**{part.name: _field_value(part.name, hints[part.name], values[part.name]) for part in fields(kind)})


def _field_value(name: str, hint: Any, value: Any) -> Any:
    if hint is int:
        typed = str(value)
        if not (typed.isascii() and typed.isdigit()):
            raise FieldError(name, tr("A whole number is needed here. Nothing was saved yet."))
        return int(typed)
    if get_origin(hint) is tuple:
        inside = get_args(hint)[0]
        return tuple(inside(one) for one in value)
    return bool(value) if hint is bool else hint(value)


def key_from(words: str, taken: Iterable[str]) -> str:
    """A key for a new line, made of its words and kept when they change."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "own"
    known, number, key = set(taken), 1, stem
    while key in known:
        number += 1
        key = f"{stem}-{number}"
    return key
