"""The account directory for the safe: every account, who looks after it and how the school gets back in. No secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schoolsm_desktop.domain.accounts import (
    CLASS_WORDS,
    KNOWN_WORDS,
    MODERATION_WORDS,
    SECOND_FACTOR_WORDS,
    STATE_WORDS,
    AccountClass,
    AccountState,
    Known,
    Moderation,
    SecondFactor,
)
from schoolsm_desktop.domain.wording import day_text, ntr, tr

from .blocks import (
    Count,
    Fact,
    FactList,
    Signer,
    draw_counts,
    draw_nothing,
    draw_sign_off,
    sign_off_height,
)
from .fonts import Face, width_of
from .page_frame import PageFacts
from .paper import ASCENT, Paper
from .styles import (
    CELL,
    CELL_ABSENT,
    CELL_BOLD,
    CELL_QUIET,
    CELL_STOP,
    CELL_WARN,
    HAIR,
    LABEL,
    Sign,
    Style,
    clipped,
    lines_of,
)
from .tables import Cell, Column, Piece, Row, draw_table, opening

_CARD_NAME = Style(Face.BOLD, 11, 15)
_LABELS = 76.0
_STATE_SIGNS = {
    AccountState.PROPOSED: Sign.WAITING,
    AccountState.AUTHORISED: Sign.WAITING,
    AccountState.IN_USE: Sign.GOOD,
    AccountState.SUSPENDED: Sign.WARN,
    AccountState.CLOSED: Sign.OVER,
}


@dataclass(frozen=True, slots=True)
class PasswordFacts:
    """What may be said of an account's password without saying it.

    `kept` is False where no password is kept here, `own_logins` True where the platform has none to share. `weak` and
    `used_twice` are None where nobody has looked yet.
    """

    kept: bool = True
    own_logins: bool = False
    changed_on: date | None = None
    new_one_needed: bool = False
    weak: bool | None = None
    used_twice: bool | None = None


@dataclass(frozen=True, slots=True)
class RecoveryLine:
    """How the school gets back in: whose mailbox and phone, who else, the second factor and where papers lie."""

    mailbox: str = ""
    mailbox_is_schools: Known = Known.NOT_KNOWN
    phone: str = ""
    phone_is_schools: Known = Known.NOT_KNOWN
    second_administrator: str = ""
    second_factor: SecondFactor = SecondFactor.NOT_KNOWN
    second_factor_where: str = ""
    backup_codes_where: str = ""
    last_tried: date | None = None
    mailbox_tried: date | None = None
    phone_tried: date | None = None
    backup_codes_tried: date | None = None


@dataclass(frozen=True, slots=True)
class DirectoryAccount:
    """One account of the school, its people by name; no owner means that nobody looks after it."""

    platform: str
    name: str
    handle: str = ""
    address: str = ""
    user_name: str = ""
    purpose: str = ""
    audience: str = ""
    account_class: AccountClass = AccountClass.OFFICIAL
    state: AccountState = AccountState.IN_USE
    owner: str = ""
    deputy_owner: str = ""
    moderation: Moderation = Moderation.NOT_KNOWN
    may_follow_individuals: Known = Known.NOT_KNOWN
    authorised_by: str = ""
    authorised_on: date | None = None
    closed_on: date | None = None
    recovery: RecoveryLine = RecoveryLine()
    password: PasswordFacts = PasswordFacts()
    school: str = ""


@dataclass(frozen=True, slots=True)
class OutsideAccount:
    """An account that somebody else runs in the school's surroundings (PRACTICE 26)."""

    platform: str
    name: str
    address: str = ""
    run_by: str = ""
    uses_name_or_logo: Known = Known.NOT_KNOWN
    asked_to_close: date | None = None
    note: str = ""
    reported_on: date | None = None
    report_reference: str = ""
    gone_on: date | None = None


@dataclass(frozen=True, slots=True)
class DirectoryFigures:
    """Everything the directory shows, in the order in which it is to be read."""

    page: PageFacts
    as_of: date
    accounts: tuple[DirectoryAccount, ...] = ()
    outside: tuple[OutsideAccount, ...] = ()
    signers: tuple[Signer, ...] = ()


def render(figures: DirectoryFigures) -> bytes:
    """The directory as a PDF on A4, upright. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    paper.title(
        tr(
            "Every account on {day}: what it is for, who looks after it, how the school gets back in. No password.",
            day=day_text(figures.as_of),
        )
    )
    _counts(paper, figures.accounts)
    draw_overview(paper, figures.accounts, tr("At a glance"))
    if figures.accounts:
        paper.heading(tr("Account by account"), keep=170)
    for number, account in enumerate(figures.accounts, 1):
        last = number == len(figures.accounts) and not figures.outside
        # What is signed must not stand alone on a sheet.
        draw_account(paper, account, sign_off_height(paper, figures.signers) if last else 0.0)
    _outside(paper, figures.outside)
    draw_sign_off(
        paper,
        tr("I have read this directory. Where a line is wrong or missing I have written it in."),
        figures.signers,
    )
    return paper.finish()


def _counts(paper: Paper, accounts: Sequence[DirectoryAccount]) -> None:
    live = [account for account in accounts if account.state is not AccountState.CLOSED]
    in_use = sum(account.state is AccountState.IN_USE for account in live)
    orphans = sum(not account.owner for account in live)
    needed = sum(account.password.new_one_needed for account in live)
    alone = sum(not account.recovery.second_administrator for account in live)
    draw_counts(
        paper,
        (
            Count(str(in_use), ntr("account in use", "accounts in use", in_use)),
            _watched(orphans, ntr("account nobody looks after", "accounts nobody looks after", orphans), Sign.WARN),
            _watched(
                alone,
                ntr("account without a second administrator", "accounts without a second administrator", alone),
                Sign.WARN,
            ),
            _watched(needed, ntr("new password needed", "new passwords needed", needed), Sign.STOP),
        ),
    )


def _watched(count: int, words: str, sign: Sign) -> Count:
    return Count(str(count), words, sign if count else Sign.GOOD)


def draw_overview(paper: Paper, accounts: Sequence[DirectoryAccount], heading: str) -> None:
    """One line for each account."""
    columns = (
        Column(tr("Account"), 2.1),
        Column(tr("State"), 1.15),
        Column(tr("Looked after by"), 1.5),
        Column(tr("Password"), 1.75),
    )
    rows = [_overview_row(account) for account in accounts]
    paper.heading(heading, keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("No account is kept yet. Accounts added in the program appear here."))


def _overview_row(account: DirectoryAccount) -> Row:
    return (
        (Piece(account.name, CELL_BOLD), Piece(_where(account), CELL_QUIET)),
        Piece(tr(STATE_WORDS[account.state]), CELL, _STATE_SIGNS[account.state]),
        _owner_cell(account),
        _password_pieces(account.password),
    )


def _where(account: DirectoryAccount) -> str:
    parts = [account.platform, account.school]
    return " · ".join(part for part in parts if part)


def _owner_cell(account: DirectoryAccount) -> Cell:
    if not account.owner:
        return Piece(tr("Nobody looks after it"), CELL_WARN, Sign.WARN)
    if account.deputy_owner:
        return (
            Piece(account.owner),
            Piece(tr("deputy: {person}", person=account.deputy_owner), CELL_QUIET),
        )
    return Piece(account.owner)


def _password_pieces(facts: PasswordFacts) -> tuple[Piece, ...]:
    """The state of the password in words, the most urgent first."""
    pieces: list[Piece] = []
    if facts.new_one_needed:
        pieces.append(Piece(tr("New password needed"), CELL_STOP, Sign.STOP))
    if facts.weak:
        pieces.append(Piece(tr("Weak"), CELL_WARN, Sign.WARN))
    if facts.used_twice:
        pieces.append(Piece(tr("Used twice"), CELL_WARN, Sign.WARN))
    if facts.own_logins:
        pieces.append(Piece(tr("Everybody has a login of their own"), CELL))
    elif not facts.kept:
        pieces.append(Piece(tr("No password is kept here"), CELL_ABSENT))
    elif facts.changed_on is not None:
        pieces.append(Piece(tr("changed {day}", day=day_text(facts.changed_on)), CELL))
    else:
        pieces.append(Piece(tr("not known when it was changed"), CELL_ABSENT))
    return tuple(pieces)


def draw_account(paper: Paper, account: DirectoryAccount, below: float = 0.0) -> None:
    """One account in a frame that is never torn: name and state, then the account beside how the school gets back in."""
    inset, gap = 11.0, 18.0
    wide = (paper.width - 2 * inset - gap) / 2
    left = paper.left + inset
    about = FactList(paper, tr("The account"), _about(account), left, wide, _LABELS)
    recovery = FactList(
        paper, tr("Signing in and getting back in"), _signing_in(account), left + wide + gap, wide, _LABELS
    )
    head = 9 + _CARD_NAME.leading + CELL_QUIET.leading + 7
    high = head + max(about.height, recovery.height) + 7
    paper.need(high + 10 + below)
    same = account.platform.casefold() == account.name.casefold()
    paper.mark(account.name if same else tr("{platform}: {name}", platform=account.platform, name=account.name), 1)
    top = paper.y
    _card_frame(paper, top, high)
    _card_head(paper, account, inset)
    about.draw(top - head)
    recovery.draw(top - head)
    paper.y = top - high - 10


def _card_frame(paper: Paper, top: float, high: float) -> None:
    paper.canvas.setStrokeColor(HAIR)
    paper.canvas.setLineWidth(0.8)
    paper.canvas.roundRect(paper.left, top - high, paper.width, high, 5, stroke=1, fill=0)
    paper.forget_rule()


def _card_head(paper: Paper, account: DirectoryAccount, inset: float) -> None:
    left, right = paper.left + inset, paper.right - inset
    paper.y -= 9
    state = tr(STATE_WORDS[account.state])
    if account.closed_on is not None and account.state is AccountState.CLOSED:
        state = tr("Closed {day}", day=day_text(account.closed_on))
    wide = width_of(state, CELL_BOLD.face, CELL_BOLD.size)
    baseline = paper.y - _CARD_NAME.leading * ASCENT
    room = right - left - wide - 26
    name = clipped(lines_of(paper.lettering.fit(account.name), _CARD_NAME, room), 1, _CARD_NAME, room)[0]
    paper.pen.put(left, baseline, name, _CARD_NAME)
    paper.sign(_STATE_SIGNS[account.state], right - wide - 13, baseline - 1.2, 9)
    paper.pen.put(right - wide, baseline, state, CELL_BOLD)
    paper.y -= _CARD_NAME.leading
    sort = tr(CLASS_WORDS[account.account_class])
    about = " · ".join(filter(None, (_where(account), sort if sort != account.platform else "")))
    fitted = paper.lettering.fit(about)
    line = clipped(lines_of(fitted, CELL_QUIET, right - left), 1, CELL_QUIET, right - left)[0]
    paper.pen.put(left, paper.y - CELL_QUIET.leading * ASCENT, line, CELL_QUIET)


def _fact(label: str, text: str, absent: str = "") -> Fact:
    """A fact, or that it is not known yet."""
    return Fact(label, text, style=CELL) if text else Fact(label, absent or tr("not known yet"), style=CELL_ABSENT)


def _about(account: DirectoryAccount) -> tuple[Fact, ...]:
    owner = (
        Fact(tr("Looked after by"), account.owner, style=CELL)
        if account.owner
        else Fact(tr("Looked after by"), tr("Nobody looks after it"), Sign.WARN, CELL)
    )
    return (
        owner,
        _fact(tr("Deputy"), account.deputy_owner, tr("none named")),
        _fact(tr("Authorised by"), _authorised(account)),
        _fact(tr("Address"), account.address),
        _fact(tr("What it is for"), account.purpose),
        _fact(tr("Who reads it"), account.audience),
        _fact(tr("Comments"), _comments(account)),
    )


def _comments(account: DirectoryAccount) -> str:
    known = account.moderation is not Moderation.NOT_KNOWN
    follows = {
        Known.YES: tr("May follow individuals"),
        Known.NO: tr("Follows no individual"),
        Known.NOT_KNOWN: "",
    }
    parts = (
        tr(MODERATION_WORDS[account.moderation]) if known else "",
        follows[account.may_follow_individuals],
    )
    return " · ".join(part for part in parts if part)


def _authorised(account: DirectoryAccount) -> str:
    if not account.authorised_by:
        return day_text(account.authorised_on) if account.authorised_on else ""
    if account.authorised_on is None:
        return account.authorised_by
    return tr("{person}, {day}", person=account.authorised_by, day=day_text(account.authorised_on))


def _password_fact(facts: PasswordFacts) -> Fact:
    pieces = _password_pieces(facts)
    words = " · ".join(piece.text for piece in pieces)
    return Fact(tr("Password"), words, pieces[0].sign, CELL)


def _signing_in(account: DirectoryAccount) -> tuple[Fact, ...]:
    facts = account.recovery
    return (
        _fact(tr("Signs in as"), account.user_name or account.handle),
        _password_fact(account.password),
        _second_factor(facts),
        _fact(tr("Backup codes"), _also(facts.backup_codes_where, facts.backup_codes_tried)),
        _second_administrator(facts),
        _owned(tr("Mailbox"), facts.mailbox, facts.mailbox_is_schools, facts.mailbox_tried),
        _owned(tr("Phone"), facts.phone, facts.phone_is_schools, facts.phone_tried),
        _fact(tr("Recovery last tried"), day_text(facts.last_tried) if facts.last_tried else ""),
    )


def _also(words: str, tried: date | None) -> str:
    return " · ".join(filter(None, (words, tr("tried {day}", day=day_text(tried)) if tried else "")))


def _owned(label: str, what: str, schools: Known, tried: date | None) -> Fact:
    words = {
        Known.YES: tr("the school’s own"),
        Known.NO: tr("not the school’s"),
        Known.NOT_KNOWN: tr("not known yet whose"),
    }[schools]
    if not what and schools is Known.NOT_KNOWN:
        return _fact(label, "")
    sign = {Known.YES: Sign.GOOD, Known.NO: Sign.WARN, Known.NOT_KNOWN: Sign.UNKNOWN}[schools]
    return Fact(label, _also(" · ".join(filter(None, (what, words))), tried), sign, CELL)


def _second_administrator(facts: RecoveryLine) -> Fact:
    label = tr("Second administrator")
    if facts.second_administrator:
        return Fact(label, facts.second_administrator, Sign.GOOD, CELL)
    return Fact(label, tr("none recorded"), Sign.WARN, CELL)


def _second_factor(facts: RecoveryLine) -> Fact:
    label = tr("Second factor")
    if facts.second_factor is SecondFactor.NOT_KNOWN:
        return _fact(label, facts.second_factor_where)
    words = tr(SECOND_FACTOR_WORDS[facts.second_factor])
    if facts.second_factor is SecondFactor.NONE:
        return Fact(label, words, Sign.WARN, CELL)
    return Fact(label, " · ".join(filter(None, (words, facts.second_factor_where))), Sign.GOOD, CELL)


def _outside(paper: Paper, outside: Sequence[OutsideAccount]) -> None:
    if not outside:
        return
    columns = (
        Column(tr("Account"), 2.2),
        Column(tr("Who runs it"), 1.5),
        Column(tr("Uses our name or logo"), 1.2),
        Column(tr("Asked to close, reported"), 1.4),
        Column(tr("Note"), 1.6),
    )
    rows = [_outside_row(account) for account in outside]
    paper.heading(tr("Not ours"), keep=opening(paper, columns, rows) + 3 * LABEL.leading)
    paper.flow(
        tr("Accounts that somebody else runs in the school’s surroundings. The school keeps no password of theirs."),
        LABEL,
    )
    paper.y -= 4
    draw_table(paper, columns, rows)


def _outside_row(account: OutsideAccount) -> Row:
    pieces = [Piece(account.name, CELL_BOLD), Piece(account.platform, CELL_QUIET)]
    if account.address:
        pieces.append(Piece(account.address, CELL_QUIET))
    sign = {Known.YES: Sign.WARN, Known.NO: Sign.GOOD, Known.NOT_KNOWN: Sign.UNKNOWN}
    return (
        tuple(pieces),
        Piece(account.run_by) if account.run_by else Piece(tr("not known yet"), CELL_ABSENT),
        Piece(tr(KNOWN_WORDS[account.uses_name_or_logo]), CELL, sign[account.uses_name_or_logo]),
        _steps_taken(account),
        account.note,
    )


def _steps_taken(account: OutsideAccount) -> tuple[Piece, ...]:
    said = (
        tr("asked {day}", day=day_text(account.asked_to_close)) if account.asked_to_close else "",
        tr("reported {day}", day=day_text(account.reported_on)) if account.reported_on else "",
        account.report_reference,
        tr("gone {day}", day=day_text(account.gone_on)) if account.gone_on else "",
    )
    return tuple(Piece(each) for each in said if each) or (Piece(tr("not asked"), CELL_ABSENT),)
