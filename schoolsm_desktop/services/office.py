"""Everything a signed-in person can ask for, in one place: `bootstrap` builds it, the window is handed it."""

from __future__ import annotations

from uuid import UUID

from schoolsm_desktop.domain.permissions import Action, allows

from .access import AccessService
from .accounts import AccountService
from .backups import BackupService
from .changes import Changes
from .clock import Clock
from .drafts import DraftService
from .finder import Finder
from .imports import ImportService
from .log import LogService
from .people import PeopleService
from .policies import PolicyService
from .preferences import PreferenceService
from .printing import PrintingService
from .schools import SchoolService
from .secrets import SecretService
from .session import Session
from .sign_ins import SignInService
from .this_pc import ThisPc
from .today import TodayService


class Office:
    """The services of one session."""

    def __init__(self, session: Session, this_pc: ThisPc) -> None:
        self._session = session
        self.access = AccessService(session)
        self.accounts = AccountService(session)
        self.backups = BackupService(session, this_pc)
        self.drafts = DraftService(session)
        self.finder = Finder(session)
        self.imports = ImportService(session)
        self.log = LogService(session)
        self.people = PeopleService(session)
        self.policies = PolicyService(session)
        self.preferences = PreferenceService(session)
        self.printing = PrintingService(session)
        self.schools = SchoolService(session)
        self.secrets = SecretService(session)
        self.sign_ins = SignInService(session)
        self.today = TodayService(session, this_pc)

    @property
    def changes(self) -> Changes:
        """Who listens to what changes."""
        return self._session.changes

    @property
    def clock(self) -> Clock:
        """The moment and the day."""
        return self._session.clock

    @property
    def person_id(self) -> UUID:
        """Who is signed in."""
        return self._session.person_id

    @property
    def session(self) -> Session:
        """What the services stand on: for the demonstration, whose people share open records. The window never asks."""
        return self._session

    def close(self) -> None:
        """Close the records and let the folder go, without a backup. Nothing here works afterwards."""
        self._session.database.close()
        self._session.lock.release()

    def may(self, action: Action) -> bool:
        """Whether the duties that the person signed in holds today allow `action`, so that a page offers only what works."""
        with self._session.reading() as uow:
            return allows(self._session.duties(uow), action)
