"""The way from a passphrase to a key, its limits and its calibration."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from schoolsm_desktop.security import kdf
from schoolsm_desktop.security.errors import KdfRefusedError
from schoolsm_desktop.security.kdf import DEFAULT, STANDARD_LIMITS, KdfLimits, KdfParameters, calibrate, derive
from tests.security.school import QUICK, QUICK_LIMITS

_SALT = b"s" * 16


def test_the_key_is_argon2id_then_hkdf_with_the_school_key_as_salt() -> None:
    derived = derive("pass phrase", _SALT, QUICK, b"school", b"context", QUICK_LIMITS)
    stretched = Argon2id(salt=_SALT, length=32, iterations=1, lanes=1, memory_cost=8).derive(b"pass phrase")
    both = HKDF(SHA256(), length=64, salt=b"school", info=b"context").derive(stretched)
    assert derived.kek + derived.commit == both


def test_every_input_changes_both_halves() -> None:
    inputs = [
        ("pass phrase", _SALT, QUICK, b"school", b"context"),
        ("pass phrasE", _SALT, QUICK, b"school", b"context"),
        ("pass phrase", b"t" * 16, QUICK, b"school", b"context"),
        ("pass phrase", _SALT, KdfParameters(9, 1, 1), b"school", b"context"),
        ("pass phrase", _SALT, KdfParameters(8, 2, 1), b"school", b"context"),
        ("pass phrase", _SALT, QUICK, b"", b"context"),
        ("pass phrase", _SALT, QUICK, b"school", b"other"),
    ]
    keys = [derive(*given, limits=QUICK_LIMITS) for given in inputs]
    assert len({key.kek for key in keys} | {key.commit for key in keys}) == 2 * len(inputs)


def test_the_same_letters_typed_on_another_keyboard_give_the_same_key() -> None:
    composed, decomposed = "caf\u00e9 \u2167", "cafe\u0301 VIII"
    keys = {derive(text, _SALT, QUICK, b"", b"c", QUICK_LIMITS).kek for text in (composed, decomposed)}
    assert len(keys) == 1


@pytest.mark.parametrize(
    "parameters",
    [
        KdfParameters(64 * 1024 - 1, 3, 4),
        KdfParameters(16 * 1024 * 1024, 3, 4),
        KdfParameters(1024 * 1024 + 1, 3, 4),
        KdfParameters(128 * 1024, 2, 4),
        KdfParameters(128 * 1024, 17, 4),
        KdfParameters(128 * 1024, 3, 0),
        KdfParameters(128 * 1024, 3, 9),
        KdfParameters(-1, 3, 4),
    ],
)
def test_a_cost_outside_the_limits_is_refused_before_anything_is_computed(
    parameters: KdfParameters, monkeypatch: pytest.MonkeyPatch
) -> None:
    def computed(**_: object) -> None:
        pytest.fail("Argon2id was started")

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", computed)
    with pytest.raises(KdfRefusedError):
        derive("pass phrase", _SALT, parameters, b"", b"c")


def test_the_standard_limits_take_their_own_ends_and_the_default() -> None:
    for parameters in (DEFAULT, KdfParameters(64 * 1024, 3, 1), KdfParameters(1024 * 1024, 16, 8)):
        STANDARD_LIMITS.check(parameters)


@pytest.mark.parametrize(
    ("seconds_per_pass_of_128_mib", "expected"),
    [
        (0.0625, KdfParameters(128 * 1024, 12, 4)),
        (0.25, KdfParameters(128 * 1024, 3, 4)),
        (2.0, DEFAULT),
        (0.02, KdfParameters(512 * 1024, 9, 4)),
        (0.0001, KdfParameters(1024 * 1024, 16, 4)),
    ],
)
def test_calibration_adds_passes_then_memory_and_never_goes_below_the_default(
    seconds_per_pass_of_128_mib: float, expected: KdfParameters
) -> None:
    def measure(parameters: KdfParameters) -> float:
        return seconds_per_pass_of_128_mib * parameters.iterations * parameters.memory_kib / (128 * 1024)

    chosen = calibrate(0.75, measure)
    STANDARD_LIMITS.check(chosen)
    assert chosen == expected


def test_a_calibrated_cost_is_measured_on_this_machine() -> None:
    assert kdf._seconds(KdfParameters(64 * 1024, 3, 1)) > 0.005


def test_nothing_in_the_program_builds_other_limits(project_root: Path) -> None:
    builders = [
        path.name
        for path in (project_root / "schoolsm_desktop").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and "KdfLimits" in ast.dump(node.func)
    ]
    assert builders == ["kdf.py"]
    assert KdfLimits() == STANDARD_LIMITS
