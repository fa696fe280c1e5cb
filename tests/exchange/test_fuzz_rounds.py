"""The readers tried with made-up and spoiled files, a few rounds; `python -m tests.fuzz` does many."""

from __future__ import annotations

import os
import re

import pytest

from tests import fuzz
from tests.exchange.fuzz_rounds import TARGETS, Tally

ROUNDS = os.environ.get("SCHOOLSM_FUZZ", "40")


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_takes_every_row_or_says_why_not(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--rounds", ROUNDS, "--only", name]) == 0
    told = capsys.readouterr().out
    figures = re.fullmatch(
        rf"{name}: (\d+) rounds in [\d.]+ s, (\d+) read with \d+ rows, (\d+) refused in \d+ ways, 0 failed\n", told
    )
    assert figures is not None, told
    rounds, read, refused = map(int, figures.groups())
    assert rounds == read + refused > 0


def test_a_reader_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(self: Tally, raw: bytes, data_rows: int | None = None) -> None:
        raise ValueError(f"{len(raw)} {data_rows} {self.rounds}")

    monkeypatch.setattr(Tally, "try_bytes", broken)
    assert fuzz.main(["--rounds", "5", "--only", "any bytes"]) == 1
    assert "any bytes: FAILED" in capsys.readouterr().out
