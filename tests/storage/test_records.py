"""What goes into the database comes out the same, noun by noun, with rows present that must not come back."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest

from schoolsm_desktop.domain.account_check import CheckQuestion
from schoolsm_desktop.domain.accounts import Known, SecretField
from schoolsm_desktop.domain.audit import AuditEntry, Did
from schoolsm_desktop.domain.errors import ChangedMeanwhileError
from schoolsm_desktop.domain.people import Person, School
from schoolsm_desktop.domain.policy import Profile
from schoolsm_desktop.storage.database import Database
from schoolsm_desktop.storage.errors import RecordMissingError, UnstorableTextError
from tests.storage.everything import MOMENT, Everything, Signed, keep_everything, make_everything
from tests.storage.life_of_access import SCAN


def test_every_field_of_every_record_comes_back(database: Database, everything: Everything) -> None:
    with database.reading() as uow:
        assert uow.schools.all() == (everything.school,)
        assert uow.terms.all() == (everything.term,)
        assert set(uow.people.all()) == {everything.person, everything.manager}
        assert uow.duties.all() == (everything.duty,)
        assert uow.platforms.all() == (everything.platform,)
        assert uow.accounts.all() == (everything.account,)
        assert uow.secrets.versions() == (everything.version,)
        assert uow.secrets.sealed_fields(everything.version.id) == everything.fields
        assert uow.secrets.wrap(everything.version.id, everything.person.id) == everything.wrap
        assert uow.access.all() == (everything.access,)
        assert uow.knowings.all() == (everything.knowing,)
        assert uow.knowings.waivers() == (everything.waiver,)
        assert uow.policies.current() == everything.profile
        assert uow.drafts.of(everything.person.id) == {"accounts/new": b"\x01draft"}
        assert uow.preferences.of(everything.person.id) == {"columns": "[1, 2]"}
        assert uow.imports.columns("digest", "staff") == {"Name": "name", "Shoe size": None}
        assert uow.settings.all() == {"store": '"x"'}


def test_every_field_of_the_life_of_an_access_comes_back(database: Database, everything: Everything) -> None:
    life = everything.life
    with database.reading() as uow:
        assert uow.papers.all() == (life.paper,)
        assert uow.papers.get(life.paper.id) == life.paper
        assert uow.requests.all() == (life.request,)
        assert uow.conditions.all() == uow.conditions.of_person(everything.person.id) == (life.condition,)
        assert uow.covers.all() == (life.cover,)
        assert uow.checklists.all() == uow.checklists.of_person(everything.person.id) == (life.checklist,)
        assert uow.checklists.lines.all() == uow.checklists.lines.of(life.checklist.id) == (life.line,)
        assert uow.reviews.all() == (life.review,)
        assert uow.reviews.lines.all() == uow.reviews.lines.of(life.review.id) == (life.review_line,)
        assert uow.account_checks.all() == uow.account_checks.of_account(everything.account.id) == (life.check,)
        assert uow.code_uses.all() == uow.code_uses.of_account(everything.account.id) == (life.code,)
        assert uow.former_logins.all() == uow.former_logins.of_account(everything.account.id) == (life.login,)
        assert uow.approvals.all() == (life.approval,)


def test_a_scan_comes_back_byte_for_byte(database: Database, everything: Everything) -> None:
    paper = everything.life.paper
    with database.reading() as uow:
        content = uow.papers.content(paper.id)
        assert content == SCAN
        assert (len(content), hashlib.sha256(content).digest()) == (paper.size, paper.digest)
        for look in (uow.papers.get, uow.papers.content):
            with pytest.raises(RecordMissingError):
                look(uuid4())


def test_the_lines_of_a_list_come_in_their_order_and_of_no_other_list(
    database: Database, everything: Everything
) -> None:
    life, other = everything.life, dataclasses.replace(everything.life.checklist, id=uuid4())
    first = dataclasses.replace(life.line, id=uuid4(), position=1)
    elsewhere = dataclasses.replace(life.line, id=uuid4(), checklist_id=other.id)
    with database.unit_of_work() as uow:
        uow.checklists.add(other)
        uow.checklists.lines.add_many([elsewhere, first])
        assert uow.checklists.lines.of(life.checklist.id) == (first, life.line)
        assert uow.checklists.lines.of(other.id) == (elsewhere,)
        assert set(uow.checklists.of_person(everything.person.id)) == {life.checklist, other}


@pytest.mark.parametrize(
    ("noun", "record", "change"),
    [
        ("requests", "request", {"decision_note": "other"}),
        ("conditions", "condition", {"withdrawn_at": None}),
        ("covers", "cover", {"ended_at": None}),
        ("checklists", "checklist", {"finished_at": None}),
        ("reviews", "review", {"note": "other"}),
        ("account_checks", "check", {"answers": {CheckQuestion.STILL_NEEDED: Known.NOT_KNOWN}}),
        ("approvals", "approval", {"allowed": True}),
    ],
)
def test_a_save_from_before_a_colleagues_is_refused(
    database: Database, everything: Everything, noun: str, record: str, change: dict[str, Any]
) -> None:
    read = getattr(everything.life, record)
    with database.unit_of_work() as uow:
        kept = getattr(uow, noun).save(dataclasses.replace(read, **change))
        assert getattr(uow, noun).get(read.id) == kept != read
        with pytest.raises(ChangedMeanwhileError):
            getattr(uow, noun).save(read)


def test_the_made_up_records_leave_no_field_at_its_default() -> None:
    made = make_everything()
    older = (made.school, made.term, made.person, made.duty, made.account, made.access, made.knowing, made.version)
    life = tuple(getattr(made.life, field.name) for field in dataclasses.fields(made.life))
    for record in (*older, *life):
        for field in dataclasses.fields(record):
            if field.name in {"revision", "field"} or field.default is dataclasses.MISSING:
                continue
            assert getattr(record, field.name) != field.default, f"{type(record).__name__}.{field.name}"


def test_moments_come_back_in_utc_to_the_microsecond(database: Database, everything: Everything) -> None:
    summer = timezone(timedelta(hours=1))
    later = dataclasses.replace(everything.access, paused_at=datetime(2026, 7, 1, 0, 30, 0, 7, tzinfo=summer))
    with database.unit_of_work() as uow:
        uow.access.save(later)
        found = uow.access.get(later.id).paused_at
    assert found == datetime(2026, 6, 30, 23, 30, 0, 7, tzinfo=UTC)
    assert found is not None
    assert found.tzinfo is UTC


def test_a_record_that_is_not_there_is_said_to_be_missing(database: Database, everything: Everything) -> None:
    with database.reading() as uow:
        assert uow.people.find(uuid4()) is None
        with pytest.raises(RecordMissingError):
            uow.people.get(uuid4())
        with pytest.raises(RecordMissingError):
            uow.platforms.get("no-such-platform")
    with database.unit_of_work() as uow, pytest.raises(RecordMissingError):
        uow.people.save(dataclasses.replace(everything.person, id=uuid4()))


def test_a_save_counts_the_revision_and_refuses_one_from_before(database: Database, everything: Everything) -> None:
    mine = dataclasses.replace(everything.person, job_title="Head of Year")
    with database.unit_of_work() as uow:
        kept = uow.people.save(mine)
        uow.commit()
    assert kept.revision == mine.revision + 1
    with database.unit_of_work() as uow, pytest.raises(ChangedMeanwhileError) as refused:
        uow.people.save(dataclasses.replace(everything.person, job_title="Caretaker"))
    assert "Nothing of yours was saved" in refused.value.sentence
    with database.reading() as uow:
        assert uow.people.get(mine.id) == kept


def test_names_are_found_without_their_accents(database: Database, everything: Everything) -> None:
    with database.unit_of_work() as uow:
        uow.people.add(Person(uuid4(), everything.school.id, "Percy", "100%_sure"))
        uow.commit()
    with database.reading() as uow:
        assert uow.people.matching("ZOE luk") == (everything.person,)
        assert uow.people.matching("coordinator") == (everything.person,)
        assert uow.people.matching("zoe marchbank") == ()
        assert len(uow.people.matching("%")) == 1, "a per cent sign is a letter like any other"
        assert len(uow.people.matching("")) == 3
        assert uow.accounts.matching("PLANTEDHANDLE77") == (everything.account,)
        assert uow.accounts.matching("facebook") == ()


def test_a_changed_name_is_found_and_the_old_one_no_more(database: Database, everything: Everything) -> None:
    with database.unit_of_work() as uow:
        uow.people.save(dataclasses.replace(everything.person, given_name="Ines", known_as=""))
        uow.commit()
    with database.reading() as uow:
        assert uow.people.matching("zoe") == ()
        assert [p.given_name for p in uow.people.matching("ines quillfeather")] == ["Ines"]


def test_what_belongs_to_others_is_left_out(database: Database, everything: Everything) -> None:
    other = keep_more(database, everything)
    with database.reading() as uow:
        assert uow.accounts.of_school(everything.school.id) == (everything.account,)
        assert uow.accounts.of_owner(everything.manager.id) == (everything.account,)
        assert uow.people.of_school(other.school.id) != uow.people.of_school(everything.school.id)
        assert uow.duties.of_person(everything.person.id) == (everything.duty,)
        assert uow.access.of_account(everything.account.id) == (everything.access,)
        assert uow.access.of_person(everything.person.id) == (everything.access,)
        assert uow.knowings.of_account(everything.account.id) == (everything.knowing,)
        assert uow.knowings.of_person(everything.person.id) == (everything.knowing,)
        assert uow.secrets.versions(everything.account.id) == (everything.version,)
        assert uow.terms.of_school(everything.school.id) == (everything.term,)
        assert uow.secrets.wraps_for(everything.person.id) == (everything.wrap,)
        assert uow.drafts.of(other.person.id) == {}


def keep_more(database: Database, everything: Everything) -> Everything:
    """A second school with its own of everything, beside the first."""
    other = make_everything()
    with database.unit_of_work() as uow:
        uow.schools.add(other.school)
        uow.terms.add(other.term)
        uow.people.add_many([other.manager, other.person])
        uow.duties.add(other.duty)
        uow.accounts.add(other.account)
        uow.secrets.add_version(other.version)
        uow.secrets.put_fields(other.version.id, other.fields)
        uow.secrets.add_wraps([other.wrap])
        uow.access.add(other.access)
        uow.knowings.add(other.knowing)
        uow.commit()
    assert other.account.id != everything.account.id
    return other


def test_terms_are_put_in_the_place_of_those_before(database: Database, everything: Everything) -> None:
    spring = dataclasses.replace(everything.term, id=uuid4(), name="Spring", starts=date(2027, 1, 5))
    changed = dataclasses.replace(everything.term, ends=date(2026, 12, 17))
    with database.unit_of_work() as uow:
        assert [t.name for t in uow.terms.replace([spring, changed])] == ["Autumn", "Spring"]
        uow.commit()
    with database.unit_of_work() as uow:
        assert [(t.name, t.revision) for t in uow.terms.all()] == [("Autumn", 2), ("Spring", 1)]
        uow.terms.replace([spring])
        assert uow.terms.all() == (spring,)
        with pytest.raises(ChangedMeanwhileError):
            uow.terms.replace([dataclasses.replace(spring, name="Lent", revision=7)])


def test_the_first_school_is_there_once_it_was_set_up(database: Database) -> None:
    with database.unit_of_work() as uow:
        with pytest.raises(RecordMissingError):
            uow.schools.first()
        uow.schools.add(School(uuid4(), "Oak School"))
        assert uow.schools.first().name == "Oak School"


def test_a_platform_is_changed_in_its_place(database: Database, everything: Everything) -> None:
    with database.unit_of_work() as uow:
        uow.platforms.put(dataclasses.replace(everything.platform, name="X (Twitter)", closed_on=None))
        assert [p.name for p in uow.platforms.all()] == ["X (Twitter)"]
        assert uow.platforms.get("x").closed_on is None


def test_policies_pile_up_and_the_newest_is_in_force(database: Database, everything: Everything) -> None:
    with database.unit_of_work() as uow:
        uow.policies.add(Profile("blank", "Another"), MOMENT, everything.person.id)
        uow.commit()
    with database.reading() as uow:
        assert uow.policies.current().name == "Another"
        assert [(v.number, v.profile.name) for v in uow.policies.versions()] == [(1, "Our policy"), (2, "Another")]


def test_before_a_policy_is_chosen_usual_practice_holds(database: Database) -> None:
    with database.reading() as uow:
        assert uow.policies.current().id == "blank"
        assert uow.policies.current().hours_until_change == 24


def test_a_policy_of_an_earlier_release_gets_todays_defaults(database: Database, everything: Everything) -> None:
    with database.unit_of_work() as uow:
        uow.policies.add(everything.profile, MOMENT, everything.person.id)
        uow.connection.exec_driver_sql(
            """UPDATE policy_versions SET profile_json = '{"id": "old", "name": "Old", "gone": 1}' WHERE number = 2"""
        )
        assert uow.policies.current() == Profile("old", "Old")


def test_the_log_is_counted_without_a_gap_and_chained(database: Database, everything: Everything) -> None:
    second = AuditEntry(2, MOMENT, everything.person.id, Did.PRINTED, "person", everything.person.id)
    with database.unit_of_work() as uow:
        last = uow.audit.last()
        assert last is not None
        assert (last.number, last.previous, last.digest) == (1, b"", b"d" * 32)
        assert dict(last.details) == {"to": "in-use", "für": "ł"}
        with pytest.raises(ValueError, match="without a gap"):
            uow.audit.append(dataclasses.replace(second, number=3), Signed(b"x", b"y"))
        kept = uow.audit.append(second, Signed(b"e" * 32, b"t" * 64))
        assert kept.previous == b"d" * 32
        uow.commit()
    with database.reading() as uow:
        assert uow.audit.all()[1] == kept
        assert [e.number for e in uow.audit.newest(5)] == [2, 1]
        assert [e.number for e in uow.audit.newest(5, before=2)] == [1]
        assert [e.number for e in uow.audit.of_subject(everything.account.id)] == [1]
        assert [e.number for e in uow.audit.fixing(everything.account.id)] == [1]
        assert uow.audit.fixing(everything.person.id) == ()
        assert uow.audit.count() == 2


def test_readers_are_taken_off_and_what_was_sealed_is_dropped(database: Database, everything: Everything) -> None:
    version = everything.version
    second = everything.wrap._replace(recipient_id=everything.manager.id)
    with database.unit_of_work() as uow:
        uow.secrets.add_wraps([second])
        assert uow.secrets.readers(version.id) == {everything.person.id, everything.manager.id}
        uow.secrets.remove_wraps(version.id, {everything.person.id})
        uow.secrets.remove_wraps(version.id, ())
        assert uow.secrets.wrap(version.id, everything.person.id) is None
        assert uow.secrets.readers(version.id) == {everything.manager.id}
        uow.secrets.drop_sealed(version.id)
        assert uow.secrets.readers(version.id) == frozenset()
        assert uow.secrets.sealed_fields(version.id) == {}
        assert uow.secrets.versions() == (version,), "that there was such a version is never forgotten"
        assert uow.knowings.of_account(everything.account.id) == (everything.knowing,)


def test_later_words_about_a_version_are_kept(database: Database, everything: Everything) -> None:
    said = dataclasses.replace(everything.version, weak=True, used_twice=None, confirmed_at=None)
    with database.unit_of_work() as uow:
        uow.secrets.save_version(said)
        assert uow.secrets.get(said.id) == said
        with pytest.raises(RecordMissingError):
            uow.secrets.save_version(dataclasses.replace(said, id=uuid4()))


def test_drafts_preferences_and_settings_stand_in_the_place_of_earlier_ones(
    database: Database, everything: Everything
) -> None:
    me = everything.person.id
    with database.unit_of_work() as uow:
        uow.drafts.put(me, "accounts/new", b"newer", MOMENT)
        uow.drafts.put(me, "people/1", b"other", MOMENT)
        assert uow.drafts.of(me) == {"accounts/new": b"newer", "people/1": b"other"}
        uow.drafts.remove(me, "people/1")
        uow.drafts.remove(me, "never there")
        assert list(uow.drafts.of(me)) == ["accounts/new"]
        uow.drafts.remove_all(me)
        assert uow.drafts.of(me) == {}
        uow.preferences.put(me, "columns", "[3]")
        assert uow.preferences.of(me) == {"columns": "[3]"}
        assert uow.preferences.of(everything.manager.id) == {}
        uow.settings.put("store", '"y"')
        assert uow.settings.get("store") == '"y"'
        assert uow.settings.get("nothing") is None
        uow.imports.remember_columns("digest", "staff", {"Name": "family_name"})
        assert uow.imports.columns("digest", "staff") == {"Name": "family_name"}
        assert uow.imports.columns("digest", "passwords") is None


def test_two_schools_of_everything_do_not_mix_up_secrets(database: Database) -> None:
    first = keep_everything(database)
    second = keep_more(database, first)
    with database.unit_of_work() as uow:
        uow.secrets.drop_sealed(first.version.id)
        assert uow.secrets.sealed_fields(second.version.id) == second.fields
        assert uow.secrets.readers(second.version.id) == {second.person.id}
        assert SecretField.PASSWORD in uow.secrets.get(second.version.id).fields


ODD_TEXTS = [
    "a\0b",
    "\u202eevil",
    "'; DROP TABLE people; --",
    "=cmd|' /C calc'!A0",
    "👩🏽‍🏫",
    "x" * 1_000_000,
    " ",
    "\ufeff",
]


@pytest.mark.parametrize(
    "odd", ODD_TEXTS, ids=["nul", "override", "sql", "formula", "emoji", "megabyte", "blank", "bom"]
)
def test_odd_texts_come_back_as_they_are(database: Database, everything: Everything, odd: str) -> None:
    odd_person = dataclasses.replace(everything.person, family_name=odd, note=odd)
    with database.unit_of_work() as uow:
        kept = uow.people.save(odd_person)
        uow.commit()
    with database.reading() as uow:
        assert uow.people.get(kept.id) == kept
        assert len(uow.people.all()) == 2


def test_half_a_character_is_refused_with_a_sentence(database: Database, everything: Everything) -> None:
    half = dataclasses.replace(everything.person, note="planted \ud83d")
    with database.unit_of_work() as uow:
        with pytest.raises(UnstorableTextError) as refused:
            uow.people.save(half)
        assert "planted" not in str(refused.value)
    with database.reading() as uow:
        assert uow.people.get(half.id) == everything.person
