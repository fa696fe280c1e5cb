"""Evidence of a termly review: who decided what of each access, what followed from it, and who signed it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from schoolsm_desktop.domain.access import KIND_WORDS, LEVEL_WORDS, AccessKind, AccessLevel
from schoolsm_desktop.domain.reviews import VERDICT_WORDS, Verdict
from schoolsm_desktop.domain.wording import day_text, moment_text, tr

from .blocks import (
    Count,
    Fact,
    FactGrid,
    Signer,
    draw_counts,
    draw_nothing,
    draw_sign_off,
    draw_signed_lines,
    sign_off_height,
)
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_BOLD, CELL, CELL_ABSENT, CELL_BOLD, CELL_QUIET, CELL_STOP, Sign
from .tables import Band, Cell, Column, Piece, Row, draw_table, opening

_SIGNS = {
    Verdict.KEEP: Sign.GOOD,
    Verdict.CHANGE: Sign.WARN,
    Verdict.END: Sign.STOP,
    Verdict.UNSURE: Sign.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class ReviewedAccess:
    """One access as it stood when the review began, and what was decided of it; no verdict: not looked at yet.

    `last_time` says how it stood in the review before, `followed` what was carried out.
    """

    who: str
    kind: AccessKind
    level: AccessLevel
    ends: date | None = None
    verdict: Verdict | None = None
    to_level: AccessLevel | None = None
    to_ends: date | None = None
    note: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    last_time: str = ""
    followed: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedAccount:
    """An account by name, with the accesses to it."""

    name: str
    accesses: tuple[ReviewedAccess, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPassword:
    """An account whose password had to become another one after the review, and when it did; `advised`: nobody ever opened it."""

    name: str
    due: datetime | None = None
    advised: bool = False
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class EvidenceFigures:
    """Everything the evidence shows. `in_short`, `compared`, `gone` and `signed_off` are whole sentences."""

    page: PageFacts
    term: str
    started_by: str
    started_on: date
    in_short: str = ""
    compared: str = ""
    gone: tuple[str, ...] = ()
    signed_off: str = ""
    note: str = ""
    accounts: tuple[ReviewedAccount, ...] = ()
    passwords: tuple[NewPassword, ...] = ()
    signers: tuple[Signer, ...] = ()


def render(figures: EvidenceFigures) -> bytes:
    """The evidence as a PDF on A4, lying. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    paper.title(tr("What was decided of each access to an account, one by one: {counts}", counts=figures.in_short))
    _facts(paper, figures)
    _counts(paper, figures.accounts)
    _compared(paper, figures)
    _decisions(paper, figures.accounts)
    _passwords(paper, figures)
    draw_sign_off(paper, tr("I have gone through these decisions. They are what I want."), figures.signers)
    return paper.finish()


def _facts(paper: Paper, figures: EvidenceFigures) -> None:
    facts = [
        Fact(tr("Review of"), figures.term, style=BODY_BOLD),
        Fact(tr("Begun by"), tr("{person}, {day}", person=figures.started_by, day=day_text(figures.started_on))),
        Fact(
            tr("Signed off"),
            figures.signed_off or tr("not yet: nothing was carried out so far"),
            Sign.GOOD if figures.signed_off else Sign.WAITING,
        ),
    ]
    grid = FactGrid(paper, facts, 3)
    paper.need(grid.height)
    grid.draw()
    if figures.note:
        note = FactGrid(paper, (Fact(tr("Note"), figures.note),), 1)
        paper.need(note.height)
        note.draw()
    paper.y -= 6


def _counts(paper: Paper, accounts: Sequence[ReviewedAccount]) -> None:
    decided = [access.verdict for account in accounts for access in account.accesses]
    left = decided.count(None)
    draw_counts(
        paper,
        (
            Count(str(decided.count(Verdict.KEEP)), tr("stay as they are")),
            Count(str(decided.count(Verdict.CHANGE)), tr("to be changed")),
            Count(str(decided.count(Verdict.END)), tr("to be ended")),
            _watched(decided.count(Verdict.UNSURE), tr("not sure")),
            _watched(left, tr("not looked at yet")),
        ),
    )


def _watched(count: int, words: str) -> Count:
    return Count(str(count), words, Sign.UNKNOWN if count else Sign.GOOD)


def _compared(paper: Paper, figures: EvidenceFigures) -> None:
    if not figures.compared:
        return
    paper.heading(tr("Compared with the last review"), keep=40)
    paper.flow(figures.compared, BODY)
    paper.y -= 4
    draw_signed_lines(paper, [(Sign.OVER, sentence) for sentence in figures.gone])


def _decisions(paper: Paper, accounts: Sequence[ReviewedAccount]) -> None:
    columns = (
        Column(tr("Person"), 1.6),
        Column(tr("Access"), 1.5),
        Column(tr("Decision"), 1.5),
        Column(tr("Decided by"), 1.4),
        Column(tr("Last review"), 1.1),
        Column(tr("Note"), 1.7),
        Column(tr("What followed"), 1.7),
    )
    rows: list[Row | Band] = []
    for account in accounts:
        rows.append(Band(account.name, bookmark=True))
        rows += [_row(access) for access in account.accesses]
    paper.heading(tr("Each decision"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("Nobody had access to an account when the review began."))


def _row(access: ReviewedAccess) -> Row:
    held: Cell = (
        Piece(tr(LEVEL_WORDS[access.level]), CELL_BOLD),
        Piece(tr(KIND_WORDS[access.kind]), CELL_QUIET),
        *((Piece(tr("ends {day}", day=day_text(access.ends)), CELL_QUIET),) if access.ends else ()),
    )
    return (
        Piece(access.who, CELL_BOLD),
        held,
        _decision(access),
        _hand(access.decided_by, access.decided_on),
        access.last_time,
        access.note,
        access.followed or Piece("–", CELL_QUIET),
    )


def _decision(access: ReviewedAccess) -> Cell:
    if access.verdict is None:
        return Piece(tr("not looked at yet"), CELL_ABSENT)
    style = CELL_STOP if access.verdict is Verdict.END else CELL_BOLD
    pieces = [Piece(tr(VERDICT_WORDS[access.verdict]), style, _SIGNS[access.verdict])]
    if access.to_level is not None:
        pieces.append(Piece(tr("from now on: {level}", level=tr(LEVEL_WORDS[access.to_level])), CELL_QUIET))
    if access.to_ends is not None:
        pieces.append(Piece(tr("until {day}", day=day_text(access.to_ends)), CELL_QUIET))
    return tuple(pieces)


def _hand(name: str, day: date | None) -> Cell:
    if not name:
        return Piece("–", CELL_QUIET)
    return (Piece(name), Piece(day_text(day), CELL_QUIET)) if day else Piece(name)


def _passwords(paper: Paper, figures: EvidenceFigures) -> None:
    lines = [_password(one) for one in figures.passwords]
    closing = sign_off_height(paper, figures.signers)
    paper.heading(tr("Passwords that had to become new"), keep=min(44 + closing, paper.page_height() - 60))
    if lines:
        draw_signed_lines(paper, lines, below=closing)
    else:
        paper.flow(tr("None: nobody who knows a shared password lost access through this review."), CELL)


def _password(one: NewPassword) -> tuple[Sign, str]:
    if one.changed_on is not None:
        return Sign.GOOD, tr("{account}: changed {day}", account=one.name, day=day_text(one.changed_on))
    if one.advised:
        return Sign.WARN, tr("{account}: a new one is advised, nobody who lost access ever opened it", account=one.name)
    if one.due is not None:
        return Sign.STOP, tr(
            "{account}: still to be changed, by {moment}", account=one.name, moment=moment_text(one.due)
        )
    return Sign.STOP, tr("{account}: still to be changed", account=one.name)
