"""Passwords given back as a file: asked, allowed by another, written once, and remembered for good."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from schoolsm_desktop.domain.access import ChangeNeed, KnownBy
from schoolsm_desktop.domain.accounts import Account, SecretField
from schoolsm_desktop.domain.approvals import Approval, ApprovalState
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, RuleError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.permissions import UNDER_COVER, Action
from schoolsm_desktop.exchange.private_file import FileNotWrittenError, FileThereError
from schoolsm_desktop.exchange.read import recognise
from schoolsm_desktop.security.errors import WrongPassphraseError
from schoolsm_desktop.services.errors import NotOnRegisterError
from schoolsm_desktop.services.giving_back import FileFormat, SaveOrder
from schoolsm_desktop.services.session import Work
from tests.services.school import COORDINATOR, HEAD, NOW, InventedSchool

SEED = "GUJGZJN3BNMU7AZADGAQMHIHPHYV2JWM"
FILE_PASSPHRASE = "harbour mitten cobble falcon ginger"
FIRST, SECOND = "=kX9#mQ2$vL7&pT4w", " tT9#kkQ2$vL7 "


class Given:
    """A school with two accounts whose secrets may leave; the coordinator is signed in and may save them."""

    def __init__(self, base: Path, *, allowed: bool = True) -> None:
        self.school = InventedSchool(base)
        self.path = base / "given.kdbx"
        self.page = self.school.add_account("X page", FIRST, handle="@alder", user_name="office@a.example")
        self.site = self.school.add_account("Website", SECOND, platform_id="website")
        secrets = self.school.office.secrets
        secrets.change(
            self.page.id,
            {
                SecretField.ONE_TIME_SEED: SEED,
                SecretField.BACKUP_CODES: "1234-5678\n9999-0000",
                SecretField.RECOVERY_ANSWERS: "Ré“x”",
                SecretField.NOTE: "=note",
            },
            confirmed=True,
        )
        if allowed:
            self.allow()

    def allow(self) -> None:
        """The coordinator asks, the headteacher allows, the coordinator is back."""
        self.school.sign_in(self.school.coordinator)
        asked = self.school.office.giving_back.ask("the records move to a new PC")
        self.school.sign_in(self.school.head).giving_back.decide(asked.id, allow=True)
        self.school.sign_in(self.school.coordinator)

    def order(self, **more: object) -> SaveOrder:
        """Both accounts, locked."""
        fields: dict[str, object] = {
            "account_ids": (self.page.id, self.site.id),
            "format": FileFormat.KDBX,
            "path": self.path,
            "passphrase": COORDINATOR,
            "file_passphrase": FILE_PASSPHRASE,
        } | more
        return SaveOrder(**fields)  # type: ignore[arg-type]

    def entries(self) -> tuple[AuditEntry, ...]:
        """The whole log."""
        with self.school.office.session.reading() as uow:
            return uow.audit.all()

    def known_by_file(self) -> set[UUID]:
        """The accounts of which somebody was given the password in a file."""
        with self.school.office.session.reading() as uow:
            return {k.account_id for k in uow.knowings.all() if k.how is KnownBy.GIVEN_OUT}

    def nothing_left(self) -> None:
        """No file, nothing recorded, and the leave still good."""
        assert not self.path.exists()
        assert self.known_by_file() == set()
        assert Did.SECRETS_GIVEN_BACK not in [entry.did for entry in self.entries()]
        assert self.school.office.giving_back.standing().state is ApprovalState.GOOD


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    (tmp_path / "school").mkdir()
    made = Given(tmp_path / "school")
    yield made
    made.school.sign_out()


@pytest.mark.clause("valence:roles-4")
def test_a_file_that_was_allowed_holds_everything_and_is_remembered(given: Given) -> None:
    saved = given.school.office.giving_back.save(given.order())
    assert (saved.accounts, saved.passwords) == (2, 2)
    read = recognise(given.path, FILE_PASSPHRASE)
    by_title = {entry.title: entry for entry in read.entries}
    page = by_title["X page"]
    assert (page.password, page.user_name, page.notes) == (FIRST, "office@a.example", "=note")
    assert page.seed is not None
    assert (page.seed.secret, page.seed.issuer) == (SEED, "X (formerly Twitter)")
    extra = dict(page.extra)
    assert (extra["Backup codes"], extra["Recovery answers"]) == ("1234-5678\n9999-0000", "Ré“x”")
    assert (extra["Handle"], extra["Looked after by"]) == ("@alder", "Rosa Okafor")
    assert by_title["Website"].password == SECOND
    assert page.group == "Official account"
    assert given.known_by_file() == {given.page.id, given.site.id}
    line = next(k for k in given.school.office.secrets.who_knows(given.page.id) if k.person.family_name == "Okafor")
    assert (line.knowing.how, line.knowing.reason) == (KnownBy.GIVEN_OUT, "the records move to a new PC")


def test_the_log_says_how_many_which_and_how_and_holds_no_secret_and_no_place(given: Given) -> None:
    given.school.office.giving_back.save(given.order())
    dids = [entry.did for entry in given.entries()]
    assert [did for did in dids if did.value.startswith(("giving-back", "secrets-given"))] == [
        Did.GIVING_BACK_ASKED,
        Did.GIVING_BACK_DECIDED,
        Did.SECRETS_GIVEN_BACK,
    ]
    entry = given.entries()[-1]
    assert (entry.details["format"], entry.details["count"], entry.details["passwords"]) == ("kdbx", "2", "2")
    assert set(entry.details["accounts"].split()) == {str(given.page.id), str(given.site.id)}
    assert "alone" not in entry.details
    told = repr([entry.details for entry in given.entries()])
    assert not any(text in told for text in (FIRST, SEED, "1234-5678", FILE_PASSPHRASE, COORDINATOR, "given.kdbx"))
    assert given.school.sign_in(given.school.head).log.check().sound


@pytest.mark.clause("valence:use-11")
def test_whoever_took_the_file_and_leaves_makes_every_password_in_it_due(given: Given) -> None:
    office = given.school.sign_in(given.school.head)
    for account in (given.page, given.site):  # what the coordinator once chose is known no more
        office.secrets.change(account.id, {SecretField.PASSWORD: f"changed since 7! {account.name}"}, confirmed=True)
    given.school.sign_in(given.school.coordinator).giving_back.save(given.order(account_ids=(given.site.id,)))
    office = given.school.sign_in(given.school.head)
    rosa = next(p for p in office.people.choices() if p.id == given.school.coordinator.id)
    office.sign_ins.end(rosa.id)
    office.people.change(replace(rosa, ends=date(2026, 11, 20)))
    given.school.clock.set(NOW + timedelta(days=1))
    due = office.accounts.facts(given.site.id).due
    assert due is not None
    assert due.need is ChangeNeed.MUST
    assert due.people == (given.school.coordinator.id,)
    other = office.accounts.facts(given.page.id).due
    assert other is None or other.need is ChangeNeed.ADVISED


def test_a_leave_is_good_for_one_file(given: Given) -> None:
    service = given.school.office.giving_back
    service.save(given.order())
    assert service.standing().state is ApprovalState.USED
    with pytest.raises(RuleError, match="used already"):
        service.save(given.order(path=given.path.with_name("again.kdbx")))
    assert not given.path.with_name("again.kdbx").exists()
    assert service.ask("once more").allowed is None


def test_a_leave_is_over_after_a_day(given: Given) -> None:
    given.school.clock.set(NOW + timedelta(hours=25))
    with pytest.raises(RuleError, match="good until"):
        given.school.office.giving_back.save(given.order())
    assert not given.path.exists()
    assert given.school.office.giving_back.standing().state is ApprovalState.OVER


def test_without_the_passphrase_of_ones_own_nothing_leaves(given: Given) -> None:
    with pytest.raises(WrongPassphraseError):
        given.school.office.giving_back.save(given.order(passphrase=HEAD))
    given.nothing_left()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"file_passphrase": "password1"}, "file_passphrase"),
        ({"file_passphrase": COORDINATOR}, "file_passphrase"),
        ({"account_ids": ()}, "accounts"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(given: Given, more: dict[str, object], field: str) -> None:
    with pytest.raises(FieldError) as refused:
        given.school.office.giving_back.save(given.order(**more))
    assert refused.value.field == field
    given.nothing_left()


def test_no_file_is_put_among_the_schools_records(given: Given) -> None:
    inside = given.school.folder / "given.kdbx"
    with pytest.raises(FieldError) as refused:
        given.school.office.giving_back.save(given.order(path=inside))
    assert refused.value.field == "path"
    assert not inside.exists()


def test_a_full_disk_leaves_nothing_and_uses_nothing_up(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as disk:

        def full(*_: object) -> int:
            raise OSError(errno.ENOSPC, "no space")

        disk.setattr(os, "fsync", full)
        with pytest.raises(FileNotWrittenError):
            given.school.office.giving_back.save(given.order())
    given.nothing_left()
    assert given.school.office.giving_back.save(given.order()).accounts == 2


def test_nothing_leaves_that_the_log_could_not_take(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_work: Work) -> None:
        raise RuleError("the records could not be written")

    with monkeypatch.context() as records:
        records.setattr(Work, "done", broken)
        with pytest.raises(RuleError):
            given.school.office.giving_back.save(given.order())
    given.nothing_left()


def test_a_file_that_is_there_is_replaced_only_when_one_agrees(given: Given) -> None:
    given.path.write_bytes(b"of last year")
    with pytest.raises(FileThereError):
        given.school.office.giving_back.save(given.order())
    assert given.path.read_bytes() == b"of last year"
    given.school.office.giving_back.save(given.order(replace=True))
    assert recognise(given.path, FILE_PASSPHRASE).records == 2


def test_an_open_file_is_read_back_exactly(given: Given) -> None:
    path = given.path.with_suffix(".csv")
    given.school.office.giving_back.save(given.order(format=FileFormat.CSV, path=path, file_passphrase=""))
    entries = {entry.title: entry for entry in recognise(path).entries}
    assert (entries["X page"].password, entries["Website"].password) == (FIRST, SECOND)
    assert "Backup codes: 1234-5678\n9999-0000" in entries["X page"].notes
    assert given.known_by_file() == {given.page.id, given.site.id}


@pytest.mark.clause("valence:roles-4")
def test_nobody_allows_their_own(given: Given) -> None:
    office = given.school.sign_in(given.school.head)
    with pytest.raises(RuleError, match="Let the computing coordinator ask"):
        office.giving_back.ask("for me")
    second = given.school.add_person("Bea Second", "Headteacher")
    office.people.give_duty(second.id, Duty.HEADTEACHER, given.school.clock.today())
    office.sign_ins.make(second.id, "temporary badger lemon skylight rivet")
    asked = office.giving_back.ask("for me")
    with pytest.raises(RuleError, match="themself"):
        office.giving_back.decide(asked.id, allow=True)
    assert not office.giving_back.question(asked.id).may_decide
    assert office.giving_back.decide(asked.id, allow=False).allowed is False


def test_a_headteacher_alone_does_both_and_the_log_says_so(given: Given) -> None:
    office = given.school.sign_in(given.school.head)
    rosa = next(p for p in office.people.choices() if p.id == given.school.coordinator.id)
    office.sign_ins.end(rosa.id)
    assert office.giving_back.standing().alone
    asked = office.giving_back.ask("I am the only one here")
    office.giving_back.decide(asked.id, allow=True)
    office.giving_back.save(given.order(passphrase=HEAD))
    told = [e.details.get("alone") for e in given.entries() if e.subject_id == asked.id]
    assert told == [None, "yes", "yes"]
    shown = [(line.did, line.about) for line in office.log.lines() if line.entry.subject_id == asked.id]
    both = "asked and allowed by one person, since nobody else could"
    assert shown == [
        ("saved passwords as a file", f"2 accounts · KeePass file · {both}"),
        ("decided whether passwords may be saved as a file", f"allowed · {both}"),
        ("asked to save passwords as a file", ""),
    ]


@pytest.mark.clause("valence:roles-4")
def test_a_leave_written_into_the_database_by_other_means_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    given = Given(tmp_path / "school", allowed=False)
    session, service = given.school.office.session, given.school.office.giving_back
    asked = service.ask("the records move")
    now = given.school.clock.now()
    forged = replace(
        asked, decided_by=given.school.head.id, decided_at=now, allowed=True, good_until=now + timedelta(hours=24)
    )
    with session.work() as work:
        kept = work.uow.approvals.save(forged)
        work.done()
    with pytest.raises(RuleError, match="not signed by the headteacher"):
        service.save(given.order())
    with session.work() as work:  # the coordinator signs it, who is no headteacher
        work.did(Did.GIVING_BACK_DECIDED, subject_kind="approval", subject_id=kept.id, record=kept)
        work.done()
    with pytest.raises(RuleError, match="not signed by the headteacher"):
        service.save(given.order())
    assert not given.path.exists()
    given.school.sign_out()


def test_only_what_the_register_gives_can_go_into_the_file(given: Given) -> None:
    jo = given.school.add_person("Jo Marsh")
    given.school.office.sign_ins.make(jo.id, "temporary badger lemon skylight rivet")
    given.school.words[jo.id] = "temporary badger lemon skylight rivet"
    office = given.school.sign_in(given.school.head)
    office.sign_ins.confirm(jo.id)
    office.people.give_duty(jo.id, Duty.COORDINATOR, given.school.clock.today())
    given.school.give(jo, given.site)
    office = given.school.sign_in(jo)
    assert [(c.name, c.holds) for c in office.giving_back.standing().choices] == [("Website", "password")]
    asked = office.giving_back.ask("my own")
    given.school.sign_in(given.school.head).giving_back.decide(asked.id, allow=True)
    office = given.school.sign_in(jo)
    own = given.school.words[jo.id]
    with pytest.raises(NotOnRegisterError):
        office.giving_back.save(given.order(passphrase=own))
    assert not given.path.exists()
    assert office.giving_back.save(given.order(passphrase=own, account_ids=(given.site.id,))).accounts == 1


def test_the_others_are_refused(given: Given) -> None:
    office, school = given.school.office, given.school
    with pytest.raises(NotAllowedError):
        office.giving_back.question(_asked(given).id)  # the coordinator decides nothing
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    for refused in (
        office.giving_back.standing,
        lambda: office.giving_back.ask("me"),
        lambda: office.giving_back.save(given.order()),
    ):
        with pytest.raises(NotAllowedError):
            refused()
    assert Action.ALLOW_GIVING_BACK not in UNDER_COVER  # cover opens no secret


def _asked(given: Given) -> Approval:
    with given.school.office.session.reading() as uow:
        return uow.approvals.all()[0]


def test_today_leads_the_headteacher_to_it_and_then_whoever_asked(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    given = Given(tmp_path / "school", allowed=False)
    asked = given.school.office.giving_back.ask("for a new PC")
    office = given.school.sign_in(given.school.head)
    line = next(x for x in office.today.view().lines if x.item.key == f"approval:{asked.id}")
    assert line.item.title == "Passwords are to be saved as a file: allow?"
    assert "R. Okafor asked" in line.item.detail
    assert "new PC" not in line.item.detail
    assert (line.is_mine, line.may_begin) == (True, True)
    told = office.giving_back.question(asked.id)
    assert (told.who, told.approval.reason, told.may_decide) == ("Rosa Okafor", "for a new PC", True)
    office.giving_back.decide(asked.id, allow=True)
    office = given.school.sign_in(given.school.coordinator)
    keys = {x.item.key: x for x in office.today.view().lines}
    assert f"approval:{asked.id}" not in keys
    assert keys[f"approved:{asked.id}"].may_begin
    office.giving_back.save(given.order())
    assert f"approved:{asked.id}" not in {x.item.key for x in office.today.view().lines}
    given.school.sign_out()


def test_an_account_that_keeps_no_password_goes_with_what_it_keeps(given: Given) -> None:
    given.school.sign_in(given.school.head)
    bare: Account = given.school.add_account("Channel", None)
    given.school.office.secrets.change(bare.id, {SecretField.BACKUP_CODES: "777"}, confirmed=True)
    given.school.sign_in(given.school.coordinator)
    saved = given.school.office.giving_back.save(given.order(account_ids=(bare.id, given.page.id)))
    assert (saved.accounts, saved.passwords) == (2, 1)
    assert given.known_by_file() == {given.page.id}
