"""Whether colleagues and visitors agree to be pictured, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .errors import FieldError
from .photo_answers import Said, Verdict
from .wording import tr

MOST_NAME, MOST_NOTE = 120, 400
_VERDICTS = {
    Said.OBJECTED: Verdict.OBJECTED,
    Said.NO: Verdict.NO,
    Said.WITHDRAWN: Verdict.WITHDRAWN,
    Said.CONDITION: Verdict.CONDITION,
}
_STRICTEST = (*_VERDICTS.values(), Verdict.EXPIRED, Verdict.YES)
COLLEAGUE_WORDS = {
    Verdict.YES: "Agrees to be pictured",
    Verdict.NO: "Does not agree",
    Verdict.WITHDRAWN: "Withdrawn",
    Verdict.OBJECTED: "Objected",
    Verdict.CONDITION: "With a condition: read the note",
    Verdict.EXPIRED: "Agreement has run out",
    Verdict.NOT_ASKED: "Not asked",
}


@dataclass(frozen=True, slots=True)
class ColleagueAnswer:
    """One answer: of somebody on the staff list by id, of a visitor by name. `place` empty is for every place."""

    id: UUID
    school_id: UUID
    said: Said
    on: date
    recorded_by: UUID
    recorded_at: datetime
    person_id: UUID | None = None
    visitor_name: str = ""
    place: str = ""
    until: date | None = None
    note: str = ""
    mistaken_at: datetime | None = None
    revision: int = 1

    def ended(self, today: date) -> bool:
        """Whether a yes has run out."""
        return self.said is Said.YES and self.until is not None and self.until < today


def latest_of(answers: Iterable[ColleagueAnswer]) -> dict[str, ColleagueAnswer]:
    """The latest answer for each place of one person, mistaken ones left out."""
    found: dict[str, ColleagueAnswer] = {}
    for answer in sorted(answers, key=lambda a: (a.on, a.recorded_at)):
        if answer.mistaken_at is None:
            found[answer.place] = answer
    return found


def colleague_verdict(answers: Iterable[ColleagueAnswer], place: str, today: date) -> Verdict:
    """What one person's answers come to for a place: the strictest of those for it and those for every place."""
    latest = latest_of(answers)
    counting = [latest[key] for key in ("", place) if key in latest]
    verdicts = {Verdict.EXPIRED if a.ended(today) else _VERDICTS.get(a.said, Verdict.YES) for a in counting}
    return next((verdict for verdict in _STRICTEST if verdict in verdicts), Verdict.NOT_ASKED)


def check_colleague_answer(answer: ColleagueAnswer, today: date) -> ColleagueAnswer:
    """The answer as it is kept. Raises FieldError: somebody must be named, and a visitor's yes must end."""
    if answer.person_id is None and not answer.visitor_name:
        raise FieldError("person", tr("Choose a colleague, or type the name of a visitor. Nothing was saved yet."))
    if len(answer.visitor_name) > MOST_NAME or len(answer.note) > MOST_NOTE:
        field = "visitor_name" if len(answer.visitor_name) > MOST_NAME else "note"
        raise FieldError(field, tr("This is too long. Shorten it; nothing was saved yet."))
    if answer.on > today:
        raise FieldError("on", tr("This day is still to come. Nothing was saved yet."))
    if answer.until is not None and answer.until < answer.on:
        raise FieldError("until", tr("This lies before the day of the answer. Nothing was saved yet."))
    if answer.person_id is None and answer.said is Said.YES and answer.until is None:
        raise FieldError("until", tr("A visitor’s agreement ends on a day. Type it; nothing was saved yet."))
    return answer
