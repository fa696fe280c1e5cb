"""A school in which each deed of the table has something to be done to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.requests import Asking
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"


@dataclass
class Stage:
    """A school in which each deed has something to be done to."""

    school: InventedSchool
    page: Account
    elsewhere: Account
    colleague: Person
    access: Access
    spare: list[Access]
    asked: UUID
    files: Path

    @property
    def office(self) -> Office:
        """Whoever is signed in now."""
        return self.school.office

    @property
    def me(self) -> UUID:
        """Who is signed in now."""
        return self.office.person_id

    def request(self) -> GiveRequest:
        """An access to ask for; the colleague knows the password already, so an own login is one more."""
        today = self.school.clock.today()
        return GiveRequest(self.colleague.id, self.page.id, AccessKind.OWN_LOGIN, AccessLevel.POSTS, today)

    def asking(self) -> Asking:
        """An access to ask for."""
        asked = self.request()
        return Asking(asked.person_id, asked.account_id, asked.kind, asked.level, asked.starts)

    def passwords_file(self) -> Path:
        """A small password file."""
        path = self.files / "passwords.csv"
        path.write_text("name,url,username,password\nY page,https://youtube.com/@a,office@a.example,tT9#kkQ2$vL7\n")
        return path

    def staff_file(self) -> Path:
        """A small staff list."""
        path = self.files / "staff.csv"
        path.write_text("Forename,Surname,Job title,Email\nLee,Marsh,Teacher,lee.marsh@a.example\n")
        return path

    def scan_file(self) -> Path:
        """A small scan."""
        path = self.files / "signed.pdf"
        path.write_bytes(scan_pdf())
        return path

    def person(self) -> Person:
        """Somebody new, for a form."""
        return Person(uuid4(), self.school.head.school_id, "Kim", f"Vale{uuid4().hex[:5]}", "Teacher")
