"""The deeds about requests for everything about one person, for the table: the key alone is not enough to work on one."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

import msgspec

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.person_file import Choice, PersonFile, PersonLine, Section
from schoolsm_desktop.domain.subject_access import (
    SubjectLetter,
    SubjectOutcome,
    SubjectRequest,
    SubjectSort,
    SubjectWords,
)
from schoolsm_desktop.services.sealed_words import SUBJECT_LINES, SUBJECT_REQUEST, seal_words
from schoolsm_desktop.services.subject_access import NewSubjectRequest
from schoolsm_desktop.services.subject_views import FILE, WORDS

from .deed import EVERYBODY, Deed
from .stage import Stage

RECORD, SEE = Action.RECORD_SUBJECT_REQUESTS, Action.SEE_SUBJECT_REQUESTS


def _request(s: Stage, steps: int = 1) -> UUID:
    """A request that whoever is signed in reads: gathered, looked at (2), agreed to (3)."""
    now, today = s.school.clock.now(), s.school.clock.today()
    line = PersonLine(f"facts:{uuid4()}", Section.FACTS, "Name: Lena Fry", "Letters")
    letter = SubjectLetter("subject-acknowledged", "Your request", "Dear Lena Fry,", "Lena Fry", today)
    request = SubjectRequest(
        id=uuid4(), school_id=s.school.head.school_id, number=1, sort=SubjectSort.OUTSIDE, received_on=today,
        due_on=today, recorded_by=s.me, recorded_at=now, identity_on=today, working_at=now, working_by=s.me,
        harm_by=s.me if steps > 1 else None, harm_at=now if steps > 1 else None,
        agreed_by=s.me if steps > 2 else None, agreed_at=now if steps > 2 else None,
    )  # fmt: skip
    with s.office.session.work() as work:
        work.uow.subject_requests.add(request)
        file = PersonFile("Lena Fry", ("Lena Fry",), (line,))
        seal_words(work, SUBJECT_LINES, request.id, {FILE: msgspec.json.encode(file).decode()})
        words = SubjectWords("Lena Fry", as_what="themself", letters=(letter,))
        seal_words(work, SUBJECT_REQUEST, request.id, {WORDS: msgspec.json.encode(words).decode()})
        work.did(Did.SUBJECT_REQUEST_RECORDED, subject_kind="subject-request", subject_id=request.id, record=request)
        work.done()
    return request.id


def _new() -> NewSubjectRequest:
    return NewSubjectRequest(SubjectSort.OUTSIDE, subject="Lena Fry")


DEEDS: Mapping[str, Deed] = {
    "SubjectAccessService.lines": Deed(SEE, lambda s: s.office.subject_access.lines()),
    "SubjectAccessService.waiting": Deed(EVERYBODY, lambda s: s.office.subject_access.waiting()),
    "SubjectAccessService.choices": Deed(RECORD, lambda s: s.office.subject_access.choices()),
    "SubjectAccessService.gathered": Deed(SEE, lambda s: s.office.subject_access.gathered(_request(s))),
    "SubjectAccessService.record": Deed(RECORD, lambda s: s.office.subject_access.record(_new())),
    "SubjectAccessService.identity": Deed(
        RECORD, lambda s: s.office.subject_access.identity(_request(s), None, "Known to the office")
    ),
    "SubjectAccessService.extend": Deed(RECORD, lambda s: s.office.subject_access.extend(_request(s), "Four schools")),
    "SubjectAccessService.gather": Deed(RECORD, lambda s: s.office.subject_access.gather(_request(s))),
    "SubjectAccessService.withhold": Deed(
        RECORD, lambda s: s.office.subject_access.withhold(_request(s), Choice(also_remove="Fry"))
    ),
    # Nobody here is a safeguarding lead or a data protection officer with a sign-in: the headteacher stands in.
    "SubjectAccessService.look": Deed(
        Action.ENTER_ADVICE, lambda s: s.office.subject_access.look(_request(s), (), "Nothing")
    ),
    "SubjectAccessService.agree": Deed(
        Action.RELEASE_COPIES, lambda s: s.office.subject_access.agree(_request(s, 2), "May go out")
    ),
    "SubjectAccessService.enter_advice": Deed(
        Action.ENTER_ADVICE,
        lambda s: s.office.subject_access.enter_advice(_request(s, 2), "Jo Bell", None, "May go out"),
    ),
    "SubjectAccessService.close": Deed(
        RECORD, lambda s: s.office.subject_access.close(_request(s), SubjectOutcome.WITHDRAWN)
    ),
    "SubjectAccessService.letter_preview": Deed(
        RECORD, lambda s: s.office.subject_access.letter_preview(_request(s), "subject-acknowledged")
    ),
    "SubjectAccessService.letter": Deed(
        RECORD, lambda s: s.office.subject_access.letter(_request(s), "subject-acknowledged")
    ),
    "PrintingService.subject_working_copy": Deed(SEE, lambda s: s.office.printing.subject_working_copy(_request(s))),
    "PrintingService.subject_release_preview": Deed(
        SEE, lambda s: s.office.printing.subject_release_preview(_request(s))
    ),
    "PrintingService.subject_release_copy": Deed(
        RECORD, lambda s: s.office.printing.subject_release_copy(_request(s, 3), "Lena Fry")
    ),
    "PrintingService.subject_letter": Deed(SEE, lambda s: s.office.printing.subject_letter(_request(s), 1)),
}
