"""Where pictures may go and on what terms; the school's rules for pictures. What a change does is told before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.picture_places import (
    ACCOUNT,
    BASIS_WORDS,
    LASTING_WORDS,
    NOT_A_PLACE,
    SECOND_PERSON,
    Basis,
    Lasting,
    PicturePlace,
    PictureRules,
    PlaceTerms,
    picture_places,
    terms_on,
)
from schoolsm_desktop.domain.place_changes import check_rules, check_terms, moved_by, moved_by_rules, moved_words
from schoolsm_desktop.domain.wording import list_text, ntr, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .ended_checks import end_checks
from .picture_books import PictureBooks
from .schools import home_school
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class NewTerms:
    """On what terms a place is asked about from today on."""

    place: str
    basis: Basis = Basis.CONSENT
    wording: str = ""
    lasting: Lasting = Lasting.SCHOOL_YEAR
    years: int = 1
    needs: tuple[str, ...] = ()
    second_person: bool = False
    in_use: bool = True


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place with its terms of today, in words; one that is not used stands here too."""

    key: str
    name: str
    terms: NewTerms
    version: int
    basis: str
    lasting: str
    also: str
    """The other places a picture needs, by name."""
    may: int
    """How many pupils on the roll may be shown there today."""
    note: str = ""
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class PlacesView:
    """The places, the rules, and what the person signed in may do."""

    lines: tuple[PlaceLine, ...]
    rules: PictureRules
    pupils: int
    may_change: bool
    accounts: tuple[tuple[str, str], ...] = ()
    """Accounts that could be asked about by themselves: key of the place, name."""


@dataclass(frozen=True, slots=True)
class WhatChanges:
    """What a change would do, in sentences; `moves` says whether some pupil's answer becomes another."""

    sentences: tuple[str, ...]
    moves: bool


class PicturePlaceService:
    """Deeds and views of places for pictures and the school's rules."""

    def __init__(self, session: Session, books: PictureBooks) -> None:
        self._session = session
        self._books = books

    def view(self) -> PlacesView:
        """Every place with its terms. Raises NotAllowedError."""
        book = self._books.today()
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
            places = _every_place(self._session, uow)
            may_change = self._session.allows(uow, Action.SET_PICTURE_RULES)
            own = {f"{ACCOUNT}{a.id}": a for a in uow.accounts.all()}
        names = {key: place.name for key, place in places.items()}
        lines = tuple(_line(book, place, names) for place in places.values())
        live = [(k, a) for k, a in own.items() if a.is_live and a.account_class not in NOT_A_PLACE]
        accounts = tuple((key, account.name) for key, account in live if key not in places)
        pupils = len([p for p in book.pupils.values() if not p.has_left(book.today)])
        return PlacesView(lines, book.rules, pupils, may_change, accounts)

    def versions(self, place: str) -> tuple[PlaceTerms, ...]:
        """The terms of a place from the newest on, with the wording parents saw. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PUPILS)
            found = [terms for terms in uow.place_terms.all() if terms.place == place]
        return tuple(sorted(found, key=lambda terms: terms.version, reverse=True))

    def what_changes(self, new: NewTerms) -> WhatChanges:
        """What other terms would change today, in numbers; nothing is saved. Raises FieldError, RuleError."""
        book = self._books.today()
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SET_PICTURE_RULES)
            terms = self._terms(uow, new)
            places = _every_place(self._session, uow, terms)
        used = {key: place for key, place in places.items() if place.terms is None or place.terms.in_use}
        moved = moved_by(book, new.place, used)
        sentences = [moved_words(moved)]
        before = book.places.get(new.place)
        if before is not None and _lasts(before) != (new.lasting, new.years):
            sentences.append(tr("Answers that were given keep their last day; the new one holds for those to come."))
        if before is not None and before.terms is not None and before.terms.wording != terms.wording:
            sentences.append(tr("Whoever answered before saw the wording of then; it is kept with its version."))
        return WhatChanges(tuple(sentences), bool(moved.more or moved.fewer))

    def change(self, new: NewTerms) -> PlaceTerms:
        """Keep other terms as a new version that holds from today on; older ones stay. Raises FieldError, RuleError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.SET_PICTURE_RULES)
            kept = work.uow.place_terms.add(self._terms(work.uow, new))
            work.did(
                Did.PLACE_TERMS_CHANGED,
                Noun.PICTURE_RULES,
                subject_kind="place-terms",
                subject_id=kept.id,
                record=kept,
                version=str(kept.version),
            )
            self._end_checks(work)
            work.done()
        return kept

    def what_rules_change(self, rules: PictureRules) -> WhatChanges:
        """What other rules would change today, in numbers. Raises FieldError."""
        book = self._books.today()
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SET_PICTURE_RULES)
        moved = moved_by_rules(book, check_rules(rules))
        return WhatChanges((moved_words(moved),), bool(moved.more or moved.fewer))

    def set_rules(self, rules: PictureRules) -> PictureRules:
        """Keep the school's rules for pictures. Raises FieldError, ChangedMeanwhileError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.SET_PICTURE_RULES)
            school_id = home_school(work.uow).id
            tidied = replace(check_rules(rules), id=school_id, school_id=school_id)
            repository = work.uow.picture_rules
            before = next((one for one in repository.all() if one.school_id == school_id), None)
            kept = repository.save(tidied) if before else repository.add(replace(tidied, revision=1))
            work.did(
                Did.PICTURE_RULES_CHANGED,
                Noun.PICTURE_RULES,
                subject_kind="picture-rules",
                subject_id=kept.id,
                record=kept,
            )
            if kept.own_answer_age != (before.own_answer_age if before else 0):
                self._end_checks(work)
            work.done()
        return kept

    def _end_checks(self, work: Work) -> None:
        """A check of today rests on the terms and rules of then."""
        end_checks(work, [pupil.id for pupil in work.uow.pupils.all()])

    def _terms(self, uow: UnitOfWork, new: NewTerms) -> PlaceTerms:
        session, places = self._session, _every_place(self._session, uow)
        accounts = {f"{ACCOUNT}{account.id}" for account in uow.accounts.all()}
        if new.place not in places and new.place not in accounts:
            raise RuleError(tr("There is no such place for pictures. Nothing was changed."))
        if not set(new.needs) <= set(places):
            raise FieldError("needs", tr("One of the other places is not there any more. Nothing was saved yet."))
        versions = [terms.version for terms in uow.place_terms.all() if terms.place == new.place]
        return check_terms(
            PlaceTerms(
                uuid4(),
                home_school(uow).id,
                new.place,
                max(versions, default=0) + 1,
                session.today,
                session.person_id,
                session.clock.now(),
                new.basis,
                new.wording,
                new.lasting,
                new.years,
                tuple((key, "") for key in new.needs),
                new.second_person,
                new.in_use,
            )
        )


def _every_place(session: Session, uow: UnitOfWork, more: PlaceTerms | None = None) -> dict[str, PicturePlace]:
    """The places of today by key, those out of use among them; `more` are terms as if they were kept."""
    terms = (*uow.place_terms.all(), *((more,) if more is not None else ()))
    standing = terms_on(terms, session.today)
    as_used = [replace(one, in_use=True) for one in terms]
    found = picture_places(
        home_school(uow).id,
        uow.lists.all(),
        uow.accounts.all(),
        {platform.id: platform for platform in uow.platforms.all()},
        as_used,
        uow.photo_answers.places(),
        session.today,
    )
    return {place.key: replace(place, terms=standing.get(place.key)) for place in found}


def _lasts(place: PicturePlace) -> tuple[Lasting, int]:
    return (place.terms.lasting, place.terms.years) if place.terms else (Lasting.SCHOOL_YEAR, 1)


def _line(book: PictureBook, place: PicturePlace, names: Mapping[str, str]) -> PlaceLine:
    terms = place.terms
    new = NewTerms(place.key, second_person=place.key in SECOND_PERSON)
    if terms is not None:
        new = NewTerms(
            place.key, terms.basis, terms.wording, terms.lasting, terms.years, place.needs, terms.second_person,
            terms.in_use,
        )  # fmt: skip
    may = 0
    if place.key in book.places:
        on_roll = [p.id for p in book.pupils.values() if not p.has_left(book.today)]
        may = len(on_roll) - len(book.stopping(on_roll, place.key))
    lasting = tr(LASTING_WORDS[new.lasting])
    if new.lasting is Lasting.YEARS:
        lasting = ntr("{count} year", "{count} years", new.years)
    also = list_text([names[key] for key in place.needs if key in names])
    return PlaceLine(
        place.key,
        place.name,
        new,
        terms.version if terms else 0,
        tr(BASIS_WORDS[new.basis]),
        lasting,
        also,
        may,
        place.note,
        place.key.startswith(ACCOUNT),
    )
