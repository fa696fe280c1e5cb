"""Keeping photo answers inside a running unit of work: checked, with how long each lasts and on which terms it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.answer_days import lasts_until
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.photo_answers import Adult, AnswerBy, Capacity, PhotoAnswer, Said
from schoolsm_desktop.domain.photo_forms import FormRound, PhotoForm
from schoolsm_desktop.domain.picture_places import (
    ACCOUNT,
    PLATFORM,
    Basis,
    Master,
    PictureRules,
    PlaceTerms,
    terms_on,
)
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .ended_checks import end_checks
from .picture_books import picture_rules, read_places
from .schools import home_school
from .session import Work

MOST_CONDITION = 1000


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What somebody said about one place for one pupil. `adult_id` None: the pupil; `on` None: today."""

    pupil_id: UUID
    place: str
    said: Said
    adult_id: UUID | None = None
    on: date | None = None
    how: AnswerBy = AnswerBy.FORM
    condition: str = field(default="", repr=False)
    form_id: UUID | None = None
    batch_id: UUID | None = None
    paper_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What answers are checked against, read once for all of them."""

    school_id: UUID
    rules: PictureRules
    pupils: dict[UUID, Pupil]
    adults: dict[UUID, Adult]
    places: frozenset[str]
    terms: tuple[PlaceTerms, ...]
    forms: dict[UUID, PhotoForm]
    rounds: dict[UUID, FormRound]


def keep_answers(work: Work, entries: Sequence[NewAnswer]) -> tuple[PhotoAnswer, ...]:
    """Keep answers, with one entry in the log; for deeds that keep more beside them. Ends today's checks they change.

    Raises FieldError or RuleError before anything is kept.
    """
    if not entries:
        return ()
    ground = _ground(work, entries)
    kept = tuple(_answer(work, ground, entry) for entry in entries)
    work.uow.photo_answers.add_many(kept)
    who = {answer.pupil_id for answer in kept}
    work.did(
        Did.ANSWERS_RECORDED,
        Noun.PHOTO_ANSWERS,
        subject_kind="pupil" if len(who) == 1 else "",
        subject_id=kept[0].pupil_id if len(who) == 1 else None,
        answers=str(len(kept)),
        pupils=str(len(who)),
    )
    end_checks(work, who)
    return kept


def to_tell_elsewhere(uow: UnitOfWork) -> int:
    """How many pupils and places are still to be changed in the other system; 0 where this program is the master."""
    rules = picture_rules(uow)
    return uow.photo_answers.count_to_tell() if rules.master is Master.ELSEWHERE else 0


def signer(work: Work, pupil_id: UUID, by: UUID | Capacity | None, name: str = "") -> UUID | None:
    """Who signed: the adult of that id, the pupil for None, or whoever is entered as such; else they are entered now."""
    if not isinstance(by, Capacity):
        return by
    there = [a for a in work.uow.adults.of([pupil_id]) if a.capacity is by and a.say_ended_at is None]
    called = _words(name)
    found = [a for a in there if not called or a.name.casefold() == called.casefold()]
    if len(found) == 1:
        return found[0].id
    if found:
        raise FieldError(
            "by", tr("Two people are entered like that. Choose which of them signed; nothing was saved yet.")
        )
    unnamed = [a for a in there if not a.name]
    if len(unnamed) == 1:
        return work.uow.adults.save(replace(unnamed[0], name=called)).id
    adult = work.uow.adults.add(Adult(uuid4(), home_school(work.uow).id, pupil_id, by, called))
    work.did(Did.ADULT_CHANGED, Noun.PHOTO_ANSWERS, subject_kind="pupil", subject_id=pupil_id)
    return adult.id


def _ground(work: Work, entries: Sequence[NewAnswer]) -> _Ground:
    uow, who = work.uow, {entry.pupil_id for entry in entries}
    form_ids = {entry.form_id for entry in entries if entry.form_id is not None}
    forms = {form.id: form for form in uow.photo_forms.some(form_ids)} if form_ids else {}
    round_ids = {form.round_id for form in forms.values()}
    return _Ground(
        home_school(uow).id,
        picture_rules(uow),
        {pupil.id: pupil for pupil in uow.pupils.of(who)},
        {adult.id: adult for adult in uow.adults.of(who)},
        frozenset(place.key for place in read_places(work.session, uow)),
        uow.place_terms.all(),
        forms,
        {one.id: one for one in uow.form_rounds.all() if one.id in round_ids},
    )


def _answer(work: Work, ground: _Ground, entry: NewAnswer) -> PhotoAnswer:
    session = work.session
    on = entry.on or session.today
    pupil = _check(work, ground, entry, on)
    form = ground.forms.get(entry.form_id) if entry.form_id else None
    asked = ground.rounds.get(form.round_id) if form else None
    terms = terms_on(ground.terms, asked.opened_on if asked else on).get(entry.place)
    return PhotoAnswer(
        uuid4(),
        ground.school_id,
        entry.pupil_id,
        entry.place,
        entry.said,
        on,
        session.person_id,
        session.clock.now(),
        adult_id=entry.adult_id,
        until=lasts_until(entry.said, pupil, on, terms, ground.rules, asked.until if asked else None),
        terms_version=terms.version if terms else 0,
        condition=_words(entry.condition),
        how=entry.how,
        form_id=entry.form_id,
        batch_id=entry.batch_id,
        paper_id=entry.paper_id,
    )


def _words(typed: str) -> str:
    return " ".join(typed.split())


def _check(work: Work, ground: _Ground, entry: NewAnswer, on: date) -> Pupil:
    pupil = ground.pupils.get(entry.pupil_id)
    if pupil is None:
        raise RuleError(tr("The pupil is not on the roll of these records. Nothing was saved; look at the roll again."))
    if not _is_place(work, ground, entry.place):
        raise FieldError("place", tr("There is no such place for pictures. Nothing was saved; choose one of the list."))
    adult = ground.adults.get(entry.adult_id) if entry.adult_id else None
    if entry.adult_id is not None and (adult is None or adult.pupil_id != entry.pupil_id):
        raise FieldError(
            "adult", tr("Whoever signed is not entered for this pupil. Nothing was saved; choose who signed.")
        )
    if on > work.session.today:
        raise FieldError("on", tr("The day lies ahead. Nothing was saved; enter the day of the answer."))
    if entry.said is Said.CONDITION and not _words(entry.condition):
        raise FieldError("condition", tr("Enter the words that stand on the form. Nothing was saved yet."))
    if len(entry.condition) > MOST_CONDITION:
        raise FieldError(
            "condition",
            tr("This is longer than {longest} characters. Shorten it; nothing was saved yet.", longest=MOST_CONDITION),
        )
    if entry.said is Said.OBJECTED and _basis(ground, entry.place, on) is Basis.CONSENT:
        raise FieldError("said", tr("This place is asked for by consent: enter a no. Nothing was saved yet."))
    return pupil


def _basis(ground: _Ground, place: str, on: date) -> Basis:
    terms = terms_on(ground.terms, on).get(place)
    return terms.basis if terms else Basis.CONSENT


def _is_place(work: Work, ground: _Ground, key: str) -> bool:
    """Whether answers may speak of it: a place of today, a platform before it has an account, an account by itself."""
    if key in ground.places:
        return True
    if key.startswith(PLATFORM):
        return any(platform.id == key.removeprefix(PLATFORM) for platform in work.uow.platforms.all())
    return key.startswith(ACCOUNT) and any(f"{ACCOUNT}{account.id}" == key for account in work.uow.accounts.all())
