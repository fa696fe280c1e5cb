"""Whatever the office does, in whatever order: who can decrypt is whom the register entitles, by key material alone.

The model beside the services is a few plain sets (`register_model`), told of each deed (`register_walk`, `register_deeds`). Nobody is
asked whether they may: each person's private keys, fresh from the key file, are tried on every wrap in the database,
without signatures or checks (`key_trial`). Keys that were replaced or ended are tried as well, and so is every key of an
account that somebody could ever have copied.

`SCHOOLSM_SEQUENCES` sets how many random sequences are run; a failure names the sequence and its deeds.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.access import AccessKind, ChangeNeed
from schoolsm_desktop.security.items import ItemWrap
from schoolsm_desktop.security.vault import Vault
from schoolsm_desktop.services.register import read_register
from tests.services.key_trial import Trial, read_sealed
from tests.services.register_deeds import Walk
from tests.services.register_model import LESSON
from tests.services.register_walk import PASSWORD
from tests.services.school import QUICK_LIMITS

SEQUENCES = int(os.environ.get("SCHOOLSM_SEQUENCES", "300"))
PER_SCHOOL = 50
"""How many sequences one school lives through, one upon the other."""


class Proof:
    """Checks a walk after each step."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.trial = Trial(walk.office.session.keys.store_id)
        self.copied: dict[tuple[UUID, UUID], set[bytes]] = defaultdict(set)
        """Every item key of an account that a person could ever get: who leaves may have kept it."""

    def after_a_step(self) -> None:
        """A keyholder has brought all in line already; anybody else has taken away what had to go, and no more."""
        self.nobody_else_reads()
        if self.walk.office.person_id != self.walk.school.head.id:
            self.walk.enter(self.walk.school.head)
            self.nobody_else_reads()
        self.exactly_the_entitled_read()
        self.must_change_is_said()
        self.lesson_use_never_stands_alone()

    def nobody_else_reads(self) -> None:
        """No key of anybody without the register's word opens anything, also of an older version."""
        walk, model = self.walk, self.walk.model
        sealed = read_sealed(walk.office)
        for person in self._certified():
            keys = walk.private_keys(person)
            for account, at in sealed.items():
                found = self.trial.item_keys(keys, [*at.wraps, *at.older])
                self.copied[person, account] |= found
                assert not found or person in model.entitled(account, walk.today), walk.deeds[-12:]
        for keys in walk.stale:
            for at in sealed.values():
                assert not self.trial.item_keys(keys, [*at.wraps, *at.older]), walk.deeds[-12:]

    def exactly_the_entitled_read(self) -> None:
        """Each of the entitled reads all of it, and a copied key of anybody else nothing."""
        walk, model = self.walk, self.walk.model
        recovery = walk.office.session.keys.recovery_id
        for account, at in read_sealed(walk.office).items():
            entitled, texts = model.entitled(account, walk.today), model.accounts[account].texts
            assert {w.recipient_id for w in at.wraps} == entitled | {recovery}, walk.deeds[-12:]
            can = {
                person
                for person in self._certified()
                for key in self.trial.item_keys(walk.private_keys(person), at.wraps)
                if self.trial.texts(key, account, at) == texts
            }
            assert can == entitled, walk.deeds[-12:]
            for (person, where), keys in self.copied.items():
                if where == account and person not in entitled:
                    assert not any(self.trial.texts(key, account, at) for key in keys), walk.deeds[-12:]

    def must_change_is_said(self) -> None:
        """Whenever somebody knows the password who is no reader; and of exactly those."""
        session = self.walk.office.session
        with session.reading() as uow:
            due = read_register(session, uow).due
        for account in self.walk.model.accounts:
            must = self.walk.model.must_change(account, self.walk.today)
            said = due.get(account)
            told = set(said.people) if said is not None and said.need is ChangeNeed.MUST else set()
            assert told == must, self.walk.deeds[-12:]

    def lesson_use_never_stands_alone(self) -> None:
        """Whoever uses an account in lessons has another access to it that goes on, and the register knows of no other."""
        today = self.walk.today
        with self.walk.office.session.reading() as uow:
            there = [a for a in uow.access.all() if not a.over_by(today)]
        others = {(a.person_id, a.account_id) for a in there if a.kind is not AccessKind.LESSON_USE}
        lessons = {(a.person_id, a.account_id) for a in there if a.kind is AccessKind.LESSON_USE}
        assert lessons <= others, self.walk.deeds[-12:]
        told = {(h.person, h.account) for h in self.walk.model.held if h.kind is LESSON and not h.over(today)}
        assert lessons == told, self.walk.deeds[-12:]

    def the_program_lets_them(self) -> None:
        """What the mathematics allows, the program does, with signatures checked."""
        for account, at in read_sealed(self.walk.office).items():
            for person in self.walk.model.entitled(account, self.walk.today):
                vault = self.walk.vault(person)
                if not vault.must_change_passphrase:
                    mine = next(ItemWrap(*w) for w in at.wraps if w.recipient_id == person)
                    key = vault.open_item(mine, maker_id=at.made_by)
                    texts = {key.open_field(f, blob) for f, blob in at.fields.items()}
                    assert texts == self.walk.model.accounts[account].texts

    def the_newest_sheet_reads_all(self) -> None:
        """The recovery sheet opens every account's present password."""
        session = self.walk.office.session
        vault = Vault(self.walk.school.folder, limits=QUICK_LIMITS, clock=self.walk.school.clock.now)
        keys = vault.unlock_with_recovery(self.walk.code)
        for account, at in read_sealed(self.walk.office).items():
            mine = next(ItemWrap(*w) for w in at.wraps if w.recipient_id == session.keys.recovery_id)
            item = keys.open_item(mine, maker_id=at.made_by)
            kept = self.walk.model.accounts[account]
            assert {item.open_field(f, blob) for f, blob in at.fields.items()} == kept.texts
            assert (PASSWORD in at.fields) == (kept.password is not None)

    def _certified(self) -> list[UUID]:
        return [p for p, c in self.walk.model.colleagues.items() if c.sign_in == "certified"]


@pytest.fixture
def walk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Walk]:
    """A school with its own dice."""
    made = Walk(tmp_path, seed=request.param)
    yield made
    made.office.close(with_backup=False)


@pytest.mark.clause("valence:roles-1", "valence:use-11", "churchward:4-never-share")
@pytest.mark.parametrize("walk", range(max(1, SEQUENCES // PER_SCHOOL)), indirect=True)
def test_exactly_the_entitled_can_decrypt(walk: Walk) -> None:
    proof = Proof(walk)
    for number in range(min(SEQUENCES, PER_SCHOOL)):
        walk.deeds.append(f"-- {number}")
        for _ in range(walk.dice.randint(2, 6)):
            walk.step()
            proof.after_a_step()
    assert len(walk.model.held) > 5, "the dice chose deeds that could be done"
    proof.the_program_lets_them()
    walk.enter_anew(walk.school.head)
    proof.after_a_step()
    assert walk.office.log.check().sound
    proof.the_newest_sheet_reads_all()
