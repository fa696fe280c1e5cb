"""Every primitive the program leans on, held against the vectors its standard publishes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyotp
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from schoolsm_desktop.security import sealing, signing
from schoolsm_desktop.security.errors import SealBrokenError
from tests.security import hpke_reference

_VECTORS = Path(__file__).parent.parent / "data" / "vectors"


def _kept(name: str) -> Any:
    return json.loads((_VECTORS / name).read_text(encoding="utf-8"))


def test_argon2id_of_rfc_9106() -> None:
    derived = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    ).derive(b"\x01" * 32)
    assert derived.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


@pytest.mark.parametrize(
    ("key", "salt", "info", "length", "expected"),
    [
        (
            "0b" * 22,
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            42,
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            bytes(range(0x50)).hex(),
            bytes(range(0x60, 0xB0)).hex(),
            bytes(range(0xB0, 0x100)).hex(),
            82,
            (
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
            ),
        ),
        (
            "0b" * 22,
            "",
            "",
            42,
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ],
)
def test_hkdf_of_rfc_5869(key: str, salt: str, info: str, length: int, expected: str) -> None:
    hkdf = HKDF(SHA256(), length=length, salt=bytes.fromhex(salt) or None, info=bytes.fromhex(info))
    assert hkdf.derive(bytes.fromhex(key)).hex() == expected


@pytest.mark.parametrize(
    ("private", "public", "message", "signature"),
    [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            (
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd2"
                "5bf5f0595bbe24655141438e7a100b"
            ),
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            (
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c38"
                "7b2eaeb4302aeeb00d291612bb0c00"
            ),
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            (
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a"
                "7c15e9716ed28dc027beceea1ec40a"
            ),
        ),
    ],
)
def test_ed25519_of_rfc_8032(private: str, public: str, message: str, signature: str) -> None:
    key, text, expected = bytes.fromhex(private), bytes.fromhex(message), bytes.fromhex(signature)
    assert signing.public_signing_key(key).hex() == public
    assert signing.sign(key, text) == expected
    assert signing.is_signed(bytes.fromhex(public), expected, text)
    assert not signing.is_signed(bytes.fromhex(public), expected, text + b"x")


@pytest.mark.parametrize("row", _kept("gcm-nist-256.json")["encrypt"])
def test_aes_256_gcm_of_nist(row: dict[str, str]) -> None:
    key, nonce, plain, aad = (bytes.fromhex(row[name]) for name in ("key", "iv", "pt", "aad"))
    assert AESGCM(key).encrypt(nonce, plain, aad).hex() == row["ct"] + row["tag"]


@pytest.mark.parametrize("row", _kept("gcm-nist-256.json")["refuse"])
def test_aes_256_gcm_refuses_what_nist_says_is_forged(row: dict[str, str]) -> None:
    key, nonce, aad = (bytes.fromhex(row[name]) for name in ("key", "iv", "aad"))
    with pytest.raises(InvalidTag):
        AESGCM(key).decrypt(nonce, bytes.fromhex(row["ct"] + row["tag"]), aad)


@pytest.mark.parametrize(
    ("moment", "sha1", "sha256", "sha512"),
    [
        (59, "94287082", "46119246", "90693936"),
        (1111111109, "07081804", "68084774", "25091201"),
        (1111111111, "14050471", "67062674", "99943326"),
        (1234567890, "89005924", "91819424", "93441116"),
        (2000000000, "69279037", "90698825", "38618901"),
        (20000000000, "65353130", "77737706", "47863826"),
    ],
)
def test_one_time_codes_of_rfc_6238(moment: int, sha1: str, sha256: str, sha512: str) -> None:
    import base64
    import hashlib

    digits = b"1234567890" * 7
    for length, function, expected in (
        (20, hashlib.sha1, sha1),
        (32, hashlib.sha256, sha256),
        (64, hashlib.sha512, sha512),
    ):
        seed = base64.b32encode(digits[:length]).decode()
        assert pyotp.TOTP(seed, digits=8, digest=function).at(moment) == expected


@pytest.mark.parametrize("vector", _kept("hpke-rfc9180.json"), ids=lambda vector: f"aead-{vector['aead_id']}")
def test_the_reference_hpke_is_that_of_rfc_9180(vector: dict[str, Any]) -> None:
    ephemeral = X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["skEm"]))
    recipient = X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["skRm"]))
    enc, public = bytes.fromhex(vector["enc"]), bytes.fromhex(vector["pkRm"])
    assert ephemeral.public_key().public_bytes_raw() == enc
    sent = hpke_reference.shared_secret(ephemeral, X25519PublicKey.from_public_bytes(public), enc, public)
    received = hpke_reference.shared_secret(recipient, X25519PublicKey.from_public_bytes(enc), enc, public)
    assert sent == received == bytes.fromhex(vector["shared_secret"])
    schedule = hpke_reference.schedule(sent, bytes.fromhex(vector["info"]), vector["aead_id"])
    assert schedule.key.hex() == vector["key"]
    assert schedule.base_nonce.hex() == vector["base_nonce"]
    assert schedule.exporter_secret.hex() == vector["exporter_secret"]
    for number, message in enumerate(vector["encryptions"]):
        sealed = schedule.seal(number, bytes.fromhex(message["pt"]), bytes.fromhex(message["aad"]))
        assert sealed.hex() == message["ct"]
    for export in vector["exports"]:
        assert schedule.export(bytes.fromhex(export["exporter_context"]), export["L"]).hex() == export["exported_value"]


def test_the_reference_opens_what_the_program_seals_and_the_reverse() -> None:
    private = signing.new_encryption_key()
    public = signing.public_encryption_key(private)
    for size in (0, 1, 32, 1000):
        plain, info = b"k" * size, sealing.context("1", b"store", str(size))
        sealed = sealing.seal_to(public, plain, info)
        assert sealed[:1] == b"\x01"
        assert hpke_reference.open_once(private, b"\x01" + info, sealed[1:]) == plain
        theirs = b"\x01" + hpke_reference.seal_once(public, b"\x01" + info, plain)
        assert sealing.open_from(private, theirs, info) == plain
        with pytest.raises(SealBrokenError):
            sealing.open_from(private, theirs, info + b"x")
