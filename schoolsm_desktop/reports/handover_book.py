"""The coordinator's handover book: all that the next one has to know, and no secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schoolsm_desktop.domain.wording import day_text, ntr, tr

from .access_register import RegisterFigures, draw_details
from .account_directory import DirectoryAccount, draw_account, draw_overview
from .blocks import Fact, FactGrid, Signer, draw_nothing, draw_sign_off, draw_steps, sign_off_height
from .page_frame import PageFacts
from .paper import Paper
from .styles import BODY, BODY_BOLD, CELL, CELL_ABSENT, CELL_BOLD, CELL_QUIET, LABEL, SUBHEADING, Sign
from .tables import Band, Column, Piece, Row, draw_table, opening


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of your policy in a sentence, and the clauses it rests on."""

    about: str
    sentence: str
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class OpenAction:
    """One thing that waits: when, what, for whom. `late` draws the sign of what is overdue."""

    when: str
    title: str
    detail: str = ""
    for_whom: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """Things that wait, under one heading."""

    heading: str
    actions: tuple[OpenAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Who holds a duty of the school, how to reach them, and whether they can open every password."""

    title: str
    name: str = ""
    email: str = ""
    keyholder: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """What is done again and again: `when`, and the steps."""

    when: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A printed list, and when it was printed last; where it lies is written in by hand unless it is known."""

    title: str
    printed_on: date | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class BookFigures:
    """Everything the book shows, in the order in which it is to be read."""

    page: PageFacts
    as_of: date
    policy: str
    outgoing: str = ""
    incoming: str = ""
    accounts: tuple[DirectoryAccount, ...] = ()
    register: RegisterFigures | None = None
    rules: tuple[Rule, ...] = ()
    waiting: tuple[OpenGroup, ...] = ()
    contacts: tuple[Contact, ...] = ()
    rounds: tuple[Round, ...] = ()
    papers: tuple[PrintedPaper, ...] = ()
    signers: tuple[Signer, ...] = ()


def render(figures: BookFigures) -> bytes:
    """The book as a PDF on A4, upright, a cover first. Raises TypefacesMissingError."""
    paper = Paper(figures.page)
    _cover(paper, figures)
    paper.turn()
    _waiting(paper, figures.waiting)
    _accounts(paper, figures.accounts)
    _access(paper, figures.register)
    _rules(paper, figures)
    _contacts(paper, figures.contacts)
    _rounds(paper, figures.rounds)
    _papers(paper, figures)
    draw_sign_off(
        paper,
        tr(
            "We have gone through this book together. What it does not say I have been told or shown; "
            "no password was written into it."
        ),
        figures.signers,
    )
    return paper.finish()


def _cover(paper: Paper, figures: BookFigures) -> None:
    paper.title(
        tr(
            "What the next computing coordinator has to know about the school’s accounts, as it stood on {day}. "
            "There is no password in this book: the program keeps them.",
            day=day_text(figures.as_of),
        )
    )
    people = FactGrid(
        paper,
        (
            Fact(tr("Handed over by"), figures.outgoing or _to_write(), style=BODY_BOLD),
            Fact(tr("Taken over by"), figures.incoming or _to_write(), style=BODY_BOLD),
            Fact(tr("Your policy"), figures.policy),
            Fact(tr("As it stood on"), day_text(figures.as_of)),
        ),
        2,
    )
    paper.need(people.height)
    people.draw()
    paper.heading(tr("In this book"), keep=120, style=SUBHEADING)
    draw_steps(paper, _chapters(figures))


def _to_write() -> str:
    return "…………………………………………"


def _chapters(figures: BookFigures) -> tuple[str, ...]:
    waiting = sum(len(group.actions) for group in figures.waiting)
    entries = len(figures.register.entries) if figures.register is not None else 0
    return (
        tr("{chapter}: {count}", chapter=tr("What waits"), count=ntr("{count} thing", "{count} things", waiting)),
        tr(
            "{chapter}: {count}",
            chapter=tr("The accounts"),
            count=ntr("{count} account", "{count} accounts", len(figures.accounts)),
        ),
        tr("{chapter}: {count}", chapter=tr("Who has access"), count=ntr("{count} entry", "{count} entries", entries)),
        tr("The rules of your policy"),
        tr("People to ask"),
        tr("What is done each day, week and term"),
        tr("Printed lists, and lines to sign"),
    )


def _waiting(paper: Paper, groups: Sequence[OpenGroup]) -> None:
    columns = (Column(tr("When"), 1.1), Column(tr("What"), 3.6), Column(tr("For"), 1.2))
    rows: list[Row | Band] = []
    for group in groups:
        if group.actions:
            rows.append(Band(group.heading, bookmark=True))
            rows += [_action_row(action) for action in group.actions]
    paper.heading(tr("What waits"), keep=opening(paper, columns, rows))
    if rows:
        draw_table(paper, columns, rows)
    else:
        draw_nothing(paper, tr("Nothing waits on this day."))


def _action_row(action: OpenAction) -> Row:
    what = (Piece(action.title, CELL_BOLD), *((Piece(action.detail, CELL_QUIET),) if action.detail else ()))
    return (Piece(action.when, CELL, Sign.STOP if action.late else Sign.WAITING), what, action.for_whom)


def _accounts(paper: Paper, accounts: Sequence[DirectoryAccount]) -> None:
    draw_overview(paper, accounts, tr("The accounts"))
    for account in accounts:
        draw_account(paper, account)


def _access(paper: Paper, register: RegisterFigures | None) -> None:
    if register is not None and register.entries:
        draw_details(paper, register, tr("Who has access"))
        return
    paper.heading(tr("Who has access"))
    draw_nothing(paper, tr("Nobody has access to an account on this day."))


def _rules(paper: Paper, figures: BookFigures) -> None:
    columns = (Column(tr("About"), 1.5), Column(tr("What the school does"), 2.6), Column(tr("Clause"), 2.0))
    rows: list[Row] = [
        (Piece(rule.about, CELL_BOLD), rule.sentence, Piece(rule.rests_on, CELL_QUIET)) for rule in figures.rules
    ]
    paper.heading(tr("The rules of your policy"), keep=opening(paper, columns, rows) + LABEL.leading)
    draw_table(paper, columns, rows)


def _contacts(paper: Paper, contacts: Sequence[Contact]) -> None:
    columns = (Column(tr("Answers for"), 1.6), Column(tr("Who"), 1.8), Column(tr("E-mail"), 2.2))
    rows: list[Row] = [_contact_row(contact) for contact in contacts]
    paper.heading(tr("People to ask"), keep=opening(paper, columns, rows))
    draw_table(paper, columns, rows)


def _contact_row(contact: Contact) -> Row:
    absent = Piece(tr("nobody is recorded"), CELL_ABSENT)
    name = Piece(contact.name, CELL_BOLD, Sign.KEYHOLDER if contact.keyholder else None)
    keyholder = (name, Piece(tr("Keyholder: can open every password"), CELL_QUIET)) if contact.keyholder else name
    return (contact.title, keyholder if contact.name else absent, contact.email)


def _rounds(paper: Paper, rounds: Sequence[Round]) -> None:
    paper.heading(tr("What is done each day, week and term"), keep=110)
    for one in rounds:
        paper.heading(one.when, keep=50, style=SUBHEADING)
        draw_steps(paper, one.steps)


def _papers(paper: Paper, figures: BookFigures) -> None:
    columns = (Column(tr("Paper"), 2.0), Column(tr("Printed last"), 1.2), Column(tr("Where it lies"), 2.6))
    rows: list[Row] = [
        (
            Piece(one.title, CELL_BOLD),
            day_text(one.printed_on) if one.printed_on else Piece(tr("not printed yet"), CELL_ABSENT),
            one.where or Piece(_to_write(), CELL_QUIET),
        )
        for one in figures.papers
    ]
    closing = sign_off_height(paper, figures.signers) + BODY.leading
    paper.heading(tr("Printed lists, and where they lie"), keep=opening(paper, columns, rows) + 2 * BODY.leading)
    paper.flow(tr("Where a place is missing, write it in. Old copies are destroyed when a new one is filed."), BODY)
    paper.y -= 4
    draw_table(paper, columns, rows, below=closing)
