"""What colleagues declare, each only as the policy asks: relatives, connections, a private account, privacy settings.

Private accounts themselves are never kept: yes or no and a day (PRACTICE 16). What is said of a relative, a connection
or a family is sealed to named people (PRACTICE 13); this record holds none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from .clauses import Subject, short_clause_name
from .errors import FieldError
from .people import Person
from .periods import months_later
from .policy import Profile, clauses_for
from .rules import NamingEmployer, Rules, is_bound
from .wording import day_text, ntr, tr

SOON = timedelta(days=14)
"""How long before an answer runs out it is asked for again."""
YEARLY = 12


class DeclarationKind(StrEnum):
    """What is declared (D2, D3, D8, D16)."""

    RELATIVE = "relative"
    CONNECTION = "connection"
    FAMILY = "family"
    PRIVATE_ACCOUNT = "private-account"
    PRIVACY_CHECK = "privacy-check"


SEALED_KINDS = frozenset({DeclarationKind.RELATIVE, DeclarationKind.CONNECTION, DeclarationKind.FAMILY})
"""Kinds whose words are sealed to the person, the headteacher and the safeguarding lead."""


class Answer(StrEnum):
    """What was said, where it is a yes or no."""

    NOT_SAID = "not-said"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration of one person on a day.

    PRIVATE_ACCOUNT: `answer` whether a private account names the school, `disclaimer` whether its disclaimer is there.
    PRIVACY_CHECK: `answer` whether the settings were looked at. Sealed kinds: `answer` YES something to declare, NO nothing.
    """

    id: UUID
    school_id: UUID
    person_id: UUID
    kind: DeclarationKind
    on: date
    recorded_by: UUID
    recorded_at: datetime
    answer: Answer = Answer.NOT_SAID
    disclaimer: Answer = Answer.NOT_SAID
    sealed: bool = False
    paper_id: UUID | None = None
    ends_on: date | None = None
    withdrawn_at: datetime | None = None
    revision: int = 1


KIND_WORDS = {
    DeclarationKind.RELATIVE: "Relatives among pupils",
    DeclarationKind.CONNECTION: "Connections with pupils outside school",
    DeclarationKind.FAMILY: "Contact with families",
    DeclarationKind.PRIVATE_ACCOUNT: "A private account that names the school",
    DeclarationKind.PRIVACY_CHECK: "Privacy settings",
}
SHORT_KIND_WORDS = {
    DeclarationKind.RELATIVE: "Relatives",
    DeclarationKind.CONNECTION: "Connections",
    DeclarationKind.FAMILY: "Families",
    DeclarationKind.PRIVATE_ACCOUNT: "School named",
    DeclarationKind.PRIVACY_CHECK: "Privacy",
}
QUESTION_WORDS = {
    DeclarationKind.RELATIVE: "Is a relative of yours a pupil here, with whom you are in touch online?",
    DeclarationKind.CONNECTION: "Are you in touch online with a pupil because of a link outside school?",
    DeclarationKind.FAMILY: "Are you in touch with a pupil’s family in a way that could bring interests into conflict?",
    DeclarationKind.PRIVATE_ACCOUNT: "Does a private account of yours name the school?",
    DeclarationKind.PRIVACY_CHECK: "Have you looked at the privacy settings of your private accounts?",
}
_SUBJECTS = {
    DeclarationKind.RELATIVE: Subject.PUPILS,
    DeclarationKind.CONNECTION: Subject.PUPILS,
    DeclarationKind.FAMILY: Subject.PARENTS,
    DeclarationKind.PRIVATE_ACCOUNT: Subject.NAMING_EMPLOYER,
    DeclarationKind.PRIVACY_CHECK: Subject.PRIVACY,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands with one kind: the answer that counts last, and the last day it counts for."""

    kind: DeclarationKind
    person_id: UUID
    latest: Declaration | None = None
    until: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether an answer counts on `day`."""
        return self.until is not None and day <= self.until

    @property
    def lacks_disclaimer(self) -> bool:
        """Whether a private account names the school without the words that your policy asks for."""
        found = self.latest
        return found is not None and found.answer is Answer.YES and found.disclaimer is Answer.NO

    def words(self, day: date) -> str:
        """The state in a few words; never what was declared."""
        if self.latest is None or self.until is None:
            return tr("Not asked yet")
        if not self.counts_on(day):
            return tr("Ran out on {day}", day=day_text(self.until))
        return tr("Answered {day}", day=day_text(self.latest.on))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those who are asked have an answer that counts."""

    kind: DeclarationKind
    asked: int
    answered: int
    missing: tuple[UUID, ...] = ()

    @property
    def per_cent(self) -> int:
        """Rounded down, so that 100 means everybody."""
        return 100 * self.answered // self.asked if self.asked else 0

    @property
    def words(self) -> str:
        """`22 of 36, 61 %`."""
        return tr("{some} of {all}, {per_cent} %", some=self.answered, all=self.asked, per_cent=self.per_cent)


def kinds_asked(rules: Rules) -> tuple[DeclarationKind, ...]:
    """What the policy asks colleagues to declare; empty where it asks for none of it.

    Sources: churchward:1-student-friends, mill-lane:6.1-xiii, mill-lane:6.1-xii, churchward:1-disclaimer, valence:private-4.
    """
    wanted = {
        DeclarationKind.RELATIVE: rules.declare_relatives,
        DeclarationKind.CONNECTION: rules.declare_connections,
        DeclarationKind.FAMILY: rules.declare_families,
        DeclarationKind.PRIVATE_ACCOUNT: rules.declare_private_account,
        DeclarationKind.PRIVACY_CHECK: rules.privacy_check_months > 0,
    }
    return tuple(kind for kind in DeclarationKind if wanted[kind])


def asks_disclaimer(rules: Rules) -> bool:
    """Whether a private account that names the school carries the policy’s own words (D8).

    Also where no account should name it, and the policy has words for whoever writes of their work (mill-lane:6.1-vii).
    """
    advised = rules.naming_employer is NamingEmployer.NO and bool(rules.disclaimer)
    return advised or rules.naming_employer is NamingEmployer.WITH_DISCLAIMER


def question_words(rules: Rules, kind: DeclarationKind) -> str:
    """The question, in words that anybody understands."""
    if kind is DeclarationKind.PRIVATE_ACCOUNT and rules.naming_employer is NamingEmployer.NO:
        return tr("Does a private account of yours name the school or speak of your work?")
    return tr(QUESTION_WORDS[kind])


def months_of(rules: Rules, kind: DeclarationKind) -> int:
    """How many months an answer counts: the policy’s interval for privacy, a year for everything else."""
    return rules.privacy_check_months if kind is DeclarationKind.PRIVACY_CHECK else YEARLY


def interval_words(rules: Rules, kind: DeclarationKind) -> str:
    """How often it is asked."""
    months = months_of(rules, kind)
    return tr("Once a year") if months == YEARLY else ntr("Every month", "Every {count} months", months)


def kind_clause(profile: Profile, kind: DeclarationKind) -> str:
    """The printed label of the clause that asks for it, with its heading where that is a bare number; "" for none."""
    its = clauses_for(profile, _SUBJECTS[kind])
    declared = clauses_for(profile, Subject.DECLARATIONS)
    found = [each for each in declared if each in its] or [*its, *declared]
    return short_clause_name(found[0]) if found else ""


def who_is_asked(people: Iterable[Person], rules: Rules, today: date) -> tuple[Person, ...]:
    """Those who are here today and whom the policy binds, by name."""
    here = [p for p in people if p.here_on(today) and p.merged_into is None and is_bound(rules, p.contract)]
    return tuple(sorted(here, key=lambda p: p.sort_name.casefold()))


def standing(
    declarations: Iterable[Declaration], person_id: UUID, kind: DeclarationKind, rules: Rules, today: date
) -> Standing:
    """Where a person stands. What was taken back does not count, nor a privacy check that was not done."""
    mine = [d for d in declarations if d.person_id == person_id and d.kind is kind and _counts(d, today)]
    if not mine:
        return Standing(kind, person_id)
    latest = max(mine, key=lambda d: (d.on, d.recorded_at))
    until = latest.ends_on or months_later(latest.on, months_of(rules, kind))
    return Standing(kind, person_id, latest, until)


def coverage(
    kind: DeclarationKind, people: Sequence[Person], declarations: Iterable[Declaration], rules: Rules, today: date
) -> Coverage:
    """How many of `people` have answered; `declarations` may be of all kinds."""
    of_kind = [d for d in declarations if d.kind is kind]
    missing = [p.id for p in people if not standing(of_kind, p.id, kind, rules, today).counts_on(today)]
    return Coverage(kind, len(people), len(people) - len(missing), tuple(missing))


def check_declaration(declared: Declaration, rules: Rules, today: date) -> Declaration:
    """The declaration; raises FieldError for what the policy does not ask, a day to come, or no answer."""
    if declared.kind not in kinds_asked(rules):
        raise FieldError("kind", tr("Your policy does not ask for this, so it is not kept. Nothing was saved."))
    if declared.on > today:
        raise FieldError("on", tr("That day is still to come. Enter it when it has happened."))
    if declared.answer is Answer.NOT_SAID:
        raise FieldError("answer", tr("Say yes or no. Nothing was saved yet."))
    if declared.ends_on is not None and declared.ends_on <= declared.on:
        raise FieldError("ends_on", tr("It would be looked at again before it was declared. Choose a later day."))
    is_account = declared.kind is DeclarationKind.PRIVATE_ACCOUNT
    if not (is_account and declared.answer is Answer.YES and asks_disclaimer(rules)):
        return replace(declared, disclaimer=Answer.NOT_SAID)
    if declared.disclaimer is Answer.NOT_SAID:
        raise FieldError("disclaimer", tr("Say whether the school’s wording stands there. Nothing was saved yet."))
    return declared


def needs_words(kind: DeclarationKind, answer: Answer) -> bool:
    """Whether it is said with whom and how; sealed to the person, the headteacher and the safeguarding lead."""
    return kind in SEALED_KINDS and answer is Answer.YES


def _counts(declared: Declaration, today: date) -> bool:
    if declared.withdrawn_at is not None or declared.on > today:
        return False
    if declared.kind is DeclarationKind.PRIVACY_CHECK:
        return declared.answer is Answer.YES
    return declared.answer is not Answer.NOT_SAID


def privacy_prompts() -> tuple[str, ...]:
    """What somebody looks at in a privacy check, on screen and on paper (valence:private-4, bucklebury:staff-3)."""
    return (
        tr("Who can see what you post: friends only, also for what you posted long ago."),
        tr("Whether you can be found by search, by your e-mail address or by your phone number."),
        tr("Who can tag you or post on your page, and whether you are asked before it shows."),
        tr("No home address, phone number or birth date that others can see."),
        tr("Nothing that shows pupils, families or colleagues, and nothing that was told you at school."),
        tr("A password of its own and a second factor; old sign-ins on other devices ended."),
        tr("Old accounts that you no longer use: closed."),
    )
