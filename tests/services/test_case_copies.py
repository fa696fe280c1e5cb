"""A copy of a case on paper: read back with two readers and byte by byte, nothing that was removed is in it."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.case_copies import CopyKind, CopyOrder
from schoolsm_desktop.domain.cases import CaseSort, EntryKind, Evidence, EvidenceFile, Source
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.folding import folded
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.domain.pupils import Pupil
from schoolsm_desktop.services.case_files import add_to_case, new_entry, open_case
from schoolsm_desktop.storage.errors import RecordMissingError
from tests.conftest import Partner
from tests.reports import reading
from tests.services.cases import filed
from tests.services.school import InventedSchool

FILM = "Amara-at-the-gate.mp4"
WHOLE = CopyOrder(CopyKind.WHOLE, "Kent Police", "asked for by letter")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def told(school: InventedSchool) -> tuple[UUID, Pupil]:
    """A case in which a pupil is named in every way there is, with a film, a correction and legal advice."""
    session = school.office.session
    pupil = Pupil(
        uuid4(), school.head.school_id, "Amara", "Bello-Håkansson", known_as="Mara", known_family_name="Bello"
    )
    with session.work() as work:
        work.uow.pupils.add(pupil)
        work.done()
    people = (
        CasePerson(Part.AFFECTED, Who.PUPIL, pupil_id=pupil.id, handle="mara_b14"),
        CasePerson(Part.SAID_TO_BE, Who.PARENT, "Dónal O’Keefe", handle="@gateparent"),
    )
    what = "AMARA was named by Donal O'Keefe. Ama-\nra’s \N{LATIN SMALL LIGATURE FI}lm; write to okeefe@mail.example, 01632 960 123."
    case = filed(session, {school.coordinator.id}, people=people, what=what, address="https://site.example/mara_b14/1")
    now = session.clock.now()
    with session.work() as work:
        opened = open_case(session, work.uow, CaseSort.INCIDENT, case)
        digest = bytes(range(32))
        film = Evidence(
            uuid4(),
            FILM,
            "video/mp4",
            2_100_000_000,
            digest,
            b"k",
            now,
            session.person_id,
            Source.PUBLIC,
            note="Bello seen",
        )
        work.uow.evidence_files.add(EvidenceFile(film.id, school.head.school_id, case, 1, b"d"))
        work.did(
            Did.EVIDENCE_KEPT, subject_kind="evidence", subject_id=film.id, record=work.uow.evidence_files.get(film.id)
        )
        add_to_case(
            work,
            opened,
            new_entry(work, EntryKind.NOTE, "The mother, Mrs Bello-Hakansson, rang.", at=now - timedelta(days=3)),
            new_entry(work, EntryKind.CORRECTION, unicodedata.normalize("NFD", "It was Håkansson’s aunt."), of=2),
            new_entry(work, EntryKind.ADVICE, "Our solicitor says: no case.", privileged=True, about="legal"),
            new_entry(work, EntryKind.MEETING, "A word in private.", who="Dónal O’Keefe"),
            evidence=(film,),
        )
        work.done()
    return case, pupil


def every_stream(pdf: bytes) -> bytes:
    """The file as it lies on disk, and every packed part of it unpacked."""
    found = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            found.append(packed)
    return b"\n".join(found)


def planted_in(pdf: bytes, program: Path, folder: Path) -> list[str]:
    """Which of the planted names can be found in a document, by any reader and in any form."""
    document = reading.reader(pdf)
    bookmarks = " ".join(title for title, _page in reading.outline(pdf))
    seen = " ".join((reading.text(pdf), reading.laid_out(pdf, program, folder), str(document.metadata), bookmarks))
    plain = re.sub(r"\s", "", folded(seen))
    raw = every_stream(pdf)
    found = [
        name for name in ("amara", "bello", "hakansson", "okeefe", "donal", "mara_b14", "gateparent") if name in plain
    ]
    for name in ("Amara", "Bello", "Håkansson", "O’Keefe", "Dónal", "mara_b14", "960123", "960 123"):
        ways = {name.encode(), name.encode("utf-16-be"), name.encode("utf-16-be").hex().upper().encode()}
        ways |= {name.lower().encode(), name.upper().encode(), name.encode("latin-1", "replace")}
        found += [name for way in ways if way in raw]
    return found


@pytest.fixture
def program(partner: Partner) -> Path:
    """The other reader."""
    return Path(partner("pdftotext"))


def redacted(school: InventedSchool, case: UUID) -> CopyOrder:
    """Everybody who is offered is removed."""
    everybody = tuple(person.key for person in school.office.printing.copy_choices(case).people)
    return replace(WHOLE, kind=CopyKind.REDACTED, people=everybody)


def test_a_redacted_copy_holds_none_of_the_names_in_any_form(
    school: InventedSchool, program: Path, tmp_path: Path
) -> None:
    case, _pupil = told(school)
    whole = school.office.printing.chronology(case, WHOLE)
    assert {"amara", "hakansson", "okeefe"} <= set(planted_in(whole.pdf, program, tmp_path))
    order = redacted(school, case)
    preview = school.office.printing.copy_preview(case, order)
    document = school.office.printing.chronology(case, order)
    said = reading.text(document.pdf)
    assert planted_in(document.pdf, program, tmp_path) == []
    assert "[removed] was named by [removed]" in said
    assert said.count("[removed]") >= preview.removed
    assert preview.removed >= 8
    assert "Okafor" not in said  # who entered and who printed it is one of those who were chosen
    assert document.title == "Record of an incident"
    assert document.file_name == "Record of an incident, copy 2 2026-11-20"


def test_the_copy_says_everything_else_with_its_number_and_its_reader(school: InventedSchool) -> None:
    case, pupil = told(school)
    printing = school.office.printing
    said = reading.text(printing.chronology(case, WHOLE).pdf)
    for words in (
        "Copy 1, for Kent Police",
        "asked for by letter",
        "Confidential: for the recipient alone",
        "entered 3 days later",
        "Corrected",
        FILM,
        "0001 0203 0405 0607",
        "2.1 GB",
        "Seal number",
    ):
        assert words in said, words
    assert "solicitor" not in said
    assert "Copy 2, for Kent Police" in reading.text(printing.chronology(case, WHOLE).pdf)
    # Chosen by hand: one name, one entry, one word; the rest stays.
    order = replace(
        WHOLE, kind=CopyKind.REDACTED, people=(f"pupil:{pupil.id}",), left_out=(5,), words="the mother", ways=False
    )
    said = reading.text(printing.chronology(case, order).pdf)
    assert "O'Keefe" in said
    assert "01632 960 123" in said
    assert "private" not in said
    assert "The mother" not in said
    assert "Amara" not in said


def test_legal_advice_is_on_no_copy_but_its_own(school: InventedSchool) -> None:
    case, _pupil = told(school)
    printing = school.office.printing
    for order in (WHOLE, redacted(school, case)):
        assert "no case" not in reading.text(printing.chronology(case, order).pdf)
    said = reading.text(printing.chronology(case, replace(WHOLE, kind=CopyKind.ADVICE)).pdf)
    assert "Our solicitor says: no case" in said
    assert "rang" not in said
    assert FILM not in said
    plain = filed(school.office.session, {school.coordinator.id})
    with pytest.raises(RuleError):
        printing.chronology(plain, replace(WHOLE, kind=CopyKind.ADVICE))


def test_each_copy_is_kept_in_the_case_and_the_log_says_no_more_than_that_something_was_printed(
    school: InventedSchool,
) -> None:
    case, _pupil = told(school)
    printing, session = school.office.printing, school.office.session
    with pytest.raises(FieldError):
        printing.chronology(case, replace(WHOLE, recipient="  "))
    document = printing.chronology(case, WHOLE)
    printing.was_printed(document)
    printing.was_saved(document, "pdf")
    with session.reading() as uow:
        entry = open_case(session, uow, CaseSort.INCIDENT, case).entries[-1]
        log = uow.audit.all()
    assert (entry.kind, entry.who, entry.reason, entry.reference) == (
        EntryKind.GIVEN_OUT,
        "Kent Police",
        "asked for by letter",
        "copy 1",
    )
    assert log[-1].did is Did.CASE_PRINTED
    assert "Kent" not in str(log[-1].details)
    assert not [entry for entry in log if entry.details.get("document") == document.key]


def test_a_copy_needs_the_key_and_the_duty(school: InventedSchool) -> None:
    case = filed(school.office.session, {school.head.id})
    for call in (
        lambda: school.office.printing.copy_choices(case),
        lambda: school.office.printing.copy_preview(case, WHOLE),
        lambda: school.office.printing.chronology(case, WHOLE),
    ):
        with pytest.raises(RecordMissingError):
            call()
    teacher = school.add_person("Tess Teacher")
    school.make_sign_in(teacher)
    school.sign_in(school.coordinator)
    case = filed(school.office.session, {teacher.id})
    office = school.sign_in(teacher)
    with pytest.raises(NotAllowedError):
        office.printing.chronology(case, WHOLE)


def test_three_hundred_entries_with_endless_words_and_other_scripts_are_whole_on_paper(
    school: InventedSchool, program: Path, tmp_path: Path
) -> None:
    session = school.office.session
    case = filed(session, {school.coordinator.id})
    words = "Ирина Шевченко said: " + "x" * 900 + " " + "and so on " * 500 + "the very end"
    with session.work() as work:
        opened = open_case(session, work.uow, CaseSort.INCIDENT, case)
        many = [new_entry(work, EntryKind.NOTE, f"Entry of day {n} {'w' * n}") for n in range(299)]
        add_to_case(work, opened, *many, new_entry(work, EntryKind.NOTE, words))
        work.done()
    pdf = school.office.printing.chronology(case, WHOLE).pdf
    said, count = reading.text(pdf), reading.pages(pdf)
    assert "the very end" in said
    assert "cut here" not in said
    assert "Ирина Шевченко" in said
    assert len(re.findall(r"\bso\b", said)) == 500
    assert said.count("Confidential: for the recipient alone") == count
    for page in (1, 2, count):
        assert f"Page {page} of {count}" in reading.page_text(pdf, page)
    assert reading.outside_margins(pdf, program, tmp_path) == []
    assert ("Evidence", count) in reading.outline(pdf)
