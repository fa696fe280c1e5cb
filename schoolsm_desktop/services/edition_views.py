"""How versions of the policy and linked policies are shown: their state in words, what is missing, and what may be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.conditions import ConditionMet
from schoolsm_desktop.domain.editions import (
    Edition,
    EditionState,
    LinkedPolicy,
    current_edition,
    edition_state,
    offered_links,
    proposed_review,
)
from schoolsm_desktop.domain.people import Duty, Person, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import AccessCondition, Profile, ProfileKind, clause_words, duty_title
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .schools import home_school, school_names
from .session import Session
from .signed import believed_editions

PARENT_KINDS = frozenset({ProfileKind.TRUST, ProfileKind.COUNCIL})
"""Policies that somebody above the school wrote: a school adopts them with its own titles and local changes."""
SUBJECTS = (Subject.ADOPTION, Subject.REVIEW, Subject.LINKED_POLICIES, Subject.PUBLISHED)
"""What the clauses beside this part are about."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One version as it is shown. `missing` says in words what it lacks to be adopted.

    `is_as_signed` is False where the row was altered by other means than this program, or signed by nobody entitled.
    """

    edition: Edition
    state: EditionState
    head: str
    chair: str
    missing: tuple[str, ...]
    is_as_signed: bool
    entered_by: str
    signed_by: int
    """How many people have read and signed this version."""
    review_is_over: bool
    school: str = ""
    """Which school adopts it, where the records hold more than one."""


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """One linked policy as it is shown."""

    linked: LinkedPolicy
    is_over: bool
    words: str


@dataclass(frozen=True, slots=True)
class EditionRights:
    """What the person signed in may do here."""

    edit: bool
    sign: bool
    print: bool


@dataclass(frozen=True, slots=True)
class EditionDefaults:
    """What a new version is proposed to be."""

    review_months: int
    head_name: str
    chair_name: str
    parent_policy: str
    local_changes: str
    adopts_parent: bool

    def review_after(self, begins: date) -> date | None:
        """The review day of a version that begins on a day."""
        return proposed_review(begins, self.review_months)


@dataclass(frozen=True, slots=True)
class EditionsView:
    """Versions, newest first, and linked policies, the one that is due first at the top; with the clauses they rest on."""

    lines: tuple[EditionLine, ...]
    linked: tuple[LinkedLine, ...]
    offered: tuple[str, ...]
    rights: EditionRights
    defaults: EditionDefaults
    clauses: Mapping[Subject, str]
    titles: Mapping[Duty, str]
    sentence: str
    schools: Mapping[UUID, str]
    """The schools by id where there is more than one: each adopts its own version."""
    home_id: UUID


def of_school(editions: Iterable[Edition], school_id: UUID) -> tuple[Edition, ...]:
    """The versions of one school of a trust; each adopts its own."""
    return tuple(e for e in editions if e.school_id == school_id)


def read_editions(session: Session, uow: UnitOfWork) -> EditionsView:
    """Everything the part shows, read once."""
    profile, today = session.profile(uow), session.today
    editions, home, schools = uow.editions.all(), home_school(uow), school_names(uow.schools.all())
    people = {p.id: p for p in uow.people.all()}
    met = uow.conditions.all()
    proved = {e.id for e in believed_editions(session.keys, uow)}
    lines = [
        replace(_line(e, editions, people, met, today, proved=e.id in proved), school=schools.get(e.school_id, ""))
        for e in editions
    ]
    lines.sort(key=lambda x: (x.edition.withdrawn_at is None, x.edition.made_at), reverse=True)
    linked = [linked_line(each, today) for each in uow.linked_policies.all() if each.ended_at is None]
    linked.sort(key=lambda x: (x.linked.review_on or date.max, x.linked.title.casefold()))
    current = current_edition(of_school((e for e in editions if e.id in proved), home.id), today)
    return EditionsView(
        lines=tuple(lines),
        linked=tuple(linked),
        offered=offered_links(profile.rules.linked_policies, uow.linked_policies.all()),
        rights=EditionRights(
            session.allows(uow, Action.EDIT_POLICY_PAPERS),
            session.allows(uow, Action.SIGN_POLICY),
            session.allows(uow, Action.PRINT_REGISTERS),
        ),
        defaults=_defaults(uow, profile, people, current, today),
        clauses={s: clause_words(profile, s) for s in SUBJECTS},
        titles={duty: duty_title(profile, duty) for duty in Duty},
        sentence=_sentence(current),
        schools=schools,
        home_id=home.id,
    )


def missing_words(edition: Edition) -> tuple[str, ...]:
    """What a version lacks to be adopted, as sentences."""
    missing = []
    if edition.head_signed_on is None:
        missing.append(tr("The headteacher’s signature is missing."))
    if edition.chair_signed_on is None:
        missing.append(tr("The chair’s signature is missing."))
    return tuple(missing)


def signature_words(name: str, on: date | None, *, on_screen: bool) -> str:
    """`Anna Whitfield, 3 Nov 2026, with their own sign-in`; empty where nobody has signed."""
    if on is None:
        return ""
    by = {"name": name, "day": day_text(on)}
    return tr("{name}, {day}, with their own sign-in", **by) if on_screen else tr("{name}, {day}, on paper", **by)


def linked_line(linked: LinkedPolicy, today: date) -> LinkedLine:
    """A linked policy with its review in words."""
    if linked.review_on is None:
        return LinkedLine(linked, False, tr("Review day not known yet"))
    day = day_text(linked.review_on)
    if linked.review_on < today:
        return LinkedLine(linked, True, tr("Review was due on {day}", day=day))
    return LinkedLine(linked, False, tr("Next review {day}", day=day))


def _line(
    edition: Edition,
    editions: tuple[Edition, ...],
    people: Mapping[UUID, Person],
    met: tuple[ConditionMet, ...],
    today: date,
    *,
    proved: bool,
) -> EditionLine:
    state = edition_state(edition, editions, today)
    signers = {
        m.person_id
        for m in met
        if m.edition_id == edition.id and m.condition is AccessCondition.POLICY_READ and m.withdrawn_at is None
    }
    entered = people.get(edition.made_by)
    return EditionLine(
        edition=edition,
        state=state,
        head=signature_words(edition.head_name, edition.head_signed_on, on_screen=edition.head_id is not None),
        chair=signature_words(edition.chair_name, edition.chair_signed_on, on_screen=False),
        missing=missing_words(edition),
        is_as_signed=proved,
        entered_by=entered.short_name if entered is not None else "–",
        signed_by=len(signers),
        review_is_over=state is EditionState.IN_FORCE and edition.review_on is not None and edition.review_on < today,
    )


def _defaults(
    uow: UnitOfWork, profile: Profile, people: Mapping[UUID, Person], current: Edition | None, today: date
) -> EditionDefaults:
    duties = uow.duties.standing(today)
    above = profile.name if profile.kind in PARENT_KINDS else ""

    def holder(duty: Duty) -> str:
        return next((people[p].name for p in holders_on(duties, duty, today) if p in people), "")

    return EditionDefaults(
        review_months=profile.rules.review_months,
        head_name=holder(Duty.HEADTEACHER),
        chair_name=holder(Duty.CHAIR),
        parent_policy=current.parent_policy if current is not None else above,
        local_changes=current.local_changes if current is not None else "",
        adopts_parent=bool(above or (current and current.parent_policy)),
    )


def _sentence(current: Edition | None) -> str:
    if current is None:
        return tr("No version has been adopted: a version counts once headteacher and chair have both signed it.")
    since = day_text(current.in_force_from)
    return tr("“{label}” is in force since {day}.", label=current.label, day=since)
