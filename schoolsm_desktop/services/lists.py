"""The lists in the settings: platforms, where pictures may go, types of incident."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from schoolsm_desktop.domain.accounts import Platform
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import RuleError
from schoolsm_desktop.domain.lists import (
    ListEntry,
    ListKind,
    check_entry,
    check_gone,
    check_platform,
    entries_of,
    moved,
    new_key,
    renamed,
)
from schoolsm_desktop.domain.permissions import Action
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.exchange.platform_file import OTHER
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Noun
from .schools import home_school
from .session import Session, Work


@dataclass(frozen=True, slots=True)
class PlatformLine:
    """One platform with how many accounts in use are on it."""

    platform: Platform
    accounts: int

    @property
    def is_gone(self) -> bool:
        """Whether it has closed."""
        return self.platform.closed_on is not None


@dataclass(frozen=True, slots=True)
class ListsView:
    """Every list of the settings, those in use first, and whether they may be changed."""

    platforms: tuple[PlatformLine, ...]
    places: tuple[ListEntry, ...]
    incidents: tuple[ListEntry, ...]
    may_edit: bool

    def entries(self, kind: ListKind) -> tuple[ListEntry, ...]:
        """The entries of one list."""
        return self.places if kind is ListKind.PICTURE_PLACES else self.incidents


class ListService:
    """Deeds and views of the lists. An entry that is no longer used stays, because records name it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self) -> ListsView:
        """Everything there is to choose from; nothing in it is about anybody."""
        with self._session.reading() as uow:
            used: dict[str, int] = {}
            for account in uow.accounts.all():
                if account.is_live:
                    used[account.platform_id] = used.get(account.platform_id, 0) + 1
            platforms = sorted(uow.platforms.all(), key=lambda p: (p.closed_on is not None, p.name.casefold()))
            return ListsView(
                platforms=tuple(PlatformLine(p, used.get(p.id, 0)) for p in platforms),
                places=tuple(read_entries(uow, ListKind.PICTURE_PLACES)),
                incidents=tuple(read_entries(uow, ListKind.INCIDENT_TYPES)),
                may_edit=self._session.allows(uow, Action.EDIT_LISTS),
            )

    def add(self, kind: ListKind, name: str, note: str = "") -> ListEntry:
        """Keep an entry of the school's own, as the last of those in use. Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LISTS)
            entries = read_entries(work.uow, kind)
            entry = ListEntry(
                id=uuid4(),
                school_id=home_school(work.uow).id,
                list=kind,
                key=new_key(name, [e.key for e in entries]),
                name=name,
                position=max((e.position for e in entries), default=0) + 10,
                note=note,
            )
            kept = _keep(work, check_entry(entry, entries))
            work.done()
        return kept

    def rename(self, kind: ListKind, entry_id: UUID, name: str, note: str) -> ListEntry:
        """Call an entry something else; records that name it say the new name. Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LISTS)
            entries = read_entries(work.uow, kind)
            entry = replace(_one(entries, entry_id), name=name, note=note)
            kept = _keep(work, check_entry(entry, entries))
            work.done()
        return kept

    def end(self, kind: ListKind, entry_id: UUID) -> ListEntry:
        """Offer an entry no more; it stays. Raises RuleError for the last one that is in use."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LISTS)
            entries = read_entries(work.uow, kind)
            if [e.id for e in entries if e.ended_at is None] == [entry_id]:
                raise RuleError(tr("This is the last entry in use, and a list needs one. Nothing was changed."))
            kept = _keep(work, replace(_one(entries, entry_id), ended_at=self._session.clock.now()))
            work.done()
        return kept

    def bring_back(self, kind: ListKind, entry_id: UUID) -> ListEntry:
        """Offer an entry again."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LISTS)
            kept = _keep(work, replace(_one(read_entries(work.uow, kind), entry_id), ended_at=None))
            work.done()
        return kept

    def move(self, kind: ListKind, entry_id: UUID, steps: int) -> None:
        """Put an entry `steps` places further down, or up where `steps` is below 0."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LISTS)
            entries = read_entries(work.uow, kind)
            before = {entry.id: entry.position for entry in entries}
            for entry in moved(entries, entry_id, steps):
                if before[entry.id] != entry.position:
                    _keep(work, entry)
            work.done()

    def add_platform(self, name: str, note: str = "") -> Platform:
        """Keep a platform the list does not know (mill-lane:1.2). Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LISTS)
            others = work.uow.platforms.all()
            key = new_key(name, [platform.id for platform in others])
            kept = _keep_platform(work, check_platform(Platform(key, name, note=note), others))
            work.done()
        return kept

    def rename_platform(self, platform_id: str, name: str, note: str) -> Platform:
        """Call a platform something else; the old name is kept and still found. Raises FieldError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LISTS)
            platform = work.uow.platforms.get(platform_id)
            changed = replace(renamed(platform, name), note=note)
            kept = _keep_platform(work, check_platform(changed, work.uow.platforms.all()))
            work.done()
        return kept

    def platform_gone(self, platform_id: str, on: date) -> Platform:
        """Mark a platform as gone: accounts on it show it, no new one is offered there. Raises FieldError, RuleError."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LISTS)
            if platform_id == OTHER:
                raise RuleError(tr("This entry stands for whatever the list does not know, so it stays."))
            platform = work.uow.platforms.get(platform_id)
            kept = _keep_platform(work, replace(platform, closed_on=check_gone(on, self._session.today)))
            work.done()
        return kept

    def platform_back(self, platform_id: str) -> Platform:
        """Take the mark off again: it was a mistake, or the platform works."""
        with self._session.work() as work:
            self._session.demand(work.uow, Action.EDIT_LISTS)
            kept = _keep_platform(work, replace(work.uow.platforms.get(platform_id), closed_on=None))
            work.done()
        return kept


def read_entries(uow: UnitOfWork, kind: ListKind) -> list[ListEntry]:
    """A list as the school has it, those in use first in their order."""
    return entries_of(kind, home_school(uow).id, uow.lists.all())


def _one(entries: list[ListEntry], entry_id: UUID) -> ListEntry:
    found = next((entry for entry in entries if entry.id == entry_id), None)
    if found is None:
        raise RuleError(tr("There is no such entry in this list. Nothing was changed."))
    return found


def _keep(work: Work, entry: ListEntry) -> ListEntry:
    is_new = work.uow.lists.find(entry.id) is None
    kept = work.uow.lists.add(entry) if is_new else work.uow.lists.save(entry)
    work.did(Did.LIST_ENTRY_CHANGED, Noun.LISTS, subject_kind="list-entry", subject_id=kept.id, record=kept)
    return kept


def _keep_platform(work: Work, platform: Platform) -> Platform:
    work.uow.platforms.put(platform)
    work.did(
        Did.PLATFORM_CHANGED,
        Noun.LISTS,
        Noun.ACCOUNTS,
        subject_kind="platform",
        platform=platform.id,
        name=platform.name,
    )
    return platform
