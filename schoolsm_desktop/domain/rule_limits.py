"""How long a text and how large a number a rule may hold: one table for the file, the window and the check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

NUMBERS: Mapping[str, range] = {
    "former_age": range(26),
    "privacy_check_months": range(25),
    "block_review_months": range(61),
    "name_and_logo_months": range(61),
    "review_months": range(1, 61),
    "review_lead_days": range(366),
    "within_minutes": range(7 * 24 * 60 + 1),
    "months": range(121),
}
"""By the name of the field: months from none to ten years, minutes from at once to a week."""

LENGTHS: Mapping[str, int] = {
    "disclaimer": 400,
    "notice": 600,
    "words": 400,
    "title": 160,
    "key": 60,
    "topic": 60,
    "platform": 60,
    "clause": 100,
    "linked_policies": 120,
    "references": 60,
}
"""Characters, by the name of the field."""

MAY_BE_EMPTY = frozenset({"disclaimer", "notice", "clause"})
MUST_LIST = frozenset({"audiences", "tell", "concerned", "reporters"})
"""Lists that mean nothing when they are empty: a policy for nobody, a line that tells nobody."""
MOST_LISTED = 60
"""Things in one list of words."""
MOST_LINES = 120
"""Lines in one list of records, such as first-hour steps."""

KEY = re.compile(r"[a-z0-9][a-z0-9.-]{0,59}")
"""What a key of a breach, question or course looks like: it stays the same when the words change."""
KEY_FIELDS = frozenset({"key", "topic", "references"})


def repeated(values: Iterable[object]) -> bool:
    """Whether something stands in `values` twice."""
    listed = list(values)
    return len(set(listed)) < len(listed)
