"""What is worth putting right in the policy itself: rules over its settings, its versions and the school's records.

Each rule yields findings: what it is, why it matters, what to do, the clause, and where it is done. A finding has a key
that stays the same, so that a school can say "known, leave it" with a reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from .accounts import Account, AccountClass, Known, Platform
from .clauses import ClauseRef, Subject
from .editions import PUBLISHED_MONTHS, Edition, LinkedPolicy, current_edition, offered_links
from .house import HouseRules
from .months import months_after
from .people import Duty, DutyHeld, holders_on
from .policy import ChangeRule, Profile, clause, clause_by_id, clauses_for, duty_title
from .references import Reference, ReferenceKind, Standing, instead_of
from .rules import MeansOurAccounts, Monitoring, PostingPupils, RecruitmentSearch
from .wording import day_text, list_text, tr

SHORT_INTERVAL = 180
"""Days: a forced change of passwords at shorter intervals is pointed out (D6)."""
LEFT_FOR = timedelta(days=365)
"""How long a finding that is left rests before it is shown again."""
_DOTTED = re.compile(r"\d+\.\d+")
_ALWAYS_HELD = (Duty.HEADTEACHER, Duty.COORDINATOR, Duty.DSL, Duty.DPO, Duty.CHAIR)
_NAMED_IN = (Subject.LAW, Subject.PLATFORMS, Subject.CONTACTS, Subject.CURRICULUM)
_LISTED = frozenset({AccountClass.OFFICIAL, AccountClass.WEBSITE})
"""Classes of account that a policy's own list is about."""


class Where(StrEnum):
    """Where a finding is put right."""

    POLICY = "policy"
    VERSIONS = "versions"
    STAFF = "staff"
    ACCOUNTS = "accounts"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth putting right. `weighty`: Today says so too, where no other line of it does."""

    key: str
    title: str
    why: str
    what_to_do: str
    where: Where
    clause: ClauseRef | None = None
    record: UUID | None = None
    checked: str = ""
    """Of facts about law and guidance: when they were looked up, and whom to ask."""
    weighty: bool = False


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """What the rules look at. `editions` are those of one school."""

    profile: Profile
    references: Mapping[str, Reference] = field(default_factory=dict)
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    accounts: Sequence[Account] = ()
    duties: Sequence[DutyHeld] = ()
    editions: Sequence[Edition] = ()
    linked: Sequence[LinkedPolicy] = ()
    house: HouseRules | None = None


def findings(facts: HealthFacts, today: date) -> tuple[Finding, ...]:
    """Everything worth putting right today, the weighty first, in the order of the rules."""
    found = [finding for rule in RULES for finding in rule(facts, today)]
    return tuple(sorted(found, key=lambda f: not f.weighty))


def naming_clause(profile: Profile, reference: Reference) -> ClauseRef | None:
    """The clause that names a law, a guidance or a service; the first about its subject where none can be told."""
    listed = [found for subject in _NAMED_IN for found in clauses_for(profile, subject)]
    for words in reference.words:
        for found in listed:
            if _plain(words) in _plain(found.gist):
                return found
    return clause(profile, Subject.PLATFORMS if reference.kind is ReferenceKind.SERVICE else Subject.LAW)


def _plain(text: str) -> str:
    return text.replace("’", "'").casefold()


def _named(facts: HealthFacts) -> list[Reference]:
    return [facts.references[key] for key in facts.profile.rules.references if key in facts.references]


def laws(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """Laws and guidance that no longer stand, or never did (mill-lane:4.1, mill-lane:4.3, mill-lane:9)."""
    del today
    for reference in _named(facts):
        if reference.kind is ReferenceKind.SERVICE or reference.standing is Standing.STANDS:
            continue
        now = instead_of(reference, facts.references)
        yield Finding(
            f"law:{reference.key}",
            _law_title(reference),
            reference.note,
            _law_deed(reference, now),
            Where.POLICY,
            naming_clause(facts.profile, reference),
            checked=_looked_up(reference),
            weighty=reference.standing in (Standing.REPLACED, Standing.REPEALED, Standing.NO_SUCH_NAME),
        )


def _law_title(reference: Reference) -> str:
    title = reference.title
    said = {
        Standing.IN_PART: tr("{title}: a part of it no longer stands", title=title),
        Standing.REPLACED: tr("{title} has been replaced", title=title),
        Standing.REPEALED: tr("{title} has been repealed", title=title),
        Standing.RENAMED: tr("{title} has another name now", title=title),
        Standing.NO_SUCH_NAME: tr("There is no “{title}”", title=title),
        Standing.NO_YEAR: title,
    }
    return said[reference.standing]


def _looked_up(reference: Reference) -> str:
    return tr("Looked up on {day}; check with your adviser.", day=day_text(reference.checked_on))


def _law_deed(reference: Reference, now: Reference | None) -> str:
    if reference.standing is Standing.IN_PART and now is not None:
        return tr("When the text is next changed, write “{now}” beside it.", now=now.title)
    if now is not None:
        return tr("When the text is next changed, write “{now}” instead, and take this off the list.", now=now.title)
    return tr("When the text is next changed, leave it out, and take it off the list.")


def services(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """Services that have closed or have another name (kew-woods:2.2-b, mill-lane:1.1, churchward:1-definition)."""
    for reference in _named(facts):
        if reference.kind is not ReferenceKind.SERVICE:
            continue
        platform = facts.platforms.get(reference.platform)
        closed = platform.closed_on if platform is not None else None
        named = naming_clause(facts.profile, reference)
        if closed is not None and closed <= today:
            yield Finding(
                f"service:{reference.key}",
                tr("{name} has closed", name=reference.title),
                tr("It ended on {day}. A policy that names it looks as if nobody reads it.", day=day_text(closed)),
                tr("When the text is next changed, leave it out, and take it off the list."),
                Where.POLICY,
                named,
            )
        elif reference.standing is Standing.RENAMED:
            yield Finding(
                f"service:{reference.key}",
                tr("{name} has another name now", name=reference.title),
                reference.note,
                tr("When the text is next changed, write the new name, with the old one beside it."),
                Where.POLICY,
                named,
                checked=_looked_up(reference),
            )


def numbers(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """Two clauses printed with one number (kew-woods:2.2-a, kew-woods:2.2-b, kew-woods:8-7.1)."""
    del today
    counted = Counter(c.label for c in facts.profile.clauses if _DOTTED.fullmatch(c.label))
    for label, count in counted.items():
        if count < 2:
            continue
        double = [c for c in facts.profile.clauses if c.label == label]
        headings = list(dict.fromkeys(c.heading for c in double if c.heading))
        under = tr(" They stand under {headings}.", headings=list_text(headings)) if len(headings) > 1 else ""
        yield Finding(
            f"number:{label}",
            tr("{count} clauses have the number {label}", count=count, label=label),
            tr("Whoever reads “see {label}” cannot know which of them is meant.{under}", label=label, under=under),
            tr("When the text is next changed, give one of them a number of its own."),
            Where.VERSIONS,
            double[-1],
        )


def versions(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """No version, no adoption, no review day or one that has passed, and the website."""
    standing = [e for e in facts.editions if e.withdrawn_at is None]
    current = current_edition(tuple(standing), today)
    if current is None:
        yield _not_adopted(facts.profile, standing)
        return
    yield from _review(facts.profile, current, today)
    seen = current.published_checked_on
    if seen is None or months_after(seen, PUBLISHED_MONTHS) < today:
        yield Finding(
            "website",
            tr("Nobody has looked for the policy on the website"),
            tr("Parents and inspectors look there first, and an old version does harm.")
            if seen is None
            else tr("The last look was on {day}.", day=day_text(seen)),
            tr("Look whether the version in force stands there, and enter its address and the day."),
            Where.VERSIONS,
            clause(facts.profile, Subject.PUBLISHED),
            current.id,
        )


def _not_adopted(profile: Profile, standing: Sequence[Edition]) -> Finding:
    begun = bool(standing)
    return Finding(
        "adoption",
        tr("The policy is not signed by both") if begun else tr("No version of the policy has been entered"),
        tr("Until headteacher and chair have signed and its first day has come, it is a draft.")
        if begun
        else tr("Without one nobody can show which text was in force on a day."),
        tr("Enter both signatures with their days.")
        if begun
        else tr("Add the version that the governors adopted, with its text and its days."),
        Where.VERSIONS,
        clause(profile, Subject.ADOPTION),
        max(standing, key=lambda e: e.made_at).id if begun else None,
    )


def _review(profile: Profile, current: Edition, today: date) -> Iterable[Finding]:
    if current.review_on is None:
        yield Finding(
            "no-review-day",
            tr("The policy has no day on which it is looked at again"),
            tr("Without one Today cannot say when it is time."),
            tr("Enter a day; your policy asks for one every {months} months.", months=profile.rules.review_months),
            Where.VERSIONS,
            clause(profile, Subject.REVIEW),
            current.id,
        )
    elif current.review_on < today:
        yield Finding(
            "review-overdue",
            tr("The policy was to be looked at again by {day}", day=day_text(current.review_on)),
            tr("Services, laws and people have changed since."),
            tr("Look at it again, and enter the new version or the new day."),
            Where.VERSIONS,
            clause(profile, Subject.REVIEW),
            current.id,
        )


def linked_policies(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """Policies that this one is read with and that nobody has entered (kew-woods:1.2, mill-lane:1.5)."""
    del today
    missing = offered_links(facts.profile.rules.linked_policies, facts.linked)
    if missing:
        yield Finding(
            "linked-policies",
            tr("Not entered: {policies}", policies=list_text(missing)),
            tr("Your policy is read with it, and nobody is reminded when it is to be looked at again.")
            if len(missing) == 1
            else tr("Your policy is read with them, and nobody is reminded when they are to be looked at again."),
            tr("Put them in the list with the days on which they are looked at again."),
            Where.VERSIONS,
            clause(facts.profile, Subject.LINKED_POLICIES),
        )


def duties(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """Duties that the policy relies on and nobody holds."""
    told = {duty for route in facts.profile.rules.routes for duty in route.tell}
    for duty in Duty:
        if duty not in told and duty not in _ALWAYS_HELD:
            continue
        if holders_on(facts.duties, duty, today):
            continue
        relied = next((r for r in facts.profile.rules.routes if duty in r.tell and r.clause), None)
        yield Finding(
            f"nobody:{duty.value}",
            tr("Nobody is recorded as {duty}", duty=duty_title(facts.profile, duty)),
            tr("This person is told when something happens.")
            if duty in told
            else tr("What is about the headteacher goes to the chair.")
            if duty is Duty.CHAIR
            else tr("Somebody has to answer for it, or its lines of Today reach nobody."),
            tr("Give the duty to somebody, or to one person together with another duty."),
            Where.STAFF,
            clause_by_id(facts.profile, relied.clause) if relied else None,
        )


def recruitment(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """Searches on applicants forbidden, where the guidance for England now speaks of them (D1; kew-woods:6.1)."""
    del today
    if facts.profile.rules.recruitment is not RecruitmentSearch.FORBIDDEN:
        return
    guidance = facts.references.get("kcsie")
    yield Finding(
        "recruitment",
        tr("Searches on applicants are forbidden"),
        tr(
            "Keeping children safe in education has asked schools in England since 2022 to consider an online search on those who are shortlisted, and to tell them."
        ),
        tr("Let headteacher and governors decide: keep the rule and note why, or allow searches with a record."),
        Where.POLICY,
        clause(facts.profile, Subject.RECRUITMENT),
        checked=_looked_up(guidance) if guidance else "",
        weighty=True,
    )


def interval(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """A forced change of passwords at short intervals (D6; churchward:4-change-regularly)."""
    del today
    profile = facts.profile
    termly = profile.change is ChangeRule.TERM
    if not termly and not (profile.change is ChangeRule.DAYS and profile.change_days < SHORT_INTERVAL):
        return
    yield Finding(
        "short-interval",
        tr("Passwords have to be changed every term")
        if termly
        else tr("Passwords have to be changed every {days} days", days=profile.change_days),
        tr(
            "Being made to change often leads people to weaker passwords. The National Cyber Security Centre advises against fixed short intervals."
        ),
        tr("Keep the interval if your policy means it; otherwise choose a year, or changes when somebody leaves."),
        Where.POLICY,
        clause(profile, Subject.PASSWORD_CHANGE),
    )


def monitoring(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """Monitoring that the policy speaks of and the privacy notice does not (mill-lane:7.1, PRACTICE 29)."""
    del today
    if facts.profile.rules.monitoring is Monitoring.NOTHING:
        return
    said = facts.house.monitoring_in_notice if facts.house is not None else Known.NOT_KNOWN
    if said is Known.YES:
        return
    yield Finding(
        "monitoring",
        tr("Monitoring is not in the privacy notice")
        if said is Known.NO
        else tr("Is monitoring in the privacy notice?"),
        tr(
            "The policy says that something is watched. As a rule people have to be told so, and why, before it happens."
        ),
        tr("Look in the privacy notice for colleagues, have it put in where it is missing, and enter the day."),
        Where.HOUSE,
        clause(facts.profile, Subject.MONITORING),
    )


def posting(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """Never post pupils: whether the school's own accounts are meant too is still to be said (PRACTICE 32)."""
    del today
    rules = facts.profile.rules
    if rules.posting_pupils is PostingPupils.NEVER and rules.means_our_accounts is MeansOurAccounts.NOT_SAID:
        yield Finding(
            "means-our-accounts",
            tr("No pictures of pupils: are our own accounts meant?"),
            tr("The policy says that colleagues never post pupils. Until somebody decides, every photo check stops."),
            tr("Let the headteacher say once whether the school’s own accounts are meant too."),
            Where.POLICY,
            clause(facts.profile, Subject.POSTING_PUPILS),
            weighty=True,
        )


def listed_accounts(facts: HealthFacts, today: date) -> Iterable[Finding]:
    """The policy's own list of accounts against the register, both ways (valence:technologies-school)."""
    del today
    named = facts.profile.rules.named_accounts
    if not named:
        return
    live = [a for a in facts.accounts if a.is_live]
    for one in named:
        if not any(a.platform_id == one.platform for a in live):
            yield Finding(
                f"named:{one.platform}",
                tr("Named in the policy, not in the register: {account}", account=one.words),
                tr("An account that nobody looks after can still be found and taken over."),
                tr("Enter it, or, if it is gone, say so in the text when it is next changed."),
                Where.ACCOUNTS,
                clause_by_id(facts.profile, one.clause),
            )
    platforms = {one.platform for one in named}
    for account in live:
        if account.account_class in _LISTED and account.platform_id not in platforms:
            yield Finding(
                f"account:{account.id}",
                tr("In the register, not in the policy: {account}", account=account.name),
                tr("The policy lists the school’s accounts, and this one is not among them."),
                tr("Add it to the text when it is next changed, or close it."),
                Where.ACCOUNTS,
                clause_by_id(facts.profile, named[0].clause),
                account.id,
            )


Rule = Callable[[HealthFacts, date], Iterable[Finding]]
RULES: tuple[Rule, ...] = (
    posting,
    recruitment,
    versions,
    linked_policies,
    duties,
    listed_accounts,
    laws,
    services,
    numbers,
    monitoring,
    interval,
)
"""In the order in which an office would go through them."""
