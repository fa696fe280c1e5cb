"""Accounts used in lessons, what is taught to each year group, and which classes' agreements are back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.calendar import academic_year
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.lessons import (
    AGREEMENT_WORDS,
    ClassTick,
    ClassTickKind,
    LessonUse,
    agreements_asked,
    asks_lessons,
    check_agreement,
    check_lesson_use,
    has_lessons,
    is_approved_area,
    may_teach_with,
    networking_words,
    same_tick,
    same_use,
    shown_groups,
    standing_ticks,
    terms_of_year,
    year_groups,
)
from schoolsm_desktop.domain.periods import period_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import Profile, clause_words
from schoolsm_desktop.domain.rules import LessonNetworking
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .papers import Scan, keep_scan
from .schools import home_school
from .session import Session, Work

YEAR_GROUPS = "lessons.year-groups"
Choices = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class InLesson:
    """An account used with a class in a term, as the teacher responsible."""

    account_id: UUID
    person_id: UUID
    group: str
    term: str
    on: date
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many agreements of a class are back."""

    kind: ClassTickKind
    group: str
    signed: int
    asked: int
    on: date
    note: str = ""
    scan: Scan | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class UseLine:
    """A lesson use as it is shown; `has_access` says whether the register still gives what it needs."""

    use: LessonUse
    account: str
    teacher: str
    has_access: bool


@dataclass(frozen=True, slots=True)
class TaughtCell:
    """One term of one year group; `day` is None where it is not ticked."""

    term: str
    day: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class TaughtRow:
    """One year group over the terms of the year."""

    group: str
    cells: tuple[TaughtCell, ...]


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One class's agreements."""

    tick: ClassTick
    words: str
    recorded_by: str

    @property
    def is_complete(self) -> bool:
        """Whether all are back."""
        return self.tick.signed >= self.tick.asked


@dataclass(frozen=True, slots=True)
class LessonsView:
    """Everything the part shows. What the policy does not ask for is empty, and its section is not shown."""

    rule: str = ""
    has_lessons: bool = False
    uses: tuple[UseLine, ...] = ()
    accounts: Choices = ()
    teachers: Choices = ()
    has_curriculum: bool = False
    curriculum_clause: str = ""
    terms: tuple[str, ...] = ()
    taught: tuple[TaughtRow, ...] = ()
    term_now: str = ""
    year: str = ""
    agreements: tuple[ClassTickKind, ...] = ()
    agreements_clause: str = ""
    tallies: tuple[TallyLine, ...] = ()
    groups: tuple[str, ...] = ()
    all_groups: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    may_tick: bool = False
    may_write: bool = False
    """Whether letters to homes may be made."""


class LessonService:
    """Deeds and views of lessons and classes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_asked(self) -> bool:
        """Whether the policy wants anything of it; otherwise none of it is shown."""
        with self._session.reading() as uow:
            return asks_lessons(self._session.profile(uow))

    def view(self) -> LessonsView:
        """Lessons, what is taught, agreements. Raises NotAllowedError."""
        session = self._session
        with session.reading() as uow:
            session.demand(uow, Action.TICK_LESSONS)
            profile = session.profile(uow)
            reader = _Reader(session, uow, profile)
            lessons = has_lessons(profile)
            has_curriculum = profile.rules.curriculum_ticks
            agreements = agreements_asked(profile)
            return LessonsView(
                rule=networking_words(profile),
                has_lessons=lessons,
                uses=reader.uses() if lessons else (),
                accounts=reader.accounts() if lessons else (),
                teachers=reader.teachers() if lessons else (),
                has_curriculum=has_curriculum,
                curriculum_clause=clause_words(profile, Subject.CURRICULUM),
                terms=reader.terms,
                taught=reader.taught() if has_curriculum else (),
                term_now=reader.term_now,
                year=academic_year(session.today),
                agreements=agreements,
                agreements_clause=clause_words(profile, Subject.AGREEMENTS),
                tallies=reader.tallies(agreements),
                groups=reader.groups,
                all_groups=year_groups(home_school(uow).nation),
                classes=reader.classes(),
                may_tick=True,
                may_write=self._session.allows(uow, Action.EDIT_LETTERS),
            )

    def record_use(self, lesson: InLesson) -> LessonUse:
        """Tick that an account is used with a class in a term. Raises RuleError, FieldError with the clause."""
        with self._session.work() as work:
            self._demand(work.uow, lesson.person_id)
            uow, today = work.uow, self._session.today
            account = uow.accounts.get(lesson.account_id)
            made = LessonUse(
                id=uuid4(),
                school_id=account.school_id,
                account_id=account.id,
                person_id=lesson.person_id,
                group=lesson.group,
                term=lesson.term,
                on=lesson.on,
                recorded_by=self._session.person_id,
                recorded_at=self._session.clock.now(),
                purpose=lesson.purpose,
            )
            profile = self._session.profile(uow)
            made = check_lesson_use(made, profile, account, uow.access.all(), uow.school_requests.all(), today)
            if same_use(made, uow.lesson_uses.all()) is not None:
                raise FieldError("group", tr("This is ticked for the class and term already. Nothing was saved."))
            kept = uow.lesson_uses.add(made)
            work.did(Did.LESSON_USE_RECORDED, Noun.LESSONS, subject_kind="lesson-use", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def withdraw_use(self, use_id: UUID) -> LessonUse:
        """Take a lesson use back; it stays in the records and counts no more."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_LESSONS)
            before = work.uow.lesson_uses.get(use_id)
            self._demand(work.uow, before.person_id)
            if before.withdrawn_at is not None:
                raise RuleError(tr("This was taken back already. Nothing was changed."))
            kept = work.uow.lesson_uses.save(replace(before, withdrawn_at=self._session.clock.now()))
            work.did(Did.LESSON_USE_WITHDRAWN, Noun.LESSONS, subject_kind="lesson-use", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def set_taught(self, group: str, term: str, taught: bool) -> None:
        """Tick that the subject was taught to a year group in a term, or take the tick away. Raises RuleError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_LESSONS)
            reader = _Reader(self._session, work.uow, self._session.profile(work.uow))
            if not self._session.profile(work.uow).rules.curriculum_ticks:
                raise RuleError(tr("Your policy does not ask what is taught, so nothing was ticked."))
            if group not in reader.groups or term not in reader.terms:
                raise RuleError(tr("There is no such year group or term this year. Nothing was ticked."))
            before = same_tick(work.uow.class_ticks.all(), ClassTickKind.CURRICULUM, group, term)
            if taught and before is None:
                self._tick(work, self._new(work.uow, ClassTickKind.CURRICULUM, group, term))
            elif not taught and before is not None:
                self._untick(work, before)
            work.done()

    def keep_tally(self, tally: Tally) -> ClassTick:
        """Keep how many agreements of a class are back, in place of what was entered before. Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_LESSONS)
            uow, period = work.uow, academic_year(tally.on)
            before = same_tick(uow.class_ticks.all(), tally.kind, tally.group, period)
            made = replace(
                before or self._new(uow, tally.kind, tally.group, period),
                on=tally.on,
                signed=tally.signed,
                asked=tally.asked,
                note=tally.note,
                recorded_by=self._session.person_id,
                recorded_at=self._session.clock.now(),
            )
            made = check_agreement(made, self._session.profile(uow), self._session.today)
            paper_id = keep_scan(work, tally.scan)
            kept = self._tick(work, replace(made, paper_id=paper_id or made.paper_id), is_new=before is None)
            work.done()
        return kept

    def take_back_tally(self, tick_id: UUID) -> ClassTick:
        """Take a class's agreements back; they stay in the records and count no more."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.TICK_LESSONS)
            before = work.uow.class_ticks.get(tick_id)
            if before.withdrawn_at is not None:
                raise RuleError(tr("This was taken back already. Nothing was changed."))
            kept = self._untick(work, before)
            work.done()
        return kept

    def choose_groups(self, groups: Sequence[str]) -> tuple[str, ...]:
        """Choose which year groups this school has. Raises FieldError where none is chosen."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_SCHOOL)
            known = [group for group in year_groups(home_school(work.uow).nation) if group in groups]
            if not known:
                raise FieldError("groups", tr("Choose at least one year group. Nothing was changed."))
            work.uow.settings.put(YEAR_GROUPS, json.dumps(known))
            work.did(Did.SETTING_CHANGED, Noun.LESSONS, subject_kind="setting", setting=YEAR_GROUPS)
            work.done()
        return tuple(known)

    def _demand(self, uow: UnitOfWork, teacher_id: UUID) -> None:
        """A teacher ticks their own lessons; for a colleague somebody does who sees the register (PRACTICE 13)."""
        self._session.demand(uow, Action.TICK_LESSONS)
        if teacher_id != self._session.person_id:
            self._session.demand(uow, Action.SEE_REGISTER)

    def _new(self, uow: UnitOfWork, kind: ClassTickKind, group: str, period: str) -> ClassTick:
        session, school_id = self._session, home_school(uow).id
        now = session.clock.now()
        return ClassTick(uuid4(), school_id, kind, group, period, session.today, session.person_id, now)

    def _tick(self, work: Work, tick: ClassTick, *, is_new: bool = True) -> ClassTick:
        kept = work.uow.class_ticks.add(tick) if is_new else work.uow.class_ticks.save(tick)
        work.did(Did.CLASS_TICKED, Noun.LESSONS, subject_kind="class-tick", subject_id=kept.id, record=kept)
        return kept

    def _untick(self, work: Work, before: ClassTick) -> ClassTick:
        kept = work.uow.class_ticks.save(replace(before, withdrawn_at=self._session.clock.now()))
        work.did(Did.CLASS_TICK_WITHDRAWN, Noun.LESSONS, subject_kind="class-tick", subject_id=kept.id, record=kept)
        return kept


class _Reader:
    """What the part shows, read from one unit of work."""

    def __init__(self, session: Session, uow: UnitOfWork, profile: Profile) -> None:
        self._session, self._uow, self._profile = session, uow, profile
        self._today = session.today
        self._sees_all = session.allows(uow, Action.SEE_REGISTER)
        self.people = {p.id: p for p in uow.people.all()}
        self._accounts = {a.id: a for a in uow.accounts.all()}
        self._accesses = uow.access.all()
        self._ticks = uow.class_ticks.all()
        terms = uow.terms.all()
        self.term_now = period_on(terms, self._today).name
        self.terms = tuple(t.name for t in terms_of_year(terms, self._today)) or (self.term_now,)
        self.groups = chosen_groups(uow)

    def uses(self) -> tuple[UseLine, ...]:
        """Standing uses, the newest first."""
        found = [u for u in self._uow.lesson_uses.all() if u.withdrawn_at is None and self._may_see(u.person_id)]
        found.sort(key=lambda u: (u.on, u.recorded_at), reverse=True)
        return tuple(
            UseLine(
                u,
                self._accounts[u.account_id].name if u.account_id in self._accounts else "–",
                self.people[u.person_id].name if u.person_id in self.people else "–",
                may_teach_with(self._accesses, u.person_id, u.account_id, self._today),
            )
            for u in found
        )

    def accounts(self) -> Choices:
        """Accounts that can be used in a lesson: approved areas only, where the policy wants it so."""
        requests = self._uow.school_requests.all()
        per_area = self._profile.rules.lesson_networking is LessonNetworking.PER_AREA
        fit = [
            a
            for a in self._accounts.values()
            if a.is_live
            and (self._sees_all or may_teach_with(self._accesses, self._session.person_id, a.id, self._today))
            and (not per_area or is_approved_area(a, requests, self._today))
        ]
        return tuple((str(a.id), a.name, a.purpose) for a in sorted(fit, key=lambda a: a.name.casefold()))

    def teachers(self) -> Choices:
        """Everybody here: whoever has no access is refused, with the reason. A teacher without the register: themself."""
        known = [p for p in self.people.values() if self._may_see(p.id)]
        here = [p for p in known if p.here_on(self._today) and p.merged_into is None]
        return tuple((str(p.id), p.name, p.job_title) for p in sorted(here, key=lambda p: p.sort_name.casefold()))

    def _may_see(self, person_id: UUID) -> bool:
        return self._sees_all or person_id == self._session.person_id

    def taught(self) -> tuple[TaughtRow, ...]:
        """Year groups by terms."""
        return tuple(TaughtRow(group, tuple(self._cell(group, term) for term in self.terms)) for group in self.groups)

    def _cell(self, group: str, term: str) -> TaughtCell:
        tick = same_tick(self._ticks, ClassTickKind.CURRICULUM, group, term)
        if tick is None:
            return TaughtCell(term)
        by = self.people.get(tick.recorded_by)
        return TaughtCell(term, tick.on, by.short_name if by else "–")

    def tallies(self, kinds: Sequence[ClassTickKind]) -> tuple[TallyLine, ...]:
        """This school year's agreements, by kind and class."""
        year = academic_year(self._today)
        return tuple(
            TallyLine(t, tr(AGREEMENT_WORDS[kind]), self.people[t.recorded_by].short_name)
            for kind in kinds
            for t in standing_ticks(self._ticks, kind, year)
        )

    def classes(self) -> tuple[str, ...]:
        """Names of classes that were typed before, then the year groups: offered, not prescribed."""
        typed = [t.group for t in self._ticks if t.kind is not ClassTickKind.CURRICULUM]
        typed += [u.group for u in self._uow.lesson_uses.all()]
        return tuple(dict.fromkeys([*sorted(typed, key=str.casefold), *self.groups]))


def chosen_groups(uow: UnitOfWork) -> tuple[str, ...]:
    """The year groups of the school: its own choice, else those of a primary school of its nation."""
    return shown_groups(json.loads(uow.settings.get(YEAR_GROUPS) or "[]"), home_school(uow).nation)
