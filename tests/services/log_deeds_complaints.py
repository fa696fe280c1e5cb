"""What the deeds of complaints leave in the log: that something sealed was kept or added to, and no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseState, EntryKind
from schoolsm_desktop.domain.complaints import ComplaintAbout, Stage
from schoolsm_desktop.domain.moderating import Moderated, ModerationAct
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.complaints import Added, NewComplaint
from tests.services.cases import complained
from tests.services.stage import Stage as School

ADDED = Did.CASE_ADDED_TO


def _case(s: School, **facts: object) -> UUID:
    return complained(s.office.session, {s.school.head.id}, **facts)


def _new(s: School) -> NewComplaint:
    return NewComplaint("the page was wrong", s.school.clock.today())


def _from_comment(s: School) -> object:
    act = ModerationAct(
        uuid4(), s.school.head.school_id, s.page.id, s.school.clock.now(), Moderated.HIDDEN, s.school.head.id
    )
    with s.office.session.work() as work:
        work.uow.moderation_acts.add(act)
        work.did(Did.MODERATED, Noun.MODERATION, subject_kind="moderation", subject_id=act.id, record=act)
        work.done()
    return s.office.complaints.from_comment(act.id)


def _appoint(s: School) -> None:
    at = s.school.clock.now() + timedelta(days=2)
    s.office.complaints.appoint(_case(s), at, s.school.head.id)


COMPLAINT_DEEDS: Mapping[str, tuple[Did, Callable[[School], object]]] = {
    "complaints.record": (Did.CASE_FILED, lambda s: s.office.complaints.record(_new(s))),
    "complaints.from_comment": (Did.CASE_FILED, _from_comment),
    "complaints.acknowledge": (ADDED, lambda s: s.office.complaints.acknowledge(_case(s), "rang")),
    "complaints.appoint": (ADDED, _appoint),
    "complaints.take_stage": (ADDED, lambda s: s.office.complaints.take_stage(_case(s), Stage.FORMAL, "to write")),
    "complaints.answer": (ADDED, lambda s: s.office.complaints.answer(_case(s), "it is mended")),
    "complaints.add": (ADDED, lambda s: s.office.complaints.add(_case(s), Added(EntryKind.NOTE, "looked"))),
    "complaints.change": (
        ADDED,
        lambda s: s.office.complaints.change(_case(s), "D. Ferris", "", ComplaintAbout.OTHER, None),
    ),
    "complaints.close": (ADDED, lambda s: s.office.complaints.close(_case(s), "upheld")),
    "complaints.reopen": (ADDED, lambda s: s.office.complaints.reopen(_case(s, state=CaseState.CLOSED), "again")),
    "case_letters.make": (ADDED, lambda s: s.office.case_letters.make(_case(s), "complaint-signpost", "D. Ferris", {})),
}
