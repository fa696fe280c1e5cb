"""The termly review of posting access."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Access, default_review_day
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import ChangedMeanwhileError, FieldError, RuleError
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.periods import period_on
from schoolsm_desktop.domain.permissions import TABLE, Action, allows, demand
from schoolsm_desktop.domain.reviews import (
    Decision,
    Review,
    Reviewed,
    ReviewLine,
    Standing,
    Verdict,
    before,
    check_decision,
    progress,
    reviewed,
    to_review,
)
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .access import change_access, stop_access
from .changes import Noun
from .checklist_views import as_told
from .register import RegisterFacts, read_register
from .review_sheet import (
    NO_PROGRESS,
    ReviewSheet,
    SigningOff,
    compared_words,
    ends_now,
    gone_words,
    past_review,
    review_rows,
    signing_off,
    size_of_review,
    what_blocks,
)
from .schools import home_school
from .session import Session, Work
from .signed import acts_for_head
from .what_if import facts_on


class ReviewService:
    """The termly review of posting access. Every decision is saved and signed at once; signing off carries them out."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- what is there

    def sheet(self) -> ReviewSheet:
        """The open review and those of before. Its lines are for those who review or sign off."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.SEE_REGISTER)
            facts = read_register(session, uow)
            powers = session.duties(uow)
            may_review = allows(powers, Action.REVIEW_ACCESS) or allows(powers, Action.SIGN_OFF_REVIEW)
            every = uow.reviews.all()
            review = next((r for r in every if r.is_open), None)
            decides = list_text([facts.people[p].short_name for p in _others(facts, session, uow)])
            rows, comparison = review_rows(session, uow, facts, review, decides) if review is not None else ((), None)
            period = period_on(uow.terms.all(), session.today)
            past = sorted((r for r in every if not r.is_open), key=lambda r: r.started_at, reverse=True)
            found = tuple(past_review(facts, r, uow.reviews.lines.of(r.id)) for r in past)
        at = progress(Reviewed(r.access, r.line, r.standing) for r in rows) if review is not None else NO_PROGRESS
        return ReviewSheet(
            review=review,
            rows=rows if may_review else (),
            progress=at,
            compared=compared_words(comparison, before(every, review) if review else None),
            gone=gone_words(facts, comparison.gone) if comparison and may_review else (),
            keyholders=tuple(sorted(facts.people[p].name for p in facts.keyholders if p in facts.people)),
            period=review.term if review else period.name,
            due_on=review.due_on if review else period.ends,
            is_done=any(
                r.signed_off_at is not None and r.started_at.astimezone().date() >= period.starts for r in every
            ),
            to_review=size_of_review(facts),
            past=found,
            may_review=may_review,
            may_sign_off=allows(powers, Action.SIGN_OFF_REVIEW),
            may_carry_out=allows(powers, Action.GIVE_ACCESS),
            may_print=allows(powers, Action.PRINT_REGISTERS),
        )

    def signing_off(self, review_id: UUID) -> SigningOff:
        """What signing off would do, in words and numbers, or what stands in its way."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.SIGN_OFF_REVIEW)
            facts = read_register(session, uow)
            review, lines = uow.reviews.get(review_id), uow.reviews.lines.of(review_id)
            waits = [
                line
                for line in lines
                if line.person_id == session.person_id and line.verdict in (Verdict.KEEP, Verdict.CHANGE)
            ]
            own = 0 if allows(session.duties(uow), Action.GIVE_ACCESS) else len(waits)
            return signing_off(
                facts, facts_on(session, uow, None), review, lines, next_day=self._next_day(uow, review), own=own
            )

    # --- deeds

    def start(self) -> Review:
        """Begin the review of the term; every access that stands becomes a line as it is. Raises RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.REVIEW_ACCESS)
            if any(r.is_open for r in work.uow.reviews.all()):
                raise RuleError(tr("A review is under way already. Go on with that one: what was decided is kept."))
            facts = read_register(session, work.uow)
            found = to_review(facts.accesses, facts.people, session.today)
            if not found:
                raise RuleError(tr("Nobody has access yet, so there is nothing to review. Nothing was begun."))
            period = period_on(work.uow.terms.all(), session.today)
            review = Review(
                id=uuid4(),
                school_id=home_school(work.uow).id,
                term=period.name,
                started_by=session.person_id,
                started_at=session.clock.now(),
                due_on=period.ends,
            )
            work.uow.reviews.add(review)
            work.uow.reviews.lines.add_many(_line_of(review, access) for access in found)
            work.did(
                Did.REVIEW_STARTED,
                Noun.REVIEWS,
                subject_kind="review",
                subject_id=review.id,
                record=review,
                term=review.term,
                lines=str(len(found)),
            )
            work.done()
        return review

    def decide(self, review_id: UUID, access_id: UUID, decision: Decision) -> ReviewLine:
        """Keep, change, end or unsure, with a note; without a verdict an earlier one is taken back.

        Saved and signed at once. Raises FieldError, RuleError for one's own access where others could decide it.
        """
        session = self._session
        with session.work() as work:
            self._demand_reviewer(work.uow)
            review = _open_review(work, review_id)
            facts = read_register(session, work.uow)
            self._demand_other(work, facts, access_id)
            line = self._decide(work, review, facts, access_id, decision)
            work.done()
        return line

    def take_back(self, review_id: UUID) -> UUID | None:
        """Take back one's own latest decision; returns whose access it was about, None where there is nothing left."""
        session = self._session
        with session.work() as work:
            self._demand_reviewer(work.uow)
            review = _open_review(work, review_id)
            mine = [
                line
                for line in work.uow.reviews.lines.of(review_id)
                if line.decided_by == session.person_id and line.verdict is not None
            ]
            if not mine:
                return None
            last = max(mine, key=lambda line: (line.decided_at is not None, line.decided_at or review.started_at))
            _save(
                work, replace(last, verdict=None, to_level=None, to_ends=None, decided_by=None, decided_at=None), "back"
            )
            work.done()
        return last.access_id

    def sign_off(self, review_id: UUID, seen: frozenset[tuple[UUID, int]], note: str = "") -> Review:
        """Sign the review off and carry out what was decided, in one unit of work.

        `seen` is what `signing_off` gave. A deputy under cover cannot vouch for an access of their own: what was decided
        of it waits for somebody who gives access. Raises RuleError, ChangedMeanwhileError.
        """
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.SIGN_OFF_REVIEW)
            review = _open_review(work, review_id)
            lines = work.uow.reviews.lines.of(review_id)
            facts = read_register(session, work.uow)
            found = reviewed(lines, facts.accesses, facts.people, session.today)
            blocked = what_blocks(progress(found))
            if blocked:
                raise RuleError(blocked)
            if frozenset((line.id, line.revision) for line in lines) != seen:
                raise ChangedMeanwhileError(
                    tr(
                        "Something was decided otherwise while you read this. Nothing was signed off: read it once more."
                    )
                )
            powers = session.duties(work.uow)
            signed = replace(
                review,
                signed_off_by=session.person_id,
                signed_off_at=session.clock.now(),
                under_cover=Duty.HEADTEACHER not in powers,
                note=note.strip(),
            )
            kept = work.uow.reviews.save(signed)
            self._carry_out(work, kept, found, may_give=allows(powers, Action.GIVE_ACCESS))
            work.did(Did.REVIEW_SIGNED_OFF, Noun.REVIEWS, subject_kind="review", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def carry_out(self, review_id: UUID) -> int:
        """Carry out what a review that was signed off under cover left to whoever gives access; returns how much it was."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.GIVE_ACCESS)
            review = work.uow.reviews.get(review_id)
            if review.signed_off_at is None:
                raise RuleError(tr("This review is not signed off, so nothing of it is carried out yet."))
            facts = read_register(session, work.uow)
            lines = [line for line in work.uow.reviews.lines.of(review_id) if line.carried_out_at is None]
            found = reviewed(lines, facts.accesses, facts.people, session.today)
            ours = [r for r in found if r.line is not None]
            count = self._carry_out(work, review, ours, may_give=True)
            if count:
                work.did(Did.REVIEW_DECIDED, Noun.REVIEWS, subject_kind="review", subject_id=review.id, record=review)
            work.done()
        return count

    def cancel(self, review_id: UUID, reason: str) -> Review:
        """Give a review up; it stays in the records with its decisions and the reason, and nothing of it is carried out."""
        session = self._session
        if not reason.strip():
            raise FieldError("reason", tr("Write why the review is given up: the records keep it."))
        with session.work() as work:
            self._demand_reviewer(work.uow)
            review = _open_review(work, review_id)
            kept = work.uow.reviews.save(replace(review, cancelled_at=session.clock.now(), note=reason.strip()))
            work.did(Did.REVIEW_CANCELLED, Noun.REVIEWS, subject_kind="review", subject_id=kept.id, record=kept)
            work.done()
        return kept

    # --- inside

    def _demand_reviewer(self, uow: UnitOfWork) -> None:
        """Whoever reviews, or signs off (a deputy under cover decides what is unsure)."""
        powers = self._session.duties(uow)
        if not allows(powers, Action.SIGN_OFF_REVIEW):
            demand(powers, Action.REVIEW_ACCESS)

    def _demand_other(self, work: Work, facts: RegisterFacts, access_id: UUID) -> None:
        access = next((a for a in facts.accesses if a.id == access_id), None)
        if access is None or access.person_id != self._session.person_id:
            return
        others = _others(facts, self._session, work.uow)
        if others:
            names = list_text([facts.people[p].short_name for p in others])
            raise RuleError(tr("Nobody reviews their own access. {names} can decide this line.", names=names))

    def _decide(
        self, work: Work, review: Review, facts: RegisterFacts, access_id: UUID, decision: Decision
    ) -> ReviewLine:
        found = reviewed(work.uow.reviews.lines.of(review.id), facts.accesses, facts.people, facts.today)
        each = next((r for r in found if r.access.id == access_id), None)
        if each is None or each.standing is Standing.ENDED_SINCE:
            raise RuleError(tr("This access has ended since the review began, so it needs no decision."))
        access = each.access
        check_decision(decision, access, as_told(self._session, work.uow, facts.people[access.person_id]), facts.today)
        line = each.line or work.uow.reviews.lines.add(_line_of(review, access))
        changes = decision.verdict is Verdict.CHANGE
        decided = decision.verdict is not None
        return _save(
            work,
            replace(
                line,
                level=access.level,
                ends=access.ends,
                verdict=decision.verdict,
                note=decision.note.strip(),
                to_level=decision.to_level if changes else None,
                to_ends=decision.to_ends if changes else None,
                decided_by=self._session.person_id if decided else None,
                decided_at=self._session.clock.now() if decided else None,
            ),
            decision.verdict.value if decision.verdict else "back",
        )

    def _carry_out(
        self, work: Work, review: Review, found: tuple[Reviewed, ...] | list[Reviewed], *, may_give: bool
    ) -> int:
        """Do what was decided of each line; what ended meanwhile is left as it is. Returns how many were carried out."""
        next_day = self._next_day(work.uow, review)
        reason, count = tr("Termly review, {term}", term=review.term), 0
        for each in found:
            line = each.line
            if line is None or each.standing is Standing.ENDED_SINCE:
                continue
            over = work.uow.access.get(each.access.id).over_by(work.session.today)  # lesson use ends with the rest
            if ends_now(each, work.session.today):
                because = tr("{reason}: {note}", reason=reason, note=line.note) if line.note else reason
                if not over:
                    stop_access(work, each.access.id, Did.ACCESS_ENDED, because)
            elif not over and (may_give or each.access.person_id != work.session.person_id):
                change_access(work, _after(each, line, next_day))
            else:
                continue
            work.uow.reviews.lines.save(replace(line, carried_out_at=work.session.clock.now()))
            count += 1
        return count

    def _next_day(self, uow: UnitOfWork, review: Review) -> date:
        """The review day of what is kept: the end of the term after the one that was reviewed."""
        from_day = max(self._session.today, review.due_on or self._session.today)
        return default_review_day(from_day, [t.ends for t in uow.terms.all()])


def _after(each: Reviewed, line: ReviewLine, next_day: date) -> Access:
    """The access as the review leaves it; one that was changed since it was signed off keeps that change."""
    access = each.access
    if line.verdict is Verdict.CHANGE and each.standing is not Standing.LOOK_AGAIN:
        access = replace(access, level=line.to_level or access.level, ends=line.to_ends or access.ends)
    return replace(access, review_on=next_day)


def _line_of(review: Review, access: Access) -> ReviewLine:
    return ReviewLine(
        id=uuid4(),
        review_id=review.id,
        access_id=access.id,
        person_id=access.person_id,
        account_id=access.account_id,
        kind=access.kind,
        level=access.level,
        ends=access.ends,
    )


def _save(work: Work, line: ReviewLine, how: str) -> ReviewLine:
    kept = work.uow.reviews.lines.save(line)
    work.did(
        Did.REVIEW_DECIDED, Noun.REVIEWS, subject_kind="access", subject_id=kept.access_id, record=kept, decided=how
    )
    return kept


def _open_review(work: Work, review_id: UUID) -> Review:
    review = work.uow.reviews.get(review_id)
    if review.signed_off_at is not None:
        raise RuleError(tr("This review was signed off meanwhile. Nothing was changed; its decisions stand."))
    if review.cancelled_at is not None:
        raise RuleError(tr("This review was given up meanwhile. Nothing was changed. Start a new one to go on."))
    return review


def _others(facts: RegisterFacts, session: Session, uow: UnitOfWork) -> tuple[UUID, ...]:
    """Who besides the person signed in can decide on a line today, by name: reviewers who are here, and whoever acts for the head."""
    today, me, keys = facts.today, session.person_id, session.keys
    able = {p for duty in TABLE[Action.REVIEW_ACCESS] for p in holders_on(facts.duties, duty, today)}
    deputies = set(holders_on(facts.duties, Duty.DEPUTY_HEADTEACHER, today))
    able |= {p for p in deputies if acts_for_head(keys, uow, p, today)}
    here = [facts.people[p] for p in able if p != me and p in facts.people and not facts.people[p].left_by(today)]
    return tuple(p.id for p in sorted(here, key=lambda p: p.sort_name.casefold()))
