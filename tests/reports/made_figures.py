"""Invented figures of any size for the printed documents; benchmarks import them too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import (
    AccountClass,
    AccountState,
    Known,
    Moderation,
    SecondFactor,
)
from schoolsm_desktop.reports.access_register import (
    PasswordNeeded,
    RegisterAccount,
    RegisterEntry,
    RegisterFigures,
    RegisterPerson,
)
from schoolsm_desktop.reports.account_directory import (
    DirectoryAccount,
    DirectoryFigures,
    OutsideAccount,
    PasswordFacts,
    RecoveryLine,
)
from schoolsm_desktop.reports.blocks import Signer
from schoolsm_desktop.reports.page_frame import Letterhead, PageFacts
from schoolsm_desktop.reports.recovery_sheet import RecoveryFigures

PRINTED_AT = datetime(2026, 11, 21, 9, 41, tzinfo=UTC)
DAY = date(2026, 11, 21)

HARD_NAMES = (
    "Łukasz Wiśniewski",
    "Nguyễn Thị Bích Phượng",
    "Ọmọ́tọ́lá Adébáyọ̀",
    "Ștefan Țurcanu",
    "Gülşen Işık",
    "Siân ap Gwŷn",
    "Ελένη Παπαδοπούλου",
    "Олена Шевченко",
    "ỌMỌ́TỌ́LÁ",
    "Zoë O’Brien-Ní Dhomhnaill",
)
PEOPLE = (
    ("Alice Whitfield", "Headteacher"),
    ("Rose Okafor", "Computing coordinator"),
    ("James Marsh", "Year 4 teacher"),
    ("Pia Lindqvist", "Office manager"),
    ("Samuel Adeyemi", "Supply teacher, to 18 Dec"),
    ("Dilys Pryce", "Teaching assistant"),
)
ACCOUNTS = (
    ("Facebook", "Harbour Lane Primary", "https://www.facebook.com/harbourlaneprimary"),
    ("X, formerly Twitter", "@HarbourLanePS", "https://x.com/HarbourLanePS"),
    ("YouTube", "Harbour Lane videos", "https://www.youtube.com/@harbourlanevideos"),
    ("Website", "harbourlane.example", "https://www.harbourlane.example"),
    ("Kidblog", "Class 4B", "https://kidblog.org/class/4b-harbour-lane"),
    ("Instagram", "harbourlane_school", "https://www.instagram.com/harbourlane_school/"),
)
REASONS = ("Year 4 residential and class news", "Newsletter and term dates", "Looks after the page", "")


def page_facts(title: str = "Register of posting access", **changed: object) -> PageFacts:
    """The frame of an invented school, with whatever the test changes."""
    facts: dict[str, object] = {
        "letterhead": Letterhead("Harbour Lane Primary School", "H", "#12303f"),
        "title": title,
        "subject": "Who may post on the school's accounts",
        "period": "Autumn term 2026, week 11",
        "printed_by": "Rose Okafor, Computing coordinator",
        "printed_at": PRINTED_AT,
        "confidentiality": "Confidential",
    }
    return PageFacts(**(facts | changed))  # type: ignore[arg-type]  # a test may pass any field of it


def person_name(index: int) -> tuple[str, str]:
    """Name and job of the invented person number `index`; hard names come back every so often."""
    if index < len(PEOPLE):
        return PEOPLE[index]
    name = HARD_NAMES[index % len(HARD_NAMES)]
    return (name if index < len(PEOPLE) + len(HARD_NAMES) else f"{name} {index}", f"Year {index % 7} teacher")


def account_name(index: int) -> tuple[str, str, str]:
    """Platform, name and address of the invented account number `index`."""
    platform, name, address = ACCOUNTS[index % len(ACCOUNTS)]
    return (platform, name, address) if index < len(ACCOUNTS) else (platform, f"{name} {index}", address)


def register_figures(accounts: int, people: int, *, every: int = 2, **page: object) -> RegisterFigures:
    """A register in which about one pair in `every` of person and account is held."""
    kinds, levels = tuple(AccessKind), tuple(AccessLevel)
    entries = [
        register_entry(person, account, kinds[(person + account) % 4], levels[(person * 3 + account) % 4])
        for person in range(people)
        for account in range(accounts)
        if (person * 7 + account * 3) % every == 0
    ]
    return RegisterFigures(
        page=page_facts(**page),  # type: ignore[arg-type]  # a test may pass any field of it
        as_of=DAY,
        accounts=tuple(_register_account(index) for index in range(accounts)),
        people=tuple(RegisterPerson(f"p{index}", *person_name(index), keyholder=index < 2) for index in range(people)),
        entries=tuple(entries),
        passwords_needed=_needed(accounts),
        lost_separations=("Rose Okafor gives access and looks after two of the accounts.",) if people > 1 else (),
        signers=(
            Signer("Headteacher", "Alice Whitfield"),
            Signer("Computing coordinator", "Rose Okafor"),
        ),
    )


def _register_account(index: int) -> RegisterAccount:
    platform, name, _address = account_name(index)
    return RegisterAccount(f"a{index}", platform, name, "" if index % 5 == 2 else person_name(index)[0])


def _needed(accounts: int) -> tuple[PasswordNeeded, ...]:
    needed = (
        PasswordNeeded("a0", PRINTED_AT - timedelta(days=18, hours=2)),
        PasswordNeeded("a1", PRINTED_AT + timedelta(hours=6)),
        PasswordNeeded("a3", PRINTED_AT + timedelta(hours=6), advised=True),
    )
    return tuple(one for one in needed if int(one.account[1:]) < accounts - 1)


def register_entry(person: int, account: int, kind: AccessKind, level: AccessLevel) -> RegisterEntry:
    """One access of the invented school."""
    already = (person + account) % 5 == 0
    return RegisterEntry(
        person=f"p{person}",
        account=f"a{account}",
        kind=kind,
        level=level,
        starts=date(2026, 9, 1) + timedelta(days=(person * 3 + account) % 60),
        authorised_by="" if already else "Alice Whitfield",
        authorised_on=None if already else date(2026, 9, 10),
        given_by="" if already else "Rose Okafor",
        given_on=None if already else date(2026, 9, 12),
        ends=date(2026, 12, 18) if person % 6 == 4 else None,
        review_on=date(2026, 12, 18),
        reason=REASONS[(person + account) % len(REASONS)],
        already_had=already,
    )


def directory_figures(accounts: int, outside: int = 2, **page: object) -> DirectoryFigures:
    """A directory of `accounts` invented accounts in every state."""
    facts = {"title": "Account directory", "subject": "The school's accounts, without a password"}
    return DirectoryFigures(
        page=page_facts(**(facts | page)),  # type: ignore[arg-type]  # a test may pass any field of it
        as_of=DAY,
        accounts=tuple(directory_account(index) for index in range(accounts)),
        outside=OUTSIDE[:outside],
        signers=(Signer("Computing coordinator", "Rose Okafor"),),
    )


OUTSIDE = (
    OutsideAccount(
        "Facebook",
        "Friends of Harbour Lane",
        "https://www.facebook.com/groups/friendsofharbourlane",
        "Parents’ association: Mrs T. Bell",
        Known.YES,
        None,
        "Uses the old crest",
    ),
    OutsideAccount("WhatsApp", "Year 2 parents 2024", asked_to_close=date(2026, 10, 2)),
)
_PURPOSES = ("News and events for families", "Pupils’ work, class news", "", "Term dates, letters, policies")
_STATES = (*[AccountState.IN_USE] * 4, *AccountState)


def directory_account(index: int) -> DirectoryAccount:
    """One invented account; what is known of it differs from one to the next."""
    platform, name, address = account_name(index)
    full = index % 3 != 2
    state = _STATES[index % len(_STATES)]
    return DirectoryAccount(
        platform=platform,
        name=name,
        handle=f"harbourlane{index}",
        address=address,
        purpose=_PURPOSES[index % len(_PURPOSES)],
        audience="Families and neighbours" if full else "",
        account_class=tuple(AccountClass)[index % 5],
        state=state,
        owner="" if index % 5 == 2 else person_name(index + 1)[0],
        deputy_owner=person_name(index + 2)[0] if full else "",
        moderation=tuple(Moderation)[index % 4],
        may_follow_individuals=Known.NO if full else Known.NOT_KNOWN,
        authorised_by="Alice Whitfield" if full else "",
        authorised_on=date(2024, 9, 9) if full else None,
        closed_on=date(2026, 7, 17) if state is AccountState.CLOSED else None,
        recovery=_recovery(index) if full else RecoveryLine(),
        password=_password(index),
    )


def _recovery(index: int) -> RecoveryLine:
    return RecoveryLine(
        mailbox="office@harbourlane.example",
        mailbox_is_schools=Known.YES,
        phone="07700 900123",
        phone_is_schools=Known.NO if index % 2 else Known.YES,
        second_administrator="Alice Whitfield" if index % 4 != 1 else "",
        second_factor=tuple(SecondFactor)[1 + index % 6],
        second_factor_where="Office phone, in the safe at night",
        backup_codes_where="Safe, envelope 4",
        last_tried=date(2026, 9, 3),
    )


def _password(index: int) -> PasswordFacts:
    return (
        PasswordFacts(changed_on=date(2026, 9, 14), weak=False, used_twice=False),
        PasswordFacts(changed_on=date(2025, 1, 6), new_one_needed=True, weak=True),
        PasswordFacts(),
        PasswordFacts(own_logins=True, kept=False),
        PasswordFacts(kept=False),
        PasswordFacts(changed_on=date(2026, 9, 14), used_twice=True),
    )[index % 6]


def recovery_figures(**page: object) -> RecoveryFigures:
    """A sheet with codes that open nothing."""
    facts = {
        "title": "Recovery sheet",
        "subject": "What opens the school's records when nobody can sign in",
        "confidentiality": "Secret: keep in the safe",
    }
    return RecoveryFigures(
        page=page_facts(**(facts | page)),  # type: ignore[arg-type]  # a test may pass any field of it
        records_name="Harbour Lane Primary School",
        recovery_code="4T8KD 9QXM2 HB3WZ 7VN5C 1RJG6 SP0EY K2D8F 6A4TQ",
        setup_code="7HQ2M X9D4K 3WZTB 8VC5N R1GJ6 PS0YE 2KF8D",
        keyholders=("Alice Whitfield", "Rose Okafor"),
        seal_number="3F9A 12C4 77BE 0D51 A8E2 6B90",
        made_on=DAY,
        sheet=1,
        signers=(Signer("Headteacher", "Alice Whitfield"), Signer("Witness")),
    )
