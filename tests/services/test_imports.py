"""Bringing in: what the school really has, whole or not at all, and twice without doubles."""

from __future__ import annotations

import itertools
import stat
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.access import KnownBy
from schoolsm_desktop.domain.accounts import Account, SecondFactor, SecretField, SecretOrigin
from schoolsm_desktop.domain.audit import Did
from schoolsm_desktop.domain.errors import NotAllowedError, OfficeError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.exchange.errors import NoHeadingsError, NotRecognisedError
from schoolsm_desktop.exchange.one_time_code import read_seed
from schoolsm_desktop.services.accounts import PasswordState
from schoolsm_desktop.services.errors import NothingKeptError
from schoolsm_desktop.services.imports import Brought, Match
from tests.services.school import InventedSchool
from tests.services.school_files import EXPECTED, KDBX_PASSWORD, PASSWORDS_CSV, SCHOOL_A, STAFF_CSV

PASSWORD, SEED = SecretField.PASSWORD, SecretField.ONE_TIME_SEED
FILES = (
    "passwords.kdbx",
    "passwords-kdbx4.kdbx",
    "passwords-keepassxc.csv",
    "passwords-bitwarden.json",
    "passwords-chrome.csv",
)
NAMES: dict[str, str] = EXPECTED["passwords"]


def bring(school: InventedSchool, path: Path, names: set[str] | None = None, *, seeds_apart: bool = False) -> Brought:
    """Read a file and bring in the school's own entries, or those named."""
    imports = school.office.imports
    preview = imports.passwords(path, imports.read(path, KDBX_PASSWORD))
    wanted = set(NAMES) if names is None else names
    chosen = {e.position: e.title for e in preview.entries if e.title in wanted}
    return imports.bring_in_passwords(preview, chosen, seeds_apart)


def kept(school: InventedSchool, secret: SecretField) -> dict[str, str]:
    """Every account's secret of one kind, opened one by one."""
    found = {}
    for line in school.office.accounts.lines():
        if secret in school.office.accounts.facts(line.account.id).fields:
            found[line.account.name] = school.office.secrets.open(line.account.id, secret)
    return found


@pytest.mark.clause("churchward:4-passwords-strong-secure")
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_school_is_kept_as_an_exact_reader_finds_it(school: InventedSchool, name: str) -> None:
    brought = bring(school, SCHOOL_A / name)
    assert (brought.new, brought.changed) == (EXPECTED["accounts"], 0)
    assert kept(school, PASSWORD) == NAMES
    seeds = {title: read_seed(text).secret for title, text in kept(school, SEED).items()}
    assert seeds == ({} if "chrome" in name else EXPECTED["totp_seeds"])
    school.office.secrets.refresh_health()
    lines = school.office.accounts.lines()
    with school.office.session.reading() as uow:
        twice = {v.account_id for v in uow.secrets.versions() if v.used_twice}
    assert sorted(x.account.name for x in lines if x.account.id in twice) == sorted(EXPECTED["reused_passwords"])
    weak = {x.account.name for x in lines if x.password is PasswordState.WEAK}
    assert set(EXPECTED["reused_passwords"]) <= weak
    assert "School YouTube" not in weak
    assert {x.platform.id for x in lines} >= {"facebook", "x", "youtube"}
    assert all(x.account.recovery.second_factor is not SecondFactor.NONE for x in lines)
    assert school.office.log.check().sound


@pytest.mark.parametrize(
    "order", [FILES, tuple(reversed(FILES)), FILES[2:] + FILES[:2]], ids=["as listed", "turned round", "csv first"]
)
def test_all_files_one_after_the_other_make_five_accounts(school: InventedSchool, order: tuple[str, ...]) -> None:
    results = [bring(school, SCHOOL_A / name) for name in order]
    assert [(r.new, r.changed) for r in results] == [(5, 0), (0, 5), (0, 5), (0, 5), (0, 5)]
    assert len(school.office.accounts.lines()) == 5
    assert kept(school, PASSWORD) == NAMES
    assert {t: read_seed(s).secret for t, s in kept(school, SEED).items()} == EXPECTED["totp_seeds"]
    with school.office.session.reading() as uow:
        assert {v.password_since for v in uow.secrets.versions()} == {1}, "the same password again is no change"
        assert len([k for k in uow.knowings.all() if k.how is KnownBy.IMPORTED]) == 5


def test_an_entry_that_was_not_chosen_is_not_taken(school: InventedSchool) -> None:
    brought = bring(school, SCHOOL_A / "passwords-chrome.csv", {"School YouTube"})
    assert (brought.new, brought.left) == (1, 5)
    assert [x.account.name for x in school.office.accounts.lines()] == ["School YouTube"]
    with school.office.session.reading() as uow:
        assert len(uow.secrets.versions()) == 1


def test_what_is_not_the_schools_in_a_browser_is_offered_without_a_tick(school: InventedSchool) -> None:
    path = SCHOOL_A / "passwords-chrome.csv"
    preview = school.office.imports.passwords(path, school.office.imports.read(path))
    assert {e.title for e in preview.entries if not e.taken} == {"amazon.co.uk"} | {
        e.title for e in preview.entries if e.platform is None
    }
    facebook = next(e for e in preview.entries if e.title == "School Facebook")
    assert facebook.reused_with == ("School website CMS",)
    assert not any(secret in repr(preview) for secret in NAMES.values()), "a preview in a log or error tells nothing"


def test_accounts_entered_by_hand_before_are_found_by_address_and_user_name(school: InventedSchool) -> None:
    mine = school.office.accounts.add(
        Account(
            uuid4(),
            school.head.school_id,
            "facebook",
            "Our page",
            address="facebook.com",
            user_name="OFFICE@school.example",
        )
    )
    brought = bring(school, SCHOOL_A / "passwords.kdbx")
    assert (brought.new, brought.changed) == (4, 1)
    assert school.office.secrets.open(mine.id, PASSWORD) == NAMES["School Facebook"]


def test_two_entries_of_one_address_and_user_name_become_one_account(school: InventedSchool) -> None:
    path = school.base / "double.csv"
    path.write_text(
        "Site,User name,Password,Web address\n"
        "Facebook,office@alder.example,the earlier one 1!,https://facebook.com/alder\n"
        "Facebook again,OFFICE@alder.example,the later one 2!,https://www.facebook.com/login\n",
        encoding="utf-8",
    )
    assert bring(school, path, {"Facebook", "Facebook again"}).new == 1
    (line,) = school.office.accounts.lines()
    assert school.office.secrets.open(line.account.id, PASSWORD) == "the later one 2!"
    assert school.office.secrets.open_previous(line.account.id)[0] == "the earlier one 1!"


def test_an_older_file_over_a_newer_password_keeps_the_newer_one_within_reach(school: InventedSchool) -> None:
    """Nobody but the office knows which of the two the platform has; so neither is thrown away unasked."""
    path = SCHOOL_A / "passwords-keepassxc.csv"
    bring(school, path)
    page = next(x.account for x in school.office.accounts.lines() if x.account.name == "School YouTube")
    school.office.secrets.change(page.id, {PASSWORD: "changed on Friday 8!"}, confirmed=True)
    bring(school, path)
    assert school.office.secrets.open(page.id, PASSWORD) == NAMES["School YouTube"]
    version = school.office.accounts.facts(page.id).version
    assert version is not None
    assert (version.origin, version.confirmed_at) == (SecretOrigin.IMPORTED, None)
    assert school.office.secrets.open_previous(page.id)[0] == "changed on Friday 8!"
    with school.office.session.reading() as uow:
        about = [e for e in uow.audit.of_subject(page.id) if e.did is Did.SECRET_CHANGED]
    assert about[-1].details["origin"] == "imported"
    school.office.secrets.confirm(page.id)
    with pytest.raises(NothingKeptError):
        school.office.secrets.open_previous(page.id)


class _CancelledError(Exception):
    """The person pressed Cancel."""


def test_a_failure_in_the_middle_stores_nothing(school: InventedSchool) -> None:
    path = SCHOOL_A / "passwords-keepassxc.csv"
    imports = school.office.imports
    preview = imports.passwords(path, imports.read(path))
    told = []

    def cancel(done: float) -> None:
        told.append(done)
        if done > 0.5:
            raise _CancelledError

    with school.office.session.reading() as uow:
        before = uow.audit.count()
    with pytest.raises(_CancelledError):
        imports.bring_in_passwords(preview, {e.position: e.title for e in preview.entries}, report=cancel)
    assert told == sorted(told)
    assert len(told) > 2
    with school.office.session.reading() as uow:
        assert (uow.accounts.all(), uow.secrets.versions(), uow.knowings.all()) == ((), (), ())
        assert uow.audit.count() == before
    assert bring(school, path).new == 5


@pytest.mark.clause("churchward:4-passwords-strong-secure")
def test_seeds_kept_apart_stay_out_now_and_at_the_next_file(school: InventedSchool) -> None:
    bring(school, SCHOOL_A / "passwords.kdbx", seeds_apart=True)
    assert kept(school, SEED) == {}
    accounts = [x.account for x in school.office.accounts.lines()]
    assert {(a.seeds_kept_apart, a.recovery.second_factor) for a in accounts} == {(True, SecondFactor.APP)}
    bring(school, SCHOOL_A / "passwords.kdbx", seeds_apart=False)
    assert kept(school, SEED) == {}, "the choice was made for the account"


def test_notes_and_further_columns_come_as_a_secret_note(school: InventedSchool) -> None:
    path = school.base / "list.csv"
    path.write_text(
        "Site,User name,Password,Web address,Notes,PIN of the tablet\n"
        "Our X,alder_x,brisk-otter-51!,https://x.com/alder,ask Rosa,4711\n",
        encoding="utf-8",
    )
    bring(school, path, {"Our X"})
    (line,) = school.office.accounts.lines()
    note = school.office.secrets.open(line.account.id, SecretField.NOTE)
    assert "ask Rosa" in note
    assert "PIN of the tablet: 4711" in note
    assert line.account.note == ""


def test_the_file_can_be_deleted_afterwards_and_that_is_kept(school: InventedSchool) -> None:
    path = school.base / "passwords.csv"
    path.write_text(PASSWORDS_CSV, encoding="utf-8")
    school.office.imports.delete_file(path)
    assert not path.exists()
    with school.office.session.reading() as uow:
        last = uow.audit.last()
    assert last is not None
    assert last.did is Did.IMPORT_FILE_DELETED
    assert str(path) not in str(last.details)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of a folder are set otherwise there")
def test_a_file_that_cannot_be_deleted_is_said_and_not_logged_as_gone(
    school: InventedSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = school.base / "passwords.csv"
    path.write_text(PASSWORDS_CSV, encoding="utf-8")
    path.chmod(stat.S_IREAD)

    def refused(_self: Path, missing_ok: bool = False) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refused)  # a test may run as root, whom no right stops
    with pytest.raises(OfficeError) as caught:
        school.office.imports.delete_file(path)
    monkeypatch.undo()
    assert str(path) not in caught.value.sentence
    with school.office.session.reading() as uow:
        assert Did.IMPORT_FILE_DELETED not in [e.did for e in uow.audit.all()]


# --- columns that a person named


def test_a_choice_of_columns_is_used_again_for_the_same_headings(school: InventedSchool) -> None:
    imports = school.office.imports
    path = school.base / "odd.csv"
    path.write_text(PASSWORDS_CSV.replace("User name", "Secret word").replace("Password", "Who"), encoding="utf-8")
    mapping = {"Site": "title", "Secret word": "user_name", "Who": "password", "Web address": "address"}
    corrected = imports.read(path, mapping=mapping)
    imports.remember_columns(corrected)
    again = imports.read(path)
    assert again.columns == mapping
    assert [e.password for e in again.entries] == ["tidy-plum-44!", "brisk-otter-51!"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Our Facebook,office@alder.example,tidy-plum-44!\nOur X,alder_x,brisk-otter-51!\n", NoHeadingsError),
        (
            "Where,What one types first,What one types second\nFacebook,office,tidy-plum-44!\nX,alder,brisk-otter-51!\n",
            NotRecognisedError,
        ),
    ],
    ids=["no headings", "unknown headings"],
)
def test_a_choice_is_used_again_also_where_nothing_could_be_guessed(
    school: InventedSchool, text: str, problem: type[OfficeError]
) -> None:
    imports = school.office.imports
    path = school.base / "odd.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(problem) as caught:
        imports.read(path)
    assert isinstance(caught.value, (NoHeadingsError, NotRecognisedError))
    headings = [g.heading for g in caught.value.guesses]
    mapping: dict[str, str | None] = dict(zip(headings, ("title", "user_name", "password"), strict=True))
    corrected = imports.read(path, mapping=mapping)
    assert [e.password for e in corrected.entries] == ["tidy-plum-44!", "brisk-otter-51!"]
    imports.remember_columns(corrected)
    assert imports.read(path).entries == corrected.entries
    other = school.base / "wider.csv"
    other.write_text("\n".join(f"{line},more" for line in text.splitlines()), encoding="utf-8")
    with pytest.raises(problem):
        imports.read(other)


# --- the staff list


def _bring_staff(school: InventedSchool, path: Path, duties: dict[int, list[Duty]] | None = None) -> Brought:
    imports = school.office.imports
    preview = imports.staff(path, imports.read(path))
    return imports.bring_in_staff(preview, [p.row.line for p in preview.people if p.taken], duties or {})


@pytest.mark.clause("mill-lane:5.1-access-new-staff")
def test_the_staff_list_comes_in_whole_and_the_second_time_nothing_is_new(school: InventedSchool) -> None:
    path = SCHOOL_A / "staff.csv"
    assert _bring_staff(school, path) == Brought(EXPECTED["staff"], 0, 0)
    people = {line.person.email: line.person for line in school.office.people.lines()}
    assert people["staff01@school.example"].name == "Saoirse Hill"
    assert len(people) == EXPECTED["staff"] + 1, "and the two who set the school up, who have no address"
    imports = school.office.imports
    again = imports.staff(path, imports.read(path))
    assert {p.match for p in again.people} == {Match.SAME}
    assert not any(p.taken for p in again.people)
    changed = school.office.people.change(replace(people["staff01@school.example"], job_title="Teacher"))
    third = {p.row.email: p for p in imports.staff(path, imports.read(path)).people}
    assert third["staff01@school.example"].match is Match.CHANGED
    assert third["staff01@school.example"].person_id == changed.id
    assert _bring_staff(school, path) == Brought(0, 1, 26)
    assert school.office.log.altered_rows() == ()


def test_what_the_list_leaves_empty_stays(school: InventedSchool) -> None:
    priya = school.add_person("Priya Nair", "Office manager", note="part time", email="p.nair@alder.example")
    path = school.base / "staff.csv"
    path.write_text("Email,First name,Surname,Job title\np.nair@alder.example,Priya,Nair-Shah,\n", encoding="utf-8")
    _bring_staff(school, path)
    kept_person = next(x.person for x in school.office.people.lines() if x.person.id == priya.id)
    assert (kept_person.family_name, kept_person.job_title, kept_person.note) == (
        "Nair-Shah",
        "Office manager",
        "part time",
    )


def test_only_duties_that_were_agreed_are_given_and_the_weighty_ones_by_the_headteacher(
    school: InventedSchool,
) -> None:
    path = school.base / "staff.csv"
    path.write_text(STAFF_CSV, encoding="utf-8")
    with pytest.raises(NotAllowedError):
        _bring_staff(school, path, {2: [Duty.HEADTEACHER]})
    assert len(school.office.people.lines()) == 2, "nothing of a refused list is kept"
    _bring_staff(school, path, {2: [Duty.OFFICE_MANAGER, Duty.OFFICE_MANAGER]})
    assert [p.name for p in school.office.people.holders(Duty.OFFICE_MANAGER)] == ["Priya Nair"]
    assert len(school.office.people.lines()) == 4
    office = school.sign_in(school.head)
    preview = office.imports.staff(path, office.imports.read(path))
    office.imports.bring_in_staff(preview, [3], {3: [Duty.HEADTEACHER, Duty.CLASS_TEACHER]})
    assert {p.name for p in office.people.holders(Duty.HEADTEACHER)} == {"Anna Whitfield", "Owen Lloyd"}
    assert office.log.altered_rows() == ()


@pytest.mark.parametrize("with_mail", [True, False], ids=["with addresses", "without"])
def test_twins_of_one_name_are_two_people(school: InventedSchool, with_mail: bool) -> None:
    path = school.base / "staff.csv"
    mails = ("c1@alder.example", "c2@alder.example") if with_mail else ("", "")
    text = f"First name,Surname,Job title,Email\nChris,Lee,Teacher,{mails[0]}\nChris,Lee,Caretaker,{mails[1]}\n"
    path.write_text(text, encoding="utf-8")
    assert _bring_staff(school, path).new == 2
    imports = school.office.imports
    again = imports.staff(path, imports.read(path))
    assert [p.match for p in again.people] == [Match.SAME, Match.SAME]
    assert len({p.person_id for p in again.people}) == 2
    path.write_text(text.replace("Caretaker", "Site manager"), encoding="utf-8")
    assert _bring_staff(school, path).changed == 1
    jobs = {x.person.job_title for x in school.office.people.lines() if x.person.family_name == "Lee"}
    assert jobs == {"Teacher", "Site manager"}


def test_two_people_of_one_name_who_stand_twice_on_the_list_come_in_once_each(school: InventedSchool) -> None:
    """A list pasted together from two exports: A, B, A, B."""
    path = school.base / "staff.csv"
    twice = "Chris,Lee,Teacher,c1@alder.example\nChris,Lee,Caretaker,c2@alder.example\n" * 2
    path.write_text(f"First name,Surname,Job title,Email\n{twice}", encoding="utf-8")
    assert _bring_staff(school, path).new == 2
    jobs = sorted(x.person.job_title for x in school.office.people.lines() if x.person.family_name == "Lee")
    assert jobs == ["Caretaker", "Teacher"]
    assert _bring_staff(school, path).new == 0


def test_a_namesake_with_another_address_is_not_taken_for_somebody_on_the_list(school: InventedSchool) -> None:
    there = school.add_person("Priya Nair", "Governor", email="priya@home.example")
    path = school.base / "staff.csv"
    path.write_text(STAFF_CSV, encoding="utf-8")
    assert _bring_staff(school, path).new == 2
    same = [x.person for x in school.office.people.lines() if x.person.name == "Priya Nair"]
    assert {(p.email, p.job_title) for p in same} == {
        ("priya@home.example", "Governor"),
        ("p.nair@alder.example", "Office manager"),
    }
    assert next(p for p in same if p.id == there.id) == there


def test_without_the_right_nothing_comes_in(school: InventedSchool) -> None:
    passwords, staff = school.base / "passwords.csv", school.base / "staff.csv"
    passwords.write_text(PASSWORDS_CSV, encoding="utf-8")
    staff.write_text(STAFF_CSV, encoding="utf-8")
    imports = school.office.imports
    shown = imports.passwords(passwords, imports.read(passwords))
    listed = imports.staff(staff, imports.read(staff))
    colleague = school.add_person("Sam Adeyemi")
    school.make_sign_in(colleague)
    office = school.sign_in(colleague)
    for deed in (
        lambda: office.imports.passwords(passwords, shown.file),
        lambda: office.imports.staff(staff, listed.file),
        lambda: office.imports.bring_in_passwords(shown, {e.position: e.title for e in shown.entries}),
        lambda: office.imports.bring_in_staff(listed, [p.row.line for p in listed.people], {}),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    with office.session.reading() as uow:
        assert uow.accounts.all() == ()
        assert len(uow.people.all()) == 3


def test_every_pair_of_files_agrees_about_which_account_is_which(school: InventedSchool) -> None:
    """What one file calls an account is found again from every other one, by address and user name alone."""
    bring(school, SCHOOL_A / FILES[0])
    for name in itertools.islice(FILES, 1, None):
        imports = school.office.imports
        preview = imports.passwords(SCHOOL_A / name, imports.read(SCHOOL_A / name, KDBX_PASSWORD))
        own = {e.title: e.account_name for e in preview.entries if e.title in NAMES}
        assert own == {title: title for title in NAMES}
