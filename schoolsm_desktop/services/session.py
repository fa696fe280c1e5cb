"""What a signed-in person works with: the records, their keys, the clock, and units of work that leave a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from schoolsm_desktop.domain.audit import AuditEntry, Did, canonical, row_digest
from schoolsm_desktop.domain.people import Person, duties_on
from schoolsm_desktop.domain.permissions import Acting, Action, Power, allows, demand
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.domain.wording import tr
from schoolsm_desktop.security.chain import GENESIS, ChainHead, HeadMemory, sign_entry
from schoolsm_desktop.security.unlocked import UnlockedVault
from schoolsm_desktop.security.vault import SlotState
from schoolsm_desktop.storage.database import Database
from schoolsm_desktop.storage.folder import StoreLock
from schoolsm_desktop.storage.unit_of_work import UnitOfWork

from .changes import Changes, Noun
from .clock import Clock
from .errors import RecordsClosedError
from .signed import acts_for_head
from .vouching import RECORD, whole_of

if TYPE_CHECKING:
    from .case_files import Opened


@dataclass(slots=True)
class Session:
    """One person, signed in to one school's records. Services take it; the window never looks inside."""

    keys: UnlockedVault
    database: Database
    clock: Clock
    folder: Path
    lock: StoreLock
    heads: HeadMemory
    is_demo: bool = False
    is_closed: bool = False
    went_back: bool = False
    """The log ends before what this PC has seen last, or another one stands there."""
    righted_on: date | None = None
    """The day up to which everything that ends by a date was ended."""
    school_key: bytes | None = field(default=None, repr=False)
    changes: Changes = field(default_factory=Changes)
    to_destroy: tuple[date, int] | None = None
    """How many records stood over their time on which day, as Today counted them last."""
    opened_cases: dict[UUID, Opened] = field(default_factory=dict, repr=False)
    """Cases that were opened in this session, so that each is unsealed once; they go with the process at a lock."""

    @property
    def person_id(self) -> UUID:
        """Who is signed in."""
        return self.keys.person_id

    @property
    def today(self) -> date:
        """The school's local day."""
        return self.clock.today()

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """A consistent view of the records; nothing can be saved through it. Raises RecordsClosedError."""
        self._demand_open()
        with self.database.reading() as uow:
            yield uow

    @contextmanager
    def work(self) -> Iterator[Work]:
        """One unit of work: saved with its log entries when `done()` was called, else rolled back whole.

        Raises RecordsClosedError.
        """
        self._demand_open()
        with self.database.unit_of_work() as uow:
            work = Work(self, uow)
            yield work
            if not work.is_done:
                return
        self.changes.tell(frozenset(work.nouns))

    def close(self) -> None:
        """Close the records and let the folder go; work that comes later is refused, not let in through the back door."""
        self.is_closed = True
        self.database.close()
        self.lock.release()

    def _demand_open(self) -> None:
        if self.is_closed:
            raise RecordsClosedError(tr("The records are closed. Nothing was changed. Sign in again to go on."))

    def remember_head(self) -> None:
        """Let this PC remember where the log ends now; at a lock and at closing, never for records that went back."""
        if self.went_back:
            return
        with self.reading() as uow:
            last = uow.audit.last()
        if last is not None:
            self.heads.remember(self.keys.store_id, ChainHead(last.number, last.digest, self.keys.serial))

    def duties(self, uow: UnitOfWork) -> frozenset[Power]:
        """What the person signed in acts as today: the duties held, and the headteacher's place under signed cover."""
        held: frozenset[Power] = duties_on(uow.duties.standing(self.today), self.person_id, self.today)
        if acts_for_head(self.keys, uow, self.person_id, self.today):
            return held | {Acting.HEADTEACHER}
        return held

    def with_sign_in(self) -> frozenset[UUID]:
        """Who has a sign-in that has not ended."""
        return frozenset(k.person_id for k in self.keys.people() if k.state is not SlotState.ENDED)

    def demand(self, uow: UnitOfWork, action: Action) -> None:
        """Raise NotAllowedError unless the person signed in may do this today."""
        demand(self.duties(uow), action)

    def allows(self, uow: UnitOfWork, action: Action) -> bool:
        """Whether the person signed in may do this today."""
        return allows(self.duties(uow), action)

    def me(self, uow: UnitOfWork) -> Person:
        """The record of the person signed in."""
        return uow.people.get(self.person_id)

    def profile(self, uow: UnitOfWork) -> Profile:
        """The school's policy as it stands."""
        return uow.policies.current()


class Work:
    """A running unit of work. `did` leaves a signed entry in the log; `done` commits."""

    def __init__(self, session: Session, uow: UnitOfWork) -> None:
        self.session = session
        self.uow = uow
        self.nouns: set[Noun] = set()
        self.is_done = False

    def did(
        self,
        what: Did,
        *nouns: Noun,
        subject_kind: str = "",
        subject_id: UUID | None = None,
        record: object = None,
        **details: str,
    ) -> None:
        """Append a signed entry to the log. `details` are short facts, never a secret; `record` is fixed by digest.

        A record with an id of its own, other than the subject's, is named among the details. A list or review is fixed
        with all its lines, also where `record` is one line of it: whatever belongs to it is saved before.
        """
        record = whole_of(self.uow, record)
        last = self.uow.audit.last()
        record_id = getattr(record, "id", None)
        if isinstance(record_id, UUID) and record_id != subject_id:
            details[RECORD] = str(record_id)
        entry = AuditEntry(
            number=(last.number if last else 0) + 1,
            at=self.session.clock.now(),
            person_id=self.session.person_id,
            did=what,
            subject_kind=subject_kind,
            subject_id=subject_id,
            details=details,
            row_digest=row_digest(record) if record is not None else b"",
            previous=last.digest if last else GENESIS,
        )
        signed = sign_entry(self.session.keys, entry.number, canonical(entry), entry.previous)
        self.uow.audit.append(entry, signed)
        self.nouns.update(nouns)
        self.nouns.add(Noun.LOG)

    def done(self) -> None:
        """Save everything, with its log entries, in one transaction."""
        self.uow.commit()
        self.is_done = True
