"""The laws, guidance and services that come with the program, as a file that can be read and extended."""

from __future__ import annotations

import re
from functools import cache
from typing import ClassVar

from schoolsm_desktop.domain.references import Reference, ReferenceKind, Standing
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.paths import resource

from .checked_toml import CheckedTable, FaultyFileError, parse

MOST_REFERENCES = 500
YEARS = range(1000, 2101)
_KEY = re.compile(r"[a-z0-9][a-z0-9.-]{0,59}")


class FaultyReferencesError(FaultyFileError):
    """A list of laws and guidance cannot be used; the list in use stays as it was."""

    key: ClassVar[str] = "faulty-references"


@cache
def shipped_references() -> dict[str, Reference]:
    """The program's own list, by key; the file is read once."""
    return {found.key: found for found in read_references(resource("references.toml").read_bytes())}


def read_references(untrusted: str | bytes) -> tuple[Reference, ...]:
    """The entries in the file, in its order. Raises FaultyReferencesError."""
    table = parse(untrusted, FaultyReferencesError)
    if table.whole("format", range(1, 10_000), 0) != 1:
        table.refuse("format", tr("the line “format = 1” is missing, so this may not be a list of laws and guidance."))
    found: dict[str, Reference] = {}
    parts = table.tables("reference", MOST_REFERENCES)
    for part in parts:
        reference = _reference(part)
        if reference.key in found:
            part.refuse("key", tr("“{key}” stands here a second time.", key=reference.key))
        found[reference.key] = reference
    table.finish()
    for part, reference in zip(parts, found.values(), strict=True):
        if reference.replaced_by and reference.replaced_by not in found:
            part.refuse("replaced-by", tr("there is no “{key}” in this file.", key=reference.replaced_by))
    return tuple(found.values())


def _reference(part: CheckedTable) -> Reference:
    key = part.text("key", 60)
    if not _KEY.fullmatch(key):
        part.refuse("key", tr("“key” is made of small letters, digits, full stops and hyphens."))
    checked_on = part.day("checked-on")
    if checked_on is None:
        part.refuse("checked-on", tr("“checked-on” is missing: facts about laws carry the day they were looked up."))
    reference = Reference(
        key=key,
        kind=part.word("kind", ReferenceKind, ReferenceKind.LAW),
        title=part.text("title", 160),
        checked_on=checked_on,
        standing=part.word("standing", Standing, Standing.STANDS),
        year=part.whole("year", YEARS, 0),
        replaced_by=part.text("replaced-by", 60, "", may_be_empty=True),
        platform=part.text("platform", 40, "", may_be_empty=True),
        words=part.texts("words", 60, 20),
        note=part.text("note", 400, "", may_be_empty=True),
    )
    part.finish()
    return reference
