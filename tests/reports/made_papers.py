"""Invented figures for lists, evidence, checks, the handover book, the undertaking and cards."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.cards import CardTask, HowTo
from schoolsm_desktop.domain.reviews import Verdict
from schoolsm_desktop.reports.account_check_sheet import CheckedAccount, CheckFigures
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.handover_book import (
    BookFigures,
    Contact,
    OpenAction,
    OpenGroup,
    PrintedPaper,
    Round,
    Rule,
)
from schoolsm_desktop.reports.leaver_list import ListFigures, ListLine
from schoolsm_desktop.reports.platform_cards import CardFigures, PlatformSteps
from schoolsm_desktop.reports.review_evidence import EvidenceFigures, NewPassword, ReviewedAccess, ReviewedAccount
from schoolsm_desktop.reports.undertaking import HeldAccess, Promise, UndertakingFigures

from .made_figures import DAY, HARD_NAMES, PRINTED_AT, account_name, directory_account, page_facts, person_name
from .made_figures import register_figures as made_register

BOTH = (Signer("who leaves", "James Marsh"), Signer("Computing coordinator", "Rose Okafor"))
STEPS = (
    "Open the settings of the page, then “Page access”.",
    "Press the three dots beside the name and choose “Remove access”. Type your own password when it asks.",
    "Ask somebody else to see that the name has gone from the list.",
)


def how_to(task: CardTask = CardTask.REMOVE_ADMINISTRATOR, checked: date | None = DAY) -> HowTo:
    """One card of a platform."""
    return HowTo("facebook", task, STEPS, "Whoever is removed is told by the platform.", checked)


def list_line(index: int) -> ListLine:
    """Done, not needed, overdue, open without a day, in turn."""
    platform, name, _address = account_name(index)
    due = f"{index % 5 + 18} Nov 2026"
    done: tuple[dict[str, object], ...] = (
        {"due": due, "is_open": False, "done": "Rose Okafor, 21 Nov 2026", "proof": "Changed, and tried by Pia"},
        {"is_open": False, "done": "Rose Okafor, 21 Nov 2026", "not_needed": "Never had one"},
        {"due": due, "is_late": True},
        {},
    )
    return ListLine(
        f"Password: {platform}, {name}",
        "Change the password on the platform: the person knows it.",
        **done[index % 4],  # type: ignore[arg-type]  # fields of a line
    )


def list_figures(lines: int = 8, *, cards: bool = True, **page: object) -> ListFigures:
    """A leaver's list of any length."""
    return ListFigures(
        page=page_facts("Leaver list", **page),
        lead="James Marsh leaves; the last day is 21 Nov 2026. All that was held and known stands below.",
        lines=tuple(list_line(index) for index in range(lines)),
        reminder="Pupils and former pupils are not contacted on private accounts. " * 4,
        rests_on="Your policy: 6.1 (xiv), “Staff”",
        statement="We have gone through this list together.",
        signers=BOTH,
        cards=(PlatformSteps("Facebook", (how_to(), how_to(CardTask.CHANGE_PASSWORD, None))),) if cards else (),
    )


def reviewed(index: int) -> ReviewedAccess:
    """One decision, every verdict in turn and one that nobody took."""
    verdict = (*Verdict, None)[index % 5]
    change = verdict is Verdict.CHANGE
    return ReviewedAccess(
        who=person_name(index)[0],
        kind=tuple(AccessKind)[index % 4],
        level=tuple(AccessLevel)[index % 4],
        ends=date(2026, 12, 18) if index % 3 == 0 else None,
        verdict=verdict,
        to_level=AccessLevel.LOOKS if change else None,
        to_ends=date(2027, 3, 26) if change else None,
        note="No longer in Year 4" if index % 2 else "",
        decided_by="Rose Okafor" if verdict else "",
        decided_on=DAY if verdict else None,
        last_time="As before",
        followed="ended 21 Nov 2026" if verdict is Verdict.END else "",
    )


def evidence_figures(accounts: int = 2, people: int = 5, **page: object) -> EvidenceFigures:
    """A review of any size, signed off."""
    return EvidenceFigures(
        page=page_facts("Access review evidence", **page),
        term="Autumn term 2026",
        started_by="Rose Okafor",
        started_on=DAY - timedelta(days=3),
        in_short="10 accesses of 5 people to 2 accounts.",
        compared="The last one was of Summer term 2026, signed off 3 Jul 2026. Since then: 2 new, 1 changed.",
        gone=("Dilys Pryce, Facebook: no longer has the access that stood in the last review",),
        signed_off="Alice Whitfield, 21 Nov 2026",
        note="Gone through in one morning.",
        accounts=tuple(
            ReviewedAccount(": ".join(account_name(a)[:2]), tuple(reviewed(a + p) for p in range(people)))
            for a in range(accounts)
        ),
        passwords=(
            NewPassword("Facebook", changed_on=DAY),
            NewPassword("Kidblog", due=PRINTED_AT + timedelta(days=1)),
            NewPassword("YouTube", advised=True),
        ),
        signers=(Signer("Principal", "Alice Whitfield"), Signer("Computing coordinator", "Rose Okafor")),
    )


def checked_account(index: int) -> CheckedAccount:
    """Checked with all answers, or not checked."""
    platform, name, _address = account_name(index)
    if index % 4 == 3:
        return CheckedAccount(name, platform)
    answers = {q: tuple(Known)[(index + at) % 3] for at, q in enumerate(CheckQuestion)}
    return CheckedAccount(name, platform, "Rose Okafor", answers, "Picture is of 2019", "Rose Okafor", DAY)


def check_figures(accounts: int = 5, **page: object) -> CheckFigures:
    """A termly check of any number of accounts."""
    return CheckFigures(
        page=page_facts("Account check", **page),
        term="Autumn term 2026",
        accounts=tuple(checked_account(index) for index in range(accounts)),
        signers=(Signer("Computing coordinator", "Rose Okafor"), Signer("Principal", "Alice Whitfield")),
    )


def book_figures(accounts: int = 3, people: int = 4, **page: object) -> BookFigures:
    """A handover book of any size."""
    late = datetime(2026, 11, 3, tzinfo=PRINTED_AT.tzinfo)
    return BookFigures(
        page=page_facts("Coordinator’s handover book", **page),
        as_of=DAY,
        policy="Valence Primary School",
        outgoing="Rose Okafor",
        incoming="Siân ap Gwŷn",
        accounts=tuple(directory_account(index) for index in range(accounts)),
        register=made_register(accounts, people),
        rules=(
            Rule("Regular changes of passwords", "Once a year, and whenever somebody who knows it loses access.", "4"),
            Rule("Who gives access", "The coordinator gives it; the headteacher directs.", "Roles 1"),
        ),
        waiting=(
            OpenGroup(
                "Passwords",
                (
                    OpenAction(f"Overdue {(PRINTED_AT - late).days} days", "New password: Facebook", "", "Rose", True),
                    OpenAction("24 Nov", "New password advised: Kidblog", "Somebody could have read it", "Rose"),
                ),
            ),
        ),
        contacts=(
            Contact("Principal", "Alice Whitfield", "alice@harbourlane.example", keyholder=True),
            Contact("Designated safeguarding lead"),
        ),
        rounds=(Round("Each week", ("See that the last backup is recent.", "Go on with the open lists.")),),
        papers=(
            PrintedPaper("Register of posting access", DAY),
            PrintedPaper("Recovery sheet", None, "in the school’s safe"),
        ),
        signers=(Signer("hands over", "Rose Okafor"), Signer("takes over", "Siân ap Gwŷn")),
    )


def undertaking_figures(who: str = "Łukasz Wiśniewski", **page: object) -> UndertakingFigures:
    """An undertaking of one person, or blank."""
    return UndertakingFigures(
        page=page_facts("Undertaking for posting access", **page),
        policy="Valence Primary School",
        who=who,
        job="Year 4 teacher" if who else "",
        accesses=(
            (
                HeldAccess("Facebook: Harbour Lane", AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS),
                HeldAccess("Kidblog: Class 4B", AccessKind.OWN_LOGIN, AccessLevel.ADMINISTERS),
            )
            if who
            else ()
        ),
        promises=tuple(Promise(f"I keep each password to myself, number {n}. " * 2, "Use 11") for n in range(1, 9)),
        signers=(Signer("who undertakes it", who), Signer("witness")),
    )


def card_figures(**page: object) -> CardFigures:
    """The cards of one platform."""
    return CardFigures(
        page_facts("How it is done", **page), PlatformSteps("Facebook", tuple(how_to(task) for task in CardTask))
    )


HARD_LINES = tuple(ListLine(f"Password: {name}", "Change it.", is_open=False, done=name) for name in HARD_NAMES)
