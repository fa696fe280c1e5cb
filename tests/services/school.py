"""A small school made through the services, with a cheap key derivation, for tests of services and pages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

from schoolsm_desktop.domain.access import Access, AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, AccountState, SecretField
from schoolsm_desktop.domain.people import Duty, Person
from schoolsm_desktop.security.kdf import KdfLimits, KdfParameters
from schoolsm_desktop.security.os_keyring import MemoryKeyRing
from schoolsm_desktop.security.vault import SlotState
from schoolsm_desktop.services.clock import SetClock
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.desk import Beside, PassphraseDue, SignInDesk
from schoolsm_desktop.services.first_run import Answers, FirstPerson, Founded, NewTerm
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.policies import shipped_profile
from schoolsm_desktop.services.this_pc import ThisPc
from tests.services.kept_schools import founded

QUICK = KdfParameters(memory_kib=64, iterations=1, lanes=1)
QUICK_LIMITS = KdfLimits(memory_kib=(32, 1024 * 1024), iterations=(1, 16))
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HEAD = "crumpet lantern orbit velvet quarry"
COORDINATOR = "walnut ferry sapling cobalt thimble"
OTHER = "marble trellis puffin octave hazel"
TERMS = (
    NewTerm("Autumn term 2026", date(2026, 9, 3), date(2026, 12, 18), date(2026, 10, 26), date(2026, 10, 30)),
    NewTerm("Spring term 2027", date(2027, 1, 5), date(2027, 3, 26)),
    NewTerm("Summer term 2027", date(2027, 4, 12), date(2027, 7, 21)),
)


def answers(folder: Path, policy: str = "valence", **more: object) -> Answers:
    """What the wizard would have asked; `more` replaces fields."""
    fields: dict[str, object] = {
        "school_name": "Alder Brook Primary",
        "terms": TERMS,
        "profile": shipped_profile(policy),
        "head": FirstPerson("Anna", "Whitfield", passphrase=HEAD),
        "coordinator": FirstPerson("Rosa", "Okafor", passphrase=COORDINATOR),
        "folder": folder / "records",
        "backup_places": (folder / "backups",),
    } | more
    return Answers(**fields)  # type: ignore[arg-type]


@dataclass(frozen=True)
class KeptRecords:
    """A folder of records as it lay there, the passphrases that open it, and the moment."""

    files: dict[str, bytes]
    words: dict[UUID, str]
    at: datetime


@dataclass
class InventedSchool:
    """A store in `base`; one person is signed in at a time. A second one in a test is made `anew`, with keys of its own."""

    base: Path
    policy: str = "valence"
    clock: SetClock = field(default_factory=lambda: SetClock(NOW))
    ring: MemoryKeyRing = field(default_factory=MemoryKeyRing)
    anew: bool = False

    def __post_init__(self) -> None:
        self.beside = Beside(self.ring, ThisPc(self.base / "this-pc.json"), self.clock, QUICK_LIMITS)
        self.founded: Founded = founded(self.beside, answers(self.base, self.policy), QUICK, anew=self.anew)
        self.office = self.founded.office
        self.head = self.office.people.holders(Duty.HEADTEACHER)[0]
        self.coordinator = self.office.people.holders(Duty.COORDINATOR)[0]
        self.words: dict[UUID, str] = {self.head.id: HEAD, self.coordinator.id: COORDINATOR}

    @property
    def folder(self) -> Path:
        """The folder of the records."""
        return self.base / "records"

    def keep(self) -> KeptRecords:
        """Sign out, and take the records with everything that opens them into memory."""
        self.office.close()
        files = {str(f.relative_to(self.folder)): f.read_bytes() for f in self.folder.rglob("*") if f.is_file()}
        return KeptRecords(files, dict(self.words), self.clock.now())

    def put_back(self, kept: KeptRecords) -> None:
        """Sign out, and put kept records in place of these, which were set up in the same process; nobody is signed in."""
        self.office.close()
        shutil.rmtree(self.folder)
        for name, content in kept.files.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        self.folder.chmod(0o700)
        self.words = dict(kept.words)
        self.clock.set(kept.at)

    def desk(self) -> SignInDesk:
        """The sign-in desk, as the next process would open it."""
        return SignInDesk(self.folder, self.beside)

    def sign_out(self) -> None:
        """Close the records."""
        self.office.close()

    def sign_in(self, person: Person) -> Office:
        """Close what is open and sign somebody else in."""
        self.office.close()
        office = self.desk().sign_in(person.id, self.words[person.id])
        if isinstance(office, PassphraseDue):
            self.words[person.id] = f"{OTHER} {len(self.words)}"
            office = office.choose(self.words[person.id])
        self.office = office
        return office

    def sign_in_again(self, person: Person | None = None) -> Office:
        """Sign in where nothing is open: by default the coordinator."""
        person = person or self.coordinator
        office = self.desk().sign_in(person.id, self.words[person.id])
        assert isinstance(office, Office)
        return office

    def add_person(self, name: str, job: str = "Teacher", **more: object) -> Person:
        """Keep one more person."""
        given, _, family = name.partition(" ")
        person = Person(uuid4(), self.head.school_id, given, family, job, **more)  # type: ignore[arg-type]
        return self.office.people.add(person)

    def add_account(self, name: str = "X page", password: str | None = "kX9#mQ2$vL7&pT4w", **more: object) -> Account:
        """Keep an account in use, with a password unless None."""
        fields: dict[str, object] = {"platform_id": "x", "owner_id": self.coordinator.id} | more
        account = Account(id=uuid4(), school_id=self.head.school_id, name=name, state=AccountState.IN_USE, **fields)  # type: ignore[arg-type]
        kept = self.office.accounts.add(account)
        if password is not None:
            self.office.secrets.change(kept.id, {SecretField.PASSWORD: password}, confirmed=True)
        return kept

    def give(
        self, person: Person, account: Account, kind: AccessKind = AccessKind.KNOWS_PASSWORD, **more: object
    ) -> Access:
        """Give access, authorised by the headteacher, to somebody whose policy and training are put in order first."""
        self.ready(person)
        fields: dict[str, object] = {
            "starts": self.clock.today(),
            "authorised_by": self.head.id,
            "authorised_on": self.clock.today(),
        } | more
        return self.office.access.give(GiveRequest(person.id, account.id, kind, AccessLevel.POSTS, **fields))  # type: ignore[arg-type]

    def ready(self, *people: Person) -> None:
        """Tick off what the policy asks of these people before access."""
        known = self.office.conditions.readiness()
        for person in [each for each in people if each.id in known]:
            for missing in known[person.id].missing:
                self.office.conditions.tick(Tick((person.id,), missing.condition, self.clock.today()))

    def make_sign_in(self, person: Person) -> None:
        """A sign-in with a temporary passphrase, confirmed by the headteacher, who then is signed in."""
        self.words[person.id] = "temporary badger lemon skylight rivet"
        state = self.office.sign_ins.make(person.id, self.words[person.id])
        office = self.sign_in(self.head)
        if state is SlotState.UNCONFIRMED:
            office.sign_ins.confirm(person.id)
