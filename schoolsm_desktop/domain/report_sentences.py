"""Plain sentences made from what a termly report may print: what is fine, what is not, what the board is asked.

They read the published figures alone. So a sentence can say nothing that a table beside it holds back, and none of them can
name a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from .held import Cell, Held
from .people import Duty
from .policy import Profile, duty_title
from .report_sections import Section, incidents_counted, section_sentences, whole
from .suppression import PublishedFacts, PublishedFigures, Topic
from .term_reports import ReportWords
from .wording import day_text, ntr, tr

REVIEW_SOON = timedelta(days=120)
"""A review day that comes before about the next report is put to the board in this one."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that is not fine: what, since when where that is known, and who does it as a duty."""

    what: str
    since: str
    who: str


@dataclass(frozen=True, slots=True)
class ReportSentences:
    """Every sentence of a report that is made from its figures."""

    fine: tuple[str, ...]
    concerns: tuple[Concern, ...]
    asked: tuple[str, ...]
    sections: tuple[tuple[Section, str], ...]

    def of_section(self, section: Section) -> str:
        """What the figures of one section mean."""
        return dict(self.sections).get(section, "")


def report_sentences(figures: PublishedFigures, words: ReportWords, profile: Profile) -> ReportSentences:
    """All of them; what the headteacher wrote for the board stands in place of what would be derived."""
    concerns = tuple(_concerns(figures, profile))
    written = tuple(line.strip() for line in words.asked.splitlines() if line.strip())
    return ReportSentences(
        fine=(*_fine(figures), *_fine_plan(words)),
        concerns=concerns,
        asked=written or tuple(_asked(figures, words, profile, bool(concerns))),
        sections=section_sentences(figures),
    )


def _is(cell: Cell | None, number: int) -> bool:
    return isinstance(cell, int) and cell == number


def _fine(figures: PublishedFigures) -> Iterator[str]:
    """What is fine, only where the figures that say so are printed."""
    yield from _fine_access(figures)
    yield from _fine_pictures(figures)
    yield from _fine_cases(figures)
    yield from _fine_policy(figures)


def _fine_plan(words: ReportWords) -> Iterator[str]:
    done = sum(action.done_on is not None for action in words.plan)
    if done:
        yield ntr("{count} action of the plan is done.", "{count} actions of the plan are done.", done)


def _fine_access(figures: PublishedFigures) -> Iterator[str]:
    due, done = (figures.cell(Topic.CHECKS, key) for key in ("checks_due", "checks_done"))
    if isinstance(due, int) and due > 0 and due == done:
        yield ntr("The account that was due was checked.", "All {count} accounts that were due were checked.", due)
    if _is(figures.cell(Topic.SECRETS, "passwords_overdue"), 0):
        yield tr("No password is overdue to be changed.")
    if figures.facts.review_signed_off_on is not None:
        day = day_text(figures.facts.review_signed_off_on)
        yield tr("The review of who has access was signed off on {day}.", day=day)
    people, ready = (figures.cell(Topic.ACCESS, key) for key in ("people", "people_ready"))
    if isinstance(people, int) and people > 0 and people == ready:
        yield tr("Everybody with access has read, signed and trained as the policy asks.")


def _fine_pictures(figures: PublishedFigures) -> Iterator[str]:
    tables = [table for table in figures.tables if table.topic is Topic.PERMISSIONS]
    missing = [table.cell("total", "none") for table in tables if whole(table.cell("total", "pupils"))]
    if missing and all(_is(cell, 0) for cell in missing):
        yield tr("For every pupil it is known where pictures may go.")
    stopped = figures.cell(Topic.PHOTO_CHECKS, "stopped")
    if isinstance(stopped, int) and stopped > 0:
        yield ntr(
            "The photo check stopped {count} picture before it was published.",
            "The photo check stopped {count} pictures before they were published.",
            stopped,
        )
    begun, late = (figures.cell(Topic.REMOVALS, key) for key in ("begun", "overdue"))
    if isinstance(begun, int) and begun > 0 and _is(late, 0):
        yield tr("Every search for a pupil’s pictures is on time.")


def _fine_cases(figures: PublishedFigures) -> Iterator[str]:
    total, together = incidents_counted(figures)
    if _is(total, 0):
        yield (
            tr("No incident became known over the terms that are counted together.")
            if together
            else tr("No incident became known this term.")
        )
    elif _is(figures.cell(Topic.OPEN_INCIDENTS, "overdue"), 0):
        yield tr("Nothing is overdue in the incidents of this term.")
    asked, late = figures.cell(Topic.TAKEDOWNS, "total"), figures.cell(Topic.TAKEDOWNS, "overdue")
    if _some(asked) and _is(late, 0):
        yield tr("No request to others to take something down is overdue.")
    answered, late = (figures.cell(Topic.COMPLAINT_ANSWERS, key) for key in ("in_time", "late"))
    if isinstance(answered, int) and answered > 0 and _is(late, 0):
        yield tr("No complaint was answered late.")


def _fine_policy(figures: PublishedFigures) -> Iterator[str]:
    asked, signed = (figures.cell(Topic.POLICY, "total", key) for key in ("asked", "signed"))
    if isinstance(asked, int) and asked > 0 and asked == signed:
        yield tr("Everybody who is asked has read and signed the policy.")
    asked, trained = (figures.cell(Topic.POLICY, "total", key) for key in ("training_asked", "trained"))
    if isinstance(asked, int) and asked > 0 and asked == trained:
        yield tr("Everybody who is asked is trained.")
    rehearsed = figures.facts.rehearsed_on
    if rehearsed is not None:
        yield tr("What to do in an emergency was rehearsed on {day}.", day=day_text(rehearsed))
    review = figures.facts.policy_review_on
    if review is not None and review > figures.counted_on + REVIEW_SOON:
        yield tr("The policy’s review day is set: {day}.", day=day_text(review))


def _concerns(figures: PublishedFigures, profile: Profile) -> Iterator[Concern]:
    """What is not fine, the weightiest first: children, then time limits, then keys, then paper."""
    for made in (_late_cases, _late_pictures, _open_doors, _unmet_policy, _missing_answers):
        for what, topic, row, duty, since in made(figures):
            who = tr("{duty} sees to it", duty=duty_title(profile, duty))
            yield Concern(what, since or _since(figures, topic, row), who)


_Found = tuple[str, Topic, str, Duty, str]


def _since(figures: PublishedFigures, topic: Topic, row: str) -> str:
    """Whether it stood in the term before too, where that is printed."""
    before = figures.cell(topic, row, "before")
    if not isinstance(before, int):
        return ""
    return tr("Since the term before, or earlier") if before else tr("Since this term")


def _some(cell: Cell | None) -> bool:
    """Whether there is something to say: a printed number above 0, or a few. What is held back says nothing."""
    return cell is Held.FEWER or whole(cell) > 0


def _late_cases(figures: PublishedFigures) -> Iterator[_Found]:
    late = figures.cell(Topic.OPEN_INCIDENTS, "overdue")
    if _some(late):
        few = tr("In fewer than 5 incidents a step is overdue.")
        many = ntr("In {count} incident a step is overdue.", "In {count} incidents a step is overdue.", whole(late))
        yield many if whole(late) else few, Topic.OPEN_INCIDENTS, "overdue", Duty.INCIDENT_LEAD, ""
    late = figures.cell(Topic.OPEN_INCIDENTS, "actions_overdue")
    if _some(late):
        few = tr("Fewer than 5 actions that incidents led to are overdue.")
        many = ntr(
            "{count} action that an incident led to is overdue.",
            "{count} actions that incidents led to are overdue.",
            whole(late),
        )
        yield many if whole(late) else few, Topic.OPEN_INCIDENTS, "actions_overdue", Duty.INCIDENT_LEAD, ""
    late = figures.cell(Topic.COMPLAINT_ANSWERS, "late")
    if _some(late):
        few = tr("Fewer than 5 complaints were answered late, or wait longer than promised.")
        many = ntr(
            "{count} complaint was answered late, or waits longer than promised.",
            "{count} complaints were answered late, or wait longer than promised.",
            whole(late),
        )
        yield many if whole(late) else few, Topic.COMPLAINT_ANSWERS, "late", Duty.HEADTEACHER, ""


def _late_pictures(figures: PublishedFigures) -> Iterator[_Found]:
    late = figures.cell(Topic.REMOVALS, "overdue")
    if _some(late):
        few = tr("Fewer than 5 searches for a pupil’s pictures are overdue.")
        many = ntr(
            "{count} search for a pupil’s pictures is overdue.",
            "{count} searches for a pupil’s pictures are overdue.",
            whole(late),
        )
        yield many if whole(late) else few, Topic.REMOVALS, "overdue", Duty.COORDINATOR, ""
    late = figures.cell(Topic.TAKEDOWNS, "overdue")
    if _some(late):
        few = tr("Fewer than 5 requests to others to take something down are overdue.")
        many = ntr(
            "{count} request to others to take something down is overdue.",
            "{count} requests to others to take something down are overdue.",
            whole(late),
        )
        yield many if whole(late) else few, Topic.TAKEDOWNS, "overdue", Duty.INCIDENT_LEAD, ""


def _open_doors(figures: PublishedFigures) -> Iterator[_Found]:
    late = whole(figures.cell(Topic.SECRETS, "passwords_overdue"))
    if late:
        oldest = figures.facts.passwords_overdue_since
        since = tr("The longest since {day}", day=day_text(oldest)) if oldest is not None else ""
        words = ntr("{count} password is overdue to be changed.", "{count} passwords are overdue to be changed.", late)
        yield words, Topic.SECRETS, "passwords_overdue", Duty.COORDINATOR, since
    due, done = (figures.cell(Topic.CHECKS, key) for key in ("checks_due", "checks_done"))
    if isinstance(due, int) and isinstance(done, int) and done < due:
        words = ntr("{count} account was not checked.", "{count} accounts were not checked.", due - done)
        in_use = figures.cell(Topic.ACCOUNTS, "in_use")
        if isinstance(in_use, int) and due > in_use:
            # Without this the number beside “accounts in use” above would seem wrong.
            words = ntr(
                "{count} of {due} accounts was not checked. Those paused or not yet in use count too.",
                "{count} of {due} accounts were not checked. Those paused or not yet in use count too.",
                due - done,
                due=due,
            )
        yield words, Topic.CHECKS, "", Duty.COORDINATOR, tr("Since this term")
    wrong = whole(figures.cell(Topic.CHECKS, "to_put_right"))
    if wrong:
        words = ntr(
            "A check found {count} thing that is still to be put right.",
            "Checks found {count} things that are still to be put right.",
            wrong,
        )
        yield words, Topic.CHECKS, "to_put_right", Duty.COORDINATOR, ""
    if _review_is_missing(figures):
        begun = figures.facts.review_begun
        words = (
            tr("The review of who has access is begun and not signed off.")
            if begun
            else tr("The review of who has access was not begun.")
        )
        yield words, Topic.ACCESS, "", Duty.HEADTEACHER, tr("Since this term")


def _review_is_missing(figures: PublishedFigures) -> bool:
    """Whether somebody has access, and the review of it is not signed off."""
    return whole(figures.cell(Topic.ACCESS, "people")) > 0 and figures.facts.review_signed_off_on is None


def _unmet_policy(figures: PublishedFigures) -> Iterator[_Found]:
    review = figures.facts.policy_review_on
    if review is not None and review < figures.counted_on:
        since = tr("Since {day}", day=day_text(review))
        yield tr("The policy’s review day has passed."), Topic.POLICY, "", Duty.HEADTEACHER, since
    people, ready = (figures.cell(Topic.ACCESS, key) for key in ("people", "people_ready"))
    if isinstance(people, int) and isinstance(ready, int) and ready < people:
        words = ntr(
            "{count} person with access has not read, signed or trained as the policy asks.",
            "{count} people with access have not read, signed or trained as the policy asks.",
            people - ready,
        )
        yield words, Topic.ACCESS, "", Duty.HEADTEACHER, ""
    asked, signed = (figures.cell(Topic.POLICY, "total", key) for key in ("asked", "signed"))
    if isinstance(asked, int) and isinstance(signed, int) and signed < asked:
        words = ntr(
            "{count} signature under the policy is missing.",
            "{count} signatures under the policy are missing.",
            asked - signed,
        )
        yield words, Topic.POLICY, "", Duty.HEADTEACHER, ""
    asked, trained = (figures.cell(Topic.POLICY, "total", key) for key in ("training_asked", "trained"))
    if isinstance(asked, int) and isinstance(trained, int) and trained < asked:
        words = ntr("{count} person is not trained yet.", "{count} people are not trained yet.", asked - trained)
        yield words, Topic.POLICY, "", Duty.HEADTEACHER, ""


def _missing_answers(figures: PublishedFigures) -> Iterator[_Found]:
    """The place with the most pupils of whom it is not known; one line, as the section lists every place."""
    tables = [table for table in figures.tables if table.topic is Topic.PERMISSIONS]
    worst = max(tables, key=lambda table: whole(table.cell("total", "none")), default=None)
    missing = whole(worst.cell("total", "none")) if worst is not None else 0
    if worst is not None and missing:
        words = ntr(
            "For {count} pupil it is not known whether pictures may go here: {place}.",
            "For {count} pupils it is not known whether pictures may go here: {place}.",
            missing,
            place=worst.title,
        )
        yield words, Topic.PERMISSIONS, "", Duty.OFFICE_MANAGER, ""


def _asked(figures: PublishedFigures, words: ReportWords, profile: Profile, is_wrong: bool) -> Iterator[str]:
    """What the board is asked where the headteacher has not written it."""
    yield tr("To note this report, and what is not fine in it.") if is_wrong else tr("To note this report.")
    yield from _asked_of_policy(figures.facts, figures)
    if _review_is_missing(figures):
        head = duty_title(profile, Duty.HEADTEACHER)
        yield tr("To ask for the review of who has access to be signed off ({duty}).", duty=head)
    open_lines = sum(action.done_on is None for action in words.plan)
    if open_lines:
        yield ntr(
            "To agree to the action plan: {count} action is open.",
            "To agree to the action plan: {count} actions are open.",
            open_lines,
        )


def _asked_of_policy(facts: PublishedFacts, figures: PublishedFigures) -> Iterator[str]:
    if figures.table(Topic.POLICY) is None:
        return
    if facts.policy_approved_on is None:
        yield tr("To adopt the policy: no day of adoption is recorded.")
    if facts.policy_review_on is None:
        yield tr("To set a review day for the policy.")
    elif facts.policy_review_on <= figures.counted_on + REVIEW_SOON:
        yield tr("To review the policy: its review day is {day}.", day=day_text(facts.policy_review_on))
