"""The deeds of declarations, lessons and classes, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from schoolsm_desktop.domain.declarations import Answer, Declaration, DeclarationKind
from schoolsm_desktop.domain.lessons import ClassTickKind
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.services.declarations import Declaring, Meeting
from schoolsm_desktop.services.lessons import InLesson, Tally
from schoolsm_desktop.services.sealed_words import DECLARATION, seal_words

from .deed import EVERYBODY, Deed
from .stage import Stage

PRIVACY = DeclarationKind.PRIVACY_CHECK


def _said(s: Stage) -> Declaring:
    return Declaring(PRIVACY, Answer.YES, s.school.clock.today())


def _declared(s: Stage, kind: DeclarationKind = PRIVACY, *, sealed: bool = False) -> UUID:
    """What a colleague without a sign-in declared, entered by other means."""
    school_id, on, now = s.school.head.school_id, s.school.clock.today(), s.school.clock.now()
    made = Declaration(uuid4(), school_id, s.colleague.id, kind, on, s.me, now, Answer.YES, sealed=sealed)
    with s.office.session.work() as work:
        work.uow.declarations.add(made)
        if sealed:
            seal_words(work, DECLARATION, made.id, {"who": "a niece"})
        work.done()
    return made.id


def _lesson(s: Stage) -> object:
    return s.office.lessons.record_use(InLesson(s.page.id, s.me, uuid4().hex[:6], "Autumn", s.school.clock.today()))


A = Action
DEEDS: Mapping[str, Deed] = {
    "DeclarationService.asked": Deed(EVERYBODY, lambda s: s.office.declarations.asked()),
    "DeclarationService.mine": Deed(EVERYBODY, lambda s: s.office.declarations.mine()),
    "DeclarationService.view": Deed(A.SEE_PEOPLE, lambda s: s.office.declarations.view()),
    "DeclarationService.coverage": Deed(A.SEE_PEOPLE, lambda s: s.office.declarations.coverage()),
    "DeclarationService.declare": Deed(
        A.RECORD_DECLARATIONS, lambda s: s.office.declarations.declare(_said(s), s.colleague.id)
    ),
    "DeclarationService.declare_meeting": Deed(
        A.RECORD_DECLARATIONS,
        lambda s: s.office.declarations.declare_meeting(Meeting(PRIVACY, (s.colleague.id,), s.school.clock.today())),
    ),
    "DeclarationService.open": Deed(
        A.SEE_DECLARATIONS, lambda s: s.office.declarations.open(_declared(s, DeclarationKind.RELATIVE, sealed=True))
    ),
    "DeclarationService.take_back": Deed(
        A.RECORD_DECLARATIONS, lambda s: s.office.declarations.take_back(_declared(s))
    ),
    "LessonService.is_asked": Deed(EVERYBODY, lambda s: s.office.lessons.is_asked()),
    "LessonService.view": Deed(A.TICK_LESSONS, lambda s: s.office.lessons.view()),
    "LessonService.record_use": Deed(A.TICK_LESSONS, _lesson),
    "LessonService.withdraw_use": Deed(A.TICK_LESSONS, lambda s: s.office.lessons.withdraw_use(uuid4())),
    "LessonService.set_taught": Deed(
        A.TICK_LESSONS, lambda s: s.office.lessons.set_taught("Year 4", "Autumn term 2026", True)
    ),
    "LessonService.keep_tally": Deed(
        A.TICK_LESSONS,
        lambda s: s.office.lessons.keep_tally(Tally(ClassTickKind.PUPIL_AGREEMENT, "4B", 1, 2, s.school.clock.today())),
    ),
    "LessonService.take_back_tally": Deed(A.TICK_LESSONS, lambda s: s.office.lessons.take_back_tally(uuid4())),
    "LessonService.choose_groups": Deed(A.EDIT_SCHOOL, lambda s: s.office.lessons.choose_groups(("Year 1",))),
    "PrintingService.declaration_form": Deed(A.RECORD_DECLARATIONS, lambda s: s.office.printing.declaration_form()),
    "PrintingService.privacy_check": Deed(A.RECORD_DECLARATIONS, lambda s: s.office.printing.privacy_check()),
    "PrintingService.declaration_coverage": Deed(
        A.RECORD_DECLARATIONS, lambda s: s.office.printing.declaration_coverage()
    ),
    "PrintingService.taught": Deed(A.TICK_LESSONS, lambda s: s.office.printing.taught()),
    "PrintingService.agreement_tally": Deed(A.TICK_LESSONS, lambda s: s.office.printing.agreement_tally()),
    "PrintingService.agreement_sheet": Deed(A.TICK_LESSONS, lambda s: s.office.printing.agreement_sheet("4B")),
}
