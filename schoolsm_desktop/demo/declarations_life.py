"""What the invented school's colleagues declared, used in lessons, taught and got back, as far as its policy asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.declarations import Answer, DeclarationKind
from schoolsm_desktop.domain.errors import FieldError
from schoolsm_desktop.domain.lessons import ClassTickKind
from schoolsm_desktop.services.declarations import AskedKind, DeclarationService, Declaring, Meeting
from schoolsm_desktop.services.lessons import InLesson, LessonService, LessonsView, Tally

if TYPE_CHECKING:
    from .build import Performer

_SAID = {
    DeclarationKind.RELATIVE: ("a niece in Year 5", "the family’s group chat"),
    DeclarationKind.CONNECTION: ("a junior of the swimming club", "the club’s group, with the other coaches in it"),
    DeclarationKind.FAMILY: ("a neighbour whose child is in Year 2", "we share the school run"),
}
_TALLIES = (("Reception", 29, 29), ("Year 2", 30, 30), ("Year 4", 22, 28), ("Year 6", 31, 31))
_NOT_THERE = 3


def declarations(performer: Performer) -> None:
    """Meetings, papers and what the coordinator said on screen."""
    service = DeclarationService(performer.session("office"))
    asked = service.asked()
    if not asked:
        return
    people = [line.person.id for line in service.view().lines]
    for each in asked:
        _asked(performer, service, each, people)


def _asked(performer: Performer, service: DeclarationService, each: AskedKind, people: Sequence[UUID]) -> None:
    """Most at a meeting, a few not there; the coordinator on screen, a newcomer on paper with something to look at again soon."""
    today = performer.today
    said_more = {performer.people["coordinator"], performer.people["newcomer"]}
    if each.kind is DeclarationKind.PRIVACY_CHECK:
        there = tuple(people[:-_NOT_THERE])
        service.declare_meeting(Meeting(each.kind, there, today - timedelta(days=18)))
        return
    there = tuple(person for person in people[:-_NOT_THERE] if person not in said_more)
    service.declare_meeting(Meeting(each.kind, there, today - timedelta(days=39)))
    own = DeclarationService(performer.session("coordinator"))
    own.declare(_said(each, today, today + timedelta(days=350)))
    if performer.people["newcomer"] in people:
        on = today - timedelta(days=30)
        service.declare(_said(each, on, today + timedelta(days=9), Answer.NO), performer.people["newcomer"])


def _said(each: AskedKind, on: date, again: date, wording: Answer = Answer.YES) -> Declaring:
    who, how = _SAID.get(each.kind, ("", ""))
    return Declaring(each.kind, Answer.YES, on, disclaimer=wording, who=who, how=how, again_on=again)


def lessons(performer: Performer) -> None:
    """Accounts in lessons, what was taught, agreements that are back."""
    service = LessonService(performer.session("coordinator"))
    if not service.is_asked():
        return
    view = service.view()
    _used(performer, service, view)
    if view.has_curriculum:
        begun = [term for term in view.terms if term == view.term_now]
        for group in view.groups[:-2]:
            for term in begun:
                service.set_taught(group, term, True)
    for kind in view.agreements:
        for group, signed, given in _TALLIES:
            back = signed if kind is ClassTickKind.PUPIL_AGREEMENT else max(0, signed - 2)
            service.keep_tally(Tally(kind, group, back, given, performer.today - timedelta(days=12)))


def _used(performer: Performer, service: LessonService, view: LessonsView) -> None:
    """One account in a lesson, by the first colleague whom the register allows it."""
    for account, _name, _purpose in view.accounts:
        for key in ("teacher", "coordinator", "head"):
            lesson = InLesson(
                UUID(account), performer.people[key], "Year 4", view.term_now, performer.today - timedelta(days=5)
            )
            try:
                service.record_use(lesson)
            except FieldError:  # the register gives this person none on that account: the next
                continue
            return
