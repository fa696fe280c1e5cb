"""The register of posting access: who may do what on which account, who authorised and who gave it, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from schoolsm_desktop.domain.access import KIND_WORDS, LEVEL_WORDS, AccessKind, AccessLevel
from schoolsm_desktop.domain.wording import day_text, list_text, moment_text, ntr, tr

from .blocks import (
    Count,
    Signer,
    draw_counts,
    draw_legend,
    draw_nothing,
    draw_sign_off,
    draw_signed_lines,
    sign_off_height,
)
from .page_frame import PageFacts
from .paper import Paper
from .register_changes import RegisterChange, draw_changes, draw_standing
from .styles import (
    BODY,
    CELL,
    CELL_ABSENT,
    CELL_BOLD,
    CELL_NARROW,
    CELL_QUIET,
    CELL_STOP,
    CELL_WARN,
    Sign,
)
from .tables import Band, Cell, Column, Piece, Row, draw_table, opening

ACCOUNTS_A_SHEET = 8
_KIND_SIGNS = {
    AccessKind.OWN_LOGIN: Sign.OWN_LOGIN,
    AccessKind.TOOL_SEAT: Sign.SEAT,
    AccessKind.KNOWS_PASSWORD: Sign.KEY,
    AccessKind.LESSON_USE: Sign.LESSON,
}


@dataclass(frozen=True, slots=True)
class RegisterAccount:
    """An account of the school: its key within these figures, and the names it goes by. No owner: nobody looks after it."""

    key: str
    platform: str
    name: str
    owner: str = ""
    school: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPerson:
    """Somebody with access, or a keyholder: keyholders can open every password."""

    key: str
    name: str
    job: str = ""
    keyholder: bool = False
    missing: tuple[str, ...] | None = None
    """What of policy and training is missing, sentence by sentence; None where nobody looked."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One access that stands on the day of the register. People are named as on that day; no name: not known."""

    person: str
    account: str
    kind: AccessKind
    level: AccessLevel
    starts: date
    authorised_by: str = ""
    authorised_on: date | None = None
    given_by: str = ""
    given_on: date | None = None
    ends: date | None = None
    review_on: date | None = None
    reason: str = ""
    already_had: bool = False
    remark: str = ""
    on_paper: bool = False
    under_cover: bool = False
    override_reason: str = ""
    """Why it was given although a condition was missing."""


@dataclass(frozen=True, slots=True)
class PasswordNeeded:
    """An account that needs a new password, and by when; `advised` where somebody only could have read the old one."""

    account: str
    due: datetime
    advised: bool = False


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """Everything the register shows. Keys tie entries to people and accounts; an entry names both by key.

    `lost_separations` are whole sentences: which of two hands are one here (PRACTICE 25). `changes` are those since
    `last_printed`, None for the first print; `selection` says of a part of the register which part it is.
    """

    page: PageFacts
    as_of: date
    accounts: tuple[RegisterAccount, ...] = ()
    people: tuple[RegisterPerson, ...] = ()
    entries: tuple[RegisterEntry, ...] = ()
    passwords_needed: tuple[PasswordNeeded, ...] = ()
    lost_separations: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    changes: tuple[RegisterChange, ...] = ()
    last_printed: date | None = None
    selection: str = ""


def render(figures: RegisterFigures) -> bytes:
    """The register as a PDF on A4 landscape. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    paper.title(
        tr(
            "Who may post on which account on {day}, who allowed it, and until when.",
            day=day_text(figures.as_of),
        )
    )
    if figures.selection:
        paper.flow(figures.selection, BODY)
        paper.skip(8)
    _counts(paper, figures)
    _matrix(paper, figures)
    draw_details(paper, figures, tr("Each access in detail"))
    held = {entry.person for entry in figures.entries}
    standing = [(p.name, p.missing) for p in figures.people if p.missing is not None and p.key in held]
    draw_standing(paper, standing, part=bool(figures.selection))
    if not figures.selection:
        draw_changes(paper, figures.changes, figures.last_printed)
    _keyholders(paper, figures)
    _separations(paper, figures)
    draw_sign_off(
        paper,
        _vouched(figures),
        figures.signers,
    )
    return paper.finish()


def _counts(paper: Paper, figures: RegisterFigures) -> None:
    people = len({entry.person for entry in figures.entries})
    shared = len({e.person for e in figures.entries if e.kind is AccessKind.KNOWS_PASSWORD})
    needed = sum(not one.advised for one in figures.passwords_needed)
    orphans = sum(not account.owner for account in figures.accounts)
    draw_counts(
        paper,
        (
            Count(str(len(figures.accounts)), ntr("account", "accounts", len(figures.accounts))),
            Count(str(people), ntr("person has access", "people have access", people)),
            Count(str(shared), ntr("person knows a shared password", "people know a shared password", shared)),
            Count(
                str(orphans),
                ntr("account nobody looks after", "accounts nobody looks after", orphans),
                Sign.WARN if orphans else Sign.GOOD,
            ),
            Count(
                str(needed),
                ntr("new password needed", "new passwords needed", needed),
                Sign.STOP if needed else Sign.GOOD,
            ),
        ),
    )


def _passwords(paper: Paper, figures: RegisterFigures) -> None:
    """A list of its own where the accounts are spread over several sheets; on one sheet their row says it."""
    if not figures.passwords_needed or len(figures.accounts) <= ACCOUNTS_A_SHEET:
        return
    names = {account.key: _account_name(account) for account in figures.accounts}
    paper.heading(tr("New password needed"), keep=30)
    lines = []
    for needed in figures.passwords_needed:
        sign = Sign.WARN if needed.advised else Sign.STOP
        state = _due(needed, figures.page.printed_at)
        lines.append((sign, tr("{account}: {state}", account=names[needed.account], state=state)))
    draw_signed_lines(paper, lines)


def _due(needed: PasswordNeeded, now: datetime) -> str:
    if needed.advised:
        return tr("advised, somebody could have read the old one")
    late = now - needed.due
    if late.days >= 1:
        return ntr("overdue {count} day", "overdue {count} days", late.days)
    if late.total_seconds() > 0:
        return tr("overdue since {moment}", moment=moment_text(needed.due))
    return tr("by {moment}", moment=moment_text(needed.due))


def _matrix(paper: Paper, figures: RegisterFigures) -> None:
    _passwords(paper, figures)
    paper.heading(tr("Person by account"), keep=120)
    if not figures.people or not figures.accounts:
        draw_nothing(paper, tr("Nobody has access to an account yet. Access given in the program appears here."))
        return
    _legend(paper, figures)
    needed = {needed.account: needed for needed in figures.passwords_needed}
    now = figures.page.printed_at
    held: dict[tuple[str, str], list[RegisterEntry]] = {}
    for entry in figures.entries:
        held.setdefault((entry.person, entry.account), []).append(entry)
    sheets = _sheets(figures.accounts)
    for number, accounts in enumerate(sheets, 1):
        if number > 1:
            paper.turn()
        if len(sheets) > 1:
            paper.flow(_sheet_words(number, len(sheets), figures), CELL_BOLD)
        columns = [Column(tr("Person"), 1.45)]
        columns += [Column(_account_head(account), 1) for account in accounts]
        columns += [Column("", 1)] * (4 - len(accounts))
        rows: list[Row] = [(tr("Password"), *(_password_cell(needed.get(a.key), now) for a in accounts))]
        rows += [
            (_standing_cell(person), *(_access_cell(held.get((person.key, a.key), ())) for a in accounts))
            for person in figures.people
            if len(sheets) == 1 or person.keyholder or any((person.key, a.key) in held for a in accounts)
        ]
        draw_table(paper, columns, rows)


def _sheets(accounts: Sequence[RegisterAccount]) -> list[Sequence[RegisterAccount]]:
    """The accounts in groups for one sheet each, as even as can be: twelve are six and six, not eight and four."""
    count = -(-len(accounts) // ACCOUNTS_A_SHEET)
    size = -(-len(accounts) // count)
    return [accounts[at : at + size] for at in range(0, len(accounts), size)]


def _sheet_words(number: int, of: int, figures: RegisterFigures) -> str:
    return tr(
        "Sheet {number} of {sheets}: {accounts} in all. People without access to the accounts on this sheet are left out.",
        number=number,
        sheets=of,
        accounts=_accounts(figures),
    )


def _accounts(figures: RegisterFigures) -> str:
    return ntr("{count} account", "{count} accounts", len(figures.accounts))


def _legend(paper: Paper, figures: RegisterFigures) -> None:
    used = {entry.kind for entry in figures.entries}
    entries = [(_KIND_SIGNS[kind], tr(KIND_WORDS[kind])) for kind in AccessKind if kind in used]
    if any(person.keyholder for person in figures.people):
        entries.append((Sign.KEYHOLDER, tr("Keyholder: can open every password")))
    draw_legend(paper, entries)


def _account_head(account: RegisterAccount) -> Cell:
    if _named_as_platform(account):
        return Piece(account.name, CELL_BOLD)
    return (Piece(account.platform, CELL_BOLD), Piece(account.name, CELL_QUIET))


def _password_cell(needed: PasswordNeeded | None, now: datetime) -> Cell:
    if needed is None:
        return Piece("–", CELL_QUIET)
    if needed.advised:
        return Piece(tr("New password advised"), CELL_WARN, Sign.WARN)
    return (Piece(tr("New password needed"), CELL_STOP, Sign.STOP), Piece(_due(needed, now), CELL_NARROW))


def _person_cell(person: RegisterPerson) -> Cell:
    name = Piece(person.name, CELL_BOLD)
    if person.keyholder:
        return (name, Piece(person.job or tr("Keyholder"), CELL_QUIET, Sign.KEYHOLDER))
    return (name, Piece(person.job, CELL_QUIET)) if person.job else name


def _standing_cell(person: RegisterPerson) -> Cell:
    """The person, and under the name whether policy and training are in date."""
    cell = _person_cell(person)
    if person.missing is None:
        return cell
    pieces = cell if isinstance(cell, tuple) else (cell,)
    said = Piece(person.missing[0], CELL_NARROW, Sign.WARN) if person.missing else None
    standing = said or Piece(tr("Policy and training in date"), CELL_NARROW, Sign.GOOD)
    return tuple(piece for piece in (*pieces, standing) if isinstance(piece, Piece))


def _access_cell(entries: Sequence[RegisterEntry]) -> Cell:
    if not entries:
        return Piece("–", CELL_QUIET)
    pieces: list[Piece] = []
    for entry in entries:
        pieces.append(Piece(tr(LEVEL_WORDS[entry.level]), CELL_BOLD, _KIND_SIGNS[entry.kind]))
        pieces.append(Piece(tr(KIND_WORDS[entry.kind]), CELL_NARROW))
    return tuple(pieces)


def draw_details(paper: Paper, figures: RegisterFigures, heading: str) -> None:
    """Each access that stands, account by account."""
    if not figures.entries:
        return
    columns = (
        Column(tr("Person"), 1.45),
        Column(tr("Access"), 1.4),
        Column(tr("Authorised by"), 1.4),
        Column(tr("Given by"), 1.3),
        Column(tr("From"), 1.0),
        Column(tr("Until"), 1.3),
        Column(tr("Why"), 1.8),
    )
    people = {person.key: person for person in figures.people}
    rows: list[Row | Band] = []
    for account in figures.accounts:
        entries = [entry for entry in figures.entries if entry.account == account.key]
        if entries:
            rows.append(_account_band(account, entries))
            rows += [_detail_row(entry, people[entry.person]) for entry in entries]
    paper.heading(heading, keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows)


def _account_band(account: RegisterAccount, entries: Sequence[RegisterEntry]) -> Band:
    people = len({entry.person for entry in entries})
    owner = tr("Looked after by {person}", person=account.owner) if account.owner else tr("Nobody looks after it")
    count = ntr("{count} person has access", "{count} people have access", people)
    return Band(_account_name(account), tr("{owner} · {count}", owner=owner, count=count), bookmark=True)


def _account_name(account: RegisterAccount) -> str:
    name = account.name
    if not _named_as_platform(account):
        name = tr("{platform}: {name}", platform=account.platform, name=name)
    return tr("{account} ({school})", account=name, school=account.school) if account.school else name


def _named_as_platform(account: RegisterAccount) -> bool:
    return account.platform.casefold() == account.name.casefold()


def _detail_row(entry: RegisterEntry, person: RegisterPerson) -> Row:
    access = (
        Piece(tr(LEVEL_WORDS[entry.level]), CELL_BOLD, _KIND_SIGNS[entry.kind]),
        Piece(tr(KIND_WORDS[entry.kind]), CELL_QUIET),
    )
    return (
        _person_cell(person),
        access,
        _authorised(entry),
        _hand(entry.given_by, entry.given_on),
        day_text(entry.starts),
        _until(entry),
        _why(entry),
    )


def _authorised(entry: RegisterEntry) -> Cell:
    if entry.authorised_by:
        hand = _hand(entry.authorised_by, entry.authorised_on)
        how = [tr("under cover")] if entry.under_cover else []
        how += [tr("on paper")] if entry.on_paper else []
        pieces = hand if isinstance(hand, tuple) else (hand,)
        more = (Piece(list_text(how), CELL_QUIET),) if how else ()
        return tuple(piece for piece in (*pieces, *more) if isinstance(piece, Piece))
    if entry.already_had:
        return Piece(tr("not authorised yet"), CELL_ABSENT, Sign.UNKNOWN)
    return _hand("", None)


def _hand(name: str, day: date | None) -> Cell:
    if not name:
        return Piece(tr("not known"), CELL_ABSENT)
    return (Piece(name), Piece(day_text(day), CELL_QUIET)) if day else Piece(name)


def _until(entry: RegisterEntry) -> Cell:
    if entry.ends is not None:
        return (Piece(day_text(entry.ends), CELL_BOLD), Piece(tr("ends on this day"), CELL_QUIET))
    if entry.review_on is not None:
        return (
            Piece(tr("no last day")),
            Piece(tr("review {day}", day=day_text(entry.review_on)), CELL_QUIET),
        )
    return Piece(tr("no last day"), CELL)


def _why(entry: RegisterEntry) -> Cell:
    pieces = [Piece(entry.reason) if entry.reason else Piece(tr("no reason given"), CELL_ABSENT)]
    if entry.already_had:
        pieces.append(Piece(tr("Already had it when the register began"), CELL_QUIET))
    if entry.override_reason:
        why = tr("Given although a condition was missing: {reason}", reason=entry.override_reason)
        pieces.append(Piece(why, CELL_WARN, Sign.WARN))
    if entry.remark:
        pieces.append(Piece(entry.remark, CELL_WARN, Sign.WARN))
    return tuple(pieces)


def _vouched(figures: RegisterFigures) -> str:
    """What is signed: of a part only what stands in it."""
    if figures.selection:
        return tr("I have read this part of the register. Whoever is on it needs the access they have.")
    return tr("I have read this register. Whoever is on it needs the access they have; nobody else has any.")


def _keyholders(paper: Paper, figures: RegisterFigures) -> None:
    names = [person.name for person in figures.people if person.keyholder]
    # What is signed must not stand alone on a sheet: keyholders, lost separations and signatures go together.
    lost = 64 + 16 * len(figures.lost_separations) if figures.lost_separations else 0
    closing = 40 + lost + sign_off_height(paper, figures.signers)
    paper.heading(tr("Keyholders"), keep=min(closing, paper.page_height() - 60))
    if not names:
        # Of a part nothing can be said about those who are left out of it.
        nobody = tr("Nobody in this part is a keyholder.") if figures.selection else tr("No keyholder is recorded.")
        draw_nothing(paper, nobody)
        return
    paper.flow(
        tr(
            "Keyholders can open the password of every account, so that the school is never locked out: {names}.",
            names=list_text(names),
        ),
        BODY,
    )


def _separations(paper: Paper, figures: RegisterFigures) -> None:
    if not figures.lost_separations:
        return
    paper.heading(tr("Two duties in one hand"), keep=44)
    paper.flow(
        tr(
            "In a small school one person may have to do what two should. Where that is so, it is said here; "
            "a deputy or governor signs the printed slip instead."
        ),
        BODY,
    )
    paper.y -= 4
    draw_signed_lines(paper, [(Sign.WARN, sentence) for sentence in figures.lost_separations])
