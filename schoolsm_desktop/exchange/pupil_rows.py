"""Rows of pupils, checked a column at a time: what a list repeats (a name, a class, a day, an answer) is read once.

Left: `missing-surname`, `missing-name`, `not-a-pupil`, `name-too-long`, `future-birth-date`, `duplicate-upn`,
`duplicate-pupil`. Taken without the faulty value: `bad-upn`, `bad-date`, `old-birth-date`. Taken as they are, to be looked
at: the other keys of `reasons.DOUBTFUL`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress
from operator import itemgetter
from typing import TypeVar

from schoolsm_desktop.domain.photo_answers import Said
from schoolsm_desktop.domain.pupils import MOST_NAME
from schoolsm_desktop.domain.upn import authority_is_known, is_upn, tidy_upn

from .answer_words import AnswerRead, read_answer, read_signer, refusal_of
from .day_reader import month_comes_first, read_day
from .pupil_names import NO_NAME, NameRead, read_class, read_full, read_given, read_name, read_year
from .records import Fault, Guess, LeftRow, PupilField, PupilRow
from .table_reader import UntrustedTable, cell_text
from .workbook import Cell

P = PupilField
_OLDEST = 25
_STRICTNESS = (Said.OBJECTED, Said.NO, Said.WITHDRAWN, Said.CONDITION, None, Said.YES)
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class RawPupils:
    """The cells of the columns that are taken, each column as long as `lines`; `headings` name them in faults."""

    lines: Sequence[int]
    columns: dict[PupilField, Sequence[Cell]] = field(repr=False)
    headings: dict[PupilField, str]
    answers: tuple[tuple[str, bool, Sequence[Cell]], ...] = field(default=(), repr=False)
    """(heading, whether a yes there is a refusal, cells)."""


@dataclass(slots=True)
class TakenPupils:
    """What was taken, left, and is to be looked at."""

    pupils: tuple[PupilRow, ...] = ()
    left: list[LeftRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def raw_pupils(table: UntrustedTable, guesses: Sequence[Guess]) -> tuple[RawPupils, tuple[str, ...]]:
    """The columns of a table that are taken, and the headings of those that hold something and are not."""
    columns: dict[PupilField, Sequence[Cell]] = {}
    headings: dict[PupilField, str] = {}
    answers: list[tuple[str, bool, Sequence[Cell]]] = []
    behind: list[str] = []
    narrowest = min(map(len, table.rows), default=0)
    for guess in guesses:
        at = guess.column
        if not guess.field:
            if any(row[at] for row in table.rows if at < len(row)):
                behind.append(guess.heading)
            continue
        cells = _down(table.rows, at, narrowest)
        if guess.field in (P.ANSWER, P.REFUSAL):
            answers.append((guess.heading, guess.field == P.REFUSAL, cells))
        else:
            columns[PupilField(guess.field)] = cells
            headings[PupilField(guess.field)] = guess.heading
    return RawPupils(table.lines, columns, headings, tuple(answers)), tuple(behind)


def _down(rows: Sequence[Sequence[Cell]], at: int, narrowest: int) -> list[Cell]:
    """One column; a row that ends before it has an empty cell there."""
    if at < narrowest:
        return list(map(itemgetter(at), rows))
    return [row[at] if at < len(row) else "" for row in rows]


def take_pupils(raw: RawPupils, today: date) -> TakenPupils:
    """Every row as a pupil, or left with its reason."""
    return _PupilReader(raw, today).read()


class _PupilReader:
    """Reads column after column; `_left` remembers why a row is not taken, `_doubts` what is to be looked at."""

    def __init__(self, raw: RawPupils, today: date) -> None:
        self._raw = raw
        self._today = today
        self._count = len(raw.lines)
        self._left: dict[int, tuple[str, PupilField]] = {}
        self._doubts: list[tuple[int, str, str]] = []

    def read(self) -> TakenPupils:
        """All rows."""
        given, family = self._names()
        self._leave_nameless(given, family)
        known, known_family = self._known(P.KNOWN_AS, given), self._known(P.KNOWN_FAMILY_NAME, family)
        across = zip(
            self._raw.lines,
            [name.text for name in given],
            [name.text for name in family],
            known,
            known_family,
            self._upns(),
            self._births(),
            self._plain(P.YEAR, read_year),
            self._plain(P.CLASS_NAME, read_class),
            self._plain(P.SECOND_CLASS, read_class),
            self._answers(),
            *self._signers(),
            self._days(P.SIGNED_ON),
            [one.loud or two.loud for one, two in zip(given, family, strict=True)],
            strict=True,
        )
        rows = list(map(PupilRow._make, across))
        self._leave_what_is_no_pupil(rows)
        return self._taken(self._without_copies(rows))

    # Names

    def _names(self) -> tuple[list[NameRead], list[NameRead]]:
        """Given and family names, from columns of their own or from one; where both are there, the whole fills gaps."""
        columns = self._raw.columns
        whole = columns.get(P.FULL_NAME)
        if whole is None and P.GIVEN_NAME not in columns:
            whole = columns.get(P.FAMILY_NAME)
        elif whole is None and P.FAMILY_NAME not in columns:
            whole = columns.get(P.GIVEN_NAME)
        if whole is None:
            return self._each(P.GIVEN_NAME, read_given), self._each(P.FAMILY_NAME, read_name)
        pairs = _each(whole, lambda cell: read_full(cell_text(cell)))
        field = next(each for each in (P.FULL_NAME, P.FAMILY_NAME, P.GIVEN_NAME) if each in columns)
        given, family = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        if field is P.FULL_NAME and columns.keys() & {P.GIVEN_NAME, P.FAMILY_NAME}:
            given = _first_filled(self._each(P.GIVEN_NAME, read_given), given)
            family = _first_filled(self._each(P.FAMILY_NAME, read_name), family)
        self._doubt_names(field, given)
        self._doubt_names(field, family)
        return given, family

    def _each(self, field: PupilField, read: Callable[[str], NameRead]) -> list[NameRead]:
        cells = self._raw.columns.get(field)
        if cells is None:
            return [NO_NAME] * self._count
        names = _each(cells, lambda cell: read(cell_text(cell)))
        self._doubt_names(field, names)
        return names

    def _known(self, field: PupilField, legal: list[NameRead]) -> list[str]:
        """The name a pupil is known by, where it is another one."""
        if field not in self._raw.columns:
            return [""] * self._count
        names = self._each(field, read_given if field is P.KNOWN_AS else read_name)
        return [
            "" if known.text.casefold() == name.text.casefold() else known.text
            for known, name in zip(names, legal, strict=True)
        ]

    def _doubt_names(self, field: PupilField, names: list[NameRead]) -> None:
        doubtful = {name for name in set(names) if name.doubt}
        if doubtful:
            for index, name in enumerate(names):
                if name in doubtful:
                    self._doubt(index, field, name.doubt)

    def _leave_nameless(self, given: list[NameRead], family: list[NameRead]) -> None:
        for index, (first, last) in enumerate(zip(given, family, strict=True)):
            if not last.text:
                self._leave(index, "missing-surname" if first.text else "missing-name", P.FAMILY_NAME)
            elif len(first.text) > MOST_NAME or len(last.text) > MOST_NAME:
                self._leave(index, "name-too-long", P.FAMILY_NAME)
            elif not first.text:
                self._doubt(index, P.GIVEN_NAME, "one-name-only")

    # Numbers, days, classes

    def _upns(self) -> list[str]:
        cells = self._raw.columns.get(P.UPN)
        if cells is None:
            return [""] * self._count
        upns = [_upn(cell) for cell in cells]
        for index, upn in enumerate(upns):
            if upn is None:
                self._doubt(index, P.UPN, "bad-upn")
        told = [upn or "" for upn in upns]
        strange = {code for code in {upn[1:4] for upn in told} if code and not authority_is_known(f"A{code}")}
        if strange:
            for index, upn in enumerate(told):
                if upn[1:4] in strange:
                    self._doubt(index, P.UPN, "unknown-authority")
        return told

    def _births(self) -> list[date | None]:
        days = self._days(P.BIRTH_DATE)
        oldest = date(self._today.year - _OLDEST, 1, 1)
        odd = {day for day in set(days) if day is not None and not oldest <= day <= self._today}
        if odd:
            for index, day in enumerate(days):
                if day in odd and day > self._today:
                    self._leave(index, "future-birth-date", P.BIRTH_DATE)
                elif day in odd:
                    self._doubt(index, P.BIRTH_DATE, "old-birth-date")
                    days[index] = None
        return days

    def _days(self, field: PupilField) -> list[date | None]:
        cells = self._raw.columns.get(field)
        if cells is None:
            return [None] * self._count
        different = set(cells)
        american = month_comes_first(cell for cell in different if isinstance(cell, str))
        known: dict[Cell, date | None] = {}
        bad: set[Cell] = set()
        for cell in different:
            try:
                known[cell] = read_day(cell, month_first=american)
            except ValueError:
                known[cell] = None
                bad.add(cell)
        if bad:
            for index, cell in enumerate(cells):
                if cell in bad:
                    self._doubt(index, field, "bad-date")
        return list(map(known.__getitem__, cells))

    def _plain(self, field: PupilField, read: Callable[[str], str]) -> list[str]:
        cells = self._raw.columns.get(field)
        return [""] * self._count if cells is None else _each(cells, lambda cell: read(cell_text(cell)))

    # Answers

    def _answers(self) -> Iterable[tuple[tuple[str, Said | None, str], ...]]:
        if not self._raw.answers:
            return [()] * self._count
        different = {cell for _, _, cells in self._raw.answers for cell in set(cells)}
        agreed = any(read_answer(cell, cross_is_no=True).said is Said.YES for cell in different)
        columns = []
        for heading, refusing, cells in self._raw.answers:
            known: dict[Cell, tuple[str, Said | None, str]] = {}
            doubts: dict[Cell, str] = {}
            for cell in set(cells):
                read = _answer(cell, refusing, agreed)
                known[cell] = (heading, read.said, read.words)
                if read.doubt:
                    doubts[cell] = read.doubt
            if doubts:
                self._doubts.extend((i, heading, doubts[cell]) for i, cell in enumerate(cells) if cell in doubts)
            columns.append(list(map(known.__getitem__, cells)))
        return zip(*columns, strict=True)

    def _signers(self) -> tuple[list[object], list[str]]:
        by, names = self._raw.columns.get(P.SIGNED_BY), self._plain(P.SIGNER_NAME, _name_of)
        if by is None:
            return [None] * self._count, names
        read = _each(by, lambda cell: read_signer(cell_text(cell)))
        return [one[0] for one in read], [name or one[1] for name, one in zip(names, read, strict=True)]

    # Rows that are left

    def _leave_what_is_no_pupil(self, rows: list[PupilRow]) -> None:
        """A title, a total, the foot of a page: one name with nothing beside it, where the list has more to say."""
        beside = self._raw.columns.keys() & {P.UPN, P.BIRTH_DATE, P.YEAR, P.CLASS_NAME}
        if not beside and not self._raw.answers:
            return
        for index, row in enumerate(rows):
            if row.birth_date or row.upn or row.class_name or row.year:
                continue
            alone = not row.given_name or any(map(str.isdigit, row.given_name + row.family_name))
            if alone and not any(said for _, said, _ in row.answers) and not self._anything_else(index):
                self._leave(index, "not-a-pupil", P.FAMILY_NAME)

    def _anything_else(self, index: int) -> bool:
        names = (P.FULL_NAME, P.GIVEN_NAME, P.FAMILY_NAME)
        return any(cells[index] for field, cells in self._raw.columns.items() if field not in names)

    def _without_copies(self, rows: list[PupilRow]) -> list[PupilRow]:
        """A pupil who stands there twice is taken once; of two answers the stricter is kept."""
        upns = [row.upn for row in rows if row.upn]
        if len(set(upns)) < len(upns):
            self._merge(rows, lambda row: row.upn, "duplicate-upn", P.UPN)
        keys = {(row.given_name, row.family_name, row.birth_date) for row in rows}
        if len(keys) < len(rows):
            self._merge(rows, _same_pupil, "duplicate-pupil", P.FAMILY_NAME)
        return rows

    def _merge(
        self,
        rows: list[PupilRow],
        key_of: Callable[[PupilRow], tuple[str, str, date | None] | str],
        reason: str,
        field: PupilField,
    ) -> None:
        first: dict[tuple[str, str, date | None] | str, int] = {}
        for index, row in enumerate(rows):
            key = key_of(row)
            if not key or index in self._left:
                continue
            at = first.setdefault(key, index)
            if at == index:
                continue
            if reason == "duplicate-pupil" and (row.birth_date is None or (row.upn and rows[at].upn)):
                self._doubt(index, field, "same-name")
                continue
            self._leave(index, reason, field)
            answers = _stricter(rows[at].answers, row.answers)
            if answers != rows[at].answers:
                self._doubts.append((index, self._heading(field), "copy-says-other"))
            rows[at] = rows[at]._replace(answers=answers, upn=rows[at].upn or row.upn)

    def _taken(self, rows: list[PupilRow]) -> TakenPupils:
        lines = self._raw.lines
        left = [LeftRow(lines[index], reason) for index, (reason, _) in sorted(self._left.items())]
        for index, (reason, wanted) in self._left.items():
            self._doubts.append((index, self._heading(wanted), reason))
        self._doubts.sort(key=lambda doubt: doubt[0])
        faults = [Fault(lines[index], column, reason) for index, column, reason in self._doubts]
        if left:
            rows = list(compress(rows, (index not in self._left for index in range(self._count))))
        return TakenPupils(tuple(rows), left, faults)

    def _heading(self, wanted: PupilField) -> str:
        headings = self._raw.headings
        fields = (wanted, P.FULL_NAME, P.FAMILY_NAME, P.GIVEN_NAME)
        return next((headings[each] for each in fields if each in headings), "")

    def _leave(self, index: int, reason: str, field: PupilField) -> None:
        self._left.setdefault(index, (reason, field))

    def _doubt(self, index: int, field: PupilField, reason: str) -> None:
        self._doubts.append((index, self._heading(field), reason))


def _each(cells: Sequence[Cell], read: Callable[[Cell], Read]) -> list[Read]:
    """Each cell read, the same cell once."""
    known = {cell: read(cell) for cell in set(cells)}
    return list(map(known.__getitem__, cells))


def _first_filled(names: list[NameRead], others: list[NameRead]) -> list[NameRead]:
    return [name if name.text else other for name, other in zip(names, others, strict=True)]


def _upn(cell: Cell) -> str | None:
    """The number, "" for none, None for a wrong one."""
    if isinstance(cell, str) and is_upn(cell):
        return str(cell)
    upn = tidy_upn(cell_text(cell))
    if not any(map(str.isalnum, upn)) or upn in {"NA", "NONE", "UNKNOWN", "TBC", "NOTKNOWN", "NOUPN"}:
        return ""
    return upn if is_upn(upn) else None


def _answer(cell: Cell, refusing: bool, agreed: bool) -> AnswerRead:
    read = read_answer(cell, cross_is_no=agreed and not refusing)
    if refusing and read.doubt == "unclear-cross":
        return AnswerRead(Said.NO)  # a mark under “not to be photographed” can only mean one thing
    return refusal_of(read) if refusing else read


def _name_of(text: str) -> str:
    return read_name(text).text


def _same_pupil(row: PupilRow) -> tuple[str, str, date | None]:
    """Name and birth date; without a birth date nothing says that two of one name are one, and both are taken."""
    return row.given_name.casefold(), row.family_name.casefold(), row.birth_date


def _stricter(
    first: tuple[tuple[str, Said | None, str], ...], again: tuple[tuple[str, Said | None, str], ...]
) -> tuple[tuple[str, Said | None, str], ...]:
    """Place by place the stricter answer; an answer stands before none, unless it is a yes beside a no."""
    return tuple(_stricter_one(one, two) for one, two in zip(first, again, strict=True))


def _stricter_one(one: tuple[str, Said | None, str], two: tuple[str, Said | None, str]) -> tuple[str, Said | None, str]:
    if one[1] is None or two[1] is None:
        return one if two[1] is None else two
    return min(one, two, key=lambda answer: _STRICTNESS.index(answer[1]))
