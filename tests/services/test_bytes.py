"""Twenty strings planted in every field through the services stand in no file that the program writes."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import apsw
import pytest

from schoolsm_desktop.domain.access import AccessKind, AccessLevel
from schoolsm_desktop.domain.accounts import Account, AccountClass, NotOurs, RecoveryFacts, SecretField
from schoolsm_desktop.domain.case_copies import CopyKind, CopyOrder
from schoolsm_desktop.domain.checklists import ChecklistKind
from schoolsm_desktop.domain.evidence import EvidenceFacts
from schoolsm_desktop.domain.incidents import CasePerson, Part, Who
from schoolsm_desktop.domain.logins import NewLogin
from schoolsm_desktop.domain.moderating import AskedOf, Moderated, TakedownCause
from schoolsm_desktop.domain.people import Duty, Person, School
from schoolsm_desktop.domain.policy import AccessCondition
from schoolsm_desktop.domain.record_entries import Adding, NewEntry
from schoolsm_desktop.domain.reviews import Decision, Verdict
from schoolsm_desktop.logging_setup import set_up_logging
from schoolsm_desktop.services.complaints import NewComplaint
from schoolsm_desktop.services.conditions import Tick
from schoolsm_desktop.services.errors import NothingKeptError
from schoolsm_desktop.services.giving import GiveRequest
from schoolsm_desktop.services.incidents import Report
from schoolsm_desktop.services.moderation import ActDraft
from schoolsm_desktop.services.requests import Asking
from schoolsm_desktop.services.takedowns import NewTakedown
from schoolsm_desktop.storage.connection import row_counts
from tests.exchange.scans import scan_pdf
from tests.services.school import InventedSchool

PLANTED = {
    name: f"Pl4nted{name}Quartz"
    for name in (
        *("Password", "Former", "Codes", "Answers", "SecretNote", "Given", "Family", "KnownAs", "Job", "PersonNote"),
        *("Account", "Handle", "Purpose", "Audience", "AccountNote", "Mailbox", "Reason", "EndReason", "Draft"),
        *("Preference", "Website", "OpenReason", "RunBy", "Agency"),
        *("AskReason", "DecisionNote", "Override", "CoverReason", "Course", "ScanName", "ScanBytes", "NewJob", "Proof"),
        *("OwnLine", "ReviewNote", "CheckNote", "FormerLogin", "HandedOn", "LeaveReason", "ReportReference"),
        *("Incident", "Culprit", "Profile", "Somewhere", "EvidenceName", "EvidenceBytes", "EvidenceNote", "Entered"),
        *("Complaint", "Complains", "Reached", "Letter", "LetterItem", "Redacted", "CopyFor", "CopyWhy", "SharedWhy"),
        *("Moderated", "Author", "Blocked", "Asked"),
    )
}
SEALED = tuple(PLANTED.values())[list(PLANTED).index("Incident") : list(PLANTED).index("Moderated")]
"""What stands in the database itself in no readable row either."""
SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"


def _fill(school: InventedSchool) -> None:
    """Put every string in where a person would."""
    p, office = PLANTED, school.office
    person = office.people.add(
        Person(
            uuid4(),
            school.head.school_id,
            p["Given"],
            p["Family"],
            p["Job"],
            p["KnownAs"],
            note=p["PersonNote"],
            agency=p["Agency"],
        )
    )
    account = office.accounts.add(
        Account(
            uuid4(),
            school.head.school_id,
            "x",
            p["Account"],
            handle=p["Handle"],
            purpose=p["Purpose"],
            audience=p["Audience"],
            note=p["AccountNote"],
            recovery=RecoveryFacts(mailbox=f"{p['Mailbox']}@alder.example"),
            not_ours=NotOurs(run_by=p["RunBy"]),
        )
    )
    secrets = office.secrets
    secrets.change(account.id, {SecretField.PASSWORD: p["Former"]}, confirmed=True)
    secrets.change(
        account.id,
        {
            SecretField.PASSWORD: p["Password"],
            SecretField.BACKUP_CODES: p["Codes"],
            SecretField.RECOVERY_ANSWERS: p["Answers"],
            SecretField.NOTE: p["SecretNote"],
            SecretField.ONE_TIME_SEED: SEED,
        },
        confirmed=False,
    )
    secrets.open(account.id, SecretField.PASSWORD, p["OpenReason"])
    with pytest.raises(NothingKeptError):
        secrets.open(school.add_account("Bare", password=None).id, SecretField.PASSWORD, p["OpenReason"])
    on = date(2026, 11, 20)
    school.ready(person)
    access = office.access.give(
        GiveRequest(
            person.id,
            account.id,
            AccessKind.KNOWS_PASSWORD,
            AccessLevel.POSTS,
            on,
            reason=p["Reason"],
            authorised_by=school.head.id,
            authorised_on=on,
        )
    )
    office.access.end(access.id, p["EndReason"])
    office.drafts.keep({"accounts/new": {"name": p["Draft"]}})
    office.preferences.put({"accounts/filter": p["Preference"]})
    school_facts: School = office.schools.school()
    office.schools.change(replace(school_facts, website=f"https://{p['Website']}.example"))
    office.log.lines()
    office.printing.account_directory()
    office.printing.access_register()
    office.finder.read()
    assert office.finder.find(p["Family"])
    office.backups.make()


def _fill_the_life_of_access(school: InventedSchool) -> None:
    """The same for what is asked, decided, ticked, covered, listed, reviewed and checked."""
    p, today = PLANTED, school.clock.today()
    jo = school.add_person("Jo Marsh")
    page = school.add_account("Life page", user_name=p["FormerLogin"], handle=p["FormerLogin"])
    pretends = NotOurs(reported_on=today, report_reference=p["ReportReference"])
    school.add_account("Other", None, owner_id=None, account_class=AccountClass.PRETENDS, not_ours=pretends)
    office = school.sign_in(school.head)
    scan = f"{p['ScanName']}.pdf", scan_pdf() + f"\n% {p['ScanBytes']}\n".encode()
    office.papers.keep(*scan)
    office.conditions.tick(Tick((jo.id,), AccessCondition.TRAINING, today, p["Course"]))
    asking = Asking(jo.id, page.id, AccessKind.KNOWS_PASSWORD, AccessLevel.POSTS, today, reason=p["AskReason"])
    asked = office.requests.ask(asking)
    office.requests.authorise(asked.id, p["DecisionNote"], p["Override"])
    office.requests.give(asked.id)
    deputy = school.add_person("Dee Puty")
    office.people.give_duty(deputy.id, Duty.DEPUTY_HEADTEACHER, today)
    office.cover.begin(deputy.id, today, today, p["CoverReason"])
    review = office.reviews.start()
    with office.session.reading() as uow:
        lines = uow.reviews.lines.of(review.id)
    for line in lines:
        office.reviews.decide(review.id, line.access_id, Decision(Verdict.KEEP, p["ReviewNote"]))
    office.account_checks.note(page.id, p["CheckNote"])
    office.account_care.hand_to_login(page.id, NewLogin("new login", "@new", "", today, p["HandedOn"]))
    listed = office.leaving.prepare(deputy.id, date(2026, 12, 18), ChecklistKind.LEAVES)
    own = office.checklists.add_line(listed.id, p["OwnLine"])
    office.checklists.tick(own.id, p["Proof"])
    held = tuple(each.key for each in office.leaving.holdings(jo.id))
    office.leaving.prepare(jo.id, date(2026, 12, 18), ChecklistKind.CHANGES_JOB, new_job=p["NewJob"], ends=held)
    office = school.sign_in(school.coordinator)
    office.giving_back.ask(p["LeaveReason"])
    office.printing.leaver_list(listed.id)
    office.printing.review_evidence(review.id)


def _fill_what_happened(school: InventedSchool) -> None:
    """The same for an incident with its evidence and its copies, a complaint with its letter, and what was moderated."""
    p, friend = PLANTED, school.add_person("Cleo Hart")
    page = school.add_account("Page with comments", None)
    school.make_sign_in(friend)
    office = school.sign_in(school.coordinator)
    told = CasePerson(Part.REPORTED_BY, Who.PUBLIC, "N. N.")
    said = CasePerson(Part.SAID_TO_BE, Who.PARENT, p["Culprit"], handle=p["Profile"])
    staged = office.evidence.stage(f"it says {p['EvidenceBytes']}".encode(), f"{p['EvidenceName']}.txt")
    report = Report(what=f"a comment: {p['Incident']}", people=(told, said), where=p["Somewhere"], staged=(staged,))
    case = office.incidents.report(report).id
    more = office.evidence.stage(f"again {p['EvidenceBytes']}".encode())
    office.evidence.add(case, [more], EvidenceFacts(note=p["EvidenceNote"]))
    office.incident_records.add(case, NewEntry(Adding.NOTE, p["Entered"]))
    assert p["EvidenceBytes"] in office.evidence.shown(case, staged.id).text
    office.case_sharing.add(case, [friend.id], p["SharedWhy"])
    for kind, words in ((CopyKind.WHOLE, ""), (CopyKind.REDACTED, p["Redacted"])):
        order = CopyOrder(kind, p["CopyFor"], p["CopyWhy"], words=words)
        office.printing.copy_preview(case, order)
        office.printing.chronology(case, order)
    complaint = NewComplaint(p["Complaint"], school.clock.today(), name=p["Complains"], contact=p["Reached"])
    taken = office.complaints.record(complaint).id
    made = office.case_letters.make(taken, "complaint-signpost", p["Letter"], {"item": p["LetterItem"]})
    office.printing.case_letter(taken, made.number)
    office.moderation.record(ActDraft(page.id, Moderated.HIDDEN, p["Moderated"], p["Author"], printed=True))
    office.takedowns.ask(NewTakedown(AskedOf.PERSON, TakedownCause.NAME_OR_LOGO, p["Asked"], who=p["Blocked"]))
    office.finder.read()
    assert office.finder.find(p["Incident"])
    office.today.view()


def _stands_in(folder: Path) -> list[str]:
    planted = {
        form
        for word in (*PLANTED.values(), SEED)
        for text in (word, word.lower(), word.casefold())
        for form in (text.encode(), text.encode("utf-16-le"))
    }
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            raw = path.read_bytes()
            found += [f"{path.name}: {word!r}" for word in planted if word in raw]
            found += [f"name of {path}" for word in PLANTED.values() if word in path.name]
    return found


@pytest.mark.clause("churchward:4-passwords-strong-secure")
def test_what_was_put_in_stands_in_no_file(
    school: InventedSchool, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    scratch, logs = tmp_path_factory.mktemp("scratch"), tmp_path_factory.mktemp("logs")
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setenv("TMPDIR", str(scratch))
    kept = list(logging.getLogger().handlers), logging.getLogger().level
    set_up_logging(logs)
    try:
        logging.getLogger("schoolsm_desktop.tests").info("the log is being written")
        _fill(school)
        _fill_the_life_of_access(school)
        _fill_what_happened(school)
        with school.office.session.reading() as uow:
            assert any(person.family_name == PLANTED["Family"] for person in uow.people.all()), "it is really there"
        school.sign_out()  # with a backup
    finally:
        for handler in [h for h in logging.getLogger().handlers if h not in kept[0]]:
            logging.getLogger().removeHandler(handler)
            handler.close()
        logging.getLogger().setLevel(kept[1])
    assert len(PLANTED) >= 20
    assert any(path.stat().st_size for path in logs.rglob("*") if path.is_file()), "the log was written"
    assert list((school.base / "backups").rglob("records.db"))
    for folder in (school.base, scratch, logs):
        assert _stands_in(folder) == []
    school.office = school.sign_in_again()
    assert _stands_in_the_clear(school), "the search itself finds what is there in the clear"


def _stands_in_the_clear(school: InventedSchool) -> list[str]:
    plain = school.base / "plain"
    plain.mkdir()
    with school.office.session.reading() as uow:
        (plain / "people.txt").write_text(repr(uow.people.all()), encoding="utf-8")
    found = _stands_in(plain)
    (plain / "people.txt").unlink()
    return found


def test_with_the_key_of_the_records_no_row_says_what_an_incident_or_a_complaint_does(school: InventedSchool) -> None:
    _fill_what_happened(school)
    opened = school.office.session.database.connection(foreign_keys=False)
    try:
        tables = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = b"".join(repr(row).encode() for name in tables for row in opened.execute(f"SELECT * FROM {name}"))  # noqa: S608
    finally:
        opened.close()
    assert PLANTED["Moderated"].encode() in rows, "what is ours to say in plain is found"
    assert [word for word in SEALED if word.encode() in rows] == []


def test_an_independent_reader_counts_the_same_rows(school: InventedSchool) -> None:
    _fill(school)
    _fill_the_life_of_access(school)
    database = school.office.session.database
    key = database.key
    opened = database.connection()
    ours = row_counts(opened)
    opened.close()
    school.office.close(with_backup=False)
    reader = apsw.Connection(str(school.folder / "records.db"), flags=apsw.SQLITE_OPEN_READWRITE)
    reader.pragma("cipher", "sqlcipher")
    reader.pragma("legacy", 4)
    reader.pragma("key", f"x'{key.hex()}'")
    tables = [str(row[0]) for row in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    # The names come from the schema itself.
    theirs = {t: len(reader.execute(f'SELECT 1 FROM "{t}"').fetchall()) for t in tables}  # noqa: S608
    names = {str(row[0]) for row in reader.execute("SELECT family_name FROM people")}
    reader.close()
    assert theirs == ours
    assert ours["people"] == 5
    assert ours["papers"] == ours["covers"] == ours["reviews"] == ours["former_logins"] == ours["approvals"] == 1
    assert ours["checklists"] == 2
    assert ours["sealed_fields"] >= 5
    assert PLANTED["Family"] in names
    school.office = school.sign_in_again()
