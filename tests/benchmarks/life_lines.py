"""The termly review in a large school: the page read, and one decision kept, with 60 people and 20 accounts."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from tests.benchmarks.harness import Against, Contender, Line, timed
from tests.benchmarks.made_school import leave, make_records

_PEOPLE, _ACCOUNTS, _EACH = 60, 20, 5


def review_sheet(name: str) -> Line:
    """The review of 300 accesses as its page reads it: a change of page."""
    from schoolsm_desktop.services.office import Office

    def ours(office: Office, _review: UUID, _accesses: list[UUID]) -> Callable[[], object]:
        return office.reviews.sheet

    return _line(name, "the review of 300 accesses read", 0.1, ours)


def review_decision(name: str) -> Line:
    """One decision among 300, kept and signed with the whole review: as fast as somebody presses the key."""
    from schoolsm_desktop.domain.reviews import Decision, Verdict
    from schoolsm_desktop.services.office import Office

    def ours(office: Office, review: UUID, accesses: list[UUID]) -> Callable[[], object]:
        following = itertools.cycle(accesses)
        return lambda: office.reviews.decide(review, next(following), Decision(Verdict.KEEP))

    return _line(name, "one decision among 300", 0.1, ours)


def _line(name: str, words: str, goal: float, ours: Callable[..., Callable[[], object]]) -> Line:
    from schoolsm_desktop.services.office import Office

    folder = tempfile.TemporaryDirectory(prefix="schoolsm-benchmark-")
    office: Office = make_records(Path(folder.name)).office
    _give_all(office)
    review = office.reviews.start()
    with office.session.reading() as uow:
        accesses = [line.access_id for line in uow.reviews.lines.of(review.id)]
    deed = ours(office, review.id, accesses)

    def close() -> None:
        leave(office)
        folder.cleanup()

    return Line(name, ours=Contender(words, timed(deed)), goal=goal, against=Against.NOTHING, rounds=9, close=close)


def _give_all(office: object) -> None:
    from schoolsm_desktop.domain.access import AccessKind, AccessLevel
    from schoolsm_desktop.domain.accounts import Account, AccountState
    from schoolsm_desktop.domain.people import Person
    from schoolsm_desktop.services.giving import GiveRequest
    from schoolsm_desktop.services.office import Office

    assert isinstance(office, Office)
    school, today = office.schools.school(), office.clock.today()
    people = [office.people.add(Person(uuid4(), school.id, "Person", f"No {n}")) for n in range(_PEOPLE)]
    accounts = [
        office.accounts.add(Account(uuid4(), school.id, "facebook", f"Page {n}", state=AccountState.IN_USE))
        for n in range(_ACCOUNTS)
    ]
    since = today - timedelta(days=10)
    wanted = [(p, accounts[(n + k) % _ACCOUNTS]) for n, p in enumerate(people) for k in range(_EACH)]
    office.access.already_had(
        [GiveRequest(p.id, a.id, AccessKind.OWN_LOGIN, AccessLevel.POSTS, since) for p, a in wanted]
    )
