"""Events and numbered lists as they are shown: every line with its sentences ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.events import (
    EVENT_KIND_WORDS,
    LIST_KIND_WORDS,
    MISSING_WORDS,
    CopyState,
    Event,
    EventBreach,
    EventState,
    ListCopy,
    in_order,
    is_own_rule,
    missing_of,
    notice_words,
    state_of,
    whom_words,
)
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.picture_places import PicturePlace
from schoolsm_desktop.domain.policy import Profile, clause_words, head_within
from schoolsm_desktop.domain.rule_words import CHOICE_WORDS
from schoolsm_desktop.domain.rules import EventRule
from schoolsm_desktop.domain.wording import day_text, list_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .list_copies import outdated
from .picture_books import picture_rules, read_places
from .session import Session


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One numbered list. `names` are the children it named, only where it is lost."""

    copy: ListCopy
    what: str
    whom: str
    event: str
    printed_by: str
    second: str
    outdated: bool
    overdue: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event. `rule_source` names the policy's clause, and says where the event has a rule of its own."""

    event: Event
    state: EventState
    kind: str
    days: str
    classes: str
    places: str
    holder: str
    rule: tuple[str, ...]
    rule_source: str
    notice: str
    missing: tuple[str, ...]
    copies: tuple[CopyLine, ...]
    breaches: tuple[EventBreach, ...]
    pictures: int = 0
    """How many published pictures are of it."""


@dataclass(frozen=True, slots=True)
class EventsView:
    """Everything the part shows, and what its dialogs offer."""

    lines: tuple[EventLine, ...]
    copies: tuple[CopyLine, ...]
    classes: tuple[str, ...]
    places: tuple[PicturePlace, ...]
    people: tuple[Person, ...]
    rule: EventRule
    clause: str
    head: str
    shred_days: int
    may_edit: bool

    @property
    def waiting(self) -> int:
        """How many events and lists want something now."""
        soon = [x for x in self.lines if x.state in (EventState.NOW, EventState.COMING) and x.missing]
        late = [x for x in self.copies if x.overdue or x.outdated]
        untold = [b for x in self.lines for b in x.breaches if b.told_head_on is None]
        return len(soon) + len(late) + len(untold)


def read_events(session: Session, uow: UnitOfWork, classes: tuple[str, ...]) -> EventsView:
    """Every event, what comes next first, and every numbered list, those that are out first; `classes` are the roll's."""
    today, profile = session.today, session.profile(uow)
    people = {person.id: person for person in uow.people.all()}
    places = read_places(session, uow)
    events = in_order(uow.events.all(), today)
    copies = _copies(session, uow, {event.id: event for event in events}, people, places)
    breaches: dict[UUID, list[EventBreach]] = {}
    for breach in sorted(uow.event_breaches.all(), key=lambda b: b.at):
        breaches.setdefault(breach.event_id, []).append(breach)
    pictures = uow.events.pictures_out()
    lines = tuple(
        _line(
            event,
            today,
            profile,
            people,
            {place.key: place.name for place in places},
            tuple(copy for copy in copies if copy.copy.event_id == event.id),
            tuple(breaches.get(event.id, ())),
            pictures.get(event.id, 0),
        )
        for event in events
    )
    return EventsView(
        lines,
        copies,
        classes,
        places,
        tuple(sorted((p for p in people.values() if p.merged_into is None and p.here_on(today)), key=_by_name)),
        profile.rules.events,
        clause_words(profile, Subject.EVENTS),
        head_within(profile),
        picture_rules(uow).shred_days,
        session.allows(uow, Action.RUN_EVENTS),
    )


def _by_name(person: Person) -> str:
    return person.sort_name.casefold()


def days_words(event: Event) -> str:
    """The day, or the first and the last."""
    if event.until is None or event.until == event.on:
        return day_text(event.on)
    return tr("{first} to {last}", first=day_text(event.on), last=day_text(event.until))


def rule_sentences(event: Event) -> tuple[str, ...]:
    """The rule of the day in the words of the settings."""
    staff = "yes" if event.may_record_staff else "no"
    return (
        tr(CHOICE_WORDS["events.visitors", event.visitors.value]),
        tr(CHOICE_WORDS["events.may_record_staff", staff]),
    )


def rule_source(event: Event, profile: Profile) -> str:
    """The clause the rule rests on; beside a rule of its own it stands for comparison."""
    clause = clause_words(profile, Subject.EVENTS)
    if is_own_rule(event, profile.rules.events):
        return tr("Changed for this event. {clause}", clause=clause)
    return clause


def holder_name(event: Event, people: Mapping[UUID, Person]) -> str:
    """Who holds the list; empty where nobody does yet."""
    if event.holder_id is not None and event.holder_id in people:
        return people[event.holder_id].name
    return event.holder_name


def _line(
    event: Event,
    today: date,
    profile: Profile,
    people: Mapping[UUID, Person],
    places: Mapping[str, str],
    copies: tuple[CopyLine, ...],
    breaches: tuple[EventBreach, ...],
    pictures: int,
) -> EventLine:
    state = state_of(event, today)
    missing = missing_of(event, [line.copy for line in copies])
    asked = state in (EventState.NOW, EventState.COMING)
    return EventLine(
        event=event,
        state=state,
        kind=tr(EVENT_KIND_WORDS[event.kind]),
        days=days_words(event),
        classes=list_text(event.class_names) or tr("The whole school"),
        places=list_text([places[key] for key in event.place_keys if key in places]),
        holder=holder_name(event, people),
        rule=rule_sentences(event),
        rule_source=rule_source(event, profile),
        notice=notice_words(event, profile.rules.events),
        missing=tuple(tr(MISSING_WORDS[each]) for each in missing) if asked else (),
        copies=copies,
        breaches=breaches,
        pictures=pictures,
    )


def _copies(
    session: Session,
    uow: UnitOfWork,
    events: Mapping[UUID, Event],
    people: Mapping[UUID, Person],
    places: tuple[PicturePlace, ...],
) -> tuple[CopyLine, ...]:
    copies = uow.list_copies.all()
    late = outdated(session, uow, copies)
    lost = {pupil_id for copy in copies if copy.state is CopyState.LOST for pupil_id in copy.pupil_ids}
    names = {pupil.id: pupil.name for pupil in uow.pupils.of(lost)} if lost else {}
    named = {place.key: place.name for place in places}
    found = [
        CopyLine(
            copy,
            tr(LIST_KIND_WORDS[copy.kind]),
            tr("{whom}: {places}", whom=whom_words(copy.class_names), places=_places(copy, named)),
            events[copy.event_id].name if copy.event_id and copy.event_id in events else "",
            people[copy.printed_by].short_name if copy.printed_by in people else "",
            people[copy.second_id].name if copy.second_id and copy.second_id in people else "",
            copy.id in late,
            copy.is_out and copy.shred_by < session.today,
            tuple(sorted(names[i] for i in copy.pupil_ids if i in names)) if copy.state is CopyState.LOST else (),
        )
        for copy in copies
    ]
    found.sort(key=lambda line: (not line.copy.is_out, -line.copy.number))
    return tuple(found)


def _places(copy: ListCopy, named: Mapping[str, str]) -> str:
    return list_text([named.get(key, key) for key in copy.place_keys]) or tr("every place")
