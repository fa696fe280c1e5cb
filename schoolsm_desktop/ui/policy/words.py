"""How the staff list says where a person and a sign-in stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from schoolsm_desktop.domain.people import Person, contract_words
from schoolsm_desktop.domain.wording import day_text, ntr, tr
from schoolsm_desktop.services.people import PersonLine
from schoolsm_desktop.ui.theme import State

ACTIVE, TEMPORARY, UNCONFIRMED, ENDED = "active", "temporary", "unconfirmed", "ended"
_SIGN_IN_WORDS: Final[Mapping[str, str]] = {
    ACTIVE: "Active",
    TEMPORARY: "Temporary passphrase",
    UNCONFIRMED: "Waits for the headteacher",
    ENDED: "Ended",
}
_SIGN_IN_MEANING: Final[Mapping[str, str]] = {
    ACTIVE: "Signs in with a passphrase of their own.",
    TEMPORARY: "Chooses a passphrase of their own at the first sign-in.",
    UNCONFIRMED: "Opens nothing until the headteacher has confirmed it.",
    ENDED: "Can no longer sign in.",
}
_SIGN_IN_STATES: Final[Mapping[str, State]] = {
    ACTIVE: State.GOOD,
    TEMPORARY: State.WARN,
    UNCONFIRMED: State.WARN,
    ENDED: State.UNKNOWN,
}


def sign_in_key(line: PersonLine) -> str:
    """Where the sign-in stands as a short key; "" for none."""
    return line.sign_in.value if line.sign_in is not None else ""


def sign_in_words(line: PersonLine) -> str:
    """Where the sign-in stands, in a word or two."""
    return tr(_SIGN_IN_WORDS.get(sign_in_key(line), "None"))


def sign_in_meaning(line: PersonLine) -> str:
    """What that means for the person."""
    return tr(_SIGN_IN_MEANING.get(sign_in_key(line), "Does not use this program. Most colleagues never need to."))


def sign_in_state(line: PersonLine) -> State | None:
    """The chip of a sign-in; None where there is none."""
    return _SIGN_IN_STATES.get(sign_in_key(line))


def job_words(line: PersonLine, today: date) -> str:
    """The job, and the school where there are several; before it, where a narrow column still shows it, that the person is not here yet or any more."""
    job = " · ".join(part for part in (line.person.job_title, line.school) if part)
    if line.person.left_by(today):
        return tr("No longer here: {job}", job=job) if job else tr("No longer here")
    if not line.is_here:
        return tr("Not here yet: {job}", job=job) if job else tr("Not here yet")
    return job


def contract_text(person: Person) -> str:
    """The contract, with the agency where one is known."""
    said = contract_words(person.contract)
    said = said[:1].upper() + said[1:]
    return tr("{contract}, {agency}", contract=said, agency=person.agency) if person.agency else said


def span_words(person: Person) -> str:
    """From when until when a person is here, as far as it is known."""
    if person.starts and person.ends:
        return tr("{first} until {last}", first=day_text(person.starts), last=day_text(person.ends))
    if person.ends:
        return tr("until {day}", day=day_text(person.ends))
    return tr("since {day}", day=day_text(person.starts)) if person.starts else ""


def access_words(count: int) -> str:
    """To how many accounts somebody has access."""
    return ntr("Posting access to {count} account", "Posting access to {count} accounts", count) if count else ""
