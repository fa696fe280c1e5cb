"""What ended when, of every class: the facts that the review list is worked out from.

Read without pictures and without opening anything sealed, except what the person signed in has a key to. What somebody
may not see by name they read without it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from schoolsm_desktop.domain.accounts import AccountState
from schoolsm_desktop.domain.cases import CaseSort, CaseState
from schoolsm_desktop.domain.checklists import CHECKLIST_WORDS
from schoolsm_desktop.domain.closing_rules import Kept
from schoolsm_desktop.domain.complaints import Complaint
from schoolsm_desktop.domain.incidents import Incident
from schoolsm_desktop.domain.moderating import TakedownOutcome
from schoolsm_desktop.domain.months import months_after
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.posts import PostState
from schoolsm_desktop.domain.requests import RequestState
from schoolsm_desktop.domain.retention import RecordClass
from schoolsm_desktop.domain.retention_review import Ended
from schoolsm_desktop.domain.retention_rules import CHILD_AGE, YEAR
from schoolsm_desktop.domain.school_requests import SchoolRequestState
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import open_cases
from .checklist_views import hidden_lists
from .session import Session

_C = RecordClass
SEEN_BY: Mapping[RecordClass, Action] = {
    **dict.fromkeys((_C.PUPILS, _C.REMOVALS, _C.PHOTO_CHECKS, _C.PUBLISHED, _C.EVENTS), Action.SEE_PUPILS),
    **dict.fromkeys((_C.STAFF, _C.SCHOOL_REQUESTS, _C.TRAINING, _C.DESK), Action.SEE_PEOPLE),
    **dict.fromkeys((_C.ACCOUNTS, _C.ACCESS, _C.REVIEWS), Action.SEE_REGISTER),
    **dict.fromkeys((_C.MODERATION, _C.TAKEDOWNS), Action.ASK_TO_REMOVE),
    _C.BLOCKS: Action.BLOCK_USERS,
}
"""What somebody must be allowed in order to read the records of a class by name."""
CLASS_ALONG: Mapping[str, RecordClass] = {
    "looks": _C.REVIEWS,
    "snoozes": _C.DESK,
    "access_requests": _C.ACCESS,
    "list_copies": _C.EVENTS,
    "photo_forms": _C.PHOTO_FORMS,
}
"""The class of what goes along with a record of another class: an order to keep all of it holds there too."""
PLAIN_WORDS: Mapping[RecordClass, str] = {
    _C.PUPILS: "A pupil",
    _C.PHOTO_CHECKS: "A photo check",
    _C.PUBLISHED: "Something published",
    _C.REMOVALS: "A search for a pupil’s pictures",
    _C.EVENTS: "An event or a list",
    _C.PHOTO_FORMS: "Photo forms",
    _C.ACCOUNTS: "An account",
    _C.STAFF: "A colleague",
    _C.ACCESS: "An access",
    _C.REVIEWS: "A review or a list",
    _C.DECLARATIONS: "A declaration",
    _C.SCHOOL_REQUESTS: "A request",
    _C.TRAINING: "A session",
    _C.LETTERS: "A letter",
    _C.MODERATION: "What was done about a comment",
    _C.BLOCKS: "A block",
    _C.TAKEDOWNS: "A request to remove something",
    _C.SUBJECT_REQUESTS: "A request for everything about one person",
    _C.TERM_REPORTS: "A termly report",
    _C.LESSONS: "A tick",
    _C.DESK: "A line that was put off",
}
Facts = list[Ended]


def read_ended(session: Session, uow: UnitOfWork) -> tuple[Ended, ...]:
    """Every record of every class with its end. Sealed ones only as far as the person signed in can open them."""
    read = _Reading(session, uow)
    found: Facts = []
    for reader in READERS:
        found += reader(read)
    hidden = hidden_lists(session, uow)
    may = {action: session.allows(uow, action) for action in set(SEEN_BY.values())}
    return tuple(
        x if x.record_class not in SEEN_BY or may[SEEN_BY[x.record_class]] else replace(x, label=plain_words(x))
        for x in found
        if x.id not in hidden
    )


def read_sealed(session: Session, uow: UnitOfWork) -> tuple[Ended, ...]:
    """Closed incidents and complaints that the person signed in can read: they go by their own way."""
    births = {row[0]: row[1] for row in uow.destroying.read("pupils", "id", "birth_date")}
    found: Facts = []
    for opened in open_cases(session, uow, CaseSort.INCIDENT):
        if isinstance(opened.facts, Incident):
            found.append(_incident(opened.facts, births))
    for opened in open_cases(session, uow, CaseSort.COMPLAINT):
        found.append(_complaint(opened.facts))
    return tuple(found)


def _complaint(facts: Incident | Complaint) -> Ended:
    ended = _day(facts.closed_at) if facts.state is CaseState.CLOSED else None
    return Ended(_C.COMPLAINTS, facts.id, facts.reference, ended, "cases", sealed=True)


def _incident(facts: Incident, births: Mapping[UUID, date | None]) -> Ended:
    """A record about a child at risk is kept until the 25th birthday where the birth date is known (PRACTICE 11)."""
    kept = facts.retention
    ended = _day(facts.closed_at) if facts.state is CaseState.CLOSED else None
    kind = _C.ALLEGATIONS if kept == Kept.ALLEGATION.value else _C.INCIDENTS
    until = None
    if kept == Kept.CHILD.value:
        known = [births[p.pupil_id] for p in facts.people if p.pupil_id in births and p.pupil_id is not None]
        until = max((months_after(day, CHILD_AGE * YEAR) for day in known if day is not None), default=None)
    months = {Kept.DATA.value: 6 * YEAR, Kept.SHORT.value: YEAR, Kept.REMOVE.value: 0}.get(kept)
    return Ended(kind, facts.id, facts.reference, ended, "cases", until, sealed=True, months=months)


def named_in_open_cases(session: Session, uow: UnitOfWork) -> frozenset[UUID]:
    """People, pupils and accounts of incidents and complaints that are not closed, as far as the reader has a key to them.

    Whoever has none is not told that there is one; the other of the two who destroy may have it.
    """
    named: set[UUID | None] = set()
    for sort in CaseSort:
        for facts in (opened.facts for opened in open_cases(session, uow, sort)):
            if facts.state is CaseState.CLOSED:
                continue
            named.add(facts.account_id)
            if isinstance(facts, Incident):
                named.update(key for one in facts.people for key in (one.person_id, one.pupil_id))
            else:
                named.update(facts.person_ids)
    return frozenset(key for key in named if key is not None)


def case_ended(uow: UnitOfWork, facts: Incident | Complaint) -> Ended:
    """The facts of one case that was opened."""
    if not isinstance(facts, Incident):
        return _complaint(facts)
    return _incident(facts, {row[0]: row[1] for row in uow.destroying.read("pupils", "id", "birth_date")})


def plain_words(record: Ended) -> str:
    """A record without a name: what it is, and when it ended."""
    said = tr(PLAIN_WORDS[record.record_class])
    return tr("{what}, {day}", what=said, day=day_text(record.ended_on)) if record.ended_on else said


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone().date()


class _Reading:
    """The tables as they are read, with the names that several labels need."""

    def __init__(self, session: Session, uow: UnitOfWork) -> None:
        self.session, self.today = session, session.today
        self.rows = uow.destroying.read
        self.pupils = {i: " ".join((k or g, kf or f)) for i, g, f, k, kf in self.rows(
            "pupils", "id", "given_name", "family_name", "known_as", "known_family_name")}  # fmt: skip
        self.people = {p.id: p for p in uow.people.all()}
        self.accounts = {i: (name, state, closed) for i, name, state, closed in self.rows(
            "accounts", "id", "name", "state", "closed_on")}  # fmt: skip

    def person(self, person_id: UUID | None) -> str:
        """A colleague's name."""
        return self.people[person_id].name if person_id in self.people else "–"

    def account(self, account_id: UUID | None) -> str:
        """An account's name."""
        return self.accounts[account_id][0] if account_id in self.accounts else "–"


def _pupils(read: _Reading) -> Iterable[Ended]:
    for key, last in read.rows("pupils", "id", "on_roll_to"):
        ended = last if last is not None and last < read.today else None
        yield Ended(_C.PUPILS, key, read.pupils[key], ended, "pupils")


def _published(read: _Reading) -> Iterable[Ended]:
    shown: dict[UUID, list[date | None]] = defaultdict(list)
    for key, title, state, down, scheduled, at, check in read.rows(
        "posts", "id", "title", "state", "taken_down_on", "scheduled_for", "recorded_at", "check_id"
    ):
        ended = None
        if state is PostState.TAKEN_DOWN:
            ended = down or _day(at)
        elif state is PostState.DROPPED:
            ended = scheduled or _day(at)
        if check is not None:
            shown[check].append(ended)
        yield Ended(_C.PUBLISHED, key, title, ended, "posts")
    for key, number, at, place in read.rows("photo_checks", "id", "number", "at", "place_name"):
        ends = [_day(at), *shown.get(key, ())]
        known = [day for day in ends if day is not None]
        said = tr("Photo check {number}, {place}", number=number, place=place)
        yield Ended(_C.PHOTO_CHECKS, key, said, max(known) if len(known) == len(ends) else None, "photo_checks")


def _removals(read: _Reading) -> Iterable[Ended]:
    for key, pupil, finished in read.rows("removals", "id", "pupil_id", "finished_at"):
        said = tr("Search for pictures of {name}", name=read.pupils.get(pupil, "–"))
        yield Ended(_C.REMOVALS, key, said, _day(finished), "removals")


def _events(read: _Reading) -> Iterable[Ended]:
    for key, name, on, until, cancelled in read.rows("events", "id", "name", "on", "until", "cancelled_at"):
        last = _day(cancelled) or until or on
        yield Ended(_C.EVENTS, key, name, last if last < read.today else None, "events")
    for key, number, event, back, shredded, lost in read.rows(
        "list_copies", "id", "number", "event_id", "back_on", "shredded_on", "lost_on"
    ):
        if event is None:
            said = tr("Numbered list {number}", number=number)
            yield Ended(_C.EVENTS, key, said, shredded or lost or back, "list_copies")
    for key, name, closed in read.rows("form_rounds", "id", "name", "closed_on"):
        yield Ended(_C.PHOTO_FORMS, key, name, closed, "form_rounds")


def _accounts(read: _Reading) -> Iterable[Ended]:
    for key, (name, state, closed) in read.accounts.items():
        yield Ended(_C.ACCOUNTS, key, name, closed if state is AccountState.CLOSED else None, "accounts")
    for key, person, account, ended in read.rows("accesses", "id", "person_id", "account_id", "ended_at"):
        said = tr("{person} · {account}", person=read.person(person), account=read.account(account))
        yield Ended(_C.ACCESS, key, said, _day(ended), "accesses")
    over = (RequestState.REFUSED, RequestState.WITHDRAWN)
    for key, person, account, state, on, at, given in read.rows(
        "access_requests", "id", "person_id", "account_id", "state", "decided_on", "asked_at", "access_id"
    ):
        if given is None:
            said = tr("Asked for: {person} · {account}", person=read.person(person), account=read.account(account))
            yield Ended(_C.ACCESS, key, said, (on or _day(at)) if state in over else None, "access_requests")


def _staff(read: _Reading) -> Iterable[Ended]:
    signing_in = read.session.with_sign_in()
    held = {who for who, ends in read.rows("duties", "person_id", "ends") if ends is None or ends >= read.today}
    for key, person in read.people.items():
        if person.merged_into is not None:
            continue
        gone = person.ends is not None and person.ends < read.today and key not in signing_in | held
        yield Ended(_C.STAFF, key, person.name, person.ends if gone else None, "people")
    for key, person_id, on, withdrawn in read.rows("declarations", "id", "person_id", "on", "withdrawn_at"):
        who = read.people.get(person_id)
        left = who.ends if who is not None and who.ends is not None and who.ends < read.today else None
        said = tr("Declaration of {day}", day=day_text(on))
        yield Ended(_C.DECLARATIONS, key, said, _day(withdrawn) or left, "declarations")


def _reviews(read: _Reading) -> Iterable[Ended]:
    for key, term, signed, cancelled in read.rows("reviews", "id", "term", "signed_off_at", "cancelled_at"):
        said = tr("Review: {term}", term=term)
        yield Ended(_C.REVIEWS, key, said, _day(signed or cancelled), "reviews")
    for key, kind, day, finished, cancelled in read.rows(
        "checklists", "id", "kind", "day", "finished_at", "cancelled_at"
    ):
        said = tr("{kind}, {day}", kind=tr(CHECKLIST_WORDS[kind]), day=day_text(day))
        yield Ended(_C.REVIEWS, key, said, _day(finished or cancelled), "checklists")
    for key, account, on in read.rows("looks", "id", "account_id", "on"):
        said = tr("Look at {account}, {day}", account=read.account(account), day=day_text(on))
        yield Ended(_C.REVIEWS, key, said, on, "looks")


def _school(read: _Reading) -> Iterable[Ended]:
    over = (SchoolRequestState.REFUSED, SchoolRequestState.WITHDRAWN, SchoolRequestState.ENDED)
    for key, state, asked, decided, ended, until in read.rows(
        "school_requests", "id", "state", "asked_on", "decided_on", "ended_on", "ends"
    ):
        last = ended or decided or asked if state in over else None
        if last is None and state is SchoolRequestState.ALLOWED and until is not None and until < read.today:
            last = until
        yield Ended(_C.SCHOOL_REQUESTS, key, tr("Request of {day}", day=day_text(asked)), last, "school_requests")
    for key, title, on in read.rows("training_sessions", "id", "title", "on"):
        said = tr("{title}, {day}", title=title, day=day_text(on))
        yield Ended(_C.TRAINING, key, said, on if on < read.today else None, "training_sessions")
    for key, on in read.rows("letters", "id", "on"):
        yield Ended(_C.LETTERS, key, tr("Letter of {day}", day=day_text(on)), on, "letters")
    for table in ("lesson_uses", "class_ticks"):
        for key, group, on in read.rows(table, "id", "group", "on"):
            yield Ended(_C.LESSONS, key, tr("{group}, {day}", group=group, day=day_text(on)), on, table)


def _moderating(read: _Reading) -> Iterable[Ended]:
    for key, account, at in read.rows("moderation_acts", "id", "account_id", "at"):
        said = tr("Comment on {account}, {day}", account=read.account(account), day=day_text(_day(at)))
        yield Ended(_C.MODERATION, key, said, _day(at), "moderation_acts")
    for key, name, ended in read.rows("blocks", "id", "name", "unblocked_on"):
        yield Ended(_C.BLOCKS, key, tr("Block of {name}", name=name), ended, "blocks")
    for key, what, outcome, answered, asked in read.rows(
        "takedowns", "id", "what", "outcome", "answered_on", "asked_on"
    ):
        ended = (answered or asked) if outcome is not TakedownOutcome.OPEN else None
        yield Ended(_C.TAKEDOWNS, key, what, ended, "takedowns")


def _reports(read: _Reading) -> Iterable[Ended]:
    for key, number, closed, subject in read.rows("subject_requests", "id", "number", "closed_on", "subject_id"):
        if subject == read.session.person_id:
            continue  # nobody handles what they asked for themselves
        yield Ended(_C.SUBJECT_REQUESTS, key, tr("Request {number}", number=number), closed, "subject_requests")
    for key, term, ends, finished, dropped in read.rows(
        "term_reports", "id", "term", "ends", "finished_at", "dropped_at"
    ):
        ended = _day(dropped) or (ends if finished is not None and ends < read.today else None)
        yield Ended(_C.TERM_REPORTS, key, term, ended, "term_reports")
    for key, until, ended_at in read.rows("snoozes", "id", "until", "ended_at"):
        said = tr("Put off until {day}", day=day_text(until))
        last = _day(ended_at) or (until if until < read.today else None)
        yield Ended(_C.DESK, key, said, last, "snoozes")


READERS: tuple[Callable[[_Reading], Iterable[Ended]], ...] = (
    _pupils, _published, _removals, _events, _accounts, _staff, _reviews, _school, _moderating, _reports,
)  # fmt: skip
