"""The letters that come with the program, as a file that can be read, mended and extended."""

from __future__ import annotations

import re
from functools import cache
from typing import ClassVar

from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.letters import MOST_TITLE, MergeField, ShippedLetter, wrong_fields
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.paths import resource

from .checked_toml import CheckedTable, FaultyFileError, parse

MOST_LETTERS = 200
MOST_FIELDS = 60
MOST_PARAGRAPHS = 40
_KEY = re.compile(r"[a-z][a-z0-9-]*")


class FaultyLettersError(FaultyFileError):
    """A file of letters cannot be used; the letters in use stay as they were."""

    key: ClassVar[str] = "faulty-letters"


@cache
def shipped_letters() -> tuple[ShippedLetter, ...]:
    """The program's own letters, in the order in which they are shown."""
    return read_letters(resource("letters.toml").read_bytes())


def read_letters(untrusted: str | bytes) -> tuple[ShippedLetter, ...]:
    """The letters in the file, in its order. Raises FaultyLettersError."""
    table = parse(untrusted, FaultyLettersError)
    if table.whole("format", range(1, 10_000), 0) != 1:
        table.refuse("format", tr("the line “format = 1” is missing, so this may not be a file of letters."))
    fields: dict[str, MergeField] = {}
    everywhere: list[str] = []
    for part in table.tables("field", MOST_FIELDS):
        field = _field(part, fields)
        if part.switch("everywhere", False):
            everywhere.append(field.key)
        part.finish()
    found: dict[str, ShippedLetter] = {}
    for part in table.tables("letter", MOST_LETTERS):
        letter = _letter(part, fields, everywhere)
        if letter.key in found:
            part.refuse("key", tr("there is a letter with this key already."))
        found[letter.key] = letter
    table.finish()
    return tuple(found.values())


def _key(part: CheckedTable) -> str:
    key = part.text("key", 40)
    if not _KEY.fullmatch(key):
        part.refuse("key", tr("a key is written with small letters, digits and hyphens."))
    return key


def _field(part: CheckedTable, known: dict[str, MergeField]) -> MergeField:
    key = _key(part)
    if key in known:
        part.refuse("key", tr("there is a field with this key already."))
    empty = part.text("empty", 120, "", may_be_empty=True)
    field = MergeField(key=key, words=part.text("words", 80), example=part.text("example", 200), empty=empty)
    known[key] = field
    return field


def _letter(part: CheckedTable, fields: dict[str, MergeField], everywhere: list[str]) -> ShippedLetter:
    key, own = _key(part), part.texts("fields", 40, MOST_FIELDS)
    unknown = next((name for name in own if name not in fields), None)
    if unknown is not None:
        part.refuse("fields", tr("there is no field “{field}”.", field=unknown))
    may_use = tuple(fields[name] for name in dict.fromkeys((*everywhere, *own)))
    letter = ShippedLetter(
        key=key,
        purpose=part.text("purpose", 120),
        title=part.text("title", MOST_TITLE),
        body="\n\n".join(part.texts("paragraphs", 2000, MOST_PARAGRAPHS)),
        fields=may_use,
        rests_on=part.word("rests-on", Subject, Subject.SCOPE) if "rests-on" in part else None,
        to_home=part.switch("to-home", False),
        signed_by_recipient=part.switch("signed-by-recipient", False),
    )
    if not letter.body:
        part.refuse("paragraphs", tr("a letter needs at least one paragraph."))
    for place, text in (("title", letter.title), ("paragraphs", letter.body)):
        wrong = wrong_fields(text, may_use)
        if wrong:
            part.refuse(place, wrong[0].sentence)
    part.finish()
    return letter
