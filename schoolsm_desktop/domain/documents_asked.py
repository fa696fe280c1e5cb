"""Which documents a policy has no use for: each only as your policy asks."""

from __future__ import annotations

from .declarations import DeclarationKind, kinds_asked
from .lessons import agreements_asked
from .policy import Profile


def documents_not_asked(profile: Profile) -> frozenset[str]:
    """The keys of documents that are not offered under this policy."""
    kinds = set(kinds_asked(profile.rules))
    agreements = bool(agreements_asked(profile))
    asked = {
        "declaration-form": bool(kinds - {DeclarationKind.PRIVACY_CHECK}),
        "privacy-check": DeclarationKind.PRIVACY_CHECK in kinds,
        "declaration-coverage": bool(kinds),
        "taught": profile.rules.curriculum_ticks,
        "agreement-sheet": agreements,
        "agreement-tally": agreements,
    }
    return frozenset(key for key, wanted in asked.items() if not wanted)
