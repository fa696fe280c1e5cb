"""One invented record of each kind that keeps a policy alive, every field filled, made by looking at the fields."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID, uuid4

from schoolsm_desktop.domain.calendar import Closure
from schoolsm_desktop.domain.cases import CaseFile, EvidenceFile
from schoolsm_desktop.domain.colleague_pictures import ColleagueAnswer
from schoolsm_desktop.domain.contacts import Contact
from schoolsm_desktop.domain.declarations import Declaration
from schoolsm_desktop.domain.editions import Edition, LinkedPolicy
from schoolsm_desktop.domain.events import Event, EventBreach, ListCopy
from schoolsm_desktop.domain.house import Channel, Device, HouseRules, Look
from schoolsm_desktop.domain.lessons import ClassTick, LessonUse
from schoolsm_desktop.domain.letters import Letter, LetterTemplate
from schoolsm_desktop.domain.lists import ListEntry
from schoolsm_desktop.domain.moderating import Block, ModerationAct, Takedown
from schoolsm_desktop.domain.photo_answers import Adult, Hold, PhotoAnswer
from schoolsm_desktop.domain.photo_checks import PhotoCheck
from schoolsm_desktop.domain.photo_forms import FormRound, PaperCode, PhotoForm
from schoolsm_desktop.domain.picture_places import PictureRules, PlaceTerms
from schoolsm_desktop.domain.posts import Post, PostCorrection, PostReview
from schoolsm_desktop.domain.pupils import Pupil, RollBatch, RollChange
from schoolsm_desktop.domain.removals import Removal, RemovalTask
from schoolsm_desktop.domain.retention import Destruction, KeepOrder, RetentionPeriod
from schoolsm_desktop.domain.school_requests import SchoolRequest
from schoolsm_desktop.domain.snooze import Snooze
from schoolsm_desktop.domain.subject_access import SubjectRequest
from schoolsm_desktop.domain.term_reports import TermReport
from schoolsm_desktop.domain.training import TrainingSession
from schoolsm_desktop.storage.sealed import StoredContentWrap
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

R = TypeVar("R")
MOMENT = datetime(2026, 11, 20, 15, 4, 5, 678901, tzinfo=UTC)
DAY = date(2026, 12, 18)
PLANTED = ("planted-channels-note", "planted-letters-text", "planted-school_requests-title")
NOUNS: dict[str, type[Any]] = {
    "editions": Edition,
    "linked_policies": LinkedPolicy,
    "training": TrainingSession,
    "declarations": Declaration,
    "school_requests": SchoolRequest,
    "lesson_uses": LessonUse,
    "class_ticks": ClassTick,
    "contacts": Contact,
    "channels": Channel,
    "devices": Device,
    "house_rules": HouseRules,
    "looks": Look,
    "letter_templates": LetterTemplate,
    "letters": Letter,
    "snoozes": Snooze,
    "lists": ListEntry,
    "closures": Closure,
    "pupils": Pupil,
    "roll_batches": RollBatch,
    "roll_changes": RollChange,
    "place_terms": PlaceTerms,
    "picture_rules": PictureRules,
    "adults": Adult,
    "form_rounds": FormRound,
    "photo_forms": PhotoForm,
    "photo_answers": PhotoAnswer,
    "holds": Hold,
    "paper_codes": PaperCode,
    "events": Event,
    "event_breaches": EventBreach,
    "list_copies": ListCopy,
    "photo_checks": PhotoCheck,
    "posts": Post,
    "post_reviews": PostReview,
    "post_corrections": PostCorrection,
    "removals": Removal,
    "removal_tasks": RemovalTask,
    "colleague_answers": ColleagueAnswer,
    "cases": CaseFile,
    "evidence_files": EvidenceFile,
    "blocks": Block,
    "moderation_acts": ModerationAct,
    "takedowns": Takedown,
    "term_reports": TermReport,
    "retention_periods": RetentionPeriod,
    "keep_orders": KeepOrder,
    "destructions": Destruction,
    "subject_requests": SubjectRequest,
}
LINKED = {
    "letter_templates": "template_id",
    "letters": "letter_id",
    "pupils": "pupil_id",
    "roll_batches": "batch_id",
    "adults": "adult_id",
    "form_rounds": "round_id",
    "photo_forms": "form_id",
    "events": "event_id",
    "photo_checks": "check_id",
    "posts": "post_id",
    "removals": "removal_id",
    "cases": "case_id",
    "blocks": "block_id",
}
"""By which field others point at a record."""
"""The repositories of a unit of work and what they keep."""


def filled(kind: type[R], noun: str, known: dict[str, UUID]) -> R:
    """A record with something in every field; ids that point at other records are taken from `known`."""
    hints = typing.get_type_hints(kind)
    values = {
        field.name: known.get(field.name) or _value(hints[field.name], field, noun)
        for field in dataclasses.fields(kind)  # type: ignore[arg-type]
        if field.name != "revision"
    }
    return kind(**values)


def _value(hint: Any, field: dataclasses.Field[Any], noun: str) -> Any:
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        return (("measure", "planted pairs ł"), ("second", ""))
    if issubclass(hint, StrEnum):
        return next(member for member in hint if member != field.default)
    simple: dict[Any, Any] = {
        UUID: uuid4(),
        datetime: MOMENT,
        date: DAY,
        bool: field.default is not True,
        int: 7,
        bytes: b"planted",
        str: f"planted-{noun}-{field.name}",
    }
    return simple[hint]


def make_policy_life(school: UUID, person: UUID, account: UUID, paper: UUID) -> dict[str, Any]:
    """The records by their repository, not yet kept."""
    known = {
        "school_id": school,
        "person_id": person,
        "holder_id": person,
        "account_id": account,
        **dict.fromkeys(("paper_id", "text_id", "adoption_paper_id"), paper),
    }
    made: dict[str, Any] = {}
    for noun, kind in NOUNS.items():
        made[noun] = filled(kind, noun, known)
        if noun in LINKED:
            known[LINKED[noun]] = made[noun].id
    return made


def add_policy_life(uow: UnitOfWork, made: dict[str, Any], reader: UUID) -> None:
    """Add one of each to a unit of work, and one sealed record, without committing."""
    for noun, record in made.items():
        getattr(uow, noun).add(record)
    sealed = made["declarations"].id
    uow.sealed.put_parts("declaration", sealed, {"words": b"\x01sealed words"})
    uow.sealed.put_wraps([StoredContentWrap("declaration", sealed, reader, reader, b"\x01content", b"attested" * 8)])
