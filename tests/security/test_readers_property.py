"""Whoever the register entitles can decrypt, and nobody else: proved with key material alone.

The model is a plain set. What the program would let somebody do is not asked: each person tries every grant in the
store with their own private key, without the signature checks, and only the mathematics answers.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from uuid import UUID, uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from schoolsm_desktop.domain.accounts import SecretField
from schoolsm_desktop.security.errors import SealBrokenError
from schoolsm_desktop.security.grants import Subject, _info
from schoolsm_desktop.security.items import ItemKey, ItemWrap
from schoolsm_desktop.security.sealing import open_from
from schoolsm_desktop.security.unlocked import UnlockedVault
from tests.security.school import School, found_school

_TEXT = "Correct-Horse-7"


def _opens_by_mathematics(vault: UnlockedVault, wraps: list[ItemWrap], field: bytes) -> bool:
    """Whether this person's private keys open any of the grants and then the field, with no other check at all."""
    keys = vault._open.keys
    for private in (keys.encryption_key, *keys.past_encryption_keys):
        from schoolsm_desktop.security.signing import public_encryption_key

        for wrap in wraps:
            subject = Subject(vault.store_id, "item-key", (wrap.account_id.bytes, wrap.version_id.bytes))
            for claimed in {vault.person_id, wrap.recipient_id}:
                info = _info(subject, claimed, public_encryption_key(private), wrap.giver_id)
                try:
                    item = open_from(private, wrap.blob, info)
                    opened = ItemKey(vault.store_id, wrap.account_id, wrap.version_id, item)
                    if opened.open_field(SecretField.PASSWORD, field) == _TEXT:
                        return True
                except SealBrokenError:
                    continue
    return False


class Register(RuleBasedStateMachine):
    """Random giving, ending, keyholding and renewing over one account."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.school: School = found_school(self.folder)
        self.people: list[UUID] = [self.school.admit(name) for name in ("Ann", "Ben")]
        self.account = uuid4()
        self.holders: set[UUID] = set()

    def teardown(self) -> None:
        """Nothing stays behind."""
        shutil.rmtree(self.folder)

    @initialize()
    def a_first_version(self) -> None:
        self._renew()

    def _renew(self) -> None:
        item = self.school.head().new_item(self.account, uuid4(), self.holders)
        self.key, self.wraps = item.key, list(item.wraps)
        self.field = item.key.seal_field(SecretField.PASSWORD, _TEXT)

    @rule(index=st.integers(0, 1), by_head=st.booleans())
    def give(self, index: int, by_head: bool) -> None:
        person = self.people[index]
        giver = self.school.head() if by_head else self.school.coordinator()
        if not giver.is_keyholder:
            giver = self.school.head()
        self.wraps = [wrap for wrap in self.wraps if wrap.recipient_id != person]
        self.wraps.append(giver.wrap_item(self.key, person))
        self.holders.add(person)

    @rule(index=st.integers(0, 1))
    def end_access(self, index: int) -> None:
        self.holders.discard(self.people[index])
        self._renew()

    @rule(keyholder=st.booleans())
    def coordinator_holds_keys(self, keyholder: bool) -> None:
        self.school.head().set_keyholder(self.school.coordinator_id, keyholder)
        self._renew()

    @rule(index=st.integers(0, 1))
    def somebody_leaves_and_another_comes(self, index: int) -> None:
        leaver = self.people[index]
        self.school.head().end(leaver)
        self.holders.discard(leaver)
        self._renew()
        self.people[index] = self.school.admit("New")

    @invariant()
    def exactly_the_entitled_can_decrypt(self) -> None:
        head = self.school.head()
        entitled = self.holders | head.keyholders()
        everybody = {self.school.head_id, self.school.coordinator_id, *self.people}
        can = {
            person for person in everybody if _opens_by_mathematics(self.school.sign_in(person), self.wraps, self.field)
        }
        assert can == entitled
        assert {wrap.recipient_id for wrap in self.wraps} == entitled | {head.recovery_id}
        for person in entitled:  # and the program lets each of them do what the mathematics allows
            mine = next(wrap for wrap in self.wraps if wrap.recipient_id == person)
            assert self.school.sign_in(person).open_item(mine).open_field(SecretField.PASSWORD, self.field) == _TEXT


TestRegister = Register.TestCase
TestRegister.settings = settings(
    max_examples=12, stateful_step_count=8, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
