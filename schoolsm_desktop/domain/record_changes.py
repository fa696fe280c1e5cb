"""What is changed of the facts of an incident after it was reported, and the words of the entry that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from .incident_kinds import SEVERITY_WORDS, Severity
from .incident_words import (
    DEVICE_WORDS,
    DUTY_WORDS,
    HARM_WORDS,
    LEGAL_WORDS,
    MARK_WORDS,
    PART_WORDS,
    VISIBILITY_WORDS,
    WHO_WORDS,
)
from .incidents import CasePerson, DeviceOwner, Duties, Harm, Incident, LegalMark, Mark, Part, Visibility
from .policy import Profile, clause_by_id
from .wording import list_text, tr

K = TypeVar("K")
Named = Callable[[CasePerson], str]


@dataclass(frozen=True, slots=True)
class FactChange:
    """The facts as whoever leads it sees them now; `why` goes into the record, `revision` is the case's as it was shown."""

    severity: Severity | None = None
    clauses: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    legal_marks: tuple[LegalMark, ...] = ()
    harms: tuple[Harm, ...] = ()
    duty: Duties = Duties.NOT_KNOWN
    device: DeviceOwner = DeviceOwner.NOT_KNOWN
    visibility: Visibility = Visibility.NOT_KNOWN
    is_private_account: bool = False
    is_urgent: bool = False
    why: str = ""
    revision: int = 0


def changed(incident: Incident, change: FactChange) -> Incident:
    """The incident with these facts."""
    return replace(
        incident,
        severity=change.severity,
        clauses=change.clauses,
        marks=change.marks,
        legal_marks=change.legal_marks,
        harms=change.harms,
        duty=change.duty,
        device=change.device,
        visibility=change.visibility,
        is_private_account=change.is_private_account,
        is_urgent=change.is_urgent,
    )


def change_words(before: Incident, after: Incident, profile: Profile, person: Named, names: Mapping[UUID, str]) -> str:
    """What is other than before, in sentences; "" where nothing is."""
    said = [
        _one(tr("How grave"), _severity(before), _severity(after)),
        _many(tr("May concern"), _clauses(before, profile), _clauses(after, profile)),
        _many(tr("Marked"), _said(MARK_WORDS, before.marks), _said(MARK_WORDS, after.marks)),
        _many(tr("Legal"), _said(LEGAL_WORDS, before.legal_marks), _said(LEGAL_WORDS, after.legal_marks)),
        _many(tr("May harm"), _said(HARM_WORDS, before.harms), _said(HARM_WORDS, after.harms)),
        _one(tr("It happened"), tr(DUTY_WORDS[before.duty]), tr(DUTY_WORDS[after.duty])),
        _one(tr("Device"), tr(DEVICE_WORDS[before.device]), tr(DEVICE_WORDS[after.device])),
        _one(tr("Seen by"), tr(VISIBILITY_WORDS[before.visibility]), tr(VISIBILITY_WORDS[after.visibility])),
        _one(tr("Account"), _account(before), _account(after)),
        _one(tr("Urgent"), _yes(before.is_urgent), _yes(after.is_urgent)),
        _people(before, after, person),
        _one(tr("Leads it"), _lead(before, names), _lead(after, names)),
    ]
    return ". ".join(part for part in said if part)


def clause_label(key: str, profile: Profile) -> str:
    """What a clause or breach that it may concern reads as: the policy's own words for it and its printed label."""
    breach = next((x for x in profile.rules.breaches if x.key == key), None)
    found = clause_by_id(profile, breach.clause if breach is not None else key)
    label = found.label if found is not None else ""
    words = breach.words if breach is not None else (found.gist if found is not None else key)
    return f"{words} ({label})" if label else words


def person_words(person: CasePerson, name: str) -> str:
    """`Said to be: Dan Price, a parent`; without a name what they call themselves, or what they are."""
    called = name or person.name or person.handle
    who = tr(WHO_WORDS[person.who])
    return tr("{name}, {who}", name=called, who=who) if called else who


def _severity(incident: Incident) -> str:
    return tr(SEVERITY_WORDS[incident.severity]) if incident.severity is not None else tr("not said yet")


def _clauses(incident: Incident, profile: Profile) -> list[str]:
    return [clause_label(key, profile) for key in incident.clauses]


def _said(words: Mapping[K, str], keys: Iterable[K]) -> list[str]:
    return [tr(words[key]) for key in keys]


def _account(incident: Incident) -> str:
    return tr("private") if incident.is_private_account else tr("not said to be private")


def _yes(on: bool) -> str:
    return tr("yes") if on else tr("no")


def _lead(incident: Incident, names: Mapping[UUID, str]) -> str:
    return names.get(incident.lead_id, "") if incident.lead_id is not None else tr("nobody yet")


def _one(label: str, before: str, after: str) -> str:
    return "" if before == after else tr("{label}: {after} (before: {before})", label=label, after=after, before=before)


def _many(label: str, before: list[str], after: list[str]) -> str:
    nothing = tr("nothing")
    return _one(label, list_text(before) or nothing, list_text(after) or nothing)


def _people(before: Incident, after: Incident, person: Named) -> str:
    said = []
    for part in Part:
        old, new = (list_text([person(x) for x in facts.of_part(part)]) for facts in (before, after))
        said.append(_one(tr(PART_WORDS[part]), old or tr("not known"), new or tr("not known")))
    return ". ".join(x for x in said if x)
