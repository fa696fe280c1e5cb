"""September: the classes move up, leavers leave, the intake comes, answers that end lapse into photo forms, staff are asked for.

The move is one batch of the roll: looked at first, undone until the first new answer. The other steps are ticked by what
was done, or by hand, so that the turn can be left and taken up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import PhotoAnswer, Said
from schoolsm_desktop.domain.pupils import Pupil, RollBatch, RollBatchKind, RollChange, class_key, sort_key
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.domain.year_turn import (
    ClassGoes,
    TurnPlan,
    TurnStep,
    by_hand,
    school_year_began,
    suggested_turn,
    turned,
)
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .ended_checks import end_checks
from .roll_state import state_of
from .roll_undo import batch_lines
from .schools import home_school
from .session import Session

STEP_WORDS = {
    TurnStep.MOVE: "Classes move up and leavers leave",
    TurnStep.INTAKE: "The new intake comes in from a file",
    TurnStep.FORMS: "Photo forms go out for answers that end",
    TurnStep.STAFF: "Colleagues who started or left are entered",
}
LAPSE_DAYS = 120
"""Answers that end within so many days are what a round of photo forms is for."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of September: what it is, whether it is done, and how it stands."""

    step: TurnStep
    title: str
    is_done: bool
    fact: str


@dataclass(frozen=True, slots=True)
class TurnView:
    """The September page: the turn of this school year, its steps, and what the classes would do."""

    batch: RollBatch | None
    """The turn of this school year; None while it has not begun."""
    steps: tuple[StepLine, ...]
    plan: TurnPlan
    classes: tuple[str, ...]
    """Every class there is, to choose from."""
    pupils: tuple[Pupil, ...]
    held: str = ""
    """Why the turn cannot be undone; empty where it can."""

    @property
    def is_open(self) -> bool:
        """Whether the turn is under way."""
        return self.batch is not None and self.batch.finished_at is None

    def pupils_of(self, goes: ClassGoes) -> list[Pupil]:
        """Who stands in one line of the plan."""
        return sorted((p for p in self.pupils if (p.class_name, p.year) == goes.key), key=sort_key)


@dataclass(frozen=True, slots=True)
class TurnLook:
    """What the plan would do, in sentences, before anything is stored."""

    sentences: tuple[str, ...]
    by_hand: tuple[Pupil, ...]


class YearTurnService:
    """Deeds and views of the turn of the year."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> TurnView:
        """How the turn of this school year stands."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.SEE_PUPILS)
            today, batch = session.today, turn_of_year(uow, session.today)
            pupils = tuple(p for p in uow.pupils.all() if p.on_roll(today))
            lines = batch_lines(session, uow) if batch is not None else ()
            steps = _steps(uow, batch, today)
        held = next((line.held for line in lines if batch is not None and line.batch.id == batch.id), "")
        classes = sorted({name for pupil in pupils for name in pupil.classes}, key=class_key)
        return TurnView(batch, steps, suggested_turn(pupils, today), tuple(classes), pupils, held)

    def look(self, plan: TurnPlan) -> TurnLook:
        """What the plan would do; nothing is stored. Raises FieldError."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.SEE_PUPILS)
            pupils = uow.pupils.all()
        pairs = turned(pupils, plan, session.today)
        left = sum(after.on_roll_to != before.on_roll_to for before, after in pairs)
        waiting = by_hand(plan, pupils, session.today)
        said = [
            ntr("{count} pupil moves up.", "{count} pupils move up.", len(pairs) - left),
            ntr(
                "{count} pupil leaves, last day {day}.",
                "{count} pupils leave, last day {day}.",
                left,
                day=day_text(plan.last_day),
            ),
        ]
        if waiting:
            said.append(
                ntr(
                    "{count} pupil has no class yet and is placed by hand.",
                    "{count} pupils have no class yet and are placed by hand.",
                    len(waiting),
                )
            )
        return TurnLook(tuple(said), tuple(sorted(waiting, key=sort_key)))

    def move(self, plan: TurnPlan) -> RollBatch:
        """Begin the turn: the classes move up and the leavers leave. Raises RuleError where the year is turned already."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.IMPORT_PUPILS)
            if turn_of_year(work.uow, session.today) is not None:
                raise RuleError(tr("The year is turned already. Nothing was changed. Undo it first to turn it anew."))
            school_id = home_school(work.uow).id
            pairs = turned([p for p in work.uow.pupils.all() if p.school_id == school_id], plan, session.today)
            if not pairs:
                raise RuleError(tr("Nobody would move up or leave. Nothing was changed."))
            left = sum(after.on_roll_to != before.on_roll_to for before, after in pairs)
            batch = RollBatch(
                uuid4(),
                school_id,
                RollBatchKind.YEAR_TURN,
                "",
                session.person_id,
                session.clock.now(),
                (("moved", str(len(pairs) - left)), ("left", str(left))),
            )
            work.uow.roll_batches.add(batch)
            work.uow.pupils.save_many(after for _before, after in pairs)
            work.uow.roll_changes.add_many(
                RollChange(uuid4(), school_id, batch.id, before.id, state_of(before)) for before, _after in pairs
            )
            end_checks(work, {before.id for before, _after in pairs})
            work.did(
                Did.YEAR_TURNED,
                Noun.PUPILS,
                Noun.PHOTO_ANSWERS,
                subject_kind="roll-batch",
                subject_id=batch.id,
                moved=str(len(pairs) - left),
                left=str(left),
            )
            work.done()
        return batch

    def tick(self, step: TurnStep, *, done: bool = True) -> RollBatch:
        """Say that a step is done, or is not needed; or take that back. Raises RuleError before the turn has begun."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.IMPORT_PUPILS)
            batch = turn_of_year(work.uow, session.today)
            if batch is None:
                raise RuleError(tr("The turn of the year has not begun. Nothing was changed."))
            kept = tuple(pair for pair in batch.counts if pair[0] != _key(step))
            if done:
                kept = (*kept, (_key(step), session.today.isoformat()))
            batch = replace(batch, counts=kept)
            is_over = all(line.is_done for line in _steps(work.uow, batch, session.today))
            batch = work.uow.roll_batches.save(
                replace(batch, finished_at=(batch.finished_at or session.clock.now()) if is_over else None)
            )
            work.did(
                Did.YEAR_TURNED,
                Noun.PUPILS,
                subject_kind="roll-batch",
                subject_id=batch.id,
                step=step.value,
                done="yes" if done else "no",
            )
            work.done()
        return batch

    def finish(self) -> RollBatch:
        """Close the turn of this year, whatever is left: Today is quiet about it. Raises RuleError before it has begun."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.IMPORT_PUPILS)
            batch = turn_of_year(work.uow, session.today)
            if batch is None:
                raise RuleError(tr("The turn of the year has not begun. Nothing was changed."))
            batch = work.uow.roll_batches.save(replace(batch, finished_at=batch.finished_at or session.clock.now()))
            work.did(Did.YEAR_TURNED, Noun.PUPILS, subject_kind="roll-batch", subject_id=batch.id, step="finished")
            work.done()
        return batch


def turn_of_year(uow: UnitOfWork, today: date) -> RollBatch | None:
    """The turn that belongs to the school year of `today`, unless it was undone."""
    began = school_year_began(today)
    found = [
        batch
        for batch in uow.roll_batches.all()
        if batch.kind is RollBatchKind.YEAR_TURN and batch.undone_at is None and batch.at.astimezone().date() >= began
    ]
    return max(found, key=lambda batch: batch.at, default=None)


@dataclass(frozen=True, slots=True)
class RollFacts:
    """What Today needs of the batches: turns under way, when the roll came in, when the year was last turned."""

    under_way: tuple[RollBatch, ...]
    since: date | None
    turned_on: date | None


def roll_facts(uow: UnitOfWork) -> RollFacts:
    """Read from the batches alone, never from the roll."""
    standing = [batch for batch in uow.roll_batches.all() if batch.undone_at is None]
    turns = [batch for batch in standing if batch.kind is RollBatchKind.YEAR_TURN]
    return RollFacts(
        tuple(batch for batch in turns if batch.finished_at is None),
        min((batch.at.astimezone().date() for batch in standing), default=None),
        max((batch.at.astimezone().date() for batch in turns), default=None),
    )


def _key(step: TurnStep) -> str:
    return f"step:{step.value}"


def _steps(uow: UnitOfWork, batch: RollBatch | None, today: date) -> tuple[StepLine, ...]:
    ticked = dict(batch.counts) if batch is not None else {}
    since = batch.at if batch is not None else None
    facts = {
        TurnStep.MOVE: _moved(batch),
        TurnStep.INTAKE: _intake(uow, since),
        TurnStep.FORMS: _forms(uow, batch, today),
        TurnStep.STAFF: (False, tr("Look through the staff list: who started, who left?")),
    }
    lines = []
    for step in TurnStep:
        done, fact = facts[step]
        day = ticked.get(_key(step), "")
        if day and not done:
            done, fact = True, tr("Ticked on {day}", day=day_text(date.fromisoformat(day)))
        lines.append(StepLine(step, tr(STEP_WORDS[step]), done, fact))
    return tuple(lines)


def _moved(batch: RollBatch | None) -> tuple[bool, str]:
    if batch is None:
        return False, tr("Look first where each class goes; nothing changes before you agree.")
    counts = dict(batch.counts)
    return True, tr(
        "{moved} moved up and {left} left on {day}",
        moved=counts.get("moved", "0"),
        left=counts.get("left", "0"),
        day=day_text(batch.at.astimezone().date()),
    )


def _intake(uow: UnitOfWork, since: datetime | None) -> tuple[bool, str]:
    imports = [
        b
        for b in uow.roll_batches.all()
        if b.kind is RollBatchKind.IMPORT and b.undone_at is None and since is not None and b.at > since
    ]
    new = sum(int(dict(batch.counts).get("new", "0")) for batch in imports)
    if imports:
        return True, ntr("{count} new pupil came in", "{count} new pupils came in", new)
    return False, tr("Reception without a UPN and other new pupils come in by the same import.")


def _forms(uow: UnitOfWork, batch: RollBatch | None, today: date) -> tuple[bool, str]:
    began = batch.at.astimezone().date() if batch is not None else None
    rounds = [r for r in uow.form_rounds.all() if began is not None and r.opened_on >= began]
    if rounds:
        return True, tr("“{name}” went out on {day}", name=rounds[-1].name, day=day_text(rounds[-1].opened_on))
    ending = _ending(uow.photo_answers.all(), today)
    if not ending:
        return False, tr("No yes ends in the next months.")
    last = min(answer.until for answer in ending if answer.until is not None)
    return False, ntr(
        "{count} yes ends from {day} on: letters by class in bag order",
        "{count} yes end from {day} on: letters by class in bag order",
        len(ending),
        day=day_text(last),
    )


def _ending(answers: Sequence[PhotoAnswer], today: date) -> list[PhotoAnswer]:
    """Every standing yes that ends soon; a yes that ended before is no longer counted."""
    return [
        a
        for a in answers
        if a.said is Said.YES
        and a.mistaken_at is None
        and a.until is not None
        and today <= a.until <= today + timedelta(days=LAPSE_DAYS)
    ]


__all__ = ["ClassGoes", "StepLine", "TurnLook", "TurnPlan", "TurnStep", "TurnView", "YearTurnService"]
