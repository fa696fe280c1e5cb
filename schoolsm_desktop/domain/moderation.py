"""How comments on a new account are looked after, as the policy has it for all of them (difference D17; valence:fb-4)."""

from __future__ import annotations

from .accounts import Moderation
from .rules import ModerationMode, Rules

_USUAL = {
    ModerationMode.NOT_SAID: Moderation.NOT_KNOWN,
    ModerationMode.BEFORE_POSTING: Moderation.BEFORE_POSTING,
    ModerationMode.AFTER_POSTING: Moderation.AFTER_POSTING,
    ModerationMode.COMMENTS_OFF: Moderation.COMMENTS_OFF,
}


def usual_moderation(rules: Rules) -> Moderation:
    """What a new account begins with; not known where the policy does not say."""
    return _USUAL[rules.moderation]
