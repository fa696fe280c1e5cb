"""What tests of leaving, coming back and their lists ask of an invented school."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from schoolsm_desktop.domain.access import Access
from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.checklists import Checklist, LineKind
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.services.checklist_views import LineView, ListView

from .school import InventedSchool


def teacher(school: InventedSchool, name: str = "Jo Marsh") -> Person:
    """Somebody with policy and training in order."""
    person = school.add_person(name, email="jo.marsh@alder.example")
    school.ready(person)
    return person


def view_of(school: InventedSchool, checklist: Checklist) -> ListView:
    """A list as it stands."""
    return school.office.checklists.view(checklist.id)


def line(school: InventedSchool, checklist: Checklist, kind: LineKind, about: str = "") -> LineView:
    """The line of a kind, about something."""
    rows = view_of(school, checklist).lines
    return next(x for x in rows if x.line.kind is kind and about in x.line.about)


def stored(school: InventedSchool, access: Access) -> Access:
    """An access as it stands in the records."""
    with school.office.session.reading() as uow:
        return uow.access.get(access.id)


def go_to(school: InventedSchool, day: date) -> None:
    """The clock stands at nine on that day."""
    school.clock.set(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def readers(school: InventedSchool, account: Account) -> set[UUID]:
    """For whom the present password is sealed, without the recovery sheet."""
    with school.office.session.reading() as uow:
        version = max(uow.secrets.versions(account.id), key=lambda v: v.number)
        return set(uow.secrets.readers(version.id)) - {school.office.session.keys.recovery_id}
