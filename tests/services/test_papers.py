"""Scans are kept inside the records, looked at there, and each look is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError, OfficeError, RuleError
from tests.exchange.scans import scan_pdf, scan_picture
from tests.services.school import InventedSchool


def test_a_scan_comes_back_as_it_was_and_the_look_is_recorded(school: InventedSchool) -> None:
    content = scan_pdf("Signed", "Page two")
    kept = school.office.papers.keep("C:\\scans\\form.pdf", content)
    assert (kept.name, kept.kind, kept.size) == ("form.pdf", "application/pdf", len(content))
    paper, back = school.office.papers.open(kept.id)
    assert (paper, back) == (kept, content)
    with school.office.session.reading() as uow:
        deeds = [e.did for e in uow.audit.of_subject(kept.id)]
    assert deeds == [Did.PAPER_KEPT, Did.PAPER_OPENED]


def test_a_file_is_read_and_proved_and_nothing_kept(school: InventedSchool, tmp_path: Path) -> None:
    path = tmp_path / "form.jpg"
    path.write_bytes(scan_picture("JPEG"))
    scan = school.office.papers.read(path)
    assert (scan.name, scan.kind) == ("form.jpg", "image/jpeg")
    assert "content" not in repr(scan)
    with school.office.session.reading() as uow:
        assert uow.papers.all() == ()


def test_what_is_no_scan_is_not_kept(school: InventedSchool) -> None:
    with pytest.raises(OfficeError):
        school.office.papers.keep("form.pdf", b"MZ a program")
    with school.office.session.reading() as uow:
        assert uow.papers.all() == ()


def test_bytes_put_in_its_place_are_not_shown(school: InventedSchool) -> None:
    kept = school.office.papers.keep("form.pdf", scan_pdf())
    with school.office.session.database.unit_of_work() as uow:
        uow.connection.exec_driver_sql("UPDATE papers SET content = ?", (scan_pdf("another paper"),))
        uow.commit()
    with pytest.raises(RuleError, match="no longer as it was kept"):
        school.office.papers.open(kept.id)


def test_whoever_does_not_see_the_register_sees_no_paper(school: InventedSchool) -> None:
    kept = school.office.papers.keep("form.pdf", scan_pdf())
    teacher = school.add_person("Jo Marsh")
    school.make_sign_in(teacher)
    office = school.sign_in(teacher)
    with pytest.raises(NotAllowedError):
        office.papers.open(kept.id)
    with pytest.raises(NotAllowedError):
        office.papers.keep("form.pdf", scan_pdf())


def test_no_copy_of_a_scan_lies_in_the_open(school: InventedSchool) -> None:
    content = scan_picture("PNG")
    kept = school.office.papers.keep("form.png", content)
    school.office.papers.open(kept.id)
    middle = content[2000:2064]
    assert all(middle not in path.read_bytes() for path in school.base.rglob("*") if path.is_file())
