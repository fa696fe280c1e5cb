"""The signed chain of who did what, and the attacks on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.security.chain import (
    GENESIS,
    ChainEntry,
    ChainFault,
    ChainFaultKind,
    ChainHead,
    ChainResult,
    HeadMemory,
    entry_digest,
    sign_entry,
    verify_chain,
)
from schoolsm_desktop.security.unlocked import UnlockedVault
from tests.security.school import OWN, TEMPORARY, School


def _chain(school: School, length: int = 6) -> list[ChainEntry]:
    """Entries by head and coordinator in turn."""
    vaults = [school.head(), school.coordinator()]
    entries: list[ChainEntry] = []
    for number in range(1, length + 1):
        previous = entries[-1].digest if entries else GENESIS
        body = f"2026-11-12T08:{number:02}:00Z entry {number}".encode()
        entries.append(sign_entry(vaults[number % 2], number, body, previous))
    return entries


def _verified(school: School, entries: list[ChainEntry], remembered: ChainHead | None = None) -> ChainResult:
    vault = school.head()
    return verify_chain(vault.store_id, entries, vault.signing_keys(), remembered=remembered)


def _resigned(vault: UnlockedVault, entries: list[ChainEntry], start: int) -> list[ChainEntry]:
    """What an insider makes of the chain from `start` on: everything hashed again, signed with their own key."""
    kept = entries[:start]
    for entry in entries[start:]:
        previous = kept[-1].digest if kept else GENESIS
        kept.append(sign_entry(vault, entry.number, entry.body, previous))
    return kept


def test_a_chain_as_written_is_sound(school: School) -> None:
    entries = _chain(school)
    result = _verified(school, entries, ChainHead(3, entries[2].digest))
    assert result.sound
    assert result.count == 6
    assert result.head == ChainHead(6, entries[-1].digest)
    assert _verified(school, []).head == ChainHead(0, GENESIS)


def test_the_rest_can_be_verified_from_a_head_proved_before(school: School) -> None:
    entries = _chain(school)
    vault = school.head()
    start = ChainHead(4, entries[3].digest)
    assert verify_chain(vault.store_id, entries[4:], vault.signing_keys(), start=start).sound
    wrong = ChainHead(4, bytes(32))
    assert not verify_chain(vault.store_id, entries[4:], vault.signing_keys(), start=wrong).sound


def test_entries_of_people_who_left_or_changed_keys_stay_good(school: School) -> None:
    entries = _chain(school)
    school.head().reset(school.coordinator_id, TEMPORARY)
    assert _verified(school, entries).sound
    school.head().end(school.coordinator_id)
    assert _verified(school, entries).sound


@pytest.mark.parametrize("number", [1, 3, 6])
def test_an_edited_entry_is_found(school: School, number: int) -> None:
    entries = _chain(school)
    old = entries[number - 1]
    entries[number - 1] = replace(old, body=old.body.replace(b"entry", b"ENTRY"))
    assert _verified(school, entries).faults[0] == ChainFault(number, ChainFaultKind.ALTERED)


def test_a_backdated_entry_is_found(school: School) -> None:
    entries = _chain(school)
    entries[4] = replace(entries[4], body=entries[4].body.replace(b"11-12", b"10-12"))
    assert _verified(school, entries).faults[0] == ChainFault(5, ChainFaultKind.ALTERED)


def test_an_entry_given_to_another_person_is_found(school: School) -> None:
    entries = _chain(school)
    other = school.coordinator_id if entries[2].person_id == school.head_id else school.head_id
    entries[2] = replace(entries[2], person_id=other)
    assert _verified(school, entries).faults[0] == ChainFault(3, ChainFaultKind.ALTERED)


def test_a_deleted_entry_is_found(school: School) -> None:
    entries = _chain(school)
    del entries[2]
    assert _verified(school, entries).faults[0] == ChainFault(4, ChainFaultKind.MISSING)
    renumbered = [*entries[:2], *(replace(entry, number=entry.number - 1) for entry in entries[2:])]
    assert _verified(school, renumbered).faults[0] == ChainFault(3, ChainFaultKind.ALTERED)


def test_two_swapped_entries_are_found(school: School) -> None:
    entries = _chain(school)
    entries[1], entries[2] = entries[2], entries[1]
    assert _verified(school, entries).faults[0] == ChainFault(3, ChainFaultKind.MISSING)
    swapped = [replace(entry, number=number) for number, entry in enumerate(entries, 1)]
    assert _verified(school, swapped).faults[0].kind is ChainFaultKind.ALTERED


def test_a_chain_cut_off_is_found_by_what_this_pc_remembers(school: School, tmp_path: Path) -> None:
    entries = _chain(school)
    memory = HeadMemory(tmp_path / "here" / "heads.json")
    memory.remember(school.head().store_id, ChainHead(6, entries[-1].digest))
    remembered = HeadMemory(tmp_path / "here" / "heads.json").last(school.head().store_id)
    assert _verified(school, entries[:4]).sound  # the chain alone cannot know
    assert _verified(school, entries[:4], remembered).faults == (ChainFault(5, ChainFaultKind.CUT_OFF),)
    assert _verified(school, [], remembered).faults == (ChainFault(1, ChainFaultKind.CUT_OFF),)


def test_a_chain_rolled_back_and_written_on_is_found_by_what_this_pc_remembers(school: School) -> None:
    entries = _chain(school)
    remembered = ChainHead(5, entries[4].digest)
    written_on = entries[:3]
    for number in range(4, 9):
        written_on.append(sign_entry(school.coordinator(), number, b"another day", written_on[-1].digest))
    assert _verified(school, written_on).sound
    assert ChainFault(5, ChainFaultKind.ANOTHER_HISTORY) in _verified(school, written_on, remembered).faults


def test_an_entry_hashed_again_by_an_insider_is_not_signed_by_its_person(school: School) -> None:
    entries = _chain(school)
    store_id = school.head().store_id
    for index in range(2, 6):  # every digest fits again; only the signatures cannot be made
        body = b"nothing happened" if index == 2 else entries[index].body
        digest = entry_digest(store_id, index + 1, entries[index].person_id, body, entries[index - 1].digest)
        entries[index] = replace(entries[index], body=body, digest=digest)
    kinds = [fault.kind for fault in _verified(school, entries).faults]
    assert kinds == [ChainFaultKind.NOT_SIGNED] * 4


def test_a_chain_signed_again_by_an_insider_stands_under_their_own_name_and_is_remembered(school: School) -> None:
    entries = _chain(school)
    insider = school.coordinator()
    forged = _resigned(insider, [*entries[:2], replace(entries[2], body=b"nothing happened"), *entries[3:]], 2)
    assert {entry.person_id for entry in forged[2:]} == {insider.person_id}
    remembered = ChainHead(6, entries[-1].digest)
    assert ChainFault(6, ChainFaultKind.ANOTHER_HISTORY) in _verified(school, forged, remembered).faults


def test_a_signature_of_somebody_without_a_certified_key_counts_for_nothing(school: School, tmp_path: Path) -> None:
    entries = _chain(school, 2)
    stranger = replace(entries[1], person_id=uuid4())
    digest = entry_digest(school.head().store_id, 2, stranger.person_id, stranger.body, entries[0].digest)
    entries[1] = replace(stranger, digest=digest)
    assert _verified(school, entries).faults == (ChainFault(2, ChainFaultKind.NOT_SIGNED),)


def test_a_chain_of_another_store_is_no_chain_here(school: School, tmp_path: Path) -> None:
    entries = _chain(school)
    result = verify_chain(uuid4(), entries, school.head().signing_keys())
    assert result.faults[0] == ChainFault(1, ChainFaultKind.ALTERED)


def test_the_memory_never_goes_back_unless_a_backup_was_put_back(tmp_path: Path) -> None:
    store, other = uuid4(), uuid4()
    memory = HeadMemory(tmp_path / "heads.json")
    assert memory.last(store) is None
    memory.remember(store, ChainHead(7, b"7" * 32, 3))
    memory.remember(store, ChainHead(5, b"5" * 32, 4))
    memory.remember(other, ChainHead(1, b"1" * 32))
    assert memory.last(store) == ChainHead(7, b"7" * 32, 3)
    memory.remember(store, ChainHead(8, b"8" * 32, 2))
    assert memory.last(store) == ChainHead(8, b"8" * 32, 3)
    memory.accept(store, ChainHead(2, b"2" * 32, 1))
    assert memory.last(store) == ChainHead(2, b"2" * 32, 1)
    assert memory.last(other) == ChainHead(1, b"1" * 32)


@pytest.mark.parametrize("kept", [b"", b"{", b"\xff\xff", b'{"x": 1}', b"[]"])
def test_a_damaged_memory_counts_as_none_and_is_written_anew(tmp_path: Path, kept: bytes) -> None:
    path = tmp_path / "heads.json"
    path.write_bytes(kept)
    memory, store = HeadMemory(path), uuid4()
    assert memory.last(store) is None
    memory.remember(store, ChainHead(1, b"1" * 32))
    assert memory.last(store) == ChainHead(1, b"1" * 32)


def test_a_key_renewed_by_a_reset_still_signs(school: School) -> None:
    entries = _chain(school, 2)
    school.head().reset(school.coordinator_id, TEMPORARY)
    school.passphrases[school.coordinator_id] = TEMPORARY
    coordinator = school.coordinator()
    coordinator.change_passphrase(TEMPORARY, OWN)
    entries.append(sign_entry(coordinator, 3, b"after the reset", entries[-1].digest))
    assert _verified(school, entries).sound
