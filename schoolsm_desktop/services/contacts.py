"""Whom to ring: advisers, services and offices, with the numbers checked each September. No people of homes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.clauses import Subject
from schoolsm_desktop.domain.contacts import (
    Contact,
    check_contact,
    check_round,
    checked_words,
    contact_words,
    in_use,
    is_checked,
    missing_kinds,
)
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.policy import clause_words
from schoolsm_desktop.domain.rules import ContactKind
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One number as it is shown."""

    contact: Contact
    kind: str
    checked: str
    is_checked: bool
    is_named: bool
    """Whether your policy names its kind."""


@dataclass(frozen=True, slots=True)
class ContactsView:
    """The numbers, whoever is rung first on top, the kinds your policy names that are missing, and its clause."""

    lines: tuple[ContactLine, ...]
    missing: tuple[ContactKind, ...]
    named: tuple[ContactKind, ...]
    clause: str
    since: date
    may_edit: bool

    @property
    def unchecked(self) -> int:
        """How many wait for this school year's check."""
        return len([line for line in self.lines if not line.is_checked])


class ContactService:
    """Deeds and views of whom to ring."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> ContactsView:
        """Every number in use; everybody with a sign-in may ring."""
        with self._session.reading() as uow:
            return read_contacts(self._session, uow)

    def save(self, contact: Contact, *, checked: bool = False) -> Contact:
        """Keep a new or changed number; `checked` says that it was rung or looked up today. Raises FieldError.

        A new one comes last in the order. A number that changed and was not checked counts as unchecked.
        """
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_CONTACTS)
            before = work.uow.contacts.find(contact.id)
            tidy = check_contact(contact)
            if checked:
                tidy = replace(tidy, checked_on=self._session.today)
            elif before is not None and _numbers(before) != _numbers(tidy):
                tidy = replace(tidy, checked_on=None)
            if before is None:
                last = max((c.position for c in work.uow.contacts.all()), default=0)
                tidy = replace(tidy, position=last + 1)
            kept = self._keep(work, tidy, is_new=before is None)
            work.done()
        return kept

    def checked_today(self, contact_id: UUID) -> Contact:
        """The number was rung or looked up today, and is right."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_CONTACTS)
            contact = _standing(work.uow, contact_id)
            kept = self._keep(work, replace(contact, checked_on=self._session.today))
            work.done()
        return kept

    def end(self, contact_id: UUID) -> Contact:
        """Ring it no more: it is hidden and stays in the records. Raises RuleError where it is ended already."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_CONTACTS)
            contact = _standing(work.uow, contact_id)
            kept = self._keep(work, replace(contact, ended_at=self._session.clock.now()))
            work.done()
        return kept

    def bring_back(self, contact_id: UUID) -> Contact:
        """Use it again after all, at the place it had."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_CONTACTS)
            kept = self._keep(work, replace(work.uow.contacts.get(contact_id), ended_at=None))
            work.done()
        return kept

    def move(self, contact_id: UUID, steps: int) -> None:
        """Ring it `steps` places later, or earlier where `steps` is below 0."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_CONTACTS)
            contact = _standing(work.uow, contact_id)
            order = in_use(work.uow.contacts.all())
            at = order.index(contact)
            order.insert(max(0, at + steps), order.pop(at))
            for place, each in enumerate(order, 1):
                if each.position != place:
                    self._keep(work, replace(each, position=place))
            work.done()

    def _keep(self, work: Work, contact: Contact, *, is_new: bool = False) -> Contact:
        kept = work.uow.contacts.add(contact) if is_new else work.uow.contacts.save(contact)
        work.did(Did.CONTACT_CHANGED, Noun.CONTACTS, subject_kind="contact", subject_id=kept.id, record=kept)
        return kept


def read_contacts(session: Session, uow: UnitOfWork) -> ContactsView:
    """Every number in use with what your policy names."""
    profile, contacts = session.profile(uow), in_use(uow.contacts.all())
    named = tuple(dict.fromkeys(profile.rules.contacts))
    return ContactsView(
        lines=tuple(
            ContactLine(
                c,
                contact_words(c.kind),
                checked_words(c, session.today),
                is_checked(c, session.today),
                c.kind in named,
            )
            for c in contacts
        ),
        missing=missing_kinds(profile.rules, contacts),
        named=named,
        clause=clause_words(profile, Subject.CONTACTS),
        since=check_round(session.today),
        may_edit=session.allows(uow, Action.EDIT_CONTACTS),
    )


def _numbers(contact: Contact) -> tuple[str, ...]:
    return (contact.number, contact.out_of_hours, contact.email, contact.website)


def _standing(uow: UnitOfWork, contact_id: UUID) -> Contact:
    contact = uow.contacts.get(contact_id)
    if contact.ended_at is not None:
        raise RuleError(tr("{name} is no longer in use. Nothing was changed.", name=contact.title))
    return contact
