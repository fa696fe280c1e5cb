"""Which column goes to which field: guessed from the headings and from what stands below, corrected by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import pupil_columns
from .errors import MappingError, NoHeadingsError, NotRecognisedError
from .heading_words import (
    BIRTH_WORDS,
    CLASS_WORDS,
    Meaning,
    fold,
    is_pupil_word,
    password_meaning,
    staff_meaning,
)
from .one_time_code import is_code_key
from .records import Guess, Kind, PasswordField, PupilField, StaffField
from .table_reader import UntrustedTable

_SAMPLE_ROWS = 200
_ADDRESS = re.compile(r"(?i)^(?:[a-z][a-z0-9+.\-]*://\S+|(?:[a-z0-9\-]+\.)+[a-z]{2,24}(?::\d+)?(?:[/?#]\S*)?)$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_COMPOUND_PART = re.compile(r"\s*(?:/|&|\+|,|;|\||\band\b|\bor\b)\s*", re.IGNORECASE)
_JOINED = re.compile(r"\s*\n\s*|\s+[/|–]\s+|\s+-\s+|\s*[;|]\s*|,\s+|(?<=\S)/(?=\s)|\s+")
_LOGIN_JOINED = re.compile(r"\s*\n\s*|\s+[/|–-]\s+|\s*[;|]\s*|,\s+|/|\s+")
_LABELLED = re.compile(
    r"(?:user\s*name|user|login|e-?mail|u/?n)\s*[:=]\s*(.+?)[\s,;/|]+(?:password|pass|pwd|p/?w)\s*[:=]\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_COMPOUNDS = {
    (PasswordField.ADDRESS, PasswordField.USER_NAME): PasswordField.ADDRESS_AND_USER_NAME,
    (PasswordField.TITLE, PasswordField.USER_NAME): PasswordField.ADDRESS_AND_USER_NAME,
    (PasswordField.USER_NAME, PasswordField.PASSWORD): PasswordField.USER_NAME_AND_PASSWORD,
}
_PUPIL_NAMES = frozenset({PupilField.FULL_NAME, PupilField.FAMILY_NAME, PupilField.GIVEN_NAME})
_MANY = frozenset({PasswordField.EXTRA, PupilField.ANSWER, PupilField.REFUSAL})
_SHOWN = frozenset({PasswordField.TITLE, PasswordField.ADDRESS, PasswordField.USER_NAME, PasswordField.GROUP})


def is_address(text: str) -> bool:
    """Whether a cell looks like the address of a page."""
    return bool(_ADDRESS.match(text)) and "@" not in text.split("/", maxsplit=1)[0]


def is_email(text: str) -> bool:
    """Whether a cell looks like an e-mail address."""
    return bool(_EMAIL.match(text))


def guess_columns(
    table: UntrustedTable, mapping: Mapping[str, str | None] | None, wanted: Kind | None = None
) -> tuple[Kind, tuple[Guess, ...]]:
    """What kind of list it is, and each column's field; `wanted` decides where the list itself does not.

    Raises NoHeadingsError, NotRecognisedError (both with `guesses` for the person to correct) or MappingError.
    """
    if mapping:
        return _as_mapped(table, mapping, wanted)
    if not table.heading_line:
        raise NoHeadingsError(pupil_columns.guess_by_content(table) if wanted is Kind.PUPILS else _unknown(table))
    kind = _kind(table) or (wanted if wanted is Kind.PUPILS else None)
    if kind is Kind.PUPILS:
        guesses = pupil_columns.guess_pupils(table)
        if not {guess.field for guess in guesses} & _PUPIL_NAMES:
            raise NotRecognisedError(guesses)
        return kind, guesses
    if kind is None:
        raise NotRecognisedError(_unknown(table))
    return kind, guess_passwords(table) if kind is Kind.PASSWORDS else guess_staff(table)


def _kind(table: UntrustedTable) -> Kind | None:
    folded = [fold(heading) for heading in table.headings]
    pupil_words = sum(map(is_pupil_word, table.headings))
    classed = bool(CLASS_WORDS & set(folded))
    if {"upn", "uniquepupilnumber"} & set(folded) or (classed and {"pupil", "pupilname", "childname"} & set(folded)):
        return Kind.PUPILS
    compound = any(PasswordField.PASSWORD in _compound_fields(heading) for heading in table.headings)
    if compound or any(_means(heading, PasswordField.PASSWORD) for heading in table.headings):
        return Kind.PASSWORDS
    staff = {meaning.field for meaning in map(staff_meaning, table.headings) if meaning}
    named = bool(staff & {StaffField.FULL_NAME, StaffField.FAMILY_NAME, StaffField.GIVEN_NAME})
    born = bool(BIRTH_WORDS & set(folded))
    employed = bool(staff & {StaffField.JOB_TITLE, StaffField.CONTRACT})
    if not employed and (pupil_words or (named and born and classed) or (named and _asks_about_pictures(table))):
        return Kind.PUPILS
    if named and (employed or staff & {StaffField.EMAIL, StaffField.START, StaffField.END}):
        return Kind.STAFF
    return None


def _asks_about_pictures(table: UntrustedTable) -> bool:
    """Whether two columns at least are answers about places for pictures; one of that name may be anything."""
    fields = [guess.field for guess in pupil_columns.guess_pupils(table)]
    return sum(field in (PupilField.ANSWER, PupilField.REFUSAL) for field in fields) > 1


def _means(heading: str, field: str) -> bool:
    meaning = password_meaning(heading)
    return meaning is not None and meaning.field == field


def _unknown(table: UntrustedTable) -> tuple[Guess, ...]:
    """Columns nobody has named yet; only plainly harmless samples, since any column may hold passwords."""
    guesses = []
    for column, heading in enumerate(table.headings):
        samples = [text[:80] for text in table.column(column, 20) if is_address(text) or is_email(text)]
        guesses.append(Guess(column, heading, None, 0.0, tuple(samples[:3])))
    return tuple(guesses)


def _as_mapped(
    table: UntrustedTable, mapping: Mapping[str, str | None], wanted: Kind | None
) -> tuple[Kind, tuple[Guess, ...]]:
    chosen = {fold(heading): field for heading, field in mapping.items()} | dict(mapping)
    fields = {field for field in mapping.values() if field}
    taken: set[str] = set()
    columns: list[Guess] = []
    for column, heading in enumerate(table.headings):
        field = chosen.get(heading, chosen.get(fold(heading)))
        if field in taken and field not in _MANY:
            field = PasswordField.EXTRA if fields <= set(PasswordField) else None
        taken.add(field or "")
        columns.append(Guess(column, heading, field, 1.0, _samples(table, column, field)))
    return _mapped_kind(table, fields, wanted), tuple(columns)


def _mapped_kind(table: UntrustedTable, fields: set[str], wanted: Kind | None) -> Kind:
    """What a list with these fields is. Names alone may be staff or pupils: then `wanted` or the headings say it."""
    secret = {PasswordField.PASSWORD, PasswordField.USER_NAME_AND_PASSWORD}
    named = bool(fields & _PUPIL_NAMES)
    if fields <= set(PasswordField) and secret & fields:
        return Kind.PASSWORDS
    staff, pupils = fields <= set(StaffField), fields <= set(PupilField)
    if named and staff and pupils:
        return Kind.PUPILS if Kind.PUPILS in (wanted, wanted or _kind(table)) else Kind.STAFF
    if named and staff:
        return Kind.STAFF
    if named and pupils:
        return Kind.PUPILS
    raise MappingError


def _samples(table: UntrustedTable, column: int, field: str | None) -> tuple[str, ...]:
    if field in _SHOWN or field in set(StaffField) or field in set(PupilField):
        return tuple(text[:80] for text in table.column(column, 20)[:3])
    return ()


# -------- accounts and passwords


def guess_passwords(table: UntrustedTable) -> tuple[Guess, ...]:
    """Each column of a list of accounts; what no field takes is kept as an extra, so that nothing is lost."""
    wanted: list[tuple[float, int, str]] = []
    fixed: dict[int, Meaning] = {}
    for column, heading in enumerate(table.headings):
        cells = table.column(column, _SAMPLE_ROWS)
        compound = _compound(table, column, cells)
        if compound:
            fixed.update(compound)
        elif column not in fixed:
            meaning = _by_content(password_meaning(heading), cells)
            if meaning is not None:
                wanted.append((meaning.sure, -column, meaning.field))
    chosen = _one_each(wanted, fixed)
    _find_a_title(table, chosen)
    _find_a_user(wanted, chosen)
    return tuple(
        Guess(
            column,
            heading,
            chosen[column].field,
            chosen[column].sure,
            _samples(table, column, chosen[column].field),
        )
        if column in chosen
        else _extra(table, column, heading)
        for column, heading in enumerate(table.headings)
    )


def _one_each(wanted: list[tuple[float, int, str]], fixed: dict[int, Meaning]) -> dict[int, Meaning]:
    """The surest column gets each field; the leftmost of equals."""
    chosen = dict(fixed)
    taken = {part for meaning in fixed.values() for part in meaning.field.split("+")}
    for sure, negative, field in sorted(wanted, reverse=True):
        if field not in taken and -negative not in chosen:
            chosen[-negative] = Meaning(field, sure)
            taken.add(field)
    return chosen


def _extra(table: UntrustedTable, column: int, heading: str) -> Guess:
    filled = bool(table.column(column, len(table.rows)))
    return Guess(column, heading, PasswordField.EXTRA if filled else None, 0.2)


def _by_content(meaning: Meaning | None, cells: list[str]) -> Meaning | None:
    """What stands below outranks an ambiguous heading: `Website` may hold names, `Login` may hold addresses."""
    if not cells:
        return meaning
    addresses = sum(map(is_address, cells)) / len(cells)
    emails = sum(map(is_email, cells)) / len(cells)
    if meaning is None:
        return _unnamed(cells, addresses, emails)
    field, sure = meaning
    if field in (PasswordField.TITLE, PasswordField.USER_NAME) and addresses >= 0.6:
        return Meaning(PasswordField.ADDRESS, sure * 0.9)
    if field == PasswordField.ADDRESS and addresses + emails < 0.2:
        return Meaning(PasswordField.TITLE, sure * 0.8)
    if field in (PasswordField.TITLE, PasswordField.ADDRESS) and emails >= 0.6:
        return Meaning(PasswordField.USER_NAME, 0.6)
    if field == PasswordField.ONE_TIME_CODE and not any(map(is_code_key, cells)):
        return None
    return meaning


def _unnamed(cells: list[str], addresses: float, emails: float) -> Meaning | None:
    if addresses >= 0.6:
        return Meaning(PasswordField.ADDRESS, 0.4)
    if emails >= 0.6:
        return Meaning(PasswordField.USER_NAME, 0.4)
    if sum(cell.lower().startswith("otpauth://") for cell in cells) * 2 > len(cells):
        return Meaning(PasswordField.ONE_TIME_CODE, 0.9)
    return None


def _find_a_title(table: UntrustedTable, chosen: dict[int, Meaning]) -> None:
    """Without a heading for the name, the leftmost well-filled column that nothing else took is the name."""
    fields = {part for meaning in chosen.values() for part in meaning.field.split("+")}
    if PasswordField.TITLE in fields:
        return
    for column, heading in enumerate(table.headings):
        secret = password_meaning(heading)
        if column in chosen or (secret is not None and secret.field == PasswordField.PASSWORD):
            continue
        if len(table.column(column, _SAMPLE_ROWS)) * 2 >= len(table.rows[:_SAMPLE_ROWS]) and column == 0:
            chosen[column] = Meaning(PasswordField.TITLE, 0.4)
            return


def _find_a_user(wanted: list[tuple[float, int, str]], chosen: dict[int, Meaning]) -> None:
    """Of two headings for a name (`Platform`, `Account`) the second is who signs in, where nothing else says so."""
    if any(PasswordField.USER_NAME in meaning.field.split("+") for meaning in chosen.values()):
        return
    for _, negative, field in sorted(wanted, reverse=True):
        if field == PasswordField.TITLE and -negative not in chosen:
            chosen[-negative] = Meaning(PasswordField.USER_NAME, 0.5)
            return


def _compound_fields(heading: str) -> tuple[str, ...]:
    """The different fields a heading such as `Website / Login` names, in order; empty for a single one."""
    parts = [part for part in _COMPOUND_PART.split(heading) if part]
    meanings = [password_meaning(part) for part in parts]
    fields = tuple(dict.fromkeys(meaning.field for meaning in meanings if meaning))
    return fields if len(parts) > 1 and len(fields) == len(parts) else ()


def _compound(table: UntrustedTable, column: int, cells: list[str]) -> dict[int, Meaning] | None:
    """A heading for two things: over two columns (one cell merged), or over cells that hold both."""
    fields = _compound_fields(table.headings[column])
    if not fields:
        return None
    span = range(column + 1, column + len(fields))
    if all(after in table.blank_headings and after < len(table.headings) for after in span):
        parts = enumerate(Meaning(field, 0.7) for field in fields)
        return {column + at: _by_content(part, table.column(column + at, _SAMPLE_ROWS)) or part for at, part in parts}
    joined = _COMPOUNDS.get((PasswordField(fields[0]), PasswordField(fields[1]))) if len(fields) == 2 else None
    split = split_login if joined == PasswordField.USER_NAME_AND_PASSWORD else split_cell
    if joined and cells and sum(split(cell) is not None for cell in cells) >= 0.6 * len(cells):
        return {column: Meaning(joined, 0.6)}
    if fields[0] == PasswordField.USER_NAME and PasswordField.PASSWORD in fields:
        return {column: Meaning(PasswordField.PASSWORD, 0.5)}
    return None


def split_cell(cell: str) -> tuple[str, str] | None:
    """The two halves of a cell that holds two things, the second exactly as it stands; None when it holds one."""
    stripped = cell.strip()
    found = _JOINED.search(stripped)
    return (stripped[: found.start()].rstrip(" :"), stripped[found.end() :]) if found else None


def split_login(cell: str) -> tuple[str, str] | None:
    """User name and password of one cell, with or without words before them; None when it holds one thing."""
    labelled = _LABELLED.fullmatch(cell.strip())
    if labelled:
        return labelled.group(1).strip(), labelled.group(2)
    stripped = cell.strip()
    found = _LOGIN_JOINED.search(stripped)
    return (stripped[: found.start()].strip(), stripped[found.end() :]) if found else None


# -------- staff


def guess_staff(table: UntrustedTable) -> tuple[Guess, ...]:
    """Each column of a list of staff; a column that is not asked for is not taken."""
    wanted: list[tuple[float, int, str]] = []
    for column, heading in enumerate(table.headings):
        meaning = staff_meaning(heading)
        if meaning is not None and table.column(column, _SAMPLE_ROWS):
            wanted.append((meaning.sure, -column, meaning.field))
        elif meaning is not None:
            wanted.append((meaning.sure / 2, -column, meaning.field))
    chosen = _one_each(wanted, {})
    fields = {meaning.field for meaning in chosen.values()}
    if StaffField.FULL_NAME in fields and {StaffField.GIVEN_NAME, StaffField.FAMILY_NAME} <= fields:
        chosen = {column: one for column, one in chosen.items() if one.field != StaffField.FULL_NAME}
    guesses = []
    for column, heading in enumerate(table.headings):
        one = chosen.get(column, Meaning("", 0.0))
        field = one.field or None
        guesses.append(Guess(column, heading, field, one.sure, _samples(table, column, field)))
    return tuple(guesses)
