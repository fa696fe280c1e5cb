"""What is checked before an incident is taken: only what is known is asked, and what cannot be is said beside its field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from .errors import FieldError
from .folding import folded
from .incident_kinds import IncidentKind
from .incidents import CasePerson, Incident, Part, Who
from .letters import plain
from .people import Person
from .wording import day_text, moment_text, ntr, tr

MOST_TEXT = 20_000
MOST_LINE = 400
MOST_PEOPLE = 40
EARLIEST = date(1990, 1, 1)
"""Nothing of what is reported here is older: such a year is a slip of the keys."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir"})
_HEAD = frozenset({"head", "headteacher", "head teacher", "the head", "the headteacher", "the head teacher"})
_TIME = re.compile(r"(\d{1,2})[:.h ]?(\d{2})?\s*(am|pm)?", re.IGNORECASE)
_COLLEAGUE = frozenset({Who.STAFF, Who.GOVERNOR, Who.UNKNOWN})


def time_typed(text: str) -> time | None:
    """The time of day that `text` names: `8:10`, `0810`, `8.10pm`; None where it names none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def likely_kind(people: Iterable[CasePerson]) -> IncidentKind:
    """What something counts as until somebody says what type it is: by whom it is said to be about."""
    about = [one for one in people if one.part is Part.SAID_TO_BE]
    if any(one.who is Who.PUPIL or one.pupil_id for one in about):
        return IncidentKind.PUPIL_MISUSE
    if any(one.who in (Who.STAFF, Who.GOVERNOR) or one.person_id for one in about):
        return IncidentKind.STAFF_BREACH
    if any(one.who is Who.PARENT for one in about):
        return IncidentKind.PARENT_COMMENT
    return IncidentKind.ABUSE_OF_STAFF


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The staff list, to know a colleague again whose name was typed; `head_id` for “the headteacher”."""

    people: tuple[Person, ...]
    head_id: UUID | None = None

    def known(self, name: str) -> UUID | None:
        """The one colleague who is called so; None for nobody, and for two."""
        wanted = folded(name).replace(".", "")
        if wanted in _HEAD:
            return self.head_id
        parts = [part for part in wanted.split() if part not in _TITLES]
        if not parts:
            return None
        found = {person.id for person in self.people if _is_called(person, parts)}
        return found.pop() if len(found) == 1 else None


def known_again(people: Iterable[CasePerson], colleagues: Colleagues) -> tuple[CasePerson, ...]:
    """The same people; a colleague whose name was typed is the colleague of the staff list, so that no key goes to them."""
    return tuple(_known(one, colleagues) for one in people)


def check_incident(incident: Incident, now: datetime) -> Incident:
    """The facts, tidied. Raises FieldError beside the field: nothing typed is lost and nothing is kept."""
    if not incident.what.strip():
        raise FieldError("what", tr("What happened is needed, in a few words. Nothing was saved yet."))
    _check_length("what", incident.what, MOST_TEXT)
    for name in ("where", "address", "happened_at"):
        _check_length(name, getattr(incident, name), MOST_LINE)
    if not incident.of_part(Part.REPORTED_BY):
        raise FieldError("told_by", tr("Who told us is needed. “Somebody who gives no name” is an answer too."))
    _check_people(incident.people)
    _check_days(incident, now)
    return replace(
        incident,
        what=plain(incident.what).strip(),
        where=plain(incident.where).strip(),
        address=plain(incident.address).strip(),
        happened_at=_time_of(incident.happened_at),
    )


def known_since(seen_at: datetime | None, paper_on: date | None, now: datetime) -> datetime:
    """When the school first knew, as far as it was said: seen, else the morning of the paper’s day, else now."""
    if seen_at is not None:
        return seen_at
    if paper_on is not None and paper_on < now.astimezone().date():
        return datetime.combine(paper_on, time.min).astimezone()
    return now


def _is_called(person: Person, parts: list[str]) -> bool:
    family = folded(person.family_name)
    if parts == [family] or " ".join(parts) == family:
        return True
    given = {folded(name) for name in (person.given_name, person.known_as) if name}
    return any(" ".join(parts) in (f"{name} {family}", f"{name[:1]} {family}", f"{family} {name}") for name in given)


def _known(one: CasePerson, colleagues: Colleagues) -> CasePerson:
    if one.person_id or one.pupil_id or one.who not in _COLLEAGUE or not one.name.strip():
        return one
    if one.who is Who.UNKNOWN and one.part is not Part.SAID_TO_BE:
        return one
    person_id = colleagues.known(one.name)
    return replace(one, person_id=person_id) if person_id else one


def _check_length(field: str, text: str, most: int) -> None:
    if len(text) > most:
        over = ntr("{count} character", "{count} characters", len(text) - most)
        raise FieldError(
            field,
            tr(
                "This is {over} too long; {most} fit. Add what is left over as evidence. Nothing was lost.",
                over=over,
                most=most,
            ),
        )


def _check_people(people: tuple[CasePerson, ...]) -> None:
    if len(people) > MOST_PEOPLE:
        raise FieldError("said_name", tr("That is more people than fit. Name the others in “What happened”."))
    field_of: Mapping[Part, str] = {Part.SAID_TO_BE: "said_name", Part.REPORTED_BY: "told_name"}
    for one in people:
        _check_length(field_of.get(one.part, "affected_name"), one.name, MOST_LINE)
        _check_length("handle", one.handle, MOST_LINE)


def _check_days(incident: Incident, now: datetime) -> None:
    today = now.astimezone().date()
    for field, day in (("happened_on", incident.happened_on), ("paper_on", incident.paper_on)):
        if day is not None and day > today:
            raise FieldError(field, _ahead(day_text(day), now))
        if day is not None and day < EARLIEST:
            raise FieldError(field, tr("{day} lies too far back. Look at the year.", day=day_text(day)))
    if incident.happened_at.strip() and not _time_of(incident.happened_at):
        raise FieldError("happened_at", tr("This is not a time of day. Type it like 08:10, or leave it empty."))
    for moment in (incident.seen_at, incident.known_at):
        if moment is not None and moment > now:
            raise FieldError("seen_on", _ahead(moment_text(moment), now))
    if incident.seen_at is not None and incident.seen_at < _began(incident):
        raise FieldError(
            "seen_on",
            tr(
                "It was seen {seen}, before it happened, {happened}. One of the two is a slip. Nothing was saved yet.",
                seen=moment_text(incident.seen_at),
                happened=moment_text(_began(incident)),
            ),
        )


def _began(incident: Incident) -> datetime:
    """The earliest moment it can have happened; long ago where nothing is known."""
    day = incident.happened_on or EARLIEST
    return datetime.combine(day, time_typed(incident.happened_at) or time.min).astimezone()


def _time_of(text: str) -> str:
    found = time_typed(text)
    return f"{found:%H:%M}" if found else ""


def _ahead(when: str, now: datetime) -> str:
    return tr(
        "{when} has not come yet: by the clock of this PC it is {now}. Correct the day, or the clock. Nothing was lost.",
        when=when,
        now=moment_text(now),
    )
