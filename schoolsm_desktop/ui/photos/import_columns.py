"""What a column of a list of pupils can hold: a fact of the pupil, or the answers for one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.services.roll import EVERY, RollPreview

ANSWER, REFUSAL = "answer", "refusal"
FIELD_WORDS: Final[Mapping[str, str]] = {
    "": "Leave it out",
    "full_name": "Name in one column",
    "given_name": "First name",
    "family_name": "Family name",
    "known_as": "Known as",
    "known_family_name": "Known family name",
    "upn": "UPN",
    "birth_date": "Birth date",
    "year": "Year group",
    "class_name": "Class",
    "second_class": "Second class",
    "signed_by": "Who signed: mother, father, carer …",
    "signer_name": "Name of who signed",
    "signed_on": "Day of the answers",
    "answer:": "Photo answer: the place is not known yet",
    "answer:*": "Photo answer for every place",
    "refusal:*": "Not to be photographed: a yes here means no",
}


@dataclass(frozen=True, slots=True)
class ShownGuess:
    """A column as the boxes show it: the place of an answer is part of what it holds."""

    heading: str
    field: str | None
    confidence: float
    samples: tuple[str, ...]


def field_words(place_names: Mapping[str, str]) -> dict[str, str]:
    """Everything that a column can hold, with a line for each place."""
    return dict(FIELD_WORDS) | {
        f"{ANSWER}:{key}": tr("Photo answer: {place}", place=name) for key, name in place_names.items()
    }


def shown_guesses(preview: RollPreview) -> list[ShownGuess]:
    """The columns of a file that was read."""
    return [
        ShownGuess(
            guess.heading,
            _shown(guess.field, preview.places.get(guess.heading, "")),
            # A column of answers whose place nobody could tell is one to check.
            0.0 if guess.field == ANSWER and not preview.places.get(guess.heading) else guess.confidence,
            guess.samples,
        )
        for guess in preview.file.guesses
    ]


def _shown(field: str | None, place: str) -> str | None:
    if field == ANSWER:
        return f"{ANSWER}:{place}"
    return f"{REFUSAL}:{EVERY}" if field == REFUSAL else field


def split_mapping(mapping: Mapping[str, str | None]) -> tuple[dict[str, str | None], dict[str, str]]:
    """What the boxes say as the reader's columns and the places of the answers."""
    columns: dict[str, str | None] = {}
    places: dict[str, str] = {}
    for heading, chosen in mapping.items():
        field, colon, place = (chosen or "").partition(":")
        columns[heading] = field or None
        if colon:
            places[heading] = place
    return columns, places
