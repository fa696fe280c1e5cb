"""What is worth putting right in the policy, what was left with a reason, and the deeds of leaving and taking up again.

What is left is kept as a `Snooze` under `health:` and the finding's key: it rests for a year, is signed into the log like
any other, and can be taken up again at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import clause_name
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy_health import LEFT_FOR, Finding, HealthFacts, findings
from schoolsm_desktop.domain.references import checked_words
from schoolsm_desktop.domain.snooze import SHORTEST_REASON, Snooze
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.exchange.reference_file import shipped_references
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .edition_views import of_school
from .schools import home_school
from .session import Session
from .signed import believed_editions

LEFT = "health:"
"""Before a finding's key, where it was left."""


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One finding as it is shown. `left` says who left it, when, why and until when; empty where it is open."""

    finding: Finding
    clause: str
    left: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits to be put right."""
        return not self.left


@dataclass(frozen=True, slots=True)
class HealthView:
    """Open findings first, then those that were left; `checked` says when facts about laws were last looked up."""

    lines: tuple[HealthLine, ...]
    policy: str
    checked: str
    may_leave: bool

    @property
    def open_count(self) -> int:
        """How many wait."""
        return len([line for line in self.lines if line.is_open])


class PolicyHealthService:
    """Deeds and views of what is worth putting right."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> HealthView:
        """Everything worth putting right, and what was left. Raises NotAllowedError."""
        with self._session.reading() as uow:
            self._session.demand(uow, Action.SEE_PEOPLE)
            return read_health(self._session, uow)

    def leave(self, key: str, reason: str) -> Snooze:
        """Known, leave it: the finding rests for a year. Raises FieldError without a reason."""
        if len(reason.strip()) < SHORTEST_REASON:
            raise FieldError("reason", tr("Say in a few words why it stays as it is. Nothing was changed."))
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.CHOOSE_POLICY)
            self._known(work.uow, key)
            if key in standing_leaves(work.uow, session.today):
                raise RuleError(tr("Somebody left this already. Nothing was changed."))
            kept = work.uow.snoozes.add(
                Snooze(
                    uuid4(),
                    home_school(work.uow).id,
                    f"{LEFT}{key}",
                    session.today + LEFT_FOR,
                    reason.strip(),
                    session.person_id,
                    session.clock.now(),
                )
            )
            work.did(Did.SNOOZED, Noun.POLICY, subject_kind="snooze", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def take_up(self, key: str) -> Snooze:
        """Take up again what was left. Raises RuleError where it is not."""
        session = self._session
        with session.work() as work:
            session.demand(work.uow, Action.CHOOSE_POLICY)
            left = standing_leaves(work.uow, session.today).get(key)
            if left is None:
                raise RuleError(tr("This is not left any more. Nothing was changed."))
            kept = work.uow.snoozes.save(replace(left, ended_at=session.clock.now()))
            work.did(Did.SNOOZE_ENDED, Noun.POLICY, subject_kind="snooze", subject_id=kept.id, record=kept)
            work.done()
        return kept

    def _known(self, uow: UnitOfWork, key: str) -> Finding:
        found = next((f for f in findings(health_facts(self._session, uow), self._session.today) if f.key == key), None)
        if found is None:
            raise RuleError(tr("This has been put right meanwhile. Nothing was changed."))
        return found


def health_facts(session: Session, uow: UnitOfWork) -> HealthFacts:
    """What the rules look at, read from the records; a version of the policy counts only as somebody entitled entered it."""
    school = home_school(uow)
    return HealthFacts(
        profile=session.profile(uow),
        references=shipped_references(),
        platforms={platform.id: platform for platform in uow.platforms.all()},
        accounts=uow.accounts.all(),
        duties=uow.duties.standing(session.today),
        editions=of_school(believed_editions(session.keys, uow), school.id),
        linked=uow.linked_policies.all(),
        house=next((rules for rules in uow.house_rules.all() if rules.school_id == school.id), None),
    )


def standing_leaves(uow: UnitOfWork, today: date) -> Mapping[str, Snooze]:
    """What is left today, by the finding's key."""
    return {
        snooze.key.removeprefix(LEFT): snooze
        for snooze in uow.snoozes.all()
        if snooze.key.startswith(LEFT) and snooze.ended_at is None and today < snooze.until <= today + LEFT_FOR
    }


def read_health(session: Session, uow: UnitOfWork) -> HealthView:
    """The view, for the page and for paper."""
    facts = health_facts(session, uow)
    left = standing_leaves(uow, session.today)
    people = {person.id: person.short_name for person in uow.people.all()}
    lines = [_line(finding, left.get(finding.key), people) for finding in findings(facts, session.today)]
    lines.sort(key=lambda line: not line.is_open)
    named = [facts.references[key] for key in facts.profile.rules.references if key in facts.references]
    return HealthView(tuple(lines), facts.profile.name, checked_words(named), session.allows(uow, Action.CHOOSE_POLICY))


def _line(finding: Finding, left: Snooze | None, people: Mapping[UUID, str]) -> HealthLine:
    return HealthLine(finding, _clause_words(finding), _left_words(left, people) if left else "")


def _clause_words(finding: Finding) -> str:
    named = finding.clause
    return tr("Usual practice") if named is None else clause_name(named)


def _left_words(left: Snooze, people: Mapping[UUID, str]) -> str:
    return tr(
        "Left by {who} on {day}: {reason}. Shown again from {until}.",
        who=people.get(left.by, tr("somebody")),
        day=day_text(left.at.date()),
        reason=left.reason.rstrip("."),
        until=day_text(left.until),
    )
