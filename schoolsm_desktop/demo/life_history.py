"""What the invented school did with its accesses: who signed and was trained, asked, covered, left, reviewed, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.checklists import ChecklistKind, LineKind
from schoolsm_desktop.domain.conditions import usual_until
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.reviews import Decision, Verdict

from .life_plan import (
    AccountChecked,
    ClosingBegun,
    CodeTicked,
    CoverBegun,
    CoverTold,
    Decided,
    LinesDone,
    ListBegun,
    ListSigned,
    LoginHandedOn,
    ReportMade,
    ReportPresented,
    Requested,
    RequestGiven,
    ReviewBegun,
    Reviewed,
    ReviewSigned,
    Ticked,
)
from .plan import Calendar, Deed, PlannedAccess, PlannedPerson, planned_terms

_KEEP = Decision(Verdict.KEEP)
_ABOUT = {
    AccessCondition.TRAINING: "Posting safely, on the first training day",
    AccessCondition.UNDERTAKING: "Undertaking",
}
_UNTRAINED = "colleague-3"
"""Teaches Year 3; was trained a year ago, and not there on this year's training day."""
_UNSIGNED = ("supply", "volunteer", "governor-1", "governor-2", "chair", "dpo")
"""Who has not read and signed: the supply teacher is to, the others post nothing."""


def life_of_access(calendar: Calendar, people: Iterable[PlannedPerson], password: str) -> Iterator[Deed]:
    """Every such deed; `password` is the one under which the video channel was handed to another login."""
    yield from _conditions(calendar, tuple(people))
    yield from _cover(calendar)
    yield from _requests(calendar)
    yield from _former_colleague(calendar)
    yield from _leaver(calendar)
    yield from _others_who_move(calendar)
    yield from _reviews(calendar)
    yield from _checks(calendar)
    yield from _accounts(calendar, password)
    yield ReportMade(calendar.at(-69, 15, 40), "head")
    yield ReportPresented(calendar.at(-57, 18, 30), "head")


def _conditions(calendar: Calendar, people: tuple[PlannedPerson, ...]) -> Iterator[Deed]:
    """Everybody on the first morning, again on this year's training day, and newcomers as they come."""
    keys = tuple(person.key for person in people if person.key not in _UNSIGNED)
    new = {p.key for p in people if p.starts is not None and p.starts > calendar.day(-430)}
    old = tuple(key for key in keys if key not in new)
    stay = tuple(key for key in keys if key != "former")
    for condition in AccessCondition:
        yield _ticked(calendar, -431, old, condition)
    yield _ticked(calendar, -377, (_UNTRAINED,), AccessCondition.TRAINING)
    yield _ticked(calendar, -71, tuple(key for key in stay if key in new), AccessCondition.POLICY_READ)
    yield _ticked(calendar, -71, stay, AccessCondition.UNDERTAKING)
    yield _ticked(calendar, -71, tuple(key for key in stay if key != _UNTRAINED), AccessCondition.TRAINING)


def _ticked(calendar: Calendar, offset: int, people: tuple[str, ...], condition: AccessCondition) -> Ticked:
    on = calendar.day(offset)
    at = calendar.at(offset, 8, 45)
    return Ticked(at, "coordinator", people, condition, on, _ABOUT.get(condition, ""), usual_until(condition, on))


def _cover(calendar: Calendar) -> Iterator[Deed]:
    """A week in hospital last month: the deputy began cover alone, authorised one access, and told the headteacher."""
    yield CoverBegun(calendar.at(-40, 8), "deputy", "cover", calendar.day(-35), "The headteacher is in hospital")
    asked = _access(calendar, "web-year-3", "colleague-5", "website", -39, "Page about help in lessons")
    yield Requested(calendar.at(-40, 10), "office", asked)
    yield Decided(calendar.at(-37, 9), "deputy", "web-year-3", note="Agreed with the headteacher by telephone")
    yield RequestGiven(calendar.at(-37, 12), "coordinator", "web-year-3")
    yield CoverTold(calendar.at(-33, 9), "head", "cover")


def _requests(calendar: Calendar) -> Iterator[Deed]:
    """One asked and waiting, one authorised and waiting to be given, one refused, one allowed with something missing."""
    ends = calendar.day(13)
    supply = _access(
        calendar, "dojo-supply", "supply", "classdojo", -32, "Covers Year 2",
        kind=AccessKind.TOOL_SEAT, level=AccessLevel.REPLIES, ends=ends,
    )  # fmt: skip
    yield Requested(calendar.at(-32, 7, 40), "office", supply)
    why = "Covers Year 2 from this morning; reads and signs on Monday"
    yield Decided(calendar.at(-32, 7, 50), "head", "dojo-supply", override_reason=why)
    yield RequestGiven(calendar.at(-32, 7, 55), "coordinator", "dojo-supply")
    helper = _access(calendar, "ig-volunteer", "volunteer", "instagram", -20, "Pictures of the reading corner")
    yield Requested(calendar.at(-20, 11), "office", helper)
    yield Decided(
        calendar.at(-17, 8), "head", "ig-volunteer", allowed=False, note="Volunteers send pictures to the office"
    )
    pastoral = _access(calendar, "fb-pastoral", "dsl", "facebook", -6, "Wellbeing week")
    yield Requested(calendar.at(-6, 15), "office", pastoral)
    yield Decided(calendar.at(-3, 8, 15), "head", "fb-pastoral", note="Until the end of the school year")
    waiting = _access(calendar, "web-hlta", "colleague-9", "website", -2, "Club page")
    yield Requested(calendar.at(-2, 12), "office", waiting)


def _former_colleague(calendar: Calendar) -> Iterator[Deed]:
    """Left at the end of last term; the list was worked off and signed by both."""
    yield ListBegun(calendar.at(-110, 15), "coordinator", "left-last-term", "former", calendar.day(-94))
    yield LinesDone(
        calendar.at(-90, 10), "coordinator", "left-last-term", "Seen on the platform with the office manager"
    )
    yield ListSigned(calendar.at(-86, 9), "office", "left-last-term")


def _leaver(calendar: Calendar) -> Iterator[Deed]:
    """Left this month and knew three passwords; one is another by now."""
    yield ListBegun(calendar.at(-30, 11), "coordinator", "leaver", "leaver", calendar.day(-9))
    seen = "Taken off the page; the list of administrators shows it"
    kinds = (LineKind.SIGNED_OUT, LineKind.PLATFORM_ROLE)
    yield LinesDone(calendar.at(-7, 9), "coordinator", "leaver", seen, kinds)
    yield LinesDone(calendar.at(-7, 9, 20), "office", "leaver", "Handed in at the office", (LineKind.PRINTED_LISTS,))


def _others_who_move(calendar: Calendar) -> Iterator[Deed]:
    """One leaves at the end of this term, and one changes job next week."""
    yield ListBegun(
        calendar.at(-8, 14), "coordinator", "leaves-later", "colleague-10", planned_terms(calendar.on)[1].ends
    )
    yield ListBegun(
        calendar.at(-4, 14),
        "coordinator",
        "changes-job",
        "colleague-1",
        calendar.day(9),
        ChecklistKind.CHANGES_JOB,
        "Teacher, Year 3",
        ("dojo-year-1",),
    )


def _reviews(calendar: Calendar) -> Iterator[Deed]:
    """Last term's was signed off with changes; this term's is half done."""
    end, less = Decision(Verdict.END, "Has not looked there since spring"), AccessLevel.POSTS
    yield ReviewBegun(calendar.at(-102, 14), "coordinator")
    changes = {"fb-deputy": end, "fb-office": Decision(Verdict.CHANGE, "Two administrators are enough", less)}
    yield Reviewed(calendar.at(-102, 14, 30), "coordinator", changes, _KEEP)
    yield Reviewed(calendar.at(-98, 8), "head", {"fb-coordinator": _KEEP})
    yield ReviewSigned(calendar.at(-98, 8, 20), "head", "Looked at with the coordinator")
    yield ReviewBegun(calendar.at(-3, 14), "coordinator")
    half = dict.fromkeys(("fb-office", "fb-head", "web-office", "web-deputy", "ig-teacher", "dojo-teacher"), _KEEP)
    unsure = {"dojo-newcomer": Decision(Verdict.UNSURE, "Ask whether Year 6 moves to the blog")}
    ends = {"dojo-assistant": Decision(Verdict.END, "Only read along last year")}
    yield Reviewed(calendar.at(-3, 14, 30), "coordinator", half | unsure | ends)


def _checks(calendar: Calendar) -> Iterator[Deed]:
    for place, account in enumerate(("facebook", "instagram", "x", "youtube", "website")):
        noes = {CheckQuestion.SECOND_FACTOR: Known.NO} if account == "x" else {}
        note = "Needs a phone of the school's first" if noes else ""
        yield AccountChecked(calendar.at(-101, 15, 5 * place), "coordinator", account, noes, note)


def _accounts(calendar: Calendar, password: str) -> Iterator[Deed]:
    for position, offset in enumerate((-60, -41, -20), start=1):
        yield CodeTicked(calendar.at(offset, 8, 55), "teacher", "instagram", position)
    reason = "The mailbox of a former colleague was closed"
    yield LoginHandedOn(calendar.at(-395, 12), "coordinator", "youtube", "media@fernhollow.example", reason, password)
    yield ClosingBegun(calendar.at(-6, 10), "coordinator", "trips-closes", "trips", calendar.day(14))
    saved = "Copy on the school's drive, folder Archive"
    yield LinesDone(calendar.at(-5, 14), "coordinator", "trips-closes", saved, (LineKind.SAVE_A_COPY,))


def _access(
    calendar: Calendar,
    key: str,
    person: str,
    account: str,
    starts: int,
    reason: str,
    *,
    kind: AccessKind = AccessKind.OWN_LOGIN,
    level: AccessLevel = AccessLevel.POSTS,
    ends: date | None = None,
) -> PlannedAccess:
    return PlannedAccess(key, person, account, kind, level, calendar.day(starts), reason, ends)
