"""One school and the random deeds done with its people, sign-ins and secrets, each told to the model as well."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.domain.people import Duty, DutyHeld, Person, duties_on
from schoolsm_desktop.security.errors import MakeAgainError
from schoolsm_desktop.security.private_keys import PrivateKeys
from schoolsm_desktop.security.unlocked import UnlockedVault
from schoolsm_desktop.security.vault import Vault
from schoolsm_desktop.services.entry import arrive
from schoolsm_desktop.services.office import Office
from schoolsm_desktop.services.session import Session
from tests.services.key_trial import bundle_of
from tests.services.register_model import Colleague, Held, Kept, Model
from tests.services.school import OTHER, QUICK_LIMITS, InventedSchool

TEMPORARY = "temporary badger lemon skylight rivet"
PASSWORD, NOTE = SecretField.PASSWORD, SecretField.NOTE
MOST_PEOPLE = 8
MOST_ACCOUNTS = 4


class School:
    """People, sign-ins and secrets. Everybody works on the same open records, each with keys fresh from the key file."""

    deeds_there_are: tuple[str, ...] = ()

    def __init__(self, base: Path, seed: int) -> None:
        self.school = InventedSchool(base)
        self.school.beside.this_pc.choose_backup_places(self.school.folder, ())  # backups are tested elsewhere
        self.dice = random.Random(seed)
        self.model = Model()
        self.deeds: list[str] = []
        self.stale: list[PrivateKeys] = []
        self.code = self.school.founded.sheet.code
        self.count = 0
        self._known_keys: dict[str, PrivateKeys] = {}
        rules = self.office.policies.current()
        self.office.policies.choose(
            replace(rules, conditions=frozenset())
        )  # what is asked before access is another test's
        for person in (self.school.head, self.school.coordinator):
            self.model.colleagues[person.id] = Colleague(person, "certified", keyholder=True)
        self.enter(self.school.head)
        for name in ("Ann One", "Ben Two", "Cat Three"):
            self.add_person(name)
        self.add_account()
        self.add_account()

    @property
    def office(self) -> Office:
        """Whoever is signed in now."""
        return self.school.office

    @property
    def today(self) -> date:
        """The school's day."""
        return self.school.clock.today()

    # --- who is signed in

    def enter(self, person: Person) -> Office:
        """Sign somebody in to the open records; a temporary passphrase becomes an own one."""
        keys, words = self.vault(person.id), self.school.words[person.id]
        own = keys.must_change_passphrase
        if own:
            self.count += 1
            self.school.words[person.id] = f"{OTHER} {self.count}"
            keys.change_passphrase(words, self.school.words[person.id])
        was = self.office.session
        session = Session(keys, was.database, was.clock, was.folder, was.lock, was.heads, school_key=was.school_key)
        arrive(session, own_passphrase_chosen=own)
        self.school.office = Office(session, self.school.beside.this_pc)
        self.model.let_days_pass(self.today)
        return self.office

    def enter_anew(self, person: Person) -> Office:
        """Close the records and sign somebody in as the next process would."""
        self.office.close(with_backup=False)
        office = self.school.desk().sign_in(person.id, self.school.words[person.id])
        assert isinstance(office, Office)
        self.school.office = office
        return office

    def vault(self, person_id: UUID) -> UnlockedVault:
        """Somebody's keys, fresh from the key file."""
        vault = Vault(self.school.folder, limits=QUICK_LIMITS, clock=self.school.clock.now)
        return vault.unlock(person_id, self.school.words[person_id], self.office.session.keys.school_key)

    def private_keys(self, person_id: UUID) -> PrivateKeys:
        """Somebody's private keys; the key file is opened anew where it holds others for them."""
        bundle = bundle_of(self.school.folder, person_id)
        if bundle not in self._known_keys:
            self._known_keys[bundle] = self.vault(person_id)._open.keys
        return self._known_keys[bundle]

    def _actor(self) -> Colleague:
        """Who gives and ends access this time: the headteacher mostly, or somebody with the coordinator's duty."""
        head = self.model.colleagues[self.school.head.id]
        others = [c for c in self._here() if c.sign_in == "certified" and self._coordinates(c) and c is not head]
        return self.dice.choice([head, *others])

    def _coordinates(self, who: Colleague) -> bool:
        """Whether somebody holds the coordinator's duty today: it lets them give and end access, and opens nothing."""
        with self.office.session.reading() as uow:
            return Duty.COORDINATOR in duties_on(uow.duties.all(), who.person.id, self.today)

    def _as_somebody(self, deed: Callable[[], None]) -> None:
        actor = self._actor()
        if actor.person.id != self.office.person_id:
            self.enter(actor.person)
        deed()

    # --- choosing

    def add_person(self, name: str = "") -> None:
        """Somebody new on the staff."""
        person = self.school.add_person(name or f"New {self.count} {len(self.model.colleagues)}")
        self.model.colleagues[person.id] = Colleague(person)

    def add_account(self) -> None:
        """A new account with a password and a note."""
        self.count += 1
        kept = Kept(f"note number {self.count}", f"secret number {self.count}!", {self.office.person_id})
        account = self.school.add_account(f"Account {self.count}", password=None)
        self.office.secrets.change(account.id, {PASSWORD: kept.password or "", NOTE: kept.note}, confirmed=True)
        self.model.accounts[account.id] = kept

    def step(self) -> str:
        """One deed, if the dice choose one that can be done now."""
        if self.office.person_id != self.school.head.id:
            self.enter(self.school.head)
        deed = self.dice.choice(self.deeds_there_are)
        self.deeds.append(deed)
        getattr(self, f"_{deed}")()
        self.model.let_lessons_end(self.today)
        return deed

    def _here(self) -> list[Colleague]:
        return [c for c in self.model.colleagues.values() if not c.merged and not c.left(self.today)]

    def _some(self, *states: str) -> Colleague | None:
        """Somebody with such a sign-in, but never the headteacher."""
        colleagues = [c for c in self.model.colleagues.values() if not c.merged]
        fitting = [c for c in colleagues if c.sign_in in states and c.person.id != self.school.head.id]
        return self.dice.choice(fitting) if fitting else None

    def _account(self) -> UUID:
        return self.dice.choice(list(self.model.accounts))

    def _pick(self, *, paused: bool) -> Held | None:
        fitting = [h for h in self.model.held if not h.over(self.today) and h.paused is paused]
        return self.dice.choice(fitting) if fitting else None

    # --- people and sign-ins

    def _somebody(self) -> None:
        if len([c for c in self.model.colleagues.values() if not c.merged]) < MOST_PEOPLE:
            self.add_person()

    def _an_account(self) -> None:
        if len(self.model.accounts) < MOST_ACCOUNTS:
            self.add_account()

    def _make(self) -> None:
        who = self._some("none", "ended")
        if who is not None and not who.left(self.today):
            self.school.words[who.person.id] = TEMPORARY
            self.office.sign_ins.make(who.person.id, TEMPORARY)
            who.sign_in, who.keyholder, who.keys = "certified", False, who.keys + 1

    def _make_by_coordinator(self) -> None:
        who, by = self._some("none", "ended"), self.model.colleagues[self.school.coordinator.id]
        can = by.sign_in == "certified" and by.keyholder and self._coordinates(by) and not by.left(self.today)
        if who is None or who.left(self.today) or not can or who is by:
            return
        self.school.words[who.person.id] = TEMPORARY
        self.enter(by.person).sign_ins.make(who.person.id, TEMPORARY)
        who.sign_in, who.keyholder, who.claimed_by = "unconfirmed", False, by.keys

    def _confirm(self) -> None:
        who, by = self._some("unconfirmed"), self.model.colleagues[self.school.coordinator.id]
        if who is None:
            return
        if by.sign_in == "certified" and by.keyholder and by.keys == who.claimed_by:
            self.office.sign_ins.confirm(who.person.id)
            who.sign_in, who.keys = "certified", who.keys + 1
        else:
            with pytest.raises(MakeAgainError):
                self.office.sign_ins.confirm(who.person.id)

    def _visit(self) -> None:
        who = self._some("certified")
        if who is not None:
            self.enter(who.person)

    def _reset(self) -> None:
        who = self._some("certified")
        if who is not None:
            self.stale.append(self.private_keys(who.person.id))
            self.school.words[who.person.id] = TEMPORARY
            self.office.sign_ins.reset(who.person.id, TEMPORARY)
            who.keys += 1

    def _end_sign_in(self) -> None:
        who = self._some("certified", "unconfirmed")
        if who is not None and self.dice.random() < 0.4:
            if who.sign_in == "certified":
                self.stale.append(self.private_keys(who.person.id))
            self.office.sign_ins.end(who.person.id)
            who.sign_in, who.keyholder = "ended", False

    def _keyholder(self) -> None:
        who = self._some("certified")
        if who is not None:
            who.keyholder = not who.keyholder
            self.office.sign_ins.set_keyholder(who.person.id, who.keyholder)

    def _duty(self) -> None:
        """The coordinator's duty given, or ended yesterday: who gives access changes, who may decrypt does not."""
        who = self.dice.choice(self._here())
        with self.office.session.reading() as uow:
            duties = uow.duties.of_person(who.person.id)
        held: DutyHeld | None = next((d for d in duties if d.duty is Duty.COORDINATOR and d.ends is None), None)
        if held is None:
            if Duty.COORDINATOR not in duties_on(duties, who.person.id, self.today):
                self.office.people.give_duty(who.person.id, Duty.COORDINATOR, self.today)
        elif held.starts < self.today:
            self.office.people.end_duty(held.id, self.today - timedelta(days=1))

    # --- secrets

    def _open(self) -> None:
        account = self._account()
        self._as_reader(account)
        kept = self.model.accounts[account]
        if kept.password is not None:
            assert self.office.secrets.open(account, PASSWORD) == kept.password
            kept.knows.add(self.office.person_id)

    def _change_secret(self) -> None:
        self._new_password(self._account())

    def _change_by_holder(self) -> None:
        account = self._account()
        self._as_reader(account)
        self._new_password(account)

    def _as_reader(self, account: UUID) -> None:
        """Somebody is entered for whom a keyholder's sign-in has sealed what the register gives."""
        who = self.dice.choice(
            sorted(self.model.entitled(account, self.today) & self.model.readers(account, self.today))
        )
        self.enter(self.model.colleagues[who].person)

    def _new_password(self, account: UUID) -> None:
        self.count += 1
        text, confirmed = f"secret number {self.count}!", self.dice.random() < 0.5
        self.office.secrets.change(account, {PASSWORD: text}, confirmed=confirmed)
        kept = self.model.accounts[account]
        kept.password, kept.knows = text, {self.office.person_id}

    def _reset_recorded(self) -> None:
        account = self._account()
        kept = self.model.accounts[account]
        if kept.password is not None:
            self._as_reader(account)
            self.office.secrets.record_reset(account)
            kept.password, kept.knows = None, set()

    def _new_sheet(self) -> None:
        if self.dice.random() < 0.3:
            sheet = self.office.printing.recovery_sheet()
            self.office.printing.put_in_force(sheet)
            self.code = sheet.code
