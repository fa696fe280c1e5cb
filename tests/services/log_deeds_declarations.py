"""The deeds of declarations, lessons and classes, and what each leaves in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.declarations import Answer, Declaration, DeclarationKind
from schoolsm_desktop.domain.lessons import ClassTick, ClassTickKind, LessonUse
from schoolsm_desktop.services.declarations import Declaring, Meeting
from schoolsm_desktop.services.lessons import InLesson, Tally
from tests.services.stage import Stage

TODAY = date(2026, 11, 20)
AUTUMN = "Autumn term 2026"
PUPILS = ClassTickKind.PUPIL_AGREEMENT


def _asked(s: Stage) -> None:
    profile = s.office.policies.current()
    rules = replace(profile.rules, declare_connections=True, pupil_agreements=True, curriculum_ticks=True)
    s.office.policies.choose(replace(profile, rules=rules))


def _declared(s: Stage, answer: Answer = Answer.NO) -> Declaration:
    _asked(s)
    said = Declaring(DeclarationKind.CONNECTION, answer, TODAY, who="a neighbour’s child")
    return s.office.declarations.declare(said, s.sam.id)


def _meeting(s: Stage) -> object:
    _asked(s)
    return s.office.declarations.declare_meeting(Meeting(DeclarationKind.CONNECTION, (s.sam.id,), TODAY))


def _lesson(s: Stage) -> LessonUse:
    return s.office.lessons.record_use(InLesson(s.page.id, s.jo.id, "Year 4", AUTUMN, TODAY))


def _taught(s: Stage) -> None:
    _asked(s)
    s.office.lessons.set_taught("Year 4", AUTUMN, True)


def _tally(s: Stage) -> ClassTick:
    _asked(s)
    return s.office.lessons.keep_tally(Tally(PUPILS, "4B", 20, 27, TODAY))


DECLARATION_DEEDS: Mapping[str, tuple[Did, Callable[[Stage], object]]] = {
    "declarations.declare": (Did.DECLARED, _declared),
    "declarations.declare_meeting": (Did.DECLARED, _meeting),
    "declarations.open": (Did.SEALED_OPENED, lambda s: s.office.declarations.open(_declared(s, Answer.YES).id)),
    "declarations.take_back": (
        Did.DECLARATION_WITHDRAWN,
        lambda s: s.office.declarations.take_back(_declared(s).id),
    ),
    "lessons.record_use": (Did.LESSON_USE_RECORDED, _lesson),
    "lessons.withdraw_use": (Did.LESSON_USE_WITHDRAWN, lambda s: s.office.lessons.withdraw_use(_lesson(s).id)),
    "lessons.set_taught": (Did.CLASS_TICKED, _taught),
    "lessons.keep_tally": (Did.CLASS_TICKED, _tally),
    "lessons.take_back_tally": (
        Did.CLASS_TICK_WITHDRAWN,
        lambda s: s.office.lessons.take_back_tally(_tally(s).id),
    ),
    "lessons.choose_groups": (Did.SETTING_CHANGED, lambda s: s.office.lessons.choose_groups(("Year 1",))),
}
