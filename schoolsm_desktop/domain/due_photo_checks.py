"""Lines of Today about photo checks that wait for a second person, and the word that the headteacher must say once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from .clauses import Subject
from .due_facts import DueFacts, DueItem, Place
from .people import Duty, holders_on
from .photo_checks import PhotoCheck, local_day
from .policy import clause_words
from .rules import MeansOurAccounts, PostingPupils
from .wording import tr

HEADS_WORD = "means-our-accounts"
TO_BEGIN = timedelta(days=14)
"""Before the pupils are there nothing is stopped yet (PRACTICE 23)."""
_SECOND = (Duty.OFFICE_MANAGER, Duty.COORDINATOR, Duty.DEPUTY_HEADTEACHER, Duty.HEADTEACHER)


def due_photo_checks(facts: DueFacts, today: date, now: datetime) -> Iterable[DueItem]:
    """What they ask of whom: a check waits on its own day alone."""
    del now
    yield from _heads_word(facts, today)
    for check in facts.waiting_checks:
        if local_day(check.at) == today:
            yield DueItem(
                f"photo-check-second:{check.id}",
                today,
                tr("Photo check {number} waits for a second person", number=check.number),
                tr("For {place}. It holds until midnight.", place=check.place_name),
                _second(facts, check, today),
                Place.PHOTO_CHECK,
                tr("Look…"),
                check.id,
                rank=3,
            )


def _heads_word(facts: DueFacts, today: date) -> Iterable[DueItem]:
    """“Never post pupils” stops every check of a picture online until the headteacher has said what it means (PRACTICE 32)."""
    rules = facts.profile.rules
    if rules.posting_pupils is not PostingPupils.NEVER or rules.means_our_accounts is not MeansOurAccounts.NOT_SAID:
        return
    yield DueItem(
        HEADS_WORD,
        today if facts.pupil_count else today + TO_BEGIN,
        tr("Say whether “never post pupils” means our own accounts too"),
        tr(
            "Until then each photo check for a place online stops. {clause}",
            clause=clause_words(facts.profile, Subject.POSTING_PUPILS),
        ),
        Duty.HEADTEACHER,
        Place.POLICY_HEALTH,
        tr("Say it…"),
        rank=2,
    )


def _second(facts: DueFacts, check: PhotoCheck, today: date) -> Duty:
    """The first duty that somebody else than who made the check holds."""
    for duty in _SECOND:
        if any(person_id != check.by for person_id in holders_on(facts.duties, duty, today)):
            return duty
    return Duty.HEADTEACHER
