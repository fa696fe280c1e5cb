"""Everything about one person: asked for, gathered, looked through, agreed to, given (PRACTICE 18).

Who asked lies sealed to those who work on it, and never to whom it is about. What was gathered is frozen when the working
copy is made, so that the release copy holds exactly what the two looks saw.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

import msgspec

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.person_file import Choice, PersonFile
from schoolsm_desktop.domain.subject_access import (
    MOST_SHORT,
    AsWhat,
    HarmWords,
    SubjectLetter,
    SubjectOutcome,
    SubjectRequest,
    SubjectSort,
    SubjectWords,
    check_words,
    demand_open,
    due_day,
    longest_day,
)
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .letters import LetterPreview, merged_letters
from .person_file import gather_person
from .schools import home_school
from .sealed_words import SUBJECT_HARM, SUBJECT_LINES, SUBJECT_REQUEST, drop_sealed, readable, seal_words
from .session import Session, Work
from .subject_views import (
    FILE,
    WORDS,
    GatheredView,
    SubjectLine,
    may_enter_advice,
    may_look,
    next_working_day,
    opened_file,
    opened_words,
    read_gathered,
    read_subject_lines,
    subject_name,
)

LETTERS = ("subject-acknowledged", "subject-covering")
EARLIEST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class NewSubjectRequest:
    """What somebody asks for: of a pupil or colleague by id, of somebody outside by name."""

    sort: SubjectSort
    subject_id: UUID | None = None
    subject: str = field(default="", repr=False)
    asked_by: str = field(default="", repr=False)
    as_what: AsWhat = AsWhat.THEMSELF
    received_on: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SubjectChoices:
    """Whom a request can be about, by name."""

    pupils: tuple[tuple[UUID, str, str], ...]
    people: tuple[tuple[UUID, str, str], ...]


class SubjectAccessService:
    """Deeds and views of requests for everything about one person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # --- what is there

    def lines(self) -> tuple[SubjectLine, ...]:
        """Every request that the person signed in reads, those under way first. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_SUBJECT_REQUESTS)
            return read_subject_lines(self._session, uow)

    def waiting(self) -> int:
        """How many are under way."""
        with self._session.reading() as uow:
            if not self._session.allows(uow, Action.SEE_SUBJECT_REQUESTS):
                return 0
            mine = readable(self._session, uow, SUBJECT_REQUEST)
            return len([x for x in uow.subject_requests.all() if x.is_open and x.id in mine])

    def choices(self) -> SubjectChoices:
        """Whom a request can be about. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RECORD_SUBJECT_REQUESTS)
            pupils = sorted(uow.pupils.all(), key=lambda p: p.name.casefold())
            people = sorted(uow.people.all(), key=lambda p: p.name.casefold())
            return SubjectChoices(
                tuple((p.id, p.name, " ".join(p.classes)) for p in pupils),
                tuple(
                    (p.id, p.name, p.job_title)
                    for p in people
                    if p.merged_into is None and p.id != self._session.person_id
                ),
            )

    def gathered(self, request_id: UUID) -> GatheredView:
        """What was gathered, to be looked through. Raises RecordMissingError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_SUBJECT_REQUESTS)
            return read_gathered(self._session, uow, request_id)

    # --- asked

    def record(self, new: NewSubjectRequest) -> SubjectRequest:
        """Keep a request and set its clock. Raises FieldError, RuleError where it cannot be sealed, NotAllowedError."""
        session = self._session
        with session.work() as work:
            uow = work.uow
            session.demand(uow, Action.RECORD_SUBJECT_REQUESTS)
            words = self._asked(work, new)
            received = new.received_on or session.today
            self._demand_past("received_on", received)
            request = SubjectRequest(
                id=uuid4(),
                school_id=home_school(uow).id,
                number=max((x.number for x in uow.subject_requests.all()), default=0) + 1,
                sort=new.sort,
                received_on=received,
                due_on=due_day(received, next_working_day(uow, received)),
                recorded_by=session.person_id,
                recorded_at=session.clock.now(),
                subject_id=new.subject_id if new.sort is not SubjectSort.OUTSIDE else None,
            )
            uow.subject_requests.add(request)
            keep_subject_words(work, request, words, Did.SUBJECT_REQUEST_RECORDED)
            work.done()
        return request

    def identity(self, request_id: UUID, on: date | None, how: str, *, had_to_ask: bool = False) -> SubjectRequest:
        """Enter how it was made sure who asks; where proof had to be asked for, the month runs from that day.

        Raises FieldError, RuleError, NotAllowedError, RecordMissingError.
        """
        with self._session.work() as work:
            request, words = self._opened(work, request_id, Action.RECORD_SUBJECT_REQUESTS)
            day = on or self._session.today
            self._demand_past("identity_on", day, request.received_on)
            said = check_words(
                "identity", how, needed=tr("Say how: known to the office, a passport seen."), most=MOST_SHORT
            )
            request = replace(request, identity_on=day)
            if had_to_ask and request.extended_to is None:
                request = replace(request, due_on=due_day(day, next_working_day(work.uow, day)))
            return self._kept(work, request, replace(words, identity=said), "identity")

    def extend(self, request_id: UUID, why: str) -> SubjectRequest:
        """Put the day off by two months, for one that is complex; whoever asked is told within the first month.

        Raises FieldError, RuleError where the month is over or it was put off before.
        """
        with self._session.work() as work:
            request, words = self._opened(work, request_id, Action.RECORD_SUBJECT_REQUESTS)
            if request.extended_to is not None:
                raise RuleError(
                    tr("It was put off before, until {day}. Nothing was changed.", day=day_text(request.extended_to))
                )
            if self._session.today > request.due_on:
                raise RuleError(
                    tr(
                        "The month is over, and only within it can the day be put off. Nothing was changed. "
                        "Answer as soon as you can, and ask your data protection officer."
                    )
                )
            needed = tr("Say why: many requests, or a complex one. Whoever asked is told.")
            said = check_words("why", why, needed=needed)
            request = replace(request, extended_to=longest_day(request, next_working_day(work.uow, request.due_on)))
            return self._kept(work, request, replace(words, extended_why=said), "extended")

    # --- the two copies

    def gather(self, request_id: UUID) -> SubjectRequest:
        """Gather everything that the person signed in may read, and freeze it as the working copy.

        One that was made before is replaced, and both looks are done anew. Raises RuleError, NotAllowedError.
        """
        with self._session.work() as work:
            request, words = self._opened(work, request_id, Action.RECORD_SUBJECT_REQUESTS)
            file = gather_person(self._session, work.uow, request.sort, request.subject_id, words.subject)
            request = replace(
                _unlooked(request), working_at=self._session.clock.now(), working_by=self._session.person_id
            )
            keys = {line.key for line in file.lines}
            words = replace(
                _unadvised(words),
                withheld=tuple(pair for pair in words.withheld if pair[0] in keys),
                names_stay=words.names_stay or _own_name(words, file),
                harmful=(),
            )
            request = work.uow.subject_requests.save(request)
            drop_sealed(work, SUBJECT_HARM, request.id)
            seal_words(work, SUBJECT_LINES, request.id, {FILE: msgspec.json.encode(file).decode()})
            keep_subject_words(work, request, words, Did.SUBJECT_REQUEST_CHANGED, step="working-copy")
            work.done()
        return request

    def withhold(self, request_id: UUID, choice: Choice) -> SubjectRequest:
        """Say which lines the release copy leaves out, each with a reason, and which names may stay.

        A change after the looks asks for both again. Raises FieldError for a line without a reason.
        """
        with self._session.work() as work:
            request, words = self._opened(work, request_id, Action.RECORD_SUBJECT_REQUESTS)
            file = opened_file(self._session, work.uow, request_id)
            kept = _checked(choice, file)
            changed = replace(words, withheld=kept.withheld, names_stay=kept.names_stay, also_remove=kept.also_remove)
            if changed == words:
                return request
            if request.harm_at is not None or request.agreed_at is not None:
                request, changed = _unlooked(request), _unadvised(changed)
            return self._kept(work, request, changed, "withheld")

    def look(self, request_id: UUID, harmful: Collection[str], finding: str) -> SubjectRequest:
        """The safeguarding lead has looked for serious harm; lines held back are in no release copy, without a trace.

        What was found is sealed to the safeguarding leads. Raises RuleError, FieldError, RecordMissingError.
        """
        session = self._session
        with session.work() as work:
            if not session.allows(work.uow, Action.ENTER_ADVICE):
                session.demand(work.uow, Action.LOOK_FOR_HARM)
            request, words = opened_words(session, work.uow, request_id)
            if not may_look(session, work.uow, request):
                session.demand(work.uow, Action.LOOK_FOR_HARM)
            demand_open(request)
            file = opened_file(session, work.uow, request_id)
            keys = tuple(line.key for line in file.lines if line.key in set(harmful))
            needed = tr("Say what you looked at, and why these lines are held back.") if keys else ""
            said = check_words("finding", finding, needed=needed)
            request = replace(
                request,
                harm_by=session.person_id,
                harm_at=session.clock.now(),
                agreed_by=None,
                agreed_at=None,
                released_on=None,
            )
            request = work.uow.subject_requests.save(request)
            found = HarmWords(said, tuple((key, said) for key in keys))
            seal_words(work, SUBJECT_HARM, request.id, {WORDS: msgspec.json.encode(found).decode()})
            changed = replace(_unadvised(words), harmful=keys)
            keep_subject_words(work, request, changed, Did.SUBJECT_REQUEST_CHANGED, step="looked")
            work.done()
        return request

    def agree(self, request_id: UUID, advice: str) -> SubjectRequest:
        """The data protection officer agrees that the release copy goes out. Raises RuleError, NotAllowedError."""
        with self._session.work() as work:
            request, words = self._opened(work, request_id, Action.RELEASE_COPIES)
            return self._agreed(work, request, replace(words, advice=check_words("advice", advice), advised_by=""))

    def enter_advice(self, request_id: UUID, name: str, on: date | None, advice: str) -> SubjectRequest:
        """The headteacher enters what the data protection officer advised on paper, where that person has no sign-in.

        Raises FieldError, RuleError, NotAllowedError.
        """
        with self._session.work() as work:
            request, words = self._opened(work, request_id, Action.ENTER_ADVICE)
            if not may_enter_advice(self._session, work.uow, request):
                raise RuleError(tr("The data protection officer has a sign-in and agrees there. Nothing was changed."))
            who = check_words("name", name, needed=tr("Say who advised: the name on the paper."), most=MOST_SHORT)
            day = on or self._session.today
            self._demand_past("on", day, request.received_on)
            by = tr("{name}, on paper of {day}", name=who, day=day_text(day))
            said = check_words("advice", advice, needed=tr("Say in a few words what was advised."))
            return self._agreed(work, request, replace(words, advice=said, advised_by=by))

    # --- the end

    def close(self, request_id: UUID, outcome: SubjectOutcome, why: str = "") -> SubjectRequest:
        """Close a request: given, nothing held, refused with its reason, or withdrawn.

        Raises RuleError for one that is given and was never printed, FieldError for a refusal without a reason.
        """
        with self._session.work() as work:
            request, words = self._opened(work, request_id, Action.RECORD_SUBJECT_REQUESTS)
            if outcome is SubjectOutcome.OPEN:
                raise FieldError("outcome", tr("Choose what came of it."))
            if outcome is SubjectOutcome.GIVEN and request.released_on is None:
                raise RuleError(tr("No release copy was made yet, so it was not given. Nothing was changed."))
            needed = (
                tr("Say why: whoever asked is told, and may complain.") if outcome is SubjectOutcome.REFUSED else ""
            )
            said = check_words("why", why, needed=needed)
            request = replace(request, outcome=outcome, closed_on=self._session.today)
            request = work.uow.subject_requests.save(request)
            keep_subject_words(work, request, replace(words, closing=said), Did.SUBJECT_REQUEST_CLOSED)
            work.done()
        return request

    # --- letters

    def letter_preview(self, request_id: UUID, key: str) -> LetterPreview:
        """One of its letters as it would be; nothing is kept. Raises RuleError, RecordMissingError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.RECORD_SUBJECT_REQUESTS)
            request, words = opened_words(self._session, uow, request_id)
            return self._merged(uow, request, words, key)

    def letter(self, request_id: UUID, key: str) -> int:
        """Keep a letter with the request, sealed like it; gives its number among them. Raises as `letter_preview`."""
        with self._session.work() as work:
            request, words = self._opened(work, request_id, Action.RECORD_SUBJECT_REQUESTS, closed_too=True)
            merged = self._merged(work.uow, request, words, key)
            made = SubjectLetter(key, merged.title, merged.text, merged.addressed_to, self._session.today)
            kept = replace(words, letters=(*words.letters, made))
            self._kept(work, request, kept, "letter")
        return len(kept.letters)

    # --- inside

    def _asked(self, work: Work, new: NewSubjectRequest) -> SubjectWords:
        by = check_words("asked_by", new.asked_by, most=MOST_SHORT)
        subject = ""
        if new.sort is SubjectSort.OUTSIDE:
            needed = tr("Say whose it is: the name, as it would stand in a letter.")
            subject = check_words("subject", new.subject, needed=needed, most=MOST_SHORT)
        elif new.sort is SubjectSort.PUPIL and (new.subject_id is None or work.uow.pupils.find(new.subject_id) is None):
            raise FieldError("pupil_id", tr("Choose the pupil whom it is about."))
        elif new.sort is SubjectSort.COLLEAGUE:
            if new.subject_id is None or work.uow.people.find(new.subject_id) is None:
                raise FieldError("person_id", tr("Choose the colleague whom it is about."))
            if new.subject_id == self._session.person_id:
                raise FieldError("person_id", tr("Nobody works on what is held about themself. Ask somebody else to."))
        if new.as_what is not AsWhat.THEMSELF and not by:
            raise FieldError("asked_by", tr("Say who asks for them."))
        return SubjectWords(subject=subject, asked_by=by, as_what=new.as_what.value)

    def _opened(
        self, work: Work, request_id: UUID, action: Action, *, closed_too: bool = False
    ) -> tuple[SubjectRequest, SubjectWords]:
        self._session.demand(work.uow, action)
        request, words = opened_words(self._session, work.uow, request_id)
        if not closed_too:
            demand_open(request)
        return request, words

    def _kept(self, work: Work, request: SubjectRequest, words: SubjectWords, step: str) -> SubjectRequest:
        kept = work.uow.subject_requests.save(request)
        keep_subject_words(work, kept, words, Did.SUBJECT_REQUEST_CHANGED, step=step)
        work.done()
        return kept

    def _agreed(self, work: Work, request: SubjectRequest, words: SubjectWords) -> SubjectRequest:
        if request.harm_at is None:
            raise RuleError(tr("The designated safeguarding lead looks for serious harm first. Nothing was changed."))
        opened_file(self._session, work.uow, request.id)  # nobody agrees to what they cannot read
        agreed = replace(
            request, agreed_by=self._session.person_id, agreed_at=self._session.clock.now(), released_on=None
        )
        return self._kept(work, agreed, words, "agreed")

    def _merged(self, uow: UnitOfWork, request: SubjectRequest, words: SubjectWords, key: str) -> LetterPreview:
        if key not in LETTERS:
            raise RuleError(tr("There is no such letter. Nothing was made."))
        name = subject_name(uow, request, words)
        values = {"item": name, "starts": day_text(request.received_on), "ends": day_text(request.by)}
        return merged_letters(self._session, uow, key)(values, words.asked_by or name)

    def _demand_past(self, name: str, day: date, earliest: date | None = None) -> None:
        if day > self._session.today:
            raise FieldError(name, tr("That day is still to come. Look at the date."))
        if earliest is not None and day < earliest:
            raise FieldError(name, tr("It was received on {day} only.", day=day_text(earliest)))
        if day.year < EARLIEST_YEAR:
            raise FieldError(name, tr("Look at the year: nothing that old is under way."))


def keep_subject_words(work: Work, request: SubjectRequest, words: SubjectWords, did: Did, **details: str) -> None:
    """Seal the words of a request that was saved, and leave its entry in the log."""
    seal_words(work, SUBJECT_REQUEST, request.id, {WORDS: msgspec.json.encode(words).decode()})
    work.did(
        did,
        Noun.SUBJECT_REQUESTS,
        subject_kind="subject-request",
        subject_id=request.id,
        record=request,
        **details,
    )


def _own_name(words: SubjectWords, file: PersonFile) -> tuple[str, ...]:
    """A parent who asks knows the own name: it need not be taken out."""
    if words.as_what != AsWhat.PARENT or not words.asked_by:
        return ()
    return tuple(party.name for party in file.third if folded(party.name) == folded(words.asked_by))


def _unlooked(request: SubjectRequest) -> SubjectRequest:
    return replace(request, harm_by=None, harm_at=None, agreed_by=None, agreed_at=None, released_on=None)


def _unadvised(words: SubjectWords) -> SubjectWords:
    return replace(words, advice="", advised_by="")


def _checked(choice: Choice, file: PersonFile) -> Choice:
    """The choice, tidied: only lines that are there, each with its reason. Raises FieldError."""
    keys = {line.key for line in file.lines}
    needed = tr("Say why for each line that is held back: it is kept, and shown to nobody outside.")
    withheld = tuple(
        (key, check_words("reason", why, needed=needed, most=MOST_SHORT)) for key, why in choice.withheld if key in keys
    )
    names = {party.name for party in file.third}
    stay = tuple(name for name in choice.names_stay if name in names)
    return Choice(withheld, stay, check_words("also_remove", choice.also_remove))
