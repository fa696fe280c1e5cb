"""The deeds of photo answers, places for pictures and the rules, for the table."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import PhotoAnswer, Said
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.changes import Noun
from schoolsm_desktop.services.photo_answers import FormRow, NewAnswer, Withdrawal
from schoolsm_desktop.services.picture_places import NewTerms

from .deed import Deed
from .stage import Stage


def _pupil(s: Stage) -> UUID:
    """A pupil who is there already: nothing in the log tells of it."""
    session = s.office.session
    pupil = Pupil(uuid4(), s.school.head.school_id, "Ada", "Bell", class_name="4B")
    with session.work() as work:
        work.uow.pupils.add(pupil)
        work.done()
    session.changes.tell(frozenset({Noun.PUPILS}))
    return pupil.id


def _said(s: Stage, said: Said = Said.YES) -> PhotoAnswer:
    """An answer that somebody else has entered."""
    pupil_id, head = _pupil(s), s.school.head
    now = s.school.clock.now()
    answer = PhotoAnswer(uuid4(), head.school_id, pupil_id, "website", said, now.date(), head.id, now, condition="No")
    with s.office.session.work() as work:
        work.uow.photo_answers.add(answer)
        work.done()
    return answer


def _class(s: Stage) -> str:
    _pupil(s)
    return "4B"


A = Action
DEEDS: Mapping[str, Deed] = {
    "PhotoAnswerService.classes": Deed(A.SEE_PUPILS, lambda s: s.office.photo_answers.classes()),
    "PhotoAnswerService.conditions": Deed(A.SEE_PUPILS, lambda s: s.office.photo_answers.conditions()),
    "PhotoAnswerService.grid": Deed(A.SEE_PUPILS, lambda s: s.office.photo_answers.grid("4B")),
    "PhotoAnswerService.names": Deed(A.SEE_PUPILS, lambda s: s.office.photo_answers.names()),
    "PhotoAnswerService.pupil": Deed(A.SEE_PUPILS, lambda s: s.office.photo_answers.pupil(_pupil(s))),
    "PhotoAnswerService.row": Deed(A.SEE_PUPILS, lambda s: s.office.photo_answers.row(_pupil(s))),
    "PhotoAnswerService.rights": Deed(A.SEE_PUPILS, lambda s: s.office.photo_answers.rights()),
    "PhotoAnswerService.to_tell": Deed(A.SEE_PUPILS, lambda s: s.office.photo_answers.to_tell()),
    "PhotoAnswerService.record": Deed(
        A.RECORD_ANSWERS, lambda s: s.office.photo_answers.record([NewAnswer(_pupil(s), "website", Said.NO)])
    ),
    "PhotoAnswerService.record_forms": Deed(
        A.RECORD_ANSWERS, lambda s: s.office.photo_answers.record_forms([FormRow(_pupil(s), {"website": Said.NO})])
    ),
    "PhotoAnswerService.withdraw": Deed(
        A.RECORD_ANSWERS, lambda s: s.office.photo_answers.withdraw(Withdrawal(_pupil(s), ("website",)))
    ),
    "PhotoAnswerService.settle": Deed(
        A.RECORD_ANSWERS,
        lambda s: s.office.photo_answers.settle(_said(s, Said.CONDITION).id, {"website": Said.NO}),
    ),
    "PhotoAnswerService.mistaken": Deed(A.RECORD_ANSWERS, lambda s: s.office.photo_answers.mistaken(_said(s).id)),
    "PhotoAnswerService.all_mistaken": Deed(
        A.RECORD_ANSWERS, lambda s: s.office.photo_answers.all_mistaken([_said(s).id])
    ),
    "PhotoAnswerService.told": Deed(A.RECORD_ANSWERS, lambda s: s.office.photo_answers.told([f"{uuid4()}/website"])),
    "PicturePlaceService.view": Deed(A.SEE_PUPILS, lambda s: s.office.picture_places.view()),
    "PicturePlaceService.versions": Deed(A.SEE_PUPILS, lambda s: s.office.picture_places.versions("website")),
    "PicturePlaceService.what_changes": Deed(
        A.SET_PICTURE_RULES, lambda s: s.office.picture_places.what_changes(NewTerms("website"))
    ),
    "PicturePlaceService.change": Deed(
        A.SET_PICTURE_RULES, lambda s: s.office.picture_places.change(NewTerms("website"))
    ),
    "PicturePlaceService.what_rules_change": Deed(
        A.SET_PICTURE_RULES,
        lambda s: s.office.picture_places.what_rules_change(s.office.picture_books.today().rules),
    ),
    "PicturePlaceService.set_rules": Deed(
        A.SET_PICTURE_RULES, lambda s: s.office.picture_places.set_rules(s.office.picture_books.today().rules)
    ),
    "PrintingService.permissions_by_class": Deed(
        A.PRINT_PUPIL_LISTS,
        lambda s: s.office.printing.permissions_by_class([_class(s)]),
    ),
    "PrintingService.other_system_list": Deed(A.PRINT_PUPIL_LISTS, lambda s: s.office.printing.other_system_list()),
}
