"""Lines of Today about declarations, agreements, lessons and what is taught: grouped, never one for each person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from .calendar import academic_year, term_on
from .declarations import (
    KIND_WORDS,
    SEALED_KINDS,
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
from .wording import ntr, tr

PUT_RIGHT_IN = timedelta(weeks=2)


def due_declarations(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom."""
    del now
    people = who_is_asked(facts.people, facts.profile.rules, today)
    for kind in kinds_asked(facts.profile.rules):
        mine = [d for d in facts.declarations if d.kind is kind]
        yield from _asking(facts, kind, people, mine, today)
        if kind in SEALED_KINDS:
            yield from _again(facts, kind, people, mine, today)
    yield from _without_disclaimer(facts, people, today)
    yield from _taught(facts, today)
    yield from _agreements(facts, today)


def _asking(
    facts: DueFacts, kind: DeclarationKind, people: Sequence[Person], mine: Sequence[Declaration], today: date
) -> Iterable[DueItem]:
    """Who is to be asked soon. The first time it is asked by the end of the term; later two weeks after it ran out."""
    rules = facts.profile.rules
    found = [standing(mine, p.id, kind, rules, today) for p in people]
    wanted = [s for s in found if not s.counts_on(today + SOON)]
    due = _asked_by(facts, wanted, mine, today)
    if due is None:
        return
    done = len([s for s in found if s.counts_on(today)])
    yield DueItem(
        f"declare-{kind}",
        due,
        ntr(
            "{what}: {count} colleague to ask",
            "{what}: {count} colleagues to ask",
            len(wanted),
            what=tr(KIND_WORDS[kind]),
        ),
        tr("{often}; {some} of {all} have answered.", often=interval_words(rules, kind), some=done, all=len(found)),
        Duty.OFFICE_MANAGER,
        Place.DECLARATION,
        tr("Ask…"),
        rank=7,
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
    return period.ends if period.asks_on(today) else None


def _again(
    facts: DueFacts, kind: DeclarationKind, people: Sequence[Person], mine: Sequence[Declaration], today: date
) -> Iterable[DueItem]:
    """What the headteacher looks at again; only for whoever can open it, without saying whose it is."""
    rules = facts.profile.rules
    standings = [standing(mine, p.id, kind, rules, today) for p in people]
    due = [
        s.until
        for s in standings
        if s.latest is not None
        and s.until is not None
        and s.latest.answer is Answer.YES
        and s.latest.id in facts.sealed_readable
        and s.until <= today + SOON
    ]
    if due:
        yield DueItem(
            f"declared-again:{kind}",
            min(due),
            ntr(
                "{what}: {count} declaration to look at again",
                "{what}: {count} declarations to look at again",
                len(due),
                what=tr(KIND_WORDS[kind]),
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
    left = unticked_groups(facts.class_ticks, facts.year_groups, period.name)
    if left:
        yield DueItem(
            "taught",
            period.ends,
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
                asked_from + PUT_RIGHT_IN,
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
