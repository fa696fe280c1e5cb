"""Four files of one school, in every order: one register of 421 pupils, with the answers that an exact reader finds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.photo_answers import Said, Verdict, latest_answers
from schoolsm_desktop.domain.picture_book import PictureBook
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.domain.roll_matching import RowIs, match_rows
from schoolsm_desktop.exchange.read import recognise
from schoolsm_desktop.exchange.records import PupilRow
from schoolsm_desktop.services.roll import RollChoices
from tests.services.school import InventedSchool

SCHOOL_A = Path(__file__).parents[1] / "data" / "school-a"
SIMS, ARBOR, EXCEL, CTF = FILES = ("pupils-sims.csv", "pupils-arbor.csv", "pupils.xlsx", "pupils-ctf.xml")
TODAY = date(2026, 11, 20)
PLACE_OF = {
    "Website": "website",
    "Facebook": "platform:facebook",
    "Twitter": "platform:x",
    "YouTube": "platform:youtube",
    "Newsletter": "newsletter",
    "Prospectus": "prospectus",
    "Local press": "press",
    "Display in school": "display",
}


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHOOL_A / "expected.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[PupilRow, ...]]:
    """The rows of each file, read once."""
    return {name: recognise(SCHOOL_A / name).pupils for name in FILES}


def _facts(pupils: Iterator[Pupil] | list[Pupil]) -> list[tuple[object, ...]]:
    return sorted(
        (p.upn, p.given_name, p.family_name, p.known_as, p.birth_date, p.year, p.class_name, p.former_names)
        for p in pupils
    )


def test_all_24_orders_make_the_same_421_pupils(rows: dict[str, tuple[PupilRow, ...]]) -> None:
    """Names lost to `?`, capitals and wrong UPNs come right in any order, and the twins stay two."""
    school_id = uuid4()
    registers = []
    for order in permutations(FILES):
        register: dict[object, Pupil] = {}
        for name in order:
            matching = match_rows(rows[name], register.values(), school_id, TODAY)
            assert matching.count(RowIs.ASK) == 0
            register.update({match.after.id: match.after for match in matching.rows})
            assert not matching.missing
        registers.append(_facts(list(register.values())))
    assert all(register == registers[0] for register in registers)
    assert len(registers[0]) == 421
    assert not [facts for facts in registers[0] if "?" in f"{facts[1]}{facts[2]}" or not facts[0]]
    assert {name for _upn, name, family, *_ in registers[0] if family == "Young"} >= {"Twin", "Łukasz"}
    assert any(family == "de Souza" for _upn, _given, family, *_ in registers[0])


ORDERS = [(SIMS, ARBOR, EXCEL, CTF), (CTF, EXCEL, ARBOR, SIMS), (ARBOR, CTF, SIMS, EXCEL)]


@pytest.fixture(scope="module", params=ORDERS, ids=["signed-first", "signed-last", "signed-between"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PictureBook]:
    """What stands in the records after the four files."""
    school = InventedSchool(tmp_path_factory.mktemp("roll"))
    for name in request.param:
        preview = school.office.roll.preview(SCHOOL_A / name)
        assert not preview.missing
        assert not preview.yes_questions
        if not preview.changes_nothing:
            school.office.roll.apply(preview, RollChoices())
    yield school.office.picture_books.today()
    school.sign_out()


def test_any_order_gives_the_counts_an_exact_reader_finds(book: PictureBook, expected: dict[str, Any]) -> None:
    assert len(book.pupils) == expected["pupils"]
    assert sorted({pupil.class_name for pupil in book.pupils.values()}) == expected["classes"]
    for channel, place in PLACE_OF.items():
        counted: Counter[Said | None] = Counter()
        for pupil_id in book.pupils:
            said = latest_answers(book.by_pupil.get(pupil_id, {}).get(place, []))
            assert len(said) <= 1, "the same answer from another file is not another person's"
            counted[said[0].said if said else None] += 1
        assert counted[Said.YES] == expected["yes_by_channel"][channel]
        assert counted[Said.NO] == expected["no_by_channel"][channel]
        assert counted[None] == expected["no_answer_by_channel"][channel]


@pytest.mark.clause("valence:use-5")
def test_a_grandparents_or_carers_yes_reads_check_who_signed(
    book: PictureBook, rows: dict[str, tuple[PupilRow, ...]]
) -> None:
    """Whatever file came first, nobody without recorded responsibility opens a place."""
    doubtful = {row.upn or (row.given_name, row.family_name) for row in rows[SIMS] if str(row.signed_by) in _OTHERS}
    assert len(doubtful) == 226  # 229 in the file, three of them in rows that are left
    of_them = {
        pupil_id: adults
        for pupil_id, adults in book.adults_of.items()
        if all(str(adult.capacity) in _OTHERS for adult in adults)
    }
    assert len(of_them) == 226
    for pupil_id in of_them:
        verdicts = {book.standing(pupil_id, place).verdict for place in PLACE_OF.values()}
        assert verdicts <= {Verdict.CHECK_SIGNER, Verdict.NO, Verdict.NOT_ASKED}
    assert not [a for a in book.adults.values() if str(a.capacity) == "not-known"]


_OTHERS = {"grandparent", "carer"}
