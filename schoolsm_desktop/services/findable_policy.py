"""Versions of the policy, the policies it is read with, and training, as the search finds them."""

from __future__ import annotations

from collections.abc import Iterable

from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import day_text, tr
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .findable import Entry, Found, FoundKind
from .session import Session


def versions(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Every version that was not entered by mistake, for who sees the page of the policy."""
    if session.allows(uow, Action.SEE_PEOPLE):
        for edition in uow.editions.all():
            if edition.withdrawn_at is None:
                title = tr("Policy: {version}", version=edition.label)
                detail = day_text(edition.in_force_from)
                yield Entry(Found(FoundKind.VERSION, edition.id, title, detail, "people", "versions"))


def linked_policies(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """The other policies, by title and by who looks after them."""
    if session.allows(uow, Action.SEE_PEOPLE):
        for policy in uow.linked_policies.all():
            if policy.ended_at is None:
                found = Found(
                    FoundKind.LINKED_POLICY, policy.id, policy.title, policy.looked_after_by, "people", "versions"
                )
                yield Entry(found)


def training(session: Session, uow: UnitOfWork) -> Iterable[Entry]:
    """Each session of training by its title."""
    if session.allows(uow, Action.SEE_PEOPLE):
        for held in uow.training.all():
            if held.withdrawn_at is None:
                found = Found(FoundKind.TRAINING, held.id, held.title, day_text(held.on), "people", "training")
                yield Entry(found, held.led_by, held.topic)
