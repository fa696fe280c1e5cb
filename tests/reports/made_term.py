"""Invented figures of a termly report as they may be printed, for schools of any size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.complaints import Stage
from schoolsm_desktop.domain.figures import (
    AccessFigures,
    AccountFigures,
    BlockFigures,
    ComplaintFigures,
    FirstAction,
    GroupCoverage,
    IncidentFigures,
    ModerationFigures,
    PermissionFigures,
    PhotoFigures,
    PlaceAnswers,
    PolicyFigures,
    RemovalFigures,
    RequestFigures,
    ReviewFigures,
    SecretFigures,
    TakedownFigures,
    Tally,
    TermFigures,
    YearCoverage,
)
from schoolsm_desktop.domain.figures_incidents import GROUP_OF, IncidentGroup, Outcome
from schoolsm_desktop.domain.held import Cell, Held
from schoolsm_desktop.domain.incident_kinds import IncidentKind
from schoolsm_desktop.domain.moderating import Moderated, TakedownOutcome
from schoolsm_desktop.domain.periods import Period
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.read_and_signed import Group
from schoolsm_desktop.domain.report_sentences import report_sentences
from schoolsm_desktop.domain.suppression import (
    HeldBack,
    PublishedColumn,
    PublishedFacts,
    PublishedFigures,
    PublishedRow,
    PublishedTable,
    Topic,
)
from schoolsm_desktop.domain.term_reports import PlannedAction, ReportPart, ReportWords
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.termly_report import ReportFigures

from .made_figures import page_facts

AUTUMN = Period("Autumn term 2026", date(2026, 9, 2), date(2026, 12, 18))
SUMMER = Period("Summer term 2026", date(2026, 4, 13), date(2026, 7, 22))
AUTUMN_BEFORE = Period("Autumn term 2025", date(2025, 9, 3), date(2025, 12, 19))
TERMS = (("term", AUTUMN.name), ("before", SUMMER.name), ("last-year", AUTUMN_BEFORE.name))
ANSWERS = (("pupils", "On the roll"), ("yes", "Yes"), ("no", "No"), ("none", "No answer"))
POLICY_COLUMNS = (
    ("asked", "Asked to read and sign"),
    ("signed", "Read and signed"),
    ("training_asked", "Asked to be trained"),
    ("trained", "Trained"),
)
LOG_SEAL = "812 · 3f5a 9c01 77be 20d4 5e6f 0a1b 2c3d 4e5f"
WORDS = ReportWords(
    opening=(
        "A calm term. Every account was checked before half-term, and the newsletter moved to the website. "
        "What is left is on the last pages."
    ),
    plan=(
        PlannedAction("Change the two passwords that are overdue", "Computing coordinator", date(2026, 12, 4)),
        PlannedAction("Bring in the photo forms of Year 3", "Office manager", date(2027, 1, 22)),
        PlannedAction("Look at the pages once a week", "Posting staff", None, date(2026, 11, 2)),
    ),
    confidential="One matter was taken to the local authority’s officer, who advised no further action.",
)


def table(
    topic: Topic,
    title: str,
    columns: Sequence[tuple[str, str]],
    rows: Mapping[str, tuple[str, Sequence[Cell | None]]],
    *,
    is_trend: bool = False,
) -> PublishedTable:
    """A table whose row `total` is the total, and whose rows that begin with “Of these” are parts."""
    return PublishedTable(
        topic,
        title,
        tuple(PublishedColumn(key, name) for key, name in columns),
        tuple(
            PublishedRow(key, name, tuple(cells), is_total=key == "total", is_part=name.startswith("Of these"))
            for key, (name, cells) in rows.items()
        ),
        is_trend=is_trend,
    )


def everything(years: int = 7, pupils: int = 62, word: str = "") -> tuple[PublishedTable, ...]:
    """The tables of an ordinary school; `word` stands in every title that a school can choose."""
    return (
        table(
            Topic.ACCOUNTS,
            "Accounts",
            TERMS,
            {
                "in_use": ("In use", (13, 12, 9)),
                "paused": ("Paused", (1, 0, 0)),
                "waiting": ("Not yet in use", (2, 1, 0)),
                "closed": ("Closed, ever", (4, 4, 3)),
                "not_ours": ("Not ours, in our name or about us", (3, 3, 1)),
            },
        ),
        table(
            Topic.CHECKS,
            "Checks of the accounts",
            TERMS,
            {
                "checks_due": ("To be checked: all that are not closed", (13, 12, 9)),
                "checks_done": ("Checked", (11, 12, 9)),
                "to_put_right": ("Found, and not put right yet", (1, 0, 3)),
            },
        ),
        table(
            Topic.ACCESS,
            "Who has access",
            TERMS,
            {
                "people": ("People with access", (24, 22, 17)),
                "people_ready": ("Of these, policy and training met", (22, 22, 11)),
                "accesses": ("Accesses", (41, 39, 30)),
            },
        ),
        table(
            Topic.ACCESS_CHANGES,
            "Access given, changed, ended and reviewed",
            TERMS,
            {
                "given": ("Given", (6, 3, 9)),
                "changed": ("Changed", (2, 0, 1)),
                "ended": ("Ended", (4, 7, 2)),
                "lines": ("Accesses looked at in the review", (41, 39, 30)),
                "kept": ("Of these, kept", (37, 36, 29)),
            },
        ),
        table(
            Topic.SECRETS,
            "Passwords and codes",
            TERMS,
            {
                "passwords_overdue": ("Passwords due to be changed, overdue", (2, 0, 4)),
                "changed_in_term": ("Passwords changed this term", (5, 3, 2)),
            },
        ),
        *(answers(place, years, pupils, word) for place in (f"School website{word}", f"Facebook{word}", "Newsletter")),
        table(
            Topic.PHOTO_CHECKS,
            "Photo checks by what came of them",
            TERMS,
            {
                "passed": ("Passed", (118, 96, 70)),
                "stopped": ("Stopped", (11, Held.FEWER, 6)),
                "waiting": ("Waiting for a second person", (0, Held.BACK, 0)),
                "total": ("Total", (129, 103, 76)),
            },
            is_trend=True,
        ),
        table(
            Topic.INCIDENTS,
            "Incidents by group",
            TERMS,
            {
                "conduct": ("What people wrote or did", (9, 6, Held.BACK)),
                "pictures": ("Pictures", (5, 7, 6)),
                "accounts": ("Accounts and devices", (Held.FEWER, 0, Held.FEWER)),
                "other": ("Anything else", (Held.BACK, 5, 0)),
                "total": ("Total", (23, 18, 16)),
            },
            is_trend=True,
        ),
        table(
            Topic.OPEN_INCIDENTS,
            "Still open",
            TERMS,
            {
                "open": ("Still open", (6, 5, 0)),
                "overdue": ("Of these, with something overdue", (Held.FEWER, 0, 0)),
                "actions_open": ("Actions still open", (8, 5, 0)),
                "actions_overdue": ("Of these, overdue", (5, 0, 0)),
            },
        ),
        table(
            Topic.COMPLAINTS,
            "Complaints by stage reached",
            TERMS,
            {
                "informal": ("Informal", (Held.FEWER, 0, 0)),
                "formal": ("Formal", (Held.BACK, 0, 0)),
                "total": ("Total", (6, 0, 0)),
            },
            is_trend=True,
        ),
        table(
            Topic.POLICY,
            "Who has read and signed the policy, and is trained",
            POLICY_COLUMNS,
            {
                "staff": (f"Staff{word}", (46, 44, 46, 40)),
                "governors": ("Governors", (11, 11, 11, 9)),
                "total": ("Total", (57, 55, 57, 49)),
            },
        ),
        table(
            Topic.REQUESTS,
            "Requests to the headteacher",
            TERMS,
            {
                "asked": ("Asked", (4, 2, 3)),
                "granted": ("Allowed", (3, 2, 2)),
                "refused": ("Refused", (1, 0, 1)),
                "waiting": ("To be decided", (0, 0, 0)),
            },
        ),
    )


def answers(place: str, years: int, pupils: int, word: str = "") -> PublishedTable:
    """Answers for one place by year group; the second group has cells that are held back."""
    rows: dict[str, tuple[str, Sequence[Cell | None]]] = {}
    for year in range(years):
        none, no = pupils // 8 + year, pupils // 6
        cells: tuple[Cell, ...] = (pupils, pupils - none - no, no, none)
        rows[str(year)] = (f"Year {year}{word}" if year else f"Reception{word}", cells)
        if year == 1:
            rows["1"] = (f"Year 1{word}", (pupils, pupils - 9, Held.FEWER, Held.BACK))
    whole = pupils * years
    rows["total"] = ("Total", (whole, whole * 7 // 10, whole * 2 // 10, whole - whole * 7 // 10 - whole * 2 // 10))
    return table(Topic.PERMISSIONS, place, ANSWERS, rows)


def published_figures(tables: Sequence[PublishedTable] | None = None, **changed: object) -> PublishedFigures:
    """Both earlier terms known, some cells held back; whatever the test changes."""
    figures = PublishedFigures(
        part=ReportPart.CONFIDENTIAL,
        period=AUTUMN,
        counted_on=date(2026, 11, 21),
        before=SUMMER,
        last_year=AUTUMN_BEFORE,
        is_small=False,
        tables=tuple(everything() if tables is None else tables),
        facts=PublishedFacts(
            review_begun=True,
            passwords_overdue_since=date(2026, 10, 5),
            policy_version="3",
            policy_approved_on=date(2025, 11, 4),
            policy_review_on=date(2026, 11, 4),
            rehearsed_on=date(2026, 9, 30),
            first_action_median_hours=3.5,
            first_action_longest_hours=71.0,
            first_action_before_hours=6.0,
        ),
        held=(
            HeldBack(
                Topic.INCIDENTS, "Incidents by group", 2, 2, "2 numbers are below 5; 2 more would give them away."
            ),
            HeldBack(Topic.PERMISSIONS, "School website", 1, 1, "1 number is below 5; 1 more would give it away."),
        ),
        held_words=(
            "Numbers of 1 to 4 about children or incidents read “fewer than 5”: so small a number could point at somebody.",
            "Where one could be worked out from others, a second one is held back.",
        ),
        counting_words=(
            "Incidents are counted in the term in which the school first knew of them.",
            "Allegations about adults and low-level concerns are never counted.",
            "People and accounts stand as on the last day counted.",
        ),
    )
    return replace(figures, **changed)  # type: ignore[arg-type]  # a test may change any field of it


def nothing_recorded() -> PublishedFigures:
    """A school that has recorded nothing at all, in half a year as no term is typed."""
    half = Period("Second half of 2026", date(2026, 7, 1), date(2026, 12, 31))
    one = (("term", half.name),)
    tables = (
        table(Topic.ACCOUNTS, "Accounts", one, {"in_use": ("In use", (0,)), "paused": ("Paused", (0,))}),
        table(Topic.ACCESS, "Who has access", one, {"people": ("People with access", (0,))}),
        table(Topic.PERMISSIONS, "School website", ANSWERS, {"total": ("Total", (0, 0, 0, 0))}),
        table(Topic.PHOTO_CHECKS, "Photo checks", one, {"total": ("Total", (0,))}, is_trend=True),
        table(Topic.INCIDENTS, "Incidents", one, {"total": ("Total", (0,))}, is_trend=True),
    )
    return published_figures(
        tables, period=half, before=None, last_year=None, facts=PublishedFacts(), held=(), held_words=()
    )


def report_figures(
    profile: Profile,
    published: PublishedFigures | None = None,
    words: ReportWords = WORDS,
    *,
    draft: bool = False,
    **page: object,
) -> ReportFigures:
    """A part of the report as it goes to paper."""
    shown = published or published_figures()
    part = {
        ReportPart.PUBLIC: "Part 1: may be published",
        ReportPart.CONFIDENTIAL: "Part 2: confidential, for the board",
    }
    frame = {"period": AUTUMN.name, "printed_by": "Headteacher", "confidentiality": part[shown.part]} | page
    return ReportFigures(
        page=page_facts("Termly report to governors", seal_number="" if draft else LOG_SEAL, **frame),
        part=shown.part,
        published=shown,
        sentences=report_sentences(shown, words, profile),
        words=words,
        signers=(Signer("Headteacher"), Signer("Chair of governors")),
        draft=draft,
        log_seal="" if draft else LOG_SEAL,
    )


def term_figures(pupils: int, years: int, *, period: Period = AUTUMN, shift: int = 0, word: str = "") -> TermFigures:
    """The figures of one term of a school of that many pupils; `shift` makes another term other."""
    each = pupils // years
    coverage = tuple(
        _year(year, each + (pupils - each * years if year == 0 else 0), shift, word) for year in range(years)
    )
    kinds = tuple(Tally(kind.value, (at * 7 + shift * 3 + pupils // 100) % 9) for at, kind in enumerate(GROUP_OF))
    counted = sum(tally.count for tally in kinds)
    people = 4 + pupils // 20
    return TermFigures(
        period=period,
        counted_on=min(period.ends, date(2026, 11, 21)),
        roll=pupils,
        accounts=AccountFigures(9 + shift, 1, 1, 4, 1, 2, 0, 9, 9 - shift, shift),
        access=AccessFigures(
            people,
            people + 9,
            tuple(Tally(kind.value, 3) for kind in AccessKind),
            tuple(Tally(level.value, 3) for level in AccessLevel),
            given=6 + shift,
            ended=4,
            changed=2,
            people_ready=people - shift,
        ),
        review=ReviewFigures(begun=True, signed_off_on=date(2026, 11, 3), lines=41, kept=37, changed=3, ended=1),
        secrets=SecretFigures(shift, date(2026, 10, 5) if shift else None, 1, 0, 5),
        permissions=PermissionFigures((("web", f"School website{word}"), ("fb", f"Facebook{word}")), coverage),
        photos=PhotoFigures(pupils // 4 + shift, 11, 0, 60, 41),
        removals=RemovalFigures(finished=7, still_open=6, overdue=1),
        incidents=IncidentFigures(
            kinds=kinds,
            groups=tuple(
                Tally(group.value, sum(t.count for t in kinds if GROUP_OF[IncidentKind(t.key)] is group))
                for group in IncidentGroup
            ),
            outcomes=tuple(
                Tally(each.value, counted - 6 if each is Outcome.FOLLOWED else 6 if each is Outcome.OPEN else 0)
                for each in Outcome
            ),
            overdue=2,
            open_from_before=1,
            first_action=FirstAction(counted, 3.5, 71.0, 0, 4),
            actions_open=8,
            actions_overdue=3,
        ),
        moderation=ModerationFigures(tuple(Tally(did.value, 6) for did in Moderated)),
        blocks=BlockFigures(made=1, lifted=0, standing=3, review_overdue=1, appeals=0),
        takedowns=TakedownFigures(tuple(Tally(each.value, 2) for each in TakedownOutcome), overdue=1),
        complaints=ComplaintFigures(tuple(Tally(stage.value, 2) for stage in Stage), 2, 4, 5, 0, 1),
        policy=PolicyFigures(
            "3",
            date(2025, 11, 4),
            date(2026, 12, 4),
            tuple(GroupCoverage(group.value, people, people - 1, people, people) for group in Group),
        ),
        requests=RequestFigures(asked=4, granted=3, refused=1, waiting=0),
    )


def _year(year: int, pupils: int, shift: int, word: str) -> YearCoverage:
    no, none = min(pupils, 1 + year % 7), max(0, min(pupils - 1 - year % 7, year % 4 + shift))
    places = tuple(PlaceAnswers(place, pupils - no - none, no, none) for place in ("web", "fb"))
    return YearCoverage(f"Year {year}{word}", pupils, places)


def three_terms(pupils: int, years: int, word: str = "") -> TermFigures:
    """A term with the one before it and the same one last year."""
    summer = term_figures(pupils, years, period=SUMMER, shift=1, word=word)
    last = term_figures(pupils, years, period=AUTUMN_BEFORE, shift=2, word=word)
    return replace(term_figures(pupils, years, word=word), before=summer, last_year=last)
