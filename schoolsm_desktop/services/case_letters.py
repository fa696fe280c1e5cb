"""Letters out of sealed records: merged, put right by hand, and kept in the record alone as one of its entries.

Nothing of them stands in the plain list of letters. They are printed, and printed again, from the record itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.cases import CaseSort, Entry, EntryKind
from schoolsm_desktop.domain.complaint_stages import INVITED, clocks
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.incidents import Incident, Who
from schoolsm_desktop.domain.letter_names import named_in, perhaps_named
from schoolsm_desktop.domain.letters import (
    Merged,
    MergeField,
    ShippedLetter,
    check_wording,
    parted,
    shortened,
    whole_text,
)
from schoolsm_desktop.domain.people import Duty, holders_on
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.wording import day_text, list_text, moment_text, tr
from schoolsm_desktop.storage.errors import RecordMissingError
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, add_to_case, new_entry, open_case
from .letters import LetterPreview, merged_letters, shipped_letter
from .school_days import calendar_of
from .schools import home_school
from .session import Session, Work

MOST_RECIPIENT = 300
_BOTH = ("meeting-invitation", "removal-request", "case-outcome", "complaint-signpost")
LETTERS = {
    CaseSort.INCIDENT: (*_BOTH, "report-acknowledged", "pupil-under-age", "pupil-misuse"),
    CaseSort.COMPLAINT: ("complaint-acknowledged", *_BOTH),
}
"""Which letters are made out of which sort of record, in the order they are offered."""
_NEEDS = {CaseSort.INCIDENT: Action.PRINT_CASES, CaseSort.COMPLAINT: Action.RECORD_COMPLAINTS}


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """A letter as it lies in a record: entry `number` of the case."""

    case_id: UUID
    number: int
    key: str
    title: str
    text: str
    addressed_to: str
    reference: str
    on: date


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """One letter that can be made here, and the fields that it asks for."""

    key: str
    purpose: str
    fields: tuple[MergeField, ...]
    to_home: bool


@dataclass(frozen=True, slots=True)
class LetterOffer:
    """What can be written out of a record, to whom perhaps, and what is known of its fields."""

    letters: tuple[LetterChoice, ...]
    recipients: tuple[str, ...]
    children: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter before it is made. `asks` names in a sentence whom it may name without need."""

    preview: LetterPreview
    asks: str = ""


class CaseLetterService:
    """Deeds and views of letters out of sealed records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def offer(self, case_id: UUID) -> LetterOffer:
        """Which letters this record can send, with what is known already. Raises RecordMissingError."""
        with self._session.reading() as uow:
            opened = self._open(uow, case_id)
            choices = []
            for key in LETTERS[opened.file.sort]:
                shipped = shipped_letter(key)
                choices.append(LetterChoice(key, shipped.purpose, _asked(shipped), shipped.to_home))
            children = _children(uow, opened)
            return LetterOffer(tuple(choices), _adults(opened), children, _known(self._session, uow, opened))

    def preview(self, case_id: UUID, key: str, recipient: str, values: Mapping[str, str]) -> LetterDraft:
        """The letter as it would be, to be put right by hand; nothing is kept."""
        with self._session.reading() as uow:
            opened = self._open(uow, case_id)
            merged = merged_letters(self._session, uow, _offered(opened, key).key)(
                self._values(uow, opened, values), recipient
            )
            others = _others(_children(uow, opened), recipient)
        said = f"{merged.title} {merged.text}"
        found = dict.fromkeys((*named_in(said, others), *perhaps_named(said, others)))
        asks = (
            tr("It may name {names}. A letter to one home names no other child.", names=list_text(tuple(found)))
            if found
            else ""
        )
        return LetterDraft(merged, asks)

    def make(
        self,
        case_id: UUID,
        key: str,
        recipient: str,
        values: Mapping[str, str],
        *,
        title: str = "",
        text: str = "",
    ) -> CaseLetter:
        """Keep the letter as an entry of its record; `title` and `text` stand for what was put right by hand.

        Raises RecordMissingError, NotAllowedError, FieldError beside a recipient that is missing or far too long, and
        for a letter that names another child of the record.
        """
        with self._session.work() as work:
            opened = self._open(work.uow, case_id)
            shipped = _offered(opened, key)
            own = self._values(work.uow, opened, values)
            entry = case_letter_entry(work, shipped.key, recipient, own, title=title, text=text)
            named = named_in(entry.words, _others(_children(work.uow, opened), recipient))
            if named:
                raise FieldError(
                    "text",
                    tr(
                        "This letter names {names}. A letter to one home names no other child: take the name out. "
                        "Nothing was made yet.",
                        names=list_text(named),
                    ),
                )
            kept = add_to_case(work, opened, entry)
            work.done()
        return _letter(kept.file.id, kept.entries[-1])

    def letters(self, case_id: UUID) -> tuple[CaseLetter, ...]:
        """The letters of a record, the newest first. Raises RecordMissingError."""
        with self._session.reading() as uow:
            opened = self._open(uow, case_id)
        found = [_letter(opened.file.id, x) for x in opened.entries if x.kind is EntryKind.LETTER]
        return tuple(reversed(found))

    def _open(self, uow: UnitOfWork, case_id: UUID) -> Opened:
        """A case of either sort that the person may write letters out of."""
        file = uow.cases.find(case_id)
        if file is None:
            raise RecordMissingError
        opened = open_case(self._session, uow, file.sort, case_id)
        self._session.demand(uow, _NEEDS[file.sort])
        return opened

    def _values(self, uow: UnitOfWork, opened: Opened, values: Mapping[str, str]) -> dict[str, str]:
        given = {key: value for key, value in values.items() if value.strip()}
        return {**_known(self._session, uow, opened), **given}


def case_letter_entry(
    work: Work, key: str, recipient: str, values: Mapping[str, str], *, title: str = "", text: str = ""
) -> Entry:
    """The entry that holds a letter, for whoever files or adds to a record in the same deed."""
    to = " ".join(shortened(recipient).split())
    if len(to) > MOST_RECIPIENT:
        raise FieldError("recipient", tr("This name is far too long for a letter. Nothing was made."))
    merged = merged_letters(work.session, work.uow, key)(values, to)
    if title.strip() or text.strip():
        title, text = check_wording(title, _without_brackets(text), ())
    words = whole_text(Merged(title or merged.title, text or merged.text))
    reference = f"{work.session.today.year}-{secrets.token_hex(4).upper()}"
    return new_entry(work, EntryKind.LETTER, words, about=key, who=merged.addressed_to, reference=reference)


def read_case_letter(session: Session, uow: UnitOfWork, case_id: UUID, number: int) -> tuple[CaseLetter, Opened]:
    """One letter of a record, to be printed. Raises RecordMissingError, NotAllowedError."""
    opened = CaseLetterService(session)._open(uow, case_id)
    for entry in opened.entries:
        if entry.number == number and entry.kind is EntryKind.LETTER:
            return _letter(case_id, entry), opened
    raise RecordMissingError


def is_about_head(session: Session, uow: UnitOfWork, opened: Opened) -> bool:
    """Whether the headteacher is who a record is about: the chair signs its letters then."""
    heads = holders_on(uow.duties.standing(session.today), Duty.HEADTEACHER, session.today)
    return bool(opened.facts.subject_ids & frozenset(heads))


def _letter(case_id: UUID, entry: Entry) -> CaseLetter:
    title, text = parted(entry.words)
    on = entry.at.astimezone().date()
    return CaseLetter(case_id, entry.number, entry.about, title, text, entry.who, entry.reference, on)


def _offered(opened: Opened, key: str) -> ShippedLetter:
    if key not in LETTERS[opened.file.sort]:
        raise RuleError(tr("This letter does not belong to such a record. Nothing was made."))
    return shipped_letter(key)


def _asked(shipped: ShippedLetter) -> tuple[MergeField, ...]:
    """The fields that somebody fills in: the program knows the others."""
    own = ("school", "recipient", "date", "headteacher", "policy", "clause")
    return tuple(field for field in shipped.fields if field.key not in own)


def _without_brackets(text: str) -> str:
    """A letter put right by hand has no fields any more; a curly bracket in it is a bracket."""
    return text.replace("{", "(").replace("}", ")")


def _adults(opened: Opened) -> tuple[str, ...]:
    facts = opened.facts
    if isinstance(facts, Incident):
        grown = (Who.PARENT, Who.FORMER_STAFF, Who.GOVERNOR, Who.PUBLIC, Who.UNKNOWN)
        return tuple(dict.fromkeys(one.name for one in facts.people if one.name and one.who in grown))
    return (facts.name,) if facts.name else ()


def _children(uow: UnitOfWork, opened: Opened) -> tuple[str, ...]:
    """The names of the pupils in a record."""
    facts = opened.facts
    if not isinstance(facts, Incident):
        return ()
    found = []
    for one in facts.people:
        if one.pupil_id is not None and (pupil := uow.pupils.find(one.pupil_id)) is not None:
            found.append(pupil.name)
        elif one.who in (Who.PUPIL, Who.FORMER_PUPIL) and one.name:
            found.append(one.name)
    return tuple(dict.fromkeys(found))


def _others(children: tuple[str, ...], recipient: str) -> tuple[str, ...]:
    """The children that a letter to `recipient` is not about."""
    return tuple(child for child in children if not named_in(recipient, (child,)))


def _known(session: Session, uow: UnitOfWork, opened: Opened) -> dict[str, str]:
    """What the record knows of the fields, and no more than a letter needs: never what happened."""
    facts = opened.facts
    account = uow.accounts.find(facts.account_id) if facts.account_id is not None else None
    known = {"account": account.name if account is not None else "", "meets": _meets(session, uow, opened)}
    if not isinstance(facts, Incident):
        calendar = calendar_of(uow, home_school(uow), session.today)
        due = clocks(opened.complaint, calendar)[-1].due
        known |= {"starts": day_text(facts.received_on), "ends": day_text(due), "decision": facts.outcome}
        if facts.appointment_at is not None:
            known["appointment"] = moment_text(facts.appointment_at)
    return {key: value for key, value in known.items() if value}


def _meets(session: Session, uow: UnitOfWork, opened: Opened) -> str:
    """With whom the next appointment is, or who leads it; where nobody does, the headteacher, or the chair."""
    invited = (x.person_id for x in reversed(opened.entries) if x.kind is EntryKind.MEETING and x.about == INVITED)
    meets = next((person_id for person_id in invited if person_id is not None), opened.facts.lead_id)
    lead = uow.people.find(meets) if meets is not None else None
    if lead is not None:
        return tr("{name}, {job}", name=lead.name, job=lead.job_title) if lead.job_title else lead.name
    duty = Duty.CHAIR if is_about_head(session, uow, opened) else Duty.HEADTEACHER
    holders = holders_on(uow.duties.standing(session.today), duty, session.today)
    if not holders:
        return ""
    name, title = uow.people.get(holders[0]).name, duty_title(session.profile(uow), duty)
    return tr("{name}, {job}", name=name, job=title.lower())
