"""Evidence is sealed when it comes in, kept whole or not at all, and is part of a case only with the case's own deed."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from PIL import Image

from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.cases import EntryKind, EvidenceState, Source
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, OfficeError, RuleError
from schoolsm_desktop.domain.evidence import EvidenceFacts
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.exchange.errors import FileEmptyError, FileMissingError
from schoolsm_desktop.exchange.evidence_file import FileIsFolderError, FileVanishedError
from schoolsm_desktop.exchange.evidence_view import NotShownError
from schoolsm_desktop.exchange.picture_file import PictureTooLargeError
from schoolsm_desktop.security.evidence import EvidenceBrokenError
from schoolsm_desktop.services.evidence import any_case
from schoolsm_desktop.services.evidence_check import check_all
from schoolsm_desktop.services.evidence_out import CopyNotWrittenError
from schoolsm_desktop.services.evidence_taking import staged_from, staged_text
from schoolsm_desktop.services.evidence_views import EvidenceFinding, FindingKind, Standing
from schoolsm_desktop.services.session import Session
from schoolsm_desktop.services.vouching import altered_rows
from schoolsm_desktop.storage.backup import take_backup, verify_backup
from schoolsm_desktop.storage.errors import BackupDamagedError, DiskFullError, RecordMissingError
from schoolsm_desktop.storage.evidence_folder import EvidenceFolder
from tests.services.cases import filed
from tests.services.school import InventedSchool


def png(width: int = 60, height: int = 40) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 60)).save(out, "PNG")
    return out.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A picture of a few bytes that says it is as large as this."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", body), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    parts = [struct.pack(">I", len(x)) + n + x + struct.pack(">I", zlib.crc32(n + x)) for n, x in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[InventedSchool]:
    invented = InventedSchool(tmp_path)
    yield invented
    invented.sign_out()


def found_wrong(session: Session) -> tuple[EvidenceFinding, ...]:
    """What the check of the records says of the files."""
    return check_all(session, lambda _part: None)


def lying(school: InventedSchool) -> list[Path]:
    """What lies in the folder of evidence, halves included."""
    return sorted(EvidenceFolder(school.office.session.folder).path.glob("*"))


def test_a_file_is_staged_kept_through_a_draft_and_claimed_by_a_case(school: InventedSchool, tmp_path: Path) -> None:
    evidence, session = school.office.evidence, school.office.session
    case = filed(session, {school.coordinator.id})
    content = os.urandom(3_000_000)
    taken = tmp_path / "film of a child.mp4"
    taken.write_bytes(content)
    staged = evidence.stage(taken)
    assert staged.digest == hashlib.sha256(content).digest()
    assert "film" not in "".join(path.name for path in lying(school))
    (back,) = staged_from(staged_text([staged]))
    assert back == staged
    evidence.add(case, [back])
    with session.reading() as uow:
        opened = any_case(session, uow, case)
        (row,) = uow.evidence_files.all()
    assert opened.entries[-1].kind is EntryKind.EVIDENCE
    assert (row.id, row.case_id, row.state) == (opened.evidence[0].id, case, EvidenceState.KEPT)
    with pytest.raises(RuleError):
        evidence.add(case, [back])
    evidence.give_up([back])
    assert len(lying(school)) == 1, "what a case has is not given up"


def test_a_file_that_cannot_be_read_whole_leaves_nothing(
    school: InventedSchool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = school.office.evidence
    empty, big = tmp_path / "empty", tmp_path / "big"
    empty.touch()
    big.write_bytes(bytes(5_000_000))

    def stop(part: float, _said: str) -> None:
        if part > 0.5:
            raise RuleError("stopped")

    def shorten(part: float, _said: str) -> None:
        if 0 < part < 0.5:
            big.write_bytes(b"shorter")

    def vanish(part: float, _said: str) -> None:
        if part == 1:
            big.unlink()

    refused: list[tuple[type[OfficeError], object, object]] = [
        (FileEmptyError, empty, None),
        (FileEmptyError, b"", None),
        (FileIsFolderError, tmp_path, None),
        (FileMissingError, tmp_path / "nowhere", None),
        (FileMissingError, Path("/dev/zero"), None),
        (RuleError, big, stop),
        (FileVanishedError, big, shorten),
    ]
    for error, source, progress in refused:
        with pytest.raises(error):
            evidence.stage(source, progress=progress)  # type: ignore[arg-type]
        assert lying(school) == []
    big.write_bytes(bytes(5_000_000))
    with pytest.raises(FileVanishedError):
        evidence.stage(big, progress=vanish)
    assert lying(school) == []


def test_a_full_disk_keeps_nothing_half(school: InventedSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    written, calls = os.write, []

    def full(descriptor: int, data: memoryview) -> int:
        calls.append(len(data))
        if len(calls) == 2:
            return written(descriptor, data[:100])  # a disk may take less than it is given
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "full")
        return written(descriptor, data)

    for name, what in (("os.write", full), ("shutil.disk_usage", lambda _path: SimpleNamespace(free=10**6))):
        with monkeypatch.context() as patched:
            patched.setattr(name, what)
            with pytest.raises(DiskFullError):
                school.office.evidence.stage(bytes(3_000_000), "large")
        assert lying(school) == []
    staged = school.office.evidence.stage(bytes(3_000_000), "large")
    assert [path.stat().st_mode & 0o777 for path in lying(school)] == [0o600]
    assert staged.size == 3_000_000


def test_what_nobody_claims_goes_after_seven_days_and_a_half_after_one(school: InventedSchool) -> None:
    evidence, session = school.office.evidence, school.office.session
    case = filed(session, {school.coordinator.id})
    kept, orphan = evidence.stage(b"kept", "a"), evidence.stage(b"orphan", "b")
    evidence.add(case, [kept])
    folder = EvidenceFolder(session.folder)
    half = folder.path / f"{uuid4().hex}.part"
    half.write_bytes(b"half")
    for path in lying(school):
        os.utime(path, (0, 0) if path == half else (session.clock.now().timestamp() - 6 * 86_400,) * 2)
    assert evidence.empty_old() == 1
    assert not half.exists()
    for path in lying(school):
        os.utime(path, (0, 0))
    assert evidence.empty_old() == 1
    assert folder.has(kept.id)
    assert not folder.has(orphan.id)


def kept_case(school: InventedSchool, content: bytes = b"a comment, as it was seen") -> tuple[UUID, UUID]:
    """A case that the coordinator and the head read, with one piece of evidence."""
    case = filed(school.office.session, {school.coordinator.id, school.head.id})
    staged = school.office.evidence.stage(content, "comment.txt")
    school.office.evidence.add(case, [staged], EvidenceFacts(Source.PUBLIC, "https://example.org/1", captured_by="RO"))
    return case, staged.id


@pytest.mark.clause("kew-woods:app1-evidence")
def test_a_screen_print_keeps_when_where_and_by_whom_with_a_fingerprint_that_does_not_change(
    school: InventedSchool,
) -> None:
    evidence, session = school.office.evidence, school.office.session
    case = filed(session, {school.coordinator.id})
    content = png()
    seen, captured = session.clock.now() - timedelta(hours=3), session.clock.now() - timedelta(hours=2)
    staged = evidence.stage(content, "Screen print 1.png")
    facts = EvidenceFacts(Source.PUBLIC, "https://example.org/post/7", seen, captured, "Rosa Okafor", "top comment")
    evidence.add(case, [staged], facts)
    (line,) = evidence.lines(case)
    assert line.standing is Standing.UNCHANGED
    assert line.standing_words.startswith("Unchanged since 20 Nov 2026")
    said = dict(line.facts)
    assert said["Address"] == "https://example.org/post/7"
    assert "Rosa Okafor" in said["Captured"]
    assert said["Where it comes from"].startswith("Public")
    assert said["Seal number"] == hashlib.sha256(content).hexdigest()
    assert evidence.content(case, line.id) == content
    assert evidence.shown(case, line.id).media == "image/png"
    assert found_wrong(session) == ()


def test_nobody_without_the_case_opens_it_and_another_file_in_its_place_is_refused(school: InventedSchool) -> None:
    evidence, session = school.office.evidence, school.office.session
    mine = filed(session, {school.coordinator.id})
    theirs = filed(session, {school.head.id})
    first, second = evidence.stage(b"first" * 100, "a.txt"), evidence.stage(b"other" * 100, "b.txt")
    evidence.add(mine, [first, second])
    with pytest.raises(RecordMissingError):
        evidence.content(theirs, first.id)
    with pytest.raises(RecordMissingError):
        evidence.lines(theirs)
    folder = EvidenceFolder(session.folder)
    folder.file(first.id).write_bytes(folder.file(second.id).read_bytes())
    for attempt in (
        lambda: evidence.content(mine, first.id),
        lambda: evidence.shown(mine, first.id),
        lambda: evidence.export(mine, first.id, school.base, "police", "asked"),
    ):
        with pytest.raises(EvidenceBrokenError):
            attempt()
    assert list(school.base.glob("*.txt")) + list(school.base.glob(".*part")) == []
    assert [line.standing for line in evidence.lines(mine)] == [Standing.ALTERED, Standing.UNCHANGED]
    assert [finding.kind for finding in found_wrong(session)] == [FindingKind.ALTERED]
    folder.file(second.id).unlink()
    assert {finding.kind for finding in found_wrong(session)} == {FindingKind.ALTERED, FindingKind.MISSING}
    school.sign_in(school.head)
    seen = found_wrong(school.office.session)
    assert len(seen) == 2
    assert {finding.case_id for finding in seen} == {None}, "who cannot read the case is not told which it is"
    with pytest.raises(RecordMissingError):
        school.office.evidence.content(mine, second.id)


def test_a_copy_that_goes_out_is_numbered_and_says_to_whom_and_why(school: InventedSchool, tmp_path: Path) -> None:
    evidence, session = school.office.evidence, school.office.session
    case, one = kept_case(school)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(FieldError):
        evidence.export(case, one, out, " ", "asked")
    first = evidence.export(case, one, out, "PC Hart", "crime number 12/345")
    second = evidence.export(case, one, out, "the provider", "report")
    assert (first.name, second.name) == ("comment, copy 1.txt", "comment, copy 2.txt")
    assert first.read_bytes() == b"a comment, as it was seen"
    with session.reading() as uow:
        given = [x for x in any_case(session, uow, case).entries if x.kind is EntryKind.GIVEN_OUT]
    assert [(x.who, x.reason, x.reference) for x in given] == [
        ("PC Hart", "crime number 12/345", "1"),
        ("the provider", "report", "2"),
    ]
    for wrong in (tmp_path / "nowhere", session.folder):
        with pytest.raises(CopyNotWrittenError):
            evidence.export(case, one, wrong, "police", "asked")
    assert len(list(out.iterdir())) == 2
    assert evidence.lines(case)[0].copies == 2


def test_the_gate_is_recorded_and_names_whom_to_tell(school: InventedSchool) -> None:
    case, _ = kept_case(school)
    session = school.office.session
    said = school.office.evidence.not_taken(case)
    assert "safeguarding lead" in said
    assert "101" in said
    with session.reading() as uow:
        assert any_case(session, uow, case).entries[-1].kind is EntryKind.GATE
        assert Did.PICTURE_NOT_OPENED in [entry.did for entry in uow.audit.all()]


def test_what_got_in_is_sealed_off_at_once_and_removed_by_two_people(school: InventedSchool) -> None:
    school.sign_in(school.head).people.give_duty(school.coordinator.id, Duty.DSL, school.clock.today())
    school.sign_in(school.coordinator)
    case, one = kept_case(school)
    school.office.backups.make()
    evidence, session = school.office.evidence, school.office.session
    with pytest.raises(RuleError):
        evidence.ask_removal(case, one, "CR/1")
    said = evidence.seal_off(case, one)
    assert f"{one.hex}.sealed" in said
    assert "1 backup names it" in said
    for attempt in (
        lambda: evidence.content(case, one),
        lambda: evidence.shown(case, one),
        lambda: evidence.export(case, one, school.base, "police", "asked"),
        lambda: evidence.seal_off(case, one),
        lambda: evidence.remove(case, one),
    ):
        with pytest.raises(RuleError):
            attempt()
    assert found_wrong(session) == ()
    (line,) = evidence.lines(case)
    assert line.standing is Standing.SEALED_OFF
    assert "comment" not in line.name
    with pytest.raises(FieldError):
        evidence.ask_removal(case, one, " ")
    evidence.ask_removal(case, one, "CR/1")
    with pytest.raises(RuleError):
        evidence.remove(case, one)  # the same person
    school.sign_in(school.head)
    evidence, session = school.office.evidence, school.office.session
    evidence.remove(case, one)
    with session.reading() as uow:
        opened = any_case(session, uow, case)
        assert altered_rows(uow, uow.audit.all()) == ()
    assert opened.evidence[0].key == b""
    assert opened.entries[-1].reference == "CR/1"
    assert evidence.lines(case)[0].standing is Standing.REMOVED
    assert not EvidenceFolder(session.folder).has(one)
    assert list((school.base / "backups").rglob(f"{one.hex}.sealed")) == []
    assert found_wrong(session) == ()
    EvidenceFolder(session.folder).file(one).write_bytes(b"put back")
    assert [finding.kind for finding in found_wrong(session)] == [FindingKind.PUT_BACK]


def test_only_safeguarding_may_seal_off(school: InventedSchool) -> None:
    case, one = kept_case(school)
    with pytest.raises(NotAllowedError):
        school.office.evidence.seal_off(case, one)


def test_backups_keep_each_file_once_prove_it_and_leave_out_what_is_sealed_off(school: InventedSchool) -> None:
    _case, one = kept_case(school)
    session, place = school.office.session, school.base / "backups"
    school.office.evidence.stage(b"nobody claimed this", "x")
    (first,) = school.office.backups.make()
    (copy,) = place.rglob("*.sealed")
    assert copy.name == f"{one.hex}.sealed"
    before = copy.stat()
    school.clock.set(school.clock.now() + timedelta(minutes=5))
    (second,) = school.office.backups.make()
    assert (copy.stat().st_ino, copy.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    key = session.database.key
    assert verify_backup(first.folder, key).evidence == verify_backup(second.folder, key).evidence == {copy.name}
    whole = copy.read_bytes()
    copy.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(BackupDamagedError):
        verify_backup(first.folder, key)
    copy.write_bytes(whole)
    with session.work() as work:
        file = work.uow.evidence_files.get(one)
        work.uow.evidence_files.save(replace(file, state=EvidenceState.SEALED_OFF))
        work.uow.commit()
    school.clock.set(school.clock.now() + timedelta(minutes=5))
    (third,) = school.office.backups.make()
    assert third.evidence == frozenset()
    assert copy.exists(), "the older backups still name it"
    for day in range(8):  # the newest of each of seven days stays
        later = session.clock.now() + timedelta(days=40 + day)
        take_backup(session.database, session.folder, place, later, keep=1)
    assert not copy.exists()


def test_hostile_pictures_and_programs_are_said_and_not_opened(school: InventedSchool) -> None:
    evidence, session = school.office.evidence, school.office.session
    case = filed(session, {school.coordinator.id})
    bomb = png_head(200_000, 200_000)  # 40 GB of pixels
    program = b"MZ\x90\0 this is a program"
    text = "a\u202eb\r\nc <img src=x>".encode()
    words = "\u00a3 5 von gestern".encode("cp1252")
    staged = [
        evidence.stage(content, name)
        for content, name in ((bomb, "a.png"), (program, "b.png"), (text, "c.txt"), (words, "d.txt"))
    ]
    evidence.add(case, staged)
    assert [line.kind.partition(",")[0] for line in evidence.lines(case)] == ["Picture", "Program", "Text", "Text"]
    with pytest.raises(PictureTooLargeError):
        evidence.shown(case, staged[0].id)
    with pytest.raises(NotShownError):
        evidence.shown(case, staged[1].id)
    assert evidence.shown(case, staged[2].id).text == "a\ufffdb\nc <img src=x>"
    assert evidence.shown(case, staged[3].id).text == "\u00a3 5 von gestern"
    assert evidence.content(case, staged[1].id) == program, "it is kept as it came in all the same"
