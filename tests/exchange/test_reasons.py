"""Every key that a reader gives has its words, and no words stand for a key that no reader gives."""

from __future__ import annotations

import re
from pathlib import Path

import schoolsm_desktop.exchange
from schoolsm_desktop.exchange.reasons import DOUBTFUL, LEFT, reason_text

ROOM = Path(schoolsm_desktop.exchange.__file__).parent
READERS = ("passwords", "bitwarden", "kdbx", "staff", "workbook", "read", "pupil_rows", "pupil_names", "answer_words")


def test_every_key_is_given_somewhere_and_has_words() -> None:
    sources = "".join((ROOM / f"{name}.py").read_text(encoding="utf-8") for name in READERS)
    for key in LEFT | DOUBTFUL:
        assert f'"{key}"' in sources, key
        assert reason_text(key) != key


def test_no_reader_gives_a_key_without_words() -> None:
    given = re.compile(
        r'(?:leave|_leave|_doubt|Fault|DoubtfulText)\([^"()]*(?:\([^"()]*\)[^"()]*)*"([a-z]+(?:-[a-z]+)+)"'
    )
    found = {key for name in READERS for key in given.findall((ROOM / f"{name}.py").read_text(encoding="utf-8"))}
    assert len(found) >= 10
    assert found <= LEFT | DOUBTFUL


def test_an_unknown_key_is_shown_as_it_is() -> None:
    assert reason_text("something-new") == "something-new"
