"""Who reads a case: let somebody read it, end somebody's reading, take it out of the office's view.

Each is an entry of the record with its reason. Whom it is about is never given it, whatever their duty.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from schoolsm_desktop.domain.case_readers import first_readers, office_readers
from schoolsm_desktop.domain.cases import CaseLevel, Entry, EntryKind
from schoolsm_desktop.domain.errors import FieldError, RuleError
from schoolsm_desktop.domain.incidents import Incident
from schoolsm_desktop.domain.people import Duty, duties_on
from schoolsm_desktop.domain.policy import duty_title
from schoolsm_desktop.domain.wording import list_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .case_files import Opened, add_to_case, close_to_named, new_entry, share_case, subjects_of, unshare_case
from .evidence import any_case, leading
from .session import Session, Work

MOST_REASON = 1000
Choice = tuple[str, str, str]
"""A value, its words, and a quiet detail."""


@dataclass(frozen=True, slots=True)
class CaseReader:
    """Somebody who reads the case. `may_end` is false where the case is open to their duty in the office."""

    person_id: UUID
    name: str
    duty: str
    is_me: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class SharingView:
    """Who reads a case, who could be given it, and what the person signed in may change."""

    case_id: UUID
    reference: str
    is_office: bool
    readers: tuple[CaseReader, ...]
    choices: tuple[Choice, ...]
    may_change: bool
    sentence: str
    """Who reads it, and where only one person does: what that means."""


class CaseSharingService:
    """Deeds and the view of who reads an incident or a complaint; all need its key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> SharingView:
        """Who reads it. Raises RecordMissingError."""
        with self._session.reading() as uow:
            opened = any_case(self._session, uow, case_id)
            return self._view(uow, opened)

    def add(self, case_id: UUID, person_ids: Collection[UUID], reason: str) -> None:
        """Let people read it from now on. Raises FieldError, RuleError for whom it is about or who has no sign-in."""
        with self._session.work() as work:
            opened = self._to_change(work, case_id)
            new = frozenset(person_ids) - opened.readers
            if not new:
                raise FieldError("people", tr("Choose who may read it. Whoever is in the list above reads it already."))
            why = _reason(reason)
            shared = share_case(work, opened, new)
            words = tr("{names} may read it from now on.", names=_names(work.uow, new))
            add_to_case(work, shared, _entry(work, words, why, new))
            work.done()

    def end(self, case_id: UUID, person_ids: Collection[UUID], reason: str) -> None:
        """End the reading of people: it is sealed anew. Raises RuleError for the last reader, and for the office's."""
        with self._session.work() as work:
            opened = self._to_change(work, case_id)
            gone = frozenset(person_ids) & opened.readers
            if not gone:
                raise FieldError("people", tr("Choose whose reading ends."))
            if gone & self._by_duty(work.uow, opened):
                raise RuleError(
                    tr(
                        "It is open to the office, so whoever has such a duty reads it. Take it out of the office’s view "
                        "instead, and choose who stays. Nothing was changed."
                    )
                )
            words = tr("{names} no longer reads it.", names=_names(work.uow, gone))
            added = add_to_case(work, opened, _entry(work, words, _reason(reason), gone))
            unshare_case(work, added, gone)
            work.done()

    def make_named(self, case_id: UUID, stay: Collection[UUID], reason: str) -> None:
        """Take it out of the office's view: it goes from the list, the count and the numbering of everybody else."""
        with self._session.work() as work:
            opened = self._to_change(work, case_id)
            if opened.facts.level is not CaseLevel.OFFICE:
                raise RuleError(tr("It is for named people already. Nothing was changed."))
            left = frozenset(stay) & opened.readers
            if not left:
                raise FieldError("people", tr("Choose who goes on reading it: one person at least."))
            words = named_words(work.uow, opened, left)
            close_to_named(work, opened, left, _entry(work, words, _reason(reason), ()))
            work.done()

    def _to_change(self, work: Work, case_id: UUID) -> Opened:
        opened = any_case(self._session, work.uow, case_id)
        self._session.demand(work.uow, leading(opened.file.sort))
        return opened

    def _by_duty(self, uow: UnitOfWork, opened: Opened) -> frozenset[UUID]:
        """Who reads it by a duty in the office, where it is open to the office."""
        if opened.facts.level is not CaseLevel.OFFICE:
            return frozenset()
        return office_readers(
            subjects_of(uow, opened.facts), uow.duties.standing(self._session.today), self._session.today
        )

    def _view(self, uow: UnitOfWork, opened: Opened) -> SharingView:
        session = self._session
        people = {p.id: p for p in uow.people.all()}
        profile, duties = session.profile(uow), uow.duties.standing(session.today)

        def duty_of(person_id: UUID) -> str:
            held = duties_on(duties, person_id, session.today)
            first = next((duty for duty in Duty if duty in held), None)
            return duty_title(profile, first) if first else people[person_id].job_title

        by_duty = self._by_duty(uow, opened)
        can_sign_in = session.keys.recipients()
        readers = tuple(
            CaseReader(one, people[one].name, duty_of(one), one == session.person_id, one not in by_duty)
            for one in sorted(opened.readers & people.keys(), key=lambda x: people[x].sort_name.casefold())
        )
        could = can_sign_in & people.keys() - opened.readers - subjects_of(uow, opened.facts)
        choices = tuple(
            (str(one), people[one].name, duty_of(one))
            for one in sorted(could, key=lambda x: people[x].sort_name.casefold())
        )
        return SharingView(
            opened.file.id,
            opened.facts.reference,
            opened.facts.level is CaseLevel.OFFICE,
            readers,
            choices,
            session.allows(uow, leading(opened.file.sort)),
            _sentence(opened, can_sign_in),
        )


def named_words(uow: UnitOfWork, opened: Opened, left: Collection[UUID]) -> str:
    """What its record says when it leaves the office's view, with the number that it had."""
    return tr(
        "It was {reference}, open to the office. It is for named people now: {names}.",
        reference=opened.facts.reference,
        names=_names(uow, left),
    )


def who_stays(session: Session, uow: UnitOfWork, opened: Opened, after: Incident) -> frozenset[UUID]:
    """Who goes on reading what was open to the office and, by what is known now, is for named people; else nobody.

    They are whom it would have been sealed to at once, whoever leads it, and those who were let read it by name.
    """
    duties = tuple(uow.duties.standing(session.today))
    first = first_readers(after, duties, session.today)
    may = first.people & session.keys.recipients()
    if opened.facts.level is not CaseLevel.OFFICE or first.level is not CaseLevel.NAMED or not may:
        return frozenset()
    by_name = opened.readers - office_readers(frozenset(), duties, session.today)
    lead = opened.readers & {after.lead_id}
    return (may | by_name | lead) - subjects_of(uow, after)


def _sentence(opened: Opened, can_sign_in: frozenset[UUID]) -> str:
    if len(opened.readers & can_sign_in) == 1:
        return tr(
            "Only you read it. If your sign-in ended, or your passphrase were forgotten, it would be lost for good: "
            "let one more person read it, as soon as that is right."
        )
    if opened.facts.level is CaseLevel.OFFICE:
        return tr("It is open to the office: whoever has such a duty reads it, later ones too.")
    return tr("It is for the people named here. A change of duties changes nothing in that.")


def _entry(work: Work, words: str, reason: str, people: Collection[UUID]) -> Entry:
    only = next(iter(people)) if len(people) == 1 else None
    return new_entry(work, EntryKind.SHARED, words, reason=reason, person_id=only)


def _names(uow: UnitOfWork, people: Collection[UUID]) -> str:
    return list_text(sorted(p.name for p in uow.people.all() if p.id in people))


def _reason(reason: str) -> str:
    tidy = reason.strip()
    if not tidy:
        raise FieldError("reason", tr("Why is needed: it stands in the record. Nothing was changed yet."))
    if len(tidy) > MOST_REASON:
        raise FieldError("reason", tr("This is too long; {most} characters fit. Nothing was lost.", most=MOST_REASON))
    return tidy
