"""The deeds about requests for everything about one person, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.person_file import Choice
from schoolsm_desktop.domain.subject_access import SubjectOutcome, SubjectSort
from schoolsm_desktop.services.subject_access import NewSubjectRequest
from tests.services.stage import Stage

_DAY = date(2026, 11, 20)


def _asked(s: Stage) -> UUID:
    return s.office.subject_access.record(NewSubjectRequest(SubjectSort.COLLEAGUE, s.jo.id)).id


def _sure(s: Stage) -> UUID:
    return s.office.subject_access.identity(_asked(s), None, "Known to the office").id


def _gathered(s: Stage) -> UUID:
    return s.office.subject_access.gather(_sure(s)).id


def _held_back(s: Stage) -> object:
    request = _gathered(s)
    first = s.office.subject_access.gathered(request).lines[0].line
    return s.office.subject_access.withhold(request, Choice(((first.key, "Not asked for"),)))


def _looked(s: Stage) -> UUID:
    return s.office.subject_access.look(_gathered(s), (), "").id


def _agreed(s: Stage) -> UUID:
    return s.office.subject_access.enter_advice(_looked(s), "Jo Bell", _DAY, "May go out").id


def _agreed_on_screen(s: Stage) -> object:
    """The headteacher is the data protection officer too: a small school."""
    s.office.people.give_duty(s.office.person_id, Duty.DPO, _DAY)
    return s.office.subject_access.agree(_looked(s), "May go out")


CHANGED = Did.SUBJECT_REQUEST_CHANGED
SUBJECT_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "subject_access.record": (Did.SUBJECT_REQUEST_RECORDED, _asked),
    "subject_access.identity": (CHANGED, _sure),
    "subject_access.extend": (CHANGED, lambda s: s.office.subject_access.extend(_asked(s), "Four schools")),
    "subject_access.gather": (CHANGED, _gathered),
    "subject_access.withhold": (CHANGED, _held_back),
    "subject_access.look": (CHANGED, _looked),
    "subject_access.enter_advice": (CHANGED, _agreed),
    "subject_access.agree": (CHANGED, _agreed_on_screen),
    "subject_access.letter": (
        CHANGED,
        lambda s: s.office.subject_access.letter(_asked(s), "subject-acknowledged"),
    ),
    "subject_access.close": (
        Did.SUBJECT_REQUEST_CLOSED,
        lambda s: s.office.subject_access.close(_asked(s), SubjectOutcome.WITHDRAWN),
    ),
    "printing.subject_release_copy": (
        Did.SUBJECT_COPY_MADE,
        lambda s: s.office.printing.subject_release_copy(_agreed(s), "Jo Marsh"),
    ),
}
