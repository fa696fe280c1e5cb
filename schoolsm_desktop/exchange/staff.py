"""Lists of staff: names, jobs, contracts and days, doubtful cells named and nothing decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from schoolsm_desktop.domain.people import Contract, Duty

from .column_guess import is_email
from .day_reader import month_comes_first, read_day
from .heading_words import fold
from .passwords import Taken
from .person_names import given_without_title, mixed_case, part_full_name
from .records import Fault, Guess, LeftRow, StaffField, StaffRow
from .table_reader import UntrustedTable
from .workbook import Cell

_NOTHING = frozenset(["", "-", "--", "–", "—", "n/a", "na", "none", "nil", "tbc", "tba", "unknown", "?"])
_LONGEST_NOTHING = 1 + max(map(len, _NOTHING))
_EMPTY_POST = frozenset(["vacant", "vacancy", "tba", "tbc", "unfilled", "new post", "x"])
_CONTRACTS: tuple[tuple[Contract, str], ...] = (
    (Contract.GOVERNOR, r"governor|governing|trustee|clerk to"),
    (Contract.AGENCY, r"agency|supply"),
    (Contract.TRAINEE, r"trainee|student|pgce|scitt|itt\b|school direct|apprentice|placement|intern\b"),
    (Contract.VOLUNTEER, r"volunt|parent helper|unpaid"),
    (Contract.SECONDEE, r"second(?:ee|ed|ment)"),
    (Contract.CONTRACTOR, r"contractor|self.?employed|freelance|external|peripatetic|consultant|outsourced"),
    (Contract.VISITOR, r"visit"),
    (Contract.TEMPORARY, r"temp|fixed.?term|maternity cover|short.?term|casual|zero.?hour|bank staff|cover"),
    (
        Contract.EMPLOYEE,
        r"employ|perm|staff|full.?time|part.?time|\bft\b|\bpt\b|teach|support|salaried|open.?ended",
    ),
)
_DUTIES: tuple[tuple[Duty, str], ...] = (
    (Duty.DEPUTY_HEADTEACHER, r"\b(deputy|vice|associate)[ -]?(head ?teacher|head|principal)\b"),
    (Duty.DEPUTY_DSL, r"deputy (designated )?safeguarding|deputy dsl|\bddsl\b"),
    (Duty.DSL, r"designated safeguarding|safeguarding lead|\bdsl\b|child protection"),
    (
        Duty.HEADTEACHER,
        r"head ?teacher|\bhead of school\b|^head$|^(executive |acting |interim )?(head|principal)$",
    ),
    (Duty.COORDINATOR, r"(computing|ict|\bit\b|digital)[ /-]*(subject )?(co.?ordinator|lead|leader)"),
    (Duty.OFFICE_MANAGER, r"office manager|school business (manager|leader)|\bsbm\b|business manager"),
    (Duty.DPO, r"data protection officer|\bdpo\b"),
    (
        Duty.CHAIR,
        r"(?<!vice )(?<!vice-)chair(man|woman|person)? of (the )?govern|chair of (the )?(trust|governing)|\bchair, govern",
    ),
    (Duty.CLASS_TEACHER, r"\bteacher\b"),
)
_NOT_CLASS = re.compile(r"head ?teacher|supply|trainee|student|assistant|cover|peripatetic|music", re.IGNORECASE)


def take_staff(table: UntrustedTable, guesses: Sequence[Guess]) -> Taken:
    """Every row as a colleague, or left with its reason.

    Left: `missing-name`, `vacant-post`, `duplicate-row`. Taken with a fault and without the faulty value: `bad-date`,
    `end-before-start`, `bad-email`, `unknown-contract`. Taken as they are, to be looked at: `one-name-only`,
    `same-name`.
    """
    return _StaffReader(table, guesses).read()


class _StaffReader:
    """Reads row after row, remembering who has been seen."""

    def __init__(self, table: UntrustedTable, guesses: Sequence[Guess]) -> None:
        self._table = table
        self._columns = {guess.field: guess for guess in guesses if guess.field}
        self._index = {field: guess.column for field, guess in self._columns.items()}
        self._month_first = {
            wanted: month_comes_first(table.column(self._columns[wanted].column, len(table.rows)))
            for wanted in (StaffField.START, StaffField.END)
            if wanted in self._columns
        }
        self._governors = fold(self._heading(StaffField.FULL_NAME)).startswith(("governor", "trustee"))
        self._taken = Taken()
        self._people: list[StaffRow] = []
        self._rows: set[StaffRow] = set()
        self._names: set[str] = set()
        self._seen: dict[tuple[str, str], int] = {}

    def read(self) -> Taken:
        """All rows."""
        for row, line in zip(self._table.rows, self._table.lines, strict=True):
            self._take(row, line)
        self._taken.staff = self._people
        return self._taken

    def _take(self, row: Sequence[Cell], line: int) -> None:
        given, family = self._name(row)
        if not (given + family).isalpha() and not any(map(str.isalpha, given + family)):
            self._leave(line, "missing-name", StaffField.FAMILY_NAME)
            return
        if not (given and family) and fold(given + family) in _EMPTY_POST:
            self._leave(line, "vacant-post", StaffField.FULL_NAME)
            return
        job = self._text(row, StaffField.JOB_TITLE)
        person = StaffRow(
            line,
            given,
            family,
            mixed_case(self._text(row, StaffField.KNOWN_AS)),
            job,
            self._contract(row, line, job),
            self._email(row, line),
            *self._days(row, line),
            duties_of(job),
        )
        if self._met_before(person):
            return
        if not given or not family:
            self._doubt(line, StaffField.GIVEN_NAME, "one-name-only")
        self._people.append(person)

    def _name(self, row: Sequence[Cell]) -> tuple[str, str]:
        given, family = self._text(row, StaffField.GIVEN_NAME), self._text(row, StaffField.FAMILY_NAME)
        whole = self._text(row, StaffField.FULL_NAME)
        if family and not given and not whole and ("," in family or " " in family):
            whole, family = family, ""
        if not (given or family):
            return part_full_name(whole)
        if whole and not (given and family):
            first, last = part_full_name(whole)
            given, family = given or first or (last if last != mixed_case(family) else ""), family or last
        return given_without_title(given), mixed_case(family)

    def _contract(self, row: Sequence[Cell], line: int, job: str) -> Contract | None:
        words = self._text(row, StaffField.CONTRACT)
        contract = Contract.GOVERNOR if self._governors else contract_of(words)
        if words and contract is None:
            self._doubt(line, StaffField.CONTRACT, "unknown-contract")
        return contract or _contract_of_job(job)

    def _email(self, row: Sequence[Cell], line: int) -> str:
        text = self._text(row, StaffField.EMAIL).removeprefix("mailto:").strip("<>;, ")
        found = re.search(r"<([^<>\s]+@[^<>\s]+)", text) if "<" in text else None
        text = found.group(1) if found else text
        if text and not is_email(text):
            self._doubt(line, StaffField.EMAIL, "bad-email")
            return ""
        return text

    def _days(self, row: Sequence[Cell], line: int) -> tuple[date | None, date | None]:
        start, end = self._day(row, line, StaffField.START), self._day(row, line, StaffField.END)
        if start and end and end < start:
            self._doubt(line, StaffField.END, "end-before-start")
            return start, None
        return start, end

    def _day(self, row: Sequence[Cell], line: int, wanted: StaffField) -> date | None:
        guess = self._columns.get(wanted)
        if guess is None or guess.column >= len(row):
            return None
        try:
            return read_day(row[guess.column], month_first=self._month_first[wanted])
        except ValueError:
            self._doubt(line, wanted, "bad-date")
            return None

    def _met_before(self, person: StaffRow) -> bool:
        """Whether this row says again who was already read; a second post is added to the first."""
        key = f"{person.given_name}|{person.family_name}".casefold()
        again, known = replace(person, line=0), (key, person.email.lower())
        if again in self._rows:
            self._leave(person.line, "duplicate-row", StaffField.FAMILY_NAME)
            return True
        self._rows.add(again)
        if person.email and known in self._seen:
            index = self._seen[known]
            self._people[index] = _both_posts(self._people[index], person)
            self._leave(person.line, "second-post", StaffField.JOB_TITLE)
            return True
        if key in self._names:
            self._doubt(person.line, StaffField.FAMILY_NAME, "same-name")
        self._names.add(key)
        self._seen[known] = len(self._people)
        return False

    def _text(self, row: Sequence[Cell], wanted: StaffField) -> str:
        column = self._index.get(wanted, -1)
        if not 0 <= column < len(row) or not row[column]:
            return ""
        text = " ".join(self._table.text(row, column).split())
        return "" if len(text) < _LONGEST_NOTHING and text.lower() in _NOTHING else text

    def _heading(self, wanted: StaffField) -> str:
        for field in (wanted, StaffField.FULL_NAME, StaffField.FAMILY_NAME, StaffField.GIVEN_NAME):
            if field in self._columns:
                return self._columns[field].heading
        return ""

    def _leave(self, line: int, reason: str, wanted: StaffField) -> None:
        self._taken.left.append(LeftRow(line, reason))
        self._taken.faults.append(Fault(line, self._heading(wanted), reason))

    def _doubt(self, line: int, wanted: StaffField, reason: str) -> None:
        self._taken.faults.append(Fault(line, self._heading(wanted), reason))


def _both_posts(first: StaffRow, second: StaffRow) -> StaffRow:
    jobs = "; ".join(dict.fromkeys(job for job in (first.job_title, second.job_title) if job))
    duties = tuple(dict.fromkeys(first.duties + second.duties))
    return replace(first, job_title=jobs, duties=duties)


@lru_cache(maxsize=4096)
def contract_of(words: str) -> Contract | None:
    """The contract that the list's own words mean, or None."""
    lowered = words.lower()
    for contract, pattern in _CONTRACTS:
        if re.search(pattern, lowered):
            return contract
    return None


@lru_cache(maxsize=4096)
def _contract_of_job(job_title: str) -> Contract | None:
    """Only what a job title says beyond doubt."""
    contract = contract_of(job_title)
    sure = {Contract.GOVERNOR, Contract.VOLUNTEER, Contract.TRAINEE}
    return contract if contract in sure and "lead" not in job_title.lower() else None


@lru_cache(maxsize=4096)
def duties_of(job_title: str) -> tuple[Duty, ...]:
    """Duties to offer for a job title; a person decides."""
    lowered = job_title.lower()
    found: list[Duty] = []
    for duty, pattern in _DUTIES:
        hit = re.search(pattern, lowered)
        if hit and duty is Duty.CLASS_TEACHER and _NOT_CLASS.search(lowered):
            continue
        if hit:
            found.append(duty)
            lowered = lowered.replace(hit.group(), " ", 1)
    return tuple(found)
