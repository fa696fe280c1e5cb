"""How long each class of record is kept where the school has set nothing else: the usual periods of English schools.

Every one reads “check with your adviser”; a school that sets its own period is obeyed (mill-lane:8.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .months import months_after
from .retention import RecordClass, RetentionPeriod
from .wording import ntr, tr

CHECKED_ON = date(2026, 9, 1)
"""When somebody last compared the usual periods with the guidance that is named."""
YEAR = 12
MOST_MONTHS = 100 * YEAR
CHILD_AGE = 25
"""Until which birthday a record about a child at risk is kept."""


@dataclass(frozen=True, slots=True)
class ClassRule:
    """How long a class is kept: `months` after what `after` says, None for good; why, and what it rests on."""

    months: int | None
    after: str
    reason: str
    law: str


MONTHS: Mapping[RecordClass, int | None] = {
    RecordClass.PUPILS: YEAR,
    RecordClass.PHOTO_CHECKS: YEAR,
    RecordClass.PUBLISHED: YEAR,
    RecordClass.REMOVALS: YEAR,
    RecordClass.EVENTS: YEAR,
    RecordClass.PHOTO_FORMS: YEAR,
    RecordClass.ACCOUNTS: 6 * YEAR,
    RecordClass.STAFF: 6 * YEAR,
    RecordClass.ACCESS: 6 * YEAR,
    RecordClass.REVIEWS: 3 * YEAR,
    RecordClass.DECLARATIONS: YEAR,
    RecordClass.SCHOOL_REQUESTS: 3 * YEAR,
    RecordClass.TRAINING: 6 * YEAR,
    RecordClass.LETTERS: YEAR,
    RecordClass.INCIDENTS: 7 * YEAR,
    RecordClass.ALLEGATIONS: 10 * YEAR,
    RecordClass.COMPLAINTS: 6 * YEAR,
    RecordClass.MODERATION: 3 * YEAR,
    RecordClass.BLOCKS: 3 * YEAR,
    RecordClass.TAKEDOWNS: 3 * YEAR,
    RecordClass.SUBJECT_REQUESTS: 3 * YEAR,
    RecordClass.TERM_REPORTS: 6 * YEAR,
    RecordClass.LESSONS: 3 * YEAR,
    RecordClass.POLICIES: None,
    RecordClass.DESK: YEAR,
    RecordClass.DESTRUCTIONS: None,
    RecordClass.LOG: None,
}
CLASS_WORDS: Mapping[RecordClass, str] = {
    RecordClass.PUPILS: "Pupils, their parents’ names and photo answers",
    RecordClass.PHOTO_CHECKS: "Photo checks",
    RecordClass.PUBLISHED: "What was published, with reviews and corrections",
    RecordClass.REMOVALS: "Searches for a pupil’s pictures",
    RecordClass.EVENTS: "Events and the lists handed out for them",
    RecordClass.PHOTO_FORMS: "Photo forms",
    RecordClass.ACCOUNTS: "Accounts, their checks and former logins",
    RecordClass.STAFF: "Colleagues, their duties and what they signed",
    RecordClass.ACCESS: "Access to accounts",
    RecordClass.REVIEWS: "Termly reviews, checklists and weekly looks",
    RecordClass.DECLARATIONS: "Declarations",
    RecordClass.SCHOOL_REQUESTS: "Requests by colleagues",
    RecordClass.TRAINING: "Training and signing sessions",
    RecordClass.LETTERS: "Letters",
    RecordClass.INCIDENTS: "Incidents and concerns",
    RecordClass.ALLEGATIONS: "Allegations about an adult",
    RecordClass.COMPLAINTS: "Complaints",
    RecordClass.MODERATION: "What was done about comments",
    RecordClass.BLOCKS: "Blocks",
    RecordClass.TAKEDOWNS: "Requests to others to remove something",
    RecordClass.SUBJECT_REQUESTS: "Requests for everything about one person",
    RecordClass.TERM_REPORTS: "Termly reports",
    RecordClass.LESSONS: "Ticks of online safety lessons and of platforms in lessons",
    RecordClass.POLICIES: "Versions of the policy and its settings",
    RecordClass.DESK: "Lines of Today that were put off",
    RecordClass.DESTRUCTIONS: "What was destroyed: classes, numbers and two signatures",
    RecordClass.LOG: "Who did what",
}
AFTER_WORDS: Mapping[RecordClass, str] = {
    RecordClass.PUPILS: "the last day on the roll",
    RecordClass.PHOTO_CHECKS: "the picture was taken down, or the check where nothing was published",
    RecordClass.PUBLISHED: "it was taken down, or dropped",
    RecordClass.REMOVALS: "the last line was done",
    RecordClass.EVENTS: "the event",
    RecordClass.PHOTO_FORMS: "the forms were closed",
    RecordClass.ACCOUNTS: "the account was closed",
    RecordClass.STAFF: "the colleague left",
    RecordClass.ACCESS: "the access ended",
    RecordClass.REVIEWS: "it was signed off or finished",
    RecordClass.DECLARATIONS: "the colleague left, or the declaration was withdrawn",
    RecordClass.SCHOOL_REQUESTS: "the request was decided or ended",
    RecordClass.TRAINING: "the session",
    RecordClass.LETTERS: "the letter’s day",
    RecordClass.INCIDENTS: "it was closed",
    RecordClass.ALLEGATIONS: "it was closed",
    RecordClass.COMPLAINTS: "it was closed",
    RecordClass.MODERATION: "the day of the deed",
    RecordClass.BLOCKS: "the block ended",
    RecordClass.TAKEDOWNS: "the request was closed",
    RecordClass.SUBJECT_REQUESTS: "the request was closed",
    RecordClass.TERM_REPORTS: "the end of the report’s term",
    RecordClass.LESSONS: "the tick",
    RecordClass.POLICIES: "the version stopped being in force",
    RecordClass.DESK: "the day it was put off to",
    RecordClass.DESTRUCTIONS: "the destruction",
    RecordClass.LOG: "the deed",
}
REASON_WORDS: Mapping[RecordClass, str] = {
    RecordClass.PUPILS: "Photo permission counts while the pupil is on the roll; a year covers pictures still to come down.",
    RecordClass.PHOTO_CHECKS: "Shows that a picture was allowed for as long as somebody can see it, and a year longer.",
    RecordClass.PUBLISHED: "A question about a picture may come after it was taken down.",
    RecordClass.REMOVALS: "Shows the family that a withdrawal was carried out.",
    RecordClass.EVENTS: "Covers a complaint about an event, and lists that did not come back.",
    RecordClass.PHOTO_FORMS: "The answers count, not the sheet: it is wanted only while somebody may doubt one.",
    RecordClass.ACCOUNTS: "Who ran an account may matter while a claim can be brought.",
    RecordClass.STAFF: "As the personnel file: six years after the end of employment.",
    RecordClass.ACCESS: "Who could post, and when, may matter while a claim can be brought.",
    RecordClass.REVIEWS: "Shows inspectors and governors that the reviews were done.",
    RecordClass.DECLARATIONS: "Wanted while the colleague works here, and for a year of questions.",
    RecordClass.SCHOOL_REQUESTS: "Shows why something was allowed or refused.",
    RecordClass.TRAINING: "Shows who was trained, as long as the personnel file.",
    RecordClass.LETTERS: "Shows what was written to whom, while somebody may still answer.",
    RecordClass.INCIDENTS: (
        "Seven years; until the 25th birthday of a child at risk where the birth date is known and that is longer. "
        "The safeguarding file itself lies elsewhere."
    ),
    RecordClass.ALLEGATIONS: (
        "Ten years, or until the adult reaches pension age where that is longer: look at the personnel file. "
        "Malicious and false ones are removed whole."
    ),
    RecordClass.COMPLAINTS: "Six years, while a claim can be brought.",
    RecordClass.MODERATION: "Shows a pattern of comments over a pupil’s few years.",
    RecordClass.BLOCKS: "Answers somebody who asks why they were blocked.",
    RecordClass.TAKEDOWNS: "Shows that the school asked, and what came of it.",
    RecordClass.SUBJECT_REQUESTS: "Shows the regulator that the request was answered in time.",
    RecordClass.TERM_REPORTS: "As reports to the governing body.",
    RecordClass.LESSONS: "Shows coverage over a key stage.",
    RecordClass.POLICIES: "Shows which words stood on a day. They name nobody but who signed them.",
    RecordClass.DESK: "Why a line waited serves nobody after a year.",
    RecordClass.DESTRUCTIONS: "Proves that records went by the rules. It names no record.",
    RecordClass.LOG: (
        "A chain that proves the other records: no entry can be taken out. It holds numbers and its own words, and "
        "names nobody whose record was destroyed."
    ),
}
LAW_WORDS: Mapping[RecordClass, str] = {
    RecordClass.PUPILS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.PHOTO_CHECKS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.PUBLISHED: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.REMOVALS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.EVENTS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.PHOTO_FORMS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.ACCOUNTS: "Limitation Act 1980",
    RecordClass.STAFF: "Records management toolkit for schools (IRMS)",
    RecordClass.ACCESS: "Limitation Act 1980",
    RecordClass.REVIEWS: "Records management toolkit for schools (IRMS)",
    RecordClass.DECLARATIONS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.SCHOOL_REQUESTS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.TRAINING: "Records management toolkit for schools (IRMS)",
    RecordClass.LETTERS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.INCIDENTS: "Records management toolkit for schools (IRMS); Limitation Act 1980",
    RecordClass.ALLEGATIONS: "Keeping children safe in education, part four",
    RecordClass.COMPLAINTS: "Limitation Act 1980",
    RecordClass.MODERATION: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.BLOCKS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.TAKEDOWNS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.SUBJECT_REQUESTS: "UK GDPR Articles 5(2) and 15",
    RecordClass.TERM_REPORTS: "Records management toolkit for schools (IRMS)",
    RecordClass.LESSONS: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.POLICIES: "UK GDPR Article 5(2): being able to show it",
    RecordClass.DESK: "UK GDPR Article 5(1)(e): no longer than needed",
    RecordClass.DESTRUCTIONS: "UK GDPR Article 5(2): being able to show it",
    RecordClass.LOG: "UK GDPR Articles 5(2) and 32",
}
CLASSES: Mapping[RecordClass, ClassRule] = {
    kind: ClassRule(MONTHS[kind], AFTER_WORDS[kind], REASON_WORDS[kind], LAW_WORDS[kind]) for kind in RecordClass
}
NEVER_SHORTER = frozenset({RecordClass.DESTRUCTIONS, RecordClass.LOG, RecordClass.POLICIES})
"""Classes that nothing is destroyed of: they prove the rest."""


def class_words(kind: RecordClass) -> str:
    """What a class is called."""
    return tr(CLASS_WORDS[kind])


def rule_of(kind: RecordClass, periods: Iterable[RetentionPeriod] = ()) -> ClassRule:
    """The rule that holds for a class in translated words: the school's own period and reason go before the usual."""
    own = next((one for one in periods if one.record_class is kind), None)
    months = own.months if own is not None else MONTHS[kind]
    reason = own.reason if own is not None and own.reason else tr(REASON_WORDS[kind])
    law = tr("Set by the school") if own is not None else tr(LAW_WORDS[kind])
    return ClassRule(months, tr(AFTER_WORDS[kind]), reason, law)


def period_words(months: int | None) -> str:
    """“6 years”, “1 year and 6 months”, “for good”."""
    if months is None:
        return tr("for good")
    years, rest = divmod(months, YEAR)
    said = [ntr("{count} year", "{count} years", years)] if years else []
    if rest or not years:
        said.append(ntr("{count} month", "{count} months", rest))
    return said[0] if len(said) == 1 else tr("{years} and {months}", years=said[0], months=said[1])


def over_on(ended: date, months: int | None) -> date | None:
    """From which day on something that ended on `ended` stands over its time; None for good."""
    return None if months is None else months_after(ended, months)
