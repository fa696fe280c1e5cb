"""What the demonstration leaves as it is among the things worth putting right in its policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schoolsm_desktop.services.policy_health import PolicyHealthService

if TYPE_CHECKING:
    from .build import Performer

_OF_THE_TEXT = ("service:", "number:", "law:")
"""Findings that only a new text of the policy ends."""


def health(performer: Performer) -> None:
    """The coordinator leaves something that waits for the next text, with a reason."""
    service = PolicyHealthService(performer.session("coordinator"))
    of_the_text = [line.finding.key for line in service.view().lines if line.finding.key.startswith(_OF_THE_TEXT)]
    if of_the_text:
        service.leave(of_the_text[-1], "The governors look at the whole text in the spring term")
