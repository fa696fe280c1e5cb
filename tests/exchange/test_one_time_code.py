"""Keys for one-time codes, their codes, and the pictures they come in."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zlib
from datetime import UTC, datetime, timedelta

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from schoolsm_desktop.domain.errors import OfficeError
from schoolsm_desktop.exchange.errors import CodeKindError, CodeSeedError, NoCodeInPictureError, PictureError
from schoolsm_desktop.exchange.one_time_code import (
    code_at,
    find_address,
    is_code_key,
    make_seed,
    read_seed,
    seed_address,
    seed_from_picture,
)

SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"
ADDRESS = f"otpauth://totp/School%20X:office%40x.example?secret={SEED}&issuer=School%20X"


def picture(text: str, *, kind: str = "PNG") -> bytes:
    """A square code as a screen print would have it."""
    matrix = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=6)
    image = Image.fromarray(matrix).convert("RGB")
    page = Image.new("RGB", (image.width + 80, image.height + 80), "white")
    page.paste(image, (40, 40))
    out = io.BytesIO()
    page.save(out, kind)
    return out.getvalue()


# RFC 6238, appendix B: the seeds of the three digests are the ASCII digits repeated to their length.
RFC_SECRETS = {
    "SHA1": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "SHA256": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA",
    "SHA512": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA",
}
RFC_CODES = [
    (59, "94287082", "46119246", "90693936"),
    (1111111109, "07081804", "68084774", "25091201"),
    (1111111111, "14050471", "67062674", "99943326"),
    (1234567890, "89005924", "91819424", "93441116"),
    (2000000000, "69279037", "90698825", "38618901"),
    (20000000000, "65353130", "77737706", "47863826"),
]


@pytest.mark.parametrize(("seconds", "sha1", "sha256", "sha512"), RFC_CODES)
def test_the_published_codes(seconds: int, sha1: str, sha256: str, sha512: str) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    for algorithm, expected in (("SHA1", sha1), ("SHA256", sha256), ("SHA512", sha512)):
        seed = make_seed(RFC_SECRETS[algorithm], digits=8, algorithm=algorithm)
        assert code_at(seed, moment).digits == expected


def test_a_short_key_of_80_bits_works_too() -> None:
    """Facebook and many others give 16 letters; the code was made with oathtool."""
    seed = read_seed("jbsw y3dp ehpk 3pxp")
    assert code_at(seed, datetime(2026, 1, 1, tzinfo=UTC)).digits == "260025"


def test_the_seconds_that_are_left() -> None:
    seed = make_seed(SEED)
    start = datetime(2026, 1, 1, 9, 0, 0, tzinfo=UTC)
    assert code_at(seed, start).seconds_left == 30
    assert code_at(seed, start + timedelta(seconds=29)).seconds_left == 1
    assert code_at(seed, start + timedelta(seconds=29)).digits == code_at(seed, start).digits
    assert code_at(seed, start + timedelta(seconds=30)).digits != code_at(seed, start).digits


@pytest.mark.skipif(shutil.which("oathtool") is None, reason="oathtool is not installed")
@pytest.mark.parametrize(("digits", "period", "algorithm"), [(6, 30, "SHA1"), (8, 60, "SHA256"), (7, 15, "SHA512")])
def test_it_agrees_with_oathtool(digits: int, period: int, algorithm: str) -> None:
    seed = make_seed(SEED, digits=digits, period=period, algorithm=algorithm)
    for seconds in (0, 59, 1_790_000_000, 1_790_000_029):
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        line = ["oathtool", f"--totp={algorithm}", "-b", "-d", str(digits), "-s", f"{period}s"]
        told = subprocess.run([*line, "-N", f"@{seconds}", SEED], capture_output=True, text=True, check=True)
        assert code_at(seed, moment).digits == told.stdout.strip()


@pytest.mark.parametrize(
    "text",
    [
        SEED,
        SEED.lower(),
        " ".join(SEED[place : place + 4] for place in range(0, 32, 4)).lower(),
        "-".join(SEED[place : place + 4] for place in range(0, 32, 4)),
        ADDRESS,
        f"otpauth://totp/School%20Facebook?secret={SEED}&issuer=x",
        f"otpauth://totp/A:b?secret={SEED}&issuer=Another",
        f"OTPAUTH://TOTP/x?SECRET={SEED.lower()}",
        f"otpauth://totp/?secret={SEED}&period=&digits=",
        f"key={SEED}",
        f"  {ADDRESS}\n",
    ],
)
def test_one_key_in_many_clothes(text: str) -> None:
    seed = read_seed(text)
    assert (seed.secret, seed.digits, seed.period, seed.algorithm) == (SEED, 6, 30, "SHA1")
    assert SEED not in repr(seed)


def test_an_address_keeps_its_numbers_and_comes_back_the_same() -> None:
    seed = read_seed(f"{ADDRESS}&digits=8&period=60&algorithm=SHA512")
    assert (seed.digits, seed.period, seed.algorithm) == (8, 60, "SHA512")
    assert (seed.issuer, seed.account) == ("School X", "office@x.example")
    assert read_seed(seed_address(seed)) == seed


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "hello!",
        "ABC",
        "GUJG0000GUJG1111",
        "otpauth://totp/x",
        "otpauth://totp/x?secret=",
        "otpauth://totp/x?secret=!",
        f"otpauth://totp/x?secret={SEED}&digits=99",
        f"otpauth://totp/x?secret={SEED}&period=0",
        f"otpauth://totp/x?secret={SEED}&algorithm=MD5",
        f"otpauth://totp/x?secret={SEED}&digits=six",
        "A" * 2000,
        "otpauth://[",
        f"otpauth://totp/x?secret={SEED}&digits=٦",
    ],
)
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(CodeSeedError):
        read_seed(text)


@pytest.mark.parametrize(
    "text",
    [
        f"otpauth://hotp/x?secret={SEED}&counter=1",
        f"steam://{SEED}",
        "otpauth-migration://offline?data=x",
        f"otpauth://totp/x?secret={SEED}&encoder=steam",
        f"key={SEED}&type=Hotp",
    ],
)
def test_keys_of_another_kind(text: str) -> None:
    with pytest.raises(CodeKindError):
        read_seed(text)


@given(st.text(max_size=60))
def test_any_text_is_a_seed_or_a_typed_error(text: str) -> None:
    for candidate in (text, f"otpauth://totp/{text}", f"otpauth://totp/x?secret={text}", f"key={text}"):
        try:
            code_at(read_seed(candidate), datetime(2026, 1, 1, tzinfo=UTC))
        except OfficeError:
            continue


@pytest.mark.parametrize(
    "words", ["Authenticator app", "Yes", "AUTHENTICATOR APP", "text message", "Sam's phone", "on", ""]
)
def test_words_are_no_keys(words: str) -> None:
    assert not is_code_key(words)


def test_an_address_inside_a_note() -> None:
    assert find_address(f"the key ({ADDRESS}), kept by Sam") == ADDRESS
    assert find_address("nothing here") is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_a_picture_of_a_square_code(kind: str) -> None:
    seed = seed_from_picture(picture(ADDRESS, kind=kind))
    assert (seed.secret, seed.issuer) == (SEED, "School X")


def test_pictures_of_something_else() -> None:
    with pytest.raises(NoCodeInPictureError):
        seed_from_picture(picture("https://www.facebook.com"))
    with pytest.raises(CodeKindError):
        seed_from_picture(picture("otpauth-migration://offline?data=abc"))
    out = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(out, "PNG")
    with pytest.raises(NoCodeInPictureError):
        seed_from_picture(out.getvalue())


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes whose header promises a picture of any size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"no picture",
        b"\x89PNG\r\n\x1a\n",
        png_that_claims(60_000, 60_000),
        png_that_claims(9_000, 9_000),
        picture(ADDRESS)[:200],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        bytes(21_000_000),
    ],
)
def test_pictures_that_cannot_be_opened_or_are_too_large(raw: bytes) -> None:
    with pytest.raises(PictureError):
        seed_from_picture(raw)
