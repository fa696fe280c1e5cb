"""One invented record of each kind that the life of an access leaves behind, with every field filled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import AccessKind, AccessLevel, AuthorisedOn
from schoolsm_desktop.domain.account_check import AccountCheck, CheckQuestion
from schoolsm_desktop.domain.accounts import CodeUse, FormerLogin, Known
from schoolsm_desktop.domain.approvals import Approval
from schoolsm_desktop.domain.checklists import Checklist, ChecklistKind, ChecklistLine, LineKind
from schoolsm_desktop.domain.conditions import ConditionMet, MetOn
from schoolsm_desktop.domain.cover import Cover
from schoolsm_desktop.domain.papers import Paper
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.requests import AccessRequest, RequestState
from schoolsm_desktop.domain.reviews import Review, ReviewLine, Verdict
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

MOMENT = datetime(2026, 11, 20, 15, 4, 5, 678901, tzinfo=UTC)
SCAN = b"%PDF-1.7 planted-scan-bytes \x00\xff" * 40
PLANTED = (
    "planted-why-override",
    "planted-cover-reason",
    "planted-proof-of-line",
    "planted-former-login",
    "planted-scan",
)


@dataclass(frozen=True, slots=True)
class Where:
    """The records of an earlier kind that these point at."""

    school: UUID
    person: UUID
    manager: UUID
    account: UUID
    access: UUID


@dataclass(frozen=True, slots=True)
class LifeOfAccess:
    """The records as they were handed in."""

    paper: Paper
    request: AccessRequest
    condition: ConditionMet
    cover: Cover
    checklist: Checklist
    line: ChecklistLine
    review: Review
    review_line: ReviewLine
    check: AccountCheck
    code: CodeUse
    login: FormerLogin
    approval: Approval


def make_life(at: Where) -> LifeOfAccess:
    """The records, not yet kept."""
    paper = Paper(
        uuid4(), at.school, "planted-scan.pdf", "application/pdf", len(SCAN), hashlib.sha256(SCAN).digest(), at.manager, MOMENT
    )  # fmt: skip
    checklist = _checklist(at, paper.id)
    review = Review(
        uuid4(), at.school, "Autumn", at.manager, MOMENT, date(2026, 12, 1), at.manager, MOMENT, True, "seen", MOMENT
    )  # fmt: skip
    asked = dict.fromkeys(CheckQuestion, Known.YES) | {CheckQuestion.RECOVERY_TRIED: Known.NO}
    return LifeOfAccess(
        paper=paper,
        request=_request(at, paper.id),
        condition=ConditionMet(
            uuid4(), at.school, at.person, AccessCondition.TRAINING, date(2026, 9, 2), at.manager, MOMENT, "the course",
            date(2027, 9, 1), MetOn.SCREEN, paper.id, MOMENT, uuid4(), uuid4(), "e-safety",
        ),
        cover=Cover(
            uuid4(), at.school, at.manager, at.person, date(2026, 11, 1), date(2026, 11, 9), at.person, MOMENT,
            "planted-cover-reason", True, date(2026, 11, 10), MOMENT,
        ),
        checklist=checklist,
        line=ChecklistLine(
            uuid4(), checklist.id, 3, LineKind.PASSWORD_KNOWN, "X page", at.access, MOMENT, MOMENT, at.manager,
            "planted-proof-of-line", "was never there",
        ),
        review=review,
        review_line=ReviewLine(
            uuid4(), review.id, at.access, at.person, at.account, AccessKind.TOOL_SEAT, AccessLevel.REPLIES,
            date(2027, 7, 20), Verdict.CHANGE, "less", AccessLevel.LOOKS, date(2027, 1, 5), at.manager, MOMENT, MOMENT,
        ),
        check=AccountCheck(uuid4(), at.school, at.account, "Autumn", at.manager, MOMENT, asked, "phone was a private one"),
        code=CodeUse(uuid4(), at.account, 1, 3, date(2026, 10, 4), at.person),
        login=FormerLogin(
            uuid4(), at.account, "planted-former-login", "@former", "https://x.com/former", date(2026, 10, 5), at.manager,
            MOMENT, "renamed",
        ),
        approval=Approval(
            uuid4(), at.school, "kdbx", at.person, MOMENT, "to move house", at.manager, MOMENT, False, MOMENT, MOMENT, True
        ),
    )  # fmt: skip


def _request(at: Where, paper_id: UUID) -> AccessRequest:
    return AccessRequest(
        id=uuid4(),
        school_id=at.school,
        person_id=at.person,
        account_id=at.account,
        kind=AccessKind.LESSON_USE,
        level=AccessLevel.REPLIES,
        starts=date(2026, 9, 5),
        asked_by=at.person,
        asked_at=MOMENT,
        reason="for the fair",
        ends=date(2027, 7, 20),
        review_on=date(2026, 12, 18),
        state=RequestState.GIVEN,
        decided_by=at.manager,
        decided_on=date(2026, 9, 4),
        recorded_by=at.manager,
        recorded_at=MOMENT,
        authorised_how=AuthorisedOn.PAPER,
        under_cover=True,
        paper_id=paper_id,
        decision_note="until the fair",
        override_reason="planted-why-override",
        access_id=at.access,
    )


def _checklist(at: Where, paper_id: UUID) -> Checklist:
    return Checklist(
        id=uuid4(),
        school_id=at.school,
        kind=ChecklistKind.CHANGES_JOB,
        day=date(2026, 12, 18),
        started_by=at.manager,
        started_at=MOMENT,
        person_id=at.person,
        account_id=at.account,
        new_job="Year 6",
        successor_id=at.manager,
        quiet=True,
        finished_at=MOMENT,
        finished_by=at.manager,
        signed_on=date(2026, 12, 19),
        paper_id=paper_id,
        cancelled_at=MOMENT,
    )


def add_life(uow: UnitOfWork, made: LifeOfAccess) -> None:
    """Add one of each to a unit of work, without committing."""
    uow.papers.add(made.paper, SCAN)
    uow.requests.add(made.request)
    uow.conditions.add(made.condition)
    uow.covers.add(made.cover)
    uow.checklists.add(made.checklist)
    uow.checklists.lines.add(made.line)
    uow.reviews.add(made.review)
    uow.reviews.lines.add(made.review_line)
    uow.account_checks.add(made.check)
    uow.code_uses.add(made.code)
    uow.former_logins.add(made.login)
    uow.approvals.add(made.approval)
