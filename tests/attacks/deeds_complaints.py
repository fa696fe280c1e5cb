"""The deeds of complaints and of letters out of sealed records, for the table: the key alone is not enough to lead one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import CaseState, EntryKind
from schoolsm_desktop.domain.complaints import ComplaintAbout
from schoolsm_desktop.domain.complaints import Stage as ComplaintStage
from schoolsm_desktop.domain.moderating import Moderated, ModerationAct
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.complaints import Added, NewComplaint
from tests.services.cases import complained, filed, lettered

from .deed import EVERYBODY, Deed
from .stage import Stage

A = Action
RECORD = Action.RECORD_COMPLAINTS
SIGNPOST = "complaint-signpost"


def _case(s: Stage, **facts: Any) -> UUID:
    """A complaint that whoever is signed in can read."""
    return complained(s.office.session, {s.me}, **facts)


def _incident(s: Stage) -> UUID:
    return filed(s.office.session, {s.me})


def _record(s: Stage) -> object:
    return s.office.complaints.record(NewComplaint("the page was wrong", s.school.clock.today()))


def _from_comment(s: Stage) -> object:
    act = ModerationAct(uuid4(), s.school.head.school_id, s.page.id, s.school.clock.now(), Moderated.HIDDEN, s.me)
    with s.office.session.work() as work:
        work.uow.moderation_acts.add(act)
        work.did(Did.MODERATED, Noun.MODERATION, subject_kind="moderation", subject_id=act.id, record=act)
        work.done()
    return s.office.complaints.from_comment(act.id)


def _appoint(s: Stage) -> None:
    s.office.complaints.appoint(_case(s), s.school.clock.now() + timedelta(days=2), None)


def _change(s: Stage) -> None:
    s.office.complaints.change(_case(s), "D. Ferris", "", ComplaintAbout.OTHER, None)


def _print(s: Stage) -> object:
    return s.office.printing.case_letter(lettered(s.office.session, {s.me}), 2)


DEEDS: Mapping[str, Deed] = {
    "ComplaintService.lines": Deed(EVERYBODY, lambda s: s.office.complaints.lines()),
    "ComplaintService.view": Deed(EVERYBODY, lambda s: s.office.complaints.view(_case(s))),
    "ComplaintService.is_asked": Deed(EVERYBODY, lambda s: s.office.complaints.is_asked()),
    "ComplaintService.choices": Deed(EVERYBODY, lambda s: s.office.complaints.choices()),
    "ComplaintService.read_by": Deed(RECORD, lambda s: s.office.complaints.read_by((), None)),
    "ComplaintService.record": Deed(RECORD, _record),
    "ComplaintService.from_comment": Deed(RECORD, _from_comment),
    "ComplaintService.acknowledge": Deed(RECORD, lambda s: s.office.complaints.acknowledge(_case(s), "rang")),
    "ComplaintService.appoint": Deed(RECORD, _appoint),
    "ComplaintService.take_stage": Deed(
        RECORD, lambda s: s.office.complaints.take_stage(_case(s), ComplaintStage.FORMAL, "to write")
    ),
    "ComplaintService.answer": Deed(RECORD, lambda s: s.office.complaints.answer(_case(s), "mended")),
    "ComplaintService.add": Deed(RECORD, lambda s: s.office.complaints.add(_case(s), Added(EntryKind.NOTE, "x"))),
    "ComplaintService.change": Deed(RECORD, _change),
    "ComplaintService.close": Deed(RECORD, lambda s: s.office.complaints.close(_case(s), "upheld")),
    "ComplaintService.reopen": Deed(
        RECORD, lambda s: s.office.complaints.reopen(_case(s, state=CaseState.CLOSED), "again")
    ),
    "CaseLetterService.offer": Deed(RECORD, lambda s: s.office.case_letters.offer(_case(s))),
    "CaseLetterService.preview": Deed(
        RECORD, lambda s: s.office.case_letters.preview(_case(s), SIGNPOST, "D. Ferris", {})
    ),
    "CaseLetterService.make": Deed(
        A.PRINT_CASES, lambda s: s.office.case_letters.make(_incident(s), SIGNPOST, "D. Ferris", {})
    ),
    "CaseLetterService.letters": Deed(A.PRINT_CASES, lambda s: s.office.case_letters.letters(_incident(s))),
    "PrintingService.case_letter": Deed(A.PRINT_CASES, _print),
}
"""What each method needs, and one call of it."""
