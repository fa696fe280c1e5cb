"""Lines of Today about declarations, agreements, lessons and what is taught: grouped, never one for each person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .calendar import academic_year, term_on
from .declarations import (
    KIND_WORDS,
    SEALED_KINDS,
    SHORT_KIND_WORDS,
    SOON,
    Answer,
    Declaration,
    DeclarationKind,
    Standing,
    asks_disclaimer,
    interval_words,
    kinds_asked,
    standing,
    who_is_asked,
)
from .due_facts import DueFacts, DueItem, Place
from .lessons import AGREEMENT_WORDS, ClassTick, ClassTickKind, agreements_asked, standing_ticks, unticked_groups
from .people import Duty, Person
from .periods import period_on
from .wording import list_text, ntr, tr

PUT_RIGHT_IN = timedelta(weeks=2)


def due_declarations(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    people = who_is_asked(facts.people, facts.profile.rules, today)
    asking = [_asking(facts, kind, people, today) for kind in kinds_asked(facts.profile.rules)]
    for asked in asking:
        if asked.due is not None:
            yield _to_ask(facts, asked, asked.due)
        if asked.kind in SEALED_KINDS:
            yield from _again(facts, asked, today)
    yield from _own(facts, asking)
    yield from _without_disclaimer(facts, people, today)
    yield from _taught(facts, today)
    yield from _agreements(facts, today)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Where everybody stands with one kind; `wanted` are those to be asked by `due`, None where that is not yet."""

    kind: DeclarationKind
    standings: tuple[Standing, ...]
    wanted: tuple[Standing, ...]
    done: int
    due: date | None


def _asking(facts: DueFacts, kind: DeclarationKind, people: Sequence[Person], today: date) -> _Asking:
    """The first time it is asked by the end of the term; a newcomer two weeks after the first day; later as it runs out."""
    mine = [d for d in facts.declarations if d.kind is kind]
    found = tuple(standing(mine, p.id, kind, facts.profile.rules, today) for p in people)
    wanted = tuple(s for s in found if not s.counts_on(today + SOON))
    done = len([s for s in found if s.counts_on(today)])
    return _Asking(kind, found, wanted, done, _asked_by(facts, wanted, mine, today))


def _to_ask(facts: DueFacts, asked: _Asking, due: date) -> DueItem:
    often = interval_words(facts.profile.rules, asked.kind)
    what = tr(KIND_WORDS[asked.kind])
    return DueItem(
        f"declare-{asked.kind}",
        due,
        ntr("{what}: {count} colleague to ask", "{what}: {count} colleagues to ask", len(asked.wanted), what=what),
        tr("{often}; {some} of {all} have answered.", often=often, some=asked.done, all=len(asked.standings)),
        Duty.OFFICE_MANAGER,
        Place.DECLARATION,
        tr("Ask…"),
        rank=7,
    )


def _own(facts: DueFacts, asking: Sequence[_Asking]) -> Iterable[DueItem]:
    """Everybody with a sign-in has one line of their own, which nobody else sees."""
    for person_id in sorted((s.person_id for s in facts.sign_ins if not s.ended), key=str):
        open_kinds = [
            (asked.kind, asked.due)
            for asked in asking
            if asked.due is not None and any(s.person_id == person_id for s in asked.wanted)
        ]
        if open_kinds:
            yield DueItem(
                f"declare-own:{person_id}",
                min(due for _, due in open_kinds),
                tr(
                    "Your answer: {what}",
                    what=list_text([tr(SHORT_KIND_WORDS[kind]).lower() for kind, _ in open_kinds]),
                ),
                tr("Yes or no, on screen; or hand the paper in."),
                Duty.CLASS_TEACHER,
                Place.DECLARATION,
                tr("Declare…"),
                rank=6,
                person_id=person_id,
            )


def _asked_by(facts: DueFacts, wanted: Sequence[Standing], mine: Sequence[Declaration], today: date) -> date | None:
    if not wanted:
        return None
    ran_out = [s.until for s in wanted if s.until is not None]
    if ran_out:
        return min(ran_out) + timedelta(days=1)
    begun = [d.on for d in mine if d.withdrawn_at is None]
    if begun:
        people = {p.id: p for p in facts.people}
        starts = [people[s.person_id].starts or min(begun) for s in wanted]
        return max(min(starts), min(begun)) + PUT_RIGHT_IN
    period = period_on(facts.terms, today)
    return _never_at_once(facts, period.ends) if period.asks_on(today) else None


def _begun(facts: DueFacts) -> date | None:
    return facts.policy_begun.astimezone().date() if facts.policy_begun is not None else None


def _never_at_once(facts: DueFacts, day: date) -> date:
    """The day, or two weeks from the beginning with this program: nobody is late on the first morning."""
    begun = _begun(facts)
    return day if begun is None else max(day, begun + PUT_RIGHT_IN)


def _again(facts: DueFacts, asked: _Asking, today: date) -> Iterable[DueItem]:
    """What the headteacher looks at again; only for whoever can open it, without saying whose it is."""
    due = [
        s.until
        for s in asked.standings
        if s.latest is not None
        and s.until is not None
        and s.latest.answer is Answer.YES
        and s.latest.id in facts.sealed_readable
        and s.until <= today + SOON
    ]
    if due:
        yield DueItem(
            f"declared-again:{asked.kind}",
            min(due),
            ntr(
                "{what}: {count} declaration to look at again",
                "{what}: {count} declarations to look at again",
                len(due),
                what=tr(KIND_WORDS[asked.kind]),
            ),
            tr("Is it still so? Ask the colleague, and enter it anew or take it back."),
            Duty.HEADTEACHER,
            Place.DECLARATION,
            tr("Look"),
        )


def _without_disclaimer(facts: DueFacts, people: Sequence[Person], today: date) -> Iterable[DueItem]:
    rules, kind = facts.profile.rules, DeclarationKind.PRIVATE_ACCOUNT
    if kind not in kinds_asked(rules) or not asks_disclaimer(rules):
        return
    found = [standing(facts.declarations, p.id, kind, rules, today) for p in people]
    said = [s.latest.on for s in found if s.lacks_disclaimer and s.latest is not None]
    if said:
        yield DueItem(
            "no-disclaimer",
            min(said) + PUT_RIGHT_IN,
            ntr(
                "{count} private account names the school without its wording",
                "{count} private accounts name the school without its wording",
                len(said),
            ),
            tr("Give the colleague the wording, and enter the answer anew when it stands there."),
            Duty.OFFICE_MANAGER,
            Place.DECLARATION,
            tr("Open"),
            rank=6,
        )


def _taught(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """Year groups that are not ticked when the term ends (valence:curric-nc-ks1-ks2)."""
    period = period_on(facts.terms, today)
    if not facts.profile.rules.curriculum_ticks or not period.asks_on(today):
        return
    begun = _begun(facts)
    if begun is not None and begun > period.ends:
        return  # what was taught before the school began with this program is nobody's to tick
    left = unticked_groups(facts.class_ticks, facts.year_groups, period.name)
    if left:
        yield DueItem(
            "taught",
            _never_at_once(facts, period.ends),
            ntr(
                "Taught this term: {count} year group is not ticked",
                "Taught this term: {count} year groups are not ticked",
                len(left),
            ),
            tr("{term}: one tick for each year group.", term=period.name),
            Duty.COORDINATOR,
            Place.LESSONS,
            tr("Tick…"),
            rank=8,
        )


def _agreements(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """Agreements that are not back when the autumn half-term is over (PRACTICE 32)."""
    asked_from = _after_half_term(facts, today)
    if asked_from is None or today < asked_from:
        return
    for kind in agreements_asked(facts.profile):
        ticks = standing_ticks(facts.class_ticks, kind, academic_year(today))
        open_ticks = [t for t in ticks if t.signed < t.asked]
        if open_ticks or not ticks:
            yield DueItem(
                f"agreements-{kind}",
                _never_at_once(facts, asked_from + PUT_RIGHT_IN),
                _agreements_title(kind, open_ticks, bool(ticks)),
                tr(
                    "{signed} of {asked} are back.",
                    signed=sum(t.signed for t in ticks),
                    asked=sum(t.asked for t in ticks),
                )
                if ticks
                else tr("One entry for each class: how many were given out, and how many are back."),
                Duty.OFFICE_MANAGER,
                Place.LESSONS,
                tr("Enter…"),
                rank=8,
            )


def _agreements_title(kind: ClassTickKind, open_ticks: Sequence[ClassTick], begun: bool) -> str:
    what = tr(AGREEMENT_WORDS[kind])
    if not begun:
        return tr("{what}: no class is entered yet this year", what=what)
    return ntr(
        "{what}: {count} class is not complete", "{what}: {count} classes are not complete", len(open_ticks), what=what
    )


def _after_half_term(facts: DueFacts, today: date) -> date | None:
    """The day after the half-term of the autumn's term, once it is known; else the beginning of November."""
    year = today.year if today.month >= 9 else today.year - 1
    autumn = term_on(facts.terms, date(year, 10, 1))
    if autumn is not None and autumn.half_term_ends is not None:
        return autumn.half_term_ends + timedelta(days=1)
    return date(year, 11, 2)
