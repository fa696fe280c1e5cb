"""The roll: pupils brought in from a file, looked at first, kept in one unit of work, undone while nothing rests on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import Platform
from schoolsm_desktop.domain.answer_days import lasts_until
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import Adult, AnswerBy, PhotoAnswer, office_words
from schoolsm_desktop.domain.picture_book import PictureBook, held_pupils
from schoolsm_desktop.domain.picture_places import PictureRules, PlaceTerms, platform_place, terms_on
from schoolsm_desktop.domain.place_guess import guess_places
from schoolsm_desktop.domain.pupils import Pupil, RollBatch, RollBatchKind, RollChange
from schoolsm_desktop.domain.roll_answers import EVERY, AnswerPlan, Here, Signer, Terms, answers_of, plan_answers
from schoolsm_desktop.domain.roll_matching import (
    Chosen,
    Matching,
    RowIs,
    RowMatch,
    class_moves,
    is_part,
    match_rows,
    missing_groups,
)
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.records import Kind, PupilField, PupilRow, ReadFile
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .ended_checks import end_checks
from .imports import ImportService
from .picture_books import picture_rules, read_book, read_places
from .roll_state import state_of
from .roll_undo import batch_lines, undo_batch
from .roll_views import (
    BatchLine,
    RollChoices,
    RollPreview,
    YesQuestion,
    left_lines,
    missing_question,
    preview_rows,
)
from .schools import home_school
from .session import Session, Work

PLACES = "pupil-places"
"""The kind under which the places of a file's columns are remembered."""
MOST_TITLE = 120


@dataclass(frozen=True)
class _Ground:
    """The roll as it stands, read once for a file."""

    school_id: UUID
    today: date
    rules: PictureRules
    terms: Mapping[str, PlaceTerms]
    pupils: tuple[Pupil, ...]
    adults: Mapping[UUID, tuple[Adult, ...]]
    answers: Mapping[UUID, tuple[PhotoAnswer, ...]]
    held: frozenset[UUID]
    every: tuple[str, ...]
    """The places that a column about every place is about."""

    def here(self, pupil_id: UUID) -> Here:
        """What is known of one pupil."""
        return Here(
            pupil_id,
            self.school_id,
            self.adults.get(pupil_id, ()),
            self.answers.get(pupil_id, ()),
            pupil_id in self.held,
        )


@dataclass
class _Made:
    """What an import puts into the records, gathered before anything is stored."""

    new: list[Pupil] = field(default_factory=list)
    changed: list[Pupil] = field(default_factory=list)
    left: list[Pupil] = field(default_factory=list)
    before: dict[UUID, Pupil] = field(default_factory=dict)
    adults: list[Adult] = field(default_factory=list)
    named: list[tuple[Adult, Adult]] = field(default_factory=list)
    answers: list[PhotoAnswer] = field(default_factory=list)
    same: int = 0

    @property
    def moved(self) -> frozenset[UUID]:
        """Pupils whose answers may come to something else by now: today's checks with them hold no longer."""
        by_age = {p.id for p in self.changed if p.birth_date != self.before[p.id].birth_date}
        adults = {adult.pupil_id for adult, _after in self.named}
        return frozenset({a.pupil_id for a in self.answers} | {p.id for p in self.left} | by_age | adults)


class RollService:
    """Deeds and views of the roll as a whole."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._imports = ImportService(session)

    def preview(
        self,
        path: Path,
        mapping: Mapping[str, str | None] | None = None,
        sheet: str | None = None,
        places: Mapping[str, str] | None = None,
    ) -> RollPreview:
        """What the file holds and would do; in a worker. `places` are the person's own, by heading, "" for none.

        Raises the exchange room's errors, and RuleError for a file that is no list of pupils.
        """
        with self._session.reading() as uow:
            self._session.demand(uow, Action.IMPORT_PUPILS)
        file = self._imports.read(path, None, mapping, sheet)
        return self.preview_file(path, file, places)

    def preview_file(self, path: Path, file: ReadFile, places: Mapping[str, str] | None = None) -> RollPreview:
        """What a file that was read would do."""
        if file.kind is not Kind.PUPILS:
            raise RuleError(_other_kind(file.kind))
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.IMPORT_PUPILS)
            ground = _ground(session, uow)
            book = read_book(session, uow)
            names = _place_names(session, uow)
            about = self._places(uow, file, names, places)
        matching = match_rows(file.pupils, ground.pupils, ground.school_id, ground.today)
        transfer = file.format.startswith("ctf")
        part = is_part(file.pupils, matching, transfer=transfer)
        plans = [
            _plan(row, match, ground, about, RollChoices())
            for row, match in zip(file.pupils, matching.rows, strict=True)
        ]
        groups = () if part else missing_groups(matching.missing)
        return RollPreview(
            file,
            path,
            about,
            names,
            preview_rows(file, matching, plans),
            left_lines(file),
            class_moves(matching),
            tuple(missing_question(at, group) for at, group in enumerate(groups)),
            part,
            tuple(_yes_questions(file.pupils, matching, plans, names, book)),
            sum(
                not _signer(row).is_known and bool(answers_of(row.answers, about, ground.every)) for row in file.pupils
            ),
            sum(len(plan.taken) for plan in plans),
            sum(len(plan.older) for plan in plans),
            sum(bool(plan.named) for plan in plans),
            transfer,
            places is not None,
        )

    def apply(
        self, preview: RollPreview, choices: RollChoices, report: Callable[[float], None] | None = None
    ) -> RollBatch:
        """Keep what the file says, whole or not at all; the roll is looked at anew, so that nothing stale is stored.

        Raises RuleError where nothing would change.
        """
        session, rows = self._session, preview.file.pupils
        with session.work() as work:
            session.demand(work.uow, Action.IMPORT_PUPILS)
            ground = _ground(session, work.uow)
            matching = match_rows(rows, ground.pupils, ground.school_id, ground.today, choices.meant)
            _tell(report, 0.2)
            batch = _batch(session, ground.school_id, RollBatchKind.IMPORT, preview.path.name)
            made = _make(preview, choices, ground, matching, batch)
            _tell(report, 0.5)
            if not (made.new or made.changed or made.left or made.answers or made.named):
                raise RuleError(tr("Everything in this file is here already. Nothing was changed."))
            counts = (
                ("new", str(len(made.new))),
                ("changed", str(len(made.changed))),
                ("left", str(len(made.left))),
                ("answers", str(len(made.answers))),
            )
            batch = replace(batch, counts=counts, finished_at=session.clock.now())
            work.uow.roll_batches.add(batch)
            _store(work, batch, made)
            _tell(report, 0.9)
            if preview.file.headings_digest:
                _remember(work, preview)
            end_checks(work, made.moved)
            work.did(
                Did.ROLL_IMPORTED,
                Noun.PUPILS,
                Noun.PHOTO_ANSWERS,
                subject_kind="roll-batch",
                subject_id=batch.id,
                format=preview.file.format,
                **dict(counts),
            )
            work.done()
        return batch

    def history(self) -> tuple[BatchLine, ...]:
        """Every import and turn of the year, the newest first."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
            return batch_lines(self._session, uow)

    def undo(self, batch_id: UUID) -> RollBatch:
        """Take the newest batch back whole. Raises RuleError where something was built on it."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.IMPORT_PUPILS)
            batch = undo_batch(work, batch_id)
            work.done()
        return batch

    def _places(
        self, uow: UnitOfWork, file: ReadFile, names: Mapping[str, str], chosen: Mapping[str, str] | None
    ) -> dict[str, str]:
        """The place of each column of answers: the person's own, else as it was remembered, else guessed."""
        headings = list(dict.fromkeys(heading for row in file.pupils for heading, _said, _words in row.answers))
        kept = uow.imports.columns(file.headings_digest, PLACES) if file.headings_digest and chosen is None else None
        found = guess_places(headings, read_places(self._session, uow), _open_platforms(uow))
        for heading in headings:
            said = chosen.get(heading) if chosen is not None else (kept or {}).get(heading)
            if said is not None and (said in ("", EVERY) or said in names):
                found[heading] = said
        refusals = {guess.heading for guess in file.guesses if guess.field == PupilField.REFUSAL}
        return {heading: place or (EVERY if heading in refusals else "") for heading, place in found.items()}


def _tell(report: Callable[[float], None] | None, part: float) -> None:
    if report is not None:
        report(part)


def _other_kind(kind: Kind) -> str:
    if kind is Kind.STAFF:
        return tr(
            "This is a list of staff and not of pupils. Nothing was changed. Bring it in on the page “Policy and staff”."
        )
    return tr("This is a list of passwords and not of pupils. Nothing was changed. Bring it in on the page “Accounts”.")


def _batch(session: Session, school_id: UUID, kind: RollBatchKind, title: str) -> RollBatch:
    return RollBatch(uuid4(), school_id, kind, title[:MOST_TITLE], session.person_id, session.clock.now())


def _open_platforms(uow: UnitOfWork) -> list[Platform]:
    """Those that are a place by themselves; the school's own website is one of the list."""
    return [platform for platform in uow.platforms.all() if platform.closed_on is None and platform.id != "website"]


def _place_names(session: Session, uow: UnitOfWork) -> dict[str, str]:
    """Every place that a column can be about: those of today, and platforms that have no account yet."""
    names = {place.key: place.name for place in read_places(session, uow)}
    for platform in sorted(_open_platforms(uow), key=lambda p: p.name.casefold()):
        names.setdefault(platform_place(platform.id), platform.name)
    return names


def _ground(session: Session, uow: UnitOfWork) -> _Ground:
    school_id = home_school(uow).id
    adults: dict[UUID, list[Adult]] = {}
    for adult in uow.adults.all():
        adults.setdefault(adult.pupil_id, []).append(adult)
    answers: dict[UUID, list[PhotoAnswer]] = {}
    for answer in uow.photo_answers.all():
        answers.setdefault(answer.pupil_id, []).append(answer)
    return _Ground(
        school_id,
        session.today,
        picture_rules(uow),
        terms_on(uow.place_terms.all(), session.today),
        tuple(pupil for pupil in uow.pupils.all() if pupil.school_id == school_id),
        {key: tuple(some) for key, some in adults.items()},
        {key: tuple(some) for key, some in answers.items()},
        held_pupils(uow.holds.standing()),
        tuple(place.key for place in read_places(session, uow)),
    )


def _signer(row: PupilRow) -> Signer:
    return Signer(row.signed_by, row.signer_name, row.signed_on)


def _plan(
    row: PupilRow, match: RowMatch, ground: _Ground, places: Mapping[str, str], choices: RollChoices
) -> AnswerPlan:
    said = answers_of(row.answers, places, ground.every)
    if not said or match.kind is RowIs.ASK:
        return AnswerPlan()
    agreed = {place for line, place in choices.yes if line == row.line} if choices.yes else ()
    terms = Terms(ground.today, choices.unsigned, ground.rules.master)
    return plan_answers(said, _signer(row), ground.here(match.after.id), terms, agreed)


def _yes_questions(
    rows: tuple[PupilRow, ...],
    matching: Matching,
    plans: list[AnswerPlan],
    names: Mapping[str, str],
    book: PictureBook,
) -> list[YesQuestion]:
    found = []
    for row, match, plan in zip(rows, matching.rows, plans, strict=True):
        for place in plan.asked:
            if match.pupil is None:
                continue
            standing = office_words(book.standing(match.pupil.id, place)) if place in book.places else tr("No")
            found.append(
                YesQuestion(
                    row.line,
                    match.pupil.id,
                    match.pupil.name,
                    match.after.class_name,
                    place,
                    names.get(place, place),
                    standing,
                )
            )
    return found


def _make(preview: RollPreview, choices: RollChoices, ground: _Ground, matching: Matching, batch: RollBatch) -> _Made:
    made = _Made()
    for row, match in zip(preview.file.pupils, matching.rows, strict=True):
        if row.line in choices.left_out or match.kind is RowIs.ASK:
            continue
        if match.pupil is None:
            made.new.append(match.after)
        elif match.kind is RowIs.CHANGED:
            made.changed.append(match.after)
            made.before[match.after.id] = match.pupil
        plan = _plan(row, match, ground, preview.places, choices)
        made.adults += plan.new_adults
        made.named += plan.named
        made.answers += _answers(plan, match.after, ground, batch)
    for pupil in matching.missing:
        last = choices.leavers.get(pupil.id)
        if last is not None:
            made.left.append(replace(pupil, on_roll_to=last))
            made.before[pupil.id] = pupil
    return made


def _answers(plan: AnswerPlan, pupil: Pupil, ground: _Ground, batch: RollBatch) -> list[PhotoAnswer]:
    found = []
    for one in plan.taken:
        terms = ground.terms.get(one.place)
        found.append(
            PhotoAnswer(
                uuid4(),
                ground.school_id,
                pupil.id,
                one.place,
                one.said,
                one.on,
                batch.by,
                batch.at,
                adult_id=one.adult_id,
                until=lasts_until(one.said, pupil, one.on, terms, ground.rules),
                terms_version=terms.version if terms else 0,
                condition=one.words,
                how=AnswerBy.IMPORTED,
                batch_id=batch.id,
            )
        )
    return found


def _store(work: Work, batch: RollBatch, made: _Made) -> None:
    uow = work.uow
    uow.pupils.add_many(made.new)
    uow.pupils.save_many([*made.changed, *made.left])
    named: dict[UUID, list[Adult]] = {}
    fresh = {pupil.id for pupil in made.new}
    for before, _after in made.named:
        named.setdefault(before.pupil_id, []).append(before)
    uow.adults.add_many(made.adults)
    uow.adults.save_many([after for _before, after in made.named])
    uow.photo_answers.add_many(made.answers)
    touched = dict.fromkeys([*made.before, *named])
    uow.roll_changes.add_many(
        [
            *(RollChange(uuid4(), batch.school_id, batch.id, pupil_id) for pupil_id in fresh),
            *(
                RollChange(
                    uuid4(),
                    batch.school_id,
                    batch.id,
                    pupil_id,
                    state_of(made.before.get(pupil_id), named.get(pupil_id, ())),
                )
                for pupil_id in touched
            ),
        ]
    )


def _remember(work: Work, preview: RollPreview) -> None:
    """Use the choice of columns, and what they are about, again for a file with the same headings."""
    file = preview.file
    columns = {heading: chosen or "" for heading, chosen in file.columns.items()}
    work.uow.imports.remember_columns(file.headings_digest, Kind.PUPILS.value, columns)
    if preview.places:
        work.uow.imports.remember_columns(file.headings_digest, PLACES, dict(preview.places))


__all__ = [
    "EVERY",
    "BatchLine",
    "Chosen",
    "RollChoices",
    "RollPreview",
    "RollService",
    "YesQuestion",
]
