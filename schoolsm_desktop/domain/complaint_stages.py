"""How far a complaint has gone, by when it is acknowledged and answered, and who reads it from the start.

The days are usual practice, but for one: since June 2026 a complaint about personal data is acknowledged within 30 days
by law. School days are counted by the school's own calendar; where no term dates reach so far, working days are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .case_readers import FirstReaders
from .cases import CaseLevel, CaseState, Entry, EntryKind
from .complaints import CameBy, Complaint, ComplaintAbout, ComplaintCase, Stage
from .errors import FieldError, RuleError
from .people import Duty, DutyHeld, holders_on
from .school_days import Count, SchoolCalendar, after_days, count_text
from .wording import day_text, tr

ACKNOWLEDGED = "acknowledged"
"""What an answer that only says that the complaint has arrived is about; any other answer is about its stage."""
ACKNOWLEDGING_LETTERS = frozenset({"complaint-acknowledged", "complaint-signpost"})
"""Letters that tell whoever complained that it was taken in."""
HELD = "held"
INVITED = "invited"
"""What an entry about a meeting is about while the meeting is still to come."""
DAYS_BY_LAW = 30
EARLIEST_YEAR = 2000
_ACKNOWLEDGE = (5, Count.SCHOOL_DAYS)
_ACKNOWLEDGE_DATA = (DAYS_BY_LAW, Count.DAYS)
_ANSWER = {Stage.INFORMAL: 10, Stage.FORMAL: 15, Stage.PANEL: 20}
_ORDER = tuple(Stage)

STAGE_WORDS = {
    Stage.INFORMAL: "Informal: a conversation",
    Stage.FORMAL: "Formal: in writing, investigated",
    Stage.PANEL: "Panel of governors",
}
CAME_WORDS = {
    CameBy.COMMENT: "a public comment",
    CameBy.LETTER: "a letter",
    CameBy.EMAIL: "an e-mail",
    CameBy.TELEPHONE: "the telephone",
    CameBy.VISIT: "a visit",
    CameBy.OTHER: "another way",
}
ABOUT_WORDS = {
    ComplaintAbout.ONLINE: "Something online",
    ComplaintAbout.CONDUCT: "What somebody did",
    ComplaintAbout.PERSONAL_DATA: "Personal data",
    ComplaintAbout.OTHER: "Something else",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """By when something is done: `count` of `what` after `begins`. `done_on` is the day it was, None while it runs."""

    key: str
    begins: date
    due: date
    count: int
    what: Count
    by_law: bool = False
    done_on: date | None = None

    @property
    def runs(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None

    @property
    def rests_on(self) -> str:
        """How it was counted: `5 school days from 17 Nov 2026`."""
        said = tr("{count} from {day}", count=count_text(self.count, self.what), day=day_text(self.begins))
        return tr("{said}, by law", said=said) if self.by_law else said


def complaint_readers(complaint: Complaint, duties: Iterable[DutyHeld], day: date) -> FirstReaders:
    """Whom a complaint is sealed to when it is taken in; never somebody it is about (PRACTICE 2, 13).

    About the headteacher: the chair alone. Otherwise the headteacher and who leads it.
    """
    held, subjects = tuple(duties), complaint.subject_ids
    if subjects & frozenset(holders_on(held, Duty.HEADTEACHER, day)):
        chairs = frozenset(holders_on(held, Duty.CHAIR, day)) - subjects
        return FirstReaders(CaseLevel.NAMED, chairs, only_chair=True)
    leads = frozenset((complaint.lead_id,)) if complaint.lead_id is not None else frozenset()
    return FirstReaders(CaseLevel.NAMED, (frozenset(holders_on(held, Duty.HEADTEACHER, day)) | leads) - subjects)


def check_received(received_on: date, today: date, paper_on: date | None = None) -> None:
    """Raise FieldError for a complaint that came in tomorrow, or so long ago that the year is a slip of the hand."""
    if received_on > today:
        raise FieldError(
            "received_on",
            tr("This day is still to come. Enter the day on which the complaint came in. Nothing was saved yet."),
        )
    if received_on.year < EARLIEST_YEAR:
        raise FieldError("received_on", tr("This day is too long ago. Check the year. Nothing was saved yet."))
    if paper_on is not None and paper_on > today:
        raise FieldError("paper_on", tr("The paper cannot be from a day still to come. Nothing was saved yet."))


def check_appointment(at: datetime, now: datetime) -> None:
    """Raise FieldError for an appointment that would be over already; one that was kept is an entry of the record."""
    if at <= now:
        raise FieldError(
            "day",
            tr(
                "This moment is past. Enter an appointment still to come; one that took place is added to the record as "
                "a meeting. Nothing was saved yet."
            ),
        )


def next_stage(stage: Stage) -> Stage | None:
    """The stage after this one; None after the last."""
    at = _ORDER.index(stage) + 1
    return _ORDER[at] if at < len(_ORDER) else None


def check_stage(case: ComplaintCase, to: Stage) -> None:
    """Raise RuleError for a stage that was taken already, goes back or skips one, and for a complaint that is closed."""
    complaint = case.complaint
    demand_open(case)
    if to is complaint.stage:
        began = stage_began(case)
        raise RuleError(
            tr(
                "It is at this stage already, since {day}. Nothing was changed, and what you wrote is still here.",
                day=day_text(began),
            )
        )
    if to is not next_stage(complaint.stage):
        raise RuleError(tr("Stages follow one another; none is left out and none taken back. Nothing was changed."))


def demand_open(case: ComplaintCase) -> None:
    """Raise RuleError for a complaint that is closed."""
    if case.complaint.state is CaseState.CLOSED:
        raise RuleError(
            tr(
                "It was closed on {day} already. Nothing was changed, and what you wrote is still here. Open it again first, "
                "if it goes on.",
                day=day_text(_day(case.complaint.closed_at)),
            )
        )


def stage_began(case: ComplaintCase) -> date:
    """The day on which the present stage began."""
    last = _last(case, EntryKind.STAGE)
    return _day(last.at) if last is not None else case.complaint.received_on


def clocks(case: ComplaintCase, calendar: SchoolCalendar) -> tuple[Clock, ...]:
    """By when it is acknowledged, and by when the present stage is answered."""
    complaint = case.complaint
    is_data = complaint.about is ComplaintAbout.PERSONAL_DATA
    count, what = _ACKNOWLEDGE_DATA if is_data else _ACKNOWLEDGE
    began = stage_began(case)
    return (
        _clock(ACKNOWLEDGED, complaint.received_on, count, what, calendar, acknowledged_on(case), by_law=is_data),
        _clock(
            complaint.stage.value,
            began,
            _ANSWER[complaint.stage],
            Count.SCHOOL_DAYS,
            calendar,
            _answered_on(case, began),
        ),
    )


def acknowledged_on(case: ComplaintCase) -> date | None:
    """The day on which whoever complained was told that it was taken in; a full answer tells it as well."""
    told = (x for x in case.entries if x.kind is EntryKind.ANSWER or _acknowledges(x))
    return min((_day(x.at) for x in told), default=_closed_on(case))


def appointment_due(case: ComplaintCase) -> datetime | None:
    """The appointment that is still to come, or of which nothing was written down since."""
    at = case.complaint.appointment_at
    if at is None or case.complaint.state is CaseState.CLOSED:
        return None
    met = any(x.kind is EntryKind.MEETING and x.about != INVITED and _day(x.at) >= _day(at) for x in case.entries)
    return None if met else at


def _acknowledges(entry: Entry) -> bool:
    return entry.kind is EntryKind.LETTER and entry.about in ACKNOWLEDGING_LETTERS


def _answered_on(case: ComplaintCase, began: date) -> date | None:
    stage = case.complaint.stage.value
    answers = (x for x in case.entries if x.kind is EntryKind.ANSWER and x.about == stage and _day(x.at) >= began)
    return min((_day(x.at) for x in answers), default=_closed_on(case))


def _closed_on(case: ComplaintCase) -> date | None:
    closed = case.complaint.state is CaseState.CLOSED and case.complaint.closed_at is not None
    return _day(case.complaint.closed_at) if closed else None


def _clock(
    key: str,
    begins: date,
    count: int,
    what: Count,
    calendar: SchoolCalendar,
    done_on: date | None,
    *,
    by_law: bool = False,
) -> Clock:
    if what is Count.DAYS:
        return Clock(key, begins, after_days(begins, count), count, what, by_law, done_on)
    try:
        return Clock(key, begins, calendar.after_school_days(begins, count), count, what, by_law, done_on)
    except RuleError:
        # The term dates do not reach so far: rather a day too early than none.
        due = calendar.after_working_days(begins, count)
        return Clock(key, begins, due, count, Count.WORKING_DAYS, by_law, done_on)


def _last(case: ComplaintCase, kind: EntryKind) -> Entry | None:
    return next((x for x in reversed(case.entries) if x.kind is kind), None)


def _day(moment: datetime | None) -> date:
    return moment.astimezone().date() if moment is not None else date.min
