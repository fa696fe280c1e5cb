"""Your policy: chosen, changed, the former ones kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from schoolsm_desktop.domain.errors import FieldError, NotAllowedError, OfficeError
from schoolsm_desktop.domain.people import Duty
from schoolsm_desktop.domain.policy import Profile, SharedPasswords
from schoolsm_desktop.domain.rules import MeansOurAccounts, RecruitmentSearch
from schoolsm_desktop.exchange.errors import FileMissingError, FileTooLargeError
from schoolsm_desktop.exchange.private_file import FileThereError
from schoolsm_desktop.services.policies import SHIPPED, shipped_profile
from tests.services.school import InventedSchool


@pytest.mark.parametrize("name", SHIPPED)
def test_every_policy_that_comes_along_is_kept_as_it_was_chosen(school: InventedSchool, name: str) -> None:
    chosen = school.office.policies.choose(shipped_profile(name))
    assert school.sign_in(school.coordinator).policies.current() == chosen == shipped_profile(name)


def test_every_version_is_kept_with_who_chose_it(school: InventedSchool) -> None:
    first = school.office.policies.current()
    second = school.office.policies.choose(replace(first, hours_until_change=48, reveal_reason=True))
    office = school.sign_in(school.head)
    office.policies.choose(shipped_profile("churchward"))
    with office.session.reading() as uow:
        kept = uow.policies.versions()
    assert [v.profile.id for v in kept] == ["valence", "valence", "churchward"]
    assert [v.profile for v in kept][:2] == [first, second]
    assert [v.chosen_by for v in kept] == [school.coordinator.id, school.coordinator.id, school.head.id]


@pytest.mark.clause("valence:use-11")
def test_a_setting_is_at_work_from_the_next_moment_on(school: InventedSchool) -> None:
    page, jo = school.add_account(), school.add_person("Jo Marsh")
    access = school.give(jo, page)
    school.office.policies.choose(replace(school.office.policies.current(), hours_until_change=2))
    due = school.office.access.end(access.id)
    assert due is not None
    assert (due.due - due.since).total_seconds() == 2 * 3600
    school.office.policies.choose(
        replace(school.office.policies.current(), shared_passwords=SharedPasswords.NOT_ALLOWED, reveal_reason=True)
    )
    assert school.office.secrets.needs_reason()
    with pytest.raises(FieldError) as caught:
        school.give(jo, page)
    assert caught.value.field == "kind"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hours_until_change": 0}, "hours_until_change"),
        ({"change_days": 3}, "change_days"),
        ({"name": " "}, "name"),
        ({"titles": {Duty.DSL: ""}}, "titles.headteacher"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_beside_its_field(
    school: InventedSchool, wrong: dict[str, object], field: str
) -> None:
    before: Profile = school.office.policies.current()
    with pytest.raises(FieldError) as caught:
        school.office.policies.choose(replace(before, **wrong))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert school.office.policies.current() == before


def test_without_the_duty_nothing_is_chosen(school: InventedSchool) -> None:
    jo = school.add_person("Jo Marsh")
    school.make_sign_in(jo)
    office = school.sign_in(jo)
    with pytest.raises(NotAllowedError):
        office.policies.choose(shipped_profile("blank"))
    assert office.policies.current().id == "valence"


def test_settings_are_put_into_the_policy_as_it_stands_now(school: InventedSchool) -> None:
    before = school.office.policies.current()
    school.office.policies.change({"review_months": 24})
    after = school.office.policies.change({"recruitment": RecruitmentSearch.EXPECTED, "titles.dsl": " "})
    assert (after.rules.review_months, after.rules.recruitment) == (24, RecruitmentSearch.EXPECTED)
    assert after.titles[Duty.DSL] == "Designated safeguarding lead"
    assert after.clauses == before.clauses
    assert school.sign_in(school.coordinator).policies.current() == after


def test_who_changed_which_setting_stands_in_the_history_and_in_the_log(school: InventedSchool) -> None:
    school.office.policies.change({"review_months": 24, "weekly_look": False})
    head = school.sign_in(school.head)
    head.policies.choose(shipped_profile("mill-lane"))
    newest, changed, first = head.policies.history()
    assert (newest.number, newest.who, newest.did) == (
        3,
        "Anna Whitfield",
        "Chose “Mill Lane Primary School (council model)”",
    )
    assert newest.is_current
    assert (changed.who, changed.did) == ("Rosa Okafor", "Changed settings")
    assert changed.when.startswith("20 Nov 2026")
    assert [(c.key, c.old, c.new) for c in changed.changes] == [
        ("weekly_look", "Somebody looks at each account every week.", "No weekly look is asked for."),
        ("review_months", "14 months", "24 months"),
    ]
    assert first.changes == ()
    lines = {line.did: line for line in head.log.lines()}
    assert lines["changed settings of the policy"].about == (
        "Somebody looks at each account every week · Months until the policy is looked at again"
    )
    assert lines["changed settings of the policy"].who == "Rosa Okafor"
    assert head.log.check().sound


def test_the_same_settings_again_are_no_version(school: InventedSchool) -> None:
    school.office.policies.choose(school.office.policies.current())
    school.office.policies.change({"review_months": school.office.policies.current().rules.review_months})
    assert len(school.office.policies.history()) == 1


def test_a_rule_that_cannot_be_changes_nothing(school: InventedSchool) -> None:
    before = school.office.policies.current()
    with pytest.raises(FieldError) as caught:
        school.office.policies.change({"weekly_look": False, "review_months": 0})
    assert caught.value.field == "review_months"
    assert school.office.policies.current() == before
    assert len(school.office.policies.history()) == 1


def test_whether_our_own_accounts_are_meant_is_the_heads_word(school: InventedSchool) -> None:
    school.office.policies.choose(shipped_profile("mill-lane"))
    with pytest.raises(NotAllowedError):
        school.office.policies.change({"means_our_accounts": MeansOurAccounts.NOT_MEANT})
    head = school.sign_in(school.head)
    meant = head.policies.change({"means_our_accounts": MeansOurAccounts.MEANT})
    office = school.sign_in(school.coordinator)
    kept = office.policies.change({"review_months": 24})
    assert kept.rules.means_our_accounts is MeansOurAccounts.MEANT, "what the head said stands"
    loosened = replace(meant, rules=replace(meant.rules, means_our_accounts=MeansOurAccounts.NOT_MEANT))
    assert office.policies.choose(loosened).rules.means_our_accounts is MeansOurAccounts.NOT_SAID


@pytest.mark.parametrize("name", SHIPPED)
def test_a_policy_saved_as_a_file_is_read_back_as_it_was(school: InventedSchool, tmp_path: Path, name: str) -> None:
    school.office.policies.choose(shipped_profile(name))
    own = school.office.policies.change({"review_months": 20, "disclaimer": "My “own” views — £5\\n"})
    place = tmp_path / "ours.toml"
    school.office.policies.save_file(place)
    assert school.office.policies.read_file(place) == own
    assert len(school.office.policies.history()) == len(school.sign_in(school.head).policies.history())


def test_a_file_that_is_there_is_not_written_over_unasked(school: InventedSchool, tmp_path: Path) -> None:
    place = tmp_path / "ours.toml"
    place.write_text("somebody's own notes", encoding="utf-8")
    with pytest.raises(FileThereError):
        school.office.policies.save_file(place)
    assert place.read_text(encoding="utf-8") == "somebody's own notes"
    school.office.policies.save_file(place, replace=True)
    assert "recruitment = " in place.read_text(encoding="utf-8")


def test_a_file_of_200_mb_is_refused_at_once_by_its_size(school: InventedSchool, tmp_path: Path) -> None:
    place = tmp_path / "huge.toml"
    with place.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    before = school.office.policies.current()
    with pytest.raises(FileTooLargeError) as caught:
        school.office.policies.read_file(place)
    assert "Nothing was changed" in caught.value.sentence
    assert school.office.policies.current() == before


@pytest.mark.parametrize("contents", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"[" * 20_000, "name = “x”".encode()])
def test_what_is_no_policy_is_refused_and_changes_nothing(
    school: InventedSchool, tmp_path: Path, contents: bytes
) -> None:
    place = tmp_path / "strange.toml"
    place.write_bytes(contents)
    before = school.office.policies.current()
    with pytest.raises(OfficeError) as caught:
        school.office.policies.read_file(place)
    assert "Nothing was changed" in caught.value.sentence
    assert school.office.policies.current() == before


def test_a_file_that_is_gone_or_a_folder_is_said_to_be_missing(school: InventedSchool, tmp_path: Path) -> None:
    for place in (tmp_path / "gone.toml", tmp_path):
        with pytest.raises(FileMissingError):
            school.office.policies.read_file(place)


@pytest.mark.clause("mill-lane:1.2")
def test_a_policy_for_any_medium_leaves_room_for_a_platform_nobody_listed(school: InventedSchool) -> None:
    school.office.policies.choose(shipped_profile("mill-lane"))
    assert any(platform.id == "other" for platform in school.office.accounts.platforms())
    page = school.add_account("Page on a site of tomorrow", platform_id="other")
    assert page.id in {line.account.id for line in school.office.accounts.lines()}
