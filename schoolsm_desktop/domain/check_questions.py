"""The questions asked before a post: those of the policy with their clauses, and those that are usual where it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .check_draft import AskedQuestion, CheckDraft
from .clauses import clause_name
from .photo_checks import CheckedWhat
from .policy import Profile, clause_by_id
from .wording import tr

BY_ITSELF: Final = frozenset({"permission-list", "no-people"})
"""What a check answers by being made: each pupil is looked up, and the policy's own “never” is asked first."""
OF_PICTURES: Final = frozenset({"school-device", "pupils-present"})
OTHERS: Final = "others-agree"
USUAL_WORDS = {
    "school-device": "Was it taken and kept on a school device?",
    "non-teaching-time": "Is it outside teaching time?",
    "rights": "May we use it: picture, film, music and words?",
    "facts": "Are the facts right, and who checked them?",
    "tone": "Is the tone kind, and does it leave nobody out?",
    "public-yet": "May it be public yet?",
    "others-agree": "Has each adult or visitor in it agreed?",
}
_SAME: Final = {"tone": {"tone", "respect"}}
"""Keys of a policy's questions that ask the same as a usual one of another key."""


def no_clause() -> str:
    """What stands beside a question of which the policy says nothing."""
    return tr("Usual practice")


def asked_questions(profile: Profile, draft: CheckDraft) -> tuple[AskedQuestion, ...]:
    """The questions of this draft with the answers they have."""
    answers = dict(draft.answered)
    return tuple(
        AskedQuestion(key, words, clause, answers.get(key, "")) for key, words, clause in _questions(profile, draft)
    )


def _questions(profile: Profile, draft: CheckDraft) -> Iterator[tuple[str, str, str]]:
    left_out = BY_ITSELF | (OF_PICTURES if draft.what is CheckedWhat.WORDS else frozenset())
    known = {question.key for question in profile.rules.post_questions}
    for question in profile.rules.post_questions:
        if question.key not in left_out:
            clause = clause_by_id(profile, question.clause) if question.clause else None
            yield question.key, question.words, clause_name(clause) if clause else no_clause()
    usual = [key for key in USUAL_WORDS if key not in left_out | {OTHERS}]
    for key in usual:
        if known.isdisjoint(_SAME.get(key, {key})):
            yield key, tr(USUAL_WORDS[key]), no_clause()
    if draft.others_in_it.strip():
        yield OTHERS, tr(USUAL_WORDS[OTHERS]), no_clause()
