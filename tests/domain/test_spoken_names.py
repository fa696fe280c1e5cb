"""Names said on the telephone: clear where one pupil is meant, asked about where two are."""

from __future__ import annotations

from uuid import uuid4

import pytest

from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.spoken_names import SpokenRoll

SCHOOL = uuid4()


def _pupil(name: str, class_name: str = "4B", known_as: str = "") -> Pupil:
    given, _, family = name.rpartition(" ")
    return Pupil(uuid4(), SCHOOL, given, family, known_as=known_as, class_name=class_name)


ROLL = SpokenRoll(
    (
        _pupil("Amara Bello"), _pupil("Callum Dent"), _pupil("Callum Fox", "2A"), _pupil("Efe Demir"),
        _pupil("Zoë Håkansson"), _pupil("Al Moore"), _pupil("Alice Moore", "2A"), _pupil("Katherine Roe", known_as="Kit"),
        _pupil("Mary Ann O’Keefe"),
    )
)  # fmt: skip


def _who(typed: str, *classes: str) -> list[list[str]]:
    return [[pupil.name for pupil in each.meant] for each in ROLL.heard(typed, classes)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("amara, efe", [["Amara Bello"], ["Efe Demir"]]),
        ("amara and efe; zoe", [["Amara Bello"], ["Efe Demir"], ["Zoë Håkansson"]]),
        ("callum", [["Callum Dent", "Callum Fox"]]),
        ("callum d", [["Callum Dent"]]),
        ("callum 2a", [["Callum Fox"]]),
        ("al", [["Al Moore"]]),
        ("kit, katherine", [["Kit Roe"], ["Kit Roe"]]),
        ("mary ann okeefe", [["Mary Ann O’Keefe"]]),
        ("gab", [[]]),
        (" , ,", []),
    ],
)
def test_each_name_means_one_pupil_several_or_none(typed: str, expected: list[list[str]]) -> None:
    assert _who(typed) == expected


def test_a_class_narrows_whom_a_name_means() -> None:
    assert _who("callum", "2A") == [["Callum Fox"]]
    assert _who("amara", "2A") == [[]]
