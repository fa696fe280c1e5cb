"""Accounts used in lessons, and what is ticked by class and term: curriculum coverage and signed agreements.

Nothing finer than one tick per year group or class and term is kept (PRACTICE "Leave out").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from .access import Access, AccessKind, AccessLevel
from .accounts import Account, AccountClass
from .calendar import Term
from .clauses import ClauseRef, Subject, short_clause_name
from .errors import FieldError, RuleError
from .folding import folded
from .people import Nation
from .policy import Profile, clause
from .rules import LessonNetworking
from .school_requests import RequestKind, SchoolRequest, SchoolRequestState
from .wording import tr


@dataclass(frozen=True, slots=True)
class LessonUse:
    """That somebody with access uses an account with a class in a term, as the teacher responsible (valence:teach-6)."""

    id: UUID
    school_id: UUID
    account_id: UUID
    person_id: UUID
    group: str
    term: str
    on: date
    recorded_by: UUID
    recorded_at: datetime
    purpose: str = ""
    withdrawn_at: datetime | None = None
    revision: int = 1


class ClassTickKind(StrEnum):
    """What is ticked by class or year group."""

    CURRICULUM = "curriculum"
    PUPIL_AGREEMENT = "pupil-agreement"
    PARENT_AGREEMENT = "parent-agreement"


@dataclass(frozen=True, slots=True)
class ClassTick:
    """One tick: the subject taught to a year group in a term, or a class whose agreements are back.

    `period` is the term's name for CURRICULUM, the academic year (`2026-27`) for agreements. `signed` of `asked` is how
    many agreements are back; both 0 for CURRICULUM.
    """

    id: UUID
    school_id: UUID
    kind: ClassTickKind
    group: str
    period: str
    on: date
    recorded_by: UUID
    recorded_at: datetime
    signed: int = 0
    asked: int = 0
    note: str = ""
    paper_id: UUID | None = None
    withdrawn_at: datetime | None = None
    revision: int = 1


AGREEMENTS = (ClassTickKind.PUPIL_AGREEMENT, ClassTickKind.PARENT_AGREEMENT)
AGREEMENT_WORDS = {
    ClassTickKind.PUPIL_AGREEMENT: "Pupils’ agreements",
    ClassTickKind.PARENT_AGREEMENT: "Parents’ and carers’ agreements",
}
_LESSON_ACCESS = frozenset({AccessKind.OWN_LOGIN, AccessKind.KNOWS_PASSWORD})
_LESSON_LEVELS = frozenset({AccessLevel.POSTS, AccessLevel.ADMINISTERS})


def _years(first: int, last: int, word: str) -> tuple[str, ...]:
    return tuple(f"{word}{number}" for number in range(first, last + 1))


_PRIMARY: Mapping[Nation, tuple[str, ...]] = {
    Nation.ENGLAND: ("Reception", *_years(1, 6, "Year ")),
    Nation.WALES: ("Reception", *_years(1, 6, "Year ")),
    Nation.SCOTLAND: _years(1, 7, "P"),
    Nation.NORTHERN_IRELAND: _years(1, 7, "P"),
}
_LATER: Mapping[Nation, tuple[str, ...]] = {
    Nation.ENGLAND: _years(7, 13, "Year "),
    Nation.WALES: _years(7, 13, "Year "),
    Nation.SCOTLAND: _years(1, 6, "S"),
    Nation.NORTHERN_IRELAND: _years(8, 14, "Year "),
}
"""What schools of each nation call their years; the words are names and are not translated."""


def year_groups(nation: Nation) -> tuple[str, ...]:
    """Every year group of a nation, youngest first."""
    return _PRIMARY[nation] + _LATER[nation]


def primary_groups(nation: Nation) -> tuple[str, ...]:
    """The year groups of a primary school, which is what is shown until a school chooses its own."""
    return _PRIMARY[nation]


def shown_groups(chosen: Sequence[str], nation: Nation) -> tuple[str, ...]:
    """The year groups that a school ticks; its own choice as far as its nation has them, else those of a primary."""
    known = tuple(group for group in year_groups(nation) if group in chosen)
    return known or primary_groups(nation)


def networking_words(profile: Profile) -> str:
    """What your policy says of social media with pupils in lessons, with its clause."""
    said = {
        LessonNetworking.OFF: tr("Your policy allows no social media with pupils in lessons"),
        LessonNetworking.PER_AREA: tr("In lessons only in a closed area that the headteacher has approved"),
        LessonNetworking.GENERAL: tr("In lessons by a colleague with access to the account; pupils never have access"),
    }[profile.rules.lesson_networking]
    return _with_clause(said, profile)


def is_approved_area(account: Account, requests: Iterable[SchoolRequest], today: date) -> bool:
    """Whether the headteacher approved this account as a closed area, by its own authorisation or by a request."""
    if account.account_class is AccountClass.CLOSED_AREA and account.authorised_by is not None:
        return True
    return any(
        r.kind is RequestKind.CLOSED_AREA
        and r.account_id == account.id
        and r.state is SchoolRequestState.ALLOWED
        and (r.starts is None or r.starts <= today)
        and (r.ends is None or today <= r.ends)
        for r in requests
    )


def may_teach_with(accesses: Iterable[Access], person_id: UUID, account_id: UUID, day: date) -> bool:
    """Whether the register gives this person today what a lesson needs: lesson use, or posting as themself."""
    return any(
        a.person_id == person_id
        and a.account_id == account_id
        and a.live_on(day)
        and (a.kind is AccessKind.LESSON_USE or (a.kind in _LESSON_ACCESS and a.level in _LESSON_LEVELS))
        for a in accesses
    )


def check_lesson_use(
    use: LessonUse,
    profile: Profile,
    account: Account,
    accesses: Iterable[Access],
    requests: Iterable[SchoolRequest],
    today: date,
) -> LessonUse:
    """The lesson use, tidied. Raises RuleError where the policy has none, FieldError for the rest, each with the clause.

    Sources: valence:teach-6, valence:roles-3, valence:teach-5, mill-lane:1.3, difference D13.
    """
    networking = profile.rules.lesson_networking
    if networking is LessonNetworking.OFF:
        raise RuleError(tr("{rule}. Nothing was saved.", rule=networking_words(profile)))
    if not use.group.strip():
        raise FieldError("group", tr("Which class or year group is it? Nothing was saved yet."))
    if use.on > today:
        raise FieldError("on", tr("That day is still to come. Tick it when the account is used."))
    if not account.is_live:
        raise FieldError("account", tr("This account is not one of the school’s in use. Nothing was saved."))
    if networking is LessonNetworking.PER_AREA and not is_approved_area(account, requests, today):
        raise FieldError(
            "account",
            tr("{rule}. This account is none. Ask for one first.", rule=networking_words(profile)),
        )
    if not may_teach_with(accesses, use.person_id, use.account_id, use.on):
        said = _with_clause(tr("Only a colleague with access to an account uses it in a lesson"), profile)
        raise FieldError("person", tr("{rule}. The register gives this person none. Ask for access first.", rule=said))
    return replace(use, group=use.group.strip(), purpose=use.purpose.strip())


def same_use(use: LessonUse, uses: Iterable[LessonUse]) -> LessonUse | None:
    """The tick that stands already for the same account, class and term."""
    wanted = (use.account_id, folded(use.group.strip()), use.term)
    return next((u for u in uses if u.withdrawn_at is None and (u.account_id, folded(u.group), u.term) == wanted), None)


def agreements_asked(profile: Profile) -> tuple[ClassTickKind, ...]:
    """Whose agreements the policy asks for (bucklebury:scope)."""
    rules = profile.rules
    asked = {
        ClassTickKind.PUPIL_AGREEMENT: rules.pupil_agreements,
        ClassTickKind.PARENT_AGREEMENT: rules.parent_agreements,
    }
    return tuple(kind for kind in AGREEMENTS if asked[kind])


def check_agreement(tick: ClassTick, profile: Profile, today: date) -> ClassTick:
    """The tally of a class, tidied; raises FieldError for one that is not asked for or cannot be."""
    if tick.kind not in agreements_asked(profile):
        raise FieldError("kind", tr("Your policy does not ask for these agreements. Nothing was saved."))
    if not tick.group.strip():
        raise FieldError("group", tr("Which class is it? Nothing was saved yet."))
    if tick.asked < 1:
        raise FieldError("asked", tr("How many were given out? It is at least one."))
    if not 0 <= tick.signed <= tick.asked:
        raise FieldError("signed", tr("More cannot be back than were given out, {asked}.", asked=tick.asked))
    if tick.on > today:
        raise FieldError("on", tr("That day is still to come. Enter it when they are back."))
    return replace(tick, group=tick.group.strip(), note=tick.note.strip())


def standing_ticks(ticks: Iterable[ClassTick], kind: ClassTickKind, period: str) -> tuple[ClassTick, ...]:
    """The ticks of one kind and period that were not taken back, by class."""
    found = [t for t in ticks if t.kind is kind and t.period == period and t.withdrawn_at is None]
    return tuple(sorted(found, key=lambda t: folded(t.group)))


def same_tick(ticks: Iterable[ClassTick], kind: ClassTickKind, group: str, period: str) -> ClassTick | None:
    """The tick that stands for this class or year group."""
    wanted = folded(group.strip())
    return next((t for t in standing_ticks(ticks, kind, period) if folded(t.group) == wanted), None)


def unticked_groups(ticks: Iterable[ClassTick], groups: Sequence[str], term: str) -> tuple[str, ...]:
    """The year groups in which the subject is not ticked for a term (valence:curric-nc-ks1-ks2)."""
    done = {folded(t.group) for t in standing_ticks(ticks, ClassTickKind.CURRICULUM, term)}
    return tuple(group for group in groups if folded(group) not in done)


def terms_of_year(terms: Iterable[Term], today: date) -> tuple[Term, ...]:
    """The terms of the school year that today belongs to: from the autumn's first day on, up to a year."""
    ordered = sorted(terms, key=lambda t: t.starts)
    first_day = date(today.year if today.month >= 8 else today.year - 1, 8, 1)
    return tuple(t for t in ordered if first_day <= t.starts < first_day.replace(year=first_day.year + 1))


def has_lessons(profile: Profile) -> bool:
    """Whether accounts are used in lessons at all; where the policy only keeps silent, nobody needs a register of it."""
    networking = profile.rules.lesson_networking
    return networking is LessonNetworking.GENERAL or (
        networking is LessonNetworking.PER_AREA and _clause(profile) is not None
    )


def asks_lessons(profile: Profile) -> bool:
    """Whether the policy wants anything of lessons, agreements or what is taught; otherwise none of it is shown."""
    return has_lessons(profile) or profile.rules.curriculum_ticks or bool(agreements_asked(profile))


def _clause(profile: Profile) -> ClauseRef | None:
    return clause(profile, Subject.LESSON_USE) or clause(profile, Subject.LESSON_NETWORKING)


def _with_clause(said: str, profile: Profile) -> str:
    found = _clause(profile)
    return tr("{rule} ({clause})", rule=said, clause=short_clause_name(found)) if found else said
