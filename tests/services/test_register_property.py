"""Whatever the office does, in whatever order: who can decrypt is whom the register entitles, by key material alone.

The model beside the services is a few plain sets kept by this test. Nobody is asked whether they may: each person's
private keys, fresh from the key file, are tried on every wrap in the database, without signatures or checks. Keys that
were replaced or ended are kept by the test and tried as well.

`SCHOOLSM_SEQUENCES` sets how many random sequences are run; a failure names the sequence and its deeds.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.access import Access
from schoolsm_desktop.domain.accounts import Account, SecretField
from schoolsm_desktop.domain.people import Person
from schoolsm_desktop.security.errors import MakeAgainError, SealBrokenError
from schoolsm_desktop.security.grants import Subject, _info
from schoolsm_desktop.security.items import ItemKey, ItemWrap
from schoolsm_desktop.security.private_keys import PrivateKeys
from schoolsm_desktop.security.sealing import open_from
from schoolsm_desktop.security.signing import public_encryption_key
from schoolsm_desktop.security.unlocked import UnlockedVault
from schoolsm_desktop.security.vault import Vault
from schoolsm_desktop.services.desk import PassphraseDue
from schoolsm_desktop.services.office import Office
from tests.services.school import OTHER, QUICK_LIMITS, InventedSchool

SEQUENCES = int(os.environ.get("SCHOOLSM_SEQUENCES", "300"))
PER_SCHOOL = 30
"""How many sequences one school lives through, one upon the other."""
TEMPORARY = "temporary badger lemon skylight rivet"
PASSWORD = SecretField.PASSWORD


@dataclass
class Colleague:
    """What the model knows of one person."""

    person: Person
    sign_in: str = "none"
    """none, unconfirmed, certified or ended."""
    keyholder: bool = False
    keys: int = 0
    """Counts the person's own keys: each making and each reset is a new pair."""
    claimed_by: int = 0
    """With which of the coordinator's keys an unconfirmed sign-in was made."""


@dataclass
class Held:
    """What the model knows of one access."""

    access: Access
    account: UUID
    person: UUID
    ends: date | None
    paused: bool = False
    ended: bool = False

    def over(self, today: date) -> bool:
        """Whether a new one of the same kind can be given."""
        return self.ended or (self.ends is not None and self.ends < today)

    def stands(self, today: date) -> bool:
        """Whether the register gives it today."""
        return not self.paused and not self.over(today)


@dataclass
class Model:
    """The school as it should be."""

    colleagues: dict[UUID, Colleague] = field(default_factory=dict)
    accounts: dict[UUID, str] = field(default_factory=dict)
    """Account to its present password."""
    held: list[Held] = field(default_factory=list)

    def entitled(self, account: UUID, today: date) -> set[UUID]:
        """Who may decrypt: here, with a certified sign-in, and on the register or a keyholder.

        A keyholder stays one until the headteacher says otherwise, also after a last day; Today asks for that.
        """
        certified = {p for p, c in self.colleagues.items() if c.sign_in == "certified"}
        here = {p for p, c in self.colleagues.items() if c.person.ends is None or c.person.ends >= today}
        on_register = {h.person for h in self.held if h.account == account and h.stands(today)}
        return certified & ((on_register & here) | {p for p, c in self.colleagues.items() if c.keyholder})


class Walk:
    """One school and the random deeds done in it."""

    def __init__(self, base: Path, seed: int) -> None:
        self.school = InventedSchool(base)
        self.school.beside.this_pc.choose_backup_places(self.school.folder, ())  # backups are tested elsewhere
        self.dice = random.Random(seed)
        self.model = Model()
        self.deeds: list[str] = []
        self.stale: list[PrivateKeys] = []
        self.code = self.school.founded.sheet.code
        self.count = 0
        for person in (self.school.head, self.school.coordinator):
            self.model.colleagues[person.id] = Colleague(person, "certified", keyholder=True)
        self.enter(self.school.head)
        for name in ("Ann One", "Ben Two", "Cat Three"):
            self.add_person(name)
        self.add_account()
        self.add_account()

    # --- who is signed in

    def enter(self, person: Person) -> Office:
        """Sign somebody in; a temporary passphrase becomes an own one."""
        self.school.office.close()
        office = self.school.desk().sign_in(person.id, self.school.words[person.id])
        if isinstance(office, PassphraseDue):
            self.count += 1
            self.school.words[person.id] = f"{OTHER} {self.count}"
            office = office.choose(self.school.words[person.id])
        self.school.office = office
        return office

    def vault(self, person_id: UUID) -> UnlockedVault:
        """Somebody's keys, fresh from the key file."""
        session = self.school.office.session
        vault = Vault(self.school.folder, limits=QUICK_LIMITS, clock=self.school.clock.now)
        return vault.unlock(person_id, self.school.words[person_id], session.keys.school_key)

    # --- deeds

    def add_person(self, name: str = "") -> None:
        """Somebody new on the staff."""
        person = self.school.add_person(name or f"New {len(self.model.colleagues)}")
        self.model.colleagues[person.id] = Colleague(person)

    def add_account(self) -> None:
        """A new account with a password."""
        self.count += 1
        text = f"secret number {self.count}!"
        account: Account = self.school.add_account(f"Account {self.count}", password=text)
        self.model.accounts[account.id] = text

    def step(self) -> None:
        """One deed, if the dice choose one that can be done now."""
        deed = self.dice.choice(DEEDS)
        self.deeds.append(deed)
        getattr(self, f"_{deed}")()

    def _some(self, *states: str, but_head: bool = True) -> Colleague | None:
        fitting = [
            c
            for c in self.model.colleagues.values()
            if c.sign_in in states and not (but_head and c.person.id == self.school.head.id)
        ]
        return self.dice.choice(fitting) if fitting else None

    def _somebody(self) -> None:
        if len(self.model.colleagues) < 7:
            self.add_person()

    def _account(self) -> None:
        if len(self.model.accounts) < 4:
            self.add_account()

    def _make(self) -> None:
        who = self._some("none", "ended")
        if who is not None and not self._left(who):
            self.school.words[who.person.id] = TEMPORARY
            self.school.office.sign_ins.make(who.person.id, TEMPORARY)
            who.sign_in, who.keyholder, who.keys = "certified", False, who.keys + 1

    def _make_by_coordinator(self) -> None:
        who = self._some("none", "ended")
        by = self.model.colleagues[self.school.coordinator.id]
        can = by.sign_in == "certified" and by.keyholder
        if who is None or self._left(who) or not can or who.person.id == by.person.id:
            return
        self.school.words[who.person.id] = TEMPORARY
        self.enter(by.person).sign_ins.make(who.person.id, TEMPORARY)
        who.sign_in, who.keyholder, who.claimed_by = "unconfirmed", False, by.keys
        self.enter(self.school.head)

    def _confirm(self) -> None:
        who = self._some("unconfirmed")
        by = self.model.colleagues[self.school.coordinator.id]
        if who is None:
            return
        if by.sign_in == "certified" and by.keyholder and by.keys == who.claimed_by:
            self.school.office.sign_ins.confirm(who.person.id)
            who.sign_in, who.keys = "certified", who.keys + 1
        else:
            with pytest.raises(MakeAgainError):
                self.school.office.sign_ins.confirm(who.person.id)

    def _visit(self) -> None:
        who = self._some("certified")
        if who is not None:
            self.enter(who.person)
            self.enter(self.school.head)

    def _reset(self) -> None:
        who = self._some("certified")
        if who is not None:
            self.stale.append(self.vault(who.person.id)._open.keys)
            self.school.words[who.person.id] = TEMPORARY
            self.school.office.sign_ins.reset(who.person.id, TEMPORARY)
            who.keys += 1

    def _end_sign_in(self) -> None:
        who = self._some("certified", "unconfirmed")
        if who is not None and self.dice.random() < 0.5:
            if who.sign_in == "certified":
                self.stale.append(self.vault(who.person.id)._open.keys)
            self.school.office.sign_ins.end(who.person.id)
            who.sign_in, who.keyholder = "ended", False

    def _keyholder(self) -> None:
        who = self._some("certified")
        if who is not None:
            who.keyholder = not who.keyholder
            self.school.office.sign_ins.set_keyholder(who.person.id, who.keyholder)

    def _give(self) -> None:
        today = self.school.clock.today()
        who = self.dice.choice(list(self.model.colleagues.values()))
        account = self.dice.choice(list(self.model.accounts))
        there = any(h.person == who.person.id and h.account == account and not h.over(today) for h in self.model.held)
        if there or self._left(who) or who.person.id == self.school.head.id:
            return
        ends = today + timedelta(days=self.dice.randint(0, 9)) if self.dice.random() < 0.5 else None
        if ends is not None and who.person.ends is not None:
            ends = min(ends, who.person.ends)
        with self.school.office.session.reading() as uow:
            kept = uow.accounts.get(account)
        access = self.school.give(who.person, kept, ends=ends)
        self.model.held.append(Held(access, account, who.person.id, ends))

    def _pick(self, *, paused: bool) -> Held | None:
        today = self.school.clock.today()
        fitting = [h for h in self.model.held if not h.over(today) and h.paused is paused]
        return self.dice.choice(fitting) if fitting else None

    def _end(self) -> None:
        held = self._pick(paused=self.dice.random() < 0.3)
        if held is not None:
            self.school.office.access.end(held.access.id)
            held.ended = True

    def _pause(self) -> None:
        held = self._pick(paused=False)
        if held is not None:
            self.school.office.access.pause(held.access.id)
            held.paused = True

    def _resume(self) -> None:
        held = self._pick(paused=True)
        if held is not None:
            self.school.office.access.resume(held.access.id)
            held.paused = False

    def _leave(self) -> None:
        who = self.dice.choice(list(self.model.colleagues.values()))
        if who.person.id != self.school.head.id and not self._left(who):
            last = self.school.clock.today() + timedelta(days=self.dice.randint(-1, 3))
            self._last_day(who, last)

    def _come_back(self) -> None:
        gone = [c for c in self.model.colleagues.values() if self._left(c)]
        if gone:
            self._last_day(self.dice.choice(gone), None)

    def _last_day(self, who: Colleague, last: date | None) -> None:
        who.person = self.school.office.people.change(replace(who.person, ends=last))

    def _left(self, who: Colleague) -> bool:
        return who.person.ends is not None and who.person.ends < self.school.clock.today()

    def _days_go_by(self) -> None:
        self.school.clock.set(self.school.clock.now() + timedelta(days=self.dice.randint(1, 5)))

    def _change_secret(self) -> None:
        account = self.dice.choice(list(self.model.accounts))
        self._new_password(account)

    def _change_by_holder(self) -> None:
        """A holder is entered after a keyholder's sign-in has sealed to them what the register gives."""
        self.enter(self.school.head)
        account = self.dice.choice(list(self.model.accounts))
        today = self.school.clock.today()
        able = [
            p for p in self.model.entitled(account, today) if not self._left(self.model.colleagues[p])
        ]  # fmt: skip
        self.enter(self.model.colleagues[self.dice.choice(sorted(able))].person)
        self._new_password(account)
        self.enter(self.school.head)

    def _new_password(self, account: UUID) -> None:
        self.count += 1
        text = f"secret number {self.count}!"
        confirmed = self.dice.random() < 0.5
        self.school.office.secrets.change(account, {PASSWORD: text}, confirmed=confirmed)
        self.model.accounts[account] = text

    def _new_sheet(self) -> None:
        if self.dice.random() < 0.3:
            office = self.school.office
            sheet = office.printing.recovery_sheet()
            office.printing.put_in_force(sheet)
            self.code = sheet.code

    # --- the proof

    def check(self) -> None:
        """After the next sign-in of a keyholder, keys alone answer."""
        office = self.enter(self.school.head)
        today = self.school.clock.today()
        with office.session.reading() as uow:
            versions = {a: max(uow.secrets.versions(a), key=lambda v: v.number) for a in self.model.accounts}
            wraps = {
                a: [ItemWrap(*w) for r in uow.secrets.readers(v.id) if (w := uow.secrets.wrap(v.id, r)) is not None]
                for a, v in versions.items()
            }
            fields = {a: uow.secrets.sealed_fields(v.id)[PASSWORD] for a, v in versions.items()}
            everything = [
                ItemWrap(*w)
                for v in uow.secrets.versions()
                for r in uow.secrets.readers(v.id)
                if (w := uow.secrets.wrap(v.id, r)) is not None
            ]
        store, recovery = office.session.keys.store_id, office.session.keys.recovery_id
        certified = [p for p, c in self.model.colleagues.items() if c.sign_in == "certified"]
        vaults = {p: self.vault(p) for p in certified}
        for account, text in self.model.accounts.items():
            entitled = self.model.entitled(account, today)
            can = {p for p, v in vaults.items() if _opens(store, v._open.keys, wraps[account], fields[account], text)}
            assert can == entitled, self.deeds
            assert {w.recipient_id for w in wraps[account]} == entitled | {recovery}, self.deeds
            for person in entitled:  # and the program lets them do what the mathematics allows
                if not vaults[person].must_change_passphrase:
                    mine = next(w for w in wraps[account] if w.recipient_id == person)
                    key = vaults[person].open_item(mine, maker_id=versions[account].made_by)
                    assert key.open_field(PASSWORD, fields[account]) == text
        for keys in self.stale[-3:]:
            for account, text in self.model.accounts.items():
                assert not _opens(store, keys, wraps[account], fields[account], text), self.deeds
        on_register = {(w.recipient_id, w.account_id) for w in everything if w.recipient_id != recovery}
        allowed = {(p, a) for a in self.model.accounts for p in self.model.entitled(a, today)}
        assert on_register <= allowed, "an older version is sealed to somebody who is no longer entitled"

    def check_the_sheet(self) -> None:
        """The newest recovery sheet opens every account's present password."""
        session = self.school.office.session
        vault = Vault(self.school.folder, limits=QUICK_LIMITS, clock=self.school.clock.now)
        keys = vault.unlock_with_recovery(self.code)
        with session.reading() as uow:
            for account, text in self.model.accounts.items():
                version = max(uow.secrets.versions(account), key=lambda v: v.number)
                wrap = uow.secrets.wrap(version.id, keys.recovery_id)
                assert wrap is not None
                item = keys.open_item(ItemWrap(*wrap), maker_id=version.made_by)
                assert item.open_field(PASSWORD, uow.secrets.sealed_fields(version.id)[PASSWORD]) == text


DEEDS = (
    *("somebody", "account", "make", "make", "make_by_coordinator", "confirm", "confirm", "visit", "reset"),
    *("end_sign_in", "keyholder", "give", "give", "give", "give", "end", "pause", "resume", "leave", "come_back"),
    *("days_go_by", "days_go_by", "change_secret", "change_by_holder", "new_sheet"),
)


def _opens(store: UUID, keys: PrivateKeys, wraps: list[ItemWrap], blob: bytes, text: str) -> bool:
    """Whether these private keys open any of the wraps and then the field, with no other check at all."""
    for private in (keys.encryption_key, *keys.past_encryption_keys):
        public = public_encryption_key(private)
        for wrap in wraps:
            subject = Subject(store, "item-key", (wrap.account_id.bytes, wrap.version_id.bytes))
            info = _info(subject, wrap.recipient_id, public, wrap.giver_id)
            try:
                item = ItemKey(store, wrap.account_id, wrap.version_id, open_from(private, wrap.blob, info))
                if item.open_field(PASSWORD, blob) == text:
                    return True
            except SealBrokenError:
                continue
    return False


@pytest.fixture
def walk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Walk]:
    """A school with its own dice."""
    made = Walk(tmp_path, seed=request.param)
    yield made
    made.school.office.close(with_backup=False)


@pytest.mark.clause("valence:roles-1", "valence:use-11", "churchward:4-never-share")
@pytest.mark.parametrize("walk", range(max(1, SEQUENCES // PER_SCHOOL)), indirect=True)
def test_exactly_the_entitled_can_decrypt(walk: Walk) -> None:
    for number in range(min(SEQUENCES, PER_SCHOOL)):
        walk.deeds.append(f"-- {number}")
        for _ in range(walk.dice.randint(2, 6)):
            walk.step()
        walk.check()
    assert walk.school.office.log.check().sound
    walk.check_the_sheet()
