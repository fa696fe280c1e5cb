"""A request for everything about one person as the window shows it: its steps, its clock, and what was gathered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.person_file import Choice, PersonFile, PersonLine, ThirdParty
from schoolsm_desktop.domain.subject_access import (
    AS_WHAT_WORDS,
    AsWhat,
    HarmWords,
    SubjectRequest,
    SubjectSort,
    SubjectWords,
    Waits,
    asks_own_say,
)
from schoolsm_desktop.domain.wording import day_text, moment_text, tr
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .school_days import calendar_of
from .schools import home_school
from .sealed_words import SUBJECT_HARM, SUBJECT_LINES, SUBJECT_REQUEST, open_words, readable
from .session import Session

WORDS, FILE = "words", "file"
WAITS_WORDS = {
    Waits.IDENTITY: "make sure who asks",
    Waits.WORKING_COPY: "the working copy",
    Waits.HARM: "the safeguarding lead",
    Waits.AGREEMENT: "the data protection officer",
    Waits.RELEASE: "the release copy",
    Waits.HANDING_OVER: "handing it over",
    Waits.NOTHING: "nothing",
}
_LEADS = (Duty.DSL, Duty.DEPUTY_DSL)


@dataclass(frozen=True, slots=True)
class SubjectRights:
    """What the person signed in may do with one request."""

    record: bool = False
    look: bool = False
    agree: bool = False
    enter_advice: bool = False
    lines: bool = False
    """Whether what was gathered can be opened."""


@dataclass(frozen=True, slots=True, repr=False)
class SubjectStep:
    """One step: what it is, and how it was done; empty while it was not."""

    key: Waits
    done: str


@dataclass(frozen=True, slots=True, repr=False)
class SubjectLine:
    """One request, opened for whoever reads it."""

    request: SubjectRequest
    name: str
    words: SubjectWords
    as_what: str
    steps: tuple[SubjectStep, ...]
    rights: SubjectRights
    advice: str
    """What to think of, as usual practice: the pupil's own say."""

    @property
    def id(self) -> UUID:
        """Of the request."""
        return self.request.id

    def days_left(self, today: date) -> int:
        """Until the day by which it is answered; below zero when it has passed."""
        return (self.request.by - today).days


@dataclass(frozen=True, slots=True, repr=False)
class GatheredLine:
    """A line with whether it goes out, and why not."""

    line: PersonLine
    reason: str
    harmful: bool


@dataclass(frozen=True, slots=True, repr=False)
class GatheredView:
    """What was gathered, to be looked through. `only_you` says what else the safeguarding lead thinks of."""

    request: SubjectRequest
    name: str
    lines: tuple[GatheredLine, ...]
    third: tuple[ThirdParty, ...]
    choice: Choice
    finding: HarmWords


def opened_words(session: Session, uow: UnitOfWork, request_id: UUID) -> tuple[SubjectRequest, SubjectWords]:
    """A request with its words. Raises RecordMissingError where it is not there or sealed to others: both read alike."""
    request = uow.subject_requests.find(request_id)
    words = open_words(session, uow, SUBJECT_REQUEST, request_id) if request is not None else None
    if request is None or words is None:
        raise RecordMissingError
    return request, msgspec.json.decode(words[WORDS], type=SubjectWords)


def opened_file(session: Session, uow: UnitOfWork, request_id: UUID) -> PersonFile:
    """What was gathered. Raises RecordMissingError where the person signed in has no key to it."""
    parts = open_words(session, uow, SUBJECT_LINES, request_id)
    if parts is None:
        raise RecordMissingError
    return msgspec.json.decode(parts[FILE], type=PersonFile)


def opened_harm(session: Session, uow: UnitOfWork, request_id: UUID) -> HarmWords:
    """What the safeguarding lead found; empty for everybody else."""
    parts = open_words(session, uow, SUBJECT_HARM, request_id)
    return msgspec.json.decode(parts[WORDS], type=HarmWords) if parts is not None else HarmWords()


def choice_of(words: SubjectWords) -> Choice:
    """What the release copy leaves out."""
    return Choice(words.withheld, words.names_stay, words.also_remove)


def next_working_day(uow: UnitOfWork, around: date) -> Callable[[date], date]:
    """A day, or the next one that is neither at the weekend nor a bank holiday."""
    calendar = calendar_of(uow, home_school(uow), around)
    return lambda day: day if calendar.is_working_day(day) else calendar.after_working_days(day, 1)


def subject_name(uow: UnitOfWork, request: SubjectRequest, words: SubjectWords) -> str:
    """Whose file it is."""
    if request.subject_id is not None and request.sort is SubjectSort.PUPIL:
        pupil = uow.pupils.find(request.subject_id)
        return pupil.name if pupil is not None else tr("A pupil who is not in the records any more")
    if request.subject_id is not None:
        person = uow.people.find(request.subject_id)
        return person.name if person is not None else tr("A colleague who is not in the records any more")
    return words.subject


def with_a_sign_in(session: Session, uow: UnitOfWork, request: SubjectRequest, *duties: Duty) -> frozenset[UUID]:
    """Who holds one of these duties, can sign in, and is not whom it is about."""
    held = uow.duties.standing(session.today)
    found = frozenset(p for duty in duties for p in holders_on(held, duty, session.today))
    return (found & session.keys.recipients()) - {request.subject_id}


def may_look(session: Session, uow: UnitOfWork, request: SubjectRequest) -> bool:
    """The safeguarding leads; the headteacher where none of them can, or it is about the only one."""
    if session.person_id == request.subject_id:
        return False
    if session.allows(uow, Action.LOOK_FOR_HARM):
        return True
    return session.allows(uow, Action.ENTER_ADVICE) and not with_a_sign_in(session, uow, request, *_LEADS)


def may_enter_advice(session: Session, uow: UnitOfWork, request: SubjectRequest) -> bool:
    """The headteacher, where no data protection officer has a sign-in."""
    return session.allows(uow, Action.ENTER_ADVICE) and not with_a_sign_in(session, uow, request, Duty.DPO)


def read_subject_lines(session: Session, uow: UnitOfWork) -> tuple[SubjectLine, ...]:
    """Every request that the person signed in reads: those under way by their day, then the newest."""
    mine, files = readable(session, uow, SUBJECT_REQUEST), readable(session, uow, SUBJECT_LINES)
    names = {p.id: p.name for p in uow.people.all()}
    lines = [
        _line(session, uow, request.id, names, has_lines=request.id in files)
        for request in uow.subject_requests.all()
        if request.id in mine
    ]
    return tuple(
        sorted(
            lines,
            key=lambda x: (not x.request.is_open, x.request.by if x.request.is_open else date.max, -x.request.number),
        )
    )


def _line(session: Session, uow: UnitOfWork, key: UUID, names: dict[UUID, str], *, has_lines: bool) -> SubjectLine:
    request, words = opened_words(session, uow, key)
    dpo = session.allows(uow, Action.RELEASE_COPIES)
    rights = SubjectRights(
        session.allows(uow, Action.RECORD_SUBJECT_REQUESTS),
        may_look(session, uow, request),
        dpo,
        not dpo and may_enter_advice(session, uow, request),
        has_lines,
    )
    said = tr(AS_WHAT_WORDS[AsWhat(words.as_what)]) if words.as_what else ""
    return SubjectLine(
        request,
        subject_name(uow, request, words),
        words,
        said,
        _steps(request, words, names),
        rights,
        _own_say(session, uow, request, words),
    )


def _steps(request: SubjectRequest, words: SubjectWords, names: dict[UUID, str]) -> tuple[SubjectStep, ...]:
    def by(person: UUID | None) -> str:
        return names.get(person, "–") if person is not None else "–"

    def at(moment: datetime | None, person: UUID | None) -> str:
        return tr("{moment}, by {name}", moment=moment_text(moment), name=by(person)) if moment else ""

    agreed = words.advised_by or at(request.agreed_at, request.agreed_by) if request.agreed_at else ""
    done = {
        Waits.IDENTITY: day_text(request.identity_on) if request.identity_on else "",
        Waits.WORKING_COPY: at(request.working_at, request.working_by),
        Waits.HARM: at(request.harm_at, request.harm_by),
        Waits.AGREEMENT: agreed,
        Waits.RELEASE: day_text(request.released_on) if request.released_on else "",
    }
    return tuple(SubjectStep(key, said) for key, said in done.items())


def _own_say(session: Session, uow: UnitOfWork, request: SubjectRequest, words: SubjectWords) -> str:
    pupil = uow.pupils.find(request.subject_id) if request.sort is SubjectSort.PUPIL and request.subject_id else None
    if pupil is None or not asks_own_say(request.sort, words.as_what, pupil.birth_date, session.today):
        return ""
    return tr("The pupil is 12 or older: usual advice is to ask the pupil first whether a parent may have it.")


def read_gathered(session: Session, uow: UnitOfWork, request_id: UUID) -> GatheredView:
    """What was gathered for one request, with what is held back. Raises RecordMissingError."""
    request, words = opened_words(session, uow, request_id)
    file = opened_file(session, uow, request_id)
    reasons, harmful = dict(words.withheld), set(words.harmful)
    return GatheredView(
        request,
        file.name,
        tuple(GatheredLine(line, reasons.get(line.key, ""), line.key in harmful) for line in file.lines),
        file.third,
        choice_of(words),
        opened_harm(session, uow, request_id),
    )
