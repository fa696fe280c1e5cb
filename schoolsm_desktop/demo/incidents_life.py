"""What happened to the invented school lately: comments, a message from a pupil, a wrong post, and something sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseSort, CaseState, EntryKind
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.incidents import Answer, CasePerson, Mark, Part, Who
from schoolsm_desktop.services.case_files import add_to_case, new_entry, open_case
from schoolsm_desktop.services.incidents import IncidentService, Report

if TYPE_CHECKING:
    from .build import Performer


def incidents(performer: Performer) -> None:
    """A handful of kinds and states: new, half told, held, closed, typed in from paper, sealed to a few."""
    _name_misused(performer)
    _comments(performer)
    _friend_request(performer)
    _wrong_post(performer)
    _sealed(performer)


def _at(performer: Performer, days: int, hour: int, minute: int) -> datetime:
    return datetime.combine(performer.today - timedelta(days=days), time(hour, minute)).astimezone()


def _by(performer: Performer, key: str, name: str) -> CasePerson:
    return CasePerson(Part.REPORTED_BY, Who.STAFF, name, performer.people[key])


def _comments(performer: Performer) -> UUID:
    """Three comments about a teacher: nobody answers them yet."""
    seen = _at(performer, 1, 8, 10)
    report = Report(
        what="A parent wrote three comments under our fair photo. They name a teacher and say she lied about an accident.",
        people=(
            _by(performer, "office", "Petra Lindholm"),
            CasePerson(Part.SAID_TO_BE, Who.PARENT, "Mr Dale Osgood", handle="dale.osgood.5"),
            CasePerson(Part.AFFECTED, Who.STAFF, "Bronwen Tallis", performer.people["newcomer"]),
        ),
        kind=IncidentKind.PARENT_COMMENT,
        allegation=Answer.NO,
        account_id=performer.accounts.get("facebook"),
        happened_on=performer.today - timedelta(days=1),
        happened_at="07:40",
        seen_at=seen,
        hold_reply=True,
        told=((performer.people["head"], seen + timedelta(minutes=25)),),
    )
    return IncidentService(performer.session("office")).report(report).id


def _friend_request(performer: Performer) -> UUID:
    """A pupil asks a colleague to be friends: safeguarding leads are told at once; the office does not see it."""
    seen = _at(performer, 2, 16, 35)
    report = Report(
        what="A pupil of Year 6 sent me a friend request and a message on Instagram. I have not answered.",
        people=(
            _by(performer, "teacher", "Joel Marchbanks"),
            CasePerson(Part.SAID_TO_BE, Who.PUPIL, "A pupil of Year 6"),
            CasePerson(Part.AFFECTED, Who.STAFF, "Joel Marchbanks", performer.people["teacher"]),
        ),
        kind=IncidentKind.PUPIL_CONTACTS_STAFF,
        allegation=Answer.NO,
        where="Instagram, a private account",
        happened_on=performer.today - timedelta(days=2),
        seen_at=seen,
        told=((performer.people["dsl"], seen + timedelta(minutes=10)),),
    )
    return IncidentService(performer.session("teacher")).report(report).id


def _wrong_post(performer: Performer) -> UUID:
    """A post named a child's club and day: whether data was seen is not answered, so it counts as yes."""
    report = Report(
        what="Our newsletter post showed a table with the first names of the drama club and the day they stay late.",
        people=(_by(performer, "coordinator", "Ravi Sondhi"),),
        kind=IncidentKind.WRONG_POST,
        allegation=Answer.NO,
        account_id=performer.accounts.get("website"),
        happened_on=performer.today - timedelta(days=1),
        seen_at=_at(performer, 1, 15, 20),
        marks=(),
    )
    return IncidentService(performer.session("coordinator")).report(report).id


def _name_misused(performer: Performer) -> UUID:
    """Typed in from a paper of three weeks ago; the seller took the crest off, and it is closed."""
    session, day = performer.session("coordinator"), performer.today - timedelta(days=21)
    report = Report(
        what="A seller online offered jumpers with our crest. A parent showed the page at the gate.",
        people=(
            CasePerson(Part.REPORTED_BY, Who.PARENT, "Mrs Kavanagh"),
            CasePerson(Part.SAID_TO_BE, Who.PUBLIC, handle="aldering-knits"),
        ),
        kind=IncidentKind.NAME_OR_LOGO,
        allegation=Answer.NO,
        where="A market place online",
        happened_on=day,
        seen_at=_at(performer, 21, 15, 5),
        paper_on=day,
    )
    case = IncidentService(session).report(report).id
    with session.work() as work:
        opened = open_case(session, work.uow, CaseSort.INCIDENT, case)
        asked = new_entry(
            work, EntryKind.ASKED_TO_REMOVE, "Asked the seller to take the crest off.", at=_at(performer, 20, 9, 30)
        )
        ended = new_entry(work, EntryKind.CLOSED, "The crest is gone from the page.", at=_at(performer, 16, 11, 0))
        facts = replace(
            opened.incident.incident,
            state=CaseState.CLOSED,
            outcome_words="Removed by the seller",
            support_offered=Answer.NO,
            closed_at=_at(performer, 16, 11, 0),
        )
        add_to_case(work, opened, asked, ended, facts=facts)
        work.done()
    return case


def _sealed(performer: Performer) -> UUID:
    """Not sure whether an adult put a child at risk: the headteacher and the safeguarding leads alone."""
    seen = _at(performer, 3, 12, 15)
    report = Report(
        what="A parent says that a coach sends messages to pupils late in the evening. I saw one on the parent’s phone.",
        people=(
            _by(performer, "dsl", "Grace Oduya"),
            CasePerson(Part.SAID_TO_BE, Who.FORMER_STAFF, "Dylan Prowse", performer.people["leaver"]),
            CasePerson(Part.AFFECTED, Who.PUPIL, "Two pupils of Year 5"),
        ),
        kind=IncidentKind.STAFF_CONTACTS_PUPIL,
        allegation=Answer.NOT_SURE,
        marks=(Mark.CHILD_AT_RISK,),
        is_urgent=True,
        happened_on=performer.today - timedelta(days=4),
        seen_at=seen,
        told=((performer.people["head"], seen + timedelta(minutes=5)),),
    )
    return IncidentService(performer.session("dsl")).report(report).id
