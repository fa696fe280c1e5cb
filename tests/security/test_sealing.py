"""Sealing under a key and to a person: the context binds, nothing altered opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolsm_desktop.security import sealing, signing
from schoolsm_desktop.security.errors import SealBrokenError

_PARTS = st.lists(st.binary(max_size=6), max_size=4)


@given(_PARTS, _PARTS)
def test_different_parts_never_give_the_same_context(one: list[bytes], other: list[bytes]) -> None:
    assert (sealing.context(*one) == sealing.context(*other)) == (one == other)


def test_a_context_is_length_prefixed() -> None:
    assert sealing.context("ab", b"") == b"\x00\x00\x00\x02ab\x00\x00\x00\x00"


@given(st.binary(max_size=300))
def test_padding_goes_to_64_and_comes_back(plain: bytes) -> None:
    padded = sealing.pad(plain)
    assert len(padded) % 64 == 0
    assert len(padded) - len(plain) <= 64
    assert sealing.unpad(padded) == plain


def test_what_is_not_padded_is_refused() -> None:
    for wrong in (b"", b"x" * 63, bytes(64)):
        with pytest.raises(SealBrokenError):
            sealing.unpad(wrong)


@settings(max_examples=30)
@given(st.binary(max_size=100), st.binary(max_size=20))
def test_sealed_bytes_open_with_key_and_context_only(plain: bytes, aad: bytes) -> None:
    key = sealing.new_key()
    blob = sealing.seal(key, plain, aad)
    assert sealing.open_sealed(key, blob, aad) == plain
    for wrong_key, wrong_aad in ((sealing.new_key(), aad), (key, aad + b"x")):
        with pytest.raises(SealBrokenError):
            sealing.open_sealed(wrong_key, blob, wrong_aad)


def test_two_seals_of_the_same_differ() -> None:
    key = sealing.new_key()
    assert len({sealing.seal(key, b"same", b"") for _ in range(100)}) == 100


@pytest.mark.parametrize("length", [0, 16, 24, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(SealBrokenError):
        sealing.seal(bytes(length), b"plain", b"")
    with pytest.raises(SealBrokenError):
        sealing.open_sealed(bytes(length), sealing.seal(bytes(32), b"plain", b""), b"")


def test_every_flipped_bit_and_every_cut_of_a_blob_is_refused() -> None:
    key = sealing.new_key()
    private = signing.new_encryption_key()
    blob = sealing.seal(key, b"plain", b"aad")
    to_person = sealing.seal_to(signing.public_encryption_key(private), b"plain", b"info")
    ways: list[tuple[bytes, Callable[[bytes], bytes]]] = [
        (blob, lambda wrong: sealing.open_sealed(key, wrong, b"aad")),
        (to_person, lambda wrong: sealing.open_from(private, wrong, b"info")),
    ]
    for whole, opens in ways:
        wrong_blobs = [whole[:length] for length in range(len(whole))]
        for position in range(len(whole) * 8):
            changed = bytearray(whole)
            changed[position // 8] ^= 1 << position % 8
            wrong_blobs.append(bytes(changed))
        for wrong in wrong_blobs:
            with pytest.raises(SealBrokenError):
                opens(wrong)


def test_a_malformed_signature_or_key_is_just_not_signed() -> None:
    private = signing.new_signing_key()
    public = signing.public_signing_key(private)
    assert not signing.is_signed(public, b"short", b"message")
    assert not signing.is_signed(b"short", signing.sign(private, b"message"), b"message")
