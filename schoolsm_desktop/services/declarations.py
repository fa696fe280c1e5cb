"""What colleagues declare, each only as the policy asks: by themselves on screen, or entered from paper; who has, who not.

The words of relatives, connections and families are sealed. Whoever enters them from paper reads them no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.declarations import (
    KIND_WORDS,
    SEALED_KINDS,
    SHORT_KIND_WORDS,
    Answer,
    Coverage,
    Declaration,
    DeclarationKind,
    Standing,
    asks_disclaimer,
    check_declaration,
    coverage,
    interval_words,
    kind_clause,
    kinds_asked,
    needs_words,
    question_words,
    standing,
    who_is_asked,
)
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.security.errors import SealBrokenError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .papers import Scan, keep_scan
from .sealed_words import DECLARATION, open_words, readable, seal_words
from .session import Session, Work

WHO, HOW = "who", "how"
"""The sealed parts of a declaration."""


@dataclass(frozen=True, slots=True)
class Declaring:
    """What one person says. `who` and `how` are sealed; `again_on` is when the headteacher looks at it again."""

    kind: DeclarationKind
    answer: Answer
    on: date
    disclaimer: Answer = Answer.NOT_SAID
    who: str = field(default="", repr=False)
    how: str = field(default="", repr=False)
    again_on: date | None = None
    scan: Scan | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What everybody at a meeting said alike: privacy settings looked at, or nothing to declare. One sheet, filed once."""

    kind: DeclarationKind
    people: tuple[UUID, ...]
    on: date
    scan: Scan | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class AskedKind:
    """One thing that is asked: its words, the question, how often, the clause ("" where the policy does not say)."""

    kind: DeclarationKind
    words: str
    short: str
    question: str
    interval: str
    clause: str
    asks_disclaimer: bool = False

    @property
    def is_sealed(self) -> bool:
        """Whether what is said of it is sealed."""
        return self.kind in SEALED_KINDS


@dataclass(frozen=True, slots=True)
class DeclaredLine:
    """One declaration as it is shown to whoever looks; `answer` is "" for whoever may not read it."""

    declaration: Declaration
    words: str
    short: str
    answer: str
    recorded_by: str
    may_open: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One colleague with a standing for each kind that is asked, and all that was declared, newest first."""

    person: Person
    standings: tuple[Standing, ...]
    declared: tuple[DeclaredLine, ...]
    today: date

    @property
    def missing(self) -> int:
        """How many kinds have no answer that counts."""
        return len([each for each in self.standings if not each.counts_on(self.today)])


@dataclass(frozen=True, slots=True)
class DeclarationsView:
    """Everything the part shows."""

    asked: tuple[AskedKind, ...] = ()
    lines: tuple[PersonLine, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    disclaimer: str = ""
    may_record: bool = False


@dataclass(frozen=True, slots=True)
class MyDeclarations:
    """What the person signed in is asked, and what they said."""

    asked: tuple[AskedKind, ...] = ()
    line: PersonLine | None = None
    disclaimer: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredWords:
    """What was declared, opened for somebody who may read it."""

    declaration: Declaration
    person: str
    words: str
    who: str = field(repr=False)
    how: str = field(repr=False)


class DeclarationService:
    """Deeds and views of what colleagues declare."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def asked(self) -> tuple[AskedKind, ...]:
        """What the policy asks colleagues to declare; empty hides everything about it."""
        with self._session.reading() as uow:
            return _asked(self._session.profile(uow))

    def view(self) -> DeclarationsView:
        """Everybody who is asked. Answers to sealed kinds only for those who can open them. Raises NotAllowedError."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.SEE_PEOPLE)
            profile = session.profile(uow)
            people = who_is_asked(uow.people.all(), profile.rules, session.today)
            declared = uow.declarations.all()
            lines = _Lines(session, uow, profile, declared)
            found = tuple(
                coverage(k, people, declared, profile.rules, session.today) for k in kinds_asked(profile.rules)
            )
            return DeclarationsView(
                _asked(profile),
                tuple(lines.of(person) for person in people),
                found,
                profile.rules.disclaimer,
                lines.may_record,
            )

    def coverage(self) -> tuple[Coverage, ...]:
        """How many of those who are asked have answered, for each kind. Raises NotAllowedError."""
        return self.view().coverage

    def mine(self) -> MyDeclarations:
        """What the person signed in is asked and said; nothing where the policy does not bind or ask."""
        session = self._session
        with session.reading() as uow:
            profile, me = session.profile(uow), session.me(uow)
            if not who_is_asked([me], profile.rules, session.today):
                return MyDeclarations()
            line = _Lines(session, uow, profile, uow.declarations.all()).of(me)
            return MyDeclarations(_asked(profile), line, profile.rules.disclaimer)

    def declare(self, said: Declaring, person_id: UUID | None = None) -> Declaration:
        """Keep what the person signed in says, or with `person_id` what stands on a colleague's paper.

        Raises FieldError, NotAllowedError, RuleError where nobody who may read it has a sign-in.
        """
        with self._session.work() as work:
            whose = person_id or self._session.person_id
            if whose != self._session.person_id:
                self._session.demand(work.uow, Action.RECORD_DECLARATIONS)
            kept = self._keep(work, work.uow.people.get(whose), said)
            work.done()
        return kept

    def declare_meeting(self, meeting: Meeting) -> tuple[Declaration, ...]:
        """Keep what everybody at a meeting said alike; the sheet is filed once. Raises FieldError, NotAllowedError."""
        if not meeting.people:
            raise FieldError("people", tr("Nobody is ticked. Choose at least one person; nothing was saved."))
        answer = Answer.YES if meeting.kind is DeclarationKind.PRIVACY_CHECK else Answer.NO
        said = Declaring(meeting.kind, answer, meeting.on)
        with self._session.work() as work:
            self._session.demand(work.uow, Action.RECORD_DECLARATIONS)
            paper_id = keep_scan(work, meeting.scan)
            people = [work.uow.people.get(person_id) for person_id in dict.fromkeys(meeting.people)]
            kept = tuple([self._keep(work, person, said, paper_id) for person in people])
            work.done()
        return kept

    def open(self, declaration_id: UUID) -> DeclaredWords:
        """What was declared, for the person, the headteacher and the safeguarding lead; that it was opened is recorded.

        Raises NotAllowedError for everybody else.
        """
        with self._session.work() as work:
            found = work.uow.declarations.get(declaration_id)
            parts = self._opened(work.uow, declaration_id)
            if parts is None:
                raise NotAllowedError(
                    tr(
                        "This is sealed to the person, the headteacher and the safeguarding lead. "
                        "Nothing was opened. Ask the headteacher."
                    )
                )
            name = work.uow.people.get(found.person_id).name
            work.did(Did.SEALED_OPENED, subject_kind="declaration", subject_id=found.id)
            work.done()
        return DeclaredWords(found, name, tr(KIND_WORDS[found.kind]), parts.get(WHO, ""), parts.get(HOW, ""))

    def take_back(self, declaration_id: UUID) -> Declaration:
        """Mark a declaration as entered by mistake or no longer so; it stays in the records and counts no more."""
        with self._session.work() as work:
            before = work.uow.declarations.get(declaration_id)
            if before.person_id != self._session.person_id:
                self._session.demand(work.uow, Action.RECORD_DECLARATIONS)
            if before.withdrawn_at is not None:
                raise RuleError(tr("This was taken back already. Nothing was changed."))
            kept = work.uow.declarations.save(replace(before, withdrawn_at=self._session.clock.now()))
            work.did(
                Did.DECLARATION_WITHDRAWN,
                Noun.DECLARATIONS,
                subject_kind="declaration",
                subject_id=kept.id,
                record=kept,
            )
            work.done()
        return kept

    def _opened(self, uow: UnitOfWork, declaration_id: UUID) -> dict[str, str] | None:
        try:
            return open_words(self._session, uow, DECLARATION, declaration_id)
        except SealBrokenError:
            raise RuleError(
                tr(
                    "This is no longer as it was sealed, so it is not shown. Nothing was changed. "
                    "Check the records in Settings, and ask the colleague again."
                )
            ) from None

    def _keep(self, work: Work, person: Person, said: Declaring, paper_id: UUID | None = None) -> Declaration:
        session = self._session
        rules = session.profile(work.uow).rules
        sealed = needs_words(said.kind, said.answer)
        if sealed and not said.who.strip():
            raise FieldError("who", tr("Say in a few words what it is about. It is sealed before it is saved."))
        if said.scan is not None and said.kind in SEALED_KINDS:
            raise FieldError(
                "scan", tr("A scan would not be sealed. Give the paper to the headteacher; nothing was saved.")
            )
        made = Declaration(
            id=uuid4(),
            school_id=person.school_id,
            person_id=person.id,
            kind=said.kind,
            on=said.on,
            recorded_by=session.person_id,
            recorded_at=session.clock.now(),
            answer=said.answer,
            disclaimer=said.disclaimer,
            sealed=sealed,
            ends_on=said.again_on if sealed else None,
        )
        checked = check_declaration(made, rules, session.today)
        kept = work.uow.declarations.add(replace(checked, paper_id=paper_id or keep_scan(work, said.scan)))
        if sealed:
            seal_words(work, DECLARATION, kept.id, {WHO: said.who.strip(), HOW: said.how.strip()})
        work.did(Did.DECLARED, Noun.DECLARATIONS, subject_kind="declaration", subject_id=kept.id, record=kept)
        return kept


def keep_privacy_checks(work: Work, people: Sequence[UUID], on: date, paper_id: UUID | None) -> None:
    """Keep that everybody at a meeting looked at their privacy settings, inside a unit of work that may do so (PRACTICE 21)."""
    said, service = Declaring(DeclarationKind.PRIVACY_CHECK, Answer.YES, on), DeclarationService(work.session)
    for person_id in dict.fromkeys(people):
        service._keep(work, work.uow.people.get(person_id), said, paper_id)


class _Lines:
    """What whoever looks may see of each person."""

    def __init__(self, session: Session, uow: UnitOfWork, profile: Profile, declared: Sequence[Declaration]) -> None:
        self._session, self._profile = session, profile
        self._declared: dict[UUID, list[Declaration]] = {}
        for each in declared:
            self._declared.setdefault(each.person_id, []).append(each)
        self._readable = readable(session, uow, DECLARATION)
        self._reads_answers = session.allows(uow, Action.SEE_DECLARATIONS)
        self.may_record = session.allows(uow, Action.RECORD_DECLARATIONS)
        self._names = {p.id: p.short_name for p in uow.people.all()}

    def of(self, person: Person) -> PersonLine:
        """One person's line."""
        mine = [self._as_seen(d) for d in self._declared.get(person.id, [])]
        rules, today = self._profile.rules, self._session.today
        standings = tuple(standing(mine, person.id, kind, rules, today) for kind in kinds_asked(rules))
        newest_first = sorted(mine, key=lambda d: (d.on, d.recorded_at), reverse=True)
        return PersonLine(person, standings, tuple(self._line(d) for d in newest_first), today)

    def _as_seen(self, declared: Declaration) -> Declaration:
        """For whoever may not read a sealed kind every answer is alike: that there is one does not reach the window."""
        if self._sees(declared):
            return declared
        return replace(declared, answer=Answer.NO, sealed=False, ends_on=None)

    def _sees(self, declared: Declaration) -> bool:
        own = declared.person_id == self._session.person_id
        return declared.kind not in SEALED_KINDS or own or self._reads_answers

    def _line(self, declared: Declaration) -> DeclaredLine:
        own = declared.person_id == self._session.person_id
        return DeclaredLine(
            declared,
            tr(KIND_WORDS[declared.kind]),
            tr(SHORT_KIND_WORDS[declared.kind]),
            answer_words(declared) if self._sees(declared) else "",
            self._names.get(declared.recorded_by, "–"),
            declared.sealed and declared.id in self._readable,
            declared.withdrawn_at is None and (own or self.may_record),
        )


def answer_words(declared: Declaration) -> str:
    """What was said, in a few words; never what is sealed."""
    yes = declared.answer is Answer.YES
    if declared.kind is DeclarationKind.PRIVACY_CHECK:
        return tr("Settings looked at") if yes else tr("Not looked at")
    if declared.kind is DeclarationKind.PRIVATE_ACCOUNT:
        if not yes:
            return tr("Does not name the school")
        if declared.disclaimer is Answer.NOT_SAID:
            return tr("Names the school")
        there = declared.disclaimer is Answer.YES
        return (
            tr("Names the school, with the school’s wording")
            if there
            else tr("Names the school, without the school’s wording")
        )
    if not yes:
        return tr("Nothing to declare")
    if declared.ends_on is not None:
        return tr("Something declared, looked at again on {day}", day=day_text(declared.ends_on))
    return tr("Something declared")


def _asked(profile: Profile) -> tuple[AskedKind, ...]:
    rules = profile.rules
    return tuple(
        AskedKind(
            kind,
            tr(KIND_WORDS[kind]),
            tr(SHORT_KIND_WORDS[kind]),
            question_words(rules, kind),
            interval_words(rules, kind),
            kind_clause(profile, kind),
            kind is DeclarationKind.PRIVATE_ACCOUNT and asks_disclaimer(rules),
        )
        for kind in kinds_asked(rules)
    )


def missing_names(line: Coverage, people: Iterable[Person]) -> tuple[str, ...]:
    """Who has no answer that counts, by name."""
    return tuple(person.name for person in people if person.id in line.missing)
