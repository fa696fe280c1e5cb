"""The policy of the demonstration, made its own: an earlier warning of its review, and one question more before a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schoolsm_desktop.domain.rules import PostQuestion
from schoolsm_desktop.services.policies import PolicyService

if TYPE_CHECKING:
    from .build import Performer

WARNING_DAYS = 90
QUESTION = PostQuestion("own-words", "Would somebody who was not there understand it?")


def policy(performer: Performer) -> None:
    """Two changes by two people, so that there are earlier settings to look at."""
    head, coordinator = PolicyService(performer.session("head")), PolicyService(performer.session("coordinator"))
    head.change({"review_lead_days": WARNING_DAYS})
    questions = coordinator.current().rules.post_questions
    coordinator.change({"post_questions": (*questions, QUESTION)})
