"""The rows of a printed document as an XLSX workbook, for whoever wants to sort them."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.access import KIND_WORDS, LEVEL_WORDS
from schoolsm_desktop.domain.accounts import CLASS_WORDS, SECOND_FACTOR_WORDS, STATE_WORDS, Known
from schoolsm_desktop.domain.reviews import VERDICT_WORDS
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.spreadsheet_out import Cell, OutSheet, to_xlsx
from schoolsm_desktop.reports.access_register import RegisterFigures, RegisterPerson
from schoolsm_desktop.reports.account_check_sheet import ANSWER_WORDS, SHORT_WORDS, CheckFigures
from schoolsm_desktop.reports.leaver_list import ListFigures
from schoolsm_desktop.reports.review_evidence import EvidenceFigures

from .accounts import AccountLine
from .register import RegisterFacts


def directory_table(title: str, facts: RegisterFacts, lines: list[AccountLine]) -> bytes:
    """Every account with who looks after it; no secret."""
    headings = (
        tr("Account"),
        tr("Platform"),
        tr("Address"),
        tr("User name"),
        tr("Kind"),
        tr("State"),
        tr("Looked after by"),
        tr("Deputy"),
        tr("Purpose"),
        tr("Second factor"),
        tr("Recovery last tried"),
        tr("Password changed on"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            x.account.name,
            x.platform.name,
            x.account.address,
            x.account.user_name,
            tr(CLASS_WORDS[x.account.account_class]),
            tr(STATE_WORDS[x.account.state]),
            x.owner.name if x.owner and x.owner_is_here else tr("Nobody"),
            _here(facts, x.account.deputy_owner_id),
            x.account.purpose,
            tr(SECOND_FACTOR_WORDS[x.account.recovery.second_factor]),
            x.account.recovery.last_tried,
            x.password_changed_on,
        )
        for x in lines
    ]
    return to_xlsx(OutSheet(title, headings, rows))


def register_table(title: str, figures: RegisterFigures) -> bytes:
    """One row for each access that stands."""
    people = {p.key: p for p in figures.people}
    accounts = {a.key: a for a in figures.accounts}
    headings = (
        tr("Person"),
        tr("Job"),
        tr("Account"),
        tr("Platform"),
        tr("Kind"),
        tr("Level"),
        tr("Authorised by"),
        tr("Authorised on"),
        tr("Given by"),
        tr("Given on"),
        tr("From"),
        tr("Until"),
        tr("Review"),
        tr("Why"),
        tr("Already had it"),
        tr("Policy and training"),
        tr("Given although a condition was missing"),
        tr("Under cover"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            people[e.person].name,
            people[e.person].job,
            accounts[e.account].name,
            accounts[e.account].platform,
            tr(KIND_WORDS[e.kind]),
            tr(LEVEL_WORDS[e.level]),
            e.authorised_by,
            e.authorised_on,
            e.given_by,
            e.given_on,
            e.starts,
            e.ends,
            e.review_on,
            e.reason,
            tr("yes") if e.already_had else "",
            _standing(people[e.person]),
            e.override_reason,
            tr("yes") if e.under_cover else "",
        )
        for e in figures.entries
    ]
    return to_xlsx(OutSheet(title, headings, rows))


def list_table(title: str, figures: ListFigures) -> bytes:
    """One row for each line of a list."""
    headings = (tr("What"), tr("What to do"), tr("By"), tr("Done"), tr("Proof"), tr("Why not needed"))
    rows: list[tuple[Cell, ...]] = [
        (x.what, x.to_do, x.due, x.done or (tr("open") if x.is_open else ""), x.proof, x.not_needed)
        for x in figures.lines
    ]
    return to_xlsx(OutSheet(title, headings, rows))


def evidence_table(title: str, figures: EvidenceFigures) -> bytes:
    """One row for each decision of a review."""
    headings = (
        tr("Account"),
        tr("Person"),
        tr("Kind"),
        tr("Level"),
        tr("Until"),
        tr("Decision"),
        tr("Level from now on"),
        tr("Until, from now on"),
        tr("Note"),
        tr("Decided by"),
        tr("Decided on"),
        tr("Last review"),
        tr("What followed"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            account.name,
            x.who,
            tr(KIND_WORDS[x.kind]),
            tr(LEVEL_WORDS[x.level]),
            x.ends,
            tr(VERDICT_WORDS[x.verdict]) if x.verdict else "",
            tr(LEVEL_WORDS[x.to_level]) if x.to_level else "",
            x.to_ends,
            x.note,
            x.decided_by,
            x.decided_on,
            x.last_time,
            x.followed,
        )
        for account in figures.accounts
        for x in account.accesses
    ]
    return to_xlsx(OutSheet(title, headings, rows))


def check_table(title: str, figures: CheckFigures) -> bytes:
    """One row for each account; an empty answer where nobody has looked."""
    asked = figures.asked
    headings = (
        tr("Account"),
        tr("Platform"),
        tr("Looked after by"),
        *(tr(SHORT_WORDS[question]) for question in asked),
        tr("Note"),
        tr("Checked by"),
        tr("Checked on"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            x.name,
            x.platform,
            x.owner,
            *(tr(ANSWER_WORDS[x.answers.get(q, Known.NOT_KNOWN)]) if x.checked_on else "" for q in asked),
            x.note,
            x.checked_by,
            x.checked_on,
        )
        for x in figures.accounts
    ]
    return to_xlsx(OutSheet(title, headings, rows))


def _here(facts: RegisterFacts, person_id: UUID | None) -> str:
    person = facts.people.get(person_id) if person_id else None
    return person.name if person and not person.left_by(facts.today) else ""


def _standing(person: RegisterPerson) -> str:
    if person.missing is None:
        return ""
    return "; ".join(person.missing) or tr("in date")
