"""One record of each class that stands over its time, each with a mark in its words, put in as the services would."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.account_check import AccountCheck
from schoolsm_desktop.domain.accounts import Account, AccountState
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind, ChecklistLine, LineKind
from schoolsm_desktop.domain.declarations import Declaration, DeclarationKind
from schoolsm_desktop.domain.events import Event, EventBreach, ListCopy, ListCopyKind
from schoolsm_desktop.domain.house import Look
from schoolsm_desktop.domain.letters import Letter
from schoolsm_desktop.domain.moderating import (
    AskedOf,
    Block,
    Moderated,
    ModerationAct,
    Standard,
    Takedown,
    TakedownCause,
    TakedownOutcome,
)
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.photo_answers import Adult, Capacity, Hold, PhotoAnswer, Said
from schoolsm_desktop.domain.photo_checks import CheckedWhat, CheckOutcome, PhotoCheck
from schoolsm_desktop.domain.photo_forms import FormRound, PhotoForm
from schoolsm_desktop.domain.posts import Post, PostKind, PostReview, PostState, ReviewResult
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.removals import Removal, RemovalCause, RemovalKind, RemovalTask
from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.domain.school_requests import RequestKind, SchoolRequest, SchoolRequestState
from schoolsm_desktop.domain.snooze import Snooze
from schoolsm_desktop.domain.subject_access import SubjectRequest, SubjectSort
from schoolsm_desktop.domain.term_reports import TermReport
from schoolsm_desktop.domain.training import TrainingSession
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.session import Work

OLD = date(2016, 7, 20)
THEN = datetime(2016, 7, 20, 9, tzinfo=UTC)
C = RecordClass
Planted = dict[RecordClass, list[UUID]]


class Planting:
    """Puts records in; `mark` stands in the words of each, so that a page of the file can be searched for it."""

    def __init__(self, work: Work, mark: str) -> None:
        self.work, self.mark, self.uow = work, mark, work.uow
        self.school, self.me = work.session.me(work.uow).school_id, work.session.person_id
        self.planted: Planted = {}

    def put(
        self, kind: RecordClass | None, repository: Any, record: Any, did: Did | None = None, noun: str = ""
    ) -> Any:
        """One record, with its entry in the log where its kind is fixed there."""
        kept = repository.add(record)
        if did is not None:
            self.work.did(did, subject_kind=noun, subject_id=kept.id, record=kept)
        if kind is not None:
            self.planted.setdefault(kind, []).append(kept.id)
        return kept

    def said(self, what: str) -> str:
        """Words with the mark in them."""
        return f"{self.mark} {what}"


def plant_all(office: Office, mark: str) -> Planted:
    """A record of every class that goes by the review list."""
    with office.session.work() as work:
        planting = Planting(work, mark)
        _pictures(planting)
        _accounts(planting)
        _people(planting)
        _others(planting)
        work.done()
    return planting.planted


def plant_pupil(office: Office, mark: str, left: date = OLD) -> UUID:
    """A pupil who left, with a parent, an answer and a hold."""
    with office.session.work() as work:
        pupil = _pupil(Planting(work, mark), left)
        work.done()
    return pupil.id


def plant_post(office: Office, title: str, pupil: UUID | None = None, down: date | None = OLD) -> UUID:
    """Something published and, where a day is given, taken down again."""
    with office.session.work() as work:
        planting = Planting(work, title)
        pupils = ((pupil.hex, ""),) if pupil else ()
        kept = _post(planting, pupils, down)
        work.done()
    return kept.id


def _pupil(p: Planting, left: date = OLD) -> Pupil:
    pupil = p.put(C.PUPILS, p.uow.pupils, Pupil(uuid4(), p.school, p.mark, "Leaver", on_roll_to=left))
    adult = p.put(None, p.uow.adults, Adult(uuid4(), p.school, pupil.id, Capacity.PARENT, p.said("parent")))
    p.put(None, p.uow.photo_answers, PhotoAnswer(
        uuid4(), p.school, pupil.id, "website", Said.YES, OLD, p.me, THEN, adult.id, condition=p.said("not her face")
    ))  # fmt: skip
    p.put(None, p.uow.holds, Hold(uuid4(), p.school, pupil.id, OLD, p.me, THEN, THEN, p.me), Did.HOLD_SET, "hold")
    return pupil  # type: ignore[no-any-return]


def _post(p: Planting, pupils: tuple[tuple[str, str], ...] = (), down: date | None = OLD, **more: Any) -> Post:
    state = PostState.TAKEN_DOWN if down else PostState.LIVE
    post = Post(
        uuid4(), p.school, PostKind.PICTURE, p.mark, "website", p.me, THEN, state, published_on=OLD, pupils=pupils,
        taken_down_on=down, picture=p.mark.encode(), **more,
    )  # fmt: skip
    return p.put(C.PUBLISHED, p.uow.posts, post, Did.POST_RECORDED, "post")  # type: ignore[no-any-return]


def _pictures(p: Planting) -> None:
    pupil = _pupil(p)
    event = p.put(
        C.EVENTS, p.uow.events, Event(uuid4(), p.school, p.said("fair"), OLD, p.me, THEN), Did.EVENT_ADDED, "event"
    )
    p.put(
        None,
        p.uow.event_breaches,
        EventBreach(uuid4(), p.school, event.id, THEN, p.said("breach"), p.me),
        Did.EVENT_BREACH,
        "event-breach",
    )
    p.put(
        None,
        p.uow.list_copies,
        ListCopy(
            uuid4(), p.school, 90, ListCopyKind.DO_NOT_PHOTOGRAPH, THEN, p.me, p.said("holder"), OLD, event_id=event.id
        ),
        Did.LIST_HANDED_OUT,
        "list-copy",
    )
    check = PhotoCheck(
        uuid4(), p.school, 90, THEN, p.me, CheckedWhat.PICTURE, CheckOutcome.MAY_POST, "website", "Website",
        verdicts=((pupil.id.hex, "yes"),), caption=p.said("caption"), picture=p.mark.encode(), event_id=event.id,
    )  # fmt: skip
    p.put(C.PHOTO_CHECKS, p.uow.photo_checks, check, Did.PHOTO_CHECKED, "photo-check")
    post = _post(p, ((pupil.id.hex, ""),), check_id=check.id, event_id=event.id)
    p.put(
        None,
        p.uow.post_reviews,
        PostReview(uuid4(), p.school, post.id, OLD, p.me, ReviewResult.KEEP, p.said("look")),
        Did.POST_REVIEWED,
        "post-review",
    )
    removal = Removal(uuid4(), p.school, pupil.id, RemovalCause.LEFT, THEN, p.me, finished_at=THEN)
    p.put(C.REMOVALS, p.uow.removals, removal, Did.REMOVAL_BEGUN, "removal")
    task = RemovalTask(uuid4(), p.school, removal.id, RemovalKind.POST, p.said("task"), post.id, done_on=OLD)
    p.put(None, p.uow.removal_tasks, task, Did.REMOVAL_LINE_ADDED, "removal-task")
    forms = FormRound(uuid4(), p.school, p.said("round"), OLD, p.me, closed_on=OLD)
    p.put(C.PHOTO_FORMS, p.uow.form_rounds, forms, Did.FORMS_STARTED, "form-round")
    p.put(None, p.uow.photo_forms, PhotoForm(uuid4(), p.school, forms.id, pupil.id, note=p.said("note")))


def _accounts(p: Planting) -> None:
    account = Account(
        uuid4(), p.school, "x", p.said("page"), state=AccountState.CLOSED, closed_on=OLD, note=p.said("note")
    )
    p.put(C.ACCOUNTS, p.uow.accounts, account, Did.ACCOUNT_ADDED, "account")
    check = AccountCheck(uuid4(), p.school, account.id, "Summer 2016", p.me, THEN, note=p.said("check"))
    p.put(None, p.uow.account_checks, check, Did.ACCOUNT_CHECKED, "check")
    look = Look(uuid4(), p.school, account.id, p.me, OLD, THEN, note=p.said("look"))
    p.put(C.REVIEWS, p.uow.looks, look, Did.ACCOUNT_LOOKED_AT, "look")
    access = Access(
        uuid4(), p.school, p.me, account.id, AccessKind.OWN_LOGIN, next(iter(AccessLevel)), OLD, p.said("reason"),
        ended_at=THEN, ended_by=p.me,
    )  # fmt: skip
    p.put(C.ACCESS, p.uow.access, access, Did.ACCESS_GIVEN, "access")
    act = ModerationAct(uuid4(), p.school, account.id, THEN, Moderated.HIDDEN, p.me, p.said("author"), p.said("what"))
    p.put(C.MODERATION, p.uow.moderation_acts, act, Did.MODERATED, "moderation")
    block = Block(uuid4(), p.school, account.id, p.said("blocked"), Standard.SITE, "Abuse", OLD, p.me, unblocked_on=OLD)
    p.put(C.BLOCKS, p.uow.blocks, block, Did.BLOCKED, "block")
    ask = Takedown(
        uuid4(), p.school, AskedOf.PLATFORM, TakedownCause.ABUSE, p.said("takedown"), OLD, p.me,
        outcome=TakedownOutcome.REMOVED, answered_on=OLD,
    )  # fmt: skip
    p.put(C.TAKEDOWNS, p.uow.takedowns, ask, Did.TAKEDOWN_ASKED, "takedown")


def _people(p: Planting) -> None:
    person = p.put(
        C.STAFF,
        p.uow.people,
        Person(uuid4(), p.school, p.mark, "Colleague", ends=OLD, note=p.said("note")),
        Did.PERSON_ADDED,
        "person",
    )
    declared = Declaration(uuid4(), p.school, person.id, next(iter(DeclarationKind)), OLD, person.id, THEN)
    p.put(C.DECLARATIONS, p.uow.declarations, declared, Did.DECLARED, "declaration")
    lines = Checklist(uuid4(), p.school, ChecklistKind.LEAVES, OLD, p.me, THEN, person_id=person.id, finished_at=THEN)
    p.uow.checklists.add(lines)
    p.uow.checklists.lines.add(ChecklistLine(uuid4(), lines.id, 1, next(iter(LineKind)), p.said("line")))
    p.planted.setdefault(C.REVIEWS, []).append(lines.id)
    p.work.did(Did.LIST_STARTED, subject_kind="list", subject_id=lines.id, record=lines)


def _others(p: Planting) -> None:
    request = SchoolRequest(
        uuid4(), p.school, next(iter(RequestKind)), OLD, p.me, THEN, title=p.said("request"),
        state=SchoolRequestState.REFUSED, decided_on=OLD,
    )  # fmt: skip
    p.put(C.SCHOOL_REQUESTS, p.uow.school_requests, request, Did.SCHOOL_REQUEST_ASKED, "school-request")
    session = TrainingSession(uuid4(), p.school, "policy", p.said("training"), OLD, p.me, THEN)
    p.put(C.TRAINING, p.uow.training, session, Did.TRAINING_HELD, "training")
    letter = Letter(
        uuid4(), p.school, None, "removal-reply", "removal", uuid4(), p.said("parent"), OLD, p.me, THEN, p.said("text")
    )
    p.put(C.LETTERS, p.uow.letters, letter, Did.LETTER_MADE, "letter")
    snooze = Snooze(uuid4(), p.school, "backup", OLD, p.said("later"), p.me, THEN)
    p.put(C.DESK, p.uow.snoozes, snooze, Did.SNOOZED, "snooze")
    asked = SubjectRequest(uuid4(), p.school, 90, next(iter(SubjectSort)), OLD, OLD, p.me, THEN, closed_on=OLD)
    p.put(C.SUBJECT_REQUESTS, p.uow.subject_requests, asked, Did.SUBJECT_REQUEST_RECORDED, "subject-request")
    report = TermReport(uuid4(), p.school, p.said("term"), OLD, OLD, p.me, THEN, finished_at=THEN)
    p.put(C.TERM_REPORTS, p.uow.term_reports, report, Did.REPORT_BEGUN, "term-report")
