"""Whether colleagues and visitors agree to be pictured: entered, listed, and looked up for a photo check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.colleague_pictures import (
    COLLEAGUE_WORDS,
    ColleagueAnswer,
    check_colleague_answer,
    colleague_verdict,
    latest_of,
)
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.letters import plain
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.photo_answers import Said, Verdict
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .picture_books import read_places
from .schools import home_school
from .session import Session, Work

_BETWEEN = re.compile(r"[,;\n/&]| and ", re.IGNORECASE)
EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class NewColleagueAnswer:
    """What a colleague (by id) or a visitor (by name) said; for one place, or for every one."""

    said: Said
    person_id: UUID | None = None
    visitor_name: str = ""
    place: str = EVERYWHERE
    on: date | None = None
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ColleagueLine:
    """One colleague or visitor, with what stands for every place and where it is another."""

    name: str
    detail: str
    verdict: Verdict
    words: str
    elsewhere: str
    until: date | None
    answers: tuple[ColleagueAnswer, ...]
    person_id: UUID | None = None

    @property
    def key(self) -> str:
        """What tells this line from the others: a colleague by id, a visitor by name."""
        return str(self.person_id) if self.person_id is not None else f"visitor {folded(self.name)}"


@dataclass(frozen=True, slots=True)
class ColleaguesView:
    """Everybody on the staff list and every visitor who answered, and what the dialog chooses from."""

    lines: tuple[ColleagueLine, ...]
    places: tuple[tuple[str, str], ...] = ()
    may_record: bool = False


class ColleaguePictureService:
    """Deeds and views of colleagues' and visitors' photo answers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> ColleaguesView:
        """Who said what; those who do not agree first, then those not asked. Raises NotAllowedError."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.SEE_PUPILS)
            places = {place.key: place.name for place in read_places(session, uow)}
            lines = _lines(session, uow, places)
            return ColleaguesView(
                tuple(sorted(lines, key=_order)),
                tuple(places.items()),
                session.allows(uow, Action.RECORD_ANSWERS),
            )

    def warnings(self, names: str, place: str) -> tuple[str, ...]:
        """For a photo check: which of the colleagues and visitors typed as being in it have not agreed for a place."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.CHECK_PHOTOS)
            known = [(folded(name), name, answers) for name, answers, _person in _everybody(session, uow)]
        found: dict[str, None] = {}
        for typed in _BETWEEN.split(names):
            words = folded(typed).split()
            meant = [(name, answers) for key, name, answers in known if words and set(words) <= set(key.split())]
            for name, answers in meant:
                verdict = colleague_verdict(answers, place, session.today)
                if verdict is not Verdict.YES:
                    said = tr(COLLEAGUE_WORDS[verdict]).lower() if verdict is Verdict.NOT_ASKED else tr("not here")
                    found[tr("{name}: {said}", name=name, said=said)] = None
        return tuple(found)

    def record(self, new: NewColleagueAnswer) -> ColleagueAnswer:
        """Keep an answer. Raises FieldError beside the field."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RECORD_ANSWERS)
            answer = ColleagueAnswer(
                uuid4(),
                home_school(work.uow).id,
                new.said,
                new.on or session.today,
                session.person_id,
                session.clock.now(),
                new.person_id,
                "" if new.person_id is not None else " ".join(plain(new.visitor_name).split()),
                new.place,
                new.until if new.said is Said.YES else None,
                plain(new.note).strip(),
            )
            kept = work.uow.colleague_answers.add(check_colleague_answer(answer, session.today))
            _told(work, kept)
            work.done()
        return kept

    def mistaken(self, answer_id: UUID) -> ColleagueAnswer:
        """It was entered by mistake: it stays and counts no more. Raises RuleError."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.RECORD_ANSWERS)
            answer = work.uow.colleague_answers.get(answer_id)
            if answer.mistaken_at is not None:
                raise RuleError(tr("This was marked as a mistake before. Nothing was changed."))
            kept = work.uow.colleague_answers.save(replace(answer, mistaken_at=session.clock.now()))
            _told(work, kept)
            work.done()
        return kept


def _told(work: Work, answer: ColleagueAnswer) -> None:
    work.did(
        Did.COLLEAGUE_ANSWERED,
        Noun.COLLEAGUE_PICTURES,
        subject_kind="colleague-answer",
        subject_id=answer.id,
        record=answer,
    )


def _everybody(session: Session, uow: UnitOfWork) -> list[tuple[str, list[ColleagueAnswer], Person | None]]:
    """Everybody on the staff list, and every visitor who answered, with their answers."""
    of_people: dict[UUID, list[ColleagueAnswer]] = {}
    of_visitors: dict[str, list[ColleagueAnswer]] = {}
    names: dict[str, str] = {}
    for answer in uow.colleague_answers.all():
        if answer.person_id is not None:
            of_people.setdefault(answer.person_id, []).append(answer)
        else:
            of_visitors.setdefault(folded(answer.visitor_name), []).append(answer)
            names[folded(answer.visitor_name)] = answer.visitor_name
    here = [p for p in uow.people.all() if p.merged_into is None and not p.left_by(session.today)]
    staff: list[tuple[str, list[ColleagueAnswer], Person | None]] = [(p.name, of_people.get(p.id, []), p) for p in here]
    visitors: list[tuple[str, list[ColleagueAnswer], Person | None]] = [
        (names[key], answers, None) for key, answers in of_visitors.items() if latest_of(answers)
    ]
    return staff + visitors


def _lines(session: Session, uow: UnitOfWork, places: dict[str, str]) -> Iterable[ColleagueLine]:
    for name, answers, person in _everybody(session, uow):
        latest = latest_of(answers)
        verdict = colleague_verdict(answers, EVERYWHERE, session.today)
        everywhere = latest.get(EVERYWHERE)
        yield ColleagueLine(
            name,
            person.job_title if person is not None else tr("Visitor"),
            verdict,
            tr(COLLEAGUE_WORDS[verdict]),
            ", ".join(
                tr("{place}: {said}", place=places.get(key, key), said=_said(answers, key, session.today))
                for key in latest
                if key != EVERYWHERE
            ),
            everywhere.until if everywhere is not None else None,
            tuple(sorted(answers, key=lambda a: (a.on, a.recorded_at), reverse=True)),
            person.id if person is not None else None,
        )


def _said(answers: list[ColleagueAnswer], place: str, today: date) -> str:
    return tr(COLLEAGUE_WORDS[colleague_verdict(answers, place, today)]).lower()


def _order(line: ColleagueLine) -> tuple[int, str]:
    order = {Verdict.YES: 2, Verdict.NOT_ASKED: 1}
    return order.get(line.verdict, 0), folded(line.name)


def answer_words(answer: ColleagueAnswer, places: Mapping[str, str]) -> str:
    """One answer in words; `places` are the names of places by key."""
    said = {Said.YES: tr("Yes"), Said.NO: tr("No"), Said.WITHDRAWN: tr("Withdrawn")}.get(answer.said, answer.said.value)
    where = places.get(answer.place, answer.place) if answer.place else tr("everywhere")
    text = tr("{day}: {said}, {where}", day=day_text(answer.on), said=said, where=where)
    if answer.until is not None:
        text = tr("{text}, until {day}", text=text, day=day_text(answer.until))
    if answer.note:
        text = tr("{text}. {note}", text=text, note=answer.note)
    return tr("{text} (entered by mistake)", text=text) if answer.mistaken_at is not None else text
