"""Cover for an absent headteacher: begun, ended, and told on return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cover import EMERGENCY_DAYS, Cover, check_cover
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.people import Duty, Person, duties_on, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One cover as it is shown, and what the person signed in may do with it."""

    cover: Cover
    words: str
    may_end: bool
    may_be_told: bool


@dataclass(frozen=True, slots=True)
class CoverView:
    """Cover that stands, is planned, or of which the headteacher has not been told; and who may begin another.

    `alone` says that it would be a deputy who begins it without the headteacher.
    """

    lines: tuple[CoverLine, ...]
    deputies: tuple[Person, ...]
    may_begin: bool
    alone: bool
    longest: int = EMERGENCY_DAYS

    @property
    def sentence(self) -> str:
        """What is to be said of it in one line; "" for nothing."""
        return " ".join(line.words for line in self.lines)


class CoverService:
    """Deeds and views of cover."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> CoverView:
        """What everybody who sees the register is told of cover."""
        today, me = self._session.today, self._session.person_id
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_REGISTER)
            may, duties = self._session.allows(uow, Action.START_COVER), uow.duties.standing(self._session.today)
            people = {p.id: p for p in uow.people.all()}
            covers = uow.covers.all()
        is_head = Duty.HEADTEACHER in duties_on(duties, me, today)
        names = {p.id: p.short_name for p in people.values()}
        shown = [c for c in covers if not c.over_by(today) or c.waits_to_be_told]
        lines = tuple(
            CoverLine(
                c,
                _words(c, names, today),
                not c.over_by(today) and (is_head or c.deputy_id == me),
                is_head and c.waits_to_be_told,
            )
            for c in sorted(shown, key=lambda c: c.starts)
        )
        deputies = [people[p] for p in holders_on(duties, Duty.DEPUTY_HEADTEACHER, today) if p in people]
        offered = deputies if is_head else [p for p in deputies if p.id == me]
        return CoverView(lines, tuple(offered), may and bool(offered), alone=not is_head)

    def begin(self, deputy_id: UUID, starts: date, ends: date, reason: str = "") -> Cover:
        """The headteacher says in advance which deputy acts on which days. Raises FieldError or RuleError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.START_COVER)
            if not _is_head(self._session, work.uow):
                raise RuleError(
                    tr(
                        "Only the headteacher arranges cover in advance. A deputy can begin it alone, for themself, today."
                    )
                )
            cover = self._add(work, self._session.person_id, deputy_id, starts, ends, reason)
            work.done()
        return cover

    def begin_alone(self, ends: date, reason: str) -> Cover:
        """A deputy begins cover from today in an emergency; the headteacher is told on return (PRACTICE 25)."""
        if not reason.strip():
            raise FieldError("reason", tr("Write why, in a few words: the headteacher reads it on return."))
        with self._session.work() as work:
            self._session.demand(work.uow, Action.START_COVER)
            today, me = self._session.today, self._session.person_id
            heads = holders_on(work.uow.duties.standing(today), Duty.HEADTEACHER, today)
            if not heads:
                raise RuleError(tr("Nobody is recorded as headteacher, so nobody can be covered for."))
            cover = self._add(work, heads[0], me, today, ends, reason, alone=True)
            work.done()
        return cover

    def end(self, cover_id: UUID) -> Cover:
        """End cover before its day, from now on. The headteacher or the deputy who covers."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.START_COVER)
            before = work.uow.covers.get(cover_id)
            if before.over_by(self._session.today):
                raise RuleError(tr("This cover has ended already. Nothing was changed."))
            if before.deputy_id != self._session.person_id and not _is_head(self._session, work.uow):
                raise RuleError(tr("Only the headteacher or the deputy who covers ends it. Nothing was changed."))
            kept = self._save(work, replace(before, ended_at=self._session.clock.now()), Did.COVER_ENDED)
            work.done()
        return kept

    def told(self, cover_id: UUID) -> Cover:
        """The headteacher records that they were told of cover which a deputy began alone."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.START_COVER)
            if not _is_head(self._session, work.uow):
                raise RuleError(tr("Only the headteacher can say that they were told. Nothing was changed."))
            before = work.uow.covers.get(cover_id)
            if not before.waits_to_be_told:
                raise RuleError(tr("That stands in the records already. Nothing was changed."))
            kept = self._save(work, replace(before, told_on=self._session.today), Did.COVER_TOLD)
            work.done()
        return kept

    # --- inside

    def _add(
        self,
        work: Work,
        absent_id: UUID,
        deputy_id: UUID,
        starts: date,
        ends: date,
        reason: str,
        *,
        alone: bool = False,
    ) -> Cover:
        deputy = work.uow.people.get(deputy_id)
        cover = Cover(
            id=uuid4(),
            school_id=deputy.school_id,
            absent_id=absent_id,
            deputy_id=deputy_id,
            starts=starts,
            ends=ends,
            started_by=self._session.person_id,
            started_at=self._session.clock.now(),
            reason=reason.strip(),
            in_emergency=alone,
        )
        check_cover(
            cover, work.uow.covers.all(), work.uow.duties.standing(self._session.today), deputy, self._session.today
        )
        work.uow.covers.add(cover)
        work.did(
            Did.COVER_STARTED,
            Noun.COVER,
            Noun.ACCESS,
            Noun.REQUESTS,
            subject_kind="cover",
            subject_id=cover.id,
            record=cover,
        )
        return cover

    def _save(self, work: Work, cover: Cover, did: Did) -> Cover:
        kept = work.uow.covers.save(cover)
        work.did(did, Noun.COVER, Noun.ACCESS, Noun.REQUESTS, subject_kind="cover", subject_id=kept.id, record=kept)
        return kept


def _is_head(session: Session, uow: UnitOfWork) -> bool:
    return Duty.HEADTEACHER in session.duties(uow)


def _words(cover: Cover, names: Mapping[UUID, str], today: date) -> str:
    said = {
        "deputy": names.get(cover.deputy_id, "–"),
        "head": names.get(cover.absent_id, "–"),
        "first": day_text(cover.starts),
        "last": day_text(cover.last_day),
    }
    if cover.over_by(today):
        words = tr("{deputy} covered for {head} from {first} to {last}.", **said)
    elif cover.starts > today:
        words = tr("{deputy} will cover for {head} from {first} to {last}.", **said)
    else:
        words = tr("{deputy} acts for {head} until {last}.", **said)
    if cover.waits_to_be_told:
        return tr("{words} A deputy began it alone; the headteacher has not been told yet.", words=words)
    return words
