"""What is each person's own: the policy to read and sign on screen, their training, their undertaking."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.clauses import ClauseRef, Subject
from schoolsm_desktop.domain.conditions import ConditionMet, MetOn
from schoolsm_desktop.domain.editions import Edition
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.policy import AccessCondition, clause_words
from schoolsm_desktop.domain.rules import Monitoring, TrainingNeed
from schoolsm_desktop.domain.wording import tr

from .conditions import Tick, keep_ticks, what_to_read
from .house import house_rules
from .printed_undertaking import promises
from .session import Session
from .training_facts import TrainingLine, read_training, training_lines


@dataclass(frozen=True, slots=True)
class MyPart:
    """What the person signed in has to read, sign and attend.

    `monitoring` is what the school says about it, "" where it says nothing. `promises` are those of the undertaking, for
    somebody with posting access.
    """

    name: str
    policy: str
    version: Edition | None
    clauses: tuple[ClauseRef, ...]
    rests_on: str
    monitoring: str
    line: TrainingLine
    needs: tuple[TrainingNeed, ...]
    promises: tuple[str, ...] = ()

    @property
    def may_sign(self) -> bool:
        """Whether reading and signing is asked and not done."""
        return self.line.read.is_lacking


class MineService:
    """Deeds and views of one's own part; nobody acts here for somebody else."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> MyPart:
        """What is asked of the person signed in, with the policy as the program knows it."""
        session = self._session
        with session.reading() as uow:
            me, facts = session.me(uow), read_training(session, uow, session.person_id)
            profile = facts.profile
            monitors = profile.rules.monitoring is not Monitoring.NOTHING
            return MyPart(
                name=me.name,
                policy=profile.name,
                version=what_to_read(session, uow, me.id).edition,
                clauses=profile.clauses,
                rests_on=clause_words(profile, Subject.POLICY_READ),
                monitoring=house_rules(uow).monitoring if monitors else "",
                line=training_lines(facts)[0],
                needs=facts.needs,
                promises=tuple(p.text for p in promises(profile)) if me.id in facts.posts else (),
            )

    def read_and_sign(self, edition_id: UUID | None) -> ConditionMet:
        """Sign that one has read the policy: oneself, today, on screen. `edition_id` is the version that was shown.

        Raises RuleError where another version has come meanwhile: what was not shown is not signed.
        """
        session = self._session
        with session.work() as work:
            wanted = what_to_read(session, work.uow, session.person_id).edition
            if (wanted.id if wanted is not None else None) != edition_id:
                raise RuleError(
                    tr(
                        "Another version of the policy is in force since you opened this. Read that one; nothing was signed."
                    )
                )
            tick = Tick((session.person_id,), AccessCondition.POLICY_READ, session.today, edition_id=edition_id)
            (kept,) = keep_ticks(work, tick, None, how=MetOn.SCREEN)
            work.done()
        return kept
