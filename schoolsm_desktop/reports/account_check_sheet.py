"""The termly account check: every account by the fixed questions, who answered them, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from schoolsm_desktop.domain.account_check import FOLLOW_UP_WORDS, QUESTION_WORDS, CheckQuestion
from schoolsm_desktop.domain.accounts import Known
from schoolsm_desktop.domain.wording import day_text, ntr, tr

from .blocks import Count, Signer, draw_counts, draw_nothing, draw_sign_off, draw_signed_lines, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, CELL, CELL_ABSENT, CELL_BOLD, CELL_GOOD, CELL_QUIET, CELL_STOP, Sign, Style
from .tables import Cell, Column, Piece, Row, draw_table, opening

ANSWER_WORDS: Mapping[Known, str] = {Known.YES: "yes", Known.NO: "no", Known.NOT_KNOWN: "not known"}
_ANSWER_LOOKS: Mapping[Known, tuple[Style, Sign]] = {
    Known.YES: (CELL_GOOD, Sign.GOOD),
    Known.NO: (CELL_STOP, Sign.STOP),
    Known.NOT_KNOWN: (CELL, Sign.UNKNOWN),
}
SHORT_WORDS: Mapping[CheckQuestion, str] = {
    CheckQuestion.SECOND_FACTOR: "Second factor",
    CheckQuestion.TWO_ADMINISTRATORS: "Two administrators",
    CheckQuestion.RECOVERY_TRIED: "Recovery tried",
    CheckQuestion.ADDRESS_AND_PICTURE: "Address and picture",
    CheckQuestion.FOLLOWS_NO_INDIVIDUAL: "Follows no individual",
    CheckQuestion.STILL_NEEDED: "Still needed",
}


@dataclass(frozen=True, slots=True)
class CheckedAccount:
    """One account and its answers; no day: not checked this term."""

    name: str
    platform: str
    owner: str = ""
    answers: Mapping[CheckQuestion, Known] = field(default_factory=dict)
    note: str = ""
    checked_by: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """Everything the sheet shows; `asked` are the questions that your policy asks, in their order."""

    page: PageFacts
    term: str
    asked: tuple[CheckQuestion, ...] = tuple(CheckQuestion)
    accounts: tuple[CheckedAccount, ...] = ()
    signers: tuple[Signer, ...] = ()


def render(figures: CheckFigures) -> bytes:
    """The sheet as a PDF on A4, lying. Raises TypefacesMissingError."""
    paper = Paper(figures.page, landscape=True)
    paper.title(tr("Every account of the school, looked at in {term}.", term=figures.term))
    _counts(paper, figures)
    _answers(paper, figures)
    _questions(paper, figures.asked)
    _open(paper, figures)
    draw_sign_off(paper, tr("I have seen the answers and what is still open."), figures.signers)
    return paper.finish()


def _counts(paper: Paper, figures: CheckFigures) -> None:
    accounts = figures.accounts
    checked = [account for account in accounts if account.checked_on is not None]
    left = len(accounts) - len(checked)
    wrong = sum(answer is Known.NO for account in checked for answer in account.answers.values())
    unknown = sum(_answer(account, q) is Known.NOT_KNOWN for account in checked for q in figures.asked)
    draw_counts(
        paper,
        (
            Count(str(len(checked)), ntr("account is checked", "accounts are checked", len(checked))),
            Count(
                str(left),
                ntr("account is still to be checked", "accounts are still to be checked", left),
                Sign.WAITING if left else Sign.GOOD,
            ),
            Count(str(wrong), ntr("answer is “no”", "answers are “no”", wrong), Sign.STOP if wrong else Sign.GOOD),
            Count(
                str(unknown),
                ntr("answer is not known", "answers are not known", unknown),
                Sign.UNKNOWN if unknown else Sign.GOOD,
            ),
        ),
    )


def _answers(paper: Paper, figures: CheckFigures) -> None:
    columns = (
        Column(tr("Account"), 2.0),
        *(Column(tr(SHORT_WORDS[question]), 1.0) for question in figures.asked),
        Column(tr("Note"), 1.7),
        Column(tr("Checked by"), 1.3),
    )
    rows = [_row(account, figures.asked) for account in figures.accounts]
    paper.heading(tr("Account by account"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("No account is in use yet. Accounts added in the program appear here."))


def _row(account: CheckedAccount, asked: Sequence[CheckQuestion]) -> Row:
    same = account.platform.casefold() == account.name.casefold()
    name: Cell = (Piece(account.name, CELL_BOLD), *(() if same else (Piece(account.platform, CELL_QUIET),)))
    answers = tuple(_answer_cell(account, question) for question in asked)
    return (name, *answers, account.note, _checked(account))


def _answer(account: CheckedAccount, question: CheckQuestion) -> Known:
    return account.answers.get(question, Known.NOT_KNOWN)


def _answer_cell(account: CheckedAccount, question: CheckQuestion) -> Cell:
    """A word and a sign; an empty box where nobody has looked, so that the sheet can be taken along and filled in."""
    if account.checked_on is None:
        return Piece("", CELL, Sign.BOX)
    answer = _answer(account, question)
    style, sign = _ANSWER_LOOKS[answer]
    return Piece(tr(ANSWER_WORDS[answer]), style, sign)


def _checked(account: CheckedAccount) -> Cell:
    if account.checked_on is None:
        return Piece(tr("not checked yet"), CELL_ABSENT)
    return (Piece(account.checked_by), Piece(day_text(account.checked_on), CELL_QUIET))


def _questions(paper: Paper, asked: Sequence[CheckQuestion]) -> None:
    paper.heading(tr("What was asked"), keep=50)
    for question in asked:
        words = tr("{heading}: {question}", heading=tr(SHORT_WORDS[question]), question=tr(QUESTION_WORDS[question]))
        paper.flow(words, CELL)


def _open(paper: Paper, figures: CheckFigures) -> None:
    lines = [line for account in figures.accounts for line in _still_open(account, figures.asked)]
    closing = sign_off_height(paper, figures.signers)
    paper.heading(tr("What is still open"), keep=40 if lines else 40 + closing)
    if lines:
        draw_signed_lines(paper, lines, below=closing)
    else:
        paper.flow(tr("Nothing: every account was checked and every answer is “yes”."), BODY)


def _still_open(account: CheckedAccount, asked: Sequence[CheckQuestion]) -> tuple[tuple[Sign, str], ...]:
    """One line of what is open at an account; none where nothing is."""
    owner = account.owner or tr("nobody looks after it")
    if account.checked_on is None:
        return ((Sign.BOX, tr("{account} ({owner}): not checked yet", account=account.name, owner=owner)),)
    wrong = [tr(FOLLOW_UP_WORDS[q]) for q in asked if _answer(account, q) is Known.NO]
    unknown = [
        tr("{question}: not known", question=tr(SHORT_WORDS[q]))
        for q in asked
        if _answer(account, q) is Known.NOT_KNOWN
    ]
    if not wrong and not unknown:
        return ()
    said = "; ".join((*wrong, *unknown))
    words = tr("{account} ({owner}): {said}", account=account.name, owner=owner, said=said)
    return ((Sign.STOP if wrong else Sign.UNKNOWN, words),)
